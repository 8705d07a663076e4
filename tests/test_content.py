"""What a document is by its content, and what is plainly unsound in it."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import tracemalloc
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_lint.content import KEPT, Content, Watch
from segur_lint.content.faults import SENTENCES, fault
from tests.corpora import corpora, corpus_files

THREE = {"PDF", "PNG", "JPG"}


def watched(data: bytes, size: int = 65_536) -> Content:
    watch = Watch()
    for at in range(0, len(data), size):
        watch.feed(data[at : at + size])
    return watch.content()


def called(content: Content, kind: str) -> str:
    """The name of the fault, or `""`: by its French sentence up to its first number or word put in."""
    assert content.kind == kind
    if content.fault is None:
        return ""
    for name, (fr, en) in SENTENCES.items():
        parts = [part.replace("{kind}", kind) for part in (fr, en)]
        texts = (content.fault.fr, content.fault.en)
        if all(
            text.startswith(part.split("{")[0]) for text, part in zip(texts, parts, strict=True)
        ):
            return name
    raise AssertionError(content)


# --- sound documents, as small as they get ---------------------------------------------------------


def pdf(before: bytes = b"", trailer: bytes = b"", body: bytes = b"") -> bytes:
    start = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + body
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Root 1 0 R" + trailer + b">>\n"
    return before + start + table + b"startxref\n%d\n%%%%EOF\n" % len(start)


def pdf_with_stream_table(entry: bytes, stream: bytes = b"") -> bytes:
    start = b"%PDF-1.5\n1 0 obj<</Type/Catalog>>endobj\n"
    table = (
        b"2 0 obj<</Type/XRef" + entry + b"/Length 9>>stream\n" + stream + b"\nendstream endobj\n"
    )
    return start + table + b"startxref\n%d\n%%%%EOF" % len(start)


def chunk(name: bytes, data: bytes = b"") -> bytes:
    return len(data).to_bytes(4, "big") + name + data + crc32(name + data).to_bytes(4, "big")


def png(
    *chunks: bytes, width: int = 1, height: int = 1, rest: bytes = b"\x08\0\0\0\0", end: bytes = chunk(b"IEND")
) -> bytes:  # fmt: skip
    header = chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + rest)
    data = chunks or (chunk(b"IDAT", b"x\x9cc`\0\0\0\2\0\1H\xaf\xa4q"),)
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(data) + end


def segment(marker: int, data: bytes = b"") -> bytes:
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
FRAME = segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0")
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x37\xff\x00\xff\xd0\x37"


def jpeg(
    *segments: bytes, frame: bytes = FRAME, scan: bytes = SCAN, end: bytes = b"\xff\xd9"
) -> bytes:
    return b"\xff\xd8" + JFIF + b"".join(segments) + frame + scan + end


ZIP_END = b"PK\5\6" + bytes(18)
SOUND = {"PDF": pdf(), "PNG": png(), "JPG": jpeg()}


@pytest.mark.parametrize(("kind", "data"), SOUND.items())
def test_a_sound_document_has_no_fault(kind: str, data: bytes) -> None:
    assert watched(data) == Content(kind)


# --- kinds -----------------------------------------------------------------------------------------

KINDS = [
    (b"", "EMPTY"),
    (b"PK\3\4" + bytes(60), "ZIP"),
    (ZIP_END, "ZIP"),
    (b"PK\3\4" + bytes(26) + b"[Content_Types].xml" + bytes(9_000) + b"word/document.xml" + ZIP_END, "DOCX"),
    (b"PK\3\4" + bytes(26) + b"xl/workbook.xml" + ZIP_END, "XLSX"),
    (b"PK\3\4" + bytes(26) + b"facture.pdf" + pdf() + ZIP_END, "ZIP"),
    (b"PKZIP is a program", "TEXT"),
    (b"GIF89a\1\0\1\0", "GIF"),
    (b"GIF88a\1\0\1\0", ""),
    (b"II*\0\x08\0\0\0", "TIFF"),
    (b"MM\0*\0\0\0\x08", "TIFF"),
    (b"MM. les directeurs", "TEXT"),
    (b"BM\x3c\0\0\0\0\0\0\0\x20\0", "BMP"),
    (b"BM, un texte", "TEXT"),
    (b"MZ\x90\0\3\0", "EXE"),
    (b"MZ, un texte", "TEXT"),
    (b"RIFF\x1a\0\0\0WEBPVP8L", "WEBP"),
    (b"RIFF\x1a\0\0\0ABCD", ""),
    (b"\0\0\0\x18ftypheic", "HEIC"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "OLE"),
    (b"{\\rtf1\\ansi}", "RTF"),
    (b"%!PS-Adobe-3.0", "PS"),
    (b"\x1f\x8b\x08\0", "GZIP"),
    (b"\x1f\x8b\x09\0", ""),
    (b"Rar!\x1a\7\1\0", "RAR"),
    (b"7z\xbc\xaf\x27\x1c\0\4", "7Z"),
    (b"<!DOCTYPE html><p>", "HTML"),
    (b"\xef\xbb\xbf \r\n<HTML lang='fr'>", "HTML"),
    (b"<htmlish>", "TEXT"),
    (b"<?xml version='1.0'?><html>", "HTML"),
    (b"<?xml version='1.0'?><a/>", "XML"),
    (b"<?xml version='1.0'?>\n<svg/>", "SVG"),
    (b"Bonjour.\n", "TEXT"),
    ("L'été à Nîmes est chaud".encode("latin-1"), "TEXT"),
    ("日本語".encode(), "TEXT"),
    ("é".encode() * 5_000, "TEXT"),
    (b"a" + "é".encode() * 5_000, "TEXT"),
    ("Été".encode("utf-16"), "TEXT"),
    (b"\xff\xfe\0\0", ""),
    (b"\xff\xfe\0\xd8", ""),
    (b"\xe9\xe8\xe9", ""),
    (b"Bonjour\0", ""),
    (bytes(5_000), ""),
    (b"\xff\xd8", ""),
    (b"\xff\xd8\xff", "JPG"),
    (b"\x89PN", ""),
    (b"\x89PNG", "PNG"),
    (b"%PDF", "TEXT"),
    (b"%PDF-", "PDF"),
    (b"%pdf-1.4", "TEXT"),
    (b" " * 1_019 + b"%PDF-1.4", "PDF"),
    (b" " * 1_020 + b"%PDF-1.4", "TEXT"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "kind"), KINDS, ids=lambda value: repr(value[:20]))
def test_a_format_is_told_by_its_bytes(data: bytes, kind: str) -> None:
    assert watched(data).kind == kind


@pytest.mark.parametrize("data", [data for data, kind in KINDS if kind not in THREE])
def test_only_the_three_formats_have_faults(data: bytes) -> None:
    assert watched(data).fault is None


# --- soundness -------------------------------------------------------------------------------------

THUMBNAIL = segment(0xE1, b"Exif\0\0" + jpeg())
BIG_SEGMENT = segment(0xE1, b"Exif\0\0" + bytes(20_000) + jpeg() + bytes(20_000))
FAULTS = [
    # PDF
    ("PDF", "stub", b"%PDF-"),
    ("PDF", "stub", b"%PDF-1.4\n"),
    ("PDF", "no end", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n"),
    ("PDF", "no end", pdf() + bytes(1_100)),
    ("PDF", "", pdf() + bytes(900)),
    ("PDF", "", pdf().rstrip()),
    ("PDF", "no end", pdf().replace(b"%%EOF", b"%%EOG")),
    ("PDF", "no table", pdf().replace(b"startxref", b"startxre ")),
    ("PDF", "no table", b"%PDF-1.4\nstartxref\n9\n" + b" " * 5_000 + b"%%EOF"),
    ("PDF", "table away", b"%PDF-1.4\nstartxref\n99999\n%%EOF"),
    ("PDF", "", pdf() + b"startxref\n0\n%%EOF"),
    ("PDF", "late", pdf(before=b"\n")),
    ("PDF", "late", pdf(before=b"\xef\xbb\xbf")),
    ("PDF", "late", pdf(before=b"HTTP/1.1 200 OK\r\n\r\n")),
    ("PDF", "two formats", pdf() + ZIP_END),
    ("PDF", "two formats", pdf() + ZIP_END[:-2] + b"\x88\x13" + bytes(5_000)),
    ("PDF", "", pdf(body=b"5 0 obj<<>>stream\n" + ZIP_END + b"\nendstream endobj\n")),
    ("PDF", "", pdf() + b"PK\5\6"),
    # encrypted
    ("PDF", "encrypted", pdf(trailer=b"/Encrypt 12 0 R")),
    ("PDF", "encrypted", pdf(trailer=b"/Encrypt\r\n12 0 R")),
    ("PDF", "encrypted", pdf(trailer=b"/Encrypt<</Filter/Standard>>")),
    ("PDF", "encrypted", pdf_with_stream_table(b"/Encrypt 3 0 R")),
    ("PDF", "encrypted", pdf_with_stream_table(b"/Encrypt 3 0 R", b"\x9d" * 200_000)),
    ("PDF", "", pdf_with_stream_table(b"/Root 1 0 R")),
    ("PDF", "", pdf(trailer=b"/EncryptMetadata true")),
    ("PDF", "", pdf(trailer=b"/Info(/Encrypt)")),
    ("PDF", "", pdf(body=b"5 0 obj<<>>stream\n" + pdf(trailer=b"/Encrypt 9 0 R") + b"\nendstream endobj\n")),
    # PNG
    ("PNG", "stub", b"\x89PNG\r\n\x1a\n"),
    ("PNG", "text mode", png().replace(b"\r\n", b"\n")),
    ("PNG", "text mode", png().replace(b"\n", b"\r\n")),
    ("PNG", "header", b"\x89PNG\r\n\x1a\n" + chunk(b"CgBI", b"\0\0\0\0") + png()[8:]),
    ("PNG", "header", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(12)) + png()[33:]),
    ("PNG", "checksum", png()[:29] + b"\0\0\0\0" + png()[33:]),
    ("PNG", "checksum", png()[:19] + b"\7" + png()[20:]),
    ("PNG", "no size", png(width=0)),
    ("PNG", "no size", png(height=0)),
    ("PNG", "no size", png(width=2**31)),
    ("PNG", "", png(width=2**31 - 1)),
    ("PNG", "", png(rest=b"\x10\x06\0\0\1")),
    ("PNG", "header", png(rest=b"\3\0\0\0\0")),
    ("PNG", "header", png(rest=b"\x08\1\0\0\0")),
    ("PNG", "header", png(rest=b"\x08\0\1\0\0")),
    ("PNG", "header", png(rest=b"\x08\0\0\0\2")),
    ("PNG", "no image", png(chunk(b"tEXt", b"a\0b"))),
    ("PNG", "damaged", png(chunk(b"IDAT", b"abc") + b"\n")),
    ("PNG", "damaged", png(b"\xff\xff\xff\xffIDAT" + bytes(20))),
    ("PNG", "cut", png(end=b"")),
    ("PNG", "cut", png(end=b"\0\0\0\0IEND\xaeB`")),
    ("PNG", "cut", png(chunk(b"IDAT", bytes(70_000)))[:50_000]),
    ("PNG", "", png(chunk(b"IDAT", bytes(70_000)))),
    ("PNG", "", png(chunk(b"IDAT", chunk(b"IEND")))),
    ("PNG", "cut", png(chunk(b"IDAT", chunk(b"IEND")), end=b"")),
    ("PNG", "", png() + bytes(9)),
    ("PNG", "", png() + b"<html>"),
    ("PNG", "two formats", png() + ZIP_END),
    ("PNG", "two formats", png(chunk(b"tEXt", b"a\0%PDF-1.4"), chunk(b"IDAT"))),
    ("PNG", "", png(chunk(b"tEXt", b"a\0%PDF 1.4"), chunk(b"IDAT"))),
    # JPEG
    ("JPG", "stub", b"\xff\xd8\xff\xe0"),
    ("JPG", "damaged", b"\xff\xd8\xff\xe0\0\0\xff\xd9"),
    ("JPG", "damaged", b"\xff\xd8\xff\xe0\0\1\xff\xd9" + bytes(30)),
    ("JPG", "damaged", jpeg(b"\xff\xd8")),
    ("JPG", "damaged", jpeg(segment(0xFE) * 10_001)),
    ("JPG", "", jpeg(segment(0xFE) * 300)),
    ("JPG", "no image", b"\xff\xd8" + b"\xff" * 20_000 + b"\xff\xd9"),
    ("JPG", "no image", jpeg(frame=b"", scan=b"")),
    ("JPG", "no image", jpeg(frame=b"")),
    ("JPG", "no image", jpeg(frame=segment(0xC4, bytes(17)))),
    ("JPG", "", jpeg(frame=segment(0xC2, bytes(9)))),
    ("JPG", "cut", jpeg(end=b"")),
    ("JPG", "cut", jpeg(end=b"\xff")),
    ("JPG", "cut", jpeg(end=b"\xff\x00\xd9")),
    ("JPG", "cut", jpeg(scan=b"", end=b"")),
    ("JPG", "cut", jpeg(THUMBNAIL, end=b"")),
    ("JPG", "cut", jpeg(BIG_SEGMENT, end=b"")),
    ("JPG", "", jpeg(THUMBNAIL)),
    ("JPG", "", jpeg(BIG_SEGMENT, scan=SCAN + bytes(90_000))),
    ("JPG", "", jpeg(b"\xff\xff\xff")),
    ("JPG", "", jpeg(bytes(200))),
    ("JPG", "", jpeg() + bytes(12)),
    ("JPG", "two formats", jpeg(segment(0xFE, b"%PDF-1.4\n"))),
    ("JPG", "", jpeg(segment(0xFE, bytes(1_020) + b"%PDF-1.4\n"))),
    ("JPG", "two formats", jpeg() + ZIP_END),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "data"), FAULTS, ids=lambda value: repr(value[:20]))
def test_what_is_unsound_is_named(kind: str, name: str, data: bytes) -> None:
    assert called(watched(data), kind) == name


def test_what_stands_far_from_both_ends_is_seen() -> None:
    locked = pdf_with_stream_table(b"/Encrypt 3 0 R", bytes(9_000)).replace(
        b"1 0 obj", b"%" + b"-" * 9_000 + b"\n1 0 obj"
    )
    locked = locked.replace(b"startxref\n40\n", b"startxref\n9042\n")
    trailing = png() + bytes(9_000)
    assert called(watched(locked), "PDF") == "encrypted"
    assert called(watched(trailing), "PNG") == ""


LONG = bytes(3 * KEPT)
LONG_ONES = [
    ("PDF", "", pdf(body=b"%" + LONG)),
    ("PDF", "", pdf(body=pdf(trailer=b"/Encrypt 9 0 R") + LONG)),
    ("PDF", "encrypted", pdf(trailer=b"/Encrypt 9 0 R", body=LONG)),
    ("PDF", "encrypted", pdf_with_stream_table(b"/Encrypt 9 0 R", LONG)),
    ("PDF", "no end", pdf() + LONG),
    ("PDF", "two formats", pdf(body=LONG) + ZIP_END[:-2] + b"\xff\xff" + bytes(0xFFFF)),
    ("PDF", "", pdf(body=ZIP_END[:-2] + b"\xff\xff" + LONG)),
    ("PNG", "", png(chunk(b"IDAT", LONG))),
    ("PNG", "", png() + LONG),
    ("PNG", "cut", png(chunk(b"IDAT", LONG))[:-20]),
    ("JPG", "", jpeg(scan=SCAN + LONG)),
    ("JPG", "", jpeg() + LONG),
    ("JPG", "cut", jpeg(scan=SCAN + LONG, end=b"")),
    ("JPG", "cut", jpeg(THUMBNAIL, scan=SCAN + LONG, end=b"")),
]


@pytest.mark.parametrize(("kind", "name", "data"), LONG_ONES, ids=lambda value: repr(value[:20]))
def test_a_document_longer_than_what_is_kept_is_told_too(kind: str, name: str, data: bytes) -> None:
    assert called(watched(data), kind) == name


@pytest.mark.parametrize("shift", range(-3, 50))
def test_a_mark_across_the_first_byte_kept_is_seen(shift: int) -> None:
    border = (2 * KEPT // 1_000 + 1) * 1_000 - KEPT  # by chunks of 1,000 bytes
    locked = b"%PDF-1.4\n".ljust(border - shift) + b"/Encrypt" + b" " * 32 + b"12 0 R"
    locked = locked.ljust(2 * KEPT + 2_000) + b"startxref\n0\n%%EOF"
    assert called(watched(locked, 1_000), "PDF") == "encrypted"
    picture = jpeg(end=b"").ljust(border - shift, b"\0") + b"\xff\xd9" + LONG
    assert called(watched(picture, 1_000), "JPG") == ""


def test_a_sentence_counts_the_bytes() -> None:
    assert watched(pdf(before=b"abc")).fault == fault("late", "PDF", 3)
    assert watched(png(chunk(b"IDAT", b"abc") + b"\n")).fault == fault("damaged", "PNG", 33 + 15)
    assert watched(jpeg(b"\xff\xd8")).fault == fault("damaged", "JPG", 2 + len(JFIF))
    assert watched(pdf() + ZIP_END).fault == fault("two formats", "PDF", other="ZIP")


@pytest.mark.parametrize("kind", sorted(THREE))
def test_a_document_cut_anywhere_is_told(kind: str) -> None:
    data = SOUND[kind].rstrip(b"\n")
    for length in range(len(data)):
        cut = watched(data[:length])
        assert cut.kind not in THREE or cut.fault is not None, length


def test_little_is_kept_of_a_long_document() -> None:
    piece = bytes(range(256)) * 256
    watch = Watch()
    watch.feed(jpeg(end=b""))
    tracemalloc.start()
    for _ in range(100):
        watch.feed(piece)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 4 * KEPT
    assert peak < 6 * KEPT


# --- any bytes -------------------------------------------------------------------------------------

PIECES = [
    b"%PDF-1.4\n", b"/Encrypt", b" 1 0 R", b"<<", b"startxref\n", b"10\n", b"%%EOF", b"PK\5\6", b"PK\3\4", bytes(18),
    b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"), chunk(b"IDAT", b"x"), chunk(b"IEND"),
    b"\xff\xd8\xff", b"\xff\xd9", b"\xff\xda", b"\xff\xc0\0\3\0", b"\0\x08", b"\xff", b"\0", b"a" * 127, b" " * 1_000,
]  # fmt: skip
DOCUMENTS = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES) | st.binary(max_size=5), max_size=30).map(b"".join),
    st.tuples(
        st.sampled_from(list(SOUND.values())),
        st.lists(st.sampled_from(PIECES) | st.binary(max_size=5), max_size=12).map(b"".join),
        st.integers(0, 100),
    ).map(lambda parts: parts[0][: parts[2]] + parts[1] + parts[0][parts[2] :]),
)


@settings(deadline=None)
@given(DOCUMENTS, st.lists(st.integers(0, 400), max_size=60))
def test_how_bytes_are_cut_never_changes_the_answer(data: bytes, sizes: list[int]) -> None:
    watch, at = Watch(), 0
    for size in sizes:
        watch.feed(data[at : at + size])
        at += size
        watch.content()
    watch.feed(data[at:])
    assert watch.content() == watched(data) == watched(data, 1)
    assert watch.size == len(data)


@given(DOCUMENTS)
def test_nothing_breaks_it(data: bytes) -> None:
    content = watched(data)
    assert content.kind in THREE or content.fault is None
    assert hash(content) == hash(watched(data))


# --- foreign documents -----------------------------------------------------------------------------

HOSTILE = {
    "ok.png": ("PNG", ""),
    "ok.jpg": ("JPG", ""),
    "ok.jpeg": ("JPG", ""),
    "pdf_named.png": ("PDF", ""),
    "jpg_named.png": ("JPG", ""),
    "exe_named.pdf": ("EXE", ""),
    "html_named.pdf": ("HTML", ""),
    "svg_named.png": ("SVG", ""),
    "docx_named.pdf": ("ZIP", ""),
    "webp_named.png": ("WEBP", ""),
    "gif_named.png": ("GIF", ""),
    "lnk_named.pdf": ("LNK", ""),
    "pdf_url_only.pdf": ("TEXT", ""),
    "zero.pdf": ("EMPTY", ""),
    "only_magic.pdf": ("PDF", "stub"),
    "trunc.png": ("PNG", "cut"),
    "png_bad_crc.png": ("PNG", "checksum"),
    "jpg_seg_len_zero.jpg": ("JPG", "damaged"),
    "jpg_ff_fill.jpg": ("JPG", "no image"),
    "pdf_text_mode_crlf.png": ("PNG", "text mode"),
    "pdf_header_at_1000.pdf": ("PDF", "late"),
    "pdf_header_at_2000.pdf": ("TEXT", ""),
    "bom_before.pdf": ("PDF", "late"),
    "poly_pdf_zip.pdf": ("PDF", "two formats"),
    "poly_jpg_pdf.jpg": ("JPG", "two formats"),
    "poly_png_html.png": ("PNG", ""),
    # What a PDF does when it is opened is not looked at.
    "pdf_javascript.pdf": ("PDF", ""),
}
FORMATS = {
    "7-zip.7z": "7Z", "archive.ar": "AR", "arj.arj": "ARJ", "ascii.cpio": "CPIO", "bmp.bmp": "BMP", "bpg.bpg": "BPG",
    "bzip2.bz2": "BZIP2", "cab.cab": "CAB", "dicom.dcm": "DICOM", "elf.elf": "ELF", "gif87.gif": "GIF", "heic.heic": "HEIC",
    "id3v1.mp3": "", "id3v2.mp3": "MP3", "ilda.ilda": "", "lz4.lz4": "LZ4", "matroska.mkv": "MKV", "mini.otf": "OTF",
    "mini.plist": "TEXT", "mini.ttf": "TTF", "mini.woff2": "WOFF", "mp4.mp4": "MP4", "nes.nes": "", "pe32.exe": "EXE",
    "photoshop.psd": "PSD", "php.php": "PHP", "qt.mov": "MOV", "rar5.rar": "RAR", "riff.wav": "WAV", "tar.tar": "TAR",
    "tiff-le.tif": "TIFF", "vorbis.ogg": "OGG", "wasm.wasm": "WASM", "webm.webm": "MKV", "webp.webp": "WEBP",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_named_for_what_it_is(name: str) -> None:
    kind, fault_name = HOSTILE[name]
    assert called(watched((corpora("docs-hostile") / name).read_bytes()), kind) == fault_name


@pytest.mark.parametrize("name", FORMATS)
def test_a_foreign_format_is_named(name: str) -> None:
    data = (corpora("formats-corkami-mitra") / name).read_bytes()
    assert watched(data) == Content(FORMATS[name])


@pytest.mark.parametrize("path", corpus_files("png-pngsuite", "*.png"), ids=lambda path: path.name)
def test_a_sound_png_is_accepted(path: Path) -> None:
    data = path.read_bytes()
    # In PngSuite, the names of corrupt files begin with an x.
    assert (called(watched(data), "PNG") != "") == path.name.startswith("x")


@pytest.mark.parametrize(
    "path", corpus_files("pdf-pypdf-samples", "*.[pj][dp]*"), ids=lambda path: path.name
)
def test_a_sound_sample_is_accepted(path: Path) -> None:
    data = path.read_bytes()
    kind = {".pdf": "PDF", ".jpg": "JPG"}[path.suffix]
    wanted = "encrypted" if "password" in path.name else ""
    assert called(watched(data), kind) == wanted


FOREIGN = ["docs-hostile", "formats-corkami-mitra", "png-pngsuite", "pdf-pypdf-samples"]


@pytest.mark.parametrize("name", FOREIGN)
def test_every_foreign_file_cut_or_whole_has_an_answer(name: str) -> None:
    for path in sorted(corpora(name).iterdir()):
        data = path.read_bytes()
        for part in (data, data[: len(data) // 2], data[1:]):
            assert watched(part, 1_000) == watched(part)
