"""``text``: a block a finding, then the verdict, the stages, and what was not run; 80 columns."""

from __future__ import annotations

import os

from segur_lint.errors import draw, underline
from segur_lint.finding import CALLED
from segur_lint.report.folding import COLON, fold
from segur_lint.report.summary import FILES, quoted, sourced, summary, troubles
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport, Report
    from segur_lint.report.run import Run
    from segur_lint.report.summary import Paint

#: Findings drawn in one run, unless a person asks for another number.
SHOWN = 100

_COLORS = {"error": "31;1", "warning": "33;1", "info": "36;1"}


def render(run: Run) -> str:
    """The whole report."""
    report, lang = run.report, run.lang
    paint = _paint if run.color else _plain
    out: list[str] = []
    for file in report.files:
        if file.advice is not None and file.findings:
            said = f"{quoted(file.file, lang)}{COLON.get(lang)}{printable(file.advice.get(lang))}"
            out += [*fold(said, ""), ""]
    if run.statistics:
        from segur_lint.report.groups import statistics

        out += statistics(run)
    else:
        out += _findings(run, paint)
    for files, why in troubles(report):
        names = ", ".join(quoted(each, lang) for each in files[:FILES])
        said = f"{names}{_more(files, lang)}{COLON.get(lang)}{printable(why.get(lang))}"
        out += [*fold(said, ""), ""]
    out += summary(report, lang, paint)
    if "passed" in run.show:
        out += _passed(report, lang)
    return "\n".join(inert(line) for line in out) + "\n"


def _more(files: list[str], lang: str) -> str:
    more = len(files) - FILES
    if more <= 0:
        return ""
    return Text(f" et {more} autre{'s' * (more > 1)}", f" and {more} more").get(lang)


def _findings(run: Run, paint: Paint) -> list[str]:
    """A block a finding, in groups with a title where they are asked for, and what is left out."""
    every = sum(len(file.findings) for file in run.report.files)
    if not every:
        return []
    lines: list[str] = []
    explained: Callable[[FileReport, str], list[str]] = _unexplained
    if run.explain:
        from segur_lint.report.explaining import Explainer

        explained = Explainer(run).lines
    left = SHOWN if run.limit is None else run.limit or every
    for title, findings in _grouped(run):
        if title and left:
            lines += [*(paint(line, "4") for line in fold(title, "")), ""]
        for file, finding in findings[:left]:
            lines += [*_block(run, file, finding, paint), *explained(file, finding.rule), ""]
        left = max(0, left - len(findings))
    return lines + _left_out(run, every)


def _grouped(run: Run) -> list[tuple[str, list[tuple[FileReport, Finding]]]]:
    """The findings in groups with a title where they are asked for, else all of them."""
    if run.group_by is None:
        return [("", [(file, each) for file in run.report.files for each in file.findings])]
    from segur_lint.report.groups import groups

    return [
        (f"{group.title}{COLON.get(run.lang)}{group.told(run.lang)}", group.findings)
        for group in groups(run, run.group_by)
    ]


def _unexplained(_file: FileReport, _rule: str) -> list[str]:
    return []


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text


_COMMAND = r"##(?=\w*\[)"


def inert(line: str) -> str:
    """A line no CI runner takes for a command: ``::…`` at its start, ``##…[`` anywhere."""
    if "##" in line:
        from re import sub  # slow to import, and seldom needed

        line = sub(_COMMAND, "# #", line)
    start = line.lstrip()
    return line.replace("::", ": :", 1) if start.startswith("::") else line


def _block(run: Run, file: FileReport, finding: Finding, paint: Paint) -> list[str]:
    """Where, which rule, the sentence, the line with its caret, the source."""
    lang = run.lang
    place = f"{printable(file.file)}:{finding.start.line}:{finding.start.column}"
    label, code = CALLED[finding.severity], _COLORS[finding.severity]
    lines = [f"{paint(place, '1')} {paint(finding.rule, code)} {label.get(lang)}"]
    lines += fold(printable(finding.message.get(lang)), "  ")
    if finding.name_span is not None:
        lines += underline(os.path.basename(file.file), finding.name_span)
    elif run.values and file.source is not None:
        lines += draw(file.source, finding.span).split("\n")
    lines.append(f"  {printable(sourced(finding, lang))}")
    return lines


def _left_out(run: Run, every: int) -> list[str]:
    count = every - (SHOWN if run.limit is None else run.limit or every)
    if count <= 0:
        return []
    many = "s" * (count > 1)
    said = Text(
        f"… et {count} autre{many} constat{many} ; « --limit 0 » les montre tous.",
        f"… and {count} more finding{many}; “--limit 0” shows them all.",
    )
    return [said.get(run.lang), ""]


def _passed(report: Report, lang: str) -> list[str]:
    """The ids of the rules that held in all files where they could be run."""
    failed = {finding.rule for file in report.files for finding in file.findings}
    passed = {rule: None for file in report.files for rule in file.passed if rule not in failed}
    said = Text("Contrôles conformes :", "Controls that held:").get(lang)
    return fold(f"{said} {', '.join(passed) or '—'}", "", "  ")
