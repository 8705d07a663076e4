"""Files that are planned, then written: all of them, or none."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from segur_lint.atomic import FolderError, WriteError, write
from segur_lint.errors import reason
from segur_lint.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


class Planned:
    """A file to write: its `path` and `data`, what is said of it, and whether it may be there.

    `old` is what a file that is completed holds now: it is replaced without being forced to.
    """

    __slots__ = ("data", "old", "path", "said")

    def __init__(self, path: str, data: bytes, said: Text, old: bytes | None = None) -> None:
        self.path = path
        self.data = data
        self.said = said
        self.old = old


def write_all(files: Sequence[Planned], *, force: bool) -> None:
    """Write the files, and the folders they are in; after an error, or Ctrl-C, all is as it was.

    `WriteError` where a file is there already and neither `force` nor its `old` allows it.
    """
    there = Text("il existe déjà ; --force le remplace", "it is there already; --force replaces it")
    for each in files:
        if os.path.lexists(each.path) and not force and each.old is None:
            raise WriteError(each.path, there)
    folders: list[str] = []
    undo: list[tuple[str, bytes | None]] = []
    try:
        for each in files:
            _make_folder(os.path.dirname(each.path), folders)
            undo.append((each.path, _content(each.path)))
            write(each.path, each.data, force=force or each.old is not None)
    except BaseException:  # an interruption too
        for path, old in reversed(undo):
            with suppress(OSError, WriteError):
                if old is not None:
                    write(path, old, force=True)
                elif os.path.isfile(path):
                    os.remove(path)
        for folder in reversed(folders):
            with suppress(OSError):
                os.rmdir(folder)
        raise


def _content(path: str) -> bytes | None:
    """What is to be put back: the bytes of a file that is there, None where none is."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):  # `write` tells what it is
        return None


def _make_folder(folder: str, made: list[str]) -> None:
    """Make a folder and those above it, and note which were not there."""
    if not folder or os.path.isdir(folder):
        return
    _make_folder(os.path.dirname(folder), made)
    try:
        os.mkdir(folder)
    except (OSError, ValueError) as error:
        why = Text("ce nom est impossible", "no folder can have this name")
        if isinstance(error, FileExistsError):
            why = Text("un fichier a ce nom", "a file has this name")
        elif isinstance(error, OSError):
            why = reason(error)
        raise FolderError(folder, why) from None
    made.append(folder)
