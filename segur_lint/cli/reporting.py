"""The reports of ``check``: which formats go where, and their writing."""

from __future__ import annotations

import os
import sys

from segur_lint.cli.arguments import REPORT
from segur_lint.cli.output import is_among, refuse, spare, unwritten, write
from segur_lint.configured import TOP
from segur_lint.errors import UsageError
from segur_lint.report.formats import FORMATS, render
from segur_lint.report.run import SHOWN
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from segur_lint.cli.arguments import Option
    from segur_lint.report.run import Run

#: The format that is chosen by where segur-lint runs.
AUTO = "auto"


OPTIONS: tuple[Option, ...] = (
    (("--format",), {"choices": (AUTO, *FORMATS), "dest": "reports", "action": REPORT},
     "le format du rapport ; à répéter, chacun avant son --output (auto : selon la machine)",
     "the format of the report; repeatable, each before its --output (auto: by the machine)"),
    (("--output",), {"metavar": "FICHIER", "dest": "reports", "action": REPORT},
     "écrit le rapport dans un fichier ; sans --format, sa fin (.html, .csv…) dit le format",
     "write the report to a file; without --format its end (.html, .csv…) tells the format"),
    (("--show",), {"choices": SHOWN, "action": "append", "default": []},
     "montre aussi les contrôles conformes (passed) ; dans SARIF, les constats écartés (waived)",
     "show the controls that held too (passed); in SARIF, the findings set aside (waived)"),
)  # fmt: skip


def outputs(arguments: Namespace, read: Sequence[str]) -> list[tuple[str, str | None]]:
    """The formats asked for and where each goes, None for the standard output.

    `read` are the files that the run reads. `UsageError`, before the work, where a report cannot go
    where it is asked.
    """
    asked = [(_named(name, path), path) for name, path in arguments.reports or [(None, None)]]
    if sum(path is None for _, path in asked) > 1:
        raise UsageError(
            Text(
                "Plusieurs rapports iraient à la sortie standard : donnez à chaque --format, sauf "
                "un, son --output.",
                "Several reports would go to the standard output: give each --format but one its "
                "--output.",
            )
        )
    paths: list[str] = []
    for _, path in asked:
        if path is None:
            continue
        refuse(path, read)
        spare(path, "report")
        if os.path.realpath(path) in map(os.path.realpath, paths) or is_among(path, paths):
            shown = printable(path)
            raise UsageError(
                Text(
                    f"Deux rapports iraient dans « {shown} » : donnez à chacun son fichier.",
                    f"Two reports would go to “{shown}”: give each a file of its own.",
                )
            )
        paths.append(path)
    return asked


#: The format that the end of a file's name asks for, where no ``--format`` does.
BY_END = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".csv": "csv",
    ".md": "markdown",
}


def _named(name: str | None, path: str | None) -> str:
    """The format that is meant."""
    if name not in (None, AUTO):
        return str(name)
    if name is None and path is not None:
        end = os.path.splitext(path)[1].lower()
        if end == ".xml":
            shown = printable(path)
            raise UsageError(
                Text(
                    f"« {shown} » : deux formats sont du XML. Ajoutez --format junit ou --format "
                    "checkstyle.",
                    f"“{shown}”: two formats are XML. Add --format junit or --format checkstyle.",
                )
            )
        return BY_END.get(end, "text")
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    return "github" if on_github and (name == AUTO or path is None) else "text"


def tell(run: Run, asked: Sequence[tuple[str, str | None]], color: str) -> None:
    """Write the reports, those to files first; `UsageError` for all that could not be written."""
    failed: list[UsageError] = []
    for name, path in sorted(asked, key=lambda pair: pair[1] is None):
        narrow = path is None and not _is_unicode(sys.stdout.encoding)
        told = render(name, run.told(color=_color(color, path), ascii_only=narrow))
        try:
            write(told, path)
        except UsageError as error:
            failed.append(error)
        if name == "github":
            _summarise(run, failed)
    if failed:
        said = [error.message for error in failed]
        raise UsageError(Text(*("\n".join(each.get(lang) for each in said) for lang in _LANGS)))


def _summarise(run: Run, failed: list[UsageError]) -> None:
    """Add a summary to the page of the run, where GitHub Actions says that it takes one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        try:
            with open(path, "ab") as file:  # other commands of the step have written to it
                file.write(render("markdown", run).encode("utf-8", "backslashreplace"))
        except (OSError, ValueError) as error:
            failed.append(unwritten(path, error))


_LANGS = ("fr", "en")


def top() -> str:
    """The top of the repository around the current folder, or that folder: where paths begin."""
    try:
        folder = current = os.getcwd()
    except OSError:  # it is gone
        return ""
    while not os.path.lexists(os.path.join(folder, TOP)):
        above = os.path.dirname(folder)
        if above == folder:
            return current
        folder = above
    return folder


def _is_unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("_", "-").startswith("utf")


def _color(asked: str, path: str | None) -> bool:
    if asked != "auto":
        return asked == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or path
    return not plain and sys.stdout.isatty()
