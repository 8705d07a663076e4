"""What is left to say in rules that can be read: a mark ``À REMPLIR``, a source supposed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from segur_lint.authoring.checking.remark import Remark
from segur_lint.authoring.writing.templates import TO_FILL
from segur_lint.faults import Faults
from segur_lint.inherit import flatten
from segur_lint.pack import STATUSES, PackFile
from segur_lint.source import Source, Span

#: Nobody is told of a word in the midst of others, and « à remplir » is said of many things.
_MARK = re.compile(rf"(?<!\w)(?:{TO_FILL}|A\u0300{TO_FILL[1:]})(?!\w)")
_PUBLISHED = STATUSES[0]
_SUPPOSED = "supposé"


def remarks(
    files: list[tuple[str, bytes]], chains: dict[str, tuple[PackFile, ...]]
) -> Iterator[Remark]:
    """What is left to fill in each file, and what published packs only suppose.

    A mark in what no published pack has can wait: its pack was begun just so.
    """
    published: set[str] = set()
    for packs in chains.values():
        if packs[-1].text("status") == _PUBLISHED:
            published.update(file for pack in packs for file in files_of(pack))
            yield from _supposed(packs)
    for path, data in files:
        yield from _marked(Source(path, data), os.path.realpath(path) not in published)


def files_of(pack: PackFile) -> Iterator[str]:
    """The real paths of a pack, and of the model and the guide that it names itself."""
    yield os.path.realpath(pack.source.name)
    here = os.path.dirname(pack.source.name)
    for key in ("model", "guide"):
        if pack.text(key):
            yield os.path.realpath(os.path.join(here, pack.text(key)))


def _marked(source: Source, waits: bool) -> Iterator[Remark]:
    """One remark for a comment and the line that it is about."""
    at = 0
    told = False
    for line in source.text.splitlines(keepends=True):
        mark = _MARK.search(line)
        if mark and not told:
            span = Span(at + mark.start(), at + mark.end())
            fr = f"Il reste ici « {TO_FILL} ». Complétez, puis effacez cette marque."
            en = f"“{TO_FILL}” is left here. Complete it, then delete this mark."
            yield Remark("à-remplir", source, span, fr, en, waits=waits)
        told = line.lstrip().startswith("#") and (told or mark is not None)
        at += len(line)


def _supposed(packs: tuple[PackFile, ...]) -> Iterator[Remark]:
    for row in flatten(packs, Faults()).rows:
        said = row.fields.get("source")
        if said is not None and said.text.startswith(_SUPPOSED):
            yield Remark(
                "supposé",
                said.source,
                said.node.span,
                f"{row.id} n'est que supposé, et le jeu « {packs[-1].name} » est publié. Donnez sa "
                "source (§, déduit ou usage), ou écrivez « status: provisoire ».",
                f"{row.id} is only supposed, and the pack “{packs[-1].name}” is published. Give "
                "its source (§, déduit or usage), or write “status: provisoire”.",
            )
