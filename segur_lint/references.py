"""Which document a rule's source is a § of: that of the pack in which the source is written."""

from __future__ import annotations

from segur_lint.flat import FlatPack
from segur_lint.row import Field
from segur_lint.yamlnodes import YMap, YText

#: Sources that no document holds, by their first words.
_OF_NOBODY = ("usage", "supposé")


def document(flat: FlatPack) -> str:
    """The title of the document that a pack reads, its own or inherited; empty without one."""
    return _title(flat.field("source"))


def document_of(flat: FlatPack, source: Field | None) -> str:
    """The title of the document that the source of a row of `flat` speaks of; empty without one.

    A row that is inherited cites what its own pack reads, whatever the heir does.
    """
    if source is None or source.text.split(" ")[0] in _OF_NOBODY:
        return ""
    depth = next(at for at, pack in enumerate(flat.chain) if pack.source is source.source)
    return document(FlatPack(flat.chain[: depth + 1], (), ()))


def _title(found: Field | None) -> str:
    if found is not None and isinstance(found.node, YMap):
        title = found.node.get("document")
        return title.value if isinstance(title, YText) else ""
    return found.text if found else ""
