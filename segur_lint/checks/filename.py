"""``filename``: a name is built as one of the pack's file-name notations.

    balise: documentName
    filename: document

Passes: ``"A-B-0001.pdf"`` for ``<x>-<y>-<number>.<format>``. Fails: ``"scan.pdf"``. Whether each
part is the right one is for other rows, which can name the parts.
"""

from __future__ import annotations

from segur_lint.checks.kind import UNDECIDED
from segur_lint.finding import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.checks.kind import Check, Matchers, Outcome, Run, Start, Target, Writing
    from segur_lint.frames import Frame


def prepare(writing: Writing) -> Any:
    """The number of the notation among the pack's."""
    return writing.name()


def link(asked: Any, target: Target, matchers: Matchers) -> Start:
    """What starts on each document."""
    matcher = matchers[asked]
    slot = target.slot

    def start(run: Run) -> Check:
        def check(frame: Frame) -> Outcome:
            value = frame.values[slot]
            if type(value) is not str:
                return UNDECIDED
            if matcher.match(value) is not None:
                return None
            path = run.walked.path(frame, slot)
            return [Fault(path, found=value, expected=matcher.notation)]

        return check

    return start
