"""The ASP's formats as predicates: compiled notation -> what is wrong with a value, or None.

A notation arrives here as the plain list that `lang.notation` makes of it, for example
``["varchar", "=", 12]``. What is wrong is a verb phrase whose subject is the balise.
"""

from __future__ import annotations

from segur_lint.dates import DIGITS, like, shape
from segur_lint.describe import describe
from segur_lint.document import Number, kind
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.document import JSONValue

    Predicate = Callable[[JSONValue], "Wrong | None"]


class Wrong:
    """Why a value is not of its format; `usable` where other controls can still use it."""

    __slots__ = ("phrase", "usable")

    def __init__(self, phrase: Text, usable: bool = False) -> None:
        self.phrase = phrase
        self.usable = usable


_KINDS = {
    "null": Text("vaut null", "is null"),
    "string": Text("est un texte entre guillemets, {found}", "is a text in quotes, {found}"),
    "number": Text("est un nombre sans guillemets, {found}", "is a number without quotes, {found}"),
    "boolean": Text("est un booléen, {found}", "is a boolean, {found}"),
    "list": Text("est une liste", "is a list"),
    "object": Text("est un objet", "is an object"),
}
_EMAIL = (
    r"[^@\s\"(),:;<>\[\\\]]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_LINK = r"https?://[^\s/?#\"<>\\^`{|}]+(?:[/?#][^\s\"<>\\^`{|}]*)?"


def predicate(plain: list[Any]) -> Predicate:
    """The function that tells what is wrong with a value, for one notation."""
    name = plain[0]
    if name == "constant":
        return _always(plain)
    if name == "or_null":
        inner = predicate(plain[1])
        return lambda value: None if value is None else inner(value)
    if name in ("varchar", "format", "type", "oneof", "email", "link"):
        return _text(plain)
    if name in ("integer", "float"):
        return _number(plain)
    if name == "boolean":
        wanted = _wanted(plain)
        return lambda value: None if type(value) is bool else _wrong_kind(value, wanted)
    return _list(plain)


def whole(plain: list[Any]) -> Predicate:
    """Like `predicate`, reading the items of a list too."""
    outer = predicate(plain)
    inner = plain[1] if plain[0] == "or_null" else plain
    if inner[0] != "list":
        return outer
    item = predicate(inner[1])
    return lambda value: outer(value) or next(filter(None, map(item, value or ())), None)  # type: ignore[arg-type]  # a list, says `outer`


def _wanted(plain: list[Any]) -> Text:
    said = describe(plain)
    return Text(f" ; il faut {said.fr}", f"; it must be {said.en}")


def _join(phrase: Text, wanted: Text) -> Text:
    return Text(phrase.fr + wanted.fr, phrase.en + wanted.en)


def _wrong_kind(value: JSONValue, wanted: Text) -> Wrong:
    return Wrong(_join(_KINDS[kind(value)], wanted))


def _always(plain: list[Any]) -> Predicate:
    constant = plain[1]
    wanted = _wanted(plain)

    def check(value: JSONValue) -> Wrong | None:
        if value is constant or (
            type(constant) is str and type(value) is str and value == constant
        ):
            return None
        if type(value) is type(constant):
            return Wrong(_join(Text("vaut {found}", "is {found}"), wanted))
        return _wrong_kind(value, wanted)

    return check


def _text(plain: list[Any]) -> Predicate:
    wanted = _wanted(plain)
    wrong = _TEXTS[plain[0]](plain)

    def check(value: JSONValue) -> Wrong | None:
        if type(value) is not str:
            return _wrong_kind(value, wanted)
        phrase = wrong(value)
        if phrase is None:
            return None
        if not value.strip():
            phrase = _BLANK if value else _EMPTY
        return Wrong(_join(phrase, wanted))

    return check


_EMPTY = Text("est vide", "is empty")
_BLANK = Text("ne contient que des espaces", "holds only spaces")
_VALUE = Text("vaut {found}", "is {found}")


def _varchar(plain: list[Any]) -> Callable[[str], Text | None]:
    sign, length = plain[1], plain[2]

    def wrong(value: str) -> Text | None:
        size = len(value)
        holds = (
            sign is None
            or (sign == "=" and size == length)
            or (sign == "<" and size < length)
            or (sign == "<=" and size <= length)
            or (sign == ">" and size > length)
            or (sign == ">=" and size >= length)
        )
        if not holds:
            return Text(
                f"compte {size} caractère{'s' * (size > 1)}",
                f"has {size} character{'s' * (size != 1)}",
            )
        # A required text is not blank, whatever its length (reading 4 of the guide).
        return None if value.strip() else _BLANK

    return wrong


def _so(holds: Callable[[str], bool]) -> Callable[[str], Text | None]:
    return lambda value: None if holds(value) else _VALUE


def _pattern(source: str) -> Callable[[str], Text | None]:
    def wrong(value: str) -> Text | None:
        import re  # slow to import, and it compiles a source once

        return None if re.fullmatch(source, value, re.ASCII | re.DOTALL) else _VALUE

    return wrong


def _oneof(plain: list[Any]) -> Callable[[str], Text | None]:
    values, is_open = frozenset(plain[1]), plain[2]
    stem = plain[1][-1].rstrip("0123456789")
    first = int(plain[1][-1][len(stem) :]) if is_open else 0

    def wrong(value: str) -> Text | None:
        if value in values:
            return None
        if is_open and value.startswith(stem):
            number = value[len(stem) :]
            if _are_digits(number) and number[0] != "0" and len(number) <= 6:
                return None if int(number) > first else _VALUE
        return _VALUE

    return wrong


_TEXTS: dict[str, Callable[[list[Any]], Callable[[str], Text | None]]] = {
    "varchar": _varchar,
    "format": lambda plain: _so(shape(plain[1])),
    "type": lambda plain: _so(like([DIGITS if sign == "X" else sign for sign in plain[1]])),
    "oneof": _oneof,
    "email": lambda plain: _pattern(_EMAIL),
    "link": lambda plain: _pattern(_LINK),
}


def _number(plain: list[Any]) -> Predicate:
    wanted = _wanted(plain)
    if plain[0] == "integer":
        low, high = plain[1], plain[2]

        def wrong(value: Number) -> Wrong | None:
            if not value.is_integer:
                return Wrong(_join(_WRITTEN, wanted))
            if (low is None or value.value >= low) and (high is None or value.value <= high):
                return None
            # The number itself is known: controls on its value still run, here and below.
            return Wrong(_join(_VALUE, wanted), usable=True)

    else:
        decimals = plain[1]

        def wrong(value: Number) -> Wrong | None:
            if decimals is None or _has_decimals(value.text, decimals):
                return None
            return Wrong(_join(_WRITTEN, wanted), usable=True)

    def check(value: JSONValue) -> Wrong | None:
        return wrong(value) if type(value) is Number else _wrong_kind(value, wanted)

    return check


def _has_decimals(text: str, wanted: int) -> bool:
    """Whether a number is written without an exponent, and with so many decimals."""
    whole, point, decimals = text.removeprefix("-").partition(".")
    if not _are_digits(whole) or (whole[0] == "0" and whole != "0") or bool(point) != bool(wanted):
        return False
    return not point or (len(decimals) == wanted and _are_digits(decimals))


def _are_digits(text: str) -> bool:
    return text.isdigit() and text.isascii()


_WRITTEN = Text("est écrit {found}", "is written {found}")


def _list(plain: list[Any]) -> Predicate:
    """Only tells whether the value is a list that is not empty; `checks.format` reads the items."""
    wanted = _wanted(plain)

    def check(value: JSONValue) -> Wrong | None:
        if type(value) is not list:
            return _wrong_kind(value, wanted)
        return (
            None if value else Wrong(_join(Text("la liste est vide", "the list is empty"), wanted))
        )

    return check
