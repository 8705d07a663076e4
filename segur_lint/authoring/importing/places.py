"""Where the balises of a table stand in the JSON: blocs become objects and lists of a model.

A model that is there knows best: a balise that it has stays where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from segur_lint.authoring.importing import placenotes
from segur_lint.authoring.importing.holders import Holders
from segur_lint.balises import ANY, BLOC, BOTH, LIST, VALUE, Balise
from segur_lint.errors import AuthorError
from segur_lint.lang.notation import ListOf, Notation, OrNull
from segur_lint.text import Text, hint, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.authoring.importing.entries import Entry
    from segur_lint.authoring.importing.table import Table


def kind_of(notation: Notation) -> str:
    """What a model says of a balise whose format is that."""
    if isinstance(notation, OrNull):
        return BOTH if isinstance(notation.item, ListOf) else VALUE
    return LIST if isinstance(notation, ListOf) else VALUE


def place_all(
    entries: Sequence[Entry], top: Balise, unit: str, table: Table, settings: dict[str, Any]
) -> list[Balise]:
    """Give each entry its place under `top`, which grows; the balises that were added.

    `unit` is what the elements of the list of units are called. An entry that has no place gets
    a problem; what was supposed of a bloc is a note of the table.
    """
    placer = _Placer(entries, top, unit, table, settings["blocs"])
    for entry in entries:
        if entry.is_balise:
            placer.place(entry)
    placer.note_moved()
    for each in placer.blocs.added:
        if each.kind == LIST and each.members == {}:
            each.open = True  # nothing tells what its elements hold
    return placer.blocs.added


class _Placer:
    def __init__(
        self,
        entries: Sequence[Entry],
        top: Balise,
        unit: str,
        table: Table,
        blocs: dict[str, Any],
    ) -> None:
        self.top = top
        self.table = table
        self.old = {id(each) for each in top.every()}
        self.counts: dict[str, int] = {}
        for entry in entries:
            self.counts[entry.name] = self.counts.get(entry.name, 0) + 1
        self.blocs = Holders(entries, top, unit, table, blocs)
        self.renamed: set[str] = set()
        #: By bloc and by where the model has them: the first balise, the names, where it is.
        self.moved: dict[tuple[str, int], tuple[Entry, list[str], Balise]] = {}

    def place(self, entry: Entry) -> None:
        bloc = self.blocs.key(entry)
        holder = self.blocs.holder(entry)
        found = (holder.members or {}).get(entry.name) if holder else None
        if found is None and self.counts[entry.name] == 1:
            same_name = [
                each
                for each in self.top.every()
                if each.name == entry.name and id(each) in self.old
            ]
            found = same_name[0] if len(same_name) == 1 else None
        if found is None and holder is None:  # only now: what has its place needs no new object
            holder = self.blocs.made(entry)
        if found is None:
            if holder is None or holder.members is None:
                self.problem(
                    entry,
                    "Ce bloc n'a pas de place dans le modèle. Écrivez, dans la case « Bloc », le "
                    "nom de son objet dans le JSON.",
                    "This bloc has no place in the model. Write, in its cell, the name of its "
                    "object in the JSON.",
                )
                return
            self.note_near(entry)
            found = self.blocs.add(holder, entry.name, self.wanted(entry))
            if entry.is_container:
                found.members = {}
        elif id(found) in self.old:
            self.note_known(entry, found, holder)
        if not self.fits(entry, found):
            shown = shorten(found.kind)
            self.problem(
                entry,
                f"Le modèle dit de « {entry.name} » « {shown} », ce qui ne va pas avec ce format.",
                f"The model says “{shown}” of “{entry.name}”, which does not go with this format.",
            )
            return
        entry.place = found
        if entry.is_container and bloc not in self.blocs.opened:
            if found.kind == LIST and self.blocs.unit is None and holder is self.top:
                self.blocs.unit = found
            elif found is not self.blocs.unit:
                self.blocs.opened[bloc] = found

    @staticmethod
    def wanted(entry: Entry) -> str:
        if entry.is_container:
            return LIST
        return VALUE if entry.notation is None else kind_of(entry.notation)

    def fits(self, entry: Entry, found: Balise) -> bool:
        if entry.is_container:
            return found.kind in (LIST, BLOC, ANY)
        if entry.notation is None:
            return True
        wanted = self.wanted(entry)
        if found.kind == LIST:
            return wanted == LIST and found.members is None
        return found.kind in (ANY, BOTH) or found.kind == wanted

    def problem(self, entry: Entry, fr: str, en: str) -> None:
        span = entry.line["balise"].span()
        entry.problems.append(AuthorError(self.table.source, span, Text(fr, en)))

    def note_near(self, entry: Entry) -> None:
        """A new balise may be one of the model that the table misspells, or no name of a balise."""
        names = {each.name for each in self.top.every() if id(each) in self.old}
        near = hint(entry.name, names - self.counts.keys())
        if near.fr:
            self.note(
                entry,
                f"Le modèle n'a pas de « {entry.name} ».{near.fr} Si oui, corrigez le tableau.",
                f"The model has no “{entry.name}”.{near.en} If so, correct the table.",
                "balise",
            )
            return
        odd = placenotes.odd(entry.name)
        if odd is not None:
            self.note(entry, odd.fr, odd.en, "balise")

    def note_known(self, entry: Entry, found: Balise, holder: Balise | None) -> None:
        """A balise that the model has: it may have it elsewhere, and a misspelt one beside it."""
        told = placenotes.misspelt(found, self.counts)
        if told is not None:
            self.note(entry, told.fr, told.en, "balise")
        if found.parent is holder:
            return
        assert found.parent is not None
        path = self.blocs.paths[id(entry)]
        called = self.blocs.call(path[-1])
        key = self.blocs.key(entry), id(found.parent)
        if key in self.moved:
            self.moved[key][1].append(entry.name)
        elif holder is not None or len(path) > 1 or called == path[-1].words:
            # The object's name, not words only.
            self.moved[key] = entry, [entry.name], found
        elif called is not None and found.parent not in (self.top, self.blocs.unit):
            bloc = entry.line["bloc"].line
            told = placenotes.renamed(entry.name, bloc, called, found)
            if key[0] not in self.renamed and told is not None:
                self.note(entry, told.fr, told.en)
            self.renamed.add(key[0])

    def note_moved(self) -> None:
        """Tell, once of each bloc, the balises that the model has in another."""
        for entry, names, found in self.moved.values():
            told = placenotes.elsewhere(names, entry.line["bloc"].line, found)
            self.note(entry, told.fr, told.en)

    def note(self, entry: Entry, fr: str, en: str, column: str = "bloc") -> None:
        cell = entry.line[column]
        self.table.notes.append(AuthorError(self.table.source, cell.span(), Text(fr, en)))
