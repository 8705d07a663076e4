"""What the generated code calls says of whole columns what is true of each of their values."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.functions import luhn
from segur_lint.quick import runtime

#: Texts that are nearly alike: of few characters, among them those that join and end them.
TEXTS = st.lists(st.text("018A -.\n\u00a0\u0663", max_size=4), min_size=1, max_size=5)
NUMBERS = st.lists(st.from_regex(r"(2A|2B|21|\n)?[0-9]{0,7}", fullmatch=True), min_size=1)


def changed(text: str, changes: list[tuple[str, str]]) -> str:
    for old, new in changes:
        text = new + text[len(old) :] if text.startswith(old) else text
    return text


@given(TEXTS | NUMBERS, st.sampled_from([[], [("2A", "21"), ("2B", "22")], [("2", ""), ("1", "")]]))
def test_keys_of_many_texts_are_those_of_each(
    texts: list[str], changes: list[tuple[str, str]]
) -> None:
    assert runtime.luhns(texts, changes) is all(luhn(changed(text, changes)) for text in texts)
    for old, new in changes:
        assert runtime.replaced(texts, old, new) == [changed(text, [(old, new)]) for text in texts]


@given(TEXTS, st.integers(1, 4))
def test_texts_of_a_length_are_so_long_and_not_blank(texts: list[str], length: int) -> None:
    true = all(len(text) == length and text.strip() for text in texts)
    assert runtime.are_texts(texts, length) is (true and "\n" not in "".join(texts))


@given(TEXTS, st.sampled_from(["X", "AX", "XX", "-XX", "A", "1X-", "X.XX"]))
def test_texts_that_are_so_written_are_so_one_by_one(texts: list[str], written: str) -> None:
    pattern = re.compile(re.escape(written).replace("X", "[0-9]"))
    assert runtime.are_written(texts, written) is all(map(pattern.fullmatch, texts))


@given(st.data(), st.integers(1, 4), st.text("ab-.\n", max_size=2))
def test_names_are_what_pieces_make(data: st.DataObject, count: int, between: str) -> None:
    columns = st.lists(st.text("ab-.\n", max_size=2), min_size=count, max_size=count)
    one, two, names = data.draw(columns), data.draw(columns), data.draw(columns)
    built = [f"a{x}{between}{y}" for x, y in zip(one, two, strict=True)]
    whole = not any("\n" in name for name in built)
    assert runtime.are_built(built, ["a", one, between, two]) is whole
    said = runtime.are_built(names, ["a", one, between, two])
    assert said is (names == built and whole)


@pytest.mark.parametrize("other", [5, None, True, b"a", ["a"]])
def test_what_is_no_text_is_a_doubt(other: Any) -> None:
    for ask in (
        lambda given: runtime.are_texts(given, 1),
        lambda given: runtime.are_written(given, "X"),
        lambda given: runtime.are_built(given, ["a"]),
        runtime.luhns,
    ):
        with pytest.raises(TypeError):
            ask(["a", other])


def test_dates_are_read_once_and_a_doubt_is_none() -> None:
    asked: list[list[str]] = []

    def read(texts: list[str]) -> list[str]:
        asked.append(sorted(texts))
        if "x" in texts:
            raise runtime.DoubtError
        return [text[::-1] for text in texts]

    dates = runtime.Dates(read)
    assert dates(["ab", "cd", "ab"]) == ["ba", "dc", "ba"]
    assert dates(["ef", "cd"]) == ["fe", "dc"]
    for _ in range(2):
        with pytest.raises(runtime.DoubtError):
            dates(["ab", "x"])
    assert asked == [["ab", "cd"], ["ef"], ["x"], ["x"]]
    many = [str(number) for number in range(5_000)]
    assert dates([*many, "ab"]) == [*(each[::-1] for each in many), "ba"]
    assert dates(["ab", "7"]) == ["ba", "7"]
