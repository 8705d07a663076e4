"""Gathers what is wrong in the files that authors wrote, so that they see it all at once."""

from __future__ import annotations

import re

from segur_lint.errors import AuthorError
from segur_lint.frenchkeys import meant
from segur_lint.source import Source
from segur_lint.text import Text, hint, listed
from segur_lint.yamlnodes import YNode, YText

#: A rule's id, in small letters, without its hyphen or the zeros before its number.
_NEARLY_AN_ID = r"([A-Za-z][A-Za-z0-9]{0,8}[A-Za-z])[ _-]*([0-9]{1,3})"


class Faults:
    """Gathers what is wrong in the files of rules, so that an author sees it all at once."""

    def __init__(self) -> None:
        self.errors: list[AuthorError] = []
        #: Names of packs whose files could not be read: what is missed of them is not told.
        self.unread: set[str] = set()
        #: Heirs told of what they break: their name, the file and offset of what they break.
        self.blamed: set[tuple[str, str, int]] = set()
        #: Of each pack compiled so far, the names of its chain and of its parameters.
        self.compiled: list[tuple[set[str], set[str]]] = []

    def add(self, source: Source, node: YNode, fr: str, en: str) -> None:
        """One fault, at `node`."""
        self.errors.append(AuthorError(source, node.span, Text(fr, en)))

    def unknown(
        self,
        source: Source,
        node: YText,
        what: Text,
        known: tuple[str, ...],
        otherwise: Text | None = None,
    ) -> None:
        """A name that nobody knows, with the nearest one that somebody does.

        Where none is near, what to do `otherwise`, or all of them.
        """
        near = hint(meant(node.value, known) or node.value, known, otherwise or listed(known))
        self.add(
            source,
            node,
            f"{what.fr} « {node.value} » introuvable.{near.fr}",
            f"Unknown {what.en} “{node.value}”.{near.en}",
        )

    def no_id(self, source: Source, node: YNode, text: str) -> None:
        """A rule's id that is not written as one."""
        fr = "des majuscules, un trait d'union, trois chiffres, comme DEM-004."
        en = "capitals, a hyphen, three digits, such as DEM-004."
        if near := re.fullmatch(_NEARLY_AN_ID, text):
            meant = f"{near[1].upper()}-{near[2]:0>3}"
            fr, en = f"{fr} Écrivez {meant}.", f"{en} Write {meant}."
        self.add(
            source,
            node,
            f"« {text} » n'est pas un identifiant de règle : {fr}",
            f"“{text}” is not a rule's id: {en}",
        )
