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


#: Code that is read in the row.
_OF_ROW = ("row", "outer", "position", "previous")
#: Code that reads a member, or more than it.
_OF_MEMBER = ("slot", "count", "any", "all", "first")


def depends_on_row(code: Any) -> bool:
    """Whether what `code` says may change from one row to the next."""
    return isinstance(code, list) and (
        (bool(code) and code[0] in _OF_ROW) or any(depends_on_row(part) for part in code)
    )


def parts_read(where: Any) -> frozenset[tuple[int, int, int]] | None:
    """What a condition reads of a member, where that is parts of names alone; else None.

    Each part is (slot, number of the notation, number of the part).
    """
    if not isinstance(where, list) or where[:1] in (["lit"], ["notation"]):
        return frozenset()
    if where[:1] == ["part"] and where[1][:2] == ["slot", 0]:
        return frozenset([(where[1][2], where[2], where[3])])
    if where and where[0] in (*_OF_ROW, *_OF_MEMBER):
        return None
    found = [parts_read(part) for part in where]
    return None if None in found else frozenset().union(*filter(None, found))


def same_slot(where: Any) -> tuple[int, int] | None:
    """The slots of ``balise == value``, of the member and of the row, where that is all it asks."""
    if where is not None and where[:2] == ["cmp", "=="]:
        for member, own in ((where[2], where[3]), (where[3], where[2])):
            if member[:2] == ["slot", 0] and own[0] == "row":
                return member[2], own[1]
    return None


def keyed(where: Any) -> tuple[int, Any]:
    """The member's slot, and the code of the row's value, that ``where`` asks to be equal.

    The code is None where it asks no such thing.
    """
    terms = where[1] if where is not None and where[0] == "and" else [where]
    for term in terms:
        if term is not None and term[:2] == ["cmp", "=="]:
            for member, own in ((term[2], term[3]), (term[3], term[2])):
                if member[:2] == ["slot", 0] and own[0] in ("row", "outer"):
                    return member[2], own
    return 0, None


class Index:
    """The members of a list by the text in one of their slots: each of many rows may look for one.

    Members without a text there are answers to all: whether they are equal is for ``==`` to say.
    """

    __slots__ = ("_of_text", "_rest")

    def __init__(self, found: list[Any], slot: int) -> None:
        self._of_text: dict[str, list[Any]] = {}
        self._rest: list[Any] = []
        for member in found:
            value = UNKNOWN if member is None else member.values[slot]
            same = self._of_text.setdefault(value, []) if type(value) is str else self._rest
            same.append(member)

    def among(self, text: str) -> list[Any]:
        """The members that may be equal to `text`."""
        return [*self._of_text.get(text, ()), *self._rest]


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
