"""A pack on trial: one rule of it compiled anew, its examples run again; does one notice?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from segur_lint.authoring.change import Change
from segur_lint.authoring.changedexpression import other_literals
from segur_lint.authoring.changedrow import Mutant, mutants, names_of
from segur_lint.compile import Compiler
from segur_lint.errors import UsageError
from segur_lint.faults import Faults
from segur_lint.inherit import FlatPack, FlatRow
from segur_lint.lang import expression
from segur_lint.link import Pack, Rule
from segur_lint.model import Model
from segur_lint.row import Field
from segur_lint.ruletest import Prepared, fault_of, prepare
from segur_lint.sample import Unusable
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YNode, YText


class Trial:
    """A flat pack with its model and its program, whose rules can be made anew one by one."""

    def __init__(self, flat: FlatPack, model: Model, program: dict[str, Any]) -> None:
        self.flat = flat
        self.model = model
        self.pack = Pack(program)
        self.compiler = Compiler(flat, model, Faults())
        self.stages: list[list[str]] = program["stages"]
        self._others: dict[tuple[str, str], Compiler] = {}

    def mutants(self, row: FlatRow) -> Iterator[tuple[Mutant, dict[str, Any] | None]]:
        """The mutants of a row, each with its plain rule: none that is not one, or says the same.

        The plain rule of a row that has vanished is None.
        """
        own = next(rule.plain for rule in self.pack.rules if rule.id == row.id)
        seen = [_behaviour(own)]
        for mutant, compiler in self._mutants(row):
            if mutant.row is None:
                yield mutant, None
                continue
            plain = self._compiled(mutant.row, compiler)
            if plain is None or _behaviour(plain) in seen:
                continue
            seen.append(_behaviour(plain))
            yield mutant, plain

    def _mutants(self, row: FlatRow) -> Iterator[tuple[Mutant, Compiler]]:
        for mutant in mutants(row, self.compiler):
            yield mutant, self.compiler
        words = names_of(row)
        for name, where in self.flat.merged("params").items():
            if name in words:
                for change in _values(where):
                    shown = Text(change.after, change.after)
                    mutant = Mutant(row.id, name, change.before, shown, change.advice, row)
                    yield mutant, self._with_param(name, change)

    def _with_param(self, name: str, change: Change[YText]) -> Compiler:
        """What compiles rows where a parameter has another value."""
        key = name, change.after
        if key not in self._others:
            flat = with_entry(self.flat, "params", name, change.made)
            self._others[key] = Compiler(flat, self.model, Faults())
        return self._others[key]

    def _compiled(self, row: FlatRow, compiler: Compiler) -> dict[str, Any] | None:
        # What mends a fault is not what is tried, and might not go with what is asked now.
        fields = {key: field for key, field in row.fields.items() if key != "fix"}
        compiler.faults.errors.clear()
        return compiler.rule(replace(row, fields=fields), self.stages)

    def prepared(self, rule: Rule) -> list[Prepared]:
        """The examples of a rule, each of which goes as it says; else `UsageError`."""
        # What a format finds unusable is unknown to the others; no more is needed of the pack.
        formats = [each.id for each in self.pack.rules if each.kind == "format"]
        select = [rule.id, *rule.yields, *formats]
        found = []
        for wanted in ("pass", "fail"):
            for example in rule.plain["examples"].get(wanted, ()):
                try:
                    one = prepare(self.pack, rule, wanted, example, select)
                except Unusable:
                    raise _first_test(self.pack.name, rule.id) from None
                if fault_of(self.pack, rule, one) is not None:
                    raise _first_test(self.pack.name, rule.id)
                found.append(one)
        return found

    def notices(
        self, examples: Sequence[Prepared], rule: Rule, changed: Mapping[str, Rule | None]
    ) -> bool:
        """Whether an example of `rule` goes otherwise than it says in the pack so changed."""
        pack = self.pack.with_rules(changed)
        judged = changed.get(rule.id) or rule
        return any(fault_of(pack, judged, example) is not None for example in examples)

    def linked(self, plain: dict[str, Any] | None) -> Rule | None:
        """A plain rule, alive."""
        if plain is None:
            return None
        return Rule(plain, self.pack.matchers, self.pack.program["registers"])


def _first_test(pack: str, rule: str) -> UsageError:
    return UsageError(
        Text(
            f"Un exemple de {rule} ({pack}) ne va pas comme il le dit : il ne prouverait rien. "
            "Lancez d'abord « segur-lint rules test ».",
            f"An example of {rule} ({pack}) does not go as it says: it would prove nothing. Run "
            "“segur-lint rules test” first.",
        )
    )


def _behaviour(plain: dict[str, Any]) -> list[Any]:
    """What of a rule decides whether it fires."""
    asked = plain["asked"]
    if plain["asks"][0] == "format":
        asked = asked[0]  # beside it stands how it is written
    keys = ("when", "yields", "from", "until", "scope", "slot")
    return [asked, *(plain[key] for key in keys)]


def with_entry(flat: FlatPack, section: str, name: str, node: YNode) -> FlatPack:
    """The flat pack with one entry of a section, its own or inherited, replaced."""
    own = flat.own
    entries = {key.value: (key, value) for key, value in _items(own.fields.get(section))}
    inherited = flat.merged(section)[name]
    entries[name] = (inherited.key, node)
    where = own.fields.get(section) or inherited
    made = Field(own.source, where.key, YMap(where.node.span, tuple(entries.values())))
    pack = replace(own, fields={**own.fields, section: made})
    return replace(flat, chain=(*flat.chain[:-1], pack))


def _items(field: Field | None) -> tuple[tuple[YText, YNode], ...]:
    return field.node.items if field is not None and isinstance(field.node, YMap) else ()


def _values(where: Field) -> Iterator[Change[YText]]:
    """The values beside that of a parameter."""
    node = where.node
    if not isinstance(node, YText):
        return
    written = None if node.quoted else _literal(node.value)
    quoted = written is None
    literal = written or expression.Literal("text", node.value)
    for text, _ in other_literals(literal):
        advice = Text(
            f"Ajoutez un exemple qui n'est pas jugé de même avec {text}.",
            f"Add an example that is not judged alike with {text}.",
        )
        yield Change(YText(node.span, text, quoted), node.value, text, advice)


def _literal(text: str) -> expression.Literal | None:
    from segur_lint.errors import NotationError

    try:
        node = expression.parse(text)
    except NotationError:
        return None
    return node if isinstance(node, expression.Literal) else None
