"""The balises whose rules allow a single value: what a missing one can be given without a guess."""

from __future__ import annotations

import json

from segur_lint.frames import UNKNOWN
from segur_lint.jsonvalue import Number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.layouts import Shape
    from segur_lint.link import Pack, Rule
    from segur_lint.options import Options


class OnlyValues:
    """The single values of a pack's balises, as its rules in force have them."""

    __slots__ = ("_by_place",)

    def __init__(self, pack: Pack, options: Options) -> None:
        found: dict[tuple[int, int | None], set[str]] = {}
        for rule in pack.rules:
            text = _constant(rule)
            if text is not None and rule.in_force(options.moment):
                found.setdefault((rule.scope, rule.slot), set()).add(text)
        self._by_place = {place: each.pop() for place, each in found.items() if len(each) == 1}

    def text(self, shape: Shape, scope: int, name: str) -> str | None:
        """The JSON of the member `name` of `shape`; a bloc has one where all its members have."""
        for own, slot, _ in shape.leaves:
            if own == name:
                return self._by_place.get((scope, slot))
        for own, _, inner in shape.blocs:
            if own == name:
                members = [(each, self.text(inner, scope, each)) for each in inner.names]
                if members and all(text is not None for _, text in members):
                    return (
                        "{"
                        + ", ".join(f"{json_text(each)}: {text}" for each, text in members)
                        + "}"
                    )
        return None


def _constant(rule: Rule) -> str | None:
    """The JSON of the one value that a rule's format allows, whatever else the file says."""
    if rule.kind != "format" or rule.when is not None:
        return None
    kind, *asked = rule.plain["asked"][0]
    if kind == "constant":
        return json_text(asked[0])
    if kind == "oneof" and len(asked[0]) == 1 and not asked[1]:
        return json_text(asked[0][0])
    return None


def json_text(value: Any) -> str | None:
    """A value of an expression as JSON; None where it is unknown, a date, a list or an object."""
    if type(value) is Number:
        return value.text
    if value is None or type(value) in (bool, str):
        return json.dumps(value, ensure_ascii=type(value) is str and not value.isprintable())
    if value is UNKNOWN or type(value) in (list, dict, tuple):
        return None
    return format(value, "f")  # an exact amount
