"""``html``: the report as one page that stands alone, for a person, a browser, a printer."""

from __future__ import annotations

from segur_lint import markup
from segur_lint.finding import SEVERITIES
from segur_lint.report.controls import Controls
from segur_lint.report.page import certificate, files, groups, head, lists, pictures, signs
from segur_lint.text import Text
from segur_lint.words import SEVERITIES as WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from segur_lint.report.run import Run

_TITLE = Text("Rapport de contrôle", "Report of a check")
_THEME = Text("Thème sombre", "Dark theme")
_FINDINGS = Text("Constats", "Findings")
_NO_FINDING = Text("Aucun constat.", "No finding.")
_SEARCH = Text("Chercher dans les constats", "Search the findings")
_KEY = Text("touche /", "key /")
_ALL = Text("Tout déplier", "Open all")
_NONE = Text("Tout replier", "Close all")
_CLEAR = Text("Effacer les filtres", "Clear the filters")
_NOTHING = Text("Aucun constat ne répond à ces filtres.", "No finding answers to these filters.")
#: The filters: what each is called, and the choice of all.
_BY = {
    "severity": (Text("Gravité", "Severity"), Text("Toutes", "All")),
    "rule": (Text("Contrôle", "Control"), Text("Tous", "All")),
    "stage": (Text("Étape", "Stage"), Text("Toutes", "All")),
    "file": (Text("Fichier", "File"), Text("Tous", "All")),
    "unit": (Text("Numéro d'ordre", "Number"), Text("Tous", "All")),
}
_FOOT = Text(
    "Ce rapport dit ce qui a été contrôlé hors ligne par segur-lint ; il ne lie personne.",
    "This report says what segur-lint checked, offline; it binds nobody.",
)


def render(run: Run) -> str:
    """The page, in the language of the run."""
    lang, known = run.lang, Controls(run)
    made = groups.grouped_by_rule(run, known)
    parts = [
        markup.asset(signs.__file__, "signs.svg"),
        _bar(lang),
        '<main id="contenu" tabindex="-1">',
        head.verdict(run),
        head.facts(run),
        files.files(run),
        pictures.pictures(run, made),
        _findings(run, known, made),
        lists.aside(run, known),
        lists.not_run(run, known) if run.report.files else "",
        lists.passed(run, known),
        certificate.certificate(run),
        f"</main>\n<footer>{markup.text(_FOOT.get(lang))}</footer>",
    ]
    body = "\n".join(part for part in parts if part)
    dark = markup.asset(signs.__file__, "dark.css")
    style = markup.asset(signs.__file__, "report.css").replace("DARK", dark)
    script = markup.search() + markup.asset(signs.__file__, "report.js")
    title = f"{_TITLE.get(lang)} — {signs.VERDICTS[run.report.verdict][1].get(lang)}"
    page = markup.document(title, body, lang, style=style, script=script)
    if run.ascii_only:  # style and script are ASCII: their hashes stay theirs
        return page.encode("ascii", "xmlcharrefreplace").decode()
    return page


def _bar(lang: str) -> str:
    return (
        '<header><p class="brand">segur-lint</p>'
        f'<button type="button" id="theme" aria-pressed="false" hidden>{_THEME.get(lang)}</button>'
        "</header>"
    )


def _findings(run: Run, known: Controls, made: list[groups.Group]) -> str:
    """The findings, and what filters and searches them."""
    lang, title = run.lang, f'<h2 id="constats">{_FINDINGS.get(run.lang)}'
    if not run.report.files:
        return ""
    if not made:
        return f'<section class="card">{title}</h2><p>{_NO_FINDING.get(lang)}</p></section>'
    found = sum(len(group.found) for group in made)
    filters = "".join(_filters(run, known, made)) if found > 1 else ""
    return (
        f'<section aria-labelledby="constats">{title} <span class="count">{found}</span></h2>'
        f"{filters}{groups.findings(run, known, made)}"
        f'<p class="nothing" hidden>{markup.text(_NOTHING.get(lang))}</p></section>'
    )


def _filters(run: Run, known: Controls, made: list[groups.Group]) -> Iterable[str]:
    """The search and the lists to choose from; hidden until the script says that it runs."""
    lang = run.lang
    yield (
        f'<search hidden aria-label="{_SEARCH.get(lang)}"><label class="find">'
        f"<span>{_SEARCH.get(lang)} <small>({_KEY.get(lang)})</small></span>"
        '<input type="search" autocomplete="off" spellcheck="false"></label>'
    )
    for by, choices in _choices(run, known, made).items():
        if len(choices) > 1:
            options = "".join(
                f'<option value="{markup.text(value)}">{markup.text(label)}</option>'
                for value, label in choices.items()
            )
            label, whole = _BY[by]
            yield (
                f'<label><span>{label.get(lang)}</span><select data-by="{by}">'
                f'<option value="">{whole.get(lang)}</option>{options}</select></label>'
            )
    yield (
        f'<div class="tools"><output aria-live="polite"></output>'
        f'<button type="button" id="clear" disabled>{_CLEAR.get(lang)}</button>'
        f'<button type="button" id="open">{_ALL.get(lang)}</button>'
        f'<button type="button" id="close">{_NONE.get(lang)}</button></div></search>\n'
    )


def _choices(run: Run, known: Controls, made: list[groups.Group]) -> dict[str, dict[str, str]]:
    """For each filter, its values and what they are called, in an order that a person expects."""
    lang = run.lang
    severities = [name for name in SEVERITIES if run.report.count(name)]
    rules = sorted({group.first.rule: group.title for group in made}.items())
    stages, units = {}, set()
    for group in made:
        for _, file, finding in group.found:
            stages[finding.stage] = known.stage(file, finding)
            units |= {finding.unit} if finding.unit is not None else set()
    return {
        "severity": {name: WORDS[name].get(lang) for name in severities},
        "rule": {name: f"{name} {title}" for name, title in rules},
        "stage": stages,
        "file": {
            str(number): file.file for number, file in enumerate(run.report.files) if file.findings
        },
        "unit": {str(unit): f"n° {unit}" for unit in sorted(units)},
    }
