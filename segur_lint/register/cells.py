"""What a cell of a register holds: a text, an amount or a date, as people and spreadsheets write.

An empty cell is None. What cannot be read is an `Unreadable`, which says why.
"""

from __future__ import annotations

import re

from segur_lint import dates
from segur_lint.jsonvalue import Number
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.jsonvalue import JSONValue


class Unreadable:
    """Why a cell has no value: the `name` of the fault, and its sentence."""

    __slots__ = ("message", "name")

    def __init__(self, name: str, message: Text) -> None:
        self.name = name
        self.message = message


#: 7,3283E+13: the sign and the two digits are always there, so that the text 12E4 is none.
_SHORTENED = re.compile(r"-?[0-9](?:[.,][0-9]+)?[eE][+-][0-9]{2,3}").fullmatch
#: What a spreadsheet writes for a value that it could not compute, or show.
_FAILED = re.compile(
    r"#(?:##+|N/A|DIV/0!|REF!|VALEUR!|VALUE!|NOM\?|NAME\?|NOMBRE!|NUM!|NUL!|NULL!)"
).fullmatch
_SUSPECT = frozenset("#-0123456789")
_GAP = "[ \u00a0\u2009\u202f]"  # the spaces of French typography
_AMOUNT = re.compile(
    rf"(-?)((?:[0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+)|[0-9]+)(?:[.,]([0-9]+))?{_GAP}*(?:€|EUR|eur|Eur)?"
).fullmatch
#: 2,500 is two and a half, or two thousand five hundred.
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}").match
_SPACES = re.compile(_GAP).sub
_DAYS = ("JJ/MM/AAAA", "AAAA-MM-JJ", "JJ-MM-AAAA", "JJ.MM.AAAA")
_PATTERNS = (*_DAYS, *(day + time for day in _DAYS for time in (" hh:mm", " hh:mm:ss")))
_PATTERNS = (*_PATTERNS, "AAAA-MM-JJThh:mm", "AAAA-MM-JJThh:mm:ss")


def reader(kind: str) -> Callable[[JSONValue], Any]:
    """What reads the cells of a column: `kind` is ``text``, ``amount`` or ``date``.

    A text becomes a `str`, an amount a `Number` whose text is exact (``2 500,00 €`` is that of
    ``2500.00``), a date the tuple of `segur_lint.dates`.
    """
    if kind == "text":
        return text
    remembered = _Remembered({"amount": amount, "date": date}[kind])
    return lambda value: remembered.read(value) if type(value) is list else remembered[value]


class _Remembered(dict):  # type: ignore[type-arg]  # Any, at run time, is an import
    """What was read so far: amounts and days come again, and reading one is slow."""

    def __init__(self, read: Callable[[JSONValue], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, value: JSONValue) -> Any:
        found = self[value] = self.read(value)
        return found


def text(value: JSONValue) -> str | Unreadable | None:
    """A text as it is written; of a number in JSON, its digits."""
    if type(value) is str:
        if value and value[0] in _SUSPECT:
            return _spoilt(value) or value
        return value or None
    if value is None:
        return None
    if type(value) is Number:
        return value.text if value.is_integer else (_spoilt(value.text) or value.text)
    return _other(value, Text("un texte", "a text"))


def amount(value: JSONValue) -> Number | Unreadable | None:
    """An amount: no digit is lost, and none is guessed."""
    if type(value) is Number:
        return value
    if value is None or value == "":
        return None
    wanted = Text("un montant comme 1234,50", "an amount such as 1234.50")
    if type(value) is not str:
        return _other(value, wanted)
    found = _AMOUNT(value)
    if found is None:
        return _spoilt(value) or _unlike("amount", value, wanted)
    if _AMBIGUOUS(value) and found[3] is not None and len(found[3]) == 3:
        return Unreadable(
            "amount",
            Text(
                f"« {shorten(value)} » peut se lire de deux façons : écrivez les milliers sans "
                "point ni virgule, et deux décimales.",
                f"“{shorten(value)}” can be read in two ways: write thousands without a point or "
                "a comma, and two decimals.",
            ),
        )
    whole = _SPACES("", found[2]).lstrip("0") or "0"
    return Number(found[1] + whole + ("" if found[3] is None else "." + found[3]))


def date(value: JSONValue) -> dates.Date | Unreadable | None:
    """A day, or a day and a time, of the calendar."""
    if value is None or value == "":
        return None
    wanted = Text("une date comme 31/12/2024", "a date such as 31/12/2024 (day, month, year)")
    if type(value) is not str:
        return _other(value, wanted)
    for pattern in _PATTERNS:
        found = dates.parse(value, pattern)
        if found is False:
            shown = shorten(value)
            return Unreadable(
                "date",
                Text(
                    f"« {shown} » n'existe pas dans le calendrier.",
                    f"“{shown}” is not in the calendar.",
                ),
            )
        if found is not None and found is not True:
            return found
    return _spoilt(value) or _unlike("date", value, wanted)


def _spoilt(value: str) -> Unreadable | None:
    """What a spreadsheet did to a value, if it did."""
    shown = shorten(value)
    if _SHORTENED(value):
        fr = (
            f"« {shown} » est un nombre que le tableur a abrégé : ses derniers chiffres sont "
            "perdus. Mettez la colonne au format Texte et écrivez-y de nouveau la valeur."
        )
        en = (
            f"“{shown}” is a number that the spreadsheet shortened: its last digits are lost. "
            "Give the column the Text format and write the value again."
        )
        return Unreadable("mangled", Text(fr, en))
    if _FAILED(value):
        fr = (
            f"« {shown} » est écrit par le tableur à la place d'une valeur : élargissez la "
            "colonne, ou corrigez la formule."
        )
        en = (
            f"“{shown}” is written by the spreadsheet in place of a value: widen the column, or "
            "mend the formula."
        )
        return Unreadable("mangled", Text(fr, en))
    return None


def _unlike(name: str, value: str, wanted: Text) -> Unreadable:
    shown = shorten(value)
    return Unreadable(
        name,
        Text(
            f"« {shown} » ne se lit pas : il faut {wanted.fr}.",
            f"“{shown}” cannot be read: it must be {wanted.en}.",
        ),
    )


_KINDS = {
    bool: Text("un booléen", "a boolean"),
    Number: Text("un nombre", "a number"),
    list: Text("une liste", "a list"),
    dict: Text("un objet", "an object"),
}


def _other(value: JSONValue, wanted: Text) -> Unreadable:
    found = _KINDS[type(value)]
    return Unreadable(
        "kind",
        Text(f"Il faut {wanted.fr}, non {found.fr}.", f"It must be {wanted.en}, not {found.en}."),
    )
