"""How a pack knows the deposits that are its own: ``applies``, and the examples of it."""

from __future__ import annotations

from segur_lint.declared import Declared
from segur_lint.naming import Code, Row
from segur_lint.pack import APPLIES
from segur_lint.resolve import Resolver
from segur_lint.yamlnodes import YList, YMap


def read_applies(compiler: Declared, waiting: bool) -> Code | None:
    """The code of ``applies``; None where there is none, or where it is `waiting` for a section."""
    fields = compiler.flat.own.fields
    applies = fields.get("applies")
    _check_examples(compiler)
    if applies is None or waiting:
        return None
    return compiler.guard(applies, lambda: truth(compiler, applies.text))


def truth(compiler: Declared, text: str) -> Code:
    """The code of a condition on the whole file; `NotationError` where it is none."""
    return Resolver(compiler.names, Row(compiler.model.scopes[0], None)).truth(text)


def _check_examples(compiler: Declared) -> None:
    """The examples of ``applies`` are two lists, beside an expression to try."""
    fields = compiler.flat.own.fields
    examples = fields.get(APPLIES)
    if examples is None:
        return
    items = examples.node.items if isinstance(examples.node, YMap) else ()
    lists = [key.value for key, value in items if isinstance(value, YList) and value.items]
    if "applies" in fields and sorted(lists) == ["fail", "pass"] and len(items) == len(lists):
        return
    compiler.faults.add(
        examples.source,
        examples.node,
        f"« {APPLIES} » donne des exemples de « applies » : dans « pass » des dépôts qui sont de "
        "ce jeu, dans « fail » des dépôts qui n'en sont pas.",
        f"“{APPLIES}” gives examples of “applies”: in “pass” deposits that are of this pack, in "
        "“fail” deposits that are not.",
    )
