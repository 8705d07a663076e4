"""docs/ say what is: their files are good as they are written, their commands do what they show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.console import Example, examples, matches, printed
from tests.project import ROOT

GUIDE = (ROOT / "docs" / "ecrire-des-regles.md").read_text(encoding="utf-8")
#: A block of the guide whose first line says in which file it goes.
FILE = re.compile(r"```(?:yaml|json)\n(?:#|//) (\S+/\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The files of the guide, written where it says."""
    for name, text in FILE.findall(GUIDE):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_guide_has_a_model_a_pack_and_a_sample(written: Path) -> None:
    assert len([path for path in written.rglob("*") if path.is_file()]) == 3


@pytest.mark.parametrize("example", examples(GUIDE), ids=lambda example: example.command)
def test_a_command_of_the_guide_prints_what_it_shows(example: Example, written: Path) -> None:
    name, *arguments = example.command.split()
    assert name == "segur-lint"
    assert matches(example.output, printed(arguments, written, written / "cache"))
