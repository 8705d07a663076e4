"""What a rule asserts: ``value == position``, ``count(pieces where kind == "A") == 1``.

`parse` gives a frozen node, ``str(node)`` its canonical text, ``node.plain()`` its JSON. An
expression is total: it defines nothing, calls nothing of its own, and its depth is bounded before
anything reads it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from unicodedata import normalize

from segur_lint.errors import NotationError
from segur_lint.lang._grammar import Grammar, Token, misread, span
from segur_lint.lang._nodes import (
    And,
    Call,
    Compare,
    In,
    Literal,
    Name,
    Node,
    Not,
    Or,
    Product,
    Quantifier,
    Sum,
)
from segur_lint.lang._sizes import UNITS, bytes_of
from segur_lint.text import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.lang import Plain

__all__ = [
    "DEPTH", "LIMIT", "And", "Call", "Compare", "In", "Literal", "Name", "Node", "Not", "Or",
    "Product", "Quantifier", "Sum", "alone", "parse",
]  # fmt: skip

LIMIT = 2000  # characters of an expression
DEPTH = 30  # parentheses and `not` inside one another; and `+ - *` in the whole expression

_RESERVED = ("and", "or", "not", "in", "where", "true", "false", "null", "count", "any", "all",
             "first")  # fmt: skip
_FRENCH = {"ou": "or", "et": "and", "non": "not", "où": "where", "dans": "in"}
_SIGNS = {"=": "==", "≠": "!=", "≤": "<=", "≥": ">=", "&": "and", "|": "or", "!": "not"}
_SLIPS = {"=<": "<=", "=>": ">=", "<>": "!=", "=!": "!="}
_TYPED = "'‘’“”"
#: How any literal that is no text begins: what does not is not parsed.
_LITERAL = re.compile(r"[\s(]*(?:[0-9]|true|false|null)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?", re.ASCII)
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|«[^«»]*»|[0-9]{4}-[0-9]+-[0-9]+|[\w.]+|[^\w\s]', re.DOTALL)


def _check_depth(text: str) -> None:
    """Refuse what would nest too deep for whoever walks the tree, by one pass over the text."""
    opened: list[int] = []
    nots = sums = depth = 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece == "not":
            nots += 1
        elif piece == "(":
            opened.append(nots + 1)
            depth += nots + 1
            nots = 0
        else:
            nots = 0
            sums += piece in ("+", "-", "*", "×")
            if piece == ")" and opened:
                depth -= opened.pop()
        if depth + nots > DEPTH or sums > DEPTH:
            fr = f"au plus {DEPTH} niveaux de « ( » ou « not », et {DEPTH} « + », « - » ou « * »"
            en = f'at most {DEPTH} levels of "(" or "not", and {DEPTH} "+", "-" or "*"'
            raise misread(match.span(), piece, fr, en)


def _hint(text: str, at: int, read: str) -> None:
    """Say what to write instead of a French word, a sign of another language, a wrong unit."""
    before = re.search(r"([^\W\d]+)\s*$", text[:at])
    for word, start in ((read, at), (before[1], before.start()) if before else ("", 0)):
        if english := _english(word):
            raise misread((start, start + len(word)), word, f"« {english} »", f'"{english}"')
    from segur_lint.lang import _amounts, _meant

    _amounts.check_around(text, at)
    _meant.check(text, at, read)
    where = (at, at + len(read))
    if text[max(at - 1, 0) : at + 1] == "<>":  # the first of the two was read
        at, read = at - 1, "<>"
        where = (at, at + 2)
    sign = _SLIPS.get(read) or _SIGNS.get(read[:1])
    if sign and not read.startswith(("==", "!=")):
        raise misread(where, read, f"« {sign} » (écrivez {sign})", f'"{sign}" (write {sign})')
    if read[:1] and read[0] in _TYPED:
        raise misread(where, read, 'des guillemets " " ou « »', 'quotes " " or « »')
    if read.isalpha() and read not in _RESERVED and re.search(r"(?<![\w.])[0-9.]+\s*$", text[:at]):
        units, close = ", ".join(UNITS), nearest(read, UNITS)
        fr, en = f"une unité ({units})", f"a unit ({units})"
        if close:
            fr, en = f"{fr} ; vouliez-vous dire « {close} » ?", f'{en}; did you mean "{close}"?'
        raise misread(where, read, fr, en)


def _english(word: str) -> str | None:
    """Find the reserved word that a French one, or one in capitals, stands for."""
    lower = word.lower()
    return _FRENCH.get(lower) or (lower if word.isupper() and lower in _RESERVED else None)


def _text(kids: list[Token], start: int, end: int) -> Literal:
    token = kids[0]
    if token.type == "QUOTED":
        return Literal("text", token[1:-1].strip(), start=start, end=end)
    for match in re.finditer(r"\\(.)", token, re.DOTALL):
        if match[1] not in '"\\':
            where = (start + match.start(), start + match.end())
            raise misread(where, match[0], '\\" ou \\\\', '\\" or \\\\')
    return Literal("text", re.sub(r"\\(.)", r"\1", token[1:-1]), start=start, end=end)


def _number(kids: list[Token], start: int, end: int) -> Literal:
    token = kids[0]
    if re.match("0[0-9]", token):
        fr, en = f'un nombre sans 0 devant, ou le texte "{token}"', f'no leading 0, or "{token}"'
        raise misread((start, end), token, fr, en)
    return Literal("number", str(token), start=start, end=end)


def _size(kids: list[Token], start: int, end: int) -> Literal:
    unit = kids[0].lstrip("0123456789.").strip()
    number = kids[0].removesuffix(unit).strip()
    size = f"{number} {'octets' if unit == 'octet' else unit}"
    if bytes_of(size) is None:
        fr, en = "un nombre entier d'octets", "a whole number of bytes"
        raise misread((start, end), kids[0], fr, en)
    return Literal("size", size, start=start, end=end)


def _date(kids: list[Token], start: int, end: int) -> Literal:
    text = str(kids[0])
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        datetime.fromisoformat(text)
    except ValueError:
        fr = "une date du calendrier, AAAA-MM-JJ ou AAAA-MM-JJThh:mm"
        en = "a date of the calendar, YYYY-MM-DD or YYYY-MM-DDThh:mm"
        raise misread((start, end), text, fr, en) from None
    return Literal("datetime" if "T" in text else "date", text, start=start, end=end)


def _word(kids: list[Token], start: int, end: int) -> Literal:
    return Literal(str(kids[0]), str(kids[0]), start=start, end=end)


def _name(token: Token) -> str:
    return str(normalize("NFC", token))


def _call(kids: list[Any], start: int, end: int) -> Call:
    if english := _english(kids[0]):
        raise misread(span(kids[0]), kids[0], f"« {english} »", f'"{english}"')
    return Call(_name(kids[0]), tuple(kids[1:]), start=start, end=end)


def _first(kids: list[Any], *_: int) -> Quantifier:
    start, end = span(kids[2])
    where_to = span(kids[1])
    taken = Name(_name(kids[1]), start=where_to[0], end=where_to[1])
    return Quantifier("first", _name(kids[2]), kids[3], taken, start=start, end=end)


def _quantifier(kids: list[Any], *_: int) -> Quantifier:
    start, end = span(kids[1])
    where = kids[2] if len(kids) > 2 else None
    return Quantifier(str(kids[0]), _name(kids[1]), where, start=start, end=end)


_GRAMMAR = Grammar(
    name="expression",
    limit=LIMIT,
    lexer="basic",
    words=" ".join(_RESERVED),
    hint=_hint,
    actions={
        "text": _text,
        "number": _number,
        "size": _size,
        "date": _date,
        "word": _word,
        "name": lambda kids, start, end: Name(_name(kids[0]), start=start, end=end),
        "call": _call,
        "quantifier": _quantifier,
        "first": _first,
        "not": lambda kids, start, end: Not(kids[0], start=start, end=end),
        "and": lambda kids, start, end: And(tuple(kids), start=start, end=end),
        "or": lambda kids, start, end: Or(tuple(kids), start=start, end=end),
        "compare": lambda kids, start, end: Compare(
            str(kids[1]), kids[0], kids[2], start=start, end=end
        ),
        "sum": lambda kids, start, end: Sum(str(kids[1]), kids[0], kids[2], start=start, end=end),
        # However it is typed, × is the same sign.
        "product": lambda kids, start, end: Product("*", kids[0], kids[2], start=start, end=end),
        "in": lambda kids, start, end: In(kids[0], tuple(kids[1:]), start=start, end=end),
        "not_in": lambda kids, start, end: In(kids[0], tuple(kids[1:]), True, start=start, end=end),
    },
)


#: Heirs write again what their parents do: the same text is the same frozen value.
@lru_cache(maxsize=4_096)
def parse(text: str) -> Node:
    """Read the expression that `text` writes; `NotationError` where it writes none."""
    _GRAMMAR.check_length(text)
    _check_depth(text)
    node: Node = _GRAMMAR.parse(text)
    return node


def alone(text: str) -> list[Plain]:
    """Give the code of a value without quotes: a literal if it reads as one, else a text.

    `NotationError` for an amount that nothing here reads.
    """
    with suppress(NotationError):
        node = parse(text) if _LITERAL.match(text) else None
        if isinstance(node, Literal) and node.kind != "text":
            return node.plain()
    if text[:1].isdigit():
        from segur_lint.lang._amounts import check_alone

        check_alone(text)
    return ["lit", "text", text]
