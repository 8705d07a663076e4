"""What is kept of a file, once it was judged alone, for the rules on several things together."""

from __future__ import annotations

from array import array

from segur_lint.alike import hashed, shared
from segur_lint.document import Document, of_value, read
from segur_lint.frames import FILES, UNKNOWN
from segur_lint.jsonvalue import Number
from segur_lint.report.model import ALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_lint.frames import Frame
    from segur_lint.known import Apart, Said
    from segur_lint.link import Pack
    from segur_lint.source import Source
    from segur_lint.walk import Walker
    from segur_lint.walked import Walked


class Kept:
    """A file that was judged alone: its `source`, the name of its `layout`, its frame, the `root`.

    Where only its `units` that may have something to say are kept, these do not hang in the root,
    and what all the others have `said` is known; both are None where all hang in the root.
    """

    __slots__ = ("layout", "root", "said", "source", "units")

    def __init__(
        self,
        source: Source,
        layout: str,
        root: Frame,
        units: list[Frame] | None = None,
        said: Said | None = None,
    ) -> None:
        self.source = source
        self.layout = layout
        self.root = root
        self.units = units
        self.said = said

    def document(self) -> Document:
        """The document; of one that is plainly right, only what is asked for is read."""
        if self.said is not None:
            return of_value(self.source, None)
        document = read(self.source)
        assert isinstance(document, Document)  # else nothing was kept
        return document


def kept(pack: Pack, source: Source, walked: Walked, apart: Apart | None, much: int) -> Kept:
    """What to keep of a file that was walked; `much` is SAID or ALL."""
    name, root, unit = walked.layout.name, walked.root, pack.unit
    if much == ALL or apart is None or unit is None:
        return Kept(source, name, root)
    of_files = {rule.id for rule in pack.running if rule.needs == {FILES}}
    if not of_files <= apart.compared:
        return Kept(source, name, root)
    # What is large hangs in these: of all that, the units at hand alone are kept.
    root.values = [UNKNOWN if type(each) in (list, dict) else each for each in root.values]
    root.lists = [[] for _ in root.lists]
    root.memo = None
    apart.said.pack()
    return Kept(source, name, root, walked.near[unit], apart.said)


def complete(walker: Walker, files: Sequence[Kept]) -> None:
    """Add the units that say what another file says too, the units at hand of that one included.

    `ChangedError` where one of these files is no more what it was.
    """
    if all(file.said is None for file in files):
        return
    twice = shared([array("q", set(_hashes(file))) for file in files])
    for file in files:
        if file.said is None or file.units is None:
            continue
        places = sorted(file.said.by(twice))
        if places:
            layout = walker.layout(file.layout)
            file.units += walker.lay_out(file.document(), layout, file.root, places)
            file.units.sort(key=lambda unit: unit.index)


def _hashes(file: Kept) -> Iterator[int]:
    """The hashes of all that is kept of a file, and of what the other units have said."""
    if file.said is not None:
        yield from file.said.hashes
    frames = [file.root, *(file.units or ())]
    while frames:
        frame = frames.pop()
        yield from (hashed(each) for each in frame.values if isinstance(each, str | Number))
        frames += [inner for each in frame.lists for inner in each]
