"""The exit codes of docs/codes-de-sortie.md: what each command answers, run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from segur_lint.cli import COMMANDS, main
from segur_lint.cli.rules import ACTIONS
from tests.project import ROOT
from tests.test_cli import make

PAGE = ROOT / "docs" / "codes-de-sortie.md"
A = "JSON-1234567890-20240115-001.json"
SOUND, FAULTY = {A: "= exemple-guide-plat"}, {A: "= FAC-003"}
RULES = {"regles": "= regles"}

#: What stands in the folder, then command lines; the last answers the code of the cell.
RUNS: dict[tuple[str, int], tuple[dict[str, str], str]] = {
    ("baseline", 0): (FAULTY, f"baseline {A} --output b"),
    ("baseline", 2): (FAULTY, f"baseline {A} --output b; baseline {A} --output b"),
    ("verify", 0): (FAULTY, f"check {A} --certificate c; verify c ."),
    ("verify", 1): (FAULTY, f"check {A} --certificate c; fix {A} --write; verify c ."),
    ("verify", 2): (FAULTY, f"verify {A} ."),
    ("fix", 0): (FAULTY, f"fix {A}"),
    ("fix", 1): (FAULTY, f"fix --check {A}"),
    ("fix", 2): ({A: "rien"}, f"fix {A}"),
    ("new", 0): ({}, "new"),
    ("new", 2): ({}, "new; new"),
    ("simulate", 0): (FAULTY, f"simulate {A}"),
    ("simulate", 1): ({A: "rien"}, f"simulate {A}"),
    ("simulate", 2): (FAULTY, f"simulate {A} --output {A}"),
    ("resubmit", 0): ({"r.json": "= reponse"}, "resubmit r.json --date 2024-01-15"),
    ("resubmit", 2): (FAULTY, f"resubmit {A}"),
    ("split", 0): (SOUND, f"split {A}"),
    ("split", 2): (SOUND, f"split {A} --max 0"),
    ("model import", 0): (SOUND, f"model import {A}"),
    ("model import", 2): ({A: "rien"}, f"model import {A}"),
    ("completion", 0): ({}, "completion bash"),
    ("completion", 2): ({}, "completion zut"),
    ("rules list", 0): (RULES, "rules list --rules regles"),
    ("rules list", 2): ({"fautes": "= fautes"}, "rules list --rules fautes"),
    ("rules show", 0): (RULES, "rules show ESS-001 --rules regles"),
    ("rules show", 2): (RULES, "rules show ESS-999 --rules regles"),
    ("rules docs", 0): (RULES, "rules docs --rules regles --output d"),
    ("rules docs", 2): (RULES, "rules docs --output d; rules docs --output d"),
    ("rules schema", 0): ({}, "rules schema --output d"),
    ("rules schema", 2): ({}, "rules schema --pack zut"),
    ("rules new", 0): ({}, "rules new --couloir OPT --logiciel ABC --output r"),
    ("rules new", 2): ({}, "rules new --couloir OPT --logiciel ABC --pack É"),
    ("rules check", 0): ({}, "rules check"),
    ("rules check", 1): (RULES, "rules check --rules regles"),
    ("rules check", 2): ({"fautes": "= fautes"}, "rules check --rules fautes"),
    ("rules test", 0): (RULES, "rules test --rules regles --pack essai"),
    ("rules test", 1): (RULES, "rules test --rules regles --pack essai-faux"),
    ("rules test", 2): ({"fautes": "= fautes"}, "rules test --rules fautes"),
    ("rules mutate", 0): ({}, "rules mutate --pack commun"),
    ("rules mutate", 1): (RULES, "rules mutate --rules regles --pack essai-bis"),
    ("rules mutate", 2): (RULES, "rules mutate --rules regles --pack essai-nu"),
    ("rules trace", 0): ({}, "rules trace"),
    ("rules trace", 1): ({"g": "= guidees"}, "rules trace --rules g --pack essai"),
    ("rules trace", 2): ({"g": "= guidees"}, "rules trace --rules g --pack zut"),
    ("rules format", 0): ({"a.yaml": "pack: a\n"}, "rules format --check a.yaml"),
    ("rules format", 1): ({"a.yaml": "title: t\npack: a\n"}, "rules format --check a.yaml"),
    ("rules format", 2): ({"a.yaml": "title: ["}, "rules format a.yaml"),
    ("rules import-table", 0): (
        {"t.csv": "Nom de la balise;Format\nreference;VARCHAR (=6)\n"},
        "rules import-table t.csv --prefix OPT",
    ),
    ("rules import-table", 1): (
        {"t.csv": "Nom de la balise;Format\nreference;VARCHAX\n"},
        "rules import-table t.csv --prefix OPT",
    ),
    ("rules import-table", 2): ({}, "rules import-table absent.csv --prefix OPT"),
    ("rules diff", 0): (RULES, "rules diff essai essai --rules regles"),
    ("rules diff", 1): (RULES, "rules diff essai essai-bis --rules regles"),
    ("rules diff", 2): (RULES, "rules diff essai zut --rules regles"),
}


@pytest.mark.parametrize("asked", RUNS, ids=lambda asked: f"{asked[0]} {asked[1]}")
def test_a_command_answers_the_code(
    asked: tuple[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, code = asked
    files, lines = RUNS[asked]
    make(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    *before, last = (shlex.split(line) for line in lines.split(";"))
    assert " ".join(last).startswith(command)
    for words in before:
        main(words)
    assert main(last) == code


def rows() -> dict[str, list[str]]:
    """What the page says of each command, by code."""
    _, _, table = PAGE.read_text(encoding="utf-8").partition("| commande |")
    found: dict[str, list[str]] = {}
    for line in table.splitlines()[2:]:
        if not line.startswith("|"):
            break
        names, *said = (cell.strip() for cell in line.strip("|").split("|"))
        for name in re.findall(r"`([^`]+)`", names):
            found[name] = said
    return found


def test_the_page_says_what_each_command_answers() -> None:
    commands = {each for each in COMMANDS if each not in {"check", "rules", "model"}}
    commands |= {"model import"} | {f"rules {each}" for each in ACTIONS}
    said = rows()
    assert set(said) == commands
    for name, cells in said.items():
        for code, cell in enumerate(cells):
            if name != "rules impact":  # which needs two revisions: tests/test_revisions.py
                assert ((name, code) in RUNS) is (cell != "—"), (name, code)
