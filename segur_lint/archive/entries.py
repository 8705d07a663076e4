"""Judges the entries of a zip archive: names, kinds, places. No content is read."""

from __future__ import annotations

import re
import stat

from segur_lint.archive.faults import ZipFault, entry_fault
from segur_lint.archive.records import LOCAL, Record, extras, read_at, zip64
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from segur_lint.archive.directory import Directory

#: Deflate never makes more bytes than this of one: 258 bytes of two bits.
RATIO = 1032
#: Code points of a name that a disk may still take; a longer one is not looked at.
LONGEST = 1_000
STORED, DEFLATED = 0, 8
_METHODS = {
    1: "Shrink", 2: "Reduce", 3: "Reduce", 4: "Reduce", 5: "Reduce", 6: "Implode", 9: "Deflate64",
    10: "PKWARE Implode", 12: "bzip2", 14: "LZMA", 19: "LZ77", 20: "Zstandard", 93: "Zstandard",
    94: "MP3", 95: "xz", 96: "JPEG", 97: "WavPack", 98: "PPMd",
}  # fmt: skip
#: Flags: encrypted, strongly encrypted, directory masked; a descriptor follows; names in UTF-8.
_ENCRYPTED, _LATER, _UTF8 = 0x2041, 0x8, 0x800
_HOSTS_UNIX, _HOSTS_WINDOWS = (3, 19), (0, 10, 11, 14)
_WINDOWS_FOLDER, _WINDOWS_LINK = 0x10, 0x400

#: What begins or ends a part of a path is a slash of either kind.
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
_LEAVES = re.compile(r"(?:^|[/\\])\s*\.\.\s*(?:$|[/\\])")
_RESERVED = re.compile(
    r"(?:^|[/\\])(?:con|prn|aux|nul|com[1-9]|lpt[1-9])\s*(?:\.[^/\\]*)?(?:$|[/\\])", re.IGNORECASE
)
# Listed, and not asked of `unicodedata`: the answer must not change with the version of Python.
_STRANGE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


class Entry:
    """One file or folder of an archive, as its directory describes it.

    `name` is decoded, and never changed: it may hold anything. `size` and `packed` are the bytes
    declared, `start` is where the content begins in the archive's file, or None where that is
    not known. `fault` is the gravest that is known before the content is read.
    """

    __slots__ = ("crc", "fault", "is_folder", "method", "name", "packed", "size", "start")

    def __init__(self, record: Record, name: str, fault: ZipFault | None) -> None:
        self.name = name
        self.size = record.size
        self.packed = record.packed
        self.crc = record.crc
        self.method = record.method
        self.is_folder = _is_folder(record, name)
        self.fault = fault
        self.start: int | None = None

    def __repr__(self) -> str:
        return f"Entry({self.name!r}, {self.fault!r})"


def read_entries(file: BinaryIO, size: int, directory: Directory) -> list[Entry]:
    """The entries of `directory`, in its order, each with its gravest fault."""
    entries, local_faults = [], []
    spans: list[tuple[int, int, int]] = []
    for index, record in enumerate(directory.records):
        name, fault = _name(record)
        entry = Entry(record, name, fault or _kind(record))
        head, local_fault = _local(file, record)
        end = record.offset + head + record.packed
        if head:
            entry.start = record.offset + head
            if end > size:  # bytes are missing there, rather than used twice
                end, local_fault = entry.start, entry_fault("outside")
            spans.append((record.offset, end, index))
        entries.append(entry)
        local_faults.append(local_fault)
    overlapping = _overlaps(spans, directory.start)
    for index, (entry, local_fault, twin) in enumerate(
        zip(entries, local_faults, _twins(entries), strict=True)
    ):
        overlap = entry_fault("overlap") if index in overlapping else None
        nested = entry_fault("nested") if entry.name.lower().endswith(".zip") else None
        entry.fault = entry.fault or overlap or local_fault or _sizes(entry) or twin or nested
    return entries


def _name(record: Record) -> tuple[str, ZipFault | None]:
    """The name, by its flag, its Unicode extra field, else as DOS wrote it; and its fault."""
    raw = record.name
    plain = raw.decode("cp437")
    name, fault = plain, None
    if record.flags & _UTF8 or (record.host in _HOSTS_UNIX and not raw.isascii()):
        try:  # Unix and macOS write UTF-8 and often leave the flag out
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            if record.flags & _UTF8:
                name, fault = raw.decode("utf-8", "backslashreplace"), entry_fault("name-encoding")
    if (better := _unicode_name(record)) is not None:
        # An ASCII name needs no second spelling: two of them are two files.
        if raw.isascii() and better.isascii() and better != plain:
            said = Text("ils ne donnent pas le même nom", "they give different names")
            fault = fault or entry_fault("mismatch", said)
        name = better
    return name, fault or _hazard(name) or (_hazard(plain) if plain != name else None)


def _unicode_name(record: Record) -> str | None:
    from zlib import crc32

    for kind, data in extras(record.extra):
        if kind == 0x7075 and data[:1] == b"\x01":
            if int.from_bytes(data[1:5], "little") != crc32(record.name):
                return None  # the name was changed since by a tool that knows no such field
            try:
                return data[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


def _hazard(name: str) -> ZipFault | None:
    """What makes a name dangerous to whoever extracts or shows it."""
    if not 0 < len(name) <= LONGEST:
        return entry_fault("long-name" if name else "empty-name")
    if strange := _STRANGE.search(name):
        shown = printable(strange[0])
        return entry_fault("control", Text(shown, shown))
    if _ABSOLUTE.match(name):
        return entry_fault("absolute")
    if _LEAVES.search(name):
        return entry_fault("leaves")
    return entry_fault("reserved") if _RESERVED.search(name) else None


def _is_folder(record: Record, name: str) -> bool:
    if name.endswith("/"):
        return True
    by_mode = stat.S_ISDIR(record.attributes >> 16) or record.attributes & _WINDOWS_FOLDER
    return bool(by_mode) and record.size == 0


def _kind(record: Record) -> ZipFault | None:
    """What an entry is, where it is not a file that can be read."""
    kind = stat.S_IFMT(record.attributes >> 16)
    windows = record.host in _HOSTS_WINDOWS and record.attributes & _WINDOWS_LINK
    if kind == stat.S_IFLNK or windows:
        return entry_fault("link")
    if kind in (stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK):
        return entry_fault("device")
    if record.flags & _ENCRYPTED or record.method == 99:
        return entry_fault("encrypted")
    if record.method not in (STORED, DEFLATED):
        name = _METHODS.get(record.method)
        shown = f"{name} ({record.method})" if name else str(record.method)
        return entry_fault("method", Text(shown, shown))
    return None


def _local(file: BinaryIO, record: Record) -> tuple[int, ZipFault | None]:
    """The bytes of the local header (0 where there is none), and what it contradicts."""
    found = read_at(file, record.offset, LOCAL.size)
    if len(found) < LOCAL.size:
        return 0, entry_fault("outside")
    magic, _, flags, method, _, _, crc, packed, size, name, extra = LOCAL.unpack(found)
    if magic != b"PK\x03\x04":
        return 0, entry_fault("mismatch", Text("il n'y en a pas", "there is none"))
    head = LOCAL.size + name + extra
    rest = file.read(name + extra)
    size, packed = zip64(rest[name:], size, packed)
    both = _ENCRYPTED | (0 if record.name.isascii() else _UTF8)
    later = flags & _LATER
    for differs, what in (
        (rest[:name] != record.name, Text("nom", "name")),
        ((flags ^ record.flags) & both, Text("options", "flags")),
        (method != record.method, Text("méthode", "method")),
        (not later and (size, packed) != (record.size, record.packed), Text("taille", "size")),
        (not later and crc != record.crc, Text("somme de contrôle", "checksum")),
    ):
        if differs:
            return head, entry_fault("mismatch", what)
    return head, None


def _overlaps(spans: list[tuple[int, int, int]], directory: int) -> set[int]:
    """The indexes of the entries whose bytes are another's too, or the directory's."""
    found: set[int] = set()
    last, holder = 0, -1
    for start, end, index in sorted(spans):
        if start < last:
            found |= {index, holder}
        if end > directory:
            found.add(index)
        if end > last:
            last, holder = end, index
    return found


def _sizes(entry: Entry) -> ZipFault | None:
    """A declared size that cannot be."""
    if entry.is_folder and entry.size:
        return entry_fault("size", Text("un dossier n'a pas de contenu", "a folder has no content"))
    if entry.size > RATIO * entry.packed:
        what = Text(
            f"{entry.size} octets, compressés en {entry.packed}",
            f"{entry.size} bytes, compressed into {entry.packed}",
        )
        return entry_fault("ratio", what)
    if entry.method == STORED and entry.size != entry.packed:
        said = f"{entry.size} ≠ {entry.packed}"
        return entry_fault("size", Text(said, said))
    return None


def _twins(entries: list[Entry]) -> list[ZipFault | None]:
    """For each entry, the fault of a name that an earlier one has, or that a folder has too."""
    names = [entry.name.replace("\\", "/").rstrip("/") for entry in entries]
    folders = {
        name if entry.is_folder else name.rpartition("/")[0]
        for name, entry in zip(names, entries, strict=True)
    }
    seen: set[str] = set()
    folded: set[str] = set()
    faults: list[ZipFault | None] = []
    for name, entry in zip(names, entries, strict=True):
        key = _key(name)
        code = "duplicate" if name in seen else "case-twin" if key in folded else None
        if not entry.is_folder and name in folders:
            code = "clash"
        faults.append(entry_fault(code) if code else None)
        seen.add(name)
        folded.add(key)
    return faults


def _key(name: str) -> str:
    """What two names share that Windows or macOS take for one."""
    if name.isascii() or len(name) > 255:  # putting a long run of accents in order is slow
        return name.casefold()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", name).casefold())
