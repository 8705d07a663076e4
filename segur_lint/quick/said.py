"""What a report says of a sound file, from the plain value that an entry keeps."""

from __future__ import annotations

from segur_lint.report.model import FileReport, NotRun
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def report_of(file: str, said: dict[str, Any]) -> FileReport:
    """The report of a sound file."""
    return FileReport(
        file,
        pack=said["pack"],
        status=said["status"],
        not_run=[NotRun(name, Text(fr, en)) for name, fr, en in said["not_run"]],
        passed=said["passed"],
        stages=[(Text(fr, en), *counts) for fr, en, *counts in said["stages"]],
    )
