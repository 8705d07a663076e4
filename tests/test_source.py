"""Bytes become a text and places: lines and columns from 1, in code points."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_lint.source import BOM, Place, Source, Span


def places(text: str) -> list[tuple[int, int]]:
    """The place of each offset, and of the end, said the slow and plain way."""
    line, column, found = 1, 1, []
    for at, char in enumerate(text):
        found.append((line, column))
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return [*found, (line, column)]


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, Place(1, 1)),
        ("abc", 3, Place(1, 4)),
        ("a\nb", 1, Place(1, 2)),
        ("a\nb", 2, Place(2, 1)),
        ("a\r\nb", 2, Place(1, 3)),
        ("a\r\nb", 3, Place(2, 1)),
        ("a\rb", 2, Place(2, 1)),
        ("a\r\rb", 3, Place(3, 1)),
        ("a\n\rb", 3, Place(3, 1)),
        ("a\u2028b\x85c\x0bd", 6, Place(1, 7)),
        ("é😀\tx", 3, Place(1, 4)),
        ("a\n", 2, Place(2, 1)),
    ],
)
def test_an_offset_has_a_line_and_a_column(text: str, offset: int, place: Place) -> None:
    assert Source("f", text.encode()).place(offset) == place


@settings(deadline=None)
@given(st.text(st.sampled_from("ab\r\n\té😀\u2028")))
def test_every_offset_is_where_counting_by_hand_puts_it(text: str) -> None:
    source = Source("f", text.encode())
    assert [
        (source.place(at).line, source.place(at).column) for at in range(len(text) + 1)
    ] == places(text)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab\r\n\té😀\u2028")))
def test_the_lines_are_those_of_the_places(text: str) -> None:
    source = Source("f", text.encode())
    expected: dict[int, str] = {}
    starts: dict[int, int] = {}
    for at, ((line, _), char) in enumerate(zip(places(text), [*text, ""], strict=True)):
        expected[line] = expected.get(line, "") + char
        starts.setdefault(line, at)
    lines = {number: line.rstrip("\r\n") for number, line in expected.items()}
    assert {number: source.line(at) for number, at in starts.items()} == lines
    assert {number: text[slice(*source.bounds(number))] for number in starts} == lines


@settings(deadline=None)
@given(st.text())
def test_the_text_is_the_bytes_and_a_mark_at_their_head_is_no_text(text: str) -> None:
    data = text.encode()
    marked = Source("f", BOM + data)
    assert (marked.bom, marked.text, marked.bad_byte) == (True, text, None)
    if not data.startswith(BOM):
        assert (Source("f", data).bom, Source("f", data).text) == (False, text)


@pytest.mark.parametrize(
    ("data", "bad", "text"),
    [
        (b"ab\xe9cd", 2, "ab"),
        (b"\xef\xbb\xbfab\xff", 5, "ab"),
        (b"\xff\xfe", 0, ""),
        ("é".encode() + b"\xc3", 2, "é"),
        (b"\xed\xa0\x80", 0, ""),  # a surrogate, which UTF-8 does not write
        (b"\xc0\xaf", 0, ""),  # an overlong /
        (b"\xf4\x90\x80\x80", 0, ""),  # beyond U+10FFFF
    ],
)
def test_the_text_stops_before_the_first_byte_that_is_not_utf8(
    data: bytes, bad: int, text: str
) -> None:
    source = Source("f", data)
    assert (source.bad_byte, source.text) == (bad, text)
    assert source.place(len(text)).line == 1


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_at_all_are_an_exception(data: bytes) -> None:
    source = Source("f", data)
    body = data.removeprefix(BOM)
    if source.bad_byte is None:
        assert source.text.encode() == body
    else:
        assert body.startswith(source.text.encode())
        assert len(data) - len(body) <= source.bad_byte < len(data)


def test_spans_and_places_are_values() -> None:
    assert (Span(1, 2), Place(1, 2)) == (Span(1, 2), Place(1, 2))
    assert len({Span(1, 2), Span(1, 2), Span(1, 3), Place(1, 2), Place(1, 2), Place(2, 1)}) == 4
    assert Span(1, 2) != Place(1, 2)
    assert Place(1, 2) != Span(1, 2)
    assert (repr(Span(1, 2)), repr(Place(3, 4))) == ("Span(1, 2)", "Place(3, 4)")


def test_a_source_survives_pickling_with_its_lines() -> None:
    source = Source("f", b"a\nb")
    source.place(0)
    copy = pickle.loads(pickle.dumps(source))
    assert (copy.name, copy.text, copy.place(2)) == ("f", "a\nb", Place(2, 1))
