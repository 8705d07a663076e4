"""Small real documents, made byte by byte: a PDF that shows « exemple », a PNG, a JPEG, a zip.

The same bytes on any machine: nothing here depends on a date, a library's version or its level of
compression.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Pixels of a side of the images.
SIDE = 32
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: The first day that a zip can tell.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def make(name: str) -> bytes | None:
    """The content of a document of that name, by its extension; None where none is known."""
    maker = MAKERS.get(name.rpartition(".")[2].lower())
    return None if maker is None else maker(name)


def pdf(name: str) -> bytes:
    """A PDF of one page, which shows « exemple » and `name`."""
    shown = ["\u00ab exemple \u00bb", name, "Ce document ne prouve rien."]
    lines = b"".join(b"(%s) Tj T*\n" % _literal(text) for text in shown)
    content = b"BT /F1 14 Tf 24 TL 56 760 Td\n" + lines + b"ET\n"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources %s >>"
        % (b"[0 0 595 842]", b"<< /Font << /F1 5 0 R >> >>"),
        b"<< /Length %d >>\nstream\n%sendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    # Bytes above 127 on the second line say to programs that transfer files: this is no text.
    body = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    table = b"0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size = len(objects) + 1
    end = b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (size, table, size)
    return body + end + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _literal(text: str) -> bytes:
    """A text between the parentheses of a PDF, in the encoding of the font."""
    data = text.encode("cp1252", "replace")
    return b"".join(
        bytes([byte]) if 32 <= byte < 127 and byte not in b"()\\" else b"\\%03o" % byte
        for byte in data
    )


def png(_name: str = "") -> bytes:
    """A PNG, black on white: a square and its diagonals."""
    edges = (0, SIDE - 1)
    rows = b""
    for y in range(SIDE):
        dots = "".join(
            "01"[x not in (y, SIDE - 1 - y, *edges) and y not in edges] for x in range(SIDE)
        )
        rows += b"\0" + int(dots, 2).to_bytes(SIDE // 8, "big")
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0)
    # Level 0 stores: other levels give other bytes from one zlib to the next.
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return _PNG_SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg(_name: str = "") -> bytes:
    """A JPEG, plain grey: blocks of which each is the same as the one before, and flat."""
    blocks = (SIDE // 8) ** 2
    segments = (
        (0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        (0xDB, b"\0" + b"\x01" * 64),
        (0xC0, struct.pack(">BHHBBBB", 8, SIDE, SIDE, 1, 1, 0x11, 0)),
        # Two tables of one code, the bit 0: no difference, and end of block.
        (0xC4, b"\x00" + b"\x01" + b"\0" * 15 + b"\0"),
        (0xC4, b"\x10" + b"\x01" + b"\0" * 15 + b"\0"),
        (0xDA, b"\x01\x01\x00\x00\x3f\x00"),
    )
    head = b"".join(
        b"\xff%c%s%s" % (marker, struct.pack(">H", len(data) + 2), data)
        for marker, data in segments
    )
    return b"\xff\xd8" + head + b"\0" * (blocks * 2 // 8) + b"\xff\xd9"


def archive(documents: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of documents, by their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, data in documents:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # the same on Windows
            entry.external_attr = 0o100644 << 16
            made.writestr(entry, data)
    return file.getvalue()


#: What makes a document, by its extension.
MAKERS: dict[str, Callable[[str], bytes]] = {"pdf": pdf, "png": png, "jpg": jpeg, "jpeg": jpeg}
