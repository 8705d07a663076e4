"""What a sentence of every day most likely meant, where an expression was expected."""

from __future__ import annotations

import re

from segur_lint.lang._grammar import misread
from segur_lint.text import caseless

_WORD = re.compile(r"[^\W\d]+")
#: Words between two values that say that they are the same.
_IS = ("est", "vaut", "egale", "egal", "is", "equals")
_NOT = re.compile(r"\s+(?:pas|not)\b")
#: Words that begin a sentence, and no expression.
_IF = ("si", "quand", "lorsque", "if", "when")
_DURATION = re.compile(r"(?:jours?|days?|semaines?|weeks?|mois|months?|ans?|annees?|years?)")
_NUMBER_BEFORE = re.compile(r"[0-9]\s*$")
_FORM = re.compile(r"(?<![\w\"«/.-])(?:JJ|MM|AAAA)(?:[/. -]?(?:JJ|MM|AAAA)){1,2}(?![\w\"/])")


def check(text: str, at: int, read: str) -> None:
    """`NotationError` where the fault at `at` is a word that another way of writing says."""
    here = (at, at + len(read))
    for form in _FORM.finditer(text):
        if form.start() <= at <= form.end():
            fr, en = "une forme de date entre guillemets", "the form of a date in quotes"
            raise misread(form.span(), form[0], f'{fr} : "{form[0]}"', f'{en}: "{form[0]}"')
    word = caseless(read)
    if word in _IS:
        negated = _NOT.match(text, here[1])
        sign = "!=" if negated else "=="
        end = negated.end() if negated else here[1]
        said = text[at:end]
        raise misread((at, end), said, f"« {sign} » (écrivez {sign})", f'"{sign}" (write {sign})')
    first = _WORD.match(text)
    if first and caseless(first[0]) in _IF and not text[first.end() : at].strip():
        fr, en = "la condition seule, sans ce mot", "the condition alone, without this word"
        raise misread(first.span(), first[0], fr, en)
    if read == "%":
        raise misread(here, read, "un nombre seul, sans ce signe", "a number alone, without it")
    if _DURATION.fullmatch(word) and _NUMBER_BEFORE.search(text[:at]):
        fr = "un nombre seul : une durée ne s'écrit pas, et on n'ajoute pas de jours à une date"
        en = "a number alone: no duration can be written, and no days are added to a date"
        raise misread(here, read, fr, en)
