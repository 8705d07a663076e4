"""What a row asks for and says: given to its kind of check, and to the messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from segur_lint.declared import Declared
from segur_lint.inherit import FlatRow
from segur_lint.lang import expression, notation
from segur_lint.resolve import Resolver
from segur_lint.text import Text
from segur_lint.yamlnodes import YText

#: Words of a message that the engine fills; any other ``{word}`` is a name of an expression.
FILLED = ("fault", "found", "expected", "balise", "first", "place", "hint", "position", "unit")
_PLACEHOLDER = re.compile(r"\{([\w.]*)\}")


def pieces(template: str, resolver: Resolver) -> list[Any]:
    """A message cut in texts, words that the engine fills, and names with their code."""
    made: list[Any] = []
    at = 0
    for match in _PLACEHOLDER.finditer(template):
        if match.start() > at:
            made.append(template[at : match.start()])
        word = match[1]
        if word in FILLED:
            made.append([word])
        else:
            node = expression.Name(word, start=match.start(1), end=match.end(1))
            made.append([word, resolver.resolve(node, resolver.row.scope)[0]])
        at = match.end()
    if at < len(template):
        made.append(template[at:])
    return made


def names_slot(code: Any, slot: int) -> bool:
    """Whether the code of an expression on the file reads that slot of it, outside any list."""
    if not isinstance(code, list) or code[:1] in (["count"], ["any"], ["all"]):
        return False
    if code[:1] == ["slot"]:
        return bool(code[2] == slot)
    return any(names_slot(part, slot) for part in code)


class Writing:
    """What a row asks for, given to its kind of check: see `checks.kind.Writing`."""

    def __init__(self, compiler: Declared, row: FlatRow, kind: str, resolver: Resolver) -> None:
        self.compiler = compiler
        self.row = row
        self.field = row.fields[kind]
        self.resolver = resolver

    def choice(self, known: Sequence[str]) -> str:
        """A word among `known`."""
        if self.field.text not in known and isinstance(self.field.node, YText):
            what = Text("Mot", "word")
            self.compiler.faults.unknown(self.field.source, self.field.node, what, tuple(known))
        return self.field.text

    def notation(self) -> tuple[list[Any], str]:
        """A format: its plain list, and its canonical text."""

        def read() -> tuple[list[Any], str]:
            parsed = notation.parse(self.resolver.interpolate(self.field.text))
            return parsed.plain(), str(parsed)

        return self.compiler.guard(self.field, read) or (["varchar", None, None], "VARCHAR")

    def expression(self) -> list[Any]:
        """The code of an expression that says true or false."""
        return self.compiler.guard(self.field, lambda: self.resolver.truth(self.field.text)) or []

    def name(self) -> int:
        """The number of one of the pack's file-name notations."""
        names = [each.name for each in self.compiler.names.notations]
        if self.field.text in names:
            return names.index(self.field.text)
        if isinstance(self.field.node, YText):
            what = Text("Notation de nom", "file-name notation")
            self.compiler.faults.unknown(self.field.source, self.field.node, what, tuple(names))
        return 0

    def element(self, key: str | None = None) -> int | None:
        """The scope that the row, or another of its keys, names."""
        where = self.field if key is None else self.row.fields.get(key)
        scope = None if where is None else self.compiler.one_scope(where)
        return None if scope is None else scope.number
