"""The JSON report: its shape is docs/rapport.schema.json, whatever the file holds."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_lint import Linter
from segur_lint.finding import SEVERITIES
from segur_lint.report import json as reporter
from segur_lint.report.model import VERDICTS, FileReport, Report
from segur_lint.report.run import Run
from segur_lint.shown import on_one_line
from segur_lint.text import Text
from tests.corpora import corpora, corpus_files
from tests.test_engine import mini, run

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "rapport.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
NAME = "JSON-1234567890-20240115-001.json"
LINTER = Linter(date="2024-09-12", cache=False)
SOUND = (ROOT / "fixtures" / "exemple-guide-imbrique" / NAME).read_text(encoding="utf-8")


def deposits() -> list[Path]:
    return sorted((ROOT / "fixtures").glob("*/*.json"))


def hostile_strings() -> list[str]:
    """The naughty strings of the corpora, where they are on this machine."""
    strings: list[str] = json.loads((corpora("blns") / "blns-part.json").read_bytes())
    groups = json.loads(corpora("hostile-strings-part.json").read_bytes())
    return strings + [each for group in groups.values() for each in group]


def with_hostile(string: str) -> bytes:
    """A deposit that has `string` as values, as a name of balise, and in a list."""
    quoted = json.dumps(string, ensure_ascii=False).encode("utf-8", "replace").decode()
    text = SOUND.replace('"1234567890"', quoted).replace('"999999991"', quoted)
    text = text.replace('"FINBIO000006"', quoted).replace('"PDF"', quoted, 1)
    return text.replace('"lienCompteRendu":', f"{quoted}:", 1).encode()


def checked(report: Report, lang: str = "fr") -> dict[str, Any]:
    """The report as read again, once it is sure that it has the shape of the contract."""
    text = reporter.render(Run(report, lang))
    assert text.endswith("}\n")
    plain: dict[str, Any] = json.loads(text)
    VALIDATOR.validate(plain)
    assert json.loads(reporter.render(Run(report, lang, ascii_only=True))) == plain
    return plain


def test_the_schema_is_sound_and_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, SCHEMA["properties"]["summary"], *SCHEMA["$defs"].values()]
    for each in objects:
        if each.get("type") == "object":
            assert each["additionalProperties"] is False
            assert sorted(each["required"]) == sorted(each["properties"].keys() - {"passed"})
            assert all("description" in prop for prop in each["properties"].values())


def test_the_schema_and_the_code_name_the_same_verdicts_and_severities() -> None:
    finding = SCHEMA["$defs"]["finding"]["properties"]
    assert finding["severity"]["enum"] == list(SEVERITIES)
    assert sorted(SCHEMA["$defs"]["verdict"]["enum"]) == sorted(VERDICTS)
    assert SCHEMA["properties"]["version"]["const"] == reporter.VERSION


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "ok"},
        {"version": 1},
        {"more": 1},
        {"summary": {"files": 1, "errors": 0, "warnings": 0}},
    ],
)
def test_the_schema_refuses_other_shapes(change: dict[str, Any]) -> None:
    plain = checked(Report([LINTER.check_bytes(NAME, SOUND.encode())]))
    assert not VALIDATOR.is_valid(plain | change)


@pytest.mark.parametrize(
    ("key", "value"),
    [("line", 0), ("unit", "1"), ("severity", "fatal"), ("pointer", "impId"), ("rule", "x")],
)
def test_the_schema_refuses_other_findings(key: str, value: object) -> None:
    plain = checked(Report([LINTER.check_bytes("json0.json", SOUND.encode())]))
    plain["files"][0]["findings"][0][key] = value
    assert not VALIDATOR.is_valid(plain)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", deposits(), ids=lambda path: path.parent.name)
def test_the_report_of_every_fixture_has_the_shape(path: Path, lang: str) -> None:
    report = Report([LINTER.check_file(str(path))])
    plain = checked(report, lang)
    (file,) = plain["files"]
    assert file["file"] == str(path)
    assert file["verdict"] == plain["verdict"] == report.verdict
    assert plain["summary"]["errors"] == report.count("error")
    assert len(file["findings"]) == sum(map(report.count, SEVERITIES))


def test_a_finding_says_all_that_is_known_of_it() -> None:
    faulty = SOUND.replace("2917.00", "2917")
    (finding, *_) = checked(Report([LINTER.check_bytes(NAME, faulty.encode())]))["files"][0][
        "findings"
    ]
    message = finding.pop("message")
    assert finding == {
        "rule": "FAC-003",
        "severity": "error",
        "stage": "demande",
        "pointer": "/lignesImport/0/facture/montantSegurHTFacture",
        "line": 13,
        "column": 34,
        "end_line": 13,
        "end_column": 38,
        "found": "2917",
        "expected": "FLOAT (2 chiffres après le point)",
        "source": "§3.2",
        "unit": 1,
    }
    assert message.startswith("« montantSegurHTFacture » est écrit 2917 ;")


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "found", "expected"),
    [
        # A balise: as the file writes it.
        (NAME, '"PDF"', '"pdf"', "PJ-007", '"pdf"', "« PDF », « PNG », « JPG »"),
        (NAME, "2917.00", "3000.00", "FAC-005", "3000.00", "2917.00"),
        (NAME, '"numLigne": 1,', '"numLigne": 2,', "DEM-002", "2", "1"),
        (NAME, "2917.00", '{"a":\n  [ 1,\r\n\t"x  \\" y"]}', "STR-004", "un objet { … }", "une valeur"),
        (NAME, "", "", "BEN-003", '"999999991"', None),
        (NAME, '"FINBIO000006"', '"' + "A" * 70 + '"', "DEM-004", '"' + "A" * 58 + "…", None),
        # A name, and its parts: plain.
        ("json0.json", "", "", "FIC-001", "json0.json", "JSON-numeroAns-AAAAMMJJ-numéroFichier.json"),
        ("JSON-1-20240115-001.json", "", "", "FIC-002", "1", "1234567890"),
        ("JSON-1234567890-20240115-1.json", "", "", "FIC-004", "1", None),
    ],
)  # fmt: skip
def test_what_was_found_is_as_the_file_writes_it_and_names_are_plain(
    name: str, old: str, new: str, rule: str, found: str, expected: str | None
) -> None:
    data = SOUND.replace(old, new, 1) if old else SOUND
    (file,) = checked(Report([LINTER.check_bytes(name, data.encode())]))["files"]
    one = next(each for each in file["findings"] if each["rule"] == rule)
    assert one["found"] == found
    assert expected is None or one["expected"] == expected


@pytest.mark.parametrize(
    ("lexeme", "line"),
    [
        ("[\n  1,\r\n\t2\n]", "[ 1, 2 ]"),
        ('["a  b", "c\\"  d",\n  "\\\\",   1]', '["a  b", "c\\"  d", "\\\\", 1]'),
        ('{"a":\n1}', '{"a": 1}'),
        ('"a  b"', '"a  b"'),
        ("12", "12"),
        ("[" + " " * 5_000 + "1]", "[ …"),
        ("[" + "1," * 5_000 + "1]", ("[" + "1," * 1_000)[:2_000] + "…"),
    ],
)
def test_a_list_is_shown_on_one_line_and_texts_keep_their_spaces(lexeme: str, line: str) -> None:
    assert on_one_line(lexeme) == line


LONG = "A" * 100
ENUM = ", ".join(f"« V{number:03} »" for number in range(20))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"balise": "t", "format": ENUM}, ENUM),
        ({"balise": "t", "assert": 'value == "x"', "expected": f'"{LONG}"'}, LONG),
        ({"balise": "t", "assert": 'value == "x"', "expected": "a"}, "B" * 59 + "…"),
    ],
)
def test_what_a_pack_expects_is_never_shortened_and_what_a_deposit_holds_is(
    row: dict[str, Any], expected: str
) -> None:
    data = json.dumps({"a": "B" * 100, "lignes": [{"t": "C" * 100}]})
    (found,) = run(mini(row), data).findings
    assert found.expected == Text(expected, expected)
    assert found.found == Text(*['"' + "C" * 58 + "…"] * 2)


def test_the_number_of_undecided_elements_stays_in_the_sentence() -> None:
    report = Report([LINTER.check_bytes("json0.json", SOUND.encode())])
    (file,) = checked(report)["files"]
    reasons = {out["rule"]: out["reason"] for out in file["not_run"]}
    assert reasons["FIC-002"].startswith("indécise pour 1 élément : ")
    (out,) = [out for out in report.files[0].not_run if out.rule == "FIC-002"]
    assert out.count == 1
    assert out.cause.fr == "une valeur nécessaire est absente ou inexploitable"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (NAME, b""),
        (NAME, b"\xff\xfe{\x00"),
        (NAME, b"\xef\xbb\xbf{}"),
        (NAME, b"[]"),
        (NAME, b'{"a~/b": 1}'),
        (NAME, b'{"\\ud800": "\\udc00"}'),
        (NAME, b'{"lignesImport": [{"\\u0000": 1}]}'),
        ("a\n\x1b\x9b\u202e##[x].json", b"{"),
        ("\udce9.json", b"{}"),
        ("", b"{}"),
    ],
)
def test_the_report_of_what_is_broken_or_odd_has_the_shape(name: str, data: bytes) -> None:
    plain = checked(Report([LINTER.check_bytes(name, data)]))
    assert plain["files"][0]["file"] == name
    assert plain["files"][0]["pack"] is None


def test_the_report_of_what_cannot_be_read_has_the_shape(tmp_path: Path) -> None:
    plain = checked(Report([LINTER.check_file(str(tmp_path))]))
    (file,) = plain["files"]
    assert (file["verdict"], file["findings"]) == ("indetermine", [])
    assert {out["reason"] for out in file["not_run"]} == {"ce n'est pas un fichier ordinaire"}


def test_a_report_of_several_files_counts_them_all_and_gives_the_worst_verdict() -> None:
    texts = [SOUND, SOUND.replace("2917.00", "2917"), SOUND.replace("2917.00", "3000.00")]
    plain = checked(Report([LINTER.check_bytes(NAME, text.encode()) for text in texts]))
    assert [file["verdict"] for file in plain["files"]] == [
        "deposable", "non_deposable", "deposable_avec_reserves",
    ]  # fmt: skip
    assert plain["verdict"] == "non_deposable"
    assert plain["summary"] == {"files": 3, "errors": 1, "warnings": 1, "infos": 9}


def test_a_report_of_no_file_is_undetermined() -> None:
    assert Report([]).verdict == "indetermine"
    assert Report([]).exit_code("error") == 0


def test_a_report_of_a_crash_is_undetermined_and_exits_with_3() -> None:
    report = Report([FileReport("a.json", error=Text("x", "y"), crashed=True)])
    assert checked(report)["verdict"] == "indetermine"
    assert report.exit_code("info") == 3


@pytest.mark.parametrize("path", corpus_files("json-hostile", "*.json"), ids=lambda path: path.name)
def test_the_report_of_a_hostile_file_has_the_shape(path: Path) -> None:
    checked(Report([LINTER.check_file(str(path))]))


def inert(text: str) -> bool:
    return "##[" not in text and all(char.isprintable() or char == "\n" for char in text)


def test_no_hostile_string_breaks_the_report_or_acts_on_a_terminal() -> None:
    for string in hostile_strings()[::6]:  # all of them at once: tests/test_report_hostile.py
        report = Report([LINTER.check_bytes(f"{string}.json", with_hostile(string))])
        checked(report)
        assert inert(reporter.render(Run(report)))


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_name_and_any_value_come_back_from_inert_json(name: str, value: str) -> None:
    report = Report([LINTER.check_bytes(name, with_hostile(value))])
    assert checked(report)["files"][0]["file"] == name
    assert inert(reporter.render(Run(report)))


def test_the_json_of_an_output_without_accents_is_ascii() -> None:
    report = Report([LINTER.check_bytes("é😀##[x].json", b"{")])
    text = reporter.render(Run(report, ascii_only=True))
    assert text.isascii()
    assert "##[" not in text
