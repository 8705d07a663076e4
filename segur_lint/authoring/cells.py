"""A cell of a table as people paste it: its text, and where each of its characters stands."""

from __future__ import annotations

import re

from segur_lint.source import Span

#: What word processors write for what notations and names are made of.
_OTHERWISE = {
    **dict.fromkeys("“”„‟″", '"'),
    "‹": "«",
    "›": "»",
    "\u2010": "-",
    "\u2011": "-",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_CHAR = re.compile(r'""|.', re.DOTALL)
_SPACE = re.compile(r"\s+")


class Cell:
    """What a cell says: `text`, and in `at` the offset, in the table, of each of its characters.

    `end` is where the cell ends. Typographic quotes are plain ones here, and what has no width is
    left out; spaces and line ends are as they are.
    """

    __slots__ = ("at", "end", "text")

    def __init__(self, text: str = "", at: list[int] | None = None, end: int = 0) -> None:
        self.text = text
        self.at = at or []
        self.end = end

    @classmethod
    def read(cls, raw: str, span: Span, value: str) -> Cell:
        """The cell written `raw` at `span`, which the reader of the table took for `value`."""
        places = list(range(span.start, span.end))
        if raw != value:  # in quotes: two of them for one
            kept = [match.start() for match in _CHAR.finditer(raw)]
            places = [span.start] * len(value)
            if "".join(raw[at] for at in kept) == value:
                places = [span.start + at for at in kept]
        chars, at = [], []
        for char, place in zip(value, places, strict=True):
            said = _OTHERWISE.get(char, char)
            if said:
                chars.append(said)
                at.append(place)
        return cls("".join(chars), at, span.end)

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    @property
    def word(self) -> str:
        """The text as one word: a name that a page cut in two is one all the same."""
        return _SPACE.sub("", self.text)

    def joined(self, other: Cell) -> Cell:
        """What the cell says, and what goes on in another, below it."""
        if not (self and other):
            return self or other
        # The line end between the two stands where the first ends.
        return Cell(f"{self.text}\n{other.text}", [*self.at, self.end, *other.at], other.end)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where the characters from `start` to `end` stand; at least one."""
        if not self.at:
            return Span(self.end, self.end + 1)
        last = len(self.at) if end is None else min(end, len(self.at))
        first = self.at[start] if start < len(self.at) else self.at[-1] + 1
        return Span(first, max(first, self.at[last - 1] if last else first) + 1)
