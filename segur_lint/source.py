"""Bytes become a `Source`: a name, a text, facts on its encoding, and places in it.

Everywhere else positions are offsets in the text, in code points. Lines and columns exist only at
the edge; `Source.place` is the one function that makes them.
"""

from __future__ import annotations

from itertools import accumulate

BOM = b"\xef\xbb\xbf"


class Span:
    """Offsets of a piece of text, in code points: `start` included, `end` excluded."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))


class Place:
    """A `line` and a `column`, both from 1, the column in code points."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column

    def __repr__(self) -> str:
        return f"Place({self.line}, {self.column})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and (self.line, self.column) == (other.line, other.column)

    def __hash__(self) -> int:
        return hash((self.line, self.column))


#: Places that are found by counting lines: for more, it pays to know where each line begins.
_FEW = 64


class Source:
    """A named text and what its bytes said of it.

    `name` is what a person calls it (a path, or ``-``). `text` is the content without its byte
    order mark; where the bytes are not UTF-8, it stops before the first bad byte and `bad_byte`
    is that byte's offset in `data` (its offset in the text is ``len(text)``).
    """

    __slots__ = ("_last", "_places", "_starts", "bad_byte", "bom", "data", "name", "text")

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data
        self.bom = data.startswith(BOM)
        self.bad_byte: int | None = None
        body = data[len(BOM) :] if self.bom else data
        try:
            self.text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            self.bad_byte = len(data) - len(body) + error.start
            self.text = body[: error.start].decode("utf-8")
        self._starts: list[int] | None = None
        self._places = 0
        #: Where a line starts, and its number.
        self._last = 0, 1

    def put_away(self) -> None:
        """Give the memory back where it can be had again: see `filesource`."""

    def _line_starts(self) -> list[int]:
        """Offsets where lines begin. A line ends with LF, CR LF or CR; U+2028 does not end one."""
        if self._starts is None:
            text = self.text
            if "\r" not in text:
                *before, _ = text.split("\n")
                starts = [0, *accumulate([len(line) + 1 for line in before])]
            else:
                starts = [0]
                for at, char in enumerate(text):
                    if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
                        starts.append(at + 1)
            self._starts = starts
        return self._starts

    def place(self, offset: int) -> Place:
        """The line and column of `offset`, which may be the end of the text."""
        text = self.text
        if self._starts is None and self._places < _FEW and "\r" not in text:
            self._places += 1
            start = text.rfind("\n", 0, offset) + 1
            last, line = self._last
            line += text.count("\n", last, start) - text.count("\n", start, last)
            self._last = start, line
            return Place(line, offset - start + 1)
        from bisect import bisect_right

        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return Place(line, offset - starts[line - 1] + 1)

    @property
    def lines(self) -> int:
        """How many lines there are: one at least."""
        return len(self._line_starts())

    def bounds(self, number: int) -> tuple[int, int]:
        """Where line `number` (from 1) begins, and where it ends without its line end."""
        starts, text = self._line_starts(), self.text
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(text)
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line(self, start: int) -> str:
        """The text of the line that begins at `start`, without its line end."""
        end = self.text.find("\n", start)
        line = self.text[start:] if end < 0 else self.text[start:end]
        return line.partition("\r")[0]
