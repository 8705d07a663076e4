"""The functions that expressions may call: a literal table. Reading it is reading the language.

A function gets values of the kinds it names (anything else makes the call undecided, without
calling it) and answers a value, or UNKNOWN. None of them takes more than linear time.
"""

from __future__ import annotations

from segur_lint import dates, formats
from segur_lint.frames import UNKNOWN
from segur_lint.jsonvalue import Number
from segur_lint.text import caseless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Context, Decimal
    from typing import Any

_DIGITS = frozenset("0123456789")
#: Each digit doubled, the digits of the double added.
_DOUBLED = str.maketrans("0123456789", "0246813579")


class Function:
    """`takes` and `gives` are kinds: text number boolean date any, or notation and pattern,
    which are texts known when the rules are read. `call` gets the values in order.
    """

    __slots__ = ("call", "gives", "takes")

    def __init__(self, takes: str, gives: str, call: Callable[..., Any]) -> None:
        self.takes = takes.split()
        self.gives = gives
        self.call = call


def luhn(text: str) -> bool:
    """Whether `text` is digits whose last is their Luhn key (ISO/IEC 7812).

    Six lines here rather than python-stdnum, whose import costs five times a whole run; a test
    holds the two together.
    """
    if not text or not _DIGITS.issuperset(text):
        return False
    total = sum(map(int, text[-1::-2])) + sum(map(int, text[-2::-2].translate(_DOUBLED)))
    return total % 10 == 0


def _digit_sum(text: str) -> Any:
    return sum(map(int, text)) if text and _DIGITS.issuperset(text) else UNKNOWN


def exact(digits: int = 0) -> Context:
    """A context of decimals that never rounds: it raises an ArithmeticError instead.

    Without a bound of `digits` it has room for whatever a text can hold. That is for sums, which
    cost what their numbers are long; a division by a long number costs far more.
    """
    # Slow to import, seldom needed.
    from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Inexact, InvalidOperation

    return Context(
        prec=digits or MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[Inexact, InvalidOperation]
    )


#: Digits of the longest numbers that are divided; beyond, the answer is undecided.
_DIVIDED = 100_000


def _multiple_of(value: int | Decimal, factor: int | Decimal) -> Any:
    if not factor:
        return UNKNOWN
    if type(value) is int and type(factor) is int:
        return value % factor == 0
    context = exact(_DIVIDED)
    try:  # `plus` raises where a number has more digits
        return context.remainder(context.plus(value), context.plus(factor)) == 0
    except ArithmeticError:
        return UNKNOWN


def _replace_start(text: str, old: str, new: str) -> str:
    return new + text[len(old) :] if text.startswith(old) else text


def _number(text: str) -> Any:
    return int(text) if 0 < len(text) <= 18 and _DIGITS.issuperset(text) else UNKNOWN


def one_of(text: str, listed: str) -> bool:
    """Whether `text` is one of those of a list separated by commas."""
    return text in [each.strip() for each in listed.split(",")]


def _is_date(text: str, pattern: str) -> Any:
    found = dates.parse(text, pattern)
    return UNKNOWN if found is None else found is not False


def _date(text: str, pattern: str) -> Any:
    return dates.parse(text, pattern) or UNKNOWN


def _conforms(value: Any, predicate: formats.Predicate) -> Any:
    if type(value) is tuple:
        return UNKNOWN  # a date is no value of JSON
    if type(value) is int or type(value).__name__ == "Decimal":
        value = Number(str(value))  # computed, so that it has no text of its own
    return predicate(value) is None


FUNCTIONS: dict[str, Function] = {
    "length": Function("text", "number", len),
    "lower": Function("text", "text", str.lower),
    "upper": Function("text", "text", str.upper),
    "fold": Function("text", "text", caseless),
    "starts_with": Function("text text", "boolean", str.startswith),
    "ends_with": Function("text text", "boolean", str.endswith),
    "contains": Function("text text", "boolean", str.__contains__),
    "one_of": Function("text text", "boolean", one_of),
    "replace_start": Function("text text text", "text", _replace_start),
    "number": Function("text", "number", _number),
    "digit_sum": Function("text", "number", _digit_sum),
    "multiple_of": Function("number number", "boolean", _multiple_of),
    "luhn": Function("text", "boolean", luhn),
    "is_date": Function("text pattern", "boolean", _is_date),
    "date": Function("text pattern", "date", _date),
    "conforms": Function("any notation", "boolean", _conforms),
    # Decides what is undecided: true only where its argument surely is.
    "sure": Function("boolean", "boolean", bool),
}
