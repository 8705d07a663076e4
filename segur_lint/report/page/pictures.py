"""The pictures: findings by control, the controls of each stage, the units at fault."""

from __future__ import annotations

from segur_lint import markup, words
from segur_lint.document import Document, read
from segur_lint.finding import SEVERITIES
from segur_lint.report.folding import COLON, counted, plural
from segur_lint.report.page.groups import numbered
from segur_lint.report.page.signs import typeset
from segur_lint.report.summary import by_stage
from segur_lint.text import Text, grouped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.link import Pack
    from segur_lint.report.model import FileReport
    from segur_lint.report.page.groups import Group
    from segur_lint.report.run import Run

#: Controls, files and rows of ten units that are drawn; a sentence tells what is not.
CONTROLS, FILES, ROWS = 12, 6, 40
TEN = 10
#: The cell of a unit in its row: a step, a width, a height.
_STEP, _WIDTH, _HEIGHT = 34, 30, 28

_BY_CONTROL = Text("Constats par contrôle", "Findings by control")
_BY_STAGE = Text("Contrôles par étape", "Controls by stage")
_NONE = Text("aucun constat", "no finding")
_STATES = (
    ("ok", Text("conforme", "held"), Text("conformes", "held")),
    ("error", Text("en faute", "failed"), Text("en faute", "failed")),
    ("out", Text("non fait", "not run"), Text("non faits", "not run")),
)


def pictures(run: Run, groups: Sequence[Group]) -> str:
    """The three of them, or those that there is something to draw for."""
    made = _controls(run, groups) + _stages(run) + _units(run)
    return f'<div class="pictures">{made}</div>' if made else ""


def _figure(kind: str, title: str, about: str, inside: str) -> str:
    return (
        f'<section class="card {kind}"><h2>{markup.text(title)}</h2>'
        f'<p class="about">{markup.text(typeset(about))}</p>{inside}</section>'
    )


def _bar(title: str, parts: Sequence[tuple[str, float, float]]) -> str:
    """A bar of parts: a kind, where it begins and how wide it is, in hundredths of the whole."""
    drawn = "".join(
        f'<rect x="{start:.2f}%" width="{width:.2f}%" height="100%" fill="url(#p-{kind})"/>'
        for kind, start, width in parts
    )
    return f'<svg class="bar" role="img"><title>{markup.text(title)}</title>{drawn}</svg>'


def _controls(run: Run, groups: Sequence[Group]) -> str:
    """How often each control is at fault, the most frequent first."""
    if not groups:
        return ""
    lang = run.lang
    ordered = sorted(groups, key=lambda each: -len(each.found))
    most, rows = len(ordered[0].found), []
    for group in ordered[:CONTROLS]:
        severity, count = group.first.severity, len(group.found)
        said = counted(count, words.SEVERITIES[severity], lang)
        bar = _bar(said, [(severity, 0, 100 * count / most)])
        rows.append(
            f'<li><a href="#{group.anchor}"><code>{markup.text(group.first.rule)}</code> '
            f"{markup.text(group.title)}</a>{bar}"
            f'<span class="number" aria-hidden="true">{grouped(count).get(lang)}</span></li>'
        )
    more = len(ordered) - CONTROLS
    about = Text(
        f"{counted(len(ordered), Text('contrôle', 'control'), 'fr')} en faute"
        + (f" ; les {CONTROLS} plus fréquents sont dessinés." if more > 0 else "."),
        f"{counted(len(ordered), Text('contrôle', 'control'), 'en')} failed"
        + (f"; the {CONTROLS} most frequent are drawn." if more > 0 else "."),
    )
    legend = _legend(
        [(each, words.SEVERITIES[each].get(lang)) for each in SEVERITIES if run.report.count(each)]
    )
    inside = f'{legend}<ol class="bars">{"".join(rows)}</ol>'
    return _figure("by-control", _BY_CONTROL.get(lang), about.get(lang), inside)


def _legend(kinds: Sequence[tuple[str, str]]) -> str:
    """What each kind of a bar looks like."""
    whole = '<rect width="100%" height="100%" fill="url(#p-{})"/>'
    return _keys([(f">{whole.format(kind)}", said) for kind, said in kinds])


def _keys(drawn: Sequence[tuple[str, str]]) -> str:
    """A legend: each key, from the end of its tag on, and what it means."""
    keys = (f'<li><svg class="key" aria-hidden="true"{key}</svg>{said}</li>' for key, said in drawn)
    return f'<ul class="legend">{"".join(keys)}</ul>'


def _stages(run: Run) -> str:
    """Of each stage: the controls that held, failed, and were not run, over all files."""
    lang = run.lang
    totals = by_stage(run.report, lang)
    if not totals:
        return ""
    most, rows = max(map(sum, totals.values())), []
    for stage, numbers in totals.items():
        parts: list[tuple[str, float, float]] = []
        said: list[str] = []
        for (kind, one, many), number in zip(_STATES, numbers, strict=True):
            if number:
                width = 100 * number / most
                parts.append((kind, sum(each[-1] for each in parts), width))
                said.append(
                    f"{grouped(number).get(lang)} {(many if number > 1 else one).get(lang)}"
                )
        title = stage[:1].upper() + stage[1:]
        rows.append(
            f"<li><span>{markup.text(typeset(title))}</span>{_bar(', '.join(said), parts)}"
            f'<span class="states" aria-hidden="true">{markup.text(" · ".join(said))}</span></li>'
        )
    sums = [sum(numbers[index] for numbers in totals.values()) for index in range(3)]
    about = Text(
        f"Sur {grouped(sum(sums)).fr} contrôles, {grouped(sums[0]).fr} conformes.",
        f"Of {grouped(sum(sums)).en} controls, {grouped(sums[0]).en} held.",
    )
    legend = _legend([(kind, many.get(lang)) for kind, _, many in _STATES])
    inside = f'{legend}<ol class="bars stages">{"".join(rows)}</ol>'
    return _figure("by-stage", _BY_STAGE.get(lang), about.get(lang), inside)


def _units(run: Run) -> str:
    """The units of each file that has some at fault, ten a row."""
    lang, left, word = run.lang, 0, ""
    drawn: list[str] = []
    for number, file in enumerate(run.report.files):
        pack, at_fault = run.packs.get(file.pack or ""), _at_fault(file)
        if pack is None or pack.unit is None or not at_fault:
            continue
        if len(drawn) == FILES:
            left += 1
            continue
        total = max(_how_many(file, pack), *at_fault)
        if total == 1:  # the findings say as much
            continue
        word = pack.elements[pack.unit]
        drawn.append(_grid(run, number, word, total, at_fault))
    if not drawn:
        return ""
    made = "".join(drawn)
    if left:
        many = plural(left)
        more = Text(f"… et {left} autre{many} fichier{many}.", f"… and {left} more file{many}.")
        made += f'<p class="more">{more.get(lang)}</p>'
    title = Text(f"Constats par {word}", f"Findings by {word}")
    about = Text(
        "Chaque case porte le numéro d'ordre dans le fichier ; un clic, ou Entrée, montre ses "
        "constats.",
        "Each cell has the number of the order in the file; a click, or Enter, shows its findings.",
    )
    rect = '<rect x="2" y="2" width="20" height="18" rx="4"/>'
    cell = f' viewBox="0 0 24 22"><g class="unit {{}}">{rect}</g>'
    meanings = [(each, words.SEVERITIES[each]) for each in SEVERITIES if run.report.count(each)]
    legend = _keys(
        [(cell.format(kind), said.get(lang)) for kind, said in [*meanings, ("none", _NONE)]]
    )
    return _figure("by-unit", title.get(lang), about.get(lang), legend + made)


def _how_many(file: FileReport, pack: Pack) -> int:
    """How many units the file has; 0 where it cannot be read."""
    if file.source is None or not isinstance(found := read(file.source), Document):
        return 0
    return len(pack.walker.walk(found.value).frames[pack.unit or 0])


def _at_fault(file: FileReport) -> dict[int, dict[str, int]]:
    """By number of the unit, how many findings of each severity."""
    found: dict[int, dict[str, int]] = {}
    for finding in file.findings:
        if finding.unit is not None:
            counts = found.setdefault(finding.unit, {})
            counts[finding.severity] = counts.get(finding.severity, 0) + 1
    return found


def _grid(run: Run, number: int, unit: str, total: int, at_fault: dict[int, dict[str, int]]) -> str:
    """One file's units; only the rows at fault where there are too many rows."""
    lang, several = run.lang, len(run.report.files) > 1
    starts: Sequence[int] = range(1, total + 1, TEN)
    if len(starts) > ROWS:
        starts = sorted({(each - 1) // TEN * TEN + 1 for each in at_fault})
    rows = "".join(
        _row(number, unit, range(start, min(start + TEN, total + 1)), at_fault, lang)
        for start in starts[:ROWS]
    )
    bad, all_of_them = grouped(len(at_fault)), grouped(total)
    said = Text(f"{bad.fr} en faute sur {all_of_them.fr}", f"{bad.en} at fault of {all_of_them.en}")
    if len(starts) > ROWS or total > TEN * ROWS:
        said = Text(f"{said.fr}, une partie est dessinée", f"{said.en}, a part is drawn")
    name = f"{markup.text(run.report.files[number].file)} — " if several else ""
    return (
        f"<figure><figcaption>{name}<b>{said.get(lang)}</b></figcaption>"
        f'<div class="units">{rows}</div></figure>'
    )


def _row(
    number: int, unit: str, units: range, at_fault: dict[int, dict[str, int]], lang: str
) -> str:
    """Ten units: each its number, in the form and colour of the worst that it has."""
    said, cells = [], []
    for position, each in enumerate(units):
        counts = at_fault.get(each)
        worst = next((name for name in SEVERITIES if counts and name in counts), "none")
        x, label = position * _STEP + 1, f"{each}"
        cell = (
            f'<rect x="{x}" y="1" width="{_WIDTH}" height="{_HEIGHT}" rx="5"/>'
            f'<text x="{x + _WIDTH / 2:g}" y="19.5">{label}</text>'
        )
        if counts:
            told = ", ".join(
                counted(counts[name], words.SEVERITIES[name], lang)
                for name in SEVERITIES
                if name in counts
            )
            told = f"{numbered(unit, each, lang)}{typeset(COLON.get(lang))}{told}"
            said.append(told)
            cell = f"<title>{markup.text(told)}</title>{cell}"
            cell = f'<g class="unit {worst}" data-of="{number}" data-cell="{each}">{cell}</g>'
        else:
            cell = f'<g class="unit none">{cell}</g>'
        cells.append(cell)
    title, about = f"{unit} {units[0]}–{units[-1]}", " ; ".join(said) or _NONE.get(lang)
    return (
        f'<svg class="row" role="img" viewBox="0 0 {_STEP * TEN - 2} {_HEIGHT + 2}">'
        f"<title>{markup.text(title)}</title><desc>{markup.text(about)}</desc>"
        f"{''.join(cells)}</svg>"
    )
