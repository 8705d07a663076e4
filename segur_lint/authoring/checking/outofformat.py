"""What is said of a condition that asks of a balise what its own format does not admit."""

from __future__ import annotations

from typing import Any

from segur_lint.authoring.checking.emptyformats import are_apart
from segur_lint.functions import FUNCTIONS
from segur_lint.lang.expression import Call, Literal, Node


def literal(value: Node, rule: dict[str, Any]) -> tuple[str, str]:
    """What is said of a literal, « {} », that the format of `value` excludes."""
    told = _told(rule)
    return (
        (
            f"« {value} » ne vaut jamais {{}} : son format ne l'admet pas ({told}). Corrigez cette "
            "valeur, ou le format."
        ),
        (
            f"“{value}” is never {{}}: its format does not admit it ({told}). Mend this value, or "
            "the format."
        ),
    )


def form(call: Node) -> Literal | None:
    """The form of a date that a call asks for, written out; None where it asks for none."""
    if not isinstance(call, Call) or call.name not in FUNCTIONS:
        return None
    for wanted, argument in zip(FUNCTIONS[call.name].takes, call.args, strict=False):
        if wanted == "pattern" and isinstance(argument, Literal):
            return argument
    return None


def excludes_form(rule: dict[str, Any], pattern: Literal) -> bool:
    """Whether it is proved that no value of a rule's format is of the form of a date."""
    return are_apart(["format", pattern.text], rule["asked"][0])


def other_form(value: Node, rule: dict[str, Any]) -> tuple[str, str]:
    """What is said of the form of a date, « {} », that the format of `value` excludes."""
    told = _told(rule)
    return (
        (
            f"« {value} » ne s'écrit jamais {{}} : son format est autre ({told}). Écrivez ici la "
            "même forme, ou corrigez le format."
        ),
        (
            f"“{value}” is never written {{}}: its format is another ({told}). Write the same "
            "form here, or mend the format."
        ),
    )


def _told(rule: dict[str, Any]) -> str:
    return f"{rule['id']}, {rule['asked'][1]}"
