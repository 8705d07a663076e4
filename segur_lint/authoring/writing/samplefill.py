"""A sound deposit with a value for each balise of a model: what is there stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from segur_lint.authoring.writing.examplevalues import value as value_of
from segur_lint.balises import BLOC, LIST, Balise
from segur_lint.document import Document, read
from segur_lint.errors import UsageError
from segur_lint.newdeposit import laid_out
from segur_lint.source import Source
from segur_lint.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from segur_lint.document import JSONValue


#: Of balises, by identity: the JSON text of a value, and whether null would do.
Texts: TypeAlias = "Mapping[int, tuple[str, bool]]"


def completed(path: str, data: bytes, top: Balise, texts: Texts) -> bytes:
    """The deposit in `data` with every balise of the model's tree `top`; the unknown are null.

    A null that its balise cannot have is replaced; every other value that is there stays.
    `UsageError` where `data` is no object in JSON.
    """
    source = Source(path, data)
    document = read(source) if source.bad_byte is None else None
    if not isinstance(document, Document) or not isinstance(document.value, dict):
        shown = printable(path)
        raise UsageError(
            Text(
                f"Le dépôt d'exemple « {shown} » n'est pas un objet JSON : rien n'y est ajouté.",
                f"The sample “{shown}” is no JSON object: nothing is added to it.",
            )
        )
    value = document.value
    if _fill(value, top, texts):
        return (laid_out(value) + "\n").encode()
    return data


def _fill(value: dict[str, JSONValue], holder: Balise, texts: Texts) -> bool:
    """Add what the members of `holder` lack; whether anything was added."""
    changed = False
    for name, each in (holder.members or {}).items():
        _, may_be_null = texts.get(id(each), ("", True))
        if name not in value or (value[name] is None and not may_be_null):
            value[name] = _made(each, texts)
            changed = True
            continue
        found = value[name]
        for inner in found if isinstance(found, list) else [found]:
            if isinstance(inner, dict) and each.members:
                changed |= _fill(inner, each, texts)
    return changed


def _made(balise: Balise, texts: Texts) -> JSONValue:
    if id(balise) in texts:
        return value_of(texts[id(balise)][0])
    if balise.members is None:
        return [] if balise.kind == LIST else None
    inner: dict[str, JSONValue] = {}
    _fill(inner, balise, texts)
    return inner if balise.kind == BLOC else [inner]
