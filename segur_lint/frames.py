"""The values that rules work on: frames, and the one value of all that is absent or unusable."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.jsonvalue import Path

    #: The frame that names are read in and the frame of the row -> a value, or UNKNOWN.
    Closure = Callable[["Frame", "Frame"], Any]


class Unknown:
    """The value of what is absent, unusable or undecided: a third truth value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __reduce__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()

#: What stands around a file: the files of the run, its archives and its documents, each a list of
#: the lot with what its elements are called, and the facts on them.
LOT, FILES, ARCHIVES, DOCUMENTS = "lot", "fichiers", "archives", "documents"
AROUND = {
    ARCHIVES: ("archive", ("nom", "taille", "alerte")),
    DOCUMENTS: (
        "document",
        ("nom", "taille", "extension", "genre", "sain", "constat", "alerte", "archive"),
    ),
}


class Frame:
    """The file, or one element of a list: its values by slot, its lists of frames.

    `index` is the element's number from 1; `values` holds JSON values, or UNKNOWN. `memo` is for
    what expressions answer of the whole of a list, so that each of its elements need not ask again.
    """

    __slots__ = ("index", "lists", "memo", "parent", "scope", "values")

    def __init__(self, scope: int, parent: Frame | None, index: int, slots: int) -> None:
        self.scope = scope
        self.parent = parent
        self.index = index
        self.values: list[Any] = [UNKNOWN] * slots
        self.lists: list[list[Frame]] = []
        self.memo: dict[object, Any] | None = None

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        """All but the memo, whose questions are of one process; what is laid out later is now."""
        state = {name: getattr(self, name) for name in Frame.__slots__}
        return None, {**state, "memo": None}


class LaterFrame(Frame):
    """The frame of an element that is laid out when something in it is first asked for."""

    __slots__ = ("_lay",)

    def __init__(
        self, scope: int, parent: Frame | None, index: int, lay: Callable[[Frame], None]
    ) -> None:
        self.scope = scope
        self.parent = parent
        self.index = index
        self.memo = None
        self._lay = lay

    def __getattr__(self, name: str) -> Any:
        if name not in ("lists", "values"):
            raise AttributeError(name)
        self._lay(self)
        del self._lay  # it holds the whole file
        return getattr(self, name)


def up(frame: Frame, hops: int) -> Frame:
    """The frame `hops` out from `frame`."""
    for _ in range(hops):
        assert frame.parent is not None  # `resolve` counted the hops
        frame = frame.parent
    return frame


class Misfit:
    """A place where the document is not as the model: `what` is missing, unknown or kind."""

    __slots__ = ("expected", "found", "frame", "name", "path", "what")

    def __init__(
        self, what: str, path: Path, name: str, frame: Frame, expected: list[str], found: str
    ) -> None:
        self.what = what
        self.path = path
        self.name = name
        self.frame = frame
        self.expected = expected
        self.found = found
