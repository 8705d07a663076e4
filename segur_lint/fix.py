"""A file is mended: findings -> repairs -> a new text, proved by linting it again.

A repair that leaves its fault, or makes another one appear, is undone and told. Repairs that
overlap wait for another pass. What is not proved is not given.
"""

from __future__ import annotations

import os

from segur_lint.edits import choose
from segur_lint.engine import Read
from segur_lint.proof import Proof, Undone
from segur_lint.repairs import repairs
from segur_lint.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from segur_lint.api import Linter
    from segur_lint.finding import Finding
    from segur_lint.repairs import Repair
    from segur_lint.report.model import FileReport

#: Passes over one file; repairs wait for another where they overlap.
PASSES = 20


class Mended:
    """What became of one file.

    `path` and `data` are its name and content, mended; `done` the findings that are no more,
    `undone` the repairs that were not kept, `offered` the findings that unsafe repairs could mend.
    `report` is that of the mended file; where it has an `error` nothing was done.
    """

    __slots__ = ("data", "done", "offered", "path", "report", "undone")

    def __init__(self, path: str, data: bytes, report: FileReport) -> None:
        self.path = path
        self.data = data
        self.report = report
        self.done: list[Finding] = []
        self.undone: list[Undone] = []
        self.offered: list[Finding] = []


def fix(
    linter: Linter,
    path: str,
    data: bytes,
    *,
    unsafe: bool = False,
    wanted: Callable[[str], bool] = lambda rule: True,  # noqa: ARG005 - all rules
) -> Mended:
    """Mend one file given by its bytes, on no disk. `wanted` tells of a rule's id if it is to be.

    Without `unsafe`, only what is sure is mended; a new name of the file is never sure.
    """
    mended = Mended(path, data, linter.check_bytes(path, data))
    for _ in range(PASSES):
        if mended.report.error is not None or mended.report.crashed:
            break
        found = _proposed(linter, mended, wanted)
        sure = [each for each in found if not each.unsafe]
        risky = [each for each in found if each.unsafe]
        mended.undone = []
        mended.offered = [] if unsafe else [f for each in risky for f in each.findings]
        todo = [*sure, *risky] if unsafe else sure
        if not _pass(linter, mended, todo):
            break
    return mended


def _proposed(linter: Linter, mended: Mended, wanted: Callable[[str], bool]) -> list[Repair]:
    pack = next(each for each in linter.packs if each.name == mended.report.pack)
    findings = [each for each in mended.report.findings if wanted(each.rule)]
    if all(rule.plain["fix"] is None for rule in pack.rules) or not findings:
        return []
    file = Read(Source(mended.path, mended.data), os.path.basename(mended.path))
    return repairs(pack, file, findings, linter.options)


def _pass(linter: Linter, mended: Mended, todo: list[Repair]) -> bool:
    """Make what can be made together; whether something was."""
    while todo:
        renaming = [each for each in todo if each.name is not None][1:]
        now = [each for each in todo if each not in renaming]
        _, left = choose([each.edits for each in now])
        later = [now[position] for position in left]
        proof = Proof(linter, mended.path, mended.data, mended.report)
        proof.prove([each for each in now if each not in later])
        mended.undone += proof.undone
        if proof.kept:
            mended.path, mended.data, mended.report = proof.made
            mended.done += [finding for repair in proof.kept for finding in repair.findings]
            return True
        todo = [*later, *renaming]  # what stood before them is undone
    return False
