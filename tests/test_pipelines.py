"""The pipelines of docs/pipelines and the action of the repository: as the schemas of their makers
say, and their shell lines, run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml

from fixtures.write_deposits import Files
from segur_lint.report.formats import FORMATS
from tests.corpora import require
from tests.deposits import FILE, NAME, PIECES, ZIP, put
from tests.project import ROOT, environment, needs_working_copy, run
from tests.repository import git

pytestmark = pytest.mark.skipif(
    not Path("/bin/bash").exists(), reason="bash is not on this machine"
)

FOLDER = ROOT / "docs" / "pipelines"
#: A sound deposit, whose documents are there; the same with one of them missing.
SOUND: Files = {f"depots/{NAME}": FILE[NAME], "depots/tout.zip": ZIP}
FAULTY: Files = {f"depots/{NAME}": FILE[NAME], f"depots/{next(iter(PIECES))}": b""}


def load(path: Path) -> Any:
    """A YAML file; « on », which YAML 1.1 reads as true, is put right."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in read.items()}


def lines(name: str) -> list[str]:
    """The shell scripts of a pipeline, in their order."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    if name == "Jenkinsfile":
        return re.findall(r"sh '''\n(.*?)'''", text, re.DOTALL)
    read = yaml.safe_load(text)
    if name == "gitlab-ci.yml":
        return list(read["segur-lint"]["script"])
    return [step["bash"] for step in read["steps"] if "bash" in step]


class Machine:
    """A folder with a repository, where segur-lint is this very one and nothing is installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.home = folder / "home"
        self.folder.mkdir()
        programs = self.home / "segur-lint" / "bin"
        tool = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m segur_lint "$@"\n'
        said = '#!/bin/sh\necho "${0##*/} $*" >>"$INSTALLED"\n'
        for name, text in {"segur-lint": tool, "pip": said, "python3": said}.items():
            put(programs, {name: text.encode()})
            (programs / name).chmod(0o755)
        self.env = environment(self.home, INSTALLED=str(self.home / "installed"))
        self.env["XDG_CACHE_HOME"] = os.environ["XDG_CACHE_HOME"]  # that of the tests
        self.env["PATH"] = f"{programs}{os.pathsep}{self.env['PATH']}"
        git(self.folder, "init", "-q", "-b", "main")
        (self.folder / ".segur-lint").symlink_to(programs.parent)
        put(self.folder, {".gitignore": b".segur-lint\n"})

    def commit(self, files: Files) -> str:
        """Files, committed; the commit before them."""
        git(self.folder, "commit", "-q", "--allow-empty", "-m", "avant")
        put(self.folder, files)
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "-m", "essai")
        return git(self.folder, "rev-parse", "HEAD~1").strip()

    def bash(self, *scripts: str, **env: str) -> subprocess.CompletedProcess[str]:
        """What the scripts answer, as a runner runs them: the first that fails ends all."""
        command = [
            "/bin/bash",
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            "-c",
            "\n".join(scripts),
        ]
        return run(command, self.folder, {**self.env, **env})


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    needs_working_copy()
    return Machine(tmp_path)


# --- GitLab, Jenkins, Azure -----------------------------------------------------------------------

REPORTS = {
    "gitlab-ci.yml": {"gl-code-quality.json", "segur-lint-junit.xml", "segur-lint.html"},
    "Jenkinsfile": {"segur-lint-junit.xml", "segur-lint-checkstyle.xml", "segur-lint.html"},
    "azure-pipelines.yml": {"segur-lint-junit.xml", "segur-lint.html"},
}
SINCE = {
    "gitlab-ci.yml": ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "{base}"),
    "Jenkinsfile": ("CHANGE_TARGET", "main"),
    "azure-pipelines.yml": ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"),
}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize(("files", "code"), [(SOUND, 0), (FAULTY, 1)])
def test_a_pipeline_fails_as_the_deposits_do_and_leaves_the_reports_that_it_publishes(
    name: str, files: Files, code: int, machine: Machine
) -> None:
    machine.commit(files)
    done = machine.bash(*lines(name), SEGUR_LINT="segur-lint @ ailleurs")
    assert done.returncode == code, done.stdout
    assert "DÉPOSABLE" in done.stdout
    installed = (machine.home / "installed").read_text(encoding="utf-8").splitlines()
    assert installed[-1] == "pip install --quiet segur-lint @ ailleurs"
    text = (FOLDER / name).read_text(encoding="utf-8")
    for report in REPORTS[name]:
        assert text.count(report) >= 2, "written, and published"
        assert (machine.folder / report).stat().st_size > 0
        if report.endswith(".xml"):
            ET.parse(machine.folder / report)
    if name == "gitlab-ci.yml":
        found = json.loads((machine.folder / "gl-code-quality.json").read_text(encoding="utf-8"))
        assert bool(found) is (code == 1)
        require(found, "gitlab/gl-code-quality.own-schema.json")


@pytest.mark.parametrize("name", SINCE)
def test_a_request_to_merge_is_checked_for_what_it_touches(name: str, machine: Machine) -> None:
    machine.commit(FAULTY)
    git(machine.folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    base = machine.commit({"notes.txt": b"Rien."})
    variable, value = SINCE[name]
    done = machine.bash(*lines(name), **{variable: value.format(base=base)})
    assert done.returncode == 0
    assert "Rien à contrôler" in done.stdout


# --- GitHub ---------------------------------------------------------------------------------------

ACTION = ROOT / "action.yml"


def test_the_workflow_and_the_action_are_as_their_schemas_say() -> None:
    require(load(FOLDER / "github-actions.yml"), "github/github-workflow.json")
    require(load(ACTION), "github/github-action.json")


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    steps = load(FOLDER / "github-actions.yml")["jobs"]["depots"]["steps"]
    (step,) = (each for each in steps if "/segur-lint@" in each["uses"])
    assert set(step["with"]) <= set(load(ACTION)["inputs"])


def test_what_is_given_to_the_action_is_never_read_as_a_command() -> None:
    for step in load(ACTION)["runs"]["steps"]:
        assert "${{" not in step["run"]


def act(machine: Machine, **given: str) -> subprocess.CompletedProcess[str]:
    """The steps of the action, with these inputs and the default of the others."""
    action = load(ACTION)
    inputs = {name: each["default"] for name, each in action["inputs"].items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    env = {"GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(machine.home)}
    env |= {"GITHUB_STEP_SUMMARY": str(machine.home / "summary.md")}
    for step in action["runs"]["steps"]:
        for name, value in step["env"].items():
            (word,) = re.findall(r"\$\{\{ (?:inputs|github)\.([\w-]+) \}\}", value)
            env[name] = inputs.get(word, "/the action")
    return machine.bash(*(step["run"] for step in action["runs"]["steps"]), **env)


def test_the_action_annotates_summarises_and_writes_what_is_uploaded(machine: Machine) -> None:
    machine.commit(FAULTY)
    done = act(machine, paths="depots\n", html="rapport.html")
    assert done.returncode == 1
    assert f"::error file=depots/{NAME},line=" in done.stdout
    assert "NON DÉPOSABLE" in (machine.home / "summary.md").read_text(encoding="utf-8")
    sarif = json.loads((machine.folder / "segur-lint.sarif").read_text(encoding="utf-8"))
    assert sarif["runs"][0]["results"]
    assert (machine.folder / "rapport.html").exists()
    installed = (machine.home / "installed").read_text(encoding="utf-8").splitlines()
    assert installed == [
        f"python3 -m venv {machine.home}/segur-lint",
        "pip install --quiet /the action",
    ]


@pytest.mark.parametrize(
    "options", ["--ignore=PJ-020", "--ignore PJ-020", "\n--ignore  PJ-020\n\n--lang=fr"]
)
def test_an_option_of_the_action_and_its_value_are_a_line(options: str, machine: Machine) -> None:
    machine.commit(FAULTY)
    done = act(machine, paths="depots", options=options)
    assert done.returncode == 1
    assert "title=PJ-023" in done.stdout
    assert "title=PJ-020" not in done.stdout


def test_the_value_of_an_option_of_the_action_may_hold_spaces(machine: Machine) -> None:
    machine.commit(FAULTY)
    done = act(machine, paths="depots", options="--certificate=a b.json\n--output c d.txt")
    assert done.returncode == 1
    assert {"a b.json", "c d.txt"} <= set(os.listdir(machine.folder))


def test_a_pipeline_says_what_is_to_be_replaced() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        head = " ".join(re.findall(r"^(?:#|//) (.*)", text, re.MULTILINE))
        assert all(each in head for each in ("segur-lint et sa version (v0.1.0)", "« depots »"))


def test_the_action_takes_what_a_branch_touched_and_other_options(machine: Machine) -> None:
    base = machine.commit(FAULTY)
    done = act(machine, changed_since=base, options="--ignore=PJ-020\n--lang=en", sarif="")
    assert done.returncode == 1
    assert "PJ-020: not selected" in done.stdout
    assert "title=PJ-020" not in done.stdout
    assert not (machine.folder / "segur-lint.sarif").exists()
    assert act(machine, changed_since="HEAD").returncode == 0


def test_names_that_a_shell_would_take_for_its_own_are_names(machine: Machine) -> None:
    machine.commit({f"-d; touch x/$(touch y)/{NAME}": FILE[NAME]})
    done = act(machine, paths=f"-d; touch x/$(touch y)/{NAME}")
    assert done.returncode == 0, done.stdout
    assert not {"x", "y"} & set(os.listdir(machine.folder))


def test_every_format_that_the_pipelines_name_is_one() -> None:
    for path in (ACTION, *FOLDER.iterdir()):
        named = re.findall(r"--format (\w+)", path.read_text(encoding="utf-8"))
        assert named == [name for name in named if name in FORMATS]
