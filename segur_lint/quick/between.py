"""What files say to each other: kept small for each of thousands of them, compared at the end.

Of each column of which no value may be in two files, the hashes are kept: where they are all
unlike, so are the values. Two alike are a doubt, be the values alike or not.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    #: The hashes of each column, as bytes, and what the file looks for: see `lots.facts`.
    Said = tuple[list[bytes], list[Any]]

#: Hashes that are compared at once: the more, the more memory is held.
_AT_ONCE = 50_000
_HASHES = 1 << 64


def kept(facts: tuple[list[list[Any]], list[Any]]) -> Said:
    """What is kept of what a file says: no value of its columns is held any more."""
    columns, found = facts
    return [array("q", {*map(hash, each)}).tobytes() for each in columns], found


def agree(files: Sequence[Said]) -> bool:
    """Whether what these files say goes together."""
    columns, found = (zip(*each, strict=True) for each in zip(*files, strict=True))
    return all(map(_apart, columns)) and all(map(_found, found))


def _apart(column: Sequence[bytes]) -> bool:
    """Whether no hash is in two files: those of one range of them after those of another."""
    views = [memoryview(each).cast("q") for each in column]
    ranges = sum(map(len, views)) // _AT_ONCE + 1
    if ranges > 1:
        views = [memoryview(array("q", sorted(view))) for view in views]
    bounds = [at * _HASHES // ranges - _HASHES // 2 for at in range(1, ranges)]
    cuts = [[0, *(bisect_left(view, bound) for bound in bounds), len(view)] for view in views]
    for at in range(ranges):
        seen: set[int] = set()
        count = 0
        for view, cut in zip(views, cuts, strict=True):
            part = view[cut[at] : cut[at + 1]]
            seen.update(part.tolist())
            count += len(part)
        if len(seen) != count:
            return False
    return True


def _found(facts: Iterable[tuple[bool, Any, Any]]) -> bool:
    """Whether each file that looks for another finds one: see `lots.facts`."""
    facts = list(facts)
    by = {by for _, _, by in facts}
    return all(sought in by for looks, sought, _ in facts if looks)
