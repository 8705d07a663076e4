"""What two versions of the rules say of the same deposits: the findings that appear and vanish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from segur_lint.finding import Finding
from segur_lint.report.model import FileReport, Report
from segur_lint.text import Text


@dataclass(frozen=True)
class Moved:
    """A finding that one version has and the other has not, with its file."""

    file: str
    finding: Finding


@dataclass(frozen=True)
class Altered:
    """A finding of both versions, at the same place, that has another severity or other words."""

    file: str
    before: Finding
    after: Finding

    @property
    def graver(self) -> bool:
        """Whether the severity is another one; else only the words are."""
        return self.before.severity != self.after.severity


@dataclass(frozen=True)
class Judged:
    """A file whose verdict, or whose pack, is another one."""

    file: str
    before: FileReport
    after: FileReport


@dataclass(frozen=True)
class Unjudged:
    """A file that a version could not judge, or not wholly, and why."""

    file: str
    why: Text
    before: bool
    after: bool


@dataclass(frozen=True)
class Impact:
    """`files` is how many were judged by both; `not_run` why rules were not run, and their ids."""

    files: int
    appear: list[Moved]
    vanish: list[Moved]
    altered: list[Altered]
    verdicts: list[Judged]
    packs: list[Judged]
    unjudged: list[Unjudged]
    not_run: list[tuple[Text, list[str]]]
    crashed: bool

    @property
    def is_none(self) -> bool:
        """Whether both versions say the same of what they judged."""
        found = (self.appear, self.vanish, self.altered, self.verdicts, self.packs)
        return not any(found)


def compare(old: Report, new: Report) -> Impact:
    """What changes from one report to another of the same files.

    A finding is the same where it is of the same rule, in the same file, at the same place.
    """
    before = {report.file: report for report in old.files}
    after = {report.file: report for report in new.files}
    names = list(dict.fromkeys([*after, *before]))
    # Archives and documents are there only with what was found in them.
    shared = [
        Judged(each, before[each], after[each])
        for each in names
        if each in before and each in after
    ]
    appear: list[Moved] = []
    vanish: list[Moved] = []
    altered: list[Altered] = []
    for name in names:
        one, other = (each[name].findings if name in each else [] for each in (before, after))
        gone, come, both = _pairs(one, other)
        vanish += [Moved(name, each) for each in gone]
        appear += [Moved(name, each) for each in come]
        altered += [
            Altered(name, *pair)
            for pair in both
            if pair[0].severity != pair[1].severity or pair[0].message != pair[1].message
        ]
    return Impact(
        files=sum(not (_is_out(each.before) or _is_out(each.after)) for each in shared),
        appear=_by_rule(appear),
        vanish=_by_rule(vanish),
        altered=altered,
        verdicts=[each for each in shared if each.before.verdict != each.after.verdict],
        packs=[each for each in shared if each.before.pack != each.after.pack],
        unjudged=_unjudged(before, after, names),
        not_run=_not_run([*old.files, *new.files]),
        crashed=any(report.crashed for report in (*old.files, *new.files)),
    )


def _pairs(
    old: Sequence[Finding], new: Sequence[Finding]
) -> tuple[list[Finding], list[Finding], list[tuple[Finding, Finding]]]:
    """The findings that are gone, those that come, and those of both, paired."""
    left: dict[object, list[Finding]] = {}
    for finding in old:
        left.setdefault(_key(finding), []).append(finding)
    come, both = [], []
    for finding in new:
        found = left.get(_key(finding))
        if found:
            both.append((found.pop(0), finding))
        else:
            come.append(finding)
    rest = {id(finding) for each in left.values() for finding in each}
    return [finding for finding in old if id(finding) in rest], come, both


def _key(finding: Finding) -> object:
    return finding.rule, finding.path, finding.span, finding.on_name


def _by_rule(found: list[Moved]) -> list[Moved]:
    """Grouped by rule, those of the most findings first; each in the order of the files."""
    counts = Counter(each.finding.rule for each in found)
    return sorted(found, key=lambda each: (-counts[each.finding.rule], each.finding.rule))


def _unjudged(
    before: dict[str, FileReport], after: dict[str, FileReport], names: Iterable[str]
) -> list[Unjudged]:
    found = []
    for name in names:
        one, other = before.get(name), after.get(name)
        out = [
            each is not None and (each.error is not None or each.crashed) for each in (one, other)
        ]
        if any(out):
            report = other if out[1] else one
            assert report is not None  # it is out
            found.append(Unjudged(name, report.error or _CRASHED, out[0], out[1]))
    return found


def _is_out(report: FileReport) -> bool:
    return report.error is not None or report.crashed


_CRASHED = Text("une règle a échoué dans segur-lint lui-même", "a rule failed in segur-lint itself")


def _not_run(reports: Iterable[FileReport]) -> list[tuple[Text, list[str]]]:
    """Why rules were not run at all on a file that was judged, and which: what is not seen here."""
    causes: dict[Text, dict[str, None]] = {}
    for report in reports:
        for out in report.not_run if report.error is None else ():
            if out.count is None:
                causes.setdefault(out.cause, {})[out.rule] = None
    return [(cause, list(rules)) for cause, rules in causes.items()]
