"""``segur-lint check``: files, folders or the standard input in; a report and an exit code out."""

from __future__ import annotations

import gc
import os
import sys

from segur_lint.api import Linter
from segur_lint.cli import touching
from segur_lint.cli.parser import COMMON, CONFIG, ids, jobs, pairs
from segur_lint.cli.reporting import OPTIONS as REPORTS
from segur_lint.cli.reporting import outputs, tell, top
from segur_lint.configured import groups
from segur_lint.deposit import Deposit, expand, gather, is_document
from segur_lint.errors import UsageError
from segur_lint.finding import SEVERITIES
from segur_lint.inputs import LARGEST
from segur_lint.pool import check, jobs_for
from segur_lint.report.model import Report
from segur_lint.report.run import Run
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from segur_lint.cli.parser import Option, Parser
    from segur_lint.config import Config
    from segur_lint.report.model import FileReport


_OPTIONS: tuple[Option, ...] = (
    (("paths",), {"metavar": "CHEMIN", "nargs": "+"},
     "fichier, dossier, ou - pour l'entrée standard", "file, folder, or - for the standard input"),
    (("--stdin-filename",), {"metavar": "NOM"},
     "le nom du fichier lu sur l'entrée standard", "the name of the file on the standard input"),
    *REPORTS,
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
    (("--register",),
     {"dest": "registers", "metavar": "NOM=FICHIER", "action": "append", "default": []},
     "un registre que des contrôles demandent : CSV, JSON ou YAML",
     "a register that controls ask for: CSV, JSON or YAML"),
    (("--documents",), {"metavar": "CHEMIN", "action": "append", "default": []},
     "les documents du dépôt, ou leur archive ; sinon ceux d'à côté",
     "the documents of the deposit, or their archive; else those beside it"),
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
    parser.add((*COMMON, *CONFIG, *_OPTIONS, *touching.OPTIONS))
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
    members = touching.asked(arguments)
    deposits = touching.deposits(arguments) if members else _deposits(arguments)
    asked = outputs(arguments, _read_paths(deposits, arguments))
    linters: list[Linter] = []
    from_files = bool(deposits or members)
    reports = _reports(deposits, arguments, linters) if from_files else _stdin(arguments, linters)
    report = Report(reports)
    told = Run(
        report,
        arguments.lang,
        values=arguments.values,
        packs={pack.name: pack for linter in linters for pack in linter.packs},
        moment=linters[0].options.moment if linters else "",
        show=frozenset(arguments.show),
        fail_on=arguments.fail_on,
        base=top(),
    )
    tell(told, touching.left(report, arguments, asked), arguments.color)
    return report.exit_code(arguments.fail_on)


def _read_paths(deposits: list[Deposit], arguments: Namespace) -> list[str]:
    """All that the run reads, and that a report must not replace."""
    found = [path for deposit in deposits for path in (*deposit.files, *deposit.beside)]
    found += pairs("--register", arguments.registers).values()
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


def _deposits(arguments: Namespace) -> list[Deposit]:
    """What to check; nothing where the standard input is."""
    paths, stdin_filename = arguments.paths, arguments.stdin_filename
    if STDIN not in paths:
        if stdin_filename is not None:
            raise UsageError(
                Text(
                    "--stdin-filename nomme l'entrée standard : il ne va qu'avec le chemin « - ».",
                    "--stdin-filename names the standard input: it goes only with the path “-”.",
                )
            )
        return gather(paths, arguments.documents)
    if len(paths) > 1:
        raise UsageError(
            Text(
                "« - » (l'entrée standard) se contrôle seule, sans autre chemin.",
                "“-” (the standard input) is checked alone, without another path.",
            )
        )
    return []


def _reports(
    deposits: list[Deposit], arguments: Namespace, linters: list[Linter]
) -> list[FileReport]:
    """The reports, in the order of the files, whatever configuration each is under.

    `linters` is given those that were used.
    """
    files = [path for deposit in deposits for path in deposit.files]
    found: dict[str, FileReport] = {}
    around: list[FileReport] = []
    members = touching.asked(arguments)
    for config, inside in _groups(files, [] if members else arguments.paths, arguments):
        linter = _linter(arguments, config)
        linters.append(linter)
        mine = [deposit.within(inside) for deposit in deposits]
        if config is not None and config.documents and not arguments.documents:
            named = [path for path in arguments.paths if is_document(path) and not members]
            mine = gather([*inside, *named], config.documents)
        keep = linter.keeps(mine)
        checked = check(linter, inside, jobs_for(inside, arguments.jobs), keep)
        reports = list(_progress(checked, len(inside)))
        found.update(zip(inside, reports, strict=True))
        around += linter.whole(mine, reports).files[len(reports) :]
    return [*(found[file] for file in files if file in found), *around]


def _stdin(arguments: Namespace, linters: list[Linter]) -> Sequence[FileReport]:
    """The reports of what stands on the standard input, and of the documents named with it."""
    name = arguments.stdin_filename
    label = name or STDIN
    ((config, _),) = _groups([label], [label], arguments)
    linter = _linter(arguments, config)
    linters.append(linter)
    documents = arguments.documents or (config.documents if config else ())
    deposits = [Deposit([label], expand(documents), bool(documents))]
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
