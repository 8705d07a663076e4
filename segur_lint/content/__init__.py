"""What a document is by its content, and whether it is plainly unsound, without decoding it.

A document passes once, in chunks of any size, through a `Watch`, which keeps its first bytes and
half a million of its last, or more: an end is looked for where it stands, at the end, and what is
no longer kept is searched as it goes, only for what its format can hold. Why no library does this:
see `magic`.

Where readers disagree, a fault is what some of them refuse: a PDF that begins late (Acrobat, pdf.js
and Poppler look for it in the first 1,024 bytes, strict ones at the first). What all of them
pass over is no fault: bytes after the end of an image, garbage between the segments of a JPEG.
"""

from __future__ import annotations

import re

from segur_lint.content.faults import fault
from segur_lint.content.images import ImageWalk, png_header_fault
from segur_lint.content.magic import kind_of, pdf_header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.text import Text

#: Bytes of the beginning, and of the end, that tell a format.
SAMPLE = 4_096
#: Bytes kept of the end: this many or more, up to twice. Most documents are shorter; the end of a
#: zip, its comment included, is.
KEPT = 524_288
#: The end of a PDF stands in that many last bytes (PDF Reference 1.7, appendix H, note 18).
PDF_END_WITHIN = 1_024
#: Shorter than any document of the three formats: a signature, and nothing to show.
STUB = 16
#: Bytes searched past those that go: more than the longest mark.
OVERLAP = 128

#: The entry of a trailer, and neither `/EncryptMetadata` nor the bare word.
ENCRYPT = re.compile(
    rb"/Encrypt[\0\t\n\f\r ]{0,32}(?:<<|\d{1,10}[\0\t\n\f\r ]{1,8}\d{1,5}[\0\t\n\f\r ]{1,8}R)"
)
START_OF_TABLE = re.compile(rb"startxref[\0\t\n\f\r ]{1,32}(\d{1,20})")
JPEG_END = b"\xff\xd9"
PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
ZIP_END = b"PK\x05\x06"
ZIP_END_SIZE = 22


class Content:
    """The `kind` of a document, and what is unsound in it.

    `kind` is ``"PDF"``, ``"PNG"``, ``"JPG"``, the short name of another format (`magic.kind_of`),
    or ``""`` where it is not known. `fault` is a sentence on a document of the first three, or None
    where nothing plain is wrong; where several things are, it is the one that explains most.
    """

    __slots__ = ("fault", "kind")

    def __init__(self, kind: str, fault: Text | None = None) -> None:
        self.kind = kind
        self.fault = fault

    def __repr__(self) -> str:
        return f"Content({self.kind!r}, {self.fault!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and (self.kind, self.fault) == (other.kind, other.fault)

    def __hash__(self) -> int:
        return hash((self.kind, self.fault))


class Watch:
    """Reads a document as it passes: `feed` it in order, then ask for its `content`.

    How the bytes are cut into chunks never changes the answer, and asking changes nothing.
    """

    __slots__ = ("_encrypt", "_head", "_jpeg_end", "_kept", "_walk", "size")

    def __init__(self) -> None:
        #: Bytes so far.
        self.size = 0
        self._head = b""
        self._kept = bytearray()
        self._walk: ImageWalk | None = None
        # Offsets of the last marks among the bytes that are no longer kept, or -1.
        self._jpeg_end = self._encrypt = -1

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes of the document; there may be none."""
        if len(self._head) < SAMPLE:
            self._head += chunk[: SAMPLE - len(self._head)]
        self._kept += chunk
        self.size += len(chunk)
        if self._walk is None and self._head[:1] in {b"\x89", b"\xff"}:
            self._walk = ImageWalk(self._head)
        if self._walk is not None:
            self._walk.read(self._kept, self._start())
        if len(self._kept) > 2 * KEPT:
            self._let_go(len(self._kept) - KEPT)

    def content(self) -> Content:
        """What the bytes so far are, taken for the whole document."""
        tail = bytes(self._kept[-SAMPLE:])
        kind = kind_of(self._head, tail)
        if kind not in {"PDF", "PNG", "JPG"}:
            return Content(kind)
        if kind != "PDF" and pdf_header(self._head) >= 0:
            return Content(kind, fault("two formats", kind, other="PDF"))
        if self._ends_as_zip():
            return Content(kind, fault("two formats", kind, other="ZIP"))
        judge = {"PDF": self._pdf_fault, "PNG": self._png_fault, "JPG": self._jpeg_fault}[kind]
        return Content(kind, judge(tail))

    def _let_go(self, count: int) -> None:
        """Note the last marks that begin in the first `count` bytes kept; keep these no longer."""
        start, kind = self._start(), kind_of(self._head, b"")
        if kind == "JPG" and (at := self._kept.rfind(JPEG_END, 0, count + len(JPEG_END) - 1)) >= 0:
            self._jpeg_end = start + at
        elif kind == "PDF":
            for mark in ENCRYPT.finditer(self._kept, 0, count + OVERLAP):
                self._encrypt = start + mark.start()
        del self._kept[:count]

    def _start(self) -> int:
        """The offset of the first byte kept."""
        return self.size - len(self._kept)

    def _ends_as_zip(self) -> bool:
        """Whether the last directory of a zip ends where the document does."""
        last = len(self._kept) - ZIP_END_SIZE
        at = self._kept.rfind(ZIP_END, max(0, last - 0xFFFF), max(0, last + len(ZIP_END)))
        comment = self._kept[at + ZIP_END_SIZE - 2 : at + ZIP_END_SIZE]
        return at >= 0 and at + int.from_bytes(comment, "little") == last

    def _pdf_fault(self, tail: bytes) -> Text | None:
        if self.size <= STUB:
            return fault("stub", "PDF")
        end = tail.rfind(b"%%EOF", -PDF_END_WITHIN)
        if end < 0:
            return fault("no end", "PDF")
        tables = START_OF_TABLE.findall(tail, 0, end)
        if not tables:
            return fault("no table", "PDF")
        table = int(tables[-1])
        if table >= self.size:
            return fault("table away", "PDF", table)
        # The trailer follows the table, or is it: an attached PDF has its own, further up.
        known = max(0, table - self._start())
        if self._encrypt >= table or ENCRYPT.search(self._kept, known):
            return fault("encrypted", "PDF")
        late = pdf_header(self._head)
        return fault("late", "PDF", late) if late > 0 else None

    def _png_fault(self, tail: bytes) -> Text | None:
        if self.size <= STUB:
            return fault("stub", "PNG")
        wrong, walk = png_header_fault(self._head), self._walk
        if wrong or walk is None:
            return fault(wrong, "PNG")
        if walk.ended == "damaged":
            return fault("damaged", "PNG", walk.at)
        whole = walk.ended == "done" and walk.at <= self.size
        if not whole and not (walk.ended == "lost" and PNG_END in tail):
            return fault("cut", "PNG")
        return None if walk.image or not whole else fault("no image", "PNG")

    def _jpeg_fault(self, tail: bytes) -> Text | None:
        walk = self._walk
        if walk is not None and walk.ended in {"damaged", "no image"}:
            return fault(walk.ended, "JPG", walk.at)
        if walk is None or self.size <= STUB:
            return fault("stub", "JPG")
        # A thumbnail, inside a segment, has an end of its own: the picture's follows its scan.
        after = max(0, walk.at + 1 - self._start())
        ended = self._jpeg_end > walk.at or self._kept.rfind(JPEG_END, after) >= 0
        whole = walk.ended == "done" and ended
        if not whole and not (walk.ended == "lost" and JPEG_END in tail):
            return fault("cut", "JPG")
        return None
