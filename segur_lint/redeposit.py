"""The deposits that are made of another file: the rejected units of an answer, the parts of one
that is too long. They are planned first, then written, all or none (`allornone.write_all`).
"""

from __future__ import annotations

import os
from contextlib import suppress

from segur_lint.inputs import read_file
from segur_lint.series import Series, inside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from segur_lint.dates import Date
    from segur_lint.series import Filed
    from segur_lint.units import Units

    #: Positions of units, from 0, and the folder that their deposit goes to.
    Group = tuple[Sequence[int], str]


class Part:
    """A deposit to write at `path`: its bytes, the positions of its units in the file they are
    from, the documents that they name. `is_there` where that very file is written already.
    """

    __slots__ = ("data", "documents", "is_there", "path", "positions")

    def __init__(
        self, path: str, data: bytes, positions: Sequence[int], documents: list[str], is_there: bool
    ) -> None:
        self.path = path
        self.data = data
        self.positions = list(positions)
        self.documents = documents
        self.is_there = is_there

    @property
    def file(self) -> tuple[str, bytes]:
        """The path and the bytes, as `allornone.write_all` takes them."""
        return self.path, self.data


def plan(
    units: Units,
    groups: Sequence[Group],
    day: Date,
    *,
    empty: bool = False,
    replace: bool = False,
    beside: Sequence[str] = (),
) -> list[Part]:
    """The deposits of that day that hold these groups of units, in order; nothing is written.

    Their numbers follow the highest that a file has in these folders, in those `beside`, or beside
    the file of the units, that file too; where they `replace` it, the first one has its name. With
    `empty`, the file is an answer: what the portal fills is written as before a deposit, and what
    was answered is not among the deposits that are there. `UsageError` where no name can be made,
    or no number is left.
    """
    series = Series(units, day)
    made = [units.take(positions, empty=empty) for positions, _ in groups]
    own = os.path.basename(units.path)
    paths = [units.path]
    for folder in dict.fromkeys([os.path.dirname(units.path), *(to for _, to in groups)]):
        paths += [os.path.join(folder, name) for name in inside(folder)]
    for folder in beside:
        paths += [os.path.join(folder, name) for name in inside(folder, needed=True)]
    if replace:
        paths = [path for path in paths if os.path.basename(path) != own or not _is(path, units)]
    filed = {path: at for path in paths if (at := series.filed(os.path.basename(path)))}
    taken = {number for on, number in filed.values() if on == day}
    answered = _answered(units, groups, made, filed) if empty else None
    later = [path for path, at in filed.items() if answered is None or at > answered]
    there = _there(made, groups, [path for path in later if filed[path][0] == day])
    if not there:
        at = series.filed(own) if replace else None
        kept = [] if at is None or at[0] != day or at[1] in taken else [at[1]]
        names = [own for _ in kept] + series.free([*taken, *kept], len(groups) - len(kept))
        there = [os.path.join(to, name) for (_, to), name in zip(groups, names, strict=True)]
    return [
        Part(path, data, positions, units.documents(positions), path in paths)
        for path, data, (positions, _) in zip(there, made, groups, strict=True)
    ]


def _is(path: str, units: Units) -> bool:
    return os.path.realpath(path) == os.path.realpath(units.path)


def _answered(
    units: Units, groups: Sequence[Group], made: Sequence[bytes], filed: Mapping[str, Filed]
) -> Filed | None:
    """When what an answer is about was filed, and as which number; None where nothing tells.

    The name of the answer tells it. Else, where all is rejected, what is filed again is what was
    filed, to the byte: of the files that hold that, the first one was filed, others by a former
    run.
    """
    if units.path in filed:
        return filed[units.path]
    if len(groups[0][0]) < len(units.paths):
        return None
    return min((filed[path] for path, _ in _holding(made, filed)), default=None)


def _holding(made: Sequence[bytes], paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files that hold one of these contents, and which."""
    sizes = {len(data) for data in made}
    for path in paths:
        with suppress(OSError):
            if os.path.getsize(path) in sizes:
                data = read_file(path)
                if isinstance(data, bytes) and data in made:
                    yield path, data


def _there(made: Sequence[bytes], groups: Sequence[Group], paths: Iterable[str]) -> list[str]:
    """The files, among `paths`, that are these very deposits; none unless each is there."""
    found = {(os.path.dirname(path), data): path for path, data in _holding(made, paths)}
    folders = [os.path.dirname(os.path.join(to, "")) for _, to in groups]
    wanted = list(zip(folders, made, strict=True))
    return [found[each] for each in wanted] if all(each in found for each in wanted) else []


def chunks(positions: Sequence[int], most: int) -> list[Sequence[int]]:
    """The positions in groups of `most`, the last one of what is left."""
    return [positions[at : at + most] for at in range(0, len(positions), most)]
