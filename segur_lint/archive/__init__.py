"""Reads zip archives as if each were hostile: bounded, in memory that does not grow, never to disk.

Nothing is believed and nothing raises: what is wrong with an archive, or with one of its files,
is a `ZipFault`. The same bytes give the same answer on any version of Python.
"""

from __future__ import annotations

import os
import zlib
from contextlib import contextmanager, nullcontext

from segur_lint.archive.directory import read_directory
from segur_lint.archive.entries import STORED, Entry, read_entries
from segur_lint.archive.faults import ZipFault, archive_fault, entry_fault
from segur_lint.errors import reason
from segur_lint.regular import open_regular
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

#: Bytes read, and inflated, at a time.
CHUNK = 65_536
#: Bytes inflated of one archive, all files together: 700 files of 3 MB. A bomb stops there.
BUDGET = 2_147_483_648
#: Faults that leave nothing to read, or that would have the same bytes read many times.
_CLOSED = ("encrypted", "method", "overlap")


class Archive:
    """What an archive holds. `size` is its bytes on disk.

    `fault` is what is wrong with the whole, `entries` are those that could be read all the same.
    `spent` counts the bytes inflated so far, against `BUDGET`. `file` is there while it is `held`.
    """

    __slots__ = ("entries", "fault", "file", "path", "size", "spent", "stamp")

    def __init__(self, path: str) -> None:
        self.path = path
        self.size = 0
        self.fault: ZipFault | None = None
        self.entries: list[Entry] = []
        self.spent = 0
        self.stamp: tuple[int, ...] = ()
        self.file: BinaryIO | None = None


class _BrokenError(Exception):
    """Why the content of an entry is not what it should be."""

    def __init__(self, fault: ZipFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def read_archive(path: str) -> Archive:
    """The archive at `path`: its end, its directory and its local headers, no content."""
    archive = Archive(path)
    try:
        with open_regular(path) as file:
            archive.stamp = _stamp(file)
            archive.size = archive.stamp[0]
            directory = read_directory(file, archive.size)
            archive.fault = directory.fault
            archive.entries = read_entries(file, archive.size, directory)
            if not archive.fault and not archive.entries:
                archive.fault = archive_fault("no-entry")
    except (OSError, ValueError) as error:
        archive.fault = archive_fault("unreadable", _why(error))
    return archive


@contextmanager
def held(archive: Archive) -> Iterator[None]:
    """Keeps an archive open while several of its files are poured."""
    try:
        archive.file = open_regular(archive.path)
    except (OSError, ValueError):
        yield  # `pour` says why
        return
    with archive.file:
        try:
            yield
        finally:
            archive.file = None


def pour(
    archive: Archive, entry: Entry, limit: int, keep: Callable[[bytes], None]
) -> tuple[int, ZipFault | None]:
    """Gives a file's content to `keep` in chunks, `limit` + 1 bytes at most of it.

    What it answers: how many bytes were given, and what is wrong with them. Where the archive is
    not `held` it is opened anew; one that is no longer the one that was read is not read further.
    """
    if entry.start is None or (entry.fault and entry.fault.code in _CLOSED):
        return 0, entry.fault
    if archive.spent > BUDGET:
        return 0, entry_fault("budget")
    size = crc = 0
    fault = None
    try:
        with nullcontext(archive.file) if archive.file else open_regular(archive.path) as file:
            if _stamp(file) != archive.stamp:
                return 0, entry_fault("changed")
            try:
                for chunk in _content(file, entry, entry.start, max(0, limit)):
                    size += len(chunk)
                    crc = zlib.crc32(chunk, crc)
                    keep(chunk)
                fault = _judge(entry, size, crc, limit)
            except zlib.error:
                fault = entry_fault("broken")
            except _BrokenError as error:
                fault = error.fault
            if _stamp(file) != archive.stamp:
                fault = entry_fault("changed")
    except (OSError, ValueError) as error:
        fault = entry_fault("unreadable", _why(error))
    archive.spent += size
    return size, fault


def _content(file: BinaryIO, entry: Entry, start: int, limit: int) -> Iterator[bytes]:
    """The content in chunks, `limit` + 1 bytes at most. `zlib.error`, `_BrokenError`."""
    inflate = None if entry.method == STORED else zlib.decompressobj(-zlib.MAX_WBITS)
    packed, wanted = entry.packed, limit + 1
    data = b""
    file.seek(start)
    while wanted:
        if not data:
            data = file.read(min(CHUNK, packed))
            packed -= len(data)
        if inflate is None:
            chunk, data = data[:wanted], b""
            if not chunk:
                break
        else:
            # Bounded: what is left over waits in `unconsumed_tail`, or inside zlib.
            chunk = inflate.decompress(data, min(CHUNK, wanted))
            data = inflate.unconsumed_tail
        if chunk:
            wanted -= len(chunk)
            yield chunk
        elif inflate and not inflate.eof and not data and not _more(file, packed):
            raise _BrokenError(entry_fault("truncated"))
        if inflate and inflate.eof:
            if packed or inflate.unused_data:
                after = Text("des octets suivent le contenu", "bytes follow the content")
                raise _BrokenError(entry_fault("size", after))
            return
    if wanted and packed:
        raise _BrokenError(entry_fault("truncated"))


def _more(file: BinaryIO, packed: int) -> bool:
    """Whether packed bytes are left to read: the file may end before them."""
    return packed > 0 and file.tell() < os.fstat(file.fileno()).st_size


def _judge(entry: Entry, size: int, crc: int, limit: int) -> ZipFault | None:
    """What the content, read to its end or past `limit`, says of what was declared."""
    if size != entry.size and (size <= limit or entry.size <= limit):
        more = "> " if size > limit else ""
        return entry_fault(
            "size",
            Text(
                f"{entry.size} octets annoncés, {more}{size} lus",
                f"{entry.size} bytes announced, {more}{size} read",
            ),
        )
    if size <= limit and crc != entry.crc:
        return entry_fault("crc")
    return None


def _stamp(file: BinaryIO) -> tuple[int, ...]:
    """What tells that a file is still the one that was read: its size comes first."""
    info = os.fstat(file.fileno())
    return info.st_size, info.st_mtime_ns, info.st_ino, info.st_dev


def _why(error: Exception) -> Text:
    if isinstance(error, OSError):
        return reason(error)
    return Text("ce nom de fichier est impossible", "no file can have this name")
