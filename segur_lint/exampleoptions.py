"""How an example is run: on which day, with which values given."""

from __future__ import annotations

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
        return _at_dawn(example[DATE])
    begin, end = rule.plain["from"], rule.plain["until"]
    if begin:
        return _at_dawn(begin)
    if end and "T" not in end:
        return f"{end}T23:59"  # the day of an end is in force whole
    return end or _ANY


def moment_of(pack: Pack) -> str:
    """The first moment at which all rules of a pack that begin one day have begun."""
    begins = [rule.plain["from"] for rule in pack.rules if rule.plain["from"]]
    return max(map(_at_dawn, begins), default=_ANY)


def _at_dawn(day: str) -> str:
    return day if "T" in day else f"{day}T00:00"
