"""``segur-lint rules import-table``: rows of a pack from the table of balises of a guide."""

from __future__ import annotations

import os
import sys

from segur_lint import library, resources
from segur_lint.cli.output import out
from segur_lint.cli.rules.common import spare, tell, would_write, written
from segur_lint.errors import UsageError
from segur_lint.inputs import read_file
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.author import Rules
    from segur_lint.authoring.importing.tableimport import Import
    from segur_lint.authoring.writing.planned import Planned
    from segur_lint.cli.arguments import Option

SAID = Text(
    "des règles faites du tableau des balises de l'ASP (CSV)",
    "rules made of the ASP's table of balises (CSV)",
)
PACK = Text(
    "le nom du jeu à faire ou à compléter ; sinon celui du fichier",
    "the name of the pack to make or complete; else that of the file",
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
    (("--write",), {"action": "store_true"},
     "complète le jeu que --pack nomme, son modèle et son dépôt d'exemple",
     "complete the pack that --pack names, its model and its sample"),
    (("--prefix",), {"metavar": "ABC"},
     "le début des identifiants (celui du jeu)", "what ids begin with (the pack's)"),
    (("--first",), {"metavar": "N", "default": "1"},
     "le premier numéro (le premier libre)", "the first number (the first free one)"),
    (("--source",), {"metavar": "§…"},
     "la source des règles, comme §3.2", "the rules' source, such as §3.2"),
    (("--guide",), {"metavar": "FICHIER"},
     "les clauses du guide à faire ou à compléter", "the guide's clauses to make or complete"),
    (("--force",), {"action": "store_true"},
     "remplace le jeu qui est là, quand --pack n'en nomme pas",
     "replace the pack that is there, where --pack names none"),
)  # fmt: skip


def run(arguments: Namespace) -> int:
    """Read the table, write what it makes; 1 where something of it was not read."""
    from segur_lint.authoring.importing.counts import already, counted
    from segur_lint.authoring.importing.table import read_table
    from segur_lint.authoring.importing.tableimport import Import
    from segur_lint.authoring.importing.target import Asked
    from segur_lint.authoring.writing import names
    from segur_lint.authoring.writing.templates import settings
    from segur_lint.source import Source

    data = read_file(arguments.file)
    if isinstance(data, Text):
        raise _unfit(arguments.file, data)
    made_of = (arguments.output, arguments.model, arguments.sample, arguments.guide)
    for path in filter(None, made_of):
        spare(path, [arguments.file])
    source, how = Source(arguments.file, data), settings("tableau")
    table = read_table(source, how)
    if not table.lines:  # told before anything is asked of options
        is_alone = arguments.output is None and not arguments.write
        for error in [*table.notes, *table.problems]:
            shown = table.sheet.told(error).render(arguments.lang)
            tell(shown, sys.stderr if is_alone else sys.stdout)
        return 1
    first, given = names.first(arguments.first), arguments.source
    origin = "" if given is None else names.source(given)
    files, rules = _rules(arguments)
    is_tried = _is_tried(arguments, rules)
    if arguments.write or is_tried:
        _own_files(arguments, rules)
    pack = _pack(arguments, rules)
    prefix = arguments.prefix
    asked = Asked(
        source,
        pack=pack,
        output=arguments.output,
        model=arguments.model,
        sample=arguments.sample,
        prefix=names.prefix_of(rules.packs.get(pack or ""), pack or "")
        if prefix is None
        else names.prefix(prefix),
        first=first,
        origin=origin,
    )
    made = Import(asked, files, rules, how)
    # Beside the rows, never in them.
    is_shown = is_tried or arguments.output is None
    told = sys.stderr if is_shown else sys.stdout
    for error in [*made.table.notes, *made.problems()]:
        tell(made.table.sheet.told(error).render(arguments.lang), told)
    if made.drafts:
        planned = _planned(made, arguments.guide)
        packs = {each.source.name for each in rules.packs.values()}
        others = [path for path, _ in files if path not in packs]
        for each in planned:  # what is not completed does not go over what is read
            spare(each.path, others if each.old is None else ())
        if is_shown:
            out(made.rows)
        if is_tried:
            would_write(planned, arguments, told)
        else:
            written(planned, arguments, told)
    by_rule = already(made)
    if by_rule is not None:
        tell(by_rule.get(arguments.lang), told)
    tell(counted(made).get(arguments.lang), told)
    if is_tried:
        unwritten = Text("Rien n'est écrit : --write le fait.", "Nothing is written: --write does.")
        tell(unwritten.get(arguments.lang), told)
    return 1 if made.problems() else 0


def _rules(arguments: Namespace) -> tuple[list[tuple[str, bytes]], Rules]:
    """The files of rules, those to complete among them, and what they say."""
    from segur_lint.author import read_all

    files = library.files(arguments.rules)
    known = {os.path.realpath(path) for path, _ in files}
    completed = [arguments.model, arguments.guide]
    completed += [arguments.output if arguments.pack is not None else None]
    for path in completed:
        if path is not None and os.path.isfile(path) and os.path.realpath(path) not in known:
            data = read_file(path)
            if isinstance(data, Text):
                raise _unfit(path, data)
            files.append((path, data))
    return files, read_all(files)


def _is_tried(arguments: Namespace, rules: Rules) -> bool:
    """Whether the command shows what ``--write`` would do to a pack of the person's own."""
    found = rules.packs.get(arguments.pack or "")
    names_none = not (arguments.output or arguments.model or arguments.sample)
    is_own = found is not None and not _is_ours(found.source.name)
    return names_none and is_own and not arguments.write


def _own_files(arguments: Namespace, rules: Rules) -> None:
    """With ``--write``, the files to complete are those of the pack, but for those named."""
    from segur_lint.authoring.importing.target import Target, flat_pack
    from segur_lint.authoring.writing import names

    found = rules.packs.get(arguments.pack or "")
    if found is None:
        raise names.unknown_pack(arguments.pack or "", rules)
    if _is_ours(found.source.name):
        raise names.not_yours(found)
    flat = flat_pack(rules, found.name)
    model = Target.path_of_model(flat)
    sample = found.fields.get("sample")
    arguments.output = arguments.output or found.source.name
    if arguments.model is None and not _is_ours(model):
        arguments.model = os.path.relpath(model)
    if arguments.sample is None and sample is not None:
        folder = os.path.dirname(found.source.name)
        arguments.sample = os.path.join(folder, *sample.text.split("/"))


def _is_ours(path: str) -> bool:
    folder = os.path.realpath(resources.folder("rules"))
    return os.path.dirname(os.path.realpath(path)) == folder


def _pack(arguments: Namespace, rules: Rules) -> str | None:
    """The name of the pack to complete or to make; None where no pack is asked for."""
    from segur_lint.authoring.importing import clauses
    from segur_lint.authoring.writing import names

    if arguments.guide is not None:
        clauses.refuse(arguments.source or "", arguments.output is not None)
    name: str | None = arguments.pack
    output = arguments.output
    if output is None:
        if name is not None and name not in rules.packs:
            raise names.unknown_pack(name, rules)
        return name
    name = names.pack_of_file(output) if name is None else names.pack_name(name)
    found = rules.packs.get(name)
    if found is not None and os.path.realpath(found.source.name) != os.path.realpath(output):
        raise names.elsewhere(found)
    return name


def _planned(made: Import, guide: str | None) -> list[Planned]:
    """The files to write."""
    from segur_lint.authoring.importing import clauses
    from segur_lint.authoring.writing.planned import Planned

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
    return files + ([] if guide is None else clauses.planned(made, guide))


def _sample(made: Import, path: str) -> list[Planned]:
    """The sample, made of the pack's own where there is none yet."""
    from segur_lint.authoring.writing import samplefill
    from segur_lint.authoring.writing.planned import Planned

    is_there = os.path.lexists(path)
    start = path if is_there else made.sample_of_pack()
    data = read_file(start)
    if isinstance(data, Text):
        raise _unfit(start, data)
    filled = samplefill.completed(start, data, made.target.top, made.values())
    if is_there and filled == data:
        return []
    said = Text("le dépôt d'exemple", "the sample deposit")
    return [Planned(path, filled, said, data if is_there else None)]


def _unfit(path: str, why: Text) -> UsageError:
    shown = printable(path)
    return UsageError(Text(f"« {shown} » : {why.fr}.", f"“{shown}”: {why.en}."))
