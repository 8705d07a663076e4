"""A grammar of the `grammar` folder, a text, and what it means, or a `NotationError`.

Lark, in `_lark`, is imported only where a text is new; what it made of one is kept (`trees`).
"""

from __future__ import annotations

from contextlib import suppress

from segur_lint import trees
from segur_lint.errors import NotationError
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Literal, TypeAlias

    #: From the children of a rule, and its span in the text, to a node.
    Action = Callable[[list[Any], int, int], Any]
    #: A rule's name, its span, its children; or a terminal's name and its span.
    Tree: TypeAlias = "tuple[str, int, int, tuple[Tree, ...]] | tuple[str, int, int]"

#: What stands where nothing more is read.
END = ("la fin du texte", "the end of the text")


class Token(str):
    """A word of a text: its terminal's name, its offsets."""

    __slots__ = ("end", "start", "type")

    type: str
    start: int
    end: int


def span(token: Token) -> tuple[int, int]:
    """Give the offsets of `token` in its text."""
    return token.start, token.end


def misread(at: tuple[int, int], read: str, fr: str, en: str) -> NotationError:
    """« lu … », attendu : … » at the span `at`; nothing read is the end of the text."""
    shown = shorten(read)
    fr_read, en_read = (f"« {shown} »", f'"{shown}"') if read else END
    if read[:1] in ("«", "»", '"'):
        fr_read = en_read = shown
    message = Text(f"lu {fr_read}, attendu : {fr}", f"read {en_read}, expected: {en}")
    return NotationError(*at, message)


def no_hint(text: str, at: int, word: str) -> None:
    """Nothing better to say than what was expected."""


class Grammar:
    """A grammar by its file's `name`, and what its trees and its faults need.

    `limit` bounds the text, in characters, before anything reads it. `words` are the keywords as a
    person writes them, with spaces between; the terminal of one is the word without accents, in
    capitals. `hint` may know better than "expected": it is given the text, the offset of the fault
    and the word read there, and raises its own `NotationError`.
    """

    __slots__ = ("actions", "hint", "lexer", "limit", "name", "words")

    def __init__(
        self, *, name: str, limit: int, words: str, actions: Mapping[str, Action],
        hint: Callable[[str, int, str], None] = no_hint,
        lexer: Literal["basic", "contextual"] = "contextual",
    ) -> None:  # fmt: skip
        self.name = name
        self.limit = limit
        self.words = words
        self.actions = actions
        self.hint = hint
        self.lexer = lexer

    def check_length(self, text: str) -> None:
        """`NotationError` where `text` is longer than `limit`."""
        if len(text) > self.limit:
            fr = f"{len(text)} caractères, attendu : {self.limit} au plus"
            en = f"{len(text)} characters, expected: at most {self.limit}"
            raise NotationError(self.limit, len(text), Text(fr, en))

    def parse(self, text: str) -> Any:
        """Give what the actions make of `text`; `NotationError` where it is not of this grammar."""
        self.check_length(text)
        tree = trees.get(self.name, text)
        if tree is not None:
            with suppress(LookupError, TypeError, ValueError):  # no tree: it is parsed anew
                return self._build(text, tree)
        from segur_lint.lang import _lark

        tree = _lark.parse(self, text)
        trees.keep(self.name, text, tree)
        return self._build(text, tree)

    def _build(self, text: str, tree: Any) -> Any:
        name, start, end, *rest = tree
        if not rest:
            token = Token(text[start:end])
            token.type, token.start, token.end = name, start, end
            return token
        return self.actions[name]([self._build(text, kid) for kid in rest[0]], start, end)
