"""One section of a pack, read entry by entry: what is wrong with it goes to the author's faults."""

from __future__ import annotations

import re
from collections.abc import Sequence

from segur_lint.declared import Declared
from segur_lint.row import Field
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: What tells that a unit need not wait: a register, the balise that finds a row, column and words.
PAID = ("register", "balise", "column", "values")


class Section:
    """The entries of one section over the whole chain of a pack.

    `is_whole` tells that the section is there with its entries. What an entry holds is read by its
    kind; where it is not of that kind, that is a fault, and some value of it is given all the same.
    """

    def __init__(
        self, declared: Declared, key: str, known: tuple[str, ...], optional: Sequence[str] = ()
    ) -> None:
        self.declared = declared
        self.faults = declared.faults
        self.before = len(self.faults.errors)
        self.entries = declared.flat.merged(key)
        where = declared.flat.field(key)
        self.is_whole = where is not None
        if where is None:
            return
        if not isinstance(where.node, YMap):
            self.say(
                where, f"« {key} » est une suite de « nom: valeur ».", f"“{key}” is a mapping."
            )
        for name, field in self.entries.items():
            if name not in known:
                self.faults.unknown(field.source, field.key, Text("Clé", "key"), known)
        missing = [name for name in known if name not in self.entries and name not in optional]
        if missing and isinstance(where.node, YMap):
            listed = ", ".join(missing)
            self.faults.add(
                where.source, where.key, f"Il manque : {listed}.", f"Missing: {listed}."
            )
        unit = declared.model.unit
        if unit is None or declared.model.scopes[unit].parent != 0:
            self.say(
                where,
                "Il faut un modèle dont l'unité (« unit ») est dans une liste du fichier même.",
                "A model is needed whose unit (“unit”) is in a list of the file itself.",
            )
        self.is_whole = len(self.faults.errors) == self.before

    def say(self, where: Field, fr: str, en: str) -> None:
        """A fault at an entry's value."""
        self.faults.add(where.source, where.node, fr, en)

    def made(self, plain: dict[str, Any]) -> dict[str, Any] | None:
        """What was read, unless there was a fault in it."""
        return plain if len(self.faults.errors) == self.before else None

    def text(self, key: str) -> str:
        """A text that is not blank."""
        where = self.entries[key]
        if not where.text.strip():
            self.say(where, f"« {key} » est un texte.", f"“{key}” is a text.")
        return where.text

    def texts(self, key: str, known: tuple[str, ...]) -> list[str]:
        """The texts of a mapping that has all of `known`, in that order."""
        where = self.entries[key]
        node = where.node
        found = dict(zip(node.keys(), node.items, strict=True)) if isinstance(node, YMap) else {}
        values = [found[name][1] for name in known if name in found]
        texts = [value.value for value in values if isinstance(value, YText) and value.value]
        if set(found) != set(known) or len(texts) != len(known):
            listed = ", ".join(known)
            self.say(
                where, f"« {key} » a les textes : {listed}.", f"“{key}” has the texts: {listed}."
            )
            return [""] * len(known)
        return texts

    def words(self, key: str, known: Sequence[str]) -> list[str]:
        """A list of names among `known`."""
        where = self.entries[key]
        if not isinstance(where.node, YList) or not where.node.items:
            self.say(where, f"« {key} » énumère des étapes.", f"“{key}” lists stages.")
            return []
        for item in where.node.items:
            if not isinstance(item, YText):
                self.say(where, f"« {key} » énumère des étapes.", f"“{key}” lists stages.")
            elif item.value not in known:
                self.faults.unknown(where.source, item, Text("Étape", "stage"), tuple(known))
        return [item.value for item in where.node.items if isinstance(item, YText)]

    def slot_at(self, key: str, inner: str, scope: int | None) -> int | None:
        """The same, of one text of an entry that is a mapping."""
        where = self.entries[key]
        assert isinstance(where.node, YMap)
        name, node = next(each for each in where.node.items if each[0].value == inner)
        return self._slot(Field(where.source, name, node), scope)

    def slot(self, key: str, scope: int | None) -> int | None:
        """The balise of an entry, which must stand in `scope`."""
        return self._slot(self.entries[key], scope)

    def _slot(self, where: Field, scope: int | None) -> int | None:
        slot = self.declared.one_slot(where)
        if slot is None or scope is None:
            return None
        if slot.scope != scope:
            element = self.declared.model.scopes[scope].element
            self.say(
                where,
                f"« {where.text} » n'est pas une balise de « {element} ».",
                f"“{where.text}” is not a balise of “{element}”.",
            )
        return slot.index

    def paid(self, unit: int | None) -> dict[str, Any]:
        """Which column of which register tells, with which words, that a unit need not wait."""
        where = self.entries["paid"]
        register, balise, column, values = self.texts("paid", PAID)
        registers = self.declared.registers
        names = [each["name"] for each in registers]
        number = names.index(register) if register in names else 0
        columns = [name for name, *_ in registers[number]["columns"]] if registers else []
        for word, known, fr, en in (
            (register, names, "Les registres", "The registers"),
            (column, columns, "Les colonnes", "The columns"),
        ):
            if word and word not in known:
                listed = ", ".join(known) or "—"
                self.say(
                    where,
                    f"« {word} » introuvable. {fr} : {listed}.",
                    f"Unknown “{word}”. {en}: {listed}.",
                )
        code = self.declared.params.get(values)
        return {
            "register": number,
            "balise": self.slot_at("paid", "balise", unit) if balise else None,
            "column": column,
            "values": values if code is None else str(code[-1]),
        }

    def most(self) -> int:
        """A whole number above zero, written or that of a parameter."""
        where = self.entries["max"]
        code = self.declared.params.get(where.text)
        digits = where.text if code is None else str(code[-1])
        if not re.fullmatch("[1-9][0-9]{0,8}", digits):
            self.say(
                where,
                "« max » est un nombre entier, ou le paramètre qui en donne un.",
                "“max” is a whole number, or the parameter that gives one.",
            )
            return 1
        return int(digits)

    def name(self) -> tuple[int, tuple[str, ...]]:
        """The number of a notation of the file's name, and what its parts are called."""
        where = self.entries["name"]
        notations = self.declared.names.notations
        for number, notation in enumerate(notations):
            if notation.name == where.text and notation.of is None:
                return number, notation.called
        known = tuple(each.name for each in notations if each.of is None)
        if isinstance(where.node, YText):
            self.faults.unknown(where.source, where.node, Text("Nomenclature", "name"), known)
        else:
            self.text("name")
        return 0, ()

    def part(self, key: str, word: str, parts: dict[str, int]) -> int:
        """The place of the part that an entry names."""
        if parts and word and word not in parts:
            where, known = self.entries[key], ", ".join(parts)
            self.say(
                where,
                f"Le nom n'a pas de partie « {word} ». Ses parties : {known}.",
                f"The name has no part “{word}”. Its parts: {known}.",
            )
        return parts.get(word, 0)

    def judge(self, day: Sequence[str], serial: Sequence[str]) -> None:
        """The day is written whole, and the numbers grow with the same count of digits."""
        if day[1] and sorted(re.findall("AAAA|MM|JJ", day[1])) != ["AAAA", "JJ", "MM"]:
            self.say(
                self.entries["day"],
                "« form » écrit l'année AAAA, le mois MM et le jour JJ, chacun une fois.",
                "“form” writes the year AAAA, the month MM and the day JJ, each once.",
            )
        _, first, last = serial
        if first and not (
            re.fullmatch("[0-9]{1,9}", first)
            and re.fullmatch(f"[0-9]{{{len(first)}}}", last)
            and first <= last
        ):
            self.say(
                self.entries["serial"],
                "« first » et « last » sont des nombres de même longueur, le premier d'abord.",
                "“first” and “last” are numbers of the same length, the first one first.",
            )

    def fill(self, parts: dict[str, int], others: Sequence[str]) -> list[list[int]]:
        """Which balise of the file is in each part of the name that no other entry fills."""
        where = self.entries["fill"]
        pairs = where.node.items if isinstance(where.node, YMap) else ()
        left = [word for word in parts if word not in others]
        if not parts:  # the name itself was told
            return []
        if sorted(key.value for key, _ in pairs) != sorted(left):
            listed = ", ".join(left) or "—"
            self.say(
                where,
                f"« fill » dit quelle balise remplit chaque autre partie du nom : {listed}.",
                f"“fill” tells which balise fills each other part of the name: {listed}.",
            )
            return []
        filled = []
        for key, node in pairs:
            slot = self.declared.one_slot(Field(where.source, key, node))
            if slot is not None and slot.scope != 0:
                self.say(
                    Field(where.source, key, node),
                    "Il faut une balise du fichier même.",
                    "A balise of the file itself is needed.",
                )
            elif slot is not None:
                filled.append([parts[key.value], slot.index])
        return filled
