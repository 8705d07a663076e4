"""One way to lay out a file of rules: keys in their order, blank lines, indentation.

    segur-lint rules format --write mes-regles/

Values are never written anew: what stood between two keys is moved, and the file that comes out is
read again and compared, values and comments, with the one that was given.
"""

from __future__ import annotations

import re
from collections import Counter

from segur_lint.authoring.layout.keyorder import APART, FILES, order
from segur_lint.authoring.layout.pieces import Block, Cutter, Entry, Line
from segur_lint.errors import AuthorError, AuthorErrors
from segur_lint.source import Source, Span
from segur_lint.text import Text
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YList, YMap, YNode, YText

#: Names of keys from the top of the file; what is in a list is ``-``.
_Path = tuple[str, ...]


def laid_out(source: Source) -> str:
    """The text of a file of rules or of a model, laid out. `AuthorErrors` where it has faults of
    YAML, is neither, or is written in a way that is not laid out.
    """
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(source.name, source.data) if source.bad_byte is not None else _of(source, text)
    root = load(source)
    if not isinstance(root, YMap) or not set(FILES).intersection(root.keys()):
        raise _refused(
            source,
            root.span,
            "Ce fichier n'est ni un jeu de règles (« pack: »), ni un modèle (« model: »), ni un "
            "guide (« guide: »).",
            "This file is neither a pack (“pack:”) nor a model (“model:”) nor a guide (“guide:”).",
        )
    if source.text[root.span.start] == "{":
        raise _refused(
            source,
            Span(root.span.start, root.span.start + 1),
            "Ce fichier est tout entier entre accolades : écrivez une clé par ligne.",
            "This file is wholly in braces: write one key a line.",
        )
    cutter = Cutter(source)
    kind = next(key for key in FILES if root.get(key) is not None)
    writer = _Writer(kind)
    writer.block(cutter.file(root), (), 0)
    made = "\n".join(line.rstrip(" \t") if kept else line for line, kept in writer.out) + "\n"
    _prove(source, root, cutter, made, kind)
    return made


def _of(source: Source, text: str) -> Source:
    return Source(source.name, text.encode("utf-8"))


def _refused(source: Source, span: Span, fr: str, en: str) -> AuthorErrors:
    return AuthorErrors([AuthorError(source, span, Text(fr, en))])


def _prove(source: Source, root: YMap, cutter: Cutter, made: str, kind: str) -> None:
    """Refuse a text that is not read as the one it was made of, or that has other comments."""
    again = _of(source, made)
    try:
        read = load(again)
        twin = Cutter(again)
        same = isinstance(read, YMap) and _meaning(read, (), kind) == _meaning(root, (), kind)
        if same and isinstance(read, YMap):
            twin.file(read)
            same = Counter(twin.comments) == Counter(cutter.comments)
    except AuthorErrors:
        same = False
    if not same:
        raise _refused(
            source,
            Span(0, 1),
            "Ce fichier ne se met pas en forme sans que sa lecture change : il reste tel quel.",
            "This file cannot be laid out without being read otherwise: it stays as it is.",
        )


def _meaning(node: YNode, path: _Path, kind: str) -> object:
    """What a node says: the order of keys counts where it is not ours to choose."""
    if isinstance(node, YText):
        return node.value, node.quoted
    if isinstance(node, YList):
        return [_meaning(item, (*path, "-"), kind) for item in node.items]
    items = [(key.value, _meaning(value, (*path, key.value), kind)) for key, value in node.items]
    return dict(items) if order(kind, path) else items


class _Writer:
    """Writes blocks; `out` are the lines, and whether their last spaces mean nothing."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.out: list[tuple[str, bool]] = []

    def entries(self, block: Block, path: _Path) -> list[Entry]:
        """The entries in their order."""
        known = order(self.kind, path)
        if not block.is_map or not known:
            return block.entries
        rank = {key: number for number, key in enumerate(known)}
        made = sorted(block.entries, key=lambda entry: rank.get(entry.key, len(rank)))
        first = block.entries[0]
        if not path and made[0] is not first:  # what heads the file stays its head
            made[0].lead, first.lead = [*first.lead, *made[0].lead], []
        return made

    def block(self, block: Block, path: _Path, column: int) -> None:
        """Write the entries of a block at a column."""
        for number, entry in enumerate(self.entries(block, path)):
            lead = _tidy(entry.lead)
            if path[:2] == ("rules", "-"):
                lead = [text for text in lead if text]
            elif not number or not path or path == ("rules",):
                lead = lead[lead[:1] == [""] :]
            if number and self.is_apart(path, entry.key, lead):
                lead.insert(0, "")
            self.lines(lead, column)
            self.entry(entry, (*path, entry.key), column)
        self.tail(block.tail, column)

    def is_apart(self, path: _Path, key: str, lead: list[str]) -> bool:
        """Whether a blank line stands before an entry that is not the first."""
        if path:
            return path == ("rules",)
        return any(lead) or (self.kind == "pack" and key in APART)

    def entry(self, entry: Entry, path: _Path, column: int) -> None:
        """Write an entry; what is in a list begins beside its dash."""
        head = f"{entry.head}:" if entry.head else "-"
        margin = " " * column
        if entry.block is None:
            gap = " " * bool(entry.text)
            first, *more = self.text(entry, column).split("\n")
            note = entry.note
            self.out.append((f"{margin}{head}{gap}{first}" + note * (not more), not more))
            is_scalar = entry.text[:1] in ("|", ">")
            self.out += [(line, not is_scalar) for line in more]
            if more:
                last, kept = self.out.pop()
                self.out.append((last + note, kept))
        elif entry.head:
            self.out.append((f"{margin}{head}{entry.note}", True))
            self.block(entry.block, path, column + 2)
        else:
            inner = _Writer(self.kind)
            inner.block(entry.block, path, column + 2)
            lines = inner.out
            above = 0
            while lines[above][0].lstrip().startswith("#") or not lines[above][0].strip():
                above += 1
            notes = [entry.note.strip()] if entry.note else []
            notes += [line.strip() for line, _ in lines[:above] if line.strip()]
            self.lines(notes, column)
            first, kept = lines[above]
            self.out.append((f"{margin}- {first[column + 2 :]}", kept))
            self.out += lines[above + 1 :]
        self.tail(entry.tail, column + 2)

    def tail(self, lines: list[Line], column: int) -> None:
        """Write the comments that stand under an entry."""
        texts = _tidy(lines)
        self.lines(texts[: len(texts) - (texts[-1:] == [""])], column)

    def lines(self, texts: list[str], column: int) -> None:
        """Write comments and blank lines."""
        self.out += [(" " * column + text if text else "", True) for text in texts]

    @staticmethod
    def text(entry: Entry, column: int) -> str:
        """The text of a value, its further lines moved with it."""
        first, *more = entry.text.split("\n")
        if not more:
            return first
        if first[:1] in ("[", "{"):
            move = column - entry.column
            moved = [_moved(line.rstrip(), move, column) for line in more]
        elif first[:1] in ("|", ">"):
            shown = [line for line in more if line.strip()]
            own = len(shown[0]) - len(shown[0].lstrip(" ")) if shown else 0
            explicit = re.match(r"[|>][+-]?[1-9]", first)
            move = column - entry.column if explicit else column + 2 - own
            moved = [_moved(line, move, 0) for line in more]
        else:
            moved = [" " * (column + 2) + line.strip(" \t") for line in more]
            moved = [line if line.strip() else "" for line in moved]
        return "\n".join([first, *moved])


def _moved(line: str, by: int, least: int) -> str:
    """A line moved to the right or to the left, not left of a column."""
    rest = line.lstrip(" ")
    if not rest:
        return line[-by:] if by < 0 and len(line) > -by else (" " * by + line if line else "")
    return " " * max(least, len(line) - len(rest) + by) + rest


def _tidy(lines: list[Line]) -> list[str]:
    """The texts, one blank line for several."""
    texts = [line.text for line in lines]
    return [text for at, text in enumerate(texts) if text or texts[at - 1 : at] != [""]]
