"""What is wrong in a register, each with its place, and the sentences that say it."""

from __future__ import annotations

from segur_lint.source import Span
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Faults told of one register; how many more there are is the last of them.
MOST = 100


class Fault:
    """What is wrong at `span`: `name` is the kind of fault, `severity` is error or warning."""

    __slots__ = ("message", "name", "severity", "span")

    def __init__(self, name: str, span: Span, message: Text, severity: str = "error") -> None:
        self.name = name
        self.span = span
        self.message = message
        self.severity = severity

    def __repr__(self) -> str:
        return f"Fault({self.name!r}, {self.span!r}, {self.message!r}, {self.severity!r})"


class Faults:
    """Gathers the faults of one register: the first `MOST`, then how many more."""

    __slots__ = ("_found", "_more")

    def __init__(self) -> None:
        self._found: list[Fault] = []
        self._more = 0

    def room(self) -> bool:
        """Whether one more is told; it is counted if not. Finding its place may be slow."""
        self._more += len(self._found) >= MOST
        return not self._more

    def add(self, name: str, span: Span, message: Text, severity: str = "error") -> None:
        """One fault more."""
        if self.room():
            self._found.append(Fault(name, span, message, severity))

    def all(self) -> list[Fault]:
        """Every fault that is told, in the order of the text."""
        found = sorted(self._found, key=lambda fault: fault.span.start)
        if self._more:
            many = "s" * (self._more > 1)
            message = Text(
                f"Le registre a {self._more} autre{many} faute{many} : corrigez d'abord les {MOST} "
                "premières.",
                f"The register has {self._more} more fault{many}: mend the first {MOST} first.",
            )
            found.append(Fault("more", found[-1].span, message))
        return found


EMPTY = Text(
    "Le registre est vide : il doit contenir une ligne d'en-têtes, puis ses lignes.",
    "The register is empty: it must hold a line of headings, then its rows.",
)
NO_ROW = Text(
    "Le registre ne contient aucune ligne sous ses en-têtes.",
    "The register holds no row under its headings.",
)
WORKBOOK = Text(
    "Le registre est un classeur de tableur. Dans le tableur, choisissez « Enregistrer sous », "
    "puis « CSV UTF-8 », et donnez le fichier obtenu.",
    "The register is a workbook of a spreadsheet. In the spreadsheet, choose “Save as”, then "
    "“CSV UTF-8”, and give the file that this makes.",
)
ENCODING = Text(
    "Cet octet n'est d'aucun encodage connu : enregistrez le registre en « CSV UTF-8 ».",
    "This byte is of no known encoding: save the register as “CSV UTF-8”.",
)
NUL = Text(
    "Le registre contient un octet nul : ce n'est pas un texte. Enregistrez-le en « CSV UTF-8 ».",
    "The register holds a null byte: it is not a text. Save it as “CSV UTF-8”.",
)
TOO_LARGE = Text(
    "Le registre dépasse les limites : 64 Mio, 500\u00a0000 lignes, 2\u00a0000\u00a0000 de cases. "
    "Retirez-en les lignes et les colonnes inutiles.",
    "The register exceeds the limits: 64 MiB, 500,000 rows, 2,000,000 cells. "
    "Remove the rows and columns that are not needed.",
)
NOT_CLOSED = Text(
    "Le guillemet ouvert ici n'est jamais refermé : fermez-le, ou retirez-le.",
    "The quote opened here is never closed: close it, or remove it.",
)
NOT_OBJECTS = Text(
    "Le registre doit être une liste d'objets, ou un objet qui contient une telle liste.",
    "The register must be a list of objects, or an object that holds one such list.",
)
NOT_AN_OBJECT = Text(
    "Cet élément de la liste n'est pas un objet : il n'est pas lu.",
    "This item of the list is not an object: it is not read.",
)


def after_quote(shown: str) -> Text:
    """Characters between a closing quote and the end of its cell."""
    shown = shorten(shown)
    return Text(
        f"Du texte suit le guillemet fermant : « {shown} ». "
        'Écrivez "" pour un guillemet dans une case.',
        f'Text follows the closing quote: “{shown}”. Write "" for a quote inside a cell.',
    )


def several_lists(names: Iterable[str]) -> Text:
    """An object holds several lists of objects."""
    shown = ", ".join(shorten(name) for name in names)
    return Text(
        f"Le registre contient plusieurs listes d'objets ({shown}) : n'en gardez qu'une.",
        f"The register holds several lists of objects ({shown}): keep only one.",
    )


def not_a_table(names: Sequence[str]) -> Text:
    """None of the wanted headings is there, nor anything near one."""
    fr = ", ".join(f"« {name} »" for name in names)
    en = ", ".join(f"“{name}”" for name in names)
    return Text(
        f"Le registre n'a aucune des colonnes attendues : ses en-têtes doivent être {fr}.",
        f"The register has none of the columns expected: its headings must be {en}.",
    )


def missing_column(name: str, near: str | None) -> Text:
    """A column that must be there; `near` is the heading that perhaps means it."""
    if near is None:
        return Text(
            f"Il manque la colonne « {name} » : ajoutez-la.",
            f"The column “{name}” is missing: add it.",
        )
    near = shorten(near)
    return Text(
        f"Il manque la colonne « {name} » : est-ce « {near} » ? Renommez-la.",
        f"The column “{name}” is missing: is it “{near}”? Rename it.",
    )


def unknown_column(heading: str, near: Text) -> Text:
    """A heading that nobody asks for."""
    shown = shorten(heading)
    return Text(
        f"La colonne « {shown} » n'est pas connue : elle n'est pas lue.{near.fr}",
        f"The column “{shown}” is not known: it is not read.{near.en}",
    )


def column_twice(name: str, first: str) -> Text:
    """Two headings for one column."""
    return Text(
        f"La colonne « {name} » est déjà donnée par « {shorten(first)} » : gardez-en une seule.",
        f"The column “{name}” is already given by “{shorten(first)}”: keep only one.",
    )


def too_few(found: int, expected: int, without: Sequence[str]) -> Text:
    """A row that ends before its last heading."""
    lost = ", ".join(f"« {name} »" for name in without)
    lost_en = ", ".join(f"“{name}”" for name in without)
    many = "s" * (found > 1)
    return Text(
        f"Cette ligne a {found} case{many} pour {expected} en-têtes"
        + (f" : il manque {lost}." if lost else "."),
        f"This row has {found} cell{many} for {expected} headings"
        + (f": {lost_en} missing." if lost else "."),
    )


def too_many(found: int, expected: int, delimiter: str) -> Text:
    """A row that goes on after its last heading."""
    fr, en = ("une tabulation", "a tab") if delimiter == "\t" else (f"« {delimiter} »",) * 2
    en = en.replace("« ", "“").replace(" »", "”")
    many = "s" * (expected > 1)
    return Text(
        f"Cette ligne a {found} cases pour {expected} en-tête{many} : une valeur contient sans "
        f"doute {fr}. Mettez-la entre guillemets.",
        f"This row has {found} cells for {expected} heading{many}: a value most likely holds {en}. "
        "Put it in quotes.",
    )


def no_value(name: str) -> Text:
    """An empty cell, in a column whose cells must be filled."""
    return Text(
        f"La colonne « {name} » est vide sur cette ligne : donnez sa valeur.",
        f"The column “{name}” is empty on this row: give its value.",
    )


def key_twice(name: str, value: str, line: int) -> Text:
    """A value of the key column that an earlier row has."""
    shown = shorten(value)
    return Text(
        f"« {shown} » est déjà à la ligne {line}, dans la colonne « {name} » : retirez l'une "
        "des deux.",
        f"“{shown}” is already on line {line}, in the column “{name}”: remove one of the two.",
    )


def name_twice(name: str) -> Text:
    """One name twice in an object."""
    shown = shorten(name)
    return Text(
        f"« {shown} » est donné deux fois pour la même ligne du registre : gardez-en un seul.",
        f"“{shown}” is given twice for the same row of the register: keep only one.",
    )
