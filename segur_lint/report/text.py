"""``text``: a block a finding, then the verdict, the stages, and what was not run; 80 columns."""

from __future__ import annotations

import os
import re

from segur_lint.errors import cells, draw, underline
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport, Report

COLUMNS = 80
#: Findings drawn in one run; the other formats give them all.
SHOWN = 100

_SEVERITIES = {
    "error": (Text("erreur", "error"), "31;1"),
    "warning": (Text("avertissement", "warning"), "33;1"),
    "info": (Text("information", "info"), "36;1"),
}
_VERDICTS = {
    "deposable": (Text("DÉPOSABLE", "CAN BE DEPOSITED"), "32;1"),
    "deposable_avec_reserves": (
        Text("DÉPOSABLE AVEC RÉSERVES", "CAN BE DEPOSITED, WITH RESERVATIONS"),
        "33;1",
    ),
    "non_deposable": (Text("NON DÉPOSABLE", "CANNOT BE DEPOSITED"), "31;1"),
    "indetermine": (Text("INDÉTERMINÉ", "UNDETERMINED"), "35;1"),
}


def render(report: Report, lang: str, *, color: bool = False, values: bool = True) -> str:
    """The whole report, sentences in `lang`; with `values` False no line of a deposit is shown."""
    paint = _paint if color else _plain
    out: list[str] = []
    left = SHOWN
    for file in report.files:
        for finding in file.findings[:left]:
            out += [*_block(file, finding, lang, paint, values), ""]
        left = max(0, left - len(file.findings))
        if file.error is not None:
            said = f"{printable(file.file)}{_COLON.get(lang)}{file.error.get(lang)}"
            out += [*_wrap(said, ""), ""]
    out += _left_out(report, lang)
    out += _summary(report, lang, paint)
    return "\n".join(inert(line) for line in out) + "\n"


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text


_COMMAND = re.compile(r"##(?=\w*\[)")


def inert(line: str) -> str:
    """A line no CI runner takes for a command: ``::…`` at its start, ``##…[`` anywhere."""
    line = _COMMAND.sub("# #", line)
    start = line.lstrip()
    return line.replace("::", ": :", 1) if start.startswith("::") else line


def _block(
    file: FileReport, finding: Finding, lang: str, paint: Callable[[str, str], str], values: bool
) -> list[str]:
    """Where, which rule, the sentence, the line with its caret, the source."""
    place = f"{printable(file.file)}:{finding.start.line}:{finding.start.column}"
    label, code = _SEVERITIES[finding.severity]
    lines = [f"{paint(place, '1')} {paint(finding.rule, code)} {label.get(lang)}"]
    lines += _wrap(printable(finding.message.get(lang)), "  ")
    if finding.on_name:
        lines += underline(
            os.path.basename(file.file), finding.found.get(lang) if finding.found else ""
        )
    elif values and file.source is not None:
        lines += draw(file.source, finding.span).split("\n")
    lines.append(f"  {_SOURCE.get(lang)} {finding.source}")
    return lines


_SOURCE = Text("source :", "source:")
_COLON = Text(" : ", ": ")


#: Where a line may be folded: a space, but for those that French typography keeps together.
_UNBROKEN = re.compile(r"(?<![«\[{]) (?![»\]}:;?!])")


def _wrap(text: str, margin: str, rest: str | None = None) -> list[str]:
    """`text` folded to the columns of a terminal, never inside « » nor before « : ».

    `margin` begins the first line, `rest` the others.
    """
    begin = margin
    lines, line = [], ""
    for word in _UNBROKEN.split(text):
        longer = f"{line} {word}" if line else word
        if line and len(begin) + cells(longer) > COLUMNS:
            lines.append(begin + line)
            line, begin = word, margin if rest is None else rest
        else:
            line = longer
    return [*lines, begin + line]


def _left_out(report: Report, lang: str) -> list[str]:
    count = sum(len(file.findings) for file in report.files) - SHOWN
    if count <= 0:
        return []
    many = "s" * (count > 1)
    said = Text(
        f"… et {count} autre{many} constat{many} ; « --format json » les donne tous.",
        f"… and {count} more finding{many}; “--format json” gives them all.",
    )
    return [said.get(lang), ""]


def _summary(report: Report, lang: str, paint: Callable[[str, str], str]) -> list[str]:
    label, code = _VERDICTS[report.verdict]
    counts = [
        _count(report.count("error"), Text("erreur", "error"), lang),
        _count(report.count("warning"), Text("avertissement", "warning"), lang),
        _count(report.count("info"), Text("information", "info"), lang),
        _count(len(report.files), Text("fichier", "file"), lang),
    ]
    lines = [f"{paint(label.get(lang), code)}{_COLON.get(lang)}{', '.join(counts)}."]
    lines += _packs(report, lang)
    lines += _stages(report, lang)
    return lines + _not_run(report, lang)


def _count(number: int, what: Text, lang: str) -> str:
    plural = number > 1 if lang == "fr" else number != 1
    return f"{number} {what.get(lang)}{'s' * plural}"


def _packs(report: Report, lang: str) -> list[str]:
    """Which rules judged, and whether they are provisional."""
    names: dict[str, int] = {}
    for file in report.files:
        if file.pack is not None:
            name = file.pack + (f" ({file.status})" if file.status == "provisoire" else "")
            names[name] = names.get(name, 0) + 1
    said = Text("Jeu de règles :", "Pack:").get(lang)
    return [f"  {said} {name}" for name in sorted(names)]


_HELD = Text("conformes {}", "held {}")
_FAILED = Text("en faute {}", "failed {}")
_OUT = Text("non faits {}", "not run {}")


def _stages(report: Report, lang: str) -> list[str]:
    """The controls of each stage over all files: passed, failed, not run."""
    totals: dict[str, list[int]] = {}
    for file in report.files:
        for label, *numbers in file.stages:
            total = totals.setdefault(label.get(lang), [0, 0, 0])
            for index, number in enumerate(numbers):
                total[index] += number
    lines = []
    for said, (held, failed, out) in totals.items():
        parts = [_HELD.get(lang).format(held)]
        parts += [_FAILED.get(lang).format(failed)] if failed else []
        parts += [_OUT.get(lang).format(out)] if out else []
        lines += _wrap(f"- {said}{_COLON.get(lang)}{', '.join(parts)}", "  ", "    ")
    if lines:
        lines.insert(0, Text("Contrôles par étape :", "Controls by stage:").get(lang))
    return lines


def _not_run(report: Report, lang: str) -> list[str]:
    """The rules that were not run, by reason, and on how many files."""
    reasons: dict[str, dict[str, None]] = {}
    for file in report.files:
        for out in file.not_run:
            reasons.setdefault(out.reason.get(lang), {})[out.rule] = None
    if not reasons:
        return [Text("Tous les contrôles ont été faits.", "All controls were run.").get(lang)]
    lines = [
        Text("Contrôles non faits, ou pas partout :", "Controls not run, or not everywhere:").get(
            lang
        )
    ]
    for reason, rules in reasons.items():
        lines += _wrap(f"- {', '.join(rules)}{_COLON.get(lang)}{printable(reason)}", "  ", "    ")
    return lines
