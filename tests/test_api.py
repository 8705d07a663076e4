"""The Python interface: which pack, which files, which errors; threads and processes."""

from __future__ import annotations

import datetime
import os
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import segur_lint
from segur_lint import Linter, dates, resources
from segur_lint.errors import SegurLintError, UsageError
from segur_lint.inputs import LARGEST, find, read_file
from segur_lint.report.model import FileReport, Report
from segur_lint.text import Text

PACK = "bio-loinc-va1-solde"
FILE = "JSON-1234567890-20240115-001.json"
SAMPLE_PATH = Path(resources.folder("rules")) / "exemples" / PACK / FILE
SAMPLE = SAMPLE_PATH.read_bytes()
LINTER = Linter(cache=False)

MODEL = """\
model: {name}
title: Essai
unit: ligne
balises: {{a: value, lignes: {{list of: ligne, balises: {{n: value}}}}}}
"""
RULES = """\
pack: {name}
title: Essai
status: provisoire
model: {name}-model.yaml
stages: {{un: {{fr: un, en: one}}}}
applies: {applies}
rules:
  - id: ESS-00{number}
    stage: un
    title: a est petit
    balise: a
    assert: value < {number}
    source: usage
    message: {{fr: trop grand, en: too large}}
    examples: {{pass: ['0'], fail: ['9']}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two packs: both know ``a`` below 5, only the second knows ``a`` from 5."""
    where = tmp_path / "regles"
    where.mkdir()
    for number, (name, applies) in enumerate([("un", "a < 5"), ("deux", "a >= 0")], 1):
        text = RULES.format(name=name, applies=applies, number=number)
        (where / f"{name}.yaml").write_text(text, encoding="utf-8")
        (where / f"{name}-model.yaml").write_text(MODEL.format(name=name), encoding="utf-8")
    return where


def ids(report: FileReport) -> list[str]:
    return [finding.rule for finding in report.findings]


# --- which pack -------------------------------------------------------------------------------


def test_the_content_chooses_the_pack() -> None:
    report = LINTER.check_bytes(FILE, SAMPLE)
    assert (report.pack, report.verdict, report.error) == (PACK, "deposable", None)


def test_a_named_pack_is_used_whatever_the_content(folder: Path) -> None:
    report = Linter("un", rules=[str(folder)], cache=False).check_bytes("f.json", SAMPLE)
    assert report.pack == "un"
    assert Linter(PACK, cache=False).check_bytes("f.json", b"[]").pack == PACK


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"impId": null}', "aucun ne reconnaît le contenu"),
        (b"{", "le contenu n'a pas pu être lu"),
        (b"\xff", "le contenu n'a pas pu être lu"),
        (b"", "le contenu n'a pas pu être lu"),
    ],
)
def test_without_a_pack_what_all_share_is_checked_and_the_reason_is_said(
    data: bytes, why: str
) -> None:
    report = LINTER.check_bytes("f.json", data)
    assert report.pack is None
    assert report.error is not None
    assert why in report.error.fr
    assert report.error.en
    assert "FIC-001" in ids(report)
    assert report.verdict == "non_deposable"
    left = {each.rule: each.reason.fr for each in report.not_run}
    assert left["DEM-005"] == report.error.fr


def test_a_file_that_no_pack_knows_is_undetermined_even_where_nothing_shared_is_wrong() -> None:
    data = b'{"impId": null, "numeroAns": "1234567890", "SIRET": "73282932000074",'
    data += b' "lignesImport": [{"numLigne": 1}]}'
    report = LINTER.check_bytes(FILE, data)
    assert (ids(report), report.verdict) == ([], "indetermine")
    assert Report([report]).exit_code("error") == 2


def test_a_file_that_two_packs_know_is_given_to_neither(folder: Path) -> None:
    linter = Linter(rules=[str(folder)], cache=False)
    both = linter.check_bytes("f.json", b'{"a": 3, "lignes": []}')
    assert both.pack is None
    assert both.error is not None
    assert "plusieurs s'y appliquent (deux, un)" in both.error.fr
    one = linter.check_bytes("f.json", b'{"a": 7, "lignes": []}')
    assert (one.pack, ids(one), one.status) == ("deux", ["ESS-002"], "provisoire")


def test_without_any_shared_pack_nothing_is_checked(folder: Path) -> None:
    linter = Linter(rules=[str(folder)], cache=False)
    linter.packs = [pack for pack in linter.packs if pack.name in ("un", "deux")]
    report = linter.check_bytes("f.json", b'{"a": 3}')
    assert (report.findings, report.verdict) == ([], "indetermine")
    assert {each.rule for each in report.not_run} == {"ESS-001", "ESS-002"}


# --- what a linter is asked for ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "fr"),
    [
        ({"pack": "bio-loinc-va1-sold"}, "Vouliez-vous dire « bio-loinc-va1-solde »"),
        ({"pack": "zzz"}, "Noms connus : bio-loinc-va1-solde"),
        ({"pack": ""}, "inconnu"),
        ({"select": ["DEM-0004"]}, "Vouliez-vous dire « DEM-004 »"),
        ({"ignore": ["zzz"]}, "Aucune règle ne s'appelle « zzz »."),
        ({"ignore": ["\x1b[2J"]}, "\\u001B"),
        ({"date": "hier"}, "n'est pas une date"),
        ({"date": "2024-02-30"}, "n'est pas une date"),
        ({"date": ""}, "n'est pas une date"),
        ({"date": "20240912"}, "n'est pas une date"),
        ({"date": "2024-W37-4"}, "n'est pas une date"),
        ({"date": "20240912T1400"}, "n'est pas une date"),
        ({"date": "2024-09-12x14:00"}, "n'est pas une date"),
        ({"date": "2024-09-12T25:00"}, "n'est pas une date"),
        ({"date": "2024-09-12T"}, "n'est pas une date"),
        ({"rules": ["/nulle/part"]}, "ne peut pas être lu"),
    ],
)
def test_what_nobody_knows_is_refused_with_the_nearest_name(options: Any, fr: str) -> None:
    with pytest.raises(SegurLintError) as caught:
        Linter(cache=False, **options)
    assert fr in caught.value.render("fr")
    assert caught.value.render("en") != caught.value.render("fr")
    assert caught.value.exit_code == 2


def test_rules_are_selected_and_ignored_by_their_ids() -> None:
    wrong = SAMPLE.replace(b'"C"', b'"c"').replace(b"2917.00", b"2917")
    assert ids(LINTER.check_bytes(FILE, wrong)) == ["DEM-003", "FAC-003"]
    assert ids(Linter(select=["FAC-003"], cache=False).check_bytes(FILE, wrong)) == ["FAC-003"]
    assert ids(Linter(ignore=["FAC-003"], cache=False).check_bytes(FILE, wrong)) == ["DEM-003"]


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2024-09-12", "2024-09-12T23:59"),
        ("2024-09-12T14:00", "2024-09-12T14:00"),
        ("2024-09-12 14:00", "2024-09-12T14:00"),
        ("2024-09-12T14:00:59.5", "2024-09-12T14:00"),
        ("2024-09-12T14:00+02:00", "2024-09-12T14:00"),
    ],
)
def test_a_date_may_have_a_time_and_a_day_counts_until_its_end(date: str, moment: str) -> None:
    assert dates.moment(date) == moment
    assert Linter(date=date, cache=False).options.moment == moment


def test_without_a_date_it_is_now() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", dates.moment(None))


# --- files and folders ------------------------------------------------------------------------


def test_a_file_is_read_from_disk_and_named_by_its_path() -> None:
    report = LINTER.check_file(str(SAMPLE_PATH))
    assert (report.file, report.verdict) == (str(SAMPLE_PATH), "deposable")


def unreadable(path: Path) -> str:
    report = LINTER.check_file(str(path))
    assert (report.findings, report.verdict) == ([], "indetermine")
    assert report.error is not None
    assert report.error.en
    assert Report([report]).exit_code("error") == 2
    return report.error.fr


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert "ne peut pas être lu" in unreadable(tmp_path / "rien.json")


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_that_leads_nowhere_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "lien.json").symlink_to(tmp_path / "rien.json")
    assert "ne peut pas être lu" in unreadable(tmp_path / "lien.json")
    (file,) = LINTER.check_folder(str(tmp_path)).files
    assert file.error is not None


@pytest.mark.skipif(os.name != "posix", reason="named pipes and devices")
def test_a_pipe_a_device_and_a_folder_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.json")
    (tmp_path / "dossier.json").mkdir()
    for path in (tmp_path / "tube.json", Path("/dev/null"), tmp_path / "dossier.json"):
        assert unreadable(path) == "ce n'est pas un fichier ordinaire"


def test_a_path_with_a_nul_is_no_file(tmp_path: Path) -> None:
    assert "impossible" in unreadable(tmp_path / "a\0b.json")
    with pytest.raises(UsageError):
        find([str(tmp_path / "a\0b.json")])


@pytest.mark.skipif(os.name != "posix", reason="rights")
def test_a_file_without_the_right_to_read_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "accès refusé" in unreadable(tmp_path / "f.json")


def test_a_disk_that_fails_while_reading_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f.json").write_bytes(b"{}")

    def fail(*_: Any) -> Any:
        raise OSError("I/O")

    monkeypatch.setattr(os, "fdopen", fail)
    assert "OSError" in unreadable(tmp_path / "f.json")


def test_an_empty_file_is_a_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")
    assert ids(LINTER.check_file(str(tmp_path / FILE))) == ["STR-001"]


def test_a_huge_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with open(path, "wb") as file:
        file.truncate(100_000_000)
    data = read_file(str(path))
    assert isinstance(data, bytes)
    assert len(data) == LARGEST
    del data
    report = LINTER.check_file(str(path))
    assert ids(report) == ["STR-001"]
    assert "limite" in report.findings[0].message.fr


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "b.json",
        "A.JSON",
        "note.txt",
        "sous/c.json",
        "sous/x.json/d.json",
        ".cache/e.json",
    ):
        path = tmp_path / "lot" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SAMPLE)
    return tmp_path / "lot"


def names(paths: list[str], root: Path) -> list[str]:
    return [Path(path).relative_to(root).as_posix() for path in paths]


def test_a_folder_gives_its_json_files_at_any_depth(tree: Path) -> None:
    expected = ["A.JSON", "b.json", "sous/c.json", "sous/x.json/d.json"]
    assert names(find([str(tree)]), tree) == expected
    assert names([file.file for file in LINTER.check_folder(str(tree)).files], tree) == expected


def test_a_file_named_twice_is_checked_once_and_any_name_will_do(tree: Path) -> None:
    paths = [str(tree / "note.txt"), str(tree / "b.json"), str(tree), str(tree / "b.json")]
    assert names(find(paths), tree) == [
        "note.txt",
        "b.json",
        "A.JSON",
        "sous/c.json",
        "sous/x.json/d.json",
    ]


def test_a_file_spelt_in_two_ways_is_checked_once_as_it_was_first_spelt(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)
    other = str(tree / "b.json")
    for paths in (["./b.json", "b.json", other], ["b.json", "sous/../b.json"], [other, "./b.json"]):
        assert find(paths) == paths[:1]
    assert find(["sous/../b.json", "."])[0] == "sous/../b.json"
    assert len(find(["sous/../b.json", "."])) == 4
    assert len(find(["sous", ".", str(tree)])) == 4


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_file_that_links_lead_to_is_checked_once(tree: Path) -> None:
    link, folder = tree / "sous" / "lien.json", tree.parent / "dossier"
    link.symlink_to(tree / "b.json")
    folder.symlink_to(tree)
    (tree / "dehors.json").symlink_to(tree / "note.txt")
    assert find([str(link), str(tree / "b.json")]) == [str(link)]
    assert find([str(tree / "b.json"), str(link)]) == [str(tree / "b.json")]
    found = find([str(folder), str(tree)])
    assert names(found, folder) == [
        "A.JSON",
        "b.json",
        "dehors.json",  # a link to a file is, where nothing else gives that file
        "sous/c.json",
        "sous/x.json/d.json",
    ]


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_files_that_are_twins_and_no_links_are_all_checked(tree: Path) -> None:
    os.link(tree / "b.json", tree / "c.json")
    paths = [str(tree / "b.json"), str(tree / "c.json")]
    assert find(paths) == paths


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_to_a_folder_is_not_followed(tree: Path) -> None:
    (tree / "boucle").symlink_to(tree)
    assert len(find([str(tree)])) == 4


def test_a_folder_without_a_file_and_a_path_that_is_not_are_refused(tmp_path: Path) -> None:
    for path, fr in (
        (tmp_path, "ne contient aucun fichier .json"),
        (tmp_path / "x\x1b", "x\\u001B » n'existe pas"),
    ):
        with pytest.raises(UsageError) as caught:
            find([str(path)])
        assert fr in caught.value.render("fr")


def test_a_folder_that_cannot_be_read_is_refused(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk(_: str, onerror: Any) -> Any:
        onerror(PermissionError(13, "Permission denied", str(tree)))
        return iter(())

    monkeypatch.setattr(os, "walk", walk)
    with pytest.raises(UsageError) as caught:
        find([str(tree)])
    assert "accès refusé" in caught.value.render("fr")


# --- verdicts and exit codes ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "verdict", "codes"),
    [
        (b"", b"", "deposable", (0, 0, 0)),
        (b'"999999998"', b'"999999991"', "deposable", (0, 0, 1)),  # an info
        (b'"15/12/2023"', b'"16/01/2024"', "deposable_avec_reserves", (0, 1, 1)),  # a warning
        (b'"C"', b'"c"', "non_deposable", (1, 1, 1)),  # an error
    ],
)
def test_the_worst_finding_makes_the_verdict_and_the_exit_code(
    old: bytes, new: bytes, verdict: str, codes: Any
) -> None:
    file = LINTER.check_bytes(FILE, SAMPLE.replace(old, new) if old else SAMPLE)
    report = Report([file])
    assert (file.verdict, report.verdict) == (verdict, verdict)
    assert tuple(report.exit_code(level) for level in ("error", "warning", "info")) == codes
    assert sum(report.count(severity) for severity in ("error", "warning", "info")) == len(
        file.findings
    )


def test_the_verdict_of_a_run_is_that_of_its_worst_file() -> None:
    good = LINTER.check_bytes(FILE, SAMPLE)
    bad = LINTER.check_bytes(FILE, b"{}")
    unknown = FileReport("x", error=Text("a", "b"))
    assert Report([good, good]).verdict == "deposable"
    assert Report([good, unknown]).verdict == "indetermine"
    assert Report([unknown, bad, good]).verdict == "non_deposable"
    assert Report([]).verdict == "indetermine"


# --- threads and processes --------------------------------------------------------------------


def summary(report: FileReport) -> list[str]:
    return [repr(finding) for finding in report.findings] + [
        f"{each.rule} {each.reason.fr}" for each in report.not_run
    ]


WRONG = [
    SAMPLE,
    SAMPLE.replace(b'"SIRET"', b'"siret"'),
    SAMPLE.replace(b"2917.00", b"2917"),
    SAMPLE.replace(b'"999999998"', b'"1", "1"'),
    b"{",
    b"[]",
]


def test_a_linter_and_its_reports_survive_pickling() -> None:
    for linter in (LINTER, Linter(PACK, cache=False)):
        copy = pickle.loads(pickle.dumps(linter))
        for data in WRONG:
            report = linter.check_bytes(FILE, data)
            assert summary(copy.check_bytes(FILE, data)) == summary(report)
            again = pickle.loads(pickle.dumps(Report([report])))
            assert summary(again.files[0]) == summary(report)
            assert again.verdict == report.verdict


def test_threads_may_share_a_linter() -> None:
    expected = [summary(LINTER.check_bytes(FILE, data)) for data in WRONG]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda data: summary(LINTER.check_bytes(FILE, data)), WRONG * 20))
    assert found == expected * 20


def test_checking_a_file_leaves_nothing_for_the_next() -> None:
    first = summary(LINTER.check_bytes(FILE, WRONG[3]))
    for data in WRONG:
        LINTER.check_bytes(FILE, data)
    assert summary(LINTER.check_bytes(FILE, WRONG[3])) == first


def test_the_package_offers_the_linter_and_nothing_it_does_not_have() -> None:
    assert segur_lint.Linter is Linter
    with pytest.raises(AttributeError):
        _ = segur_lint.nothing


# --- what the interface is given ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"pack": "commun"}, "base pour d'autres"),
        ({"inputs": {"siret_fournisseu": "1"}}, "« siret_fournisseur »"),
        ({"select": ["DEM-04"]}, "« DEM-004 »"),
        ({"ignore": "DEM-04"}, "« DEM-004 »"),
        ({"rules": "nulle-part"}, "« nulle-part »"),
        ({"date": "12/09/2024"}, "2024-09-12"),
    ],
)
def test_a_name_that_nobody_knows_is_refused_with_the_nearest(
    given: dict[str, Any], word: str
) -> None:
    with pytest.raises(UsageError) as caught:
        Linter(**given)
    assert word in caught.value.message.fr


def test_ids_are_those_of_the_pack_that_is_named(tmp_path: Path) -> None:
    extra = tmp_path / "autre.yaml"
    row = "{id: XXX-001, stage: demande, title: t, source: usage, balise: impId, format: 'VARCHAR',"
    row += " message: {fr: m, en: m}, examples: {pass: ['\"x\"'], fail: ['1']}}"
    text = "pack: autre\ntitle: t\nextends: bio\nstatus: provisoire\n"
    text += f"params: {{logiciel: SGL, vague: Va1}}\nrules: [{row}]\n"
    extra.write_text(text, encoding="utf-8")
    assert Linter(rules=str(tmp_path), select="XXX-001")
    with pytest.raises(UsageError):
        Linter(PACK, rules=[str(tmp_path)], select=["XXX-001"])


def test_a_text_is_no_bytes() -> None:
    with pytest.raises(TypeError, match="bytes"):
        LINTER.check_bytes(FILE, "{}")  # type: ignore[arg-type]  # what a caller may do


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2024-09-12", "2024-09-12T23:59"),
        (datetime.date(2024, 9, 12), "2024-09-12T23:59"),
        (datetime.datetime(2024, 9, 12, 14, 0, 30), "2024-09-12T14:00"),
        ("2024-09-12T14:00:30", "2024-09-12T14:00"),
    ],
)
def test_a_date_is_a_text_or_a_date_of_python(date: Any, moment: str) -> None:
    assert Linter(date=date).options.moment == moment


def test_the_enrolled_siret_and_the_ans_numbers_are_held_against_what_is_given() -> None:
    asks = {rule.id for pack in LINTER.packs for rule in pack.rules if rule.inputs}
    left = {out.rule for out in LINTER.check_bytes(FILE, SAMPLE).not_run}
    assert asks == {"ENT-005", "ENT-006"} <= left
    given = {"siret_fournisseur": "35600000000048", "numeros_ans": "ABCDEFGHIJ,0123456789"}
    report = Linter(inputs=given).check_bytes(FILE, SAMPLE)
    assert [finding.rule for finding in report.findings] == ["ENT-006", "ENT-005"]
    assert not asks & {out.rule for out in report.not_run}
