"""A flat pack becomes a *program*: one plain value, ready to be stored, that `link` brings alive.

Every fault of an author that is left surfaces here, all of them at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from segur_lint.checks import CHECKS
from segur_lint.errors import AuthorError, NotationError
from segur_lint.inherit import FlatPack, FlatRow
from segur_lint.lang import expression, filename, notation
from segur_lint.model import Model, Scope, Slot
from segur_lint.pack import KINDS, TARGETS, Faults, Field
from segur_lint.resolve import Code, NameNotation, Names, Resolver, Row
from segur_lint.text import Text
from segur_lint.yamlfile import YList, YMap, YNode, YText, plain, text_span

#: Words of a message that the engine fills; any other ``{word}`` is a name of an expression.
FILLED = ("fault", "found", "expected", "balise", "first", "place", "hint", "position", "unit")
_PLACEHOLDER = re.compile(r"\{([\w.]*)\}")

T = TypeVar("T")


def compile_pack(flat: FlatPack, model: Model, faults: Faults) -> dict[str, Any]:
    """The program of a pack; its faults go to `faults`, and the program is then not to be used."""
    return _Compiler(flat, model, faults).program()


class _Compiler:
    def __init__(self, flat: FlatPack, model: Model, faults: Faults) -> None:
        self.flat = flat
        self.model = model
        self.faults = faults
        self.elements = model.elements()
        self.params = self.read_params()
        self.notations: list[dict[str, Any]] = []
        self.names = Names(model, tuple(self.read_names()), self.params)

    def guard(self, where: Field, work: Callable[[], T]) -> T | None:
        """Run `work` on the text of `where`; a fault in it becomes an author's, in its place."""
        try:
            return work()
        except NotationError as error:
            node = where.node
            span = node.span
            if isinstance(node, YText):
                span = text_span(node, error.start, error.end, where.source)
            self.faults.errors.append(AuthorError(where.source, span, error.message))
            return None

    # --- the pack's own keys --------------------------------------------------------------------

    def read_params(self) -> dict[str, Code]:
        """Parameters: what is in quotes is a text, the rest a literal if it reads as one."""
        params = {}
        for name, where in self.flat.merged("params").items():
            if not isinstance(where.node, YText):
                self.faults.add(
                    where.source,
                    where.node,
                    f"Le paramètre « {name} » est un texte ou un nombre.",
                    f"The parameter “{name}” is a text or a number.",
                )
                continue
            params[name] = _literal(where.node)
        return params

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
            entries = {key.value: Field(where.source, key, value) for key, value in node.items}
            for key in set(entries) - {"of", "notation", "parts"}:
                what = Text("Clé", "key")
                self.faults.unknown(
                    where.source, entries[key].key, what, ("of", "notation", "parts")
                )
            missing = {"of", "notation", "parts"} - set(entries)
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
            entries = (
                {key.value: Field(parts.source, key, value) for key, value in node.items}
                if isinstance(node, YMap)
                else {}
            )
            for key in set(entries) - {"called", "format"}:
                what = Text("Clé", "key")
                self.faults.unknown(parts.source, entries[key].key, what, ("called", "format"))
            called[word.value] = entries["called"].text if "called" in entries else word.value
            if "format" in entries:
                where = entries["format"]
                parsed = self.guard(where, lambda: notation.parse(where.text))  # noqa: B023  # called at once
                if parsed is not None:
                    formats[word.value] = parsed.plain()
        return called, formats

    def one_slot(self, where: Field) -> Slot | None:
        """The balise that a field names; none or several is an author's fault."""
        found = self.model.find(where.text)
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
            listed = ", ".join(".".join([*slot.blocs, slot.name]) for slot in found)
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

    # --- the program ------------------------------------------------------------------------------

    def program(self) -> dict[str, Any]:
        """The whole plain value."""
        own = self.flat.own
        stages = self.read_stages()
        rules = [rule for row in self.flat.rows if (rule := self.rule(row, stages)) is not None]
        applies = own.fields.get("applies")
        code = None
        if applies is not None:
            top = Resolver(self.names, Row(self.model.scopes[0], None))
            code = self.guard(applies, lambda: top.truth(applies.text))
        for rule in rules:
            self.check_yields(rule, rules)
        return {
            "pack": own.name,
            "title": own.text("title"),
            "status": own.text("status"),
            "source": self.document(),
            "chain": [pack.name for pack in self.flat.chain],
            "fallback": own.flag("fallback"),
            "sample": self.sample(),
            "stages": stages,
            "model": self.model.plain(),
            "names": self.notations,
            "applies": code,
            "rules": rules,
            "dropped": [[gone.id, gone.pack, gone.why] for gone in self.flat.dropped],
        }

    def document(self) -> str:
        """The title of the document that the pack reads."""
        found = self.flat.field("source")
        if found is not None and isinstance(found.node, YMap):
            title = found.node.get("document")
            return title.value if isinstance(title, YText) else ""
        return found.text if found else ""

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

    def read_stages(self) -> list[list[str]]:
        """Stages in their order: name, French label, English label."""
        stages = []
        for name, where in self.flat.merged("stages").items():
            node = where.node
            pairs = node.items if isinstance(node, YMap) else ()
            labels = {key.value: plain(label) for key, label in pairs}
            if set(labels) != {"fr", "en"}:
                self.faults.add(
                    where.source,
                    node,
                    f"L'étape « {name} » a un libellé fr et un libellé en.",
                    f"The stage “{name}” has a label fr and a label en.",
                )
            stages.append([name, str(labels.get("fr", name)), str(labels.get("en", name))])
        return stages

    def check_yields(self, rule: dict[str, Any], rules: list[dict[str, Any]]) -> None:
        known = tuple(each["id"] for each in rules)
        row = next(row for row in self.flat.rows if row.id == rule["id"])
        where = row.fields.get("yields to")
        for item in where.node.items if where and isinstance(where.node, YList) else ():
            if isinstance(item, YText) and item.value not in known:
                self.faults.unknown(where.source, item, Text("Règle", "rule"), known)  # type: ignore[union-attr]  # there are items

    # --- one rule ---------------------------------------------------------------------------------

    def rule(self, row: FlatRow, stages: Sequence[Sequence[str]]) -> dict[str, Any] | None:
        """The plain rule of a row, or None after telling what is wrong with it."""
        before = len(self.faults.errors)
        fields = row.fields
        kind = next((key for key in KINDS if key in fields), None)
        target = next((key for key in TARGETS if key in fields), None)
        if kind is None or target is None or "stage" not in fields:
            return None  # told when the pack was read
        stage = fields["stage"]
        if stage.text not in [name for name, *_ in stages] and isinstance(stage.node, YText):
            known = tuple(name for name, *_ in stages)
            self.faults.unknown(stage.source, stage.node, Text("Étape", "stage"), known)
        found = self.target(fields[target], target)
        if found is None:
            return None
        scope, slot, conditions = found
        if kind == "filename" and scope.number == 0 and slot is None:
            slot = len(scope.slots)  # the file's own name, the first of its facts
        resolver = Resolver(self.names, Row(scope, slot))
        writing = _Writing(self, row, kind, resolver)
        asked = CHECKS[kind].prepare(writing)
        when = self.condition(fields.get("when"), resolver, conditions)
        at = None
        if "at" in fields:
            where = self.one_slot(fields["at"])
            at = where.index if where is not None else None
            if where is not None and where.scope != scope.number:
                self.faults.add(
                    fields["at"].source,
                    fields["at"].node,
                    f"« {fields['at'].text} » n'est pas une balise de « {scope.element} ».",
                    f"“{fields['at'].text}” is not a balise of “{scope.element}”.",
                )
        rule = {
            "id": row.id,
            "stage": stage.text,
            "severity": fields["severity"].text if "severity" in fields else "error",
            "title": self.text(fields, "title"),
            "why": self.text(fields, "why"),
            "source": self.text(fields, "source"),
            "origin": row.origin,
            "changed": list(row.changed),
            "target": [target, fields[target].text],
            "scope": scope.number,
            "slot": slot,
            "at": at,
            "when": when,
            "asks": [
                kind,
                " ".join(fields[kind].text.split()),
                " ".join(self.text(fields, "when").split()),
            ],
            "asked": asked,
            "found": self.shown(fields.get("found"), resolver),
            "expected": self.shown(fields.get("expected"), resolver),
            "message": self.message(fields.get("message"), resolver),
            "from": self.text(fields, "from") or None,
            "until": self.text(fields, "until") or None,
            "yields": self.listed(fields.get("yields to")),
            "examples": self.examples(fields.get("examples")),
        }
        return rule if len(self.faults.errors) == before else None

    @staticmethod
    def text(fields: dict[str, Field], key: str) -> str:
        return fields[key].text if key in fields else ""

    def listed(self, where: Field | None) -> list[str]:
        """A list of texts."""
        if where is None:
            return []
        items = where.node.items if isinstance(where.node, YList) else ()
        return [item.value for item in items if isinstance(item, YText)]

    def target(self, where: Field, key: str) -> tuple[Scope, int | None, list[Code]] | None:
        """Where a row looks: scope, slot, and the conditions that its selector adds."""
        if key == "balise":
            slot = self.one_slot(where)
            return None if slot is None else (self.model.scopes[slot.scope], slot.index, [])
        if key == "each":
            scope = self.one_scope(where)
            if scope is None:
                return None
            return scope, 0 if scope.holds == "value" else None, []
        from segur_lint.select import place  # only rows with a selector pay for jsonpath_ng

        return self.guard(where, lambda: place(where.text, self.model))

    def condition(
        self, where: Field | None, resolver: Resolver, conditions: list[Code]
    ) -> Code | None:
        """The code of ``when``, with what the selector asks for."""
        codes = list(conditions)
        if where is not None:
            code = self.guard(where, lambda: resolver.truth(where.text))
            if code is not None:
                codes.append(code)
        if len(codes) > 1:
            return ["and", codes]
        return codes[0] if codes else None

    def shown(self, where: Field | None, resolver: Resolver) -> Code | None:
        """The code of a value that the report shows."""
        return None if where is None else self.guard(where, lambda: resolver.value(where.text))

    def message(self, where: Field | None, resolver: Resolver) -> dict[str, list[Any]]:
        """For each language, pieces: a text, or a list of one word to fill, or of code to show."""
        made: dict[str, list[Any]] = {}
        node = where.node if where is not None else None
        for key, value in node.items if isinstance(node, YMap) else ():
            if where is not None and isinstance(value, YText):
                field = Field(where.source, key, value)
                pieces = self.guard(field, lambda: _pieces(value.value, resolver))  # noqa: B023  # called at once
                made[key.value] = pieces or []
        return made

    def examples(self, where: Field | None) -> dict[str, list[Any]]:
        """The examples as written; `ruletest` reads them."""
        if where is None or not isinstance(where.node, YMap):
            return {"pass": [], "fail": []}
        return {
            key.value: [_example(item) for item in value.items]
            for key, value in where.node.items
            if isinstance(value, YList)
        }


def _example(node: YNode) -> Any:
    return plain(node)


def _literal(node: YText) -> Code:
    if not node.quoted:
        try:
            parsed = expression.parse(node.value)
        except NotationError:
            parsed = None
        if isinstance(parsed, expression.Literal) and parsed.kind != "text":
            return parsed.plain()
    return ["lit", "text", node.value]


def _pieces(template: str, resolver: Resolver) -> list[Any]:
    pieces: list[Any] = []
    at = 0
    for match in _PLACEHOLDER.finditer(template):
        if match.start() > at:
            pieces.append(template[at : match.start()])
        word = match[1]
        if word in FILLED:
            pieces.append([word])
        else:
            node = expression.Name(word, start=match.start(1), end=match.end(1))
            pieces.append([word, resolver.resolve(node, resolver.row.scope)[0]])
        at = match.end()
    if at < len(template):
        pieces.append(template[at:])
    return pieces


class _Writing:
    """What a row asks for, given to its kind of check: see `checks.kind.Writing`."""

    def __init__(self, compiler: _Compiler, row: FlatRow, kind: str, resolver: Resolver) -> None:
        self.compiler = compiler
        self.row = row
        self.field = row.fields[kind]
        self.resolver = resolver

    def choice(self, known: Sequence[str]) -> str:
        if self.field.text not in known and isinstance(self.field.node, YText):
            what = Text("Mot", "word")
            self.compiler.faults.unknown(self.field.source, self.field.node, what, tuple(known))
        return self.field.text

    def notation(self) -> tuple[list[Any], str]:
        def read() -> tuple[list[Any], str]:
            parsed = notation.parse(self.resolver.interpolate(self.field.text))
            return parsed.plain(), str(parsed)

        return self.compiler.guard(self.field, read) or (["varchar", None, None], "VARCHAR")

    def expression(self) -> list[Any]:
        return self.compiler.guard(self.field, lambda: self.resolver.truth(self.field.text)) or []

    def name(self) -> int:
        names = [each.name for each in self.compiler.names.notations]
        if self.field.text in names:
            return names.index(self.field.text)
        if isinstance(self.field.node, YText):
            what = Text("Notation de nom", "file-name notation")
            self.compiler.faults.unknown(self.field.source, self.field.node, what, tuple(names))
        return 0

    def element(self, key: str | None = None) -> int | None:
        where = self.field if key is None else self.row.fields.get(key)
        scope = None if where is None else self.compiler.one_scope(where)
        return None if scope is None else scope.number
