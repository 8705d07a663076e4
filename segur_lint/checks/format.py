"""``format``: the value is written as the ASP's notation says.

    balise: reference
    format: VARCHAR (=12)

Passes: ``"ABC123456789"``. Fails: ``"ABC"`` (3 characters), ``null``, ``12``. Steps aside where
the balise is absent, or is an object or a list that the model does not have there. After a
fault, other controls take the value as unknown, unless it is known all the same: an amount badly
written, a whole number out of its bounds.
"""

from __future__ import annotations

from segur_lint import formats
from segur_lint.checks.kind import UNDECIDED, UNKNOWN
from segur_lint.finding import Fault
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.checks.kind import Check, Matchers, Outcome, Run, Start, Target, Writing
    from segur_lint.frames import Frame


def prepare(writing: Writing) -> Any:
    """The notation as a plain list, and its text for the reports."""
    return list(writing.notation())


def link(asked: Any, target: Target, _matchers: Matchers) -> Start:
    """What starts on each document."""
    plain, text = asked
    wrong = formats.predicate(plain)
    slot = target.slot
    inner = plain[1] if plain[0] == "or_null" else plain
    if inner[0] == "list":
        return _link_list(wrong, formats.predicate(inner[1]), text, target)

    def start(run: Run) -> Check:
        def check(frame: Frame) -> Outcome:
            value = frame.values[slot]
            if value is UNKNOWN:
                return UNDECIDED
            fault = wrong(value)
            if fault is None:
                return None
            if not fault.usable:
                frame.values[slot] = UNKNOWN
            return [Fault(run.walked.path(frame, slot), phrase=fault.phrase, expected=text)]

        return check

    return start


def _link_list(
    wrong: formats.Predicate, item_wrong: formats.Predicate, text: str, target: Target
) -> Start:
    slot = target.slot

    def start(run: Run) -> Check:
        def check(frame: Frame) -> Outcome:
            values = frame.values[slot]
            if values is UNKNOWN:
                return UNDECIDED
            fault = wrong(values)
            path = run.walked.path(frame, slot)
            if fault is not None:
                frame.values[slot] = UNKNOWN
                return [Fault(path, phrase=fault.phrase, expected=text)]
            faults = []
            for position, value in enumerate(values or ()):
                # An object or a list in the list is said by the control on the kinds of things.
                fault = None if type(value) in (dict, list) else item_wrong(value)
                if fault is not None:
                    faults.append(
                        Fault((*path, position), phrase=_item(position, fault), expected=text)
                    )
                    run.walked.forget_item(frame, slot, position)
            return faults or None

        return check

    return start


def _item(position: int, fault: formats.Wrong) -> Text:
    number = position + 1
    return Text(f"l'élément n° {number} {fault.phrase.fr}", f"item no. {number} {fault.phrase.en}")
