"""The end of what ``fix`` tells: what was mended, by rule, and what is left to a person."""

from __future__ import annotations

from segur_lint.report.folding import counted, fold
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_SEVERITIES = (
    ("error", Text("erreur", "error")),
    ("warning", Text("avertissement", "warning")),
    ("info", Text("information", "info")),
)
_FILE = Text("fichier", "file")


class Sums:
    """How many files are `changed`, and findings, by rule, mended (`done`) or that unsafe repairs
    could mend (`offered`), and, by severity, still there (`remaining`).
    """

    __slots__ = ("changed", "done", "offered", "remaining")

    def __init__(
        self,
        changed: int,
        done: Mapping[str, int],
        offered: Mapping[str, int],
        remaining: Mapping[str, int],
    ) -> None:
        self.changed = changed
        self.done = done
        self.offered = offered
        self.remaining = remaining


def render(sums: Sums, lang: str, *, written: bool) -> list[str]:
    """The lines, folded; `written` tells that the files were."""
    said = [_done(sums, written, lang)]
    if sums.offered:
        ids = _listed(sums.offered)
        said.append(Text(f"Avec --unsafe, de plus : {ids}.", f"With --unsafe, also: {ids}."))
    said.append(_remaining(sums, lang))
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
        for severity, what in _SEVERITIES
        if sums.remaining.get(severity)
    )
    if not parts:
        return Text("Il ne reste rien à corriger à la main.", "Nothing is left to mend by hand.")
    return Text(
        f"Il reste à voir par vous-même : {parts}. « segur-lint check » les montre.",
        f"Left for you to look at: {parts}. “segur-lint check” shows them.",
    )


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{rule} ({counts[rule]})" for rule in sorted(counts))
