"""What a pack declares of what stands around a file: its registers, and how much is read."""

from __future__ import annotations

from typing import Any

from segur_lint.faults import Faults
from segur_lint.inherit import FlatPack
from segur_lint.naming import Code
from segur_lint.row import Field
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YNode, YText

KEYS = ("called", "fr", "en", "key", "columns")
COLUMN_KEYS = ("kind", "also", "required")
COLUMN_KINDS = ("text", "amount", "date")
#: What is read: a document, an archive.
READS = ("document", "archive")


def read_registers(flat: FlatPack, faults: Faults) -> list[dict[str, Any]]:
    """The registers of a pack: name, `called` (an element), labels, key and columns."""
    found = []
    for name, where in flat.merged("registers").items():
        entries = _entries(where, KEYS, Text("Clé de registre", "key of a register"), faults)
        columns = entries.get("columns")
        if any(key not in entries for key in KEYS) or columns is None:
            listed = ", ".join(KEYS)
            faults.add(
                where.source,
                where.node,
                f"Un registre a : {listed}.",
                f"A register has: {listed}.",
            )
            continue
        made = [
            _column(word, Field(columns.source, word, node), faults)
            for word, node in (columns.node.items if isinstance(columns.node, YMap) else ())
        ]
        key = entries["key"]
        names = tuple(column[0] for column in made)
        if key.text not in names and isinstance(key.node, YText):
            faults.unknown(key.source, key.node, Text("Colonne", "column"), names)
        found.append(
            {
                "name": name,
                "called": entries["called"].text,
                "fr": entries["fr"].text,
                "en": entries["en"].text,
                "key": key.text,
                "columns": made,
            }
        )
    return found


def _column(word: YText, where: Field, faults: Faults) -> list[Any]:
    """A column: its name, its kind, whether it is required, other headings."""
    entries = _entries(where, COLUMN_KEYS, Text("Clé de colonne", "key of a column"), faults)
    kind = entries.get("kind")
    if kind is not None and kind.text not in COLUMN_KINDS and isinstance(kind.node, YText):
        faults.unknown(kind.source, kind.node, Text("Sorte", "kind"), COLUMN_KINDS)
    also = entries.get("also")
    items = also.node.items if also is not None and isinstance(also.node, YList) else ()
    headings = [item.value for item in items if isinstance(item, YText)]
    required = "required" not in entries or entries["required"].text != "false"
    return [word.value, kind.text if kind is not None else "text", required, headings]


def read_reads(flat: FlatPack, params: dict[str, Code], faults: Faults) -> dict[str, int]:
    """How many bytes of a document, and of an archive, are read: sizes among the parameters."""
    sizes = {name: code[2] for name, code in params.items() if code[1] == "size"}
    found = {}
    for name, where in flat.merged("reads").items():
        if name not in READS:
            faults.unknown(where.source, where.key, Text("Mot", "word"), READS)
        elif where.text not in sizes and isinstance(where.node, YText):
            what = Text("Taille parmi les paramètres", "size among the parameters")
            faults.unknown(where.source, where.node, what, tuple(sizes))
        else:
            found[name] = int(sizes[where.text])
    return found


def _entries(where: Field, known: tuple[str, ...], what: Text, faults: Faults) -> dict[str, Field]:
    node: YNode = where.node
    entries = {}
    for key, value in node.items if isinstance(node, YMap) else ():
        if key.value in known:
            entries[key.value] = Field(where.source, key, value)
        else:
            faults.unknown(where.source, key, what, known)
    return entries
