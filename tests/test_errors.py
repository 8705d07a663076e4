"""Errors know their exit code, their place, and how to draw it."""

from __future__ import annotations

import errno
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_lint.errors import (
    WIDTH,
    AuthorError,
    AuthorErrors,
    NotationError,
    SegurLintError,
    UsageError,
    draw,
    reason,
)
from segur_lint.source import Source, Span
from segur_lint.text import Text

SAID = Text("C'est faux.", "It is wrong.")


def drawn(text: str, start: int, end: int) -> list[str]:
    return draw(Source("f", text.encode()), Span(start, end)).split("\n")


@pytest.mark.parametrize(
    ("text", "start", "end", "lines"),
    [
        ("cle: valeur", 5, 11, ["    1 | cle: valeur", "      |      ^^^^^^"]),
        ("a\ncle: x\nb", 7, 8, ["    2 | cle: x", "      |      ^"]),
        ("", 0, 0, ["    1 | ", "      | ^"]),
        ("abc", 3, 3, ["    1 | abc", "      |    ^"]),
        ("ab\ncd", 1, 4, ["    1 | ab", "      |  ^"]),  # only the first line of the span
        ("日本: x", 4, 5, ["    1 | 日本: x", "      |       ^"]),  # wide characters take two cells
        ("e\u0301: x", 4, 5, ["    1 | e\u0301: x", "      |    ^"]),  # an accent takes none
        ("\tx", 1, 2, ["    1 | \\u0009x", "      |       ^"]),
        ("é\r\nx", 0, 1, ["    1 | é", "      | ^"]),
    ],
)
def test_a_span_is_drawn_with_carets_under_it(
    text: str, start: int, end: int, lines: list[str]
) -> None:
    assert drawn(text, start, end) == lines


@pytest.mark.parametrize("start", [0, 100, 199])
def test_a_long_line_is_cut_around_the_carets(start: int) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(200))
    line, carets = drawn(text, start, start + 1)
    assert len(line) == len("    1 | ") + WIDTH
    assert line[carets.index("^")] == text[start]


def test_carets_stop_where_the_cut_line_stops() -> None:
    line, carets = drawn("x" * 500, 0, 500)
    assert len(carets) == len(line)


@settings(deadline=None)
@given(st.text(max_size=200), st.data())
def test_any_span_can_be_drawn(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line, carets = drawn(text, start, end)
    assert carets.rstrip("^").strip(" |") == ""
    assert carets.count("^") >= 1
    assert line.split(" | ")[0].strip().isdigit()


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1), st.data())
def test_the_caret_is_under_the_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    line, carets = drawn(text, start, start + 1)
    assert line[carets.index("^")] == text[start]


@pytest.mark.parametrize("error", [SegurLintError(SAID), UsageError(SAID)])
def test_an_error_is_a_sentence_in_two_languages(error: SegurLintError) -> None:
    assert (error.render("fr"), error.render("en"), str(error)) == (SAID.fr, SAID.en, SAID.fr)
    assert error.exit_code == 2


def test_a_fault_of_notation_covers_one_character_at_least() -> None:
    error = NotationError(3, 3, SAID)
    assert (error.start, error.end, error.message) == (3, 4, SAID)
    assert NotationError(3, 9, SAID).end == 9


def test_an_author_reads_file_line_column_sentence_and_the_line() -> None:
    error = AuthorError(Source("règles\x1b.yaml", b"a: 1\nb: 2"), Span(8, 9), SAID)
    assert error.render("en").split("\n") == [
        "règles\\u001B.yaml:2:4: It is wrong.",
        "    2 | b: 2",
        "      |    ^",
    ]
    assert error.exit_code == 2


def test_several_faults_come_in_the_order_of_the_files_and_are_counted() -> None:
    one, two = Source("a.yaml", b"abc"), Source("b.yaml", b"abc")
    errors = AuthorErrors(
        [
            AuthorError(two, Span(0, 1), SAID),
            AuthorError(one, Span(2, 3), SAID),
            AuthorError(one, Span(1, 2), SAID),
        ]
    )
    heads = [line for line in errors.render("fr").split("\n") if "yaml" in line]
    assert [head.split(" ")[0] for head in heads] == ["a.yaml:1:2:", "a.yaml:1:3:", "b.yaml:1:1:"]
    assert errors.render("fr").endswith("3 fautes dans les règles")
    assert errors.render("en").endswith("3 faults in the rules")


@pytest.mark.parametrize("name", ["EACCES", "ENOSPC", "EEXIST", "EBUSY", "EFBIG"])
def test_what_the_system_refuses_is_told_in_french(name: str) -> None:
    number = getattr(errno, name)
    said = reason(OSError(number, os.strerror(number)))
    assert said.en == os.strerror(number)
    assert said.fr != said.en
