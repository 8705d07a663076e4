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
#: What stands between quotes, and the line ends inside it.
_QUOTED = re.compile(r"(\b(?:type|format)\s*)?(«[^«»]*»|\"[^\"]*\")", re.IGNORECASE)
_BREAK = re.compile(r"(?<=[^\s«\"])[^\S\r\n]*[\r\n]\s*(?=[^\s»\"])")


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

    def unbroken(self) -> tuple[Cell, list[tuple[str, Span]]]:
        """The cell without the line ends between quotes; each text so mended, and where it is.

        A pattern is one word, whose halves are joined; of other texts a space is left.
        """
        mended: list[tuple[str, Span]] = []
        out: set[int] = set()
        for found in _QUOTED.finditer(self.text):
            inside, start = found[2], found.start(2)
            breaks = [each.span() for each in _BREAK.finditer(inside)]
            if not breaks:
                continue
            between = "" if found[1] else " "
            shown = " ".join(_BREAK.sub(between, inside).split())
            mended.append((shown, self.span(start, found.end())))
            if found[1]:
                out |= {start + at for first, last in breaks for at in range(first, last)}
        kept = [at for at in range(len(self.text)) if at not in out]
        text = "".join(self.text[at] for at in kept)
        return Cell(text, [self.at[at] for at in kept], self.end), mended

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where the characters from `start` to `end` stand; at least one."""
        if not self.at:
            return Span(self.end, self.end + 1)
        last = len(self.at) if end is None else min(end, len(self.at))
        first = self.at[start] if start < len(self.at) else self.at[-1] + 1
        return Span(first, max(first, self.at[last - 1] if last else first) + 1)
