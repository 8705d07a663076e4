"""Rows for a spreadsheet: CSV as Excel opens it in French, no cell of which is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from segur_lint.text import printable

#: What begins a cell that a spreadsheet would compute; the last four are their wide twins.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: What tells Excel that the file is UTF-8.
MARK = "\ufeff"


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows, after a byte order mark, with semicolons and CRLF."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(
        [cell(text) for text in row] for row in rows
    )
    return MARK + file.getvalue()


def cell(text: str) -> str:
    """A text that stays one, whatever it begins with, behind spaces too."""
    mark = "'" if text.lstrip(" ").startswith(_FORMULA) else ""
    return mark + printable(text)
