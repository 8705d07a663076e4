"""Sample deposits that are not JSON: no example can be made of them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from segur_lint.author import Rules
from segur_lint.authoring.checking.remark import Remark
from segur_lint.document import Document, read
from segur_lint.inputs import read_file
from segur_lint.source import Source
from segur_lint.text import Text


def remarks(rules: Rules) -> Iterator[Remark]:
    """Packs whose own sample cannot be read; one that is not there is a fault already."""
    for flat, _ in rules.compiled:
        where = flat.own.fields.get("sample")
        if where is None:
            continue
        here = os.path.dirname(where.source.name)
        why = _fault(os.path.join(here, *where.text.split("/")))
        if why is not None:
            yield Remark("exemple", where.source, where.node.span, why.fr, why.en)


def _fault(path: str) -> Text | None:
    """Why a sample is not JSON, and where; None where it is."""
    data = read_file(path)
    if isinstance(data, Text):
        return Text(
            f"Le dépôt d'exemple n'est pas lisible : {data.fr}.",
            f"The sample cannot be read: {data.en}.",
        )
    source = Source(path, data)
    if source.bad_byte is not None:
        return Text(
            "Le dépôt d'exemple n'est pas du JSON : son texte n'est pas en UTF-8. Enregistrez-le "
            "en UTF-8.",
            "The sample is not JSON: its text is not UTF-8. Save it as UTF-8.",
        )
    found = read(source)
    if isinstance(found, Document):
        return None
    at, said = source.place(found.span.start), found.message
    return Text(
        f"Le dépôt d'exemple n'est pas du JSON (ligne {at.line}, colonne {at.column}) : {said.fr}",
        f"The sample is not JSON (line {at.line}, column {at.column}): {said.en}",
    )
