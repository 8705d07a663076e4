"""``segur-lint rules import-table``: rows of a pack from the table of balises of a guide."""

from __future__ import annotations

import os
import re
import sys

from segur_lint import library
from segur_lint.cli.rules.common import written
from segur_lint.errors import UsageError
from segur_lint.inputs import read_file
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.author import Rules
    from segur_lint.authoring.importing import Import
    from segur_lint.authoring.planned import Planned
    from segur_lint.cli.parser import Option

SAID = Text(
    "des règles faites du tableau des balises de l'ASP (CSV)",
    "rules made of the ASP's table of balises (CSV)",
)
OPTIONS: tuple[Option, ...] = (
    (("file",), {"metavar": "FICHIER"},
     "le tableau, en CSV", "the table, in CSV"),
    (("--output",), {"metavar": "FICHIER"},
     "le jeu de règles à faire ou à compléter (la sortie standard)",
     "the pack to make or to complete (the standard output)"),
    (("--model",), {"metavar": "FICHIER"},
     "le modèle à faire ou à compléter", "the model to make or to complete"),
    (("--sample",), {"metavar": "FICHIER"},
     "le dépôt d'exemple à faire ou à compléter", "the sample deposit to make or to complete"),
    (("--prefix",), {"metavar": "ABC"},
     "le début des identifiants (celui du jeu)", "what ids begin with (the pack's)"),
    (("--first",), {"metavar": "N", "default": "1"},
     "le premier numéro (le premier libre)", "the first number (the first free one)"),
    (("--source",), {"metavar": "§…"},
     "la source des règles, comme §3.2", "the rules' source, such as §3.2"),
    (("--force",), {"action": "store_true"},
     "remplace le jeu qui est là, quand --pack n'en nomme pas",
     "replace the pack that is there, where --pack names none"),
)  # fmt: skip


def run(arguments: Namespace) -> int:
    """Read the table, write what it makes; 1 where something of it was not read."""
    from segur_lint.authoring.gabarit import settings
    from segur_lint.authoring.importing import Import
    from segur_lint.authoring.target import Asked
    from segur_lint.source import Source

    data = read_file(arguments.file)
    if isinstance(data, Text):
        raise _unfit("", arguments.file, data)
    files, rules = _rules(arguments)
    asked = Asked(
        Source(arguments.file, data),
        pack=_pack(arguments, rules),
        output=arguments.output,
        model=arguments.model,
        sample=arguments.sample,
        prefix=_prefix(arguments, rules),
        first=_first(arguments.first),
        origin=_source(arguments.source),
    )
    made = Import(asked, files, rules, settings("tableau"))
    # Beside the rows, never in them.
    told = sys.stderr if arguments.output is None else sys.stdout
    for error in [*made.table.notes, *made.problems()]:
        print(error.render(arguments.lang), file=told)
    if made.drafts:
        if arguments.output is None:
            sys.stdout.write(made.rows)
            sys.stdout.flush()
        written(_planned(made), arguments, told)
    print(made.counted().get(arguments.lang), file=told)
    return 1 if made.problems() else 0


def _rules(arguments: Namespace) -> tuple[list[tuple[str, bytes]], Rules]:
    """The files of rules, those to complete among them, and what they say."""
    from segur_lint.author import read_all

    files = library.files(arguments.rules)
    known = {os.path.realpath(path) for path, _ in files}
    completed = [arguments.model, arguments.output if arguments.pack is not None else None]
    for path in completed:
        if path is not None and os.path.isfile(path) and os.path.realpath(path) not in known:
            data = read_file(path)
            if isinstance(data, Text):
                raise _unfit("", path, data)
            files.append((path, data))
    return files, read_all(files)


def _pack(arguments: Namespace, rules: Rules) -> str | None:
    """The name of the pack to complete or to make; None where no pack is asked for."""
    from segur_lint.authoring.target import unknown_pack

    name, output = arguments.pack, arguments.output
    if name is None and output is not None:
        name = "-".join(
            re.findall("[a-z0-9]+", os.path.splitext(os.path.basename(output))[0].lower())
        )
    if name is None:
        return None
    found = rules.packs.get(name)
    if output is None:
        if found is None:
            raise unknown_pack(name, rules)
        return str(name)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise UsageError(
            Text(
                f"--pack : « {printable(name)} » ; le nom d'un jeu est fait de minuscules, de "
                "chiffres et de traits d'union.",
                f"--pack: “{printable(name)}”; a pack's name is made of lower-case letters, "
                "digits and hyphens.",
            )
        )
    if found is not None and os.path.realpath(found.source.name) != os.path.realpath(output):
        where = printable(found.source.name)
        raise UsageError(
            Text(
                f"Le jeu « {name} » est déjà dans « {where} ». Pour le compléter : --output "
                f"{where} ; pour un autre, donnez-lui un autre nom avec --pack.",
                f"The pack “{name}” is already in “{where}”. To complete it: --output {where}; "
                "for another one, give it another name with --pack.",
            )
        )
    return str(name)


_ID = re.compile("[A-Z][A-Z0-9]{1,9}")


def _prefix(arguments: Namespace, rules: Rules) -> str:
    """What ids begin with: as it is asked, as most of the pack's own do, or as its name does."""
    given = arguments.prefix
    if given is None:
        name = arguments.pack or os.path.basename(arguments.output or "")
        found = rules.packs.get(name)
        own = (
            [row.id.partition("-")[0] for row in found.rows if row.action == "add"] if found else []
        )
        given = max(own, key=own.count) if own else re.split("[-.]", name)[0].upper()
    if _ID.fullmatch(given):
        return str(given)
    raise UsageError(
        Text(
            f"--prefix : « {printable(given)} » n'est pas le début d'un identifiant. Donnez de 2 à "
            "10 capitales ou chiffres, une capitale d'abord, comme ABC.",
            f"--prefix: “{printable(given)}” is not what an id begins with. Give 2 to 10 capitals "
            "or digits, a capital first, such as ABC.",
        )
    )


def _first(text: str) -> int:
    if re.fullmatch("0{0,2}[1-9][0-9]{0,2}", text, re.ASCII) and int(text) <= 999:
        return int(text)
    raise UsageError(
        Text(
            f"--first : « {printable(text)} » n'est pas un nombre de 1 à 999.",
            f"--first: “{printable(text)}” is not a number from 1 to 999.",
        )
    )


def _source(text: str | None) -> str:
    from segur_lint.row import SOURCE

    if text is None or SOURCE.fullmatch(text):
        return text or ""
    raise UsageError(
        Text(
            f"--source : « {printable(text)} » ; écrivez §3.2, déduit ou usage, puis une précision "
            "entre parenthèses si besoin, ou supposé (d'après quoi).",
            f"--source: “{printable(text)}”; write §3.2, déduit or usage, then a word in "
            "parentheses where needed, or supposé (from what).",
        )
    )


def _planned(made: Import) -> list[Planned]:
    """The files to write."""
    from segur_lint.authoring.planned import Planned

    asked, target = made.asked, made.target
    files = []
    if asked.model is not None:
        path = target.model_path
        old = target.files.get(os.path.realpath(path))
        data = target.model_text.encode()
        if old is None or old[1] != data:
            said = Text("le modèle", "the model")
            files.append(Planned(path, data, said, None if old is None else old[1]))
    if asked.output is not None:
        old_pack = None if target.is_new else target.flat.own.source.data
        said = Text("le jeu de règles", "the pack")
        if made.pack.encode() != old_pack:
            files.append(Planned(asked.output, made.pack.encode(), said, old_pack))
    if asked.sample is not None:
        files += _sample(made, asked.sample)
    return files


def _sample(made: Import, path: str) -> list[Planned]:
    """The sample, made of the pack's own where there is none yet."""
    from segur_lint.authoring import samplefill
    from segur_lint.authoring.planned import Planned

    is_there = os.path.lexists(path)
    start = path if is_there else made.sample_of_pack()
    data = read_file(start)
    if isinstance(data, Text):
        raise _unfit("--sample : ", start, data)
    filled = samplefill.completed(start, data, made.target.top, made.values())
    if is_there and filled == data:
        return []
    said = Text("le dépôt d'exemple", "the sample deposit")
    return [Planned(path, filled, said, data if is_there else None)]


def _unfit(head: str, path: str, why: Text) -> UsageError:
    shown = printable(path)
    return UsageError(Text(f"{head}« {shown} » : {why.fr}.", f"{head}“{shown}”: {why.en}."))
