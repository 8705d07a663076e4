"""A CSV text becomes a table: its headings, its records, and where each cell stands when asked.

The standard library's `csv` tells no place. What is read is what it and spreadsheets write: cells
in quotes or not, `""` for a quote, line ends inside quotes; a line ends with LF, CR LF or CR.
Blanks around a value are not part of it.
"""

from __future__ import annotations

import re

from segur_lint.register.faults import NOT_CLOSED, TOO_LARGE, Faults, after_quote
from segur_lint.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from segur_lint.jsonvalue import JSONValue

    #: Where a record begins, its values, and the offset of the next one.
    _Line = tuple[int, list[str], int]

#: What separates cells, the most French first.
DELIMITERS = (";", "\t", ",")
#: Bounds: cells of a text, those of one line (a spreadsheet has no more columns), and lines.
MAX_CELLS, MAX_WIDTH, MAX_ROWS = 2_000_000, 16_384, 500_000

_ANNOUNCED = re.compile(r"sep=([;,\t|])(?:\r\n|\r|\n)", re.IGNORECASE)
_plain_line = re.compile(r'([^"\r\n]*+)(?:\r\n?|\n|\Z)').match


class CsvTable:
    """The table of a CSV text that is not blank; offsets are those of `text`."""

    __slots__ = ("_cell", "_first", "_heads", "_next", "delimiter", "headings", "text")

    def __init__(
        self,
        text: str,
        is_known: Callable[[str], bool],
        faults: Faults,
        delimiter: str | None = None,
    ) -> None:
        """`is_known` tells whether a name is the heading of a column that is wanted.

        `delimiter` is what separates cells; by default the text tells it.
        """
        self.text = text
        self._heads: list[Span] = []
        # The first line may announce the delimiter (`sep=;`, which Excel obeys). Otherwise it is
        # the one under which most headings are known, then the one that makes the most of them.
        announced = _ANNOUNCED.match(text)
        start = announced.end() if announced else 0

        def merit(delimiter: str) -> tuple[int, int]:
            self._take(delimiter)
            line = next(self._lines(start, Faults()), None)
            return (sum(map(is_known, line[1])), len(line[1])) if line else (0, 0)

        delimiter = delimiter or (announced[1] if announced else None)
        self._take(delimiter or max(DELIMITERS, key=merit))
        self._next = start
        self._first, self.headings, self._next = next(self._lines(start, faults), (0, [], 0))

    def _take(self, delimiter: str) -> None:
        self.delimiter = delimiter
        between = re.escape(delimiter)
        # A quoted cell and what may follow it, or a plain one; then what ends it.
        self._cell = re.compile(
            rf' *+(?:"((?:[^"]++|"")*+)"([^{between}\r\n]*+)|([^{between}\r\n]*+))'
            rf"({between}|\r\n?|\n|\Z)"
        ).match

    def heading(self, column: int) -> Span:
        """Where a heading stands."""
        self._heads = self._heads or self._places(self._first)
        return self._heads[column]

    def records(self, faults: Faults) -> Iterator[tuple[int, list[JSONValue]]]:
        """Give each record: where it begins, and its values."""
        if self.headings:
            for at, values, _ in self._lines(self._next, faults):
                yield at, values  # type: ignore[misc]  # a list of texts that nobody changes

    def row(self, at: int) -> Span:
        """Where the record that begins there stands."""
        places = self._places(at)
        return Span(at, places[-1].end)

    def cell(self, at: int, column: int) -> Span | None:
        """Where a value of that record stands, inside its quotes; None where it has none."""
        places = self._places(at)
        return places[column] if column < len(places) else None

    def _lines(self, at: int, faults: Faults) -> Iterator[_Line]:
        """The records from the offset `at` on; lines whose cells are all blank are none."""
        text, delimiter = self.text, self.delimiter
        seen = rows = 0
        while at < len(text):
            plain = _plain_line(text, at)
            values: list[str] | None = None
            if plain is None:
                values, end = self._quoted(at, faults)
            else:
                end = plain.end()
                if plain[1].count(delimiter) < MAX_WIDTH:
                    values = list(map(str.strip, plain[1].split(delimiter)))
            seen += len(values or ())
            if values is None or seen > MAX_CELLS or rows > MAX_ROWS:
                faults.add("too-large", Span(at, at + 1), TOO_LARGE)
                return
            if any(values):
                rows += 1
                yield at, values, end
            at = end

    def _quoted(self, at: int, faults: Faults) -> tuple[list[str] | None, int]:
        """The values of one record, and the offset after it; None where there are too many."""
        values: list[str] = []
        while len(values) <= MAX_WIDTH:
            found = self._cell(self.text, at)
            assert found is not None  # anything is a plain cell
            inside, rest, plain, after = found.groups()
            if plain is None:
                value = inside.strip().replace('""', '"')
                if rest and not rest.isspace():
                    faults.add("after-quote", Span(*found.span(2)), after_quote(rest.strip()))
                    value += rest.rstrip()
            else:
                value = plain.strip()
                if value[:1] == '"':
                    start = found.start(3)
                    faults.add("not-closed", Span(start, start + 1), NOT_CLOSED)
            values.append(value)
            at = found.end()
            if after != self.delimiter:
                return values, at
        return None, at

    def _places(self, at: int) -> list[Span]:
        """Where the values of the record that begins there stand."""
        places: list[Span] = []
        while True:
            found = self._cell(self.text, at)
            assert found is not None  # anything is a plain cell
            written = found[1] if found[3] is None else found[3]
            start = found.start(3 if found[1] is None else 1)
            start += len(written) - len(written.lstrip())
            end = start + len(written.strip())
            if found[2] and not found[2].isspace():
                end = found.end(2)
            places.append(Span(start, end))
            at = found.end()
            if found[4] != self.delimiter:
                return places
