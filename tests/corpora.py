"""Foreign test data, kept beside the project on some machines and never copied into it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"


def corpora(name: str) -> Path:
    """The folder of the corpus `name`; the test that asks is skipped where it is absent."""
    folder = ROOT / name
    if not folder.exists():
        pytest.skip(f"corpus {name} is not on this machine")
    return folder


def corpus_files(name: str, pattern: str) -> list[Path]:
    """The files of a corpus for `parametrize`; none where it is absent."""
    folder = ROOT / name
    return sorted(folder.glob(pattern)) if folder.exists() else []
