"""What stands beside a deposit, as facts: its archives, and the documents in and beside them.

Nothing is extracted: contents pass through `content.Watch`, a chunk at a time, to a limit.
"""

from __future__ import annotations

import os

from segur_lint.archive import Archive, pour, read_archive
from segur_lint.content import Watch
from segur_lint.deposit import ARCHIVES
from segur_lint.errors import reason
from segur_lint.frames import UNKNOWN
from segur_lint.inputs import NOT_REGULAR, open_regular
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from segur_lint.archive.entries import Entry

#: Bytes read of a document, and of an archive, where no pack says how many.
DOCUMENT, ARCHIVE = 64_000_000, 2_000_000_000
_CHUNK = 65_536
_NOT_A_FILE = Text("ce n'est pas un fichier ordinaire", "it is not a regular file")
_RENAME = Text(
    "C'est une archive zip sous un autre nom : renommez-la en .zip.",
    "It is a zip archive under another name: rename it to .zip.",
)


class Item:
    """An archive or a document: where it is, for a person, and its facts, by name."""

    __slots__ = ("facts", "place")

    def __init__(self, place: str, facts: dict[str, Any]) -> None:
        self.place = place
        self.facts = facts


class Inventory:
    """Archives and documents, each an `Item`, in the order of their paths."""

    __slots__ = ("archives", "documents")

    def __init__(self) -> None:
        self.archives: list[Item] = []
        self.documents: list[Item] = []


def take(paths: Sequence[str], reads: Mapping[str, int]) -> Inventory:
    """The inventory of `paths`; `reads` are the bytes to read of a document, of an archive.

    Never raises for what stands there: what cannot be read is a fact too.
    """
    made = Inventory()
    limit = reads.get("document", DOCUMENT)
    for path in paths:
        if path.lower().endswith(ARCHIVES):
            _archive(path, limit, reads.get("archive", ARCHIVE), made)
        else:
            made.documents.append(_document(path, limit))
    return made


def _archive(path: str, limit: int, most: int, made: Inventory) -> None:
    archive = read_archive(path)
    name = os.path.basename(path)
    alert = None if name.lower().endswith(".zip") else _RENAME
    if archive.fault is not None:
        alert = archive.fault.text
        # What it holds is not known, or not all of it: a document of which nothing is known.
        made.documents.append(Item(path, {}))
    made.archives.append(Item(path, {"nom": name, "taille": archive.size, "alerte": alert}))
    for entry in archive.entries:
        # « duplicate » is what the pack says of names that come twice, wherever they are.
        told = entry.fault is not None and entry.fault.code != "duplicate"
        if entry.is_folder and not told:
            continue
        facts = _entry(archive, entry, limit, archive.size > most)
        facts["alerte"] = entry.fault.text if entry.fault is not None and told else None
        facts["archive"] = name
        made.documents.append(Item(f"{path}!/{entry.name}", facts))


def _entry(archive: Archive, entry: Entry, limit: int, closed: bool) -> dict[str, Any]:
    """The facts of a file in an archive. `closed` where the archive is too large to be read."""
    name = entry.name.rstrip("/").rpartition("/")[2]
    if closed:
        return _facts(name, entry.size, None, None)
    if entry.fault is not None and entry.fault.code != "duplicate":
        return _facts(name, entry.size, None, entry.fault.text)
    watch = Watch()
    size, fault = pour(archive, entry, limit, watch.feed)
    if size > limit:  # its end was not seen
        return _facts(name, max(size, entry.size), None, None)
    return _facts(name, size, watch, None if fault is None else fault.text)


def _document(path: str, limit: int) -> Item:
    """A document on its own."""
    watch = Watch()
    size, fault = 0, None
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            while watch.size <= limit and (chunk := file.read(_CHUNK)):
                watch.feed(chunk)
    except OSError as error:
        why = _NOT_A_FILE if error.errno == NOT_REGULAR else reason(error)
        fault = Text(f"Il ne peut pas être lu : {why.fr}.", f"It cannot be read: {why.en}.")
    over = watch.size > limit
    facts = _facts(os.path.basename(path), max(size, watch.size), None if over else watch, fault)
    facts["alerte"] = facts["archive"] = None
    return Item(path, facts)


def _facts(name: str, size: int, watch: Watch | None, fault: Text | None) -> dict[str, Any]:
    """The facts of a document; without a `watch` its content is not known."""
    facts: dict[str, Any] = {
        "nom": name,
        # Nothing read of what cannot be read does not say that it is empty.
        "taille": UNKNOWN if fault is not None and not size else size,
        "extension": os.path.splitext(name)[1][1:],
        "genre": UNKNOWN,
        "sain": UNKNOWN if fault is None else False,
        "constat": UNKNOWN if fault is None else fault,
    }
    if watch is not None and fault is None:
        found = watch.content()
        facts["genre"] = found.kind
        facts["sain"] = found.fault is None
        facts["constat"] = found.fault or _said(found.kind)
    return facts


def _said(kind: str) -> Text:
    if not kind:
        return Text("Son contenu n'est pas reconnu.", "Its content is not recognised.")
    return Text(f"Son contenu est du type {kind}.", f"Its content is of the type {kind}.")
