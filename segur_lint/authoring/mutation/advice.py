"""Which example would notice a change of a rule, where the change alone does not say it."""

from __future__ import annotations

from segur_lint.compile import Compiler
from segur_lint.lang.expression import And, Compare, Node
from segur_lint.text import Text

_ORDERS = ("<", "<=", ">", ">=")


def broken(advice: Text) -> Text:
    """What is advised for a « when »: where the rule is kept, nobody sees whether it applies."""
    return Text(
        f"{advice.fr[:-1]}, et où ce que la règle demande n'est pas respecté : dans « fail » si "
        "« when » y est vrai, sinon dans « pass ».",
        f"{advice.en[:-1]}, and where what the rule asks is not kept: in “fail” if “when” is true "
        "there, else in “pass”.",
    )


def redundant(whole: Node, made: Node) -> Text | None:
    """What is advised where `made` lacks ``a != null`` beside an order of ``a``: nothing tells them
    apart, an order of null is undecided.
    """
    if not isinstance(whole, And):
        return None
    items = made.items if isinstance(made, And) else (made,)
    gone = [each for each in whole.items if each not in items]
    if len(gone) != 1 or not isinstance(gone[0], Compare) or len(items) >= len(whole.items):
        return None
    lost = gone[0]
    if (lost.op, str(lost.right)) != ("!=", "null"):
        return None
    for each in items:
        if isinstance(each, Compare) and each.op in _ORDERS and each.left == lost.left:
            return Text(
                f"« {lost} » n'ajoute rien à « {each} », qui n'est jamais vrai de null : effacez "
                "cette condition.",
                f"“{lost}” adds nothing to “{each}”, which is never true of null: delete this "
                "condition.",
            )
    return None


def twice(inner: str, outer: str, compiler: Compiler, into: str = "pass") -> Text:
    """What is advised where a value that is once in one `inner` would be once in one `outer`."""
    unit = compiler.model.unit
    is_unit = unit is not None and compiler.model.scopes[unit].element == inner
    fr, en = (" : {units: '2'}", ": {units: '2'}") if is_unit else ("", "")
    return Text(
        f"Ajoutez dans « {into} » un exemple où une valeur est deux fois dans le même élément "
        f"({outer}), dans deux éléments ({inner}) différents{fr}.",
        f"Add to “{into}” an example where a value is twice in one {outer}, in two different "
        f"elements ({inner}){en}.",
    )
