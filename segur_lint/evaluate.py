"""Compiled expressions become closures over frames; truth has three values.

Code is what `resolve` makes of an expression: plain nested lists, for example
``["cmp", "==", ["row", 0], ["position"]]``. A closure takes the frame that names are read in and
the frame of the row (they differ inside a quantifier), and answers a value or UNKNOWN. What
touches UNKNOWN, or compares unlike kinds, is UNKNOWN; ``and`` and ``or`` are Kleene's.
"""

from __future__ import annotations

from segur_lint import dates, formats
from segur_lint.functions import FUNCTIONS, exact
from segur_lint.jsonvalue import Number
from segur_lint.walk import UNKNOWN, Frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from segur_lint.filenames import NameMatcher

    Code = list[Any]
    Closure = Callable[[Frame, Frame], Any]


#: How many answers a call remembers: the same dates, types and names come again and again.
REMEMBERED = 4_096
#: The longest texts it remembers them for, in code points.
SHORT = 100


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
            value = frame.values[index]  # `_plain`, written out: this is asked most
            return value.value if type(value) is Number else value

        return own
    return lambda frame, row: _plain(_up(frame, hops).values[index])


def _row(code: Code, _: Sequence[NameMatcher]) -> Closure:
    index = code[1]
    return lambda frame, row: _plain(row.values[index])


def _position(code: Code, _: Sequence[NameMatcher]) -> Closure:
    hops = code[1]
    return lambda frame, row: _up(row, hops).index


def _previous(code: Code, _: Sequence[NameMatcher]) -> Closure:
    which, index = code[1], code[2]

    def previous(frame: Frame, row: Frame) -> Any:
        if row.parent is None or row.index == 1:
            return UNKNOWN
        return _plain(row.parent.lists[which][row.index - 2].values[index])

    return previous


def _part(code: Code, names: Sequence[NameMatcher]) -> Closure:
    whole, index = build(code[1], names), code[3]
    matcher = names[code[2]]

    def part(frame: Frame, row: Frame) -> Any:
        value = whole(frame, row)
        parts = matcher.match(value) if type(value) is str else None
        return UNKNOWN if parts is None else parts[index]

    return part


def _up(frame: Frame, hops: int) -> Frame:
    for _ in range(hops):
        assert frame.parent is not None  # `resolve` counted the hops
        frame = frame.parent
    return frame


def _plain(value: Any) -> Any:
    return value.value if type(value) is Number else value


def _call(code: Code, names: Sequence[NameMatcher]) -> Closure:
    function = FUNCTIONS[code[1]]
    # What may be anything keeps its text: a format is about the writing of a number.
    arguments = [
        (shown if kind == "any" else build)(argument, names)
        for kind, argument in zip(function.takes, code[2], strict=True)
    ]
    takes = [_TAKES[kind] for kind in function.takes]
    call = function.call
    varying = [
        argument
        for argument, each in zip(arguments, code[2], strict=True)
        if each[0] not in ("lit", "notation")
    ]
    if code[1] == "sure":
        only = arguments[0]
        return lambda frame, row: only(frame, row) is True
    if len(arguments) == 1:
        first, accepts = arguments[0], takes[0]

        def call_one(frame: Frame, row: Frame) -> Any:
            value = first(frame, row)
            return call(value) if type(value) in accepts else UNKNOWN

        return call_one

    def call_many(frame: Frame, row: Frame) -> Any:
        values = [argument(frame, row) for argument in arguments]
        for value, accepts in zip(values, takes, strict=True):
            if (accepts is not None and type(value) not in accepts) or value is UNKNOWN:
                return UNKNOWN
        return call(*values)

    return _remembering(varying[0], call_many) if len(varying) == 1 else call_many


def _remembering(only: Closure, call: Closure) -> Closure:
    """`call`, whose answer depends on what `only` answers, with a memory for short texts."""
    seen: dict[str, Any] = {}

    def remembering(frame: Frame, row: Frame) -> Any:
        value = only(frame, row)
        if type(value) is not str or len(value) > SHORT:
            return call(frame, row)
        answer = seen.get(value)
        if answer is None:  # no function answers None
            if len(seen) >= REMEMBERED:
                seen.clear()
            answer = seen[value] = call(frame, row)
        return answer

    return remembering


class _Numbers:
    """``type in`` for numbers, without importing decimal before there is one."""

    __slots__ = ()

    def __contains__(self, kind: object) -> bool:
        return kind is int or getattr(kind, "__name__", "") == "Decimal"


_NUMBERS = _Numbers()
_TAKES: dict[str, Any] = {
    "text": (str,),
    "number": _NUMBERS,
    "boolean": (bool,),
    "date": (tuple,),
    "pattern": (str,),
    "any": None,
    "notation": None,
}


def _quantifier(code: Code, names: Sequence[NameMatcher]) -> Closure:
    kind, hops, chain, where_code = code
    where = None if where_code is None else build(where_code, names)
    settle: Callable[[list[Any]], Any] = {"count": _count, "any": _any, "all": _all}[kind]

    def quantifier(frame: Frame, row: Frame) -> Any:
        found = _members(_up(frame, hops), chain)
        if where is None:
            truths: list[Any] = [True] * len(found)
        else:
            truths = [where(member, row) if member is not None else UNKNOWN for member in found]
        if None in found:
            truths.append(UNKNOWN)
        return settle(truths)

    return quantifier


def _members(frame: Frame, chain: list[list[int]]) -> list[Any]:
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


def _count(truths: list[Any]) -> Any:
    total = 0
    for truth in truths:
        if truth is True:
            total += 1
        elif truth is not False:
            return UNKNOWN
    return total


def _any(truths: list[Any]) -> Any:
    if any(truth is True for truth in truths):
        return True
    return False if all(truth is False for truth in truths) else UNKNOWN


def _all(truths: list[Any]) -> Any:
    if any(truth is False for truth in truths):
        return False
    return True if all(truth is True for truth in truths) else UNKNOWN


def _not(code: Code, names: Sequence[NameMatcher]) -> Closure:
    inner = build(code[1], names)

    def negate(frame: Frame, row: Frame) -> Any:
        truth = inner(frame, row)
        return not truth if type(truth) is bool else UNKNOWN

    return negate


def _and(code: Code, names: Sequence[NameMatcher]) -> Closure:
    return _junction(code, names, stop=False)


def _or(code: Code, names: Sequence[NameMatcher]) -> Closure:
    return _junction(code, names, stop=True)


def _junction(code: Code, names: Sequence[NameMatcher], *, stop: bool) -> Closure:
    terms = [build(term, names) for term in code[1]]

    def junction(frame: Frame, row: Frame) -> Any:
        settled: Any = not stop
        for term in terms:
            truth = term(frame, row)
            if truth is stop:
                return stop
            if truth is settled:
                continue
            settled = UNKNOWN if type(truth) is not bool else settled
        return settled

    return junction


def _equal(left: Any, right: Any) -> Any:
    """Whether two values are equal; UNKNOWN where they are of unlike kinds."""
    if type(left) is str is type(right):
        return left == right
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if left is None or right is None:
        return left is right
    return left == right if _alike(left, right) else UNKNOWN


def _alike(left: Any, right: Any) -> bool:
    if type(left) is type(right):
        return type(left) is not list and type(left) is not dict
    return type(left) in _NUMBERS and type(right) in _NUMBERS


def _compare(code: Code, names: Sequence[NameMatcher]) -> Closure:
    sign = code[1]
    left, right = build(code[2], names), build(code[3], names)
    if sign == "==":
        return lambda frame, row: _equal(left(frame, row), right(frame, row))
    if sign == "!=":

        def differ(frame: Frame, row: Frame) -> Any:
            truth = _equal(left(frame, row), right(frame, row))
            return not truth if type(truth) is bool else UNKNOWN

        return differ

    def order(frame: Frame, row: Frame) -> Any:
        one, two = left(frame, row), right(frame, row)
        # Numbers and dates have an order; texts, here, have none.
        dates_both = type(one) is tuple is type(two)
        if not dates_both and not (type(one) in _NUMBERS and type(two) in _NUMBERS):
            return UNKNOWN
        if sign == "<":
            return one < two
        if sign == "<=":
            return one <= two
        return one > two if sign == ">" else one >= two

    return order


def _in(code: Code, names: Sequence[NameMatcher]) -> Closure:
    left, items = build(code[1], names), [build(item, names) for item in code[2]]
    negated = code[3]

    def member(frame: Frame, row: Frame) -> Any:
        value = left(frame, row)
        truth = _any([_equal(value, item(frame, row)) for item in items])
        return truth if truth is UNKNOWN else truth is not negated

    return member


def _sum(code: Code, names: Sequence[NameMatcher]) -> Closure:
    sign = 1 if code[0] == "+" else -1
    left, right = build(code[1], names), build(code[2], names)

    def total(frame: Frame, row: Frame) -> Any:
        one, two = left(frame, row), right(frame, row)
        if type(one) is int and type(two) is int:
            return one + sign * two
        if type(one) not in _NUMBERS or type(two) not in _NUMBERS:
            return UNKNOWN
        return exact().add(one, two) if sign > 0 else exact().subtract(one, two)

    return total


_BUILDERS: dict[str, Callable[[Code, Sequence[NameMatcher]], Closure]] = {
    "lit": _literal,
    "notation": _notation,
    "slot": _slot,
    "row": _row,
    "position": _position,
    "previous": _previous,
    "part": _part,
    "call": _call,
    "count": _quantifier,
    "any": _quantifier,
    "all": _quantifier,
    "not": _not,
    "and": _and,
    "or": _or,
    "cmp": _compare,
    "in": _in,
    "+": _sum,
    "-": _sum,
}


def shown(code: Code, names: Sequence[NameMatcher]) -> Closure:
    """Like `build`, for a value that is shown to a person: a number keeps the text it has."""
    if code[0] == "slot":
        hops, index = code[1], code[2]
        return lambda frame, row: _up(frame, hops).values[index]
    if code[0] == "row":
        own = code[1]
        return lambda frame, row: row.values[own]
    return build(code, names)


def show(value: Any) -> str | None:
    """A value as a sentence shows it, or None where there is none to show."""
    if value is UNKNOWN or type(value) in (list, dict):
        return None
    if type(value) is Number:
        return value.text
    if value is None or type(value) is bool:
        return {None: "null", True: "true", False: "false"}[value]
    if type(value) is tuple:
        return "{2:02}/{1:02}/{0:04}".format(*value)
    return str(value)
