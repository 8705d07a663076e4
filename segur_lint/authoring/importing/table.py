"""The table of balises that a guide publishes, read from CSV as it was pasted: lines of cells.

Headings in any order and nearly any spelling, columns nobody asked for, a title above, cells that
were merged (the bloc is that of the line above) or cut over several lines: all of it is read. What
is not is a problem, with its place.
"""

from __future__ import annotations

import re
from typing import Any

from segur_lint.authoring.importing import footnotes, separators
from segur_lint.authoring.importing.cells import Cell
from segur_lint.authoring.importing.sheet import Sheet
from segur_lint.errors import AuthorError
from segur_lint.register import faults as said
from segur_lint.register.columns import same
from segur_lint.register.csv import CsvTable
from segur_lint.register.faults import Faults
from segur_lint.register.tables import decode
from segur_lint.source import Source, Span
from segur_lint.text import Text, nearest, shorten

COLUMNS = ("bloc", "balise", "description", "format", "required")
NEEDED = ("balise", "format")
_REGISTER = re.compile(r"\bregist(re|er)\b")
#: Lines of a table, so that a pack of them has room in a file; records above its headings, and
#: headings that are looked at.
MOST, ABOVE, WIDEST = 400, 20, 100


class Line:
    """A line of the table: its cells by column, and where it stands."""

    __slots__ = ("cells", "is_shifted", "span")

    def __init__(self, cells: dict[str, Cell], span: Span, is_shifted: bool) -> None:
        self.cells = cells
        self.span = span
        self.is_shifted = is_shifted

    def __getitem__(self, column: str) -> Cell:
        return self.cells[column]


class Table:
    """The `lines` read of `source` (the text may have been decoded), `problems` and `notes`.

    `sheet` has the rows as a spreadsheet numbers them.
    """

    __slots__ = ("lines", "notes", "problems", "sheet", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.sheet = Sheet(source, ";")
        self.lines: list[Line] = []
        self.problems: list[AuthorError] = []
        self.notes: list[AuthorError] = []

    def number(self, line: Line) -> int:
        """The row of the spreadsheet that a line of the table is."""
        return self.sheet.row(line.span.start)


def read_table(source: Source, settings: dict[str, Any]) -> Table:
    """Read a table. `settings` gives the headings of each of `COLUMNS`. Never raises."""
    faults = Faults()
    source = decode(source, faults)
    made = Table(source)
    if not faults.all():
        if source.text.strip():
            _Reader(made, settings["columns"], faults).read()
        else:
            faults.add("empty", Span(0, 0), said.EMPTY)
    for fault in faults.all():
        # The reader of registers speaks of one: « Le registre est vide ».
        message = Text(
            _REGISTER.sub("tableau", fault.message.fr),
            _REGISTER.sub("table", fault.message.en),
        )
        made.problems.append(AuthorError(source, fault.span, message))
    made.problems.sort(key=lambda problem: problem.span.start)
    return made


class _Reader:
    """Fills a `Table`."""

    def __init__(self, made: Table, columns: dict[str, list[str]], faults: Faults) -> None:
        self.made = made
        self.faults = faults
        self.columns = columns
        self.meant = {same(each): name for name, known in columns.items() for each in known}
        self.meant.pop("", None)

    def fault(self, span: Span, fr: str, en: str) -> None:
        self.made.problems.append(AuthorError(self.made.source, span, Text(fr, en)))

    def note(self, span: Span, fr: str, en: str) -> None:
        self.made.notes.append(AuthorError(self.made.source, span, Text(fr, en)))

    def read(self) -> None:
        """All lines under the headings."""
        text = self.made.source.text

        def is_known(head: str) -> bool:
            return same(head) in self.meant

        delimiter = separators.best(text, is_known, self.scored, ABOVE)
        table = CsvTable(text, is_known, self.faults, delimiter)
        self.made.sheet = Sheet(self.made.source, table.delimiter)
        records = separators.records(table, self.faults)
        above = []
        for _ in range(ABOVE):
            record = next(records, None)
            if record is None:
                break
            above.append(record)
            if self.scored(record) >= len(NEEDED):
                break
        if not above:
            return
        heads = max(above, key=self.scored)
        places = self.places(heads)
        if places is None:
            return
        rest = [*above[above.index(heads) + 1 :], *records]
        otherwise = separators.other(text, rest, table)
        if otherwise is not None:
            self.fault(_around(heads), otherwise.fr, otherwise.en)
            return
        self.lines(rest, heads, places)
        odd = [line for line in self.made.lines if line.is_shifted]
        if odd:
            said = separators.shifted([self.made.number(each) for each in odd], table.delimiter)
            self.fault(odd[0].span, said.fr, said.en)

    def scored(self, record: list[tuple[str, Span]]) -> int:
        """How many columns a record names."""
        return len({self.meant[same(value)] for value, _ in record if same(value) in self.meant})

    def places(self, heads: list[tuple[str, Span]]) -> dict[str, int] | None:
        """Where each column is, by its heading or the nearest; None where one is missing."""
        places: dict[str, int] = {}
        strangers: dict[str, int] = {}
        before = len(self.made.notes)
        for place, (value, span) in enumerate(heads[:WIDEST]):
            shown = shorten(" ".join(value.split()))
            column = self.meant.get(same(value))
            if column is None:
                strangers.setdefault(" ".join(value.split()), place)
            elif column in places:
                self.note(
                    span,
                    f"La colonne « {shown} » est donnée deux fois : seule la première est lue.",
                    f"The column “{shown}” is given twice: only the first is read.",
                )
            else:
                places[column] = place
        for column, known in self.columns.items():
            if column in places:
                continue
            near = next(filter(None, (nearest(each, strangers) for each in known)), None)
            if near:
                places[column] = strangers.pop(near)
                self.note(
                    heads[places[column]][1],
                    f"La colonne « {shorten(near)} » est lue comme « {known[0]} ».",
                    f"The column “{shorten(near)}” is read as “{known[0]}”.",
                )
            elif column not in NEEDED:
                self.note(
                    _around(heads),
                    f"Il n'y a pas de colonne « {known[0]} ».",
                    f"There is no column “{known[0]}”.",
                )
        missing = [self.columns[column][0] for column in NEEDED if column not in places]
        if missing:
            del self.made.notes[before:]  # these are no headings
            fr, en = (", ".join(f"« {each} »" for each in missing) for _ in (0, 1))
            self.fault(
                _around(heads),
                f"Le tableau a besoin d'une ligne de titres : il manque {fr}.",
                f"The table needs a line of headings: {en} missing.",
            )
            return None
        return places

    def lines(
        self,
        records: list[list[tuple[str, Span]]],
        heads: list[tuple[str, Span]],
        places: dict[str, int],
    ) -> None:
        """The lines of the table, with what each goes on with below it."""
        lines = self.made.lines
        bloc = Cell()
        titles = [same(value) for value, _ in heads]
        text = self.made.source.text
        for found in records:
            record = separators.mended(text, found, len(heads), places["format"])
            if [same(value) for value, _ in record][: len(titles)] == titles:
                continue  # the headings again, at the top of another page
            cells = {column: Cell() for column in COLUMNS}
            for column, place in places.items():
                if place < len(record):
                    value, span = record[place]
                    cells[column] = Cell.read(text[span.start : span.end], span, value)
            filled = [column for column in COLUMNS if cells[column]]
            span = _around(record)
            if not filled or footnotes.told(cells, filled, self.made):
                continue
            if filled == ["bloc"]:
                bloc = cells["bloc"]
            elif cells["balise"]:
                if len(lines) == MOST:
                    self.fault(
                        span,
                        f"Le tableau a plus de {MOST} balises : c'est trop pour un seul jeu. "
                        "Répartissez-le en plusieurs fichiers, chacun pour un jeu.",
                        f"The table has more than {MOST} balises: that is too much for one pack. "
                        "Spread it over several files, each for a pack.",
                    )
                    lines.clear()
                    return
                bloc = cells["bloc"] = cells["bloc"] or bloc
                extra = any(value for value, _ in record[len(heads) :])
                lines.append(Line(cells, span, extra))
            elif lines:
                for column in filled:
                    lines[-1].cells[column] = lines[-1][column].joined(cells[column])
                bloc = lines[-1]["bloc"]
            else:
                self.fault(
                    span, "Cette ligne ne nomme aucune balise.", "This line names no balise."
                )
        if not lines and not self.made.problems:
            self.fault(
                _around(heads),
                "Le tableau n'a aucune ligne sous ses titres.",
                "The table has no line under its headings.",
            )


def _around(record: list[tuple[str, Span]]) -> Span:
    return Span(record[0][1].start, record[-1][1].end)
