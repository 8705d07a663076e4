"""The cold path: files of rules to programs, every fault of their authors told at once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from types import MappingProxyType

from segur_lint.compile import compile_pack
from segur_lint.errors import AuthorErrors
from segur_lint.faults import Faults
from segur_lint.flat import FlatPack
from segur_lint.inherit import chains, flatten
from segur_lint.model import Model
from segur_lint.modelfile import read_model
from segur_lint.pack import PackFile, read_pack
from segur_lint.source import Source
from segur_lint.text import Text
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap, YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from segur_lint.guide import Guide

    _T = TypeVar("_T")


class Rules:
    """Files of rules without fault: what was read of them, and what was made of each pack."""

    __slots__ = ("compiled", "guided", "guides", "models", "packs")

    def __init__(self) -> None:
        self.packs: dict[str, PackFile] = {}
        #: By real path; None: the file has faults, which are told.
        self.models: dict[str, Model | None] = {}
        self.guides: dict[str, Guide | None] = {}  # the same
        self.compiled: list[tuple[FlatPack, dict[str, Any]]] = []  # without the abstract ones
        #: Who is held to which guide: a pack, abstract or not, its model, the guide that it names.
        self.guided: list[tuple[FlatPack, Model | None, Guide]] = []


def compile_all(
    files: list[tuple[str, bytes]], known: Mapping[str, dict[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """The programs of the packs in `files` (path, bytes), without the abstract ones.

    `known` are programs, by name, of packs that were made of some of these files already.
    """
    programs = [program for _, program in read_all(files, known or {}).compiled]
    return sorted(programs, key=lambda program: str(program["pack"]))


def read_all(
    files: list[tuple[str, bytes]], known: Mapping[str, dict[str, Any]] = MappingProxyType({})
) -> Rules:
    """The rules in `files` (path, bytes). `AuthorErrors`: all the faults of their authors."""
    faults = Faults()
    rules = Rules()
    for path, data in files:
        read_file(Source(path, data), rules, faults)
    models = tuple(each for each in files if os.path.realpath(each[0]) in rules.models)
    for chain in chains(rules.packs, faults).values():
        flat = flatten(chain, faults)
        model = None if flat.own.flag("abstract") else model_of(flat, rules.models, faults)
        guide = _named(flat, "guide", rules.guides, Text("Guide", "guide"), faults)
        if guide is not None:
            rules.guided.append((flat, model, guide))
        if model is not None:
            program = known.get(flat.own.name) or _compiled(flat, model, models, faults)
            rules.compiled.append((flat, program))
    _check_guides(rules, faults)
    if faults.errors:
        raise AuthorErrors(_once(faults))
    return rules


#: What was compiled in this process of rules without fault, by all that it was made of: its
#: program, and what is noted of it in `Faults.compiled`. Most commands on rules read them twice.
_sound: dict[tuple[object, ...], tuple[dict[str, Any], tuple[set[str], set[str]]]] = {}
_KEPT = 64


def _compiled(
    flat: FlatPack, model: Model, models: tuple[tuple[str, bytes], ...], faults: Faults
) -> dict[str, Any]:
    """The program of `flat`, made anew only where a file of its chain or of `models` changed."""
    chain = [pack.source for pack in flat.chain]
    key = (models, *((each.name, os.path.realpath(each.name), each.data) for each in chain))
    if key in _sound:
        program, noted = _sound[key]
        faults.compiled.append(noted)
        return program
    program = compile_pack(flat, model, faults)
    if not faults.errors:
        if len(_sound) >= _KEPT:
            _sound.clear()
        _sound[key] = program, faults.compiled[-1]
    return program


#: The pack that a file is meant to be, where the rest of it cannot be read.
NAMED = re.compile(r"^pack[ \t]*:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


def read_file(source: Source, rules: Rules, faults: Faults) -> None:
    """Add to `rules` what a file holds: a pack, a model or a guide."""
    path = os.path.realpath(source.name)
    try:
        root = load(source)
    except AuthorErrors as errors:
        faults.errors += errors.errors
        rules.models[path] = rules.guides[path] = None  # it may have been meant as one
        faults.unread.update(NAMED.findall(source.text))
        return
    if isinstance(root, YMap) and root.get("pack") is not None:
        pack = read_pack(source, root, faults)
        if pack.name in rules.packs:
            node = root.get("pack")
            other = rules.packs[pack.name].source.name
            faults.add(
                source,
                node or root,
                f"Le jeu « {pack.name} » est déjà dans {other}.",
                f"The pack “{pack.name}” is already in {other}.",
            )
            return
        rules.packs[pack.name] = pack
    elif isinstance(root, YMap) and root.get("model") is not None:
        rules.models[path] = read_model(source, root, faults.errors)
    elif isinstance(root, YMap) and root.get("guide") is not None:
        from segur_lint.guide import read_guide

        rules.guides[path] = read_guide(source, root, faults)
    else:
        faults.add(
            source,
            root,
            "Ce fichier n'est ni un jeu de règles (« pack: »), ni un modèle (« model: »), ni un "
            "guide (« guide: »).",
            "This file is neither a pack (“pack:”) nor a model (“model:”) nor a guide (“guide:”).",
        )


def model_of(flat: FlatPack, models: dict[str, Model | None], faults: Faults) -> Model | None:
    """The model that a pack, or the nearest of its parents, names by its file."""
    if flat.field("model") is None:
        faults.add(
            flat.own.source,
            flat.own.root,
            "Le jeu ne nomme aucun « model ».",
            "The pack names no “model”.",
        )
    return _named(flat, "model", models, Text("Modèle", "model"), faults)


def _named(
    flat: FlatPack, key: str, files: dict[str, _T | None], what: Text, faults: Faults
) -> _T | None:
    """What a pack, or the nearest of its parents, names by its file; None where none does."""
    where = flat.field(key)
    if where is None:
        return None
    if not isinstance(where.node, YText):
        faults.add(
            where.source,
            where.node,
            f"« {key} » est le nom d'un fichier de {what.fr.lower()}.",
            f"“{key}” is the name of a {what.en}'s file.",
        )
        return None
    path = os.path.realpath(os.path.join(os.path.dirname(where.source.name), where.text))
    if path not in files:
        known = tuple(sorted(os.path.basename(each) for each, found in files.items() if found))
        faults.unknown(where.source, where.node, what, known)
    return files.get(path)


def _check_guides(rules: Rules, faults: Faults) -> None:
    """Say which controls and balises of the guides no pack has that is held to them."""
    if faults.unread or not rules.guides:
        return  # what a pack that cannot be read holds may be what is missed
    from segur_lint.guide import check_balises, check_controls

    lost = {id(pack) for pack in rules.packs.values() if pack.lost}
    for guide in filter(None, rules.guides.values()):
        users = [(flat, model) for flat, model, named in rules.guided if named is guide]
        ids = [row.id for flat, _ in users for row in flat.rows]
        ids += [gone.id for flat, _ in users for gone in flat.dropped]
        if not users:
            ids = [row.id for pack in rules.packs.values() for row in pack.rows]
        held = [pack for flat, _ in users for pack in flat.chain] or rules.packs.values()
        if lost.isdisjoint(map(id, held)):  # else what is missed may be what could not be read
            check_controls(guide, ids, faults)
        check_balises(guide, [model for _, model in users if model is not None], faults)


def _once(faults: Faults) -> list[Any]:
    """The faults without repeats: a row that several packs inherit is at fault once."""
    seen: dict[tuple[str, int, str], Any] = {}
    for error in faults.errors:
        seen.setdefault((error.source.name, error.span.start, error.message.fr), error)
    return list(seen.values())
