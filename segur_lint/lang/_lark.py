"""Lark behind one door: a grammar of the `grammar` folder, a text, a tree or a `NotationError`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken

from segur_lint.errors import NotationError
from segur_lint.resources import folder
from segur_lint.text import Text, fold, nearest, shorten

__all__ = ["Action", "Grammar", "Token", "misread", "span"]

#: From the children of a rule, and its span in the text, to a node.
Action = Callable[[list[Any], int, int], Any]

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
    "$END": ("la fin du texte", "the end of the text"),
}


def span(token: Token) -> tuple[int, int]:
    """Give the offsets of `token` in its text."""
    return token.start_pos or 0, token.end_pos or 0


def misread(at: tuple[int, int], read: str, fr: str, en: str) -> NotationError:
    """« lu … », attendu : … » at the span `at`; nothing read is the end of the text."""
    shown = shorten(read)
    fr_read, en_read = (f"« {shown} »", f'"{shown}"') if read else _SPOKEN["$END"]
    if read[:1] in ("«", "»", '"'):
        fr_read = en_read = shown
    message = Text(f"lu {fr_read}, attendu : {fr}", f"read {en_read}, expected: {en}")
    return NotationError(*at, message)


def no_hint(text: str, at: int, word: str) -> None:
    """Nothing better to say than what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """A grammar by its file's `name`, and what its trees and its faults need.

    `limit` bounds the text, in characters, before anything reads it. `words` are the keywords as a
    person writes them, with spaces between; the terminal of one is the word without accents, in
    capitals. `hint` may know better than "expected": it is given the text, the offset of the fault
    and the word read there, and raises its own `NotationError`.
    """

    name: str
    limit: int
    words: str
    actions: Mapping[str, Action]
    hint: Callable[[str, int, str], None] = no_hint
    lexer: Literal["basic", "contextual"] = "contextual"

    def check_length(self, text: str) -> None:
        """`NotationError` where `text` is longer than `limit`."""
        if len(text) > self.limit:
            fr = f"{len(text)} caractères, attendu : {self.limit} au plus"
            en = f"{len(text)} characters, expected: at most {self.limit}"
            raise NotationError(self.limit, len(text), Text(fr, en))

    def parse(self, text: str) -> Any:
        """Give what the actions make of `text`; `NotationError` where it is not of this grammar."""
        self.check_length(text)
        lark = _lark(self.name, self.lexer)
        try:
            tree = lark.parse(text)
        except UnexpectedInput as error:
            raise _fault(self, lark, text, error) from None
        return self._build(tree)

    def _build(self, tree: Tree[Token]) -> Any:
        children = [self._build(kid) if isinstance(kid, Tree) else kid for kid in tree.children]
        return self.actions[tree.data](children, tree.meta.start_pos, tree.meta.end_pos)


@cache
def _lark(name: str, lexer: Literal["basic", "contextual"]) -> Lark:
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
