"""``segur-lint model import``: a model made of the official template, and how ours differs."""

from __future__ import annotations

import os
import re
import sys

from segur_lint import library, modelimport
from segur_lint.atomic import write
from segur_lint.cli.arguments import COMMON
from segur_lint.cli.output import out, say
from segur_lint.errors import UsageError
from segur_lint.inputs import read_file
from segur_lint.knownmodels import known_models
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser
    from segur_lint.modeldiff import Difference
    from segur_lint.modelimport import Imported

_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
#: What `rules` shares with this command.
_SHARED = (("--rules",), ("--lang",))
_OPTIONS: tuple[Option, ...] = (
    (("file",), {"metavar": "FICHIER"},
     "le modèle officiel, un fichier JSON", "the official template, a JSON file"),
    (("--name",), {"metavar": "NOM"},
     "le nom du modèle", "the model's name"),
    (("--output",), {"metavar": "FICHIER"},
     "où écrire le modèle (la sortie standard)", "where to write the model (the standard output)"),
    (("--against",), {"metavar": "MODÈLE"},
     "le modèle à qui le comparer (le plus proche)", "the model to compare it with (the nearest)"),
    (("--force",), {"action": "store_true"},
     "remplace le fichier qui est là", "replace the file that is there"),
)  # fmt: skip


def add(parser: Parser) -> None:
    """The actions of ``model`` and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    said = parser.say(
        "fait un modèle du modèle officiel, et dit ce qui le distingue du nôtre",
        "make a model of the official template, and tell how ours differs",
    )
    action = actions.add_parser("import", help=said, description=said)
    action.add((*(option for option in COMMON if option[0] in _SHARED), *_OPTIONS))
    action.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make the model, write it, and tell what there is to know of it."""
    path, name = arguments.file, arguments.name
    if name is not None and not _NAME.fullmatch(name):
        raise UsageError(
            Text(
                f"--name : « {printable(name)} » ; le nom d'un modèle est fait de minuscules, de "
                "chiffres et de traits d'union.",
                f"--name: “{printable(name)}”; a model's name is made of lower-case letters, "
                "digits and hyphens.",
            )
        )
    data = read_file(path)
    if isinstance(data, Text):
        shown = printable(path)
        raise UsageError(Text(f"« {shown} » : {data.fr}.", f"“{shown}”: {data.en}."))
    document = modelimport.read_template(path, data)
    known = known_models(library.files(arguments.rules))
    made = modelimport.make(document, known, arguments.against, name)
    if arguments.output is None:
        out(made.text)
    else:
        write(arguments.output, made.text.encode(), force=arguments.force)
    # Beside the model, never in it.
    for line in _told(made, arguments.output):
        if arguments.output is None:
            print(line.get(arguments.lang), file=sys.stderr)
        else:
            say(line.get(arguments.lang))
    return 0


def _told(made: Imported, output: str | None) -> list[Text]:
    lines = list(made.notes)
    if made.against is None:
        lines.append(
            Text("Aucun de nos modèles ne lui ressemble.", "None of our models is like it.")
        )
    else:
        ours, flat = printable(made.against.name), made.layout == "flat"
        fr = f"notre modèle « {ours} »" + ", sous sa forme à plat" * flat
        en = f"our model “{ours}”" + ", in its flat layout" * flat
        if made.differences:
            count = len(made.differences)
            lines.append(Text(f"Comparé à {fr} ({count}) :", f"Compared with {en} ({count}):"))
            lines += [_line(each, made) for each in made.differences]
        else:
            lines.append(Text(f"Mêmes balises que {fr}.", f"The same balises as {en}."))
    if output is not None:
        shown = printable(output)
        named = printable(os.path.basename(output))
        lines.append(
            Text(
                f"Écrit : {shown}. Pour qu'un jeu de règles s'en serve : « model: {named} ».",
                f"Written: {shown}. For a pack to use it: “model: {named}”.",
            )
        )
    return lines


def _line(each: Difference, made: Imported) -> Text:
    """A difference, after the place to look at, and before the other's."""
    assert made.against is not None  # there is none otherwise
    places = []
    for source, balise in ((made.source, each.theirs), (made.against.source, each.ours)):
        if balise is not None:
            place = source.place(balise.offset)
            shown = printable(os.path.basename(source.name))
            places.append(f"{shown}:{place.line}:{place.column}")
    after = f" ({places[1]})" if len(places) > 1 else ""
    said = each.sentence
    return Text(
        f"  {each.sign} {places[0]} {said.fr}{after}", f"  {each.sign} {places[0]} {said.en}{after}"
    )
