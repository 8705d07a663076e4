"""``github``: annotations of GitHub Actions, then the end of the text report."""

from __future__ import annotations

from segur_lint.finding import SEVERITIES
from segur_lint.report.controls import Controls
from segur_lint.report.folding import COLON
from segur_lint.report.places import located
from segur_lint.report.summary import UNJUDGED, sourced, summary
from segur_lint.report.text import inert
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

#: Severity -> command.
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
#: Annotations of each kind that GitHub keeps of a step, and characters that it keeps of one.
KEPT = 10
LONGEST = 4000


def render(run: Run) -> str:
    """One command a line for what GitHub will show, then lines that are none."""
    controls = Controls(run)
    unjudged = [(file, why) for file in run.report.files if (why := file.unjudged) is not None]
    lines = [
        _command(run, "error", file, {}, run.say(UNJUDGED), run.say(why))
        for file, why in unjudged[:KEPT]
    ]
    room = dict.fromkeys(SEVERITIES, KEPT)
    room["error"] -= len(lines)
    shown = {
        id(finding) for severity in SEVERITIES for finding in _first(run, severity, room[severity])
    }
    for file in run.report.files:
        lines += [
            _annotation(run, file, finding, controls.title(file, finding.rule))
            for finding in file.findings
            if id(finding) in shown
        ]
    left = sum(len(file.findings) for file in run.report.files) - len(shown)
    if left:
        many = "s" * (left > 1)
        said = Text(
            f"… et {left} autre{many} constat{many} : GitHub ne garde que {KEPT} annotations de "
            "chaque gravité par étape.",
            f"… and {left} more finding{many}: GitHub keeps only {KEPT} annotations of each "
            "severity a step.",
        )
        lines += [run.say(said), ""]
    lines += [inert(line) for line in summary(run.report, run.lang, lambda text, _: text)]
    return "\n".join(lines) + "\n"


def _first(run: Run, severity: str, room: int) -> Iterator[Finding]:
    """The findings to annotate: the first of each control in each file, then others."""
    several: list[Finding] = []
    again: list[Finding] = []
    for file in run.report.files:
        seen: set[str] = set()
        for finding in file.findings:
            if finding.severity == severity:
                (again if finding.rule in seen else several).append(finding)
                seen.add(finding.rule)
    yield from (several + again)[: max(0, room)]


def _annotation(run: Run, file: FileReport, finding: Finding, title: str) -> str:
    place: dict[str, str] = {}
    if not finding.on_name:
        place = {"line": str(finding.start.line), "endLine": str(finding.end.line)}
        if finding.start.line == finding.end.line:
            place |= {"col": str(finding.start.column), "endColumn": str(finding.end.column)}
    said = f"{run.say(finding.message)} ({sourced(finding, run.lang)})"
    return _command(run, COMMANDS[finding.severity], file, place, f"{finding.rule} {title}", said)


def _command(
    run: Run, name: str, file: FileReport, place: dict[str, str], title: str, said: str
) -> str:
    """A workflow command; without a line GitHub shows it beside the run, not in the file."""
    path, entry = located(file.file, run.base)
    if entry is not None:
        said = f"{entry}{run.say(COLON)}{said}"
    facts = {"file": path, "line": "1", **place, "title": title}
    written = ",".join(f"{key}={_property(value)}" for key, value in facts.items())
    return f"::{name} {written}::{_data(said)}"


def _data(text: str) -> str:
    """A message; nothing in it ends the line, which the runner then takes for one command."""
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return inert(printable(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
