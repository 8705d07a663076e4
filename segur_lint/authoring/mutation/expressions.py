"""The ways of writing an expression wrongly: one sign, word, number or condition is another.

Each change is shown with the comparison, the list or the conditions that it stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from segur_lint.authoring.mutation.change import TELL_APART, Change
from segur_lint.authoring.mutation.values import (
    changed_calls,
    is_at_changed,
    is_notation,
    other_literals,
)
from segur_lint.functions import FUNCTIONS
from segur_lint.lang.expression import (
    And,
    Call,
    Compare,
    In,
    Literal,
    Name,
    Node,
    Not,
    Or,
    Product,
    Quantifier,
    Sum,
)
from segur_lint.text import Text

Changes = Iterator[Change[Node]]

#: A comparison, and those that a slip makes of it; a text has no order, so two are for numbers.
_SIGNS = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_ORDERED = {"==": ("<=", ">=")}
_TRUE = Literal("true", "true")
#: What gives a number that is never below zero, and the last word of the names of such a number.
_COUNTED = ("length", "digit_sum", "number", "taille")


def changed_expressions(node: Node) -> Changes:
    """Each other expression that a slip would have written, in the order of the text."""
    if isinstance(node, Call | Name):
        yield _negated(node)
    yield from _changes(node)


def negated(node: Node) -> Node:
    """The contrary of a condition."""
    return node.item if isinstance(node, Not) else Not(node)


def _negated(node: Node) -> Change[Node]:
    return Change(Not(node), str(node), str(Not(node)))


def _changes(node: Node) -> Changes:
    yield from _OWN.get(type(node), _none)(node)
    for name, at, child in _children(node):
        for change in _changes(child):
            made = _with(node, name, at, change.made)
            # Alone, a value says little: it is shown in the comparison that it stands in.
            if isinstance(child, Literal | Name | Call | Sum | Product) and not isinstance(
                node, Not | And | Or
            ):
                yield Change(made, str(node), str(made), _in_sight(node, made, change))
            else:
                yield replace(change, made=made)


def _children(node: Node) -> Iterator[tuple[str, int | None, Node]]:
    for name in ("left", "right", "item", "where"):
        child = getattr(node, name, None)
        if child is not None:
            yield name, None, child
    for name in ("items", "args"):
        for at, child in enumerate(getattr(node, name, ())):
            if not (isinstance(node, Call) and is_notation(node, at)):  # `changed_calls` has those
                yield name, at, child


def _with(node: Any, name: str, at: int | None, child: Node) -> Node:
    if at is None:
        made: Node = node.but(**{name: child})
        return made
    items = list(getattr(node, name))
    items[at] = child
    whole: Node = node.but(**{name: tuple(items)})
    return whole


def _none(_node: Node) -> Changes:
    yield from ()


def _in_sight(node: Node, made: Node, change: Change[Node]) -> Text:
    """What to advise for a number that is another, where it stands in a comparison."""
    if not isinstance(node, Compare) or node.op in ("==", "!="):
        return change.advice
    return _equal(made if isinstance(made, Compare) and is_at_changed(node, made) else node)


def _equal(node: Compare) -> Text:
    return Text(
        f"Ajoutez un exemple où « {node.left} » est égal à « {node.right} ».",
        f"Add an example where “{node.left}” is equal to “{node.right}”.",
    )


def _compare(node: Any) -> Changes:
    advice = TELL_APART if node.op in ("==", "!=") else _equal(node)
    yield _change(node, node.but(op=_SIGNS[node.op]), advice)
    if not any(_is_ordered(side) for side in (node.left, node.right)):
        return
    for sign in _ORDERED.get(node.op, ()):
        if sign == "<=" and _is_zero(node.right) and _is_counted(node.left):
            continue  # the same
        fr, en = ("petit", "smaller") if sign == "<=" else ("grand", "greater")
        yield _change(
            node,
            node.but(op=sign),
            Text(
                f"Ajoutez un exemple où « {node.left} » est plus {fr} que « {node.right} ».",
                f"Add an example where “{node.left}” is {en} than “{node.right}”.",
            ),
        )


def _is_ordered(node: Node) -> bool:
    """Whether a value is surely a number or a date."""
    if isinstance(node, Call):
        return node.name in FUNCTIONS and FUNCTIONS[node.name].gives in ("number", "date")
    if isinstance(node, Literal):
        return node.kind in ("number", "size", "date", "datetime")
    if isinstance(node, Quantifier):
        return node.kind == "count"
    return isinstance(node, Sum | Product) or (isinstance(node, Name) and node.name == "position")


def _is_counted(node: Node) -> bool:
    if isinstance(node, Call | Name):
        return node.name.rpartition(".")[2] in _COUNTED
    return isinstance(node, Quantifier) and node.kind == "count"


def _is_zero(node: Node) -> bool:
    return isinstance(node, Literal) and node.kind == "number" and Decimal(node.text) == 0


def _change(node: Node, made: Node, advice: Text = TELL_APART) -> Change[Node]:
    return Change(made, str(node), str(made), advice)


def _many(node: Any) -> Changes:
    is_and = isinstance(node, And)
    other = Or if is_and else And
    yield _change(node, other(node.items))
    for at, item in enumerate(node.items):
        rest = (*node.items[:at], *node.items[at + 1 :])
        made = rest[0] if len(rest) == 1 else node.but(items=rest)
        fr, en = ("faux", "false") if is_and else ("vrai", "true")
        others = Text("tout le reste vrai", "all the rest true")
        if not is_and:
            others = Text("tout le reste faux", "all the rest false")
        yield _change(
            node,
            made,
            Text(
                f"Ajoutez un exemple où « {item} » est {fr}, et {others.fr}.",
                f"Add an example where “{item}” is {en}, and {others.en}.",
            ),
        )


def _not(node: Any) -> Changes:
    yield _change(node, node.item)


def _quantifier(node: Any) -> Changes:
    if node.kind in ("any", "all"):
        yield _change(
            node,
            node.but(kind="all" if node.kind == "any" else "any"),
            Text(
                f"Ajoutez un exemple où la liste « {node.list_name} » a plusieurs éléments, dont "
                "un seul convient.",
                f"Add an example where the list “{node.list_name}” has several elements, only one "
                "of which will do.",
            ),
        )
    if node.where not in (None, _TRUE):
        made = node.but(where=None if node.kind == "count" else _TRUE)
        yield _change(
            node,
            made,
            Text(
                f"Ajoutez un exemple où un élément de « {node.list_name} » ne convient pas.",
                f"Add an example where an element of “{node.list_name}” will not do.",
            ),
        )


def _in(node: Any) -> Changes:
    yield _change(node, node.but(negated=not node.negated))
    for at, item in enumerate(node.items):
        rest = (*node.items[:at], *node.items[at + 1 :])
        if rest:
            advice = Text(
                f"Ajoutez un exemple où « {node.left} » vaut {item}.",
                f"Add an example where “{node.left}” is {item}.",
            )
            yield _change(node, node.but(items=rest), advice)


def _sum(node: Any) -> Changes:
    yield _change(node, node.but(op="-" if node.op == "+" else "+"))


def _product(node: Any) -> Changes:
    yield _change(node, Sum("+", node.left, node.right))


def _call(node: Any) -> Changes:
    for made, advice in changed_calls(node):
        yield _change(node, made, advice)


def _literal(node: Any) -> Changes:
    for text, kind in other_literals(node):
        yield _change(node, node.but(text=text, kind=kind))


_OWN: dict[type, Callable[[Any], Changes]] = {
    Compare: _compare,
    And: _many,
    Or: _many,
    Not: _not,
    Quantifier: _quantifier,
    In: _in,
    Sum: _sum,
    Product: _product,
    Call: _call,
    Literal: _literal,
}
