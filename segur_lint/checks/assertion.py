"""``assert``: an expression that must hold.

    balise: amount
    assert: value > 0

Passes: ``12.50``. Fails: ``0``, ``-1``. Undecided, which is no fault, where it touches a balise
that is absent or unusable, or compares unlike kinds: other rows answer for presence and type.
"""

from __future__ import annotations

from segur_lint.checks.kind import UNDECIDED
from segur_lint.evaluate import build
from segur_lint.finding import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.checks.kind import Check, Matchers, Outcome, Run, Start, Target, Writing
    from segur_lint.frames import Frame


def prepare(writing: Writing) -> Any:
    """The code of the expression."""
    return writing.expression()


def link(asked: Any, target: Target, matchers: Matchers) -> Start:
    """What starts on each document."""
    holds = build(asked, matchers)
    slot = target.slot

    def start(run: Run) -> Check:
        def check(frame: Frame) -> Outcome:
            truth = holds(frame, frame)
            if truth is True:
                return None
            return [Fault(run.walked.path(frame, slot))] if truth is False else UNDECIDED

        return check

    return start
