"""Gathers what is wrong in the files that authors wrote, so that they see it all at once."""

from __future__ import annotations

from segur_lint.errors import AuthorError
from segur_lint.source import Source
from segur_lint.text import Text, hint, listed
from segur_lint.yamlnodes import YNode, YText


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
        near = hint(node.value, known, otherwise or listed(known))
        self.add(
            source,
            node,
            f"{what.fr} « {node.value} » introuvable.{near.fr}",
            f"Unknown {what.en} “{node.value}”.{near.en}",
        )
