"""``unique in``: no value twice within the file, or within one element.

    balise: reference
    unique in: fichier

    each: item
    unique in: fichier
    counted once per: order        # twice in one order is another row's business

    balise: number
    unique in: lot
    together with: date, fichier.serie    # all of them the same: the same

The fault is at the second place and the following ones; ``{first}`` is the number of the element
where the value stood first. Steps aside for values that are unknown.
"""

from __future__ import annotations

from segur_lint.checks.kind import UNDECIDED, UNKNOWN, ancestor, where
from segur_lint.evaluate import build
from segur_lint.finding import Fault
from segur_lint.jsonvalue import Number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.checks.kind import Check, Matchers, Outcome, Run, Start, Target, Writing
    from segur_lint.frames import Frame


def prepare(writing: Writing) -> Any:
    """The scope in which a value is once, the one inside which repeats do not count, and what
    else makes two values the same.
    """
    return [writing.element(), writing.element("counted once per"), writing.names("together with")]


def link(asked: Any, target: Target, matchers: Matchers) -> Start:
    """What starts on each document."""
    within, per, others = asked
    beside = [build(code, matchers) for code in others]
    slot = target.slot

    def start(run: Run) -> Check:
        seen: dict[Any, Frame] = {}

        def check(frame: Frame) -> Outcome:
            value = frame.values[slot]
            if value is UNKNOWN or value is None or type(value) in (dict, list):
                return UNDECIDED
            # True, 1 and 1.0 are one key to a dict: the kind is part of it.
            key = [type(value), value.value if type(value) is Number else value]
            for other in beside:
                value = other(frame, frame)
                if value is UNKNOWN:
                    return UNDECIDED
                key += [type(value), value]
            first = seen.setdefault((*key, run.circle(frame, within)), frame)
            if first is frame:
                return None
            if per is not None and ancestor(first, per) is ancestor(frame, per):
                return None
            return [Fault(run.walked.path(frame, slot), names={"first": where(run, first)})]

        return check

    return start
