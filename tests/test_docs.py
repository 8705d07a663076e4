"""docs/ say what is: their files are good as they are written, their commands do what they show."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from segur_lint import Linter
from segur_lint.functions import FUNCTIONS
from segur_lint.row import ROW_KEYS
from tests.console import Example, examples, matches, printed
from tests.project import ROOT
from tests.repository import git

GUIDE = (ROOT / "docs" / "ecrire-des-regles.md").read_text(encoding="utf-8")
#: A block of the guide whose first line says in which file it goes.
FILE = re.compile(r"```(?:yaml|json|csv)\n(?:#|//) (\S+/\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The files of the guide, written where it says."""
    for name, text in FILE.findall(GUIDE):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def versioned(written: Path) -> Path:
    """The same in a git repository, whose last commit has another ceiling: the guide says so."""
    pack = written / "mes-regles" / "opt-va1-solde.yaml"
    now = pack.read_text(encoding="utf-8")
    assert now.count("plafond: 500.00") == 1
    assert "Au dernier commit, le plafond était 100.00" in GUIDE
    pack.write_text(now.replace("plafond: 500.00", "plafond: 100.00"), encoding="utf-8")
    git(written, "init", "-q")
    git(written, "add", "mes-regles")
    git(written, "commit", "-q", "-m", "essai")
    pack.write_text(now, encoding="utf-8")
    return written


def test_the_guide_has_a_model_a_pack_a_sample_and_a_table(written: Path) -> None:
    assert len([path for path in written.rglob("*") if path.is_file()]) == 4


@pytest.mark.parametrize("example", examples(GUIDE), ids=lambda example: example.command)
def test_a_command_of_the_guide_prints_what_it_shows(example: Example, versioned: Path) -> None:
    name, *arguments = example.command.split()
    assert name == "segur-lint"
    assert matches(example.output, printed(arguments, versioned, versioned / "cache"))


def test_the_guide_has_every_key_and_every_function() -> None:
    schema = json.loads((ROOT / "docs" / "regles.schema.json").read_text(encoding="utf-8"))
    assert [key for key in schema["properties"] if f"`{key}" not in GUIDE] == []
    code = "\n".join(re.findall("`[^`\n]+`", GUIDE))
    assert [key for key in ROW_KEYS if not re.search(rf"\b{key}\b", code)] == []
    assert [name for name in FUNCTIONS if f"{name}(" not in code] == []


def test_a_link_of_the_guides_leads_to_a_heading() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        for name, anchor in re.findall(r"\]\(([\w-]+\.md)?#([^)]+)\)", page.read_text("utf-8")):
            target = (page.parent / (name or page.name)).read_text(encoding="utf-8")
            headings = re.findall("^#+ (.+)$", target, flags=re.MULTILINE)
            known = [re.sub(r"[^\w\s-]", "", each.lower()).replace(" ", "-") for each in headings]
            assert anchor in [*known, *re.findall('<a id="(.+?)">', target)]


EDITOR = (ROOT / "docs" / "editeur.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_on_editors_print_what_it_shows(written: Path) -> None:
    for example in examples(EDITOR):
        name, *arguments = example.command.split()
        assert name == "segur-lint"
        assert matches(example.output, printed(arguments, written, written / "cache"))


REPORTS = (ROOT / "docs" / "rapports.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_on_reports_do_what_it_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures" / "FAC-003", tmp_path / "depot")
    pictures = re.findall(r"images/[\w-]+\.png", REPORTS)
    assert pictures
    assert all((ROOT / "docs" / name).is_file() for name in pictures)
    for example in examples(REPORTS):
        name, *arguments = example.command.split()
        assert name == "segur-lint"
        assert matches(example.output, printed(arguments, tmp_path, tmp_path / "cache"))
        for option, value in pairwise(arguments):
            if option == "--output":
                text = (tmp_path / value).read_text(encoding="utf-8-sig")
                assert "FAC-003" in text
                assert text.endswith("</html>\n") or not value.endswith(".html")


# --- the walk-through ---------------------------------------------------------------------------

WALK = (ROOT / "docs" / "pas-a-pas.md").read_text(encoding="utf-8")
#: What a person does by hand: « dans `file`, remplacez `this` par `that` ».
BY_HAND = re.compile(r"dans `(.+?)`, remplacez `(.+?)` par `(.+?)`")
#: A file that the page writes: its first line says its name.
WRITTEN = re.compile(r"```yaml\n# (\S+)\n(.*?)```", re.DOTALL)


def follow(page: str, folder: Path) -> int:
    """Do what a page says, part by part: write its files, run its commands, change by hand what it
    asks for; how many commands did what it shows.
    """
    said = 0
    for part in re.split(r"(?=^```(?:console|yaml)$)", page, flags=re.MULTILINE):
        for name, text in WRITTEN.findall(part):
            (folder / name).write_text(f"# {name}\n{text}", encoding="utf-8")
        for example in examples(part):
            name, *arguments = example.command.split()
            assert name == "segur-lint"
            output = printed(arguments, folder, folder / "cache")
            assert matches(example.output, output), output
            said += 1
        for name, old, new in BY_HAND.findall(part):
            path = folder / name
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1
            path.write_text(text.replace(old, new), encoding="utf-8")
    return said


def test_the_walk_through_goes_from_a_faulty_folder_to_a_second_deposit(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures" / "pas-a-pas", tmp_path / "depot")
    assert follow(WALK, tmp_path) == len(examples(WALK)) > 6


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


# --- waivers, what is known, certificates ---------------------------------------------------------

WAIVERS = (ROOT / "docs" / "derogations.md").read_text(encoding="utf-8")


def test_the_page_on_waivers_does_what_it_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures" / "FAC-005", tmp_path / "depot")
    assert follow(WAIVERS, tmp_path) == len(examples(WAIVERS))
