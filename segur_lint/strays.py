"""What the members that a model does not know were meant to be: one cause for each fault.

Of the misfits that have one cause, one tells it and the others are silent. Names are compared
without case and accents, for a name may be both out of place and written otherwise.
"""

from __future__ import annotations

from segur_lint.text import fold, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.document import Path
    from segur_lint.frames import Frame, Misfit
    from segur_lint.layouts import Layout, Shape
    from segur_lint.walked import Walked


class Strays:
    """The unknown members of one document, and the missing ones that they explain.

    `near`: an unknown member -> the missing one of the same object that it spells otherwise.
    `spilt`: the first of the members of a missing bloc or list that stand where it should -> the
    missing one and the names of those members.
    `wraps`: a bloc of another layout, around members that stand directly here in this one.
    `silent`: the misfits, missing or unknown, of which another is the cause.
    """

    __slots__ = (
        "_folds",
        "_homes",
        "_known",
        "_missing",
        "_walked",
        "near",
        "silent",
        "spilt",
        "wraps",
    )

    def __init__(self, walked: Walked) -> None:
        self.near: dict[Misfit, str] = {}
        self.spilt: dict[Misfit, tuple[Misfit, list[str]]] = {}
        self.wraps: set[Misfit] = set()
        self.silent: set[Misfit] = set()
        self._walked = walked
        self._folds: dict[str, str] = {}
        self._homes = self._places(walked.layout)
        self._known = set(self._homes).union(*map(self._places, walked.layout.others))
        self._missing: dict[Frame, list[Misfit]] = {}
        objects: dict[Path, tuple[list[Misfit], list[Misfit]]] = {}
        for misfit in walked.misfits:
            if misfit.what != "kind":
                objects.setdefault(misfit.path, ([], []))[misfit.what == "unknown"].append(misfit)
            if misfit.what == "missing":
                self._missing.setdefault(misfit.frame, []).append(misfit)
        left: dict[Frame, list[Misfit]] = {}
        for missing, unknown in objects.values():
            for stray in self._explain(missing, unknown):
                left.setdefault(stray.frame, []).append(stray)
        self._elsewhere(left)

    def home(self, stray: Misfit) -> tuple[int, Path] | None:
        """A scope and a path in it where the model has that name, best in the same element."""
        own = stray.frame.scope
        places = self._homes.get(self._fold(stray.name), [])
        here = stray.path[len(self._walked.path(stray.frame)) :] if places else ()
        # Where the stray itself stands, the balise of that name is there already.
        free = [place for place in places if place[0] != own or place[1][:-1] != here]
        return min(free, key=lambda place: place[0] != own, default=None)

    def _places(self, layout: Layout) -> dict[str, list[tuple[int, Path]]]:
        """Where each name, folded, is: scopes and paths in them, in the model's order."""
        places: dict[str, list[tuple[int, Path]]] = {}
        for scope, paths in enumerate(layout.paths):
            for path in paths.values():
                if path:
                    places.setdefault(self._fold(str(path[-1])), []).append((scope, path))
        return places

    def _explain(self, missing: list[Misfit], unknown: list[Misfit]) -> list[Misfit]:
        """Find causes in one object; give the unknown members that have none."""
        if not unknown:
            return []
        lacking = {misfit.name: misfit for misfit in missing}
        left = self._spelt(lacking, unknown)
        holders = [
            (misfit, shape) for misfit in lacking.values() if (shape := self._inside(misfit))
        ]
        # What an open list may hold is no near miss of anything.
        if not any(shape.open and self._held(shape, left) for _, shape in holders):
            left = self._misspelt(lacking, left)
        for misfit, shape in holders:
            if misfit.name in lacking:
                left = self._spilt(misfit, shape, left)
        return [stray for stray in left if not self._wraps(stray)]

    def _spelt(self, lacking: dict[str, Misfit], unknown: list[Misfit]) -> list[Misfit]:
        """Match the names that differ in case or accents only."""
        names = {self._fold(name): name for name in lacking}
        left = []
        for stray in unknown:
            name = names.pop(self._fold(stray.name), None)
            if name is None:
                left.append(stray)
            else:
                self._mean(stray, lacking.pop(name))
        return left

    def _misspelt(self, lacking: dict[str, Misfit], unknown: list[Misfit]) -> list[Misfit]:
        """Match the near misses; a name that the model has elsewhere is out of place instead."""
        left = []
        for stray in unknown:
            name = None
            if lacking and self._fold(stray.name) not in self._known:
                name = _near(stray.name, tuple(lacking))
            if name is None:
                left.append(stray)
            else:
                self._mean(stray, lacking.pop(name))
        return left

    def _mean(self, stray: Misfit, missing: Misfit) -> None:
        self.near[stray] = missing.name
        self.silent.add(missing)

    def _spilt(self, missing: Misfit, shape: Shape, unknown: list[Misfit]) -> list[Misfit]:
        """Match what a missing bloc or list would hold."""
        held = self._held(shape, unknown)
        if not held:
            return unknown
        first, *others = unknown if shape.open else held
        names = [held.get(stray, stray.name) for stray in (first, *others)]
        self.spilt[first] = (missing, names)
        self.silent.update(others, [missing])
        return [stray for stray in unknown if stray is not first and stray not in self.silent]

    def _held(self, shape: Shape, unknown: list[Misfit]) -> dict[Misfit, str]:
        """Which of these are members of `shape`, and the model's names for them, each once."""
        names = {self._fold(name): name for name in shape.inner_names()}
        held = {}
        for stray in unknown:
            name = names.pop(self._fold(stray.name), None)
            if name is not None:
                held[stray] = name
        return held

    def _wraps(self, stray: Misfit) -> bool:
        """Whether `stray` is a bloc of another layout; what it holds is then not missing."""
        if stray.found != "object":
            return False
        for layout in self._walked.layout.others:
            shape = layout.inside(stray.frame.scope, stray.name)
            if shape is not None:
                inner = shape.inner_names()
                self.wraps.add(stray)
                self.silent.update(
                    misfit for misfit in self._missing.get(stray.frame, ()) if misfit.name in inner
                )
                return True
        return False

    def _elsewhere(self, left: dict[Frame, list[Misfit]]) -> None:
        """Silence what is missing where it should be and stands elsewhere in its element."""
        for frame, strays in left.items():
            names = {self._fold(stray.name) for stray in strays}
            for misfit in self._missing.get(frame, ()):
                shape = self._inside(misfit)
                wanted = (misfit.name, *(shape.inner_names() if shape else ()))
                if not names.isdisjoint(map(self._fold, wanted)):
                    self.silent.add(misfit)

    def _inside(self, misfit: Misfit) -> Shape | None:
        return self._walked.layout.inside(misfit.frame.scope, misfit.name)

    def _fold(self, name: str) -> str:
        """`fold`, remembered; longer is no name, and would take quadratic time."""
        found = self._folds.get(name)
        if found is None:
            found = self._folds[name] = fold(name[:200])
        return found


_REMEMBERED = 4_096
_nears: dict[tuple[str, tuple[str, ...]], str | None] = {}


def _near(name: str, missing: tuple[str, ...]) -> str | None:
    """`nearest`, remembered: a generator writes the same wrong name in every element."""
    key = (name, missing)
    try:
        return _nears[key]
    except KeyError:
        pass
    if len(_nears) >= _REMEMBERED:
        _nears.clear()
    near = _nears[key] = nearest(name, missing)  # another thread may clear the table meanwhile
    return near
