"""A flat pack becomes a *program*: one plain value, ready to be stored, that `link` brings alive.

Every fault of an author that is left surfaces here, all of them at once.
"""

from __future__ import annotations

from segur_lint.applying import applies_examples, read_applies
from segur_lint.around import read_reads
from segur_lint.asked import Writing, filled, names_slot, pieces
from segur_lint.causes import tell, waits
from segur_lint.checks import CHECKS
from segur_lint.declared import Declared
from segur_lint.exampled import read_example
from segur_lint.exampleparams import read_examples
from segur_lint.exchange import read_answer, read_deposits
from segur_lint.faults import Faults
from segur_lint.flat import FlatPack, FlatRow
from segur_lint.frames import FILES, LOT
from segur_lint.keyed import read_keys
from segur_lint.model import Model, Scope
from segur_lint.naming import Code, Row
from segur_lint.references import document, document_of
from segur_lint.remedy import remedy
from segur_lint.resolve import Resolver
from segur_lint.row import KINDS, TARGETS, Field
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YText, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

#: What a row writes beside what it asks: kept as it is, for those who read the rule.
BESIDE = ("counted once per", "together with", "paired with", "fix")


def compile_pack(flat: FlatPack, model: Model, faults: Faults) -> dict[str, Any]:
    """The program of a pack; its faults go to `faults`, and the program is then not to be used."""
    compiler = Compiler(flat, model, Faults())
    program = compiler.program()
    tell(compiler, faults)
    return program


class Compiler(Declared):
    """Makes a program, or one plain rule, of a flat pack; its faults are in `faults`."""

    def program(self) -> dict[str, Any]:
        """The whole plain value."""
        own = self.flat.own
        stages = self.labelled("stages")
        waiting = waits(self.flat)
        rows = () if waiting else self.flat.rows
        rules = [rule for row in rows if (rule := self.rule(row, stages)) is not None]
        for row in rows:
            self.check_yields(row)
        return {
            "pack": own.name,
            "title": own.text("title"),
            "status": own.text("status"),
            "source": document(self.flat),
            "chain": [pack.name for pack in self.flat.chain],
            "fallback": own.flag("fallback"),
            "sample": self.sample(),
            "example": read_example(self),
            "stages": stages,
            "inputs": self.inputs,
            "registers": self.registers,
            "reads": read_reads(self.flat, self.params, self.faults),
            "model": self.model.plain(self.names.inputs),
            "names": self.notations,
            "keys": read_keys(self),
            "answer": read_answer(self, stages),
            "deposits": read_deposits(self),
            "applies": read_applies(self, waiting),
            "applies examples": applies_examples(self),
            "rules": rules,
            "dropped": [[gone.id, gone.pack, gone.why] for gone in self.flat.dropped],
        }

    def check_yields(self, row: FlatRow) -> None:
        """A rule yields to rules that come before it, so that no two yield to each other."""
        where = row.fields.get("yields to")
        if where is None or not isinstance(where.node, YList):
            return
        ids = [each.id for each in self.flat.rows]
        before = ids[: ids.index(row.id)]
        for item in where.node.items:
            if isinstance(item, YText) and item.value not in ids:
                self.faults.unknown(where.source, item, Text("Règle", "rule"), tuple(before))
            elif isinstance(item, YText) and item.value not in before:
                self.faults.add(
                    where.source,
                    item,
                    f"{row.id} ne se tait que devant une règle qui la précède.",
                    f"{row.id} yields to rules that come before it only.",
                )

    # --- one rule ---------------------------------------------------------------------------------

    def rule(self, row: FlatRow, stages: Sequence[Sequence[str]]) -> dict[str, Any] | None:
        """The plain rule of a row, or None after telling what is wrong with it."""
        before = len(self.faults.errors)
        fields = row.fields
        kind = next((key for key in KINDS if key in fields), None)
        target = next((key for key in TARGETS if key in fields), None)
        if kind is None or target is None or "stage" not in fields:
            return None  # told when the pack was read
        read = (kind, target, "stage", "at", "when", "found", "expected")
        if not all(fields[key].text.strip() for key in read if key in fields):
            return None  # not a text: the same
        stage = fields["stage"]
        # Without stages, that is what is told.
        unknown = stages and stage.text not in [name for name, *_ in stages]
        if unknown and isinstance(stage.node, YText):
            known = tuple(name for name, *_ in stages)
            self.faults.unknown(stage.source, stage.node, Text("Étape", "stage"), known)
        found = self.target(fields[target], target)
        if found is None:
            return None
        scope, slot, conditions = found
        slot_of_name = len(self.model.scopes[0].slots)  # the first of the facts on the file
        if kind == "filename" and scope.number == 0 and slot is None:
            slot = slot_of_name
        resolver = Resolver(self.names, Row(scope, slot))
        writing = Writing(self, row, kind, resolver)
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
            "document": document_of(self.flat, fields.get("source")),
            "origin": row.origin,
            "changed": list(row.changed),
            "target": [target, fields[target].text],
            "scope": scope.number,
            "slot": slot,
            "at": at,
            "on_name": kind in ("filename", "assert")
            and scope.number == 0
            and (slot == slot_of_name or names_slot(asked, slot_of_name)),
            "when": when,
            "asks": [
                kind,
                " ".join(fields[kind].text.split()),
                " ".join(self.text(fields, "when").split()),
            ],
            "written": {key: plain(fields[key].node) for key in BESIDE if key in fields},
            "asked": asked,
            "found": self.shown(fields.get("found"), resolver),
            "expected": self.shown(fields.get("expected"), resolver),
            "message": self.message(fields.get("message"), resolver, filled(row, kind)),
            "from": self.text(fields, "from") or None,
            "until": self.text(fields, "until") or None,
            "yields": self.listed(fields.get("yields to")),
            "examples": self.examples(fields.get("examples")),
            # Last: what the row shows and says may ask for one too.
            "inputs": sorted(resolver.asked),
            "needs": self.needs(resolver, scope, fields),
        }
        rule["fix"] = remedy(self, row, kind, resolver.row, rule["found"])
        return rule if len(self.faults.errors) == before else None

    def needs(self, resolver: Resolver, scope: Scope, fields: dict[str, Field]) -> list[str]:
        """The lists around the file that a rule is about, or names."""
        needs = set(resolver.needs)
        lot = self.model.lot
        if lot is not None and scope.parent == lot and scope.number != 0:
            needs.add(self.model.scopes[lot].slots[scope.list_slot].name)
        across = LOT in (self.text(fields, "unique in"), self.text(fields, "paired in"))
        if across and lot is not None and scope.number < lot:
            needs.add(FILES)
        return sorted(needs)

    @staticmethod
    def text(fields: dict[str, Field], key: str) -> str:
        """The text of a key; empty where the row has none."""
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

    def message(
        self, where: Field | None, resolver: Resolver, words: Sequence[str]
    ) -> dict[str, list[Any]]:
        """For each language, pieces: a text, or a list of one word to fill, or of code to show."""
        made: dict[str, list[Any]] = {}
        node = where.node if where is not None else None
        for key, value in node.items if isinstance(node, YMap) else ():
            if where is not None and isinstance(value, YText):
                field = Field(where.source, key, value)
                cut = self.guard(field, lambda: pieces(value.value, resolver, words))  # noqa: B023  # called at once
                made[key.value] = cut or []
        return made

    def examples(self, where: Field | None) -> dict[str, list[Any]]:
        """The examples of a row; `ruletest` reads them."""
        return read_examples(where, self.values)
