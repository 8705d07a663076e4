"""Packs of one's own, compiled without reading ours anew, but for the files that they extend.

Ours have no fault, and others change nothing of them. So an edit costs the reading of what was
edited and of its parents, and no more.
"""

from __future__ import annotations

import os

from segur_lint.author import NAMED, Rules, model_of, read_file
from segur_lint.compile import compile_pack
from segur_lint.faults import Faults
from segur_lint.inherit import chains, flatten
from segur_lint.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.flat import FlatPack

    Files = list[tuple[str, bytes]]


def compile_heirs(theirs: Files, ours: Files) -> list[dict[str, Any]] | None:
    """The programs of the packs in `theirs` (path, bytes), which may extend those in `ours`.

    None where they have a fault, or a say in ours: all the files are then to be read together,
    which tells every fault of all.
    """
    faults, rules = Faults(), Rules()
    for path, data in theirs:
        read_file(Source(path, data), rules, faults)
    mine = list(rules.packs.values())
    parents = {found[1]: file for file in ours if (found := NAMED.search(file[1].decode()))}
    if rules.guides or any(pack.flag("fallback") or pack.name in parents for pack in mine):
        return None
    for pack in mine:
        name = pack.text("extends")
        while name in parents and name not in rules.packs:
            read_file(Source(*parents[name]), rules, faults)
            name = rules.packs[name].text("extends")
    programs = []
    files = {os.path.realpath(path): (path, data) for path, data in ours}
    for chain in chains(rules.packs, faults).values():
        if chain[-1] not in mine:
            continue
        flat = flatten(chain, faults)
        guide = flat.field("guide")
        if guide is not None and guide.source in [pack.source for pack in mine]:
            return None  # a guide that is inherited asks nothing more of an heir
        if flat.own.flag("abstract"):
            continue
        path = _model_path(flat)
        if path in files and path not in rules.models:
            read_file(Source(*files[path]), rules, faults)
        model = model_of(flat, rules.models, faults)
        if model is not None:
            programs.append(compile_pack(flat, model, faults))
    return None if faults.errors else sorted(programs, key=lambda program: str(program["pack"]))


def _model_path(flat: FlatPack) -> str:
    """The real path of the model that a pack names; empty where it names none."""
    where = flat.field("model")
    folder = os.path.dirname(where.source.name) if where is not None else ""
    return os.path.realpath(os.path.join(folder, where.text)) if where is not None else ""
