"""What is checked, and how: what ``check``, and what looks at a whole check again, have alike."""

from __future__ import annotations

import os
import sys

from segur_lint import quick
from segur_lint.api import Linter
from segur_lint.cli import own, touching
from segur_lint.cli.arguments import ids, jobs, pairs
from segur_lint.configured import groups
from segur_lint.deposit import Deposit, expand, gather, is_document
from segur_lint.errors import UsageError
from segur_lint.inputs import LARGEST
from segur_lint.pool import check, jobs_for
from segur_lint.report.model import Report
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from segur_lint.cli.arguments import Option
    from segur_lint.config import Config
    from segur_lint.report.model import FileReport

PATHS: tuple[Option, ...] = (
    (("paths",), {"metavar": "CHEMIN", "nargs": "+"},
     "fichier, dossier, ou - pour l'entrée standard", "file, folder, or - for the standard input"),
)  # fmt: skip
#: What the findings depend on.
ASKED: tuple[Option, ...] = (
    (("--date",), {"metavar": "AAAA-MM-JJ"},
     "le jour où l'on se place (aujourd'hui)", "the day to stand at (today)"),
    (("--select",), {"metavar": "IDS", "action": "append", "default": []},
     "ces contrôles seulement (DEM-004,FAC-003)", "these controls only (DEM-004,FAC-003)"),
    (("--ignore",), {"metavar": "IDS", "action": "append", "default": []},
     "pas ces contrôles", "not these controls"),
    (("--set",), {"dest": "inputs", "metavar": "NOM=VALEUR", "action": "append", "default": []},
     "une valeur que des contrôles demandent et qui n'est pas dans le dépôt",
     "a value that controls ask for and that is not in the deposit"),
    (("--register",),
     {"dest": "registers", "metavar": "NOM=FICHIER", "action": "append", "default": []},
     "un registre que des contrôles demandent : CSV, JSON ou YAML",
     "a register that controls ask for: CSV, JSON or YAML"),
    (("--documents",), {"metavar": "CHEMIN", "action": "append", "default": []},
     "les documents du dépôt, ou leur archive ; sinon ceux d'à côté",
     "the documents of the deposit, or their archive; else those beside it"),
    (("--jobs",), {"metavar": "N", "type": jobs, "default": 0},
     "combien de processus (selon la machine)", "how many processes (by the machine)"),
)  # fmt: skip
#: What a command that is about files alone leaves of the options of ``check``.
PLAIN: dict[str, Any] = {
    "stdin_filename": None,
    "values": True,
    "whole": False,
    "changed_since": None,
    "deleted_since": None,
}
STDIN = "-"
#: From this many files on, a terminal is shown how far the run is.
LONG = 20


class Checked:
    """What was checked: the `report`, and for each configuration its linter and its deposits."""

    __slots__ = ("report", "used")

    def __init__(self, report: Report, used: Sequence[tuple[Linter, Sequence[Deposit]]]) -> None:
        self.report = report
        self.used = used

    @property
    def linters(self) -> list[Linter]:
        """The linters."""
        return [linter for linter, _ in self.used]

    @property
    def files(self) -> list[str]:
        """The files, and what was looked at beside them, each once."""
        deposits = [deposit for _, each in self.used for deposit in each]
        files = [path for deposit in deposits for path in deposit.files]
        return list(dict.fromkeys([*files, *(path for each in deposits for path in each.beside)]))

    def settings(self, rules: Sequence[str]) -> list[str]:
        """What was read besides them, and must not be replaced either: configurations, registers,
        and the files of rules, of the folders `rules` too.
        """
        configs = [linter.config for linter in self.linters if linter.config is not None]
        folders = [*(path for each in configs for path in each.rules), *rules]
        return [
            *(each.source.name for each in configs),
            *(path for linter in self.linters for path in linter.registers.paths.values()),
            *(os.path.join(folder, name) for folder in folders for name in os.listdir(folder)),
        ]


def checked(deposits: list[Deposit], arguments: Namespace) -> Checked:
    """Check these deposits, or the standard input where none could be named."""
    used: list[tuple[Linter, Sequence[Deposit]]] = []
    from_files = bool(deposits or touching.asked(arguments))
    reports = _reports(deposits, arguments, used) if from_files else _stdin(arguments, used)
    return Checked(Report(reports), used)


def read_paths(deposits: list[Deposit], arguments: Namespace) -> list[str]:
    """All that the run reads, and that a report must not replace."""
    found = [path for deposit in deposits for path in (*deposit.files, *deposit.beside)]
    found += pairs("--register", arguments.registers).values()
    found += [path for path in (getattr(arguments, "baseline", None),) if path]
    return [*found, *([arguments.config] if arguments.config else [])]


def _linter(arguments: Namespace, config: Config | None) -> Linter:
    return Linter(
        arguments.pack,
        rules=arguments.rules,
        date=arguments.date,
        select=ids(arguments.select),
        ignore=ids(arguments.ignore),
        inputs=pairs("--set", arguments.inputs),
        registers=pairs("--register", arguments.registers),
        values=arguments.values,
        cache=arguments.cache,
        config=config,
    )


def named(arguments: Namespace, aside: Sequence[str] = (), *, tell: bool = True) -> list[Deposit]:
    """What to check; nothing where the standard input is, or where no deposit is touched.

    What segur-lint wrote is no deposit: it is left out, and told where `tell` asks for it, unless
    it stands `aside` (what the command line names as a baseline, a certificate, a report).
    """
    silent = aside if tell and not getattr(arguments, "quiet", False) else None
    if touching.asked(arguments):
        return own.without(touching.deposits(arguments), arguments.lang, silent)
    paths, stdin_filename = arguments.paths, arguments.stdin_filename
    if STDIN not in paths:
        if stdin_filename is not None:
            raise UsageError(
                Text(
                    "--stdin-filename nomme l'entrée standard : il ne va qu'avec le chemin « - ».",
                    "--stdin-filename names the standard input: it goes only with the path “-”.",
                )
            )
        found = gather(paths, arguments.documents)
        kept = own.without(found, arguments.lang, silent)
        if found and not kept:
            raise UsageError(
                Text("Il n'y a là aucun dépôt à contrôler.", "There is no deposit to check there.")
            )
        return kept
    if len(paths) > 1:
        raise UsageError(
            Text(
                "« - » (l'entrée standard) se contrôle seule, sans autre chemin.",
                "“-” (the standard input) is checked alone, without another path.",
            )
        )
    return []


def _reports(
    deposits: list[Deposit],
    arguments: Namespace,
    used: list[tuple[Linter, Sequence[Deposit]]],
) -> list[FileReport]:
    """The reports, in the order of the files, whatever configuration each is under."""
    files = [path for deposit in deposits for path in deposit.files]
    found: dict[str, FileReport] = {}
    around: list[FileReport] = []
    members = touching.asked(arguments)
    for config, inside in _groups(files, [] if members else arguments.paths, arguments):
        linter = _linter(arguments, config)
        mine = [deposit.within(inside) for deposit in deposits]
        if config is not None and config.documents and not arguments.documents:
            named = [path for path in arguments.paths if is_document(path) and not members]
            mine = gather([*inside, *named], config.documents)
        used.append((linter, mine))
        keep = linter.keeps(mine)
        checked = check(linter, inside, jobs_for(inside, arguments.jobs), keep, quick.opened)
        reports = list(_progress(checked, len(inside)))
        found.update(zip(inside, reports, strict=True))
        around += linter.whole(mine, reports).files[len(reports) :]
    return [*(found[file] for file in files if file in found), *around]


def _stdin(
    arguments: Namespace, used: list[tuple[Linter, Sequence[Deposit]]]
) -> Sequence[FileReport]:
    """The reports of what stands on the standard input, and of the documents named with it."""
    name = arguments.stdin_filename
    label = name or STDIN
    ((config, _),) = _groups([label], [label], arguments)
    linter = _linter(arguments, config)
    documents = arguments.documents or (config.documents if config else ())
    deposits = [Deposit([label], expand(documents), bool(documents))]
    used.append((linter, deposits))
    data = sys.stdin.buffer.read(LARGEST)
    report = linter.check_bytes(label, data, named=name is not None, keep=linter.keeps(deposits))
    return linter.whole(deposits, [report]).files


def _groups(
    files: list[str], named: list[str], arguments: Namespace
) -> Iterable[tuple[Config | None, list[str]]]:
    """The files of each configuration."""
    config, rules, cache = arguments.config, arguments.rules, arguments.cache
    perhaps = touching.asked(arguments)
    return groups(files, config, named=named, rules=rules, cache=cache, perhaps=perhaps)


def _progress(reports: Iterator[FileReport], total: int) -> Iterable[FileReport]:
    """The same reports; on a terminal and for many files, with a bar on the standard error.

    pre-commit keeps what is written, moves of the cursor too, and shows it afterwards.
    """
    if total < LONG or not sys.stderr.isatty() or os.environ.get("PRE_COMMIT"):
        return reports
    from rich.console import Console
    from rich.progress import track

    return track(reports, description="", total=total, transient=True, console=Console(stderr=True))
