"""Runs the rules that are about what stands around a file (its ``needs``), on the frames of a lot.

Each file was judged on its own before: what is found here is added to its report.
"""

from __future__ import annotations

from segur_lint.checks.kind import Run, ancestor
from segur_lint.engine import crash, dropped
from segur_lint.errors import SegurLintError
from segur_lint.frames import ARCHIVES, DOCUMENTS, FILES, UNKNOWN
from segur_lint.report.model import FileReport, NotRun, undecided
from segur_lint.source import Source
from segur_lint.stages import order_of, stages_of
from segur_lint.stamp import Stamp
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from segur_lint.finding import Fault
    from segur_lint.frames import Frame
    from segur_lint.link import Rule
    from segur_lint.lot import Lot, Member
    from segur_lint.options import Options

_NOT_WHOLE = Text(
    "un des fichiers n'a pas pu être contrôlé avec les autres",
    "one of the files could not be checked with the others",
)


def judge(lot: Lot, options: Options, bare: Text | None = None) -> list[FileReport]:
    """Run the pack's rules that need what is around; complete the members' reports.

    `bare` tells which files of the run have no document, where others have.
    What it answers: reports of the archives and documents in which something was found.
    """
    found: list[tuple[Rule, Frame, Fault]] = []
    for rule in lot.pack.running:
        if not rule.needs:
            continue
        waiting = [member for member in lot.members if _awaits(member.report, rule)]
        ready = [member for member in waiting if _has(lot, member, rule)]
        if bare and rule.needed and rule.needs & {ARCHIVES, DOCUMENTS}:
            for one in waiting:
                if one.inventory is None:
                    _replace(one.report, NotRun(rule.id, rule.needed, cause=bare))
        if not ready:
            continue  # not asked for, not in force, or nothing is given for it
        whole = lot.whole or FILES not in rule.needs
        if whole or rule.kind == "unique in":  # what is there twice stays so beside more files
            _run(lot, rule, options, found, ready)
        if not whole:
            for one in ready:
                _replace(one.report, NotRun(rule.id, _NOT_WHOLE))
    around: dict[int, FileReport] = {}
    opened: dict[int, Stamp] = {}
    left = [each for each in found if not (each[0].yields and _is_said(lot, each[0], each[1]))]
    told = dropped(_run_of(lot), left)
    told.sort(key=lambda each: lot.place(each[1]))  # one file is open at a time
    for rule, frame, fault in told:
        member = lot.member(frame)
        key = id(member) if member is not None else id(lot.item(frame))
        if member is not None:
            report = member.report
        else:
            place, status = lot.item(frame).place, lot.pack.program["status"]
            report = around.setdefault(key, FileReport(place, pack=lot.pack.name, status=status))
        if key not in opened:
            opened = {key: _stamp(lot, member, report, options)}
        try:
            report.findings.append(opened[key].finding(rule, frame, fault))
        except SegurLintError:  # the file has changed
            raise
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


def _has(lot: Lot, member: Member, rule: Rule) -> bool:
    """Whether all that a rule needs was given for a file: what others have is not its own."""
    # Beside documents, a file alone is all the files; where one is missing, it is not alone.
    several = rule.needs & {ARCHIVES, DOCUMENTS} or not lot.whole
    return (member.given | ({FILES} if several else set())) >= rule.needs


def _is_said(lot: Lot, rule: Rule, frame: Frame) -> bool:
    """Whether a rule that this one yields to spoke of the same when the file was judged alone."""
    member = lot.member(frame)
    if member is None:
        return False
    scopes = {each.id: each.scope for each in lot.pack.rules if each.id in rule.yields}
    own, unit = lot.path(frame), ancestor(frame, lot.pack.unit)
    return any(
        finding.path[: len(own)] == own
        if scopes[finding.rule] == rule.scope
        else finding.unit == (unit and unit.index)
        for finding in member.report.findings
        if finding.rule in scopes
    )


def _run(
    lot: Lot,
    rule: Rule,
    options: Options,
    found: list[tuple[Rule, Frame, Fault]],
    ready: Sequence[Member],
) -> None:
    """Run one rule on the frames of the files that are `ready` for it, and of what stands beside
    them; say in each file's report where it was undecided.
    """
    mine = {id(member) for member in ready}
    undecided_in: dict[int, int] = {}
    try:
        for frame, outcome in _outcomes(lot, rule, mine):
            if isinstance(outcome, list):
                found += [(rule, frame, fault) for fault in outcome]
            else:
                member = lot.member(frame)
                # Of a document: it is told in the files that it stands beside.
                key = id(frame.parent) if member is None else id(member)
                undecided_in[key] = undecided_in.get(key, 0) + 1
    except Exception as error:  # a bug in one rule is said, and stops no other
        for member in ready:
            member.report.crashed = True
            _replace(member.report, NotRun(rule.id, crash(error, options)))
        return
    for member in ready:
        around = sum(undecided_in.get(id(each), 0) for each in (member.root.parent, None))
        count = undecided_in.get(id(member), 0) + around
        _replace(member.report, undecided(rule.id, count) if count else None, rule.id)


def _outcomes(lot: Lot, rule: Rule, mine: set[int]) -> Iterator[tuple[Frame, Any]]:
    """The faults of each frame, or UNKNOWN where the rule is undecided; of files, those of `mine`,
    a set of ids of members.
    """
    check, when = rule.start(_run_of(lot)), rule.when
    for frame in lot.frames[rule.scope]:
        if len(mine) < len(lot.members):
            member = lot.member(frame)
            if member is not None and id(member) not in mine:
                continue
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
    source = report.source = member.kept.source
    document = member.kept.document()
    run = Run(source, document, None, lot.walked(member), elements, unit)
    return Stamp(run, lot.pack, options)
