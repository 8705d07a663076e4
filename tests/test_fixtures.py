"""The cases of fixtures/: each finds what its `attendu` says, all of it and nothing else."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from fixtures import write_cases
from fixtures.generator import Filed, Plain, deposit, name
from fixtures.write_cases import HERE, Case, example
from segur_lint import Linter
from segur_lint.configured import groups
from segur_lint.report.model import FileReport, Report

PACK = "bio-loinc-va1-solde"
#: Cases whose content cannot choose the pack (it cannot be read, or holds no demande): it is named.
NAMED = {"FIC-005", "STR-001", "STR-006"}
FOLDERS = sorted(path.parent.name for path in HERE.glob("*/attendu"))


@pytest.fixture(scope="module")
def linters() -> dict[str, Linter]:
    return {"chosen": Linter(), "named": Linter(PACK)}


def check(linters: dict[str, Linter], folder: str) -> FileReport:
    (path,) = (HERE / folder).glob("*.json")
    ((config, _),) = groups([str(path)])
    if config is not None:
        return Linter(config=config).check_file(str(path))
    return linters["named" if folder in NAMED else "chosen"].check_file(str(path))


def expected(folder: str) -> list[str]:
    comment, *ids = (HERE / folder / "attendu").read_text(encoding="utf-8").splitlines()
    assert comment.startswith("# ")
    assert ids == sorted(set(ids))
    return ids


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_case_finds_exactly_its_attendu(linters: dict[str, Linter], folder: str) -> None:
    report = check(linters, folder)
    assert report.pack == PACK
    assert sorted({finding.rule for finding in report.findings}) == expected(folder)
    assert not report.crashed


@pytest.mark.parametrize(
    "folder", [name for name in FOLDERS if re.fullmatch("[A-Z]+-[0-9]{3}", name)]
)
def test_the_case_of_a_control_has_one_finding(linters: dict[str, Linter], folder: str) -> None:
    assert [finding.rule for finding in check(linters, folder).findings] == [folder]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_case_fails_only_where_a_control_of_severity_error_is_found(
    linters: dict[str, Linter], folder: str
) -> None:
    pack = next(pack for pack in linters["chosen"].packs if pack.name == PACK)
    severities = {rule.id: rule.severity for rule in pack.rules}
    fails = any(severities[rule] == "error" for rule in expected(folder))
    assert Report([check(linters, folder)]).exit_code("error") == fails


def test_each_control_of_the_first_file_has_its_case(linters: dict[str, Linter]) -> None:
    stages = {"fichier", "structure", "demande", "conseil"}
    pack = next(pack for pack in linters["chosen"].packs if pack.name == PACK)
    controls = {rule.id for rule in pack.rules if rule.stage in stages}
    assert controls <= set(FOLDERS)


@pytest.mark.parametrize("folder", sorted(NAMED))
def test_no_pack_is_guessed_where_the_content_cannot_choose(
    linters: dict[str, Linter], folder: str
) -> None:
    (path,) = (HERE / folder).glob("*.json")
    report = linters["chosen"].check_file(str(path))
    assert report.pack is None
    assert report.error is not None
    assert [finding.rule for finding in report.findings] == [folder]


@pytest.mark.parametrize(
    ("rule", "times"),
    [
        ("STR-003", 1),
        ("STR-004", 1),
        ("ENT-001", 1),
        ("DEM-001", 1),
        ("DEM-002", 0),
        ("FAC-003", 3),
        ("PJ-007", 4),
    ],
)
def test_a_home_made_script_is_told_each_of_its_habits(
    linters: dict[str, Linter], rule: str, times: int
) -> None:
    found = Counter(finding.rule for finding in check(linters, "script-maison").findings)
    assert found[rule] == times


def check_plain(linters: dict[str, Linter], plain: Plain) -> FileReport:
    return linters["chosen"].check_bytes(name(plain), Filed(name(plain), plain).data())


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (range(1, 4), []),
        # DEM-001 stands on its own: it says too where the numbers pass 200.
        (range(199, 202), [("DEM-002", 1), ("DEM-001", 3)]),
        (range(200, 203), [("DEM-002", 1), ("DEM-001", 2)]),
        (range(201, 401), [("DEM-001", 1)]),
        (range(101, 251), [("DEM-002", 1), ("DEM-001", 101)]),
        ([1, 201, 3], [("DEM-001", 2)]),
        ([1, 201, 202, 4], [("DEM-001", 2)]),
        ([1, 202, 204], [("DEM-001", 2), ("DEM-001", 3)]),
        ([200, 202], [("DEM-002", 1), ("DEM-001", 2)]),
        ([201, 3], [("DEM-001", 1), ("DEM-002", 2)]),
        ([*range(1, 200), 202], [("DEM-001", 200)]),
        ([*range(1, 201), 202], [("STR-007", None)]),
        (range(201, 402), [("DEM-001", 1), ("STR-007", None)]),
        (["1", 2, 3], [("DEM-001", 1)]),
        ([1, "2", 201], [("DEM-001", 2), ("DEM-001", 3)]),
    ],
)
def test_a_fault_of_numbering_is_said_once_where_it_begins(
    linters: dict[str, Linter], numbers: Sequence[int | str], said: list[tuple[str, int | None]]
) -> None:
    plain = deposit(random.Random(3), len(numbers))
    for demande, number in zip(plain["lignesImport"], numbers, strict=True):
        demande["numLigne"] = number
    found = check_plain(linters, plain).findings
    assert sorted((each.rule, each.unit) for each in found) == sorted(said)


def software(called: str, couloir: str = "BIO") -> Plain:
    """The example of the guide, its documents named after this software."""
    plain = example()
    for mention in plain["lignesImport"][0]["piecesJustificatives"]:
        mention["nomFichier"] = mention["nomFichier"].replace("BIO-LOINC", f"{couloir}-{called}")
    return plain


@pytest.mark.parametrize(
    ("called", "couloir"), [("Loinc", "BIO"), ("LOINCS", "BIO"), ("XXX", "BIO"), ("SGL", "HOP")]
)
def test_a_misspelt_software_still_chooses_the_pack_that_tells_it(
    linters: dict[str, Linter], called: str, couloir: str
) -> None:
    report = check_plain(linters, software(called, couloir))
    assert report.pack == PACK
    assert [finding.rule for finding in report.findings] == ["PJ-003", "PJ-003"]


@pytest.mark.parametrize("called", ["SGL", "sgl"])
def test_another_software_that_is_known_does_not_choose_the_pack(
    linters: dict[str, Linter], called: str
) -> None:
    assert check_plain(linters, software(called)).pack != PACK


def test_the_example_of_the_guide_has_only_infos(linters: dict[str, Linter]) -> None:
    report = check(linters, "exemple-guide-imbrique")
    assert report.verdict == "deposable"
    assert report.count("info") == 3


@pytest.mark.parametrize("case", write_cases.cases(), ids=lambda case: case.folder)
def test_the_committed_files_are_what_write_cases_writes(case: Case) -> None:
    files = {path.name: path.read_bytes() for path in (HERE / case.folder).iterdir()}
    assert files == {case.file: case.data, "attendu": case.attendu(), **case.beside}


def test_no_case_is_there_that_write_cases_does_not_write() -> None:
    assert [case.folder for case in write_cases.cases()] == FOLDERS


def test_writing_the_cases_replaces_the_old_ones_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "retired").mkdir()
    (tmp_path / "retired" / "attendu").write_text("# plus rien\n", encoding="utf-8")
    (tmp_path / "generator.py").write_text("", encoding="utf-8")
    write_cases.main(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*FOLDERS, "generator.py"])
