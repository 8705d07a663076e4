"""The formats that a pack controls already, by the place of the balise in its model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from segur_lint.balises import LIST
from segur_lint.errors import NotationError
from segur_lint.lang import notation
from segur_lint.lang.notation import Always, Constant, Notation, OrNull

if TYPE_CHECKING:
    from segur_lint.authoring.importing.entries import Entry
    from segur_lint.balises import Balise
    from segur_lint.flat import FlatPack, FlatRow
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


def said(entry: Entry, row: FlatRow, found: Notation) -> list[Notation]:
    """What a row with the format `found` says of a balise that the table may need at times."""
    is_part = entry.condition is not None and "when" in row.fields
    return [meaning(found), *[meaning(OrNull(found))] * is_part]


def answer(entry: Entry, slot: Slot, flat: FlatPack, model: Model) -> None:
    """A condition that a row of the pack tells already is no problem any more."""
    item = entry.notation.item if isinstance(entry.notation, OrNull) else None
    if entry.condition is not None and item is not None and _is_demanded(slot, item, flat, model):
        entry.problems.remove(entry.condition)


def _is_demanded(slot: Slot, item: Notation, flat: FlatPack, model: Model) -> bool:
    """Whether a row asks for a balise under a condition: that it is not null, or of a format."""
    for row in flat.rows:
        if "when" not in row.fields:
            continue
        balise, asked, form = (row.fields.get(key) for key in ("balise", "assert", "format"))
        is_own = balise is not None and model.find(balise.text)[:1] == [slot]
        names = [re.escape(slot.name), "value"][: 1 + is_own]
        if asked is not None and re.search(rf"\b({'|'.join(names)})\s*!=\s*null\b", asked.text):
            return True
        if is_own and form is not None and _is_of(form.text, item):
            return True
    return False


def _is_of(text: str, item: Notation) -> bool:
    try:
        return meaning(notation.parse(text)) == meaning(item)
    except NotationError:  # it names parameters
        return False


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
