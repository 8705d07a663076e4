"""The formats of reports: each is what it was, what its readers ask for, and they all agree."""

from __future__ import annotations

import csv
import io
import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from segur_lint import Linter
from segur_lint.report.formats import FORMATS, render
from segur_lint.report.github import KEPT
from segur_lint.report.markdown import ROWS
from segur_lint.report.model import FileReport, Report
from segur_lint.report.places import located, uri
from segur_lint.report.run import SHOWN, Run
from segur_lint.text import Text
from tests.corpora import require
from tests.project import ROOT
from tests.reports import PACK, commands, example, finding, findings, formats, require_junit, told

GOLDEN = Path(__file__).parent / "golden" / "formats"
#: Those that have golden files of their own elsewhere.
ELSEWHERE = {"text", "html"}
DENIED = Text("accès refusé", "access denied")
SCHEMAS = ("sarif/sarif-schema-2.1.0.oasis.json", "sarif/sarif-2.1.0.schemastore.json")


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - ELSEWHERE))
def test_a_format_is_what_it_was(name: str) -> None:
    text = render(name, example(show=frozenset(SHOWN)))
    path = GOLDEN / f"exemple.{name}"
    if os.environ.get("WRITE_GOLDEN"):  # pragma: no cover - by hand, and read before it is kept
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode()


def test_no_golden_file_is_left_without_its_format() -> None:
    assert {path.suffix[1:] for path in GOLDEN.iterdir()} == FORMATS.keys() - ELSEWHERE


# --- they agree ------------------------------------------------------------------------------


def fixtures() -> Run:
    """A deposit of each kind of fault, judged by the packs that we ship."""
    linter = Linter(date="2024-09-12")
    paths = sorted((ROOT / "fixtures").glob("*/*.json"))
    files = [linter.check_file(str(path.relative_to(ROOT))) for path in paths[::4]]
    return Run(Report(files), packs={pack.name: pack for pack in linter.packs})


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("here")
def test_every_format_tells_the_same_findings() -> None:
    run = fixtures()
    found = findings(run)
    assert len(found) > 20
    for name in formats("json", "jsonl", "sarif", "junit"):
        assert told(name, run) == found, name
    assert len(render("checkstyle", run).split("<error ")) - 1 == len(found)
    assert len(json.loads(render("gitlab", run))) == len(found)
    assert len(rows(render("csv", run))) - 1 == len(found)


@pytest.mark.usefixtures("here")
def test_the_text_of_a_file_tells_what_the_others_tell() -> None:
    for file in fixtures().report.files:
        run = Run(Report([file]))
        assert [each._replace(message="") for each in told("text", run)] == [
            each._replace(message="") for each in findings(run)
        ]


def test_sarif_has_what_is_to_be_mended_and_the_rest_where_it_is_asked_for() -> None:
    """GitHub takes each result for an open alert, one that was suppressed or passed too."""
    (run,) = json.loads(render("sarif", example()))["runs"]
    assert len(run["results"]) == len(findings(example()))
    assert all(each["kind"] == "fail" for each in run["results"])
    assert not any({"suppressions", "baselineState"} & each.keys() for each in run["results"])


def test_sarif_keeps_the_worst_where_github_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    run = example(show=frozenset(SHOWN))
    whole = json.loads(render("sarif", run))["runs"][0]["results"]
    errors = [each for each in whole if each["level"] == "error" and each["kind"] == "fail"]
    aside = [each for each in errors if "suppressions" in each]
    monkeypatch.setattr("segur_lint.report.sarif.MOST", len(errors) - len(aside))
    log = json.loads(render("sarif", run))
    assert log["runs"][0]["results"] == [each for each in errors if each not in aside]
    note = log["runs"][0]["invocations"][0]["toolExecutionNotifications"][-1]
    left = len(whole) - len(errors) + len(aside)
    assert note["message"]["text"].startswith(f"{left} résultats de plus ne sont pas dans ce rapp")
    for schema in SCHEMAS:
        require(log, schema)


# --- what their readers ask for --------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("show", [frozenset[str](), frozenset(SHOWN)])
def test_sarif_is_as_both_schemas_have_it(lang: str, show: frozenset[str]) -> None:
    for run in (example(lang=lang, show=show), Run(Report([]), lang)):
        log = json.loads(render("sarif", run))
        for schema in SCHEMAS:
            require(log, schema)


@pytest.mark.usefixtures("here")
def test_sarif_of_our_packs_is_as_both_schemas_have_it_and_as_github_asks() -> None:
    told = fixtures()
    told.report.files = told.report.files[::5]
    log = json.loads(render("sarif", told))
    for schema in SCHEMAS:
        require(log, schema)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
    for rule in rules:
        assert len(rule["shortDescription"]["text"]) <= len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
    prints = [each["partialFingerprints"]["primaryLocationLineHash"] for each in run["results"]]
    assert len(set(prints)) == len(prints)


def test_sarif_tells_waivers_known_findings_and_what_passed() -> None:
    (run,) = json.loads(render("sarif", example(show=frozenset(SHOWN))))["runs"]
    (_, waived) = [each["suppressions"] for each in run["results"] if "suppressions" in each]
    assert waived == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "accord du 3 mai (Jeanne, 2024-12-31)",
        }
    ]
    states = [each["baselineState"] for each in run["results"] if "baselineState" in each]
    assert states == ["unchanged"] * 2
    passed = {each["ruleId"] for each in run["results"] if each["kind"] == "pass"}
    assert "ESS-004" in passed
    assert run["invocations"][0]["executionSuccessful"] is False
    without = json.loads(render("sarif", example()))["runs"][0]["results"]
    assert all(each["kind"] == "fail" for each in without)


def test_sarif_points_at_an_archive_and_names_what_is_in_it() -> None:
    (run,) = json.loads(render("sarif", example()))["runs"]
    (inside,) = [each for each in run["artifacts"] if "parentIndex" in each]
    assert run["artifacts"][inside["parentIndex"]]["location"]["uri"] == "pi%C3%A8ces/lot.zip"
    assert inside["location"]["uri"] == "facture%201.pdf"
    (result,) = [each for each in run["results"] if each["ruleId"] == "ESS-004"]
    assert result["message"]["text"] == "facture 1.pdf : Le document est coupé."
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "pi%C3%A8ces/lot.zip", "index": inside["parentIndex"]}


def test_no_message_of_sarif_is_a_link() -> None:
    (run,) = json.loads(render("sarif", example()))["runs"]
    said = [each["message"]["text"] for each in run["results"]]
    assert any("[là] (http://mal.example)" in each for each in said)
    assert not any("](" in each for each in said)


def test_junit_is_as_both_schemas_have_it() -> None:
    run = example(lang="en")
    run.report.files.append(Linter(date="2024-09-12").check_bytes("a.json", b"{"))
    require_junit(render("junit", run))


def test_a_run_without_a_file_is_one_test_that_was_skipped() -> None:
    """Without a test, Jenkins takes the report for a fault of the pipeline."""
    text = render("junit", Run(Report([])))
    assert list(outcomes(text).values()) == ["skipped"]
    require_junit(text)


def outcomes(text: str) -> dict[str, str]:
    """The tests by name, and what became of each."""
    cases = ET.fromstring(text).iter("testcase")
    return {str(case.get("name")): case[0].tag if len(case) else "passed" for case in cases}


def test_junit_has_a_test_for_each_control_passed_failed_or_skipped() -> None:
    text = render("junit", example())
    found = outcomes(text)
    assert found["ESS-001 Essai (dépôts/a b.json)"] == "failure"
    assert found["ESS-002 Essai (dépôts/a b.json)"] == "passed"  # a warning fails nothing
    assert found["ESS-004 Essai (dépôts/a b.json)"] == "passed"
    assert found["ESS-005 Essai (dépôts/a b.json)"] == "skipped"
    assert found["ESS-001 Essai (dépôts/d.json)"] == "skipped"  # under a waiver
    assert found["ESS-002 Essai (dépôts/d.json)"] == "skipped"  # known
    assert found["Le fichier a pu être contrôlé (dépôts/e.json)"] == "error"
    for suite in ET.fromstring(text).iter("testsuite"):
        cases = list(suite.iter("testcase"))
        assert int(suite.get("tests", "")) == len(cases)
        for tag, number in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.get(number, "")) == len(list(suite.iter(tag)))


def test_a_test_of_junit_fails_where_the_run_does() -> None:
    found = outcomes(render("junit", example(fail_on="warning")))
    assert found["ESS-002 Essai (dépôts/a b.json)"] == "failure"
    assert found["ESS-003 Essai (dépôts/a b.json)"] == "passed"


def test_each_test_of_junit_has_a_name_of_its_own() -> None:
    cases = list(ET.fromstring(render("junit", example())).iter("testcase"))
    assert len({case.get("name") for case in cases}) == len(cases)


def test_code_quality_is_as_its_schema_has_it_and_no_two_issues_collapse() -> None:
    issues = json.loads(render("gitlab", example()))
    require(issues, "gitlab/gl-code-quality.own-schema.json")
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    assert [each["severity"] for each in issues if each["check_name"] == "verdict"] == ["blocker"]


@pytest.mark.parametrize("values", [True, False])
def test_a_fingerprint_is_the_same_whatever_line_a_finding_is_on(values: bool) -> None:
    def prints(text: str) -> list[str]:
        from tests.reports import LINTER

        report = Report([LINTER.check_bytes("a.json", text.encode())])
        issues = json.loads(render("gitlab", Run(report, values=values)))
        return [each["fingerprint"] for each in issues]

    text = '{"a": 1, "lignes": [{"n": 7, "t": "x"}, {"n": 7, "t": "x"}]}'
    assert prints(text) == prints(text.replace("{", "\n{\n"))
    assert len(set(prints(text))) == len(prints(text)) == 3
    changed = text.replace('"t": "x"}, ', '"t": "z"}, ')
    assert (prints(text) == prints(changed)) is not values


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_csv_opens_in_excel_and_computes_nothing() -> None:
    text = render("csv", example())
    assert text.startswith("\ufeffFichier;")
    assert text.count("\r\n") == text.count("\n") == len(rows(text))
    assert {len(row) for row in rows(text)} == {15}
    found = [row[11] for row in rows(text)]
    assert '"=1+1"' in found  # as the file writes it, with its quotation marks
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows(text) for cell in row)
    assert [row[14] for row in rows(text)].count("sous dérogation") == 2


def test_markdown_shows_to_the_letter_what_data_says() -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(render("markdown", example()))
    assert "<a " not in html
    assert "[là](http" in html.replace("<!-- -->", "")
    assert html.count("<table>") == 3


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (["x"], "| x |"),
        (["x", "x"], "| x |"),
        (["x", "y"], "| x (et 1 autre) |"),
        (["x", "x", "y", "z"], "| x (et 2 autres) |"),
    ],
)
def test_a_row_of_markdown_does_not_pass_one_sentence_for_others(
    messages: list[str], said: str
) -> None:
    found = [finding("ESS-001", each) for each in messages]
    text = render("markdown", Run(Report([FileReport("a.json", findings=found)])))
    assert said in text


def test_a_summary_of_many_findings_has_a_row_a_control_and_an_end() -> None:
    many = [finding(f"ESS-{number:03}", "x") for number in range(ROWS + 2)]
    report = FileReport("a.json", findings=[*many, *many])
    text = render("markdown", Run(Report([report])))
    assert text.count("| erreur |") == ROWS
    assert "… et 2 autres lignes ; « --format json » donne tout." in text


def test_github_is_given_what_it_keeps_each_control_first() -> None:
    several = [finding("ESS-001", "x") for _ in range(KEPT + 5)]
    other = [finding("ESS-002", "y"), *(finding("ESS-003", "z", severity="info") for _ in range(3))]
    text = render("github", Run(Report([FileReport("a.json", findings=[*several, *other])])))
    lines = commands(text)
    assert sum(line.startswith("::error ") for line in lines) == KEPT
    assert sum(line.startswith("::notice ") for line in lines) == 3
    assert any("title=ESS-002" in line for line in lines)
    assert "… et 6 autres constats : GitHub ne garde que 10 annotations" in text


def test_an_annotation_says_where_and_what_in_one_line() -> None:
    first, *_ = (line for line in commands(render("github", example())) if "ESS-001" in line)
    assert first == (
        "::error file=dépôts/a b.json,line=4,endLine=4,col=19,endColumn=56,title=ESS-001 Essai::"
        '« t » vaut "[là](http://mal.example) # #[group]x" ; écrivez « oui ». (source : usage)'
    )


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_why_a_file_could_not_be_judged_is_told_by_every_format(name: str) -> None:
    report = Report([FileReport("a.json", crashed=True), FileReport("b.json", error=DENIED)])
    said = render(name, Run(report)).replace("\n  ", " ")
    assert "erreur interne de segur-lint" in said
    assert "accès refusé" in said


def test_files_that_are_not_judged_for_one_reason_are_told_together() -> None:
    files = [FileReport(f"{folder}/a.json", error=DENIED) for folder in range(30)]
    run = Run(Report([*files, FileReport("b.json", error=Text("vide", "empty"))]))
    said = " ".join(render("text", run).split())
    assert said.count("accès refusé") == 1
    assert "« 18/a.json », « 19/a.json » et 10 autres : accès refusé" in said
    assert "« b.json » : vide" in said
    html = render("html", run)
    assert html.count("accès refusé") == 1
    assert "<b>7/a.json</b> et 22 autres" in html
    assert "<b>b.json</b>" in html


def test_a_line_of_json_is_a_finding_or_why_there_is_none() -> None:
    lines = list(map(json.loads, render("jsonl", example()).splitlines()))
    assert {each["type"] for each in lines} == {"finding", "error"}
    assert [each for each in lines if each["type"] == "error"] == [
        {"type": "error", "file": "dépôts/e.json", "pack": None, "verdict": "indetermine",
         "message": "accès refusé"}
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("report", [Report([]), Report([FileReport("a.json")])])
def test_a_run_without_findings_has_a_report_in_every_format(name: str, report: Report) -> None:
    assert render(name, Run(report, show=frozenset({"passed"}))).strip() or name == "jsonl"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_output_without_accents_takes_every_format(name: str) -> None:
    text = render(name, example(ascii_only=True))
    if name not in (
        "text",
        "github",
        "csv",
        "markdown",
    ):  # lines for people: the stream spells them
        assert text.isascii()
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_value_is_shown_where_none_may_be(name: str) -> None:
    linter = Linter("mini", packs=[PACK], date="2024-09-12", values=False)
    data = b'{"lignes": [{"n": 1, "t": "SECRET"}]}'
    report = Report([linter.check_bytes("a.json", data)])
    text = render(name, Run(report, values=False, packs={"mini": PACK}))
    assert "ESS-001" in text
    assert "SECRET" not in text


# --- where files are -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "base", "path", "entry"),
    [
        ("a.json", "", "a.json", None),
        ("./a/../b.json", "HERE", "b.json", None),
        ("HERE/x/a.json", "HERE", "x/a.json", None),
        ("HERE/../a.json", "HERE", "../a.json", None),
        ("-", "HERE", "-", None),
        ("x/a.zip!/b/c.pdf", "HERE", "x/a.zip", "b/c.pdf"),
        ("A.ZIP!/b.zip!/c", "HERE", "A.ZIP", "b.zip!/c"),
        ("a!/b.json", "HERE", "a!/b.json", None),
    ],
)
def test_a_path_is_told_from_the_top_of_the_repository(
    file: str, base: str, path: str, entry: str | None, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    here = str(tmp_path)
    assert located(file.replace("HERE", here), base.replace("HERE", here)) == (path, entry)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a b.json", "a%20b.json"),
        ("é/ü.json", "%C3%A9/%C3%BC.json"),
        ("c:d.json", "c%3Ad.json"),
        ("50%#?.json", "50%25%23%3F.json"),
        ("\udce9.json", "%E9.json"),
        ("", "."),
    ],
)
def test_a_path_is_a_uri_of_plain_ascii(path: str, said: str) -> None:
    assert uri(path) == said


def test_a_run_has_a_day() -> None:
    assert Run(Report([]), moment="2024-09-12T23:59").day.isoformat() == "2024-09-12"
    assert Run(Report([])).day
    assert Run(Report([]), "en").say(Text("a", "b")) == "b"
