"""The ways of writing a format wrongly: a notation and those that nearly say the same.

Two that mean the same, `VARCHAR (<51)` and `VARCHAR (<=50)`, are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from segur_lint.authoring.mutation.change import Change, other_text
from segur_lint.lang import notation as lang
from segur_lint.lang.notation import Notation
from segur_lint.text import Text

#: No text is longer.
_ENDLESS = 10**9
_MONTH_FIRST = {"JJ": "MM", "MM": "JJ", "hh": "mm", "mm": "hh"}


def changed_formats(notation: Notation) -> Iterator[Change[Notation]]:
    """Each other format that a slip would have written, in a fixed order."""
    seen = [meaning(notation)]
    for made, advice in _made(notation):
        said = meaning(made)
        if said not in seen:
            seen.append(said)
            yield Change(made, str(notation), str(made), advice)


def swapped(pattern: str) -> str:
    """The form of a date with day and month, or hour and minute, in each other's place."""
    runs = ("JJ", "MM") if "JJ" in pattern else ("hh", "mm")
    return re.sub("|".join(runs), lambda run: _MONTH_FIRST[run[0]], pattern)


def meaning(notation: Notation) -> Any:
    """What tells formats apart that admit different values."""
    if isinstance(notation, lang.Varchar):
        return ("varchar", *_lengths(notation))
    if isinstance(notation, lang.OneOf):
        return _choices(notation)
    if isinstance(notation, lang.ListOf | lang.OrNull):
        return (notation.kind, meaning(notation.item))
    return notation.plain()


def _lengths(notation: lang.Varchar) -> tuple[int, int]:
    """The shortest and the longest; a text is never empty."""
    size = notation.length or 0
    least, most = {
        None: (0, _ENDLESS),
        "=": (size, size),
        "<": (0, size - 1),
        "<=": (0, size),
        ">": (size + 1, _ENDLESS),
        ">=": (size, _ENDLESS),
    }[notation.op]
    return max(least, 1), most


def _choices(notation: lang.OneOf) -> Any:
    """The values, and from which number on the last goes on counting."""
    values = set(notation.values)
    if not notation.open:
        return ("oneof", values, None, 0)
    stem = notation.values[-1].rstrip("0123456789")
    first = int(notation.values[-1][len(stem) :])
    while f"{stem}{first}" in values:
        values.discard(f"{stem}{first}")
        first -= 1
    return ("oneof", values, stem, first)


def _made(notation: Notation) -> Iterator[tuple[Notation, Text]]:
    yield from _MADE.get(type(notation), _none)(notation)
    # Where a list is due, null is for the rows on the structure.
    takes_null = isinstance(notation, lang.OrNull | lang.ListOf)
    if not takes_null and getattr(notation, "value", "") is not None:
        yield lang.OrNull(notation), _in("fail", "null", "null")


def _in(where: str, fr: str, en: str) -> Text:
    return Text(
        f"Ajoutez {fr} dans « {where} ».",
        f"Add {en} to “{where}”.",
    )


def _none(_notation: Notation) -> Iterator[tuple[Notation, Text]]:
    yield from ()


def _varchar(notation: Any) -> Iterator[tuple[Notation, Text]]:
    low, high = _lengths(notation)
    made: list[lang.Varchar] = []
    for sign in {"=": "< <= >=", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}.get(
        notation.op or "", ""
    ).split():
        made.append(notation.but(op=sign))
    if notation.op is not None:
        made += [notation.but(length=notation.length + step) for step in (1, -1)]
    for each in made:
        least, most = _lengths(each)
        if each.length is None or each.length < 0 or least > most:
            continue
        if most > high or least < low:  # admits more: an example of what it admits must fail
            size = high + 1 if most > high else low - 1
            where = "fail"
        else:
            size = high if most < high else low
            where = "pass"
        plural = "s" * (size > 1)
        yield (
            each,
            _in(
                where,
                f"un exemple de {size} caractère{plural}",
                f"an example of {size} character{plural}",
            ),
        )


def _form(notation: Any) -> Iterator[tuple[Notation, Text]]:
    """A form of which only the length, or nothing, is left."""
    same = _in(
        "fail",
        "un texte de même longueur et d'une autre forme",
        "a text of the same length and of another form",
    )
    yield lang.Varchar("=", len(notation.pattern)), same
    yield lang.Varchar(), _in("fail", "un texte d'une autre forme", "a text of another form")


def _integer(notation: Any) -> Iterator[tuple[Notation, Text]]:
    for name, outward in (("least", -1), ("most", 1)):
        bound = getattr(notation, name)
        if bound is None:
            continue
        loose, tight = (
            _in("fail", f"{bound + outward}", f"{bound + outward}"),
            _in("pass", f"{bound}", f"{bound}"),
        )
        yield notation.but(**{name: bound + outward}), loose
        if notation.least != notation.most:
            yield notation.but(**{name: bound - outward}), tight
        yield notation.but(**{name: None}), loose
    if notation.least is notation.most is None:
        yield lang.Float(), _in("fail", "un nombre à virgule, 1.5", "a number with a point, 1.5")


def _float(notation: Any) -> Iterator[tuple[Notation, Text]]:
    if notation.decimals is None:
        return
    fr, en = "un nombre qui a d'autres décimales", "a number with other decimals"
    for decimals in (notation.decimals + 1, notation.decimals - 1):
        if 0 <= decimals <= lang.DECIMALS:
            yield notation.but(decimals=decimals), _in("pass", "un nombre juste", "a number")
    yield notation.but(decimals=None), _in("fail", fr, en)


def _boolean(_notation: Any) -> Iterator[tuple[Notation, Text]]:
    for value in (True, False):
        other = str(not value).lower()
        yield lang.Constant(value), _in("pass", other, other)


def _constant(notation: Any) -> Iterator[tuple[Notation, Text]]:
    value = notation.value
    if isinstance(value, str):
        yield notation.but(value=other_text(value)), _in("pass", f"« {value} »", f"“{value}”")
        return
    fr = en = "null" if value is None else str(value).lower()
    yield notation.but(value=False if value is None else not value), _in("pass", fr, en)


def _oneof(notation: Any) -> Iterator[tuple[Notation, Text]]:
    values = notation.values
    if len(values) == 1:
        advice = _in("pass", f"« {values[0]} »", f"“{values[0]}”")
        yield lang.OneOf((other_text(values[0]),), notation.open), advice
    for at, value in enumerate(values):
        rest = (*values[:at], *values[at + 1 :])
        advice = _in("pass", f"« {value} »", f"“{value}”")
        # What goes on counting must end in a number.
        still_open = notation.open and rest and rest[-1][-1:] in "0123456789"
        if rest and (still_open or not notation.open):
            yield lang.OneOf(rest, notation.open), advice
    stem = values[-1].rstrip("0123456789")
    if stem != values[-1]:
        following = f"{stem}{int(values[-1][len(stem) :]) + 1}"
        where = "pass" if notation.open else "fail"
        advice = _in(where, f"« {following} »", f"“{following}”")
        yield lang.OneOf(values, not notation.open), advice


def _pattern(_notation: Any) -> Iterator[tuple[Notation, Text]]:
    yield lang.Varchar(), _in("fail", "un autre texte, « abc »", "another text, “abc”")


def _list(notation: Any) -> Iterator[tuple[Notation, Text]]:
    for item, advice in _made(notation.item):
        if not isinstance(item, lang.OrNull):  # « Liste de … ou null » is a list, or null
            yield lang.ListOf(item), advice


def _or_null(notation: Any) -> Iterator[tuple[Notation, Text]]:
    yield notation.item, _in("pass", "null", "null")
    for item, advice in _made(notation.item):
        if not isinstance(item, lang.OrNull):
            yield lang.OrNull(item), advice


_MADE: dict[type, Callable[[Any], Iterator[tuple[Notation, Text]]]] = {
    lang.Varchar: _varchar,
    lang.VarcharFormat: _form,
    lang.VarcharType: _form,
    lang.Integer: _integer,
    lang.Float: _float,
    lang.Boolean: _boolean,
    lang.Constant: _constant,
    lang.Always: _constant,
    lang.OneOf: _oneof,
    lang.Email: _pattern,
    lang.Link: _pattern,
    lang.ListOf: _list,
    lang.OrNull: _or_null,
}
