"""The formats that a pack controls already, by the place of the balise in its model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from segur_lint.balises import LIST
from segur_lint.errors import NotationError
from segur_lint.lang import notation
from segur_lint.lang.notation import Always, Constant, Notation, OrNull

if TYPE_CHECKING:
    from segur_lint.balises import Balise
    from segur_lint.inherit import FlatPack, FlatRow
    from segur_lint.model import Model, Slot


def meaning(found: Notation) -> Notation:
    """The notation without what two ways of writing it differ by."""
    if isinstance(found, Always) and not isinstance(found.value, str):
        return Constant(found.value)
    if isinstance(found, Always):
        return notation.OneOf((str(found.value),))
    return OrNull(meaning(found.item)) if isinstance(found, OrNull) else found


def slot_of(balise: Balise, model: Model) -> Slot | None:
    """Where the model has a balise of the tree that it was made of."""
    blocs: list[str] = []
    holder = balise.parent
    while holder is not None and holder.parent is not None and holder.kind != LIST:
        blocs.insert(0, holder.name)
        holder = holder.parent
    element = holder.element if holder is not None and holder.kind == LIST else ""
    element = element or model.scopes[0].element
    for slot in model.find(balise.name):
        scope = model.scopes[slot.scope]
        if (scope.element, slot.blocs) == (element, tuple(blocs)) and scope.holds == "object":
            return slot
    return None


def named(slot: Slot, model: Model) -> str | None:
    """What a row calls a balise: its name, after its bloc where others have the same."""
    ways = [".".join([*slot.blocs[at:], slot.name]) for at in range(len(slot.blocs), -1, -1)]
    ways.append(f"{model.scopes[slot.scope].element}.{slot.name}")
    return next((way for way in ways if model.find(way) == [slot]), None)


def formats_of(flat: FlatPack, model: Model) -> dict[Slot, list[tuple[FlatRow, Notation]]]:
    """The rows of a pack that ask for a format, by the balise that they look at."""
    found: dict[Slot, list[tuple[FlatRow, Notation]]] = {}
    for row in flat.rows:
        balise, asked = row.fields.get("balise"), row.fields.get("format")
        if balise is None or asked is None:
            continue
        try:
            read = notation.parse(asked.text)
        except NotationError:  # it names parameters
            continue
        for slot in model.find(balise.text)[:1]:
            found.setdefault(slot, []).append((row, read))
    return found
