"""Whether a balise may be left out: what the column that tells it says, and what it leaves unsaid.

An empty cell may be merged with the one above: it is read as that one, in its bloc, and told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from segur_lint.errors import AuthorError
from segur_lint.register.columns import same
from segur_lint.text import Text, shorten

if TYPE_CHECKING:
    from segur_lint.authoring.importing.table import Line, Table
    from segur_lint.source import Span

#: What a cell says: yes; no; better yes; nothing; a case, in words.
YES, NO, ADVISED, UNSAID, CASE = "required", "optional", "advised", "unsaid", "case"
EMPTY, WHOLE = "empty", "whole"
#: The mark of a footnote behind a word.
_MARK = re.compile(r"(?<=\w)\s*(\([0-9]{1,2}\)|\[[0-9]{1,2}\]|[*†¹²³]+)\s*$")
#: Balises that are named.
_NAMED = 6


class Required:
    """What each line of a table says; `tell` makes remarks of what was `used`."""

    def __init__(self, table: Table, words: dict[str, set[str]]) -> None:
        self.table = table
        self.words = words
        #: By the identity of a line: how it is read, and what was made of its cell on the way.
        self.read: dict[int, tuple[str, str]] = {}
        #: By what is to be told, and of which cell: the place, the words, the balises.
        self.told: dict[tuple[str, str], tuple[Span, str, list[str]]] = {}
        self._read([line for line in table.lines if not line.is_shifted])

    def _read(self, lines: list[Line]) -> None:
        cells = [line["required"].line for line in lines if line["required"]]
        is_column = any(self.said(each) != UNSAID for each in cells)
        is_merged = _is_merged_as_blocs(lines)
        above, bloc, run = YES, "", 0
        for line in lines:
            cell = line["required"]
            if same(line["bloc"].line) != bloc:
                above, bloc = YES, same(line["bloc"].line)
            if cell:
                above, run = self.said(cell.line), run + 1
                self.read[id(line)] = above, ""
            elif not is_column:
                self.read[id(line)] = YES, "" if not cell.end else "column"
            else:
                kind = WHOLE if is_merged else f"{EMPTY} {run}-{bloc}"
                self.read[id(line)] = (YES if above == YES else NO), kind

    def said(self, text: str) -> str:
        """What the words of a cell say, the mark of a footnote left out."""
        word = same(_MARK.sub("", text))
        for kind in (YES, NO, ADVISED):
            if word in self.words[kind]:
                return kind
        return UNSAID if not word or word in self.words["container"] else CASE

    def is_case(self, line: Line) -> bool:
        """Whether a line tells a case in words."""
        return self.read[id(line)][0] == CASE

    def used(self, line: Line, name: str) -> str:
        """How the line of a balise is read: `YES`, `NO` or `CASE`; what is to be told is kept."""
        how, why = self.read[id(line)]
        cell = line["required"]
        if how in (YES, NO) and not why and _MARK.search(cell.line):
            why = "mark"
        if why or how in (ADVISED, UNSAID):
            span = cell.span() if cell.end else line["balise"].span()
            key = why or how, same(cell.line) if cell else how
            self.told.setdefault(key, (span, cell.line, []))[2].append(name)
        return NO if how in (ADVISED, UNSAID) else how

    def tell(self) -> None:
        """Add to the table what was supposed, or understood, of its cells; once of each way."""
        for (why, how), (span, cell, balises) in self.told.items():
            names, shown = _names(balises), shorten(cell)
            is_problem = why.startswith(EMPTY) or why == UNSAID
            error = AuthorError(self.table.source, span, _message(why, how, names, shown))
            (self.table.problems if is_problem else self.table.notes).append(error)


def _message(why: str, how: str, names: str, shown: str) -> Text:
    if why == "column":
        return Text(
            "La colonne qui dit si une balise est obligatoire est vide : elles le sont toutes.",
            "The column that tells whether a balise is required is empty: they all are.",
        )
    if why == WHOLE:
        taken = Text("obligatoires", "required")
        if how == NO:
            taken = Text("facultatives", "optional")
        return Text(
            "Cette colonne est remplie comme celle des blocs, sur leur première ligne : une case "
            f"vaut pour tout son bloc. Lues {taken.fr} : {names}.",
            "This column is filled as that of the blocs, on their first line: a cell holds for "
            f"its whole bloc. Read as {taken.en}: {names}.",
        )
    if why == "mark":
        return Text(
            f"« {shown} » : la note n'est pas lue ({names}). Si elle dit un cas, écrivez-le dans "
            "la case, à la place de son numéro.",
            f"“{shown}”: the footnote is not read ({names}). If it tells a case, write it in the "
            "cell, instead of its number.",
        )
    if why == ADVISED:
        return Text(
            f"« {shown} » est lu comme « Non » ({names}) : la règle accepte null.",
            f"“{shown}” is read as “Non” ({names}): the rule takes null.",
        )
    end = Text("Écrivez Oui ou Non dans chaque case.", "Write Oui or Non in each cell.")
    if why == UNSAID:
        return Text(
            f"« {shown} » ne dit ni oui ni non ({names}) : la règle accepte null. {end.fr}",
            f"“{shown}” says neither yes nor no ({names}): the rule takes null. {end.en}",
        )
    if how == NO:
        return Text(
            f"Case vide ({names}) : elle est lue comme celle du dessus, la règle accepte null. "
            f"{end.fr}",
            f"Empty cell ({names}): it is read as the one above, the rule takes null. {end.en}",
        )
    return Text(
        f"Case vide ({names}) : obligatoire, suppose-t-on, la règle refuse null. {end.fr}",
        f"Empty cell ({names}): required, it is supposed, the rule refuses null. {end.en}",
    )


def _names(balises: list[str]) -> str:
    more = ", …" if len(balises) > _NAMED else ""
    return ", ".join(map(shorten, balises[:_NAMED])) + more


def _is_merged_as_blocs(lines: list[Line]) -> bool:
    """Whether the column is filled where that of the blocs is, and nowhere else.

    A bloc without a cell of its own is the very cell of the line above.
    """
    first = [at == 0 or line["bloc"] is not lines[at - 1]["bloc"] for at, line in enumerate(lines)]
    filled = [bool(line["required"]) for line in lines]
    return first == filled and sum(filled) > 1 and not all(filled)
