"""One walk of a document along the model: frames of values for the rules, and what does not fit.

The walk reads each member once. Every rule then works on the frames, so that a hundred rules cost
one traversal, and a value that is absent or of the wrong kind is *unknown* to all of them.
"""

from __future__ import annotations

from segur_lint.frames import UNKNOWN, Frame, LaterFrame
from segur_lint.known import value_of
from segur_lint.layouts import Layout
from segur_lint.walked import Walked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from segur_lint.document import Document, JSONValue, Path
    from segur_lint.known import Apart
    from segur_lint.layouts import Shape


class Walker:
    """Walks documents along one model; made once, used for every file."""

    __slots__ = ("holds", "layouts", "parents", "unit")

    def __init__(self, model: dict[str, Any]) -> None:
        scopes = model["scopes"]
        self.unit: int | None = model["unit"]
        self.holds: list[str] = [scope["holds"] for scope in scopes]
        self.parents: list[int | None] = [scope["parent"] for scope in scopes]
        self.layouts = [Layout(name, shapes, scopes) for name, shapes in model["layouts"].items()]
        for layout in self.layouts:
            layout.others = [other for other in self.layouts if other is not layout]

    def walk(self, value: JSONValue) -> Walked:
        """The frames of `value` and its misfits; never raises, whatever the value."""
        return self._walk(value, self._choose(value))

    def walk_apart(self, apart: Apart) -> Walked:
        """The same, of a file of which only some units need a look: the others are laid out later.

        They are as the layout is: there is no misfit in them.
        """
        return self._walk(apart.value, self.layout(apart.layout), apart.units)

    def lay_out(
        self, document: Document, layout: Layout, root: Frame, positions: Iterable[int]
    ) -> list[Frame]:
        """The frames of the units at these positions, which do not hang in the `root`."""
        walked, path = Walked(layout, root), self._to_units(layout)
        return [self._unit(document.part((*path, at)), at, walked) for at in positions]

    def layout(self, name: str) -> Layout:
        """The layout of that name."""
        return next(each for each in self.layouts if each.name == name)

    def _to_units(self, layout: Layout) -> Path:
        """Where the list of units stands in the file."""
        return () if self.unit is None else layout.lists[0].get(layout.indexes[self.unit], ())

    def _walk(
        self, value: JSONValue, layout: Layout, apart: frozenset[int] | None = None
    ) -> Walked:
        walked = Walked(layout, Frame(0, None, 1, layout.slots[0]), apart)
        walked.near[0].append(walked.root)
        self._element(value, 0, walked.root, walked)
        return walked

    def _choose(self, value: JSONValue) -> Layout:
        """The layout of most objects, the first one when in doubt.

        An object is of the layout of whose own names it has the greatest share: a bloc weighs as
        much as all that it would hold. It is of none where two shares are equal.
        """
        if len(self.layouts) == 1 or self.unit is None:
            return self.layouts[0]
        votes = [0] * len(self.layouts)
        for number, objects in ((0, [value]), (self.unit, self._units(value))):
            owns = [layout.own_names(number) for layout in self.layouts]
            for item in objects if any(owns) else ():
                if type(item) is dict:
                    shares = [len(own.intersection(item)) / max(len(own), 1) for own in owns]
                    most = max(shares)
                    if shares.count(most) == 1:
                        votes[shares.index(most)] += 1
        return self.layouts[votes.index(max(votes))]

    def _units(self, value: JSONValue) -> list[JSONValue]:
        """The elements of the unit's list, where it stands in the file itself or a bloc of it."""
        if self.unit is None or self.parents[self.unit] != 0:
            return []
        for layout in self.layouts:
            found = value
            for name in self._to_units(layout):
                found = found.get(str(name)) if type(found) is dict else None
            if type(found) is list:
                return found
        return []

    def _element(self, value: JSONValue, number: int, frame: Frame, walked: Walked) -> None:
        shape = walked.layout.shapes[number]
        frame.lists = [[] for _ in walked.layout.lists[number]]
        if type(value) is dict:
            self._object(value, shape, frame, (), walked)
        else:
            walked.note(frame, (), value, ["object"])

    def _object(
        self, value: dict[str, Any], shape: Shape, frame: Frame, inner: Path, walked: Walked
    ) -> None:
        """Lay `value` out in the frame of its element, in which it stands at `inner`."""
        if value.keys() != shape.keys:
            walked.note(frame, inner, value, shape)
        values = frame.values
        for name, slot, kinds in shape.leaves:
            got = value.get(name, UNKNOWN)
            if type(got) in _CONTAINERS and _CONTAINERS[type(got)] not in kinds:
                walked.note(frame, (*inner, name), got, sorted(kinds))
            else:
                values[slot] = got
        for name, slot, index, child in shape.lists:
            got = value.get(name, UNKNOWN)
            if type(got) is list:
                values[slot] = got
                self._list(got, index, child, frame, walked)
            elif got is not UNKNOWN:
                walked.note(frame, (*inner, name), got, ["list"])
        for name, slot, bloc in shape.blocs:
            got = value.get(name, UNKNOWN)
            if type(got) is dict:
                values[slot] = got
                self._object(got, bloc, frame, (*inner, name), walked)
            elif got is not UNKNOWN:
                walked.note(frame, (*inner, name), got, ["object"])

    def _list(
        self, items: list[Any], index: int, number: int, parent: Frame, walked: Walked
    ) -> None:
        if walked.apart is not None and number == self.unit:
            self._split(items, index, number, walked, walked.apart)
            return
        slots = walked.layout.slots[number]
        objects = self.holds[number] == "object"
        frames = []
        for position, item in enumerate(items):
            frame = Frame(number, parent, position + 1, slots)
            frames.append(frame)
            if objects:
                self._element(item, number, frame, walked)
            elif type(item) in _CONTAINERS:
                walked.note(frame, (), item, ["value"])
            else:
                frame.values[0] = item
        parent.lists[index] = frames
        walked.near[number] += frames

    def _split(
        self, items: list[Any], index: int, number: int, walked: Walked, apart: frozenset[int]
    ) -> None:
        """Lay out the units at the positions `apart`, and the others when something is asked."""
        layout, units = walked.layout, []

        def later(position: int) -> Frame:
            def lay(frame: Frame) -> None:
                frame.values = [UNKNOWN] * layout.slots[number]
                self._element(value_of(items[position]), number, frame, Walked(layout, frame))

            return LaterFrame(number, walked.root, position + 1, lay)

        for position, item in enumerate(items):
            if position in apart:
                frame = self._unit(item, position, walked)
                walked.near[number].append(frame)
            else:
                frame = later(position)
            units.append(frame)
        walked.root.lists[index] = walked.units = units

    def _unit(self, item: JSONValue, position: int, walked: Walked) -> Frame:
        assert self.unit is not None  # else there is none
        frame = Frame(self.unit, walked.root, position + 1, walked.layout.slots[self.unit])
        self._element(item, self.unit, frame, walked)
        return frame


_CONTAINERS: dict[type, str] = {dict: "object", list: "list"}
