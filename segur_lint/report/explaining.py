"""What stands beside a finding that is explained: its control, why it is there, what mends it."""

from __future__ import annotations

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


def explained(run: Run, file: FileReport, id_: str) -> list[str]:
    """The lines, folded, that explain a rule beside a finding of a file; none where none are asked.

    A rule of no pack of the run, and what a pack does not say, have no line.
    """
    if id_ not in run.explain and ALL not in run.explain:
        return []
    from segur_lint import words

    found = Controls(run).of(file.pack, id_)
    if found is None:
        return []
    _, rule = found
    mends = words.mends(rule)
    rows = [
        (_CONTROL, rule.plain["title"]),
        (_WHY, rule.plain["why"]),
        (_MENDS, "" if mends is None else mends.get(run.lang)),
    ]
    lines: list[str] = []
    for label, said in rows:
        told = f"{label.get(run.lang)}{COLON.get(run.lang)}{printable(said)}"
        lines += fold(told, "  ", "    ") if said else []
    return lines
