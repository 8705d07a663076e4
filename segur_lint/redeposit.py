"""The deposits that are made of another file: the rejected units of an answer, the parts of one
that is too long. They are planned first, then written, all or none.
"""

from __future__ import annotations

import os
from contextlib import suppress

from segur_lint.atomic import write
from segur_lint.inputs import read_file
from segur_lint.series import Series, inside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from segur_lint.dates import Date
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


def plan(
    units: Units,
    groups: Sequence[Group],
    day: Date,
    *,
    empty: bool = False,
    replace: bool = False,
) -> list[Part]:
    """The deposits of that day that hold these groups of units, in order; nothing is written.

    Their numbers follow the highest that a file has in these folders or beside the file of the
    units, that file too; where they `replace` it, the first one has its name. With `empty`, what
    the portal fills is written as before a deposit. `UsageError` where no name can be made, or no
    number is left.
    """
    series = Series(units, day)
    made = [units.take(positions, empty=empty) for positions, _ in groups]
    own = os.path.basename(units.path)
    paths = [units.path]
    for folder in dict.fromkeys([os.path.dirname(units.path), *(to for _, to in groups)]):
        paths += [os.path.join(folder, name) for name in inside(folder)]
    if replace:
        paths = [path for path in paths if os.path.basename(path) != own or not _is(path, units)]
    taken = series.numbers(map(os.path.basename, paths))
    same = set(taken.values())
    there = _there(made, groups, [path for path in paths if os.path.basename(path) in same])
    if not there:
        kept = [number for number in series.numbers([own]) if replace and number not in taken]
        names = [own for _ in kept] + series.free([*taken, *kept], len(groups) - len(kept))
        there = [os.path.join(to, name) for (_, to), name in zip(groups, names, strict=True)]
    return [
        Part(path, data, positions, units.documents(positions), path in paths)
        for path, data, (positions, _) in zip(there, made, groups, strict=True)
    ]


def _is(path: str, units: Units) -> bool:
    return os.path.realpath(path) == os.path.realpath(units.path)


def _there(made: Sequence[bytes], groups: Sequence[Group], paths: Iterable[str]) -> list[str]:
    """The files, among `paths`, that are these very deposits; none unless each is there."""
    sizes = {len(data) for data in made}
    found: dict[tuple[str, bytes], str] = {}
    for path in paths:
        with suppress(OSError):
            if os.path.getsize(path) in sizes:
                data = read_file(path)
                if isinstance(data, bytes):
                    found[os.path.dirname(path), data] = path
    wanted = [(to, data) for (_, to), data in zip(groups, made, strict=True)]
    return [found[each] for each in wanted] if all(each in found for each in wanted) else []


def write_all(parts: Sequence[Part], *, force: bool = False, folder: str | None = None) -> None:
    """Write the deposits, all or none; `WriteError` where one cannot be.

    With `force`, a file that is there is replaced, after all others are written. `folder` is made
    where it is not there.
    """
    new: list[str] = []
    made = None
    if folder is not None:
        with suppress(OSError):  # what cannot be made is told when it is written to
            os.mkdir(folder)
            made = folder
    try:
        for part in sorted(parts, key=lambda part: os.path.lexists(part.path)):
            is_new = not os.path.lexists(part.path)
            write(part.path, part.data, force=force)
            new += [part.path] * is_new
    except BaseException:  # an interruption too
        with suppress(OSError):
            for path in new:
                os.remove(path)
            if made is not None:
                os.rmdir(made)
        raise


def chunks(positions: Sequence[int], most: int) -> list[Sequence[int]]:
    """The positions in groups of `most`, the last one of what is left."""
    return [positions[at : at + most] for at in range(0, len(positions), most)]
