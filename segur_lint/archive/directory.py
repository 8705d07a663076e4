"""Finds the end of a zip archive and reads its central directory, believing nothing it says.

After APPNOTE 6.3.10 (PKWARE). The standard library's reader is not used: it differs from one
Python to the next, and lets most hostile archives through.
"""

from __future__ import annotations

from segur_lint.archive.faults import archive_fault
from segur_lint.archive.records import (
    CENTRAL,
    END,
    END64,
    FULL16,
    FULL32,
    LOCATOR,
    Record,
    archive_kind,
    read_at,
)
from segur_lint.text import Text, grouped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from segur_lint.archive.faults import ZipFault

#: Entries read of one archive.
MOST = 10_000
#: Bytes read of one central directory: 1.6 kB for each of so many entries.
LARGEST = 16_000_000

_TAIL = END.size + 0xFFFF


class Directory:
    """What was found of an archive's directory: its rows, and its fault if it has one.

    `start` is its offset in the file: the bytes from there on belong to no entry.
    """

    __slots__ = ("fault", "records", "start")

    def __init__(self, fault: ZipFault | None, records: list[Record], start: int) -> None:
        self.fault = fault
        self.records = records
        self.start = start


class _End:
    """An end of central directory, its Zip64 record included.

    `at` and `after` bound it and its comment, `stop` is where the directory must end.
    """

    __slots__ = ("after", "at", "count", "disks", "fault", "need", "offset", "size", "stop")

    def __init__(self, file: BinaryIO, at: int, fields: tuple[int, ...]) -> None:
        disk, first, here, self.count, self.size, self.offset, comment = fields
        self.at = self.stop = at
        self.after = at + END.size + comment
        self.disks = {disk, first}
        self.need = 0
        self.fault = here != self.count
        full = FULL16 in (disk, first, here, self.count) or FULL32 in (self.size, self.offset)
        # The twenty bytes before may be a locator, or the end of a directory that is all there.
        if full or self.offset + self.size != at:
            self._widen(file, full)

    def _widen(self, file: BinaryIO, full: bool) -> None:
        place = self.at - LOCATOR.size
        found = read_at(file, place, LOCATOR.size)
        if len(found) < LOCATOR.size or not found.startswith(b"PK\x06\x07"):
            return
        _, disk, offset, total = LOCATOR.unpack(found)
        record = b""
        # Where bytes were put before the archive, only the place next to the locator is right.
        for at in (offset, place - END64.size):
            record = read_at(file, at, END64.size) if at < place else b""
            if len(record) == END64.size and record.startswith(b"PK\x06\x06"):
                self.stop = at
                break
        else:
            self.fault = full
            return
        _, _, _, self.need, here_disk, first, here, count, size, start = END64.unpack(record)
        self.disks = {disk, here_disk, first, max(0, total - 1)}
        self.fault |= here != count
        # A reader that knows no Zip64 must not read another directory.
        for said, full_value, meant in (
            (self.count, FULL16, count),
            (self.size, FULL32, size),
            (self.offset, FULL32, start),
        ):
            self.fault |= said not in (full_value, meant)
        self.count, self.size, self.offset = count, size, start

    def starts(self, file: BinaryIO) -> list[int]:
        """Where a directory does begin: counted back from its end, then as it is announced."""
        if self.count == 0 and self.size == 0:
            return [self.stop]
        places = dict.fromkeys((self.stop - self.size, self.offset))
        return [
            at for at in places
            if at < self.stop and read_at(file, at, 4) in (b"PK\x01\x02", b"PK\x06\x08")
        ]  # fmt: skip


def read_directory(file: BinaryIO, size: int) -> Directory:
    """The directory of an archive of `size` bytes; only its tail and its directory are read."""
    if size == 0:
        return Directory(archive_fault("empty"), [], 0)
    head = read_at(file, 0, 262)
    kind = archive_kind(head)
    ends = _ends(file, size)
    if not ends:
        return Directory(_no_end(kind), [], size)
    # Readers search backwards, and not all mind what follows: a second end is a trap.
    sound = [end for end in ends if end.starts(file)]
    exact = [end for end in sound or ends if end.after == size]
    end = exact[0] if exact else (sound or ends)[-1]
    second = any(other.at > end.at for other in sound)
    places = end.starts(file)
    fault = None
    if not places and kind != "zip" and not exact:
        fault = _no_end(kind)  # four bytes by chance, in a file of another kind
    elif end.disks - {0, FULL16}:
        fault = archive_fault("multi-disk")
    elif second or len(places) > 1:
        fault = archive_fault("second-directory")
    elif end.after > size:
        fault = archive_fault("truncated")
    elif end.fault or not places:
        fault = archive_fault("encrypted-directory" if end.need >= 62 else "directory")
    elif end.after < size:
        fault = archive_fault("suffix")
    if not places:
        return Directory(fault, [], end.stop)
    records, wrong = _records(file, end, places[0])
    # The gravest first: what makes readers differ, then what they may mind.
    grave = fault if fault and fault.code != "suffix" else None
    before = _before(file, records, places[0] - end.offset, kind)
    return Directory(grave or wrong or before or fault, records, places[0])


def _ends(file: BinaryIO, size: int) -> list[_End]:
    """Every place of the tail that looks like an end of central directory."""
    base = max(0, size - _TAIL - 0xFFFF)  # as much again, for junk after the end
    tail = read_at(file, base, size - base)
    found, at = [], tail.find(b"PK\x05\x06")
    while at >= 0 and at + END.size <= len(tail):
        found.append(_End(file, base + at, END.unpack_from(tail, at)[1:]))
        at = tail.find(b"PK\x05\x06", at + 4)
    return found


def _no_end(kind: str | None) -> ZipFault:
    if kind == "zip":
        return archive_fault("truncated")
    said = Text(f", mais une archive {kind}", f" but a {kind} archive") if kind else None
    return archive_fault("not-zip", said)


def _records(file: BinaryIO, end: _End, start: int) -> tuple[list[Record], ZipFault | None]:
    """The rows from `start`, and what does not agree with what the end of the archive says."""
    data = read_at(file, start, min(end.stop - start, LARGEST))
    if data.startswith(b"PK\x06\x08"):
        return [], archive_fault("encrypted-directory")
    records: list[Record] = []
    at = 0
    while len(records) <= MOST and data.startswith(b"PK\x01\x02", at):
        if at + CENTRAL.size > len(data):
            break
        fields = CENTRAL.unpack_from(data, at)[1:]
        name, extra, comment = fields[9:12]
        body = at + CENTRAL.size
        if body + name + extra + comment > len(data):
            break
        records.append(
            Record(fields, data[body : body + name], data[body + name : body + name + extra])
        )
        at = body + name + extra + comment
    if len(records) > MOST or end.stop - start > LARGEST:
        return records[:MOST], archive_fault("too-many", grouped(MOST))
    if data.startswith(b"PK\x05\x05", at) and at + 6 <= len(data):  # a signature
        at += 6 + int.from_bytes(data[at + 4 : at + 6], "little")
    if any(record.disk not in (0, FULL16) for record in records):
        return records, archive_fault("multi-disk")
    if len(records) != end.count:
        said, real = end.count, len(records)
        many = "s" * (said > 1)
        told = Text(f"{said} fichier{many} et en décrit", f"{said} file{many} and describes")
        return records, archive_fault("count", Text(f"{told.fr} {real}", f"{told.en} {real}"))
    wrong = at != end.size or at != len(data)
    return records, archive_fault("directory") if wrong else None


def _before(file: BinaryIO, records: list[Record], shift: int, kind: str | None) -> ZipFault | None:
    """Moves the offsets of an archive that has bytes before it, and says so."""
    if not records:
        return None if kind == "zip" else archive_fault("prefix")
    if shift:
        if read_at(file, records[0].offset + shift, 4) != b"PK\x03\x04":
            return archive_fault("directory")
        for record in records:
            record.offset += shift
    elif kind == "zip":
        return None
    said = Text(f" (une archive {kind})", f" (a {kind} archive)") if kind else None
    return archive_fault("prefix", said)
