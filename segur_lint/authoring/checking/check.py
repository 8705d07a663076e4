"""Rules without fault, looked at again: what their author would rather know."""

from __future__ import annotations

import os
from dataclasses import dataclass

from segur_lint.author import Rules, model_of, read_all
from segur_lint.authoring.checking import (
    brokensamples,
    conditions,
    contradictions,
    cutsentences,
    emptyformats,
    exampletexts,
    messages,
    repeatedrows,
    tofill,
    unused,
)
from segur_lint.authoring.checking.remark import Remark
from segur_lint.faults import Faults
from segur_lint.inherit import chains, flatten
from segur_lint.library import unknown_pack
from segur_lint.pack import PackFile
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap


@dataclass(frozen=True)
class Checked:
    """What was looked at, in numbers, and the remarks in the order of files and lines."""

    remarks: list[Remark]
    packs: int
    models: int
    rules: int


def check(files: list[tuple[str, bytes]], name: str | None = None) -> Checked:
    """Check files of rules (path, bytes); with the name of a pack, tell its files only.

    `AuthorErrors`: all the faults that stop; `UsageError` where no pack has that name.
    """
    rules = read_all(files)
    chain = chains(rules.packs, Faults())
    roots = [
        (source, root)
        for path, data in files
        if os.path.realpath(path) in rules.models
        and isinstance(root := load(source := Source(path, data)), YMap)
    ]
    found: dict[tuple[str, int, str], Remark] = {}
    left = tofill.remarks(files, chain)
    for remark in [
        *_packs(rules, chain),
        *unused.models(rules, roots),
        *unused.without_sample(rules),
        *brokensamples.remarks(rules),
        *unused.without_source(rules),
        *left,
        *cutsentences.remarks(files),
    ]:
        found.setdefault(remark.place, remark)
    told = sorted(found.values(), key=lambda remark: (remark.source.name, remark.span.start))
    packs = list(rules.packs.values())
    models = len(roots)
    if name is not None:
        packs = list(_of(rules, chain, name))
        ours = {path for pack in packs for path in tofill.files_of(pack)}
        told = [remark for remark in told if os.path.realpath(remark.source.name) in ours]
        models = sum(os.path.realpath(source.name) in ours for source, _ in roots)
    return Checked(told, len(packs), models, sum(len(pack.rows) for pack in packs))


def _packs(rules: Rules, chain: dict[str, tuple[PackFile, ...]]) -> list[Remark]:
    found: list[Remark] = []
    models = [model_of(flat, rules.models, Faults()) for flat, _ in rules.compiled]
    known = [model for model in models if model is not None]
    found += conditions.remarks(rules.compiled, known)
    for flat, program in rules.compiled:
        found += repeatedrows.twins(flat, program)
        found += contradictions.remarks(flat, program)
        found += emptyformats.remarks(flat, program)
        found += exampletexts.remarks(flat, program)
    balises = {name: "" for model in known for name in model.names()}
    balises |= {scope.element: "" for model in known for scope in model.scopes}
    for scopes in (model.scopes for model in known):
        for scope in scopes:
            if scope.parent is not None:
                balises[scopes[scope.parent].slots[scope.list_slot].name] = scope.element
    for name, packs in chain.items():
        found += repeatedrows.taken_again(packs)
        found += repeatedrows.row_by_row(packs[-1])
        if len(packs) > 1:
            found += repeatedrows.without_effect(packs, flatten(packs[:-1], Faults()).rows)
        found += messages.remarks(packs[-1], balises)
        family = [each for each in rules.packs.values() if each in packs]
        family += [each[-1] for other, each in chain.items() if other != name and packs[-1] in each]
        found += unused.declared(packs[-1], family)
    return found


def _of(rules: Rules, chain: dict[str, tuple[PackFile, ...]], name: str) -> tuple[PackFile, ...]:
    if name in chain:
        return chain[name]
    raise unknown_pack(name, sorted(rules.packs))
