"""What ``check --output`` and ``--certificate`` replace: what is ours, and what is empty."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from segur_lint.cli import main
from segur_lint.report.formats import FORMATS

FAULTY = Path(__file__).parent.parent / "fixtures" / "FAC-003"
NAME = "JSON-1234567890-20240115-001.json"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A faulty deposit in `bad`, another in `worse`, and a clean repository around them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    for name in ("bad", "worse"):
        Path(name).mkdir()
        shutil.copy(FAULTY / NAME, Path(name, NAME))
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "."], check=True)
    return tmp_path


def check(*words: str) -> int:
    return main(["check", *words])


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said where nothing but a refusal comes."""
    assert check(*words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


#: Runs whose reports begin otherwise: with findings, without, with nothing to check, with a file
#: that cannot be judged.
RUNS = {
    "findings": ["bad"],
    "no finding": ["bad", "--ignore", "FAC-003"],
    "nothing to check": ["bad", "--changed-since", "HEAD"],
    "no judgement": [os.devnull, "bad"],
}


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_report_replaces_one_of_any_run(format_name: str, lang: str) -> None:
    for asked in RUNS.values():
        written = ["--format", format_name, "--output", "r", "--lang", lang]
        check(*asked, *written)
        was = Path("r").read_bytes()
        assert check("bad", "--output", "r") == 1, (asked, was[:200])
        assert Path("r").read_text(encoding="utf-8").startswith("bad/"), asked


@pytest.mark.parametrize(
    "shown",
    [
        ["--group-by", "rule"],
        ["--group-by", "file"],
        ["--group-by", "demande"],
        ["--statistics"],
        ["--statistics", "--group-by", "file"],
        ["--limit", "1"],
        ["--color", "always"],
        ["--color", "always", "--group-by", "rule"],
        ["--explain", "all"],
        ["--no-values"],
        ["--quiet"],
        ["--show", "passed"],
    ],
    ids=" ".join,
)
def test_a_text_replaces_one_that_was_told_otherwise(shown: list[str]) -> None:
    for lang in ("fr", "en"):
        check("bad", "worse", *shown, "--output", "r", "--lang", lang)
        assert check("bad", "--output", "r") == 1, Path("r").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "« a.json » : dites son jeu avec --pack.\n\na.json:1:1 FIC-001 erreur\n",
        "“a.json”: tell its pack with --pack.\n\na.json:1:1 FIC-001 error\n",
        "Fichiers non déposables ou indéterminés :\n  - « a »\n",
        "::notice file=a%3A.json,line=1,title=X::y\n",
        '{ "version" : "1", "verdict" : "deposable" }',
        "Fichier;Verdict du fichier;Contrôle;\r\n",
        "[ ]",
    ],
)
def test_a_report_is_known_by_how_it_begins(text: str) -> None:
    Path("r").write_text(text, encoding="utf-8")
    assert check("bad", "--output", "r") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Mes notes.\n",
        " ",
        "bad/a.json:13:34 FAC-003 est à revoir\n",
        "« a » est à revoir.\nFAC-003 erreur\n",
        "## Notes\n",
        '{"version": "1", "name": "autre"}',
        '{"version": "2", "verdict": "non_deposable"}',
        '{"baseline": "1"}',
        '{"certificate": "1"}',
        '{"type": "finding"}\n',
        '{"$schema": "x/sarif-2.1.0.json", "runs": [{"tool": {"driver": {"name": "ruff"}}}]}',
        '[{"description": "x", "check_name": "unused-import"}]',
        "[1]",
        '<?xml version="1.0"?><testsuites><testsuite name="pytest"></testsuite></testsuites>',
        '<?xml version="1.0"?><checkstyle version="8.0"><file name="a"><error source="std:a"/>',
        '<?xml version="1.0"?><checkstyle version="10.3"></checkstyle>',
        "Fichier;Autre\n",
        "<!doctype html>\n<html><head><title>Rapport</title></head></html>",
    ],
)
def test_what_is_no_report_of_ours_is_not_replaced(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("r").write_text(text, encoding="utf-8")
    assert refused(capsys, "bad", "--format", "json", "--output", "r") == (
        "« r » n'est pas un rapport de segur-lint : il n'est pas remplacé. Nommez un autre "
        "fichier, ou supprimez-le.\n"
    )
    assert Path("r").read_text(encoding="utf-8") == text


def test_another_deposit_is_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(Path("worse", NAME))
    was = Path(path).read_bytes()
    for option in ("--output", "--certificate"):
        assert "is not replaced" in refused(capsys, "bad", option, path, "--lang", "en")
    assert Path(path).read_bytes() == was


def test_one_report_that_cannot_go_there_stops_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("notes.md").write_text("x", encoding="utf-8")
    refused(capsys, "bad", "--format", "html", "--output", "r.html", "--output", "notes.md")
    assert not Path("r.html").exists()


def test_a_certificate_replaces_a_certificate_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("c").write_text("", encoding="utf-8")
    for _ in range(2):
        assert check("bad", "--certificate", "c", "--format", "json", "--output", "r") == 1
    capsys.readouterr()
    was = Path("c").read_bytes(), Path("r").read_bytes()
    said = "« {} » n'est pas un {} de segur-lint : il n'est pas remplacé."
    assert refused(capsys, "bad", "--certificate", "r").startswith(said.format("r", "certificat"))
    assert refused(capsys, "bad", "--output", "c").startswith(said.format("c", "rapport"))
    assert was == (Path("c").read_bytes(), Path("r").read_bytes())


def test_an_empty_file_and_a_link_to_a_report_are_replaced() -> None:
    Path("r").write_bytes(b"")
    assert check("bad", "--output", "r") == 1
    os.symlink("r", "link")
    assert check("bad", "--format", "csv", "--output", "link") == 1
    assert Path("r").read_bytes().startswith(b"\xef\xbb\xbfFichier;")


@pytest.mark.skipif(sys.platform != "linux", reason="devices and pipes of Linux")
def test_a_device_and_a_pipe_are_written_to() -> None:
    assert check("bad", "--output", os.devnull) == 1
    assert check("bad", "--certificate", os.devnull) == 1
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        assert check("bad", "--output", "pipe") == 1
        assert reader.stdout is not None
        assert reader.stdout.read().startswith(b"bad/")
