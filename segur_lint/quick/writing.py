"""A pack becomes a function of the generated code: the values of a file in, a doubt or none out.

``accept(d, name, size)`` gets what the C parser made of a text, the name of the file, and its size
in bytes. It answers how many keys the text must have, and what the lot needs to know of the file;
whatever it raises means that the file needs a closer look.
"""

from __future__ import annotations

from segur_lint.filenames import LONGEST
from segur_lint.quick import built, conditions, lots, notations
from segur_lint.quick.calls import matcher
from segur_lint.quick.helpers import Helpers
from segur_lint.quick.place import Place
from segur_lint.quick.plan import Plan, UnfitError
from segur_lint.quick.rows import require, row_by_row
from segur_lint.quick.shape import write_shape
from segur_lint.quick.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.layouts import Layout, Shape
    from segur_lint.link import Pack, Rule


def function(
    pack: Pack,
    layout: Layout,
    rules: Sequence[Rule],
    packs: Sequence[Pack],
    helpers: Helpers,
) -> list[str]:
    """The lines of the function for the files of one shape; `UnfitError` where there is none.

    `rules` are those that run on a file alone or on the files together, `packs` all that a run
    knows.
    """  # fmt: skip
    alone = [rule for rule in rules if not rule.needs]
    plan, view = plan_of(pack, layout, alone, packs, helpers), View(pack, layout, pack)
    write_shape(plan)
    ask(plan, view, alone)
    require_pack(plan, packs)
    said_of_lot = lots.facts(plan, view, [rule for rule in rules if rule.needs])
    plan.lines.append(f"return keys, {said_of_lot}")
    return ["def accept(d, name, size):", *(f"    {line}" for line in plan.needed())]


def ask(plan: Plan, view: View, rules: Sequence[Rule]) -> None:
    """Write all that these rules ask of a file alone, whose shape is written."""
    for rule in rules:
        at_once(plan, rule)
    scopes = {scope: [rule for rule in rules if rule.scope == scope] for scope in view.mine()}
    answered = [built.names(inside, plan, view, scope) for scope, inside in scopes.items()]
    for scope, inside in scopes.items():
        row_by_row(plan, view, scope, inside, [term for each in answered for term in each])


def plan_of(
    pack: Pack, layout: Layout, rules: Sequence[Rule], packs: Sequence[Pack], helpers: Helpers
) -> Plan:
    """A plan in which nothing is written yet, and what is known of its columns."""
    plan = Plan(pack, layout, helpers)
    _know_kinds(plan, rules)
    plan.told_by = max(map(_told_by, (each.program["applies"] for each in (pack, *packs))))
    return plan


def require_pack(plan: Plan, packs: Sequence[Pack]) -> None:
    """Write that the file is of the pack of a plan, and of no other that a run knows."""
    for each in packs:
        if each.applies is None:
            continue
        there = Place(plan, View(plan.pack, plan.layout, each), 0, None)
        said = conditions.truth(each.program["applies"], there, there)
        if each is plan.pack:
            require(plan, said.yes)
        else:
            require(plan, f"not {said.yes}" if said.exact else said.no)


def _told_by(code: object) -> int:
    """How many of the first parts of a name an expression looks at."""
    if not isinstance(code, list):
        return 0
    own = code[3] + 1 if code[:1] == ["part"] else 0
    return max([own, *map(_told_by, code)])


# --- formats, names and repeats: a whole column at once ------------------------------------------


def _know_kinds(plan: Plan, rules: Sequence[Rule]) -> None:
    """What formats promise of each slot, and which names of files a rule requires.

    A format that is asked in some cases only is taken as asked in all: more files are looked at
    closer, and no fewer.
    """
    for rule in rules:
        if rule.needs or rule.slot is None:
            continue
        if rule.kind == "format":
            plain = rule.plain["asked"][0]
            if plain[0] == "list":
                child = _elements(plan, rule)
                plan.kinds.setdefault((child, 0), notations.kind(plain[1]))
            else:
                plan.kinds.setdefault((rule.scope, rule.slot), notations.kind(plain))
                if plain[0] == "oneof":
                    plan.few.add(plan.values(rule.scope, rule.slot))
                if plain[0] == "varchar" and "<" in str(plain[1]) and plain[2] <= LONGEST:
                    plan.short.add((rule.scope, rule.slot))
        elif rule.kind == "filename" and rule.when is None:
            helper = matcher(plan.helpers, plan.pack, rule.plain["asked"])
            plan.named.add((rule.scope, rule.slot, helper))


def _elements(plan: Plan, rule: Rule) -> int:
    """The scope of the values of a list that has a format."""
    for _, slot, _, child in _lists(plan.layout.shapes[rule.scope]):
        if slot == rule.slot and plan.pack.walker.holds[child] == "value":
            return int(child)
    raise UnfitError("the format of a list of objects")


def _lists(shape: Shape) -> list[tuple[str, int, int, int]]:
    found = [(name, slot, index, child) for name, slot, index, child in shape.lists]
    return found + [each for _, _, inner in shape.blocs for each in _lists(inner)]


def at_once(plan: Plan, rule: Rule) -> None:
    """The rules that are asked of a whole column."""
    if rule.kind == "format":
        plain = rule.plain["asked"][0]
        if plain[0] == "list":
            child = _elements(plan, rule)
            lists = plan.lists(child)
            plan.lines.append(
                f"if not {lists if rule.scope == 0 else f'all({lists})'}: raise DoubtError"
            )
            column = plan.values(child, 0)
            plain = plain[1]
        else:
            assert rule.slot is not None
            column = plan.values(rule.scope, rule.slot)
            column = f"[{column}]" if rule.scope == 0 else column
        if plain[0] == "format":  # what is so written, and is no date, is looked at closer too
            require(plan, f"{{*map(type, {column})}} == {{str}}")
            reader = notations.date_reader(plan.helpers, plain[1])
            plan.dated(reader, column)
            return
        for condition in notations.conditions(plan.helpers, plain, column):
            require(plan, condition)
    elif rule.kind == "filename":
        assert rule.slot is not None
        helper = matcher(plan.helpers, plan.pack, rule.plain["asked"])
        if plan.kinds.get((rule.scope, rule.slot)) != "text":
            raise UnfitError("a name that may be no text")
        if rule.scope == 0:
            require(plan, f"{plan.parts(0, rule.slot, helper)} is not None")
        elif rule.when is not None:
            raise UnfitError("a name that is asked for in some cases")
    elif rule.kind == "unique in":
        within, per, beside = rule.plain["asked"]
        if beside or rule.when is not None or rule.slot is None or rule.scope == 0:
            raise UnfitError("a value that is once under a condition")
        column = plan.values(rule.scope, rule.slot)
        if plan.kinds.get((rule.scope, rule.slot)) not in ("text", "int"):
            raise UnfitError("a value that is once, and may be null")
        once = plan.once(f"all_unlike({column})")
        if within == 0 and per is None:
            require(plan, once)
        elif within == 0 and per == plan.parents[rule.scope]:
            lists = plan.lists(rule.scope)
            require(plan, f"{once} or in_one_each(cut({column}, {lists}))")
        elif within == plan.parents[rule.scope] and per is None:
            lists = plan.lists(rule.scope)
            require(plan, f"{once} or each_once(cut({column}, {lists}))")
        else:
            raise UnfitError("a value that is once, elsewhere")
    elif rule.kind not in ("assert", "reading", "structure"):
        raise UnfitError(f"no twin of {rule.kind}")
