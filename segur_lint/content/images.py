"""The chunks of a PNG and the segments of a JPEG, gone through one after the other as they pass.

What they hold is not looked at, but for the header of a PNG.
"""

from __future__ import annotations

import re
from zlib import crc32

from segur_lint.content.magic import PNG_SIGNATURE

#: A marker of JPEG that readers obey: no stuffed or fill byte, none that stands alone in a scan.
MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
JPEG_START = b"\xff\xd8"
#: Segments before the picture: a thousand makes a large profile of colours, a million a trap.
SEGMENTS = 10_000
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: The depths that PNG allows for each type of colour.
PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
#: What is needed of a chunk of PNG before going to the next: length, name and checksum.
PNG_CHUNK = 12


class ImageWalk:
    """Goes through an image in windows: pieces in order, each beginning with the last's end.

    `ended` is ``""`` while it goes on, ``"done"`` at the last chunk of a PNG or the first scan of
    a JPEG, ``"damaged"``, ``"no image"``, or ``"lost"`` where the next header was never shown.
    `at` is the offset of what ended it, or of the next header. `image` says whether a picture was
    announced. A file that is no image ends somehow, and means nothing.
    """

    __slots__ = ("_png", "_segments", "at", "ended", "image")

    def __init__(self, head: bytes) -> None:
        """`head` is the beginning of the file, a byte or more."""
        self._png = head[0] == PNG_SIGNATURE[0]
        self._segments = 0
        self.at = len(PNG_SIGNATURE) if self._png else len(JPEG_START)
        self.ended = ""
        self.image = False

    def read(self, window: bytes | bytearray, start: int) -> None:
        """Go as far as `window` allows; it begins at the offset `start` of the file."""
        at = self.at - start
        if at < 0 and not self.ended:
            self.ended = "lost"
        if self.ended:
            return
        step = self._png_step if self._png else self._jpeg_step
        while not self.ended and at < len(window):
            following = step(window, at)
            if following == at:
                break
            at = following
        self.at = start + at

    def _png_step(self, window: bytes | bytearray, at: int) -> int:
        """Where the chunk after the one at `at` begins; `at` where more bytes are needed."""
        if len(window) < at + PNG_CHUNK:
            return at
        length, name = int.from_bytes(window[at : at + 4], "big"), window[at + 4 : at + 8]
        if length >= 2**31 or not name.isalpha():
            self.ended = "damaged"
            return at
        self.image |= name == b"IDAT"
        if name == b"IEND":
            self.ended = "done"
        return at + PNG_CHUNK + length

    def _jpeg_step(self, window: bytes | bytearray, at: int) -> int:
        """Where the segment after the one at `at` begins; `at` where more bytes are needed.

        As libjpeg does, bytes that are no marker are passed over, however many.
        """
        found = MARKER.search(window, at)
        if found is None:
            return max(at, len(window) - 1)
        at, marker = found.start(), window[found.start() + 1]
        if marker == 0xDA:
            self.ended = "done" if self.image else "no image"
        elif marker == 0xD9:
            self.ended = "no image"
        elif marker == 0xD8:
            self.ended = "damaged"
        elif len(window) >= at + 4:
            length = int.from_bytes(window[at + 2 : at + 4], "big")
            self._segments += 1
            if length >= 2 and self._segments <= SEGMENTS:
                self.image |= marker in JPEG_FRAMES
                return at + 2 + length
            self.ended = "damaged"
        return at


def png_header_fault(head: bytes) -> str:
    """The name of what is wrong in the signature and the first chunk of a PNG, or ``""``."""
    if not head.startswith(PNG_SIGNATURE):
        return "text mode"
    if len(head) < 33:
        return "cut"
    if head[8:16] != b"\0\0\0\rIHDR":
        return "header"
    if crc32(head[12:29]).to_bytes(4, "big") != head[29:33]:
        return "checksum"
    sides = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    if not all(0 < side < 2**31 for side in sides):
        return "no size"
    depth, colour, compression, filtering, interlace = head[24:29]
    known = depth in PNG_DEPTHS.get(colour, ()) and not compression and not filtering
    return "" if known and interlace in {0, 1} else "header"
