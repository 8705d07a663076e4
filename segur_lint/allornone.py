"""Several files are written, and the folders they are in: all of them, or none."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress

from segur_lint.atomic import WriteError, may_write, write
from segur_lint.errors import UsageError, reason
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


class FolderError(UsageError):
    """The folder at `path` is not there and cannot be made: `why` completes a sentence."""

    def __init__(self, path: str, why: Text) -> None:
        name = printable(path)
        super().__init__(
            Text(
                f"Le dossier « {name} » ne peut pas être fait : {why.fr}.",
                f"The folder “{name}” cannot be made: {why.en}.",
            )
        )


class Done:
    """What was made and written so far, which `undo` takes back."""

    __slots__ = ("_files", "_folders")

    def __init__(self) -> None:
        self._folders: list[str] = []
        #: Each path, whether no file was there, and else what it held, where that could be read.
        self._files: list[tuple[str, bool, bytes | None]] = []

    def make_folder(self, path: str) -> None:
        """Make a folder, and those above it, where they are not there; `FolderError`."""
        if os.path.isdir(path):
            return
        above = os.path.dirname(path)
        if above:
            self.make_folder(above)
        try:
            if not os.path.isdir(path):  # « a/ » is, once « a » is made
                self.make_one_folder(path)
        except (OSError, ValueError) as error:
            why = Text("ce nom est impossible", "no folder can have this name")
            if isinstance(error, FileExistsError):
                why = Text("un fichier a ce nom", "a file has this name")
            elif isinstance(error, OSError):
                why = reason(error)
            raise FolderError(path, why) from None

    def make_one_folder(self, path: str) -> None:
        """Make a folder in one that is there; `OSError`, or `ValueError` for what is no name."""
        os.mkdir(path)
        self._folders.append(path)

    def write(self, path: str, data: bytes, *, force: bool) -> None:
        """`atomic.write`."""
        self._files.append((path, not os.path.lexists(path), _content(path)))
        try:
            write(path, data, force=force)
        except WriteError:  # nothing was changed
            self._files.pop()
            raise

    def undo(self) -> None:
        """Take back what can be: new files and folders go, what was replaced is there again."""
        for path, is_new, old in reversed(self._files):
            with suppress(OSError, WriteError):
                if is_new:
                    os.remove(path)
                elif old is not None:
                    write(path, old, force=True)
        for folder in reversed(self._folders):
            with suppress(OSError):
                os.rmdir(folder)


@contextmanager
def all_or_none() -> Iterator[Done]:
    """What is done in this block is undone where it ends by an error, or an interruption."""
    done = Done()
    try:
        yield done
    except BaseException:
        done.undo()
        raise


def make_folder(path: str) -> None:
    """Make a folder, and those above it, where they are not there; `FolderError`, none made."""
    with all_or_none() as done:
        done.make_folder(path)


def write_all(
    files: Sequence[tuple[str, bytes]],
    *,
    force: bool = False,
    folders: Sequence[str] = (),
    completed: Collection[str] = (),
) -> None:
    """Write files by their paths, all or none; `WriteError` where one cannot be.

    What stands at each path is looked at first. With `force`, a file that is there is replaced,
    after all others are written; those that are `completed` are replaced without it. `folders` are
    made where they are not there.
    """
    with all_or_none() as done:
        for folder in folders:
            with suppress(OSError, ValueError):  # what cannot be made is told when it is written to
                done.make_one_folder(folder)
        for path, _ in files:
            may_write(path, force=force or path in completed)
        for path, data in sorted(files, key=lambda file: os.path.lexists(file[0])):
            done.write(path, data, force=force or path in completed)


def _content(path: str) -> bytes | None:
    """What is to be put back: the bytes of a file that is there, None where none can be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):  # `write` tells what it is
        return None
