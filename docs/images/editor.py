"""Draws the pictures of docs/editeur.md: an editor, and what a language server answers in it.

The answers are real: editeur.json holds them, and tests/test_editor.py asks for them again.
``python docs/images/editor.py`` draws; run it from anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
NAME = "opt-va1-solde.yaml"
_TEXT = """\
# yaml-language-server: $schema=regles.schema.json
pack: opt-va1-solde
title: "Couloir OPT, vague 1 : demande de solde"
extends: commun
status: provisoire
model: modele-opt.yaml

rules:
  - id: OPT-001
    stage: demande
    title: La référence est FINOPT et 6 chiffres
    balise: reference
"""
_REST = """\
    source: déduit
    message:
      fr: "« reference » {fault}. Recopiez la référence donnée par l'ASP."
"""


class Scene(NamedTuple):
    """A text with a place in it, marked ``|``, and what is asked there."""

    name: str
    method: str  # "completion", "hover" or "diagnostics"
    marked: str

    @property
    def text(self) -> str:
        """The text without its mark."""
        return self.marked.replace("|", "")

    @property
    def line(self) -> int:
        """The line of the place, from 0."""
        return self.marked.count("\n", 0, self.marked.index("|"))

    @property
    def column(self) -> int:
        """The column of the place, from 0."""
        at = self.marked.index("|")
        return at - self.marked.rfind("\n", 0, at) - 1


SCENES = (
    Scene("completion", "completion", f"{_TEXT}    format: VAR|\n"),
    Scene("survol", "hover", f"{_TEXT}    for|mat: VARCHAR (type « FINOPTXXXXXX »)\n"),
    Scene(
        "erreurs",
        "diagnostics",
        _TEXT.replace("    title:", "    severity: grave\n    title:")
        + "    fromat: VARCHAR (=12)\n"
        + _REST
        + "    examples: {pass: ['\"FINOPT000012\"'], fail: []}|\n",
    ),
)

# --- drawing: a character is CELL wide, a line ROW high ---------------------------------------

CELL, ROW, LEFT, TOP = 8.4, 20, 56, 58
COLUMNS = 96
#: Entries of a list, lines of a hover: no more are shown, as in an editor.
SHOWN = 12
_COLOURS = {
    "code": "#d4d4d4", "key": "#9cdcfe", "text": "#ce9178", "note": "#6a9955", "number": "#6e7681",
    "dim": "#9d9d9d", "bold": "#ffffff", "fault": "#f14c4c",
}  # fmt: skip
_PIECES = re.compile(
    r"(?P<note>^#.*)|(?P<text>\"[^\"]*\"|'[^']*')|(?P<key>(?<![^\s{])[a-z][\w ]*(?=:))"
    r"|(?P<code>[:{}\[\],]|-\s)"
)


def _run(x: float, y: float, text: str, colour: str) -> str:
    """A text, as wide as its characters are many, whatever the reader's fonts."""
    if not text.strip():
        return ""
    width = f"{len(text) * CELL:.1f}"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{_COLOURS[colour]}" textLength="{width}" '
        f'xml:space="preserve">{escape(text, quote=False)}</text>'
    )


def _coloured(line: str) -> Iterator[tuple[int, str, str]]:
    """The pieces of a line of YAML: where, what, in which colour."""
    at = 0
    for found in _PIECES.finditer(line):
        yield at, line[at : found.start()], "text"
        yield found.start(), found[0], str(found.lastgroup)
        at = found.end()
    yield at, line[at:], "text"


def _code(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = TOP + number * ROW
        yield _run(LEFT - 16 - CELL * len(str(number + 1)), y, str(number + 1), "number")
        for at, piece, colour in _coloured(line):
            yield _run(LEFT + at * CELL, y, piece, colour)


def _box(x: float, y: float, width: float, height: float, fill: str = "#252526") -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" '
        'stroke="#454545" rx="3"/>'
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _completion(scene: Scene, answer: Any) -> tuple[list[str], int]:
    """The list under the cursor, and beside it what is said of the entry that is chosen."""
    shown = answer[:SHOWN]
    y = TOP + scene.line * ROW + 8
    x = LEFT + (scene.column - len("VAR")) * CELL
    wide = max(len(each["label"]) for each in shown) + 2
    drawn = [_box(x, y, wide * CELL, ROW * len(shown) + 8)]
    drawn.append(_box(x + 2, y + 4, wide * CELL - 4, ROW, "#04395e"))
    for number, each in enumerate(shown):
        drawn.append(_run(x + CELL, y + 19 + number * ROW, each["label"], "code"))
    said = _cut(shown[0]["documentation"], 44)
    drawn.append(_box(x + wide * CELL + 4, y, (len(said) + 2) * CELL, ROW + 8))
    drawn.append(_run(x + (wide + 1) * CELL + 4, y + 19, said, "dim"))
    return drawn, scene.line + len(shown) + 2


def _hover(scene: Scene, answer: Any) -> tuple[list[str], int]:
    """The card above the line: its Markdown, without the marks."""
    lines: list[tuple[str, str]] = []
    for line in answer["value"].split("\n"):
        if line.startswith("|---"):
            continue
        if line.startswith("| "):
            first, _, rest = line.strip("| ").partition(" | ")
            lines.append((f"{first.strip('`'):<36}{rest}", "code" if "`" in line else "bold"))
        elif line.startswith("#### "):
            lines.append((line[5:], "bold"))
        elif line:
            shown = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", line)
            lines += [(each, "dim") for each in wrap(shown, COLUMNS - 8)]
    # The whole would be taller than the window: an editor scrolls.
    lines = [*lines[: SHOWN + 2], ("…", "dim"), lines[-1]]
    start = answer["range"]["start"]
    x, y = LEFT + start["character"] * CELL, TOP + start["line"] * ROW + 8
    drawn = [_box(x, y, (COLUMNS - 6) * CELL, ROW * len(lines) + 8)]
    for number, (line, colour) in enumerate(lines):
        drawn.append(_run(x + CELL, y + 19 + number * ROW, _cut(line, COLUMNS - 8), colour))
    return drawn, scene.line + len(lines) + 2


def _diagnostics(scene: Scene, answer: Any) -> tuple[list[str], int]:
    """What is underlined, and the list of problems under the text."""
    drawn = []
    below = scene.line + 2
    for each in sorted(answer, key=lambda each: each["range"]["start"]["line"]):
        start, end = each["range"]["start"], each["range"]["end"]
        y = TOP + start["line"] * ROW + 4
        x = LEFT + start["character"] * CELL
        waves = int((end["character"] - start["character"]) * CELL / 6) or 1
        drawn.append(
            f'<path d="M{x:.1f} {y}{" q1.5 -3 3 0 t3 0" * waves}" fill="none" '
            f'stroke="{_COLOURS["fault"]}" stroke-width="1.3"/>'
        )
    y = TOP + below * ROW - 14
    drawn.append(f'<path d="M0 {y}H{LEFT + COLUMNS * CELL + 16:.0f}" stroke="#454545"/>')
    drawn.append(_run(16, y + 22, f"PROBLÈMES  {len(answer)}", "bold"))
    rows = [
        (f"Ligne {each['range']['start']['line'] + 1:>2}  ", each["message"])
        for each in sorted(answer, key=lambda each: each["range"]["start"]["line"])
    ]
    for number, (place, message) in enumerate(rows, 1):
        at = y + 22 + number * ROW
        drawn.append(_run(16, at, place, "dim"))
        told = _cut(message, COLUMNS - len(place) + 4)
        drawn.append(_run(16 + len(place) * CELL, at, told, "code"))
    return drawn, below + len(rows) + 2


_DRAWN = {"completion": _completion, "hover": _hover, "diagnostics": _diagnostics}


def svg(scene: Scene, answer: Any) -> str:
    """The window of an editor, with what the server answered."""
    lines = scene.text.rstrip("\n").split("\n")
    over, rows = _DRAWN[scene.method](scene, answer)
    width, height = LEFT + COLUMNS * CELL + 16, TOP + rows * ROW
    font = 'font-family="Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="13.5"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" {font}>',
        f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#1e1e1e"/>',
        f'<path d="M0 8a8 8 0 0 1 8 -8H{width - 8:.0f}a8 8 0 0 1 8 8V32H0z" fill="#323233"/>',
        _run(16, 21, f"{NAME} — mes-regles", "dim"),
        *_code(lines),
        *over,
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


if __name__ == "__main__":
    answers = json.loads((HERE / "editeur.json").read_text(encoding="utf-8"))
    for scene in SCENES:
        drawn = svg(scene, answers[scene.name])
        (HERE / f"editeur-{scene.name}.svg").write_text(drawn, encoding="utf-8")
