"""What a pack says that the elements of its lists are known by: its section ``keys``."""

from __future__ import annotations

from segur_lint.declared import Declared
from segur_lint.text import Text
from segur_lint.yamlnodes import YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_keys(declared: Declared) -> list[list[Any]]:
    """For each element of a list that has a key: its scope and the slot of the key, by number."""
    made = []
    elements = {name: each for name, each in declared.elements.items() if each.number}
    for name, where in declared.flat.merged("keys").items():
        scope = elements.get(name)
        if scope is None:
            what = Text("Élément", "element")
            declared.faults.unknown(where.source, where.key, what, tuple(elements))
        elif not isinstance(where.node, YText) or not where.text.strip():
            declared.faults.add(
                where.source,
                where.node,
                f"« {name} » est le nom d'une balise.",
                f"“{name}” is the name of a balise.",
            )
        elif (slot := declared.one_slot(where)) is not None and slot.scope != scope.number:
            declared.faults.add(
                where.source,
                where.node,
                f"« {where.text} » n'est pas une balise de « {name} ».",
                f"“{where.text}” is not a balise of “{name}”.",
            )
        elif slot is not None:
            made.append([scope.number, slot.index])
    return made
