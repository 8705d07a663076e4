"""``segur-lint check``: files, folders or the standard input in; a report and an exit code out."""

from __future__ import annotations

import gc

from segur_lint.cli import attesting, knowing, showing, touching
from segur_lint.cli.arguments import COMMON, CONFIG, defaults
from segur_lint.cli.checking import ASKED, PATHS, checked, named, read_paths
from segur_lint.cli.output import refuse
from segur_lint.cli.reporting import OPTIONS as REPORTS
from segur_lint.cli.reporting import outputs, tell, top
from segur_lint.finding import SEVERITIES
from segur_lint.quick import BETWEEN_COLLECTIONS
from segur_lint.report.run import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser
    from segur_lint.deposit import Deposit
    from segur_lint.quick import Asked
    from segur_lint.report.model import Report


_OPTIONS: tuple[Option, ...] = (
    *PATHS,
    (("--stdin-filename",), {"metavar": "NOM"},
     "le nom du fichier lu sur l'entrée standard", "the name of the file on the standard input"),
    *REPORTS,
    *ASKED,
    (("--fail-on",), {"choices": SEVERITIES, "default": "error"},
     "la gravité qui fait échouer (error)", "the severity that fails (error)"),
    (("--no-values",), {"dest": "values", "action": "store_false"},
     "ne montre aucune valeur du dépôt", "show no value of the deposit"),
    (("--watch",), {"action": "store_true"},
     "contrôle de nouveau ce qui change, jusqu'à Ctrl-C", "check again what changes, until Ctrl-C"),
    (("--color",), {"choices": ("auto", "always", "never"), "default": "auto"},
     "la couleur (auto : sur un terminal)", "colour (auto: on a terminal)"),
)  # fmt: skip


def add(parser: Parser) -> None:
    """The options of ``check``."""
    parser.add(_options())
    parser.set_defaults(run=run)


def _options() -> list[Option]:
    rooms = (touching, showing, knowing, attesting)
    return [*COMMON, *CONFIG, *_OPTIONS, *(each for room in rooms for each in room.OPTIONS)]


def plain(asked: Asked) -> Any:
    """What argparse makes of a plain ``check``: most are, and importing it costs as much as one."""
    options = defaults(_options())
    given = {"paths": asked.paths, "lang": asked.lang, "jobs": asked.jobs}
    return _Plain({**options, **given, "command": "check", "run": run, "reports": [["text", None]]})


class _Plain:
    """What was asked, by name."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.__dict__.update(given)


def run(arguments: Namespace) -> int:
    """Check what the arguments name."""
    before = gc.get_threshold()
    gc.set_threshold(BETWEEN_COLLECTIONS)  # the processes of a pool have it from this one
    try:
        return _run(arguments)
    finally:
        gc.set_threshold(*before)  # a program that calls us keeps its own


def _run(arguments: Namespace) -> int:
    baseline = knowing.known(arguments)
    reports = [path for _, path in arguments.reports or ()]
    written = [path for path in (arguments.certificate, *reports) if path]
    aside = [*written, *([arguments.baseline] if arguments.baseline else [])]

    def look() -> list[Deposit]:
        return named(arguments, aside, tell=not arguments.watch)  # which looks all the time

    def once(deposits: list[Deposit]) -> Report:
        read = read_paths(deposits, arguments)
        asked = outputs(arguments, read)
        hashed = attesting.before(deposits, read, arguments)
        found = checked(deposits, arguments)
        for path in written:
            refuse(path, found.settings(arguments.rules))
        report, linters = found.report, found.linters
        knowing.set_aside(baseline, report, found.files, arguments)
        told = Run(
            report,
            arguments.lang,
            values=arguments.values,
            packs={pack.name: pack for linter in linters for pack in linter.packs},
            moment=linters[0].options.moment if linters else "",
            show=frozenset(arguments.show),
            fail_on=arguments.fail_on,
            base=top(),
            waivers=[each for linter in linters for each in linter.options.in_force],
            certificate=attesting.attest(found, hashed, arguments),
        )
        showing.shown(told, arguments)
        showing.vain(arguments, [name for name, _ in asked])
        tell(told, touching.left(report, arguments, asked), arguments.color)
        attesting.keep(told.certificate, arguments)
        return report

    if arguments.watch:
        from segur_lint.cli.watching import watch

        watch(arguments, look, once)
    return once(look()).exit_code(arguments.fail_on)
