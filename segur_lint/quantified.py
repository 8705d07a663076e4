"""Expressions over a list become closures: ``count``, ``any``, ``all`` and ``first``.

Code is ``[kind, hops, chain, where]``: how many frames out the list hangs, how to come to its
members, and what is asked of each; ``first`` has a fifth part, what is taken of the member.
"""

from __future__ import annotations

from segur_lint.frames import UNKNOWN, Frame, up
from segur_lint.jsonvalue import plain
from segur_lint.quantify import (
    Index,
    Tally,
    all_of,
    any_of,
    count,
    depends_on_row,
    keyed,
    members,
    parts_read,
    same_slot,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from segur_lint.filenames import NameMatcher
    from segur_lint.frames import Closure

    Code = list[Any]
    #: The members that a condition is asked of, for the frame that holds the list and for the row.
    Among = Callable[[Frame, Frame], Sequence[Any]]
    Some = Callable[[Frame, Frame], Iterable[Any]]
    #: Makes the closure of an inner expression.
    Build = Callable[[Code], Closure]


#: Of fewer members than these, to ask each costs less than to tell them apart.
FEW = 8


def quantifier(code: Code, build: Build, names: Sequence[NameMatcher] = ()) -> Closure:
    """``count``, ``any`` or ``all``; `names` are the pack's file-name notations."""
    kind, hops, chain, where_code = code
    compared = same_slot(where_code)
    if kind == "count" and compared is not None:
        return _counted(hops, chain, *compared)
    where = None if where_code is None else build(where_code)
    settle: Callable[[Iterable[Any]], Any] = {"count": count, "any": any_of, "all": all_of}[kind]
    found = _among(where_code, chain, build, whole=kind == "all")
    among = found if kind == "count" else _unlike(found, where_code, names)

    def ask(base: Frame, row: Frame) -> Any:
        found = among(base, row)
        if where is None:
            return settle(UNKNOWN if member is None else True for member in found)
        return settle(UNKNOWN if member is None else where(member, row) for member in found)

    if depends_on_row(where_code):
        return lambda frame, row: ask(up(frame, hops), row)
    return lambda frame, row: _once(ask, up(frame, hops), row)


def first(code: Code, build: Build, taken: Closure) -> Closure:
    """What is `taken` of the first member for which the condition is true; UNKNOWN without one."""
    _, hops, chain, where_code, taken_code = code
    where = build(where_code)
    among = _among(where_code, chain, build)

    def ask(base: Frame, row: Frame) -> Any:
        for member in among(base, row):
            if member is not None and where(member, row) is True:
                return taken(member, row)
        return UNKNOWN

    if depends_on_row([where_code, taken_code]):
        return lambda frame, row: ask(up(frame, hops), row)
    return lambda frame, row: _once(ask, up(frame, hops), row)


def _among(
    where: Code | None, chain: list[list[int]], build: Build, *, whole: bool = False
) -> Among:
    """The members of which `where` can be true, in their order; all of them for `whole`."""
    slot, wanted_code = (0, None) if whole else keyed(where)
    if wanted_code is None:
        return lambda base, _row: members(base, chain)
    wanted = build(wanted_code)

    def index(base: Frame, _row: Frame) -> Index:
        return Index(members(base, chain), slot)

    def among(base: Frame, row: Frame) -> Sequence[Any]:
        key = wanted(row, row)
        if type(key) is not str:
            return members(base, chain)
        found: list[Any] = _once(index, base, row).among(key)
        return found

    return among


def _unlike(among: Among, where: Code | None, names: Sequence[NameMatcher]) -> Some:
    """One member of each kind, where a condition reads a few parts of names and nothing else.

    Of thousands of names, most begin alike: ``any`` and ``all`` need not ask each of them.
    """
    read = parts_read(where)
    if not read:
        return among
    slots = sorted({(slot, name) for slot, name, _ in read})
    which = [sorted(part for *of, part in read if of == [*each]) for each in slots]
    looks = [
        (slot, names[name].match, parts) for (slot, name), parts in zip(slots, which, strict=True)
    ]

    def each(found: Sequence[Any]) -> Iterator[Any]:
        seen = set()
        for member in found:
            kind = member and tuple([_beginning(member, *look) for look in looks])
            if kind not in seen:
                seen.add(kind)
                yield member

    def unlike(base: Frame, row: Frame) -> Iterable[Any]:
        found = among(base, row)
        return found if len(found) < FEW else each(found)

    return unlike


def _beginning(
    member: Frame, slot: int, match: Callable[[str], Sequence[str] | None], parts: Sequence[int]
) -> Any:
    """What a condition reads of a name; None where it reads nothing there."""
    value = member.values[slot]
    found = match(value) if type(value) is str else None
    return found and tuple([found[part] for part in parts])


def _once(ask: Closure, base: Frame, row: Frame) -> Any:
    """The answer of `ask` for the frame that holds the list: the same for each of its elements."""
    if base.memo is None:
        base.memo = {}
    if ask not in base.memo:
        base.memo[ask] = ask(base, row)
    return base.memo[ask]


def _counted(hops: int, chain: list[list[int]], slot: int, own: int) -> Closure:
    """``count(… where balise == value)``: by a tally, since each member may ask it."""

    def tally(base: Frame, _row: Frame) -> Tally | None:
        made = Tally()
        for member in members(base, chain):
            if member is None:
                return None
            made.add(plain(member.values[slot]))
        return made

    def counted(frame: Frame, row: Frame) -> Any:
        found = _once(tally, up(frame, hops), row)
        return UNKNOWN if found is None else found.get(plain(row.values[own]))

    return counted
