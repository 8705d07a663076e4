"""Whether a rule is tighter or looser than it was, by what changes in one of its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from segur_lint.authoring.tightness.demands import (
    Order,
    interpolated,
    of_conditions,
    of_demands,
    of_formats,
    with_values,
)
from segur_lint.authoring.tightness.formats import difference
from segur_lint.dates import begins, ends
from segur_lint.errors import NotationError
from segur_lint.finding import SEVERITIES
from segur_lint.flat import FlatRow
from segur_lint.lang import expression, notation
from segur_lint.lang.expression import Literal, Node
from segur_lint.text import Text
from segur_lint.yamlnodes import plain

#: What stands for no date.
_FIRST, _LAST = "0000", "9999"
_ASKED = ("format", "assert", "when")


@dataclass(frozen=True)
class Side:
    """A rule in one of the two packs, with the values of that pack's parameters.

    `params` are those that an expression can only mean: a balise of the same name is not one.
    """

    row: FlatRow
    params: Mapping[str, Literal]

    def get(self, key: str) -> Any:
        """The plain value of a key, or None."""
        field = self.row.fields.get(key)
        return None if field is None else plain(field.node)

    def only(self, keys: tuple[str, ...]) -> tuple[str, Any]:
        """The one key of a group that the row has, and its value."""
        key = next(key for key in keys if key in self.row.fields)
        return key, self.get(key)

    def node(self, key: str) -> Node | None:
        """An expression with the values of its parameters."""
        text = self.get(key)
        return None if text is None else with_values(expression.parse(str(text)), self.params)

    def format(self) -> list[Any]:
        """The plain format, with the values of its parameters."""
        return notation.parse(interpolated(str(self.get("format")), self.params)).plain()


def asked(old: Side, new: Side) -> Order:
    """What becomes of a rule whose text is the same, by the values of its parameters alone."""
    keys = [key for key in _ASKED if key in old.row.fields and key in new.row.fields]
    orders = {_judged(key, old, new)[0] for key in keys} - {"same"}
    return "same" if not orders else orders.pop() if len(orders) == 1 else "changed"


def order_of(key: str, old: Side, new: Side) -> tuple[Order, Text | None]:
    """What becomes of a rule when that key changes, and what there is to say of it."""
    order, more = _judged(key, old, new) if key in _JUDGES else ("changed", None)
    return ("changed", _NO_EFFECT) if order == "same" and more is None else (order, more)


def _judged(key: str, old: Side, new: Side) -> tuple[Order, Text | None]:
    try:
        return _JUDGES[key](old, new)
    except NotationError:  # a row of an abstract pack without heirs: nobody has compiled it
        return "changed", None


_NO_EFFECT = Text("écrit autrement, sans effet", "written otherwise, to no effect")


def _format(old: Side, new: Side) -> tuple[Order, Text | None]:
    before, after = old.format(), new.format()
    return of_formats(before, after), difference(before, after)


def _demand(old: Side, new: Side) -> tuple[Order, Text | None]:
    before, after = old.node("assert"), new.node("assert")
    assert before is not None  # both rows have the key
    assert after is not None
    return of_demands(before, after), None


def _condition(old: Side, new: Side) -> tuple[Order, Text | None]:
    before, after = old.node("when"), new.node("when")
    order = of_conditions(before, after)
    if order == "loosened":
        return order, Text("elle vaut dans moins de cas", "it holds in fewer cases")
    if order == "tightened":
        return order, Text("elle vaut dans plus de cas", "it holds in more cases")
    return order, None


def _severity(old: Side, new: Side) -> tuple[Order, Text | None]:
    before, after = (SEVERITIES.index(each.get("severity") or SEVERITIES[0]) for each in (old, new))
    if before == after:
        return "same", None
    return "tightened" if after < before else "loosened", None


def _begin(old: Side, new: Side) -> tuple[Order, Text | None]:
    return _dates(*(begins(str(each.get("from") or _FIRST)) for each in (new, old)))


def _end(old: Side, new: Side) -> tuple[Order, Text | None]:
    return _dates(*(ends(str(each.get("until") or _LAST)) for each in (old, new)))


def _dates(one: str, other: str) -> tuple[Order, Text | None]:
    """In force for longer is tighter: `one` is then before `other`."""
    if one == other:
        return "same", None
    if one < other:
        return "tightened", Text("elle vaut plus longtemps", "it is in force for longer")
    return "loosened", Text("elle vaut moins longtemps", "it is in force for less time")


def _yields(old: Side, new: Side) -> tuple[Order, Text | None]:
    before, after = (set(each.get("yields to") or ()) for each in (old, new))
    if before == after:
        return "same", None
    return ("loosened" if before < after else "tightened" if after < before else "changed"), None


_JUDGES: dict[str, Callable[[Side, Side], tuple[Order, Text | None]]] = {
    "format": _format,
    "assert": _demand,
    "when": _condition,
    "severity": _severity,
    "from": _begin,
    "until": _end,
    "yields to": _yields,
}
