"""What differs between two packs besides their rules and parameters: sections, model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from segur_lint.authoring.differences.difference import Difference, same_text, turned, value
from segur_lint.flat import FlatPack
from segur_lint.recognised import known_by
from segur_lint.text import Text, printable
from segur_lint.yamlnodes import plain

_TEXTS = {
    "extends": Text("le jeu dont il hérite (extends)", "the pack that it inherits (extends)"),
    "title": Text("le titre du jeu", "the pack's title"),
    "status": Text("le statut du jeu", "the pack's status"),
    "source": Text("la source du jeu", "the pack's source"),
    "guide": Text("le guide dont il répond (guide)", "the guide that it answers for (guide)"),
    "applies": Text("à quoi le jeu se reconnaît (applies)", "what the pack is known by (applies)"),
    "sample": Text("le dépôt d'exemple (sample)", "the sample deposit (sample)"),
    "fallback": Text("« fallback »", "“fallback”"),
    "abstract": Text("« abstract »", "“abstract”"),
}
#: The pack's own: an heir has its own, or none.
_OWN = ("extends", "title", "status", "sample", "fallback", "abstract")
_SHAPE = {
    "unit": Text("l'unité du modèle (unit)", "the model's unit (unit)"),
    "layouts": Text("les dispositions du modèle (layouts)", "the model's layouts (layouts)"),
}
_SECTIONS = {
    "stages": Text("l'étape", "the stage"),
    "inputs": Text("la valeur à donner (inputs)", "the value to give (inputs)"),
    "registers": Text("le registre", "the register"),
    "reads": Text("« reads »", "“reads”"),
    "names": Text("la nomenclature", "the notation of names"),
    "keys": Text("la clé de", "the key of"),
    "example": Text("« example »", "“example”"),
    "answer": Text("« answer »", "“answer”"),
    "deposits": Text("« deposits »", "“deposits”"),
}


def sections(before: FlatPack, after: FlatPack) -> list[Difference]:
    """What differs in the texts of a pack, and entry by entry in its sections."""
    told = []
    for key, label in _TEXTS.items():
        one, other = (_field(each, key) for each in (before, after))
        if value(one) != value(other) or (key == "applies" and not _same(one, other)):
            told.append(Difference("changed", "", key, turned(label, one, other)))
    for key, label in _SECTIONS.items():
        old, new = before.merged(key), after.merged(key)
        for name in [*old, *(each for each in new if each not in old)]:
            one, other = (plain(each[name].node) if name in each else None for each in (old, new))
            if one == other:
                continue
            kind = (
                "changed" if name in old and name in new else "added" if name in new else "removed"
            )
            shown = printable(name)
            named = Text(f"{label.fr} {shown}", f"{label.en} {shown}")
            told.append(Difference(kind, "", f"{key}.{name}", turned(named, one, other)))
    return told


def _same(one: str | None, other: str | None) -> bool:
    return one == other or (one is not None and other is not None and same_text(one, other))


def _field(flat: FlatPack, key: str) -> Any:
    found = flat.own.fields.get(key) if key in _OWN else flat.field(key)
    if key == "applies":
        found = known_by(flat)
    return None if found is None else plain(found.node)


def balises(root: Any) -> dict[str, str]:
    """The balises of a model's file, by their path, and of what kind each is."""
    found: dict[str, str] = {}
    _gather(root.get("balises"), "", found)
    return found


def _gather(balises: Any, path: str, found: dict[str, str]) -> None:
    for name, kind in balises.items() if isinstance(balises, dict) else ():
        here = f"{path}{name}"
        if not isinstance(kind, dict):
            found[here] = str(kind)
            continue
        element = kind.get("list of")
        found[here] = ("balises" if element is None else f"list of: {element}") + (
            ", open" if kind.get("open") == "true" else ""
        )
        _gather(kind.get("balises"), f"{here}.", found)


def models(old: Mapping[str, str], new: Mapping[str, str]) -> list[Difference]:
    """The balises that one of two models has and the other has not, or has of another kind."""
    told = []
    for path, kind in new.items():
        shown, what = printable(path), printable(kind)
        if path not in old:
            said = Text(
                f"le modèle a une balise de plus : {shown} ({what})",
                f"the model has a balise more: {shown} ({what})",
            )
            told.append(Difference("added", "", f"model.{path}", said))
        elif old[path] != kind:
            label = Text(f"la balise {shown} du modèle", f"the balise {shown} of the model")
            told.append(Difference("changed", "", f"model.{path}", turned(label, old[path], kind)))
    for path, kind in old.items():
        if path not in new:
            shown, what = printable(path), printable(kind)
            said = Text(
                f"le modèle n'a plus la balise {shown} ({what})",
                f"the model no longer has the balise {shown} ({what})",
            )
            told.append(Difference("removed", "", f"model.{path}", said))
    return told


def shape(old: Any, new: Any) -> list[Difference]:
    """What differs between two models' files in how their balises are read."""
    return [
        Difference("changed", "", f"model.{key}", turned(label, old.get(key), new.get(key)))
        for key, label in _SHAPE.items()
        if old.get(key) != new.get(key)
    ]
