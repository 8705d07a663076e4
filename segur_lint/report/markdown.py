"""``markdown``: a summary for a merge request, a ticket or the page of a pipeline's run."""

from __future__ import annotations

from segur_lint.finding import SEVERITIES as ORDER
from segur_lint.markup.markdown import code, posted, table
from segur_lint.report.controls import Controls
from segur_lint.report.folding import COLON, counted
from segur_lint.report.model import NOTHING, SOUND
from segur_lint.report.places import located
from segur_lint.report.summary import (
    VERDICTS,
    aside,
    by_cause,
    by_stage,
    named,
    tally,
    undecided_in,
)
from segur_lint.report.text import inert
from segur_lint.text import Text
from segur_lint.words import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

#: Rows of a table: GitHub takes a mebibyte, and nobody reads more; `json` gives all.
ROWS = 200
#: Lines named for one control in one file, and characters of its sentence.
LINES = 5
LONGEST = 600

_FILES = (Text("Fichier", "File"), Text("Verdict", "Verdict"), Text("Constats", "Findings"))
_FOUND = (
    Text("Gravité", "Severity"),
    Text("Contrôle", "Control"),
    Text("Où", "Where"),
    Text("Constat", "Finding"),
)
_STAGES = (
    Text("Étape", "Stage"),
    Text("Conformes", "Held"),
    Text("En faute", "Failed"),
    Text("Non faits", "Not run"),
)
_SIGNS = {
    "deposable": "✅", "deposable_avec_reserves": "⚠️", "non_deposable": "❌", "indetermine": "❔",
}  # fmt: skip


def render(run: Run) -> str:
    """The verdict, the files, what was found (a row a control and file), the stages, the rest."""
    if not run.report.files:
        return f"{run.say(NOTHING)}\n"
    parts = [_head(run), _files(run), _found(run), _stages(run), _not_run(run), _passed(run)]
    blocks = [list(map(inert, part)) for part in parts]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _head(run: Run) -> Iterator[str]:
    report = run.report
    label = run.say(VERDICTS[report.verdict][0])
    yield f"## {_SIGNS[report.verdict]} {label}"
    yield ""
    said = tally(report, run.lang).removeprefix(run.say(COLON))
    packs = sorted({file.pack for file in report.files if file.pack is not None})
    known = [f"{run.packs[name].program['title']} ({name})" for name in packs if name in run.packs]
    yield posted(said.strip())
    yield from (posted(run.say(each)) for each in aside(report, run.lang))
    if packs:
        title = run.say(Text("Jeu de règles", "Pack"))
        yield f"{title}{run.say(COLON)}{posted(', '.join(known or packs))}."


def _files(run: Run) -> Iterator[str]:
    files = run.report.checked
    told = [each for each in files if each.verdict != SOUND or each.trouble is not None]
    if len(files) == 1 and files[0].trouble is None:
        return
    rows = []
    for file in (told or files)[:ROWS]:
        counts = [
            counted(file.count(severity), what, run.lang)
            for severity, what in SEVERITIES.items()
            if file.count(severity)
        ]
        why = [] if file.trouble is None else [run.say(file.trouble)]
        label = run.say(VERDICTS[file.verdict][0])
        rows.append(
            [_path(run, file), f"{_SIGNS[file.verdict]} {label}", posted(", ".join(counts + why))]
        )
    yield from _table(run, _FILES, rows)
    yield from _more(run, len(told or files))


def _found(run: Run) -> Iterator[str]:
    """The same control in the same file is one row, the gravest first."""
    groups: dict[tuple[int, str, str], list[Finding]] = {}
    for number, file in enumerate(run.report.files):
        for finding in file.findings:
            groups.setdefault((number, finding.rule, finding.severity), []).append(finding)
    if not groups:
        return
    controls = Controls(run)
    rows = []
    for (number, rule, severity), found in sorted(
        groups.items(), key=lambda item: ORDER.index(item[0][2])
    )[:ROWS]:
        file = run.report.files[number]
        said = run.say(found[0].message)
        said = said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
        title = posted(controls.title(file, rule))
        rows.append(
            [
                posted(run.say(SEVERITIES[severity])),
                f"**{posted(rule)}** {title}",
                _path(run, file) + _lines(run, found),
                posted(said + _others(run, found)),
            ]
        )
    yield from _titled(run, Text("Constats", "Findings"))
    yield from _table(run, _FOUND, rows)
    yield from _more(run, len(groups))


def _others(run: Run, found: list[Finding]) -> str:
    """« (et 1 autre, ligne 47) »: those that the sentence of the first is not about."""
    others = [each for each in found if each.message != found[0].message]
    if not others:
        return ""
    count, where = len(others), _lines(run, others)
    many = "s" * (count > 1)
    said = run.say(Text(f"et {count} autre{many}", f"and {count} more"))
    return f" ({said}{',' * bool(where)}{where})"


def _lines(run: Run, found: list[Finding]) -> str:
    """« lignes 3, 9, 12 et 197 autres »."""
    numbers = list(dict.fromkeys(str(each.start.line) for each in found if not each.on_name))
    if not numbers:
        return ""
    shown = ", ".join(numbers[:LINES])
    more = len(numbers) - LINES
    what = Text("ligne", "line") if len(numbers) == 1 else Text("lignes", "lines")
    said = f" {run.say(what)} {shown}"
    if more > 0:
        said += run.say(Text(f" et {more} autre{'s' * (more > 1)}", f" and {more} more"))
    return said


def _stages(run: Run) -> Iterator[str]:
    totals = by_stage(run.report, run.lang)
    if not totals:
        return
    yield from _titled(run, Text("Contrôles par étape", "Controls by stage"))
    rows = [[posted(stage), *map(str, numbers)] for stage, numbers in totals.items()]
    yield from _table(run, _STAGES, rows)


def _not_run(run: Run) -> Iterator[str]:
    causes = by_cause(run.report, run.lang)
    if not causes:
        return
    title = Text("Contrôles non faits, ou pas partout", "Controls not run, or not everywhere")
    yield from _titled(run, title)
    for cause, (rules, count) in causes.items():
        many = f" ({run.say(undecided_in(count))})" if count else ""
        yield f"- {posted(named(rules, run.lang))}{run.say(COLON)}{posted(cause + many)}"


def _passed(run: Run) -> Iterator[str]:
    if "passed" not in run.show:
        return
    ids = dict.fromkeys(rule for file in run.report.files for rule in file.passed)
    yield from _titled(run, Text("Contrôles conformes", "Controls that held"))
    yield posted(", ".join(ids) or "—")


def _titled(run: Run, title: Text) -> Iterator[str]:
    yield f"### {run.say(title)}"
    yield ""


def _table(run: Run, heads: Sequence[Text], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from table([run.say(head) for head in heads], rows)


def _path(run: Run, file: FileReport) -> str:
    path, entry = located(file.file, run.base)
    return code(path if entry is None else f"{path}!/{entry}", cell=True)


def _more(run: Run, count: int) -> Iterator[str]:
    left = count - ROWS
    if left > 0:
        many = "s" * (left > 1)
        said = Text(
            f"… et {left} autre{many} ligne{many} ; « --format json » donne tout.",
            f"… and {left} more row{many}; “--format json” gives all.",
        )
        yield ""
        yield run.say(said)
