"""Sentences in the lines of a terminal, folded as French and English typography have it."""

from __future__ import annotations

from segur_lint.errors import cells
from segur_lint.text import Text

COLUMNS = 80
COLON = Text(" : ", ": ")

#: A space that does not break; no text to fold holds one, since all were made printable.
_HELD = "\0"
#: A line is not folded after these signs, nor before those.
_OPENING, _CLOSING = ("«", "[", "{"), ("»", "]", "}", ":", ";", "?", "!")


def fold(text: str, margin: str, rest: str | None = None) -> list[str]:
    """`text`, which is printable, in lines of 80 cells at most, unless one word is longer.

    `margin` begins the first line, `rest` the others.
    """
    begin = margin
    lines: list[str] = []
    line, long = "", 0
    for held in _words(text):
        word = held.replace(_HELD, " ")
        more = cells(word)
        if line and len(begin) + long + 1 + more > COLUMNS:
            lines.append(begin + line)
            line, long, begin = word, more, margin if rest is None else rest
        elif line:
            line, long = f"{line} {word}", long + 1 + more
        else:
            line, long = word, more
    return [*lines, begin + line]


def _words(text: str) -> list[str]:
    """What may begin a line, each with what follows it on the same."""
    before, *pieces = text.split(" ")
    words = [before]
    for piece in pieces:
        if _belong(before, piece):
            words[-1] += " " + piece
        else:
            words.append(piece)
        before = piece
    return words


def _belong(before: str, after: str) -> bool:
    """Whether what stands before and after a space is read as one word."""
    number = before.rpartition("(")[2].replace("\u00a0", "")
    first = after[:1]
    return (
        before.endswith(_OPENING)
        or after.startswith(_CLOSING)
        or (before.endswith(("n°", "no.", "§")) and first.isdecimal())  # n° 3, § 3.2
        or (before.startswith("(") and after in ("n°", "no."))  # (ligne n° 3)
        or (before[-1:].isdecimal() and first in ("€", "%"))  # 12.50 €
        or (number.isdecimal() and first.isalpha())  # 3 Mo
        or ("--" in before and "=" in after)  # --set name=…
    )


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
