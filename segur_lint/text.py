"""Sentences in two languages, and how names and values are shown inside them.

Every sentence that a person reads exists in French and in English: a `Text`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

#: Characters of a value shown in a message before it is cut (code points).
SHOWN = 60
#: Names given where none is near.
LISTED = 30
#: Characters from which a part of a name may stand for it: « scenario », not « id ».
SHORTEST_PART = 4


class Text:
    """One sentence in French (`fr`) and its English twin (`en`)."""

    __slots__ = ("en", "fr")

    def __init__(self, fr: str, en: str) -> None:
        self.fr = fr
        self.en = en

    def __repr__(self) -> str:
        return f"Text({self.fr!r}, {self.en!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.fr, self.en) == (other.fr, other.en)

    def __hash__(self) -> int:
        return hash((self.fr, self.en))

    def get(self, lang: str) -> str:
        """The sentence in `lang`, ``"fr"`` or ``"en"``."""
        return self.en if lang == "en" else self.fr


def printable(value: str) -> str:
    """`value` with every character that a terminal could obey, or hide, spelt ``\\uXXXX``.

    Line ends, escape sequences, bidirectional marks, zero-width characters and lone surrogates
    are data here, never commands. A space that is not U+0020 is kept: it is what the file says.
    """
    if value.isprintable():
        return value
    return "".join(
        char if char.isprintable() or _is_space(char) else _escape(char) for char in value
    )


def _is_space(char: str) -> bool:
    return char in "\u00a0\u202f\u2009\u3000"


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


#: From here on, the digits of a number are written three by three.
_LONG_NUMBER = 10_000


def grouped(number: int) -> Text:
    """A number as a sentence writes it: 3 000 000, its spaces no-break ones; 3,000,000."""
    if abs(number) < _LONG_NUMBER:
        return Text(*[str(number)] * 2)
    return Text(f"{number:,}".replace(",", "\u00a0"), f"{number:,}")


def shorten(value: str, limit: int = SHOWN) -> str:
    """`value` on one line, printable, cut to `limit` code points with an ellipsis."""
    if len(value) > limit:
        value = value[: limit - 1] + "…"
    return printable(value)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely meant, or None.

    Case and accents first, then the zeros before a number, then letters, then the only one of
    which `name` is a part, then the only one with the same words but for some that one of the two
    leaves out.
    """
    names = sorted(set(known))
    folded = fold(name[:200])  # longer is no name
    for candidate in names:
        if fold(candidate) == folded:
            return candidate
    bare = _without_zeros(folded)
    same = [candidate for candidate in names if _without_zeros(fold(candidate)) == bare]
    if len(same) == 1:
        return same[0]
    from difflib import get_close_matches  # only a fault pays for it

    by_fold = {fold(candidate): candidate for candidate in names}
    close = get_close_matches(folded[:100], list(by_fold), n=1, cutoff=0.75)
    if close:
        return by_fold[close[0]]
    holding = [each for each in by_fold if folded in each] if len(folded) >= SHORTEST_PART else []
    if len(holding) == 1:
        return by_fold[holding[0]]
    own = _words(name)
    alike = [each for each in names if _leaves_out(own, _words(each))]
    return alike[0] if len(alike) == 1 else None


def _without_zeros(folded: str) -> str:
    """« kin013 » -> kin13."""
    from re import sub

    return sub("(?<![0-9])0+(?=[0-9])", "", folded)


def _words(name: str) -> list[str]:
    """« dateDeLivraison », « date_de_livraison » -> date, de, livraison."""
    from re import findall

    words = findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", unaccented(name[:200]))
    return [word.casefold() for word in words]


def _leaves_out(one: list[str], other: list[str]) -> bool:
    """Whether two names share at least two words, in order, and only one of them has others."""
    few, many = sorted((one, other), key=len)
    rest = iter(many)
    return len(few) >= 2 and all(word in rest for word in few)


def hint(name: str, known: Iterable[str], otherwise: Text | None = None) -> Text:
    """« Vouliez-vous dire … ? » to add to a sentence; else `otherwise`, else nothing."""
    near = nearest(name, known)
    if near is not None:
        return Text(f" Vouliez-vous dire « {near} » ?", f" Did you mean “{near}”?")
    return Text(f" {otherwise.fr}", f" {otherwise.en}") if otherwise else Text("", "")


def listed(names: Iterable[str]) -> Text:
    """« Noms connus : … », the first thirty; then « … » says that there are more."""
    known = list(names)
    shown = ", ".join(known[:LISTED]) or "—"
    end = ", …" if len(known) > LISTED else "."
    return Text(f"Noms connus : {shown}{end}", f"Known names: {shown}{end}")


_JOINING = str.maketrans("", "", " _-.")


def fold(name: str) -> str:
    """`name` without case, accents, spaces, hyphens and underscores: what two spellings share."""
    return caseless(name).translate(_JOINING)


def caseless(text: str) -> str:
    """`text` without case nor accents, however these are written in Unicode."""
    return unaccented(text).casefold()


def unaccented(text: str) -> str:
    """`text` without its accents and other marks. Linear time."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    # Character by character: putting a long run of marks in order takes quadratic time.
    return text.translate(
        {
            ord(char): "".join(each for each in normalize("NFKD", char) if not combining(each))
            for char in set(text)
        }
    )
