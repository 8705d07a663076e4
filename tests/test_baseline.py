"""Baselines: what is known fails no more, what is new does, and a swap is seen."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.write_cases import HERE as FIXTURES
from segur_lint import Linter
from segur_lint.baseline import Baseline, load, taken
from segur_lint.cli import main
from segur_lint.errors import UsageError
from segur_lint.marks import fingerprint
from segur_lint.report.formats import render
from segur_lint.smalldocuments import archive
from tests.deposits import FILE, PIECES, put
from tests.reports import example

NAME = "JSON-1234567890-20240115-001.json"
#: Two claims, sound.
TWO = next((FIXTURES / "pas-a-pas").glob("*.json"))
PRINT = "0" * 32


def two() -> dict[str, Any]:
    """A deposit of several claims, whose amounts are the only thing at fault."""
    (path,) = (FIXTURES / "DEM-008").glob("*.json")
    plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for number, claim in enumerate(plain["lignesImport"], 1):
        claim["numeroEditeur"] = f"{number:05}"
        for document in claim["piecesJustificatives"]:
            document["nomFichier"] = re.sub(r"\d{5}\.", f"{number:05}.", document["nomFichier"])
    return plain


def amounts(plain: dict[str, Any], *written: str) -> bytes:
    """The deposit with these amounts, as they are written."""
    for claim, amount in zip(plain["lignesImport"], written, strict=True):
        claim["facture"]["montantSegurHTFacture"] = f"@{amount}@"
    return re.sub('"@(.*?)@"', r"\1", json.dumps(plain, ensure_ascii=False)).encode()


SOUND, POINT, OVER = "12.50", "12.5", "2917.01"


def known(before: bytes, after: bytes) -> tuple[list[str], list[str], int]:
    """Of the second file, the ids that are new, those that are known, and how many are gone."""
    linter = Linter(cache=True)
    was, now = linter.check_bytes(NAME, before), linter.check_bytes(NAME, after)
    from segur_lint.report.model import Report

    report = Report([now])
    left = taken(Report([was]), "").set_aside(report)
    return [each.rule for each in now.findings], [each.rule for each in now.known], left.total()


@pytest.mark.parametrize(
    ("before", "after", "new", "old", "gone"),
    [
        ((POINT, SOUND), (POINT, SOUND), [], ["FAC-003"], 0),
        ((POINT, POINT), (POINT, SOUND), [], ["FAC-003"], 1),
        ((POINT, SOUND), (POINT, POINT), ["FAC-003"], ["FAC-003"], 0),
        ((POINT, SOUND), (SOUND, POINT), ["FAC-003"], [], 1),  # mended here, appeared there
        ((POINT, SOUND), ("13.5", SOUND), ["FAC-003"], [], 1),  # another value
        ((POINT, SOUND), (OVER, SOUND), ["FAC-005"], [], 1),  # another rule
        ((SOUND, SOUND), (SOUND, SOUND), [], [], 0),
    ],
)
def test_only_what_is_new_is_left(
    before: tuple[str, str], after: tuple[str, str], new: list[str], old: list[str], gone: int
) -> None:
    assert known(amounts(two(), *before), amounts(two(), *after)) == (new, old, gone)


def test_claims_that_change_places_are_the_same_claims() -> None:
    turned = two()
    turned["lignesImport"].reverse()
    for number, claim in enumerate(turned["lignesImport"], 1):
        claim["numLigne"] = number
    before, after = amounts(two(), POINT, SOUND), amounts(turned, SOUND, POINT)
    assert known(before, after) == ([], ["FAC-003"], 0)


def test_claims_that_change_keys_are_not_the_same() -> None:
    turned = two()
    one, other = turned["lignesImport"]
    for key in ("numeroEditeur", "piecesJustificatives"):
        one[key], other[key] = other[key], one[key]
    before, after = amounts(two(), POINT, SOUND), amounts(turned, POINT, SOUND)
    assert known(before, after) == (["FAC-003"], [], 1)


def test_lines_and_spaces_and_claims_before_change_nothing() -> None:
    before = amounts(two(), SOUND, POINT)
    spread = before.replace(b", ", b",\n    ").replace(b"{", b"{\r\n")
    assert known(before, spread) == ([], ["FAC-003"], 0)


def test_the_same_finding_twice_is_counted() -> None:
    doubled = two()
    first, second = doubled["lignesImport"]
    second["numeroEditeur"] = first["numeroEditeur"]
    before = amounts(doubled, POINT, SOUND)
    after = amounts(doubled, POINT, POINT)
    new, _, gone = known(before, after)
    assert (new, gone) == (["FAC-003"], 0)


def test_what_is_hidden_has_the_same_fingerprint() -> None:
    data = amounts(two(), POINT, OVER)
    shown, hidden = (Linter(values=each).check_bytes(NAME, data) for each in (True, False))
    marks = [[fingerprint(NAME, each) for each in report.findings] for report in (shown, hidden)]
    assert marks[0] == marks[1]


# --- the file ----------------------------------------------------------------------------------------

_MARKS = st.tuples(
    st.text(max_size=6), st.sampled_from(["A-001", "B-002"]), st.integers(0, 9).map(lambda n: f"{n:032x}")
)  # fmt: skip


@given(st.dictionaries(_MARKS, st.integers(1, 10**8), max_size=5))
def test_a_baseline_is_read_as_it_was_written(marks: dict[Any, int]) -> None:
    from segur_lint.baseline import _marks
    from segur_lint.document import Document, read
    from segur_lint.source import Source

    told = {mark: n for mark, n in marks.items() if mark[0].isprintable()}
    data = Baseline("", Counter(told)).written()
    document = read(Source("b", data))
    assert isinstance(document, Document)
    assert dict(_marks("b", document)) == told
    assert data.isascii()


ROW = {"file": "a", "rule": "A-001", "fingerprint": PRINT, "count": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ligne 1, colonne 1"),
        ("{", "ligne 1"),
        ("[]", "ce n'est pas une base de constats"),
        ("null", "ce n'est pas une base"),
        ("{}", "ce n'est pas une base"),
        ('{"version": "1", "files": []}', "ce n'est pas une base"),
        ('{"baseline": "2", "findings": []}', "d'une autre version de segur-lint (« 2 »)"),
        ('{"baseline": "1", "findings": {}}', "ce n'est pas une base"),
        ('{"baseline": "1",\n "findings": [\n1]}', "ligne 3, ce n'est pas un constat"),
        (json.dumps({"baseline": "1", "findings": [{**ROW, "count": 0}]}), "ce n'est pas un constat"),
        (json.dumps({"baseline": "1", "findings": [{**ROW, "count": "1"}]}), "ce n'est pas un constat"),
        (json.dumps({"baseline": "1", "findings": [{**ROW, "fingerprint": "x"}]}), "ce n'est pas un constat"),
        (json.dumps({"baseline": "1", "findings": [{**ROW, "value": 1}]}), "ce n'est pas un constat"),
        ('{"baseline": "1", "findings": [' + "[" * 100, "ligne 1"),
        (b"\xff", "pas de l'UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_one_sentence(
    text: str | bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "base"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["check", str(TWO), "--baseline", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert err.startswith(f"La base « {path} » ne peut pas servir : ")
    assert said in err


def test_a_baseline_that_is_not_there_or_is_huge_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="il n'existe pas"):
        load(str(tmp_path / "absente"))
    with pytest.raises(UsageError, match="ce n'est pas un fichier ordinaire"):
        load(str(tmp_path))
    (tmp_path / "base").write_bytes(b"")
    os.truncate(tmp_path / "base", 5_000_000_000)
    with pytest.raises(UsageError, match="dépasse la limite de 64 Mio"):
        load(str(tmp_path / "base"))


# --- the command -------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "depots").mkdir()
    (tmp_path / "depots" / NAME).write_bytes(amounts(two(), POINT, OVER))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_only_new_findings_fail(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "depots", "--output", "base"]) == 0
    assert capsys.readouterr().out == "Écrit : base (2 constats, 1 fichier).\n"
    assert main(["check", "depots", "--baseline", "base", "--fail-on", "info"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("NON DÉPOSABLE : 0 erreur, 0 avertissement")  # the verdict is what it is
    assert "Déjà connus : 2 constats (FAC-003, FAC-005)." in out
    assert err == ""
    (here / "depots" / NAME).write_bytes(amounts(two(), "12.7", OVER))
    assert main(["check", "depots", "--baseline", "base", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    (file,) = json.loads(out)["files"]
    assert [each["rule"] for each in file["findings"]] == ["FAC-003"]
    assert [each["rule"] for each in file["known"]] == ["FAC-005"]
    assert err.startswith("1 constat de la base n'y est plus")


def test_the_same_command_from_another_folder_knows_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["baseline", "depots", "--output", "base"]) == 0
    monkeypatch.chdir(here / "depots")
    assert main(["check", ".", "--baseline", "../base", "--fail-on", "info"]) == 0
    shutil.copytree(here, here.parent / "ailleurs")
    monkeypatch.chdir(here.parent)
    assert main(["check", "ailleurs/depots", "--baseline", "ailleurs/base"]) == 0


def test_a_baseline_holds_no_value_and_is_the_same_each_time(here: Path) -> None:
    main(["baseline", "depots", "--output", "base"])
    data = (here / "base").read_bytes()
    for value in ("12.5", "2917.01", "00001", "FINBIO"):
        assert value.encode() not in data.replace(NAME.encode(), b"")
    main(["baseline", "depots", "--output", "base", "--force"])
    assert (here / "base").read_bytes() == data


def test_a_baseline_among_the_deposits_is_none_of_them(here: Path) -> None:
    assert main(["baseline", ".", "--output", "depots/base.json"]) == 0
    assert main(["check", ".", "--baseline", "depots/base.json"]) == 0
    assert main(["baseline", ".", "--output", "depots/base.json", "--force"]) == 0
    (here / "depots" / NAME).unlink()
    assert main(["check", ".", "--baseline", "depots/base.json"]) == 2


#: How each begins, and what it is told to be.
OURS = {
    "baseline": ('{"baseline":"1","findings":[]}', "une base de constats de segur-lint"),
    "certificat": ('{ "certificate": "1", "number": ""}', "un certificat de segur-lint"),
    "json": ("", "un rapport de segur-lint"),
    "sarif": ("", "un rapport SARIF"),
    "gitlab": ("", "un rapport Code Quality"),
    "jsonl": ("", "un rapport de segur-lint"),
}


@pytest.mark.parametrize("name", OURS)
def test_what_segur_lint_wrote_is_told_to_be_no_deposit(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, what = OURS[name]
    (here / "un.json").write_text(text or render(name, example()), encoding="utf-8")
    assert main(["check", "."]) == main(["check", "depots"]) == 1
    said = f"« ./un.json » est {what}, et non un dépôt : ce fichier n'est pas contrôlé.\n"
    assert capsys.readouterr().err == said
    assert main(["check", "--whole", "un.json", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert "no deposit: it is not checked" in err
    assert "Nothing to check" in out
    assert main(["fix", "."]) == 0
    assert capsys.readouterr().err == said
    assert main(["check", "un.json"]) == 2
    assert said.replace("./", "") in capsys.readouterr().err


def test_a_report_may_be_written_anew_among_the_deposits(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("json", "sarif", "gitlab", "jsonl"):
        for _ in range(2):
            code = main(["check", ".", "--format", name, "--output", f"depots/{name}.json"])
            assert code == main(["check", "depots", "--quiet"])
    assert capsys.readouterr().err.count("et non un dépôt") == 12  # of the formats before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"baseline": 1}',
        '[{"description": ""}]',
        '{"version": "1"}',
        '{"type": "a"}',
    ],
)
def test_what_only_looks_like_ours_is_checked(
    text: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "depots" / "un.json").write_text(text, encoding="utf-8")
    main(["check", "depots", "--format", "json"])
    out, err = capsys.readouterr()
    assert '"depots/un.json"' in out
    assert err == ""


def test_a_finding_whose_control_was_not_run_is_not_gone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "t.csv").write_text("numeroASP;statut\n", encoding="utf-8")
    asked = ["--output", "base", "--register", "avances=t.csv"]
    assert main(["baseline", "depots", *asked]) == 0
    held = (here / "base").read_bytes()
    assert b'"FAC-003"' in held
    assert b'"AVA-001"' in held
    for options in ([], ["--select", "FAC-003"], ["--ignore", "FAC-003"]):
        assert main(["check", "depots", "--baseline", "base", *options]) == 0
        assert main(["baseline", "depots", "--output", "base", "--prune", *options]) == 0
        assert (here / "base").read_bytes() == held
    out, err = capsys.readouterr()
    assert "n'y est plus" not in err
    assert "2 constats de la base n'ont pas pu être revus et y restent : leur contrôle (A" in err
    assert "constats de la base n'ont pas pu être revus et y restent : leurs" in out
    (here / "t.csv").write_text("numeroASP;statut\nFINBIO000006;Payée\n", encoding="utf-8")
    main(["check", "depots", "--baseline", "base", *asked[2:]])
    assert "n'y " in capsys.readouterr().err


def test_a_text_that_cannot_be_read_loses_no_finding(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["baseline", "depots", "--output", "base"]) == 0
    held = (here / "base").read_bytes()
    file = here / "depots" / NAME
    file.write_bytes(file.read_bytes().replace(b",", b"", 1))
    assert main(["baseline", "depots", "--output", "base", "--prune"]) == 0
    assert (here / "base").read_bytes() == held
    assert "(FAC-003, FAC-005) n'ont pas été faits" in capsys.readouterr().out


@pytest.mark.parametrize("inside", ["tout.zip", "pieces/tout.zip", ""])
def test_a_document_that_is_mended_is_gone_whatever_another_folder_lacks(
    here: Path, capsys: pytest.CaptureFixture[str], inside: str
) -> None:
    bad = dict.fromkeys(PIECES, b"")
    y = here / "y"
    put(y, FILE, {inside: archive(bad.items())} if inside else bad)
    put(here / "x", {"JSON-1234567890-20240115-002.json": amounts(two(), SOUND, SOUND)})
    assert main(["baseline", "x", "y", "--output", "base"]) == 0
    assert b'"PJ-02' in (here / "base").read_bytes()
    put(y, {inside: archive(PIECES.items())} if inside else PIECES)
    assert main(["baseline", "x", "y", "--output", "base", "--prune"]) == 0
    assert b'"PJ-02' not in (here / "base").read_bytes()
    assert "revu" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "typed", "mended"),
    [
        (["depots"], "baseline depots --output base --prune » les en retire.", SOUND),
        (["depots"], "baseline depots --output base --prune » l'en retire.", "12.7"),
        (["--no-config", "depots"], "baseline --no-config depots --output base --prune", SOUND),
        (["depots", "un dossier"], "baseline depots 'un dossier' --output base --prune", SOUND),
        ([*["depots"] * 5], "baseline CHEMIN --output base --prune", SOUND),
    ],
)
def test_the_command_that_prunes_can_be_typed(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    typed: str,
    mended: str,
) -> None:
    put(here / "un dossier", {"JSON-1234567890-20240115-009.json": amounts(two(), SOUND, SOUND)})
    assert main(["baseline", "depots", "--output", "base"]) == 0
    (here / "depots" / NAME).write_bytes(amounts(two(), mended, OVER if mended != SOUND else SOUND))
    main(["check", *options, "--baseline", "base"])
    assert f"segur-lint {typed}" in capsys.readouterr().err


def test_what_is_gone_is_pruned_and_nothing_is_added(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = here / "depots" / NAME.replace("001", "002")
    other.write_bytes(amounts(two(), SOUND, OVER))
    third = here / "depots" / NAME.replace("001", "003")
    third.write_bytes(amounts(two(), SOUND, OVER))
    main(["baseline", "depots", "--select", "FAC-003,FAC-005", "--output", "base"])
    (here / "depots" / NAME).write_bytes(amounts(two(), SOUND, "12.7"))
    third.unlink()
    capsys.readouterr()
    prune = [
        "baseline",
        f"depots/{NAME}",
        "--select",
        "FAC-003,FAC-005",
        "--output",
        "base",
        "--prune",
    ]
    assert main(prune) == 0
    assert capsys.readouterr().out == "base : 3 constats de moins ; reste : 1 constat, 1 fichier.\n"
    (row,) = json.loads((here / "base").read_bytes())["findings"]
    assert row["file"] == f"depots/{other.name}"  # it was not checked this time, and is there
    assert main(prune) == 0
    assert "base : 0 constat de moins" in capsys.readouterr().out


def test_what_stands_around_a_file_is_known_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, FILE, dict.fromkeys(PIECES, b""))
    monkeypatch.chdir(tmp_path)
    assert main(["check", "."]) == 1
    assert main(["baseline", ".", "--output", "base"]) == 0
    assert main(["check", ".", "--baseline", "base"]) == 0
    put(tmp_path, PIECES)
    capsys.readouterr()
    assert main(["check", ".", "--baseline", "base"]) == 0
    assert "2 constats de la base n'y sont plus" in capsys.readouterr().err
    assert main(["baseline", ".", "--output", "base", "--prune"]) == 0
    assert json.loads((tmp_path / "base").read_bytes())["findings"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["depots"], "il manque : --output"),
        (["depots", "--output", "depots"], "c'est un dossier"),
        (["depots", "--output", "absent/base"], "son dossier n'existe pas"),
        ([f"depots/{NAME}", "--output", f"depots/{NAME}", "--force"], "c'est un des fichiers que l'on lit"),
        (["depots", "--output", "la"], "il existe déjà ; --force le remplace"),
        (["depots", "--output", "base", "--prune"], "ne peut pas servir"),
        (["-", "--output", "base"], "L'entrée standard n'a pas de nom"),
        (["absent", "--output", "base"], "« absent » n'existe pas"),
        (["autre.json", "--output", "base"], "« autre.json » n'a pas pu être jugé : le fichier ne peut pas être lu"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    arguments: list[str], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "autre.json").symlink_to("nulle-part")
    (here / "la").write_bytes(b"")
    before = (here / "depots" / NAME).read_bytes()
    assert main(["baseline", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "base").exists()
    assert (here / "depots" / NAME).read_bytes() == before


def test_a_report_never_goes_over_the_baseline(here: Path) -> None:
    main(["baseline", "depots", "--output", "base"])
    assert main(["check", "depots", "--baseline", "base", "--output", "base"]) == 2
    assert b'"baseline"' in (here / "base").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
def test_a_name_that_is_no_utf_8_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / os.fsdecode(b"\xe9.json")).write_bytes(amounts(two(), POINT, SOUND))
    assert main(["baseline", ".", "--output", "base"]) == 0
    assert main(["check", ".", "--baseline", "base"]) == 0
