"""Lark behind one door: a grammar of the `grammar` folder, a text, a tree or a `NotationError`."""

from __future__ import annotations

import marshal
import os
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Literal

import lark
from lark import Lark, Token
from lark import Tree as LarkTree
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.grammar import Rule
from lark.lexer import TerminalDef

from segur_lint import trees
from segur_lint.errors import NotationError
from segur_lint.lang._grammar import END, Grammar, misread
from segur_lint.resources import folder
from segur_lint.text import fold, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.lang._grammar import Tree

_READ = re.compile(r'\w+|"[^"]*"|«[^«»]*»|[=!<>&|]+|[\s\S]')


#: How terminals are named to a person, French and English, in the order of the sentences.
_SPOKEN = {
    "NAME": ("un nom", "a name"),
    "WORD": ("un nom", "a name"),
    "STRING": ("un texte entre guillemets", "a quoted text"),
    "QUOTED": ("un texte entre guillemets", "a quoted text"),
    "NUMBER": ("un nombre", "a number"),
    "SIGNED": ("un nombre", "a number"),
    "DATE": ("une date", "a date"),
    "OP": ("une comparaison (<, <=, …)", "a comparison (<, <=, …)"),
    "SIGN": ("« + » ou « - »", '"+" or "-"'),
    "TIMES": ("« * »", '"*"'),
    "LPAR": ("une parenthèse ouvrante « ( »", 'an opening parenthesis "("'),
    "RPAR": ("une parenthèse fermante « ) »", 'a closing parenthesis ")"'),
    "COMMA": ("une virgule", "a comma"),
    "COLON": ("deux-points « : »", 'a colon ":"'),
    "OPEN": ("« … »", '"…"'),
    "OTHER": ("un séparateur", "a separator"),
    "LESSTHAN": ("« < »", '"<"'),
    "MORETHAN": ("« > »", '">"'),
    "$END": END,
}


def parse(grammar: Grammar, text: str) -> Tree:
    """The tree of `text`, a plain value; `NotationError` where it is not of this grammar."""
    lark = _lark(grammar.name, grammar.lexer)
    try:
        return _plain(lark.parse(text))
    except UnexpectedInput as error:
        raise _fault(grammar, lark, text, error) from None


def _plain(tree: LarkTree[Token] | Token) -> Tree:
    if isinstance(tree, Token):
        return str(tree.type), tree.start_pos or 0, tree.end_pos or 0
    kids = tuple(_plain(kid) for kid in tree.children)
    return str(tree.data), tree.meta.start_pos, tree.meta.end_pos, kids


@cache
def _lark(name: str, lexer: Literal["basic", "contextual"]) -> Lark:
    kind = f"{trees.TABLES} {lark.__version__}"
    with suppress(Exception):  # none are known, or what is there is none: they are made anew
        tables = marshal.loads(trees.get(kind, name))  # noqa: S302  # whole: `trees` looked
        loaded: Lark = Lark.load(tables)
        return loaded
    made = _made(name, lexer)
    data, memo = made.memo_serialize([TerminalDef, Rule])
    trees.keep(kind, name, marshal.dumps({"data": data, "memo": memo}))
    return made


def _made(name: str, lexer: Literal["basic", "contextual"]) -> Lark:
    with open(os.path.join(folder("grammar"), f"{name}.lark"), encoding="utf-8") as file:
        grammar = file.read()
    return Lark(
        grammar, parser="lalr", lexer=lexer, propagate_positions=True, maybe_placeholders=False
    )


def _fault(grammar: Grammar, lark: Lark, text: str, error: UnexpectedInput) -> NotationError:
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    # Right after the last word is where a caret helps.
    at = len(text.rstrip()) if ended else error.pos_in_stream or 0
    match = _READ.match(text, at)
    read = match[0] if match and not ended else ""
    _closed(text, at)
    grammar.hint(text, at, read)
    accepted = _accepted(lark, text[:at])
    words = [word for word in grammar.words.split() if fold(word).upper() in accepted]
    said = [(f"« {word} »", f'"{word}"') for word in words]
    said += [spoken for name, spoken in _SPOKEN.items() if name in accepted]
    fr, en = (_either([pair[side] for pair in said], side) for side in (0, 1))
    close = nearest(read, words) if read else None
    if close:
        fr += f" ; vouliez-vous dire « {close} » ?"
        en += f'; did you mean "{close}"?'
    return misread((at, at + len(read)), read, fr, en)


def _closed(text: str, at: int) -> None:
    """`NotationError` where a quote opens at `at` and nothing closes it."""
    for opening, closing in ('""', "«»"):
        if text[at : at + 1] == opening and closing not in text[at + 1 :]:
            fr, en = (
                f"« {closing} », qui ferme ce guillemet",
                f'"{closing}", which closes this quote',
            )
            raise misread((at, at + 1), opening, fr, en)


def _accepted(lark: Lark, prefix: str) -> set[str]:
    """Find the terminals that may follow `prefix`.

    Not the set that the error carries: an LALR parser reduces before it sees the fault, and has
    then forgotten the operators that could have come.
    """
    parser = lark.parse_interactive(prefix)
    with suppress(UnexpectedInput):
        parser.exhaust_lexer()
    accepts: Callable[[], set[str]] = parser.accepts  # Lark leaves it without types
    return {name.removeprefix("_") for name in accepts()}


def _either(names: list[str], side: int) -> str:
    *firsts, last = dict.fromkeys(names)
    return (", ".join(firsts) + (" ou ", " or ")[side]) * bool(firsts) + last
