"""What a pack declares before its rules: its parameters, its notations of file names."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from segur_lint.around import read_inputs, read_registers
from segur_lint.errors import AuthorError, NotationError
from segur_lint.exampleparams import values_of
from segur_lint.faults import Faults
from segur_lint.flat import FlatPack
from segur_lint.lang import expression, filename, notation
from segur_lint.model import Model, Scope, Slot
from segur_lint.naming import Code, NameNotation, Names
from segur_lint.row import Field, read_fields
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YText, text_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")

#: The keys of a notation of names, and of one of its parts.
NAME_KEYS = ("of", "notation", "parts")
PART_KEYS = ("called", "format")


class Declared:
    """A flat pack and its model, with what the pack's rows may name."""

    def __init__(self, flat: FlatPack, model: Model, faults: Faults) -> None:
        self.flat = flat
        self.faults = faults
        self.registers = read_registers(flat, model, faults)
        self.model = model.surrounded(
            [
                (each["name"], each["called"], [name for name, *_ in each["columns"]])
                for each in self.registers
            ]
        )
        self.elements = self.model.elements()
        self.params = self.read_params()
        self.notations: list[dict[str, Any]] = []
        self.inputs = read_inputs(flat, self.labelled("inputs", "format"), faults)
        inputs = tuple(name for name, *_ in self.inputs)
        self.names = Names(self.model, tuple(self.read_names()), self.params, inputs)

    def guard(self, where: Field, work: Callable[[], T]) -> T | None:
        """Run `work` on the text of `where`; its faults become an author's, in their places."""
        try:
            return work()
        except NotationError as error:
            node = where.node
            for fault in (error, *error.more):
                span = node.span
                if isinstance(node, YText):
                    span = text_span(node, fault.start, fault.end, where.source)
                self.faults.errors.append(AuthorError(where.source, span, fault.message))
            return None

    def read_params(self) -> dict[str, Code]:
        """Parameters: what is in quotes is a text, the rest a literal if it reads as one."""
        written = self.flat.merged("params")
        self.values = values_of(written)  # what examples have for their names
        params = {}
        for name, where in written.items():
            if not isinstance(where.node, YText):
                self.faults.add(
                    where.source,
                    where.node,
                    f"Le paramètre « {name} » est un texte ou un nombre.",
                    f"The parameter “{name}” is a text or a number.",
                )
                continue
            code: Code | None = ["lit", "text", where.text]
            if not where.node.quoted:
                code = self.guard(where, partial(expression.alone, where.text))
            params[name] = code or ["lit", "number", "0"]  # whoever names it is not at fault
        return params

    def labelled(self, key: str, *others: str) -> list[list[str]]:
        """The entries of a mapping, in order: name, French label, English label.

        `others` are keys that an entry may have besides.
        """
        found = []
        for name, where in self.flat.merged(key).items():
            node = where.node
            pairs = node.items if isinstance(node, YMap) else ()
            kept = [(word.value, label) for word, label in pairs if word.value not in others]
            labels = {word: label.value for word, label in kept if isinstance(label, YText)}
            if set(labels) != {"fr", "en"} or len(labels) < len(kept):
                self.faults.add(
                    where.source,
                    node,
                    f"« {name} » a un libellé fr et un libellé en.",
                    f"“{name}” has a label fr and a label en.",
                )
            found.append([name, labels.get("fr", name), labels.get("en", name)])
        return found

    def read_names(self) -> list[NameNotation]:
        """The notations of file names, and what each is about."""
        made = []
        for name, where in self.flat.merged("names").items():
            node = where.node
            if not isinstance(node, YMap):
                self.faults.add(
                    where.source,
                    node,
                    "Il faut of, notation et parts.",
                    "of, notation and parts are needed.",
                )
                continue
            what = Text("Clé", "key")
            entries = read_fields(where.source, node, NAME_KEYS, what, self.faults)
            missing = set(NAME_KEYS) - set(entries)
            if missing:
                listed = ", ".join(sorted(missing))
                self.faults.add(
                    where.source, where.key, f"Il manque : {listed}.", f"Missing: {listed}."
                )
                continue
            notation_ = self.name_notation(name, entries)
            if notation_ is not None:
                made.append(notation_)
        return made

    def name_notation(self, name: str, entries: dict[str, Field]) -> NameNotation | None:
        """One notation, its parts and the balise it is about; None after telling its faults."""
        of = entries["of"]
        slot = None
        if of.text != "fichier":
            slot = self.one_slot(of)
            if slot is None:
                return None
        called, formats = self.read_parts(entries["parts"])
        where = entries["notation"]
        words = list(called)
        parsed = self.guard(where, lambda: filename.parse(where.text, words))
        if parsed is None:
            return None
        order = [piece.word for piece in parsed.pieces if isinstance(piece, filename.Part)]
        self.notations.append(
            {
                "of": None if slot is None else [slot.scope, slot.index],
                "notation": where.text,
                "pieces": parsed.plain(),
                "called": [called[word] for word in order],
                "formats": [[order.index(word), formats[word]] for word in formats],
            }
        )
        return NameNotation(name, slot, tuple(called[word] for word in order))

    def read_parts(self, parts: Field) -> tuple[dict[str, str], dict[str, list[Any]]]:
        """Word -> what expressions call it, and word -> its format where it has one."""
        called, formats = {}, {}
        items = parts.node.items if isinstance(parts.node, YMap) else ()
        if not items:
            self.faults.add(
                parts.source,
                parts.node,
                "« parts » énumère les parties du nom.",
                "“parts” lists the parts.",
            )
        for word, node in items:
            what = Text("Clé", "key")
            entries = (
                read_fields(parts.source, node, PART_KEYS, what, self.faults)
                if isinstance(node, YMap)
                else {}
            )
            called[word.value] = entries["called"].text if "called" in entries else word.value
            if not called[word.value].strip():
                self.faults.add(
                    parts.source,
                    entries["called"].node,
                    "« called » est un texte : ce que les expressions appellent cette partie.",
                    "“called” is a text: what expressions call this part.",
                )
            if "format" in entries:
                where = entries["format"]
                parsed = self.guard(where, lambda: notation.parse(where.text))  # noqa: B023  # called at once
                if parsed is not None:
                    formats[word.value] = parsed.plain()
        return called, formats

    def sample(self) -> str | None:
        """The path of the sound deposit that examples are made from."""
        where = self.flat.own.fields.get("sample")
        if where is None:
            return None
        # Absolute: a stored program serves runs from other folders too.
        here = os.path.dirname(os.path.abspath(where.source.name))
        path = os.path.join(here, *where.text.split("/"))
        if not os.path.isfile(path):
            self.faults.add(
                where.source,
                where.node,
                f"Le dépôt d'exemple « {where.text} » n'est pas là.",
                f"The sample deposit “{where.text}” is not there.",
            )
        return path

    def one_slot(self, where: Field) -> Slot | None:
        """The balise that a field names; none or several is an author's fault."""
        found = self.model.own(where.text)
        if len(found) == 1:
            return found[0]
        if not isinstance(where.node, YText):
            self.faults.add(
                where.source,
                where.node,
                "Il faut le nom d'une balise.",
                "A balise's name is needed.",
            )
        elif found:
            listed = ", ".join(
                ".".join([*(slot.blocs or (self.model.scopes[slot.scope].element,)), slot.name])
                for slot in found
            )
            self.faults.add(
                where.source,
                where.node,
                f"« {where.text} » désigne plusieurs balises. Précisez le bloc : {listed}.",
                f"“{where.text}” names several balises. Name its bloc: {listed}.",
            )
        else:
            what = Text("Balise", "balise")
            self.faults.unknown(where.source, where.node, what, tuple(self.model.names()))
        return None

    def one_scope(self, where: Field) -> Scope | None:
        """The file, or the elements of a list, that a field names."""
        scope = self.elements.get(where.text)
        if scope is None and isinstance(where.node, YText):
            what = Text("Élément", "element")
            self.faults.unknown(where.source, where.node, what, tuple(self.elements))
        return scope
