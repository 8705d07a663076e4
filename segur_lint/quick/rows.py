"""Expressions become loops of the generated code, over the elements of a scope."""

from __future__ import annotations

from segur_lint.quick import conditions, vectors
from segur_lint.quick.place import Place, Row
from segur_lint.quick.plan import Loop, Plan, UnfitError, header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.link import Rule
    from segur_lint.quick.view import View


def require(plan: Plan, condition: str) -> None:
    """Write that a condition holds, in no loop."""
    if condition == "False":
        raise UnfitError("what is never said")
    if condition != "True":
        plan.lines.append(f"if not ({condition}): raise DoubtError")


def row_by_row(
    plan: Plan, view: View, scope: int, rules: Sequence[Rule], answered: list[Any]
) -> None:
    """One loop over the elements of a scope, with all that is asked of each.

    What is `answered` is not asked again; what can be asked of columns is asked of them.
    """
    loop = Loop(plan)
    row: Place = Row(plan, view, scope, loop, scope) if scope else Place(plan, view, 0, None)
    asked = [each for rule in rules for each in _asked(rule, row, answered) if each != "True"]
    if scope == 0:
        for condition in asked:
            require(plan, condition)
        return
    few = [each for each in asked if plan.are_few(loop.asked([each]))]
    left = [each for each in asked if each not in few]
    columns = loop.asked(left)
    _walk(plan, [header(columns) if columns else f"for _ in e{scope}"], left)
    _walk(plan, few and _once_each(plan, scope, loop.asked(few)), few)


def _walk(plan: Plan, headers: list[str], asked: list[str]) -> None:
    """Write loops, one in another, in which conditions are asked; none for none."""
    if asked:
        margins = ["    " * depth for depth in range(len(headers) + 1)]
        inside = margins.pop()
        plan.lines += [f"{margin}{each}:" for margin, each in zip(margins, headers, strict=True)]
        plan.lines += [f"{inside}if not ({each}): raise DoubtError" for each in asked]


def _once_each(plan: Plan, scope: int, columns: dict[str, str]) -> list[str]:
    """The loops over elements in whose columns few values are unlike, the like ones once.

    Where elements are looked at beside those around them, what is alike is all of their list.
    """
    around = {plan.repeated[name]: each for name, each in columns.items() if name in plan.repeated}
    own = {name: each for name, each in columns.items() if name not in plan.repeated}
    if not around or not own:
        return [header(columns, once=True)]
    pieces = {plan.cut(scope, name): each for name, each in own.items()}
    around |= {name: f"k_{each}" for name, each in pieces.items() if name not in around}
    inner = {around[name]: each for name, each in pieces.items()}
    return [header(around, once=True), header(inner)]


def _asked(rule: Rule, row: Place, answered: list[Any]) -> list[str]:
    """What must hold of an element for a rule to find nothing in it, and to be decided."""
    when = None
    if rule.when is not None:
        when = conditions.truth(rule.plain["when"], row, row)
        if rule.kind == "format" and when.decided:
            return []
    if rule.kind != "assert":
        if when is not None:
            raise UnfitError("a condition that may not be decided")
        return []
    left = []
    asked = rule.plain["asked"]
    for term in asked[1] if asked[0] == "and" else [asked]:
        if when is None and term in answered:
            continue
        found = vectors.at_once(term, row) if row.scope and when is None else None
        if found is None:
            left.append(term)
        for condition in found or ():
            require(row.plan, condition)
    if not left:
        return []
    holds = conditions.truth(["and", left], row, row)
    if holds.never and (when is None or when.no == "False"):
        raise UnfitError(f"{rule.id} is never said")
    if when is None:
        return [holds.yes]
    return [f"{when.no} or {'' if when.total else f'{when.yes} and '}{holds.yes}"]
