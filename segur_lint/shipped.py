"""What our rules compile to, made when the wheel is built, and carried by it beside them.

It is used only where the rules and the grammars are, to the byte, those that it was made of: what
is edited in an installation is compiled anew. A working copy has none.
"""

from __future__ import annotations

import os

from segur_lint import __version__, resources
from segur_lint.cache import fingerprint, sealed, unsealed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Files = list[tuple[str, bytes]]

#: Its name, beside the folders of data; setup.py says it too.
FILE = "rules.programs"
#: A version of marshal that writes equal values alike: a wheel is the same each time it is made.
_FORMAT = 2


def read(files: Files, grammars: Files) -> list[dict[str, Any]] | None:
    """The programs of our rules, whose `files` and `grammars` these are; None where to compile."""
    folder = resources.folder("rules")
    try:
        with open(os.path.join(os.path.dirname(folder), FILE), "rb") as file:
            made = unsealed(file.read())
    except (OSError, ValueError, EOFError, TypeError):
        return None
    if made["of"] != _of(files, grammars):
        return None
    programs: list[dict[str, Any]] = made["programs"]
    for program in programs:
        if program["sample"]:
            program["sample"] = os.path.join(folder, *program["sample"].split("/"))
    return programs


def write(path: str, programs: list[dict[str, Any]], files: Files, grammars: Files) -> None:
    """Keep at `path` the programs of our rules, compiled from these `files`."""
    folder = resources.folder("rules")
    kept = [{**program, "sample": _within(folder, program["sample"])} for program in programs]
    with open(path, "wb") as file:
        file.write(sealed({"of": _of(files, grammars), "programs": kept}, _FORMAT))


def _within(folder: str, path: str | None) -> str | None:
    """A path from a folder, with the slashes of all systems."""
    return path and os.path.relpath(path, folder).replace(os.sep, "/")


def _of(files: Files, grammars: Files) -> str:
    """What tells rules and grammars from others, wherever they are installed."""
    named = [(os.path.basename(path), data) for path, data in (*files, *grammars)]
    return fingerprint(named, __version__)
