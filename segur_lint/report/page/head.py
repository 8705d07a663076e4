"""The top of the page: the verdict in a sentence, what was checked, by which rules, when."""

from __future__ import annotations

import os

import segur_lint
from segur_lint import markup
from segur_lint.report.folding import counted, plural
from segur_lint.report.model import NOTHING, REFUSED, RESERVED, SOUND, UNDETERMINED
from segur_lint.report.page.signs import VERDICTS, sign, tag, typeset
from segur_lint.report.summary import aside, quoted
from segur_lint.text import Text, grouped
from segur_lint.words import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.report.model import Report
    from segur_lint.report.run import Run

_KICKER = Text("Rapport de contrôle", "Report of a check")
_CHECKED = Text("Contrôlé", "Checked")
_RULES = Text("Jeu de règles", "Pack")
_WHEN = Text("Date", "Date")
_CONTROLS = Text("Contrôles", "Controls")
_FILE = Text("fichier", "file")
_HIDDEN = Text(
    "Aucune valeur du dépôt n'est montrée dans ce rapport.",
    "No value of the deposit is shown in this report.",
)


def verdict(run: Run) -> str:
    """The verdict in a sentence, its sign, and what weighs beside it."""
    report, lang = run.report, run.lang
    name, word = VERDICTS[report.verdict]
    said = typeset(_sentence(report).get(lang))
    more = "".join(f"<p>{markup.text(typeset(each))}</p>" for each in _beside(run))
    out = len({each.rule for file in report.files for each in file.not_run})
    if out:
        more += f'<p><a href="#non-faits">{typeset(_not_run(out).get(lang))}</a></p>'
    return (
        f'<section class="verdict {name}" aria-labelledby="verdict">{sign(name)}<div>'
        f'<p class="kicker">{_KICKER.get(lang)} — <strong>{word.get(lang)}</strong></p>'
        f'<h1 id="verdict">{markup.text(said)}</h1>{more}</div></section>'
    )


def _not_run(count: int) -> Text:
    if count == 1:
        return Text(
            "1 contrôle n'a pas été fait, ou pas partout.",
            "1 control was not run, or not everywhere.",
        )
    return Text(
        f"{count} contrôles n'ont pas été faits, ou pas partout.",
        f"{count} controls were not run, or not everywhere.",
    )


def _sentence(report: Report) -> Text:
    """What decides for all files, in a sentence."""
    errors, warnings = (_all(report, severity) for severity in ("error", "warning"))
    verdict = report.verdict  # looks at all files
    if not report.files:
        return NOTHING
    bad = [file for file in report.files if file.verdict == verdict]
    all_files, count = len(report.checked), len(bad)
    if all_files == 1:
        name = os.path.basename(report.checked[0].file)
        who = Text(quoted(name, "fr"), quoted(name, "en"))
    elif report.verdict == SOUND:
        who = Text(f"Les {all_files} fichiers", f"All {all_files} files")
    else:
        who = Text(f"{count} fichiers sur {all_files}", f"{count} of {all_files} files")
        if count == 1:
            who = Text(f"Un fichier sur {all_files}", f"One of {all_files} files")
    many = all_files > 1 and (count > 1 or report.verdict == SOUND)
    able = "sont déposables" if many else "est déposable"
    if report.verdict == REFUSED:
        fr, en = (counted(errors, SEVERITIES["error"], each) for each in ("fr", "en"))
        be = "ne sont pas déposables" if many else "n'est pas déposable"
        return Text(f"{who.fr} {be} : {fr} à corriger.", f"{who.en} cannot be deposited: {en}.")
    if report.verdict == UNDETERMINED:
        be = "n'ont pas pu être jugés" if many else "n'a pas pu être jugé"
        return Text(
            f"{who.fr} {be} : rien n'est établi.",
            f"{who.en} could not be judged: nothing is established.",
        )
    if report.verdict == RESERVED:
        fr, en = (counted(warnings, SEVERITIES["warning"], each) for each in ("fr", "en"))
        return Text(
            f"{who.fr} {able}, avec des réserves : {fr} à regarder.",
            f"{who.en} can be deposited, with reservations: {en} to look at.",
        )
    none = Text("aucune faute trouvée", "no fault was found")
    if any(file.waived for file in report.files):
        none = Text("aucune faute hors dérogation", "no fault but under a waiver")
    return Text(f"{who.fr} {able} : {none.fr}.", f"{who.en} can be deposited: {none.en}.")


def _all(report: Report, severity: str) -> int:
    """How many findings of a severity weigh in the verdict: the known ones do."""
    known = sum(each.severity == severity for file in report.files for each in file.known)
    return report.count(severity) + known


def _beside(run: Run) -> list[str]:
    """The other severities, whether the check was partial, what was not run."""
    report, lang = run.report, run.lang
    others = [
        counted(_all(report, severity), SEVERITIES[severity], lang)
        for severity in ("error", "warning", "info")
        if _all(report, severity)
        and severity != {REFUSED: "error", RESERVED: "warning"}.get(report.verdict)
    ]
    said = []
    if others:
        listed = Text(" et ", " and ").get(lang).join(others)
        said.append(Text(f"Il y a aussi {listed}.", f"There are also {listed}.").get(lang))
    unjudged = sum(file.verdict == UNDETERMINED for file in report.files)
    if unjudged and report.verdict == REFUSED:
        fr = "1 fichier n'a" if unjudged == 1 else f"{unjudged} fichiers n'ont"
        en = "1 file" if unjudged == 1 else f"{unjudged} files"
        more = Text(f"{fr} pas pu être jugé{plural(unjudged)}.", f"{en} could not be judged.")
        said.append(more.get(lang))
    out = max((file.left_out for file in report.files), default=0)
    if out:
        part = Text(
            f"Contrôle partiel : des contrôles ont été écartés ({out}).",
            f"Partial check: controls were left out ({out}).",
        )
        said.append(part.get(lang))
    said += [each.get(lang) for each in aside(report, lang)]
    if not run.values:
        said.append(_HIDDEN.get(lang))
    return said


def facts(run: Run) -> str:
    """What was checked, by which rules, when, with what."""
    lang, files = run.lang, run.report.checked
    if len(files) == 1:
        checked = [f'<span class="path">{markup.text(files[0].file)}</span>']
    else:
        checked = [counted(len(files), _FILE, lang)]
    packs = dict.fromkeys((file.pack, file.status) for file in files if file.pack is not None)
    rows = [
        (_CHECKED, checked),
        (_RULES, [_pack(run, name, status) for name, status in packs]),
        (_CONTROLS, [markup.text(typeset(each)) for each in _controls(run.report, lang)]),
        (_WHEN, [f"{_day(run)}<br><small>segur-lint {segur_lint.__version__}</small>"]),
    ]
    told = "".join(
        f"<div><dt>{label.get(lang)}</dt>{''.join(f'<dd>{each}</dd>' for each in said)}</div>"
        for label, said in rows
        if said
    )
    return f'<dl class="facts">{told}</dl>'


def _pack(run: Run, name: str, status: str) -> str:
    """A pack: its title, its name, its status where it is not final, the guide it comes from."""
    lang, pack = run.lang, run.packs.get(name)
    parts = [markup.code(name)]
    if status == "provisoire":
        parts.append(tag("warning", Text("provisoire", "provisional").get(lang)))
    elif status:
        shown = Text(status, {"publié": "published"}.get(status, status))
        parts.append(markup.text(f"({shown.get(lang)})"))
    if pack is not None:
        parts.insert(0, f"{markup.text(pack.program['title'])}<br>")
        source = pack.program["source"]
        parts += [f"<br><small>{markup.text(source)}</small>"] if source else []
    return " ".join(parts)


def _day(run: Run) -> str:
    iso = run.day.isoformat()
    shown = run.day.strftime("%d/%m/%Y") if run.lang == "fr" else iso
    return f'<time datetime="{iso}">{shown}</time>'


def _controls(report: Report, lang: str) -> list[str]:
    """How many held, failed and were not run, over all files."""
    held, failed, out = (
        sum(numbers[index] for file in report.files for _, *numbers in file.stages)
        for index in range(3)
    )
    if not held + failed + out:
        return []
    counts = [(held, f"conforme{plural(held)}", "held"), (failed, "en faute", "failed")]
    counts += [(out, f"non fait{plural(out)}", "not run")] if out else []
    return [f"{grouped(number).get(lang)} {Text(fr, en).get(lang)}" for number, fr, en in counts]
