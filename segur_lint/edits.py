"""Edits of a text: pieces that are replaced, and not one byte around them.

The fixes of one text are made together as far as they are disjoint; the others wait for the text
to be read again.
"""

from __future__ import annotations

from bisect import bisect_left, insort

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from segur_lint.source import Source


class Edit:
    """Put `text` in the place of the code points from `start` to `end` (excluded) of a text.

    A byte order mark stands before the text of its `Source`: from -1 to 0.
    """

    __slots__ = ("end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text

    def __repr__(self) -> str:
        return f"Edit({self.start}, {self.end}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edit) and (self.start, self.end, self.text) == (
            other.start,
            other.end,
            other.text,
        )

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.text))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` made, their offsets being those of `text`.

    Equal edits are made once; insertions at one place stand in the order given. `ValueError` where
    two overlap, or one is outside the text: `choose` keeps what goes together.
    """
    pieces, at = [], 0
    for edit in sorted(dict.fromkeys(edits), key=_range):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(edit)
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _range(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def mend(source: Source, edits: Iterable[Edit]) -> bytes:
    """The bytes of `source` with all `edits` of its text made: its mark and its bad bytes stay."""
    shift = int(source.bom)
    shifted = [Edit(edit.start + shift, edit.end + shift, edit.text) for edit in edits]
    tail = b"" if source.bad_byte is None else source.data[source.bad_byte :]
    return apply("\ufeff" * shift + source.text, shifted).encode() + tail


def choose(fixes: Sequence[Sequence[Edit]]) -> tuple[list[Edit], list[int]]:
    """The edits that can be made together, and the positions in `fixes` of those left for later.

    A fix is taken whole or not at all; where two overlap, the first is taken.
    """
    taken: dict[Edit, None] = {}
    ranges: list[tuple[int, int]] = []  # of `taken`, in order
    left = []
    for position, fix in enumerate(fixes):
        new = [edit for edit in dict.fromkeys(fix) if edit not in taken]
        if all(_is_free(edit, ranges) for edit in new):
            taken.update(dict.fromkeys(new))
            for edit in new:
                insort(ranges, _range(edit))
        else:
            left.append(position)
    return list(taken), left


def _is_free(edit: Edit, ranges: list[tuple[int, int]]) -> bool:
    at = bisect_left(ranges, _range(edit))
    before, after = ranges[at - 1 : at], ranges[at : at + 1]
    return all(end <= edit.start for _, end in before) and all(
        edit.end <= start for start, _ in after
    )


def remove_bom(source: Source) -> Edit:
    """Remove the byte order mark of `source`; ValueError where there is none."""
    if not source.bom:
        raise ValueError(source.name)
    return Edit(-1, 0, "")
