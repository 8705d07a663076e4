"""Two packs, or two versions of one, told apart in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segur_lint.authoring.differences.difference import KINDS, Difference, turned, value
from segur_lint.authoring.differences.rows import rows
from segur_lint.authoring.differences.sections import balises, models, sections, shape
from segur_lint.authoring.revisions.versions import Version
from segur_lint.authoring.tightness.rows import Side, asked
from segur_lint.errors import NotationError
from segur_lint.flat import FlatPack, FlatRow
from segur_lint.lang import expression
from segur_lint.lang.expression import Literal
from segur_lint.row import Field
from segur_lint.text import Text, printable
from segur_lint.words import SEVERITIES
from segur_lint.yamlnodes import YText, plain

_WORD = re.compile(r"[^\W\d]\w*")
_KEYS = ("format", "assert", "when", "unique in", "together with", "filename")


@dataclass(frozen=True)
class _Pack:
    """One of the two: its rows, its plain model with its balises (path -> kind), its parameters."""

    flat: FlatPack
    model: Any
    balises: dict[str, str]
    params: dict[str, Literal]

    def side(self, row: FlatRow) -> Side:
        """A row, with the parameters that no balise hides."""
        hidden = {path.rpartition(".")[2] for path in self.balises}
        shown = {name: node for name, node in self.params.items() if name not in hidden}
        return Side(row, shown)


def compare(old: Version, old_name: str, new: Version, new_name: str) -> list[Difference]:
    """All that differs, by kind (`difference.KINDS`), each in the order of the packs.

    `UsageError` where a version has no such pack.
    """
    before, after = _pack(old, old_name), _pack(new, new_name)
    told = [*sections(before.flat, after.flat), *models(before.balises, after.balises)]
    told += shape(before.model, after.model)
    told += [*_params(before, after), *_rules(before, after)]
    order = list(KINDS)
    return sorted(told, key=lambda change: order.index(change.kind))


def _pack(version: Version, name: str) -> _Pack:
    flat = version.choose(name)
    params = {name: _literal(field) for name, field in flat.merged("params").items()}
    model = version.model_of(flat)
    return _Pack(flat, model, balises(model), params)


def _literal(field: Field) -> Literal:
    """A parameter, read as `declared` does: what is in quotes is a text."""
    node = field.node
    if isinstance(node, YText) and not node.quoted:
        try:
            parsed = expression.parse(node.value)
        except NotationError:
            parsed = None
        if isinstance(parsed, Literal):
            return parsed
    return Literal("text", field.text)


# --- the rules ------------------------------------------------------------------------------------


def _rules(before: _Pack, after: _Pack) -> list[Difference]:
    old = {row.id: row for row in before.flat.rows}
    new = {row.id: row for row in after.flat.rows}
    why = {gone.id: gone.why for gone in after.flat.dropped}
    told = []
    for each, row in new.items():
        if each in old:
            told += rows(before.side(old[each]), after.side(row))
        else:
            told.append(Difference("added", each, "rule", _added(row)))
    for each, row in old.items():
        if each not in new:
            told.append(Difference("removed", each, "rule", _removed(row, why.get(each))))
    one, other = ([each for each in ids if each in old and each in new] for ids in (old, new))
    if one != other:
        moved = ", ".join(_moved(one, other))
        said = Text(f"l'ordre des règles change : {moved}", f"the order of rules changes: {moved}")
        told.append(Difference("changed", "", "order", said))
    return told


def _moved(one: list[str], other: list[str]) -> list[str]:
    """Few ids whose moving makes the one order the other."""
    from difflib import SequenceMatcher

    stay: set[str] = set()
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        stay.update(one[block.a : block.a + block.size])
    return [each for each in other if each not in stay]


def _added(row: FlatRow) -> Text:
    title, severity = value(plain(row.fields["title"].node)), SEVERITIES[_severity(row)]
    stage = value(plain(row.fields["stage"].node))
    return Text(
        f"règle nouvelle : « {title} » ({severity.fr}, étape {stage})",
        f"a new rule: “{title}” ({severity.en}, stage {stage})",
    )


def _removed(row: FlatRow, why: str | None) -> Text:
    title = value(plain(row.fields["title"].node))
    if not why:
        return Text(f"règle retirée : « {title} »", f"a rule removed: “{title}”")
    shown = value(why).rstrip(".")
    return Text(
        f"règle retirée : « {title} ». Pourquoi : {shown}",
        f"a rule removed: “{title}”. Why: {shown}",
    )


def _severity(row: FlatRow) -> str:
    return row.fields["severity"].text if "severity" in row.fields else "error"


# --- the parameters -------------------------------------------------------------------------------


def _params(before: _Pack, after: _Pack) -> list[Difference]:
    told = []
    old, new = before.flat.merged("params"), after.flat.merged("params")
    both = {row.id: row for row in before.flat.rows}
    for name in [*old, *(each for each in new if each not in old)]:
        one: list[Any]
        other: list[Any]
        one, other = ([plain(each[name].node)] if name in each else [] for each in (old, new))
        if one == other:
            # 100.00 is a number and "100.00" a text: written in quotes, it is another value.
            if before.params[name] == after.params[name]:
                continue
            one, other = ([str(each.params[name])] for each in (before, after))
        label = Text(f"le paramètre {printable(name)}", f"the parameter {printable(name)}")
        kind = "changed" if one and other else "added" if other else "removed"
        said = turned(label, one[0] if one else None, other[0] if other else None)
        users = _users(name, after.flat if other else before.flat)
        listed = ", ".join(users)
        fr = f"règles qui s'en servent : {listed}" if users else "aucune règle ne s'en sert"
        en = f"rules that use it: {listed}" if users else "no rule uses it"
        told.append(
            Difference(kind, "", f"params.{name}", Text(f"{said.fr} ; {fr}", f"{said.en}; {en}"))
        )
        if kind != "changed":
            continue
        used = _users(name, before.flat)
        for row in after.flat.rows:
            if row.id not in users or row.id not in used:
                continue
            sides = before.side(both[row.id]), after.side(row)
            order = _by_param(name, *sides)
            if order in ("tightened", "loosened"):
                told.append(Difference(order, row.id, f"params.{name}", said))
    return told


def _by_param(name: str, old: Side, new: Side) -> str:
    """What becomes of a rule by that parameter alone, its text and the others being as they are."""
    params = {**new.params, **({name: old.params[name]} if name in old.params else {})}
    return asked(Side(new.row, params), new)


def _users(name: str, flat: FlatPack) -> list[str]:
    """The rules whose demand names a parameter."""
    return [
        row.id
        for row in flat.rows
        if any(name in _WORD.findall(row.fields[key].text) for key in _KEYS if key in row.fields)
    ]


def each_pack(old: Version, new: Version) -> Mapping[str, list[Difference]]:
    """What differs in each pack that can run, by its name; those that are new or gone too."""
    told: dict[str, list[Difference]] = {}
    there = [{pack.name for pack in version.packs} for version in (old, new)]
    for name in sorted(there[0] | there[1]):
        if name not in there[0]:
            said = Text("jeu de règles nouveau", "a new pack")
            told[name] = [Difference("added", "", "pack", said)]
        elif name not in there[1]:
            said = Text("jeu de règles retiré", "a pack removed")
            told[name] = [Difference("removed", "", "pack", said)]
        else:
            told[name] = compare(old, name, new, name)
    return told
