"""How an example is run: on which day, with which values given."""

from __future__ import annotations

from segur_lint.dates import begins, ends
from segur_lint.sample import DATE, INPUTS, Unusable
from segur_lint.text import hint, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.link import Pack, Rule

#: A moment for what has no dates.
_ANY = "2000-01-01T00:00"


def inputs_of(pack: Pack, example: Any) -> dict[str, str]:
    """The values that an example gives to the run."""
    given: dict[str, str] = example.get(INPUTS, {}) if isinstance(example, dict) else {}
    known = [name for name, *_ in pack.program["inputs"]]
    for name in given:
        if name not in known:
            near = hint(name, known)
            raise Unusable(
                f"« {printable(name)} » n'est pas une valeur à donner.{near.fr}",
                f"“{printable(name)}” is no value to be given.{near.en}",
            )
    return given


def moment_in(rule: Rule, example: Any = None) -> str:
    """The moment that an example names, or one at which the rule is in force.

    That is its first, else its last, else any.
    """
    if isinstance(example, dict) and DATE in example:
        return begins(example[DATE])
    begin, end = rule.plain["from"], rule.plain["until"]
    if begin:
        return begins(begin)
    return ends(end) if end else _ANY


def moment_of(pack: Pack) -> str:
    """The first moment at which all rules of a pack that begin one day have begun."""
    days = [rule.plain["from"] for rule in pack.rules if rule.plain["from"]]
    return max(map(begins, days), default=_ANY)
