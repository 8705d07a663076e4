"""Formats that no value follows: by themselves, or beside another one of the same balise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from segur_lint.authoring.checking.remark import Remark
from segur_lint.authoring.checking.repeatedrows import canonical, overlap
from segur_lint.authoring.tightness.formats import Plain, accepts, cells_of, finite, lengths
from segur_lint.flat import FlatPack

#: What the values of a format are; what is not here is never said to be apart.
_KINDS = {"integer": "number", "float": "number", "boolean": "boolean", "list": "list"}
_KINDS |= dict.fromkeys(("varchar", "type", "format", "email", "link", "oneof"), "text")
_DIGITS = "0123456789"


def remarks(flat: FlatPack, program: dict[str, Any]) -> Iterator[Remark]:
    """The remarks on the formats of a pack, at the rows that give them."""
    rules = {rule["id"]: rule for rule in program["rules"]}
    depths = {pack.name: depth for depth, pack in enumerate(flat.chain)}
    seen: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(flat.rows, key=lambda row: depths[row.origin]):
        where, rule = row.fields.get("format"), rules[row.id]
        if where is None:
            continue
        plain, written = rule["asked"]
        if is_empty(plain):
            yield Remark(
                "sans-valeur",
                where.source,
                where.node.span,
                f"Aucune valeur ne suit « {written} ». Corrigez ce format.",
                f"No value follows “{written}”. Mend this format.",
            )
            continue
        place = json.dumps([rule["scope"], rule["slot"], canonical(rule["when"])])
        for other in seen.setdefault(place, []):
            yields = row.id in other["yields"] or other["id"] in rule["yields"]
            if not yields and overlap(rule, other) and are_apart(plain, other["asked"][0]):
                first = f"{other['id']} ({other['asked'][1]})"
                yield Remark(
                    "sans-valeur",
                    where.source,
                    where.node.span,
                    f"Aucune valeur ne suit à la fois « {written} » et le format de {first}. "
                    "Corrigez l'un des deux.",
                    f"No value follows both “{written}” and the format of {first}. Mend one of "
                    "them.",
                )
                break
        seen[place].append(rule)


def is_empty(plain: Plain) -> bool:
    """Whether it is sure that a format accepts nothing."""
    if plain[0] == "integer":
        return None not in plain[1:3] and plain[1] > plain[2]
    return lengths(plain) == []


def are_apart(one: Plain, other: Plain) -> bool:
    """Whether it is proved that no value follows both formats."""
    if accepts(one, None) and accepts(other, None):
        return False
    one, other = (each[1] if each[0] == "or_null" else each for each in (one, other))
    for each, beside in ((one, other), (other, one)):
        values = finite(each)
        if values is not None:
            return not any(accepts(beside, value) for value in values)
    kinds = {_KINDS.get(each[0]) for each in (one, other)}
    if None in kinds or len(kinds) == 2:
        return None not in kinds
    if one[0] == other[0] == "integer":
        return _beside((one[1], one[2]), (other[1], other[2]))
    left, right = cells_of(one), cells_of(other)
    if left is not None and right is not None:
        return len(left) != len(right) or not all(map(_may_agree, left, right))
    sizes = lengths(one), lengths(other)
    return bool(sizes[0] and sizes[1]) and _beside(sizes[0][0], sizes[1][0])  # type: ignore[index]  # neither is empty


def _beside(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Whether two intervals have nothing in common."""
    for (_, high), (low, _) in ((one, other), (other, one)):
        if high is not None and low is not None and high < low:
            return True
    return False


def _may_agree(one: str | None, other: str | None) -> bool:
    """Whether a character may be both; None is any digit."""
    if one is None or other is None:
        return (one or other or "0") in _DIGITS
    return one == other
