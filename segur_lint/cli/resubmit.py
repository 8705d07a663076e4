"""``segur-lint resubmit``: the deposit of what an answer of the portal rejected."""

from __future__ import annotations

import os

from segur_lint.answer import Answer, read_answer
from segur_lint.cli.linting import linters
from segur_lint.cli.parser import COMMON, CONFIG
from segur_lint.cli.said import lines, out, plain_json
from segur_lint.errors import UsageError
from segur_lint.redeposit import Part, plan, write_all
from segur_lint.series import day_of
from segur_lint.text import Text, printable
from segur_lint.units import open_units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.api import Linter
    from segur_lint.cli.parser import Option, Parser

#: The version of the shape of ``--format json``.
VERSION = "1"
_OPTIONS: tuple[Option, ...] = (
    (("path",), {"metavar": "REPONSE.json"},
     "la réponse du portail, réelle ou simulée", "the portal's answer, real or simulated"),
    (("--output-dir",), {"metavar": "DOSSIER"},
     "le dossier du nouveau dépôt (celui de la réponse)",
     "the folder of the new deposit (that of the answer)"),
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
    parts = []
    if answer.rejected:
        folder = arguments.output_dir
        where = os.path.dirname(path) if folder is None else folder
        parts = plan(answer.units, [(answer.rejected, where)], day, empty=True)
        if not parts[0].is_there:
            write_all(parts, force=arguments.force, folder=folder)
    part = parts[0] if parts else None
    if arguments.format == "json":
        out(plain_json(_plain(path, answer, part)))
    else:
        out(_told(path, answer, part, arguments.lang))
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


def _told(path: str, answer: Answer, part: Part | None, lang: str) -> str:
    name, total, bad = printable(path), len(answer.outcomes), len(answer.rejected)
    good = total - bad
    simulated = Text(" (simulée)", " (simulated)") if answer.simulated else Text("", "")
    head = Text(
        f"« {name} », réponse du portail{simulated.fr} : {total} demande{'s' * (total > 1)}, "
        f"{good} acceptée{'s' * (good > 1)}, {bad} rejetée{'s' * (bad > 1)}.",
        f"“{name}”, answer of the portal{simulated.en}: {total} claim{'s' * (total != 1)}, {good} "
        f"accepted, {bad} rejected.",
    )
    each = []
    for outcome in answer.outcomes:
        known = f" ({outcome.name})" if outcome.name.strip() else ""
        code = f"{outcome.code} " if outcome.code.strip() else ""
        fr, en = ("acceptée", "accepted") if outcome.accepted else ("rejetée", "rejected")
        said = Text(
            f"demande n° {outcome.number}{known} {fr} : {code}{outcome.label}",
            f"claim no. {outcome.number}{known} {en}: {code}{outcome.label}",
        )
        each.append(said.get(lang))
    return lines([head.get(lang)]) + lines(each, "  ") + _next(part, lang)


def _next(part: Part | None, lang: str) -> str:
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
    said = [head.get(lang), then.get(lang), with_it.get(lang)]
    return lines(said) + lines(part.documents, "  ")


def _plain(path: str, answer: Answer, part: Part | None) -> dict[str, object]:
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
                "code": each.code,
                "label": each.label,
            }
            for each in answer.outcomes
        ],
        "deposit": None if part is None else part.path,
        "written": part is not None and not part.is_there,
        "documents": [] if part is None else part.documents,
    }
