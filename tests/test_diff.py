"""A diff shows what changed, is read by `patch`, and commands no terminal."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from segur_lint.diff import diff

if TYPE_CHECKING:
    from pathlib import Path


def lines(
    before: str | bytes, after: str | bytes, lang: str = "fr", name: str = "a.json"
) -> list[str]:
    old, new = (each if isinstance(each, bytes) else each.encode() for each in (before, after))
    return diff(name, old, new, lang).split("\n")[:-1]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a\n", "a\n", []),
        ("", "", []),
        ("a\nb\nc\n", "a\nB\nc\n", ["@@ -1,3 +1,3 @@", " a", "-b", "+B", " c"]),
        ("a\n", "A\n", ["@@ -1 +1 @@", "-a", "+A"]),
        ("", "a\n", ["@@ -0,0 +1 @@", "+a"]),
        ("a\n", "", ["@@ -1 +0,0 @@", "-a"]),
        ("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n", ["@@ -3,4 +3,3 @@", " 3", " 4", " 5", "-6"]),
        (
            "1\n2\n3\n4\n5\n6\n7\n8\n",
            "x\n2\n3\n4\n5\n6\n7\ny\n",  # six lines between: one hunk
            ["@@ -1,8 +1,8 @@", "-1", "+x", " 2", " 3", " 4", " 5", " 6", " 7", "-8", "+y"],
        ),
        (
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
            "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
            ["@@ -1,4 +1,4 @@", "-1", "+x", " 2", " 3", " 4", "@@ -6,4 +6,4 @@", " 6", " 7", " 8", "-9", "+y"],
        ),
        # A line that stays between two that change is told as such; one removed among its like too.
        ("1\n2\n3\n", "x\n2\ny\n", ["@@ -1,3 +1,3 @@", "-1", "+x", " 2", "-3", "+y"]),
        ("n\nn\nn\nz\n", "n\nn\nz\n", ["@@ -1,4 +1,3 @@", " n", " n", "-n", " z"]),
        # Line ends count, and are not shown.
        ("a\r\nb\r\n", "a\r\nB\r\n", ["@@ -1,2 +1,2 @@", " a", "-b", "+B"]),
        ("a\rb\r", "a\rB\r", ["@@ -1,2 +1,2 @@", " a", "-b", "+B"]),
        ("a\n", "a\r\n", ["@@ -1 +1 @@", "-a", "+a"]),
        ("a\u2028b\n", "c\n", ["@@ -1 +1 @@", "-a\\u2028b", "+c"]),
        ("a", "b\n", ["@@ -1 +1 @@", "-a", "\\ Pas de fin de ligne à la fin du fichier", "+b"]),
        ("x\na", "y\na", ["@@ -1,2 +1,2 @@", "-x", "+y", " a", "\\ Pas de fin de ligne à la fin du fichier"]),
        # What a terminal would obey or hide.
        ("\ufeffa\n", "a\n", ["@@ -1 +1 @@", "-\\uFEFFa", "+a"]),
        ("\x1b[31m\n", "\t\x07é\n", ["@@ -1 +1 @@", "-\\u001B[31m", "+\t\\u0007é"]),
        ("\u202ea\n", "a\n", ["@@ -1 +1 @@", "-\\u202Ea", "+a"]),
        (b"\xff\n", b"\xfe\n", ["@@ -1 +1 @@", "-\\uDCFF", "+\\uDCFE"]),
        # What a runner of CI would obey.
        ("::error::x\n##[error]x\n1\n", "::error::x\n##[error]x\n2\n", ["@@ -1,3 +1,3 @@", " : :error::x", " # #[error]x", "-1", "+2"]),
    ],
)  # fmt: skip
def test_what_changed_is_shown(before: str | bytes, after: str | bytes, shown: list[str]) -> None:
    assert lines(before, after)[2:] == shown


def test_the_name_stands_above_and_is_inert() -> None:
    assert lines("a\n", "b\n", name="d/\x1b\n.json")[:2] == [
        "--- d/\\u001B\\u000A.json",
        "+++ d/\\u001B\\u000A.json",
    ]


def test_an_english_reader_is_told_in_english() -> None:
    assert lines("a", "b", lang="en")[-1] == "\\ No newline at end of file"


def test_a_long_text_that_changes_everywhere_is_told_line_by_line() -> None:
    before = "".join(f'"a": {number % 7},\nnull,\nnull,\nnull,\n' for number in range(5_000))
    after = before.replace('"a": 3,', '"a": 3.00,').replace('"a": 5,\n', "")
    told = lines(before, after)[2:]
    gone, come = ([line for line in told if line[0] == mark] for mark in "-+")
    assert set(gone) == {'-"a": 3,', '-"a": 5,'}
    assert set(come) == {'+"a": 3.00,'}


def test_texts_with_nothing_in_common_are_told_whole() -> None:
    told = lines("a\n" * 400, "b\n" * 300)
    assert told[2:] == ["@@ -1,400 +1,300 @@", *["-a"] * 400, *["+b"] * 300]


def patched(before: str, after: str, folder: Path) -> str:
    file = folder / "a.json"
    file.write_bytes(before.encode())
    told = diff("a.json", before.encode(), after.encode(), "en").encode()
    subprocess.run(["patch", "--quiet", "--binary", str(file)], input=told, check=True, cwd=folder)
    return file.read_bytes().decode()


TEXTS = st.lists(st.sampled_from("aabcdefgh"), max_size=30).map(lambda each: "\n".join([*each, ""]))


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not on this machine")
@given(TEXTS, TEXTS)
@example("a", "b")
@example("a\nb", "a\nb\n")
def test_patch_makes_of_one_text_the_other(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str
) -> None:
    if before and after and before != after:  # GNU patch removes a file that becomes empty
        assert patched(before, after, tmp_path_factory.mktemp("patch")) == after
