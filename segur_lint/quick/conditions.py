"""Expressions of the rules become conditions of the generated code: the twin of `evaluate`.

What the generated code cannot say in a few words is *not said*, and the file is then looked at
closer: see `truths`.
"""

from __future__ import annotations

from segur_lint.quantify import depends_on_row
from segur_lint.quick import calls
from segur_lint.quick.members import Members, of_all
from segur_lint.quick.place import NOTHING, Place, Value
from segur_lint.quick.plan import UnfitError
from segur_lint.quick.truths import (
    NOT_SAID,
    UNKNOWN,
    Truth,
    compare,
    digits,
    guarded,
    junction,
    literal,
    negated,
    negation,
    settled,
    sure,
    whole,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Code = list[Any]


def truth(code: Code, here: Place, row: Place) -> Truth:
    """The conditions under which an expression is true, and false."""
    kind = code[0]
    if kind in ("and", "or"):
        return junction([_term(term, here, row) for term in code[1]], kind)
    if kind == "not":
        return negation(truth(code[1], here, row))
    if kind == "cmp":
        return compare(code[1], value(code[2], here, row), value(code[3], here, row))
    if kind == "in":
        left = value(code[1], here, row)
        terms = [compare("==", left, value(item, here, row)) for item in code[2]]
        found = among(left, code[2]) or junction(terms, "or")
        return negation(found) if code[3] else found
    if kind in ("any", "all"):
        return _quantified(code, here, row)
    if kind == "outer":
        return truth(code[1], row, row)
    if kind == "call":
        if code[1] == "sure":
            return sure(truth(code[2][0], here, row))
        if code[1] in calls.TRUTHS:
            given = [value(each, here, row) for each in code[2]]
            return calls.TRUTHS[code[1]](here.plan.helpers, given, code[2])
        return NOT_SAID
    found_value = value(code, here, row)
    if found_value.kind == "unknown":
        return UNKNOWN
    if found_value.kind not in ("bool", "any"):
        return NOT_SAID
    said = guarded(f"{found_value.code} is True", f"{found_value.code} is False", found_value)
    return Truth(said.yes, said.no, True, said.total and found_value.kind == "bool")


def _term(code: Code, here: Place, row: Place) -> Truth:
    """A truth of several; where not all of a file is there, others may settle it."""
    try:
        return truth(code, here, row)
    except UnfitError:
        if not here.plan.partial:
            raise
        return NOT_SAID


def among(left: Value, items: Sequence[Code]) -> Truth | None:
    """Whether a text is one of literals; None where it is something else that is asked."""
    if left.kind != "text" or not items or any(item[:2] != ["lit", "text"] for item in items):
        return None
    if (text := literal(left)) is not None:
        return settled(text in [item[2] for item in items])
    listed = calls.listed(item[2] for item in items)
    return guarded(f"{left.code} in {listed}", f"{left.code} not in {listed}", left)


def value(code: Code, here: Place, row: Place) -> Value:
    """The value of an expression."""
    kind = code[0]
    if kind in _VALUES:
        return _VALUES[kind](code, here, row)
    if kind == "call" and code[1] in calls.VALUES:
        given = [value(each, here, row) for each in code[2]]
        if any(each.kind == "unknown" for each in given):
            return NOTHING
        return calls.VALUES[code[1]](here.plan.helpers, given, code[2])
    if kind in ("and", "or", "not", "cmp", "in", "any", "all") or (
        kind == "call" and (code[1] == "sure" or code[1] in calls.TRUTHS)
    ):
        said = truth(code, here, row)
        if not said.exact:
            raise UnfitError("a truth as a value")
        return Value(
            f"bool({said.yes})", "bool", None if said.total else f"({said.yes} or {said.no})"
        )
    raise UnfitError(f"no twin of {kind} {code[1] if kind == 'call' else ''}")


def _part(code: Code, here: Place, row: Place) -> Value:
    inner, matcher = code[1], calls.matcher(here.plan.helpers, here.view.asks, code[2])
    if inner[0] == "outer":
        inner, here = inner[1], row
    if inner[0] == "slot":
        return here.up(inner[1]).part(inner[2], matcher, code[3])
    if inner[0] == "row":
        return row.part(inner[1], matcher, code[3])
    raise UnfitError("a part of what is no balise")


def _previous(code: Code, _here: Place, row: Place) -> Value:
    return row.previous(code[2])


def _sum(code: Code, here: Place, row: Place) -> Value:
    left, right = value(code[1], here, row), value(code[2], here, row)
    one, two = digits(left), digits(right)
    if one is None or two is None:
        if "any" in (left.kind, right.kind):
            raise UnfitError("a sum of what may be no number")
        return NOTHING
    unit = max(one, two)
    known = [each for each in (left.known, right.known) if each]
    total = f"({whole(left, unit)} {code[0]} {whole(right, unit)})"
    return Value(total, f"num{unit}", " and ".join(f"({each})" for each in known) or None)


def _quantified(code: Code, here: Place, row: Place) -> Truth:
    """``any`` and ``all``."""
    members = Members(code, here)
    member = members.member
    if member is None:
        return UNKNOWN
    partial = members.base.scope == 0 and here.plan.partial
    if code[3] is None:
        none = "False" if partial else f"(not {members.rows()})"
        whole_list = Truth(f"bool({members.rows()})", none, not partial, not partial)
        return whole_list if code[0] == "any" else Truth("True", "False")
    if code[0] == "any" and not partial and (same := _same(code[3], members, row)) is not None:
        return Truth(f"({same[1]} in {same[0]})", f"({same[1]} not in {same[0]})")
    asked = truth(code[3], member, row)
    each = members.each(asked)
    yes, no = asked.yes, asked.no
    if code[0] == "all":
        yes, no = no, yes
    some = "False" if yes == "False" else f"any({yes} {each})"
    none = no if no in ("False", "True") else f"all({no} {each})"
    if yes == "True":
        some = f"bool({members.rows()})"
    if (all_have := of_all(code, members, yes)) is not None:
        some = f"({all_have} and {members.rows()} or {some})"
    if members.base.scope == 0 and row.scope and not depends_on_row(code):
        some, none = here.plan.once(some), here.plan.once(none)
    if partial:  # of the others, any may be of another kind, or unknown
        said = Truth(some, "False", exact=False, total=False)
    else:
        none = negated(some) if asked.total else none
        said = Truth(some, none, asked.exact, asked.total)
    return said if code[0] == "any" else negation(said)


def _count(code: Code, here: Place, row: Place) -> Value:
    members = Members(code, here)
    member = members.member
    if member is None:
        return NOTHING
    if members.base.scope == 0 and here.plan.partial:
        raise UnfitError("how many, of units of which some are there")
    where = code[3]
    if where is None:
        return Value(f"len({members.rows()})", "int")
    if (same := _same(where, members, row)) is not None:
        return Value(f"{same[0]}.count({same[1]})", "int")
    asked = truth(where, member, row)
    each = members.each(asked)
    known = None if asked.total else f"all({asked.yes} or {asked.no} {each})"
    if not asked.exact:
        raise UnfitError("how many, of what is not said")
    return Value(f"sum([1 {each} if {asked.yes}])", "int", known)


def _same(where: Code, members: Members, row: Place) -> tuple[str, str] | None:
    """The column and the text of ``balise == text``, where the text is the same for all members."""
    member = members.member
    if member is None or where[:2] != ["cmp", "=="] or where[2][:2] != ["slot", 0]:
        return None
    one = member.slot(where[2][2])
    before = dict(members.loop.columns)
    two = value(where[3], member, row)
    if not (one.kind == two.kind == "text") or two.known or members.loop.columns != before:
        return None
    return next(name for name, var in before.items() if var == one.code), two.code


_VALUES: dict[str, Callable[[Code, Place, Place], Value]] = {
    "lit": lambda code, here, row: calls.literal(code[1], code[2]),
    "notation": lambda code, here, row: Value("None", "notation"),
    "slot": lambda code, here, row: here.up(code[1]).slot(code[2]),
    "row": lambda code, here, row: row.slot(code[1]),
    "outer": lambda code, here, row: value(code[1], row, row),
    "position": lambda code, here, row: Value(row.up(code[1]).position(), "int"),
    "part": _part,
    "previous": _previous,
    "count": _count,
    "+": _sum,
    "-": _sum,
}
