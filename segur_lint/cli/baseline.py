"""``segur-lint baseline``: today's findings as fingerprints, so that only new ones fail."""

from __future__ import annotations

import os

from segur_lint.atomic import may_write, write
from segur_lint.baseline import Baseline, kept, load, taken
from segur_lint.cli.arguments import COMMON, CONFIG
from segur_lint.cli.checking import ASKED, PATHS, PLAIN, checked, named, read_paths
from segur_lint.cli.output import IS_READ, is_among, say
from segur_lint.errors import CrashError, UsageError
from segur_lint.report.model import UNDETERMINED
from segur_lint.report.text import inert
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser
    from segur_lint.report.model import FileReport

_OPTIONS: tuple[Option, ...] = (
    (("--output",), {"metavar": "FICHIER", "required": True},
     "le fichier de la base", "the file of the baseline"),
    (("--prune",), {"action": "store_true"},
     "retire de la base ce qui n'y est plus, sans rien y ajouter",
     "remove from the baseline what is no longer there, and add nothing"),
    (("--force",), {"action": "store_true"},
     "remplace une base qui est déjà là", "replace a baseline that is there already"),
)  # fmt: skip


def add(parser: Parser) -> None:
    """The options of ``baseline``."""
    parser.add((*COMMON, *CONFIG, *PATHS, *ASKED, *_OPTIONS))
    parser.set_defaults(run=run, **PLAIN)


def run(arguments: Namespace) -> int:
    """Write a baseline, or prune one; nothing is written where a file could not be judged."""
    path = arguments.output
    old = load(path) if arguments.prune else None
    deposits = named(arguments, aside=[path])
    if not deposits:
        raise UsageError(
            Text(
                "L'entrée standard n'a pas de nom à retenir : donnez des fichiers ou des dossiers.",
                "The standard input has no name to keep: give files or folders.",
            )
        )
    _spare(path, read_paths(deposits, arguments))
    force = arguments.force or arguments.prune
    may_write(path, force=force)
    found = checked(deposits, arguments)
    _spare(path, found.settings(arguments.rules))
    for file in found.report.files:
        if file.verdict == UNDETERMINED:
            raise _unjudged(file)
    folder, unseen = os.path.dirname(path), None
    if old is None:
        made = taken(found.report, folder)
    else:
        gone, unseen = old.gone(found.report, found.files)
        made = Baseline(folder, old.marks - gone)
    write(path, made.written(), force=force)
    say(inert(_said(made, old, path).get(arguments.lang)))
    if unseen:
        say(inert(kept(unseen).get(arguments.lang)))
    return 0


def _spare(path: str, read: Sequence[str]) -> None:
    """`WriteError` where the baseline would replace one of the files that are `read`."""
    if is_among(path, read):
        from segur_lint.atomic import WriteError

        raise WriteError(path, IS_READ)


def _said(made: Baseline, old: Baseline | None, path: str) -> Text:
    name, count, files = printable(path), made.count, made.files
    many, several = "s" * (count > 1), "s" * (files > 1)
    fr = f"{count} constat{many}, {files} fichier{several}"
    en = f"{count} finding{'s' * (count != 1)}, {files} file{'s' * (files != 1)}"
    if old is None:
        return Text(f"Écrit : {name} ({fr}).", f"Written: {name} ({en}).")
    gone = old.count - count
    return Text(
        f"{name} : {gone} constat{'s' * (gone > 1)} de moins ; reste : {fr}.",
        f"{name}: {gone} finding{'s' * (gone != 1)} less; left: {en}.",
    )


def _unjudged(file: FileReport) -> UsageError | CrashError:
    name, why = printable(file.file), file.error
    said = Text(
        f"« {name} » n'a pas pu être jugé"
        + (f" : {why.fr.rstrip('.')}" if why else "")
        + ". La base n'est pas écrite : elle cacherait ce qui n'a pas été vu.",
        f"“{name}” could not be judged"
        + (f": {why.en.rstrip('.')}" if why else "")
        + ". The baseline is not written: it would hide what was not seen.",
    )
    return CrashError(said) if file.crashed else UsageError(said)
