"""The names of files as a guide writes them: ``JSON-reference-AAAAMMJJ.json``.

The words that are declared as parts, or written ``<word>``, stand for something; the rest is
literal. What tells the parts of a real name is `segur_lint.filenames`, which does not need Lark.
"""

from __future__ import annotations

from unicodedata import normalize

from segur_lint.byvalue import ByValue
from segur_lint.errors import NotationError
from segur_lint.lang._grammar import Grammar, Token, misread, span
from segur_lint.text import Text, nearest, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from segur_lint.lang import Plain

LIMIT = 200  # characters of a notation of file names


class Literal(ByValue):
    """Characters that stand for themselves."""

    __slots__ = told = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def plain(self) -> list[Plain]:
        """Give ``["lit", text]``."""
        return ["lit", self.text]


class Part(ByValue):
    """What changes from a name to another; `start` and `end` are its offsets in the notation."""

    __slots__ = ("end", "start", "word")
    told = ("word",)

    def __init__(self, word: str, start: int = 0, end: int = 0) -> None:
        self.word = word
        self.start = start
        self.end = end

    def __str__(self) -> str:
        return f"<{self.word}>"

    def plain(self) -> list[Plain]:
        """Give ``["part", word]``."""
        return ["part", self.word]


class FileName(ByValue):
    """A notation of file names: pieces in their order, never two parts side by side."""

    __slots__ = told = ("pieces",)

    def __init__(self, pieces: tuple[Literal | Part, ...]) -> None:
        self.pieces = pieces

    def __str__(self) -> str:
        return "".join(map(str, self.pieces))

    def plain(self) -> list[Plain]:
        """Give the pieces, ``["lit", text]`` or ``["part", word]`` each."""
        return [piece.plain() for piece in self.pieces]


def _hint(text: str, at: int, read: str) -> None:
    """Name what a file name cannot hold, and the bracket that is missing."""
    if read and text.rfind("<", 0, at) <= text.rfind(">", 0, at) and read[0] not in "<>":
        fr, en = (
            "un caractère permis dans un nom de fichier",
            "a character that a file name may hold",
        )
        raise misread((at, at + 1), text[at], fr, en)


_GRAMMAR = Grammar(
    name="filename",
    limit=LIMIT,
    words="",
    hint=_hint,
    actions={
        "start": lambda kids, *_: kids,
        "part": lambda kids, start, end: Part(str(normalize("NFC", kids[0])), start, end),
    },
)


def parse(text: str, parts: Iterable[str]) -> FileName:
    """Read the notation of file names that `text` writes with the declared words `parts`.

    `NotationError` where it is not one: a character that no name holds, a part unknown, missing,
    written twice, or right beside another, where nothing would tell them apart.
    """
    declared = {normalize("NFC", part): part for part in parts}
    read: list[Token | Part] = _GRAMMAR.parse(text)
    words = [kid for kid in read if not isinstance(kid, Part)]
    pieces: list[Literal | Part] = []
    seen: set[str] = set()
    for kid in read:
        piece = _piece(kid, declared)
        last = pieces[-1] if pieces else None
        if isinstance(piece, Part):
            _check_part(piece, last, seen)
            seen.add(piece.word)
        elif isinstance(last, Literal):
            pieces[-1] = Literal(last.text + piece.text)
            continue
        pieces.append(piece)
    _check_all(text, declared, seen, words)
    return FileName(tuple(pieces))


def _piece(kid: Token | Part, declared: Mapping[str, str]) -> Literal | Part:
    if not isinstance(kid, Part):
        word = declared.get(normalize("NFC", kid))
        return Literal(str(kid)) if word is None else Part(word, *span(kid))
    if kid.word in declared:
        return Part(declared[kid.word], kid.start, kid.end)
    close = nearest(kid.word, declared)
    known = ", ".join(f"<{word}>" for word in declared.values())
    fr, en = f"une partie déclarée ({known})", f"a declared part ({known})"
    if close:
        fr += f" ; vouliez-vous dire <{declared[close]}> ?"
        en += f"; did you mean <{declared[close]}>?"
    raise misread((kid.start, kid.end), str(kid), fr, en)


def _check_part(part: Part, last: Literal | Part | None, seen: set[str]) -> None:
    if part.word in seen:
        fr = f"la partie <{part.word}> est écrite deux fois, attendu : une fois"
        en = f"the part <{part.word}> is written twice, expected: once"
        raise NotationError(part.start, part.end, Text(fr, en))
    if isinstance(last, Part):
        fr = f"rien ne sépare {last} de {part}, attendu : un séparateur, par exemple « - »"
        en = f'nothing stands between {last} and {part}, expected: a separator, such as "-"'
        raise NotationError(part.start, part.end, Text(fr, en))


def _check_all(text: str, declared: Mapping[str, str], seen: set[str], words: list[Token]) -> None:
    missing = [word for word in declared.values() if word not in seen]
    if not missing:
        return
    start, end = 0, len(text)
    fr = f"la partie déclarée <{missing[0]}> n'est nulle part, attendu : chaque partie une fois"
    en = f"the declared part <{missing[0]}> is nowhere, expected: each part once"
    spelt = {str(word): word for word in words}
    if close := nearest(missing[0], spelt):
        start, end = span(spelt[close])
        fr += f" ; « {shorten(close)} » en est-elle une faute de frappe ?"
        en += f'; is "{shorten(close)}" a slip for it?'
    raise NotationError(start, end, Text(fr, en))
