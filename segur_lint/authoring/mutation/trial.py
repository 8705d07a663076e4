"""A pack on trial: one rule of it compiled anew, its examples run again; does one notice?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from segur_lint.applying import truth
from segur_lint.authoring.mutation.change import Change
from segur_lint.authoring.mutation.expressions import changed_expressions
from segur_lint.authoring.mutation.filenames import changed_names
from segur_lint.authoring.mutation.params import changed_values, with_entry
from segur_lint.authoring.mutation.rows import Mutant, mutants, names_in, names_of
from segur_lint.compile import Compiler
from segur_lint.errors import NotationError, UsageError
from segur_lint.evaluate import build
from segur_lint.faults import Faults
from segur_lint.filenames import NameMatcher
from segur_lint.flat import FlatPack, FlatRow
from segur_lint.lang import expression
from segur_lint.link import Pack, Rule
from segur_lint.model import Model
from segur_lint.naming import Code
from segur_lint.recognised import known_by
from segur_lint.row import Field
from segur_lint.ruletest import Prepared, fault_of, prepare
from segur_lint.sample import Unusable
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YText

#: What is changed, where: its file, its place, and what it becomes.
Key = tuple[str, int, str]


def place(where: Field) -> tuple[str, int]:
    """Where a field stands: its file and its offset."""
    return where.source.name, where.node.span.start


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
                for change in changed_values(name, where):
                    shown = Text(change.after, change.after)
                    mutant = Mutant(row.id, "params", change.before, shown, change.advice, row)
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
        return compiler.rule(row.but(fields=fields), self.stages)

    def name_mutants(self) -> Iterator[tuple[Mutant, dict[str, Rule | None]]]:
        """The mutants of the notations of names, each with the rules that it changes, alive.

        Those are the rules that ask for the notation, or name a part of it.
        """
        for name, where in self.flat.merged("names").items():
            if not isinstance(where.node, YMap):
                continue
            for change in changed_names(where.node):
                flat = with_entry(self.flat, "names", name, change.made)
                compiler = Compiler(flat, self.model, Faults())
                if compiler.faults.errors:
                    continue  # no notation any more
                number = [each.name for each in compiler.names.notations].index(name)
                matchers = [NameMatcher(plain) for plain in compiler.notations]
                registers = self.pack.program["registers"]
                plains = [self._compiled(row, compiler) for row in self.flat.rows]
                changed: dict[str, Rule | None] = {
                    plain["id"]: Rule(plain, matchers, registers)
                    for plain in plains
                    if plain is not None and uses_name(plain, number)
                }
                if changed:
                    shown = Text(change.after, change.after)
                    yield Mutant(name, "names", change.before, shown, change.advice, None), changed

    def applies_mutants(self) -> Iterator[tuple[Mutant, Key, Code]]:
        """The mutants of ``applies``, each with what tells it from others, and its code."""
        where = known_by(self.flat)
        if where is None:
            return
        for change, at, text, compiler in self._conditions(where):
            try:
                code = truth(compiler, text)
            except NotationError:
                continue
            shown = Text(change.after, change.after)
            key = *place(at), text if at is where else change.after
            yield Mutant("applies", "", change.before, shown, change.advice, None), key, code

    def knowing(self, code: Code) -> Pack:
        """The pack with another ``applies``."""
        made = self.pack.with_rules({})
        made.applies = build(code, self.pack.matchers)
        return made

    def _conditions(self, where: Field) -> Iterator[tuple[Change[Any], Field, str, Compiler]]:
        """What may be changed in a condition: where, the text that it makes, what compiles it."""
        for condition in changed_expressions(expression.parse(where.text)):
            yield condition, where, str(condition.made), self.compiler
        for name, value in self.flat.merged("params").items():
            if name in names_in(where.text):
                for change in changed_values(name, value):
                    yield change, value, where.text, self._with_param(name, change)

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
                    raise first_test(self.pack.name, rule.id) from None
                if fault_of(self.pack, rule, one) is not None:
                    raise first_test(self.pack.name, rule.id)
                found.append(one)
        return found

    def notices(
        self, examples: Sequence[Prepared], rule: Rule, changed: Mapping[str, Rule | None]
    ) -> bool:
        """Whether an example of `rule` goes otherwise than it says in the pack so changed.

        `CrashError` where a rule fails: that is a fault of ours, and notices nothing.
        """
        pack = self.pack.with_rules(changed)
        judged = changed.get(rule.id) or rule
        return any(fault_of(pack, judged, example) is not None for example in examples)

    def linked(self, plain: dict[str, Any] | None) -> Rule | None:
        """A plain rule, alive."""
        if plain is None:
            return None
        return Rule(plain, self.pack.matchers, self.pack.program["registers"])


def uses_name(plain: dict[str, Any], number: int) -> bool:
    """Whether a plain rule asks for a notation of names, or names a part of it."""
    if plain["asks"][0] == "filename":
        return bool(plain["asked"] == number) or _names_part(plain["when"], number)
    return _names_part([plain["asked"], plain["when"]], number)


def _names_part(code: Any, number: int) -> bool:
    if not isinstance(code, list):
        return False
    if code[:1] == ["part"] and code[2] == number:
        return True
    return any(_names_part(part, number) for part in code)


def first_test(pack: str, rule: str) -> UsageError:
    """What is said where an example is at fault before anything was changed."""
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
