"""What the sub-commands print: folded lines, JSON."""

from __future__ import annotations

import sys

from segur_lint.report.folding import fold
from segur_lint.report.text import inert
from segur_lint.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def lines(sentences: Iterable[str], margin: str = "") -> str:
    """Each sentence on lines of its own, folded; those after its first are indented further."""
    folded = (
        fold(printable(sentence), margin, margin + "  " * bool(margin)) for sentence in sentences
    )
    return "".join(inert(line) + "\n" for each in folded for line in each)


def plain_json(plain: dict[str, Any]) -> str:
    """JSON for the standard output, in ASCII where that has no « é »."""
    from segur_lint.report.json import dump

    return dump(plain, ascii_only=not (sys.stdout.encoding or "").lower().startswith("utf"))
