"""Files that are planned, then written: all of them, or none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from segur_lint.allornone import all_or_none, write_all
from segur_lint.atomic import WriteError
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


def write_planned(files: Sequence[Planned], *, force: bool) -> None:
    """Write the files, and the folders they are in; after an error, or Ctrl-C, all is as it was.

    `WriteError` where a file is there already and neither `force` nor its `old` allows it.
    """
    there = Text("il existe déjà ; --force le remplace", "it is there already; --force replaces it")
    for each in files:
        if os.path.lexists(each.path) and not force and each.old is None:
            raise WriteError(each.path, there)
    with all_or_none() as done:
        for each in files:
            done.make_folder(os.path.dirname(each.path) or os.curdir)
        write_all(
            [(each.path, each.data) for each in files],
            force=force,
            completed={each.path for each in files if each.old is not None},
        )
