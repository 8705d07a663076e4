"""What can be changed in one row of a pack, so that its examples should notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from segur_lint.authoring.mutation.advice import broken, redundant, twice
from segur_lint.authoring.mutation.change import TELL_APART, Change
from segur_lint.authoring.mutation.expressions import changed_expressions, negated
from segur_lint.authoring.mutation.formats import changed_formats
from segur_lint.compile import Compiler
from segur_lint.flat import FlatRow
from segur_lint.lang import expression, notation
from segur_lint.naming import Row
from segur_lint.resolve import Resolver
from segur_lint.row import Field
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YText

_INSIDE = ("unique in", "paired in")
_LISTS = ("together with", "paired with")
_DROPPED = Text("(rien)", "(nothing)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change in the rule `id`: under which key, from what to what, and the row it makes.

    `row` is None where the row has vanished.
    """

    id: str
    key: str
    before: str
    after: Text
    advice: Text
    row: FlatRow | None


def mutants(row: FlatRow, compiler: Compiler) -> Iterator[Mutant]:
    """Every mutant of a row that says something else, in the order of its keys; it vanishes last.

    Those that are no rule any more are among them: compiling tells.
    """
    fields = row.fields
    for key, where in fields.items():
        if key in ("assert", "when"):
            yield from _expression(row, key, where)
        elif key == "format":
            yield from _format(row, where, compiler)
        elif key in _INSIDE:
            yield from _scopes(row, key, where, compiler)
        elif key in _LISTS:
            yield from _names(row, key, where)
        elif key == "counted once per":
            fr, en = f"deux fois dans le même élément ({where.text})", f"twice in one {where.text}"
            yield _without(row, key, where.text, _pass(f"une valeur {fr}", f"a value {en}"))
        elif key == "yields to":
            yield from _yields(row, where)
        elif key in ("from", "until"):
            yield from _dates(row, key, where)
    advice = _fail("un exemple", "an example")
    yield Mutant(row.id, "", row.id, Text("(retirée)", "(removed)"), advice, None)


def retold(where: Field, text: str) -> Field:
    """The same key with another text. Its place stays that of what the author wrote."""
    return Field(where.source, where.key, YText(where.node.span, text, quoted=True))


def _pass(fr: str, en: str) -> Text:
    return Text(f"Ajoutez {fr} dans « pass ».", f"Add {en} to “pass”.")


def _fail(fr: str, en: str) -> Text:
    return Text(f"Ajoutez {fr} dans « fail ».", f"Add {en} to “fail”.")


def _with(row: FlatRow, key: str, text: str) -> FlatRow:
    return row.but(fields={**row.fields, key: retold(row.fields[key], text)})


def _without(row: FlatRow, key: str, before: str, advice: Text) -> Mutant:
    rest = {name: field for name, field in row.fields.items() if name != key}
    return Mutant(row.id, key, before, _DROPPED, advice, row.but(fields=rest))


def _shown(change: Change[Any]) -> Text:
    return Text(change.after, change.after)


def _expression(row: FlatRow, key: str, where: Field) -> Iterator[Mutant]:
    parsed = expression.parse(where.text)
    for change in changed_expressions(parsed):
        made = _with(row, key, str(change.made))
        advice = change.advice
        if key == "when":
            advice = redundant(parsed, change.made) or broken(advice)
        yield Mutant(row.id, key, change.before, _shown(change), advice, made)
    if key == "when":
        text = str(parsed)
        advice = Text(
            "Ajoutez dans « pass » un exemple où « when » est faux, et où ce que la règle demande "
            "n'est pas respecté.",
            "Add to “pass” an example where “when” is false, and what the rule asks is not kept.",
        )
        yield _without(row, key, text, advice)
        contrary = str(negated(parsed))
        made = _with(row, key, contrary)
        yield Mutant(row.id, key, text, Text(contrary, contrary), broken(TELL_APART), made)


def _format(row: FlatRow, where: Field, compiler: Compiler) -> Iterator[Mutant]:
    resolver = Resolver(compiler.names, Row(compiler.model.scopes[0], None))
    parsed = notation.parse(resolver.interpolate(where.text))
    for change in changed_formats(parsed):
        made = _with(row, "format", change.after)
        yield Mutant(row.id, "format", change.before, _shown(change), change.advice, made)


def _scopes(row: FlatRow, key: str, where: Field, compiler: Compiler) -> Iterator[Mutant]:
    """What is once in one element would be once in another: one that is around the row's."""
    names = [scope.element for scope in compiler.model.scopes]
    target = next((each for each in ("balise", "each") if each in row.fields), None)
    if target is None:
        return
    scope = (
        compiler.one_scope(row.fields[target])
        if target == "each"
        else compiler.model.scopes[slot.scope]
        if (slot := compiler.one_slot(row.fields[target])) is not None
        else None
    )
    is_wider = False
    while scope is not None and scope.parent is not None:
        scope = compiler.model.scopes[scope.parent]
        is_wider = is_wider or names[scope.number] == where.text
        if names[scope.number] != where.text:
            other = names[scope.number]
            advice = (
                twice(where.text, other, compiler)
                if is_wider
                else twice(other, where.text, compiler, "fail")
            )
            made = _with(row, key, other)
            yield Mutant(row.id, key, where.text, Text(other, other), advice, made)


def _names(row: FlatRow, key: str, where: Field) -> Iterator[Mutant]:
    names = [name.strip() for name in where.text.split(",")]
    for at, name in enumerate(names):
        advice = Text(
            f"Ajoutez un exemple où seul « {name} » diffère.",
            f"Add an example where only “{name}” differs.",
        )
        rest = ", ".join(names[:at] + names[at + 1 :])
        if rest:
            made = _with(row, key, rest)
            yield Mutant(row.id, key, where.text, Text(rest, rest), advice, made)
        elif key == "together with":
            yield _without(row, key, where.text, advice)


def _yields(row: FlatRow, where: Field) -> Iterator[Mutant]:
    node = where.node
    items = node.items if isinstance(node, YList) else ()
    for item in items:
        assert isinstance(item, YText)  # told when the pack was read
        rest = YList(node.span, tuple(each for each in items if each is not item))
        made = row.but(fields={**row.fields, "yields to": where.but(node=rest)})
        advice = _pass(
            f"un exemple où {item.value} et {row.id} réagiraient ensemble",
            f"an example on which {item.value} and {row.id} would both fire",
        )
        yield Mutant(row.id, "yields to", item.value, _DROPPED, advice, made)


def _dates(row: FlatRow, key: str, where: Field) -> Iterator[Mutant]:
    is_day = "T" not in where.text
    step = timedelta(days=1) if is_day else timedelta(minutes=1)
    for sign in (1, -1):
        moment = (datetime.fromisoformat(where.text) + sign * step).isoformat(timespec="minutes")
        text = moment[:10] if is_day else moment
        inside = (sign == 1) == (key == "from")
        day = where.text if inside else text
        if inside:
            advice = _fail(f"un exemple daté {{date: {day}}}", f"an example with {{date: {day}}}")
        else:
            advice = _pass(f"un exemple daté {{date: {day}}}", f"an example with {{date: {day}}}")
        made = _with(row, key, text)
        yield Mutant(row.id, key, where.text, Text(text, text), advice, made)


def names_of(row: FlatRow) -> set[str]:
    """The words in what a row asks: its parameters are among them."""
    return {word for field in row.fields.values() for word in names_in(field.text)}


def names_in(text: str) -> set[str]:
    """The words of an expression."""
    return set(re.findall(r"\w+", text))
