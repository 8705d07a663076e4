"""What a value that an author wrote is read as, where it is used as another kind of value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from segur_lint.errors import NotationError
from segur_lint.lang import expression
from segur_lint.lang._sizes import UNITS
from segur_lint.lang.expression import Literal, Name, Node
from segur_lint.text import Text, nearest, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Kinds of literals, and of which kind of value each is.
LITERAL_KINDS = {
    "text": "text", "number": "number", "size": "number", "date": "date", "datetime": "date",
    "true": "boolean", "false": "boolean", "null": "null",
}  # fmt: skip
_NAMES = {
    "text": Text("un texte", "a text"),
    "number": Text("un nombre", "a number"),
    "boolean": Text("vrai ou faux", "true or false"),
    "date": Text("une date", "a date"),
    "null": Text("null", "null"),
}
_SPACE = "(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))"
_MONEY = r"(?i:\s*(?:€|EUR|euros?)$)"
_DAY = r"([0-3]?[0-9])[/.-]([01]?[0-9])[/.-]([0-9]{4})"
#: Units of other languages, by casefold.
_UNITS = {"mb": "Mo", "kb": "ko", "gb": "Go", "o": "octets", "byte": "octets", "bytes": "octets"}
#: Characters from which a text is no number.
_LONG = 40
_ANY = {
    "number": ("un nombre (1500.00, 1500 Mo)", "a number (1500.00, 1500 Mo)"),
    "date": ("une date (2024-06-15)", "a date (2024-06-15)"),
}


def meant(text: str, wanted: Sequence[str]) -> str | None:
    """The literal, of a kind that is `wanted`, that a text nearly is: « 1 500 Mo » -> 1500 Mo."""
    tried = re.sub(_MONEY, "", re.sub(_SPACE, "", text.strip()[:_LONG])).replace(",", ".")
    if day := re.fullmatch(_DAY, tried):
        tried = f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    elif unit := re.search(r"[^\W\d_]+$", tried):
        near = _UNITS.get(unit[0].casefold()) or nearest(unit[0], UNITS)
        tried = f"{tried[: unit.start()].strip()} {near}" if near else tried
    with suppress(NotationError):
        kind = LITERAL_KINDS[str(expression.alone(tried)[1])]
        return tried if kind in wanted and kind in _ANY else None
    return None


def refused(node: Node, kind: str, wanted: Sequence[str], params: dict[str, list[Any]]) -> Text:
    """What is said of an operand of another kind than those wanted, and what to write.

    `params` are the codes of the pack's parameters.
    """
    fr = " ou ".join(_NAMES[each].fr for each in wanted)
    en = " or ".join(_NAMES[each].en for each in wanted)
    code = params.get(node.name) if isinstance(node, Name) else None
    more = _of_text(node, wanted) if code is None else _of_param(code, wanted)
    return Text(
        f"« {node} » est {_NAMES[kind].fr} ; attendu : {fr}.{more.fr}",
        f"“{node}” is {_NAMES[kind].en}; expected: {en}.{more.en}",
    )


def _of_text(node: Node, wanted: Sequence[str]) -> Text:
    """What to write for a text in quotes that is a number but for them."""
    text = node.text if isinstance(node, Literal) and node.kind == "text" else ""
    if (literal := meant(text, wanted)) is None:
        return Text("", "")
    return Text(f" Écrivez {literal}, sans guillemets.", f" Write {literal}, without quotes.")


def _of_param(code: list[Any], wanted: Sequence[str]) -> Text:
    """What a parameter of another kind is read as, and what to write there."""
    asked = [_ANY[each] for each in wanted if each in _ANY]
    if code[1] == "text" and asked:
        literal, shown = meant(code[2], wanted), shorten(code[2])
        fr = literal or " ou ".join(each for each, _ in asked)
        en = literal or " or ".join(each for _, each in asked)
        return Text(
            f" Ce paramètre vaut le texte « {shown} » : écrivez-y {fr}, sans guillemets.",
            f" This parameter is the text “{shown}”: write {en} there, without quotes.",
        )
    if code[1] in ("number", "date") and "text" in wanted:
        return Text(
            f' Pour que ce paramètre soit un texte, écrivez-y "{code[2]}", entre guillemets.',
            f' For this parameter to be a text, write "{code[2]}" there, in quotes.',
        )
    return Text("", "")
