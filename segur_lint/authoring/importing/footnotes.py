"""Lines of a table that are its footnotes: the mark of a note, then words, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from segur_lint.errors import AuthorError
from segur_lint.text import Text, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from segur_lint.authoring.importing.cells import Cell
    from segur_lint.authoring.importing.table import Table

#: What numbers a note: never the name of anything.
_MARK = re.compile(r"\s*(?:\([0-9]{1,2}\)|\[[0-9]{1,2}\]|[*†¹²³]{1,3})\s*")


def told(cells: Mapping[str, Cell], filled: Sequence[str], made: Table) -> bool:
    """Whether a line, of which these columns are `filled`, is a footnote: it is then a remark."""
    first, *others = filled
    if first not in ("bloc", "balise") or others not in ([], ["description"]):
        return False
    cell = cells[first]
    mark = _MARK.match(cell.text)
    # What it says stands behind the mark, or in the next cell.
    if mark is None or (mark.end() == len(cell.text)) != bool(others):
        return False
    shown = shorten(" ".join(cells[column].line for column in filled))
    why = Text(
        f"« {shown} » est lu comme une note de bas de tableau : aucune règle n'en est faite.",
        f"“{shown}” is read as a footnote: no rule is made of it.",
    )
    made.notes.append(AuthorError(made.source, cell.span(), why))
    return True
