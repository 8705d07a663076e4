"""The nodes of an expression: equal by meaning, printed back with the least parentheses."""

from __future__ import annotations

from abc import ABC, abstractmethod

from segur_lint.byvalue import ByValue
from segur_lint.lang._sizes import bytes_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from segur_lint.lang import Plain


class Node(ByValue, ABC):
    """Part of an expression, with its span in the text: offsets, which do not count in equality."""

    __slots__ = ("end", "start")

    #: How tightly it binds: 0 or, 1 and, 2 not, 3 comparison, 4 sum, 5 product,
    #: 6 the rest.
    level: ClassVar[int] = 6

    def __init__(self, start: int = 0, end: int = 0) -> None:
        self.start = start
        self.end = end

    @abstractmethod
    def plain(self) -> list[Plain]:
        """Give the node as nested lists fit for JSON."""

    def at(self, level: int) -> str:
        """Write it where what binds less than `level` needs parentheses."""
        return str(self) if self.level >= level else f"({self})"


def _plain(nodes: tuple[Node, ...]) -> list[Plain]:
    return [node.plain() for node in nodes]


class Literal(Node):
    """A value: `kind` is text, number, size, date, datetime, true, false or null.

    `text` is the value as written, without quotes: ``10.50``, ``3 Mo``, ``2024-09-12T14:00``.
    """

    __slots__ = told = ("kind", "text")

    def __init__(self, kind: str, text: str, *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.kind = kind
        self.text = text

    def __str__(self) -> str:
        if self.kind != "text":
            return self.text
        return '"' + self.text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def plain(self) -> list[Plain]:
        """Give ``["lit", kind, text]``; a size is its bytes."""
        return ["lit", self.kind, bytes_of(self.text) if self.kind == "size" else self.text]


class Name(Node):
    """A value that the surroundings give, by its dotted name."""

    __slots__ = told = ("name",)

    def __init__(self, name: str, *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.name = name

    def __str__(self) -> str:
        return self.name

    def plain(self) -> list[Plain]:
        """Give ``["name", name]``."""
        return ["name", self.name]


class Call(Node):
    """A function applied to values; the span is the whole call, its first letters the name."""

    __slots__ = told = ("name", "args")

    def __init__(self, name: str, args: tuple[Node, ...], *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.name = name
        self.args = args

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.args))})"

    def plain(self) -> list[Plain]:
        """Give ``["call", name, [arg, …]]``."""
        return ["call", self.name, _plain(self.args)]


class Quantifier(Node):
    """`kind` count, any, all or first over the list `list_name`; the span is that of this name.

    `taken` is what ``first`` answers: a name of the first element for which `where` holds.
    """

    __slots__ = told = ("kind", "list_name", "where", "taken")

    def __init__(
        self, kind: str, list_name: str, where: Node | None = None, taken: Name | None = None,
        *, start: int = 0, end: int = 0,
    ) -> None:  # fmt: skip
        super().__init__(start, end)
        self.kind = kind
        self.list_name = list_name
        self.where = where
        self.taken = taken

    def __str__(self) -> str:
        where = "" if self.where is None else f" where {self.where}"
        taken = "" if self.taken is None else f"{self.taken} in "
        return f"{self.kind}({taken}{self.list_name}{where})"

    def plain(self) -> list[Plain]:
        """Give ``[kind, list, where or None]``, then what ``first`` takes."""
        where = None if self.where is None else self.where.plain()
        taken = [] if self.taken is None else [self.taken.plain()]
        return [self.kind, self.list_name, where, *taken]


class Not(Node):
    """The contrary of a condition."""

    __slots__ = told = ("item",)
    level = 2

    def __init__(self, item: Node, *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.item = item

    def __str__(self) -> str:
        return f"not {self.item.at(2)}"

    def plain(self) -> list[Plain]:
        """Give ``["not", item]``."""
        return ["not", self.item.plain()]


class _Many(Node):
    __slots__ = told = ("items",)
    word: ClassVar[str]

    def __init__(self, items: tuple[Node, ...], *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.items = items

    def __str__(self) -> str:
        return f" {self.word} ".join(item.at(self.level + 1) for item in self.items)

    def plain(self) -> list[Plain]:
        """Give ``[word, [item, …]]``."""
        return [self.word, _plain(self.items)]


class And(_Many):
    """All of two conditions or more."""

    __slots__ = ()
    level = 1
    word = "and"


class Or(_Many):
    """At least one of two conditions or more."""

    __slots__ = ()
    level = 0
    word = "or"


class _Pair(Node):
    __slots__ = told = ("op", "left", "right")

    def __init__(self, op: str, left: Node, right: Node, *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.op = op
        self.left = left
        self.right = right

    def __str__(self) -> str:
        return f"{self.left.at(max(4, self.level))} {self.op} {self.right.at(self.level + 1)}"

    def plain(self) -> list[Plain]:
        """Give ``[op, left, right]``."""
        return [self.op, self.left.plain(), self.right.plain()]


class Compare(_Pair):
    """Two values compared: `op` is ``== != < <= >`` or ``>=``."""

    __slots__ = ()
    level = 3

    def plain(self) -> list[Plain]:
        """Give ``["cmp", op, left, right]``."""
        return ["cmp", self.op, self.left.plain(), self.right.plain()]


class Sum(_Pair):
    """Two values added or subtracted: `op` is ``+`` or ``-``."""

    __slots__ = ()
    level = 4


class Product(_Pair):
    """Two values multiplied: `op` is ``*``."""

    __slots__ = ()
    level = 5


class In(Node):
    """A value among others, or `negated`: among none of them."""

    __slots__ = told = ("left", "items", "negated")
    level = 3

    def __init__(
        self,
        left: Node,
        items: tuple[Node, ...],
        negated: bool = False,
        *,
        start: int = 0,
        end: int = 0,
    ) -> None:
        super().__init__(start, end)
        self.left = left
        self.items = items
        self.negated = negated

    def __str__(self) -> str:
        items = ", ".join(item.at(4) for item in self.items)
        return f"{self.left.at(4)} {'not ' * self.negated}in ({items})"

    def plain(self) -> list[Plain]:
        """Give ``["in", left, [item, …], negated]``."""
        return ["in", self.left.plain(), _plain(self.items), self.negated]
