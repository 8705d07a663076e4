"""The end of the text report: files to mend, the verdict, the stages, and what was not run."""

from __future__ import annotations

from segur_lint.finding import CALLED
from segur_lint.report.folding import COLON, counted, fold, kept, plural, some
from segur_lint.report.model import NOTHING, REFUSED, RESERVED, SOUND, UNDETERMINED, WORDS
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport, Report

    Paint = Callable[[str, str], str]

#: Files to mend that are named in one run; the other formats give them all.
FILES = 20
#: Ids that are named one by one for one reason; more are counted, by families.
IDS = 10

#: Each verdict as it is said, and its colour.
VERDICTS = {
    name: (Text(WORDS[name].fr.upper(), WORDS[name].en.upper()), color)
    for name, color in (
        (SOUND, "32;1"), (RESERVED, "33;1"), (REFUSED, "31;1"), (UNDETERMINED, "35;1"),
    )
}  # fmt: skip
_CONTROL = Text("contrôle", "control")
_SOURCE = Text("source :", "source:")
#: What is said of a file whose verdict is undetermined.
UNJUDGED = Text("Fichier non contrôlé", "File not checked")


def summary(report: Report, lang: str, paint: Paint) -> list[str]:
    """The lines that end the report; `paint` gives a text the colour of a terminal's code."""
    if not report.files:
        return [NOTHING.get(lang)]
    return [
        *_files(report, lang),
        *_verdict(report, lang, paint),
        *_aside(report, lang),
        *_packs(report, lang),
        *_stages(report, lang),
        *_not_run(report, lang),
    ]


def sourced(finding: Finding, lang: str) -> str:
    """« source : §3.2 »: where the rule of a finding comes from."""
    return f"{_SOURCE.get(lang)} {finding.source}"


def quoted(name: str, lang: str) -> str:
    """A file's name or path as a sentence holds it."""
    shown = printable(name)
    return Text(f"« {shown} »", f"“{shown}”").get(lang)


def troubles(report: Report) -> list[tuple[list[str], Text]]:
    """Why files could not be judged, and the files of each reason, by their paths."""
    found: dict[str, tuple[list[str], Text]] = {}
    for file in report.files:
        why = file.trouble
        if why is not None:
            found.setdefault(why.fr, ([], why))[0].append(file.file)
    return list(found.values())


def _files(report: Report, lang: str) -> list[str]:
    """Where there are several, those that cannot be deposited, or were not judged: one a line."""
    bad = [file for file in report.files if file.verdict in (REFUSED, UNDETERMINED)]
    if not bad or len(report.checked) == 1:
        return []
    title = Text(
        "Fichiers non déposables ou indéterminés :",
        "Files that cannot be deposited, or undetermined:",
    )
    lines = [title.get(lang)]
    for file in bad[:FILES]:
        lines += fold(f"- {_judged(file, lang)}", "  ", "    ")
    more = len(bad) - FILES
    if more > 0:
        said = Text(f"  … et {more} autre{'s' * (more > 1)}", f"  … and {more} more")
        lines.append(said.get(lang))
    return [*lines, ""]


def _judged(file: FileReport, lang: str) -> str:
    """A file, its verdict, and the severities that it has findings of."""
    said = [VERDICTS[file.verdict][0].get(lang)]
    for severity, what in CALLED.items():
        if file.count(severity):
            said.append(counted(file.count(severity), what, lang))
    return f"{quoted(file.file, lang)}{COLON.get(lang)}{', '.join(said)}"


def tally(report: Report, lang: str) -> str:
    """What follows the verdict: whether the check was partial, and the counts."""
    counts = [counted(report.count(severity), what, lang) for severity, what in CALLED.items()]
    counts.append(counted(len(report.checked), Text("fichier", "file"), lang))
    out = max((file.left_out for file in report.files), default=0)
    partial = Text(
        f" (contrôle partiel : {counted(out, _CONTROL, lang)} écarté{'s' * (out > 1)})",
        f" (partial check: {counted(out, _CONTROL, lang)} left out)",
    )
    return f"{partial.get(lang) if out else ''}{COLON.get(lang)}{', '.join(counts)}."


def _verdict(report: Report, lang: str, paint: Paint) -> list[str]:
    label, code = VERDICTS[report.verdict]
    verdict = label.get(lang)
    said = tally(report, lang)
    first, *rest = fold(verdict + said, "", "  ")
    return [paint(verdict, code) + first[len(verdict) :], *rest]


def _aside(report: Report, lang: str) -> list[str]:
    return [line for each in aside(report, lang) for line in fold(each.get(lang), "  ", "    ")]


def aside(report: Report, lang: str) -> list[Text]:
    """What was found and does not fail: under a waiver, or known from a baseline."""
    said: list[Text] = []
    waived = [finding.rule for file in report.files for finding, _ in file.waived]
    if waived:
        found = _found(waived, lang)
        said.append(
            Text(
                f"Sous dérogation : {found.fr}. Le portail, lui, ne connaît pas vos dérogations.",
                f"Under a waiver: {found.en}. The portal knows nothing of your waivers.",
            )
        )
    known = [finding.rule for file in report.files for finding in file.known]
    if known:
        found = _found(known, lang)
        said.append(
            Text(
                f"Déjà connu{plural(len(known))} : {found.fr}. Le verdict en tient compte, "
                "l'échec non.",
                f"Known already: {found.en}. The verdict counts them, they fail nothing.",
            )
        )
    return said


def _found(rules: list[str], lang: str) -> Text:
    """« 2 constats (A-001, A-002) »; the ids are in `lang` in both."""
    ids = named(sorted(set(rules)), lang)
    count = some(len(rules), "constat", "finding")
    return Text(f"{count.fr} ({ids})", f"{count.en} ({ids})")


def _packs(report: Report, lang: str) -> list[str]:
    """Which rules judged, and whether they are provisional."""
    names = {
        file.pack + (f" ({file.status})" if file.status == "provisoire" else "")
        for file in report.files
        if file.pack is not None
    }
    said = Text("Jeu de règles :", "Pack:").get(lang)
    return [f"  {said} {printable(name)}" for name in sorted(names)]


_HELD = Text("conformes {}", "held {}")
_FAILED = Text("en faute {}", "failed {}")
_OUT = Text("non faits {}", "not run {}")


def by_stage(report: Report, lang: str) -> dict[str, list[int]]:
    """The controls of each stage over all files: how many passed, failed, were not run."""
    totals: dict[str, list[int]] = {}
    for file in report.files:
        for label, *numbers in file.stages:
            total = totals.setdefault(label.get(lang), [0, 0, 0])
            for index, number in enumerate(numbers):
                total[index] += number
    return totals


def _stages(report: Report, lang: str) -> list[str]:
    lines = []
    for said, (held, failed, out) in by_stage(report, lang).items():
        parts = [_HELD.get(lang).format(held)]
        parts += [_FAILED.get(lang).format(failed)] if failed else []
        parts += [_OUT.get(lang).format(out)] if out else []
        lines += fold(f"- {said}{COLON.get(lang)}{', '.join(map(kept, parts))}", "  ", "    ")
    if lines:
        lines.insert(0, Text("Contrôles par étape :", "Controls by stage:").get(lang))
    return lines


def by_cause(report: Report, lang: str) -> dict[str, tuple[list[str], int]]:
    """The rules that were not run, or not everywhere, by cause, over all files; and for how many
    elements they could not be decided.
    """
    causes: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for file in report.files:
        for out in file.not_run:
            cause = out.cause.get(lang)
            causes.setdefault(cause, {})[out.rule] = None
            counts[cause] = counts.get(cause, 0) + (out.count or 0)
    return {cause: (list(rules), counts[cause]) for cause, rules in causes.items()}


def _not_run(report: Report, lang: str) -> list[str]:
    causes = by_cause(report, lang)
    if not causes:
        return [Text("Tous les contrôles ont été faits.", "All controls were run.").get(lang)]
    title = Text("Contrôles non faits, ou pas partout :", "Controls not run, or not everywhere:")
    lines = [title.get(lang)]
    for cause, (rules, count) in causes.items():
        said = f"- {named(rules, lang)}{COLON.get(lang)}{printable(cause)}"
        if count:
            said += f" ({undecided_in(count).get(lang)})"
        lines += fold(said, "  ", "    ")
    return lines


def undecided_in(count: int) -> Text:
    """« 2 éléments indécis »."""
    return Text(
        f"{count} élément{'s' * (count > 1)} indécis",
        f"{count} element{'s' * (count > 1)} undecided",
    )


def named(rules: list[str], lang: str) -> str:
    """The ids; where they are many, how many, and the families that they are of."""
    if len(rules) <= IDS:
        return ", ".join(rules)
    families = dict.fromkeys(rule.partition("-")[0] for rule in rules)
    return f"{counted(len(rules), _CONTROL, lang)} ({', '.join(families)})"
