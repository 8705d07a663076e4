"""The files: what a person is to know of some before all else, then each with its verdict."""

from __future__ import annotations

from segur_lint import markup
from segur_lint.report.folding import COLON, counted, plural
from segur_lint.report.model import SOUND
from segur_lint.report.page.signs import VERDICTS, sign, tag, typeset
from segur_lint.report.summary import troubles
from segur_lint.text import Text
from segur_lint.words import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

#: Files that are listed in sight; the others are folded, the sound ones too where there are more.
LISTED = 8


def files(run: Run) -> str:
    """What a person is to know before, and, where there are several, each file and its verdict."""
    lang, all_files = run.lang, run.report.checked
    advice = [
        _note("info", [file.file], file.advice, lang)
        for file in all_files
        if file.advice is not None and file.findings
    ]
    trouble = [_note("unknown", names, why, lang) for names, why in troubles(run.report)]
    notes = "".join(advice + trouble)
    if len(all_files) < 2:
        return notes
    bad = [file for file in all_files if file.verdict != SOUND]
    seen = all_files if len(all_files) <= LISTED else bad[:LISTED]
    rest = [] if seen is all_files else [*bad[LISTED:], *(_sound(all_files))]
    title = Text("Fichiers", "Files").get(lang)
    made = f'<section class="card"><h2>{title}</h2>{_listed(seen, lang)}'
    if rest:
        more = Text(f"Les {len(rest)} autres fichiers", f"The {len(rest)} other files")
        if len(rest) == 1:
            more = Text("L'autre fichier", "The other file")
        made += f"<details><summary>{more.get(lang)}</summary>{_listed(rest, lang)}</details>"
    return f"{notes}{made}</section>"


def _note(name: str, files: Sequence[str], said: Text, lang: str) -> str:
    """What a person is to know of some files before they read on."""
    shown = ", ".join(f"<b>{markup.text(each)}</b>" for each in files[:LISTED])
    more = len(files) - LISTED
    if more > 0:
        shown += Text(f" et {more} autre{plural(more)}", f" and {more} more").get(lang)
    return (
        f'<p class="note">{sign(name)}<span>{shown}'
        f"{typeset(COLON.get(lang))}{markup.text(said.get(lang))}</span></p>"
    )


def _sound(all_files: Sequence[FileReport]) -> list[FileReport]:
    """The files without a fault."""
    return [file for file in all_files if file.verdict == SOUND]


def _listed(shown: Sequence[FileReport], lang: str) -> str:
    """Files, a line each; nothing where there are none."""
    lines = []
    for file in shown:
        name, word = VERDICTS[file.verdict]
        counts = [
            counted(file.count(severity), what, lang)
            for severity, what in SEVERITIES.items()
            if file.count(severity)
        ]
        lines.append(
            f'<li>{tag(name, word.get(lang))} <span class="path">{markup.text(file.file)}</span> '
            f"<small>{', '.join(counts)}</small></li>"
        )
    return f'<ul class="files">{"".join(lines)}</ul>' if lines else ""
