"""What a table calls a bloc: the name of its object in the JSON, its list, the bloc it is in."""

from __future__ import annotations

import re
from typing import Any

from segur_lint.authoring.importing.entries import LONGEST_NAME
from segur_lint.register.columns import same
from segur_lint.text import caseless, fold, unaccented

_WORD = re.compile(r"[^\W_]+")
#: Capitals inside a word: the name of an object, as the JSON has it.
_CAMEL = re.compile("[a-z][A-Z]")
#: What stands after the name of a bloc, in brackets.
_AFTER = re.compile(r"(?:\[([^][]*)\]|\(([^()]*)\))$")
#: What stands between a bloc and one inside it: where it is sure, and where it may be a word.
_INSIDE = re.compile(r"\s*(?:[>→»]|(?:(?<=\w\w)|(?<=\]))\.(?=\w\w))\s*")
_PERHAPS = re.compile(r"\s*/\s*")
#: Blocs inside each other, beyond which a cell is no path.
_DEEPEST = 8


class Named:
    """A bloc: its `words`, whether it `is_list`, and `count`, what bounds its elements."""

    __slots__ = ("count", "is_list", "words")

    def __init__(self, words: str, is_list: bool = False, count: str = "") -> None:
        self.words = words
        self.is_list = is_list
        self.count = count


class BlocNames:
    """Reads names of blocs by ``blocs`` of the table's settings."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.without = {fold(each) for each in settings["without"]}
        known = settings["list"]
        self.before = [_words(each) for each in known["before"]]
        self.sub = [_words(each) for each in settings["sub"]]
        self.after = {same(each) for each in known["after"]}
        between, many = (
            "|".join(re.escape(caseless(each)) for each in sorted(known[key], key=len)[::-1])
            for key in ("between", "many")
        )
        bound = rf"([0-9]{{1,9}}|{many})"
        self.count = re.compile(rf"\s*{bound}\s*(?:{between})\s*{bound}\s*")

    def path(self, bloc: str, known: set[str]) -> list[Named]:
        """The blocs that a cell names, each inside the one before; one, most often.

        A bar separates them where what is before it is the bloc of another line, `known`.
        """
        pieces = _INSIDE.split(bloc)
        if len(pieces) == 1:
            pieces = _PERHAPS.split(bloc)
            if same(self.bare(pieces[0]).words) not in known:
                pieces = [bloc]
        if not all(map(same, pieces)) or len(pieces) > _DEEPEST:
            pieces = [bloc]
        return [self.bare(each) for each in pieces]

    def below(self, bloc: str) -> str | None:
        """What a cell that says « inside the bloc above » names; None where it does not."""
        return _behind(bloc, self.sub)

    def bare(self, bloc: str) -> Named:
        """The words of a bloc without what makes it a list, and whether something does."""
        found = _AFTER.search(bloc)
        rest = bloc[: found.start()].rstrip() if found else ""
        if found and rest:
            inside = (found[1] or found[2] or "").strip()
            count = self.count.fullmatch(caseless(inside))
            if count:
                inner = self.bare(rest)
                is_list = inner.is_list or count[2] != "1"
                return Named(inner.words, is_list, inside if count[2].isdigit() else "")
            if same(inside) in self.after or (found[0][0] == "[" and not inside):
                return Named(self.bare(rest).words, True)
        behind = _behind(bloc, self.before)
        return Named(bloc) if behind is None else Named(behind, True)

    def name(self, bloc: str) -> str | None:
        """What the object of a bloc is called: three words become one, capitals inside it.

        A word with capitals inside is a name already, and keeps them. None where nothing names it.
        """
        words = [
            plain if _CAMEL.search(plain) else fold(plain)
            for plain in map(unaccented, _WORD.findall(bloc))
        ]
        words = [word for word in words if word.isalnum() and fold(word) not in self.without]
        if not words or not words[0][0].isalpha():
            return None
        name = words[0] + "".join(word[0].upper() + word[1:] for word in words[1:])
        return name if len(name) <= LONGEST_NAME else None


def _words(phrase: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(phrase)]


def _behind(bloc: str, phrases: list[list[str]]) -> str | None:
    """What follows one of the phrases at the start of a bloc; None where none is there."""
    words = list(_WORD.finditer(bloc))
    for phrase in phrases:
        said = [fold(word[0]) for word in words[: len(phrase)]]
        if said == phrase and len(words) > len(phrase):
            return bloc[words[len(phrase)].start() :]
    return None
