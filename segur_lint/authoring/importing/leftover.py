"""Rows in comments that a table left in a pack: they go once the table says what was missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from segur_lint.authoring.writing.packfill import PROPOSED_END
from segur_lint.authoring.writing.templates import TO_FILL
from segur_lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    #: Whether such a row is no longer wanted: its balise, its margin, its lines.
    Stale = Callable[[str, str, list[str]], bool]

_HEAD = re.compile(r"( *)# .+, ligne [0-9]+( |$)")
_ID = re.compile(r"^ *# - id: (\S+)", re.MULTILINE)
_BALISE = "#   balise: "


def proposed(source: Source) -> set[str]:
    """The ids of the rows in comments that a person may take out of them as they are."""
    text = without(source, lambda *_: True)[0].text
    return set(_ID.findall(text))


def without(source: Source, is_stale: Stale) -> tuple[Source, int]:
    """The pack's file without the rows in comments that `is_stale`, and how many these were."""
    text = source.text
    kept: list[str] = []
    removed = 0
    start, margin, balise = -1, "", ""  # of the row that is being read, among the lines kept
    is_after = False
    for whole in text.split("\n"):
        line = whole.removesuffix("\r")
        if is_after and not line.strip():
            is_after = False  # the empty line that told it from the next
            continue
        is_after = False
        kept.append(whole)
        head = _HEAD.match(line)
        if head:
            start, margin, balise = len(kept) - 1, head[1], ""
        elif not line.startswith(f"{margin}#"):
            start = -1
        elif start >= 0 and line.startswith(margin + _BALISE):
            balise = line[len(margin + _BALISE) :]
        elif start >= 0 and line.startswith(margin + PROPOSED_END) and TO_FILL in line:
            told = [each.removesuffix("\r") for each in kept[start:]]
            if balise and is_stale(balise, margin, told):
                del kept[start:]
                removed += 1
                is_after = True
            start = -1
    if not removed:
        return source, 0
    end = "\r\n" if "\r\n" in text else "\n"
    data = ("\n".join(kept).rstrip() + end).encode()
    return Source(source.name, data), removed
