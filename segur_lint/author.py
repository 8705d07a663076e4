"""The cold path: files of rules to programs, every fault of their authors told at once."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Any

from segur_lint.compile import compile_pack
from segur_lint.errors import AuthorErrors
from segur_lint.faults import Faults
from segur_lint.inherit import FlatPack, chains, flatten
from segur_lint.model import Model
from segur_lint.modelfile import read_model
from segur_lint.pack import PackFile, read_pack
from segur_lint.source import Source
from segur_lint.text import Text
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap, YText


@dataclass(frozen=True)
class Rules:
    """Files of rules without fault: what was read of them, and what was made of each pack."""

    packs: dict[str, PackFile]
    models: dict[str, Model | None]  # by real path; None: the file has faults, which are told
    compiled: list[tuple[FlatPack, dict[str, Any]]]  # without the abstract ones


def compile_all(files: list[tuple[str, bytes]]) -> list[dict[str, Any]]:
    """The programs of the packs in `files` (path, bytes), without the abstract ones."""
    programs = [program for _, program in read_all(files).compiled]
    return sorted(programs, key=lambda program: str(program["pack"]))


def read_all(files: list[tuple[str, bytes]]) -> Rules:
    """The rules in `files` (path, bytes). `AuthorErrors`: all the faults of their authors."""
    faults = Faults()
    rules = Rules({}, {}, [])
    for path, data in files:
        _read(Source(path, data), rules.packs, rules.models, faults)
    for chain in chains(rules.packs, faults).values():
        flat = flatten(chain, faults)
        if flat.own.flag("abstract"):
            continue
        model = _model(flat, rules.models, faults)
        if model is not None:
            rules.compiled.append((flat, compile_pack(flat, model, faults)))
    if faults.errors:
        raise AuthorErrors(_once(faults))
    return rules


#: The pack that a file is meant to be, where the rest of it cannot be read.
_PACK = re.compile(r"^pack[ \t]*:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


def _read(
    source: Source, packs: dict[str, PackFile], models: dict[str, Model | None], faults: Faults
) -> None:
    try:
        root = load(source)
    except AuthorErrors as errors:
        faults.errors += errors.errors
        models[os.path.realpath(source.name)] = None  # it may have been meant as one
        faults.unread.update(_PACK.findall(source.text))
        return
    if isinstance(root, YMap) and root.get("pack") is not None:
        pack = read_pack(source, root, faults)
        if pack.name in packs:
            node = root.get("pack")
            other = packs[pack.name].source.name
            faults.add(
                source,
                node or root,
                f"Le jeu « {pack.name} » est déjà dans {other}.",
                f"The pack “{pack.name}” is already in {other}.",
            )
            return
        packs[pack.name] = pack
    elif isinstance(root, YMap) and root.get("model") is not None:
        models[os.path.realpath(source.name)] = read_model(source, root, faults.errors)
    else:
        faults.add(
            source,
            root,
            "Ce fichier n'est ni un jeu de règles (« pack: »), ni un modèle (« model: »).",
            "This file is neither a pack (“pack:”) nor a model (“model:”).",
        )


def _model(flat: FlatPack, models: dict[str, Model | None], faults: Faults) -> Model | None:
    """The model that a pack, or the nearest of its parents, names by its file."""
    where = flat.field("model")
    if where is None:
        faults.add(
            flat.own.source,
            flat.own.root,
            "Le jeu ne nomme aucun « model ».",
            "The pack names no “model”.",
        )
        return None
    if not isinstance(where.node, YText):
        faults.add(
            where.source,
            where.node,
            "« model » est le nom d'un fichier de modèle.",
            "“model” is the name of a model's file.",
        )
        return None
    path = os.path.realpath(os.path.join(os.path.dirname(where.source.name), where.text))
    if path not in models:
        known = tuple(sorted(os.path.basename(each) for each, model in models.items() if model))
        faults.unknown(where.source, where.node, Text("Modèle", "model"), known)
    return models.get(path)


def _once(faults: Faults) -> list[Any]:
    """The faults without repeats: a row that several packs inherit is at fault once."""
    seen: dict[tuple[str, int, str], Any] = {}
    for error in faults.errors:
        seen.setdefault((error.source.name, error.span.start, error.message.fr), error)
    return list(seen.values())
