"""The columns that a caller wants of a register, and where the headings of a table give them."""

from __future__ import annotations

from segur_lint.register import cells
from segur_lint.register import faults as said
from segur_lint.source import Span
from segur_lint.text import fold, hint, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from segur_lint.jsonvalue import JSONValue
    from segur_lint.register.faults import Faults
    from segur_lint.register.tables import Table

    #: A column that the table has, what reads its cells, the places of its headings.
    Found = tuple["Column", Callable[[JSONValue], Any], list[int]]

#: Headings, and characters of a heading, beyond which no near name is looked for.
_MOST, _LONGEST = 200, 200


class Column:
    """A column that is wanted: `kind` is ``text``, ``amount`` or ``date``.

    A heading is that of the column whatever its case, accents, spaces and punctuation; those of
    `also` are accepted too. Where it is `required`, it must be there, and filled on every row.
    """

    __slots__ = ("also", "kind", "name", "required")

    def __init__(
        self, name: str, kind: str = "text", required: bool = True, also: Sequence[str] = ()
    ) -> None:
        self.name = name
        self.kind = kind
        self.required = required
        self.also = tuple(also)


def same(heading: str) -> str:
    """What two spellings of a heading share: letters and digits, without case and accents."""
    # Longer is no heading, and putting a long run of accents in order takes quadratic time.
    return "".join(filter(str.isalnum, fold(heading[:_LONGEST])))


class Wanted:
    """The columns that are wanted, by their headings."""

    __slots__ = ("_meant", "columns")

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self._meant = {same(name): each for each in columns for name in (each.name, *each.also)}
        self._meant.pop("", None)  # what an empty heading is the same as

    def is_known(self, heading: str) -> bool:
        """Whether that is the heading of a column that is wanted."""
        return same(heading) in self._meant

    def find(self, table: Table, faults: Faults) -> list[Found]:
        """The columns that a table has; what is wrong with its headings goes to `faults`."""
        strangers: list[int] = []
        places: dict[Column, list[int]] = {column: [] for column in self.columns}
        for place, heading in enumerate(table.headings):
            column = self._meant.get(same(heading))
            if column is None:
                strangers.append(place)
            elif places[column] and table.delimiter:  # objects may differ: each of them tells
                first = table.headings[places[column][0]]
                message = said.column_twice(column.name, first)
                faults.add("column-twice", table.heading(place), message)
            else:
                places[column].append(place)
        missing = [column for column in self.columns if not places[column]]
        found = [
            (column, cells.reader(column.kind), places[column])
            for column in self.columns
            if places[column]
        ]
        self._judge(table, missing, strangers, faults)
        return found

    def _judge(
        self, table: Table, missing: list[Column], strangers: list[int], faults: Faults
    ) -> None:
        """Say which columns are missing and which are not known, or that it is no such table."""
        known = {
            table.headings[place]: place
            for place in reversed(strangers[:_MOST])
            if 0 < len(table.headings[place]) <= _LONGEST
        }
        near = {column.name: _near(column, known) for column in missing if column.required}
        row = Span(table.heading(0).start, table.heading(0).end)
        if table.delimiter:
            row = Span(row.start, table.heading(len(table.headings) - 1).end)
        if len(missing) == len(self.columns) and not any(near.values()):
            message = said.not_a_table([column.name for column in self.columns])
            faults.add("not-a-table", row, message)
            return
        for name, heading in near.items():
            span = row if heading is None else table.heading(known[heading])
            faults.add("missing-column", span, said.missing_column(name, heading))
        others = [column.name for column in missing if not column.required]
        for place in strangers[:_MOST]:
            heading = table.headings[place]
            if heading and heading not in near.values():
                meant = hint(heading, others)
                # One that was meant would be missed in silence; the rest of a table is free.
                severity = "error" if meant.fr else "warning"
                message = said.unknown_column(heading, meant)
                faults.add("unknown-column", table.heading(place), message, severity)


def _near(column: Column, headings: dict[str, int]) -> str | None:
    """The heading that perhaps means the column."""
    found = (nearest(name, headings) for name in (column.name, *column.also))
    return next(filter(None, found), None)
