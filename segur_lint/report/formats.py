"""The formats of a report: the literal table of their names, and the one door to them.

Each is a module here with one pure function, ``render(run: Run) -> str``, imported when it is asked
for: a run pays for no format that it does not write.
"""

from __future__ import annotations

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
    # As `import_module` does, which is slow to import.
    module = __import__(f"segur_lint.report.{FORMATS[name]}", fromlist=["render"])
    told: str = module.render(run)
    return told
