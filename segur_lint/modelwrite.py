"""A tree of balises, written as a model."""

from __future__ import annotations

import json
import os
import re

from segur_lint.balises import BLOC, LIST, Balise
from segur_lint.errors import AuthorError, AuthorErrors, UsageError
from segur_lint.modelfile import read_model
from segur_lint.source import Source
from segur_lint.text import Text, printable
from segur_lint.yamlfile import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = re.compile(r"[^\W\d]\w*")
_PLURAL = re.compile(r"[^\W\d_]{2,}[sx]")
_WORDS = re.compile("[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-Z]+(?![a-z])|[0-9]+")
#: What expressions call other things already.
_TAKEN = ("fichier", "lot", "archive", "document")


def name_elements(top: Balise, unit: str) -> str:
    """Name the elements of every list, each its own; the unit's name, or empty."""
    every = top.every()
    lists = [each for each in every if each.kind == LIST]
    taken = {*_TAKEN}
    for each in lists:
        if each.element in taken:
            each.element = ""
        taken.add(each.element)
    taken.update(each.name for each in every)
    for each in lists:
        if not each.element:
            each.element = next(name for name in _candidates(each.name) if name not in taken)
            taken.add(each.element)
    names = [each.element for each in lists if each.members is not None]
    if unit in names:
        return unit
    return next((each.element for each in lists if each.members), "")


def _candidates(name: str) -> Iterator[str]:
    """What one element of a list of that name may be called: « lignesCommande » -> ligne."""
    words = _WORDS.findall(name) if _PLAIN.fullmatch(name) else []
    single = [word[:-1] if _PLURAL.fullmatch(word) else word for word in words]
    if words:
        yield single[0][:1].lower() + single[0][1:]
        yield "".join(single)
        yield "".join(single) + "Element"
    number = 1
    while True:
        yield f"element{number}"
        number += 1


def written(name: str, file: str, unit: str, top: Balise, title: str | None = None) -> str:
    """The YAML of the model `name`, made of `file`, laid out as ours are.

    Elements that have no name are given one; `unit` is the one that reports count, by default that
    of the first list. `UsageError` where the reader of models would refuse it.
    """
    unit = name_elements(top, unit)
    shown = printable(os.path.basename(file))
    title = json.dumps(title or f"Modèle importé de {shown}", ensure_ascii=False)
    head = [f"model: {name}", f"title: {title}", *([f"unit: {unit}"] if unit else []), "balises:"]
    text = "\n".join([*head, *lines(top, "  ")]) + "\n"
    _prove(text)
    return text


def lines(holder: Balise, margin: str) -> list[str]:
    """The members of a bloc, or of a list's elements, as lines of a model's file."""
    found = []
    for each in (holder.members or {}).values():
        key = margin + (each.name if _PLAIN.fullmatch(each.name) else _quoted(each.name))
        inner = margin + "  "
        if each.kind not in (LIST, BLOC):
            found.append(f"{key}: {each.kind}")
            continue
        found.append(f"{key}:")
        if each.kind == LIST:
            found.append(f"{inner}list of: {each.element}")
        if each.open:
            found.append(f"{inner}open: true")
        if each.members:
            found += [f"{inner}balises:", *lines(each, inner + "  ")]
        elif each.members is not None:
            found.append(f"{inner}balises: {{}}")
    return found


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _prove(text: str) -> None:
    """Refuse what our own reader would refuse: too deep, too large, a name of odd characters."""
    source = Source("", text.encode("utf-8", "backslashreplace"))
    errors: list[AuthorError] = []
    try:
        read_model(source, load(source), errors)
    except AuthorErrors as found:
        errors = found.errors
    if errors:
        why = errors[0].message
        raise UsageError(
            Text(
                f"Aucun modèle ne peut être fait de ce fichier. {why.fr}",
                f"No model can be made of this file. {why.en}",
            )
        )
