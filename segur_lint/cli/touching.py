"""What ``check`` is to look at where not files are named but members of deposits, or a revision."""

from __future__ import annotations

import os
import sys

from segur_lint.deposit import FILE, Deposit, gather, orphans, whole
from segur_lint.errors import UsageError
from segur_lint.report.model import SOUND
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from segur_lint.cli.arguments import Option
    from segur_lint.report.model import Report

    #: Formats, and where each goes, None for the standard output.
    Reports = Sequence[tuple[str, str | None]]

OPTIONS: tuple[Option, ...] = (
    (("--whole",), {"action": "store_true"},
     "chaque chemin vaut pour tout son dépôt : un document, pour le JSON d'à côté (pre-commit)",
     "each path stands for its whole deposit: a document, for the JSON beside it (pre-commit)"),
    (("--changed-since",), {"metavar": "RÉVISION"},
     "seulement les dépôts, entiers, que la branche a touchés depuis cette révision de git",
     "only the deposits, whole, that the branch touched since this revision of git"),
    (("--deleted-since",), {"metavar": "RÉVISION"},
     "ce que git a perdu depuis cette révision est attendu : un document supprimé est une faute",
     "what git lost since this revision is expected: a document that was deleted is a fault"),
    (("--quiet",), {"action": "store_true"},
     "n'écrit rien quand tout est déposable sans réserve",
     "write nothing where all can be deposited without reservation"),
)  # fmt: skip


#: The formats that a person reads as they come.
READ = ("text", "github")


def asked(arguments: Namespace) -> bool:
    """Whether deposits are to be found from their members; perhaps there are none."""
    since = (arguments.changed_since, arguments.deleted_since)
    return bool(arguments.whole) or any(each is not None for each in since)


def deposits(arguments: Namespace) -> list[Deposit]:
    """The deposits that the arguments tell of, whole: perhaps none."""
    paths: list[str] = arguments.paths
    if "-" in paths:
        raise UsageError(
            Text(
                "« - » (l'entrée standard) n'a ni dossier ni passé : il ne va pas avec --whole, "
                "--changed-since ni --deleted-since.",
                "“-” (the standard input) has neither folder nor past: it does not go with "
                "--whole, --changed-since nor --deleted-since.",
            )
        )
    if arguments.changed_since is not None:
        there, gone = _since(paths, arguments.changed_since)
        files = [each for deposit in whole(paths) for each in deposit.files]
        inside = _Inside([*paths, *files])
    else:
        there, gone, inside = list(paths), [], None
    if arguments.deleted_since is not None:
        below = _Inside(paths)
        gone = [*gone, *(each for each in _since(paths, arguments.deleted_since)[1] if below(each))]
    _require(paths, gone, arguments)
    there = [*there, *_configured([*there, *gone], arguments)]
    made = whole(there, gone)
    if inside is not None:
        made = [each.within(filter(inside, each.files)) for each in made]
        made.sort(key=lambda each: each.files)  # what is gone and what is there came apart
    made = [each for each in made if each.files]
    _tell_left([path for path in orphans(gone) if inside is None or inside(path)], arguments)
    if made and arguments.documents:
        return gather([file for each in made for file in each.files], arguments.documents)
    return made


def left(report: Report, arguments: Namespace, reports: Reports) -> Reports:
    """The `reports` to write: all but what would tell a person that there is nothing to do."""
    if not (arguments.quiet and report.verdict == SOUND):
        return reports
    return [(name, path) for name, path in reports if path is not None or name not in READ]


def _tell_left(archives: Sequence[str], arguments: Namespace) -> None:
    """Tell of the archives whose file is gone: nothing speaks of them, so nothing checks them."""
    for path in archives:
        name = printable(path)
        said = Text(
            f"« {name} » n'est pas contrôlé : il n'y a plus de fichier .json à côté. Supprimez "
            "cette archive aussi, ou remettez le fichier.",
            f"“{name}” is not checked: there is no .json file beside it any more. Delete this "
            "archive too, or put the file back.",
        )
        _warn(said, arguments)


def _warn(said: Text, arguments: Namespace) -> None:
    from segur_lint.report.text import inert

    print(inert(said.get(arguments.lang)), file=sys.stderr)


class _Inside:
    """Whether a path is one of these, or in one of them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.known = set(map(os.path.realpath, paths))

    def __call__(self, path: str) -> bool:
        place = os.path.realpath(path)
        while place not in self.known:
            above = os.path.dirname(place)
            if above == place:
                return False
            place = above
        return True


def _since(paths: Sequence[str], revision: str) -> tuple[list[str], list[str]]:
    """What is there, and what is gone, in the repositories that hold these paths."""
    from segur_lint.authoring.revisions.touched import touched

    there: dict[str, None] = {}
    gone: dict[str, None] = {}
    for folder in dict.fromkeys(map(_folder, paths)):
        found = touched(folder, revision)
        there.update(dict.fromkeys(found.there))
        gone.update(dict.fromkeys(found.gone))
    return list(there), list(gone)


def _folder(path: str) -> str:
    """The nearest folder that is there: the path, or one that holds it."""
    while not os.path.isdir(path or os.curdir):
        path = os.path.dirname(path)
    return path or os.curdir


def _require(paths: Sequence[str], gone: Iterable[str], arguments: Namespace) -> None:
    """Refuse a path that is not there, unless it is among what is gone.

    With ``--deleted-since`` that is told, and no fault: a hook that always runs would refuse every
    commit of a repository whose folder of deposits is not there yet, or no longer.
    """
    lost = {os.path.realpath(each) for each in gone}
    for path in paths:
        place = os.path.realpath(path)
        if os.path.lexists(path) or any(
            each == place or each.startswith(place + os.sep) for each in lost
        ):
            continue
        name = printable(path)
        if arguments.deleted_since is not None:
            said = Text(
                f"« {name} » n'existe pas : rien n'y est contrôlé.",
                f"“{name}” does not exist: nothing is checked there.",
            )
            _warn(said, arguments)
            continue
        raise UsageError(
            Text(
                f"« {name} » n'existe pas. Vérifiez le chemin.",
                f"“{name}” does not exist. Check the path.",
            )
        )


def _configured(paths: Sequence[str], arguments: Namespace) -> list[str]:
    """The folders of which the configuration, or what it names, is among these paths.

    A register, a rule or a document that stands elsewhere says something of all its files.
    """
    if arguments.config is not None:
        return []
    from segur_lint.config import load
    from segur_lint.configured import NAME, find, require_name

    found: dict[str, None] = {}
    known: dict[str, str | None] = {}
    named: dict[str, _Inside] = {}
    for path in paths:
        if os.path.basename(path) == NAME:
            found[os.path.dirname(path) or os.curdir] = None
        elif not path.lower().endswith(FILE) and (name := find(path, known)) is not None:
            if name not in named:
                require_name(name)
                config = load(name, rules=arguments.rules, cache=arguments.cache)
                there = (*config.rules, *config.documents, *config.registers.values())
                named[name] = _Inside(there)
            if named[name](path):
                found[os.path.dirname(name) or os.curdir] = None
    return [each for each in found if os.path.isdir(each)]
