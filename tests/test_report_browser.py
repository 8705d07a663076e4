"""The HTML report in a browser: one Chromium for all that a person does with the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from segur_lint.report import html as reporter
from tests.browser import CHROMIUM, Browser
from tests.npm import installed
from tests.test_report_html import FAULTY, hostile, run_of
from tests.test_report_json import NAME, deposits

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not on this machine")

#: Faults of every unit: the amount, the date, the kind of action, the formats of both documents.
_WRONG = (
    (r'("montantSegurHTFacture": \d+)\.\d\d', r"\1"),
    (r'"dateFacture": "(\d\d)/(\d\d)/(\d{4})"', r'"dateFacture": "\3-\2-\1"'),
    (r'"typeAction": "C"', '"typeAction": "c"'),
    (r'"formatFichier": "(\w+)"', lambda found: found[0].replace(found[1], found[1].lower())),
)
SHOWN = "[...document.querySelectorAll('[data-item]')].filter(each=>each.checkVisibility()).length"
KEPT = "document.querySelectorAll('[data-item]:not([hidden])').length"
GROUPS = (
    "[...document.querySelectorAll('.group:not([hidden]) h3 code')].map(each=>each.textContent)"
)


def faulty(units: int) -> bytes:
    """200 units, of which so many have five errors each, and an advice on the key of a number."""
    path = next(each for each in deposits() if each.parent.name == "demandes-200")
    text = path.read_text(encoding="utf-8")
    for pattern, wrong in _WRONG:
        count = units * (2 if "formatFichier" in pattern else 1)
        text = re.sub(pattern, wrong, text, count=count)
    return text.replace('"860000025"', '"860000026"', 1).encode()


#: Files of all verdicts, with long names.
ODD = [("une-longue-ligne-sans-espace-" * 8 + f"{number}.json", b"{}") for number in range(12)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    runs = {
        "large": run_of((NAME, faulty(200)), show=frozenset({"passed"})),
        "usual": run_of((NAME, faulty(20))),
        "hostile": run_of(hostile()),
        "several": run_of((NAME, FAULTY.encode()), *ODD, lang="en"),
    }
    for name, run in runs.items():
        (folder / f"{name}.html").write_text(reporter.render(run), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in runs}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture
def large(browser: Browser, pages: dict[str, Path]) -> Browser:
    """The report of 1,000 findings, opened anew in a light window."""
    return opened(browser, pages["large"])


@pytest.fixture
def page(browser: Browser, pages: dict[str, Path]) -> Browser:
    """One of 100 findings."""
    return opened(browser, pages["usual"])


def opened(browser: Browser, path: Path) -> Browser:
    browser.size(1100, 900)
    browser.media()
    browser.open(path)
    return browser


def cut(browser: Browser, kept: int) -> None:
    """Leave so many findings of each group: what is told of them is true of more."""
    browser.run(
        "for(const list of document.querySelectorAll('.items,.plain,.units'))"
        f"for(const more of [...list.children].slice({kept}))more.remove()"
    )


def choose(page: Browser, by: str, value: str) -> None:
    page.run(
        f"(each=>{{each.value={json.dumps(value)};each.dispatchEvent(new Event('change'))}})"
        f"(document.querySelector('select[data-by={by}]'))"
    )


def search(page: Browser, words: str) -> None:
    page.run(f"field.value={json.dumps(words)};field.dispatchEvent(new Event('input'))")


def test_findings_are_filtered_and_what_is_left_is_counted(large: Browser) -> None:
    whole = large.run(KEPT)
    assert whole >= 1_000
    choose(large, "rule", "FAC-003")
    assert large.run(GROUPS) == ["FAC-003"]
    left = large.run(KEPT)
    assert 0 < left < whole
    assert large.run("count.textContent") == f"{left} / {whole}"
    choose(large, "unit", "7")
    assert large.run(KEPT) == 1
    assert large.run(SHOWN) == 1  # few are left: their group opens
    assert (
        large.run("document.querySelector('.group:not([hidden]) b').textContent") == f"1 / {left}"
    )
    choose(large, "severity", "info")  # not in that unit
    assert large.run(KEPT) == 0
    assert large.run("document.querySelector('.nothing').checkVisibility()") is True
    large.run("document.getElementById('clear').click()")
    assert large.run(KEPT) == whole
    assert large.run("document.getElementById('clear').disabled") is True


def test_findings_are_searched_by_words_without_case_or_accents(large: Browser) -> None:
    search(large, "MONTANT décimales EXACTEMENT")
    assert large.run(KEPT) == 0
    search(large, "MONTANT exactement chiffrés")  # the title of the group
    assert large.run(GROUPS) == ["FAC-003"]
    search(large, "lignesimport/6/facture montant deux ou chiffres virgule")
    assert large.run(KEPT) == 0
    search(large, "lignesimport/6/facture montant chiffres apres")
    assert large.run(KEPT) == 1
    large.run("field.dispatchEvent(new KeyboardEvent('keydown',{key:'Escape'}))")
    assert large.run("field.value") == ""
    large.ask("Input.dispatchKeyEvent", type="keyDown", key="/", text="/")
    assert large.run("document.activeElement===field") is True


def test_groups_open_by_hand_by_link_and_all_at_once(page: Browser) -> None:
    groups = page.run("document.querySelectorAll('.group').length")
    is_open = "document.querySelectorAll('.group[open]').length"
    assert page.run(is_open) == 0
    page.run("document.querySelector('.by-control a').click()")
    page.rest()
    assert page.run(is_open) == 1
    page.run("document.getElementById('open').click()")
    assert page.run(is_open) == groups
    page.run("document.getElementById('close').click()")
    assert page.run(is_open) == 0


def test_the_cell_of_a_unit_shows_its_findings(page: Browser) -> None:
    page.run("document.querySelector('[data-cell=\"12\"]').dispatchEvent(new Event('click'))")
    kept = "[...document.querySelectorAll('[data-item]:not([hidden])')]"
    assert set(page.run(f"{kept}.map(each=>each.dataset.unit)")) == {"12"}


def press(page: Browser, *keys: str) -> None:
    for key in keys:
        code = {"Enter": 13, "Tab": 9}.get(key, 0)
        text = {"text": "\r"} if key == "Enter" else {}
        kinds = ("keyDown", "keyUp")
        for kind in kinds:
            page.ask(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text
            )


def test_the_cells_of_a_file_are_one_stop_of_the_keyboard(page: Browser) -> None:
    first, *others = page.run(
        "[...document.querySelectorAll('[data-cell]')].map(each=>each.dataset.cell)"
    )
    assert page.run("document.querySelectorAll('[data-cell][tabindex=\"0\"]').length") == 1
    page.run("document.querySelector('[data-cell]').focus()")
    press(page, "ArrowLeft")
    focused = "document.activeElement.dataset.cell"
    assert page.run(focused) == first
    press(page, "ArrowRight", "ArrowDown")
    assert page.run(focused) == others[1]
    press(page, "ArrowUp", "Enter")
    kept = "[...document.querySelectorAll('[data-item]:not([hidden])')]"
    assert set(page.run(f"{kept}.map(each=>each.dataset.unit)")) == {others[0]}
    assert page.run("document.activeElement.id") == "constats"


def luminance(page: Browser) -> float:
    color = page.run("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", color)[:3])) / 765


def test_dark_is_what_the_reader_has_or_asks_for_and_paper_is_light(page: Browser) -> None:
    assert luminance(page) > 0.9
    page.run("document.getElementById('theme').click()")
    assert luminance(page) < 0.2
    assert page.run("document.getElementById('theme').ariaPressed") == "true"
    page.media("print")
    assert page.run("getComputedStyle(document.querySelector('h1')).color") == "rgb(26, 32, 41)"
    page.media(scheme="dark")
    page.run("delete document.documentElement.dataset.theme")
    assert luminance(page) < 0.2
    page.run("document.getElementById('theme').click()")
    assert luminance(page) > 0.9


def test_paper_shows_every_finding_and_no_control_of_the_page(page: Browser) -> None:
    page.media("print")
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert page.run(SHOWN) == page.run(KEPT)
    hidden = "[...document.querySelectorAll('search,button')].every(each=>!each.checkVisibility())"
    assert page.run(hidden) is True
    page.run("dispatchEvent(new Event('afterprint'))")
    assert page.run("document.querySelectorAll('.group[open]').length") == 0


@pytest.mark.parametrize("name", ["large", "hostile", "several"])
def test_a_page_fits_a_phone_asks_for_nothing_and_runs_nothing_of_the_data(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.size(390, 844)
    browser.media()
    browser.open(pages[name])
    title = browser.run("document.title")
    assert browser.run(KEPT) > 20
    cut(browser, 60)
    browser.run("for(const each of document.querySelectorAll('details'))each.open=true")
    assert browser.run("document.documentElement.scrollWidth") == 390
    too_wide = (
        "[...document.querySelectorAll('main :is(section,details,p,pre,ul,li,label,select)')]"
        ".filter(each=>each.getBoundingClientRect().right>390).map(each=>each.outerHTML)"
    )
    assert browser.run(too_wide) == []
    browser.rest()
    assert browser.requests == [pages[name].as_uri()]
    assert browser.complaints == []
    assert browser.run("document.title") == title
    assert title.startswith(("Rapport de contrôle", "Report of a check"))
    assert browser.run("document.scripts.length") == 1


def test_a_script_that_the_page_does_not_know_is_refused(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    """So that the test above would see one run."""
    html = pages["large"].read_text(encoding="utf-8")
    more = "<script>document.title='entré'</script><img src=x onerror=\"document.title='entré'\">"
    path = tmp_path / "page.html"
    path.write_text(html.replace("<footer>", f"{more}<footer>"), encoding="utf-8")
    browser.open(path)
    browser.rest()
    assert browser.run("document.title").startswith("Rapport")
    assert len(browser.complaints) >= 2


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [("usual", "dark", 390), ("several", "light", 1100)],
)
def test_a_checker_of_accessibility_has_nothing_to_say(
    browser: Browser,
    pages: dict[str, Path],
    request: pytest.FixtureRequest,
    name: str,
    scheme: str,
    width: int,
) -> None:
    folder = installed("axe", request.config.cache.mkdir("axe"))
    browser.size(width, 900)
    browser.media(scheme=scheme)
    browser.open(pages[name])
    cut(browser, 4)
    assert name == "several" or browser.run("document.querySelectorAll('g[role=button]').length")
    browser.run("document.querySelector('.group').open=true")
    browser.run("for(const each of document.querySelectorAll('.card details'))each.open=true")
    browser.run((folder / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found: Any = browser.run("axe.run().then(told=>told.violations)")
    said = [
        (each["id"], each["impact"], [node["html"] for node in each["nodes"][:3]]) for each in found
    ]
    assert said == []
