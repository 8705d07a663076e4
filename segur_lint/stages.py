"""The order of a pack's rules, which of them held, and how many of each stage did, or did not."""

from __future__ import annotations

from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.link import Pack
    from segur_lint.report.model import FileReport


def order_of(pack: Pack) -> dict[str, int]:
    """The number of each rule in the pack, by id."""
    return {rule.id: number for number, rule in enumerate(pack.rules)}


def stages_of(pack: Pack, report: FileReport) -> None:
    """Tell which rules passed, and count those of each stage, from what the report now says."""
    failed = {finding.rule for finding in report.findings}
    not_run = {out.rule for out in report.not_run}
    other = failed | not_run
    report.passed = [rule.id for rule in pack.rules if rule.id not in other]
    report.stages = _counts(pack, failed, not_run)


def _counts(pack: Pack, failed: set[str], not_run: set[str]) -> list[tuple[Text, int, int, int]]:
    """For each stage that has rules: its label, how many passed, failed, and were not run.

    A rule that was undecided somewhere and found nothing elsewhere has not passed.
    """
    counts = []
    for name, fr, en in pack.program["stages"]:
        ids = [rule.id for rule in pack.rules if rule.stage == name]
        if ids:
            bad, out = len(failed.intersection(ids)), len((not_run - failed).intersection(ids))
            counts.append((Text(fr, en), len(ids) - bad - out, bad, out))
    return counts
