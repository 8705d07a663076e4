"""What is said of a condition that asks of a balise what its own format does not admit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from segur_lint.authoring.checking.emptyformats import are_apart
from segur_lint.functions import FUNCTIONS
from segur_lint.lang.expression import Call, Compare, Literal, Node
from segur_lint.lang.notation import date_fault

#: The remark on a node of a condition: its kind, the node, what is said of it, « {} ».
Said = tuple[str, Node, str, str]


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


def said(node: Node, rules: Callable[[Node], list[dict[str, Any]]]) -> Iterator[Said]:
    """What is said of a part of a condition whose value is known by its format.

    It asks for a date in a form that it never has, or compares a text by order, which is never
    decided. `rules` gives those that say the format of a value.
    """
    if isinstance(node, Call) and (pattern := _form(node)):
        for rule in rules(node.args[0]):
            if are_apart(["format", pattern.text], rule["asked"][0]):
                yield "hors-format", pattern, *_other_form(node.args[0], rule)
                return
    if isinstance(node, Compare) and node.op not in ("==", "!="):
        for side in (node.left, node.right):
            for rule in rules(side)[:1]:
                if (remedy := _in_order(side, rule["asked"][0])) is not None:
                    yield "sans-ordre", side, *_no_order(rule, remedy)


def _in_order(side: Node, plain: Any) -> str | None:
    """How a text of a format is written to be compared by order; None where it may be a number."""
    if plain[0] == "or_null":
        return _in_order(side, plain[1])
    if plain[0] == "format" and date_fault(plain[1]) is None:
        return f'date({side}, "{plain[1]}")'
    is_text = plain[0] in _TEXTS or (plain[0] == "constant" and type(plain[1]) is str)
    return f"number({side})" if is_text else None


#: Formats whose values are texts.
_TEXTS = ("varchar", "type", "format", "oneof")


def _no_order(rule: dict[str, Any], remedy: str) -> tuple[str, str]:
    told = _told(rule)
    return (
        (
            f"« {{}} » est un texte ({told}), et les textes n'ont pas d'ordre : cette comparaison "
            f"resterait indécise, sans jamais rien dire. Écrivez {remedy}."
        ),
        (
            f"“{{}}” is a text ({told}), and texts have no order: this comparison would stay "
            f"undecided, and never say anything. Write {remedy}."
        ),
    )


def _form(call: Call) -> Literal | None:
    """The form of a date that a call asks for, written out; None where it asks for none."""
    if call.name not in FUNCTIONS:
        return None
    for wanted, argument in zip(FUNCTIONS[call.name].takes, call.args, strict=False):
        if wanted == "pattern" and isinstance(argument, Literal):
            return argument
    return None


def _other_form(value: Node, rule: dict[str, Any]) -> tuple[str, str]:
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
