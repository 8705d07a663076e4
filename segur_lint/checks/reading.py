"""``reading``: what the bytes and the text of the file are, before any content.

    each: fichier
    reading: syntax         # or: encoding, byte order mark, duplicate keys

These rows also run on a file that cannot be read further; all others are then *not run*.
"""

from __future__ import annotations

from codecs import utf_8_decode

from segur_lint.finding import Fault
from segur_lint.frames import UNKNOWN
from segur_lint.jsonvalue import LIMITS
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


#: How JSON may begin; what begins so is a text, whatever is in it.
_BEGINS = (b"{", b"[", b'"')
#: Bytes of a file that tell its format.
_SAMPLE = 4_096


def _no_text(data: bytes) -> list[Fault]:
    """The fault of a file of another format: a document, an archive, a web page."""
    # Only a fault pays for them.
    from segur_lint.content.magic import kind_of
    from segur_lint.content.named import named

    head = data[:_SAMPLE]
    kind = kind_of(head, data[-_SAMPLE:])
    if kind in ("TEXT", "EMPTY") or (head.lstrip().startswith(_BEGINS) and kind != "RTF"):
        return []
    if not kind and (_wide(data) or b"\0" not in head or len(data) > LIMITS.size):
        return []
    what = named(kind)
    said = Text(
        f"Ce n'est pas un fichier JSON : c'est {what.fr}. Donnez le fichier JSON lui-même.",
        f"This is no JSON file: it is {what.en}. Give the JSON file itself.",
    )
    return [Fault((), phrase=said, found=kind or None, whole=True)]


def _encoding(run: Run) -> list[Fault]:
    source = run.source
    at, offset = source.bad_byte, len(source.text)
    if at is not None and (other := _no_text(source.data)):
        return other
    if at is None:
        if _wide(source.data) is None:
            return []
        at = offset = source.data.index(0)  # to UTF-8 a NUL is right, and yet no text is so made
    number, code, likely = at + 1, f"0x{source.data[at]:02X}", likely_encoding(source)
    utf8 = Text("de l'UTF-8", "UTF-8") if source.bad_byte is not None else Text("du texte", "text")
    if likely is None and _is_cut(source):
        phrase = Text(
            f"Le fichier est coupé : l'octet n° {number} ({code}) commence un caractère dont la "
            "fin manque.",
            f"The file is cut short: byte no. {number} ({code}) begins a character whose end is "
            "missing.",
        )
    else:
        phrase = Text(
            f"L'octet n° {number} ({code}) n'est pas {utf8.fr}"
            + (f" ; le fichier semble écrit en {likely}." if likely else "."),
            f"Byte no. {number} ({code}) is not {utf8.en}"
            + (f"; the file seems to be {likely}." if likely else "."),
        )
    return [Fault((), phrase=phrase, span=Span(offset, offset), found=code, expected="UTF-8")]


def likely_encoding(source: Source) -> str | None:
    """What a file that is not UTF-8 was probably written in, or None; one cut short has none."""
    data = source.data
    wide = _wide(data)
    if wide is not None or source.bad_byte is None:
        return wide
    if _is_cut(source):
        return None
    byte = data[source.bad_byte]
    if byte in _DOS_LETTERS:
        return "CP850 (DOS)"
    return "Windows-1252 (ANSI)" if byte >= 0xA0 or byte in _WINDOWS_SIGNS else None


def _wide(data: bytes) -> str | None:
    """UTF-32 or UTF-16, by its mark or by where the NULs of its first characters stand."""
    start = data[:4]
    nuls = [at for at, byte in enumerate(start) if byte == 0]
    if start in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or nuls in ([1, 2, 3], [0, 1, 2]):
        return "UTF-32"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(start) == 4 and nuls in ([1, 3], [0, 2])):
        return "UTF-16"
    return None


def _is_cut(source: Source) -> bool:
    """Whether the first byte that is not UTF-8 begins a character that the file's end cuts."""
    if source.bad_byte is None:
        return False
    try:
        utf_8_decode(source.data[source.bad_byte :], "strict", False)  # False: more may come
    except UnicodeDecodeError:
        return False
    return True


#: é â ç ê ë è ï as DOS wrote them; Windows-1252 has rare signs there, and ISO 8859-1 nothing.
_DOS_LETTERS = b"\x82\x83\x87\x88\x89\x8a\x8b"
#: € … Œ ‘ ’ “ ” – — œ, what Windows puts below 0xA0 in French texts.
_WINDOWS_SIGNS = b"\x80\x85\x8c\x91\x92\x93\x94\x96\x97\x9c"


def _byte_order_mark(run: Run) -> list[Fault]:
    return [Fault((), span=Span(0, 0), found="EF BB BF")] if run.source.bom else []


def _syntax(run: Run) -> Outcome:
    if run.broken is None:
        return []
    if other := _no_text(run.source.data):
        return other
    if _wide(run.source.data):
        return UNKNOWN  # its encoding is at fault, and said so
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


_READINGS: dict[str, Callable[[Run], Outcome]] = {
    "encoding": _encoding,
    "byte order mark": _byte_order_mark,
    "syntax": _syntax,
    "duplicate keys": _duplicate_keys,
}
