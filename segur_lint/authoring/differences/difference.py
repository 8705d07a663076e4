"""One thing that changes between two packs, told in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from segur_lint.errors import NotationError
from segur_lint.lang import expression
from segur_lint.text import Text, printable

#: What can become of something, in the order in which it is told, and its heading.
KINDS = {
    "added": Text("Ajouté", "Added"),
    "removed": Text("Retiré", "Removed"),
    "tightened": Text("Durci", "Tightened"),
    "loosened": Text("Assoupli", "Loosened"),
    "changed": Text("Changé autrement", "Changed otherwise"),
}


@dataclass(frozen=True)
class Difference:
    """`kind` is one of `KINDS`, `rule` an id (empty for what is the pack's), `key` what changes.

    `said` is a sentence whose subject it names, without the rule's id and a final stop.
    """

    kind: str
    rule: str
    key: str
    said: Text


def same_text(one: str, other: str) -> bool:
    """Whether two expressions are read the same: spaces count in quotes, and nowhere else."""
    if one.split() != other.split():
        return False
    try:
        return bool(one == other or expression.parse(one) == expression.parse(other))
    except NotationError:  # a row of an abstract pack without heirs: nobody has compiled it
        return False


def value(plain: Any) -> str:
    """A value of YAML as a sentence shows it: a text on one line, else as a person writes it."""
    return printable(_flow(plain))


def _flow(plain: Any) -> str:
    if isinstance(plain, list):
        return "[" + ", ".join(map(_flow, plain)) + "]"
    if isinstance(plain, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in plain.items()) + "}"
    return " ".join(str(plain).split())


def turned(label: Text, old: Any, new: Any) -> Text:
    """« le format « A » devient « B » »; None on a side says that it is new, or gone."""
    before, after = (None if each is None else value(each) for each in (old, new))
    if before == after:  # but for spaces, which are then what changes
        before, after = (printable(str(each)) for each in (old, new))
    if before is None:
        return Text(f"{label.fr} : maintenant « {after} »", f"{label.en}: now “{after}”")
    if after is None:
        return Text(
            f"{label.fr} : plus rien, c'était « {before} »",
            f"{label.en}: nothing any more, it was “{before}”",
        )
    return Text(
        f"{label.fr} : « {before} » devient « {after} »",
        f"{label.en}: “{before}” becomes “{after}”",
    )
