"""What a JSON text becomes: plain values, exact numbers, and nodes that say where each stands."""

from __future__ import annotations

from segur_lint.cparser import reader
from segur_lint.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from typing import Any

    from segur_lint.text import Text


#: Whole numbers up to this many characters are ints; longer ones would cost a quadratic reading.
SHORT = 18


class Number:
    """A JSON number as it is written: `text` is its lexeme; equality is that of the lexemes."""

    __slots__ = ("_value", "text")

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def value(self) -> int | Decimal:
        """The exact amount: an int where the text is a short whole number."""
        try:
            return self._value
        except AttributeError:  # several controls ask; most numbers are asked by none
            pass
        text = self.text
        self._value: int | Decimal
        if len(text) <= SHORT and text.removeprefix("-").isdigit():
            self._value = int(text)
        else:
            from decimal import Decimal

            self._value = Decimal(text)
        return self._value

    @property
    def is_integer(self) -> bool:
        """Whether it is written without a fraction and without an exponent."""
        return self.text.removeprefix("-").isdigit()

    def __repr__(self) -> str:
        return f"Number({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Number) and self.text == other.text

    def __hash__(self) -> int:
        return hash((Number, self.text))


def is_modest(lexeme: str) -> bool:
    """Whether a number is surely within what software reads: 64-bit floating point, most often."""
    digits, sign, exponent = lexeme.lower().partition("e")
    if not sign:
        return len(digits) <= _DIGITS
    return len(digits) <= _DIGITS // 2 and len(exponent.lstrip("+-")) <= 2


#: Under as many digits a number fits a double, which goes to some 10 ** 308.
_DIGITS = 300


def plain(value: Any) -> Any:
    """A value that can be compared: a number is its amount."""
    return value.value if type(value) is Number else value


def amounts(one: Number, two: Number) -> tuple[int | Decimal, int | Decimal]:
    """Values in the order of these numbers: whole ones of one unit where they are short, since
    decimals are slow to import.
    """
    (whole, _, part), (other, _, rest) = one.text.partition("."), two.text.partition(".")
    decimals = max(len(part), len(rest))
    units = whole + part.ljust(decimals, "0"), other + rest.ljust(decimals, "0")
    if all(len(each) <= SHORT and each.removeprefix("-").isdigit() for each in units):
        return int(units[0]), int(units[1])
    return one.value, two.value


#: Plain values with unique keys: the last of two equal keys wins, as parsers do.
JSONValue = bool | str | Number | list["JSONValue"] | dict[str, "JSONValue"] | None
#: Keys and positions (from 0) that lead from the root to a value.
Path = tuple[str | int, ...]


class Limits:
    """Bounds of a text: `depth` of nesting, `members` (keys and elements), `size` in bytes."""

    __slots__ = ("depth", "members", "size")

    def __init__(
        self, depth: int = 64, members: int = 2_000_000, size: int = 64 * 1024 * 1024
    ) -> None:
        self.depth = depth
        self.members = members
        self.size = size


LIMITS = Limits()


class SyntaxFault:
    """Why a text is not JSON, and the `span` to look at."""

    __slots__ = ("message", "span")

    def __init__(self, span: Span, message: Text) -> None:
        self.span = span
        self.message = message

    def __repr__(self) -> str:
        return f"SyntaxFault({self.span!r}, {self.message!r})"


class Duplicate:
    """A key given again in one object: `path` of the member, spans of the `first` key and this."""

    __slots__ = ("first", "path", "span")

    def __init__(self, path: Path, first: Span, span: Span) -> None:
        self.path = path
        self.first = first
        self.span = span

    def __repr__(self) -> str:
        return f"Duplicate({self.path!r}, {self.first!r}, {self.span!r})"


class Node:
    """Where a value stands: its `span`, its `key`'s span (quotes included), its `children`."""

    __slots__ = ("children", "key", "span")

    def __init__(
        self, span: Span, key: Span | None, children: dict[str, Node] | list[Node] | None
    ) -> None:
        self.span = span
        self.key = key
        self.children = children

    def child(self, step: str | int) -> Node | None:
        """What has that key, or that position, in it."""
        children = self.children
        if isinstance(children, dict):
            return children.get(step) if isinstance(step, str) else None
        if isinstance(children, list) and isinstance(step, int) and 0 <= step < len(children):
            return children[step]
        return None


class LaterNode(Node):
    """A node in a text that is known to be right, and to have no key twice.

    Where it ends, and what is in it, is looked for when it is asked, no further than that:
    `children` only tell by their type what it is.
    """

    __slots__ = ("_rest", "_seen", "_start", "_text")

    def __init__(self, text: str, start: int, key: Span | None = None) -> None:
        opener = text[start]
        self.key = key
        self.children = {} if opener == "{" else [] if opener == "[" else None
        self._text = text
        self._start = start
        self._seen: dict[str | int, Node] = {}
        self._rest = _children(text, start) if opener in "{[" else iter(())

    def __getattr__(self, name: str) -> Span:
        """Its span."""
        if name != "span":
            raise AttributeError(name)
        self.span = Span(self._start, _step_over(self._text, self._start)[1])
        return self.span

    def child(self, step: str | int) -> Node | None:
        """What has that key, or that position, in it."""
        if step not in self._seen:
            for name, node in self._rest:  # which goes on where it was left
                self._seen[name] = node
                if name == step:
                    break
        return self._seen.get(step)


#: White space.
SPACE = " \t\n\r"
#: Steps over a value: numbers stay texts, however long they are.
_step_over = reader(str)


def _children(text: str, opening: int) -> Iterator[tuple[str | int, LaterNode]]:
    """What is in the object or the list that opens there, one after the other."""

    def solid(at: int) -> int:
        while text[at] in SPACE:  # its end is still to come
            at += 1
        return at

    is_object = text[opening] == "{"
    at, position = solid(opening + 1), 0
    while text[at] not in "}]":
        name: str | int = position
        key = None
        if is_object:
            start = at
            name, at = _step_over(text, start)
            key, at = Span(start, at), solid(solid(at) + 1)
        node = LaterNode(text, at, key)
        yield name, node
        position += 1
        at = solid(node.span.end)
        if text[at] == ",":
            at = solid(at + 1)
