"""The objects and lists of a model that the blocs of a table are: found there, or made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from segur_lint.authoring.importing.blocnames import BlocNames, Named
from segur_lint.balises import BLOC, LIST, Balise
from segur_lint.errors import AuthorError
from segur_lint.register.columns import same
from segur_lint.text import Text, fold, hint, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.authoring.importing.entries import Entry
    from segur_lint.authoring.importing.table import Table

_ODD = re.compile(r"[0-9()\[\]]")


class Holders:
    """What holds the balises of each bloc under `top`, which grows: `added` are those it gained."""

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
        units = [each for each in top.every() if each.kind == LIST and each.element == unit]
        self.unit = next((each for each in units if each.members is not None), None)
        #: By the identity of an entry, its bloc and those that it is in.
        self.paths: dict[int, list[Named]] = {}
        self._read(entries)
        #: By bloc, the balises that the table has in it.
        self.balises: dict[str, list[str]] = {}
        #: The blocs that the table says are lists.
        self.lists: set[str] = set()
        for entry in entries:
            self.balises.setdefault(self.key(entry), []).append(entry.name)
            path = self.paths[id(entry)]
            self.lists |= {_key(path[: at + 1]) for at, each in enumerate(path) if each.is_list}
        #: By bloc, the container that one of its own lines names.
        self.opened: dict[str, Balise] = {}
        self.added: list[Balise] = []

    def _read(self, entries: Sequence[Entry]) -> None:
        """The path of each entry; that of a bloc « inside » begins with the bloc above it."""
        cells = {entry.line["bloc"].line for entry in entries}
        known = {same(self.names.bare(each).words) for each in cells}
        above: list[Named] = []
        for entry in entries:
            said = entry.line["bloc"].line
            inner = self.names.below(said)
            if inner is None:
                above = path = self.names.path(said, known)
            else:
                path = [*above, *self.names.path(inner, known)]
            self.paths[id(entry)] = path

    def key(self, entry: Entry) -> str:
        """What two spellings of the bloc of an entry share."""
        return _key(self.paths[id(entry)])

    def call(self, named: Named) -> str | None:
        """What the object of a bloc is called; None where nothing names it."""
        return self.called.get(same(named.words)) or self.names.name(named.words)

    def holder(self, entry: Entry) -> Balise | None:
        """What the balises of a bloc stand in; None where the model has nothing of that name."""
        key = self.key(entry)
        if key in self.opened:
            return self.opened[key]
        path, names = self._path(entry), self.balises[key]
        if len(path) == 1 and len(names) == 1 and fold(names[0]) == key:
            return self.unit or self.top
        found: Balise | None = self.unit or self.top
        for at in range(len(path)):
            found = self._step(found, path[: at + 1]) if found is not None else None
        return found

    def _path(self, entry: Entry) -> list[Named]:
        """Where an entry stands: a container is not in the bloc that it opens."""
        path = self.paths[id(entry)]
        names = self.balises[_key(path)]
        is_own = len(path) > 1 and len(names) == 1 and fold(names[0]) == fold(path[-1].words)
        is_file = same(path[0].words) in self.known["file"] and len(path) == 1
        return path[:-1] if is_own or (entry.is_container and not is_file) else path

    def _step(self, holder: Balise, path: list[Named]) -> Balise | None:
        """The last bloc of a path, in the holder of those before it."""
        key = _key(path)
        if key in self.opened:
            return self.opened[key]
        name = self.call(path[-1])
        if len(path) == 1:
            unit = self.unit or self.top
            if key in self.known["file"]:
                return self.top
            if not key or key in self.known["unit"]:
                return unit
            known = self._called_so(name) if name is not None else []
            if not known:
                return None
            return known[0] if known[0].members is not None else unit
        for each in (holder.members or {}).values():
            if name is not None and fold(each.name) == fold(name):
                return each if each.members is not None else None
        return None

    def _called_so(self, name: str) -> list[Balise]:
        """What the model calls so, in any case: among the members of a unit first."""
        unit = self.unit or self.top
        near = [each for each in (unit.members or {}).values() if fold(each.name) == fold(name)]
        others = [each for each in self.top.every() if each.members is not None]
        others = [each for each in others if fold(each.name) == fold(name)]
        return near or (others if len(others) == 1 else [])

    def made(self, entry: Entry) -> Balise | None:
        """A new object for a bloc that the model does not have; None where nothing names it."""
        holder: Balise = self.unit or self.top
        path = self._path(entry)
        for at in range(len(path)):
            found = self._step(holder, path[: at + 1])
            if found is None:
                name = self.call(path[at])
                if name is None or name in (holder.members or {}):
                    return None
                found = self._new(entry, holder, path[: at + 1], name)
            holder = found
        return holder

    def _new(self, entry: Entry, holder: Balise, path: list[Named], name: str) -> Balise:
        words, is_list = path[-1].words, _key(path) in self.lists
        names = [each.name for each in self.top.every() if each.members is not None]
        near = hint(name, names)
        fr, en = f"l'objet « {name} »", f"the object “{name}”"
        if is_list:
            fr, en = f"la liste « {name} »", f"the list “{name}”"
        elif name == words:
            fr, en = "un objet de ce nom", "an object of this name"
        if len(path) > 1:
            fr, en = f"{fr}, dans « {holder.name} »", f"{en}, in “{holder.name}”"
        more = _more(path[-1], name, is_list)
        shown = shorten(words)
        cell = entry.line["bloc"]
        message = Text(
            f"Le bloc « {shown} » devient {fr} : vérifiez ce nom sur le modèle JSON de l'ASP."
            f"{more.fr}{near.fr}",
            f"The bloc “{shown}” becomes {en}: check this name on the ASP's JSON template."
            f"{more.en}{near.en}",
        )
        self.table.notes.append(AuthorError(self.table.source, cell.span(), message))
        made = self.add(holder, name, LIST if is_list else BLOC)
        made.members = {}
        return made

    def add(self, holder: Balise, name: str, kind: str) -> Balise:
        """A balise that the model did not have."""
        made = Balise(name, kind, holder, 0)
        assert holder.members is not None
        holder.members[name] = made
        self.added.append(made)
        return made


def _key(path: list[Named]) -> str:
    return ">".join(same(each.words) for each in path)


def _more(named: Named, name: str, is_list: bool) -> Text:
    """What is not made of the words of a bloc: how many times it is there, or a bracket."""
    if is_list and named.count:
        shown = shorten(named.count)
        return Text(
            f" Le nombre d'éléments, {shown}, n'est pas contrôlé : écrivez-en une règle, avec "
            f"count({name}).",
            f" How many elements there are, {shown}, is not checked: write a rule of it, with "
            f"count({name}).",
        )
    if not is_list and _ODD.search(named.words) and name != named.words:
        return Text(
            " S'il vient plusieurs fois, écrivez (1 à n) après ce nom ; sinon, ôtez-en les "
            "chiffres et les crochets.",
            " If it is there several times, write (1 à n) after this name; else take the digits "
            "and the brackets off.",
        )
    return Text("", "")
