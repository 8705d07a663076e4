"""What files of rules declare and nothing uses; balises of a model that are hard to tell apart."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from segur_lint.author import Rules
from segur_lint.authoring.checking.remark import Remark
from segur_lint.pack import PackFile
from segur_lint.row import KINDS, TARGETS
from segur_lint.ruletest import unproved
from segur_lint.source import Source
from segur_lint.text import Text, fold
from segur_lint.yamlnodes import YList, YMap, YNode, YText

#: The keys of a row, and of a pack, that name what the pack declares.
_NAMING = (*TARGETS, *KINDS, "at", "when", "found", "expected", "message", "fix")
_NAMING = (*_NAMING, "together with", "paired with", "counted once per")
_SPEAKING = ("applies", "reads", "example", "answer", "deposits", "names", "registers")
_WORD = re.compile(r"\w+")
#: Letters of the shortest names that may be one name, two of its letters in the other order.
SHORTEST = 5
_FILLED = re.compile(r"\{([^{}]*)\}")
_DECLARED = {
    "params": Text("le paramètre", "the parameter"),
    "inputs": Text("la valeur", "the value"),
    "names": Text("la nomenclature", "the notation"),
    "registers": Text("le registre", "the register"),
}


def declared(pack: PackFile, family: list[PackFile]) -> Iterator[Remark]:
    """The parameters, values, notations and registers of a pack that nobody names.

    `family` are the packs that it extends or that extend it: any of them may use what it declares.
    """
    said = [text for each in family for text in _texts(each)]
    words_said = {word for _, text in said for word in _WORD.findall(text)}
    for section, what in _DECLARED.items():
        where = pack.fields.get(section)
        for key, node in where.node.items if where and isinstance(where.node, YMap) else ():
            if section in ("params", "inputs"):
                used = key.value in words_said
            else:
                words = "|".join(map(re.escape, (key.value, *_called(section, node))))
                word = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
                used = any(word.search(text) for at, text in said if at is not node)
            if used or (section == "names" and _is_part_used(node, said)):
                continue
            yield _unused(pack, key, what)


def _unused(pack: PackFile, key: YText, what: Text) -> Remark:
    return Remark(
        "inutile",
        pack.source,
        key.span,
        f"Rien ne se sert de « {key.value} », {what.fr} que ce jeu déclare. Retirez-le, ou "
        "vérifiez le nom qu'écrivent les règles.",
        f"Nothing uses “{key.value}”, {what.en} that this pack declares. Remove it, or see which "
        "name the rules write.",
    )


def _called(section: str, node: YNode) -> list[str]:
    """Another name by which an entry is used: that of a register's row."""
    called = node.get("called") if section == "registers" and isinstance(node, YMap) else None
    return [called.value] if isinstance(called, YText) else []


def _is_part_used(node: YNode, said: list[tuple[YNode, str]]) -> bool:
    """Whether a part of a name is asked for: « nom.partie »."""
    of = node.get("of") if isinstance(node, YMap) else None
    if not isinstance(of, YText):
        return True
    part = re.compile(rf"(?<!\w){re.escape(of.value)}\.\w")
    return any(part.search(text) for at, text in said if at is not node)


def _texts(pack: PackFile) -> Iterator[tuple[YNode, str]]:
    """What the keys that name things say, each with the entry of a section it stands in."""
    for row in pack.rows:
        for key in _NAMING:
            if key in row.fields:
                node = row.fields[key].node
                texts = list(_scalars(node))
                if key == "message":  # its sentences name nothing outside of braces
                    texts = [each for text in texts for each in _FILLED.findall(text)]
                yield node, " ".join(texts)
    for section in _SPEAKING:
        where = pack.fields.get(section)
        if where is None:
            continue
        pairs = where.node.items if isinstance(where.node, YMap) else ()
        for name, node in pairs:
            yield node, " ".join([name.value] * (section == "example") + list(_scalars(node)))
        if not pairs:
            yield where.node, " ".join(_scalars(where.node))


def _scalars(node: YNode) -> Iterator[str]:
    if isinstance(node, YText):
        yield node.value
    else:
        values = node.items if isinstance(node, YList) else [value for _, value in node.items]
        for value in values:
            yield from _scalars(value)


def without_sample(rules: Rules) -> Iterator[Remark]:
    """Packs whose examples nobody runs."""
    for name in unproved([program for _, program in rules.compiled]):
        pack = rules.packs[name]
        yield Remark(
            "sans-dépôt",
            pack.source,
            pack.fields["pack"].node.span,
            "Ce jeu n'a pas de dépôt d'exemple : ses exemples ne sont jamais rejoués. Nommez un "
            "dépôt sain par « sample: », ou écrivez « abstract: true » s'il ne sert qu'à être "
            "étendu.",
            "This pack has no sample deposit: its examples are never run. Name a sound deposit "
            "with “sample:”, or write “abstract: true” if it only serves to be extended.",
        )


def without_source(rules: Rules) -> Iterator[Remark]:
    """Packs of which neither they nor those they extend say which document they follow."""
    for flat, _ in rules.compiled:
        if flat.field("source") is None:
            yield Remark(
                "sans-source",
                flat.own.source,
                flat.own.fields["pack"].node.span,
                "Rien ne dit quel document ce jeu suit : chaque rapport et chaque certificat le "
                "nomme. Écrivez « source: {document: son titre} ».",
                "Nothing says which document this pack follows: every report and certificate names "
                "it. Write “source: {document: its title}”.",
            )


def models(rules: Rules, roots: list[tuple[Source, YMap]]) -> Iterator[Remark]:
    """Models that no pack names, and balises of one bloc whose names differ by next to nothing."""
    named = set()
    for pack in rules.packs.values():
        here = os.path.dirname(pack.source.name)
        named.add(os.path.realpath(os.path.join(here, pack.text("model"))))
    for source, root in roots:
        key = root.key("model")
        if key is not None and os.path.realpath(source.name) not in named:
            yield Remark(
                "inutile",
                source,
                key.span,
                "Aucun jeu de règles ne nomme ce modèle. Nommez-le par « model: », ou retirez-le.",
                "No pack names this model. Name it with “model:”, or remove it.",
            )
        yield from _alike(source, root)


def _alike(source: Source, node: YMap) -> Iterator[Remark]:
    balises = node.get("balises")
    items = balises.items if isinstance(balises, YMap) else ()
    seen: dict[str, str] = {}
    for key, inner in items:
        name = fold(key.value)
        swapped = next((seen[each] for each in _swapped(name) if each in seen), None)
        other = swapped or seen.setdefault(name, key.value)
        if other != key.value:
            yield Remark(
                "balise-double",
                source,
                key.span,
                f"« {key.value} » et « {other} » sont dans le même bloc et se confondent. Laquelle "
                "est celle du guide ?",
                f"“{key.value}” and “{other}” are in one bloc and hard to tell apart. Which one is "
                "the guide's?",
            )
        if isinstance(inner, YMap):
            yield from _alike(source, inner)


def _swapped(name: str) -> Iterator[str]:
    """The names that two neighbouring letters of `name`, in the other order, make."""
    for at in range(len(name) - 1) if len(name) >= SHORTEST else ():
        if name[at] != name[at + 1]:
            yield f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
