"""README.md says what is: its commands, its Python, its tables, its links and its picture."""

from __future__ import annotations

import contextlib
import html
import io
import re
import runpy
from pathlib import Path

import pytest

from segur_lint import Linter, library
from tests.console import README, Example, blocks, examples, matches, printed, sets_up
from tests.project import ROOT

TEXT = README.read_text(encoding="utf-8")
COMMANDS = examples(TEXT)


@pytest.mark.parametrize("example", COMMANDS, ids=lambda example: example.command)
def test_a_command_prints_what_the_readme_shows(example: Example, tmp_path: Path) -> None:
    name, *arguments = example.command.rsplit(" && ", 1)[-1].split()
    if name.endswith("python"):
        pytest.skip("this very suite: .ci/run starts it by that command")
    # What sets the project up, before « && », is for .ci/run.
    assert name.removeprefix(".venv/bin/") == "segur-lint"
    assert matches(example.output, printed(arguments, ROOT, tmp_path))


def test_two_commands_set_the_project_up_the_one_checks_and_the_other_tests() -> None:
    first, second = [example.command for example in COMMANDS if sets_up(example)]
    assert first.endswith("segur-lint check fixtures/script-maison")
    assert second.endswith("python -m pytest")


def test_the_python_example_prints_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for block in blocks(TEXT, "python"):
            exec(block, {})
    assert out.getvalue() == "".join(blocks(TEXT, "text"))


def test_the_readme_counts_the_controls() -> None:
    (pack,) = [pack for pack in library.load([]) if pack.name == "bio-loinc-va1-solde"]
    assert re.findall(r"its ([0-9]+) controls", TEXT) == [str(len(pack.rules))]


def test_the_readme_names_the_options_of_check_and_no_other(tmp_path: Path) -> None:
    table = TEXT.split("## Options")[1].split("\n## ")[0]
    options = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
    assert set(options.findall(table)) == set(
        options.findall(printed(["check", "-h"], ROOT, tmp_path))
    )


def test_the_row_that_the_readme_shows_is_a_row_of_the_packs() -> None:
    rules = {rule.id: rule for pack in Linter().packs for rule in pack.rules}
    shown = re.findall(r"\b[A-Z]{2,3}-[0-9]{3}\b", TEXT)
    assert shown
    assert set(shown) <= set(rules)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", TEXT))))
def test_a_link_leads_to_a_file_of_the_project(target: str) -> None:
    if not (ROOT / "segur_lint").is_dir():
        pytest.skip("the sources are not here: an installed wheel is tested")
    assert (ROOT / target).exists()


def words(svg: str) -> list[str]:
    """The pieces of text of a picture, without its place, colours and names of styles."""
    pieces = re.findall(r"<text[^>]*>(.*?)</text>", svg, flags=re.DOTALL)
    return [text for piece in pieces if (text := html.unescape(piece).strip())]


def test_the_picture_shows_what_the_command_prints() -> None:
    # Due? python docs/images/make.py
    script = runpy.run_path(str(ROOT / "docs" / "images" / "make.py"))
    drawn = words(script["PICTURE"].read_text(encoding="utf-8"))
    assert drawn == words(script["svg"]())
    assert any("NON" in word and "DÉPOSABLE" in word for word in drawn)


def test_the_picture_asks_nothing_of_the_network() -> None:
    svg = (ROOT / "docs" / "images" / "check.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"' )]*", svg)) <= {
        "http://www.w3.org/2000/svg",
        "https://www.textualize.io",  # a comment of the tool that draws it
    }


@pytest.mark.parametrize(
    ("said", "output"),
    [
        ("a\nb\n", "a\nb\n"),
        ("a\n…\nd\n", "a\nb\nc\nd\n"),
        ("a\n…\n", "a\n"),
        ("…\nd\n", "a\nd\n"),
        ("…\na\n…\n", "b\na\nc\n"),
    ],
)
def test_an_ellipsis_stands_for_any_lines(said: str, output: str) -> None:
    assert matches(said, output)


@pytest.mark.parametrize(
    ("said", "output"),
    [
        ("a\n", "a\nb\n"),
        ("a\n…\nd\n", "a\nb\nc\n"),
        ("a.c\n", "abc\n"),
        ("…\nd\n", "a\n d\n"),
        ("a\nb\n", "a\n\nb\n"),
    ],
)
def test_output_that_differs_is_seen(said: str, output: str) -> None:
    assert not matches(said, output)
