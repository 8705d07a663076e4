"""Files, documents, archives and registers judged together: the deposits of fixtures/depots, and
deposits made here."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures import write_deposits
from fixtures.generator import Filed, deposit
from fixtures.write_cases import example
from fixtures.write_deposits import (
    HERE,
    Depot,
    Files,
    documents,
    filed,
    large,
    named,
    three_zips,
    weight,
)
from segur_lint import Linter
from segur_lint.cli import main
from segur_lint.errors import UsageError
from segur_lint.registers import RegisterErrors
from segur_lint.report.model import Report
from segur_lint.smalldocuments import archive, make, pdf
from tests.corpora import corpora, corpus_files
from tests.deposits import (
    FACTURE,
    FILE,
    NAME,
    PIECES,
    VA,
    ZIP,
    command,
    ids,
    not_run,
    places,
    put,
    told,
)

CASES = write_deposits.cases()
SECOND = NAME.replace("-001.", "-002.")
LINTER = Linter()


def check(*paths: Path, documents: tuple[Path, ...] = ()) -> Report:
    report = LINTER.check_paths([str(path) for path in paths], [str(path) for path in documents])
    assert not any(file.crashed for file in report.files)
    return report


# --- the deposits of fixtures/depots -----------------------------------------------------------


@pytest.fixture(params=CASES, ids=lambda case: case.folder)
def case(request: pytest.FixtureRequest) -> Depot:
    made: Depot = request.param
    return made


def test_the_report_of_what_stands_around_a_file_is_of_the_same_pack() -> None:
    report = check(HERE / "ARC-001")
    assert len(report.files) > 1
    assert len({(file.pack, file.status) for file in report.files}) == 1


def test_a_deposit_finds_exactly_its_attendu(case: Depot) -> None:
    folder = HERE / case.folder
    config = folder / ".segur-lint.yaml"
    linter = Linter(config=str(config)) if config.exists() else LINTER
    report = linter.check_paths([str(folder)])
    assert ids(report) == sorted(case.ids)
    assert not any(file.crashed for file in report.files)
    assert all(file.error is None for file in report.files)


def test_the_command_line_finds_the_same(case: Depot, capsys: pytest.CaptureFixture[str]) -> None:
    code, report = command(capsys, HERE / case.folder)
    assert told(report) == sorted(case.ids)
    errors = any(
        each["severity"] == "error" for file in report["files"] for each in file["findings"]
    )
    assert code == int(errors)


def test_two_processes_report_as_one_does(case: Depot, capsys: pytest.CaptureFixture[str]) -> None:
    alone = command(capsys, HERE / case.folder, "--jobs", 1)
    assert command(capsys, HERE / case.folder, "--jobs", 2) == alone


def test_the_committed_files_are_what_write_deposits_writes(case: Depot) -> None:
    folder = HERE / case.folder
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert files == {"attendu": case.attendu(), **case.files}


def test_no_folder_is_there_that_write_deposits_does_not_write(tmp_path: Path) -> None:
    write_deposits.main(tmp_path / "depots")
    here, there = (
        sorted(each.name for each in path.iterdir()) for path in (HERE, tmp_path / "depots")
    )
    assert here == there


#: What weighs too much to be kept: the tests below make it.
LARGE = {"PJ-021", "ARC-002"}


def test_each_control_on_what_is_around_a_file_has_its_deposit() -> None:
    rules = next(each for each in LINTER.packs if each.name == "bio-loinc-va1-solde").rules
    controls = {rule.id for rule in rules if rule.needs or rule.id == "LOT-005"}
    assert controls - LARGE == {each for case in CASES for each in case.ids} - {"PJ-003"}
    folders = {case.folder for case in CASES}
    assert {f"{each}{end}" for each in controls - LARGE for end in ("", "-voisin")} <= folders


# --- what weighs megabytes ---------------------------------------------------------------------

LIMIT = 3_000_000


@pytest.mark.parametrize(("size", "found"), [(LIMIT, []), (LIMIT + 1, ["PJ-021"])])
@pytest.mark.parametrize("zipped", [True, False])
def test_a_document_weighs_what_the_guide_allows(
    tmp_path: Path, size: int, found: list[str], zipped: bool
) -> None:
    head, zeros, tail = write_deposits.framed(size)
    data = head + bytes(zeros) + tail
    assert len(data) == size
    pieces = {FACTURE: data, VA: PIECES[VA]}
    put(tmp_path, FILE, {"p.zip": archive(pieces.items())} if zipped else pieces)
    assert ids(check(tmp_path)) == found


def pdfs(demandes: int) -> tuple[Files, list[str]]:
    """A deposit of sound demandes whose documents are all PDF, and their names."""
    plain = deposit(random.Random(1), demandes)
    for demande in plain["lignesImport"]:
        for mention in demande["piecesJustificatives"]:
            mention["nomFichier"] = mention["nomFichier"][:-3] + "pdf"
            mention["formatFichier"] = "PDF"
    return filed(plain), named(plain)


MOST = 200_000_000


def heavy(names: list[str], weighs: int) -> dict[str, int]:
    """Sizes of documents whose archive weighs so many bytes: as many at the limit as can be."""
    sizes = dict.fromkeys(names, 1_000)
    for each in names:
        sizes[each] += min(LIMIT - 1_000, weighs - weight(sizes))
    return sizes


@pytest.mark.parametrize(("weighs", "found"), [(MOST, []), (MOST + 1, ["ARC-002"])])
def test_an_archive_weighs_what_the_guide_allows(
    tmp_path: Path, weighs: int, found: list[str]
) -> None:
    file, names = pdfs(35)
    put(tmp_path, file)
    large(tmp_path / "pieces.zip", heavy(names, weighs))
    assert (tmp_path / "pieces.zip").stat().st_size == weighs
    report = check(tmp_path)
    assert ids(report) == found
    # What is in an archive that is too large is not looked at: the report says so.
    assert ("PJ-022" in not_run(report)) is bool(found)


# VmHWM and not ru_maxrss, which a process takes over from the one that starts it.
MEMORY = """
import re, sys
from segur_lint import Linter
report = Linter().check_paths(sys.argv[1:])
print(sorted({finding.rule for file in report.files for finding in file.findings}))
print(re.search(r"VmHWM:\\s*([0-9]+) kB", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read in /proc")
def test_an_archive_of_200_mo_takes_less_than_100_mb(tmp_path: Path) -> None:
    file, names = pdfs(35)
    put(tmp_path, file)
    large(tmp_path / "pieces.zip", heavy(names, MOST))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tmp_path)],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found, peak = done.stdout.splitlines()
    assert found == "[]"
    assert int(peak) < 100_000


# --- a deposit of 200 demandes, its documents in three archives --------------------------------

MANY = three_zips()


def test_two_hundred_demandes_and_three_archives_are_one_deposit(tmp_path: Path) -> None:
    plain = deposit(random.Random(4), 200)
    assert len(named(plain)) >= 400
    put(tmp_path, MANY)
    report = check(tmp_path)
    assert ids(report) == []
    assert report.verdict == "deposable"
    assert len(report.files) == 1
    assert not {rule for rule in not_run(report) if rule.startswith(("PJ", "ARC"))}


@pytest.mark.parametrize("part", [1, 2, 3])
def test_one_byte_of_one_document_is_told_with_its_name(tmp_path: Path, part: int) -> None:
    put(tmp_path, MANY)
    path = tmp_path / f"pieces-{part}.zip"
    data = bytearray(path.read_bytes())
    chosen = named(deposit(random.Random(4), 200))[100 * 3 + part - 1]
    at = data.index(chosen.encode()) + len(chosen) + 20
    data[at] ^= 1
    path.write_bytes(data)
    assert places(check(tmp_path)) == [("PJ-022", chosen)]


def test_one_document_that_is_taken_away_is_told_where_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, MANY)
    names = named(deposit(random.Random(4), 200))
    left = documents(*names[1::3][:-1])
    put(tmp_path, {"pieces-2.zip": archive(left.items())})
    (finding,) = (each for file in check(tmp_path).files for each in file.findings)
    assert finding.rule == "PJ-020"
    assert names[1::3][-1] in finding.message.fr


# --- several files -------------------------------------------------------------------------------

TWO = example(demandes=2)


def apart(number: int) -> Files:
    """One of two demandes, as the file 001 or 002."""
    plain = {**TWO, "lignesImport": [{**TWO["lignesImport"][number - 1], "numLigne": 1}]}
    return filed(plain, number)


def pieces(number: int) -> Files:
    return documents(*named({"lignesImport": [TWO["lignesImport"][number - 1]]}))


def test_the_documents_of_two_files_may_be_in_one_archive(tmp_path: Path) -> None:
    both = {**pieces(1), **pieces(2)}
    put(tmp_path, apart(1), apart(2), {"p.zip": archive(both.items())})
    assert ids(check(tmp_path)) == []


def test_two_files_that_name_one_document_are_told(tmp_path: Path) -> None:
    plain = {**TWO, "lignesImport": [{**TWO["lignesImport"][0], "numeroASP": "FINBIO000009"}]}
    put(tmp_path, apart(1), filed(plain, 2), {"p.zip": archive(pieces(1).items())})
    assert places(check(tmp_path)) == [("LOT-004", SECOND), ("LOT-006", SECOND)]


def test_each_folder_of_a_run_has_its_own_documents(tmp_path: Path) -> None:
    put(tmp_path / "un", apart(1), {"p.zip": archive(pieces(1).items())})
    put(tmp_path / "deux", apart(2), {"p.zip": archive(pieces(2).items())})
    assert ids(check(tmp_path)) == []
    # The documents of the one, put with the other, are not found where they should be.
    (tmp_path / "un" / "p.zip").rename(tmp_path / "deux" / "q.zip")
    report = check(tmp_path)
    assert ids(report) == []  # nothing is given beside the first: its documents are not asked for
    assert "PJ-020" in not_run(report)
    put(tmp_path / "un", {VA: PIECES[VA]})
    assert places(check(tmp_path)) == [("PJ-020", NAME)]


#: What cannot be judged without documents.
OF_DOCUMENTS = {f"PJ-02{number}" for number in range(6)} | {f"ARC-00{number}" for number in "123"}


@pytest.mark.parametrize("lone", ["aucun", "un logo", "vide"])
def test_a_file_without_documents_is_not_judged_by_those_of_another_folder(
    tmp_path: Path, lone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "un", apart(1), {"logo.png": b"x"} if lone == "un logo" else {})
    if lone == "vide":
        (tmp_path / "un" / "pieces").mkdir()
    put(tmp_path / "deux", apart(2), {"p.zip": archive(pieces(2).items())})
    report = check(tmp_path)
    assert ids(report) == []
    assert {rule for rule in not_run(report) if rule in OF_DOCUMENTS} == OF_DOCUMENTS
    (first,) = (each for each in report.files if each.file.endswith(NAME))
    assert not OF_DOCUMENTS & set(first.passed)
    # The other one is judged, wholly.
    assert not OF_DOCUMENTS & set(not_run(report, SECOND))
    main(["check", str(tmp_path)])
    told_all = " ".join(capsys.readouterr().out.split())
    assert "1 fichier sur 2 n'a aucun document à côté, ni donné par --documents (« " in told_all


def test_documents_that_were_given_are_those_of_all_files(tmp_path: Path) -> None:
    put(tmp_path / "un", apart(1))
    put(tmp_path / "deux", apart(2), {"p.zip": archive(pieces(2).items())})
    report = check(tmp_path, documents=(tmp_path / "deux",))
    assert set(places(report)) == {("PJ-020", NAME)}
    assert not OF_DOCUMENTS & set(not_run(report))


def test_a_document_that_is_undecided_is_so_for_the_files_beside_it(tmp_path: Path) -> None:
    put(tmp_path / "un", apart(1), {"p.zip": b"PK"}, pieces(1))
    put(tmp_path / "deux", apart(2), {"p.zip": archive(pieces(2).items())})
    report = check(tmp_path)
    assert ids(report) == ["ARC-001"]
    assert "PJ-021" in not_run(report)
    assert "PJ-021" not in not_run(report, SECOND)


def test_one_name_in_the_documents_of_two_folders_is_no_fault(tmp_path: Path) -> None:
    put(tmp_path / "un", FILE, {"p.zip": ZIP})
    put(tmp_path / "deux", FILE, {"p.zip": ZIP})
    assert "PJ-025" not in ids(check(tmp_path))


@pytest.mark.parametrize("beside", [True, False])
def test_files_are_compared_whatever_stands_beside_each(tmp_path: Path, beside: bool) -> None:
    for folder in ("un", "deux"):
        put(tmp_path / folder, apart(1), {"p.zip": archive(pieces(1).items())} if beside else {})
    report = check(tmp_path / "un", tmp_path / "deux")
    assert ids(report) == ["LOT-001", "LOT-003", "LOT-006"]
    (finding,) = (each for each in report.files[1].findings if each.rule == "LOT-001")
    # Both have the same name: the folder tells which one is meant.
    assert str(tmp_path / "un" / NAME) in finding.message.fr


def test_the_other_file_is_named_by_its_name_where_it_is_the_only_one(tmp_path: Path) -> None:
    put(tmp_path, apart(1), filed({**TWO, "lignesImport": TWO["lignesImport"][:1]}, 2))
    (finding,) = (each for each in check(tmp_path).files[1].findings if each.rule == "LOT-003")
    assert f"1 ({NAME})" in finding.message.fr


def test_a_broken_file_leaves_what_it_may_name_unjudged(tmp_path: Path) -> None:
    both = {**pieces(1), **pieces(2)}
    put(tmp_path, apart(1), {SECOND: b"{", "p.zip": archive(both.items())})
    report = check(tmp_path)
    assert ids(report) == ["STR-001"]
    said = not_run(report)
    for rule in ("PJ-024", "LOT-001", "LOT-002", "LOT-003"):
        assert said[rule] == "un des fichiers n'a pas pu être contrôlé avec les autres"
    assert "PJ-020" not in said
    assert "le contenu n'a pas pu être lu" in not_run(report, SECOND)["PJ-020"]


def test_what_is_twice_is_found_beside_a_broken_file(tmp_path: Path) -> None:
    for folder in ("un", "deux"):
        put(tmp_path / folder, apart(1))
    put(tmp_path, {SECOND: b"{"})
    report = check(tmp_path)
    assert ids(report) == ["LOT-001", "LOT-003", "LOT-006", "STR-001"]
    # The broken file may hold it once more: what was not compared is said.
    assert all("LOT-003" in {out.rule for out in file.not_run} for file in report.files[:2])


def test_a_file_that_no_pack_knows_says_so_of_what_is_around_it(tmp_path: Path) -> None:
    put(tmp_path, {"JSON-1234567890-20240115-001.json": b'{"impId": null}', "p.zip": ZIP})
    assert "aucun jeu de règles" in not_run(check(tmp_path))["ARC-001"]


# --- documents ---------------------------------------------------------------------------------


def test_an_archive_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    put(tmp_path, FILE, {"p.zip": b""})
    report = check(tmp_path)
    assert places(report) == [("ARC-001", "p.zip")]
    assert "indécise" in not_run(report)["PJ-020"]


def test_a_document_beside_an_archive_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    put(tmp_path, FILE, PIECES, {"p.zip": b"PK"})
    report = check(tmp_path)
    assert places(report) == [("ARC-001", "p.zip")]
    assert "PJ-020" not in not_run(report)


@pytest.mark.skipif(sys.platform != "linux", reason="links and pipes")
@pytest.mark.parametrize("kind", ["link to nothing", "link to itself", "pipe"])
def test_a_document_that_cannot_be_read_is_not_called_empty(tmp_path: Path, kind: str) -> None:
    put(tmp_path, FILE, {FACTURE: PIECES[FACTURE]})
    if kind == "pipe":
        os.mkfifo(tmp_path / VA)
    else:
        (tmp_path / VA).symlink_to("nulle-part" if kind == "link to nothing" else VA)
    report = check(tmp_path)
    assert places(report) == [("PJ-022", VA)]
    assert "Il ne peut pas être lu" in report.files[1].findings[0].message.fr


def test_an_archive_under_another_name_is_told_how_to_be_called(tmp_path: Path) -> None:
    put(tmp_path, FILE, {"p.7z": ZIP})
    report = check(tmp_path)
    assert places(report) == [("ARC-001", "p.7z")]
    assert "renommez-la en .zip" in report.files[1].findings[0].message.fr


def test_finding_in_an_archive_is_placed_in_it(tmp_path: Path) -> None:
    bad = {**PIECES, VA: make("a.png") or b""}
    put(tmp_path, FILE, {"depot.zip": archive([(f"x/{key}", data) for key, data in bad.items()])})
    report = check(tmp_path)
    assert [file.file for file in report.files[1:]] == [str(tmp_path / "depot.zip") + f"!/x/{VA}"]


def test_documents_that_are_given_and_absent_are_told(tmp_path: Path) -> None:
    put(tmp_path, FILE)
    (tmp_path / "vide").mkdir()
    assert ids(check(tmp_path / NAME, documents=(tmp_path / "vide",))) == ["PJ-020"]


def test_a_document_that_no_format_of_the_file_fits_is_undecided(tmp_path: Path) -> None:
    plain = example()
    plain["lignesImport"][0]["piecesJustificatives"][1]["formatFichier"] = "pdf"
    called = NAME
    put(tmp_path, {called: Filed(called, plain).data()}, PIECES)
    report = check(tmp_path)
    assert "PJ-022" not in ids(report)
    assert "PJ-022" in not_run(report)


# --- foreign and hostile archives and documents ------------------------------------------------

CORPORA = ("zip-hostile", "zip-libzip", "zip-zip2")
DOCUMENTS = ("docs-hostile", "png-pngsuite", "pdf-pypdf-samples", "formats-corkami-mitra")


@pytest.mark.parametrize("name", CORPORA)
def test_foreign_archives_go_through(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    put(tmp_path, FILE, PIECES)
    for path in sorted(corpora(name).glob("*.zip")):
        report = check(tmp_path / NAME, documents=(path, tmp_path / FACTURE, tmp_path / VA))
        assert all(file.error is None for file in report.files)
        assert all(each.startswith(("ARC-", "PJ-02")) for each in ids(report)), path.name
    code, told_all = command(
        capsys, tmp_path / NAME, "--documents", corpora(name), "--documents", tmp_path
    )
    assert code == 1
    assert "ARC-001" in told(told_all)


#: Hostile by what a name holds, or by their number: no fault of the archive.
ONLY_NAMES = ("name_csv", "name_html", "name_legacy_ghcmd", "many_entries_1500")


@pytest.mark.parametrize(
    "path", corpus_files("zip-hostile", "*.zip"), ids=lambda path: str(path.name)
)
def test_a_hostile_archive_is_told_and_a_sound_one_is_not(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = example()
    plain["lignesImport"][0]["piecesJustificatives"][1]["nomFichier"] = "a.pdf"
    put(tmp_path, filed(plain), {FACTURE: PIECES[FACTURE]})
    report = check(tmp_path / NAME, documents=(path, tmp_path / FACTURE))
    found = set(ids(report)) - {"PJ-002", "PJ-020", "PJ-024"}
    told_of_it = {"ARC-001", "ARC-003", "PJ-021", "PJ-022"}
    if path.name == "ok_empty.zip":
        assert found == {"ARC-001"}
    elif path.name.startswith(("ok_", *ONLY_NAMES)):
        # Sound archives, of documents that are not all sound, or are empty.
        assert not found & {"ARC-001", "ARC-003"}
    else:
        assert found & told_of_it
        assert found <= {*told_of_it, "PJ-025"}
    main(["check", "--select", "PJ-024", str(tmp_path / NAME), "--documents", str(path)])
    assert not re.search(r"##\[|^::", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_foreign_documents_go_through(name: str, tmp_path: Path) -> None:
    """Each in the place of a document that the file names, with its format where it is one."""
    forms = {".pdf": "PDF", ".png": "PNG", ".jpg": "JPG", ".jpeg": "JPG"}
    for path in sorted(corpora(name).iterdir()):
        if not path.is_file():
            continue
        plain = example()
        mention = plain["lignesImport"][0]["piecesJustificatives"][1]
        form = forms.get(path.suffix.lower(), "PDF")
        mention["formatFichier"] = form
        mention["nomFichier"] = VA.replace(".pdf", f".{form.lower()}")
        folder = tmp_path / path.name
        put(folder, filed(plain), {FACTURE: pdf(FACTURE)})
        shutil.copy(path, folder / mention["nomFichier"])
        found = set(ids(check(folder)))
        assert found <= {"PJ-021", "PJ-022", "PJ-023"}, path.name
        if name == "png-pngsuite" and path.suffix == ".png":
            assert found == set(), path.name
        if name == "formats-corkami-mitra" and path.suffix not in forms:
            assert found, path.name


# --- what stands around, read as it is -----------------------------------------------------------


def test_the_documents_beside_their_archive_are_not_there_twice(tmp_path: Path) -> None:
    put(tmp_path, apart(1), {"p.zip": archive(pieces(1).items())}, pieces(1))
    assert ids(check(tmp_path)) == []


def test_an_archive_that_is_only_soiled_hides_no_document(tmp_path: Path) -> None:
    held = list(pieces(1).items())
    put(tmp_path, apart(1), {"p.zip": archive(held[1:]) + b"abcd"})
    assert ids(check(tmp_path)) == ["ARC-001", "PJ-020"]


@pytest.mark.parametrize("name", ["autres.bin", "autres.zip", "notice.pdf"])
def test_an_archive_in_an_archive_is_told_whatever_its_name(tmp_path: Path, name: str) -> None:
    inner = archive([("a.pdf", b"%PDF-1.4")])
    put(tmp_path, apart(1), {"p.zip": archive([*pieces(1).items(), (name, inner)])})
    assert places(check(tmp_path)) == [("ARC-003", name)]


def test_the_size_that_an_archive_announces_is_not_believed(tmp_path: Path) -> None:
    made = bytearray(archive(pieces(1).items()))
    at = made.index(b"PK\x01\x02")
    made[at + 24 : at + 28] = (900_000_000).to_bytes(4, "little")
    put(tmp_path, apart(1), {"p.zip": bytes(made)})
    assert ids(check(tmp_path)) == ["ARC-003"]


def test_an_archive_named_beside_documents_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    put(tmp_path / "depot", apart(1))
    put(tmp_path / "ailleurs", {"p.zip": archive(pieces(1).items())})
    paths = [tmp_path / "depot" / NAME, tmp_path / "ailleurs" / "p.zip"]
    assert ids(LINTER.check_paths([*map(str, paths)], [str(tmp_path / "vide")])) == []


def test_a_folder_given_for_its_documents_is_read_whole(tmp_path: Path) -> None:
    put(tmp_path / "depot", apart(1))
    deep = tmp_path / "pieces" / "a" / "b" / "c" / "d" / "e"
    put(deep, pieces(1), {"manifeste.json": b"{}"})
    report = LINTER.check_paths([str(tmp_path / "depot")], [str(tmp_path / "pieces")])
    assert ids(report) == []


def test_an_archive_alone_is_not_checked_with_the_files_of_strangers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, apart(1))
    put(tmp_path / "ici" / "pieces", {"p.zip": archive(pieces(1).items())})
    monkeypatch.chdir(tmp_path / "ici")
    with pytest.raises(UsageError):
        LINTER.check_paths(["pieces/p.zip"])
    monkeypatch.chdir(tmp_path)
    assert ids(LINTER.check_paths(["ici/pieces/p.zip"])) == []


# --- registers -----------------------------------------------------------------------------------

HEAD = "numeroASP;statut\n"
REFERENCE = json.loads(next(iter(apart(1).values())))["lignesImport"][0]["numeroASP"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (f"{REFERENCE};payée\n", []),
        (f"{REFERENCE};\n", ["AVA-002"]),
        (f"{REFERENCE};refusée\n", ["AVA-002"]),
    ],
)
def test_an_advance_is_paid_where_its_row_says_so(
    tmp_path: Path, rows: str, found: list[str]
) -> None:
    put(tmp_path, apart(1), {"avances.csv": (HEAD + rows).encode()})
    linter = Linter(registers={"avances": str(tmp_path / "avances.csv")})
    assert ids(linter.check_paths([str(tmp_path / NAME)])) == found


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("numeroASP;Statu\nA;payée\n", "Vouliez-vous dire « statut » ?"),
        ("numeroASP;statut\nA;payée\nA;payée\n", "est déjà à la ligne 2"),
        ("", "Le registre est vide"),
    ],
)
def test_the_faults_of_a_register_are_told_before_any_deposit_is_read(
    tmp_path: Path, table: str, said: str
) -> None:
    put(tmp_path, {"avances.csv": table.encode()})
    with pytest.raises(RegisterErrors) as caught:
        Linter(registers={"avances": str(tmp_path / "avances.csv")})
    told = caught.value.render("fr")
    assert said in told
    assert told.endswith("1 faute dans le registre")
