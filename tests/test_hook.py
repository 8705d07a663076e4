"""The hook, with the real git and the real pre-commit, in a repository of one's own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.project import ROOT, copy, environment, needs_working_copy, run

FAULTY = ROOT / "fixtures" / "PJ-003" / "JSON-1234567890-20240115-001.json"
SOUND = ROOT / "fixtures" / "PJ-012-voisin" / "JSON-1234567890-20240115-001.json"
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Essai"), ("EMAIL", "essai@example.org"))
}
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: segur-lint
        files: ^depots/
"""
_NO_INDEX = re.compile(
    r"Could not find a version|No matching distribution|NewConnectionError|ConnectTimeout"
)


class Repository:
    """A git repository, its hooks installed."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(["git", *arguments], self.folder, self.env)

    def must(self, *arguments: str) -> str:
        result = self.git(*arguments)
        assert result.returncode == 0, result.stdout
        return result.stdout.strip()

    def commit(self, name: str, data: bytes) -> subprocess.CompletedProcess[str]:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.must("add", name)
        return self.git("commit", "--quiet", "-m", name)


def start(folder: Path, env: dict[str, str]) -> Repository:
    repository = Repository(folder, env)
    repository.must("init", "--quiet")
    return repository


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A user's repository with the hook of the working copy, installed once for all tests."""
    needs_working_copy()
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine")
    if find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    home = tmp_path_factory.mktemp("home")
    env = environment(
        home, **IDENTITY, GIT_CONFIG_NOSYSTEM="1", PRE_COMMIT_HOME=str(home / "pre-commit")
    )
    tool = start(copy(tmp_path_factory.mktemp("tool") / "segur-lint"), env)
    tool.must("add", ".")
    tool.must("commit", "--quiet", "-m", "segur-lint")

    user = start(tmp_path_factory.mktemp("user"), env)
    config = CONFIG.format(repo=tool.folder, rev=tool.must("rev-parse", "HEAD"))
    (user.folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    user.must("add", ".pre-commit-config.yaml")
    user.must("commit", "--quiet", "-m", "hooks")
    result = run(
        [sys.executable, "-m", "pre_commit", "install", "--install-hooks"], user.folder, env
    )
    if result.returncode and _NO_INDEX.search(result.stdout):
        pytest.skip("the package index cannot be reached: the hook cannot be installed")
    assert result.returncode == 0, result.stdout
    return user


@pytest.fixture
def repository(installed: Repository) -> Repository:
    """The same, without what an earlier test left."""
    installed.must("reset", "--hard", "--quiet")
    installed.must("clean", "-fdq")
    return installed


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (f"depots/{FAULTY.name}", "PJ-003 erreur"),
        (f"depots/2024/{FAULTY.name}", "PJ-003 erreur"),
        (f"depots/{FAULTY.stem}.JSON", "FIC-001 erreur"),
    ],
)
def test_a_faulty_deposit_is_refused_and_its_fault_is_shown(
    repository: Repository, name: str, found: str
) -> None:
    before = repository.must("rev-parse", "HEAD")
    result = repository.commit(name, FAULTY.read_bytes())
    assert result.returncode == 1
    assert found in result.stdout
    assert "NON DÉPOSABLE" in result.stdout
    assert repository.must("rev-parse", "HEAD") == before


def test_the_bytes_that_are_staged_are_judged_not_those_on_disk(repository: Repository) -> None:
    name = f"depots/{FAULTY.name}"
    (repository.folder / "depots").mkdir(exist_ok=True)
    (repository.folder / name).write_bytes(FAULTY.read_bytes())
    repository.must("add", name)
    (repository.folder / name).write_bytes(SOUND.read_bytes())
    assert repository.git("commit", "--quiet", "-m", "essai").returncode == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (f"depots/sains/{SOUND.name}", SOUND.read_bytes()),
        ("package.json", b"{}"),
        ("depots/LISEZMOI.md", b"# Nos d\xc3\xa9p\xc3\xb4ts\n"),
    ],
)
def test_a_sound_deposit_and_what_is_no_deposit_are_accepted(
    repository: Repository, name: str, data: bytes
) -> None:
    before = repository.must("rev-parse", "HEAD")
    result = repository.commit(name, data)
    assert result.returncode == 0, result.stdout
    assert repository.must("rev-parse", "HEAD") != before


@pytest.mark.parametrize(
    ("validator", "name"),
    [
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ],
)
def test_pre_commit_takes_the_file(validator: str, name: str, tmp_path: Path) -> None:
    if find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    command = [sys.executable, "-m", "pre_commit", validator, str(ROOT / name)]
    result = run(command, tmp_path, environment(tmp_path))
    assert (result.returncode, result.stdout) == (0, "")
