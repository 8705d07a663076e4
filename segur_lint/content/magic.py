"""The name of a format, told by the first bytes of a file and, for what is inside a zip, its last.

Written by hand rather than taken from a library (filetype, puremagic, libmagic): three formats
matter, the others only need a name in a sentence, and every check would pay for the import.
"""

from __future__ import annotations

import re

#: Readers look for the header of a PDF in that many first bytes (PDF Reference 1.7, appendix H,
#: note 13).
PDF_HEADER_WITHIN = 1_024
PDF_HEADER = b"%PDF-"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

#: Formats whose first bytes nothing else begins with. The first row that fits is the answer.
STARTS = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),  # the rest of a signature may be damaged: that is a fault, not a kind
    (b"\xff\xd8\xff", "JPG"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"PK\x07\x08", "ZIP"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"8BPS", "PSD"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JP2"),
    (b"\xffO\xffQ", "JP2"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "JXL"),
    (b"BPG\xfb", "BPG"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
    (b"{\\rtf", "RTF"),
    (b"%!PS", "PS"),
    (b"\xc5\xd0\xd3\xc6", "PS"),
    (b"%FDF-", "FDF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x1f\x8b\x08", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"\x28\xb5\x2f\xfd", "ZSTD"),
    (b"\x04\x22\x4d\x18", "LZ4"),
    (b"MSCF\x00\x00\x00\x00", "CAB"),
    (b"!<arch>\n", "AR"),
    (b"\x60\xea", "ARJ"),
    (b"xar!", "XAR"),
    (b"070701", "CPIO"),
    (b"070707", "CPIO"),
    (b"\x7fELF", "ELF"),
    (b"\x00asm", "WASM"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "LNK"),
    (b"SQLite format 3\x00", "SQLITE"),
    (b"ID3", "MP3"),
    (b"OggS\x00", "OGG"),
    (b"fLaC", "FLAC"),
    (b"\x1a\x45\xdf\xa3", "MKV"),
    (b"OTTO\x00", "OTF"),
    (b"\x00\x01\x00\x00\x00", "TTF"),
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF"),
    (b"bplist00", "PLIST"),
)

#: The same where the bytes that tell stand further, or are too few to tell alone.
PATTERNS = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"RIFF.{4}WEBP", "WEBP"),
        (rb"RIFF.{4}WAVE", "WAV"),
        (rb"RIFF.{4}AVI ", "AVI"),
        (rb".{4}ftyp(?:hei|hev|mif1|msf1)", "HEIC"),
        (rb".{4}ftypavi", "AVIF"),
        (rb".{4}ftypqt", "MOV"),
        (rb".{4}ftyp", "MP4"),
        (rb"BM.{4}\0{4}", "BMP"),
        (rb"MZ[^\0]{0,61}\0", "EXE"),
        (rb".{128}DICM", "DICOM"),
        (rb".{257}ustar", "TAR"),
    )
)

#: What a member of an office document is called, in the directory at the end of the zip.
INSIDE_ZIP = (
    (b"word/document.xml", "DOCX"),
    (b"xl/workbook.", "XLSX"),
    (b"ppt/presentation.xml", "PPTX"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ODS"),
)

#: Text by what it begins with, once a byte order mark and white space are put aside.
MARKUP = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), kind)
    for pattern, kind in (
        (rb"<!doctype html|<(?:html|head|body|script)\b", "HTML"),
        (rb"<svg\b", "SVG"),
        (rb"<\?xml\b.{0,1000}?<html\b", "HTML"),
        (rb"<\?xml\b.{0,1000}?<svg\b", "SVG"),
        (rb"<\?xml\b", "XML"),
        (rb"<\?php\b", "PHP"),
    )
)

#: Bytes that no text holds: controls other than tab, line ends, form feed and escape.
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
#: One byte in so many, at most, is outside ASCII in a text that is not UTF-8: old French text.
OUTSIDE_ASCII = 4
#: The longest sequence of UTF-8 less one: what the end of a sample may cut.
CUT_CHARACTER = 3


def kind_of(head: bytes, tail: bytes) -> str:
    """The short name of a format, in capitals (``"PDF"``, ``"DOCX"``, ``"TEXT"``), or ``""``.

    `head` and `tail` are the first and the last bytes of the file, some thousands of each. A file
    without a byte is ``"EMPTY"``. A PDF whose header comes late is one unless its first bytes are
    those of another format: a zip that holds a PDF is a zip.
    """
    if not head:
        return "EMPTY"
    for start, kind in STARTS:
        if head.startswith(start):
            return _office(head, tail) if kind == "ZIP" else kind
    for pattern, kind in PATTERNS:
        if pattern.match(head):
            return kind
    if pdf_header(head) >= 0:
        return "PDF"
    return _text(head)


def pdf_header(head: bytes) -> int:
    """The offset of the header of a PDF where readers look for it, or -1."""
    return head.find(PDF_HEADER, 0, PDF_HEADER_WITHIN)


def _office(head: bytes, tail: bytes) -> str:
    for name, kind in INSIDE_ZIP:
        if name in tail or name in head:
            return kind
    return "ZIP"


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) and len(head) % 2 == 0:
        try:
            wide = head.decode("utf-16")
        except UnicodeDecodeError:
            return ""
        return "TEXT" if "\0" not in wide else ""
    if len(head.translate(None, CONTROLS)) < len(head) or not (_is_utf8(head) or _is_old(head)):
        return ""
    body = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, kind in MARKUP:
        if pattern.match(body):
            return kind
    return "TEXT"


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start >= len(head) - CUT_CHARACTER
    return True


def _is_old(head: bytes) -> bool:
    return sum(byte > 127 for byte in head) * OUTSIDE_ASCII <= len(head)
