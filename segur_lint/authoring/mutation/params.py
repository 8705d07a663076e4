"""A parameter of a pack with another value: the next number, a list less one item, another text."""

from __future__ import annotations

from collections.abc import Iterator

from segur_lint.authoring.mutation.change import Change
from segur_lint.authoring.mutation.values import other_literals
from segur_lint.errors import NotationError
from segur_lint.flat import FlatPack
from segur_lint.lang import expression
from segur_lint.row import Field
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YNode, YText


def with_entry(flat: FlatPack, section: str, name: str, node: YNode) -> FlatPack:
    """The flat pack with one entry of a section, its own or inherited, replaced."""
    own = flat.own
    entries = {key.value: (key, value) for key, value in _items(own.fields.get(section))}
    inherited = flat.merged(section)[name]
    entries[name] = (inherited.key, node)
    where = own.fields.get(section) or inherited
    made = Field(own.source, where.key, YMap(where.node.span, tuple(entries.values())))
    pack = own.but(fields={**own.fields, section: made})
    return flat.but(chain=(*flat.chain[:-1], pack))


def _items(field: Field | None) -> tuple[tuple[YText, YNode], ...]:
    return field.node.items if field is not None and isinstance(field.node, YMap) else ()


def changed_values(name: str, where: Field) -> Iterator[Change[YText]]:
    """The values beside that of the parameter `name`, as YAML texts."""
    node = where.node
    if not isinstance(node, YText):
        return
    written = None if node.quoted else _literal(node.value)
    quoted = written is None
    literal = written or expression.Literal("text", node.value)
    for text, _ in other_literals(literal):
        advice = Text(
            f"Ajoutez un exemple qui n'est pas jugé de même avec {text}.",
            f"Add an example that is not judged alike with {text}.",
        )
        made = YText(node.span, text, quoted)
        yield Change(made, f"{name} : {node.value}", text, advice)


def _literal(text: str) -> expression.Literal | None:
    try:
        node = expression.parse(text)
    except NotationError:
        return None
    return node if isinstance(node, expression.Literal) else None
