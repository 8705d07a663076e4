"""The JSON Schemas of what people write in YAML: packs, models, guides, the configuration.

An editor that has a language server for YAML helps with them: it underlines what is wrong, offers
what can be written, and says on hover what a key is for. They are made of the tables that the
readers use, so that they cannot differ from them; what they say is French, as the guide of those
who write rules is.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from segur_lint.authoring.schema.config import config
from segur_lint.authoring.schema.guide import guide
from segur_lint.authoring.schema.model import model
from segur_lint.authoring.schema.names import Known, known_in
from segur_lint.authoring.schema.pack import pack
from segur_lint.authoring.schema.parts import Schema

__all__ = ["FILES", "Known", "known_in", "written"]

#: What each schema is of: its file, and what makes it.
FILES: dict[str, tuple[str, Callable[[Known], Schema]]] = {
    "pack": ("regles.schema.json", pack),
    "model": ("modele.schema.json", lambda _: model()),
    "guide": ("guide.schema.json", lambda _: guide()),
    "config": ("configuration.schema.json", lambda _: config()),
}


def written(kind: str, known: Known | None = None) -> bytes:
    """The file of one of the schemas; `known` are the names of a pack, for an editor to offer."""
    made = FILES[kind][1](known or Known())
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()
