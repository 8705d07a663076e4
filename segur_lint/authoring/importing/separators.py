"""What separates the cells of a table: found by its headings, told once where lines disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from segur_lint.register.csv import DELIMITERS, CsvTable
from segur_lint.register.faults import Faults
from segur_lint.source import Span
from segur_lint.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    #: The values of a line of the text, and where they stand.
    Record = list[tuple[str, Span]]

#: How each is called, and shown.
_CALLED = {
    ";": Text("« ; »", "“;”"),
    ",": Text("« , »", "“,”"),
    "\t": Text("une tabulation", "a tab"),
    "|": Text("« | »", "“|”"),
}
#: Lines that are named.
_NAMED = 5


def records(table: CsvTable, faults: Faults) -> Iterator[Record]:
    """Each record, the headings first: its values and where they stand."""
    if table.headings:
        yield [(value, table.heading(place)) for place, value in enumerate(table.headings)]
    for at, values in table.records(faults):
        spans = (table.cell(at, place) for place in range(len(values)))
        yield [
            (str(value), span or Span(at, at)) for value, span in zip(values, spans, strict=True)
        ]


def best(
    text: str, is_known: Callable[[str], bool], scored: Callable[[Record], int], lines: int
) -> str | None:
    """What separates cells where the first of `lines` lines that is best `scored` says so.

    None where the way of the first line, which is the reader's, is as good.
    """

    def score(delimiter: str | None) -> int:
        faults = Faults()
        found = records(CsvTable(text, is_known, faults, delimiter), faults)
        return max(
            (scored(record) for _, record in zip(range(lines), found, strict=False)), default=0
        )

    first = score(None)
    others = {delimiter: score(delimiter) for delimiter in (*DELIMITERS, "|")}
    delimiter = max(others, key=lambda each: others[each])
    return delimiter if others[delimiter] > first else None


def mended(text: str, record: Record, wide: int, place: int) -> Record:
    """A record of more than `wide` cells, those of a format that was cut in several joined.

    The format stands at `place`. It was cut where a bracket stays open, or between two values.
    """
    record = list(record)
    while place + 1 < len(record) > wide:
        (value, span), (following, after) = record[place : place + 2]
        if not (value.count("(") > value.count(")") or (value[-1:] + following[:1] == "»«")):
            break
        whole = Span(span.start, after.end)
        record[place : place + 2] = [(text[whole.start : whole.end], whole)]
    return record


def other(text: str, found: Sequence[Record], table: CsvTable) -> Text | None:
    """What is said where no line under the headings is cut as they are; else None."""
    alone = [record[0][1] for record in found if len(record) == 1]
    if not alone or len(alone) < len(found):
        return None
    counts = {each: 0 for each in _CALLED if each != table.delimiter}
    for each in counts:
        counts[each] = sum(each in text[span.start : span.end] for span in alone)
    there = max(counts, key=lambda each: counts[each])
    if counts[there] < len(alone):
        return None
    heads, lines = _CALLED[table.delimiter], _CALLED[there]
    return Text(
        f"Les titres sont séparés par {heads.fr}, les lignes par {lines.fr} : écrivez la "
        "ligne des titres comme les autres, ou enregistrez de nouveau le tableau en CSV.",
        f"The headings are separated by {heads.en}, the lines by {lines.en}: write the "
        "line of headings as the others, or save the table as CSV again.",
    )


def shifted(lines: Sequence[int], delimiter: str) -> Text:
    """What is said of the lines, by their numbers, that have more cells than headings."""
    called, more = _CALLED[delimiter], len(lines) - _NAMED
    shown = ", ".join(map(str, lines[:_NAMED]))
    fr = en = ""
    if more > 0:
        fr, en = f" et {more} de plus", f" and {more} more"
    if len(lines) == 1:
        return Text(
            "Cette ligne a plus de cases que de titres : une valeur contient sans doute "
            f"{called.fr}, qui sépare les cases. Mettez-la entre guillemets.",
            "This line has more cells than there are headings: a value most likely holds "
            f"{called.en}, which separates cells. Put it in quotes.",
        )
    return Text(
        f"Des lignes ont plus de cases que de titres ({shown}{fr}) : des valeurs contiennent sans "
        f"doute {called.fr}, qui sépare les cases. Mettez ces valeurs entre guillemets, ou "
        "enregistrez le tableau avec un autre séparateur.",
        f"Lines have more cells than there are headings ({shown}{en}): values most likely hold "
        f"{called.en}, which separates cells. Put these values in quotes, or save the table with "
        "another separator.",
    )
