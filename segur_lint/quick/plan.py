"""The columns of one layout: where the generated code finds the values of a scope.

A *column* is a variable of the generated code that holds a list: one value for each element of a
scope, over the whole file, in the order of the text. Columns are written once, when they are first
asked for; a loop over the elements of a scope walks through those that it needs.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from segur_lint.layouts import Layout
    from segur_lint.link import Pack
    from segur_lint.quick.helpers import Helpers


class UnfitError(Exception):
    """What the rules ask for is not something that the generated code can answer."""


def words(code: str) -> set[str]:
    """The names that code holds, and whatever else is written as they are."""
    return {*re.findall(r"\w+", code)}


class Plan:
    """What one function of the generated code is made of: its lines, its columns, its helpers."""

    def __init__(self, pack: Pack, layout: Layout, helpers: Helpers) -> None:
        self.pack = pack
        self.layout = layout
        self.helpers = helpers
        self.parents = pack.walker.parents
        self.lines: list[str] = []
        self._known: set[str] = set()
        self._once: dict[str, str] = {}
        #: The kind of each slot's values, by (scope, slot): what its format promises.
        self.kinds: dict[tuple[int, int], str] = {}
        #: Slots whose texts have a format that lets none be too long for a name.
        self.short: set[tuple[int, int]] = set()
        #: The names of files that a rule requires: (scope, slot, number of the helper).
        self.named: set[tuple[int, int, str]] = set()
        #: The parts of names that are built, by those: a column, or a literal (True).
        self.built: dict[tuple[int, int, str], list[tuple[str, bool]]] = {}
        #: Columns of which few values are unlike, and of tuples of these.
        self.few: set[str] = set()
        #: Columns that repeat what another has for the elements around.
        self.repeated: dict[str, str] = {}
        self._pure: set[str] = set()
        #: The slots that expressions asked for: (scope, slot).
        self.asked: set[tuple[int, int]] = set()
        self.loops = 0
        #: How many of the parts of a name are looked at, at most, to tell packs apart.
        self.told_by = 0
        #: Whether only some of the file's units are there, in a row; `first` are those before them.
        self.partial = False

    def is_inside(self, scope: int) -> bool:
        """Whether a scope is the file, or in it: not what stands around."""
        here: int | None = scope
        while here is not None and here != 0:
            here = self.parents[here]
        return here == 0 and scope < int(self.pack.program["model"]["lot"])

    def column(self, name: str, made: str, *, pure: bool = False) -> str:
        """The column `name`, which the expression `made` makes where it is not there yet.

        A `pure` one has no doubt of its own: see `needed`.
        """
        if name not in self._known:
            self._known.add(name)
            self.lines.append(f"{name} = {made}")
        if pure:
            self._pure.add(name)
        return name

    def needed(self) -> list[str]:
        """The lines, without the columns that none asks for in the end."""
        kept: list[str] = []
        asked: set[str] = set()
        for line in reversed(self.lines):
            name, sign, _ = line.partition(" = ")
            if sign and name in self._pure and name not in asked:
                continue
            asked |= words(line)
            kept.append(line)
        return kept[::-1]

    def can(self, write: Callable[[], None]) -> bool:
        """Write lines, all or none: whether there are any that say it."""
        start, known, once = len(self.lines), {*self._known}, {**self._once}
        try:
            write()
        except UnfitError:
            self.lines[start:] = []
            self._known, self._once = known, once
            return False
        return True

    def attempt(self, write: Callable[[], None], otherwise: str) -> None:
        """Write lines that may fail alone; `otherwise` is done instead, or where there are none."""
        start = len(self.lines)
        if not self.can(write):
            self.lines.append(otherwise)
            return
        block = self.lines[start:]
        if block:
            inside = [f"    {line}" for line in block]
            self.lines[start:] = ["try:", *inside, "except Exception:", f"    {otherwise}"]

    def values(self, scope: int, slot: int) -> str:
        """The values of a slot: a column, or, of the file, one variable."""
        return f"c{scope}_{slot}"

    def amounts(self, scope: int, slot: int) -> str:
        """The amounts in a slot, as whole numbers of their last digits."""
        values = self.values(scope, slot)
        made = f"amounts([{values}])[0]" if scope == 0 else f"amounts({values})"
        return self.column(f"n{scope}_{slot}", made)

    def dated(self, reader: str, column: str) -> str:
        """The column of the dates in a column, as digits."""
        return self.column(f"y{reader}_{column.strip('[]')}", f"{reader}({column})")

    def torn(self, scope: int, slot: int, matcher: str) -> str:
        """The parts of the names in a slot, all of which must be so built: a column a part."""
        split = self.helpers.splits[matcher]
        made = f"torn({self.values(scope, slot)}, {matcher}, {split!r})"
        return self.column(f"v{scope}_{slot}_{matcher}", made)

    def know_torn(self, scope: int, slot: int, matcher: str, made: str) -> None:
        """The parts of the names in a slot are known: a column a part."""
        self.column(f"v{scope}_{slot}_{matcher}", made, pure=True)

    def know_distinct(self, scope: int, slot: int, matcher: str, made: str) -> None:
        """So are the beginnings of these names."""
        self.column(f"d_p{scope}_{slot}_{matcher}", made, pure=True)

    def parts(self, scope: int, slot: int, matcher: str) -> str:
        """The parts of the names in a slot, or None for each that is not so built."""
        values, name = self.values(scope, slot), f"p{scope}_{slot}_{matcher}"
        if scope == 0:
            return self.column(name, f"{matcher}({values})")
        if (scope, slot, matcher) in self.named:
            return self.column(name, f"[*zip(*{self.torn(scope, slot, matcher)})]", pure=True)
        return self.column(name, f"[*map({matcher}, {values})]")

    def are_few(self, columns: Iterable[str]) -> bool:
        """Whether few values of these columns are unlike, here or in the elements around."""
        found = [self.repeated.get(name, name) in self.few for name in columns]
        return bool(found) and all(found)

    def distinct(self, column: str) -> str:
        """The same column of parts, each beginning of a name once."""
        first = self.told_by
        torn = f"v{column[1:]}"
        if torn in self._known:
            return self.column(f"d_{column}", f"{{*zip(*{torn}[:{first}])}}")
        return self.column(f"d_{column}", f"{{x and x[:{first}] for x in {column}}}")

    def once(self, made: str) -> str:
        """A variable that holds what is the same for all the elements of a loop."""
        if made in ("True", "False"):
            return made
        name = self._once.setdefault(made, f"t{len(self._once)}")
        return self.column(name, made)

    def lists(self, child: int) -> str:
        """The list of elements of `child` in each element of the scope around it."""
        return f"l{child}"

    def cut(self, child: int, column: str) -> str:
        """A column of `child` cut by the elements of the scope around it: a list for each."""
        name = f"g_{column}"
        if column in self.few:
            self.few.add(name)
        return self.column(name, f"cut({column}, {self.lists(child)})", pure=True)

    def spread(self, column: str, scope: int, target: int) -> str:
        """A column of `scope` repeated for the elements of `target`, a scope inside it."""
        steps = []
        here = target
        while here != scope:
            steps.append(here)
            parent = self.parents[here]
            assert parent is not None  # `target` is inside `scope`
            here = parent
        for step in reversed(steps):
            made = f"[x for x, k in zip({column}, {self.lists(step)}) for _ in k]"
            self.repeated[f"s{step}_{column}"] = column
            column = self.column(f"s{step}_{column}", made, pure=True)
        return column

    def positions(self, scope: int) -> str:
        """The number of each element in its list, from 1."""
        parent = self.parents[scope]
        if parent == 0:
            first = " + first" if self.partial else ""
            made = f"range(1{first}, len(e{scope}) + 1{first})"
            return self.column(f"i{scope}", made, pure=True)
        made = f"[i for k in {self.lists(scope)} for i in range(1, len(k) + 1)]"
        return self.column(f"i{scope}", made, pure=True)


class Loop:
    """A walk through columns, side by side: the variable of each, in the order of asking."""

    def __init__(self, plan: Plan) -> None:
        self.columns: dict[str, str] = {}
        plan.loops += 1  # a loop may stand in another: no variable has the name of another's
        self._prefix = f"x{plan.loops}_"

    def variable(self, column: str) -> str:
        """The variable that holds the value of the element at hand."""
        return self.columns.setdefault(column, self._prefix + column)

    def asked(self, conditions: Iterable[str]) -> dict[str, str]:
        """The columns that conditions ask for, and their variables."""
        said = words(" ".join(conditions))
        return {column: variable for column, variable in self.columns.items() if variable in said}

    def header(self, rows: str) -> str:
        """``for … in …``, over the columns asked for; over `rows` where none was."""
        return header(self.columns) if self.columns else f"for _ in {rows}"


def header(columns: dict[str, str], *, once: bool = False) -> str:
    """``for … in …``, over columns by their variables; `once`: what is alike once alone."""
    names, variables = ", ".join(columns), ", ".join(columns.values())
    walked = names if len(columns) == 1 else f"zip({names})"
    return f"for {variables} in {{*{walked}}}" if once else f"for {variables} in {walked}"
