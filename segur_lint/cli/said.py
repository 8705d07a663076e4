"""What the sub-commands print: folded lines, JSON, or bytes, and a sentence where that fails."""

from __future__ import annotations

import os
import sys

from segur_lint.errors import UsageError, reason
from segur_lint.report.folding import fold
from segur_lint.report.text import inert
from segur_lint.text import Text, printable

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


def out(said: str | bytes) -> None:
    """Write to the standard output; `UsageError` where it takes no more."""
    try:
        if isinstance(said, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(said)
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(said)
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk; what is left is not tried again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        why = reason(error)
        raise UsageError(
            Text(
                f"La sortie ne peut pas être écrite : {why.fr}.",
                f"The output cannot be written: {why.en}.",
            )
        ) from None
