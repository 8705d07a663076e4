"""Copies of the working copy, and processes that know nothing of the test that starts them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: What a wheel, a source distribution and the hook are made from.
PARTS = (
    "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "CHANGELOG.md", "LICENSE",
    ".pre-commit-hooks.yaml", "segur_lint", "rules", "grammar",
)  # fmt: skip
_FOREIGN = ("COV", "GIT_", "PRE_COMMIT", "PYTEST", "PYTHONPATH", "SEGUR_LINT", "VIRTUAL_ENV")


def needs_working_copy() -> None:
    """Skip the test that asks where an installed wheel is tested, without the sources."""
    if not (ROOT / "segur_lint").is_dir():
        pytest.skip("the sources are not here: an installed wheel is tested")


def copy(into: Path) -> Path:
    """A copy of what the package is made from, without the leavings of earlier builds."""
    into.mkdir(parents=True)
    for name in PARTS:
        part = ROOT / name
        if part.is_dir():
            shutil.copytree(part, into / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(part, into / name)
    return into


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a fresh user: home and caches in `home`, nothing of the test run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "NO_COLOR": "1",
        **more,
    }


def run(command: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What `command` answers in `folder`, standard error beside the output."""
    return subprocess.run(
        command,
        cwd=folder,
        env=env,
        check=False,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
