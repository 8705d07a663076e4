"""Rows beside each other: two that say the same, an id taken again, what changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from segur_lint.authoring.checking.remark import Remark
from segur_lint.dates import begins, ends
from segur_lint.flat import FlatPack, FlatRow
from segur_lint.pack import PackFile
from segur_lint.row import KINDS, Field, Row
from segur_lint.yamlnodes import YList, YMap, YNode, YText, plain


def twins(flat: FlatPack, program: dict[str, Any]) -> Iterator[Remark]:
    """Rows that look at one place, ask the same of it, under the same condition, at one time."""
    rules = {rule["id"]: rule for rule in program["rules"]}
    depths = {pack.name: depth for depth, pack in enumerate(flat.chain)}
    first: dict[str, list[FlatRow]] = {}
    for row in sorted(flat.rows, key=lambda row: depths[row.origin]):
        rule = rules[row.id]
        kind = rule["asks"][0]
        asked = rule["asked"][0] if kind == "format" else rule["asked"]
        if (
            kind == "assert"
            and asked[:2] == ["call", "conforms"]
            and asked[2][0] == ["row", rule["slot"]]
        ):
            kind, asked = "format", asked[2][1][1]  # the same, in an expression
        said = [rule["scope"], rule["slot"], kind, canonical(asked), canonical(rule["when"])]
        same = first.setdefault(json.dumps(said), [])
        for other in same:
            if overlap(rule, rules[other.id]):
                line = other.head.source.place(other.head.node.span.start).line
                where = "" if other.head.source is row.head.source else f"{other.head.source.name}:"
                yield Remark(
                    "doublon",
                    row.head.source,
                    row.head.node.span,
                    f"{row.id} dit la même chose que {other.id} ({where}{line}). Retirez l'une des "
                    "deux.",
                    f"{row.id} says the same as {other.id} ({where}{line}). Remove one of the two.",
                )
                break
        same.append(row)


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two rules are in force together at some time."""
    for begin, end in ((one["from"], other["until"]), (other["from"], one["until"])):
        if begin and end and ends(end) < begins(begin):
            return False
    return True


def canonical(code: Any) -> Any:
    """`code`, or nothing, with what can be turned around in one order."""
    if not isinstance(code, list):
        return code
    parts = [canonical(part) for part in code]
    if parts[:1] in (["and"], ["or"]) and len(parts) == 2:
        return [parts[0], sorted(parts[1], key=json.dumps)]
    if parts[:1] == ["in"] and len(parts) == 4:
        return [*parts[:2], sorted(parts[2], key=json.dumps), parts[3]]
    if parts[:1] == ["cmp"]:
        sign, left, right = parts[1:]
        if sign in (">", ">="):
            sign, left, right = {">": "<", ">=": "<="}[sign], right, left
        if sign in ("==", "!="):
            left, right = sorted((left, right), key=json.dumps)
        return ["cmp", sign, left, right]
    return parts


def taken_again(chain: tuple[PackFile, ...]) -> Iterator[Remark]:
    """Ids of rules that were dropped or are retired, which the last pack of a chain gives anew."""
    gone: dict[str, tuple[str, str]] = {}
    for pack in chain:
        retired = pack.fields.get("retired")
        for name in retired.node.items if retired and isinstance(retired.node, YMap) else ():
            gone[name[0].value] = ("n'est plus celui d'aucune règle", "is of no rule any more")
        for row in pack.rows:
            if row.action == "add" and row.id in gone and pack is chain[-1]:
                fr, en = gone[row.id]
                yield Remark(
                    "id-repris",
                    row.head.source,
                    row.head.node.span,
                    f"L'identifiant {row.id} {fr} : le reprendre changerait le sens des rapports "
                    "passés. Prenez un autre numéro.",
                    f"The id {row.id} {en}: to take it again would change what past reports mean. "
                    "Take another number.",
                )
        for row in pack.rows:
            if row.action == "drop":
                gone[row.id] = (
                    f"est celui d'une règle retirée par « {pack.name} »",
                    f"is of a rule that “{pack.name}” dropped",
                )


def row_by_row(pack: PackFile) -> Iterator[Remark]:
    """What a row shows by itself: dates in the wrong order, the same example twice."""
    for row in pack.rows:
        begin, end = row.fields.get("from"), row.fields.get("until")
        if begin and end and ends(end.text) < begins(begin.text):
            yield Remark(
                "dates",
                end.source,
                end.node.span,
                f"{row.id} finit ({end.text}) avant de commencer ({begin.text}) : elle n'est jamais"
                " en vigueur. Corrigez l'une des deux dates.",
                f"{row.id} ends ({end.text}) before it begins ({begin.text}): it is never in force."
                " Mend one of the two dates.",
            )
        yield from _examples(row)


def _examples(row: Row) -> Iterator[Remark]:
    where = row.fields.get("examples")
    lists = where.node.items if where is not None and isinstance(where.node, YMap) else ()
    seen: set[str] = set()
    for _, items in lists:
        for item in items.items if isinstance(items, YList) else ():
            text = json.dumps(plain(item), sort_keys=True)
            if text in seen and where is not None:
                yield Remark(
                    "exemple",
                    where.source,
                    item.span,
                    f"{row.id} a déjà cet exemple. Retirez-le, ou changez-le.",
                    f"{row.id} has this example already. Remove it, or change it.",
                )
            seen.add(text)


def without_effect(chain: tuple[PackFile, ...], rows: tuple[FlatRow, ...]) -> Iterator[Remark]:
    """What the last pack of a chain writes and inherits all the same; `rows` are its parent's."""
    own = chain[-1]
    inherited = {row.id: row.fields for row in rows}
    for row in own.rows:
        if row.action != "replace" or row.id not in inherited:
            continue
        before = inherited[row.id]
        lost = [] if not any(kind in row.fields for kind in KINDS) else list(_LOST)
        lost = [key for key in lost if key in before and key not in row.fields]
        if row.fields and not lost and all(_same(row.fields[key], before) for key in row.fields):
            yield Remark(
                "sans-effet",
                row.head.source,
                row.head.node.span,
                f"Ce « replace » ne change rien à {row.id}. Retirez-le.",
                f"This “replace” changes nothing of {row.id}. Remove it.",
            )
    params: dict[str, YNode] = {}
    for pack in chain:
        where = pack.fields.get("params")
        for key, node in where.node.items if where and isinstance(where.node, YMap) else ():
            if pack is own and key.value in params and _says(node) == _says(params[key.value]):
                yield Remark(
                    "sans-effet",
                    own.source,
                    key.span,
                    f"« {key.value} » a déjà cette valeur dans ce dont le jeu hérite. Retirez "
                    "cette ligne.",
                    f"“{key.value}” has this value already in what the pack inherits. Delete this "
                    "line.",
                )
            params[key.value] = node


#: What a new check takes away from a row that is replaced.
_LOST = ("found", "expected", "fix", "when", "counted once per")


def _same(field: Field, before: dict[str, Field]) -> bool:
    key = field.key.value
    return key in before and _says(field.node) == _says(before[key].node)


def _says(node: YNode) -> Any:
    return (node.value, node.quoted) if isinstance(node, YText) else plain(node)
