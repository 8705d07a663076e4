"""How a pack knows the deposits that are its own: ``applies``, and the examples of it."""

from __future__ import annotations

from segur_lint.declared import Declared
from segur_lint.exampleparams import read_examples
from segur_lint.naming import Code, Row
from segur_lint.pack import APPLIES
from segur_lint.recognised import known_by, recognising
from segur_lint.resolve import Resolver
from segur_lint.row import Field
from segur_lint.yamlnodes import YList, YMap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SAYING = {"true": True, "false": False}


def read_applies(compiler: Declared, waiting: bool) -> Code | None:
    """The code of ``applies``; None where there is none, or where it is `waiting` for a section."""
    applies = known_by(compiler.flat)
    _check_examples(compiler)
    if applies is None or waiting:
        return None
    return compiler.guard(applies, lambda: truth(compiler, applies.text))


def applies_examples(compiler: Declared) -> dict[str, list[Any]]:
    """The examples of ``applies``: those beside it, and those that its heirs add."""
    found: dict[str, list[Any]] = {"pass": [], "fail": []}
    for where in _examples(compiler):
        for wanted, items in read_examples(where, compiler.values).items():
            found.setdefault(wanted, []).extend(items)
    return found


def truth(compiler: Declared, text: str) -> Code:
    """The code of a condition on the whole file; `NotationError` where it is none.

    What only compares parameters is decided here: a condition may have a part for some heirs.
    """
    code = Resolver(compiler.names, Row(compiler.model.scopes[0], None)).truth(text)
    return _decided(code)


def _decided(code: Code) -> Code:
    """A code without the parts that are true, or false, whatever the file."""
    if code[0] == "cmp" and code[1] in ("==", "!=") and code[2][:2] == code[3][:2] == _TEXT:
        return _said((code[2][2] == code[3][2]) == (code[1] == "=="))
    if code[0] not in ("and", "or"):
        return code
    parts: list[Code] = []
    ends = code[0] == "or"  # the answer that one part is enough for
    for part in map(_decided, code[1]):
        said = _SAYING.get(part[1]) if part[0] == "lit" else None
        if said is None:
            parts.append(part)
        elif said == ends:
            return _said(ends)
    if not parts:
        return _said(not ends)
    return parts[0] if len(parts) == 1 else [code[0], parts]


_TEXT = ["lit", "text"]


def _said(answer: bool) -> Code:
    word = "true" if answer else "false"
    return ["lit", word, word]


def _examples(compiler: Declared) -> list[Field]:
    """Where examples of ``applies`` stand: from the pack that has it to the one that is read."""
    packs = recognising(compiler.flat) or (compiler.flat.own,)
    return [pack.fields[APPLIES] for pack in packs if APPLIES in pack.fields]


def _check_examples(compiler: Declared) -> None:
    """The examples of ``applies`` are two lists, beside an expression to try."""
    applies = known_by(compiler.flat)
    for examples in _examples(compiler):
        items = examples.node.items if isinstance(examples.node, YMap) else ()
        lists = [key.value for key, value in items if isinstance(value, YList) and value.items]
        if applies is not None and sorted(lists) == ["fail", "pass"] and len(items) == len(lists):
            continue
        compiler.faults.add(
            examples.source,
            examples.node,
            f"« {APPLIES} » donne des exemples de « applies » : dans « pass » des dépôts qui sont "
            "de ce jeu, dans « fail » des dépôts qui n'en sont pas.",
            f"“{APPLIES}” gives examples of “applies”: in “pass” deposits that are of this pack, "
            "in “fail” deposits that are not.",
        )
