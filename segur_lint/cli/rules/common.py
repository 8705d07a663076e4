"""What the actions of ``rules`` share: the packs that are asked for, a console to draw tables."""

from __future__ import annotations

import os
import sys

from segur_lint import library
from segur_lint.cli.output import IS_READ, is_among, out, say
from segur_lint.report.folding import COLUMNS
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from rich.console import Console

    from segur_lint.authoring.tracing.clauses import Held
    from segur_lint.authoring.writing.planned import Planned
    from segur_lint.cli.arguments import Option
    from segur_lint.link import Pack


#: Where what an action makes is written: see `give`.
WRITTEN: tuple[Option, ...] = (
    (("--output",), {"metavar": "FICHIER"},
     "où l'écrire (la sortie standard)", "where to write it (the standard output)"),
    (("--force",), {"action": "store_true"},
     "remplace le fichier qui est là", "replace the file that is there"),
)  # fmt: skip


def packs_of(arguments: Namespace) -> list[Pack]:
    """The pack that is named, or all of them."""
    packs = library.load(arguments.rules, cache=arguments.cache)
    return packs if arguments.pack is None else [library.choose(packs, arguments.pack)]


def shown_packs(arguments: Namespace) -> list[Pack]:
    """The same, without the pack of what all share: the others repeat its rules."""
    packs = packs_of(arguments)
    if arguments.pack is not None:
        return packs
    return [pack for pack in packs if not pack.program["fallback"]] or packs


def held_packs(held: list[Held], name: str | None) -> list[Held]:
    """The same, of packs that were read with their guides."""
    if name is None:
        return [each for each in held if not each.pack.program["fallback"]] or held
    pack = library.choose([each.pack for each in held], name)
    return [each for each in held if each.pack is pack]


def read_for(folders: Sequence[str]) -> list[str]:
    """The files that are read for our rules and those of `folders`: none is to be replaced."""
    from segur_lint.authoring.revisions import versions

    files = library.files(folders)
    packs = [flat.own for flat in versions.read("", files, []).flats.values()]  # nothing compiled
    samples = [
        os.path.join(os.path.dirname(pack.source.name), *pack.fields["sample"].text.split("/"))
        for pack in packs
        if "sample" in pack.fields
    ]
    return [*(path for path, _ in files), *samples]


def spare(path: str, read: Iterable[str]) -> None:
    """`WriteError` where the file to write is one of those that are `read`."""
    from segur_lint.atomic import WriteError

    if is_among(path, read):
        raise WriteError(path, IS_READ)


def give(said: str | bytes, arguments: Namespace) -> None:
    """To the file of ``--output``, which ``--force`` lets it replace, or to the output.

    A file of rules, or a sample, is never replaced.
    """
    if arguments.output is None:
        out(said)
        return
    from segur_lint.atomic import write

    spare(arguments.output, read_for(arguments.rules))
    data = said.encode() if isinstance(said, str) else said
    write(arguments.output, data, force=arguments.force)


def console() -> Console:
    """Where tables are drawn."""
    from rich.console import Console

    # A file or a pipe is as wide as everywhere, whatever the terminal beside it.
    width = None if sys.stdout.isatty() and os.environ.get("COLUMNS") else COLUMNS
    return Console(width=width, highlight=False, markup=False, emoji=False)


def tell(said: str, told: TextIO) -> None:
    """A line on the standard output, or beside it."""
    if told is sys.stdout:
        say(said)
    else:
        print(said, file=told)


def written(files: Sequence[Planned], arguments: Namespace, told: TextIO) -> None:
    """Write planned files, all or none, and tell which."""
    from segur_lint.authoring.writing.planned import write_planned

    write_planned(files, force=arguments.force)
    done = Text("Écrit : ", "Written: "), Text("Complété : ", "Completed: ")
    _name(files, done, arguments, told)


def would_write(files: Sequence[Planned], arguments: Namespace, told: TextIO) -> None:
    """Tell which files would be written: none is."""
    done = Text("Serait écrit : ", "Would be written: ")
    _name(files, (done, Text("Serait complété : ", "Would be completed: ")), arguments, told)


def _name(
    files: Sequence[Planned], done: tuple[Text, Text], arguments: Namespace, told: TextIO
) -> None:
    """Name each file; `done` is said of those that are new, and of those that are completed."""
    for each in files:
        verb = done[each.old is not None].get(arguments.lang)
        said = f"{verb}{printable(each.path)} ({each.said.get(arguments.lang)})"
        tell(said, told)
