"""What fails nothing and why, what was not run and why, and what held."""

from __future__ import annotations

from segur_lint import markup, words
from segur_lint.report.folding import counted
from segur_lint.report.page.groups import place
from segur_lint.report.page.signs import tag, titled, typeset
from segur_lint.report.summary import aside as told_aside
from segur_lint.text import Text, grouped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from segur_lint.finding import Finding
    from segur_lint.report.controls import Controls
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

_NOT_RUN = Text("Contrôles non faits, ou pas partout", "Controls not run, or not everywhere")
_ALL = Text("Tous les contrôles ont été faits.", "All controls were run.")
_CONTROL = Text("contrôle", "control")
_FINDING = Text("constat", "finding")
_ASIDE = Text("Constats qui ne font pas échouer", "Findings that fail nothing")
_WAIVER = Text("Dérogation : {} ({}, jusqu'au {})", "Waiver: {} ({}, until {})")
_BASELINE = Text("Déjà connu (il est dans la base)", "Known already (it is in the baseline)")
_PASSED = Text("Contrôles conformes", "Controls that held")


def aside(run: Run, known: Controls) -> str:
    """The findings under a waiver, each with it, and those that a baseline knows."""
    said = [markup.text(typeset(each.get(run.lang))) for each in told_aside(run.report, run.lang)]
    if not said:
        return ""
    lines = []
    for file in run.report.files:
        for finding, waiver in file.waived:
            why = _WAIVER.get(run.lang).format(waiver.reason, waiver.owner, waiver.until)
            lines.append(_let_be(run, known, file, finding, why))
        lines += [
            _let_be(run, known, file, finding, _BASELINE.get(run.lang)) for finding in file.known
        ]
    told = "".join(f"<p>{each}</p>" for each in said)
    title = f'<section class="card" id="a-part"><h2>{markup.text(_ASIDE.get(run.lang))}</h2>'
    count = counted(len(lines), _FINDING, run.lang)
    return (
        f"{title}{told}<details><summary>{count}</summary>"
        f'<ol class="items">{"".join(lines)}</ol></details></section>'
    )


def _let_be(run: Run, known: Controls, file: FileReport, finding: Finding, why: str) -> str:
    """One finding that fails nothing."""
    title = markup.text(titled(known, file, finding.rule))
    word = tag(finding.severity, words.SEVERITIES[finding.severity].get(run.lang))
    return (
        f"<li><p>{word} {markup.code(finding.rule)} {title}</p>"
        f"{place(run, file, finding, several=len(run.report.files) > 1)}"
        f'<p class="message">{markup.text(finding.message.get(run.lang))}</p>'
        f'<p class="compared">{markup.text(typeset(why))}</p></li>'
    )


def not_run(run: Run, known: Controls) -> str:
    """The controls, by the reason for which they were not run."""
    lang = run.lang
    causes: dict[str, dict[tuple[str, str], int]] = {}
    counts: dict[str, int] = {}
    for file in run.report.files:
        for out in file.not_run:
            cause = out.cause.get(lang)
            counts[cause] = counts.get(cause, 0) + (out.count or 0)
            _add(causes.setdefault(cause, {}), out.rule, file, known)
    title = f'<section class="card" id="non-faits"><h2>{markup.text(_NOT_RUN.get(lang))}</h2>'
    if not causes:
        return f"{title}<p>{markup.text(_ALL.get(lang))}</p></section>"
    lines = []
    for cause, rules in causes.items():
        said = markup.text(typeset(cause[:1].upper() + cause[1:]))
        if counts[cause]:
            number = grouped(counts[cause]).get(lang)
            more = Text(f"{number} éléments indécis", f"{number} elements undecided")
            if counts[cause] == 1:
                more = Text("1 élément indécis", "1 element undecided")
            said += f" ({more.get(lang)})"
        lines.append(_folded(said, rules, lang))
    return f"{title}{''.join(lines)}</section>"


def passed(run: Run, known: Controls) -> str:
    """The controls that held, by stage, where the run is to show them."""
    if "passed" not in run.show:
        return ""
    lang = run.lang
    stages: dict[str, dict[tuple[str, str], int]] = {}
    for file in run.report.files:
        for name in file.passed:
            found = known.of(file.pack, name)
            stage = name if found is None else words.stage(*found).get(lang)
            _add(stages.setdefault(stage, {}), name, file, known)
    lines = "".join(
        _folded(markup.text(typeset(stage[:1].upper() + stage[1:])), rules, lang)
        for stage, rules in stages.items()
    )
    return f'<section class="card" id="conformes"><h2>{_PASSED.get(lang)}</h2>{lines}</section>'


def _add(rules: dict[tuple[str, str], int], name: str, file: FileReport, known: Controls) -> None:
    """One file more of a control, known by its id and its title."""
    key = (name, titled(known, file, name))
    rules[key] = rules.get(key, 0) + 1


def _folded(said: str, rules: dict[tuple[str, str], int], lang: str) -> str:
    """A line that opens on controls; `said` is HTML."""
    head = f'{said} <span class="count">{counted(len(rules), _CONTROL, lang)}</span>'
    return f"<details><summary>{head}</summary>{_bullets(rules.items(), lang)}</details>"


def _bullets(rules: Iterable[tuple[tuple[str, str], int]], lang: str) -> str:
    lines = []
    for (name, title), files in rules:
        several = Text(f" ({files} fichiers)", f" ({files} files)").get(lang) if files > 1 else ""
        lines.append(f"{markup.code(name)} {markup.text(title)}{several}")
    return markup.bullets(lines)
