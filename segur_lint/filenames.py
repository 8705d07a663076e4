"""The names of files, matched against the pack's notations and cut into their parts.

The notations themselves are read by `lang.filename`, which needs Lark; a run does not.
"""

from __future__ import annotations

from segur_lint import formats
from segur_lint.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    #: Where the parts of a name stand; None where it is not so built.
    Cut = Callable[[str], list[tuple[int, int]] | None]

#: Names longer than any file system takes are not cut into parts.
LONGEST = 1_000
#: How many names are remembered: the same ones are asked for by several rules in turn.
REMEMBERED = 4_096


class NameMatcher:
    """One notation of file names: what the parts of a name are, and where they stand in it."""

    __slots__ = ("_cut", "_predicates", "_seen", "called", "notation")

    def __init__(self, plain: dict[str, Any]) -> None:
        self.notation: str = plain["notation"]
        self.called: list[str] = plain["called"]
        self._cut = cutter(plain["pieces"])
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
        found = self._cut(name) if len(name) <= LONGEST else None
        parts = None if found is None else tuple([name[start:end] for start, end in found])
        if parts is not None and any(wrong(parts[index]) for index, wrong in self._predicates):
            parts = None
        self._seen[name] = parts
        return parts

    def place(self, name: str, index: int) -> Span | None:
        """Where part `index` stands in `name`; None where the name is not so built."""
        if self.match(name) is None:
            return None
        found = self._cut(name)
        return None if found is None else Span(*found[index])


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


def cutter(pieces: Sequence[Sequence[str]]) -> Cut:
    """The function that tells where the parts of a name stand; None where it is not so built.

    `pieces` are ``["lit", text]`` or ``["part", word]``, never two parts side by side. A part stops
    at the first character of the literal after it. The part before the last literal that starts
    with ``.`` may hold anything, and nothing after that literal holds a ``.``: an extension is what
    follows the last point. Only one part can hold its own delimiter, and where it ends is told by
    how many points follow, so that matching takes linear time.
    """
    # Each literal with None, each part with the first character after it.
    cuts = [
        (text, None) if kind == "lit" else ("", after[1][:1])
        for (kind, text), after in zip(pieces, [*pieces[1:], ("", "")], strict=True)
    ]
    stem = max((at for at, (_, after) in enumerate(cuts) if after == "."), default=len(cuts) - 1)
    points = sum(text.count(".") for text, _ in cuts[stem + 1 :])

    def cut(name: str) -> list[tuple[int, int]] | None:
        found, at = [], 0
        for number, (text, after) in enumerate(cuts):
            if after is None:
                if not name.startswith(text, at):
                    return None
                at += len(text)
                continue
            if number == stem:
                end = len(name.rsplit(".", points)[0])
            else:
                end = name.find(after, at) if after else len(name)
            if end <= at:
                return None
            found.append((at, end))
            at = end
        return found if at == len(name) else None

    return cut
