"""`segur-lint rules new`: a pack, a model and a sample that hold at once, from a few answers."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import atomic, library, ruletest
from segur_lint.api import Linter
from segur_lint.atomic import WriteError
from segur_lint.authoring.creating.questions import Question, ask, read_questions
from segur_lint.authoring.layout.file import laid_out
from segur_lint.authoring.writing.planned import Planned, write_planned
from segur_lint.authoring.writing.templates import settings
from segur_lint.cli import main
from segur_lint.errors import UsageError
from segur_lint.source import Source
from segur_lint.text import Text

QUESTIONS = {each.name: each for each in read_questions(settings("jeu"))}


def run(*arguments: str) -> int:
    return main(["rules", "new", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


# --- what is written holds at once -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--couloir", "OPT", "--logiciel", "ABC"], "opt-abc-va1-solde"),
        (["--couloir", "opt", "--logiciel", "lgc", "--vague", "Va2", "--type", "avance"], "opt-lgc-va2-avance"),
        (["--couloir", "EXTRAXXX", "--logiciel", "XXXXXXXXXXXX", "--vague", "Va99"], "extraxxx-xxxxxxxxxxxx-va99-solde"),
        (["--couloir", "DEM", "--logiciel", "FIC", "--type", "Solde"], "dem-fic-va1-solde"),
        (["--couloir", "OPT", "--logiciel", "ABC", "--prefix", "ZZ", "--pack", "le-mien"], "le-mien"),
    ],
)  # fmt: skip
def test_the_examples_hold_and_the_content_chooses_the_pack(
    here: Path, arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, "--output", "r") == 0
    assert (
        f"segur-lint check --rules r {os.path.join('r', 'exemples')}\n" in capsys.readouterr().out
    )
    (pack,) = [each for each in library.load(["r"], cache=False) if each.name == name]
    assert [(each.rule, each.text, each.fault) for each in ruletest.run(pack) if each.fault] == []
    (sample,) = here.glob("r/exemples/*/*.json")
    report = Linter(rules=["r"], cache=False).check_file(str(sample))
    assert report.pack == name
    assert [each.rule for each in report.findings] == []


def test_what_is_written_is_laid_out_and_has_no_fault_and_says_what_to_fill(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--couloir", "OPT", "--logiciel", "ABC", "--output", "r") == 0
    for path in here.glob("r/*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "À REMPLIR" in text
        assert laid_out(Source(str(path), text.encode())) == text
    capsys.readouterr()
    assert main(["rules", "check", "--rules", "r", "--pack", "opt-abc-va1-solde"]) == 0


def test_an_heir_has_only_what_differs_and_no_model_of_its_own(here: Path) -> None:
    assert run("--couloir", "BIO", "--logiciel", "ABC", "--output", "r") == 0
    assert files(here) == [
        "r/bio-abc-va1-solde.yaml",
        "r/exemples/bio-abc-va1-solde/JSON-1234567890-20240115-001.json",
    ]
    text = (here / "r" / "bio-abc-va1-solde.yaml").read_text(encoding="utf-8")
    assert "extends: bio\n" in text
    assert "logiciel: ABC\n" in text
    assert "couloir: BIO" not in text
    assert "BIO-ABC-Va1-FACTURE-00001.pdf" in (here / files(here)[1]).read_text(encoding="utf-8")
    linter = Linter("bio-abc-va1-solde", rules=["r"], cache=False)
    assert [each.rule for each in linter.check_file(files(here)[1]).findings] == []


@pytest.mark.parametrize(
    ("answers", "params"),
    [
        (["SGL", "--vague", "Va2"], "logiciel: SGL\n  vague: Va2\n  autres_logiciels: LOINC"),
        (["LOINC", "--vague", "Va3"], "vague: Va3"),
        (["LOINC", "--extends", "bio"], "logiciel: LOINC\n  vague: Va1\n  autres_logiciels: SGL"),
        (["ABC"], "logiciel: ABC\n  vague: Va1"),
    ],
)
def test_an_heir_is_not_among_the_others_that_its_parent_lists(
    here: Path, answers: list[str], params: str
) -> None:
    assert run("--couloir", "BIO", "--type", "avance", "--output", "r", "--logiciel", *answers) == 0
    (path,) = [each for each in files(here) if each.endswith(".yaml")]
    assert f"\nparams:\n  {params}\n\n" in (here / path).read_text(encoding="utf-8")
    name = Path(path).stem
    (pack,) = [each for each in library.load(["r"], cache=False) if each.name == name]
    assert [each.fault for each in ruletest.run(pack) if each.fault] == []


def test_a_model_is_copied_under_a_name_of_its_own(here: Path) -> None:
    assert run("--couloir", "OPT", "--logiciel", "ABC", "--model", "bio", "--output", "r") == 0
    model = (here / "r" / "modele-opt.yaml").read_text(encoding="utf-8")
    assert model.startswith("# Le modèle « bio », recopié")
    assert "\nmodel: opt\n" in model
    (pack,) = [
        each for each in library.load(["r"], cache=False) if each.name == "opt-abc-va1-solde"
    ]
    assert [each.fault for each in ruletest.run(pack) if each.fault] == []


def test_a_second_pack_of_the_couloir_extends_the_first(here: Path) -> None:
    assert run("--couloir", "OPT", "--logiciel", "ABC", "--output", "r") == 0
    assert (
        run(
            "--couloir",
            "OPT",
            "--logiciel",
            "DEF",
            "--extends",
            "opt-abc-va1-solde",
            "--rules",
            "r",
            "--output",
            "r",
        )
        == 0
    )
    assert len(list(here.glob("r/modele-*"))) == 1
    (second,) = here.glob("r/exemples/opt-def*/*.json")
    assert Linter(rules=["r"], cache=False).check_file(str(second)).pack == "opt-def-va1-solde"


# --- what is refused, and leaves nothing -----------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "fragment"),
    [
        ([], "Il manque --couloir : le couloir"),
        (["--couloir", "OPT"], "Il manque --logiciel"),
        (["--couloir", "1A", "--logiciel", "A"], "--couloir : « 1 » ne va pas ici"),
        (["--couloir", "É", "--logiciel", "A"], "--couloir : « É » ne va pas ici"),
        (["--couloir", "", "--logiciel", "A"], "--couloir : La réponse est vide"),
        (["--couloir", "ABCDEFGHI", "--logiciel", "A"], "compte 9 caractères"),
        (["--couloir", "A/B", "--logiciel", "A"], "« / » ne va pas ici"),
        (["--couloir", "OPT", "--logiciel", "A", "--vague", "2.1"], "--vague : La réponse vaut « 2.1 » ; il faut « Va1 », « Va2 »…\n"),
        (["--couloir", "OPT", "--logiciel", "A", "--vague", "V1"], "il faut « Va1 », « Va2 »… Vouliez-vous dire « Va1 »"),
        (["--couloir", "OPT", "--logiciel", "A", "--type", "soldes"], "Vouliez-vous dire « solde »"),
        (["--couloir", "OPT", "--logiciel", "A", "--extends", "bioo"], "--extends : jeu de règles inconnu « bioo »"),
        (["--couloir", "OPT", "--logiciel", "A", "--model", "bioo"], "Modèle inconnu « bioo ». Vouliez-vous dire « bio »"),
        (["--couloir", "OPT", "--logiciel", "A", "--prefix", "op"], "--prefix : « op »"),
        (["--couloir", "OPT", "--logiciel", "A", "--pack", "Mon Jeu"], "--pack : « Mon Jeu »"),
        (["--couloir", "BIO", "--logiciel", "LOINC"], "existe déjà"),
        (["--couloir", "OPT", "--logiciel", "A", "--rules", "absent"], "absent"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_written(
    here: Path, arguments: list[str], fragment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, "--output", "r") == 2
    assert fragment in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_it_is_forced(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "r").mkdir()
    (here / "r" / "modele-opt.yaml").write_text("à moi", encoding="utf-8")
    assert run("--couloir", "OPT", "--logiciel", "A", "--output", "r") == 2
    assert "il existe déjà ; --force" in capsys.readouterr().err
    assert files(here) == ["r/modele-opt.yaml"]
    assert run("--couloir", "OPT", "--logiciel", "A", "--output", "r", "--force") == 0
    capsys.readouterr()
    again = ("--couloir", "OPT", "--logiciel", "B", "--output", "r", "--force", "--rules", "r")
    assert run(*again, "--extends", "commun") == 2  # its model would be over the other's
    assert "c'est un des fichiers que l'on lit" in capsys.readouterr().err


@pytest.mark.parametrize("stops", [KeyboardInterrupt, OSError])
def test_what_stops_halfway_leaves_all_as_it_was(
    here: Path, stops: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "old").write_bytes(b"old")
    write = atomic.write

    def failing(path: str, data: bytes, *, force: bool = False) -> None:
        if path.endswith("last"):
            raise stops
        write(path, data, force=force)

    monkeypatch.setattr("segur_lint.allornone.write", failing)
    said = Text("", "")
    wanted = [Planned(name, b"new", said) for name in ("old", "a/b/c", "d/last")]
    with pytest.raises(stops):
        write_planned(wanted, force=True)
    assert [path.name for path in here.iterdir()] == ["old"]
    assert (here / "old").read_bytes() == b"old"


def test_a_folder_that_cannot_be_made_is_said(here: Path) -> None:
    (here / "r").write_bytes(b"")
    with pytest.raises(UsageError, match="« r » ne peut pas être fait : un fichier a ce nom"):
        write_planned([Planned("r/a/b", b"", Text("", ""))], force=False)
    with pytest.raises(WriteError):
        write_planned([Planned("r", b"", Text("", ""))], force=False)


# --- questions -------------------------------------------------------------------------------------


def asked(question: Question, *lines: str) -> tuple[str, list[str], list[str]]:
    """The answer, the prompts and what was said between them."""
    prompts: list[str] = []
    said: list[str] = []
    answers = iter(lines)

    def read(prompt: str) -> str:
        prompts.append(prompt)
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    return ask(question, read, said.append, "fr"), prompts, said


def test_a_question_is_asked_again_until_the_answer_fits() -> None:
    answer, prompts, said = asked(QUESTIONS["couloir"], "", "1", "o pt", " opt ")
    assert answer == "OPT"
    assert len(prompts) == 4
    assert prompts[0].startswith("Le couloir, comme dans les noms des pièces")
    assert [each.strip() for each in said] == [
        "La réponse est vide ; il faut un texte de 8 caractères au plus.",
        "« 1 » ne va pas ici : des lettres sans accent et des chiffres, une lettre d'abord.",
        "Une espace ne va pas ici : des lettres sans accent et des chiffres, une lettre d'abord.",
    ]


def test_no_answer_is_the_default_where_there_is_one() -> None:
    answer, prompts, said = asked(QUESTIONS["vague"], "")
    assert (answer, said) == ("Va1", [])
    assert prompts == ["La vague (Va1, Va2…) [Va1] : "]


@pytest.mark.parametrize("text", ["2", "va2", "VA2", "Va 2", "02", " 2 "])
def test_a_number_alone_is_that_of_the_shape_in_use(text: str) -> None:
    assert QUESTIONS["vague"].answer(text) == "Va2"


@pytest.mark.parametrize("text", ["", "Va", "2a", "va", "v2", "²", "-2", "2.0"])
def test_what_is_no_number_alone_noop(text: str) -> None:
    assert isinstance(QUESTIONS["vague"].answer(text), Text)


def test_a_question_that_is_refused_reads_well_in_both_languages() -> None:
    said = QUESTIONS["vague"].answer("vb")
    assert said == Text(
        "La réponse vaut « vb » ; il faut « Va1 », « Va2 »…",
        "The answer is “vb”; it must be “Va1”, “Va2”…",
    )


def test_nobody_to_answer_ends_the_questions() -> None:
    with pytest.raises(UsageError, match="rien n'est écrit"):
        asked(QUESTIONS["couloir"], "1")


@pytest.mark.parametrize("name", list(QUESTIONS))
@given(text=st.text())
def test_any_answer_fits_or_is_told_why_not(name: str, text: str) -> None:
    answer = QUESTIONS[name].answer(text)
    if isinstance(answer, Text):
        assert answer.fr
        assert answer.en
        assert answer.fr.isprintable()
    else:
        assert answer.isascii()
        assert answer.isalnum()


@pytest.mark.skipif(sys.platform != "linux", reason="a terminal of Linux")
@pytest.mark.parametrize(
    ("typed", "code", "fragment", "written"),
    [
        (b"opt\nabc\n\n\n\nmes\n", 0, "Le couloir", ["mes/exemples/opt-abc-va1-solde/JSON-1234567890-20240115-001.json", "mes/modele-opt.yaml", "mes/opt-abc-va1-solde.yaml"]),
        (b"op t\nopt\nabc\n\x03", 130, "ne va pas ici", []),
        (b"opt\n\x04", 2, "Sans réponse, rien", []),
    ],
    ids=["answered", "Ctrl-C", "Ctrl-D"],
)  # fmt: skip
def test_on_a_terminal_it_asks(
    here: Path, typed: bytes, code: int, fragment: str, written: list[str]
) -> None:
    import pty

    main_side, side = pty.openpty()
    env = {
        **os.environ,
        "XDG_CACHE_HOME": str(here / "cache"),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "1",
        "TERM": "dumb",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "segur_lint", "rules", "new"], stdin=side, stdout=side, stderr=side, cwd=here, env=env, start_new_session=True, preexec_fn=_own_terminal,  # noqa: PLW1509  # no thread is running
    )  # fmt: skip
    os.close(side)
    out = _converse(main_side, typed)
    assert process.wait(timeout=120) == code, out
    os.close(main_side)
    assert fragment in out
    assert [each for each in files(here) if not each.startswith("cache")] == written


def _own_terminal() -> None:
    """Make the terminal that of the new session, so that Ctrl-C reaches it, and is listened to:
    a shell that starts the tests beside something else has them ignore it."""
    import fcntl
    import signal
    import termios

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _converse(terminal: int, typed: bytes) -> str:
    """Type a line, or a key, each time a question is waiting; all that was shown.

    Ctrl-C between the prompt and the reading of the answer is noted by Python and not acted upon
    before more is typed, so it is pressed again.
    """
    import re
    import select

    keys = re.findall(rb"[^\n\x03\x04]*\n|[\x03\x04]", typed)
    shown = b""
    asked_ = 0
    try:
        while True:
            while not keys and not select.select([terminal], [], [], 2)[0]:
                os.write(terminal, typed[-1:])
            shown += os.read(terminal, 65536)
            prompts = len(re.findall(rb" : (?=\S|\s|$)", shown.replace(b"\r\n", b"\n")))
            if keys and shown.endswith(b" : ") and prompts > asked_:
                asked_ = prompts
                os.write(terminal, keys.pop(0))
    except OSError:  # how Linux says that the other side is closed
        pass
    return shown.decode("utf-8", "replace")


def test_the_options_that_questions_make_are_in_the_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--help") == 0
    out = capsys.readouterr().out
    assert all(f"--{name} " in out for name in QUESTIONS)
    assert run("--help", "--lang", "en") == 0
    assert "the corridor" in capsys.readouterr().out


def test_every_text_of_the_templates_is_filled(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, Any] = settings("jeu")
    conditions = {word for part in said["files"]["pack"]["parts"] for word in part.get("when", ())}
    assert conditions == {
        "model",
        "sample",
        "params",
        "names",
        "known",
        "unknown",
        "skeleton",
        "given",
    }
    for number, extra in enumerate(([], ["--model", "commun"])):
        assert run("--couloir", "OPT", "--logiciel", "A", "--output", f"r{number}", *extra) == 0
    assert all(
        "{{" not in path.read_text(encoding="utf-8") for path in here.rglob("*") if path.is_file()
    )
    assert "# applies:" in (here / "r1" / "opt-a-va1-solde.yaml").read_text(encoding="utf-8")
