"""Deposits found from their members, and from what git says was touched: whole, each once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from fixtures.write_deposits import Files
from segur_lint.authoring.revisions.touched import touched
from segur_lint.cli import main
from segur_lint.deposit import whole
from segur_lint.errors import UsageError
from segur_lint.smalldocuments import archive
from tests.deposits import FACTURE, FILE, NAME, PIECES, ZIP, command, put, told
from tests.repository import git
from tests.test_report_json import VALIDATOR

JSON = FILE[NAME]
SECOND = NAME.replace("-001.", "-002.")
BROKEN = archive([(FACTURE, PIECES[FACTURE])])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, where the command runs."""
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commit(folder: Path, *several: Files) -> None:
    """Files in a repository, committed."""
    put(folder, *several)
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "essai")


def found(paths: list[str], gone: tuple[str, ...] = ()) -> list[list[str]]:
    """The files of each deposit, whose documents were named where the last is « + »."""
    return [[*sorted(each.files), *["+"] * each.given] for each in whole(paths, gone)]


# --- a member stands for its deposit --------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "gone", "expected"),
    [
        (["seul/a.json"], (), [["seul/a.json"]]),
        (["seul/a.json", "./seul/a.json"], (), [["seul/a.json"]]),
        (["seul/absent.json"], (), []),
        (["seul"], (), [["seul/a.json", "seul/b.json"]]),
        (["deux/a.json"], (), [["deux/A.JSON", "deux/a.json"]]),
        (["deux/tout.ZIP"], (), [["deux/A.JSON", "deux/a.json", "+"]]),
        (["deux/tout.ZIP", "deux/a.json"], (), [["deux/A.JSON", "deux/a.json", "+"]]),
        (["sous/pieces/x.pdf"], (), [["sous/a.json", "+"]]),
        (["sous/pieces/2024/x.pdf"], (), [["sous/a.json", "+"]]),
        (["deux"], ("deux/parti.zip",), [["deux/A.JSON", "deux/a.json", "+"]]),
        ([], ("seul/parti.pdf",), [["seul/a.json", "seul/b.json", "+"]]),
        ([], ("deux/parti.json",), [["deux/A.JSON", "deux/a.json"]]),
        ([], ("seul/parti.json",), []),
        ([], ("perdu/parti.zip",), []),
        (["notes.txt", "logo.png", "seul/LISEZMOI.md"], (), []),
        ([], (), []),
    ],
)  # fmt: skip
def test_a_member_stands_for_its_deposit(
    paths: list[str], gone: tuple[str, ...], expected: list[list[str]], here: Path
) -> None:
    for name in (
        "seul/a.json", "seul/b.json", "seul/LISEZMOI.md", "deux/a.json", "deux/A.JSON",
        "deux/tout.ZIP", "sous/a.json", "sous/pieces/x.pdf", "sous/pieces/2024/x.pdf",
        "logo.png", "notes.txt", ".git/x",
    ):  # fmt: skip
        put(here, {name: b""})
    assert found(paths, gone) == expected


def test_no_deposit_among_what_is_named_is_no_fault(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(here, {"logo.png": b"", ".git/x": b""})
    assert main(["check", "--whole", "logo.png"]) == 0
    assert capsys.readouterr().out == "Rien à contrôler : aucun dépôt n'est concerné.\n"
    assert main(["check", "--whole", "absent.png"]) == 2
    assert "« absent.png » n'existe pas" in capsys.readouterr().err
    assert main(["check", "--whole", "-"]) == 2
    assert "n'a ni dossier ni passé" in capsys.readouterr().err


def test_nothing_is_said_of_what_is_sound_where_that_is_asked(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(here, {NAME: JSON, "tout.zip": ZIP})
    assert main(["check", "--quiet", NAME]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "--quiet", "--format", "json", NAME]) == 0
    assert '"verdict": "deposable"' in capsys.readouterr().out
    with pytest.MonkeyPatch.context() as on_github:
        on_github.setenv("GITHUB_ACTIONS", "true")
        on_github.setenv("GITHUB_STEP_SUMMARY", "resume")
        assert main(["check", "--quiet", NAME]) == 0
    assert capsys.readouterr().out == ""
    assert not Path("resume").exists()
    put(here, {"tout.zip": BROKEN})
    assert main(["check", "--quiet", NAME]) == 1
    assert "NON DÉPOSABLE" in capsys.readouterr().out


def test_a_configuration_leaves_out_what_a_member_leads_to(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(here, {"a/x.json": b"{}", ".segur-lint.yaml": b"exclude: [a]", ".git/x": b""})
    assert main(["check", "--whole", "a/x.json"]) == 0
    assert "Rien à contrôler" in capsys.readouterr().out
    assert main(["check", "a/x.json"]) == 1  # a person who names it wants it checked


def test_a_document_that_a_configuration_names_stands_for_all_its_files(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(here, {f"depots/{NAME}": JSON, "pieces/tout.zip": BROKEN, ".git/x": b""})
    put(here, {".segur-lint.yaml": b"documents: [pieces]"})
    code, report = command(capsys, "--whole", "pieces/tout.zip")
    assert (code, told(report)) == (1, ["PJ-020"])


# --- what a branch touched ------------------------------------------------------------------------


def since(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The files that ``--changed-since`` has checked."""
    capsys.readouterr()
    main(["check", "--format", "json", "--changed-since", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return sorted({line.split('"')[3] for line in out.splitlines() if '"file":' in line})


@pytest.fixture
def branch(here: Path) -> Path:
    """A branch « travail », which left « main » at its first commit; « main » went on."""
    for folder in "abcde":
        put(here, {f"depots/{folder}/{NAME}": JSON, f"depots/{folder}/tout.zip": ZIP})
    commit(here)
    git(here, "checkout", "-q", "-b", "travail")
    git(here, "checkout", "-q", "main")
    commit(here, {"depots/e/tout.zip": BROKEN})
    git(here, "checkout", "-q", "travail")
    return here


def test_what_a_branch_touched_is_checked_whole_and_nothing_else(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert since(capsys, "main", ".") == []
    commit(branch, {"depots/a/tout.zip": BROKEN})  # committed
    put(branch, {f"depots/b/{NAME}": JSON + b"\n"})  # not yet staged
    (branch / "depots" / "c" / "tout.zip").unlink()  # gone
    put(branch, {f"depots/n\u00e9 d'hier/{NAME}": JSON, "ignore/x.json": b""})  # new
    put(branch, {".gitignore": b"ignore\n"})
    names = ["a", "b", "c", "n\u00e9 d'hier"]
    assert since(capsys, "main", ".") == [f"depots/{each}/{NAME}" for each in names]
    assert since(capsys, "main", "depots/b", f"depots/d/{NAME}") == [f"depots/b/{NAME}"]
    assert since(capsys, "main", "depots/a/tout.zip") == [f"depots/a/{NAME}"]
    code, report = command(capsys, "--changed-since", "main", "depots")
    assert code == 1
    lost = [[f for f in each["findings"] if f["rule"] == "PJ-020"] for each in report["files"]]
    assert list(map(len, lost)) == [1, 0, 2, 0]


@pytest.mark.parametrize(
    ("lost", "kept", "told_left"),
    [
        (NAME, {"lot.zip": ZIP}, ["lot.zip"]),
        (NAME, {"pieces/lot.zip": ZIP}, ["pieces/lot.zip"]),
        (NAME, {"lot.zip": ZIP, SECOND: JSON}, []),  # it is the other file's
        (NAME, {"logo.png": b"x"}, []),
        ("lisez.txt", {"lot.zip": ZIP}, []),
    ],
)
def test_an_archive_whose_file_is_gone_is_told(
    lost: str,
    kept: Files,
    told_left: list[str],
    here: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    commit(here, {"a.txt": b""}, {f"depots/x/{path}": data for path, data in kept.items()})
    commit(here, {f"depots/x/{lost}": JSON})
    (here / "depots" / "x" / lost).unlink()
    for asked in ("--changed-since", "--deleted-since"):
        main(["check", "depots", asked, "HEAD", "--whole"])
        err = capsys.readouterr().err
        assert [line.split(" » n'est pas contrôlé")[0] for line in err.splitlines()] == [
            f"« depots/x/{path}" for path in told_left
        ]


def test_a_configuration_that_a_branch_touched_concerns_all_its_files(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(branch, {"depots/a/.segur-lint.yaml": b"registers: {avances: t.csv}"})
    put(branch, {"depots/a/t.csv": b"numeroASP;statut\n"})
    assert since(capsys, "main", ".") == [f"depots/a/{NAME}"]
    commit(branch)
    put(branch, {"depots/a/t.csv": b"numeroASP;statut\nX;Y\n", "depots/a/autre.csv": b""})
    assert since(capsys, "HEAD", ".") == [f"depots/a/{NAME}"]
    git(branch, "checkout", "-q", "depots")
    assert since(capsys, "HEAD", ".") == []


def test_paths_are_told_from_where_one_stands(
    branch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(branch, {f"depots/b/{NAME}": JSON + b"\n"})
    monkeypatch.chdir(branch / "depots" / "a")
    assert since(capsys, "main", "../..") == [f"../b/{NAME}"]
    assert since(capsys, "main", ".") == []


def test_all_that_is_gone_can_be_named(branch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(branch / "depots")
    assert main(["check", "--changed-since", "main", "depots"]) == 0
    assert "Rien à contrôler" in capsys.readouterr().out
    assert main(["check", "--changed-since", "HEAD", "depot"]) == 2
    assert "« depot » n'existe pas. Vérifiez" in capsys.readouterr().err


def test_a_folder_that_is_not_there_yet_is_told_to_who_checks_all_each_time(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--deleted-since", "HEAD", "bientot"]) == 0
    out, err = capsys.readouterr()
    assert out == "Rien à contrôler : aucun dépôt n'est concerné.\n"
    assert err == "« bientot » n'existe pas : rien n'y est contrôlé.\n"


def test_nothing_to_check_is_a_report_too_where_a_program_reads_it(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, report = command(capsys, "--changed-since", "main", ".")
    assert (code, report["files"]) == (0, [])
    VALIDATOR.validate(report)


@pytest.mark.parametrize("name", ["text", "github", "markdown", "html", "sarif", "junit"])
def test_nothing_to_check_is_told_and_nothing_is_claimed_of_it(
    name: str, branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", "--changed-since", "main", ".", "--format", name]
    assert main([*arguments, "--output", "rapport"]) == 0
    said = Path("rapport").read_text(encoding="utf-8").replace("&#x27;", "'")
    assert capsys.readouterr().out == ""
    assert "Rien à contrôler : aucun dépôt n'est concerné." in said.replace("\u00a0", " ")
    assert "ont été faits" not in said
    assert main([*arguments, "--lang", "en"]) == 0
    assert "Nothing to check: no deposit is concerned." in capsys.readouterr().out


def test_nothing_to_check_prevents_no_option(
    branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", "--changed-since", "main", ".", "--certificate", "c.json"]
    assert main([*arguments, "--group-by", "demande", "--explain", "DEM-004"]) == 0
    out, err = capsys.readouterr()
    assert out == "Rien à contrôler : aucun dépôt n'est concerné.\n"
    assert err == "Aucun certificat n'est écrit : rien n'était à contrôler.\n"
    assert not Path("c.json").exists()


def test_a_file_taken_out_of_git_and_still_there_is_not_gone(branch: Path) -> None:
    git(branch, "rm", "-q", "--cached", "depots/a/tout.zip")
    since_head = touched(".", "HEAD")
    assert (since_head.there, since_head.gone) == (["depots/a/tout.zip"], [])


def test_before_the_first_commit_all_is_new(here: Path) -> None:
    git(here, "init", "-q")
    put(here, {"a.json": b"", "b.json": b""})
    git(here, "add", "a.json")
    assert sorted(touched(".", "HEAD").there) == ["a.json", "b.json"]


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nulle-part", "« nulle-part » n'est pas une révision"),
        ("HEAD~9", "« HEAD~9 » n'est pas une révision"),
        ("--help", "« --help » n'est pas une révision"),
        ("^main", "« ^main » n'est pas une révision"),
        ("", "n'est pas une révision"),
        ("orpheline", "le clone est sans doute trop court"),
    ],
)
def test_a_revision_that_git_cannot_compare_with_is_told(
    revision: str, said: str, branch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(branch, "checkout", "-q", "--orphan", "orpheline")
    git(branch, "commit", "-q", "-m", "sans passé")
    git(branch, "checkout", "-q", "travail")
    assert main(["check", f"--changed-since={revision}", "."]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_clone_too_short_is_told(branch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(branch, {"x": b"1"})
    url = branch.as_uri()
    git(branch, "clone", "-q", "--depth", "1", "-b", "travail", url, "court")
    git(branch / "court", "fetch", "-q", "--depth", "1", "origin", "main")
    assert main(["check", "--changed-since", "FETCH_HEAD", "court"]) == 2
    assert "fetch-depth: 0" in capsys.readouterr().err


def test_no_repository_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(here, {"a.json": b""})
    assert main(["check", "--changed-since", "main", "a.json"]) == 2
    assert "n'est pas dans un dépôt git" in capsys.readouterr().err


def test_a_repository_of_another_account_is_told_with_the_remedy(
    branch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own, for its tests
    assert main(["check", "--changed-since", "main", "."]) == 2
    err = capsys.readouterr().err
    assert "qui est à un autre compte" in err
    assert err.endswith(f": git config --global --add safe.directory {branch.resolve()}\n")


def test_no_git_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(here))
    with pytest.raises(UsageError, match="git n'est pas install"):
        touched(os.curdir, "HEAD")
