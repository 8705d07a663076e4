"""The format of a value as a guide writes it: ``VARCHAR (=10)``, ``« A », « B »``.

`parse` gives a frozen node; ``str(node)`` is its canonical text and ``node.plain()`` its JSON.
"""

from __future__ import annotations

import re

from segur_lint.lang._formats import (
    RUNS,
    Always,
    Boolean,
    Constant,
    Email,
    Float,
    Integer,
    Link,
    ListOf,
    Notation,
    OneOf,
    OrNull,
    Varchar,
    VarcharFormat,
    VarcharType,
)
from segur_lint.lang._lark import Grammar, Token, misread, span

__all__ = [
    "LIMIT",
    "RUNS",
    "Always",
    "Boolean",
    "Constant",
    "Email",
    "Float",
    "Integer",
    "Link",
    "ListOf",
    "Notation",
    "OneOf",
    "OrNull",
    "Varchar",
    "VarcharFormat",
    "VarcharType",
    "parse",
]

LIMIT = 200  # characters of a notation

_WORDS: dict[str, bool | None] = {"null": None, "true": True, "false": False}
_SYMBOLS = {"≤": "<=", "≥": ">="}
_SAME = re.compile(r"([JMAhms])\1+")


def _quoted(token: Token) -> str:
    """Read between the quotes; a cell of a table may have cut it over two lines."""
    value = " ".join(token[1:-1].split())
    if not value:
        raise misread(span(token), token, "un texte entre les guillemets", "a text in the quotes")
    return value


def _value(token: Token) -> str | bool | None:
    return _quoted(token) if token.type == "QUOTED" else _WORDS[token.lower()]


def _varchar(kids: list[Token], *_: int) -> Varchar:
    return Varchar(_SYMBOLS.get(kids[0], str(kids[0])), int(kids[1])) if kids else Varchar()


def _format(kids: list[Token], *_: int) -> VarcharFormat:
    pattern = _quoted(kids[0])
    wrong = [run[0] for run in _SAME.finditer(pattern) if run[0] not in RUNS]
    if wrong or not any(run in pattern for run in RUNS):
        known = ", ".join(RUNS)
        raise misread(span(kids[0]), wrong[0] if wrong else pattern, known, known)
    return VarcharFormat(pattern)


def _type(kids: list[Token], *_: int) -> VarcharType:
    pattern = _quoted(kids[0])
    if "X" in pattern:
        return VarcharType(pattern)
    raise misread(span(kids[0]), pattern, "au moins un X (un chiffre)", "at least one X (a digit)")


def _integer(kids: list[Token], *_: int) -> Integer:
    bounds = {kids[at].type: int(kids[at + 1]) for at in range(0, len(kids), 2)}
    least, most = bounds.get("MIN"), bounds.get("MAX")
    if least is not None and most is not None and least > most:
        read = f"MIN {least}, MAX {most}"
        raise misread(span(kids[1]), read, "MIN au plus égal à MAX", "MIN at most equal to MAX")
    return Integer(least, most)


def _oneof(kids: list[Token], *_: int) -> OneOf:
    quoted = [kid for kid in kids if kid.type == "QUOTED"]
    values = tuple(_quoted(kid) for kid in quoted)
    is_open = len(quoted) < len(kids)
    if is_open and values[-1][-1] not in "0123456789":
        fr, en = "un nombre à la fin, avant « … »", 'a number at its end, before "…"'
        raise misread(span(quoted[-1]), values[-1], fr, en)
    return OneOf(values, is_open)


_GRAMMAR = Grammar(
    name="notation",
    limit=LIMIT,
    words="VARCHAR INTEGER FLOAT BOOLEAN Liste de Toujours la valeur null true false ADRESSE "
    "ÉLECTRONIQUE EMAIL LIEN URL format type MIN MAX chiffres après le point virgule ou",
    actions={
        "varchar": _varchar,
        "format": _format,
        "type": _type,
        "integer": _integer,
        "float": lambda kids, *_: Float(int(kids[0]) if kids else None),
        "boolean": lambda *_: Boolean(),
        "list": lambda kids, *_: ListOf(kids[0]),
        "constant": lambda kids, *_: Constant(_WORDS[kids[0].lower()]),
        "always": lambda kids, *_: Always(_value(kids[0])),
        "oneof": _oneof,
        "email": lambda *_: Email(),
        "link": lambda *_: Link(),
        "or_null": lambda kids, *_: OrNull(kids[0]),
    },
)


def parse(text: str) -> Notation:
    """Read the format that `text` writes; `NotationError` where it writes none."""
    notation: Notation = _GRAMMAR.parse(text)
    return notation
