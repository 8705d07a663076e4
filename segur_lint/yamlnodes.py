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
    """`node` with its spans as a value that `marshal` writes, and that is soon unpacked.

    The texts come first, then what holds them, each after what it holds: where each begins, where
    it ends; of the texts, the values and which are quoted; of the rest, the keys (None in a list)
    and what they hold, by their places among all.
    """
    found: list[YNode] = [node]
    for each in found:  # which grows meanwhile
        if isinstance(each, YMap):
            found += [inner for pair in each.items for inner in pair]
        elif isinstance(each, YList):
            found += each.items
    texts = [each for each in found if isinstance(each, YText)]
    groups = [each for each in reversed(found) if not isinstance(each, YText)]
    every = [*texts, *groups]
    at = {id(each): number for number, each in enumerate(every)}
    return (
        [each.span.start for each in every],
        [each.span.end for each in every],
        [each.value for each in texts],
        [each.quoted for each in texts],
        [
            ([at[id(key)] for key, _ in each.items], [at[id(value)] for _, value in each.items])
            if isinstance(each, YMap)
            else (None, [at[id(item)] for item in each.items])
            for each in groups
        ],
    )


def unpacked(made: Any) -> YNode:
    """The node that was `packed`; `TypeError`, `ValueError` or `LookupError` where none was."""
    starts, ends, values, quoted, groups = made
    spans = [*map(Span, starts, ends)]
    nodes: list[Any] = list(map(YText, spans, values, quoted))
    for span, (keys, items) in zip(spans[len(nodes) :], groups, strict=True):
        held = tuple([nodes[each] for each in items])
        if keys is None:
            nodes.append(YList(span, held))
        else:
            nodes.append(YMap(span, tuple(zip([nodes[each] for each in keys], held, strict=True))))
    node: YNode = nodes[-1]
    return node


def respelt(node: YMap, known: Sequence[str]) -> YMap:
    """`node` with each unknown key read as the known one, absent here, that it nearly says.

    The slip itself is told by the caller; what the key holds is then not missed as well.
    """
    if all(key.value in known for key, _ in node.items):
        return node
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
