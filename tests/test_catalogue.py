"""The catalogue of controls: docs/controles.md is what our packs say, the page can be searched."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from segur_lint import words
from segur_lint.authoring.catalogue import controls, page
from segur_lint.authoring.catalogue.controls import Chapter
from segur_lint.authoring.tracing import clauses
from segur_lint.authoring.tracing.clauses import Held
from segur_lint.checks import CHECKS, reading, structure
from tests.project import ROOT
from tests.test_trace import is_sound

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def ours() -> list[Held]:
    found, _ = clauses.read()
    return [held for held in found if not held.pack.program["fallback"]]


@pytest.fixture(scope="module")
def made(ours: list[Held]) -> list[Chapter]:
    return controls.chapters(ours, "fr")


def test_the_catalogue_in_docs_is_what_the_rules_say(made: list[Chapter]) -> None:
    """Otherwise: segur-lint rules docs --output docs/controles.md --force"""
    file = (ROOT / "docs" / "controles.md").read_text(encoding="utf-8")
    assert file == controls.as_markdown(made, "fr")


def test_each_control_of_each_pack_is_told_once(made: list[Chapter], ours: list[Held]) -> None:
    text = controls.as_markdown(made, "fr")
    anchors = re.findall(r'<a id="([^"]*)"', text)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\(#([^)]*)\)", text)) == set(anchors)
    for chapter, held in zip(made, ours, strict=True):
        assert [each.id for each in chapter.controls] == [rule.id for rule in held.pack.rules]
        assert {chapter.anchor(each) for each in chapter.controls} <= set(anchors)


def test_a_control_says_all_that_its_row_says(made: list[Chapter]) -> None:
    chapter = next(each for each in made if each.name == "bio-loinc-va1-solde")
    (control,) = (each for each in chapter.controls if each.id == "DEM-005")
    assert [label for label, *_ in chapter.lines(control)] == [
        "Étape", "Gravité", "Source", "Regarde", "Demande", "Message", "En anglais", "Origine",
        "Clauses de bio-loinc-solde",
    ]  # fmt: skip
    said = {label: said for label, said, _ in chapter.lines(control)}
    assert "le type FINBIOXXXXXX est attendu" in said["Message"]  # a value of the pack is filled
    assert "{found}" in said["Message"]
    assert said["Clauses de bio-loinc-solde"] == "1.2-03, 3.2-14"


def test_every_kind_of_check_is_said_in_words(ours: list[Held]) -> None:
    asked = {(kind, word) for kind, word in words.ASKED}
    assert asked == {
        *(("structure", word) for word in structure._MISFITS),
        *(("reading", word) for word in reading._READINGS),
    }
    seen = set()
    for held in ours:
        for rule in held.pack.rules:
            seen.add(rule.kind)
            for text in (words.asks(held.pack, rule), words.looks(held.pack, rule)):
                assert text.fr
                assert text.en
    assert seen == set(CHECKS)


def test_every_fix_is_said_in_words(ours: list[Held]) -> None:
    said = {
        rule.plain["fix"][1]: words.mends(rule)
        for held in ours
        for rule in held.pack.rules
        if rule.plain["fix"] is not None
    }
    assert set(said) == {"set", "number", "decimals", "remove", "insert", "rename", "file name"}
    assert all(text is not None and text.fr != text.en for text in said.values())


# --- the page ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_is_whole(ours: list[Held], lang: str) -> None:
    chapters = controls.chapters(ours, lang)
    reader = is_sound(page.as_html(chapters, lang))
    assert reader.tags.count("article") == sum(len(each.own) for each in chapters)


#: What a person does, then what the page shows; and a script that nobody allowed.
_SEARCH = """
field.value='  NUMÉRO  avance éditeur ';field.dispatchEvent(new Event('input'));
document.title=[...document.querySelectorAll('article:not([hidden])')].map(a=>a.id).join(' ');
"""
_FOREIGN = "document.title='entré';"


def dumped(html: str, folder: Path) -> str:
    """The page as a browser has it once its script ran."""
    assert CHROMIUM
    (folder / "page.html").write_text(html, encoding="utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        f"--user-data-dir={folder / 'profile'}", "--dump-dom", (folder / "page.html").as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120)
    return done.stdout


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not on this machine")
def test_a_browser_runs_the_search_and_nothing_else(made: list[Chapter], tmp_path: Path) -> None:
    html = page.as_html(made, "fr")
    allowed = b64encode(sha256(_SEARCH.encode()).digest()).decode()
    html = html.replace("script-src ", f"script-src 'sha256-{allowed}' ")
    more = f"<script>{_SEARCH}</script><script>{_FOREIGN}</script></body>"
    shown = dumped(html.replace("</body>", more), tmp_path)
    assert "<search hidden" not in shown
    found = re.search("<title>([^<]*)", shown)
    assert found is not None
    ids = found[1].split()
    assert "bio-loinc-va1-solde-dem-007" in ids
    assert len(ids) < 10
