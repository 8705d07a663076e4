"""The conditions of rules that can never hold, and the controls that can never find a fault.

Where a format decides, it is that of a row which the pack of the condition has, or inherits; an
heir may change it: what is told of an inherited row is so in every pack that has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from segur_lint.authoring.checking import outofformat
from segur_lint.authoring.checking.domain import COUNTED, Code, own
from segur_lint.authoring.checking.remark import (
    ALWAYS,
    ALWAYS_FAULTY,
    NEVER,
    NEVER_ASKED,
    NEVER_FAULTY,
    NOBODYS,
    Remark,
)
from segur_lint.authoring.checking.truth import never, variables
from segur_lint.declared import Declared
from segur_lint.faults import Faults
from segur_lint.flat import FlatPack, FlatRow
from segur_lint.lang import expression
from segur_lint.lang.expression import Compare, In, Literal, Node, Quantifier
from segur_lint.model import Model, Scope
from segur_lint.naming import Names, Row
from segur_lint.recognised import known_by
from segur_lint.resolve import Resolver
from segur_lint.row import Field
from segur_lint.yamlnodes import YText, text_span

#: What runs before the formats, or as one: their conditions see values of any format.
_BEFORE = ("reading", "structure", "format")
_WORD = re.compile(r"[^\W\d]\w*")


def remarks(compiled: list[tuple[FlatPack, dict[str, Any]]], models: list[Model]) -> list[Remark]:
    """The remarks on the conditions of packs, each with its program and its model."""
    told: dict[tuple[str, int, str], Remark] = {}
    times: Counter[tuple[str, int, str]] = Counter()
    readers: Counter[tuple[str, int]] = Counter()
    fields: dict[tuple[str, int, str], tuple[str, int]] = {}
    for (flat, program), model in zip(compiled, models, strict=True):
        pack = _Pack(flat, program, model)
        looked = [
            (where, pack.of(row, key, where))
            for row in flat.rows
            for key in ("when", "assert")
            if (where := row.fields.get(key))
        ]
        applies = known_by(flat)
        if applies and program["applies"]:
            looked.append((applies, pack.of_applies(applies)))
        for where, found in looked:
            at = where.source.name, where.node.span.start
            readers[at] += 1
            for remark in found:
                told[remark.place] = remark
                times[remark.place] += 1
                fields[remark.place] = at
    return [remark for place, remark in told.items() if times[place] == readers[fields[place]]]


class _Pack:
    """One pack, its formats, and the names of its expressions."""

    def __init__(self, flat: FlatPack, program: dict[str, Any], model: Model) -> None:
        self.flat = flat
        declared = Declared(flat, model, Faults())
        # A fourth element marks the literals that are parameters: an heir may give them another.
        params = {name: [*code, name] for name, code in declared.names.params.items()}
        names = declared.names
        self.names = Names(names.model, names.notations, params, names.inputs)
        self.rules = {rule["id"]: rule for rule in program["rules"]}
        self.sources = [pack.source for pack in flat.chain]
        #: The rows that give a format whatever else the file says: where, its depth, its rule.
        self.formats: list[tuple[tuple[int, int], int, dict[str, Any]]] = []
        for row in flat.rows:
            rule = self.rules[row.id]
            if "format" in row.fields and not (rule["when"] or rule["from"] or rule["until"]):
                depth = self.sources.index(row.fields["format"].source)
                self.formats.append(((rule["scope"], rule["slot"]), depth, rule))

    def of(self, row: FlatRow, key: str, where: Field) -> Iterator[Remark]:
        """The remarks on the condition of a row."""
        depth = self.sources.index(where.source)
        rule = self.rules[row.id]
        scope = self.names.model.scopes[rule["scope"]]
        reader = _Reader(self, Resolver(self.names, Row(scope, rule["slot"])), where, depth)
        reader.sees = not any(kind in row.fields for kind in _BEFORE)
        if not reader.is_ours(where):
            return
        node = expression.parse(where.text)
        found = list(reader.parts(node, scope))
        yield from found or reader.whole(row, key, node)

    def of_applies(self, where: Field) -> Iterator[Remark]:
        """The remarks on what a pack knows its own deposits by, before any of its controls."""
        resolver = Resolver(self.names, Row(self.names.model.scopes[0], None))
        reader = _Reader(self, resolver, where, self.sources.index(where.source))
        reader.sees = False
        if reader.is_ours(where):
            node = expression.parse(where.text)
            yield from list(reader.parts(node, reader.scope)) or reader.whole(None, "applies", node)


class _Reader:
    """Reads one condition."""

    def __init__(self, pack: _Pack, resolver: Resolver, where: Field, depth: int) -> None:
        self.pack = pack
        self.resolver = resolver
        self.where = where
        self.depth = depth
        self.sees = True
        #: The parameters to which a pack that inherits the condition gives a value.
        self.heirs = {
            name
            for name, given in pack.flat.merged("params").items()
            if pack.sources.index(given.source) > depth
        }
        self.scope = resolver.row.scope

    def parts(self, node: Node, scope: Scope) -> Iterator[Remark]:
        """The remarks on the comparisons in a condition, those on members of lists too."""
        told = outofformat.said(node, lambda each: self.rules(self.code(each, scope), scope))
        found = [self.remark(*each) for each in told]
        yield from found
        if isinstance(node, Compare | In) and not found:
            yield from self.comparison(node, scope)
        if isinstance(node, Quantifier):
            if node.where is not None:
                inner = self.resolver.list_scope(node, self.resolver.around(scope))
                found = list(self.parts(node.where, inner))
                if not found and self.never(node.where, inner):
                    found = [self.remark("jamais", node.where, *NEVER)]
                yield from found
            return
        for name in ("item", "items", "left", "right", "args"):
            inside = getattr(node, name, ())
            for each in inside if isinstance(inside, tuple) else (inside,):
                yield from self.parts(each, scope)

    def comparison(self, node: Compare | In, scope: Scope) -> Iterator[Remark]:
        """The remarks on one comparison: a literal out of the format, or one answer."""
        equal = isinstance(node, In) or node.op in ("==", "!=")
        pairs = []
        if isinstance(node, In):
            pairs = [(node.left, item) for item in node.items]
        elif equal:
            pairs = [(node.left, node.right), (node.right, node.left)]
        found = False
        for value, literal in pairs:
            same = Compare("==", value, literal, start=literal.start, end=literal.end)
            if isinstance(literal, Literal) and self.never(same, scope):
                rule = self.excluding(same, scope)
                if rule is not None:
                    found = True
                    yield self.remark("hors-format", literal, *outofformat.literal(value, rule))
        if found:
            return
        if self.never(node, scope):
            yield self.remark("jamais", node, *NEVER)
        elif not any(variables(self.code(node, scope))) and self.never(node, scope, wanted=False):
            # A value compared with itself says that it is there: only literals say nothing.
            yield self.remark("toujours", node, *ALWAYS)

    def whole(self, row: FlatRow | None, key: str, node: Node) -> Iterator[Remark]:
        """The remarks on a condition, seen whole."""
        is_bare = isinstance(node, Literal)
        if row is None or key == "when":
            if self.never(node, self.scope):
                yield self.remark("jamais", node, *(NEVER_ASKED if row else NOBODYS))
            elif is_bare and row:
                yield self.remark("toujours", node, *ALWAYS)
            return
        if self.never(node, self.scope) and not is_bare:
            yield self.remark("jamais", node, *ALWAYS_FAULTY)
            return
        code = self.code(node, self.scope)
        when = row.fields.get("when")
        if when is not None and self.is_ours(when):
            condition = self.resolver.truth(when.text)
            if never(own(condition), self.formats):
                return  # told at the condition
            code = ["and", [own(condition), ["not", code]]]
        else:
            code = ["not", code]
        if never(code, self.formats):
            yield self.remark("toujours", node, *NEVER_FAULTY)

    def is_ours(self, other: Field) -> bool:
        """Whether another condition stands in the same file, and holds nothing of an heir's."""
        same = other.source is self.where.source
        return same and self.heirs.isdisjoint(_WORD.findall(other.text))

    def code(self, node: Node, scope: Scope) -> Code:
        """The code of a part of the condition, the row's own value named as any other."""
        code = self.resolver.resolve(node, scope)[0]
        return own(code) if scope is self.scope else code

    def never(self, node: Node, scope: Scope, wanted: bool = True) -> bool:
        """Whether a part of the condition is never true, or never false, in its scope."""
        return never(self.code(node, scope), lambda code: self.formats(code, scope), wanted)

    def formats(self, code: Code, scope: Scope | None = None) -> list[Code]:
        """The formats of a value of a condition that is read in `scope`."""
        return [rule["asked"][0] for rule in self.rules(code, scope)] or COUNTED.get(code[0], [])

    def rules(self, code: Code, scope: Scope | None = None) -> list[dict[str, Any]]:
        """The rules that give the balise of a condition its format."""
        if code[0] != "slot" or not self.sees:
            return []
        number = (scope or self.scope).number
        for _ in range(code[1]):
            number = self.resolver.model.scopes[number].parent or 0
        place = number, code[2]
        return [
            rule for at, depth, rule in self.pack.formats if at == place and depth <= self.depth
        ]

    def excluding(self, node: Compare, scope: Scope) -> dict[str, Any] | None:
        """The rule whose format excludes a comparison."""
        code = self.code(node, scope)
        for rule in self.rules(code[2], scope):
            if never(code, lambda _, rule=rule: [rule["asked"][0]]):  # type: ignore[misc]  # a default binds it
                return rule
        return None

    def remark(self, kind: str, node: Node, fr: str, en: str) -> Remark:
        """A remark at a part of the condition."""
        yaml = self.where.node
        span = yaml.span
        if isinstance(yaml, YText):
            span = text_span(yaml, node.start, node.end, self.where.source)
        fr, en = (said.replace("{}", str(node)) for said in (fr, en))
        return Remark(kind, self.where.source, span, fr, en)
