"""What the objects of a model are made of, in each of its layouts, ready to be followed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.jsonvalue import Path


class Shape:
    """What one object is made of in one layout, ready to be followed."""

    __slots__ = ("blocs", "keys", "leaves", "lists", "names", "open")

    def __init__(self, plain: dict[str, Any]) -> None:
        self.leaves = [(name, slot, frozenset(kinds)) for name, slot, kinds in plain["leaves"]]
        self.lists = [tuple(item) for item in plain["lists"]]
        self.blocs = [(name, slot, Shape(inner)) for name, slot, inner in plain["blocs"]]
        self.open: bool = plain["open"]
        members = [*self.leaves, *self.lists, *self.blocs]
        #: In the model's order: a set has another in each process, and so would the findings.
        self.names = [name for name, *_ in sorted(members, key=lambda member: member[1])]
        self.keys = frozenset(self.names)

    def inner_names(self) -> frozenset[str]:
        """The names of this object's members and of its blocs' members."""
        return self.keys.union(*(bloc.inner_names() for _, _, bloc in self.blocs))


class Layout:
    """The shapes of all scopes in one layout, and where each slot and list stands."""

    __slots__ = ("indexes", "lists", "name", "others", "paths", "shapes", "slots")

    def __init__(
        self, name: str, shapes: list[dict[str, Any]], scopes: list[dict[str, Any]]
    ) -> None:
        self.name = name
        #: The layouts that a document of this model could have had instead.
        self.others: list[Layout] = []
        self.shapes = [Shape(plain) for plain in shapes]
        self.slots = [len(scope["slots"]) for scope in scopes]
        self.indexes: list[int] = [scope["list"] for scope in scopes]
        self.paths: list[dict[int, Path]] = [{} for _ in scopes]
        self.lists: list[dict[int, Path]] = [{} for _ in scopes]
        for number, shape in enumerate(self.shapes):
            self._place(shape, number, ())
            if scopes[number]["holds"] == "value":
                self.paths[number][0] = ()

    def _place(self, shape: Shape, number: int, path: Path) -> None:
        for name, slot, *_ in shape.leaves:
            self.paths[number][slot] = (*path, name)
        for name, slot, index, _ in shape.lists:
            self.paths[number][slot] = self.lists[number][index] = (*path, name)
        for name, slot, inner in shape.blocs:
            self.paths[number][slot] = (*path, name)
            self._place(inner, number, (*path, name))

    def inside(self, number: int, name: str) -> Shape | None:
        """What is in the bloc, or in each element of the list, that a scope has by that name."""
        return self._inside(self.shapes[number], name)

    def own_names(self, number: int) -> frozenset[str]:
        """The names that objects of a scope have in this layout, and in no other."""
        return self.shapes[number].keys.difference(
            *(other.shapes[number].keys for other in self.others)
        )

    def _inside(self, shape: Shape, name: str) -> Shape | None:
        for own, _, _, child in shape.lists:
            if own == name:
                elements: Shape = self.shapes[child]
                return elements
        for own, _, inner in shape.blocs:
            found = inner if own == name else self._inside(inner, name)
            if found is not None:
                return found
        return None
