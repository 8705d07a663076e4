"""``jsonl``: a finding a line, each a JSON object: the one of ``json``, and its file.

What stands on a line is told by its ``type``: a ``finding``, or an ``error``, why a file could not
be judged, or not wholly.
"""

from __future__ import annotations

from segur_lint.report.json import line, plain_finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from segur_lint.report.run import Run


def render(run: Run) -> str:
    """The lines, in the order of the report; nothing where there is nothing to say."""
    return "".join(line(each, ascii_only=run.ascii_only) for each in _lines(run))


def _lines(run: Run) -> Iterator[dict[str, Any]]:
    for file in run.report.files:
        about = {"file": file.file, "pack": file.pack}
        if file.trouble is not None:
            message = run.say(file.trouble)
            yield {"type": "error", **about, "verdict": file.verdict, "message": message}
        for finding in file.findings:
            yield {"type": "finding", **about, **plain_finding(finding, run.lang)}
