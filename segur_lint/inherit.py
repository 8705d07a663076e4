"""A chain of packs becomes flat rows, each with its origin: added, replaced or dropped.

Inheritance is values: the parent's rows are never changed, the child's chain makes new ones.
"""

from __future__ import annotations

from segur_lint.faults import Faults
from segur_lint.flat import Dropped, FlatPack, FlatRow
from segur_lint.pack import PackFile
from segur_lint.row import KINDS, TARGETS, Row
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YText


def chains(packs: dict[str, PackFile], faults: Faults) -> dict[str, tuple[PackFile, ...]]:
    """For each pack its chain, root first; the shortest chains, so parents, come first.

    Here packs are seen beside each other: an unknown parent, a circle and two fallbacks are faults.
    """
    _one_fallback(packs, faults)
    found = {}
    for name, pack in packs.items():
        chain = [pack]
        while (parent := chain[0].fields.get("extends")) is not None:
            known = packs.get(parent.text)
            if known is None:
                if parent.text in faults.unread:
                    pass  # it is there, and what is wrong with it is told
                elif isinstance(parent.node, YText) and chain[0] is pack:
                    faults.unknown(
                        pack.source,
                        parent.node,
                        Text("Jeu de règles", "pack"),
                        tuple(sorted(set(packs) - {name})),
                    )
                elif chain[0] is pack:
                    faults.add(
                        pack.source,
                        parent.node,
                        "« extends » est le nom d'un seul jeu de règles.",
                        "“extends” is the name of one pack.",
                    )
                break
            if known in chain:
                if known is pack:
                    circle = " → ".join([*(each.name for each in reversed(chain)), chain[-1].name])
                    faults.add(
                        pack.source,
                        parent.node if chain[0] is pack else pack.fields["extends"].node,
                        f"Les jeux s'étendent en rond : {circle}.",
                        f"The packs extend each other in a circle: {circle}.",
                    )
                break
            chain.insert(0, known)
        else:
            found[name] = tuple(chain)
    return dict(sorted(found.items(), key=lambda item: len(item[1])))


def _one_fallback(packs: dict[str, PackFile], faults: Faults) -> None:
    """Only one pack can be what is used where no other is."""
    first: PackFile | None = None
    for pack in packs.values():
        if not pack.flag("fallback") or pack.flag("abstract"):
            continue
        if first is not None:
            faults.add(
                pack.source,
                pack.fields["fallback"].key,
                "Un seul jeu peut être « fallback » (celui qui sert quand aucun ne convient), et "
                f"c'est déjà « {first.name} » ({first.source.name}) : retirez cette ligne.",
                "Only one pack can be “fallback” (the one used where none fits), and "
                f"“{first.name}” ({first.source.name}) is it already: delete this line.",
            )
        first = first or pack


def flatten(chain: tuple[PackFile, ...], faults: Faults) -> FlatPack:
    """The rows of a chain. Faults in the rows of a parent are told with the parent, not again."""
    rows: list[FlatRow] = []
    dropped: list[Dropped] = []
    own = chain[-1]
    _has_stages(chain, faults)
    alone = False  # whether it was said that there is nothing to inherit
    for pack in chain:
        told = faults if pack is own else Faults()
        after: dict[str, int] = {}
        for row in pack.rows:
            here = next((index for index, each in enumerate(rows) if each.id == row.id), None)
            if row.action == "add":
                if here is not None:
                    if rows[here].origin != pack.name:  # twice in one file: told when it was read
                        _restated(row, rows[here], told)
                    continue
                made = FlatRow(row.id, pack.name, (), row.head, row.fields)
                rows.insert(_index(row, rows, after, told), made)
            elif here is None and pack is chain[0]:
                if not alone:
                    _nothing_inherited(row, told)
                alone = True
            elif here is None:
                _absent(row, rows, told)
            elif row.action == "drop":
                why = row.fields.get("why")  # its absence was told when the pack was read
                dropped.append(Dropped(row.id, pack.name, why.text if why else ""))
                del rows[here]
            else:
                rows[here] = _replaced(row, rows[here])
    return FlatPack(chain, tuple(rows), tuple(dropped))


def _index(row: Row, rows: list[FlatRow], after: dict[str, int], faults: Faults) -> int:
    """Where a new row goes: at the end, after the row it names, or after the last new one there."""
    wanted = row.fields.get("after")
    if wanted is None:
        previous = after.get("")
        if previous is None:
            return len(rows)
        after[""] = previous + 1
        return previous + 1
    for index, each in enumerate(rows):
        if each.id == wanted.text:
            after[""] = index + 1
            return index + 1
    if isinstance(wanted.node, YText):
        known = tuple(each.id for each in rows)
        faults.unknown(wanted.source, wanted.node, Text("Règle", "rule"), known)
    return len(rows)


def _restated(row: Row, inherited: FlatRow, faults: Faults) -> None:
    faults.add(
        row.head.source,
        row.head.node,
        f"{row.id} est déjà une règle du jeu « {inherited.origin} ». Pour la changer, écrivez "
        f"« replace: {row.id} » ; pour une nouvelle règle, prenez un autre numéro.",
        f"{row.id} is already a rule of the pack “{inherited.origin}”. To change it, write "
        f"“replace: {row.id}”; for a new rule, take another number.",
    )


def _has_stages(chain: tuple[PackFile, ...], faults: Faults) -> None:
    """Stages are declared somewhere in the chain; else said once, by the first that can run."""
    own = chain[-1]
    sections = [pack.fields["stages"].node for pack in chain if "stages" in pack.fields]
    if any(not isinstance(node, YMap) or node.items for node in sections):
        return  # one that is no mapping was told
    asking = [
        not pack.flag("abstract") and any(each.rows for each in chain[: number + 1])
        for number, pack in enumerate(chain)
    ]
    if not asking[-1] or any(asking[:-1]):
        return
    faults.add(
        own.source,
        own.root,
        "Le jeu ne déclare aucune étape (« stages »), et ses règles en nomment.",
        "The pack declares no “stages”, and its rules name some.",
    )


def _nothing_inherited(row: Row, faults: Faults) -> None:
    faults.add(
        row.head.source,
        row.head.node,
        f"« {row.action}: {row.id} » ne trouve aucune règle héritée : le jeu n'a pas "
        f"d'« extends ». Ajoutez-le, ou écrivez « id: {row.id} » pour une nouvelle règle.",
        f"“{row.action}: {row.id}” finds no inherited rule: the pack has no “extends”. Add it, or "
        f"write “id: {row.id}” for a new rule.",
    )


def _absent(row: Row, rows: list[FlatRow], faults: Faults) -> None:
    if isinstance(row.head.node, YText):
        known = tuple(each.id for each in rows)
        faults.unknown(
            row.head.source, row.head.node, Text("Règle héritée", "inherited rule"), known
        )


def _replaced(row: Row, inherited: FlatRow) -> FlatRow:
    fields = dict(inherited.fields)
    for group in (KINDS, TARGETS):
        if any(key in row.fields for key in group):
            for key in group:
                fields.pop(key, None)
    if any(key in row.fields for key in KINDS):
        for key in ("found", "expected", "fix", "when", "counted once per"):
            fields.pop(key, None)
    fields.update(row.fields)
    return inherited.but(changed=(*inherited.changed, row.pack), fields=fields)
