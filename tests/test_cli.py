"""The command line: the cases of tests/cli/*.yaml, then what needs a process, a pipe or a terminal.

A case is data that another program could run as well: `run`, the words after ``segur-lint``;
`files`, the files to make in an empty folder (a text; or ``= FOLDER``, the deposit of that case of
fixtures/, or of tests/answers.py; or ``= regles``, ``= guidees``, ``= fautes``, the folders of
rules below); `stdin`, the same; `needs`, a path without which the case is left out. Then what is
expected: `exit`; fragments, `out`, `not_out`, `err`, `not_err`; fragments in their order,
`out_order`, `err_order`; the whole, `out_is`, `err_is`, `err_lines`; `file`, a fragment of a file;
`absent`, files that are not there; `json`, the output is JSON; `json_files`, the names it gives.
"""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from segur_lint import cli, inputs, library, quick, ruletest
from segur_lint.api import Linter
from segur_lint.cli import main
from segur_lint.cli.check import plain as plain_check
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import plain
from tests import answers

if TYPE_CHECKING:
    from collections.abc import Iterator


HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
linux = pytest.mark.skipif(sys.platform != "linux", reason="names, signals and devices of Linux")

_MODEL = """\
model: essai
title: Un modèle d'essai
balises:
  reference: value
"""
_PACK = """\
pack: essai
title: Un jeu d'essai
status: provisoire
source: Guide d'essai
model: modele.yaml
sample: exemple.json
stages:
  commande: {fr: les commandes, en: the orders}
applies: starts_with(reference, "AB")
rules:
  - id: ESS-001
    stage: commande
    title: La référence a 6 caractères
    why: parce que le guide le dit
    balise: reference
    when: reference != "-"
    format: VARCHAR (=6)
    source: §1
    from: 2024-09-12
    until: 2024-10-01
    message: {fr: "« reference » {fault}.", en: "“reference” {fault}."}
    examples: {pass: ['"ABC123"'], fail: ['"ABC"']}
  - id: ESS-002
    stage: commande
    title: La référence n'est pas vide
    balise: reference
    assert: value != ""
    source: §1
    message: {fr: "Elle est vide.", en: "It is empty."}
    examples: {pass: ['"ABC123"'], fail: ['""']}
  - id: ESS-003
    stage: commande
    title: La référence commence par AB
    balise: reference
    assert: starts_with(value, "AB")
    source: §1
    from: 2024-09-12
    message: {fr: "Elle commence mal.", en: "It begins badly."}
    examples: {pass: ['"ABC123"'], fail: ['"XBC123"']}
"""
_BIS = """\
pack: essai-bis
title: Un second jeu d'essai
extends: essai
status: provisoire
source: Guide d'essai
sample: exemple.json
applies: ends_with(reference, "X")
rules:
  - {drop: ESS-002, why: ne sert plus}
  - {replace: ESS-001, severity: warning}
"""
_NU = """\
pack: essai-nu
title: Un jeu sans exemple
status: provisoire
source: Guide d'essai
model: modele.yaml
stages:
  commande: {fr: les commandes, en: the orders}
rules:
  - id: ESS-004
    stage: commande
    title: La référence a 6 caractères
    balise: reference
    format: VARCHAR (=6)
    source: §1
    message: {fr: "« reference » {fault}.", en: "“reference” {fault}."}
    examples: {pass: ['"ABCD"'], fail: ['"ABC"']}
"""
_FAUX = _NU.replace("essai-nu", "essai-faux").replace("stages:", "sample: exemple.json\nstages:")
_FAUTE = """\
pack: faute
title: Un jeu qui a deux fautes
status: provisoire
source: Guide d'essai
model: modele.yaml
stages:
  commande: {fr: les commandes, en: the orders}
rules:
  - id: ESS-001
    stage: commande
    title: Une balise qui n'existe pas
    balise: raference
    format: VARCHAR (=6)
    source: §1
    message: {fr: "« reference » {fault}.", en: "“reference” {fault}."}
    examples: {pass: ['"ABC123"'], fail: ['"ABC"']}
"""
_FAUTE += """\
  - id: ESS-002
    stage: commande
    title: Un format qui n'existe pas
    balise: reference
    format: VARCHAX (=6)
    source: §1
    message: {fr: "« reference » {fault}.", en: "“reference” {fault}."}
    examples: {pass: ['"ABC123"'], fail: ['"ABC"']}
"""
_GUIDE = """\
guide: essai
title: Un guide d'essai
document: Publié nulle part
clauses:
  - id: "1.1"
    source: §1
    clause: "La référence a 6 caractères | <b>, c'est tout."
    controls: [ESS-001]
  - {id: "2.1", source: §2, clause: Le portail la donne., hors champ: C'est le portail.}
  - {id: "3.1", source: §3, clause: Elle plaît.}
"""
_GUIDED = _PACK.replace("model: modele.yaml", "model: modele.yaml\nguide: guide.yaml").replace(
    'assert: value != ""\n    source: §1', 'assert: value != ""\n    source: usage'
)
_FOLDERS = {
    "guidees": {
        "modele.yaml": _MODEL,
        "essai.yaml": _GUIDED,
        "bis.yaml": _BIS.replace(
            "{drop: ESS-002, why: ne sert plus}", "{drop: ESS-001, why: ne sert plus}"
        ).replace("  - {replace: ESS-001, severity: warning}\n", ""),
        "nu.yaml": _NU,
        "guide.yaml": _GUIDE,
        "exemple.json": '{"reference": "ABC123"}',
    },
    "regles": {
        "modele.yaml": _MODEL,
        "essai.yaml": _PACK,
        "bis.yaml": _BIS,
        "nu.yaml": _NU,
        "faux.yaml": _FAUX,
        "exemple.json": '{"reference": "ABC123"}',
    },
    "fautes": {"modele.yaml": _MODEL, "faute.yaml": _FAUTE},
}


def deposit(folder: str) -> bytes:
    (path,) = (FIXTURES / folder).glob("*.json")
    return path.read_bytes()


def content(text: str) -> bytes:
    if text[2:] in answers.NAMES and text.startswith("= "):
        return answers.content(text[2:])
    return deposit(text[2:]) if text.startswith("= ") else text.encode()


def make(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        if text[2:] in _FOLDERS:
            make(folder / name, _FOLDERS[text[2:]])
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(text))


def cases() -> Iterator[Any]:
    for path in sorted((HERE / "cli").glob("*.yaml")):
        for case in plain(load(Source(path.name, path.read_bytes()))):
            assert isinstance(case, dict)
            assert set(case) <= _KEYS, set(case) - _KEYS
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


_KEYS = {
    "name", "run", "files", "stdin", "needs", "exit", "out", "not_out", "err", "not_err",
    "out_order", "err_order", "out_is", "err_is", "err_lines", "file", "absent", "json",
    "json_files",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cache for all these tests, of its own; nothing of the caller's terminal."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in (
        "NO_COLOR",
        "PRE_COMMIT",
        "SEGUR_LINT_DEBUG",
        "PYTHONIOENCODING",
        "PYTHONUNBUFFERED",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("PYTHONUTF8", "1")


@pytest.mark.parametrize("case", list(cases()))
def test_the_command_does_what_the_case_says(
    case: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not Path(case.get("needs", "/")).exists():
        pytest.skip(f"no {case['needs']} here")
    make(tmp_path, case.get("files", {}))
    monkeypatch.chdir(tmp_path)
    data = content(case.get("stdin", ""))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code = main(case["run"])
    out, err = capsys.readouterr()
    assert code == int(case["exit"]), out + err
    for key, text in (("out", out), ("err", err)):
        for fragment in case.get(key, []):
            assert fragment in text
        for fragment in case.get(f"not_{key}", []):
            assert fragment not in text
        places = [text.find(fragment) for fragment in case.get(f"{key}_order", [])]
        assert -1 not in places
        assert places == sorted(places)
        assert text == case.get(f"{key}_is", text)
    assert err.splitlines() == case.get("err_lines", err.splitlines())
    for name, fragment in case.get("file", {}).items():
        assert fragment in (tmp_path / name).read_text(encoding="utf-8")
    assert not [name for name in case.get("absent", []) if (tmp_path / name).exists()]
    if "json" in case:
        report = json.loads(out)
        names = [file["file"] for file in report["files"]]
        assert names == case.get("json_files", names)
    assert "Traceback" not in out + err
    assert not list(tmp_path.glob("**/*.part"))


def start(arguments: list[str | bytes], folder: Path, **options: Any) -> subprocess.Popen[bytes]:
    """The command as a process of its own, in `folder`; `env` is added to the environment."""
    options["env"] = {**os.environ, **options.pop("env", {})}
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    command = [sys.executable, "-m", "segur_lint", *arguments]
    # Found from any folder, whether segur-lint is installed or not.
    options["env"].setdefault("PYTHONPATH", str(HERE.parent))
    return subprocess.Popen(command, cwd=folder, **options)


def run(arguments: list[str | bytes], folder: Path, **options: Any) -> tuple[int, bytes, bytes]:
    given = options.pop("given", None)
    if given is not None:
        options["stdin"] = subprocess.PIPE
    process = start(arguments, folder, **options)
    out, err = process.communicate(given, timeout=120)
    return process.returncode, out, err


# --- what is given back to the system --------------------------------------------------------


@pytest.mark.parametrize("paths", [["a.json"], ["absent.json"]])
def test_whoever_calls_us_keeps_their_garbage_collector(
    paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"a.json": "= FAC-003"})
    monkeypatch.chdir(tmp_path)
    before = gc.get_threshold()
    during = []

    def spy(*_: object) -> None:
        during.append(gc.get_threshold()[0])

    monkeypatch.setattr("segur_lint.cli.check.tell", spy)
    gc.set_threshold(701, 11, 12)
    try:
        main(["check", *paths])
        assert gc.get_threshold() == (701, 11, 12)
    finally:
        gc.set_threshold(*before)
    assert during == ([quick.BETWEEN_COLLECTIONS] if paths == ["a.json"] else [])


def test_a_report_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, {"a.json": "= FAC-003"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("segur_lint.cli.checking.Linter", crash)
    for lang, said in (
        (
            "fr",
            "Le rapport ne peut pas être écrit dans « non/r.txt » : son dossier n'existe pas.\n",
        ),
        ("en", "The report cannot be written to “non/r.txt”: its folder does not exist.\n"),
    ):
        assert main(["check", "--lang", lang, "--output", "non/r.txt", "a.json"]) == 2
        assert capsys.readouterr() == ("", said)


def test_the_examples_of_what_all_packs_share_are_run_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (shared,) = (pack for pack in library.load() if pack.name == "commun")
    count = len(list(ruletest.run(shared)))
    assert count > 0
    assert main(["rules", "test", "--pack", "commun"]) == 0
    assert capsys.readouterr().out.startswith(f"{count} exemples, ")


def test_the_command_runs_as_a_module(tmp_path: Path) -> None:
    make(tmp_path, {"a.json": "= FAC-003"})
    code, out, err = run(["check", "a.json"], tmp_path)
    assert (code, err) == (1, b"")
    assert "NON DÉPOSABLE" in out.decode()


@pytest.mark.parametrize(
    "words",
    [["a.json"], ["a", "b", "--jobs", "3"], ["--lang=en", "a"], ["a", "--format", "text"]],
)
def test_a_plain_check_is_read_without_argparse_and_as_argparse_does(words: list[str]) -> None:
    asked = quick.read(["check", *words])
    assert asked is not None
    parsed = vars(cli.whole_parser(["check"], "fr").parse_args(["check", *words]))
    parsed["reports"] = parsed["reports"] or [["text", None]]  # which is what none of them means
    assert vars(plain_check(asked)) == parsed


def test_the_arguments_are_those_of_the_process_where_none_are_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["segur-lint", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("segur-lint ")


def test_the_standard_input_of_a_process_is_read(tmp_path: Path) -> None:
    code, out, _ = run(["check", "-"], tmp_path, given=deposit("FAC-003"))
    assert code == 1
    assert "-:13:34 FAC-003" in out.decode()


def crash(*_: object) -> None:
    raise RuntimeError("ceci\x1b[31m ne devait pas arriver")


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "Erreur interne de segur-lint"), ("en", "Internal error of")]
)
def test_a_bug_of_ours_is_one_sentence_and_the_code_3(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_run", crash)
    assert main(["check", "--lang", lang, "a.json"]) == 3
    err = capsys.readouterr().err
    assert said in err
    assert "RuntimeError: ceci\\u001B[31m ne devait pas arriver" in err
    assert "Traceback" not in err


def test_a_bug_of_ours_is_raised_to_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_run", crash)
    monkeypatch.setenv("SEGUR_LINT_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["check", "a.json"])


def test_a_rule_that_crashes_makes_the_verdict_unknown_and_the_code_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, {"a.json": "= FAC-003"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("segur_lint.engine._run_rule", crash)
    assert main(["check", "a.json"]) == 3
    out = capsys.readouterr().out
    assert out.startswith("« a.json »")
    assert "\nINDÉTERMINÉ" in out
    assert "segur-lint (RuntimeError: ceci\\u001B[31m ne devait pas arriver)" in out


@pytest.mark.parametrize(("lang", "said"), [("fr", "Interrompu."), ("en", "Interrupted.")])
def test_an_interrupted_run_is_one_word_and_the_code_130(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupt)
    assert main(["check", f"--lang={lang}", "a.json"]) == 130
    assert capsys.readouterr().err == said + "\n"


@linux
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_ctrl_c_in_the_middle_of_many_files_stops_at_once(tmp_path: Path, jobs: str) -> None:
    data = deposit("demandes-200")
    for number in range(300):
        (tmp_path / f"JSON-1234567890-20240115-{number:03}.json").write_bytes(data)
    process = start(
        ["check", ".", "--jobs", jobs], tmp_path, start_new_session=True, preexec_fn=heed_ctrl_c
    )
    wait_until_it_reads(process, tmp_path)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.decode()) == (130, b"", "Interrompu.\n")


def heed_ctrl_c() -> None:
    """A shell makes what it starts in the background deaf to it, and these tests with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until_it_reads(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Return once the process, or one that it started, works on the files: past its start-up."""
    used = 0.0
    while process.poll() is None and used < 0.6:
        time.sleep(0.05)
        fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").split(")")[1].split()
        used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if len(list(Path("/proc").glob(f"{process.pid}/task/*"))) > 1:
            time.sleep(0.3)  # the pool has its threads: its processes are about to work
            return


def test_a_reader_that_leaves_is_no_fault_of_ours(tmp_path: Path) -> None:
    make(tmp_path, {f"{number}.json": "= script-maison" for number in range(9)})
    process = start(["check", "--format", "json", "."], tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == b"{\n"
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait(timeout=120) == 141


@pytest.mark.parametrize("arguments", [["--help"], ["rules", "list"], ["rules", "show", "DEM-004"]])
def test_a_reader_that_left_before_is_no_fault_of_ours(
    arguments: list[str | bytes], tmp_path: Path
) -> None:
    end, begin = os.pipe()
    os.close(end)
    code, _, err = run(arguments, tmp_path, stdout=begin)
    os.close(begin)
    assert (code, err) == (141, b"")


#: Commands that print, each in its own way.
PRINT = [
    ["--help"], ["check", "a.json"], ["check", "--format", "json", "a.json"], ["fix", "a.json"],
    ["rules", "check"], ["rules", "format", "regles"], ["rules", "list"],
    ["rules", "mutate", "--rules", "regles", "--pack", "essai"], ["rules", "show", "DEM-004"],
    ["rules", "test", "--pack", "commun"],
]  # fmt: skip


@linux
@pytest.mark.parametrize(
    ("arguments", "unbuffered"),
    [*((each, "") for each in PRINT), (["--help"], "1"), (["rules", "list"], "1")],
)
def test_a_full_disk_is_told_and_is_no_bug(
    arguments: list[str | bytes], unbuffered: str, tmp_path: Path
) -> None:
    make(tmp_path, {"a.json": "= FAC-003", "regles": "= regles"})
    with open("/dev/full", "wb") as full:
        env = {"PYTHONUNBUFFERED": unbuffered}
        code, _, err = run(arguments, tmp_path, stdout=full, env=env)
    assert code == 2
    assert err.decode() == (
        "La sortie standard est pleine : tout n'y a pas été écrit. Faites de la place, ou "
        "dirigez-la ailleurs.\n"
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("arguments", PRINT, ids=" ".join)
def test_a_closed_standard_output_is_told_and_is_no_bug(
    arguments: list[str],
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(tmp_path, {"a.json": "= FAC-003", "regles": "= regles"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdout", None)
    assert main([*arguments, "--lang", lang]) == 2
    assert (
        capsys.readouterr().err
        == {
            "fr": "La sortie standard est fermée : rien ne peut y être écrit.\n",
            "en": "The standard output is closed: nothing can be written to it.\n",
        }[lang]
    )


def test_a_closed_standard_output_prevents_no_report_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"a.json": "= FAC-003"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdout", None)
    assert main(["check", "a.json", "--output", "r.txt"]) == 1
    assert "FAC-003" in (tmp_path / "r.txt").read_text(encoding="utf-8")


# --- what can be shown -----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_all_characters_gets_a_report_and_sound_json(
    tmp_path: Path, encoding: str
) -> None:
    make(tmp_path, {"a.json": '{"é😀": "œ\\u0000"}', "b.json": "= FAC-003"})
    env = {"PYTHONIOENCODING": encoding}
    code, out, err = run(["check", "a.json", "b.json"], tmp_path, env=env)
    assert (code, err) == (1, b"")
    assert b"FAC-003" in out
    code, out, err = run(["check", "a.json", "b.json", "--format", "json"], tmp_path, env=env)
    assert (code, err) == (1, b"")
    assert any("« é😀 »" in each["message"] for each in json.loads(out)["files"][0]["findings"])
    code, _, err = run(["check", "absent"], tmp_path, env=env)
    assert (code, len(err.splitlines())) == (2, 1)
    code, out, err = run(["rules", "list"], tmp_path, env=env)
    assert (code, err) == (0, b"")


def on_a_terminal(arguments: list[str | bytes], folder: Path, **env: str) -> tuple[int, str, str]:
    """The command with a terminal as its output and another as its errors: code, out, err."""
    import pty
    import threading

    texts: list[list[bytes]] = [[], []]

    def listen(terminal: int, to: list[bytes]) -> None:
        try:
            while piece := os.read(terminal, 65536):
                to.append(piece)
        except OSError:  # how Linux says that the other side is closed
            pass

    (out, out_side), (err, err_side) = pty.openpty(), pty.openpty()
    process = start(arguments, folder, stdout=out_side, stderr=err_side, env=env)
    os.close(out_side)
    os.close(err_side)
    threads = [
        threading.Thread(target=listen, args=pair) for pair in ((out, texts[0]), (err, texts[1]))
    ]
    for thread in threads:
        thread.start()
    code = process.wait(timeout=120)
    for thread in threads:
        thread.join()
    os.close(out)
    os.close(err)
    return code, b"".join(texts[0]).decode(), b"".join(texts[1]).decode()


@linux
@pytest.mark.parametrize(
    ("arguments", "env", "painted"),
    [
        ([], {}, True),
        (["--color", "never"], {}, False),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),  # an empty one does not count: no-color.org
        ([], {"TERM": "dumb"}, False),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
        (["--output", "/dev/stdout"], {}, False),
        (["--format", "json"], {}, False),
    ],
)
def test_a_terminal_is_painted_unless_it_is_asked_not_to(
    arguments: list[str | bytes], env: dict[str, str], painted: bool, tmp_path: Path
) -> None:
    make(tmp_path, {"a.json": "= FAC-003"})
    code, out, err = on_a_terminal(["check", "a.json", *arguments], tmp_path, **env)
    assert (code, err) == (1, "")
    assert "FAC-003" in out
    assert ("\x1b[" in out) is painted


@linux
@pytest.mark.parametrize(("files", "shown"), [(19, False), (20, True)])
def test_a_terminal_is_shown_how_far_a_long_run_is(files: int, shown: bool, tmp_path: Path) -> None:
    make(tmp_path, {f"{number}.json": "= FAC-003" for number in range(files)})
    code, out, err = on_a_terminal(["check", "."], tmp_path)
    assert code == 1
    assert f"{files} fichiers" in out
    assert ("%" in err) is shown


def test_what_is_no_terminal_is_not_shown_how_far_a_long_run_is(tmp_path: Path) -> None:
    make(tmp_path, {f"{number}.json": "= FAC-003" for number in range(25)})
    code, out, err = run(["check", "."], tmp_path)
    assert (code, err) == (1, b"")
    assert b"25 fichiers" in out
    assert b"%" not in out


@linux
def test_the_rules_are_listed_to_the_width_of_the_terminal(tmp_path: Path) -> None:
    code, out, _ = on_a_terminal(["rules", "list"], tmp_path, COLUMNS="60")
    assert code == 0
    assert max(len(line.rstrip()) for line in out.splitlines() if "\x1b" not in line) <= 60


# --- what paths can be -----------------------------------------------------------------------


@linux
@pytest.mark.skipif(os.geteuid() == 0, reason="root reads and writes everything")
def test_a_file_that_may_not_be_read_cannot_be_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, {"a.json": "= FAC-003", "b.json": "= FAC-003"})
    (tmp_path / "b.json").chmod(0)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.json", "b.json"]) == 2
    assert "b.json » : le fichier ne peut pas être lu" in capsys.readouterr().out


@linux
@pytest.mark.skipif(os.geteuid() == 0, reason="root reads and writes everything")
def test_a_report_is_not_written_to_a_folder_that_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, {"a.json": "= FAC-003", "clos/x": ""})
    (tmp_path / "clos").chmod(0o500)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.json", "--output", "clos/rapport.txt"]) == 2
    assert "ne peut pas être écrit dans « clos/rapport.txt »" in capsys.readouterr().err


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied", "clos")


@pytest.mark.parametrize(
    ("target", "arguments", "said"),
    [
        (
            "os.open",
            ["check", "a.json"],
            "a.json » : le fichier ne peut pas être lu (accès refusé)",
        ),
        (
            "os.fdopen",
            ["check", "a.json"],
            "a.json » : le fichier ne peut pas être lu (accès refusé)",
        ),
        ("os.replace", ["check", "a.json", "--output", "r"], "ne peut pas être écrit dans « r »"),
    ],
)
def test_what_the_system_refuses_is_said(
    target: str,
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(tmp_path, {"a.json": "= FAC-003"})
    monkeypatch.chdir(tmp_path)
    # Loaded before the system begins to refuse.
    linter = Linter()
    monkeypatch.setattr("segur_lint.cli.checking.Linter", lambda *_, **__: linter)
    with monkeypatch.context() as patch:
        patch.setattr(target, refuse)
        assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert said in out + err
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def walk(folder: str, onerror: Any) -> list[Any]:
        onerror(PermissionError(13, "Permission denied", folder))
        return []

    monkeypatch.setattr(os, "walk", walk)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "."]) == 2
    assert capsys.readouterr().err.startswith("Le dossier « . » ne peut pas être lu : accès")


def test_a_folder_inside_that_may_not_be_read_hides_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = os.scandir

    def closed(path: Any = ".") -> Any:
        if os.path.basename(path) == "clos":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    make(tmp_path, {"d/a.json": "= FAC-003", "d/clos/b.json": "{}", "d/e/c.json": "= FAC-003"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "scandir", closed)
    assert main(["check", "--format", "json", "d"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert {file["file"]: file["verdict"] for file in report["files"]} == {
        "d/a.json": "non_deposable",
        "d/clos": "indetermine",
        "d/e/c.json": "non_deposable",
    }
    assert main(["check", "d"]) == 2
    out = " ".join(capsys.readouterr().out.split())
    assert "« d/clos » : le dossier ne peut pas être lu (accès refusé) : ce qu'il" in out
    assert main(["fix", "d"]) == 2
    out = " ".join(capsys.readouterr().out.split())
    assert "« d/clos » : laissé tel quel, le dossier ne peut pas être lu" in out


def test_a_name_that_no_file_can_have_is_told() -> None:
    said = inputs.read_file("a\0b")
    assert not isinstance(said, bytes)
    assert said.fr == "ce nom de fichier est impossible"


@linux
def test_a_named_pipe_is_no_file_and_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "a.json")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "."]) == 2
    assert "a.json » : ce n'est pas un fichier ordinaire" in capsys.readouterr().out


@linux
def test_a_link_that_leads_nowhere_cannot_be_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").symlink_to("absent")
    (tmp_path / "b.json").symlink_to("b.json")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.json", "b.json"]) == 2
    out = capsys.readouterr().out
    assert "a.json » : le fichier ne peut pas être lu" in out
    assert "b.json » : le fichier ne peut pas être lu" in out


def test_a_file_of_100_mb_is_too_big_and_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(tmp_path / "a.json", "wb") as file:
        file.truncate(100_000_000)
    read = inputs.read_file(str(tmp_path / "a.json"))
    assert isinstance(read, bytes)
    assert len(read) == inputs.LARGEST
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.json"]) == 1
    assert "a.json:1:1 STR-001" in capsys.readouterr().out


@linux
@pytest.mark.parametrize("name", [b"\xe9\xff.json", b"a\xf0\x9f.json"])
def test_a_name_that_is_no_utf_8_is_shown_and_comes_back_from_json(
    name: bytes, tmp_path: Path
) -> None:
    with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
        file.write(deposit("FAC-003"))
    for arguments in (["check", name], ["check", "."]):
        code, out, err = run([*arguments], tmp_path)
        assert (code, err) == (1, b"")
        assert all(char.isprintable() for char in out.decode().replace("\n", ""))
        code, out, err = run([*arguments, "--format", "json"], tmp_path)
        assert (code, err) == (1, b"")
        (file_report,) = json.loads(out.decode())["files"]
        assert os.path.basename(os.fsencode(file_report["file"])) == name


@linux
def test_a_missing_name_that_is_no_utf_8_is_told_in_one_line(tmp_path: Path) -> None:
    code, out, err = run(["check", b"\xe9.json"], tmp_path)
    assert (code, out) == (2, b"")
    assert err.decode() == "« \\uDCE9.json » n'existe pas. Vérifiez le chemin.\n"
