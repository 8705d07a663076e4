"""What was not run and why, and what held."""

from __future__ import annotations

from segur_lint import markup
from segur_lint.report.folding import counted
from segur_lint.report.page.book import Book, typeset
from segur_lint.text import Text, grouped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

_NOT_RUN = Text("Contrôles non faits, ou pas partout", "Controls not run, or not everywhere")
_ALL = Text("Tous les contrôles ont été faits.", "All controls were run.")
_CONTROL = Text("contrôle", "control")
_PASSED = Text("Contrôles conformes", "Controls that held")


def not_run(run: Run, known: Book) -> str:
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


def passed(run: Run, known: Book) -> str:
    """The controls that held, by stage, where the run is to show them."""
    if "passed" not in run.show:
        return ""
    lang = run.lang
    stages: dict[str, dict[tuple[str, str], int]] = {}
    for file in run.report.files:
        for name in file.passed:
            rule = known.rule(file.pack, name)
            stage = known.stage(file.pack, "" if rule is None else rule.stage).get(lang)
            _add(stages.setdefault(stage, {}), name, file, known)
    lines = "".join(
        _folded(markup.text(typeset(stage[:1].upper() + stage[1:])), rules, lang)
        for stage, rules in stages.items()
    )
    return f'<section class="card" id="conformes"><h2>{_PASSED.get(lang)}</h2>{lines}</section>'


def _add(rules: dict[tuple[str, str], int], name: str, file: FileReport, known: Book) -> None:
    """One file more of a control, known by its id and its title."""
    key = (name, known.title(file.pack, name))
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
