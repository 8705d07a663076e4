"""What stands beside a finding that is explained: its control, why it is there, what mends it."""

from __future__ import annotations

from segur_lint import words
from segur_lint.report.controls import Controls
from segur_lint.report.folding import COLON, fold
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

#: Asks for all rules to be explained.
ALL = "all"

_CONTROL = Text("contrôle", "control")
_WHY = Text("pourquoi", "why")
_MENDS = Text("segur-lint fix", "segur-lint fix")


class Explainer:
    """Explains the rules that a run asks for."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._controls = Controls(run)
        self._known: dict[tuple[str | None, str], list[str]] = {}

    def lines(self, file: FileReport, id_: str) -> list[str]:
        """The lines, folded, beside a finding of a file; none where none are asked for.

        A rule of no pack of the run, and what a pack does not say, have no line.
        """
        if id_ not in self.run.explain and ALL not in self.run.explain:
            return []
        key = file.pack, id_
        if key not in self._known:
            self._known[key] = self._told(*key)
        return self._known[key]

    def _told(self, pack: str | None, id_: str) -> list[str]:
        found = self._controls.of(pack, id_)
        if found is None:
            return []
        _, rule = found
        mends = words.mends(rule)
        lang = self.run.lang
        rows = [
            (_CONTROL, rule.plain["title"]),
            (_WHY, rule.plain["why"]),
            (_MENDS, "" if mends is None else mends.get(lang)),
        ]
        lines: list[str] = []
        for label, said in rows:
            told = f"{label.get(lang)}{COLON.get(lang)}{printable(said)}"
            lines += fold(told, "  ", "    ") if said else []
        return lines
