"""Foreign test data, kept beside the project on some machines and never copied into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"


def corpora(name: str) -> Path:
    """The folder of the corpus `name`; the test that asks is skipped where it is absent."""
    folder = ROOT / name
    if not folder.exists():
        pytest.skip(f"corpus {name} is not on this machine")
    return folder


def require(value: Any, name: str) -> None:
    """Fail where a value is not as a schema of others says (``pre-commit/pre-commit-hooks.json``).

    The test that asks is skipped where that schema is absent.
    """
    path = ROOT.parent / "schemas" / name
    if not path.exists():
        pytest.skip(f"schema {name} is not on this machine")
    beside = [json.loads(each.read_text("utf-8")) for each in path.parent.glob("*.json")]
    known = ((each["$id"], Resource.from_contents(each)) for each in beside if "$id" in each)
    registry: Registry[Any] = Registry().with_resources(known)
    asked = json.loads(path.read_text("utf-8"))
    validator_for(asked)(asked, registry=registry).validate(value)


def corpus_files(name: str, pattern: str) -> list[Path]:
    """The files of a corpus for `parametrize`; none where it is absent."""
    folder = ROOT / name
    return sorted(folder.glob(pattern)) if folder.exists() else []
