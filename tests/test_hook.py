"""The hook, with the real git and the real pre-commit, in a repository of one's own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from fixtures.write_deposits import Files
from segur_lint.deposit import DOCUMENTS
from segur_lint.smalldocuments import archive, png
from tests.corpora import require
from tests.deposits import FILE, NAME, PIECES, ZIP, put
from tests.project import ROOT, copy, environment, needs_working_copy, run
from tests.repository import MODEL, PACK, SAMPLE

RESERVED = ROOT / "fixtures" / "FAC-005" / "JSON-1234567890-20240115-001.json"
MENDED = ROOT / "fixtures" / "FAC-003" / "JSON-1234567890-20240115-001.json"

FAULTY = ROOT / "fixtures" / "PJ-003" / "JSON-1234567890-20240115-001.json"
SOUND = ROOT / "fixtures" / "PJ-012-voisin" / "JSON-1234567890-20240115-001.json"
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Essai"), ("EMAIL", "essai@example.org"))
}
HOOK = "      - {id: segur-lint, files: ^depots/}\n"
ALL = "      - {id: segur-lint-all, args: [depots]}\n"
RULES = "      - {id: segur-lint-rules, files: ^regles/, args: [--rules, regles]}\n"
FIX = "      - {id: segur-lint-fix, files: ^depots/}\n"
PARALLEL = HOOK.replace("}", ", require_serial: false}")
_NO_INDEX = re.compile(
    r"Could not find a version|No matching distribution|NewConnectionError|ConnectTimeout"
)


class Repository:
    """A git repository, and where its hooks are from: `tool`, a clone at a revision."""

    def __init__(self, folder: Path, env: dict[str, str], tool: str = "") -> None:
        self.folder = folder
        self.env = env
        self.tool = tool

    def asks(self, hooks: str) -> None:
        """These hooks from now on, as a commit that they do not look at."""
        config = f"repos:\n{self.tool}    hooks:\n{hooks}"
        (self.folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        self.must("add", ".pre-commit-config.yaml")
        self.must("commit", "--quiet", "--no-verify", "--allow-empty", "-m", "hooks")

    def has(self, files: Files) -> None:
        """Files that were committed unseen."""
        put(self.folder, files)
        self.must("add", *files)
        self.must("commit", "--quiet", "--no-verify", "-m", "deposits")

    def all_files(self, *more: str, env: dict[str, str] | None = None) -> tuple[int, str]:
        """The exit code and the words of ``pre-commit run --all-files``."""
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", *more]
        result = run(command, self.folder, env or self.env)
        return result.returncode, result.stdout

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(["git", *arguments], self.folder, self.env)

    def must(self, *arguments: str) -> str:
        result = self.git(*arguments)
        assert result.returncode == 0, result.stdout
        return result.stdout.strip()

    def commit(self, name: str, data: bytes) -> subprocess.CompletedProcess[str]:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.must("add", name)
        return self.git("commit", "--quiet", "-m", name)


def start(folder: Path, env: dict[str, str]) -> Repository:
    repository = Repository(folder, env)
    repository.must("init", "--quiet")
    return repository


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A user's repository with the hook of the working copy, installed once for all tests."""
    needs_working_copy()
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine")
    if find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    home = tmp_path_factory.mktemp("home")
    env = environment(
        home, **IDENTITY, GIT_CONFIG_NOSYSTEM="1", PRE_COMMIT_HOME=str(home / "pre-commit")
    )
    tool = start(copy(tmp_path_factory.mktemp("tool") / "segur-lint"), env)
    tool.must("add", ".")
    tool.must("commit", "--quiet", "-m", "segur-lint")

    user = start(tmp_path_factory.mktemp("user"), env)
    user.tool = f"  - repo: {tool.folder}\n    rev: {tool.must('rev-parse', 'HEAD')}\n"
    user.asks(HOOK)
    user.must("tag", "debut")
    result = run(
        [sys.executable, "-m", "pre_commit", "install", "--install-hooks"], user.folder, env
    )
    if result.returncode and _NO_INDEX.search(result.stdout):
        pytest.skip("the package index cannot be reached: the hook cannot be installed")
    assert result.returncode == 0, result.stdout
    return user


@pytest.fixture
def repository(installed: Repository) -> Repository:
    """The same, without what an earlier test left."""
    installed.must("reset", "--hard", "--quiet", "debut")
    installed.must("clean", "-fdq")
    return installed


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (f"depots/{FAULTY.name}", "PJ-003 erreur"),
        (f"depots/2024/{FAULTY.name}", "PJ-003 erreur"),
        (f"depots/{FAULTY.stem}.JSON", "FIC-001 erreur"),
    ],
)
def test_a_faulty_deposit_is_refused_and_its_fault_is_shown(
    repository: Repository, name: str, found: str
) -> None:
    before = repository.must("rev-parse", "HEAD")
    result = repository.commit(name, FAULTY.read_bytes())
    assert result.returncode == 1
    assert found in result.stdout
    assert "NON DÉPOSABLE" in result.stdout
    assert repository.must("rev-parse", "HEAD") == before


def test_the_bytes_that_are_staged_are_judged_not_those_on_disk(repository: Repository) -> None:
    name = f"depots/{FAULTY.name}"
    (repository.folder / "depots").mkdir(exist_ok=True)
    (repository.folder / name).write_bytes(FAULTY.read_bytes())
    repository.must("add", name)
    (repository.folder / name).write_bytes(SOUND.read_bytes())
    assert repository.git("commit", "--quiet", "-m", "essai").returncode == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (f"depots/sains/{SOUND.name}", SOUND.read_bytes()),
        ("package.json", b"{}"),
        ("depots/logo.png", png()),
        ("depots/notes.txt", b"Rien."),
        ("depots/LISEZMOI.md", b"# Nos d\xc3\xa9p\xc3\xb4ts\n"),
    ],
)
def test_a_sound_deposit_and_what_is_no_deposit_are_accepted(
    repository: Repository, name: str, data: bytes
) -> None:
    before = repository.must("rev-parse", "HEAD")
    result = repository.commit(name, data)
    assert result.returncode == 0, result.stdout
    assert repository.must("rev-parse", "HEAD") != before


# --- whole deposits -------------------------------------------------------------------------------

JSON, ARCHIVE = f"depots/{NAME}", "depots/BIO-documents.zip"
#: The same archive without its last document, which is told at its line.
SHORT = archive(list(PIECES.items())[:1])
MISSING = f"{NAME}:25:25 PJ-020 erreur"
VERDICT = "NON DÉPOSABLE :"


@pytest.mark.parametrize("name", [ARCHIVE, "depots/pieces/BIO-documents.ZIP"])
def test_an_archive_alone_in_a_commit_is_judged_with_its_json(
    repository: Repository, name: str
) -> None:
    repository.has({JSON: FILE[NAME]})
    result = repository.commit(name, SHORT)
    assert result.returncode == 1
    assert result.stdout.count(f"depots/{MISSING}") == 1
    assert repository.commit(name, ZIP).returncode == 0


@pytest.mark.parametrize(("hooks", "most"), [(HOOK, 1), (PARALLEL, 3)])
def test_a_json_and_its_archive_are_judged_together_whatever_process_each_is_in(
    repository: Repository, hooks: str, most: int
) -> None:
    repository.asks(hooks)
    folders = [f"depots/{number}" for number in range(4)]
    pairs = {f"{each}/{NAME}": FILE[NAME] for each in folders}
    archives = {f"{each}/tout.zip": SHORT if each == folders[2] else ZIP for each in folders}
    repository.has({**pairs, **archives})
    code, said = repository.all_files()
    assert code == 1
    assert 1 <= said.count(VERDICT) <= most
    assert said.count(MISSING) == said.count(f"{folders[2]}/{MISSING}") == said.count(VERDICT)


def test_a_commit_that_only_deletes_a_document_is_refused(repository: Repository) -> None:
    repository.asks(ALL)
    repository.has({JSON: FILE[NAME], ARCHIVE: ZIP})
    repository.must("rm", "--quiet", ARCHIVE)
    result = repository.git("commit", "--quiet", "-m", "essai")
    assert result.returncode == 1
    assert f"depots/{MISSING}" in result.stdout
    repository.must("rm", "--quiet", JSON)
    assert repository.git("commit", "--quiet", "-m", "essai").returncode == 0


def test_a_change_of_the_configuration_is_tried_on_all_deposits(repository: Repository) -> None:
    repository.asks(ALL)
    repository.has({f"depots/2024/{RESERVED.name}": RESERVED.read_bytes()})
    said = repository.commit("notes.txt", b"Rien.")
    assert said.returncode == 0
    assert "FAC-005 avertissement" in said.stdout
    said = repository.commit(".segur-lint.yaml", b"severities: {FAC-005: error}\n")
    assert said.returncode == 1
    assert "FAC-005 erreur" in said.stdout


def test_a_repository_without_a_deposit_yet_has_nothing_to_check(repository: Repository) -> None:
    repository.asks(ALL.replace(", args: [depots]", ""))
    said = repository.commit("notes.txt", b"Rien.")
    assert said.returncode == 0
    assert "Rien à contrôler" in said.stdout


def test_warnings_are_shown_and_what_is_sound_says_nothing(repository: Repository) -> None:
    said = repository.commit(f"depots/{RESERVED.name}", RESERVED.read_bytes())
    assert said.returncode == 0
    assert "FAC-005 avertissement" in said.stdout
    assert "DÉPOSABLE AVEC RÉSERVES" in said.stdout
    said = repository.commit(f"depots/{SOUND.name}", SOUND.read_bytes())
    assert said.returncode == 0
    assert "DÉPOSABLE" not in said.stdout


def test_five_hundred_files_are_one_report_in_colour_without_a_bar(repository: Repository) -> None:
    repository.asks(HOOK.replace("}", ", args: [--select=PJ-003]}"))  # all have the same numbers
    files = {f"depots/{number}/{SOUND.name}": SOUND.read_bytes() for number in range(500)}
    repository.has({**files, f"depots/7/{SOUND.name}": FAULTY.read_bytes()})
    env = {name: value for name, value in repository.env.items() if name != "NO_COLOR"}
    code, said = repository.all_files("--color", "always", env={**env, "TERM": "xterm"})
    assert code == 1
    assert said.count("500 fichiers") == 1
    assert f"depots/7/{FAULTY.name}" in said
    assert "\x1b[31;1mPJ-003\x1b[0m" in said
    assert re.findall(r"\x1b\[(?![\d;]*m)", said) == []  # a colour, and nothing that moves


# --- the other hooks ------------------------------------------------------------------------------


def test_a_remark_on_the_rules_refuses_them(repository: Repository) -> None:
    repository.asks(RULES)
    rules = {"modele.yaml": MODEL, "exemples/exemple.json": SAMPLE}
    repository.has({f"regles/{name}": text.encode() for name, text in rules.items()})
    said = repository.commit("regles/essai.yaml", PACK.encode())
    assert said.returncode == 1
    assert "regles/essai.yaml:20:49: [traduction]" in said.stdout
    told = PACK.replace("“reference” {fault}", "The reference {fault}").replace(
        "Elle n'a pas", "« reference » n'a pas"
    )
    assert repository.commit("regles/essai.yaml", told.encode()).returncode == 0


def test_what_has_one_remedy_is_mended_and_the_commit_is_to_be_made_again(
    repository: Repository,
) -> None:
    repository.asks(FIX + HOOK)
    name = f"depots/{MENDED.name}"
    said = repository.commit(name, MENDED.read_bytes())
    assert said.returncode == 1
    assert "files were modified by this hook" in said.stdout
    assert "Réparé dans 1 fichier : FAC-003 (1)." in said.stdout
    assert repository.git("commit", "--all", "--quiet", "-m", "essai").returncode == 0


# --- what the hooks are made of -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("pre-commit-hooks", ".pre-commit-hooks.yaml"),
        ("pre-commit-config", ".pre-commit-config.yaml"),
    ],
)
def test_the_file_is_as_its_schema_says(name: str, path: str) -> None:
    require(yaml.safe_load((ROOT / path).read_text("utf-8")), f"pre-commit/{name}.json")


def test_every_name_of_a_document_is_one_that_the_hook_is_given() -> None:
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (hook,) = (each for each in manifest if each["id"] == "segur-lint")
    pattern = re.compile(hook["files"])
    names = [
        f"depots/a{end}" for end in ("", *DOCUMENTS, ".json", ".JSON", ".Zip", ".txt", ".yaml")
    ]
    given = [name for name in names if pattern.search(name)]
    others = [name for name in names if name not in given]
    assert others == ["depots/a", "depots/a.txt", "depots/a.yaml"]


@pytest.mark.parametrize(
    ("validator", "name"),
    [
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ],
)
def test_pre_commit_takes_the_file(validator: str, name: str, tmp_path: Path) -> None:
    if find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    command = [sys.executable, "-m", "pre_commit", validator, str(ROOT / name)]
    result = run(command, tmp_path, environment(tmp_path))
    assert (result.returncode, result.stdout) == (0, "")
