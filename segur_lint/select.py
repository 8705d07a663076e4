"""A JSONPath selector, placed on the model: which scope, which slot, under which conditions."""

from __future__ import annotations

from segur_lint.errors import NotationError
from segur_lint.model import Model, Scope, Slot
from segur_lint.naming import Code
from segur_lint.selector import parse
from segur_lint.text import Text, hint

NOTHING = Text("", "")


def place(text: str, model: Model) -> tuple[Scope, int | None, list[Code]]:
    """Where the selector `text` looks in `model`.

    A selector that the model cannot have is refused: nothing is selected in silence. Positions
    (``[0]``) become conditions on the number of the element.
    """
    scope = model.scopes[0]
    path: tuple[str, ...] = ()
    indexes: list[tuple[int, int]] = []  # (scope of the element, its number from 1)
    for word, value in parse(text):
        if word == "deep":
            scope, path = _deep(text, str(value), model, scope, path)
        elif word == "name":
            path = (*path, str(value))
            _known(text, path, scope)
        else:
            inner = _list(scope, path, model)
            if inner is None:
                raise _fault(
                    text, f"« {path[-1] if path else '$'} » n'est pas une liste", "not a list"
                )
            scope, path = inner, ()
            if word == "index" and isinstance(value, int):
                indexes.append((inner.number, value + 1))
    slot = next((each.index for each in scope.slots if (*each.blocs, each.name) == path), None)
    if not path:
        slot = 0 if scope.holds == "value" else None
    around = [scope.number]
    here = scope
    while here.parent is not None:
        here = model.scopes[here.parent]
        around.append(here.number)
    conditions: list[Code] = [
        ["cmp", "==", ["position", around.index(number)], ["lit", "number", str(position)]]
        for number, position in indexes
    ]
    return scope, slot, conditions


def _deep(
    text: str, name: str, model: Model, scope: Scope, path: tuple[str, ...]
) -> tuple[Scope, tuple[str, ...]]:
    found = [slot for slot in model.find(name) if _is_under(slot, scope, path, model)]
    if len(found) == 1:
        return model.scopes[found[0].scope], (*found[0].blocs, found[0].name)
    if found:
        raise _fault(
            text, f"« {name} » est à plusieurs endroits du modèle", f"“{name}” is in several places"
        )
    under = [
        slot.name
        for each in model.scopes
        for slot in each.slots
        if _is_under(slot, scope, path, model)
    ]
    raise _fault(
        text,
        f"le modèle n'a pas là de balise « {name} »",
        f"the model has no “{name}” there",
        hint(name, under),
    )


def _is_under(slot: Slot, scope: Scope, path: tuple[str, ...], model: Model) -> bool:
    """Whether `slot` is a member, at some depth, of what `path` in `scope` is."""
    holder = model.scopes[slot.scope]
    if holder.holds == "value":
        return False  # the elements of this list have no member of that name
    here = (*slot.blocs, slot.name)
    while holder is not scope:
        if holder.parent is None or holder.number == 0:
            return False
        parent = model.scopes[holder.parent]
        of_list = parent.slots[holder.list_slot]
        here = (*of_list.blocs, of_list.name, *here)
        holder = parent
    return here[: len(path)] == path and len(here) > len(path)


def _known(text: str, path: tuple[str, ...], scope: Scope) -> None:
    paths = [(*slot.blocs, slot.name) for slot in scope.slots if scope.holds == "object"]
    if path in paths:
        return
    *around, name = path
    raise _fault(
        text,
        f"« {name} » n'est pas à cet endroit du modèle",
        f"“{name}” is not at this place of the model",
        hint(name, [last for *blocs, last in paths if blocs == around]),
    )


def _list(scope: Scope, path: tuple[str, ...], model: Model) -> Scope | None:
    for each in model.scopes:
        if each.parent == scope.number:
            slot = scope.slots[each.list_slot]
            if (*slot.blocs, slot.name) == path:
                return each
    return None


def _fault(text: str, fr: str, en: str, near: Text = NOTHING) -> NotationError:
    return NotationError(
        0,
        len(text),
        Text(
            f"Le sélecteur ne désigne rien : {fr}.{near.fr}",
            f"The selector selects nothing: {en}.{near.en}",
        ),
    )
