"""The judge of JSON texts: an iterative RFC 8259 scanner that keeps every position.

It gives the plain value, the tree of spans and the duplicate keys, or the exact syntax fault.
The quick tier of `document` never decides against it.
"""

from __future__ import annotations

import re
from json import JSONDecoder
from math import isinf

from segur_lint.jsonvalue import LIMITS, Duplicate, Limits, Node, Number, SyntaxFault
from segur_lint.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.jsonvalue import JSONValue


class Scan:
    """All that a text says: `value`, the `root` of the spans, `duplicates` in the text's order."""

    __slots__ = ("duplicates", "root", "value")

    def __init__(self, value: JSONValue, root: Node, duplicates: list[Duplicate]) -> None:
        self.value = value
        self.root = root
        self.duplicates = duplicates


def scan(text: str, limits: Limits = LIMITS) -> Scan | SyntaxFault:
    """Read the whole of `text`; never raises, whatever the text and its depth."""
    scanner = _Scanner(text, limits)
    try:
        return scanner.run()
    except _RefusedError as refused:
        from segur_lint.jsonfaults import diagnose

        open_at = [each.at for each in scanner.stack]
        start, end, message = diagnose(text, refused.at, refused.reason, open_at, refused.limit)
        return SyntaxFault(Span(start, end), message)


class _RefusedError(Exception):
    """Reading stops at offset `at`: `reason` is what was expected there, or what was wrong."""

    def __init__(self, reason: str, at: int, limit: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at
        self.limit = limit


class _Open:
    """An object or a list whose end is not reached: what it holds so far, in the text's order."""

    __slots__ = ("at", "key_spans", "keys", "nodes", "opener", "values")

    def __init__(self, at: int, opener: str) -> None:
        self.at = at
        self.opener = opener
        self.keys: list[str] = []
        self.key_spans: list[Span] = []
        self.values: list[JSONValue] = []
        self.nodes: list[Node] = []


_CLOSERS = {"{": "}", "[": "]"}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_DIGITS = frozenset("-0123456789")
#: A larger exponent is no amount, and writing such a number out could fill the memory.
_EXPONENT_DIGITS = 4
#: Only ever given the start of a string.
_decode_string = JSONDecoder().raw_decode
_solid = re.compile(r"[^ \t\n\r]").search
_word = re.compile(r"[a-z]\w*").match
_number = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?(?:[eE][-+]?([0-9]+))?(?![-+.\w])").match


class _Scanner:
    __slots__ = ("duplicates", "limits", "members", "stack", "text")

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.members = 0
        self.stack: list[_Open] = []
        self.duplicates: list[Duplicate] = []

    def run(self) -> Scan:
        text, stack = self.text, self.stack
        at = self.skip(0)
        while True:
            start, char = at, text[at : at + 1]
            if char in _CLOSERS:
                if len(stack) >= self.limits.depth:
                    raise _RefusedError("depth", at, self.limits.depth)
                stack.append(_Open(at, char))
                at = self.skip(at + 1)
                if text[at : at + 1] != _CLOSERS[char]:
                    at = self.key(at)
                    continue
                at += 1
                value, node = self.close(at)
            else:
                value, at = self.leaf(char, at)
                node = Node(Span(start, at), self.key_span(), None)
            while stack:  # a value is complete: give it to what holds it, which may end too
                holder = stack[-1]
                holder.values.append(value)
                holder.nodes.append(node)
                self.members += 1
                if self.members > self.limits.members:
                    raise _RefusedError("members", start, self.limits.members)
                at = self.skip(at)
                char = text[at : at + 1]
                if char == ",":
                    at = self.key(self.skip(at + 1))
                    break
                if char != _CLOSERS[holder.opener]:
                    raise _RefusedError("next", at)
                at += 1
                value, node = self.close(at)
            else:
                at = self.skip(at)
                if at < len(text):
                    raise _RefusedError("end", at)
                return Scan(
                    value, node, sorted(self.duplicates, key=lambda found: found.span.start)
                )

    def skip(self, at: int) -> int:
        """Skip white space from `at`: the offset of the first other character, or the end."""
        if self.text[at : at + 1] > " ":  # most often there is none
            return at
        found = _solid(self.text, at)
        return found.start() if found else len(self.text)

    def key(self, at: int) -> int:
        """Read a key and its colon, in an object; the offset of the value."""
        holder = self.stack[-1]
        if holder.opener == "[":
            return at
        if self.text[at : at + 1] != '"':
            raise _RefusedError("key", at)
        key, end = self.string(at)
        holder.keys.append(key)
        holder.key_spans.append(Span(at, end))
        at = self.skip(end)
        if self.text[at : at + 1] != ":":
            raise _RefusedError("colon", at)
        return self.skip(at + 1)

    def key_span(self) -> Span | None:
        """Tell which key the value being read has, in an object."""
        spans = self.stack[-1].key_spans if self.stack else None
        return spans[-1] if spans else None

    def leaf(self, char: str, at: int) -> tuple[JSONValue, int]:
        """Read a string, a number or a word; its value and the offset after it."""
        if char == '"':
            return self.string(at)
        if char in _DIGITS:
            return self.real(at)
        word = _word(self.text, at)
        if word is None or word[0] not in _WORDS:
            raise _RefusedError("value", at)
        return _WORDS[word[0]], word.end()

    def string(self, at: int) -> tuple[str, int]:
        try:
            value, end = _decode_string(self.text, at)
            value.encode()
        except ValueError:  # its syntax (JSONDecodeError), or a lone surrogate (UnicodeError)
            raise _RefusedError("string", at) from None
        return value, end

    def real(self, at: int) -> tuple[Number, int]:
        found = _number(self.text, at)
        if found is None:
            raise _RefusedError("number", at)
        fraction, exponent = found.groups()
        # An integer keeps its digits however many they are; nothing ever makes an int of it.
        if (fraction or exponent) and isinf(float(found[0])):
            raise _RefusedError("overflow", at)
        if exponent and len(exponent.lstrip("0")) > _EXPONENT_DIGITS:
            raise _RefusedError("exponent", at)
        return Number(found[0]), found.end()

    def close(self, end: int) -> tuple[JSONValue, Node]:
        """End the innermost object or list at `end`."""
        closed = self.stack.pop()
        span, key = Span(closed.at, end), self.key_span()
        if closed.opener == "[":
            return closed.values, Node(span, key, closed.nodes)
        value = dict(zip(closed.keys, closed.values, strict=True))
        if len(value) != len(closed.keys):
            self.note_duplicates(closed)
        return value, Node(span, key, dict(zip(closed.keys, closed.nodes, strict=True)))

    def note_duplicates(self, closed: _Open) -> None:
        steps = (held.keys[-1] if held.keys else len(held.values) for held in self.stack)
        path, first = tuple(steps), dict[str, Span]()
        for key, span in zip(closed.keys, closed.key_spans, strict=True):
            if key in first:
                self.duplicates.append(Duplicate((*path, key), first[key], span))
            else:
                first[key] = span
