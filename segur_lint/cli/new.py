"""``segur-lint new``: a sound example deposit, to learn from and to try a chain with."""

from __future__ import annotations

import os
import shlex

from segur_lint import newdeposit
from segur_lint.allornone import make_folder, write_all
from segur_lint.api import Linter
from segur_lint.cli.arguments import COMMON
from segur_lint.cli.output import say
from segur_lint.dates import day_of
from segur_lint.errors import UsageError
from segur_lint.library import choose
from segur_lint.text import Text, listed, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser
    from segur_lint.link import Pack
    from segur_lint.newdeposit import Example

#: The status of a pack whose document was published: the others are named.
PUBLISHED = "publié"
_OPTIONS: tuple[Option, ...] = (
    (("--pack",), {"metavar": "NOM"},
     "le jeu de règles ; sinon le seul qui a un exemple, ou le seul des nôtres qui est publié",
     "the pack; else the only one with a sample, or the only one of ours that is published"),
    (("--output-dir",), {"metavar": "DOSSIER", "default": os.curdir},
     "où écrire (le dossier courant)", "where to write (the current folder)"),
    (("--count",), {"metavar": "N", "default": "1"},
     "combien de demandes (1)", "how many claims (1)"),
    (("--layout",), {"choices": ("nested", "flat")},
     "blocs imbriqués ou à plat", "nested blocs, or flat"),
    (("--documents",), {"action": "store_true", "default": True},
     "avec les pièces, dans un zip (c'est le cas)", "with the documents, in a zip (the default)"),
    (("--no-documents",), {"dest": "documents", "action": "store_false"},
     "le fichier JSON seul", "the JSON file alone"),
    (("--date",), {"metavar": "AAAA-MM-JJ"},
     "le jour du dépôt (aujourd'hui)", "the day of the deposit (today)"),
    (("--force",), {"action": "store_true"},
     "remplace les fichiers qui sont là", "replace the files that are there"),
)  # fmt: skip


def add(parser: Parser) -> None:
    """The options of ``new``."""
    parser.add((*(option for option in COMMON if option[0] != ("--pack",)), *_OPTIONS))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Write an example, once it is known to be sound."""
    count, day = _count(arguments.count), day_of(arguments.date)
    linter = _linter(arguments, arguments.pack)
    pack = _pack(linter, arguments.pack, arguments.rules)
    example = newdeposit.make(pack, count, day, arguments.layout)
    _prove(_linter(arguments, pack.name), example)
    path = os.path.normpath(os.path.join(arguments.output_dir, example.name))
    files = [(path, example.data, _several(count, pack.elements[pack.unit or 0]))]
    if arguments.documents and example.documents:
        archive = os.path.splitext(path)[0] + ".zip"
        said = _several(len(example.documents), "document")
        files.insert(0, (archive, example.archive(), said))
    _write(files, arguments)
    # The pack is named to the next command too, where the content alone does not choose it.
    chosen = linter.check_bytes(example.name, example.data).pack == pack.name
    _tell(files, arguments, arguments.pack or (None if chosen else pack.name))
    return 0


def _linter(arguments: Namespace, pack: str | None) -> Linter:
    return Linter(pack, rules=arguments.rules, date=arguments.date, cache=arguments.cache)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= LONGEST:
        count = int(text)
        if 1 <= count <= newdeposit.MOST:
            return count
    raise UsageError(
        Text(
            f"--count : « {printable(text)} » n'est pas un nombre de 1 à {newdeposit.MOST}.",
            f"--count: “{printable(text)}” is not a number from 1 to {newdeposit.MOST}.",
        )
    )


#: Characters of a number of units.
LONGEST = 6


def _pack(linter: Linter, name: str | None, more: Sequence[str]) -> Pack:
    """The pack that is named, or the only one that an example can be made from.

    Beside ours, those of other folders are named: nobody's rules are passed over unsaid.
    """
    ready = [
        pack
        for pack in linter.packs
        if pack.program["sample"] is not None and not pack.program["fallback"]
    ]
    if name is not None:
        return choose([pack for pack in linter.packs if not pack.program["fallback"]], name)
    published = [pack for pack in ready if pack.program["status"] == PUBLISHED]
    for only in (ready, () if more else published):
        if len(only) == 1:
            return only[0]
    known = listed([pack.name for pack in ready])
    raise UsageError(
        Text(
            f"Nommez le jeu de règles avec --pack. {known.fr}",
            f"Name the pack with --pack. {known.en}",
        )
    )


def _prove(linter: Linter, example: Example) -> None:
    """Refuse an example that the pack's own rules find faulty."""
    report = linter.check_bytes(example.name, example.data)
    errors = [each for each in report.findings if each.severity == "error"]
    if errors or report.crashed:
        why = errors[0].message if errors else report.error or Text("", "")
        rule = f"{errors[0].rule} : " if errors else ""
        raise UsageError(
            Text(
                f"Aucun exemple n'est écrit, il serait en faute. {rule}{why.fr}",
                f"No example is written, it would be at fault. {rule}{why.en}",
            )
        )


def _several(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count > 1)}"


def _write(files: list[tuple[str, bytes, str]], arguments: Namespace) -> None:
    """Write all the files, or none."""
    make_folder(arguments.output_dir)
    write_all([(path, data) for path, data, _ in files], force=arguments.force)


def _tell(files: list[tuple[str, bytes, str]], arguments: Namespace, pack: str | None) -> None:
    lang, path = arguments.lang, files[-1][0]
    for written, _, said in reversed(files):
        say(Text("Écrit : ", "Written: ").get(lang) + f"{printable(written)} ({said})")
    words = ["segur-lint", "check", *(["--pack", pack] if pack else [])]
    words += [word for folder in arguments.rules for word in ("--rules", folder)]
    command = printable(shlex.join([*words, path]))
    say(
        Text(
            "C'est un exemple : ses valeurs sont inventées, il n'est pas à déposer.\n"
            f"Pour le contrôler : {command}",
            f"It is an example: its values are made up, it is not to be deposited.\n"
            f"To check it: {command}",
        ).get(lang)
    )
