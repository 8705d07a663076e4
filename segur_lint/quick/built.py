"""Names of files that the rules determine wholly: they are made from what they must be made of.

Where rules ask that each part of a name equals a literal or another balise, a name is right when it
is what those make: one comparison instead of taking it apart and looking at each part.
"""

from __future__ import annotations

from ast import literal_eval

from segur_lint.filenames import LONGEST
from segur_lint.quick import vectors
from segur_lint.quick.calls import matcher
from segur_lint.quick.place import Row
from segur_lint.quick.plan import Loop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.link import Rule
    from segur_lint.quick.place import Place
    from segur_lint.quick.plan import Plan
    from segur_lint.quick.view import View

    Code = list[Any]


def terms(rule: Rule) -> list[Code]:
    """What a rule asks for without a condition, one thing after the other."""
    if rule.kind != "assert" or rule.when is not None:
        return []
    asked: Code = rule.plain["asked"]
    found: list[Code] = asked[1] if asked[0] == "and" else [asked]
    return found


def names(rules: Sequence[Rule], plan: Plan, view: View, scope: int) -> list[Code]:
    """Write how the names that these rules require in a scope are compared, or taken apart.

    What it answers: the terms of rules that need not be asked any more.
    """
    answered: list[Code] = []
    for _, slot, helper in sorted(each for each in plan.named if each[0] == scope != 0):
        row = Row(plan, view, scope, Loop(plan), scope)
        split = plan.helpers.splits[helper]
        wanted: dict[int, tuple[str, bool]] = {}
        mine = []
        for term in (term for rule in rules for term in terms(rule)):
            part = _part(term, slot, helper, row) if split is not None else None
            if part is not None and part[0] not in wanted:
                wanted[part[0]] = part[1], part[2]
                mine.append(term)
        if split is not None and wanted.keys() == set(range(split[1])):
            _write(row, slot, helper, split[0], [wanted[at] for at in sorted(wanted)])
            answered += mine
        else:
            plan.torn(scope, slot, helper)  # has a doubt where one is not so built
    return answered


def _part(term: Code, slot: int, helper: str, row: Place) -> tuple[int, str, bool] | None:
    """Which part a term is about, and what it must equal: a column, or a literal (True)."""
    if term[:2] != ["cmp", "=="]:
        return None
    for one, two in ((term[2], term[3]), (term[3], term[2])):
        if one[0] != "part" or one[1][-1:] != [slot] or one[1][:-1] not in (["slot", 0], ["row"]):
            continue
        if matcher(row.plan.helpers, row.view.asks, one[2]) != helper:
            continue
        if two[:2] == ["lit", "text"]:
            return one[3], two[2], True
        column = None if two[0] == "part" else vectors.column(two, row)
        if column is not None:
            if not column.isidentifier():
                column = row.plan.column(f"u{row.scope}_{slot}_{one[3]}", column)
            return one[3], column, False
    return None


def _write(row: Place, slot: int, helper: str, sign: str, wanted: list[tuple[str, bool]]) -> None:
    plan = row.plan
    lines = plan.lines
    pieces = ['""']  # literals and columns in turns
    for at, (made, is_literal) in enumerate(wanted):
        between = "" if not at else "." if at == len(wanted) - 1 else sign
        if is_literal:
            pieces[-1] = repr(literal_eval(pieces[-1]) + between + made)
        else:
            pieces[-1] = repr(literal_eval(pieces[-1]) + between)
            pieces += [made, '""']
    own = plan.values(row.scope, slot)
    # Taken apart again, a name must give these parts: none empty, none with what ends it.
    for at, (made, is_literal) in enumerate(wanted):
        ends = "." if at == len(wanted) - 1 else sign if at < len(wanted) - 2 else ""
        if is_literal and (not made or (ends and ends in made)):
            lines.append("raise DoubtError")
        elif not is_literal:
            lines.append(f"d = {{*{plan.repeated.get(made, made)}}}")
            has = f" or {ends!r} in ''.join(d)" if ends else ""
            lines.append(f"if '' in d{has}: raise DoubtError")
    long = "" if (row.scope, slot) in plan.short else f" or max(map(len, {own})) > {LONGEST}"
    lines.append(f"if not are_built({own}, [{', '.join(pieces)}]){long}: raise DoubtError")
    plan.built[row.scope, slot, helper] = wanted
    torn = [f"[{made!r}] * len({own})" if is_literal else made for made, is_literal in wanted]
    plan.know_torn(row.scope, slot, helper, f"[{', '.join(torn)}]")
    first = wanted[: plan.told_by]
    if all(is_literal for _, is_literal in first):
        parts = ", ".join(repr(made) for made, _ in first)
        plan.know_distinct(row.scope, slot, helper, f"{{({parts},)}}")
