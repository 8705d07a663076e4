"""Sentences in the lines of a terminal, folded as French and English typography have it."""

from __future__ import annotations

import re

from segur_lint.errors import cells
from segur_lint.text import Text

COLUMNS = 80
COLON = Text(" : ", ": ")

#: What is read as one word: « (ligne n° 3) », « n° 3 », « § 3.2 », « 12.50 € », « 3 Mo », and an
#: option with what it sets.
_KEPT = re.compile(
    r"\(\w{1,20} (?:n°|no\.) \d+\)|(?:n°|no\.|§) (?=\d)|\d (?=[€%])|(?<![^\s(])\d+ (?=[^\W\d_])"
    r"|--\w+ (?=\w+=)"
)
#: A space that does not break; no text to fold holds one, since all were made printable.
_HELD = "\0"
#: Where a line may be folded: a space, but for one inside a sign of quotation or before a stop.
_BREAK = re.compile(r"(?<![«\[{]) (?![»\]}:;?!])")


def fold(text: str, margin: str, rest: str | None = None) -> list[str]:
    """`text`, which is printable, in lines of 80 cells at most, unless one word is longer.

    `margin` begins the first line, `rest` the others.
    """
    begin = margin
    lines, line = [], ""
    for held in _BREAK.split(_KEPT.sub(lambda found: kept(found[0]), text)):
        word = held.replace(_HELD, " ")
        longer = f"{line} {word}" if line else word
        if line and len(begin) + cells(longer) > COLUMNS:
            lines.append(begin + line)
            line, begin = word, margin if rest is None else rest
        else:
            line = longer
    return [*lines, begin + line]


def kept(text: str) -> str:
    """`text` as one word to `fold`."""
    return text.replace(" ", _HELD)


def plural(number: int) -> str:
    """The end of a French word of which there are so many: the plural begins at two."""
    return "s" * (number > 1)


def some(number: int, fr: str, en: str, after: str = "") -> Text:
    """« 2 fichiers jugés »: in French each word has the plural, in English the first phrase;
    `after` is what follows that one.
    """
    french = " ".join(word + plural(number) for word in fr.split())
    return Text(f"{number} {french}", f"{number} {en}{'s' * (number != 1)}{after}")


def counted(number: int, what: Text, lang: str) -> str:
    """« 2 erreurs »: a number and what it counts, in the plural where that language has it."""
    plural = number > 1 if lang == "fr" else number != 1
    return f"{number} {what.get(lang)}{'s' * plural}"
