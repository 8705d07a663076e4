"""Waivers of a configuration: what they let pass, where, until when; what is said of them after."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.write_cases import HERE as FIXTURES
from segur_lint import Linter
from segur_lint.answer import Simulation, simulate
from segur_lint.cli import main
from segur_lint.configfile import ConfigErrors, Reader
from segur_lint.configured import NAME
from segur_lint.report.model import Report
from segur_lint.source import Source
from segur_lint.waiverfile import PLACES, POINTER, REQUIRED
from segur_lint.waivers import steps
from tests.deposits import FILE, PIECES, put
from tests.project import ROOT
from tests.test_config import faults, is_refused

#: A deposit whose amount is over the ceiling, a warning, in the claim 00001.
OVER = FIXTURES / "FAC-005" / "JSON-1234567890-20240115-001.json"
#: One whose amount has a point too few, an error.
POINT = FIXTURES / "FAC-003" / "JSON-1234567890-20240115-001.json"
BESIDE = "reason: accord, owner: Jeanne, until: 2024-12-31"
SCHEMA = json.loads((ROOT / "docs" / "configuration.schema.json").read_text(encoding="utf-8"))
REPORT = json.loads((ROOT / "docs" / "rapport.schema.json").read_text(encoding="utf-8"))


def config(folder: Path, *rows: str, more: str = "") -> str:
    """A configuration with these waivers."""
    folder.mkdir(parents=True, exist_ok=True)
    text = more + "waivers:\n" + "".join(f"  - {row}\n" for row in rows)
    (folder / NAME).write_text(text, encoding="utf-8")
    return str(folder / NAME)


def check(path: str, *files: str, date: str = "2024-02-01", **options: Any) -> Report:
    return Linter(config=path, date=date, **options).check_paths(files)


def said(report: Report) -> dict[str, list[str]]:
    """What is found, waived and remarked, by ids."""
    return {
        "found": [each.rule for file in report.files for each in file.findings if each.stage != "configuration"],
        "waived": [each.rule for file in report.files for each, _ in file.waived],
        "remarks": [each.rule for file in report.files for each in file.findings if each.stage == "configuration"],
    }  # fmt: skip


@pytest.fixture
def over(tmp_path: Path) -> str:
    """The deposit, alone below the configuration."""
    target = tmp_path / "depots" / "janvier" / OVER.name
    target.parent.mkdir(parents=True)
    shutil.copy(OVER, target)
    return str(target)


# --- where a waiver holds ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where",
    [
        "unit: '00001'",
        "unit: 00001",
        "files: depots",
        "files: 'depots/**/*.json'",
        "files: [ailleurs, '*-001.json']",
        "pointer: /lignesImport/0/facture/montantSegurHTFacture",
        "pointer: /lignesImport/0/facture",
        "pointer: /lignesImport/*/facture/montantSegurHTFacture",
        "pointer: /lignesImport",
        "files: depots, pointer: /lignesImport/0, unit: '00001'",
    ],
)
def test_a_finding_is_waived_where_its_waiver_holds(where: str, over: str, tmp_path: Path) -> None:
    report = check(config(tmp_path, f"{{rule: FAC-005, {where}, {BESIDE}}}"), over)
    assert said(report) == {"found": [], "waived": ["FAC-005"], "remarks": []}
    assert report.verdict == "deposable"
    assert report.exit_code("info") == 0


@pytest.mark.parametrize(
    "where",
    [
        "unit: '0001'",
        "unit: '00002'",
        "files: fevrier",
        "files: depots/2024",
        "pointer: /lignesImport/1",
        "pointer: /lignesImport/0/facture/montant",
        "pointer: /lignesImport/0/facture/montantSegurHTFacture/x",
        "pointer: /facture",
        "pointer: /",
        "files: depots, unit: '00002'",
        "pointer: /lignesImport/1, unit: '00001'",
    ],
)
def test_a_finding_elsewhere_is_not_waived(where: str, over: str, tmp_path: Path) -> None:
    report = check(config(tmp_path, f"{{rule: FAC-005, {where}, {BESIDE}}}"), over)
    assert said(report)["found"] == ["FAC-005"]
    assert report.verdict == "deposable_avec_reserves"


def test_another_rule_is_not_waived(over: str, tmp_path: Path) -> None:
    report = check(config(tmp_path, f"{{rule: FAC-003, files: depots, {BESIDE}}}"), over)
    assert said(report) == {"found": ["FAC-005"], "waived": [], "remarks": ["DER-002"]}


def test_a_waived_error_does_not_fail_and_the_portal_knows_nothing_of_it(tmp_path: Path) -> None:
    path = str(tmp_path / POINT.name)
    shutil.copy(POINT, path)
    linter = Linter(
        config=config(tmp_path, f"{{rule: FAC-003, unit: '00001', {BESIDE}}}"), date="2024-02-01"
    )
    assert linter.check_file(path).verdict == "deposable"
    answer = simulate(linter, path, POINT.read_bytes())
    assert isinstance(answer, Simulation)
    assert [each.code for each in answer.outcomes] == ["FAC-003"]


def test_a_waived_finding_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / POINT.name
    path.write_bytes(POINT.read_bytes().replace(b'"impId": null', b'"impId": "null"'))
    config(tmp_path, f"{{rule: FAC-003, unit: '00001', {BESIDE.replace('2024', '2999')}}}")
    assert main(["fix", "--write", str(path)]) == 0
    assert path.read_bytes() == POINT.read_bytes()


def test_the_control_of_a_waived_finding_has_not_passed(over: str, tmp_path: Path) -> None:
    report = check(config(tmp_path, f"{{rule: FAC-005, unit: '00001', {BESIDE}}}"), over)
    assert "FAC-005" not in report.files[0].passed


def test_what_is_found_around_a_file_is_waived_too(tmp_path: Path) -> None:
    (name,) = FILE
    put(tmp_path, FILE, dict(list(PIECES.items())[:1]))
    path = str(tmp_path / name)
    before = check(config(tmp_path / "a", f"{{rule: FAC-005, unit: x, {BESIDE}}}"), path)
    assert said(before)["found"] == ["PJ-020"]
    report = check(config(tmp_path, f"{{rule: PJ-020, unit: '00001', {BESIDE}}}"), path)
    assert said(report) == {"found": [], "waived": ["PJ-020"], "remarks": []}


def test_processes_of_a_pool_and_one_process_say_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(1, 5):
        shutil.copy(OVER, tmp_path / f"JSON-1234567890-20240115-{number:03}.json")
    config(
        tmp_path,
        f"{{rule: FAC-005, files: '*-00[12].json', {BESIDE}}}",
        f"{{rule: FAC-005, files: '*-009.json', {BESIDE}}}",
    )
    told = []
    for jobs in "1", "2":
        main(["check", "--date", "2024-02-01", "--jobs", jobs, "--format", "json", str(tmp_path)])
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]
    jsonschema.validate(told[0], REPORT)
    assert [len(file["waived"]) for file in told[0]["files"]] == [1, 1, 0, 0, 0]
    assert [each["rule"] for each in told[0]["files"][-1]["findings"]] == ["DER-003"]
    waiver = told[0]["files"][0]["waived"][0]["waiver"]
    assert (waiver["owner"], waiver["until"], waiver["unit"]) == ("Jeanne", "2024-12-31", None)


def test_a_linter_with_waivers_can_be_sent_to_another_process(over: str, tmp_path: Path) -> None:
    linter = Linter(
        config=config(tmp_path, f"{{rule: FAC-005, unit: '00001', {BESIDE}}}"), date="2024-02-01"
    )
    again = pickle.loads(pickle.dumps(linter))
    assert len(again.check_file(over).waived) == 1


# --- until when --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "remarks"),
    [("2024-12-30", []), ("2024-12-31", []), ("2024-12-31T23:59", []), ("2025-01-01", ["DER-001"]), ("2025-01-01T00:00", ["DER-001"])],
)  # fmt: skip
def test_a_waiver_holds_to_the_end_of_its_last_day(
    date: str, remarks: list[str], over: str, tmp_path: Path
) -> None:
    report = check(config(tmp_path, f"{{rule: FAC-005, unit: '00001', {BESIDE}}}"), over, date=date)
    assert said(report)["remarks"] == remarks
    assert bool(said(report)["found"]) is bool(remarks)


# --- what is said of them after ----------------------------------------------------------------------


def test_a_remark_stands_at_the_line_of_the_waiver_and_fails_nothing(
    over: str, tmp_path: Path
) -> None:
    path = config(
        tmp_path,
        f"{{rule: FAC-005, unit: '00001', {BESIDE}}}",
        f"{{rule: FAC-003, files: depots, {BESIDE}}}",
    )
    report = check(path, over)
    remark = report.files[-1].findings[0]
    assert report.files[-1].file == path
    assert (remark.rule, remark.severity) == ("DER-002", "info")
    assert (remark.start.line, remark.start.column) == (3, 12)
    assert report.verdict == "deposable"
    assert (report.exit_code("warning"), report.exit_code("info")) == (0, 1)


@pytest.mark.parametrize(
    ("row", "options", "remarks"),
    [
        ("rule: FAC-003, files: depots", {}, ["DER-002"]),
        ("rule: FAC-003, unit: '00001'", {}, ["DER-002"]),
        ("rule: FAC-003, pointer: /lignesImport", {}, ["DER-002"]),
        ("rule: FAC-003, files: absent", {}, ["DER-003"]),
        ("rule: FAC-003, files: ['absent', depots]", {}, ["DER-002"]),
        ("rule: FAC-003, files: depots", {"ignore": "FAC-003"}, []),
        ("rule: FAC-003, files: depots", {"select": "FAC-005"}, []),
        ("rule: PJ-020, files: depots", {}, []),  # not run: no document is given
        ("rule: FAC-003, files: depots", {"date": "2025-06-01"}, ["DER-001"]),
    ],
)  # fmt: skip
def test_a_waiver_that_does_not_serve_is_told(
    row: str, options: dict[str, Any], remarks: list[str], over: str, tmp_path: Path
) -> None:
    report = check(config(tmp_path, f"{{{row}, {BESIDE}}}"), over, **options)
    assert said(report)["remarks"] == remarks


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (
            "unit: '1'",
            "aucun élément « demande » de ces fichiers n'a « 1 » pour numeroEditeur. Vouliez-vous dire « 00001 » ?",
        ),
        ("unit: '00042'", "n'a « 00042 » pour numeroEditeur. Noms connus : 00001."),
        ("unit: '00042', files: depots", "n'a « 00042 » pour numeroEditeur."),
        (
            "pointer: /lignesImport/1/facture",
            "rien n'est à « /lignesImport/1/facture » dans ces fichiers. Le premier élément d'une liste y a le numéro 0",
        ),
        ("pointer: /lignesImport/*/factures", "rien n'est à « /lignesImport/*/factures »"),
        # What is there, and without the fault.
        (
            "unit: '00001', pointer: /lignesImport/0",
            "FAC-003 ne trouve rien là où elle vaut. Si la faute est corrigée",
        ),
        ("pointer: /lignesImport/*/facture", "FAC-003 ne trouve rien"),
        ("files: depots", "FAC-003 ne trouve rien"),
    ],
)
def test_a_waiver_about_nothing_that_is_there_says_what(
    row: str, why: str, over: str, tmp_path: Path
) -> None:
    report = check(config(tmp_path, f"{{rule: FAC-003, {row}, {BESIDE}}}"), over)
    (remark,) = report.files[-1].findings
    assert remark.rule == "DER-002"
    assert f"Cette dérogation ne sert pas : {why}" in remark.message.fr or (
        row.startswith("unit: '00042'") and why in remark.message.fr
    )


def test_a_value_that_is_not_to_be_shown_is_not_proposed(over: str, tmp_path: Path) -> None:
    path = config(tmp_path, f"{{rule: FAC-003, unit: '1', {BESIDE}}}")
    (remark,) = check(path, over, values=False).files[-1].findings
    assert remark.message.fr.endswith("n'a « 1 » pour numeroEditeur.")


@pytest.mark.parametrize(
    ("files", "remarks"),
    [
        ("./depots/janvier/*.json", []),
        ("./depots", []),
        (".", []),
        ("./", []),
        ("./janvier", ["DER-003"]),
        ("/depots", []),
        ("/ailleurs/depots", ["DER-003"]),
    ],
)
def test_a_path_may_begin_where_the_configuration_stands(
    files: str, remarks: list[str], over: str, tmp_path: Path
) -> None:
    report = check(config(tmp_path, f"{{rule: FAC-005, files: '{files}', {BESIDE}}}"), over)
    assert said(report)["remarks"] == remarks
    if remarks:
        told = report.files[-1].findings[0].message.fr
        assert "Un chemin qui commence par « / » part lui aussi de ce dossier." in told


@pytest.mark.parametrize(
    ("exclude", "meant"),
    [
        ("dpots/janvier", "depots/janvier"),
        ("/dpots", "depots"),
        ("./depots/janvuer/", "depots/janvier"),
        ("depots/janvier/JSON-*", None),
        ("dpots/*", "depots/*"),
        ("depots/janvie?", None),
        ("depots/fevrier", None),  # not there yet
        ("dpots", None),  # a name is at any depth
        ("depots/2024", None),  # of another year
        ("depots/janvier", None),
    ],
)
def test_a_path_to_leave_out_that_is_nearly_another_is_told(
    exclude: str, meant: str | None, over: str, tmp_path: Path
) -> None:
    (tmp_path / "depots" / "2023").mkdir()
    (tmp_path / NAME).write_text(f"ignore: []\nexclude: ['{exclude}']\n", encoding="utf-8")
    report = check(str(tmp_path / NAME), over)
    told = [finding for file in report.files for finding in file.findings if finding.rule[0] == "C"]
    assert bool(told) == (meant is not None)
    if meant is not None:
        assert f"n'existe pas. Vouliez-vous dire « {meant} » ?" in told[0].message.fr
        assert (told[0].severity, told[0].start.line) == ("info", 2)


def test_nothing_is_said_of_a_waiver_about_files_that_are_not_checked_this_time(
    over: str, tmp_path: Path
) -> None:
    other = tmp_path / "depots" / "fevrier" / OVER.name
    other.parent.mkdir()
    shutil.copy(OVER, other)
    path = config(tmp_path, f"{{rule: FAC-003, files: depots, {BESIDE}}}")
    assert said(check(path, over))["remarks"] == []
    assert said(check(path, over, str(other)))["remarks"] == ["DER-002"]
    assert said(check(path, str(tmp_path)))["remarks"] == ["DER-002"]
    path = config(
        tmp_path, f"{{rule: FAC-003, files: depots, {BESIDE}}}", more="exclude: fevrier\n"
    )
    assert said(check(path, over))["remarks"] == ["DER-002"]
    path = config(tmp_path, f"{{rule: FAC-003, files: depots/fevrier, {BESIDE}}}")
    assert said(check(path, over))["remarks"] == []


def test_nothing_is_said_of_a_waiver_about_a_file_that_was_not_judged(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"autre": 1}')
    path = config(tmp_path, f"{{rule: FAC-003, files: a.json, {BESIDE}}}")
    assert said(check(path, str(tmp_path / "a.json")))["remarks"] == []


def test_with_too_many_files_around_nothing_is_said(
    over: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segur_lint.upkeep.MOST", 2)
    path = config(tmp_path, f"{{rule: FAC-003, files: absent, {BESIDE}}}")
    assert said(check(path, over))["remarks"] == []


# --- what is wrong with them -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("texte", ["2:5: Il faut ici une suite de « clé: valeur », parmi : rule, files, pointer"]),
        (f"{{files: a, {BESIDE}}}", ["2:5: Il manque à cette dérogation : rule."]),
        ("{rule: FAC-003, files: a}", ["2:12: Il manque à cette dérogation : reason, owner, until."]),
        (f"{{rule: FAC-003, {BESIDE}}}", ["2:12: Cette dérogation ne dit pas où elle vaut"]),
        (f"{{rule: FAC-003, fils: a, {BESIDE}}}", ["2:21: Clé de dérogation « fils » introuvable. Vouliez-vous dire « files » ?"]),
        (f"{{rule: [FAC-003], files: a, {BESIDE}}}", ["2:12: « rule » est un texte"]),
        (f"{{rule: FAC-003, files: ['../a'], {BESIDE}}}", ["2:29: Un chemin s'écrit ici"]),
        (f"{{rule: FAC-003, files: [], {BESIDE}}}", ["2:28: « files » est un texte, ou une liste"]),
        (f"{{rule: FAC-003, unit: '', {BESIDE}}}", ["2:27: « unit » est un texte"]),
        (f"{{rule: FAC-003, pointer: a/b, {BESIDE}}}", ["2:30: « pointer » est un chemin dans le JSON"]),
        (f"{{rule: FAC-003, pointer: /a~2, {BESIDE}}}", ["2:30: « pointer » est un chemin"]),
        ("{rule: FAC-003, files: a, reason: b, owner: c, until: 31/12/2024}", ["2:59: « until » est le dernier jour"]),
        ("{rule: FAC-003, files: a, reason: b, owner: c, until: 2024-13-01}", ["2:59: « until »"]),
        ("{rule: FAC-003, files: a, reason: b, owner: c, until: [2024-12-31]}", ["2:59: « until » est un texte"]),
        ("{rule: FAC-003, files: a, reason: '', owner: {}, until: ''}", ["2:39: « reason »", "2:50: « owner »", "2:61: « until »"]),
    ],
)  # fmt: skip
def test_a_faulty_waiver_is_told_at_its_place_and_refused_by_the_schema(
    row: str, told: list[str]
) -> None:
    is_refused(f"waivers:\n  - {row}\n", told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("waivers: {rule: a}", "1:10: « waivers » est une liste"),
        ("waivers: a", "1:10: « waivers » est une liste"),
    ],
)
def test_waivers_are_a_list(text: str, told: str) -> None:
    reader = Reader(Source("c", text.encode()))
    reader.plain()
    (error,) = reader.faults.errors
    assert error.render("fr").startswith(f"c:{told}")


def test_a_rule_that_nothing_has_is_told_cold_and_warm(tmp_path: Path) -> None:
    path = config(tmp_path, f"{{rule: FAC-05, files: a, {BESIDE}}}")
    for _ in "cold", "warm":
        with pytest.raises(ConfigErrors) as raised:
            Linter(config=path)
        (error,) = raised.value.errors
        assert error.render("fr").startswith(
            f"{path}:2:12: Règle « FAC-05 » introuvable. Vouliez-vous dire « FAC-005 »"
        )


_VALUES = st.sampled_from(["a", "", "/a", "/a/*", "2024-12-31", "31/12/2024", "../x"])


@given(st.dictionaries(st.sampled_from([*REQUIRED, *PLACES, "autre"]), _VALUES))
def test_the_reader_and_the_schema_say_yes_to_the_same_waivers(row: dict[str, str]) -> None:
    schema = jsonschema.Draft7Validator(SCHEMA)
    assert (faults(f"waivers:\n  - {json.dumps(row)}\n") == []) is schema.is_valid(
        {"waivers": [row]}
    )


@given(st.lists(st.text(max_size=4), min_size=1, max_size=4))
def test_a_pointer_is_read_as_it_was_written(path: list[str]) -> None:
    pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)
    assert POINTER.fullmatch(pointer)
    assert steps(pointer) == path
