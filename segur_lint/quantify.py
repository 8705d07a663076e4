"""Lists in expressions: their members, and what ``count``, ``any`` and ``all`` say of truths.

A truth is True, False or UNKNOWN; the answer of ``any`` and ``all`` is Kleene's.
"""

from __future__ import annotations

from segur_lint.frames import UNKNOWN, Frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def members(frame: Frame, chain: list[list[int]]) -> list[Any]:
    """The frames of a list, or of lists in lists; None stands for a list that is not there."""
    frames: list[Any] = [frame]
    for which, slot in chain:
        inner: list[Any] = []
        for each in frames:
            if each is None or each.values[slot] is UNKNOWN:
                inner.append(None)
            else:
                inner += each.lists[which]
        frames = inner
    return frames


def count(truths: Iterable[Any]) -> Any:
    """How many are true; UNKNOWN where one is undecided."""
    total = 0
    for truth in truths:
        if truth is True:
            total += 1
        elif truth is not False:
            return UNKNOWN
    return total


def any_of(truths: Iterable[Any]) -> Any:
    """What ``any`` says, from the first true one on."""
    settled: Any = False
    for truth in truths:
        if truth is True:
            return True
        if truth is not False:
            settled = UNKNOWN
    return settled


def all_of(truths: Iterable[Any]) -> Any:
    """What ``all`` says, from the first false one on."""
    settled: Any = True
    for truth in truths:
        if truth is False:
            return False
        if truth is not True:
            settled = UNKNOWN
    return settled


class Tally:
    """How many members of a list have each value: ``count(… where balise == value)`` asks once.

    `add` and `get` agree with counting the truths of the comparison one by one: unlike kinds are
    UNKNOWN, null is equal to null alone.
    """

    __slots__ = ("_counts", "_kinds", "_unknown")

    def __init__(self) -> None:
        self._counts: dict[tuple[str, Any], int] = {}
        self._kinds: set[str] = set()
        self._unknown = False

    def add(self, value: Any) -> None:
        """One more member, with that value."""
        if value is UNKNOWN:
            self._unknown = True
            return
        kind = _kind(value)
        self._kinds.add(kind)
        if kind != _CONTAINER:
            self._counts[kind, value] = self._counts.get((kind, value), 0) + 1

    def get(self, value: Any) -> Any:
        """How many have that value, or UNKNOWN."""
        if not self._kinds and not self._unknown:
            return 0
        if self._unknown or value is UNKNOWN:
            return UNKNOWN
        kind = _kind(value)
        if kind == "null":
            return self._counts.get((kind, value), 0)
        alike = set() if kind == _CONTAINER else {kind}
        if self._kinds - alike - {"null"}:
            return UNKNOWN
        return 0 if kind == _CONTAINER else self._counts.get((kind, value), 0)


#: Objects and lists: compared to nothing but null.
_CONTAINER = "container"


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    name = type(value).__name__
    return {"int": "number", "Decimal": "number", "list": _CONTAINER, "dict": _CONTAINER}.get(
        name, name
    )
