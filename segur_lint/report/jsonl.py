"""``jsonl``: a finding a line, each a JSON object: the one of ``json``, and its file."""

from __future__ import annotations

from segur_lint.report.json import line, plain_finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.report.run import Run


def render(run: Run) -> str:
    """The findings, in the order of the report; nothing where there is none."""
    return "".join(
        line(
            {"file": file.file, "pack": file.pack, **plain_finding(finding, run.lang)},
            ascii_only=run.ascii_only,
        )
        for file in run.report.files
        for finding in file.findings
    )
