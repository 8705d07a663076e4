"""What stands beside a deposit, as facts: its archives, and the documents in and beside them.

Nothing is extracted: contents pass through `content.Watch`, a chunk at a time, to a limit.
"""

from __future__ import annotations

import os

from segur_lint.archive import Archive, held, pour, read_archive
from segur_lint.archive.faults import entry_fault
from segur_lint.content import Watch
from segur_lint.deposit import ARCHIVES
from segur_lint.errors import reason
from segur_lint.frames import UNKNOWN
from segur_lint.regular import open_regular
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from segur_lint.archive.entries import Entry
    from segur_lint.content import Content

#: Bytes read of a document, and of an archive, where no pack says how many.
DOCUMENT, ARCHIVE = 64_000_000, 2_000_000_000
_CHUNK = 65_536
#: Faults of an archive that hide none of what it holds.
_ALL_SEEN = ("no-entry", "prefix", "suffix")
#: Faults of an entry that are those of a document: it is damaged, and nothing worse.
_DAMAGE = ("crc", "broken", "truncated", "unreadable")
#: Kinds of content that are archives.
_NESTED = ("ZIP", "7Z", "RAR", "GZIP", "BZIP2", "XZ", "ZSTD", "TAR", "CAB")
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
        if archive.fault.code not in _ALL_SEEN:
            # What it holds is not known, or not all of it: a document of which nothing is known.
            made.documents.append(Item(path, {}))
    made.archives.append(Item(path, {"nom": name, "taille": archive.size, "alerte": alert}))
    with held(archive):
        for entry in archive.entries:
            # « duplicate » is what the pack says of names that come twice, wherever they are.
            told = entry.fault is not None and entry.fault.code != "duplicate"
            if entry.is_folder and not told:
                continue
            facts = _entry(archive, entry, limit, archive.size > most)
            facts["archive"] = name
            made.documents.append(Item(f"{path}!/{entry.name}", facts))


def _entry(archive: Archive, entry: Entry, limit: int, closed: bool) -> dict[str, Any]:
    """The facts of a file in an archive. `closed` where the archive is too large to be read.

    Sizes are those that were read: what an archive announces is not believed.
    """
    name = entry.name.rstrip("/").rpartition("/")[2]
    watch, size, found = Watch(), 0, None
    fault = entry.fault if entry.fault is not None and entry.fault.code != "duplicate" else None
    if not closed and fault is None:
        size, fault = pour(archive, entry, limit, watch.feed)
        found = watch.content() if fault is None else None
        if found is not None and found.kind in _NESTED:
            fault = entry_fault("nested", Text(f" ({found.kind})", f" ({found.kind})"))
    damage = fault.text if fault is not None and fault.code in _DAMAGE else None
    alert = fault.text if fault is not None and damage is None else None
    seen = not closed and alert is None and size <= limit  # to its end
    facts = _facts(name, size, found if seen else None, damage)
    if closed or alert is not None:
        facts["taille"] = UNKNOWN
    facts["alerte"] = alert
    return facts


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
        why = reason(error)
        fault = Text(f"Il ne peut pas être lu : {why.fr}.", f"It cannot be read: {why.en}.")
    found = watch.content() if fault is None and watch.size <= limit else None
    facts = _facts(os.path.basename(path), max(size, watch.size), found, fault)
    facts["alerte"] = facts["archive"] = None
    return Item(path, facts)


def _facts(name: str, size: int, found: Content | None, fault: Text | None) -> dict[str, Any]:
    """The facts of a document; what is not `found` of its content is not known."""
    facts: dict[str, Any] = {
        "nom": name,
        # Nothing read of what cannot be read does not say that it is empty.
        "taille": UNKNOWN if fault is not None and not size else size,
        "extension": os.path.splitext(name)[1][1:],
        "genre": UNKNOWN,
        "sain": UNKNOWN if fault is None else False,
        "constat": UNKNOWN if fault is None else fault,
    }
    if found is not None and fault is None:
        facts["genre"] = found.kind
        facts["sain"] = found.fault is None
        facts["constat"] = found.fault or _said(found.kind)
    return facts


def _said(kind: str) -> Text:
    if not kind:
        return Text("Son contenu n'est pas reconnu.", "Its content is not recognised.")
    return Text(f"Son contenu est du type {kind}.", f"Its content is of the type {kind}.")
