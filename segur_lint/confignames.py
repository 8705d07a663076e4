"""The cold path of a configuration: all its faults, those of the names and paths in it too."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

from segur_lint import library
from segur_lint.config import declared, header
from segur_lint.configfile import ConfigErrors, Reader
from segur_lint.errors import RULES_LIST, SegurLintError, UsageError
from segur_lint.link import Pack
from segur_lint.source import Source
from segur_lint.text import Text, printable
from segur_lint.yamlnodes import YList, YMap, YNode, YText


def read(source: Source, rules: Sequence[str]) -> dict[str, Any]:
    """What the configuration says, as a plain value; `ConfigErrors` where its shapes are wrong.

    Its names and its paths are looked at only then: all is told at once.
    """
    reader = Reader(source)
    plain = reader.plain()
    if reader.faults.errors:
        raise complain_alone(source, rules)
    return plain


def complain_alone(source: Source, rules: Sequence[str]) -> ConfigErrors:
    """The same, of one that is used with its own folders of rules and these."""
    reader = Reader(source)
    folders = [_beside(source, each) for each in _texts(reader, "rules")]
    try:
        packs = library.load([*filter(os.path.isdir, folders), *rules])
    except SegurLintError:  # the rules have faults of their own, told once these are mended
        return complain(source, None)
    return complain(source, packs)


def complain(source: Source, packs: Sequence[Pack] | None) -> ConfigErrors:
    """All the faults of a configuration that is used with these packs, where they are known."""
    reader = Reader(source)
    reader.plain()
    _paths(reader)
    if packs is not None:
        _names(reader, packs)
    return ConfigErrors(reader.faults.errors)


def _beside(source: Source, node: YText) -> str:
    return os.path.join(os.path.dirname(source.name), node.value)


def _texts(reader: Reader, key: str) -> list[YText]:
    """The texts of a key that is a map, or else a text or a list."""
    found = reader.fields.get(key)
    node: YNode | None = None if found is None else found.node
    held: Iterable[YNode | None] = (node,)
    if key == "registers":
        held = [value for _, value in node.items] if isinstance(node, YMap) else ()
    elif isinstance(node, YList):
        held = node.items
    return [each for each in held if isinstance(each, YText) and each.value.strip()]


def _paths(reader: Reader) -> None:
    """What must be on the disk and is not."""
    for key, is_there, fr, en in (
        ("registers", os.path.exists, "Le registre", "The register"),
        ("documents", os.path.exists, "Le chemin", "The path"),
        ("rules", os.path.isdir, "Le dossier de règles", "The folder of rules"),
    ):
        for node in _texts(reader, key):
            if not is_there(_beside(reader.source, node)):
                name = printable(node.value)
                reader.fault(
                    node,
                    f"{fr} « {name} » n'existe pas. Un chemin part du dossier de la configuration.",
                    f"{en} “{name}” does not exist. A path starts from the configuration's folder.",
                )


def _names(reader: Reader, packs: Sequence[Pack]) -> None:
    """The names that none of the packs has."""
    whole = [pack for pack in packs if not pack.program["fallback"]]
    pack = reader.fields.get("pack")
    if pack is not None:
        _pack(reader, pack.node, whole)
    for line in reader.lines("packs"):
        if isinstance(line, YMap):
            named = _pack(reader, line.get("pack"), whole)
            where = line.get("where")
            if named is not None and isinstance(where, YMap):
                balises = tuple(header(named))
                _known(reader, where, Text("Balise de l'en-tête", "balise of the header"), balises)
    ids = tuple(sorted({each for pack in packs for each in pack.ids}))
    for key, fr, en, known in (
        ("inputs", "Valeur", "value", declared(packs, "inputs")),
        ("registers", "Registre", "register", declared(packs, "registers")),
        ("severities", "Règle", "rule", ids),
    ):
        found = reader.fields.get(key)
        if found is not None and isinstance(found.node, YMap):
            otherwise = RULES_LIST if key == "severities" else None
            _known(reader, found.node, Text(fr, en), tuple(sorted(known)), otherwise)
    waived = [each.get("rule") for each in reader.lines("waivers") if isinstance(each, YMap)]
    rules = [each for each in waived if isinstance(each, YText) and each.value.strip()]
    for node in [*_texts(reader, "ignore"), *rules]:
        if node.value not in ids:
            reader.faults.unknown(reader.source, node, Text("Règle", "rule"), ids, RULES_LIST)


def _known(
    reader: Reader,
    node: YMap,
    what: Text,
    known: tuple[str, ...],
    otherwise: Text | None = None,
) -> None:
    for key, _ in node.items:
        if key.value not in known:
            reader.faults.unknown(reader.source, key, what, known, otherwise)


def _pack(reader: Reader, node: YNode | None, packs: Sequence[Pack]) -> Pack | None:
    """The pack of that name; where there is none, that is a fault."""
    if not isinstance(node, YText) or not node.value.strip():
        return None
    try:
        return library.choose(packs, node.value)
    except UsageError as error:
        reader.fault(node, error.message.fr, error.message.en)
        return None
