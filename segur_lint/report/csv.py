"""``csv``: a finding a row, as Excel opens it in French, no cell of which is a formula."""

from __future__ import annotations

from segur_lint.document import pointer
from segur_lint.markup.sheet import MARK, as_csv
from segur_lint.report.controls import Controls
from segur_lint.report.summary import VERDICTS
from segur_lint.report.text import inert
from segur_lint.text import Text
from segur_lint.words import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_lint.report.run import Run

_SAID = Text("Constat", "Finding")
HEAD = (
    Text("Fichier", "File"),
    Text("Verdict du fichier", "Verdict on the file"),
    Text("Contrôle", "Control"),
    Text("Intitulé", "Title"),
    Text("Gravité", "Severity"),
    Text("Étape", "Stage"),
    Text("Élément", "Element"),
    Text("Ligne", "Line"),
    Text("Colonne", "Column"),
    Text("Endroit", "Place"),
    _SAID,
    Text("Trouvé", "Found"),
    Text("Attendu", "Expected"),
    Text("Source", "Source"),
    Text("Suite donnée", "Standing"),
)
_WAIVED = Text("sous dérogation", "under a waiver")
_KNOWN = Text("déjà connu", "known already")
_NEW = Text("", "")


def render(run: Run) -> str:
    """A row of headings, then the findings; a file that could not be judged has a row too."""
    made = as_csv([[run.say(each) for each in HEAD], *_rows(run)])
    made = "\r\n".join(inert(line) for line in made.split("\r\n"))  # a row is a line
    return made.removeprefix(MARK) if run.ascii_only else made


def _rows(run: Run) -> Iterator[Sequence[str]]:
    controls = Controls(run)
    for file in run.report.files:
        verdict = "" if file.is_settings else run.say(VERDICTS[file.verdict][0])
        if file.unjudged is not None:
            row = [file.file, verdict, *[""] * (len(HEAD) - 2)]
            row[HEAD.index(_SAID)] = run.say(file.unjudged)
            yield row
        told = [(finding, _NEW) for finding in file.findings]
        told += [(finding, _WAIVED) for finding, _ in file.waived]
        told += [(finding, _KNOWN) for finding in file.known]
        for finding, standing in told:
            yield (
                file.file,
                verdict,
                finding.rule,
                controls.title(file, finding.rule),
                run.say(SEVERITIES[finding.severity]),
                controls.stage(file, finding),
                "" if finding.unit is None else str(finding.unit),
                str(finding.start.line),
                str(finding.start.column),
                pointer(finding.path),
                run.say(finding.message),
                "" if finding.found is None else run.say(finding.found),
                "" if finding.expected is None else run.say(finding.expected),
                finding.source,
                run.say(standing),
            )
