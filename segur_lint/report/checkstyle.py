"""``checkstyle``: XML of Checkstyle, which many plug-ins of pipelines read."""

from __future__ import annotations

from segur_lint.markup.xml import document, tag
from segur_lint.report.folding import COLON
from segur_lint.report.places import located

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from segur_lint.report.run import Run

#: The version of Checkstyle whose shape this is: readers ask for one.
VERSION = "8.0"


def render(run: Run) -> str:
    """The run as one element a file, and in it one a finding."""
    return document(_lines(run), ascii_only=run.ascii_only)


def _lines(run: Run) -> Iterator[str]:
    yield tag("checkstyle", {"version": VERSION})
    for file in run.report.files:
        path, entry = located(file.file, run.base)
        inside = "" if entry is None else f"{entry}{run.say(COLON)}"
        yield tag("file", {"name": path})
        if file.unjudged is not None:
            yield _error("1", "1", "error", run.say(file.unjudged), "verdict")
        for finding in file.findings:
            place, said = finding.start, inside + finding.message.get(run.lang)
            line, column, rule = str(place.line), str(place.column), finding.rule
            yield _error(line, column, finding.severity, said, rule)
        yield "</file>"
    yield "</checkstyle>"


def _error(line: str, column: str, severity: str, message: str, rule: str) -> str:
    attributes = {"line": line, "column": column, "severity": severity, "message": message}
    return tag("error", {**attributes, "source": f"segur-lint.{rule}"}, empty=True)
