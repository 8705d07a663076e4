"""The names of files, matched against the pack's notations and cut into their parts.

The notations themselves are read by `lang.filename`, which needs Lark; a run does not.
"""

from __future__ import annotations

import re

from segur_lint import formats
from segur_lint.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

#: Names longer than any file system takes are not cut into parts.
LONGEST = 1_000
#: How many names are remembered: the same ones are asked for by several rules in turn.
REMEMBERED = 4_096


class NameMatcher:
    """One notation of file names: what the parts of a name are, and where they stand in it."""

    __slots__ = ("_match", "_predicates", "_seen", "called", "notation")

    def __init__(self, plain: dict[str, Any]) -> None:
        self.notation: str = plain["notation"]
        self.called: list[str] = plain["called"]
        self._match = re.compile(compile_matcher(plain["pieces"]), re.DOTALL).fullmatch
        self._predicates = [
            (index, formats.predicate(notation)) for index, notation in plain["formats"]
        ]
        self._seen: dict[str, tuple[str, ...] | None] = {}

    def match(self, name: str) -> tuple[str, ...] | None:
        """The parts of `name` in the notation's order; None where it is not so built."""
        try:
            return self._seen[name]
        except KeyError:
            pass
        if len(self._seen) >= REMEMBERED:
            self._seen.clear()
        found = self._match(name) if len(name) <= LONGEST else None
        parts = None if found is None else found.groups()
        if parts is not None and any(wrong(parts[index]) for index, wrong in self._predicates):
            parts = None
        self._seen[name] = parts
        return parts

    def place(self, name: str, index: int) -> Span | None:
        """Where part `index` stands in `name`; None where the name is not so built."""
        if self.match(name) is None:
            return None
        found = self._match(name)
        return None if found is None else Span(*found.span(index + 1))


#: The matchers of this process by their notations: packs of one family have the same ones, and what
#: one of them has seen the others need not look at again.
_made: dict[str, NameMatcher] = {}
_MATCHERS = 256


def matcher(plain: dict[str, Any]) -> NameMatcher:
    """The matcher of a notation, made once."""
    key = repr(plain)
    if key not in _made:
        if len(_made) >= _MATCHERS:
            _made.clear()
        _made[key] = NameMatcher(plain)
    return _made.get(key) or NameMatcher(plain)  # another thread may have cleared them


def compile_matcher(pieces: Sequence[Sequence[str]]) -> str:
    r"""Write a regular expression for ``re.fullmatch(…, re.DOTALL)``, with one group a part.

    `pieces` are ``["lit", text]`` or ``["part", word]``, never two parts side by side. A part stops
    at the first character of the literal after it. The part before the last literal that starts
    with ``.`` may hold anything, and nothing after that literal holds a ``.``: an extension is what
    follows the last point. Only one part can hold its own delimiter, and what follows it cannot
    wander, so that matching takes linear time.

    ``<A>-<B>.<C>`` is ``([^\-]+)\-(.+)\.([^.]+)``.
    """
    last = len(pieces) - 1
    followers = [piece[1][0] if piece[0] == "lit" else "" for piece in pieces[1:]] + [""]
    points = [at for at, piece in enumerate(pieces) if piece[0] == "part" and followers[at] == "."]
    stem = points[-1] if points else last
    source = []
    for at, (kind, text) in enumerate(pieces):
        if kind == "lit":
            source.append(re.escape(text))
        elif at == stem:
            source.append("(.+)")
        else:
            point = "." if at > stem or followers[at] == "." else ""
            follower = re.escape(followers[at]) if followers[at] != point else ""
            source.append(f"([^{point}{follower}]+)")
    return "".join(source)
