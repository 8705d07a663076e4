"""The end of what ``fix`` tells: what was mended, by rule, and what is left to a person."""

from __future__ import annotations

from segur_lint.report.folding import counted, fold
from segur_lint.report.summary import quoted
from segur_lint.text import Text
from segur_lint.words import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FILE = Text("fichier", "file")
#: Files that are named, of those that were left as they are.
NAMED = 5
_LANGS = ("fr", "en")


class Sums:
    """How many files are `changed`, and findings, by rule, mended (`done`) or that unsafe repairs
    could mend (`offered`), and, by severity, still there (`remaining`).

    `left` are the files that could not be read, judged or written: nothing is known of them.
    """

    __slots__ = ("changed", "done", "left", "offered", "remaining")

    def __init__(
        self,
        changed: int,
        done: Mapping[str, int],
        offered: Mapping[str, int],
        remaining: Mapping[str, int],
        left: Sequence[str] = (),
    ) -> None:
        self.changed = changed
        self.done = done
        self.offered = offered
        self.remaining = remaining
        self.left = left


def render(sums: Sums, lang: str, *, written: bool) -> list[str]:
    """The lines, folded; `written` tells that the files were."""
    said = [] if sums.left and not sums.changed else [_done(sums, written, lang)]
    if sums.offered:
        ids = _listed(sums.offered)
        said.append(Text(f"Avec --unsafe, de plus : {ids}.", f"With --unsafe, also: {ids}."))
    if sums.remaining or not sums.left:
        said.append(_remaining(sums, lang))
    if sums.left:
        said.append(_left(sums.left))
    return [line for each in said for line in fold(each.get(lang), "", "  ")]


def _done(sums: Sums, written: bool, lang: str) -> Text:
    if not sums.changed:
        return Text("Rien à réparer.", "Nothing to mend.")
    ids, files = _listed(sums.done), counted(sums.changed, _FILE, lang)
    if written:
        return Text(f"Réparé dans {files} : {ids}.", f"Mended in {files}: {ids}.")
    return Text(
        f"À réparer dans {files} : {ids}. Pour l'écrire, ajoutez --write.",
        f"To mend in {files}: {ids}. To write it, add --write.",
    )


def _remaining(sums: Sums, lang: str) -> Text:
    parts = ", ".join(
        counted(sums.remaining[severity], what, lang)
        for severity, what in SEVERITIES.items()
        if sums.remaining.get(severity)
    )
    if not parts:
        return Text(
            "Il ne reste rien à corriger à la main dans le JSON. Les pièces et le lot ne sont pas "
            "regardés ici : « segur-lint check » le fait.",
            "Nothing is left to mend by hand in the JSON. Documents and other files are not looked "
            "at here: “segur-lint check” does it.",
        )
    return Text(
        f"Il reste à voir par vous-même : {parts}. « segur-lint check » les montre.",
        f"Left for you to look at: {parts}. “segur-lint check” shows them.",
    )


def _left(files: Sequence[str]) -> Text:
    """What could not be mended: its number, its names, and what to do."""
    more = ", …" * (len(files) > NAMED)
    fr, en = (", ".join(quoted(each, lang) for each in files[:NAMED]) + more for lang in _LANGS)
    if len(files) == 1:
        return Text(
            f"1 fichier n'a pas pu être réparé : {fr}. Corrigez-le, puis relancez.",
            f"1 file could not be mended: {en}. Put it right, then run again.",
        )
    return Text(
        f"{len(files)} fichiers n'ont pas pu être réparés : {fr}. Corrigez-les, puis relancez.",
        f"{len(files)} files could not be mended: {en}. Put them right, then run again.",
    )


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{rule} ({counts[rule]})" for rule in sorted(counts))
