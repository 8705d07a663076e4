"""The nodes of an expression: frozen, equal by meaning, printed back with the least parentheses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.lang import Plain

UNITS = {
    "octets": 1,
    "ko": 10**3,
    "Mo": 10**6,
    "Go": 10**9,
    "Kio": 2**10,
    "Mio": 2**20,
    "Gio": 2**30,
}


def bytes_of(size: str) -> int | None:
    """Count the bytes of a size, ``"3 Mo"`` is 3,000,000; None where that is not a whole number."""
    number, unit = size.split()
    if number.isdecimal():
        return int(number) * UNITS[unit]
    from fractions import Fraction

    exact = Fraction(number) * UNITS[unit]
    return exact.numerator if exact.denominator == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(ABC):
    """Part of an expression, with its span in the text: offsets, which do not count in equality."""

    #: How tightly it binds: 0 or, 1 and, 2 not, 3 comparison, 4 sum, 5 product,
    #: 6 the rest.
    level: ClassVar[int] = 6

    start: int = field(default=0, compare=False, repr=False)
    end: int = field(default=0, compare=False, repr=False)

    @abstractmethod
    def plain(self) -> list[Plain]:
        """Give the node as nested lists fit for JSON."""

    def at(self, level: int) -> str:
        """Write it where what binds less than `level` needs parentheses."""
        return str(self) if self.level >= level else f"({self})"


def _plain(nodes: tuple[Node, ...]) -> list[Plain]:
    return [node.plain() for node in nodes]


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A value: `kind` is text, number, size, date, datetime, true, false or null.

    `text` is the value as written, without quotes: ``10.50``, ``3 Mo``, ``2024-09-12T14:00``.
    """

    kind: str
    text: str

    def __str__(self) -> str:
        if self.kind != "text":
            return self.text
        return '"' + self.text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def plain(self) -> list[Plain]:
        """Give ``["lit", kind, text]``; a size is its bytes."""
        return ["lit", self.kind, bytes_of(self.text) if self.kind == "size" else self.text]


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A value that the surroundings give, by its dotted name."""

    name: str

    def __str__(self) -> str:
        return self.name

    def plain(self) -> list[Plain]:
        """Give ``["name", name]``."""
        return ["name", self.name]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function applied to values; the span is the whole call, its first letters the name."""

    name: str
    args: tuple[Node, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.args))})"

    def plain(self) -> list[Plain]:
        """Give ``["call", name, [arg, …]]``."""
        return ["call", self.name, _plain(self.args)]


@dataclass(frozen=True, slots=True)
class Quantifier(Node):
    """`kind` count, any, all or first over the list `list_name`; the span is that of this name.

    `taken` is what ``first`` answers: a name of the first element for which `where` holds.
    """

    kind: str
    list_name: str
    where: Node | None = None
    taken: Name | None = None

    def __str__(self) -> str:
        where = "" if self.where is None else f" where {self.where}"
        taken = "" if self.taken is None else f"{self.taken} in "
        return f"{self.kind}({taken}{self.list_name}{where})"

    def plain(self) -> list[Plain]:
        """Give ``[kind, list, where or None]``, then what ``first`` takes."""
        where = None if self.where is None else self.where.plain()
        taken = [] if self.taken is None else [self.taken.plain()]
        return [self.kind, self.list_name, where, *taken]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The contrary of a condition."""

    level = 2
    item: Node

    def __str__(self) -> str:
        return f"not {self.item.at(2)}"

    def plain(self) -> list[Plain]:
        """Give ``["not", item]``."""
        return ["not", self.item.plain()]


@dataclass(frozen=True, slots=True)
class _Many(Node):
    word: ClassVar[str]
    items: tuple[Node, ...]

    def __str__(self) -> str:
        return f" {self.word} ".join(item.at(self.level + 1) for item in self.items)

    def plain(self) -> list[Plain]:
        """Give ``[word, [item, …]]``."""
        return [self.word, _plain(self.items)]


@dataclass(frozen=True, slots=True)
class And(_Many):
    """All of two conditions or more."""

    level = 1
    word = "and"


@dataclass(frozen=True, slots=True)
class Or(_Many):
    """At least one of two conditions or more."""

    level = 0
    word = "or"


@dataclass(frozen=True, slots=True)
class _Pair(Node):
    op: str
    left: Node
    right: Node

    def __str__(self) -> str:
        return f"{self.left.at(max(4, self.level))} {self.op} {self.right.at(self.level + 1)}"

    def plain(self) -> list[Plain]:
        """Give ``[op, left, right]``."""
        return [self.op, self.left.plain(), self.right.plain()]


@dataclass(frozen=True, slots=True)
class Compare(_Pair):
    """Two values compared: `op` is ``== != < <= >`` or ``>=``."""

    level = 3

    def plain(self) -> list[Plain]:
        """Give ``["cmp", op, left, right]``."""
        return ["cmp", self.op, self.left.plain(), self.right.plain()]


@dataclass(frozen=True, slots=True)
class Sum(_Pair):
    """Two values added or subtracted: `op` is ``+`` or ``-``."""

    level = 4


@dataclass(frozen=True, slots=True)
class Product(_Pair):
    """Two values multiplied: `op` is ``*``."""

    level = 5


@dataclass(frozen=True, slots=True)
class In(Node):
    """A value among others, or `negated`: among none of them."""

    level = 3
    left: Node
    items: tuple[Node, ...]
    negated: bool = False

    def __str__(self) -> str:
        items = ", ".join(item.at(4) for item in self.items)
        return f"{self.left.at(4)} {'not ' * self.negated}in ({items})"

    def plain(self) -> list[Plain]:
        """Give ``["in", left, [item, …], negated]``."""
        return ["in", self.left.plain(), _plain(self.items), self.negated]
