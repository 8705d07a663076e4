"""Where the names of an expression are found in the generated code: the twins of `frames.Frame`."""

from __future__ import annotations

from segur_lint.quick.plan import Loop, Plan, UnfitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.quick.view import View


class Value:
    """An expression of the generated code.

    `kind` is text, int, num2 (a whole number of hundredths), day or time (digits, the year first),
    bool, null, parts or any (text, boolean, null or a list of texts); ``unknown`` where no
    value can be there. `known` is the condition under which the value is not UNKNOWN; None where it
    never is. `source` is the column that holds it, and the element it is of.
    """

    __slots__ = ("code", "kind", "known", "source")

    def __init__(
        self,
        code: str,
        kind: str,
        known: str | None = None,
        source: tuple[str, Place] | None = None,
    ) -> None:
        self.code = code
        self.kind = kind
        self.known = known
        self.source = source


NOTHING = Value("None", "unknown", "False")


class Place:
    """An element at hand, of the scope `scope` of the file; the file itself, in no loop."""

    def __init__(self, plan: Plan, view: View, scope: int, loop: Loop | None) -> None:
        self.plan = plan
        self.view = view
        self.scope = scope
        self.loop = loop

    def up(self, hops: int) -> Place:
        """The element `hops` out."""
        here = self
        for _ in range(hops):
            here = here.outer()
        return here

    def outer(self) -> Place:
        """The element around."""
        raise UnfitError("what stands around the file")

    def at(self, column: str) -> str:
        """What a column of this element's scope holds for it."""
        return column

    def slot(self, index: int) -> Value:
        """The value in a slot of the pack that asks."""
        found = self.view.slot(self.scope, index)
        if found is None:
            return NOTHING
        column, kind = self._column(found)
        return Value(self.at(column), kind, source=(column, self))

    def _column(self, slot: int) -> tuple[str, str]:
        """The column of a slot of the file's own pack, and its kind: amounts as whole numbers."""
        self.plan.asked.add((self.scope, slot))
        kind = self.plan.kinds.get((self.scope, slot), "any")
        if kind.startswith("dec"):
            return self.plan.amounts(self.scope, slot), f"num{kind[3:]}"
        return self.plan.values(self.scope, slot), kind

    def parts(self, index: int, matcher: str) -> Value:
        """The parts of the name in a slot."""
        found = self.view.slot(self.scope, index)
        if found is None:
            return NOTHING
        if self.plan.kinds.get((self.scope, found)) != "text":
            raise UnfitError("the parts of what may be no text")
        self.plan.asked.add((self.scope, found))
        code = self.at(self.plan.parts(self.scope, found, matcher))
        sure = (self.scope, found, matcher) in self.plan.named
        return Value(code, "parts", None if sure else f"{code} is not None", (code, self))

    def part(self, index: int, matcher: str, which: int) -> Value:
        """One part of the name in a slot; of one that is built, what it is built of."""
        found = self.view.slot(self.scope, index)
        built = None if found is None else self.plan.built.get((self.scope, found, matcher))
        if built is not None:
            made, is_literal = built[which]
            if is_literal:
                return Value(repr(made), "text")
            return Value(self.at(made), "text", source=(made, self))
        parts = self.parts(index, matcher)
        if parts is NOTHING:
            return NOTHING
        source = None if self.scope else parts.source
        return Value(f"{parts.code}[{which}]", "text", parts.known, source)

    def previous(self, index: int) -> Value:
        """The value in a slot of the element before, in the same list."""
        found = self.view.slot(self.scope, index)
        if found is None or self.scope == 0:
            return NOTHING
        if self.plan.parents[self.scope] != 0 or self.plan.partial:
            raise UnfitError("the element before, in one of many lists, or not there")
        column, kind = self._column(found)
        made = f"[None, *{column}[:-1]]"
        before = self.at(self.plan.column(f"b{column}", made, pure=True))
        return Value(before, kind, f"{self.position()} > 1")

    def position(self) -> str:
        """The number of the element."""
        return self.at(self.plan.positions(self.scope)) if self.scope else "1"


class Row(Place):
    """An element that a loop over the elements of `rows` is at, or is inside of."""

    def __init__(self, plan: Plan, view: View, scope: int, loop: Loop, rows: int) -> None:
        super().__init__(plan, view, scope, loop)
        self._rows = rows

    def outer(self) -> Place:
        """The element around: the file is in no loop."""
        parent = self.plan.parents[self.scope]
        assert self.loop is not None
        if not parent:
            return Place(self.plan, self.view, 0, None)
        return Row(self.plan, self.view, parent, self.loop, self._rows)

    def at(self, column: str) -> str:
        """What a column of this element's scope holds for it."""
        assert self.loop is not None
        return self.loop.variable(self.plan.spread(column, self.scope, self._rows))


class Member(Place):
    """An element of a list, or of lists in lists, that a quantifier walks through from `base`."""

    def __init__(self, base: Place, scope: int, loop: Loop) -> None:
        super().__init__(base.plan, base.view, scope, loop)
        self.base = base

    def outer(self) -> Place:
        """The element around: known where the list hangs from it."""
        if self.plan.parents[self.scope] != self.base.scope:
            raise UnfitError("the element around a member of lists in lists")
        return self.base

    def at(self, column: str) -> str:
        """What a column of this element's scope holds for it."""
        assert self.loop is not None
        return self.loop.variable(self.column(column))

    def column(self, column: str) -> str:
        """What the quantifier walks through for it: all of a column, or the part of one element."""
        if self.base.scope == 0:
            return column
        return self.base.at(self.plan.cut(self.scope, column))
