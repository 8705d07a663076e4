"""The same rules, one by one: which of them hold in a file that is not accepted as a whole.

``held(d, name, size)`` answers how many keys the text must have, and the numbers of the rules that
may not hold; whatever it raises means that nothing is known. Each rule has a block of its own, in
which whatever is raised is a doubt of that rule alone: a column that one could not make is missing
to those that follow, which are doubted for it.
"""

from __future__ import annotations

from segur_lint.quick import rows, writing
from segur_lint.quick.calls import matcher
from segur_lint.quick.plan import UnfitError
from segur_lint.quick.shape import write_shape
from segur_lint.quick.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import Any

    from segur_lint.layouts import Layout
    from segur_lint.link import Pack, Rule
    from segur_lint.quick.helpers import Helpers
    from segur_lint.quick.plan import Plan
    from segur_lint.quick.shape import Where


def function(
    pack: Pack, layout: Layout, rules: Sequence[Rule], packs: Sequence[Pack], helpers: Helpers
) -> list[str]:
    """The lines of the function for the files of one shape; `UnfitError` where there is none."""
    plan, view = writing.plan_of(pack, layout, rules, packs, helpers), View(pack, layout, pack)
    plan.named.clear()  # a name that is not so built is a doubt of the rules that look at its parts
    write_shape(plan)
    require_pack(plan, packs)
    plan.lines.append("doubts = []")
    for number, rule in enumerate(rules):

        def ask(rule: Rule = rule) -> None:
            writing.at_once(plan, rule)
            if rule.kind == "filename" and rule.scope and rule.slot is not None:
                helper = matcher(plan.helpers, pack, rule.plain["asked"])
                parts = plan.parts(rule.scope, rule.slot, helper)
                plan.lines.append(f"if None in {parts}: raise DoubtError")
            rows.row_by_row(plan, view, rule.scope, [rule], [])

        plan.attempt(ask, f"doubts.append({number})")
    plan.lines.append("return keys, doubts")
    return ["def held(d, name, size):", *(f"    {line}" for line in plan.lines)]


def require_pack(plan: Plan, packs: Sequence[Pack]) -> None:
    """Write that the file is of the pack, and that what tells packs apart are texts.

    Their formats promise it, and here these may not hold.
    """
    plan.asked.clear()
    writing.require_pack(plan, packs)
    plan.lines += texts(plan, plan.asked)


def texts(plan: Plan, slots: Collection[Where]) -> list[str]:
    """The lines that require that the values of these slots are texts."""
    lines = []
    for scope, slot in sorted(slots):
        if plan.kinds.get((scope, slot)) != "text":
            raise UnfitError("packs told apart by what is no text")
        values = plan.values(scope, slot)
        column = values if scope else f"[{values}]"
        lines.append(f"if {{*map(type, {column})}} != {{str}}: raise DoubtError")
    return lines


def followers(rules: Sequence[Rule], scopes: list[dict[str, Any]]) -> list[list[int]]:
    """For each rule, the numbers of those that read what it may make unusable.

    A format promises the generated code what its values are, and a fault of it makes them unknown
    to the rules that follow: where it may not hold, neither may they.
    """
    read = [reads(rule, scopes) for rule in rules]
    found: list[list[int]] = []
    for rule, mine in zip(rules, read, strict=True):
        is_format = rule.kind == "format"
        found.append([n for n, each in enumerate(read) if is_format and not mine.isdisjoint(each)])
    return found


def reads(rule: Rule, scopes: list[dict[str, Any]]) -> set[Where]:
    """The slots that a rule is about, or names."""
    found = set() if rule.slot is None else {(rule.scope, rule.slot)}
    codes = [rule.plain["when"]]
    if rule.kind == "assert":
        codes.append(rule.plain["asked"])
    elif rule.kind in ("unique in", "paired in"):
        codes += rule.plain["asked"][2]
    for code in codes:
        found.update(slots(code, scopes, rule.scope, rule.scope))
    if rule.kind == "format":  # of a list, it may be about its values
        found |= {
            (number, 0)
            for number, each in enumerate(scopes)
            if each["holds"] == "value" and each["parent"] == rule.scope
        }
    return found


def sentences(rule: Rule) -> list[Any]:
    """The expressions in what a rule tells."""
    codes = [rule.plain["found"], rule.plain["expected"]]
    for pieces in rule.plain["message"].values():
        codes += _codes(pieces)
    return codes


def _codes(pieces: list[Any]) -> Iterator[Any]:
    """The expressions in a sentence: see `link.Rule.message`."""
    for piece in pieces:
        if isinstance(piece, dict):
            yield from _codes(piece["known"])
        elif not isinstance(piece, str) and len(piece) > 1:
            yield piece[1]


def slots(code: Any, scopes: list[dict[str, Any]], here: int, row: int) -> Iterator[Where]:
    """The slots that an expression names, read in the scope `here` for a row of the scope `row`."""
    if not isinstance(code, list) or code[:1] in (["lit"], ["notation"]):
        return
    if code[:1] == ["slot"]:
        yield _out(here, code[1], scopes), code[2]
    elif code[:1] == ["row"]:
        yield row, code[1]
    elif code[:1] == ["previous"]:
        yield row, code[2]
    elif code[:1] == ["outer"]:
        yield from slots(code[1], scopes, row, row)
    elif code and code[0] in ("count", "any", "all", "first"):
        inside = _out(here, code[1], scopes)
        for which, slot in code[2]:
            yield inside, slot
            around = inside
            inside = next(
                number
                for number, each in enumerate(scopes)
                if each["parent"] == around and each["list"] == which
            )
        for part in code[3:]:
            yield from slots(part, scopes, inside, row)
    else:
        for part in code:
            yield from slots(part, scopes, here, row)


def _out(scope: int, hops: int, scopes: list[dict[str, Any]]) -> int:
    for _ in range(hops):
        scope = scopes[scope]["parent"]
    return scope
