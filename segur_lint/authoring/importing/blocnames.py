"""What a table calls a bloc: the name of its object in the JSON, and whether it is a list."""

from __future__ import annotations

import re
from typing import Any

from segur_lint.authoring.importing.entries import LONGEST_NAME
from segur_lint.register.columns import same
from segur_lint.text import fold, unaccented

_WORD = re.compile(r"[^\W_]+")
#: Capitals inside a word: the name of an object, as the JSON has it.
_CAMEL = re.compile("[a-z][A-Z]")
#: What stands after the name of a bloc, in brackets.
_AFTER = re.compile(r"(?:\[ *\]|\(([^()]*)\))$")


class BlocNames:
    """Reads names of blocs by ``blocs`` of the table's settings."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.without = {fold(each) for each in settings["without"]}
        known = settings["list"]
        self.before = [[fold(word) for word in _WORD.findall(each)] for each in known["before"]]
        self.after = {same(each) for each in known["after"]}

    def bare(self, bloc: str) -> tuple[str, bool]:
        """The words of a bloc without what makes it a list, and whether something does."""
        found = _AFTER.search(bloc)
        if found and (found[1] is None or same(found[1]) in self.after):
            rest = bloc[: found.start()].rstrip()
            return (self.bare(rest)[0], True) if rest else (bloc, False)
        words = list(_WORD.finditer(bloc))
        for phrase in self.before:
            said = [fold(word[0]) for word in words[: len(phrase)]]
            if said == phrase and len(words) > len(phrase):
                return bloc[words[len(phrase)].start() :], True
        return bloc, False

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
