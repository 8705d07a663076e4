"""Where the balises of a table stand in the JSON: blocs become objects and lists of a model.

A model that is there knows best: a balise that it has stays where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from segur_lint.authoring.importing import placenotes
from segur_lint.authoring.importing.blocnames import BlocNames
from segur_lint.balises import ANY, BLOC, BOTH, LIST, VALUE, Balise
from segur_lint.errors import AuthorError
from segur_lint.lang.notation import ListOf, Notation, OrNull
from segur_lint.register.columns import same
from segur_lint.text import Text, fold, hint, shorten

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
    for each in placer.added:
        if each.kind == LIST and each.members == {}:
            each.open = True  # nothing tells what its elements hold
    return placer.added


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
        self.names = BlocNames(blocs)
        self.known = {kind: {same(each) for each in blocs[kind]} for kind in ("file", "unit")}
        self.called = {same(each): name for name, known in blocs["named"].items() for each in known}
        self.old = {id(each) for each in top.every()}
        units = [each for each in top.every() if each.kind == LIST and each.element == unit]
        self.unit = next((each for each in units if each.members is not None), None)
        self.counts: dict[str, int] = {}
        self.blocs: dict[str, list[str]] = {}
        #: The blocs that the table says are lists.
        self.lists: set[str] = set()
        for entry in entries:
            self.counts[entry.name] = self.counts.get(entry.name, 0) + 1
            words, is_list = self.words(entry)
            self.blocs.setdefault(same(words), []).append(entry.name)
            if is_list:
                self.lists.add(same(words))
        #: By bloc, the container that one of its own lines names.
        self.opened: dict[str, Balise] = {}
        self.added: list[Balise] = []
        self.renamed: set[str] = set()

    def words(self, entry: Entry) -> tuple[str, bool]:
        """What the table calls the bloc of an entry, and whether it says that it is a list."""
        return self.names.bare(entry.line["bloc"].line)

    def place(self, entry: Entry) -> None:
        bloc = same(self.words(entry)[0])
        holder = self.holder(entry, bloc)
        found = (holder.members or {}).get(entry.name) if holder else None
        if found is None and self.counts[entry.name] == 1:
            same_name = [
                each
                for each in self.top.every()
                if each.name == entry.name and id(each) in self.old
            ]
            found = same_name[0] if len(same_name) == 1 else None
        if found is None and holder is None:  # only now: what has its place needs no new object
            holder = self.made(entry)
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
            found = self.add(holder, entry.name, self.wanted(entry))
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
        if entry.is_container and bloc not in self.opened:
            if found.kind == LIST and self.unit is None and holder is self.top:
                self.unit = found
            elif found is not self.unit:
                self.opened[bloc] = found

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

    def holder(self, entry: Entry, bloc: str) -> Balise | None:
        """What the balises of a bloc stand in; None where the model has nothing of that name."""
        if bloc in self.opened:
            return self.opened[bloc]
        if bloc in self.known["file"]:
            return self.top
        unit = self.unit or self.top
        if not bloc or bloc in self.known["unit"] or entry.is_container:
            return unit
        names = self.blocs[bloc]
        if len(names) == 1 and fold(names[0]) == bloc:
            return unit
        name = self.called.get(bloc) or self.names.name(self.words(entry)[0])
        if name is None:
            return None
        known = self.holders(name)
        if known:
            return known[0] if known[0].members is not None else unit
        return None

    def holders(self, name: str) -> list[Balise]:
        """What the model calls so, in any case: among the members of a unit first."""
        unit = self.unit or self.top
        near = [each for each in (unit.members or {}).values() if fold(each.name) == fold(name)]
        others = [each for each in self.top.every() if each.members is not None]
        others = [each for each in others if fold(each.name) == fold(name)]
        return near or (others if len(others) == 1 else [])

    def made(self, entry: Entry) -> Balise | None:
        """A new object for a bloc that the model does not have; None where nothing names it."""
        words, _ = self.words(entry)
        name = self.called.get(same(words)) or self.names.name(words)
        if name is None:
            return None
        names = [each.name for each in self.top.every() if each.members is not None]
        near = hint(name, names)
        shown = shorten(words)
        is_list = same(words) in self.lists
        fr, en = f"l'objet « {name} »", f"the object “{name}”"
        if is_list:
            fr, en = f"la liste « {name} »", f"the list “{name}”"
        elif name == words:
            fr, en = "un objet de ce nom", "an object of this name"
        self.note(
            entry,
            f"Le bloc « {shown} » devient {fr} : vérifiez ce nom sur le modèle JSON de l'ASP."
            f"{near.fr}",
            f"The bloc “{shown}” becomes {en}: check this name on the ASP's JSON template."
            f"{near.en}",
        )
        holder = self.add(self.unit or self.top, name, LIST if is_list else BLOC)
        holder.members = {}
        return holder

    def add(self, holder: Balise, name: str, kind: str) -> Balise:
        made = Balise(name, kind, holder, 0)
        assert holder.members is not None
        holder.members[name] = made
        self.added.append(made)
        return made

    def problem(self, entry: Entry, fr: str, en: str) -> None:
        span = entry.line["balise"].span()
        entry.problems.append(AuthorError(self.table.source, span, Text(fr, en)))

    def note_near(self, entry: Entry) -> None:
        """A new balise may be one of the model that the table misspells."""
        names = {each.name for each in self.top.every() if id(each) in self.old}
        near = hint(entry.name, names - self.counts.keys())
        if near.fr:
            self.note(
                entry,
                f"Le modèle n'a pas de « {entry.name} ».{near.fr} Si oui, corrigez le tableau.",
                f"The model has no “{entry.name}”.{near.en} If so, correct the table.",
                "balise",
            )

    def note_known(self, entry: Entry, found: Balise, holder: Balise | None) -> None:
        """A balise that the model has: it may have it elsewhere, and a misspelt one beside it."""
        words, bloc = self.words(entry)[0], entry.line["bloc"].line
        called = self.called.get(same(words)) or self.names.name(words)
        told = placenotes.misspelt(found, self.counts)
        if told is not None:
            self.note(entry, told.fr, told.en, "balise")
        told = None
        if found.parent is holder:
            return
        if holder is not None or called == words:  # the object's name, not words only
            told = placenotes.elsewhere(entry.name, bloc, found)
        elif called is not None and found.parent not in (self.top, self.unit):
            told = placenotes.renamed(entry.name, bloc, called, found)
            if same(words) in self.renamed:
                return
            self.renamed.add(same(words))
        if told is not None:
            self.note(entry, told.fr, told.en)

    def note(self, entry: Entry, fr: str, en: str, column: str = "bloc") -> None:
        cell = entry.line[column]
        self.table.notes.append(AuthorError(self.table.source, cell.span(), Text(fr, en)))
