"""The shape of a file: columns of what the model has, where all is there, and nothing else."""

from __future__ import annotations

from segur_lint.quick.plan import Plan, UnfitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.walk import Shape


def write_shape(plan: Plan) -> None:
    """Columns of all that the model has, which are made only where it is all there."""
    program = plan.pack.program
    name = len(program["model"]["scopes"][0]["slots"]) - len(program["inputs"]) - 2
    for slot, made, kind in ((name, "name", "text"), (name + 1, "size", "int")):
        plan.lines.append(f"{plan.values(0, slot)} = {made}")
        plan.kinds[0, slot] = kind
    counts = _members(plan, 0, plan.layout.shapes[0], "d")
    plan.lines.append(f"keys = {' + '.join(counts)}")


def _members(plan: Plan, scope: int, shape: Shape, held: str) -> list[str]:
    """The columns of the members of an object; how many keys there are in it and below."""
    if shape.open:
        raise UnfitError("an object that may hold more")
    lines, count = plan.lines, len(shape.keys)

    def each(name: str) -> str:
        return f"{held}[{name!r}]" if scope == 0 else f"[x[{name!r}] for x in {held}]"

    if scope == 0:
        lines.append(f"if len({held}) != {count}: raise DoubtError")
        counts = [str(count)]
    else:
        lines.append(f"if {{*map(len, {held})}} != {{{count}}}: raise DoubtError")
        counts = [f"{count} * len({held})"]
    for name, slot, kinds in shape.leaves:
        column = plan.values(scope, slot)
        lines.append(f"{column} = {each(name)}")
        if (scope, slot) not in plan.kinds:
            _plain(plan, f"[{column}]" if scope == 0 else column, "list" in kinds)
    for name, slot, inner in shape.blocs:
        lines.append(f"o{scope}_{slot} = {each(name)}")
        counts += _members(plan, scope, inner, f"o{scope}_{slot}")
    for name, _slot, _index, child in shape.lists:
        lists, elements = plan.lists(child), f"e{child}"
        lines.append(f"{lists} = {each(name)}")
        if scope == 0:
            lines.append(f"{elements} = {lists}")
            lines.append(f"if type({lists}) is not list or not {lists}: raise DoubtError")
        else:
            lines.append(f"{elements} = flat({lists})")
            lines.append(
                f"if {{*map(type, {lists})}} != {{list}} or not {elements}: raise DoubtError"
            )
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
