"""Archives are read as if each were hostile: bounded, never extracted, each fault by its name."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import segur_lint.archive as archive_module
from segur_lint.archive import CHUNK, Archive, held, pour, read_archive
from segur_lint.archive.directory import MOST
from segur_lint.archive.entries import Entry
from segur_lint.archive.faults import _ARCHIVE, _ENTRY
from segur_lint.archive.records import archive_kind, extras
from segur_lint.regular import open_regular
from segur_lint.text import Text
from tests.corpora import corpora, corpus_files

LIMIT = 3_000_000

# --- zips made by hand -----------------------------------------------------------------------------


class Row:
    """One entry: what its local header says, what its directory row says, what it holds."""

    def __init__(self, name: bytes = b"a.txt", data: bytes = b"hello", **given: Any) -> None:
        self.name, self.data, self.given = name, data, given

    def get(self, key: str, default: Any, *, local: bool) -> Any:
        return self.given.get(f"local_{key}" if local else key, self.given.get(key, default))

    def header(self, *, local: bool, offset: int = 0) -> bytes:
        def get(key: str, default: Any) -> Any:
            return self.get(key, default, local=local)

        name: bytes = get("name", self.name)
        extra: bytes = get("extra", b"")
        raw = self.given.get("raw", self.data)
        numbers = (
            get("flags", 0),
            get("method", 0),
            0,
            0x21,
            get("crc", zlib.crc32(raw)),
            get("packed", len(self.data)),
            get("size", len(raw)),
        )
        if local:
            return (
                struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *numbers, len(name), len(extra))
                + name
                + extra
            )
        return (
            struct.pack("<4s6H3L5H2L", b"PK\x01\x02", get("made", 0x314), 20, *numbers, len(name), len(extra), 0, get("disk", 0), 0, get("mode", 0o100644) << 16 | get("dos", 0), get("offset", offset))
            + name + extra
        )  # fmt: skip


def deflated(raw: bytes, name: bytes = b"a.txt", **given: Any) -> Row:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Row(name, squeeze.compress(raw) + squeeze.flush(), raw=raw, method=8, **given)


def end(count: int, size: int, offset: int, comment: bytes = b"", **given: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\x05\x06", given.get("disk", 0), given.get("first", 0), given.get("here", count), count, size, offset, given.get("comment", len(comment))) + comment  # fmt: skip


def end64(count: int, size: int, offset: int, at: int, total: int = 1) -> bytes:
    return struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset) + struct.pack("<4sLQL", b"PK\x06\x07", 0, at, total)  # fmt: skip


def body(*rows: Row, base: int = 0) -> tuple[bytes, bytes]:
    """The entries and their directory, `base` bytes standing before them."""
    files = directory = b""
    for row in rows:
        directory += row.header(local=False, offset=base + len(files))
        files += row.header(local=True) + row.data + row.given.get("gap", b"")
    return files, directory


def made(*rows: Row, comment: bytes = b"", base: int = 0, **given: int) -> bytes:
    files, directory = body(*rows, base=base)
    count, size, offset = given.pop("count", len(rows)), given.pop("length", len(directory)), given.pop("offset", base + len(files))  # fmt: skip
    return files + directory + end(count, size, offset, comment, **given)


def made64(*rows: Row, **given: int) -> bytes:
    files, directory = body(*rows)
    at = len(files) + len(directory)
    record = end64(given.get("count", len(rows)), len(directory), given.get("offset", len(files)), given.get("at", at), given.get("total", 1))  # fmt: skip
    return files + directory + record + end(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)


@pytest.fixture
def put(tmp_path: Path) -> Any:
    """Writes an archive and reads it."""

    def write(data: bytes) -> Archive:
        path = tmp_path / "a.zip"
        path.write_bytes(data)
        return read_archive(str(path))

    return write


def code(archive: Archive) -> str | None:
    return archive.fault.code if archive.fault else None


def codes(archive: Archive) -> list[str | None]:
    return [entry.fault.code if entry.fault else None for entry in archive.entries]


def read(archive: Archive, entry: Entry, limit: int = LIMIT) -> tuple[bytes, str | None]:
    """The content of an entry, and the code that reading it gives."""
    parts: list[bytes] = []
    size, fault = pour(archive, entry, limit, parts.append)
    assert size == sum(map(len, parts))
    return b"".join(parts), fault.code if fault else None


def drop(_chunk: bytes) -> None:
    """Keeps nothing."""


def contents(archive: Archive, limit: int = LIMIT) -> list[str | None]:
    """The code that reading each entry gives."""
    return [read(archive, each, limit)[1] for each in archive.entries]


# --- the whole archive -----------------------------------------------------------------------------

PLAIN = made(Row())
TWO = made(Row(), Row(b"b.txt"))
UNICODE = struct.pack("<2HBL", 0x7075, 5 + 8, 1, zlib.crc32(b"caf?.txt")) + "café.txt".encode()[:8]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"PK", "not-zip"),
        (b"%PDF-1.4 \n", "not-zip"),
        (b"PK\x05\x06" * 5, "truncated"),
        (b"noise PK\x05\x06 noise noise noise noise", "not-zip"),
        (PLAIN[:-1], "truncated"),
        (PLAIN[:60], "truncated"),
        (made(Row(), comment=b"cut short")[:-3], "truncated"),
        (made(), "no-entry"),
        (made(Row(), disk=1), "multi-disk"),
        (made(Row(), first=1), "multi-disk"),
        (made(Row(disk=3)), "multi-disk"),
        (made64(Row(), total=2), "multi-disk"),
        (made(Row(), offset=7), "directory"),
        (made(Row(), offset=9_000), "directory"),
        (made(Row(), length=3), "directory"),
        (made(Row(), length=9_000), "directory"),
        (made(Row(), length=9_000, offset=9_000), "directory"),
        (made64(Row(), offset=1 << 63), "directory"),
        (made64(Row(), at=1 << 63), None),  # the record is next to its locator all the same
        (made(Row(), count=2), "count"),
        (made(Row(), count=0), "count"),
        (made(Row(), here=2), "directory"),
        (made(Row(), count=0xFFFF), "count"),
        (made64(Row(), count=1 << 60), "count"),
        (made(Row(), comment=PLAIN), "second-directory"),
        (made(Row(), comment=made()), "second-directory"),
        (made(Row(), comment=b"x" + PLAIN + b"x"), "second-directory"),
        (made(Row(), comment=made64(Row())), "second-directory"),
        (PLAIN + TWO, "prefix"),
        (b"MZ stub" + PLAIN, "prefix"),
        (b"MZ stub" + made(Row(), base=7), "prefix"),
        (b"MZ stub" + made(), "prefix"),
        (b"MZ stub" + made64(Row()), "prefix"),
        (PLAIN + b"\x00", "suffix"),
        (PLAIN + b"x" * 60_000, "suffix"),
        (PLAIN[:40] + b"PK\x06\x08" + b"\x00" * 40 + end(1, 44, 40), "encrypted-directory"),
        (made(*(Row(str(each).encode(), b"") for each in range(MOST + 1))), "too-many"),
    ],
)
def test_an_archive_that_is_not_as_it_should_be_is_named_for_what_it_is(
    put: Any, data: bytes, expected: str | None
) -> None:
    assert code(put(data)) == expected


@pytest.mark.parametrize(
    "data",
    [
        PLAIN,
        TWO,
        made64(Row()),
        made(Row(), comment=b"of 2026"),
        made(Row(), comment=b"x" * 0xFFFF),
        made(Row(), comment=b"PK\x05\x06"),
        made(Row(), comment=b"the mark PK\x05\x06 is said here, and nothing more"),
        made(Row(), comment=b"PK\x06\x07" + b"\x00" * 16),
        b"PK00" + made(Row(), base=4),
        b"PK\x07\x08" + made(Row(), base=4),
        made(Row(gap=b"\x00" * 30), Row(b"b")),
        made(Row(extra=b"\x99\x99\x14\x00PK\x06\x07" + b"x" * 16)),
        made(Row(b"b.txt", made(Row())[:-22])),
    ],
)
def test_an_archive_that_only_looks_strange_is_sound(put: Any, data: bytes) -> None:
    archive = put(data)
    assert code(archive) is None
    assert set(codes(archive)) == {None}
    assert set(contents(archive)) <= {None}


def test_too_many_entries_are_read_no_further(put: Any) -> None:
    assert code(put(made(*(Row(str(each).encode(), b"") for each in range(MOST))))) is None
    assert (
        len(put(made(*(Row(str(each).encode(), b"") for each in range(MOST + 1)))).entries) == MOST
    )


def test_a_stored_archive_inside_is_not_taken_for_the_archive(put: Any) -> None:
    archive = put(made(Row(b"b.dat", PLAIN)))
    assert (code(archive), codes(archive), contents(archive)) == (None, [None], [None])


def test_bytes_before_an_archive_move_its_entries(put: Any) -> None:
    for data in (b"MZ stub" + TWO, b"MZ stub" + made64(Row(), Row(b"b.txt"))):
        archive = put(data)
        assert codes(archive) == contents(archive) == [None, None]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        (b"Rar!\x1a\x07\x01\x00", "rar"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"a.txt".ljust(257, b"\x00") + b"ustar\x00", "tar"),
        (b"BZh91AY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
    ],
)
def test_another_kind_of_archive_is_named(put: Any, head: bytes, kind: str) -> None:
    archive = put(head + b"\x00" * 600)
    assert archive.fault.text == Text(
        f"Ce fichier n'est pas une archive zip, mais une archive {kind} : refaites-la au format zip.",
        f"This file is not a zip archive but a {kind} archive: make it again as a zip.",
    )
    assert archive_kind(head[:-3][:2]) is None


# --- the entries -----------------------------------------------------------------------------------

UTF8 = 0x800


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row(b""), "empty-name"),
        (Row(b"a" * 1_001), "long-name"),
        (Row(b"\xff\xfe.txt", flags=UTF8), "name-encoding"),
        (Row(b"a\x00.txt"), "control"),
        (Row(b"a\n.txt"), "control"),
        (Row(b"a\x7f.txt"), "control"),
        (Row("a\u202etxt.exe".encode(), flags=UTF8), "control"),
        (Row("a\u200b.txt".encode(), flags=UTF8), "control"),
        (Row(b"/etc/passwd"), "absolute"),
        (Row(b"\\\\host\\a.txt"), "absolute"),
        (Row(b"C:\\a.txt"), "absolute"),
        (Row(b"c:a.txt"), "absolute"),
        (Row(b".."), "leaves"),
        (Row(b"../a.txt"), "leaves"),
        (Row(b"a/../../b.txt"), "leaves"),
        (Row(b"a\\..\\b.txt"), "leaves"),
        (Row(b"CON.txt"), "reserved"),
        (Row(b"a/lpt1"), "reserved"),
        (Row(b"nul /a.txt"), "reserved"),
        (Row(mode=0o120777), "link"),
        (Row(made=0x0A14, mode=0, dos=0x400), "link"),
        (Row(mode=0o010644), "device"),
        (Row(mode=0o020644), "device"),
        (Row(mode=0o060644), "device"),
        (Row(mode=0o140644), "device"),
        (Row(flags=1), "encrypted"),
        (Row(flags=0x41), "encrypted"),
        (Row(flags=0x2001), "encrypted"),
        (Row(method=99), "encrypted"),
        (Row(method=9), "method"),
        (Row(method=12), "method"),
        (Row(method=65_000), "method"),
        (Row(offset=0xFFFFFF), "outside"),
        (Row(packed=900, size=900), "outside"),
        (Row(packed=6, size=6), "overlap"),
        (Row(offset=3), "mismatch"),
        (Row(local_name=b"b.txt"), "mismatch"),
        (Row(local_flags=1), "mismatch"),
        (Row(local_method=8), "mismatch"),
        (Row(local_size=4, local_packed=4), "mismatch"),
        (Row(local_crc=1), "mismatch"),
        (Row(b"a/", b"not empty"), "size"),
        (Row(packed=4, size=5, local_flags=8, flags=8), "size"),
        (Row(size=6_000, local_flags=8, flags=8), "ratio"),
        (deflated(b"x", size=10_000), "ratio"),
        (Row(b"b.ZIP"), "nested"),
        (Row(b"caf?.txt", extra=UNICODE[:-8] + b"../a.txt"), "mismatch"),
    ],
)
def test_an_entry_that_is_not_as_it_should_be_is_named_for_what_it_is(
    put: Any, row: Row, expected: str
) -> None:
    archive = put(made(row))
    assert codes(archive) == [expected]
    assert len(read(archive, archive.entries[0])[0]) <= archive.size


@pytest.mark.parametrize(
    "row",
    [
        Row(b"a..txt"),
        Row(b"a" * 1_000),
        Row(b"..a/b.."),
        Row(b"a:b.txt"[1:]),
        Row(b"dossier/"[:-1]),
        Row(b"con1.txt"),
        Row(b"console/aux1"),
        Row(b"caf\x82.txt"),
        Row("café.txt".encode(), flags=UTF8),
        Row("日本.txt".encode(), flags=UTF8),
        Row(mode=0o100600),
        Row(mode=0),
        Row(made=0x14, mode=0, dos=0x20),
        Row(made=0x314, mode=0o100644, dos=0x400),
        Row(b"a/", b"", mode=0o040755, dos=0x10),
        Row(b"a.zip.txt"),
        Row(flags=8, local_crc=0, local_size=0, local_packed=0),
        Row(extra=b"\x00\x00\x00"),
        Row(extra=b"\xff\xff\xff\xff\x01"),
        Row(extra=UNICODE[:-2]),
        deflated(b"\x00" * 1_000_000),
        deflated(b""),
        deflated(b"", b"a/"),
    ],
)
def test_an_entry_that_only_looks_strange_is_sound(put: Any, row: Row) -> None:
    archive = put(made(row))
    assert (code(archive), codes(archive), contents(archive)) == (None, [None], [None])


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (Row(b"caf\x82.txt", made=0x14), "café.txt"),
        (Row("café.txt".encode(), flags=UTF8), "café.txt"),
        (Row("café.txt".encode()), "café.txt"),
        (Row("café.txt".encode(), made=0x14), "caf├⌐.txt"),
        (Row(b"\xff.txt", flags=UTF8), "\\xff.txt"),
        (Row(b"caf?.txt", extra=struct.pack("<2HBL", 0x7075, 14, 1, zlib.crc32(b"caf?.txt")) + "café.txt".encode()), "café.txt"),
        (Row(b"renamed.txt", extra=struct.pack("<2HBL", 0x7075, 14, 1, 123) + "café.txt".encode()), "renamed.txt"),
        (Row(b"bad.txt", extra=struct.pack("<2HBL", 0x7075, 6, 1, zlib.crc32(b"bad.txt")) + b"\xff"), "bad.txt"),
    ],
)  # fmt: skip
def test_a_name_is_read_as_its_maker_wrote_it(put: Any, row: Row, name: str) -> None:
    assert [entry.name for entry in put(made(row)).entries] == [name]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a", "a"], [None, "duplicate"]),
        (["a/b", "a\\b"], [None, "duplicate"]),
        (["a", "A"], [None, "case-twin"]),
        (["é", "e\u0301"], [None, "case-twin"]),
        (["É", "e\u0301"], [None, "case-twin"]),
        (["a.txt", "a.txt/b"], ["clash", None]),
        (["a.txt", "a.txt/"], ["clash", "duplicate"]),
        (["a", "b", "c"], [None, None, None]),
        (["a/b", "b"], [None, None]),
        (["a/", "a/b"], [None, None]),
        (["e", "é"], [None, None]),
    ],
)
def test_two_names_that_a_disk_may_take_for_one_are_told(
    put: Any, names: list[str], expected: list[str | None]
) -> None:
    rows = [Row(each.encode(), b"" if each.endswith("/") else b"x", flags=UTF8) for each in names]
    assert codes(put(made(*rows))) == expected


def test_entries_that_share_their_bytes_are_all_told_and_not_read(put: Any) -> None:
    shared = [
        Row(str(each).encode(), b"x" * 50 if each == 0 else b"", offset=0) for each in range(4)
    ]
    archive = put(made(*shared))
    assert codes(archive) == contents(archive) == ["overlap"] * 4


def test_an_entry_that_quotes_the_next_header_overlaps_it(put: Any) -> None:
    inner = Row(b"b.txt", b"kernel")
    length = len(inner.header(local=True)) + len(inner.data)
    quoted = inner.header(local=True) + inner.data
    archive = put(
        made(
            Row(b"a.txt", b"", packed=length, size=length, crc=zlib.crc32(quoted)),
            inner,
            Row(b"c.txt"),
        )
    )
    assert codes(archive) == ["overlap", "overlap", None]


def test_a_method_is_named(put: Any) -> None:
    assert "Deflate64 (9)" in put(made(Row(method=9))).entries[0].fault.text.fr
    assert "65000" in put(made(Row(method=65_000))).entries[0].fault.text.en


@pytest.mark.parametrize(("table", "say"), [(_ARCHIVE, "archive_fault"), (_ENTRY, "entry_fault")])
def test_every_sentence_is_whole_in_both_languages(
    table: dict[str, tuple[str, str]], say: str
) -> None:
    import segur_lint.archive.faults as module

    for each in table:
        text = getattr(module, say)(each, Text("ceci", "this")).text
        assert text.fr.endswith(".")
        assert text.en.endswith(".")
        assert "{" not in text.fr + text.en


# --- the content -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row(crc=1), "crc"),
        (deflated(b"hello", crc=1), "crc"),
        (deflated(b"hello", size=4), "size"),
        (deflated(b"hello", size=6), "size"),
        (Row(method=8, data=b"\xff\xff\xff", size=3), "broken"),
        (Row(method=8, data=b"", size=0), "truncated"),
        (Row(method=8, data=deflated(b"hello" * 9).data[:-2], size=45), "truncated"),
        (Row(method=8, data=deflated(b"hello").data + b"more", raw=b"hello"), "size"),
        (Row(data=b"P K\x03\x04"), None),
    ],
)
def test_content_that_is_not_as_declared_is_told_when_it_is_read(
    put: Any, row: Row, expected: str | None
) -> None:
    archive = put(made(row))
    assert codes(archive) == [None]
    assert contents(archive) == [expected]


@pytest.mark.parametrize("make", [Row, lambda name, data: deflated(data, name)])
@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 65_535, 65_536, 65_537, 200_000])
@pytest.mark.parametrize("limit", [0, 100, 65_536, LIMIT])
def test_no_more_than_the_limit_and_one_byte_is_read(
    put: Any, make: Any, size: int, limit: int
) -> None:
    data = bytes(each * each % 251 for each in range(size))
    archive = put(made(make(b"a", data)))
    assert read(archive, archive.entries[0], limit) == (data[: limit + 1], None)


def test_content_comes_in_chunks_that_are_small(put: Any) -> None:
    archive = put(made(deflated(b"\x00" * 900_000), Row(b"b.txt", b"x" * 900_000)))
    for entry in archive.entries:
        chunks: list[bytes] = []
        assert pour(archive, entry, LIMIT, chunks.append) == (900_000, None)
        assert sum(map(len, chunks)) == 900_000
        assert max(map(len, chunks)) <= CHUNK


def test_a_declared_size_is_not_believed(put: Any) -> None:
    archive = put(made(deflated(b"\x00" * 50_000, size=10)))
    size, fault = pour(archive, archive.entries[0], 20_000, drop)
    assert fault is not None
    assert (size, fault.code) == (20_001, "size")
    assert "> 20001" in fault.text.fr


def test_a_bomb_stops_at_the_budget_of_its_archive(
    put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "BUDGET", 100_000)
    archive = put(made(*(deflated(b"\x00" * 90_000, str(each).encode()) for each in range(4))))
    assert contents(archive) == [None, None, "budget", "budget"]


def test_an_archive_that_changes_is_not_read_on(put: Any) -> None:
    archive = put(TWO)
    with open(archive.path, "ab") as file:
        file.write(b"x")
    assert contents(archive) == ["changed", "changed"]


def test_an_archive_that_changes_while_it_is_read_is_told(
    put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = put(made(Row(data=b"x" * 200_000)))
    crc32 = zlib.crc32

    def grow(data: bytes, value: int) -> int:
        with open(archive.path, "ab") as file:
            file.write(b"x")
        return crc32(data, value)

    monkeypatch.setattr(zlib, "crc32", grow)
    assert contents(archive) == ["changed"]


def test_an_archive_that_is_gone_is_told(put: Any) -> None:
    archive = put(PLAIN)
    os.unlink(archive.path)
    assert contents(archive) == ["unreadable"]


def test_an_archive_that_is_held_is_opened_once(put: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = put(TWO)
    alone = [read(archive, entry) for entry in archive.entries]
    opened: list[str] = []

    def note(path: str) -> Any:
        opened.append(path)
        return open_regular(path)

    monkeypatch.setattr(archive_module, "open_regular", note)
    with held(archive):
        file = archive.file
        assert [read(archive, entry) for entry in archive.entries] == alone
        with open(archive.path, "ab") as longer:
            longer.write(b"x")
        assert contents(archive) == ["changed", "changed"]
    assert (opened, file.closed, archive.file) == ([archive.path], True, None)


def test_an_archive_that_cannot_be_held_is_told_by_each_file(put: Any) -> None:
    archive = put(TWO)
    os.unlink(archive.path)
    with held(archive):
        assert contents(archive) == ["unreadable", "unreadable"]


def test_what_is_not_a_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "loop.zip").symlink_to(tmp_path / "loop.zip")
    for name in ("pipe.zip", "loop.zip", "absent.zip", ".", "a\x00b"):
        archive = read_archive(str(tmp_path / name))
        assert (code(archive), archive.entries) == ("unreadable", [])
    assert code(read_archive(os.devnull)) == "unreadable"


def test_a_sparse_file_of_5_gb_costs_its_tail_alone(tmp_path: Path) -> None:
    path = tmp_path / "big.zip"
    with open(path, "wb") as file:
        file.truncate(5_000_000_000)
    assert code(read_archive(str(path))) == "not-zip"
    with open(path, "r+b") as file:
        file.write(PLAIN[:40])
    assert code(read_archive(str(path))) == "truncated"
    row = Row(
        size=0xFFFFFFFF,
        packed=0xFFFFFFFF,
        extra=struct.pack("<2H2Q", 1, 16, 4_900_000_000, 4_900_000_000),
    )
    _, directory = body(row)
    with open(path, "r+b") as file:
        file.write(row.header(local=True))
        file.seek(5_000_000_000)
        file.write(
            directory
            + end64(1, len(directory), 5_000_000_000, 5_000_000_000 + len(directory))
            + end(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
        )
    archive = read_archive(str(path))
    assert (code(archive), codes(archive), archive.entries[0].size) == (None, [None], 4_900_000_000)
    assert len(read(archive, archive.entries[0])[0]) == LIMIT + 1


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "big.zip"
    with zipfile.ZipFile(path, "w") as file:
        for each in range(20):
            file.writestr(
                f"{each}.txt",
                os.urandom(1_500_000) * 2,
                zipfile.ZIP_DEFLATED if each % 2 else zipfile.ZIP_STORED,
            )
    tracemalloc.start()
    archive = read_archive(str(path))
    assert {pour(archive, each, LIMIT, drop)[0] for each in archive.entries} == {LIMIT}
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


# --- as the standard library writes, we read --------------------------------------------------------


class OneWay(io.RawIOBase):
    """A stream that cannot seek: the writer leaves sizes for later."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)
        return len(data)


NAMES = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="/\\:."), min_size=1, max_size=8
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(NAMES, st.tuples(st.binary(max_size=300), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]), st.booleans()), min_size=1, max_size=5),
    st.binary(max_size=40).filter(lambda each: b"PK" not in each),
    st.booleans(),
)  # fmt: skip
def test_what_the_standard_library_writes_is_read_as_it_reads_it(
    put: Any, files: dict[str, tuple[bytes, int, bool]], comment: bytes, streamed: bool
) -> None:
    stream = OneWay() if streamed else io.BytesIO()
    with zipfile.ZipFile(stream, "w") as writer:
        writer.comment = comment
        for name, (data, method, force) in files.items():
            info = zipfile.ZipInfo(f"{name}.txt")
            info.compress_type = method
            with writer.open(info, "w", force_zip64=force) as file:
                file.write(data)
    archive = put(stream.data if isinstance(stream, OneWay) else stream.getvalue())
    assert code(archive) is None
    with zipfile.ZipFile(archive.path) as reader:
        infos = reader.infolist()
        assert [each.name for each in archive.entries] == [each.filename for each in infos]
        assert [each.size for each in archive.entries] == [each.file_size for each in infos]
        assert set(codes(archive)) - {"case-twin", "reserved"} <= {None}
        for entry, info in zip(archive.entries, infos, strict=True):
            assert read(archive, entry) == (reader.read(info), None)


# --- whatever the bytes ----------------------------------------------------------------------------


def swallow(archive: Archive) -> None:
    """Reads all that there is: nothing raises, nothing is longer than it may be."""
    assert len(archive.entries) <= MOST
    for entry in archive.entries:
        assert len(read(archive, entry, 500)[0]) <= 501


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                b"PK\x01\x02",
                b"PK\x03\x04",
                b"PK\x05\x06",
                b"PK\x06\x06",
                b"PK\x06\x07",
                b"\x00" * 18,
                b"\xff" * 8,
            ]
        )
        | st.binary(max_size=30),
        max_size=12,
    )
)
def test_whatever_the_bytes_nothing_raises(put: Any, parts: list[bytes]) -> None:
    swallow(put(b"".join(parts)))


GOOD = (
    made(Row(), deflated(b"hello" * 300, b"b.txt"), Row(b"c/", b""), comment=b"comment"),
    made64(Row(), deflated(b"\x00" * 5_000, b"b.txt")),
    made(Row(size=0xFFFFFFFF, packed=0xFFFFFFFF, extra=struct.pack("<2H2Q", 1, 16, 5, 5))),
)


@settings(
    deadline=None, max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from([0, 1, 0x7F, 0x80, 0xFE, 0xFF]) | st.integers(0, 255)), max_size=6),
    st.integers(0, 10_000),
    st.booleans(),
)  # fmt: skip
def test_a_good_archive_that_is_damaged_never_raises(
    put: Any, data: bytes, edits: list[tuple[int, int]], at: int, cut: bool
) -> None:
    damaged = bytearray(data)
    for place, value in edits:
        damaged[place % len(damaged)] = value
    if cut:
        del damaged[at % len(damaged) :]
    swallow(put(bytes(damaged)))


@given(st.binary(max_size=60))
def test_extra_fields_are_parts_of_what_was_given(extra: bytes) -> None:
    found = extras(extra)
    assert (
        b"".join(struct.pack("<2H", kind, len(data)) + data for kind, data in found)
        == extra[: sum(4 + len(data) for _, data in found)]
    )


# --- the archives of others ------------------------------------------------------------------------

SETS = ("zip-hostile", "zip-libzip", "zip-zip2", "formats-corkami-mitra")


@pytest.mark.parametrize(
    "path",
    [each for name in SETS for each in corpus_files(name, "*.*")],
    ids=lambda path: f"{path.parent.name}-{path.name}",
)
def test_every_archive_of_the_corpora_is_read_to_the_end(path: Path) -> None:
    archive = read_archive(str(path))
    contents(archive)
    if not path.name.endswith(".zip"):
        assert code(archive) == "not-zip"


#: Each hostile archive: the code of the whole, those of the entries, those of their content.
HOSTILE: list[tuple[str, str | None, set[str | None], set[str | None]]] = [
    ("bomb_nested_6", None, {"nested"}, {None}),
    ("bomb_zip64_exabyte", None, {"ratio"}, {"size"}),
    ("cd_count_65535", "count", {None}, {None}),
    ("cd_offset_wrong", "directory", {None}, {None}),
    ("comment_hides_second_eocd", "second-directory", {None}, {None}),
    ("crc_wrong", None, {None}, {"crc"}),
    ("deflate_garbage", None, {None}, {"broken"}),
    ("dup_case", None, {None, "case-twin"}, {None}),
    ("encrypted_zipcrypto_flag", None, {"encrypted"}, {"encrypted"}),
    ("file_and_dir_same_name", None, {None, "clash"}, {None}),
    ("junk_suffix", "suffix", {None}, {None}),
    ("local_central_name_differ", None, {"mismatch"}, {None}),
    ("method_14_lzma", None, {"method"}, {"method"}),
    ("method_65000_unknown", None, {"method"}, {"method"}),
    ("method_93_zstd", None, {"method"}, {"method"}),
    ("method_98_ppmd", None, {"method"}, {"method"}),
    ("method_9_deflate64", None, {"method"}, {"method"}),
    ("name_ansi", None, {"control"}, {None}),
    ("name_bad_utf8", None, {"name-encoding"}, {None}),
    ("name_device", None, {"reserved"}, {None}),
    ("name_newline_ghcmd", None, {"control"}, {None}),
    ("name_nfd_nfc", None, {None, "case-twin"}, {None}),
    ("not_a_zip", "not-zip", set(), set()),
    ("ok_empty", "no-entry", set(), set()),
    ("overlap_full", None, {"overlap"}, {"overlap"}),
    ("overlap_quoted", None, {"overlap"}, {"overlap"}),
    ("overlap_samename", None, {"overlap"}, {"overlap"}),
    ("polyglot_pdf_zip", "prefix", {None}, {None}),
    ("slip_drive", None, {"absolute"}, {None}),
    ("slip_unix", None, {"leaves"}, {None}),
    ("special_device", None, {"device"}, {None}),
    ("special_fifo", None, {"device"}, {None}),
    ("symlink_abs", None, {"link"}, {None}),
    ("truncated_half", "truncated", set(), set()),
    ("truncated_tail", "truncated", set(), set()),
]


@pytest.mark.parametrize(
    ("name", "whole", "entries", "content"), HOSTILE, ids=[row[0] for row in HOSTILE]
)
def test_a_hostile_archive_is_named_for_what_it_is(
    name: str, whole: str | None, entries: set[str | None], content: set[str | None]
) -> None:
    archive = read_archive(str(corpora("zip-hostile") / f"{name}.zip"))
    assert (code(archive), set(codes(archive)), set(contents(archive))) == (whole, entries, content)


def test_the_archives_that_are_to_be_accepted_have_no_fault() -> None:
    folder = corpora("zip-hostile")
    index = json.loads((folder / "index.json").read_bytes())
    for name in (each for each, facts in index.items() if facts["expect"] == "accept"):
        archive = read_archive(str(folder / name))
        assert (code(archive), set(codes(archive)), set(contents(archive))) == (
            None,
            {None},
            {None},
        ), name


@pytest.mark.parametrize("name", ["bomb_10mb_deflate", "file_over_3mo"])
def test_a_document_over_the_limit_is_over_and_no_more(name: str) -> None:
    archive = read_archive(str(corpora("zip-hostile") / f"{name}.zip"))
    found = [read(archive, each) for each in archive.entries]
    assert [(len(data), fault) for data, fault in found] == [(LIMIT + 1, None)]


@pytest.mark.parametrize(
    ("name", "whole", "entries"),
    [
        ("zip-libzip/incons-archive-comment-shorter.zip", "suffix", {None}),
        ("zip-libzip/incons-cdsize-large.zip", "directory", {None}),
        ("zip-libzip/incons-central-magic-bad.zip", "directory", set()),
        ("zip-libzip/incons-eocd-magic-bad.zip", "truncated", set()),
        ("zip-libzip/incons-file-count-high.zip", "count", {None}),
        ("zip-libzip/incons-file-count-low.zip", "count", {None}),
        ("zip-libzip/incons-filename-nul-byte.zip", None, {"control"}),
        ("zip-libzip/incons-gap-before-eocd.zip", "directory", {None}),
        ("zip-libzip/incons-local-filename.zip", None, {"mismatch"}),
        ("zip-libzip/incons-local-compsize-larger.zip", None, {"mismatch"}),
        ("zip-libzip/incons-stored-size.zip", None, {"size"}),
        ("zip-libzip/filename_duplicate_empty.zip", None, {"empty-name"}),
        ("zip-libzip/multidisk.zip", "multi-disk", {None}),
        ("zip-libzip/zip64-in-archive-comment.zip", "second-directory", {None}),
        ("zip-libzip/encrypt-aes192.zip", None, {None, "encrypted"}),
        ("zip-libzip/testfile-zstd.zip", None, {"method"}),
        ("zip-libzip/testcomment.zip", None, {None}),
        ("zip-libzip/extra_field_align_3-ff.zip", None, {None}),
        ("zip-libzip/test.zip", None, {None}),
        ("zip-zip2/symlink.zip", None, {"link"}),
        ("zip-zip2/implode.zip", None, {"method"}),
        ("zip-zip2/zip64_magic_in_filename_3.zip", None, {"control"}),
        ("zip-zip2/invalid_offset.zip", "directory", set()),
        ("zip-zip2/data_descriptor.zip", None, {None}),
    ],
)
def test_an_archive_of_others_is_named_for_what_it_is(
    name: str, whole: str | None, entries: set[str | None]
) -> None:
    folder, file = name.split("/")
    archive = read_archive(str(corpora(folder) / file))
    assert (code(archive), set(codes(archive))) == (whole, entries)


# --- start-up --------------------------------------------------------------------------------------


def test_reading_an_archive_loads_no_slow_module() -> None:
    asked = "import sys, segur_lint.archive; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert {"typing", "dataclasses", "enum", "pathlib", "zipfile", "segur_lint.archive"} & set(
        done.stdout.split()
    ) <= {"segur_lint.archive", "enum"}
