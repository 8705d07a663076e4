"""The wheel and the source distribution: what they hold, and that they work elsewhere."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from segur_lint import library, resources
from tests.project import ROOT, copy, environment, needs_working_copy, run

FAULTY = ROOT / "fixtures" / "PJ-003"


def files_of(*names: str) -> set[str]:
    """The project's files in these folders, without what Python leaves there."""
    return {
        path.relative_to(ROOT).as_posix()
        for name in names
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def build(source: Path, into: Path) -> Path:
    result = run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--wheel-dir", str(into), str(source)),
        ],
        source,
        environment(into),
    )
    assert result.returncode == 0, result.stdout
    (wheel,) = into.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs_working_copy()
    if int(version("setuptools").split(".")[0]) < 77:
        pytest.skip("building needs setuptools 77, which « .[dev] » installs")
    return copy(tmp_path_factory.mktemp("source") / "project")


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel alone; its dependencies are those of the tests."""
    target = tmp_path_factory.mktemp("installed")
    result = run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
            *("--target", str(target), str(wheel)),
        ],
        target,
        environment(target),
    )
    assert result.returncode == 0, result.stdout
    return target


#: What the package is made of; the sources and signs of its pages stand beside their modules.
_CARRIED = (".py", "py.typed", ".css", ".js", ".svg")


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_package_its_data_and_its_papers_and_nothing_else(wheel: Path) -> None:
    wanted = {name for name in files_of("segur_lint") if name.endswith(_CARRIED)}
    wanted |= {f"segur_lint/_data/{name}" for name in files_of("rules", "grammar")}
    wanted |= {f"segur_lint/_data/{name}" for name in (PROGRAMS, TREES)}
    names = names_in(wheel)
    papers = {re.sub(r"^[^/]*\.dist-info/", "", name) for name in names if ".dist-info/" in name}
    assert {name for name in names if ".dist-info/" not in name} == wanted
    assert {"METADATA", "RECORD", "entry_points.txt", "licenses/LICENSE"} <= papers


@pytest.mark.parametrize(
    "needed",
    [
        "segur_lint/py.typed",
        "segur_lint/markup/search.js",
        "segur_lint/report/page/report.css",
        "segur_lint/_data/rules/commun.yaml",
        "segur_lint/_data/rules/exemples/commun/JSON-1234567890-20240115-001.json",
        "segur_lint/_data/grammar/notation.lark",
    ],
)
def test_the_wheel_holds_what_a_user_needs(wheel: Path, needed: str) -> None:
    assert needed in names_in(wheel)


def test_the_source_distribution_holds_all_and_makes_the_same_wheel(
    source: Path, wheel: Path, tmp_path: Path
) -> None:
    script = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
    result = run([sys.executable, "-c", script, str(tmp_path)], source, environment(tmp_path))
    assert result.returncode == 0, result.stdout
    (made,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path / "out", filter="data")
    (folder,) = (tmp_path / "out").iterdir()
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files_of("segur_lint", "rules", "grammar") <= held
    assert {"README.md", "LICENSE", "CHANGELOG.md", ".pre-commit-hooks.yaml"} <= held
    assert names_in(build(folder, tmp_path / "again")) == names_in(wheel)


#: What an installation says of its rules: which modules it needed, and its programs.
_SAYS = """
import json, sys
from segur_lint import library, resources
packs = library.load()
programs = json.dumps([pack.program for pack in packs]).replace(resources.folder("rules"), "RULES")
print(json.dumps([sorted(sys.modules), programs]))
"""


def said(installed: Path, home: Path) -> tuple[set[str], str]:
    env = environment(home, PYTHONPATH=str(installed))
    modules, programs = json.loads(run([sys.executable, "-c", _SAYS], home, env).stdout)
    return set(modules), programs


def test_the_programs_of_a_wheel_are_those_of_its_rules_and_the_first_run_compiles_none(
    installed: Path, tmp_path: Path
) -> None:
    loaded, programs = said(installed, tmp_path)
    assert loaded.isdisjoint({"yaml", "lark", "jsonpath_ng"})
    assert not (tmp_path / "cache").exists()
    folder = resources.folder("rules")
    fresh = [pack.program for pack in library.load(cache=False)]
    assert programs == json.dumps(fresh).replace(folder, "RULES")


_PARSED = """
import json
from segur_lint import library, trees, yamlfile, yamlreader
from segur_lint.source import Source
from segur_lint.lang import _lark, expression, filename, notation
rooms = {"expression": expression, "filename": filename, "notation": notation}
shipped = trees._shipped()
for key, tree in shipped.items():
    grammar, text = key.split(" ", 1)
    if grammar in rooms:
        assert _lark.parse(rooms[grammar]._GRAMMAR, text) == tree, key
for path, data in library.files():
    kept, read = yamlfile._kept(data), yamlreader.read(Source(path, data))
    assert kept == read and repr(kept) == repr(read), path
print(json.dumps(len(shipped)))
"""


def test_the_trees_of_a_wheel_are_those_that_its_grammars_make(
    installed: Path, tmp_path: Path
) -> None:
    env = environment(tmp_path, PYTHONPATH=str(installed))
    assert int(run([sys.executable, "-c", _PARSED], tmp_path, env).stdout) > 100


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def remove(*paths: Path) -> None:
    for path in paths:
        path.unlink()


def cut(*paths: Path) -> None:
    for path in paths:
        path.write_bytes(path.read_bytes()[:-9])


PROGRAMS, TREES = "rules.programs", "rules.trees"
#: The changes after which texts are parsed anew.
NEW = ("no trees", "trees that are cut", "a grammar")
#: The others after which a file is.
EDITED = ("a file more", "a rule")
MODEL = "model: a\ntitle: A\nbalises: {b: value}\n"
CHANGES: dict[str, Callable[[Path], object]] = {
    "no trees": lambda data: remove(data / PROGRAMS, data / TREES),
    "trees that are cut": lambda data: cut(data / PROGRAMS, data / TREES),
    "no programs": lambda data: remove(data / PROGRAMS),
    "empty": lambda data: (data / PROGRAMS).write_bytes(b""),
    "cut": lambda data: cut(data / PROGRAMS),
    "a file more": lambda data: (data / "rules" / "a.yaml").write_text(MODEL),
    "a rule": lambda data: append(data / "rules" / "bio.yaml", "# a comment\n"),
    "a grammar": lambda data: append(data / "grammar" / "notation.lark", "// a comment\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_rules_that_were_edited_where_they_are_installed_are_compiled(
    installed: Path, tmp_path: Path, change: str
) -> None:
    _, programs = said(installed, tmp_path)
    edited = tmp_path / "edited"
    shutil.copytree(installed, edited)
    CHANGES[change](edited / "segur_lint" / "_data")
    loaded, now = said(edited, tmp_path)
    # Files and texts that were not edited are not parsed.
    assert ("yaml" in loaded) == (change in (*NEW, *EDITED))
    assert ("lark" in loaded) == (change in NEW)
    assert now == programs


@pytest.mark.parametrize(
    ("command", "code", "printed"),
    [
        (["--version"], 0, "segur-lint "),
        (["check", str(FAULTY)], 1, "PJ-003 erreur"),
        (["check", "--no-cache", "--lang", "en", str(FAULTY)], 1, "CANNOT BE DEPOSITED"),
        (["rules", "test", "--no-cache"], 0, ", 0 en défaut."),
    ],
)
def test_the_installed_command_works_outside_the_project(
    installed: Path, tmp_path: Path, command: list[str], code: int, printed: str
) -> None:
    script = installed / "bin" / "segur-lint"
    if not script.exists():
        pytest.skip("this system does not put commands in bin/")
    env = environment(tmp_path, PYTHONPATH=str(installed))
    result = run([str(script), *command], tmp_path, env)
    assert result.returncode == code, result.stdout
    assert printed in result.stdout


def test_the_installed_package_reads_its_own_data(installed: Path, tmp_path: Path) -> None:
    script = "from segur_lint.resources import folder; print(folder('rules'), folder('grammar'))"
    env = environment(tmp_path, PYTHONPATH=str(installed))
    result = run([sys.executable, "-c", script], tmp_path, env)
    data = installed / "segur_lint" / "_data"
    assert result.stdout.split() == [str(data / "rules"), str(data / "grammar")]


def test_an_installation_without_its_data_says_that_it_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_HERE", str(tmp_path / "segur_lint"))
    with pytest.raises(RuntimeError, match="installation incomplète, dossier « rules » absent"):
        resources.folder("rules")
