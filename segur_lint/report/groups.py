"""Findings put together: those of one rule, of one file, or of one element of the pack's unit."""

from __future__ import annotations

from segur_lint.finding import CALLED, SEVERITIES
from segur_lint.report.controls import Controls
from segur_lint.report.folding import COLON, counted, fold
from segur_lint.report.summary import quoted
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

#: What findings may be put together by; packs have a word of their own for the last.
RULE, FILE, UNIT = "rule", "file", "unit"
GROUPS = (RULE, FILE, UNIT)


class Group:
    """Findings that belong together, each with its file, in the order of the report.

    `title` is plain text, ready for a person; `key` is the same in every language.
    """

    __slots__ = ("findings", "key", "title")

    def __init__(self, key: tuple[str, int], title: str) -> None:
        self.key = key
        self.title = title
        self.findings: list[tuple[FileReport, Finding]] = []

    def told(self, lang: str) -> str:
        """« 2 erreurs, 1 avertissement »."""
        severities = [finding.severity for _, finding in self.findings]
        return ", ".join(
            counted(severities.count(each), CALLED[each], lang)
            for each in SEVERITIES
            if each in severities
        )


def groups(run: Run, by: str) -> list[Group]:
    """The findings of a run, put together `by` one of `GROUPS`.

    Files and their elements come in the order of the report; rules too, by their first finding.
    """
    found: dict[tuple[str, int], Group] = {}
    controls = Controls(run)
    for file in run.report.files:
        for finding in file.findings:
            key = _key(file, finding, by)
            if key not in found:
                found[key] = Group(key, _title(run, controls, file, finding, by))
            found[key].findings.append((file, finding))
    return list(found.values())


def statistics(run: Run) -> list[str]:
    """How many findings each group has, the largest first: one group a line, folded."""
    made = groups(run, run.group_by or RULE)
    if not made:
        return []
    lines = [_TITLES[run.group_by or RULE].get(run.lang)]
    limit = run.limit or len(made)
    made.sort(key=lambda group: -len(group.findings))
    for group in made[:limit]:
        said = f"- {group.title}{COLON.get(run.lang)}{group.told(run.lang)}"
        lines += fold(said, "  ", "    ")
    if (left := len(made) - limit) > 0:
        lines.append(Text(f"  … et {left} de plus", f"  … and {left} more").get(run.lang))
    return [*lines, ""]


_TITLES = {
    RULE: Text("Constats par contrôle :", "Findings by control:"),
    FILE: Text("Constats par fichier :", "Findings by file:"),
    UNIT: Text("Constats par élément :", "Findings by element:"),
}


def _key(file: FileReport, finding: Finding, by: str) -> tuple[str, int]:
    if by == RULE:
        return finding.rule, 0
    return file.file, (finding.unit or 0) if by == UNIT else 0


def _title(run: Run, controls: Controls, file: FileReport, finding: Finding, by: str) -> str:
    if by == RULE:
        return f"{finding.rule}, {printable(controls.title(file, finding.rule))}"
    name = quoted(file.file, run.lang)
    if by == FILE:
        return name
    if finding.unit is None:
        return Text(f"{name}, ailleurs", f"{name}, elsewhere").get(run.lang)
    number, word = finding.unit, unit(run, file)
    return Text(f"{name}, {word} n° {number}", f"{name}, {word} no. {number}").get(run.lang)


def unit(run: Run, file: FileReport) -> str:
    """What the pack of a file calls an element of its unit."""
    pack = run.packs.get(file.pack or "")
    if pack is None or pack.unit is None:
        return Text("élément", "element").get(run.lang)
    return pack.elements[pack.unit]


def units(run: Run) -> list[str]:
    """What the packs of a run call an element of their unit, each word once."""
    found: Iterable[str] = (
        pack.elements[pack.unit] for pack in run.packs.values() if pack.unit is not None
    )
    return list(dict.fromkeys(found))
