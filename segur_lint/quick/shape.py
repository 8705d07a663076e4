"""The shape of a file: columns of what the model has, where all is there, and nothing else."""

from __future__ import annotations

from segur_lint.quick.plan import Plan, UnfitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from segur_lint.layouts import Shape

    #: The number of a scope, and of a slot in it.
    Where = tuple[int, int]

#: Members of objects that are taken out together, being so many.
_MANY = 5


def write_shape(plan: Plan, only: Collection[Where] | None = None) -> None:
    """Columns of all that the model has, which are made only where it is all there.

    With numbers of scopes and slots, `only` their columns, whatever else is there or is not.
    """
    program = plan.pack.program
    name = len(program["model"]["scopes"][0]["slots"]) - len(program["inputs"]) - 2
    for slot, made, kind in ((name, "name", "text"), (name + 1, "size", "int")):
        plan.lines.append(f"{plan.values(0, slot)} = {made}")
        plan.kinds[0, slot] = kind
    if only is None:
        counts = _members(plan, 0, plan.layout.shapes[0], "d")
        plan.lines.append(f"keys = {' + '.join(counts)}")
    else:
        _some(plan, 0, plan.layout.shapes[0], "d", only)


def _some(plan: Plan, scope: int, shape: Shape, held: str, only: Collection[Where]) -> bool:
    """The columns of `only` these members of an object, and of what is in it; whether any."""

    def each(made: str, name: str) -> None:
        value = f"{held}[{name!r}]" if scope == 0 else f"[x[{name!r}] for x in {held}]"
        plan.lines.append(f"{made} = {value}")

    found = False
    for name, slot, _ in shape.leaves:
        if (scope, slot) in only:
            each(plan.values(scope, slot), name)
            found = True
    for name, slot, inner in shape.blocs:
        before = len(plan.lines)
        each(f"o{scope}_{slot}", name)
        if not (has := _some(plan, scope, inner, f"o{scope}_{slot}", only)):
            del plan.lines[before:]
        found |= has
    for name, _, _, child in shape.lists:
        before = len(plan.lines)
        each(plan.lists(child), name)
        _elements(plan, scope, child)
        if plan.pack.walker.holds[child] == "object":
            has = _some(plan, child, plan.layout.shapes[child], f"e{child}", only)
        elif has := (child, 0) in only:
            plan.lines.append(f"{plan.values(child, 0)} = e{child}")
        if not has:
            del plan.lines[before:]
        found |= has
    return found


def _elements(plan: Plan, scope: int, child: int) -> None:
    """The elements of all the lists of one kind."""
    lists, elements = plan.lists(child), f"e{child}"
    if scope == 0:
        plan.lines.append(f"{elements} = {lists}")
        plan.lines.append(f"if type({lists}) is not list or not {lists}: raise DoubtError")
    else:
        plan.lines.append(f"{elements} = flat({lists})")
        plan.lines.append(
            f"if {{*map(type, {lists})}} != {{list}} or not {elements}: raise DoubtError"
        )


def _members(plan: Plan, scope: int, shape: Shape, held: str) -> list[str]:
    """The columns of the members of an object; how many keys there are in it and below."""
    if shape.open:
        raise UnfitError("an object that may hold more")
    lines, count = plan.lines, len(shape.keys)

    if scope == 0:
        lines.append(f"if len({held}) != {count}: raise DoubtError")
        counts = [str(count)]
    else:
        lines.append(f"if {{*map(len, {held})}} != {{{count}}}: raise DoubtError")
        counts = [f"{count} * len({held})"]
    columns = {name: plan.values(scope, slot) for name, slot, _ in shape.leaves}
    columns |= {name: f"o{scope}_{slot}" for name, slot, _ in shape.blocs}
    columns |= {name: plan.lists(child) for name, _, _, child in shape.lists}
    if scope and len(columns) >= _MANY:
        names = ", ".join(map(repr, columns))
        lines.append(f"{', '.join(columns.values())} = zip(*map(itemgetter({names}), {held}))")
    else:
        each = "{0}[{1!r}]" if scope == 0 else "[x[{1!r}] for x in {0}]"
        lines += [f"{made} = {each.format(held, name)}" for name, made in columns.items()]
    for _, slot, kinds in shape.leaves:
        column = plan.values(scope, slot)
        if (scope, slot) not in plan.kinds:
            _plain(plan, f"[{column}]" if scope == 0 else column, "list" in kinds)
    for _, slot, inner in shape.blocs:
        counts += _members(plan, scope, inner, f"o{scope}_{slot}")
    for *_, child in shape.lists:
        elements = f"e{child}"
        _elements(plan, scope, child)
        if plan.pack.walker.holds[child] == "object":
            counts += _members(plan, child, plan.layout.shapes[child], elements)
        else:
            lines.append(f"{plan.values(child, 0)} = {elements}")
            if (child, 0) not in plan.kinds:
                _plain(plan, elements)
    return counts


def _plain(plan: Plan, column: str, listed: bool = False) -> None:
    """A value that no format is asked of: no number, whose writing the C parser does not keep.

    It may be a list of texts, where the model says so.
    """
    if listed:
        plan.lines.append(f"f = [x for k in {column} if type(k) is list for x in k]")
        plan.lines.append("if not {*map(type, f)} <= {str}: raise DoubtError")
    known = f"{{str, bool, type(None){', list' * listed}}}"
    plan.lines.append(f"if not {{*map(type, {column})}} <= {known}: raise DoubtError")
