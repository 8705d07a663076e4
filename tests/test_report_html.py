"""The HTML report: it carries what json carries, and nothing that data could turn into markup."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import os
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segur_lint
from segur_lint import Linter
from segur_lint.finding import Finding
from segur_lint.report import html as reporter
from segur_lint.report import json as json_reporter
from segur_lint.report.model import FileReport, NotRun, Report
from segur_lint.report.page.groups import DRAWN
from segur_lint.report.page.lines import TALL, WIDTH, lines
from segur_lint.report.page.pictures import ROWS
from segur_lint.report.run import Run
from segur_lint.source import Place, Source, Span
from segur_lint.text import Text, printable
from segur_lint.waivers import Waiver
from tests.htmlreport import carried, is_sound
from tests.test_report_json import LINTER, NAME, SOUND, deposits, hostile_strings

GOLDEN = Path(__file__).parent / "golden" / "rapport.fr.html"
PACKS = {pack.name: pack for pack in LINTER.packs}
FAULTY = SOUND.replace("2917.00", "2917").replace('"PDF"', '"pdf"', 1)


def run_of(*files: tuple[str, bytes], **options: Any) -> Run:
    return told(Report([LINTER.check_bytes(name, data) for name, data in files]), **options)


def told(report: Report, **options: Any) -> Run:
    return Run(report, **{"packs": PACKS, "moment": "2024-09-12T12:00:00", **options})


def words(html: str) -> str:
    """The text of a page, white space as a browser shows it."""
    body = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def heading(html: str) -> str:
    """The verdict's sentence."""
    found = re.search('<h1 id="verdict">(.*?)</h1>', html)
    assert found is not None
    return " ".join(unescape(found[1]).split())


# --- the whole -----------------------------------------------------------------------------------


def test_a_page_is_what_it_was() -> None:
    html = reporter.render(run_of((NAME, FAULTY.encode()), show=frozenset({"passed"})))
    html = re.sub(r"<(script|style)>.*?</\1>", r"<\1></\1>", html, flags=re.DOTALL)
    html = re.sub(r"sha256-[^']*", "sha256-", html).replace(segur_lint.__version__, "0.0.0")
    if os.environ.get("WRITE_GOLDEN"):  # pragma: no cover - by hand, and read before it is kept
        GOLDEN.write_text(html, encoding="utf-8", newline="\n")
    assert html == GOLDEN.read_bytes().decode()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_carries_the_findings_that_json_carries(lang: str) -> None:
    report = Report([LINTER.check_file(str(path)) for path in deposits()])
    plain = json.loads(json_reporter.render(told(report, lang=lang)))
    wanted: list[tuple[Any, ...]] = [
        (
            file["file"], each["rule"], each["severity"], each["stage"], each["unit"],
            (each["line"], each["column"]), each["pointer"], each["message"],
        )
        for file in plain["files"]
        for each in file["findings"]
    ]  # fmt: skip
    page = is_sound(reporter.render(told(report, lang=lang)))
    found = carried(page, [file.file for file in report.files])
    on_name = {(row[0], row[1]) for row in found if row[5] is None}
    assert on_name  # « nom du fichier » is the place of these
    wanted = [(*row[:5], None, *row[6:]) if row[:2] in on_name else row for row in wanted]
    assert sorted(found, key=repr) == sorted(wanted, key=repr)


def test_the_same_fault_in_many_places_is_one_group_and_its_sentence_is_said_once() -> None:
    unit = re.search(r'"lignesImport": \[(.*)\]\s*\}', SOUND, flags=re.DOTALL)
    assert unit is not None
    faulty = unit[1].replace("2917.00", "2917")
    data = SOUND.replace(unit[1], ",".join([faulty] * 20)).encode()
    html = reporter.render(run_of((NAME, data)))
    assert len(re.findall("<h3><code>FAC-003</code>", html)) == 1
    group = next(
        each
        for each in html.split("<details class=")
        if "<code>FAC-003</code> Le" in each and "<h3>" in each
    )
    assert group.count("data-item") == 20
    assert group.count('<p class="message"') == 1
    assert "Le portail lit le texte du montant" in group  # why
    assert "§3.2 — Guide de remplissage" in group  # source
    assert "segur-lint fix" in group  # what mends it


def test_a_rule_of_no_pack_is_shown_as_it_is() -> None:
    html = reporter.render(told(Report([FileReport("a.json", findings=[finding(rule="XYZ-001")])])))
    is_sound(html)
    assert "<code>XYZ-001</code> </h3>" in html


# --- the top -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "lang", "said"),
    [
        ([FAULTY], "fr", f"« {NAME} » n'est pas déposable : 2 erreurs à corriger."),
        ([FAULTY], "en", f"“{NAME}” cannot be deposited: 2 errors."),
        ([SOUND], "fr", f"« {NAME} » est déposable : aucune faute trouvée."),
        ([SOUND], "en", f"“{NAME}” can be deposited: no fault was found."),
        ([SOUND, SOUND], "fr", "Les 2 fichiers sont déposables : aucune faute trouvée."),
        ([SOUND, FAULTY], "fr", "Un fichier sur 2 n'est pas déposable : 2 erreurs à corriger."),
        ([FAULTY, FAULTY], "en", "2 of 2 files cannot be deposited: 4 errors."),
    ],
)  # fmt: skip
def test_the_verdict_is_a_sentence(files: list[str], lang: str, said: str) -> None:
    run = run_of(*[(NAME, data.encode()) for data in files], lang=lang)
    html = reporter.render(run)
    is_sound(html)
    assert heading(html) == said


@pytest.mark.parametrize(
    ("count", "lang", "said"),
    [
        (1, "fr", "« a.json » est déposable, avec des réserves : 1 avertissement à regarder."),
        (2, "en", "“a.json” can be deposited, with reservations: 2 warnings to look at."),
    ],
)
def test_reservations_are_counted_in_the_verdict(count: int, lang: str, said: str) -> None:
    file = FileReport("a.json", findings=[finding(severity="warning")] * count)
    assert heading(reporter.render(told(Report([file]), lang=lang))) == said


@pytest.mark.parametrize(
    ("files", "lang", "said"),
    [
        (1, "fr", "« a.json » n'a pas pu être jugé : rien n'est établi."),
        (2, "fr", "2 fichiers sur 2 n'ont pas pu être jugés : rien n'est établi."),
        (2, "en", "2 of 2 files could not be judged: nothing is established."),
    ],
)
def test_what_could_not_be_judged_proves_nothing(files: int, lang: str, said: str) -> None:
    file = FileReport("a.json", error=Text("il est vide", "it is empty"))
    assert heading(reporter.render(told(Report([file] * files), lang=lang))) == said


def test_what_was_not_judged_or_not_run_stands_beside_the_verdict() -> None:
    bad = FileReport("a.json", findings=[finding()], not_run=[NotRun("A-1", Text("x", "x"))])
    odd = FileReport("b.json", error=Text("il est vide", "it is empty"))
    said = words(reporter.render(told(Report([bad, odd, odd]))))
    assert (
        "2 fichiers n'ont pas pu être jugés. 1 contrôle n'a pas été fait, ou pas partout." in said
    )
    assert "n'a pas été fait" not in words(reporter.render(told(Report([odd]))))


def test_the_top_says_what_was_checked_by_which_rules_and_when() -> None:
    said = words(reporter.render(run_of((NAME, SOUND.encode()))))
    assert (
        "Biologie, transcodeur LOINC, vague 1 : demande de solde bio-loinc-va1-solde (publié)"
        in said
    )
    assert "Date 12/09/2024 segur-lint " in said
    assert f"Contrôlé {NAME}" in said


def test_a_provisional_pack_is_told_as_such() -> None:
    pack = next(
        each
        for each in LINTER.packs
        if each.program["status"] == "provisoire" and not each.program["fallback"]
    )
    sample = Path(pack.program["sample"])
    said = words(reporter.render(run_of((sample.name, sample.read_bytes()))))
    assert f"{pack.name} provisoire" in said


def test_what_was_left_out_makes_the_check_partial() -> None:
    linter = Linter(date="2024-09-12", cache=False, ignore=["FAC-003"])
    report = Report([linter.check_bytes(NAME, SOUND.encode())])
    assert "Contrôle partiel : des contrôles ont été écartés (1)." in words(
        reporter.render(told(report))
    )


def test_files_are_listed_the_faulty_ones_first_and_the_others_folded() -> None:
    files = [
        (f"JSON-1234567890-20240115-{n:03}.json", FAULTY.encode() if n % 2 else SOUND.encode())
        for n in range(1, 21)
    ]
    html = reporter.render(run_of(*files))
    is_sound(html)
    shown, folded = html.split('<ul class="files">')[1:]
    assert shown.count("non déposable") == 8
    assert folded.split("</ul>")[0].count("<li>") == 12


# --- the pictures --------------------------------------------------------------------------------


def test_every_picture_says_in_words_what_it_draws() -> None:
    path = next(each for each in deposits() if each.parent.name == "demandes-200")
    data = path.read_text(encoding="utf-8").replace("2917.00", "2917", 7).encode()
    html = reporter.render(run_of((path.name, data)))
    drawn = re.findall(r'<svg class="(?:bar|row)" role="img"[^>]*>(<\w+>)', html)
    assert set(drawn) == {"<title>"}
    assert html.count('<svg class="row"') == 20
    assert "<title>demande 1–10</title>" in html
    assert "en faute sur 200" in words(html)
    assert "demande n° 2 : 1 erreur" in words(html)


def test_a_file_of_very_many_units_is_drawn_where_it_is_at_fault() -> None:
    data = json.dumps({"a": 1})
    found = [finding(unit=each) for each in (1, 95, 99_999)]
    file = FileReport(
        "a.json", pack=next(iter(PACKS)), findings=found, source=Source("a", data.encode())
    )
    html = reporter.render(told(Report([file])))
    is_sound(html)
    assert html.count('<svg class="row"') == 3 <= ROWS
    assert "3 en faute sur 99 999" in words(html).replace("\u00a0", " ")


# --- the lines -----------------------------------------------------------------------------------


def finding(span: Span = Span(0, 1), name: Span | None = None, **given: Any) -> Finding:  # noqa: B008  # a Span never changes
    return Finding(
        **{
            "rule": "ABC-001", "severity": "error", "stage": "demande", "source": "§1", "path": (),
            "span": span, "start": Place(1, 1), "end": Place(1, 2), "message": Text("Faux.", "Wrong."),
            "found": None, "expected": None, "unit": None, "name_span": name, **given,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        ("abc\ndef\nghi\njkl", (4, 7), "1abc|2[def]|3ghi"),
        ("abc\r\ndef\r\nghi", (5, 6), "1abc|2[d]ef|3ghi"),
        ("abc", (0, 3), "1[abc]"),
        ("abc\ndef", (3, 3), "1abc[ ]|2def"),
        ("abc\ndef", (7, 7), "1abc|2def[ ]"),
        ("a\nb\nc\nd\ne\nf", (0, 11), "1[a]|2[b]|3[c]|4[d]"),
        ("\tx", (1, 2), "1[x]"),
        ("  {\n\t\"a\": 1,\n\n  }", (5, 8), "1 {|2[\"a\"]: 1,|3"),
        ("    a\n  b\n      c", (8, 9), "1  a|2[b]|3    c"),
        ("a\n\t1", (0, 1), "1[a]|2    1"),
        ("   a", (1, 2), "1[ ] a"),
        ("  a\n  b", (3, 3), "1a[ ]|2b"),
        ("a" * 200 + "XY" + "b" * 200, (200, 202), "1…" + "a" * 60 + "[XY]" + "b" * 98 + "…"),
        ("a" * 500, (0, 500), "1[" + "a" * WIDTH + "]…"),
        ("<b>\u202e\x1b\ufeff", (3, 4), "1<b>[\\u202E]\\u001B\\uFEFF"),
        ("x" * 300 + "\nab\n" + "y" * 300, (301, 302), "1" + "x" * WIDTH + "…|2[a]b|3" + "y" * WIDTH + "…"),
    ],
)  # fmt: skip
def test_the_span_is_marked_in_its_lines_and_long_lines_are_cut(
    text: str, span: tuple[int, int], shown: str
) -> None:
    file = FileReport("a.json", source=Source("a.json", text.encode()))
    drawn = lines(file, finding(Span(*span)))
    plain = drawn.replace("<mark>", "[").replace("</mark>", "]").replace("\n</span>", "|")
    assert unescape(re.sub("<[^>]*>", "", plain)).replace("\u00a0", " ").rstrip("|") == shown


def test_a_fault_in_a_name_marks_the_name() -> None:
    drawn = lines(FileReport("x/a<b.json"), finding(name=Span(1, 2)))
    assert "a<mark>&lt;</mark>b.json" in drawn


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_span_of_any_text_is_drawn(text: str, one: int, other: int) -> None:
    source = Source("a", text.encode("utf-8", "replace"))
    low, high = sorted(min(each, len(source.text)) for each in (one, other))
    drawn = lines(FileReport("a", source=source), finding(Span(low, high)))
    assert drawn.count("<mark>") == drawn.count("</mark>")
    assert (drawn.count("<mark>") >= 1) == bool(source.text)
    assert drawn.count('class="at"') <= TALL + 1


def test_a_page_of_very_many_findings_carries_them_all_and_draws_some() -> None:
    source = Source("a.json", b'{\n"a": 1\n}')
    file = FileReport("a.json", findings=[finding(Span(2, 5))] * (DRAWN + 500), source=source)
    html = reporter.render(told(Report([file])))
    assert html.count("data-item") == DRAWN + 500 + html.count("[data-item]")
    assert html.count("<mark>") == DRAWN


# --- what was not run, and what held -------------------------------------------------------------


def test_controls_not_run_stand_under_their_reason_and_those_that_held_where_they_are_asked() -> (
    None
):
    report = Report([LINTER.check_bytes(NAME, SOUND.encode())])
    plain, more = (
        reporter.render(told(report, show=show))
        for show in (frozenset[str](), frozenset({"passed"}))
    )
    assert "Aucun document n'est donné (--documents)" in words(plain)
    assert 'id="conformes"' not in plain
    held = more.split('id="conformes"')[1]
    for name in report.files[0].passed:
        assert f"<code>{name}</code>" in held
    out = plain.split('id="non-faits"')[1]
    assert {each.rule for each in report.files[0].not_run} == set(
        re.findall(r"<code>([A-Z]+-\d{3})</code>", out)
    )


def test_undecided_elements_are_counted() -> None:
    cause = Text("une raison", "a reason")
    file = FileReport(
        "a.json", not_run=[NotRun("A-1", cause, count=2), NotRun("B-1", cause, count=1)]
    )
    assert "Une raison (3 éléments indécis) 2 contrôles A-1 B-1" in words(
        reporter.render(told(Report([file])))
    )


@pytest.mark.parametrize(
    ("count", "said"), [(9, "L'autre fichier"), (10, "Les 2 autres fichiers"), (8, None)]
)
def test_the_files_that_are_folded_are_counted(count: int, said: str | None) -> None:
    files = [FileReport(f"{number}.json") for number in range(count)]
    for file in files[:8]:
        file.findings.append(finding())
    shown = words(reporter.render(told(Report(files))))
    assert (said is None) == ("autre" not in shown)
    assert said is None or said in shown


def test_what_fails_nothing_is_shown_with_its_reason_and_weighs_what_it_must() -> None:
    plain: dict[str, Any] = {
        "rule": "ABC-001",
        "files": [],
        "pointer": None,
        "unit": None,
        "reason": "Vu <avec> eux",
        "owner": "Léa",
        "until": "2030-01-31",
        "where": (0, 1),
    }
    file = FileReport("a.json")
    file.known = [finding(), finding(rule="ABC-002")]
    file.waived = [(finding(rule="ABC-003"), Waiver("c.yaml", plain))]
    html = reporter.render(told(Report([file])))
    is_sound(html)
    assert heading(html) == "« a.json » n'est pas déposable : 2 erreurs à corriger."
    said = words(html)
    assert "Dérogation : Vu <avec> eux (Léa, jusqu'au 2030-01-31)" in said
    assert said.count("Déjà connu (il est dans la base)") == 2
    assert "Sous dérogation : 1 constat (ABC-003)." in said
    file.known = []
    assert heading(reporter.render(told(Report([file])))) == (
        "« a.json » est déposable : aucune faute hors dérogation."
    )
    assert 'id="a-part"' not in reporter.render(run_of((NAME, FAULTY.encode())))


def test_a_file_that_could_not_be_judged_says_why() -> None:
    html = reporter.render(told(Report([LINTER.check_file(str(GOLDEN.parent))])))
    assert "golden : ce n'est pas un fichier ordinaire" in words(html).replace("\u00a0", " ")


# --- what must not be shown ----------------------------------------------------------------------


def test_no_value_is_shown_where_none_may_be() -> None:
    secret = "montant-secret-42"
    data = SOUND.replace("2917.00", f'"{secret}"').replace("15/12/2023", secret)
    linter = Linter(date="2024-09-12", cache=False, values=False)
    report = Report([linter.check_bytes(NAME, data.encode())])
    html = reporter.render(told(report, values=False))
    assert report.files[0].findings
    assert "secret" not in html
    assert "Aucune valeur du dépôt n'est montrée" in words(html)
    assert secret in reporter.render(run_of((NAME, data.encode())))


def hostile() -> tuple[str, bytes]:
    """A deposit whose name, balises and values are all the naughty strings at once."""
    plain = json.loads(SOUND)
    unit = plain["lignesImport"][0]
    for string in hostile_strings():
        text = string.encode("utf-8", "replace").decode()
        unit[text] = text
        unit["piecesJustificatives"].append(
            {"nomFichier": text, "formatFichier": text, "typeFichier": text}
        )
    name = "<script>document.title='entré'<!--\u202e\n'\"><img src=x onerror=alert(1)>.json"
    return name, json.dumps(plain, ensure_ascii=False, indent=1).encode()


def test_hostile_texts_stay_texts() -> None:
    html = reporter.render(run_of(hostile()))
    page = is_sound(html)
    assert len(page.findings) > 500
    assert set(page.tags) <= {
        "html", "head", "meta", "title", "style", "body", "a", "svg", "defs", "symbol", "pattern",
        "rect", "circle", "path", "use", "header", "main", "section", "div", "p", "h1", "h2", "h3",
        "span", "strong", "b", "small", "code", "pre", "mark", "dl", "dt", "dd", "br", "time", "ul",
        "ol", "li", "details", "summary", "search", "label", "wbr", "input", "select", "option", "output",
        "button", "footer", "script", "desc", "g", "text", "figure", "figcaption",
    }  # fmt: skip
    sound = reporter.render(run_of((NAME, SOUND.encode())))
    assert "".join(re.findall(r"<(?:script|style)>(.*?)</", sound, flags=re.DOTALL)).isascii()
    for tag in ("script", "style"):  # no data goes where it could be run
        (mine,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)
        assert f"<{tag}>{mine}</{tag}>" in sound


@given(st.text(max_size=30))
def test_any_name_of_a_file_is_shown_as_a_text(name: str) -> None:
    html = reporter.render(
        told(Report([FileReport(name, findings=[finding(name=Span(0, len(name)))])]))
    )
    is_sound(html)
    assert printable(name) in unescape(html)
