"""Tools of npm that tests drive: pinned in a folder here, installed once in the tests' cache."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def installed(pinned: str, cache: Path) -> Path:
    """The ``node_modules`` of the folder `pinned`, put in `cache`; the test is skipped where not.

    Two runs at once install it twice, and the first one's stays.
    """
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not on this machine")
    wanted = json.loads((TESTS / pinned / "package.json").read_text("utf-8"))["dependencies"]
    ((name, version),) = wanted.items()
    home = cache / f"{name}-{version}"
    if not (home / "node_modules" / name).is_dir():
        with tempfile.TemporaryDirectory(dir=cache) as made:
            for each in ("package.json", "package-lock.json"):
                shutil.copy(TESTS / pinned / each, made)
            command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
            command += ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--loglevel=error"]
            try:
                subprocess.run(command, cwd=made, check=True, capture_output=True, timeout=120)
            except (OSError, subprocess.SubprocessError) as error:
                pytest.skip(f"{name} cannot be had: {_last_line(error)}")
            if not home.exists():
                Path(made).rename(home)
                Path(made).mkdir()
    return home / "node_modules"


def _last_line(error: Exception) -> str:
    said = (getattr(error, "stderr", None) or b"").decode("utf-8", "replace")
    # npm ends with where its log is; what went wrong comes before.
    lines = [line for line in said.splitlines() if line.strip() and "log" not in line]
    return lines[0] if lines else str(error)
