"""A model: the shape of the JSON, named balise by balise.

A *scope* is the file itself or one element of a list: it has values and lists of its own, and a
balise is a slot in a scope. Plain objects (the guide's blocs) open no scope; in the layout
``nested`` their balises stand inside them, in the layout ``flat`` directly in what holds them.
"""

from __future__ import annotations

from collections.abc import Sequence

from segur_lint.byvalue import ByValue
from segur_lint.frames import AROUND, FILES, LOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Facts on the file, kept as slots of the file's scope after its balises.
FACTS = ["fichier.nom", "fichier.taille"]


class Slot(ByValue):
    """A balise: its name, its blocs (outermost first), its scope and its index there."""

    __slots__ = told = ("name", "blocs", "scope", "index")

    def __init__(self, name: str, blocs: tuple[str, ...], scope: int, index: int) -> None:
        self.name = name
        self.blocs = blocs
        self.scope = scope
        self.index = index


class Scope(ByValue):
    """The file (`element` is ``fichier``) or the elements of one list."""

    __slots__ = told = (
        "number",
        "element",
        "parent",
        "list_index",
        "holds",
        "list_slot",
        "slots",
        "lists",
    )

    def __init__(
        self,
        number: int,
        element: str,
        parent: int | None,
        list_index: int,
        holds: str,
        list_slot: int = 0,
    ) -> None:
        self.number = number
        self.element = element
        self.parent = parent
        self.list_index = list_index  # which of the parent's lists
        self.holds = holds  # "object" or "value"
        self.list_slot = list_slot  # the slot, in the parent, of the list itself
        self.slots: list[Slot] = []
        self.lists: list[int] = []  # the scopes of their elements

    def copy(self) -> Scope:
        """One that may change without this one."""
        made = Scope(
            self.number, self.element, self.parent, self.list_index, self.holds, self.list_slot
        )
        made.slots, made.lists = [*self.slots], [*self.lists]
        return made


class Model(ByValue):
    """A read model: scopes, which change no more, and for each layout the shapes of `walk`."""

    told = ("name", "title", "unit", "scopes", "layouts", "lot")
    __slots__ = (*told, "_named")

    def __init__(
        self,
        name: str,
        title: str,
        unit: int | None,
        scopes: list[Scope],
        layouts: dict[str, list[dict[str, Any]]],
        lot: int | None = None,
    ) -> None:
        self.name = name
        self.title = title
        self.unit = unit
        self.scopes = scopes
        self.layouts = layouts
        self.lot = lot  # the scope around the file; the scopes after it are around too
        self._named: dict[str, list[tuple[Scope, Slot]]] = {}  # once one was looked for

    def surrounded(self, registers: Sequence[tuple[str, str, Sequence[str]]]) -> Model:
        """The model with what stands around a file; of `registers` names, elements, columns."""
        scopes = [scope.copy() for scope in self.scopes]
        lot = Scope(len(scopes), LOT, None, 0, "object")
        scopes[0].parent = lot.number
        scopes.append(lot)
        lists = [(name, called, names) for name, (called, names) in AROUND.items()]
        lot.slots.append(Slot(FILES, (), lot.number, 0))
        lot.lists.append(0)
        for name, called, names in [*lists, *registers]:
            index = len(lot.lists)
            inner = Scope(len(scopes), called, lot.number, index, "object", list_slot=index)
            inner.slots += [Slot(each, (), inner.number, at) for at, each in enumerate(names)]
            lot.slots.append(Slot(name, (), lot.number, index))
            lot.lists.append(inner.number)
            scopes.append(inner)
        return Model(self.name, self.title, self.unit, scopes, self.layouts, lot.number)

    def own(self, name: str) -> list[Slot]:
        """The balises called `name` in the file; around it, only where `name` says of what."""
        found = self.find(name)
        lot = len(self.scopes) if self.lot is None else self.lot
        return [slot for slot in found if slot.scope < lot] or (found if "." in name else [])

    def elements(self) -> dict[str, Scope]:
        """Scopes by the name of their element; the file itself is ``fichier``."""
        return {scope.element: scope for scope in reversed(self.scopes)}

    def find(self, name: str) -> list[Slot]:
        """The balises called `name`, which may be qualified by its bloc: ``adresse.ville``."""
        for scope in () if self._named else self.scopes:
            for slot in scope.slots:
                self._named.setdefault(slot.name, []).append((scope, slot))
        *blocs, last = name.split(".")
        return [
            slot
            for scope, slot in self._named.get(last, ())
            if not blocs or list(slot.blocs[-len(blocs) :]) == blocs or blocs == [scope.element]
        ]

    def names(self) -> list[str]:
        """Every balise's name, in the model's order."""
        return [slot.name for scope in self.scopes for slot in scope.slots]

    def plain(self, inputs: Sequence[str] = ()) -> dict[str, Any]:
        """What the compiled rules keep of it; `inputs` are slots of the file after its facts."""
        return {
            "unit": self.unit,
            "lot": self.lot,
            "scopes": [
                {
                    "element": scope.element,
                    "parent": scope.parent,
                    "list": scope.list_index,
                    "holds": scope.holds,
                    "slots": [slot.name for slot in scope.slots]
                    + ([*FACTS, *inputs] if scope.number == 0 else []),
                }
                for scope in self.scopes
            ],
            "layouts": self.layouts,
        }
