"""Repairs are made together, then linted again: which of them hold, and why the others do not.

One that leaves its fault, or makes another finding appear, is undone. The cause is looked for where
the finding is; where several may be, by halves.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from itertools import accumulate

from segur_lint.edits import choose, mend
from segur_lint.source import Source
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from segur_lint.api import Linter
    from segur_lint.document import Path
    from segur_lint.edits import Edit
    from segur_lint.finding import Finding
    from segur_lint.repairs import Repair
    from segur_lint.report.model import FileReport

    #: What makes a finding the same after an edit: its rule, its place, the name of its member.
    Key = tuple[str, int, str]
    Shift = Callable[[int], int]

#: Proofs in one pass; what is left then is left to a person.
PROOFS = 200


class Undone:
    """A repair that was not kept, told by one of its findings, and `why`: ends a sentence."""

    __slots__ = ("finding", "why")

    def __init__(self, finding: Finding, why: Text) -> None:
        self.finding = finding
        self.why = why

    @property
    def message(self) -> Text:
        """The sentence."""
        rule, line = self.finding.rule, self.finding.start.line
        return Text(
            f"la réparation de {rule}, ligne {line}, a été annulée : {self.why.fr}",
            f"the fix of {rule}, line {line}, was undone: {self.why.en}",
        )


class Proof:
    """One pass over a file: which repairs hold; those `kept` do together."""

    def __init__(self, linter: Linter, path: str, data: bytes, report: FileReport) -> None:
        self.linter = linter
        self.source = Source(path, data)
        self.report = report
        self.kept: list[Repair] = []
        self.undone: list[Undone] = []
        #: The path, the bytes and the report of the file once `kept` are made.
        self.made = (path, data, report)
        self.proofs = 0

    def prove(self, repairs: list[Repair]) -> None:
        """Keep of `repairs` those that hold, and undo the others."""
        groups = [repairs]
        while groups:
            group = groups.pop()
            if not group:
                continue
            if self.proofs >= PROOFS:
                self.undone += [Undone(each.findings[0], _TOO_MANY) for each in group]
                continue
            wrong = self.wrong([*self.kept, *group])
            if wrong is None:
                continue
            guilty = _guilty(group, wrong)
            self.undone += [Undone(each.findings[0], why) for each, why in guilty.items()]
            rest = [each for each in group if each not in guilty]
            half = len(rest) if guilty else len(rest) // 2
            groups += [rest[half:], rest[:half]]

    def wrong(self, repairs: list[Repair]) -> _Wrong | None:
        """What is wrong once `repairs` are made: they are kept where nothing is."""
        self.proofs += 1
        edits, _ = choose([each.edits for each in repairs])
        names = [each.name for each in repairs if each.name is not None]
        path = self.source.name
        if names:
            path = os.path.join(os.path.dirname(path), names[0])
        data = mend(self.source, edits)
        report = self.linter.check_bytes(path, data)
        shift = _shift(edits)
        expected = Counter(_key(each, shift) for each in self.report.findings)
        expected.subtract(_key(each, shift) for repair in repairs for each in repair.findings)
        over = []
        for finding in report.findings:
            key = _key(finding, _same)
            expected[key] -= 1
            if expected[key] < 0:
                over.append((key, finding))
        if not _is_judged(report, self.report):
            return _Wrong(shift, [], _UNJUDGED)
        if over:
            return _Wrong(shift, over, _appears(over[0][1]))
        self.kept, self.made = repairs, (path, data, report)
        return None


class _Wrong:
    """Why some repairs do not hold together: the findings that are there and should not be."""

    __slots__ = ("over", "shift", "why")

    def __init__(self, shift: Shift, over: list[tuple[Key, Finding]], why: Text) -> None:
        self.shift = shift
        self.over = over
        self.why = why


def _guilty(group: list[Repair], wrong: _Wrong) -> dict[Repair, Text]:
    """The repairs of `group` that are plainly the cause, and why; none where it is not plain."""
    own: dict[Key, Repair] = {}
    near: dict[Path, list[Repair]] = {}
    for repair in group:
        for finding in repair.findings:
            own[_key(finding, wrong.shift)] = repair
            # Beside a member, or an element, is in the same object or list.
            for place in (finding.path, (*finding.path[:-1], "")):
                near.setdefault(place, []).append(repair)
    blamed: dict[Repair, Text] = {}
    for key, finding in wrong.over:
        if key in own:
            blamed.setdefault(own[key], _STILL)
            continue
        beside = near.get(finding.path) or near.get((*finding.path[:-1], ""), [])
        if len(beside) == 1:
            blamed.setdefault(beside[0], _appears(finding))
    if not blamed and len(group) == 1:
        blamed[group[0]] = wrong.why
    return blamed


def _is_judged(report: FileReport, before: FileReport) -> bool:
    return report.error is None and not report.crashed and report.pack == before.pack


def _key(finding: Finding, shift: Shift) -> Key:
    last = finding.path[-1] if finding.path else ""
    return finding.rule, shift(finding.span.start), last if isinstance(last, str) else ""


def _shift(edits: Sequence[Edit]) -> Shift:
    """Offsets in a text -> offsets once `edits`, which are disjoint, are made."""
    # A byte order mark stands before the text: its removal moves nothing in it.
    ordered = sorted((edit.start, edit.end, len(edit.text)) for edit in edits if edit.start >= 0)
    ends = [end for _, end, _ in ordered]
    moved = [0, *accumulate(size - (end - start) for start, end, size in ordered)]

    def shift(offset: int) -> int:
        before = bisect_right(ends, offset)
        if before < len(ordered):  # what is replaced is where its replacement begins
            offset = min(offset, ordered[before][0])
        return offset + moved[before]

    return shift


def _same(offset: int) -> int:
    return offset


def _appears(finding: Finding) -> Text:
    rule, line = finding.rule, finding.start.line
    return Text(
        f"elle faisait apparaître {rule}, ligne {line}", f"it made {rule} appear, line {line}"
    )


_STILL = Text("elle ne mettait pas fin à la faute", "it did not end the fault")
_UNJUDGED = Text("le fichier n'était plus lisible", "the file could not be judged any more")
_TOO_MANY = Text(
    "trop de réparations du fichier en faisaient apparaître d'autres",
    "too many fixes of this file made others appear",
)
