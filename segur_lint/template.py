"""Values of example deposits, as a pack writes them: ``AB{number:04}``, ``{date:JJ/MM/AAAA}``.

`{number}` counts the values of this name in the file, from 1; `{number:04}` writes at least four
digits, and no more. `{date:…}` is the day of the deposit; `{luhn}` is the key of the digits before
it. Any other word is a balise around, as it is written in the same example, or a parameter.
"""

from __future__ import annotations

import re

from segur_lint.dates import RUNS
from segur_lint.errors import NotationError
from segur_lint.functions import luhn
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from segur_lint.dates import Date

NUMBER, DATE, LUHN = "number", "date", "luhn"
#: Digits that a number may be written with.
WIDEST = 18
_BRACED = re.compile(r"\{([^{}]*)\}")
_RUNS = re.compile("|".join(RUNS))


class Unfit(Exception):
    """A template gives no value here: `message` completes « the example … »."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(fr)
        self.message = Text(fr, en)


def parse(text: str, named: Callable[[str, int, int], Sequence[Any]]) -> list[Any]:
    """The pieces of a template, ready for `fill`.

    They are ``["lit", text]``, ``["number", width]``, ``["date", pattern]``, ``["luhn"]``, or what
    `named` gives for a name and its offsets: ``["lit", text]`` or ``["slot", hops, index]``.
    `NotationError` where a brace is alone or holds what means nothing.
    """
    made: list[Any] = []
    at = 0
    for match in _BRACED.finditer(text):
        _no_brace(text, at, match.start())
        if match.start() > at:
            made.append(["lit", text[at : match.start()]])
        made.append(_piece(match, named))
        at = match.end()
    _no_brace(text, at, len(text))
    if at < len(text):
        made.append(["lit", text[at:]])
    return made


def _no_brace(text: str, start: int, end: int) -> None:
    for at in range(start, end):
        if text[at] in "{}":
            raise NotationError(
                at, at + 1, Text("cette accolade est seule", "this brace stands alone")
            )


def _piece(match: re.Match[str], named: Callable[[str, int, int], Sequence[Any]]) -> list[Any]:
    word, colon, asked = match[1].partition(":")
    if word == NUMBER and (not colon or (re.fullmatch(r"0?[1-9][0-9]?", asked))):
        width = int(asked or 0)
        if width <= WIDEST:
            return [NUMBER, width]
    elif word == DATE and _RUNS.search(asked):
        return [DATE, asked]
    elif word == LUHN and not colon:
        return [LUHN]
    elif word not in (NUMBER, DATE, LUHN) and not colon:
        return list(named(word, match.start(1), match.end(1)))
    raise NotationError(
        *match.span(),
        Text(
            f"« {match[0]} » ne dit rien ici. Écrivez {{number}}, {{number:05}}, "
            "{date:JJ/MM/AAAA}, {luhn} ou {balise}.",
            f"“{match[0]}” says nothing here. Write {{number}}, {{number:05}}, "
            "{date:JJ/MM/AAAA}, {luhn} or {balise}.",
        ),
    )


def fill(
    pieces: Sequence[Sequence[Any]], number: int, day: Date, slot: Callable[[int, int], str]
) -> str:
    """The text of a template for the value of that `number`; `slot` reads a balise around.

    `Unfit` where the number does not fit, or a key is asked of what is not digits.
    """
    made = ""
    for kind, *asked in pieces:
        if kind == "lit":
            made += asked[0]
        elif kind == NUMBER:
            digits = str(number).zfill(asked[0])
            if asked[0] and len(digits) > asked[0]:
                raise Unfit(
                    f"n'a que {asked[0]} chiffres pour écrire {number}",
                    f"has only {asked[0]} digits to write {number}",
                )
            made += digits
        elif kind == DATE:
            made += _RUNS.sub(lambda run: str(day[RUNS[run[0]]]).zfill(len(run[0])), asked[0])
        elif kind == LUHN:
            keys = [key for key in "0123456789" if made and luhn(made + key)]
            if not keys:
                raise Unfit(
                    f"demande la clé de « {made} », qui n'est pas une suite de chiffres",
                    f"asks for the key of “{made}”, which is not all digits",
                )
            made += keys[0]
        else:
            made += slot(asked[0], asked[1])
    return made
