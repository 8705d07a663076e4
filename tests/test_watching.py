"""``check --watch``, driven by the test: what would be slept through is what happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from segur_lint.cli import main, watching
from segur_lint.smalldocuments import archive
from tests.deposits import FACTURE, FILE, NAME, PIECES, ZIP, put
from tests.project import ROOT

JSON = FILE[NAME]
BAD = JSON.replace(b"FINBIO", b"FINBI0")
SECOND = NAME.replace("-001.", "-002.")
VERDICT = "DÉPOSABLE : "


class Meanwhile:
    """Stands for the sleeps: does one thing a change, gives it time to settle, then Ctrl-C."""

    def __init__(self, *changes: Callable[[], object]) -> None:
        self.changes = list(changes)
        self.idle = 0

    def __call__(self, _: float) -> None:
        """One sleep."""
        self.idle += 1
        if self.idle % 3 != 1:  # two looks to settle
            return
        if not self.changes:
            raise KeyboardInterrupt
        self.changes.pop(0)()


@pytest.fixture
def watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """What is told after each change, in the folder of the test."""
    monkeypatch.chdir(tmp_path)

    def run(*changes: Callable[[], object], arguments: tuple[str, ...] = (".",)) -> list[str]:
        monkeypatch.setattr(
            watching.watch, "__defaults__", (Meanwhile(*changes),)
        )  # the sleep of the command itself
        assert main(["check", "--watch", *arguments]) == 130
        out, err = capsys.readouterr()
        assert err.endswith("Interrompu.\n")
        return (out + err).split("En attente d'un changement (Ctrl-C pour finir).\n")

    return run


def test_only_what_changed_is_checked_again(
    tmp_path: Path, watched: Callable[..., list[str]]
) -> None:
    put(tmp_path, {f"a/{NAME}": JSON, f"b/{NAME}": BAD})
    first, second, third, *_ = watched(
        lambda: put(tmp_path, {f"a/{NAME}": BAD}), lambda: put(tmp_path, {f"a/{NAME}": JSON})
    )
    assert "2 fichiers" in first
    assert "1 fichier." in second
    assert f"./a/{NAME}:" in second
    assert f"./b/{NAME}:" not in second
    assert "1 fichier." in third
    assert f"\n{VERDICT}" in third
    assert f"d'un contrôle précédent : « ./b/{NAME} »" in " ".join(third.split())


def test_a_document_that_comes_or_goes_is_checked_with_its_json(
    tmp_path: Path, watched: Callable[..., list[str]]
) -> None:
    put(tmp_path, {NAME: JSON, "tout.zip": ZIP})
    told = watched(
        lambda: put(tmp_path, {"tout.zip": archive([(FACTURE, PIECES[FACTURE])])}),
        lambda: put(tmp_path, {"tout.zip": ZIP}),
        lambda: put(tmp_path, {f"pieces/{FACTURE}": PIECES[FACTURE]}),
    )
    assert ["PJ-020 erreur" in each for each in told[:3]] == [False, True, False]
    assert len(told) == 5


def test_documents_that_are_deleted_are_no_pass(
    tmp_path: Path, watched: Callable[..., list[str]]
) -> None:
    for folder in ("a", "b"):
        put(tmp_path / folder, FILE, {"tout.zip": archive([(FACTURE, PIECES[FACTURE])])})
    first, second, *_ = watched(lambda: os.remove(tmp_path / "a" / "tout.zip"))
    assert "PJ-020 erreur" in first
    said = " ".join(second.split())
    assert "« ./a/tout.zip » n'est plus là : les pièces qu'il donnait ne sont plus" in said
    assert "PJ-020, PJ-021, PJ-022, PJ-023, PJ-024, PJ-025, ARC-001, ARC-002, ARC-003 : " in said
    assert "aucun document n'est donné" in said


def test_a_file_that_comes_is_checked_and_one_that_goes_is_forgotten(
    tmp_path: Path, watched: Callable[..., list[str]]
) -> None:
    put(tmp_path, {f"a/{NAME}": JSON})
    told = watched(
        lambda: put(tmp_path, {f"b/{NAME}": BAD}),
        lambda: os.remove(tmp_path / "b" / NAME),
        lambda: put(tmp_path, {f"c/{NAME}": JSON}),
    )
    assert f"./b/{NAME}:" in told[1]
    assert VERDICT not in told[2]
    assert "b/" not in told[3]
    assert "1 fichier." in told[3]


def test_a_configuration_that_changes_is_tried_on_all_and_its_fault_is_waited_for(
    tmp_path: Path, watched: Callable[..., list[str]]
) -> None:
    put(tmp_path, {f"a/{NAME}": JSON, f"b/{NAME}": JSON, ".segur-lint.yaml": b"ignore: []"})
    told = watched(
        lambda: put(tmp_path, {".segur-lint.yaml": b"ignore: [LOT-001]"}),
        lambda: put(tmp_path, {".segur-lint.yaml": b"ignor: [LOT-001]"}),
        lambda: put(tmp_path, {".segur-lint.yaml": b"ignore: [LOT-001, LOT-003]"}),
    )
    assert [each.count("2 fichiers") for each in told[:4]] == [1, 1, 0, 1]
    assert "LOT-001 erreur" in told[0]
    assert "LOT-001 erreur" not in told[1]
    assert "« ignor »" in told[-1]  # on the standard error


def test_a_folder_that_is_emptied_is_waited_for(
    tmp_path: Path, watched: Callable[..., list[str]]
) -> None:
    put(tmp_path, {NAME: JSON})
    told = watched(
        lambda: os.remove(tmp_path / NAME), lambda: None, lambda: put(tmp_path, {NAME: BAD})
    )
    assert f"./{NAME}:" in told[-2] + told[-1]


def test_a_report_that_is_written_is_that_of_all_files(
    tmp_path: Path, watched: Callable[..., list[str]]
) -> None:
    put(tmp_path, {f"a/{NAME}": JSON, f"b/{SECOND}": JSON})
    report = tmp_path.parent / f"{tmp_path.name}.json"
    arguments = (".", "--format", "json", "--output", str(report))
    watched(lambda: put(tmp_path, {f"a/{NAME}": BAD}), arguments=arguments)
    assert report.read_text(encoding="utf-8").count('"file"') == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "--watch regarde des fichiers"),
        (["--whole", "."], "--watch regarde des fichiers"),
        (["absent"], "« absent » n'existe pas"),
        (["--pack", "absent", "."], "« absent »"),
    ],
)
def test_what_cannot_be_watched_is_told_at_once(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(tmp_path, {NAME: JSON})
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--watch", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_ctrl_c_ends_it_with_130(tmp_path: Path) -> None:
    put(tmp_path, {NAME: JSON})
    process = subprocess.Popen(
        [sys.executable, "-m", "segur_lint", "check", "--watch", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,  # noqa: PLW1509
    )
    assert process.stdout is not None
    while "En attente" not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "Interrompu.\n")
