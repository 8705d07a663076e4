"""Amounts as they are written in French, ``1 500,00 €``: nothing here reads so, and it is told."""

from __future__ import annotations

import re

from segur_lint.lang._lark import misread

_AMOUNT = re.compile(
    r"(?<![\w.,])([0-9]{1,3}(?:[ \xa0\u202f][0-9]{3})+|[0-9]+)([.,][0-9]{1,2}(?![0-9]))?"
    r"(\s*(?:€|EUR\b|euros?\b))?(?![\w.])",
    re.IGNORECASE,
)


def check_around(text: str, at: int) -> None:
    """`NotationError` where `at` is in an amount that is not written with a point and no more."""
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
