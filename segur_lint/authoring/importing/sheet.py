"""The rows of a table as a spreadsheet numbers them: cells may hold line ends, rows do not."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from segur_lint.errors import AuthorError
from segur_lint.text import Text

if TYPE_CHECKING:
    from segur_lint.source import Source

_END = re.compile(r"\r\n?|\n")
#: What a spreadsheet obeys and does not show.
_ANNOUNCED = re.compile(r"sep=[;,\t|](?:\r\n?|\n)", re.IGNORECASE)


class Sheet:
    """The rows of a CSV text whose cells are separated by `delimiter`."""

    __slots__ = ("ends", "source")

    def __init__(self, source: Source, delimiter: str) -> None:
        self.source = source
        #: Where lines end that end no row.
        self.ends: list[int] = []
        text = source.text
        announced = _ANNOUNCED.match(text)
        if announced:
            self.ends.append(0)
        before = re.escape(delimiter)
        cell = re.compile(rf'(?:(?<=[{before}\r\n])|\A) *+"((?:[^"]++|"")*+)"')
        for found in cell.finditer(text):
            self.ends += [each.start() for each in _END.finditer(text, *found.span(1))]

    def row(self, offset: int) -> int:
        """The number of the row that holds `offset`, from 1."""
        return max(1, self.source.place(offset).line - bisect_left(self.ends, offset))

    def told(self, error: AuthorError) -> AuthorError:
        """The error with the number of its row, where that is not the line of the file."""
        at = error.span.start
        row = self.row(at)
        if error.source is not self.source or row == self.source.place(at).line:
            return error
        message = Text(
            f"(ligne {row} du tableur) {error.message.fr}",
            f"(row {row} of the spreadsheet) {error.message.en}",
        )
        return AuthorError(error.source, error.span, message)
