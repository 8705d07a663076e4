"""``segur-lint resubmit``: the deposit of what an answer of the portal rejected."""

from __future__ import annotations

import os

from segur_lint.allornone import write_all
from segur_lint.answer import Answer, read_answer
from segur_lint.cli.arguments import COMMON, CONFIG
from segur_lint.cli.linting import linters
from segur_lint.cli.output import out
from segur_lint.cli.said import lines, plain_json
from segur_lint.dates import day_of
from segur_lint.errors import UsageError
from segur_lint.redeposit import Part, plan
from segur_lint.series import Series
from segur_lint.text import Text, printable
from segur_lint.units import open_units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.answer import Outcome
    from segur_lint.api import Linter
    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser

#: The version of the shape of ``--format json``.
VERSION = "1"
_OPTIONS: tuple[Option, ...] = (
    (("path",), {"metavar": "REPONSE.json"},
     "la réponse du portail, réelle ou simulée", "the portal's answer, real or simulated"),
    (("--output-dir",), {"metavar": "DOSSIER"},
     "le dossier du nouveau dépôt (celui de la réponse)",
     "the folder of the new deposit (that of the answer)"),
    (("--beside",), {"metavar": "DOSSIER", "action": "append", "default": []},
     "un dossier de dépôts déjà faits, dont les numéros ne sont plus à prendre",
     "a folder of deposits that were made, whose numbers are not to be taken again"),
    (("--date",), {"metavar": "AAAA-MM-JJ"},
     "le jour du nouveau dépôt (aujourd'hui)", "the day of the new deposit (today)"),
    (("--format",), {"choices": ("text", "json"), "default": "text"},
     "le format du compte rendu (text)", "the format of what is told (text)"),
    (("--force",), {"action": "store_true"},
     "remplace un fichier qui est déjà là", "replace a file that is there already"),
)  # fmt: skip


def add(parser: Parser) -> None:
    """The options of ``resubmit``."""
    parser.add((*COMMON, *CONFIG, *_OPTIONS))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Tell what the answer says, and write the next deposit where something was rejected."""
    day = day_of(arguments.date)
    path = arguments.path
    answer = _answer(linters(arguments, [path])[path], path)
    parts, checked = [], True
    if answer.rejected:
        folder = arguments.output_dir
        where = os.path.dirname(path) if folder is None else folder
        series, group = Series(answer.units, day), (answer.rejected, where)
        checked = bool(arguments.beside) or series.filed(os.path.basename(path)) is not None
        parts = plan(answer.units, [group], day, empty=True, beside=arguments.beside)
        if not parts[0].is_there:
            folders = [] if folder is None else [folder]
            write_all([parts[0].file], force=arguments.force, folders=folders)
    part = parts[0] if parts else None
    if arguments.format == "json":
        out(plain_json(_plain(path, answer, part, checked)))
    else:
        out(_told(path, answer, part, checked, arguments.lang))
    return 0


def _answer(linter: Linter, path: str) -> Answer:
    if not os.path.lexists(path):
        name = printable(path)
        raise UsageError(
            Text(
                f"« {name} » n'existe pas. Vérifiez le chemin.",
                f"“{name}” does not exist. Check the path.",
            )
        )
    units = Text("c'est un dossier", "it is a folder")
    found = units if os.path.isdir(path) else open_units(linter, path)
    answer = found if isinstance(found, Text) else read_answer(found)
    if isinstance(answer, Text):
        name = printable(path)
        raise UsageError(
            Text(
                f"« {name} » : ce fichier n'est pas une réponse du portail : "
                f"{answer.fr.rstrip('.')}.",
                f"“{name}”: this file is no answer of the portal: {answer.en.rstrip('.')}.",
            )
        )
    return answer


def _told(path: str, answer: Answer, part: Part | None, checked: bool, lang: str) -> str:
    name, total, bad = printable(path), len(answer.outcomes), len(answer.rejected)
    good = total - bad
    simulated = Text(" (simulée)", " (simulated)") if answer.simulated else Text("", "")
    head = Text(
        f"« {name} », réponse du portail{simulated.fr} : {total} demande{'s' * (total > 1)}, "
        f"{good} acceptée{'s' * (good > 1)}, {bad} rejetée{'s' * (bad > 1)}.",
        f"“{name}”, answer of the portal{simulated.en}: {total} claim{'s' * (total != 1)}, {good} "
        f"accepted, {bad} rejected.",
    )
    each = [_outcome(outcome, answer.simulated).get(lang) for outcome in answer.outcomes]
    text = lines([head.get(lang)]) + lines(each, "  ")
    if any(outcome.contradictory for outcome in answer.outcomes):
        doubt = Text(
            "Une réponse contradictoire (son code dit une chose, son libellé une autre) compte "
            "pour un rejet : demandez au portail ce qu'il en est avant de redéposer.",
            "A contradictory answer (its code says one thing, its label another) counts as a "
            "rejection: ask the portal what holds before you file again.",
        )
        text += lines([doubt.get(lang)])
    return text + _next(part, checked, lang)


def _outcome(outcome: Outcome, simulated: bool) -> Text:
    known = f" ({outcome.name})" if outcome.name.strip() else ""
    became = Text("acceptée", "accepted") if outcome.accepted else Text("rejetée", "rejected")
    code = f"{outcome.code} " if outcome.code else ""
    label = Text(f"{code}{outcome.label}", f"{code}{outcome.label}")
    if outcome.contradictory:
        became = Text("rejetée, réponse contradictoire", "rejected, contradictory answer")
    elif simulated and not outcome.accepted:
        # The label is then the title of a rule, which says what should be.
        label = Text(
            f"{outcome.code}, règle non respectée : {outcome.label}",
            f"{outcome.code}, rule not met: {outcome.label}",
        )
    return Text(
        f"demande n° {outcome.number}{known} {became.fr} : {label.fr}",
        f"claim no. {outcome.number}{known} {became.en}: {label.en}",
    )


def _next(part: Part | None, checked: bool, lang: str) -> str:
    if part is None:
        none = Text(
            "Rien n'est à redéposer : toutes les demandes sont acceptées.",
            "Nothing is to be filed again: all claims are accepted.",
        )
        return lines([none.get(lang)])
    name, count = printable(part.path), len(part.positions)
    if part.is_there:
        head = Text(
            f"Le dépôt suivant est déjà là, tel quel : {name}.",
            f"The next deposit is there already, as it is: {name}.",
        )
    else:
        head = Text(
            f"Dépôt suivant écrit, {count} demande{'s' * (count > 1)} : {name}.",
            f"Next deposit written, {count} claim{'s' * (count != 1)}: {name}.",
        )
    then = Text(
        "Corrigez-y ce que le portail a refusé, puis contrôlez-le : segur-lint check.",
        "Mend in it what the portal refused, then check it: segur-lint check.",
    )
    with_it = Text("Ses documents :", "Its documents:")
    if not part.documents:
        with_it = Text("Il ne nomme aucun document.", "It names no document.")
    unsure = Text(
        "Son numéro n'est peut-être pas libre : le nom de la réponse n'en a pas, et les numéros "
        "déjà pris ce jour-là n'ont été cherchés qu'à côté d'elle et du nouveau dépôt. Nommez le "
        "dossier de vos dépôts : --beside DOSSIER.",
        "Its number may not be free: the name of the answer has none, and the numbers already "
        "taken that day were looked for only beside it and the new deposit. Name the folder of "
        "your deposits: --beside FOLDER.",
    )
    told = [head, then, with_it] if checked else [head, unsure, then, with_it]
    return lines(each.get(lang) for each in told) + lines(part.documents, "  ")


def _plain(path: str, answer: Answer, part: Part | None, checked: bool) -> dict[str, object]:
    return {
        "version": VERSION,
        "file": path,
        "simulated": answer.simulated,
        "reference": answer.reference,
        "units": [
            {
                "unit": each.number,
                "name": each.name,
                "accepted": each.accepted,
                "contradictory": each.contradictory,
                "code": each.code,
                "label": each.label,
            }
            for each in answer.outcomes
        ],
        "deposit": None if part is None else part.path,
        "numbers_checked": checked,
        "written": part is not None and not part.is_there,
        "documents": [] if part is None else part.documents,
    }
