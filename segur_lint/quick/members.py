"""The members of a list that a quantifier asks about: what the generated code walks through."""

from __future__ import annotations

from segur_lint.quantify import depends_on_row
from segur_lint.quick.place import Member, Place
from segur_lint.quick.plan import Loop, UnfitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.quick.truths import Truth

    Code = list[Any]

#: More parts than the notation of a name can have (a name is short).
PARTS = 100


class Members:
    """The members of a list that a quantifier asks about; None where there is no such list."""

    def __init__(self, code: Code, here: Place) -> None:
        base = here.up(code[1])
        scope: int | None = base.scope
        for which, _slot in code[2]:
            scope = None if scope is None else base.view.child(scope, which)
        self.member: Member | None = None
        if scope is None:
            return
        if base.scope != 0 and len(code[2]) > 1:
            raise UnfitError("lists in lists, from within")
        self.loop = Loop(base.plan)
        self.member = Member(base, scope, self.loop)
        self.base = base

    def each(self, asked: Truth) -> str:
        """``for … in …``; over the distinct parts of names, where the file has many of them."""
        assert self.member is not None
        if self.base.scope == 0 and len(self.loop.columns) == 1:
            ((column, variable),) = self.loop.columns.items()
            used = [f"{variable}[{part}]" in asked.yes + asked.no for part in range(PARTS)]
            if column.startswith("p") and not any(used[self.base.plan.told_by :]):
                return f"for {variable} in {self.base.plan.distinct(column)}"
        return self.loop.header("" if self.loop.columns else self.rows())

    def rows(self) -> str:
        """What stands for the list where its length alone is asked."""
        assert self.member is not None
        scope = self.member.scope
        return f"e{scope}" if self.base.scope == 0 else self.base.at(f"l{scope}")


def of_all(code: Code, members: Members, yes: str) -> str | None:
    """A variable that tells whether all of the file's names have what one of a list must have."""
    member = members.member
    if member is None or members.base.scope == 0 or depends_on_row(code) or yes == "False":
        return None
    plan = members.base.plan
    if len(members.loop.columns) != 1:
        return None
    ((_, variable),) = members.loop.columns.items()
    named = [name for name in plan.named if name[0] == member.scope]
    parts = [plan.parts(*name) for name in named]
    if len(parts) != 1 or f"_{parts[0]}" not in variable:
        return None
    if any(f"{variable}[{part}]" in yes for part in range(plan.told_by, PARTS)):
        return None
    return plan.once(f"all({yes} for {variable} in {plan.distinct(parts[0])})")
