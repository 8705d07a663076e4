"""Where reports go: GitHub, files that refuse them, readers that leave, odd terminals."""

from __future__ import annotations

import io
import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from segur_lint.cli import main
from segur_lint.cli.reporting import top
from segur_lint.report.formats import FORMATS, render
from segur_lint.report.model import FileReport, Report
from segur_lint.report.run import Run
from tests.reports import commands, finding
from tests.test_cli import linux, make, start

#: Those that only people read: a stream spells what it lacks.
LINES = ("text", "github", "markdown", "csv")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a faulty deposit, where we are."""
    make(tmp_path, {"a.json": "= FAC-003"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def github(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same where GitHub Actions run; the summary that it takes has a line already."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "summary.md"))
    (here / "summary.md").write_text("avant\n", encoding="utf-8")
    return here


@pytest.mark.parametrize("asked", [[], ["--format", "auto"], ["--format", "github"]])
def test_on_github_annotations_are_printed_and_a_summary_is_added(
    asked: list[str], github: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "a.json", *asked]) == 1
    out = capsys.readouterr().out
    assert [line[:21] for line in commands(out)] == ["::error file=a.json,l"] * 2
    assert "NON DÉPOSABLE" in out
    summary = (github / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("avant\n## ❌ NON DÉPOSABLE\n")


@pytest.mark.parametrize("name", [".segur-lint.yaml", "t.csv", "autre.csv", "r/m.yaml", "s/m.yaml"])
@pytest.mark.parametrize(
    "command",
    [["check", "--output"], ["check", "--certificate"], ["baseline", "--force", "--output"]],
)
def test_what_a_run_is_set_by_is_never_replaced(
    command: list[str], name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {
        ".segur-lint.yaml": "registers: {avances: t.csv}\nrules: [r]\n",
        "t.csv": "numeroASP;statut\n",
        "autre.csv": "numeroASP;statut\n",
        "r/m.yaml": "model: m\ntitle: M\nbalises:\n  a: value\n",
        "s/m.yaml": "model: n\ntitle: N\nbalises:\n  a: value\n",
    }
    make(here, texts)
    given = ["--rules", "s"] + ["--register", "avances=autre.csv"] * (name == "autre.csv")
    assert main([*command, f"./{name}", "a.json", *given]) == 2
    err = capsys.readouterr().err
    assert "c'est un des fichiers que l'on lit" in err or "il n'est pas remplacé" in err
    assert (here / name).read_text(encoding="utf-8") == texts[name]


def test_on_github_the_summary_is_no_second_report_of_other_formats(github: Path) -> None:
    assert main(["check", "a.json", "--format", "text"]) == 1
    assert main(["check", "a.json", "--output", "r.txt"]) == 1
    assert (github / "r.txt").read_text(encoding="utf-8").startswith("a.json:1:1 FIC-001 ")
    assert (github / "summary.md").read_text(encoding="utf-8") == "avant\n"


@pytest.mark.parametrize(
    ("path", "why"), [(".", "c'est un dossier"), ("\0", "ce nom de fichier est impossible")]
)
def test_a_summary_that_github_cannot_take_is_told(
    path: str,
    why: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert here
    environment = {**os.environ, "GITHUB_STEP_SUMMARY": path}
    monkeypatch.setattr("os.environ", environment)
    assert main(["check", "a.json", "--format", "github"]) == 2
    out, err = capsys.readouterr()
    assert "::error file=a.json" in out
    assert err.endswith(f" : {why}.\n")


@linux
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write to anything")
def test_a_report_that_is_read_only_is_left(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # pragma: no cover - where tests run as root
    path = here / "r.sarif"
    path.write_text("ancien", encoding="utf-8")
    path.chmod(0o444)
    assert main(["check", "a.json", "--format", "sarif", "--output", "r.sarif"]) == 2
    assert "accès refusé" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "ancien"


def test_all_that_could_not_be_written_is_told_at_once(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from segur_lint import atomic
    from segur_lint.text import Text

    def full(path: str, *_: object, **__: object) -> None:
        raise atomic.WriteError(path, Text("il n'y a plus de place", "no room"))

    monkeypatch.setattr("segur_lint.atomic.write", full)
    asked = ["--format", "json", "--output", "a.out", "--format", "csv", "--output", "b.out"]
    assert main(["check", "a.json", *asked]) == 2
    assert capsys.readouterr().err == (
        "Le rapport ne peut pas être écrit dans « a.out » : il n'y a plus de place.\n"
        "Le rapport ne peut pas être écrit dans « b.out » : il n'y a plus de place.\n"
    )
    assert sorted(path.name for path in here.iterdir()) == ["a.json"]


def test_every_format_is_written_in_one_run(here: Path) -> None:
    asked = [word for name in FORMATS for word in ("--format", name, "--output", f"r.{name}")]
    assert main(["check", "a.json", *asked]) == 1
    for name in FORMATS:
        assert "FAC-003" in (here / f"r.{name}").read_text(encoding="utf-8-sig"), name


def test_paths_are_told_from_the_top_of_the_repository(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / ".git").mkdir()
    (here / "lots").mkdir()
    (here / "a.json").rename(here / "lots" / "a.json")
    monkeypatch.chdir(here / "lots")
    assert main(["check", "a.json", "--format", "gitlab"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["location"]["path"] == "lots/a.json"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_output_without_all_characters_takes_every_format(
    name: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "é😀.json").write_text('{"é😀": "œ\\u0000"}', encoding="utf-8")
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out, encoding="ascii"))
    assert main(["check", "é😀.json", "--format", name]) == 1
    text = out.getvalue().decode("ascii")
    if name in ("json", "sarif", "gitlab"):
        assert json.loads(text)
    elif name in ("junit", "checkstyle"):
        assert "é😀" in ET.tostring(ET.fromstring(text), encoding="unicode")
    elif name in LINES:
        assert "\\xe9" in text


def test_a_reader_that_leaves_is_no_fault_of_ours_and_files_are_written(here: Path) -> None:
    end, begin = os.pipe()
    os.close(end)
    process = start(
        ["check", "a.json", "--format", "json", "--format", "sarif", "--output", "a.sarif"],
        here,
        stdout=begin,
    )
    os.close(begin)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (141, b"")
    assert "FAC-003" in (here / "a.sarif").read_text(encoding="utf-8")


def test_paths_are_as_they_were_given_where_the_current_folder_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr("os.getcwd", gone)
    assert top() == ""


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_many_findings_are_all_told(name: str) -> None:
    many = [finding(f"ESS-{number % 50:03}", f"dit {number}") for number in range(5_000)]
    text = render(name, Run(Report([FileReport("a.json", findings=many)]), limit=0))
    if name == "github":
        assert "… et 4990 autres constats" in text
    elif name == "markdown":  # a row a control
        assert text.count("| erreur |") == 50
    else:
        assert "dit 4999" in text
