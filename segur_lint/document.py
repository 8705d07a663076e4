"""A `Source` becomes a `Document`: its plain value, its duplicate keys, and, when asked, its spans.

Two tiers, one result: the C parser of `json` reads what is plainly right; whatever it refuses or
could get wrong goes to the judge, `scanner.scan`. Where a value stands in a text that is plainly
right is found when it is asked, along its path only.
"""

from __future__ import annotations

from itertools import compress

from segur_lint.cparser import reader
from segur_lint.jsonvalue import (
    LIMITS,
    SPACE,
    Duplicate,
    JSONValue,
    LaterNode,
    Limits,
    Node,
    Number,
    Path,
    SyntaxFault,
    is_modest,
)
from segur_lint.source import Span
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from segur_lint.scanner import Scan
    from segur_lint.source import Source

__all__ = [
    "LIMITS",
    "Document",
    "Duplicate",
    "JSONValue",
    "Limits",
    "Node",
    "Number",
    "Path",
    "SyntaxFault",
    "kind",
    "pointer",
    "read",
]


class Document:
    """A JSON text that was read: `source`, its `value`, its `duplicates` in the text's order."""

    __slots__ = ("_root", "duplicates", "source", "value")

    def __init__(
        self, source: Source, value: JSONValue, duplicates: list[Duplicate], root: Node
    ) -> None:
        self.source = source
        self.value = value
        self.duplicates = duplicates
        self._root = root

    def node(self, path: Path) -> Node:
        """Tell where the value at `path` stands (the last of equal keys); KeyError if absent."""
        node = self._root
        for step in path:
            child = node.child(step)
            if child is None:
                raise KeyError(path)
            node = child
        return node

    def raw(self, path: Path) -> str:
        """Give the value at `path` as the text writes it; KeyError if absent."""
        span = self.node(path).span
        return self.source.text[span.start : span.end]

    def part(self, path: Path) -> JSONValue:
        """Give the value at `path`, read from its piece of the text; KeyError if absent."""
        text = self.raw(path)
        value = _fast(text)
        if value is None:
            found = _judge(text, LIMITS)
            assert not isinstance(found, SyntaxFault)  # the text was read
            value = found.value
        return value


def read(source: Source, limits: Limits = LIMITS) -> Document | SyntaxFault:
    """Read the whole text of `source`, which must be UTF-8 (`source.bad_byte` is None)."""
    if len(source.data) > limits.size:
        return _too_large(limits.size)
    value = _fast(source.text, limits)
    if value is not None:
        return of_value(source, value)
    found = _judge(source.text, limits)
    if isinstance(found, SyntaxFault):
        return found
    return Document(source, found.value, found.duplicates, found.root)


def of_value(source: Source, value: JSONValue) -> Document:
    """The document of a text that is known to be right, and to have no key twice."""
    text = source.text
    return Document(source, value, [], LaterNode(text, len(text) - len(text.lstrip(SPACE))))


def pointer(path: Path) -> str:
    """Write the RFC 6901 pointer to `path`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


_KINDS = {
    dict: "object",
    list: "list",
    str: "string",
    Number: "number",
    bool: "boolean",
    type(None): "null",
}


def kind(value: JSONValue) -> str:
    """``object``, ``list``, ``string``, ``number``, ``boolean`` or ``null``, by exact type."""
    return _KINDS[type(value)]


def _fast(text: str, limits: Limits = LIMITS) -> JSONValue:
    """Read `text`, or return None to say "ask the judge" (which a lone ``null`` does too)."""
    if "\\" in text and ("\\ud" in text or "\\uD" in text):  # perhaps half of a pair
        return None
    start = len(text) - len(text.lstrip(SPACE))
    value: JSONValue
    try:
        value, end = reader(_Numbers().__getitem__, _members, _constant)(text, start)
    except (ValueError, RecursionError, StopIteration, SystemError):
        return None  # the last is what the parser raises of a module that is not imported
    if text[end:].strip(SPACE):
        return None
    return value if _is_bounded(value, limits) else None


def _judge(text: str, limits: Limits) -> Scan | SyntaxFault:
    from segur_lint.scanner import scan

    return scan(text, limits)


def _is_bounded(value: JSONValue, limits: Limits) -> bool:
    """Whether nesting and members are within `limits`: one pass a level, no recursion."""
    level = [value]
    depth = members = 0
    # Loops in C: this pass is a third of the time of reading.
    while holders := list(compress(level, map(_HOLDERS.__contains__, map(type, level)))):
        depth += 1
        level = []
        for held in holders:
            level += held.values() if type(held) is dict else held  # type: ignore[arg-type]  # a list
        members += len(level)
        if depth > limits.depth or members > limits.members:
            return False
    return True


_HOLDERS = frozenset((dict, list))


class _DoubtError(ValueError):
    """The C parser would say yes where the judge must be asked."""


def _members(pairs: list[tuple[str, JSONValue]]) -> dict[str, JSONValue]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _DoubtError
    return value


class _Numbers(dict[str, Number]):
    """The numbers of one text by their lexemes: most come again, and making one is slow."""

    def __missing__(self, lexeme: str) -> Number:
        if not is_modest(lexeme):
            raise _DoubtError
        number = self[lexeme] = Number(lexeme)
        return number


def _constant(_: str) -> NoReturn:
    raise _DoubtError


def _too_large(limit: int) -> SyntaxFault:
    """Say the limit alone: what is beyond it may not have been read, so the weight is unknown."""
    whole, rest = divmod(limit, 1024 * 1024)
    fr, en = (f"{limit} octets", f"{limit} bytes") if rest else (f"{whole} Mio", f"{whole} MiB")
    message = Text(
        f"Le fichier dépasse la limite de {fr}. Répartissez son contenu dans plusieurs fichiers.",
        f"The file exceeds the limit of {en}. Split its content into several files.",
    )
    return SyntaxFault(Span(0, 0), message)
