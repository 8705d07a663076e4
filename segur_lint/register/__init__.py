"""Registers: tables given beside the deposits, whose columns the caller names.

The values of a row are those that rules compare (`segur_lint.register.cells`); every value, and
every fault, has its place in `Register.source`.
"""

from __future__ import annotations

from segur_lint.register import faults as said
from segur_lint.register import tables
from segur_lint.register.cells import Unreadable
from segur_lint.register.columns import Column, Wanted
from segur_lint.register.faults import Fault, Faults
from segur_lint.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.dates import Date
    from segur_lint.jsonvalue import JSONValue, Number
    from segur_lint.register.columns import Found
    from segur_lint.register.tables import Table
    from segur_lint.source import Source

    Value = str | Number | Date | None

__all__ = ["Column", "Fault", "Register", "Row", "read_register"]


class Row:
    """A row of a register: its `values` by column.

    None is an empty cell. A column is not in `values` where its value is not known: the table has
    no such column, or a fault says what is wrong there.
    """

    __slots__ = ("_at", "_layout", "values")

    def __init__(self, values: dict[str, Value], at: int, layout: _Layout) -> None:
        self.values = values
        self._at = at
        self._layout = layout

    def __repr__(self) -> str:
        return f"Row({self.values!r})"

    @property
    def span(self) -> Span:
        """Where the row stands."""
        return self._layout.table.row(self._at)

    def place(self, column: str) -> Span:
        """Where what is written in a column stands; the row's span where nothing is."""
        return self._layout.place(self._at, column) or self.span


class Register:
    """The `rows` that were read, and the `faults` found, in the order of the text.

    `source` holds the text of all spans: it is not the one given where that is not UTF-8. `by_key`
    gives the first row that has a value in the key column, if one was named.
    """

    __slots__ = ("by_key", "faults", "rows", "source")

    def __init__(
        self, source: Source, rows: list[Row], faults: list[Fault], by_key: dict[str, Row]
    ) -> None:
        self.source = source
        self.rows = rows
        self.faults = faults
        self.by_key = by_key


def read_register(source: Source, columns: Sequence[Column], key: str | None = None) -> Register:
    """Read a register in CSV, JSON or YAML. Never raises: what is wrong is in its `faults`.

    `key` names the column, of kind ``text``, whose values are all different.
    """
    faults = Faults()
    wanted = Wanted(columns)
    source = tables.decode(source, faults)
    table = None if faults.all() else tables.read(source, wanted.is_known, faults)
    rows: list[Row] = []
    by_key: dict[str, Row] = {}
    if table is not None and table.headings:
        found = wanted.find(table, faults)
        rows = _Reader(source, table, found, key, faults, by_key).rows() if found else []
        has_rows = bool(rows) or not found
    else:
        has_rows = bool(faults.all())  # else an empty list of objects
    if not has_rows:
        end = len(source.text.rstrip())
        faults.add("no-row", Span(end, end), said.NO_ROW, "warning")
    return Register(source, rows, faults.all(), by_key)


class _Layout:
    """A table, and the places of the headings of each column in it."""

    __slots__ = ("places", "table")

    def __init__(self, table: Table, found: list[Found]) -> None:
        self.table = table
        self.places = {column.name: places for column, _, places in found}

    def place(self, at: int, column: str) -> Span | None:
        """Where what a record has in a column stands."""
        cells = (self.table.cell(at, place) for place in self.places.get(column, ()))
        return next(filter(None, cells), None)


class _Reader:
    """Takes the records of a table."""

    __slots__ = ("by_key", "faults", "found", "key", "layout", "source")

    def __init__(
        self,
        source: Source,
        table: Table,
        found: list[Found],
        key: str | None,
        faults: Faults,
        by_key: dict[str, Row],
    ) -> None:
        self.source = source
        self.layout = _Layout(table, found)
        self.found = found
        self.key = key
        self.faults = faults
        self.by_key = by_key

    def rows(self) -> list[Row]:
        """All rows, in the order of the text."""
        return [self.row(at, held) for at, held in self.layout.table.records(self.faults)]

    def row(self, at: int, held: list[JSONValue]) -> Row:
        """The values of the record `held`, and its faults."""
        table = self.layout.table
        wide = len(table.headings)
        row = Row({}, at, self.layout)
        is_short = len(held) < wide and table.delimiter != ""
        is_shifted = len(held) > wide and any(held[wide:])
        lost: list[Column] = []
        for column, read, places in self.found:
            value: JSONValue = None
            for place in places:
                if value is None and place < len(held):
                    value = held[place]
            if is_short and value is None:
                lost.append(column)
            elif not is_shifted or column.name == self.key:  # else whose it is is not known
                self.take(row, column, read(value))
        if is_shifted and self.faults.room():
            message = said.too_many(len(held), wide, table.delimiter)
            self.faults.add("too-many-cells", row.span, message)
        elif is_short and self.faults.room():
            message = said.too_few(len(held), wide, [column.name for column in lost])
            is_grave = any(column.required for column in lost)
            self.faults.add("too-few-cells", row.span, message, "error" if is_grave else "warning")
        if self.key is not None:
            self.note_key(row, self.key)
        return row

    def take(self, row: Row, column: Column, value: Value | Unreadable) -> None:
        """Keep a value, or say why there is none."""
        if type(value) is Unreadable:
            if self.faults.room():
                self.faults.add(value.name, row.place(column.name), value.message)
        elif value is not None or not column.required:
            row.values[column.name] = value  # type: ignore[assignment]  # not an Unreadable
        elif self.faults.room():
            self.faults.add("no-value", row.place(column.name), said.no_value(column.name))

    def note_key(self, row: Row, key: str) -> None:
        """Find the row by its key, if no other has it."""
        value = row.values.get(key)
        if type(value) is not str:
            return
        first = self.by_key.setdefault(value, row)
        if first is not row and self.faults.room():
            line = self.source.place(first.place(key).start).line
            self.faults.add("key-twice", row.place(key), said.key_twice(key, value, line))
