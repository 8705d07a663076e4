"""What files say to each other: kept small for each of thousands of them, compared at the end.

Of each column of which no value may be in two files, the hashes are kept: where they are all
unlike, so are the values. Two alike are a doubt, be the values alike or not.
"""

from __future__ import annotations

from array import array

from segur_lint.alike import are_apart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    #: The hashes of each column, which are bytes once they came through a pipe, and what the file
    #: looks for: see `lots.facts`.
    Said = tuple[list[Any], list[Any]]


def kept(facts: tuple[list[list[Any]], list[Any]]) -> Said:
    """What is kept of what a file says: no value of its columns is held any more."""
    columns, found = facts
    return [array("q", {*map(hash, each)}) for each in columns], found


def agree(files: Sequence[Said]) -> bool:
    """Whether what these files say goes together."""
    columns, found = (zip(*each, strict=True) for each in zip(*files, strict=True))
    return all(map(_are_unlike, columns)) and all(map(_found, found))


def _are_unlike(column: Sequence[Any]) -> bool:
    """Whether no hash is in two files."""
    return are_apart([each if isinstance(each, array) else array("q", each) for each in column])


def _found(facts: Iterable[tuple[bool, Any, Any]]) -> bool:
    """Whether each file that looks for another finds one: see `lots.facts`."""
    facts = list(facts)
    by = {by for _, _, by in facts}
    return all(sought in by for looks, sought, _ in facts if looks)
