"""``segur-lint simulate``: what the portal would answer to deposits."""

from __future__ import annotations

import os
import sys

from segur_lint.answer import Simulation, simulate
from segur_lint.atomic import may_write, write
from segur_lint.cli.arguments import COMMON, CONFIG, pairs
from segur_lint.cli.linting import linters
from segur_lint.cli.output import out
from segur_lint.cli.said import lines
from segur_lint.dates import day_of
from segur_lint.errors import UsageError
from segur_lint.inputs import find, read_file
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser

_OPTIONS: tuple[Option, ...] = (
    (("paths",), {"metavar": "FICHIER", "nargs": "+"},
     "le dépôt, ou plusieurs avec --output", "the deposit, or several with --output"),
    (("--output",), {"metavar": "CHEMIN"},
     "le fichier de la réponse, ou le dossier des réponses",
     "the file of the answer, or the folder of the answers"),
    (("--date",), {"metavar": "AAAA-MM-JJ"},
     "le jour où l'on se place (aujourd'hui)", "the day to stand at (today)"),
    (("--set",), {"dest": "inputs", "metavar": "NOM=VALEUR", "action": "append", "default": []},
     "une valeur que des contrôles demandent et qui n'est pas dans le dépôt",
     "a value that controls ask for and that is not in the deposit"),
    (("--force",), {"action": "store_true"},
     "remplace une réponse qui est déjà là", "replace an answer that is there already"),
)  # fmt: skip


def add(parser: Parser) -> None:
    """The options of ``simulate``."""
    parser.add((*COMMON, *CONFIG, *_OPTIONS))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Answer each deposit; 1 where one is refused, 2 where what would be said is not known."""
    inputs, lang = pairs("--set", arguments.inputs), arguments.lang
    day_of(arguments.date)
    files = find(arguments.paths)
    asked = linters(arguments, files, date=arguments.date, inputs=inputs)
    places = _places(list(asked), arguments.output)
    _allow(places, files, force=arguments.force)
    codes = [0]
    for path, place in places.items():
        data = read_file(path)
        found = data if isinstance(data, Text) else simulate(asked[path], path, data)
        if isinstance(found, Text):
            name = printable(path)
            said = Text(
                f"« {name} » : {found.fr.rstrip('.')}.", f"“{name}”: {found.en.rstrip('.')}."
            )
            sys.stderr.write(lines([said.get(lang)]))
            codes.append(2)
        elif found.refused:
            sys.stderr.write(_refusal(path, found, lang))
            codes.append(1)
        elif place is None:
            out(found.data)
            sys.stderr.write(lines([_count(path, found).get(lang)]))
        else:
            write(place, found.data, force=arguments.force)
            out(lines([_count(path, found).get(lang)]))
    return max(codes)


def _places(paths: list[str], output: str | None) -> dict[str, str | None]:
    """Where the answer to each goes; None is the standard output."""
    if output is not None and os.path.isdir(output):
        return {path: os.path.join(output, os.path.basename(path)) for path in paths}
    if len(paths) > 1:
        raise UsageError(
            Text(
                f"{len(paths)} dépôts ont {len(paths)} réponses : nommez le dossier où les mettre "
                "avec --output.",
                f"{len(paths)} deposits have {len(paths)} answers: name the folder to put them in "
                "with --output.",
            )
        )
    return dict.fromkeys(paths, output)


def _allow(places: dict[str, str | None], files: list[str], *, force: bool) -> None:
    """Refuse, before the first answer is written, what would lose a deposit or an answer."""
    deposits = {_same(path): path for path in files}
    answers: dict[object, str] = {}
    for path, place in places.items():
        if place is None:
            continue
        key, name, to = _same(place), printable(path), printable(place)
        if key in deposits:
            other = printable(deposits[key])
            raise UsageError(
                Text(
                    f"La réponse à « {name} » prendrait la place du dépôt « {other} » : rien n'est "
                    "écrit. Nommez un autre dossier, ou un autre fichier, avec --output.",
                    f"The answer to “{name}” would take the place of the deposit “{other}”: "
                    "nothing is written. Name another folder, or another file, with --output.",
                )
            )
        if key in answers:
            other = printable(answers[key])
            raise UsageError(
                Text(
                    f"Les réponses à « {other} » et à « {name} » iraient dans le même fichier, "
                    f"« {to} » : rien n'est écrit. Lancez la commande une fois pour chaque dossier "
                    "de dépôts, avec un autre --output.",
                    f"The answers to “{other}” and to “{name}” would go to one file, “{to}”: "
                    "nothing is written. Run the command once for each folder of deposits, with "
                    "another --output.",
                )
            )
        answers[key] = path
        may_write(place, force=force)


def _same(path: str) -> object:
    """What two names of one file share."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(path))
    return found.st_dev, found.st_ino


def _refusal(path: str, found: Simulation, lang: str) -> str:
    name = printable(path)
    head = Text(
        f"« {name} » : le portail refuserait ce fichier en entier.",
        f"“{name}”: the portal would refuse this file as a whole.",
    )
    told = [
        f"{name}:{each.start.line}:{each.start.column} {each.rule} {each.message.get(lang)}"
        for each in found.refused
    ]
    return lines([head.get(lang)]) + lines(told, "  ")


def _count(path: str, found: Simulation) -> Text:
    name, total = printable(path), len(found.outcomes)
    good = sum(each.accepted for each in found.outcomes)
    bad = total - good
    return Text(
        f"« {name} », réponse simulée : {total} demande{'s' * (total > 1)}, {good} "
        f"acceptée{'s' * (good > 1)}, {bad} rejetée{'s' * (bad > 1)}.",
        f"“{name}”, simulated answer: {total} claim{'s' * (total != 1)}, {good} accepted, {bad} "
        "rejected.",
    )
