"""The values of a YAML file: texts, lists and maps that remember their spans."""

from __future__ import annotations

from segur_lint.byvalue import ByValue
from segur_lint.frenchkeys import meant as meant_by
from segur_lint.source import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias


class YText(ByValue):
    """A scalar: `value` is its text, `quoted` tells it was in quotes or a block, not plain."""

    __slots__ = told = ("span", "value", "quoted")

    def __init__(self, span: Span, value: str, quoted: bool) -> None:
        self.span = span
        self.value = value
        self.quoted = quoted


class YList(ByValue):
    """A sequence of nodes."""

    __slots__ = told = ("span", "items")

    def __init__(self, span: Span, items: tuple[YNode, ...]) -> None:
        self.span = span
        self.items = items


class YMap(ByValue):
    """A mapping, in the order of the file; its keys are nodes, all different."""

    __slots__ = told = ("span", "items")

    def __init__(self, span: Span, items: tuple[tuple[YText, YNode], ...]) -> None:
        self.span = span
        self.items = items

    def get(self, key: str) -> YNode | None:
        """Give the value of `key`, or None where it is absent."""
        return next((value for name, value in self.items if name.value == key), None)

    def key(self, key: str) -> YText | None:
        """Give the node of the key itself, or None where it is absent."""
        return next((name for name, _ in self.items if name.value == key), None)

    def keys(self) -> tuple[str, ...]:
        """Give the names, in the order of the file."""
        return tuple(name.value for name, _ in self.items)


YNode: TypeAlias = "YText | YList | YMap"
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def plain(node: YNode) -> Plain:
    """`node` without its spans: str, list, dict. Its depth is bounded, so this may recurse."""
    if isinstance(node, YText):
        return node.value
    if isinstance(node, YList):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.items}


def packed(node: YNode) -> Any:
    """`node` with its spans as a value that `marshal` writes."""
    start, end = node.span.start, node.span.end
    if isinstance(node, YText):
        return start, end, node.value, node.quoted
    if isinstance(node, YList):
        return start, end, [packed(item) for item in node.items]
    keys, values = ([packed(pair[side]) for pair in node.items] for side in (0, 1))
    return start, end, keys, values


def unpacked(made: Any) -> YNode:
    """The node that was `packed`; `TypeError`, `ValueError` or `LookupError` where none was."""
    span = Span(made[0], made[1])
    if len(made) == 3:
        return YList(span, tuple([unpacked(item) for item in made[2]]))
    _, _, what, more = made
    if isinstance(what, str):
        return YText(span, what, more)
    keys: Any = map(unpacked, what)
    return YMap(span, tuple(zip(keys, map(unpacked, more), strict=True)))


def respelt(node: YMap, known: Sequence[str]) -> YMap:
    """`node` with each unknown key read as the known one, absent here, that it nearly says.

    The slip itself is told by the caller; what the key holds is then not missed as well.
    """
    taken = set(node.keys())
    items = []
    for key, value in node.items:
        meant = None if key.value in known else meant_by(key.value, known)
        if meant is not None and meant not in taken:
            taken.add(meant)
            items.append((YText(key.span, meant, key.quoted), value))
        else:
            items.append((key, value))
    return YMap(node.span, tuple(items))


def text_span(node: YText, start: int, end: int, source: Source) -> Span:
    """Offsets in `node.value` -> offsets in the source.

    Exact where the value is written as it is (plain or quoted, on one line, no escape); the span
    of the whole node elsewhere (blocks, folded lines, escapes).
    """
    raw = source.text[node.span.start : node.span.end]
    if raw == node.value:
        first = node.span.start
    elif raw[:1] in ("'", '"') and raw[1:-1] == node.value:
        first = node.span.start + 1
    else:
        return node.span
    start = max(0, min(start, len(node.value)))
    return Span(first + start, first + max(start, min(end, len(node.value))))
