"""The records of a zip archive as they stand in the file, after APPNOTE 6.3.10 (PKWARE)."""

from __future__ import annotations

from struct import Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

END = Struct("<4s4H2LH")
END64 = Struct("<4sQ2H2L4Q")
LOCATOR = Struct("<4sLQL")
CENTRAL = Struct("<4s6H3L5H2L")
LOCAL = Struct("<4s5H3L2H")
#: Where a field of 16 or 32 bits holds this, the Zip64 record or extra field has the value.
FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF


class Record:
    """A row of the central directory, as it stands; `offset` is the local header's in the file.

    `name` and `extra` are raw bytes, `size` and `packed` bytes declared.
    """

    __slots__ = (
        "attributes",
        "crc",
        "disk",
        "extra",
        "flags",
        "host",
        "method",
        "name",
        "offset",
        "packed",
        "size",
    )

    def __init__(self, fields: tuple[int, ...], name: bytes, extra: bytes) -> None:
        (made, _, self.flags, self.method, _, _, self.crc, packed, size) = fields[:9]
        (disk, _, self.attributes, offset) = fields[12:]
        self.host = made >> 8
        self.name = name
        self.extra = extra
        self.size, self.packed, self.offset, self.disk = zip64(extra, size, packed, offset, disk)


def read_at(file: BinaryIO, offset: int, count: int) -> bytes:
    """At most `count` bytes from `offset`, which may be any number an archive holds."""
    if not 0 <= offset < 1 << 62:
        return b""
    file.seek(offset)
    return file.read(count)


def extras(extra: bytes) -> list[tuple[int, bytes]]:
    """The extra fields, the first 64; what is cut or mere padding ends them (tools align so)."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at + 4 <= len(extra) and len(found) < 64:
        kind, size = extra[at] | extra[at + 1] << 8, extra[at + 2] | extra[at + 3] << 8
        if at + 4 + size > len(extra):
            break
        found.append((kind, extra[at + 4 : at + 4 + size]))
        at += 4 + size
    return found


def zip64(extra: bytes, *values: int) -> list[int]:
    """`values` (size, packed, offset, disk) with those that are full replaced by Zip64's."""
    result = list(values)
    if FULL32 not in values[:3] and FULL16 not in values[3:]:
        return result
    full = [FULL32, FULL32, FULL32, FULL16][: len(result)]
    data = next((data for kind, data in extras(extra) if kind == 1), b"")
    for index, top in enumerate(full):
        width = 4 if top == FULL16 else 8
        if result[index] == top and len(data) >= width:
            result[index] = int.from_bytes(data[:width], "little")
            data = data[width:]
    return result


#: How archives of other kinds begin: offset, bytes, name.
_MAGICS = (
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"PK\x07\x08PK\x03\x04", "zip"),
    (0, b"PK00PK\x03\x04", "zip"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\x1f\x8b\x08", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard"),
    (0, b"\x04\x22\x4d\x18", "lz4"),
    (0, b"MSCF", "cab"),
    (0, b"\x60\xea", "arj"),
    (0, b"xar!", "xar"),
    (0, b"!<arch>\n", "ar"),
    (0, b"070701", "cpio"),
    (257, b"ustar", "tar"),
)


def archive_kind(head: bytes) -> str | None:
    """The kind of archive whose first bytes (262 at least, to know a tar) are `head`."""
    for at, magic, name in _MAGICS:
        if head.startswith(magic, at):
            return name
    return None
