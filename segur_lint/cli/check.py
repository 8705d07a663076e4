"""``segur-lint check``: files, folders or the standard input in; a report and an exit code out."""

from __future__ import annotations

import gc
import os
import sys

from segur_lint.api import Linter
from segur_lint.cli.parser import COMMON
from segur_lint.errors import UsageError, reason
from segur_lint.finding import SEVERITIES
from segur_lint.inputs import LARGEST, find
from segur_lint.pool import check, jobs_for
from segur_lint.report.model import Report
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from segur_lint.cli.parser import Option, Parser
    from segur_lint.report.model import FileReport


def jobs(text: str) -> int:
    """The number of processes that `text` asks for."""
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_JOBS:
        return int(text)
    raise ValueError


#: Digits of a number of processes.
LONGEST_JOBS = 3
_OPTIONS: tuple[Option, ...] = (
    (("paths",), {"metavar": "CHEMIN", "nargs": "+"},
     "fichier, dossier, ou - pour l'entrée standard", "file, folder, or - for the standard input"),
    (("--stdin-filename",), {"metavar": "NOM"},
     "le nom du fichier lu sur l'entrée standard", "the name of the file on the standard input"),
    (("--format",), {"choices": ("text", "json"), "default": "text"},
     "le format du rapport (text)", "the format of the report (text)"),
    (("--output",), {"metavar": "FICHIER"},
     "écrit le rapport dans un fichier", "write the report to a file"),
    (("--date",), {"metavar": "AAAA-MM-JJ"},
     "le jour où l'on se place (aujourd'hui)", "the day to stand at (today)"),
    (("--fail-on",), {"choices": SEVERITIES, "default": "error"},
     "la gravité qui fait échouer (error)", "the severity that fails (error)"),
    (("--select",), {"metavar": "IDS", "action": "append", "default": []},
     "ces contrôles seulement (DEM-004,FAC-003)", "these controls only (DEM-004,FAC-003)"),
    (("--ignore",), {"metavar": "IDS", "action": "append", "default": []},
     "pas ces contrôles", "not these controls"),
    (("--set",), {"dest": "inputs", "metavar": "NOM=VALEUR", "action": "append", "default": []},
     "une valeur que des contrôles demandent et qui n'est pas dans le dépôt",
     "a value that controls ask for and that is not in the deposit"),
    (("--no-values",), {"dest": "values", "action": "store_false"},
     "ne montre aucune valeur du dépôt", "show no value of the deposit"),
    (("--jobs",), {"metavar": "N", "type": jobs, "default": 0},
     "combien de processus (selon la machine)", "how many processes (by the machine)"),
    (("--color",), {"choices": ("auto", "always", "never"), "default": "auto"},
     "la couleur (auto : sur un terminal)", "colour (auto: on a terminal)"),
)  # fmt: skip
STDIN = "-"
#: From this many files on, a terminal is shown how far the run is.
LONG = 20
#: Objects made before Python looks for cycles: its default, 700, costs a tenth of a run.
BETWEEN_COLLECTIONS = 200_000


def add(parser: Parser) -> None:
    """The options of ``check``."""
    parser.add((*COMMON, *_OPTIONS))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Check what the arguments name."""
    before = gc.get_threshold()
    gc.set_threshold(BETWEEN_COLLECTIONS)  # the processes of a pool have it from this one
    try:
        return _run(arguments)
    finally:
        gc.set_threshold(*before)  # a program that calls us keeps its own


def _run(arguments: Namespace) -> int:
    files = _files(arguments.paths, arguments.stdin_filename)
    _refuse_output(arguments.output, files)
    linter = Linter(
        arguments.pack,
        rules=arguments.rules,
        date=arguments.date,
        select=_ids(arguments.select),
        ignore=_ids(arguments.ignore),
        inputs=_inputs(arguments.inputs),
        values=arguments.values,
        cache=arguments.cache,
    )
    report = Report(_reports(linter, files, arguments))
    _write(_render(report, arguments), arguments.output)
    return report.exit_code(arguments.fail_on)


def _ids(lists: list[str]) -> list[str]:
    return [name for each in lists for name in each.replace(",", " ").split()]


def _inputs(pairs: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not value.strip() or name in found:
            raise UsageError(
                Text(
                    f"« --set {printable(pair)} » : écrivez --set NOM=VALEUR, chaque nom une fois.",
                    f"“--set {printable(pair)}”: write --set NAME=VALUE, each name once.",
                )
            )
        found[name] = value.strip()
    return found


def _files(paths: list[str], stdin_filename: str | None) -> list[str]:
    """The files to check; none where the standard input is."""
    if STDIN not in paths:
        if stdin_filename is not None:
            raise UsageError(
                Text(
                    "--stdin-filename nomme l'entrée standard : il ne va qu'avec le chemin « - ».",
                    "--stdin-filename names the standard input: it goes only with the path “-”.",
                )
            )
        return find(paths)
    if len(paths) > 1:
        raise UsageError(
            Text(
                "« - » (l'entrée standard) se contrôle seule, sans autre chemin.",
                "“-” (the standard input) is checked alone, without another path.",
            )
        )
    return []


def _reports(linter: Linter, files: list[str], arguments: Namespace) -> list[FileReport]:
    if not files:
        name = arguments.stdin_filename
        data = sys.stdin.buffer.read(LARGEST)
        return [linter.check_bytes(name or STDIN, data, named=name is not None)]
    checked = check(linter, files, jobs_for(files, arguments.jobs))
    return list(_progress(checked, len(files)))


def _progress(reports: Iterator[FileReport], total: int) -> Iterable[FileReport]:
    """The same reports; on a terminal and for many files, with a bar on the standard error."""
    if total < LONG or not sys.stderr.isatty():
        return reports
    from rich.console import Console
    from rich.progress import track

    return track(reports, description="", total=total, transient=True, console=Console(stderr=True))


def _render(report: Report, arguments: Namespace) -> str:
    if arguments.format == "json":
        from segur_lint.report import json

        narrow = arguments.output is None and not _is_unicode(sys.stdout.encoding)
        return json.render(report, arguments.lang, ascii_only=narrow)
    from segur_lint.report import text

    return text.render(report, arguments.lang, color=_color(arguments), values=arguments.values)


def _is_unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("_", "-").startswith("utf")


def _color(arguments: Namespace) -> bool:
    if arguments.color != "auto":
        return bool(arguments.color == "always")
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or arguments.output
    return not plain and sys.stdout.isatty()


def _refuse_output(path: str | None, files: list[str]) -> None:
    """Say before the work that the report cannot go where it is asked."""
    if path is None:
        return
    if os.path.isdir(path):
        raise _output_error(path, Text("c'est un dossier", "it is a folder"))
    if not os.path.isdir(os.path.dirname(path) or os.curdir):
        raise _output_error(path, Text("son dossier n'existe pas", "its folder does not exist"))
    if os.path.exists(path) and any(
        os.path.exists(each) and os.path.samefile(path, each) for each in files
    ):
        raise _output_error(
            path, Text("c'est un des fichiers à contrôler", "it is one of the files to check")
        )


def _write(text: str, path: str | None) -> None:
    """To the standard output, or to a file, whole or not at all."""
    if path is None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:  # a full disk; what is left is not tried again at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise _output_error("-", reason(error)) from None
        return
    # A device or a pipe is written to; only a file is replaced.
    whole = not os.path.exists(path) or os.path.isfile(path)
    part = f"{path}.{os.getpid()}.part" if whole else path
    try:
        with open(part, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
        if whole:
            os.replace(part, path)
    except OSError as error:
        if whole and os.path.exists(part):
            os.remove(part)
        raise _output_error(path, reason(error)) from None


def _output_error(path: str, why: Text) -> UsageError:
    name = printable(path)
    return UsageError(
        Text(
            f"Le rapport ne peut pas être écrit dans « {name} » : {why.fr}.",
            f"The report cannot be written to “{name}”: {why.en}.",
        )
    )
