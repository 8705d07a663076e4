"""Compiled expressions become closures over frames; truth has three values.

Code is what `resolve` makes of an expression: plain nested lists, for example
``["cmp", "==", ["row", 0], ["position"]]``. A closure takes the frame that names are read in and
the frame of the row (they differ inside a quantifier), and answers a value or UNKNOWN. What
touches UNKNOWN, or compares unlike kinds, is UNKNOWN; ``and`` and ``or`` are Kleene's.
"""

from __future__ import annotations

from segur_lint import dates, formats, logic
from segur_lint.calls import calling
from segur_lint.frames import UNKNOWN, Frame, up
from segur_lint.functions import FUNCTIONS
from segur_lint.jsonvalue import Number, plain
from segur_lint.quantified import first, quantifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from segur_lint.filenames import NameMatcher
    from segur_lint.frames import Closure

    Code = list[Any]


def literal(kind: str, value: Any) -> Any:
    """The value of a literal: text, number, size, date, datetime, true, false or null."""
    if kind == "number":
        return Number(value).value
    if kind in ("date", "datetime"):
        return dates.iso(value)
    if kind in _WORDS:
        return _WORDS[kind]
    return value


_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def build(code: Code, names: Sequence[NameMatcher]) -> Closure:
    """The closure of `code`; `names` are the pack's file-name notations."""
    return _BUILDERS[code[0]](code, names)


def _literal(code: Code, _: Sequence[NameMatcher]) -> Closure:
    value = literal(code[1], code[2])
    return lambda frame, row: value


def _notation(code: Code, _: Sequence[NameMatcher]) -> Closure:
    predicate = formats.whole(code[1])
    return lambda frame, row: predicate


def _slot(code: Code, _: Sequence[NameMatcher]) -> Closure:
    hops, index = code[1], code[2]
    if hops == 0:

        def own(frame: Frame, row: Frame) -> Any:
            value = frame.values[index]  # `plain`, written out: this is asked most
            return value.value if type(value) is Number else value

        return own
    return lambda frame, row: plain(up(frame, hops).values[index])


def _row(code: Code, _: Sequence[NameMatcher]) -> Closure:
    index = code[1]
    return lambda frame, row: plain(row.values[index])


def _outer(code: Code, names: Sequence[NameMatcher]) -> Closure:
    """A name of the row, where another element is looked at."""
    inner = build(code[1], names)
    return lambda frame, row: inner(row, row)


def _position(code: Code, _: Sequence[NameMatcher]) -> Closure:
    hops = code[1]
    return lambda frame, row: up(row, hops).index


def _previous(code: Code, _: Sequence[NameMatcher]) -> Closure:
    which, index = code[1], code[2]

    def previous(frame: Frame, row: Frame) -> Any:
        if row.parent is None or row.index == 1:
            return UNKNOWN
        return plain(row.parent.lists[which][row.index - 2].values[index])

    return previous


def _part(code: Code, names: Sequence[NameMatcher]) -> Closure:
    whole, index = build(code[1], names), code[3]
    matcher = names[code[2]]

    def part(frame: Frame, row: Frame) -> Any:
        value = whole(frame, row)
        parts = matcher.match(value) if type(value) is str else None
        return UNKNOWN if parts is None else parts[index]

    return part


def raw(code: Code, names: Sequence[NameMatcher]) -> Closure:
    """Like `build`, for a value as it is written: a number keeps its text."""
    if code[0] == "slot":
        hops, index = code[1], code[2]
        return lambda frame, row: up(frame, hops).values[index]
    if code[0] == "row":
        own = code[1]
        return lambda frame, row: row.values[own]
    if code[0] == "first":
        return first(code, lambda inner: build(inner, names), raw(code[4], names))
    return build(code, names)


def _call(code: Code, names: Sequence[NameMatcher]) -> Closure:
    # What may be anything keeps its text: a format is about the writing of a number.
    arguments = [
        (raw if kind == "any" else build)(argument, names)
        for kind, argument in zip(FUNCTIONS[code[1]].takes, code[2], strict=True)
    ]
    varying = [
        argument
        for argument, each in zip(arguments, code[2], strict=True)
        if each[0] not in ("lit", "notation")
    ]
    return calling(code[1], arguments, varying)


def _over_list(code: Code, names: Sequence[NameMatcher]) -> Closure:
    return quantifier(code, lambda inner: build(inner, names), names)


def _first(code: Code, names: Sequence[NameMatcher]) -> Closure:
    shown = first(code, lambda inner: build(inner, names), build(code[4], names))
    return lambda frame, row: plain(shown(frame, row))


def _not(code: Code, names: Sequence[NameMatcher]) -> Closure:
    return logic.negation(build(code[1], names))


def _junction(code: Code, names: Sequence[NameMatcher]) -> Closure:
    return logic.junction([build(term, names) for term in code[1]], stop=code[0] == "or")


def _compare(code: Code, names: Sequence[NameMatcher]) -> Closure:
    side = build if code[1] in ("==", "!=") else _written
    return logic.comparison(code[1], side(code[2], names), side(code[3], names))


def _written(code: Code, names: Sequence[NameMatcher]) -> Closure:
    """Like `raw`; a number of the rule keeps its text too."""
    if code[0] == "lit" and code[1] == "number":
        number = Number(code[2])
        return lambda frame, row: number
    return raw(code, names)


def _in(code: Code, names: Sequence[NameMatcher]) -> Closure:
    items = [build(item, names) for item in code[2]]
    return logic.membership(build(code[1], names), items, code[3])


def _sum(code: Code, names: Sequence[NameMatcher]) -> Closure:
    return logic.total(code[0], build(code[1], names), build(code[2], names))


def _product(code: Code, names: Sequence[NameMatcher]) -> Closure:
    return logic.product(build(code[1], names), build(code[2], names))


_BUILDERS: dict[str, Callable[[Code, Sequence[NameMatcher]], Closure]] = {
    "lit": _literal,
    "notation": _notation,
    "slot": _slot,
    "row": _row,
    "outer": _outer,
    "position": _position,
    "previous": _previous,
    "part": _part,
    "call": _call,
    "count": _over_list,
    "any": _over_list,
    "all": _over_list,
    "first": _first,
    "not": _not,
    "and": _junction,
    "or": _junction,
    "cmp": _compare,
    "in": _in,
    "+": _sum,
    "-": _sum,
    "*": _product,
}
