"""How a pack sees a file that has the shape of another pack's model.

Another pack's ``applies`` reads the same file through its own model: what that has not is unknown.
"""

from __future__ import annotations

from segur_lint.quick.plan import UnfitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.layouts import Layout, Shape
    from segur_lint.link import Pack


class View:
    """What each slot and list of `asks` is in a file of the shape `layout` of `own`.

    A file of that shape has exactly those members, so that what is not among them is absent.
    """

    def __init__(self, own: Pack, layout: Layout, asks: Pack) -> None:
        self.asks = asks
        #: The scopes of `own` by those of `asks`.
        self.scopes: dict[int, int] = {0: 0}
        self._slots: dict[tuple[int, int], int] = {}
        self._held: set[tuple[int, int]] = set()  # slots with an object or a list
        self._facts(own, asks)
        seen = chosen(own, layout, asks)
        if asks is own and seen is not layout:
            raise UnfitError("a layout that the walk would not choose")
        for scope, paths in enumerate(seen.paths):
            if scope not in self.scopes:
                continue
            mine = self.scopes[scope]
            here = {path: slot for slot, path in layout.paths[mine].items()}
            leaves, wanted = _leaves(own, layout, mine), _leaves(asks, seen, scope)
            for slot, path in paths.items():
                if path in here and here[path] not in leaves:
                    self._held.add((mine, slot))
                elif path in here and slot in wanted:
                    self._slots[mine, slot] = here[path]
            lists = {path: index for index, path in layout.lists[mine].items()}
            for index, path in seen.lists[scope].items():
                if path in lists:
                    self._pair(own, mine, lists[path], asks, scope, index)

    def _facts(self, own: Pack, asks: Pack) -> None:
        """The name and the size of the file: the slots after those of the model."""
        sizes = [
            len(pack.program["model"]["scopes"][0]["slots"]) - len(pack.program["inputs"])
            for pack in (own, asks)
        ]
        for fact in (1, 2):
            self._slots[0, sizes[1] - fact] = sizes[0] - fact

    def _pair(self, own: Pack, mine: int, index: int, asks: Pack, scope: int, asked: int) -> None:
        """Two lists at one path: their elements are the same where both hold the same."""
        one, two = (
            next(
                number
                for number, each in enumerate(pack.program["model"]["scopes"])
                if each["parent"] == around and each["list"] == which
            )
            for pack, around, which in ((own, mine, index), (asks, scope, asked))
        )
        if own.walker.holds[one] == asks.walker.holds[two]:
            self.scopes[two] = one

    def mine(self) -> list[int]:
        """The scopes of the file's own pack that are seen: the file, and what is in it."""
        return sorted(self.scopes.values())

    def slot(self, scope: int, index: int) -> int | None:
        """The slot of the file's own pack; `scope` is its own too. None: absent, not given."""
        if (scope, index) in self._held:
            raise UnfitError("an object or a list as a value")
        return self._slots.get((scope, index))

    def child(self, scope: int, which: int) -> int | None:
        """The scope of the elements of a list that `asks` has there, as the file's own number."""
        mine = next((asked for asked, own in self.scopes.items() if own == scope), None)
        for number, each in enumerate(self.asks.program["model"]["scopes"]):
            if each["parent"] == mine and each["list"] == which and number in self.scopes:
                return self.scopes[number]
        return None


def _leaves(pack: Pack, layout: Layout, scope: int) -> set[int]:
    if pack.walker.holds[scope] == "value":
        return {0}

    def inside(shape: Shape) -> set[int]:
        found = {slot for _, slot, _ in shape.leaves}
        return found.union(*(inside(inner) for _, _, inner in shape.blocs))

    return inside(layout.shapes[scope])


def chosen(own: Pack, layout: Layout, asks: Pack) -> Layout:
    """The layout that `asks` takes a file of that shape for, however many units it has."""
    one, two = (asks.walker.walk(example(own, layout, units)).layout for units in (1, 2))
    if one is not two:  # with more, the units have the more votes
        raise UnfitError("a layout that depends on the number of units")
    return one


def example(own: Pack, layout: Layout, units: int) -> dict[str, Any]:
    """A file of that shape, its values null, with so many elements in each list."""
    return _object(own, layout, 0, layout.shapes[0], units)


def _object(own: Pack, layout: Layout, scope: int, shape: Shape, units: int) -> dict[str, Any]:
    made: dict[str, Any] = {name: None for name, *_ in shape.leaves}
    for name, _, _, child in shape.lists:
        each = None
        if own.walker.holds[child] == "object":
            each = _object(own, layout, child, layout.shapes[child], units)
        made[name] = [each] * units
    for name, _, inner in shape.blocs:
        made[name] = _object(own, layout, scope, inner, units)
    return made
