"""Amounts as they are written in French, ``1 500,00 €``: nothing here reads so, and it is told."""

from __future__ import annotations

import re

from segur_lint.lang._grammar import misread

_AMOUNT = re.compile(
    r"(?<![\w.,])([0-9]{1,3}(?:[ \xa0\u202f][0-9]{3})+|[0-9]+)([.,][0-9]{1,2}(?![0-9]))?"
    r"(\s*(?:€|EUR\b|euros?\b))?(?![\w.])",
    re.IGNORECASE,
)


#: A day, written the French way.
_DAY = re.compile(r"(?<![\w/.])([0-3]?[0-9])[/.]([01]?[0-9])[/.]([0-9]{4})(?![\w/])")


def check_around(text: str, at: int) -> None:
    """`NotationError` where `at` is in a day, or an amount, that is written the French way."""
    for day in _DAY.finditer(text):
        if day.start() <= at <= day.end():
            written = f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
            fr = f"une date AAAA-MM-JJ, sans guillemets. Écrivez {written}"
            raise misread(
                day.span(), day[0], fr, f"a date YYYY-MM-DD, without quotes. Write {written}"
            )
    for found in _AMOUNT.finditer(text):
        # At its end, what is missing is missing after it: a comma may be between two values.
        if found.start() <= at < found.end():
            _check(found, "", "")


def check_alone(text: str) -> None:
    """The same, where `text` is such an amount and nothing else: it may be a text all the same."""
    if found := _AMOUNT.fullmatch(text):
        fr = f' ; si c\'est un texte : "{text}"'
        _check(found, fr, f'; if it is a text: "{text}"')


def _check(found: re.Match[str], fr: str, en: str) -> None:
    written = re.sub(r"\D", "", found[1]) + (found[2] or "").replace(",", ".")
    if written != found[0]:
        fr = f"un montant sans espace, virgule ni €. Écrivez {written}{fr}"
        en = f"an amount without space, comma or €. Write {written}{en}"
        raise misread(found.span(), found[0], fr, en)
