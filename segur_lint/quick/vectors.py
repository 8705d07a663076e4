"""What can be asked of whole columns at once, in C, rather than of one element after the other."""

from __future__ import annotations

from segur_lint.quick import conditions, notations
from segur_lint.quick.calls import matcher
from segur_lint.quick.place import Place
from segur_lint.quick.plan import UnfitError
from segur_lint.quick.truths import digits, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Code = list[Any]


def at_once(code: Code, row: Place) -> list[str] | None:
    """What must hold of the columns for an expression to be true of each row; None: no such way."""
    if code[0] == "cmp":
        same = _same(code[2], code[3], row) if code[1] == "==" else None
        return same or (_order(code, row) if code[1] in _ENDS else None)
    if code[0] != "call":
        return None
    if code[1] == "luhn":
        inner = code[2][0]
        changes: list[tuple[str, str]] = []
        while (change := _change(inner)) is not None and "\n" not in "".join(change):
            changes.insert(0, change)
            inner = inner[2][0]
        numbers = column(inner, row)
        return None if numbers is None else [f"luhns({numbers}, {changes!r})"]
    if code[1] in ("conforms", "is_date"):
        texts = column(code[2][0], row)
        if texts is None:
            return None
        helpers, asked = row.plan.helpers, code[2][1]
        if code[1] == "is_date":
            row.plan.dated(notations.date_reader(helpers, asked[2]), texts)
            return []
        return notations.conditions(helpers, asked[1], texts)
    return None


def column(code: Code, row: Place) -> str | None:
    """The column of texts that an expression is, row by row; None where it is something else."""
    plan = row.plan
    if code[0] in ("slot", "row"):
        found = conditions.value(code, row, row)
        if found.kind != "text" or found.source is None or found.source[1].scope == 0:
            return None
        return plan.spread(found.source[0], found.source[1].scope, row.scope)
    if (
        code[0] == "part"
        and code[1][0] in ("slot", "row")
        and code[1][:-1] in (["slot", 0], ["row"])
    ):
        helper = matcher(plan.helpers, row.view.asks, code[2])
        slot = row.view.slot(row.scope, code[1][-1])
        if (built := plan.built.get((row.scope, slot or 0, helper))) is not None:
            made, is_literal = built[code[3]]
            return None if is_literal else made
        if slot is not None and (row.scope, slot, helper) in plan.named:
            return f"{plan.torn(row.scope, slot, helper)}[{code[3]}]"
    if code[0] == "call" and code[1] in ("lower", "upper"):
        inner = column(code[2][0], row)
        if inner in plan.few:
            made = f"{{x: x.{code[1]}() for x in {{*{inner}}}}}"
            return f"[*map({made}.__getitem__, {inner})]"
        return inner and f"[*map(str.{code[1]}, {inner})]"
    if (change := _change(code)) is not None:
        inner = column(code[2][0], row)
        return inner and f"replaced({inner}, {change[0]!r}, {change[1]!r})"
    return None


def _change(code: Code) -> tuple[str, str] | None:
    """The beginning that an expression changes, and what it becomes; None where it is no such."""
    if code[:2] != ["call", "replace_start"]:
        return None
    _, old, new = code[2]
    return (old[2], new[2]) if old[:2] == new[:2] == ["lit", "text"] else None


def _same(left: Code, right: Code, row: Place) -> list[str] | None:
    one, two = column(left, row), column(right, row)
    if one is not None and two is not None:
        return [f"[*{one}] == [*{two}]"]
    literal = right if one is not None else left
    texts = one if one is not None else two
    if texts is None or literal[:2] != ["lit", "text"]:
        return None
    return [f"{{*{texts}}} == {{{literal[2]!r}}}"]


#: Which of a column's values tells of all of them.
_ENDS = {"<": "max", "<=": "max", ">": "min", ">=": "min"}


def _order(code: Code, row: Place) -> list[str] | None:
    """``balise <= literal``, of amounts."""
    sign, left, right = code[1:]
    try:
        one, two = conditions.value(left, row, row), conditions.value(right, row, row)
    except UnfitError:
        return None
    held = one.source
    if held is None or held[1].scope != row.scope or one.known or two.known:
        return None
    if one.kind == two.kind == "day" and two.source is not None and two.source[1].scope == 0:
        return [f"{_ENDS[sign]}({held[0]}) {sign} {two.code}"]
    own, other = digits(one), digits(two)
    if left[0] != "row" or right[:2] != ["lit", "number"]:
        return None
    if own is None or other is None or other > own:
        return None
    return [f"{_ENDS[sign]}({held[0]}) {sign} {whole(two, own)}"]
