"""Several processes say what one says, in the same order, or say that they cannot."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Event
from pathlib import Path

import pytest

from segur_lint import Linter, pool
from segur_lint.errors import SegurLintError
from segur_lint.pool import check, jobs_for
from segur_lint.report import json, text
from segur_lint.report.model import NONE, FileReport, Report
from segur_lint.report.run import Run

FIXTURES = Path(__file__).parent.parent / "fixtures"
PATHS = [str(path) for path in sorted(FIXTURES.glob("*/*.json"))]
LINTER = Linter(date="2024-09-12", cache=False)


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_give_the_reports_of_one_in_the_same_order(jobs: int) -> None:
    paths = [*reversed(PATHS), "absent.json"]
    alone, together = (Report(list(check(LINTER, paths, each))) for each in (1, jobs))
    assert [file.file for file in together.files] == paths
    assert json.render(Run(together, "en")) == json.render(Run(alone, "en"))
    assert text.render(Run(together)) == text.render(Run(alone))
    assert together.exit_code("error") == alone.exit_code("error") == 2


def test_a_linter_goes_to_another_process_and_says_the_same() -> None:
    other = pickle.loads(pickle.dumps(LINTER))
    reports = [Report([each.check_file(PATHS[0])]) for each in (LINTER, other)]
    assert json.render(Run(reports[0])) == json.render(Run(reports[1]))


class Dying(Linter):
    """A linter whose process dies on one file, as one that lacks memory does."""

    def check_file(self, path: str, **_: object) -> FileReport:
        if path == "b":
            os._exit(1)
        return FileReport(path)


class Failing(Linter):
    """A linter that a bug stops."""

    def check_file(self, path: str, **_: object) -> FileReport:
        raise RuntimeError(path)


@pytest.mark.skipif(sys.platform == "win32", reason="how a process dies there is another matter")
def test_a_process_that_dies_is_one_sentence_and_the_code_3() -> None:
    with pytest.raises(SegurLintError) as caught:
        list(check(Dying(), ["a", "b", "c"], 2))
    assert caught.value.exit_code == 3
    assert caught.value.render("fr").startswith("Un des processus de contrôle s'est arrêté")
    assert "--jobs 1" in caught.value.render("en")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_in_a_process_is_not_hidden(jobs: int) -> None:
    with pytest.raises(RuntimeError):
        list(check(Failing(), ["a", "b"], jobs))


def test_who_leaves_before_the_end_waits_for_nobody() -> None:
    reports = check(LINTER, PATHS, 2)
    assert next(reports).file == PATHS[0]
    reports.close()  # type: ignore[attr-defined]  # it is a generator, said to be an iterator


@pytest.mark.parametrize("_", range(5))
def test_who_leaves_while_large_answers_are_written_does_not_wait_for_ever(_: int) -> None:
    reports = check(Talking(), ["a"] * 64, 2)
    next(reports)
    reports.close()  # type: ignore[attr-defined]  # it is a generator, said to be an iterator


class Talking(Linter):
    """A linter whose reports do not fit in a pipe at once."""

    def __init__(self) -> None:
        pass

    def check_file(self, path: str, **_: object) -> FileReport:
        return FileReport(path * 1_000_000)


@pytest.mark.skipif(sys.platform == "win32", reason="no signal is sent so there")
@pytest.mark.parametrize("step", ["_launch_processes", "shutdown"])
def test_ctrl_c_while_processes_start_or_end_leaves_none_behind(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would wait for work for ever, and the command for them."""
    real = getattr(ProcessPoolExecutor, step)

    def pressed(self: ProcessPoolExecutor, **options: bool) -> None:
        if step == "shutdown":
            os.kill(os.getpid(), signal.SIGINT)
        real(self, **options)
        if step != "shutdown":
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(ProcessPoolExecutor, step, pressed)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(check(LINTER, PATHS, 2))
        assert multiprocessing.active_children() == []
    finally:
        for each in multiprocessing.active_children():
            each.terminate()


SLOW = """
import os, time
from segur_lint import Linter
from segur_lint.pool import check
class Slow(Linter):
    def check_file(self, path, **_):
        print(os.getpid(), flush=True)
        time.sleep(600)
list(check(Slow(cache=False), ["a", "b"], 2))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="how a process ends there is another matter")
def test_processes_end_with_the_one_that_started_them_though_it_was_killed() -> None:
    command = [sys.executable, "-c", SLOW]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pids = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
    deadline = time.monotonic() + 30
    while any(map(is_alive, pids)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")  # one that nobody waited for is no more, too
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_a_process_of_the_pool_leaves_ctrl_c_to_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    ignored = []
    monkeypatch.setattr("signal.signal", lambda *pair: ignored.append(pair))
    monkeypatch.setattr(pool, "_linter", None)
    pool._begin(LINTER, NONE, None, Event())
    assert len(ignored) == 1
    assert pool._one(PATHS[0]).file == PATHS[0]


# --- how many processes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "files", "jobs"), [(1, 9, 1), (4, 9, 4), (4, 2, 2), (4, 0, 1), (999, 3, 3)]
)
def test_no_more_processes_than_asked_nor_than_files(asked: int, files: int, jobs: int) -> None:
    assert jobs_for(["a"] * files, asked) == jobs


def big(folder: Path, files: int, size: int) -> list[str]:
    paths = []
    for number in range(files):
        path = folder / f"{number}.json"
        with path.open("wb") as file:
            file.truncate(size)
        paths.append(str(path))
    return paths


@pytest.mark.parametrize(
    ("files", "size", "several"),
    [(pool.FEWEST_FILES, pool.FEWEST_BYTES, True), (pool.FEWEST_FILES - 1, 9_000_000, False),
     (100, 100, False)],
)  # fmt: skip
def test_many_large_files_are_worth_several_processes(
    files: int, size: int, several: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert jobs_for(big(tmp_path, files, size), 0) == (3 if several else 1)


@pytest.mark.parametrize(("cores", "jobs"), [(3, 3), (None, 1), (64, 8)])
def test_the_machine_is_asked_for_its_cores_where_it_cannot_say_which_are_ours(
    cores: int | None, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert jobs_for(big(tmp_path, 8, 1_000_000), 0) == jobs


def test_what_is_asked_holds_but_no_more_than_there_are_files(tmp_path: Path) -> None:
    assert jobs_for(big(tmp_path, 8, 1), 2) == 2
    assert jobs_for(big(tmp_path, 2, 1), 9) == 2


def test_files_that_are_not_there_weigh_nothing() -> None:
    assert jobs_for(["absent"] * 20, 0) == 1
