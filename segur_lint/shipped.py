"""What our rules compile to, made when the wheel is built, and carried by it beside them.

It is used only where the rules and the grammars are, to the byte, those that it was made of: what
is edited in an installation is compiled anew. A working copy has none.
"""

from __future__ import annotations

import os

from segur_lint import __version__, resources
from segur_lint.cache import REPEATABLE, fingerprint, sealed, unsealed
from segur_lint.link import Pack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Files = list[tuple[str, bytes]]

#: Its name, beside the folders of data; setup.py says it too.
FILE = "rules.programs"
#: Bytes that say how long what stands before the rules is.
_LONG = 4


def read(files: Files, grammars: Files) -> list[Pack] | None:
    """The packs of our rules, whose `files` and `grammars` these are; None where to compile.

    The rules of a pack, which are most of it, are read when they are asked for.
    """
    folder = resources.folder("rules")
    try:
        with open(os.path.join(os.path.dirname(folder), FILE), "rb") as file:
            data = file.read()
        at = _LONG + int.from_bytes(data[:_LONG], "little")
        made = unsealed(data[_LONG:at])
    except (OSError, ValueError, EOFError, TypeError):
        return None
    if made["of"] != _of(files, grammars):
        return None
    packs = []
    for head, long in zip(made["heads"], made["rules"], strict=True):
        if head["sample"]:
            head["sample"] = os.path.join(folder, *head["sample"].split("/"))
        packs.append(Pack(head, _Rules(head["pack"], data[at : at + long], files)))
        at += long
    return packs


class _Rules:
    """The rules of a pack, as they are sealed; compiled anew from its `files` if they are not."""

    __slots__ = ("data", "files", "name")

    def __init__(self, name: str, data: bytes, files: Files) -> None:
        self.name = name
        self.data = data
        self.files = files

    def __call__(self) -> list[dict[str, Any]]:
        """The rules."""
        try:
            rules: list[dict[str, Any]] = unsealed(self.data)
        except (ValueError, EOFError, TypeError):
            from segur_lint.author import compile_all

            made = compile_all(self.files)
            rules = next(each["rules"] for each in made if each["pack"] == self.name)
        return rules


def write(path: str, programs: list[dict[str, Any]], files: Files, grammars: Files) -> None:
    """Keep at `path` the programs of our rules, compiled from these `files`."""
    folder = resources.folder("rules")
    heads = [
        {**program, "sample": _within(folder, program["sample"]), "rules": None}
        for program in programs
    ]
    rules = [sealed(program["rules"], REPEATABLE) for program in programs]
    made = {"of": _of(files, grammars), "heads": heads, "rules": [*map(len, rules)]}
    body = sealed(made, REPEATABLE)
    with open(path, "wb") as file:
        file.write(len(body).to_bytes(_LONG, "little") + body + b"".join(rules))


def _within(folder: str, path: str | None) -> str | None:
    """A path from a folder, with the slashes of all systems."""
    return path and os.path.relpath(path, folder).replace(os.sep, "/")


def _of(files: Files, grammars: Files) -> str:
    """What tells rules and grammars from others, wherever they are installed."""
    named = [(os.path.basename(path), data) for path, data in (*files, *grammars)]
    return fingerprint(named, __version__)
