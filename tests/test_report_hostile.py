"""Hostile texts, all at once: in values, in names of balises and of files, through every format."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from markdown_it import MarkdownIt

from segur_lint import Linter
from segur_lint.report.formats import FORMATS, render
from segur_lint.report.github import KEPT
from segur_lint.report.model import FileReport, NotRun, Report
from segur_lint.report.run import SHOWN, Run
from segur_lint.source import Source
from segur_lint.text import Text
from tests.corpora import require
from tests.reports import LINTER, PACK, commands, finding, require_junit
from tests.test_report_json import VALIDATOR, hostile_strings
from tests.test_reports import SCHEMAS, rows

# ruff: noqa: E501  # a table reads best with one case a line

#: What pipelines, spreadsheets, pages and XML obey, and the corpora lack.
MORE = [
    "::error file=x::y", " ::stop-commands::x", "a ##[add-mask]e", "##vso[task.setvariable]x",
    "a\n::error::b", "a\r::notice::b", "a\u2028::debug::b", "\u0085::warning::b", "\x1b[31m", "\x9b2J",
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a;b", 'a"b', "|a|b|", "a`b``c", "](x)", "[a](b)",
    "<b>", "&amp;", "]]>", "-->", "\ufffe", "\uffff", "\x00", "\x0b", "\u202eabc", "%0A::error::x", "{0}",
    "C:\\x", "c:x", "../../etc", "a.zip!/b", "a.zip!/::error::x", "javascript:alert(1)", "a,b:c%d",
]  # fmt: skip
#: Signs that no output may hold as they are: they move a cursor, end a line, turn a text around.
SIGNS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@functools.cache
def strings() -> list[str]:
    return [*hostile_strings(), *MORE]


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "replace").decode()


@functools.cache
def values() -> Report:
    """A deposit whose values and names of balises are all of the strings."""
    lines = ",\n".join(f'{{"n": {quoted(each)}, "t": {quoted(each)}}}' for each in strings())
    own = LINTER.check_bytes("a.json", f'{{"a": 1, "lignes": [{lines}]}}'.encode())
    members = ", ".join(f"{quoted(each)}: {quoted(each)}" for each in strings())
    (pack,) = (each for each in Linter().packs if each.name == "bio-loinc-va1-solde")
    ours = Linter("bio-loinc-va1-solde", packs=[pack]).check_bytes(
        "b.json", f"{{{members}}}".encode()
    )
    assert len(own.findings) > len(strings()) < len(ours.findings)
    return Report([own, ours])


@functools.cache
def names() -> Report:
    """Files, and documents in archives, whose names and what is said of them are the strings."""
    files = [_named(each, each) for each in strings()]
    files += [_named(f"{each}.zip!/{each}", each) for each in MORE]
    files += [FileReport(each, error=Text(each, each), pack=each) for each in MORE]
    return Report(files)


def _named(name: str, said: str) -> FileReport:
    text = Text(said, said)
    found = finding("ESS-001", said, found=text, expected=text, source=said, path=(said,))
    file = FileReport(name, pack="mini", findings=[found], source=Source(name, b"{}"))
    file.not_run.append(NotRun("ESS-002", text))
    file.passed.append("ESS-003")
    return file


def run(report: Report, **options: Any) -> Run:
    return Run(report, packs={"mini": PACK}, base="/depot", show=frozenset(SHOWN), **options)


@pytest.fixture(params=["values", "names"])
def hostile(request: pytest.FixtureRequest) -> Run:
    return run({"values": values, "names": names}[request.param]())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_hostile_text_is_a_command_or_a_sign_of_a_terminal(
    name: str, hostile: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segur_lint.report.text.SHOWN", 10_000)
    text = render(name, hostile).removeprefix("\ufeff")
    found = commands(text)
    if name == "github":
        found = [
            each
            for each in found
            if not each.startswith(("::error file=", "::warning file=", "::notice file="))
        ]
    assert found == []
    text = text.replace("\r\n", "\n") if name == "csv" else text
    allowed = set("\n\u00a0\u202f\u2009\u3000")
    assert {each for each in set(text) - allowed if unicodedata.category(each) in SIGNS} == set()


def test_github_is_given_our_commands_and_each_is_one_line(hostile: Run) -> None:
    lines = render("github", hostile).split("\n")
    ours = [line for line in lines if line.startswith("::")]
    assert 0 < len(ours) <= 3 * KEPT
    for line in ours:
        match = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*,)*title=[^,:]*)::.*", line)
        assert match, line
        keys = [pair.partition("=")[0] for pair in match[2].split(",")]
        assert keys[0] == "file"
        assert set(keys) <= {"file", "line", "endLine", "col", "endColumn", "title"}


def test_json_and_its_lines_say_each_text_to_the_letter(hostile: Run) -> None:
    plain = json.loads(render("json", hostile))
    told = [each for file in plain["files"] for each in file["findings"]]
    lines = map(json.loads, render("jsonl", hostile).splitlines())
    assert [each["message"] for each in lines if each["type"] == "finding"] == [
        each["message"] for each in told
    ]
    if hostile.report is values():
        VALIDATOR.validate(plain)
    else:
        assert [file["file"] for file in plain["files"]] == [
            file.file for file in hostile.report.files
        ]


def test_sarif_stays_sarif() -> None:
    for report in (values(), names()):
        log = json.loads(render("sarif", run(report)))
        some = log["runs"][0]
        some["results"], some["artifacts"] = some["results"][::9], some["artifacts"][::9]
        some["invocations"][0]["toolExecutionNotifications"] = []
        some["tool"]["driver"]["rules"] = some["tool"]["driver"]["rules"][:5]
        for each in log["runs"][0]["results"]:
            assert "](" not in each["message"]["text"]
        for schema in SCHEMAS:
            require(log, schema)


def test_xml_stays_xml(hostile: Run) -> None:
    suites = list(ET.fromstring(render("junit", hostile)))
    assert len(suites) == len(hostile.report.files)
    assert {each.tag for each in suites} == {"testsuite"}
    files = list(ET.fromstring(render("checkstyle", hostile)))
    errors = [each for file in files for each in file]
    assert {each.tag for each in errors} == {"error"}
    assert len(files) == len(hostile.report.files)


def test_junit_stays_junit() -> None:
    files = names().files
    few = Report([*files[::30], *files[-2 * len(MORE) :: 2]])
    require_junit(render("junit", run(few)))


def test_code_quality_stays_code_quality(hostile: Run) -> None:
    issues = json.loads(render("gitlab", hostile))
    require(issues, "gitlab/gl-code-quality.own-schema.json")
    assert len({each["fingerprint"] for each in issues}) == len(issues)


def test_no_cell_is_a_formula_and_no_row_two(hostile: Run) -> None:
    text = render("csv", hostile)
    found = rows(text)
    assert len(found) == text.count("\r\n")
    assert {len(row) for row in found} == {15}
    formula = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    cells = [cell for row in found for cell in row]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(formula)] == []


def test_markdown_holds_no_link_no_image_and_no_markup(hostile: Run) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(render("markdown", hostile))
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {
        "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "code",
    }  # fmt: skip
