"""The pieces of a row's message become a sentence: what each of them says of one fault."""

from __future__ import annotations

from segur_lint.shown import show
from segur_lint.text import Text, grouped, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from segur_lint.frames import Closure, Frame

    #: What the engine fills: a word, and what it says here.
    Words = Mapping[str, str | Text | None]

#: What stands for a value of the deposit where values are not shown.
HIDDEN = Text("[valeur masquée]", "[value hidden]")


def fill(message: Mapping[str, Sequence[Any]], words: Words, frame: Frame, values: bool) -> Text:
    """A message, linked, for a fault in `frame`; without `values`, none of the deposit is shown."""
    fr, en = (_filled(message[lang], words, frame, values, lang) for lang in ("fr", "en"))
    return Text(fr, en)


def _filled(pieces: Sequence[Any], words: Words, frame: Frame, values: bool, lang: str) -> str:
    made: list[str] = []
    for piece in pieces:
        if isinstance(piece, dict):
            if all(_said(each, words, frame, values, lang) is not None for each in piece["known"]):
                made.append(_filled(piece["known"], words, frame, values, lang))
            continue
        known = _said(piece, words, frame, values, lang)
        said = "…" if known is None else known
        # What ends in « … » takes no point after it.
        ended = said.startswith(".") and made and made[-1].endswith("…")
        made.append(said[1:] if ended and isinstance(piece, str) else said)
    return "".join(made)


def _said(piece: Any, words: Words, frame: Frame, values: bool, lang: str) -> str | None:
    """What a text, a word or a value says; None where it is not known."""
    if isinstance(piece, str):
        return piece
    if isinstance(piece, tuple):
        return _value(piece, frame, values, lang)
    word = words.get(piece[0])
    return word.get(lang) if isinstance(word, Text) else word or None


def _value(piece: tuple[Closure, bool], frame: Frame, values: bool, lang: str) -> str | None:
    """A value that the message names."""
    closure, is_of_pack = piece
    value = closure(frame, frame)
    if type(value) is int and (values or is_of_pack):
        return grouped(value).get(lang)
    shown = show(value)
    if shown is None:
        return None
    if isinstance(shown, Text):
        return shown.get(lang)  # a sentence of ours
    return shorten(shown) if values or is_of_pack else HIDDEN.get(lang)
