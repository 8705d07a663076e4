"""``paired in``: two balises that go together do so everywhere: one value of each for the other.

    balise: reference
    paired in: lot
    paired with: customer
    counted once per: fichier        # within one file is another row's business

The fault is at the second place and the following ones; ``{first}`` is the number of the element
that says otherwise. Steps aside where either value is unknown.
"""

from __future__ import annotations

from segur_lint.checks.kind import UNDECIDED, UNKNOWN, ancestor, where
from segur_lint.evaluate import build
from segur_lint.finding import Fault
from segur_lint.jsonvalue import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.checks.kind import Check, Matchers, Outcome, Run, Start, Target, Writing
    from segur_lint.frames import Frame


def prepare(writing: Writing) -> Any:
    """The scope, the one inside which nothing is compared, and what the balise goes with."""
    return [writing.element(), writing.element("counted once per"), writing.names("paired with")]


def link(asked: Any, target: Target, matchers: Matchers) -> Start:
    """What starts on each document."""
    within, per, others = asked
    partners = [build(code, matchers) for code in others]
    slot = target.slot

    def start(run: Run) -> Check:
        of_value: dict[Any, tuple[Any, Frame]] = {}
        of_partner: dict[Any, tuple[Any, Frame]] = {}

        def check(frame: Frame) -> Outcome:
            value = _key(plain(frame.values[slot]))
            partner = [_key(each(frame, frame)) for each in partners]
            if value is None or None in partner:
                return UNDECIDED
            around = run.circle(frame, within)
            pair = (value, *partner)
            for seen, key in ((of_value, value), (of_partner, tuple(partner))):
                said, first = seen.setdefault((around, key), (pair, frame))
                same = per is not None and ancestor(first, per) is ancestor(frame, per)
                if said != pair and not same:
                    names = {"first": where(run, first)}
                    return [Fault(run.walked.path(frame, slot), names=names)]
            return None

        return check

    return start


def _key(value: Any) -> tuple[bool, Any] | None:
    """What tells a value from others: True and 1 are one key to a dict; None where none does."""
    if value is UNKNOWN or value is None or type(value) in (dict, list):
        return None
    return type(value) is bool, value
