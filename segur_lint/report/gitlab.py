"""``gitlab``: a Code Quality report, which GitLab shows beside the lines of a merge request."""

from __future__ import annotations

from segur_lint.report.fingerprints import Fingerprints
from segur_lint.report.folding import COLON
from segur_lint.report.json import outline
from segur_lint.report.places import located, uri
from segur_lint.report.summary import UNJUDGED
from segur_lint.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.report.run import Run

SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}
#: What stands for the control where a file could not be judged.
NO_CONTROL = "verdict"


def render(run: Run) -> str:
    """The run as a list of issues; GitLab shows their descriptions, and nothing of their rules."""
    made: list[dict[str, Any]] = []
    fingerprints = Fingerprints(run)
    colon = run.say(COLON)
    for file in run.report.files:
        path, entry = located(file.file, run.base)
        inside = "" if entry is None else f"{entry}{colon}"
        if file.unjudged is not None:
            said = f"{run.say(UNJUDGED)}{colon}{inside}{run.say(file.unjudged)}"
            unique = fingerprints.made(path, entry or "", NO_CONTROL)
            made.append(_issue(said, NO_CONTROL, unique, "blocker", path, 1))
        for finding in file.findings:
            said = f"{finding.rule}{colon}{inside}{finding.message.get(run.lang)}"
            unique = fingerprints.of(file, finding)
            severity, line = SEVERITIES[finding.severity], finding.start.line
            made.append(_issue(said, finding.rule, unique, severity, path, line))
    return outline(made, 1, ascii_only=run.ascii_only)


def _path(path: str) -> str:
    """A path as GitLab compares it; percent-encoded where it could be taken for another thing."""
    odd = printable(path) != path or "\\" in path or path[1:2] == ":" or not path
    return uri(path) if odd else path


def _issue(
    said: str, rule: str, fingerprint: str, severity: str, path: str, line: int
) -> dict[str, Any]:
    return {
        "description": printable(said),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": _path(path), "lines": {"begin": line}},
    }
