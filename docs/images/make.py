"""Draws docs/images/check.svg, the picture of README.md: a real report, in colour, 80 columns.

Run it from anywhere, ``python docs/images/make.py``; tests/test_readme.py tells when it is due.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from segur_lint import Linter
from segur_lint.report import text
from segur_lint.report.run import Run

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
PICTURE = HERE / "check.svg"
SHOWN = ("fixtures/FAC-003",)


def printed() -> str:
    """The command and its report, with the terminal's colour codes."""
    report = Linter().check_paths([str(PROJECT / each) for each in SHOWN])
    for file in report.files:
        file.file = str(Path(file.file).relative_to(PROJECT).as_posix())
    return f"$ segur-lint check {' '.join(SHOWN)}\n{text.render(Run(report, color=True))}"


def svg() -> str:
    """The picture."""
    console = Console(
        record=True, width=80, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text.from_ansi(printed()))
    # The reader's own fixed-width font: a picture must not fetch one from the network.
    template = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title="segur-lint", unique_id="check", code_format=template)


if __name__ == "__main__":
    PICTURE.write_text(svg(), encoding="utf-8")
