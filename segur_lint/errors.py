"""Errors that stop a run, each knowing its exit code. Faults of deposits are never exceptions.

0 nothing at or above the threshold, 1 findings, 2 usage, configuration, rules or unreadable
input, 3 a bug of ours, 130 interrupted, 141 the reader of the output left (a closed pipe).
"""

from __future__ import annotations

import errno

from segur_lint.text import Text, hint, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from segur_lint.source import Source, Span

    T = TypeVar("T")

#: Columns of a drawn line of source: what fits a terminal beside its margin.
WIDTH = 72


class SegurLintError(Exception):
    """What stops a run: a sentence for a person, and an exit code."""

    exit_code = 2

    def __init__(self, message: Text) -> None:
        super().__init__(message.fr)
        self.message = message

    def render(self, lang: str) -> str:
        """What is printed, without a final line end."""
        return self.message.get(lang)


class CrashError(SegurLintError):
    """A rule of ours failed: what it would have said is not known."""

    exit_code = 3


class UsageError(SegurLintError):
    """The command line, or a path given to it, asks for what cannot be done."""


#: Where the ids of rules are found.
RULES_LIST = Text("« segur-lint rules list » les donne.", "“segur-lint rules list” gives them.")


def no_rule(name: str, known: Iterable[str]) -> UsageError:
    """The error for an id that no rule has."""
    near = hint(name, known, RULES_LIST)
    shown = printable(name)
    return UsageError(
        Text(
            f"Aucune règle ne s'appelle « {shown} ».{near.fr}",
            f"No rule is called “{shown}”.{near.en}",
        )
    )


#: The reasons of the system that people meet, in French; Python gives them in English.
_REASONS = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "opération non permise",
    errno.ENOENT: "il n'existe pas",
    errno.ENOTSUP: "ce n'est pas un fichier ordinaire",  # see `regular`
    errno.EISDIR: "c'est un dossier",
    errno.EEXIST: "il existe déjà",
    errno.EBUSY: "un autre programme s'en sert",
    errno.EFBIG: "il est trop gros pour ce disque",
    errno.ENOTDIR: "un dossier du chemin n'en est pas un",
    errno.ENOSPC: "il n'y a plus de place sur le disque",
    errno.EDQUOT: "le quota du disque est atteint",
    errno.EROFS: "le disque est en lecture seule",
    errno.ELOOP: "ses liens symboliques tournent en rond",
    errno.ENAMETOOLONG: "son nom est trop long",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.EIO: "le disque répond par une erreur",
    errno.ENXIO: "personne n'est au bout de ce tube",
}


def reason(error: OSError) -> Text:
    """Why the system refused."""
    said = error.strerror or type(error).__name__
    return Text(_REASONS.get(error.errno or 0, said), said)


class NotationError(Exception):
    """A syntax fault in a notation: `start` and `end` are offsets in that notation's own text.

    The one who knows where that text stands (a row of YAML) turns it into an `AuthorError`.
    """

    def __init__(self, start: int, end: int, message: Text) -> None:
        super().__init__(message.fr)
        self.start = start
        self.end = max(end, start + 1)
        self.message = message
        #: The other faults of the same text, that were found with this one.
        self.more: list[NotationError] = []


def all_at_once(work: Iterable[Callable[[], T]]) -> list[T]:
    """What each of `work` gives; the `NotationError` of all that fail are raised as one."""
    made: list[T] = []
    faults: list[NotationError] = []
    for each in work:
        try:
            made.append(each())
        except NotationError as fault:
            faults += [fault, *fault.more]
    if faults:
        faults[0].more = faults[1:]
        raise faults[0]
    return made


class AuthorError(SegurLintError):
    """A fault in a file that an author of rules wrote, at its exact place."""

    def __init__(self, source: Source, span: Span, message: Text) -> None:
        super().__init__(message)
        self.source = source
        self.span = span

    def render(self, lang: str) -> str:
        """`file:line:column: sentence`, then the line and a caret under the span."""
        place = self.source.place(self.span.start)
        head = (
            f"{printable(self.source.name)}:{place.line}:{place.column}: {self.message.get(lang)}"
        )
        return head + "\n" + draw(self.source, self.span)


class AuthorErrors(SegurLintError):
    """All the faults found in the files of rules, in the order of the files' lines."""

    def __init__(self, errors: list[AuthorError]) -> None:
        self.errors = sorted(errors, key=lambda error: (error.source.name, error.span.start))
        count = len(errors)
        many = "s" * (count > 1)
        super().__init__(
            Text(f"{count} faute{many} dans les règles", f"{count} fault{many} in the rules")
        )

    def render(self, lang: str) -> str:
        """Every fault, drawn, then how many there are."""
        return "\n".join([*(error.render(lang) for error in self.errors), self.message.get(lang)])


def draw(source: Source, span: Span, width: int = WIDTH) -> str:
    """The first line of `span` with carets under it, cut to `width` cells around them."""
    place = source.place(span.start)
    start = place.column - 1
    line = source.line(span.start - start)
    margin = f"{place.line:>5} | "
    shown, carets = _cut(line, start, start + span.end - span.start, width + 8 - len(margin))
    return f"{margin}{shown}\n{' | ':>{len(margin)}}{carets}"


def underline(name: str, span: Span, width: int = WIDTH) -> list[str]:
    """A file's name with carets under the part of it at `span`."""
    return [f"{'':>5} | {line}" for line in _cut(name, span.start, span.end, width)]


def _cut(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    """What is printed of `line`, `width` cells at most, and the carets under `start` to `end`."""
    after = _fit(line[start : start + width], width)
    left = max(width // 3, width - max(1, cells(after)))
    before = _fit(line[max(0, start - left) : start][::-1], left)[::-1]
    after = _fit(after, width - cells(before))
    under = cells(after[: max(1, end - start)])
    return printable(before + after), " " * cells(before) + "^" * max(1, under)


def _fit(text: str, width: int) -> str:
    """The beginning of `text` that takes `width` cells at most."""
    if cells(text) <= width:
        return text
    kept = len(text)
    while cells(text[:kept]) > width:
        kept -= 1
    return text[:kept]


def cells(text: str) -> int:
    """Terminal cells that `printable(text)` takes: wide characters take two, marks take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    shown = printable(text)
    if all(char < _MARKS or char in _NARROW for char in set(shown)):
        return len(shown)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(char) in ("Mn", "Me") else 2 if east_asian_width(char) in "WF" else 1
        for char in shown
    )


#: Up to here each character takes a cell, and so do these signs of ours.
_MARKS, _NARROW = "\u0300", "…’“”–—→€"
