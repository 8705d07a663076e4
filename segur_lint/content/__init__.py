"""What a document is by its content, and whether it is plainly unsound, without decoding it.

A document passes once, in chunks of any size, through a `Watch`, which keeps some 8 KiB of it: its
first and last bytes, and where a few marks stand. Why no library does this: see `magic`.

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

#: Bytes kept of the beginning and of the end.
SAMPLE = 4_096
#: The end of a PDF stands in that many last bytes (PDF Reference 1.7, appendix H, note 18).
PDF_END_WITHIN = 1_024
#: Shorter than any document of the three formats: a signature, and nothing to show.
STUB = 16
#: Bytes of a chunk looked at again with the next one: more than the longest mark.
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

    __slots__ = (
        "_carry",
        "_encrypt",
        "_head",
        "_jpeg_end",
        "_tail",
        "_walk",
        "_zip_end",
        "size",
    )

    def __init__(self) -> None:
        #: Bytes so far.
        self.size = 0
        self._head = self._tail = self._carry = b""
        self._walk: ImageWalk | None = None
        # Offsets of the last marks, or -1; of the last directory of a zip, where the zip ends.
        self._jpeg_end = self._encrypt = self._zip_end = -1

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes of the document; there may be none."""
        if len(self._head) < SAMPLE:
            self._head += chunk[: SAMPLE - len(self._head)]
        window = self._carry + chunk
        start = self.size - len(self._carry)
        self.size += len(chunk)
        self._tail = (self._tail + chunk[-SAMPLE:])[-SAMPLE:]
        self._carry = window[-OVERLAP:]
        self._find(window, start)
        if self._walk is None and self._head[:1] in {b"\x89", b"\xff"}:
            self._walk = ImageWalk(self._head)
        if self._walk is not None:
            self._walk.read(window, start)

    def content(self) -> Content:
        """What the bytes so far are, taken for the whole document."""
        kind = kind_of(self._head, self._tail) if self._head or not self.size else ""
        if kind not in {"PDF", "PNG", "JPG"}:
            return Content(kind)
        if kind != "PDF" and pdf_header(self._head) >= 0:
            return Content(kind, fault("two formats", kind, other="PDF"))
        if self._zip_end == self.size:
            return Content(kind, fault("two formats", kind, other="ZIP"))
        judge = {"PDF": self._pdf_fault, "PNG": self._png_fault, "JPG": self._jpeg_fault}[kind]
        return Content(kind, judge())

    def _find(self, window: bytes, start: int) -> None:
        """Note the last marks of a window of bytes that begins at the offset `start`."""
        at = window.rfind(JPEG_END)
        if at >= 0:
            self._jpeg_end = start + at
        at = window.rfind(ZIP_END, 0, len(window) - ZIP_END_SIZE + len(ZIP_END))
        if at >= 0 and len(window) >= ZIP_END_SIZE:
            comment = int.from_bytes(window[at + ZIP_END_SIZE - 2 : at + ZIP_END_SIZE], "little")
            self._zip_end = start + at + ZIP_END_SIZE + comment
        for mark in ENCRYPT.finditer(window):
            self._encrypt = start + mark.start()

    def _pdf_fault(self) -> Text | None:
        if self.size <= STUB:
            return fault("stub", "PDF")
        end = self._tail.rfind(b"%%EOF", -PDF_END_WITHIN)
        if end < 0:
            return fault("no end", "PDF")
        tables = START_OF_TABLE.findall(self._tail, 0, end)
        if not tables:
            return fault("no table", "PDF")
        table = int(tables[-1])
        if table >= self.size:
            return fault("table away", "PDF", table)
        # The trailer follows the table, or is it: an attached PDF has its own, further up.
        if self._encrypt >= table:
            return fault("encrypted", "PDF")
        late = pdf_header(self._head)
        return fault("late", "PDF", late) if late > 0 else None

    def _png_fault(self) -> Text | None:
        if self.size <= STUB:
            return fault("stub", "PNG")
        wrong, walk = png_header_fault(self._head), self._walk
        if wrong or walk is None:
            return fault(wrong, "PNG")
        if walk.ended == "damaged":
            return fault("damaged", "PNG", walk.at)
        whole = walk.ended == "done" and walk.at <= self.size
        if not whole and not (walk.ended == "lost" and PNG_END in self._tail):
            return fault("cut", "PNG")
        return None if walk.image or not whole else fault("no image", "PNG")

    def _jpeg_fault(self) -> Text | None:
        walk = self._walk
        if walk is not None and walk.ended in {"damaged", "no image"}:
            return fault(walk.ended, "JPG", walk.at)
        if walk is None or self.size <= STUB:
            return fault("stub", "JPG")
        # A thumbnail, inside a segment, has an end of its own: the picture's follows its scan.
        whole = walk.ended == "done" and self._jpeg_end > walk.at
        if not whole and not (walk.ended == "lost" and JPEG_END in self._tail):
            return fault("cut", "JPG")
        return None
