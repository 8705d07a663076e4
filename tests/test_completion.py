"""The scripts of ``completion``, in the shells that they are for, where these are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from segur_lint.cli import COMMANDS, main, showing, touching
from segur_lint.cli.completion import SHELLS, Command, commands
from segur_lint.report.formats import FORMATS
from tests.project import ROOT

KNOWN = list(commands("fr"))


def script(shell: str, capsys: pytest.CaptureFixture[str], lang: str = "fr") -> str:
    assert main(["completion", "--lang", lang, shell]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def named(words: str) -> Command:
    return next(each for each in KNOWN if each.words == words)


def test_every_command_and_every_action_is_known() -> None:
    assert list(named("").follow) == list(COMMANDS)
    assert {"list", "show", "test", "format"} <= set(named("rules").follow)
    assert list(named("completion").follow) == list(SHELLS)
    assert {f"rules {each}" for each in named("rules").follow} <= {each.words for each in KNOWN}


@pytest.mark.parametrize("shell", SHELLS)
def test_every_option_is_in_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    for command in KNOWN:
        for option in command.options:
            for flag in option.flags:
                told = (
                    flag
                    if shell != "fish"
                    else f"-{'l' if flag[1] == '-' else 's'} {flag.strip('-')}"
                )
                assert told in text


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_shell_reads_its_script(
    shell: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = script(shell, capsys, lang)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    path = tmp_path / "script"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run([shell, "-n", str(path)], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


#: Runs the function of the script as bash does after a Tab at the end of the words.
DRIVER = """
source "$1"; shift
while IFS= read -r line; do
  read -ra COMP_WORDS <<<"$line"
  [[ $line == *" " ]] && COMP_WORDS+=("")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _segur_lint
  echo "${COMPREPLY[*]}"
done
complete -p segur-lint
"""
#: What is typed, in bash's words, and what is proposed.
TYPED: list[tuple[str, list[str]]] = [
    ("segur-lint ", list(COMMANDS)),
    ("segur-lint ch", ["check"]),
    ("segur-lint zz", []),
    ("segur-lint check --form", ["--format"]),
    ("segur-lint check --format ", ["auto", *FORMATS]),
    ("segur-lint check --format = ju", ["junit"]),
    ("segur-lint check --format =", ["auto", *FORMATS]),
    ("segur-lint check depots --fail-on w", ["warning"]),
    ("segur-lint check dep", []),
    ("segur-lint check --output ", []),
    ("segur-lint rules li", ["list"]),
    ("segur-lint rules check --l", ["--lang"]),
    ("segur-lint rules show te", []),
    ("segur-lint rules diff --format m", ["markdown"]),
    ("segur-lint check --group-by ", ["rule", "file", "demande"]),
    ("segur-lint check --explain al", ["all"]),
    ("segur-lint check --select FAC-003", ["FAC-003"]),
    ("segur-lint check --pack rad", ["rad-ris-va1-solde"]),
    ("segur-lint check --set FAC", []),
    ("segur-lint fix --w", ["--write"]),
    ("segur-lint fix check --w", ["--write"]),
    ("segur-lint completion ", list(SHELLS)),
    ("segur-lint --v", ["--version"]),
]


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What bash proposes for each line of `TYPED`, then what it knows of the command."""
    if shutil.which("bash") is None:
        pytest.skip("bash is not on this machine")
    path = tmp_path_factory.mktemp("bash") / "script"
    path.write_text(SHELLS["bash"](KNOWN), encoding="utf-8")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", DRIVER, "bash", str(path)],
        input="".join(f"{line}\n" for line, _ in TYPED),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize("number", range(len(TYPED)), ids=[line for line, _ in TYPED])
def test_bash_completes_what_is_typed(number: int, proposed: list[str]) -> None:
    assert proposed[number].split() == TYPED[number][1]


def test_bash_completes_names_of_files_where_nothing_of_ours_fits(proposed: list[str]) -> None:
    assert proposed[-1] == "complete -o bashdefault -o default -F _segur_lint segur-lint"


def test_a_shell_that_we_do_not_know_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "'tcsh' n'est pas un choix possible" in capsys.readouterr().err


def test_the_page_on_exit_codes_has_every_option_on_what_is_shown_and_what_fails() -> None:
    page = (ROOT / "docs" / "codes-de-sortie.md").read_text(encoding="utf-8")
    options = [*showing.OPTIONS, *touching.OPTIONS]
    told = [flags[0] for flags, *_ in options] + ["--fail-on", "--watch", "--show", "--no-values"]
    assert [flag for flag in told if f"`{flag}" not in page] == []
