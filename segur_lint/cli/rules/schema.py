"""``segur-lint rules schema``: what an editor needs to help with rules, models, configurations."""

from __future__ import annotations

import os

from segur_lint import library
from segur_lint.allornone import make_folder
from segur_lint.atomic import write
from segur_lint.cli.output import say
from segur_lint.cli.rules.common import read_for, spare
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.authoring.schema import Known
    from segur_lint.cli.arguments import Option

SAID = Text(
    "écrit les schémas qui font aider votre éditeur (avec --pack, les noms du jeu y sont)",
    "write the schemas with which your editor helps (with --pack, they have the pack's names)",
)
_KINDS = ("pack", "model", "guide", "config")
PACK = Text(
    "un jeu, dont les noms vont dans les schémas", "a pack, whose names go into the schemas"
)
OPTIONS: tuple[Option, ...] = (
    (("kind",), {"nargs": "?", "choices": _KINDS, "metavar": "SORTE"},
     f"{', '.join(_KINDS)} ; sinon tous", f"{', '.join(_KINDS)}; else all of them"),
    (("--output",), {"metavar": "DOSSIER", "default": os.curdir},
     "où les écrire (le dossier courant)", "where to write them (the current folder)"),
    (("--force",), {"action": "store_true"},
     "remplace les fichiers qui sont là", "replace the files that are there"),
)  # fmt: skip


def run(arguments: Namespace) -> int:
    """Write the schemas; one that is there already, as it would be written, is left alone."""
    from segur_lint.authoring.schema import FILES, written

    known = _known(arguments)
    folder = arguments.output
    make_folder(folder)
    for kind in [arguments.kind] if arguments.kind else FILES:
        path = os.path.normpath(os.path.join(folder, FILES[kind][0]))
        said = _write(path, written(kind, known), arguments)
        say(said.get(arguments.lang) + printable(path))
    return 0


def _known(arguments: Namespace) -> Known | None:
    """The names of the pack that is asked for."""
    if arguments.pack is None:
        return None
    from segur_lint.authoring.schema import known_in

    packs = library.load(arguments.rules, cache=arguments.cache)
    return known_in(library.choose(packs, arguments.pack))


def _write(path: str, data: bytes, arguments: Namespace) -> Text:
    """Write one file; what was done."""
    try:
        with open(path, "rb") as file:
            same = file.read(len(data) + 1) == data
    except OSError:
        same = False
    if same:
        return Text("Déjà à jour : ", "Up to date: ")
    if arguments.force and os.path.exists(path):
        spare(path, read_for(arguments.rules))
    write(path, data, force=arguments.force)
    return Text("Écrit : ", "Written: ")
