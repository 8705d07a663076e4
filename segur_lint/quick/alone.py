"""The rules on units: of which units of a file they say nothing, whatever the others are.

Most units of a faulty file are sound. ``alone(d, name, size, first)`` gets a file with some of its
units in a row, those after the `first` ones, and accepts all of them or none, as
`writing.function` does of a file. It answers how many keys there are, the values that must be
once in the file, and those that other files may not say: see `known.Said.add`. The rules it stands
for are `own`; those on these values are `once` and `compared`.

Beside it, ``seen`` accepts the units in which there is what tells packs apart, ``whole`` a file of
this pack, of whose units all are there, and ``partly`` one that is of this pack whatever other
units it has.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from segur_lint.quick import lots, writing
from segur_lint.quick.byrule import reads, require_pack, sentences, slots, texts
from segur_lint.quick.plan import UnfitError
from segur_lint.quick.rows import row_by_row
from segur_lint.quick.shape import write_shape
from segur_lint.quick.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from segur_lint.jsonvalue import Path
    from segur_lint.layouts import Layout, Shape
    from segur_lint.link import Pack, Rule
    from segur_lint.quick.helpers import Helpers
    from segur_lint.quick.plan import Plan
    from segur_lint.quick.shape import Where

    #: Where a value is in a file: the path in the file, then in an element of the list it leads to…
    Place = tuple[Path, ...]


def function(
    pack: Pack, layout: Layout, rules: Sequence[Rule], packs: Sequence[Pack], helpers: Helpers
) -> list[str]:
    """The lines of all of them for one layout; `UnfitError` where there are none.

    `rules` are those that run on a file alone or on the files together.
    """
    of_lot = [each for each in rules if each.needs]
    rules = [each for each in rules if not each.needs]
    scopes = pack.program["model"]["scopes"]
    view = View(pack, layout, pack)
    if pack.unit is None or pack.walker.parents[pack.unit] != 0:
        raise UnfitError("no units")
    path = layout.lists[0].get(layout.indexes[pack.unit], ())
    if len(path) != 1:
        raise UnfitError("units that do not stand in the file itself")
    own = _own(pack, rules)
    asked = [*_of_file(rules), *own]
    read = set().union(*(reads(rule, scopes) for rule in rules if _is_inside(pack, rule.scope)))
    # What is wrong with a value of the file says nothing of units where none asks for it.
    needed = [rule for rule in asked if rule.scope or not read.isdisjoint(reads(rule, scopes))]
    plan = writing.plan_of(pack, layout, needed, packs, helpers)
    plan.partial = True
    write_shape(plan)
    writing.ask(plan, view, needed)
    for rule in rules:  # they look at other units too, and these may suffice
        others = rule.kind == "assert" and _is_inside(pack, rule.scope) and rule not in own
        if others and plan.can(partial(row_by_row, plan, view, rule.scope, [rule], [])):
            own.append(rule)
    once = [rule for rule in rules if _is_once(pack, plan, rule)]
    values = [plan.values(rule.scope, rule.slot) for rule in once if rule.slot is not None]
    for rule, column in zip(once, values, strict=True):
        if rule.plain["asked"][1] is not None:  # within a unit, a value may be there again
            lists = plan.lists(rule.scope)
            plan.lines.append(f"if not each_once(cut({column}, {lists})): raise DoubtError")
    compared, said = _compared(plan, view, of_lot)
    plan.lines.append(f"return keys, [{', '.join(values)}], [{', '.join(said)}]")
    return [
        f"layout, units = {layout.name!r}, {path[0]!r}",
        f"own, once = {[rule.id for rule in own]!r}, {[rule.id for rule in once]!r}",
        f"compared = {compared!r}",
        *_define("alone", plan.needed()),
        *_choosing(pack, layout, asked, packs, helpers, path[0]),
    ]


def _compared(plan: Plan, view: View, rules: Sequence[Rule]) -> tuple[list[str], list[str]]:
    """The ids of the rules on files together that need not be asked of all units, and the code of
    the values that tell of which: where none is in another file, these say nothing.
    """
    pack, ids, said = plan.pack, [], []
    scopes, lot = pack.program["model"]["scopes"], pack.program["model"]["lot"]
    containers = _containers(plan.layout.shapes[0])
    for rule in rules:
        codes = sentences(rule)
        if _counts_units(pack, rule, codes) or not all(
            scope == lot or _is_inside(pack, scope) or (scope == 0 and slot not in containers)
            for scope, slot in (*reads(rule, scopes), *slots(codes, scopes, rule.scope, rule.scope))
        ):
            continue  # it asks, or tells, of all units
        if rule.scope == 0:
            ids.append(rule.id)
        elif rule.kind in ("unique in", "paired in") and rule.plain["asked"][:2] == [lot, 0]:
            lists = None if rule.scope == pack.unit else plan.lists(rule.scope)
            if lists is None or plan.parents[rule.scope] == pack.unit:
                with suppress(UnfitError):
                    said += [f"({each}, {lists})" for each in lots.values(plan, view, rule)]
                    ids.append(rule.id)
    return ids, [*dict.fromkeys(said)]


def _is_once(pack: Pack, plan: Plan, rule: Rule) -> bool:
    """Whether a rule wants the texts in a slot of the units to be there once in the file."""
    if rule.kind != "unique in" or rule.when is not None or not _is_inside(pack, rule.scope):
        return False
    within, per, beside = rule.plain["asked"]
    is_text = rule.slot is not None and plan.kinds.get((rule.scope, rule.slot)) == "text"
    return bool(within == 0 and per in (None, plan.parents[rule.scope]) and not beside and is_text)


def _choosing(
    pack: Pack,
    layout: Layout,
    rules: Sequence[Rule],
    packs: Sequence[Pack],
    helpers: Helpers,
    where: str | int,
) -> list[str]:
    """What tells packs apart, and looks at nothing else; the units stand at `where`."""
    places = set(_places(pack, layout))
    if not all(_is_told_in(places, each) for each in packs if each.applies is not None):
        raise UnfitError("what tells packs apart, in other places for one of them")

    def plan(name: str) -> Plan:
        made = writing.plan_of(pack, layout, rules, packs, helpers)
        made.named.clear()  # what names must be is not looked at
        made.partial = name == "partly"
        return made

    asked: set[Where] = set()
    for name in ("whole", "partly"):
        made = plan(name)
        write_shape(made)
        with suppress(UnfitError):
            require_pack(made, packs)
        asked |= made.asked
    seen = plan("seen")
    write_shape(seen, asked)
    lines = _define("seen", [*seen.lines, *texts(seen, asked), "return True"])
    for name in ("whole", "partly"):
        made = plan(name)
        # An empty text is no list of units, and packs may be told apart without any.
        made.lines.append(f"if not d[{where!r}]: raise DoubtError")
        write_shape(made, asked)
        try:
            require_pack(made, packs)
        except UnfitError:
            made.lines = ["raise DoubtError"]
        lines += _define(name, [*made.lines, "return True"])
    return lines


def _is_told_in(places: set[Place], pack: Pack) -> bool:
    """Whether all that tells a pack stands in these places, whichever layout it takes a file for.

    Then, what else a unit has or lacks, which nobody looked at, has no say.
    """
    layouts = [_places(pack, each) for each in pack.walker.layouts]
    told = {*slots(pack.program["applies"], pack.program["model"]["scopes"], 0, 0)}
    mine = [{place for place, slot in each.items() if slot in told} for each in layouts]
    return all(each == mine[0] and each <= places for each in mine)


def _places(pack: Pack, layout: Layout) -> dict[Place, Where]:
    """The slots that have a place in a file of a layout: the paths from one list to the next."""
    parents, found = pack.walker.parents, {}

    def around(scope: int) -> Place:
        parent = parents[scope]
        if scope == 0 or parent is None:
            return ()
        return (*around(parent), layout.lists[parent].get(layout.indexes[scope], ()))

    for scope, paths in enumerate(layout.paths):
        found.update({(*around(scope), path): (scope, slot) for slot, path in paths.items()})
    return found


def _define(name: str, lines: Sequence[str]) -> list[str]:
    return [f"def {name}(d, name, size, first=0):", *(f"    {line}" for line in lines)]


def _own(pack: Pack, rules: Sequence[Rule]) -> list[Rule]:
    """Those of the rules that look at one unit at a time, and at the values of the file itself."""
    scopes = pack.program["model"]["scopes"]
    layouts = pack.walker.layouts
    containers = set().union(*(_containers(layout.shapes[0]) for layout in layouts))

    def is_own(rule: Rule) -> bool:
        if not _is_inside(pack, rule.scope) or rule.kind == "reading":
            return False
        if rule.kind in ("unique in", "paired in"):
            if not _is_inside(pack, rule.plain["asked"][0]):
                return False
        # A format that is asked under a condition is asked here without: see `writing.at_once`.
        elif rule.kind != "format" and _counts_units(pack, rule):
            return False
        return all(
            _is_inside(pack, scope) or (scope == 0 and slot not in containers)
            for scope, slot in reads(rule, scopes)
        )

    return [rule for rule in rules if is_own(rule)]


def _of_file(rules: Sequence[Rule]) -> list[Rule]:
    """Those on how the values of the file itself are written."""
    return [rule for rule in rules if rule.scope == 0 and rule.kind in ("format", "filename")]


def _is_inside(pack: Pack, scope: int | None) -> bool:
    """Whether a scope is that of units, or in it."""
    while scope is not None and scope != pack.unit:
        scope = pack.walker.parents[scope]
    return scope is not None


def _containers(shape: Shape) -> set[int]:
    """The slots of a shape that hold lists or objects."""
    found = {slot for _, slot, _, _ in shape.lists} | {slot for _, slot, _ in shape.blocs}
    return found.union(*(_containers(inner) for _, _, inner in shape.blocs))


def _counts_units(pack: Pack, rule: Rule, said: Iterable[Any] = ()) -> bool:
    """Whether a rule asks, or what is `said`, where a unit stands, or what is before it."""

    def counts(code: Any) -> bool:
        if not isinstance(code, list) or code[:1] in (["lit"], ["notation"]):
            return False
        if code[:1] == ["previous"]:
            return rule.scope == pack.unit
        if code[:1] == ["position"]:
            scope: int | None = rule.scope
            for _ in range(code[1]):
                scope = None if scope is None else pack.walker.parents[scope]
            return scope == pack.unit
        return any(map(counts, code))

    return counts([rule.plain["when"], rule.plain["asked"], *said])
