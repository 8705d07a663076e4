"""What a walk makes of a document: frames of values, and where it is not as the model."""

from __future__ import annotations

from segur_lint.document import kind
from segur_lint.frames import UNKNOWN, Frame, Misfit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from segur_lint.document import JSONValue, Path
    from segur_lint.layouts import Layout, Shape


class Walked:
    """A document laid out in frames: `frames[scope]` in the order of the text, and the misfits.

    Where only some units need a look, those at the positions `apart`, `near[scope]` are the frames
    of these and of what is in them, and `units` those of all units: the others are laid out when
    something in them is asked for.
    """

    __slots__ = ("_frames", "_misfits", "_noted", "apart", "layout", "near", "root", "units")

    def __init__(self, layout: Layout, root: Frame, apart: frozenset[int] | None = None) -> None:
        self.layout = layout
        self.root = root
        self.apart = apart
        self.near: list[list[Frame]] = [[] for _ in layout.paths]
        self._frames: list[list[Frame]] | None = None
        self.units: list[Frame] | None = None if apart is None else []
        self._noted: list[tuple[Frame, Path, JSONValue, Shape | list[str]]] = []
        self._misfits: list[Misfit] | None = None

    @property
    def frames(self) -> list[list[Frame]]:
        """The frames of each scope, all of them laid out."""
        if self.units is None:
            return self.near
        if self._frames is None:
            self._frames = [[] for _ in self.near]
            self._lay_out(self.root, self._frames)
        return self._frames

    def _lay_out(self, frame: Frame, into: list[list[Frame]]) -> None:
        into[frame.scope].append(frame)
        for each in frame.lists:
            for inner in each:
                self._lay_out(inner, into)

    def rows(self, scope: int) -> list[Frame]:
        """The frames of a scope; no unit is laid out for it that need not be."""
        if self.units is None or scope == 0:
            return self.near[scope]
        is_unit = bool(self.units) and self.units[0].scope == scope
        return self.units if is_unit else self.frames[scope]

    def has(self, scope: int) -> bool:
        """Whether there are frames of that scope: a sound unit has some of all that are in it."""
        return bool(self.near[scope] or self.units)

    def note(self, frame: Frame, inner: Path, value: JSONValue, wanted: Shape | list[str]) -> None:
        """Note that what stands at `inner` in the element of a frame is not as it should be.

        `wanted` are the kinds that it may be of, or what the object that it is has to hold. Most
        packs only ask whether a file is theirs: what it amounts to is told when it is asked for.
        """
        self._noted.append((frame, inner, value, wanted))

    @property
    def misfits(self) -> list[Misfit]:
        """The places where the document is not as the model, in the order of the walk."""
        if self._misfits is None:
            self._misfits = [each for noted in self._noted for each in self._told(*noted)]
        return self._misfits

    def _told(
        self, frame: Frame, inner: Path, value: JSONValue, wanted: Shape | list[str]
    ) -> Iterator[Misfit]:
        path = (*self.path(frame), *inner)
        if isinstance(wanted, list):
            name = str(inner[-1]) if inner else ""
            yield Misfit("kind", path, name, frame, wanted, kind(value))
        elif isinstance(value, dict):
            for name in wanted.names:
                if name not in value:
                    yield Misfit("missing", path, name, frame, [], "")
            for name, got in () if wanted.open else value.items():
                if name not in wanted.keys:
                    yield Misfit("unknown", path, name, frame, [], kind(got))

    def path(self, frame: Frame, slot: int | None = None) -> Path:
        """Where `frame`, or its slot, stands in the document."""
        own = () if slot is None else self.layout.paths[frame.scope].get(slot, ())
        if frame.parent is None or frame.scope == 0:
            return own
        here = self.layout.lists[frame.parent.scope][self.layout.indexes[frame.scope]]
        return (*self.path(frame.parent), *here, frame.index - 1, *own)

    def label(self, _frame: Frame) -> str:
        """What tells the file of a frame from the others: nothing, in a walk of one."""
        return ""

    def circle(self, _frame: Frame, within: Frame | None) -> Frame | None:
        """What a value is compared in, for a check inside the element `within` of a frame."""
        return within

    def forget_item(self, frame: Frame, slot: int, position: int) -> None:
        """Make one value of the list in `slot` unknown to the controls that follow."""
        for index, path in self.layout.lists[frame.scope].items():
            if path == self.layout.paths[frame.scope][slot]:
                frame.lists[index][position].values[0] = UNKNOWN
