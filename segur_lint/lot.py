"""The files of one run, judged together, with their documents and the registers.

The rules that are about what stands around a file (its ``needs``) run here, after each file was
judged on its own, on the same frames: those of the files hang in a frame of the lot, beside those
of the archives, the documents and the rows of the registers.
"""

from __future__ import annotations

import os

from segur_lint.checks.kind import Run, ancestor
from segur_lint.engine import Read, crash, dropped, order_of, stages_of
from segur_lint.frames import ARCHIVES, AROUND, DOCUMENTS, FILES, UNKNOWN, Frame
from segur_lint.inputs import read_file
from segur_lint.inventory import Item
from segur_lint.report.model import FileReport, NotRun, undecided
from segur_lint.source import Source
from segur_lint.stamp import Stamp
from segur_lint.text import Text
from segur_lint.walk import Walked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from segur_lint.document import Path
    from segur_lint.finding import Fault
    from segur_lint.inventory import Inventory
    from segur_lint.link import Pack, Rule
    from segur_lint.options import Options
    from segur_lint.register import Register
    from segur_lint.walk import Layout


_NOT_WHOLE = Text(
    "un des fichiers n'a pas pu être contrôlé avec les autres",
    "one of the files could not be checked with the others",
)


class Member:
    """A file of a lot: its report, its frames, and what stands beside it (None: nothing given)."""

    __slots__ = ("inventory", "layout", "report", "root")

    def __init__(
        self, report: FileReport, layout: Layout, root: Frame, inventory: Inventory | None
    ) -> None:
        self.report = report
        self.layout = layout
        self.root = root
        self.inventory = inventory


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
        self._items: dict[int, Item] = {}
        self.given = {FILES} if len(members) > 1 else set()
        self.given.update(registers)
        shared = {name: self._rows(name, register) for name, register in registers.items()}
        tops: dict[int, Frame] = {}
        for position, member in enumerate(members, 1):
            key = id(member.inventory)
            if key not in tops:
                tops[key] = self._top(member.inventory, shared)
            member.root.parent, member.root.index = tops[key], position
            self._gather(member.root)

    def _top(self, inventory: Inventory | None, shared: dict[str, list[Frame]]) -> Frame:
        """A frame of the lot: all its files, and what stands beside some of them."""
        scopes = self.pack.program["model"]["scopes"]
        number = self.pack.program["model"]["lot"]
        top = Frame(number, None, 1, len(scopes[number]["slots"]))
        lists: dict[str, list[Frame]] = dict(shared)
        if len(self.members) > 1 or inventory is not None:
            lists[FILES] = [member.root for member in self.members]
        if inventory is not None:
            self.given |= {ARCHIVES, DOCUMENTS}
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
            frame.values[:] = [row.values.get(column, UNKNOWN) for column in columns]
            self._items[id(frame)] = Item(register.source.name, {})
            made.append(frame)
        self.frames[number] += made
        return made

    def _scope(self, called: str) -> int:
        lot: int = self.pack.program["model"]["lot"]
        return self.pack.elements.index(called, lot)

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
        return os.path.basename(member.report.file) if len(self.members) > 1 else ""


def judge(lot: Lot, options: Options) -> list[FileReport]:
    """Run the pack's rules that need what is around; complete the members' reports.

    What it answers: reports of the archives and documents in which something was found.
    """
    found: list[tuple[Rule, Frame, Fault]] = []
    for rule in lot.pack.running:
        # Beside documents, a file alone is all the files.
        given = lot.given | ({FILES} if rule.needs & {ARCHIVES, DOCUMENTS} else set())
        if not rule.needs or not given.issuperset(rule.needs):
            continue
        if not any(_awaits(member.report, rule) for member in lot.members):
            continue  # not asked for, or not in force
        if lot.whole or FILES not in rule.needs:
            _run(lot, rule, options, found)
        else:
            for each in lot.members:
                if _awaits(each.report, rule):
                    _replace(each.report, NotRun(rule.id, _NOT_WHOLE))
    around: dict[int, FileReport] = {}
    opened: dict[int, Stamp] = {}
    for rule, frame, fault in dropped(_run_of(lot), found):
        member = lot.member(frame)
        key = id(member) if member is not None else id(lot.item(frame))
        if member is not None:
            report = member.report
        else:
            report = around.setdefault(key, FileReport(lot.item(frame).place, pack=lot.pack.name))
        if key not in opened:
            opened[key] = _stamp(lot, member, report, options)
        try:
            report.findings.append(opened[key].finding(rule, frame, fault))
        except Exception as error:  # a bug in one rule is said, and stops no other
            report.not_run.append(NotRun(rule.id, crash(error, options)))
            report.crashed = True
    order = order_of(lot.pack)
    for report in (*(member.report for member in lot.members), *around.values()):
        report.findings.sort(key=lambda each: (each.span.start, order[each.rule]))
        report.not_run.sort(key=lambda each: order[each.rule])
    for member in lot.members:
        stages_of(lot.pack, member.report)
    return list(around.values())


def _run(lot: Lot, rule: Rule, options: Options, found: list[tuple[Rule, Frame, Fault]]) -> None:
    """Run one rule on all its frames; say in each file's report where it was undecided."""
    waiting = [member for member in lot.members if _awaits(member.report, rule)]
    undecided_in: dict[int, int] = {}
    try:
        for frame, outcome in _outcomes(lot, rule):
            if isinstance(outcome, list):
                found += [(rule, frame, fault) for fault in outcome]
            else:
                member = lot.member(frame)
                key = 0 if member is None else id(member)
                undecided_in[key] = undecided_in.get(key, 0) + 1
    except Exception as error:  # a bug in one rule is said, and stops no other
        for member in waiting:
            member.report.crashed = True
            _replace(member.report, NotRun(rule.id, crash(error, options)))
        return
    for member in waiting:
        count = undecided_in.get(id(member), 0) + undecided_in.get(0, 0)
        _replace(member.report, undecided(rule.id, count) if count else None, rule.id)


def _outcomes(lot: Lot, rule: Rule) -> Iterator[tuple[Frame, Any]]:
    """The faults of each frame, or UNKNOWN where the rule is undecided."""
    check, when = rule.start(_run_of(lot)), rule.when
    for frame in lot.frames[rule.scope]:
        truth = True if when is None else when(frame, frame)
        outcome = check(frame) if truth is True else (truth if truth is UNKNOWN else None)
        if outcome is not None:
            yield frame, outcome


def _run_of(lot: Lot) -> Run:
    nothing = Source("", b"")
    return Run(nothing, None, None, lot, lot.pack.elements, lot.pack.unit)


def _awaits(report: FileReport, rule: Rule) -> bool:
    return any(out.rule == rule.id and out.waits for out in report.not_run)


def _replace(report: FileReport, said: NotRun | None, rule: str = "") -> None:
    """Put `said` in the place of what a report says of a rule that was not run."""
    name = rule or (said.rule if said else "")
    report.not_run = [out for out in report.not_run if out.rule != name]
    if said is not None:
        report.not_run.append(said)


def _stamp(lot: Lot, member: Member | None, report: FileReport, options: Options) -> Stamp:
    """What makes findings of one file, whose text is read again, or of what has no text."""
    elements, unit = lot.pack.elements, lot.pack.unit
    if member is None:
        run = Run(Source(report.file, b""), None, None, lot, elements, unit)
        return Stamp(run, lot.pack, options)
    source = report.source
    if source is None:
        data = read_file(report.file)
        source = report.source = Source(report.file, data if isinstance(data, bytes) else b"")
    read = Read(source, os.path.basename(report.file))
    run = Run(source, read.document, None, lot.walked(member), elements, unit)
    return Stamp(run, lot.pack, options)
