"""The files of one run, with their documents and the registers, as one tree of frames.

The frames that are kept of files, those that each was judged on alone, hang in a frame of the lot,
beside those of the archives, the documents and the rows of the registers.
"""

from __future__ import annotations

import os
from collections import Counter

from segur_lint.checks.kind import ancestor
from segur_lint.frames import ARCHIVES, AROUND, DOCUMENTS, FILES, UNKNOWN, Frame
from segur_lint.inventory import Item
from segur_lint.text import printable
from segur_lint.walked import Walked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from segur_lint.document import Path
    from segur_lint.inventory import Inventory
    from segur_lint.kept import Kept
    from segur_lint.layouts import Layout
    from segur_lint.link import Pack
    from segur_lint.register import Register
    from segur_lint.report.model import FileReport


class Member:
    """A file of a lot: its report, its frames, and what stands beside it (None: nothing given).

    `given` names the lists around files that it has: what others were given beside theirs is not
    its own.
    """

    __slots__ = ("given", "inventory", "kept", "layout", "report", "root")

    def __init__(
        self, report: FileReport, layout: Layout, kept: Kept, inventory: Inventory | None
    ) -> None:
        self.report = report
        self.layout = layout
        self.kept = kept
        self.root = kept.root
        self.inventory = inventory
        self.given: set[str] = set()


class Lot(Walked):
    """The members of one pack; it answers for all of them where a check asks for a `Walked`."""

    def __init__(
        self, pack: Pack, members: Sequence[Member], registers: Mapping[str, Register], whole: bool
    ) -> None:
        super().__init__(members[0].layout, members[0].root)
        self.pack = pack
        self.members = list(members)
        #: Whether every file of the run is there: else some names are not known.
        self.whole = whole
        self._of_root = {id(member.root): member for member in members}
        self._places = {id(member): place for place, member in enumerate(members)}
        self._items: dict[int, Item] = {}
        self._number: int = pack.program["model"]["lot"]
        self._names = Counter(os.path.basename(member.report.file) for member in members)
        given: set[str] = {*registers, *([FILES] if len(members) > 1 else ())}
        shared = {name: self._rows(name, register) for name, register in registers.items()}
        tops: dict[int, Frame] = {}
        for position, member in enumerate(members, 1):
            key = id(member.inventory)
            if key not in tops:
                tops[key] = self._top(member.inventory, shared)
            member.root.parent, member.root.index = tops[key], position
            member.given = given if member.inventory is None else {*given, ARCHIVES, DOCUMENTS}
            self._gather(member.root)
            for unit in member.kept.units or ():
                self._gather(unit)

    def _top(self, inventory: Inventory | None, shared: dict[str, list[Frame]]) -> Frame:
        """A frame of the lot: all its files, and what stands beside some of them."""
        scopes = self.pack.program["model"]["scopes"]
        number = self._number
        top = Frame(number, None, 1, len(scopes[number]["slots"]))
        lists: dict[str, list[Frame]] = dict(shared)
        if len(self.members) > 1 or inventory is not None:
            lists[FILES] = [member.root for member in self.members]
        if inventory is not None:
            lists[ARCHIVES] = self._facts(ARCHIVES, inventory.archives, top)
            lists[DOCUMENTS] = self._facts(DOCUMENTS, inventory.documents, top)
        for index, name in enumerate(scopes[number]["slots"]):
            top.lists.append(lists.get(name, []))
            if name in lists:
                top.values[index] = lists[name]
        return top

    def _facts(self, name: str, items: Sequence[Item], top: Frame) -> list[Frame]:
        """The frames of archives or of documents."""
        called, facts = AROUND[name]
        number = self._scope(called)
        made = []
        for position, item in enumerate(items, 1):
            frame = Frame(number, top, position, len(facts))
            frame.values[:] = [item.facts.get(fact, UNKNOWN) for fact in facts]
            self._items[id(frame)] = item
            made.append(frame)
        self.frames[number] += made
        return made

    def _rows(self, name: str, register: Register) -> list[Frame]:
        """The frames of a register's rows."""
        declared = next(each for each in self.pack.program["registers"] if each["name"] == name)
        number = self._scope(declared["called"])
        columns = [column[0] for column in declared["columns"]]
        made = []
        for position, row in enumerate(register.rows, 1):
            frame = Frame(number, None, position, len(columns))
            # An empty cell is null; in a column that is not there, nothing is known.
            frame.values[:] = [row.values.get(column, UNKNOWN) for column in columns]
            self._items[id(frame)] = Item(register.source.name, {})
            made.append(frame)
        self.frames[number] += made
        return made

    def _scope(self, called: str) -> int:
        return self.pack.elements.index(called, self._number)

    def _gather(self, frame: Frame) -> None:
        self.frames[frame.scope].append(frame)
        for inner in frame.lists:
            for each in inner:
                self._gather(each)

    # --- what checks ask of a walk ----------------------------------------------------------------

    def member(self, frame: Frame) -> Member | None:
        """The file that a frame is in; None for what stands around files."""
        root = ancestor(frame, 0)
        return None if root is None else self._of_root[id(root)]

    def place(self, frame: Frame) -> int:
        """The position of the file that a frame is in; what stands around is after all files."""
        member = self.member(frame)
        return len(self.members) if member is None else self._places[id(member)]

    def item(self, frame: Frame) -> Item:
        """The archive or document of a frame."""
        return self._items[id(frame)]

    def walked(self, member: Member) -> Walked:
        """The walk of one file."""
        return Walked(member.layout, member.root)

    def path(self, frame: Frame, slot: int | None = None) -> Path:
        """Where a frame, or its slot, stands in its file."""
        member = self.member(frame)
        return () if member is None else self.walked(member).path(frame, slot)

    def label(self, frame: Frame) -> str:
        """The file, archive or document that a frame is in, by its name."""
        member = self.member(frame)
        if member is None:
            return self.item(frame).place
        if len(self.members) == 1:
            return ""
        name = os.path.basename(member.report.file)
        return name if self._names[name] == 1 else printable(member.report.file)

    def circle(self, frame: Frame, within: Frame | None) -> Frame | None:
        """In the lot, all files are together, and documents with those of their own deposit."""
        if within is None or within.scope != self._number or self.member(frame) is None:
            return within
        return self.root.parent
