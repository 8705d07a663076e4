"""A block of YAML cut in entries, each with its text as written and the comments that are its own.

A comment belongs to the entry it stands above; one that stands under an entry and further to the
right than its key belongs to what is in that entry. Blank lines are kept as empty comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from segur_lint.errors import AuthorError, AuthorErrors
from segur_lint.source import Source, Span
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YNode, YText

_REST = re.compile(r"[ \t]*(?:(?<=\s)#[^\n]*)?(?=\n|\Z)")
_ALONE = re.compile(r"(?P<mark>---|\.\.\.)?[ \t]*(?P<note>#[^\n]*)?(?:\n|\Z)")
_COLON = re.compile(r"[ \t]*:(?=\s|\Z)")


def _spaces(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at


@dataclass
class Line:
    """A comment that stands alone on its line, at a column from 0; empty text: a blank line."""

    column: int
    text: str


@dataclass
class Entry:
    """A key, or the dash of a list (`head` is then empty), with its value.

    `key` is what the key is read as, ``-`` for a dash. `text` is a value written on one line or as
    one scalar; `note` is the comment at the end of its line, or of the key's line where the value
    is a `block`. `node` is the value that was read.
    """

    column: int
    head: str
    key: str
    node: YNode
    lead: list[Line] = field(default_factory=list)
    text: str = ""
    note: str = ""
    block: Block | None = None
    tail: list[Line] = field(default_factory=list)

    def adopt(self, lines: list[Line]) -> list[Line]:
        """Take comments that stand under the entry; those that it cannot hold are given back."""
        if self.block is not None:
            self.block.adopt(lines)
        elif self.text[:1] in ("|", ">"):  # they would become text of the scalar
            return lines
        else:
            self.tail += lines
        return []


@dataclass
class Block:
    """The entries of a mapping or of a list, and the comments under the last one."""

    is_map: bool
    column: int
    entries: list[Entry] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)

    def adopt(self, lines: list[Line]) -> None:
        """Take the comments under the last entry: its own, else those of the block."""
        deeper, rest = split(lines, self.column)
        self.tail += [*self.entries[-1].adopt(deeper), *rest]


def split(lines: list[Line], column: int) -> tuple[list[Line], list[Line]]:
    """The first lines, up to the last comment before one at `column` or left of it; the others."""
    end = 0
    for number, line in enumerate(lines):
        if line.text and line.column <= column:
            break
        if line.text:
            end = number + 1
    return lines[:end], lines[end:]


class Cutter:
    """Cuts the text of a file that was read. `AuthorErrors` at what is written in another way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        #: Every comment that was met, to prove that none is lost.
        self.comments: list[str] = []

    def file(self, root: YMap) -> Block:
        """The entries of the whole file."""
        block = self.block(root, self.lines())
        rest = self.lines()
        if self.at < len(self.text):
            raise self.odd(self.at)
        deeper, rest = split(rest, block.column)
        block.tail += [*block.entries[-1].adopt(deeper), *rest]
        return block

    def block(self, node: YMap | YList, lead: list[Line]) -> Block:
        """The entries of a mapping or a list that is not between brackets; `lead` is above it."""
        block = Block(isinstance(node, YMap), self.column(self.at))
        for pair in node.items:
            key, value = pair if isinstance(pair, tuple) else (None, pair)
            if block.entries:
                deeper, lead = split(self.lines(), block.column)
                lead = [*block.entries[-1].adopt(deeper), *lead]
            if self.column(self.at) != block.column:
                raise self.odd(self.at)
            name = "-" if key is None else key.value
            entry = Entry(block.column, self.head(key), name, value, lead)
            self.value(entry)
            block.entries.append(entry)
        return block

    def head(self, key: YText | None) -> str:
        """The text of a key, or nothing for a dash; goes after its colon."""
        start = self.at
        if key is None:
            if self.text[start : start + 1] != "-":
                raise self.odd(start)
            self.at += 1
            return ""
        found = _COLON.match(self.text, key.span.end)
        if start != key.span.start or found is None:
            raise self.odd(start)
        self.at = found.end()
        return self.text[start : key.span.end]

    def value(self, entry: Entry) -> None:
        """The value of an entry, as text or as a block."""
        node = entry.node
        line_end = self.text.find("\n", self.at)
        entry.note = self.rest()
        if isinstance(node, YText) and not node.value and not node.quoted:
            return
        above = self.lines()
        if self.at != node.span.start:
            raise self.odd(self.at)
        if not isinstance(node, YText) and self.text[self.at] not in "[{":
            entry.block = self.block(node, above)
            return
        if 0 <= line_end < self.at and entry.note:  # the value is on a line of its own
            above.insert(0, Line(entry.column, entry.note.strip()))
        entry.lead += above
        entry.text = self.text[self.at : node.span.end]
        self.at = node.span.end
        entry.note = self.rest()

    def rest(self) -> str:
        """The comment at the end of a line, with the spaces before it; nothing where text comes."""
        found = _REST.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        note = found[0].rstrip()
        if note:
            self.comments.append(note.strip())
        return note

    def lines(self) -> list[Line]:
        """The blank lines and comments from here to the next text; goes to that text."""
        found: list[Line] = []
        if self.at:
            self.at = _spaces(self.text, self.at)
            if self.text[self.at : self.at + 1] != "\n":
                return found
            self.at += 1
        while (alone := _ALONE.match(self.text, self.at)) and alone.end() > self.at:
            note = (alone["note"] or "").rstrip()
            if note:
                self.comments.append(note)
            if note or not alone["mark"]:  # « --- » says nothing that the file does not
                column = 0 if alone["mark"] else alone.start("note") - self.at
                found.append(Line(column, note))
            self.at = alone.end()
        self.at = _spaces(self.text, self.at)
        return found

    def column(self, at: int) -> int:
        """The column of an offset, from 0."""
        return at - (self.text.rfind("\n", 0, at) + 1)

    def odd(self, at: int) -> AuthorErrors:
        """The refusal of a way of writing that is not laid out."""
        said = Text(
            "cette façon d'écrire n'est pas mise en forme : écrivez « clé: valeur », ou « - valeur "
            "», chaque clé au début de sa ligne",
            "this way of writing is not laid out: write “key: value”, or “- value”, each key at "
            "the start of its line",
        )
        return AuthorErrors([AuthorError(self.source, Span(at, at + 1), said)])
