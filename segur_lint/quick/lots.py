"""The rules on the files of a run together, on what `accept` said of each of them."""

from __future__ import annotations

from segur_lint.frames import FILES
from segur_lint.quick import conditions
from segur_lint.quick.place import Place, Value
from segur_lint.quick.plan import UnfitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.link import Rule
    from segur_lint.quick.plan import Plan
    from segur_lint.quick.view import View


def facts(plan: Plan, view: View, rules: Sequence[Rule]) -> str:
    """What a file says for these rules: the columns of which no value may be in another file, and
    what it looks for among the files; see `between.agree`.

    What must be right within the file is asked here.
    """
    apart: list[str] = []
    found: list[str] = []
    for rule in rules:
        if rule.kind == "unique in":
            apart += _once(plan, view, rule)
        elif rule.kind == "paired in":
            apart += _pairs(plan, view, rule)
        elif rule.kind == "assert":
            found.append(_any(plan, view, rule))
        else:
            raise UnfitError(f"no twin of {rule.kind} in the lot")
    return f"([{', '.join(dict.fromkeys(apart))}], [{', '.join(found)}])"


def values(plan: Plan, view: View, rule: Rule) -> list[str]:
    """The columns of a rule's balise, and of the values beside it where there are."""
    codes = rule.plain["asked"][2]
    if rule.slot is None or rule.when is not None:
        raise UnfitError("once in the lot, under a condition")
    found = view.slot(rule.scope, rule.slot)
    if found is None or plan.kinds.get((rule.scope, found)) not in ("text", "int"):
        raise UnfitError("once in the lot, and perhaps null")
    own = plan.values(rule.scope, found)
    beside = []
    if rule.scope == 0:
        root = Place(plan, view, 0, None)
        given = [conditions.value(code, root, root) for code in codes]
        _require_known(given)
        return [f"[{each}]" for each in (own, *(value.code for value in given))]
    for code in codes:
        if code[:2] != ["slot", 0]:
            raise UnfitError("once in the lot, with more than a balise")
        other = view.slot(rule.scope, code[2])
        if other is None or plan.kinds.get((rule.scope, other)) not in ("text", "int"):
            raise UnfitError("once in the lot, with what may be null")
        beside.append(plan.values(rule.scope, other))
    return [own, *beside]


def _require_known(values: Sequence[Value]) -> None:
    if any(value.known is not None or value.kind not in ("text", "int") for value in values):
        raise UnfitError("in the lot, what may be unknown")


def _is_lot(plan: Plan, scope: int) -> bool:
    return bool(scope == plan.pack.program["model"]["lot"])


def _once(plan: Plan, view: View, rule: Rule) -> list[str]:
    within, per, beside = rule.plain["asked"]
    if not _is_lot(plan, within) or per not in (None, 0):
        raise UnfitError("once elsewhere")
    columns = values(plan, view, rule)
    column = f"[*zip({', '.join(columns)})]" if beside else columns[0]
    if per is None and rule.scope:
        plan.lines.append(f"if not {plan.once(f'all_unlike({column})')}: raise DoubtError")
    return [column]


def _pairs(plan: Plan, view: View, rule: Rule) -> list[str]:
    """Where no value of either column is in two files, pairs can only clash within one."""
    within, per, partners = rule.plain["asked"]
    if not _is_lot(plan, within) or per not in (None, 0) or len(partners) != 1:
        raise UnfitError("pairs elsewhere")
    one, two = values(plan, view, rule)
    if rule.scope:
        both = " and ".join(plan.once(f"all_unlike({column})") for column in (one, two))
        plan.lines.append(f"if not ({both} or paired({one}, {two})): raise DoubtError")
    return [one, two]


def _any(plan: Plan, view: View, rule: Rule) -> str:
    """``any(files where own == row's and …)``: what the row looks for, and what it is found by.

    The fact is (whether it looks at all, what it looks for, what others find it by).
    """
    asked = rule.plain["asked"]
    chain = asked[2] if asked[0] == "any" else None
    if rule.scope != 0 or chain is None or asked[1] != 1 or len(chain) != 1 or asked[3] is None:
        raise UnfitError("in the lot, another question than any")
    lot = plan.pack.program["model"]["scopes"][plan.pack.program["model"]["lot"]]
    if lot["slots"][chain[0][1]] != FILES:
        raise UnfitError("in the lot, another list than the files")
    root = Place(plan, view, 0, None)
    terms = asked[3][1] if asked[3][0] == "and" else [asked[3]]
    found: list[Value] = []
    sought: list[Value] = []
    for term in terms:
        if term[:2] != ["cmp", "=="]:
            raise UnfitError("in the lot, another relation than ==")
        sides = [(_is_of_row(code), code) for code in term[2:]]
        if sorted(side for side, _ in sides) != [False, True] or any(
            side and _names_member(code) for side, code in sides
        ):
            raise UnfitError("in the lot, a relation of a file with itself")
        for of_row, code in sides:
            value = conditions.value(_inward(code), root, root)
            (sought if of_row else found).append(value)
    for one, two in zip(found, sought, strict=True):
        if {one.kind, two.kind} not in ({"text"}, {"int"}, {"num0"}, {"int", "num0"}):
            raise UnfitError("in the lot, unlike kinds")
    known = [f"({value.known})" for value in (*found, *sought) if value.known]
    looks = "True"
    if rule.plain["when"] is not None:
        when = conditions.truth(rule.plain["when"], root, root)
        known.append(f"({when.yes} or {when.no})")
        looks = f"bool({when.yes})"
    if known:
        plan.lines.append(f"if not ({' and '.join(known)}): raise DoubtError")
    own, other = (f"({', '.join(value.code for value in side)},)" for side in (sought, found))
    return f"({looks}, {own}, {other})"


def _is_of_row(code: Any) -> bool:
    """Whether a side of a relation is all of the row; neither is a literal."""
    return isinstance(code, list) and (
        code[:1] in (["outer"], ["row"]) or any(_is_of_row(part) for part in code)
    )


def _names_member(code: Any) -> bool:
    """Whether a side of a relation names something of the file that is looked for."""
    return isinstance(code, list) and code[:1] != ["outer"] and (
        code[:1] == ["slot"] or any(map(_names_member, code))
    )  # fmt: skip


def _inward(code: Any) -> Any:
    """The same expression, as the file itself would say it."""
    if not isinstance(code, list) or code[:1] in (["lit"], ["notation"]):
        return code
    if code[:1] == ["outer"]:
        return _inward(code[1])
    if code[:1] == ["row"]:
        return ["slot", 0, code[1]]
    return [_inward(part) for part in code]
