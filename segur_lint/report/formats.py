"""The formats of a report: the literal table of their names, and the one door to them.

Each is a module here with one pure function, ``render(run: Run) -> str``, imported when it is asked
for: a run pays for no format that it does not write.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.report.run import Run

#: Format -> module of this room.
FORMATS = {
    "text": "text",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "checkstyle": "checkstyle",
    "csv": "csv",
    "markdown": "markdown",
    "html": "html",
}


def render(name: str, run: Run) -> str:
    """The report of `run` in the format `name`, with a final line end."""
    told: str = import_module(f"segur_lint.report.{FORMATS[name]}").render(run)
    return told
