"""Draws docs/images/rapport-*.png, the HTML report of docs/rapports.md, as Chromium shows it.

Run it from anywhere, ``python docs/images/rapport.py``, after a change of the page.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path.insert(0, str(PROJECT))  # a script's own folder is all that Python gives it

from segur_lint import Linter  # noqa: E402
from segur_lint.report import html  # noqa: E402
from segur_lint.report.model import Report  # noqa: E402
from segur_lint.report.run import Run  # noqa: E402
from tests.browser import Browser  # noqa: E402

DEPOSIT = PROJECT / "fixtures" / "demandes-200" / "JSON-1234567890-20240115-001.json"
#: What is wrong in one unit of so many: a pattern, its replacement, how often, from which on.
WRONG = (
    (r'("montantSegurHTFacture": \d+)\.\d\d', r"\1", 5, 3),
    (r'"dateFacture": "(\d\d)/(\d\d)/(\d{4})"', r'"dateFacture": "\3-\2-\1"', 9, 4),
    (r'"formatFichier": "PNG"', '"formatFichier": "png"', 23, 6),
    (r'("montantSegurHTFacture": )\d{3}\.', r"\g<1>3100.", 31, 12),
    (r'"numeroASP": "FINBIO0(\d+)"', r'"numeroASP": "FINBIO\1"', 47, 20),
    (r'"beneficiaires": \[(\s*)"(\d{8})\d"', r'"beneficiaires": [\1"\g<2>0"', 37, 8),
)
#: Width, height, scale; the reader's scheme; what was done in the page before.
PICTURES = {
    "clair": (1100, 1290, 1, "light", ""),
    "sombre": (
        1100, 1000, 1, "dark",
        """field.value='montant';field.dispatchEvent(new Event('input'));
        document.querySelector('.group:not([hidden])').open=true;
        document.getElementById('constats').scrollIntoView({behavior:'instant'})""",
    ),
    "telephone": (390, 844, 2, "light", ""),
}  # fmt: skip


def deposit() -> bytes:
    """A real deposit of 200 units, with faults of every severity here and there."""
    text = DEPOSIT.read_text(encoding="utf-8")
    for pattern, wrong, every, first in WRONG:
        places = list(re.finditer(pattern, text))[first::every]
        for found in reversed(places):
            text = text[: found.start()] + found.expand(wrong) + text[found.end() :]
    return text.encode()


def page() -> str:
    """The report of that deposit."""
    linter = Linter(date="2024-09-12")
    report = linter.check_bytes(DEPOSIT.name, deposit())
    packs = {pack.name: pack for pack in linter.packs}
    run = Run(Report([report]), packs=packs, moment="2024-09-12", show=frozenset({"passed"}))
    return html.render(run)


def main() -> None:
    """Take the pictures."""
    with tempfile.TemporaryDirectory() as made, Browser(Path(made)) as browser:
        path = Path(made) / "rapport.html"
        path.write_text(page(), encoding="utf-8")
        for name, (width, height, scale, scheme, script) in PICTURES.items():
            browser.size(width, height, scale)
            browser.media(scheme=scheme)
            browser.open(path)
            browser.run(script)
            (HERE / f"rapport-{name}.png").write_bytes(browser.picture())


if __name__ == "__main__":
    main()
