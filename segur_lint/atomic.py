"""A file is written whole or not at all, and nothing is replaced unless it is asked for."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress

from segur_lint.errors import UsageError, reason
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class WriteError(UsageError):
    """The file at `path` is not written, and is as it was: `why` completes a sentence."""

    def __init__(self, path: str, why: Text) -> None:
        name = printable(path)
        super().__init__(
            Text(
                f"Le fichier « {name} » ne peut pas être écrit : {why.fr}.",
                f"The file “{name}” cannot be written: {why.en}.",
            )
        )
        self.why = why


def write(path: str, data: bytes, *, force: bool = False) -> None:
    """Write `data` as the file at `path`; with `force`, in the place of the one that is there.

    Who reads `path` meanwhile finds the old content or the new one. A file that is replaced keeps
    its mode, and its owner where the system lets it; a symbolic link is followed. `WriteError`
    where it cannot be, nothing being changed then.
    """
    with _told(path):
        target = _target(path)
        like = _replaced(target, force)
        part = os.path.join(os.path.dirname(target), f".{os.urandom(8).hex()}.part")
        try:
            _fill(part, data, like)
            if force:
                os.replace(part, target)
            else:
                _place(part, target)
        finally:  # an interruption too
            with suppress(OSError):
                os.remove(part)
        _sync_folder(os.path.dirname(target))


def may_write(path: str, *, force: bool = False) -> None:
    """`WriteError` where `write` would refuse what stands at `path`; nothing is changed."""
    with _told(path):
        _replaced(_target(path), force)


def rename(path: str, new: str) -> None:
    """Give the file at `path` the name `new`, in the same folder; nothing is replaced.

    A symbolic link is renamed itself. `WriteError` where it cannot be, nothing being changed then.
    """
    try:
        if os.path.islink(path):  # a place for it cannot be taken first
            if os.path.lexists(new):
                raise FileExistsError
            os.rename(path, new)
        else:
            _place(path, new)
            with suppress(FileNotFoundError):  # moved where the disk has no links
                os.remove(path)
    except FileExistsError:
        raise WriteError(new, _TAKEN) from None
    except OSError as error:
        raise WriteError(new, reason(error)) from None
    except ValueError:
        raise WriteError(new, _IMPOSSIBLE) from None


@contextmanager
def _told(path: str) -> Iterator[None]:
    """What prevents a file from being written, as a `WriteError`."""
    try:
        yield
    except _RefusedError as refused:
        raise WriteError(path, refused.why) from None
    except FileExistsError:
        raise WriteError(path, _THERE) from None
    except OSError as error:
        raise WriteError(path, reason(error)) from None
    except ValueError:  # a NUL in the path, half of a surrogate pair
        raise WriteError(path, _IMPOSSIBLE) from None


class _RefusedError(Exception):
    def __init__(self, why: Text) -> None:
        super().__init__(why.fr)
        self.why = why


_IMPOSSIBLE = Text("ce nom de fichier est impossible", "no file can have this name")
_FOLDER = Text("c'est un dossier", "it is a folder")
_NO_FOLDER = Text("son dossier n'existe pas", "its folder does not exist")
_NOT_A_FILE = Text("ce n'est pas un fichier ordinaire", "it is not a regular file")
_TAKEN = Text("il existe déjà", "it is there already")
_THERE = Text("il existe déjà ; --force le remplace", "it is there already; --force replaces it")


def _target(path: str) -> str:
    """The path without symbolic links; it may not be there yet, its folder is."""
    target = os.path.realpath(path)
    if path.endswith(("/", os.sep)):  # realpath forgets it
        raise _RefusedError(_FOLDER)
    try:
        os.stat(os.path.join(os.path.dirname(target), ""))
    except FileNotFoundError:
        raise _RefusedError(_NO_FOLDER) from None
    return target


def _replaced(target: str, force: bool) -> os.stat_result | None:
    """What is known of the file that is there, which may be replaced; None where none is."""
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise _RefusedError(_FOLDER)
    if not stat.S_ISREG(found.st_mode):
        raise _RefusedError(_NOT_A_FILE)
    if not force:
        raise FileExistsError
    if not os.access(target, os.W_OK):  # replacing it asks for no right on it
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return found


def _fill(part: str, data: bytes, like: os.stat_result | None) -> None:
    """Make the file `part`, on the disk when this returns, with the mode and owner of `like`."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(part, flags, 0o666 if like is None else 0o600)
    try:
        if like is not None and sys.platform != "win32":
            for owner, group in ((-1, like.st_gid), (like.st_uid, -1)):
                with suppress(OSError):  # only root may give a file away
                    os.fchown(handle, owner, group)
            os.fchmod(handle, stat.S_IMODE(like.st_mode))
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        _sync(handle)
    finally:
        os.close(handle)


def _place(part: str, target: str) -> None:
    """Give `part` the name `target`, which no file may have."""
    try:
        os.link(part, target)
        return
    except FileExistsError:
        raise
    except OSError:  # this disk has no links: the name is taken first, by an empty file of ours
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    try:
        os.replace(part, target)
    except BaseException:
        os.remove(target)
        raise


def _sync(handle: int) -> None:
    """Wait for the disk, where the file system knows how to."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise


def _sync_folder(folder: str) -> None:
    """Have the new name survive a power cut, where the system can: the file itself is whole."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
