"""Truth, comparison and arithmetic over closures: unlike kinds are UNKNOWN, ``and`` Kleene's."""

from __future__ import annotations

from segur_lint.frames import UNKNOWN
from segur_lint.functions import exact
from segur_lint.jsonvalue import Number, amounts, plain
from segur_lint.quantify import any_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from typing import Any

    from segur_lint.frames import Closure, Frame


class _Numbers:
    """``type in`` for numbers, without importing decimal before there is one."""

    __slots__ = ()

    def __contains__(self, kind: object) -> bool:
        return kind is int or getattr(kind, "__name__", "") == "Decimal"


#: The types of amounts.
NUMBERS = _Numbers()


def equal(left: Any, right: Any) -> Any:
    """Whether two values are equal; UNKNOWN where they are of unlike kinds."""
    if type(left) is str is type(right):
        return left == right
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if left is None or right is None:
        return left is right
    return left == right if alike(left, right) else UNKNOWN


def alike(left: Any, right: Any) -> bool:
    """Whether two values are of one kind, and of one that is compared."""
    if type(left) is type(right):
        return type(left) is not list and type(left) is not dict
    return type(left) in NUMBERS and type(right) in NUMBERS


def negation(inner: Closure) -> Closure:
    """``not``."""

    def negate(frame: Frame, row: Frame) -> Any:
        truth = inner(frame, row)
        return not truth if type(truth) is bool else UNKNOWN

    return negate


def junction(terms: Sequence[Closure], stop: bool) -> Closure:
    """``and`` (`stop` is False: the truth that settles it) and ``or`` (True)."""

    def join(frame: Frame, row: Frame) -> Any:
        settled: Any = not stop
        for term in terms:
            truth = term(frame, row)
            if truth is stop:
                return stop
            if type(truth) is not bool:
                settled = UNKNOWN
        return settled

    return join


def comparison(sign: str, left: Closure, right: Closure) -> Closure:
    """``==`` and ``!=`` for all kinds, the order of numbers and dates; texts have none.

    What is put in order may be numbers as they are written.
    """
    if sign == "==":

        def same(frame: Frame, row: Frame) -> Any:
            one, two = left(frame, row), right(frame, row)
            # Most are texts; `equal` says the rest.
            return one == two if type(one) is str is type(two) else equal(one, two)

        return same
    if sign == "!=":
        return negation(lambda frame, row: equal(left(frame, row), right(frame, row)))

    def order(frame: Frame, row: Frame) -> Any:
        one, two = left(frame, row), right(frame, row)
        if type(one) is Number is type(two):
            one, two = amounts(one, two)
        else:
            one, two = plain(one), plain(two)
        dates_both = type(one) is tuple is type(two)
        if not dates_both and not (type(one) in NUMBERS and type(two) in NUMBERS):
            return UNKNOWN
        if sign == "<":
            return one < two
        if sign == "<=":
            return one <= two
        return one > two if sign == ">" else one >= two

    return order


def membership(left: Closure, items: Sequence[Closure], negated: bool) -> Closure:
    """``in`` and ``not in``."""

    def member(frame: Frame, row: Frame) -> Any:
        value = left(frame, row)
        truth = any_of([equal(value, item(frame, row)) for item in items])
        return truth if truth is UNKNOWN else truth is not negated

    return member


def total(sign: str, left: Closure, right: Closure) -> Closure:
    """``+`` and ``-``, exact."""

    def add(frame: Frame, row: Frame) -> Any:
        one, two = left(frame, row), right(frame, row)
        if type(one) is int and type(two) is int:
            return one + two if sign == "+" else one - two
        if type(one) not in NUMBERS or type(two) not in NUMBERS:
            return UNKNOWN
        return exact().add(one, two) if sign == "+" else exact().subtract(one, two)

    return add


#: Digits of the longest numbers that are multiplied; beyond, the answer is undecided.
_MULTIPLIED = 1_000
_BITS = 3_322


def product(left: Closure, right: Closure) -> Closure:
    """``*``, exact; it is written with the decimals of its operands, where they are enough."""

    def multiply(frame: Frame, row: Frame) -> Any:
        one, two = left(frame, row), right(frame, row)
        if not (_is_short(one) and _is_short(two)):
            return UNKNOWN
        if type(one) is int and type(two) is int:
            return one * two
        context = exact()
        made = context.multiply(one, two)
        finest = min(map(_decimal, (one, two)), key=_exponent)
        try:
            return context.quantize(made, finest)
        except ArithmeticError:  # they are not enough
            return made

    return multiply


def _is_short(value: Any) -> bool:
    if type(value) is int:
        return value.bit_length() <= _BITS
    try:
        return type(value) in NUMBERS and exact(_MULTIPLIED).plus(value) == value
    except ArithmeticError:
        return False


def _decimal(value: int | Decimal) -> Decimal:
    return exact().create_decimal(value)


def _exponent(value: Decimal) -> int:
    # No amount of a deposit is infinite.
    return value.as_tuple().exponent  # type: ignore[return-value]
