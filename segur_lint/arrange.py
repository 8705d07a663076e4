"""A sound deposit in another of its model's layouts: its blocs made, or unmade."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.layouts import Layout, Shape


def arranged(value: Any, own: Layout, other: Layout, scope: int = 0) -> Any:
    """`value`, the element of a scope, which is in the layout `own`, as `other` has it.

    Members that the model does not name stay, after the others of their object.
    """
    if not isinstance(value, dict):
        return value
    return _grouped(_ungrouped(value, own.shapes[scope]), other.shapes[scope], own, other)


def _ungrouped(value: dict[str, Any], shape: Shape) -> dict[str, Any]:
    """All the members of an object and of its blocs."""
    blocs = {name: inner for name, _, inner in shape.blocs}
    found: dict[str, Any] = {}
    for name, each in value.items():
        if name in blocs and isinstance(each, dict):
            found.update(_ungrouped(each, blocs[name]))
        else:
            found[name] = each
    return found


def _grouped(found: dict[str, Any], shape: Shape, own: Layout, other: Layout) -> dict[str, Any]:
    """Of the members `found`, those that `shape` has, its blocs made; the others after them."""
    lists = {name: child for name, _, _, child in shape.lists}
    blocs = {name: inner for name, _, inner in shape.blocs}
    made: dict[str, Any] = {}
    for name in shape.names:
        if name in blocs:
            inner = {key: found.pop(key) for key in [*found] if key in blocs[name].inner_names()}
            made[name] = _grouped(inner, blocs[name], own, other)
        elif name in lists and isinstance(found.get(name), list):
            made[name] = [arranged(each, own, other, lists[name]) for each in found.pop(name)]
        elif name in found:
            made[name] = found.pop(name)
    return {**made, **found}
