"""Balises that an earlier table had, whose rules a pack has, and that the table has no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from segur_lint.authoring.importing.controlled import slot_of
from segur_lint.errors import AuthorError
from segur_lint.text import Text, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.authoring.importing.entries import Entry
    from segur_lint.flat import FlatPack, FlatRow
    from segur_lint.model import Model, Slot

#: What an import writes above a row, and the row's own first line.
_HEAD = re.compile(r" *# (.+), ligne [0-9]+(?: |$)")
_ROW = re.compile(r" *- (?:id|replace): *(\S+)")
#: Of the balises of another file, those the table lacks at most where it is that file, newly named.
_LACKED = 0.75


def remarks(
    entries: Sequence[Entry], flat: FlatPack, model: Model, file: str, origin: str
) -> list[AuthorError]:
    """A remark on each balise that is gone, at its rule.

    A row is of the table if it was made of a `file` of that name, or of one that shares
    balises with the table, or if a person gave it the table's source, `origin`.
    """
    here = {slot_of(each.place, model) for each in entries if each.place is not None}
    named = {each.name for each in entries if each.place is None}
    files = _files(flat.own.source.text)
    found: dict[str, list[tuple[FlatRow, Slot]]] = {}
    rules: dict[Slot, list[str]] = {}
    for row in flat.rows:
        balise = row.fields.get("balise")
        slots = model.find(balise.text)[:1] if balise is not None else []
        if not slots or flat.own.name not in (row.origin, *row.changed):
            continue
        rules.setdefault(slots[0], []).append(row.id)
        told = row.fields.get("source")
        if "format" not in row.fields:
            continue
        if row.id in files:
            found.setdefault(files[row.id], []).append((row, slots[0]))
        elif origin and told is not None and told.text == origin:
            found.setdefault(file, []).append((row, slots[0]))
    made: dict[Slot, AuthorError] = {}
    for name, rows in found.items():
        gone = [(row, slot) for row, slot in rows if slot not in here and slot.name not in named]
        if name == file or len(gone) <= len(rows) * _LACKED:
            for row, slot in gone:
                made.setdefault(slot, _remark(row, slot, rules[slot]))
    return list(made.values())


def _files(text: str) -> dict[str, str]:
    """By the id of a row, the file of the table that it was made of."""
    found: dict[str, str] = {}
    file = ""
    for line in text.splitlines():
        head, row = _HEAD.match(line), _ROW.match(line)
        if head:
            file = head[1]
        elif row and file:
            found[row[1]] = file
        if not line.lstrip().startswith("#"):
            file = ""
    return found


def _remark(row: FlatRow, slot: Slot, rules: list[str]) -> AuthorError:
    asked, name, all_of_it = row.fields["format"], shorten(slot.name), ", ".join(rules)
    return AuthorError(
        asked.source,
        asked.node.span,
        Text(
            f"« {name} » n'est plus dans le tableau. Si l'ASP l'en a retirée, ôtez du jeu ce qui "
            f"la regarde ({all_of_it}), puis la balise du modèle et du dépôt d'exemple. Sinon, "
            "remettez sa ligne dans le tableau.",
            f"“{name}” is no more in the table. If the ASP took it away, remove from the pack what "
            f"looks at it ({all_of_it}), then the balise from the model and from the sample. If "
            "not, put its line back in the table.",
        ),
    )
