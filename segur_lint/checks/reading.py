"""``reading``: what the bytes and the text of the file are, before any content.

    each: fichier
    reading: syntax         # or: encoding, byte order mark, duplicate keys

These rows also run on a file that cannot be read further; all others are then *not run*.
"""

from __future__ import annotations

from segur_lint.finding import Fault
from segur_lint.source import Span
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.checks.kind import Check, Matchers, Outcome, Run, Start, Target, Writing
    from segur_lint.frames import Frame
    from segur_lint.source import Source


def prepare(writing: Writing) -> Any:
    """Which of the readings."""
    return writing.choice(tuple(_READINGS))


def link(asked: Any, _target: Target, _matchers: Matchers) -> Start:
    """What starts on each document."""
    reading = _READINGS[asked]

    def start(run: Run) -> Check:
        def check(_frame: Frame) -> Outcome:
            return reading(run) or None

        return check

    return start


def _encoding(run: Run) -> list[Fault]:
    source = run.source
    if source.bad_byte is None:
        return []
    offset = len(source.text)
    byte, likely = source.data[source.bad_byte], likely_encoding(source)
    phrase = Text(
        f"L'octet n° {source.bad_byte + 1} (0x{byte:02X}) n'est pas de l'UTF-8"
        + (f" ; le fichier semble écrit en {likely}." if likely else "."),
        f"Byte no. {source.bad_byte + 1} (0x{byte:02X}) is not UTF-8"
        + (f"; the file seems to be {likely}." if likely else "."),
    )
    span = Span(offset, offset)
    return [Fault((), phrase=phrase, span=span, found=f"0x{byte:02X}", expected="UTF-8")]


def likely_encoding(source: Source) -> str | None:
    """What a file that is not UTF-8 was probably written in, or None."""
    data = source.data
    start = data[:4]
    if start in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or start.count(0) == 3:
        return "UTF-32"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or start.count(0) == 2:
        return "UTF-16"
    byte = data[source.bad_byte or 0]
    if byte in _DOS_LETTERS:
        return "CP850 (DOS)"
    return "Windows-1252 (ANSI)" if byte >= 0xA0 or byte in _WINDOWS_SIGNS else None


#: é à è ç ê ù â î ô û ë ï as DOS wrote them; Windows-1252 has signs or nothing there.
_DOS_LETTERS = frozenset(b"\x82\x85\x8a\x87\x88\x97\x83\x8c\x93\x96\x89\x8b") - frozenset(
    b"\x85\x93\x96\x97\x8c"
)
#: € … Œ ‘ ’ “ ” – — œ, what Windows puts below 0xA0 in French texts.
_WINDOWS_SIGNS = frozenset(b"\x80\x85\x8c\x91\x92\x93\x94\x96\x97\x9c")


def _byte_order_mark(run: Run) -> list[Fault]:
    return [Fault((), span=Span(0, 0), found="EF BB BF")] if run.source.bom else []


def _syntax(run: Run) -> list[Fault]:
    if run.broken is None:
        return []
    return [Fault((), phrase=run.broken.message, span=run.broken.span)]


def _duplicate_keys(run: Run) -> list[Fault]:
    if run.document is None:
        return []
    return [
        Fault(
            twice.path,
            span=twice.span,
            names={
                "balise": shorten(str(twice.path[-1])),
                "first": str(run.source.place(twice.first.start).line),
            },
        )
        for twice in run.document.duplicates
    ]


_READINGS: dict[str, Callable[[Run], list[Fault]]] = {
    "encoding": _encoding,
    "byte order mark": _byte_order_mark,
    "syntax": _syntax,
    "duplicate keys": _duplicate_keys,
}
