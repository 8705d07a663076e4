"""A line of the table becomes an entry: a name and a notation, or why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from segur_lint.authoring.importing.required import CASE, YES, Required
from segur_lint.errors import AuthorError, NotationError
from segur_lint.lang import notation
from segur_lint.lang.notation import Always, Constant, Email, Link, Notation, OneOf, OrNull
from segur_lint.register.columns import same
from segur_lint.source import Span
from segur_lint.text import Text, shorten

if TYPE_CHECKING:
    from segur_lint.authoring.importing.cells import Cell
    from segur_lint.authoring.importing.table import Line, Table
    from segur_lint.balises import Balise

_NAME = re.compile(r"[^\W\d]\w*")
#: Characters of the name of a balise, or of the object of a bloc.
LONGEST_NAME = 100


class Entry:
    """What a line says of a balise.

    `notation` is None for a container, which holds other balises, and where `problems` say why
    the format is not known. A problem may leave a notation: it is then to be looked at. `place`
    is where the balise stands in the model, once that is known; it has one if it `is_balise`.
    `condition` is the problem that it is needed in some cases only, which a rule has to tell.
    """

    __slots__ = (
        "condition",
        "is_balise",
        "is_container",
        "line",
        "name",
        "notation",
        "number",
        "place",
        "problems",
    )

    def __init__(self, line: Line, number: int, name: str) -> None:
        self.line = line
        self.number = number
        self.name = name
        self.notation: Notation | None = None
        self.is_container = False
        self.is_balise = False
        self.problems: list[AuthorError] = []
        self.condition: AuthorError | None = None
        self.place: Balise | None = None


def read_entries(table: Table, settings: dict[str, Any]) -> list[Entry]:
    """An entry for each line, in the order of the table."""
    reader = _Reader(table, settings["words"])
    entries = [reader.entry(line) for line in table.lines]
    reader.required.tell()
    return entries


def told(found: Notation | None, lang: str) -> str:
    """A notation in quotes, where it does not begin with some of its own."""
    said = str(found)
    if said.startswith("«"):
        return said
    return f"“{said}”" if lang == "en" else f"« {said} »"


class _Reader:
    def __init__(self, table: Table, words: dict[str, list[str]]) -> None:
        self.table = table
        self.words = {kind: {same(each) for each in known} for kind, known in words.items()}
        self.required = Required(table, self.words)
        self.seen: dict[tuple[str, str], Entry] = {}

    def problem(self, entry: Entry, span: Span, fr: str, en: str) -> None:
        entry.problems.append(AuthorError(self.table.source, span, Text(fr, en)))

    def note(self, span: Span, fr: str, en: str) -> None:
        self.table.notes.append(AuthorError(self.table.source, span, Text(fr, en)))

    def is_word(self, cell: Cell, kind: str) -> bool:
        return bool(cell) and same(cell.line) in self.words[kind]

    def entry(self, line: Line) -> Entry:
        name = line["balise"].word
        entry = Entry(line, self.table.number(line), name)
        if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            self.problem(
                entry,
                line["balise"].span(),
                f"« {shorten(name)} » n'est pas un nom de balise : des lettres et des chiffres, "
                "une lettre d'abord.",
                f"“{shorten(name)}” is no name of a balise: letters and digits, a letter first.",
            )
            return entry
        if line.is_shifted:  # told already: which cell is which is not known
            self.problem(entry, line.span, "Ses cases sont décalées.", "Its cells are shifted.")
            return entry
        entry.is_balise = True
        asked, wanted = line["format"], line["required"]
        is_alone = not asked and self.is_word(wanted, "container")
        if is_alone or self.is_word(asked, "container"):
            entry.is_container = True
        else:
            entry.notation = self.format(entry, asked, wanted)
        self.once(entry)
        return entry

    def format(self, entry: Entry, asked: Cell, wanted: Cell) -> Notation | None:
        """The notation of a format, or null where the balise may be left out."""
        if not asked:
            # A cell merged with the next one: the format stands under the other's heading.
            moved = self.parsed(wanted) if wanted else None
            if isinstance(moved, Notation):
                return moved
            self.problem(
                entry,
                asked.span() if asked.end else entry.line["balise"].span(),
                "Cette balise n'a pas de format.",
                "This balise has no format.",
            )
            return None
        asked, mended = asked.unbroken()
        for text, span in mended:
            self.note(
                span,
                f"Une fin de ligne coupe ce texte : il est lu {text}. Si c'est autre chose, "
                "écrivez-le sur une ligne.",
                f"A line end cuts this text: it is read as {text}. If it is something else, write "
                "it on one line.",
            )
        found = self.meant(asked)
        if isinstance(found, NotationError):
            fr, en = (each.rstrip(" ?.") for each in (found.message.fr, found.message.en))
            end = " ?" if found.message.fr.endswith("?") else "."
            said = Text(f"Format : {fr}{end}", f"Format: {en}{end.strip()}")
            span = asked.span(found.start, found.end)
            entry.problems.append(AuthorError(self.table.source, span, said))
            return None
        only_null = isinstance(found, Always | Constant) and found.value is None
        is_said = isinstance(found, OrNull) and not self.required.is_case(entry.line)
        if only_null or is_said:
            return found
        how = self.required.used(entry.line, entry.name)
        if how == YES:
            return found
        if how == CASE:
            self.problem(
                entry,
                wanted.span(),
                f"« {shorten(wanted.line)} » n'est ni oui ni non : la règle du format accepte "
                "null. Si c'est un cas, il faut une seconde règle, qui a « when: » ce cas et "
                "« assert: value != null ». Sinon, écrivez Oui ou Non dans la case.",
                f"“{shorten(wanted.line)}” is neither yes nor no: the rule of the format takes "
                "null. If it is a case, a second rule is needed, that has “when:” this case and "
                "“assert: value != null”. If not, write Oui or Non in the cell.",
            )
            entry.condition = entry.problems[-1]
        return found if isinstance(found, OrNull) else OrNull(found)

    def meant(self, asked: Cell) -> Notation | NotationError:
        """The notation of a cell, whose whole text, or whose null, may be in quotes."""
        found = self.parsed(asked)
        only = found.value if isinstance(found, Always) else None
        if isinstance(found, OneOf) and len(found.values) == 1 and not found.open:
            only = found.values[0]
        if not isinstance(only, str):
            return found
        try:
            inner = notation.parse(only)
        except NotationError:
            return found
        if isinstance(inner, OneOf | Email | Link):  # these are words of other things too
            return found
        if isinstance(inner, Constant) and isinstance(found, Always):
            inner = Always(inner.value)
        self.note(
            asked.span(),
            f"Les guillemets sont ignorés : ce format est lu « {inner} », et non comme un texte.",
            f"The quotes are left out: this format is read as “{inner}”, not as a text.",
        )
        return inner

    @staticmethod
    def parsed(cell: Cell) -> Notation | NotationError:
        try:
            return notation.parse(cell.text)
        except NotationError as error:
            return error

    def once(self, entry: Entry) -> None:
        """Tell a balise that the same bloc has already."""
        key = same(entry.line["bloc"].line), entry.name
        first = self.seen.setdefault(key, entry)
        if first is not entry:
            entry.notation, entry.is_container, entry.is_balise = None, False, False
            self.problem(
                entry,
                entry.line["balise"].span(),
                f"« {entry.name} » est déjà à la ligne {first.number}, dans le même bloc.",
                f"“{entry.name}” is on line {first.number} already, in the same bloc.",
            )
