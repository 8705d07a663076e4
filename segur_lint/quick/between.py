"""What files say to each other: kept small for each of thousands of them, compared at the end.

Of each column of which no value may be in two files, the hashes are kept: where they are all
unlike, so are the values. Two alike are a doubt, be the values alike or not.
"""

from __future__ import annotations

from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    #: The hashes of each column, which are bytes once they came through a pipe, and what the file
    #: looks for: see `lots.facts`.
    Said = tuple[list[Any], list[Any]]

#: Hashes that are compared at once, and of how many each range of them is where there are more:
#: the fewer, the less memory is held.
_AT_ONCE = 50_000
_RANGE = 15_000
_HASHES = 1 << 64


def kept(facts: tuple[list[list[Any]], list[Any]]) -> Said:
    """What is kept of what a file says: no value of its columns is held any more."""
    columns, found = facts
    return [array("q", {*map(hash, each)}) for each in columns], found


def agree(files: Sequence[Said]) -> bool:
    """Whether what these files say goes together."""
    columns, found = (zip(*each, strict=True) for each in zip(*files, strict=True))
    return all(map(_apart, columns)) and all(map(_found, found))


def _apart(column: Sequence[Any]) -> bool:
    """Whether no hash is in two files: those of one range of them after those of another."""
    files = [each if isinstance(each, array) else array("q", each) for each in column]
    count = sum(map(len, files))
    if count <= _AT_ONCE:
        return len(set().union(*files)) == count
    from bisect import bisect_left

    for each in files:
        each[:] = array("q", sorted(each))
    ranges, starts = count // _RANGE + 1, [0] * len(files)
    for at in range(1, ranges + 1):
        bound = at * _HASHES // ranges - _HASHES // 2
        ends = [bisect_left(each, bound) for each in files]
        parts = [each[start:end] for each, start, end in zip(files, starts, ends, strict=True)]
        if len(set().union(*parts)) != sum(map(len, parts)):
            return False
        starts = ends
    return True


def _found(facts: Iterable[tuple[bool, Any, Any]]) -> bool:
    """Whether each file that looks for another finds one: see `lots.facts`."""
    facts = list(facts)
    by = {by for _, _, by in facts}
    return all(sought in by for looks, sought, _ in facts if looks)
