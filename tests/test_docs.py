"""docs/ say what is: their files are good as they are written, their commands do what they show."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from segur_lint import Linter
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


# --- the walk-through ---------------------------------------------------------------------------

WALK = (ROOT / "docs" / "pas-a-pas.md").read_text(encoding="utf-8")
#: What a person does by hand: « dans `file`, remplacez `this` par `that` ».
BY_HAND = re.compile(r"dans `(.+?)`, remplacez `(.+?)` par `(.+?)`")


def test_the_walk_through_goes_from_a_faulty_folder_to_a_second_deposit(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures" / "pas-a-pas", tmp_path / "depot")
    said = 0
    for part in re.split(r"(?=^```console$)", WALK, flags=re.MULTILINE):
        for example in examples(part):
            name, *arguments = example.command.split()
            assert name == "segur-lint"
            output = printed(arguments, tmp_path, tmp_path / "cache")
            assert matches(example.output, output), output
            said += 1
        for name, old, new in BY_HAND.findall(part):
            path = tmp_path / name
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1
            path.write_text(text.replace(old, new), encoding="utf-8")
    assert said == len(examples(WALK)) > 6


# --- the register ---------------------------------------------------------------------------------

CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
(PACK,) = (pack for pack in Linter().packs if pack.name == "bio-loinc-va1-solde")


def test_the_columns_of_the_register_are_those_of_the_pack() -> None:
    (register,) = PACK.program["registers"]
    table = CONFIGURATION.split("| colonne |", 1)[1].split("\n\n", 1)[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]
    told = [
        (name.strip("`"), re.findall("`(.+?)`", also), required == "oui")
        for name, also, required, _ in rows
    ]
    assert told == [(name, also, required) for name, _, required, also in register["columns"]]


def test_the_statuses_of_a_paid_advance_are_those_of_the_pack() -> None:
    (line,) = re.findall("Une avance est payée si .*: (.*)", CONFIGURATION)
    paid = PACK.program["deposits"]["paid"]["values"]
    assert re.findall("`(.+?)`", line) == [each.strip() for each in paid.split(",")]


def test_the_sample_register_is_read_and_used(tmp_path: Path) -> None:
    (sample,) = re.findall("```csv\n(.*?)```", CONFIGURATION, re.DOTALL)
    assert len(sample.splitlines()) == 3
    path = tmp_path / "avances.csv"
    path.write_text(sample, encoding="utf-8")
    linter = Linter(registers={"avances": str(path)})
    report = linter.check_paths([PACK.program["sample"]])
    assert [finding.rule for file in report.files for finding in file.findings] == []
    assert not any(out.rule.startswith("AVA") for file in report.files for out in file.not_run)
