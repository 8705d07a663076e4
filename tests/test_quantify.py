"""Counting: a tally answers what counting the comparisons one by one would."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.document import Number
from segur_lint.evaluate import build, raw
from segur_lint.filenames import matcher
from segur_lint.frames import UNKNOWN, Frame
from segur_lint.logic import equal
from segur_lint.quantified import FEW
from segur_lint.quantify import Tally, all_of, any_of, count, parts_read

values: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, "a", "b", "", "1", 1, 2, Decimal("1.00"), Decimal("0.5"), UNKNOWN, [], {}]
)


@given(st.lists(values, max_size=6), values)
def test_a_tally_counts_as_the_comparisons_do(members: list[Any], value: Any) -> None:
    tally = Tally()
    for member in members:
        tally.add(member)
    one_by_one = count([equal(member, value) for member in members])
    assert (tally.get(value), type(tally.get(value))) == (one_by_one, type(one_by_one))


COUNT = ["count", 1, [[0, 0]], ["cmp", "==", ["slot", 0, 0], ["row", 0]]]
TWICE = ["count", 1, [[0, 0]], ["cmp", "==", ["row", 0], ["slot", 0, 0]]]
ALL = ["count", 1, [[0, 0]], None]


def listed(*members: Any) -> list[Frame]:
    """The frames of the elements of a list of the file."""
    root = Frame(0, None, 1, 1)
    root.values[0] = list(members)
    root.lists = [[Frame(1, root, number + 1, 1) for number in range(len(members))]]
    for frame, member in zip(root.lists[0], members, strict=True):
        frame.values[0] = member
    return root.lists[0]


def test_each_member_may_ask_how_many_are_like_it() -> None:
    frames = listed("a", "b", "a", Number("1"))
    for code in (COUNT, TWICE):
        asked = build(code, [])
        assert [asked(frame, frame) for frame in frames] == [UNKNOWN] * 4  # a text and a number
    frames = listed("a", "b", "a")
    for code in (COUNT, TWICE):
        asked = build(code, [])
        assert [asked(frame, frame) for frame in frames] == [2, 1, 2]


def test_what_does_not_depend_on_the_row_is_asked_once() -> None:
    frames = listed(*"abcd")
    asked = build(ALL, [])
    assert [asked(frame, frame) for frame in frames] == [4] * 4
    parent = frames[0].parent
    assert parent is not None
    assert parent.memo is not None
    assert list(parent.memo.values()) == [4]


def test_a_list_that_is_not_there_is_not_counted() -> None:
    frames = listed("a")
    parent = frames[0].parent
    assert parent is not None
    parent.values[0] = UNKNOWN
    assert build(COUNT, [])(frames[0], frames[0]) is UNKNOWN
    assert build(ALL, [])(frames[0], frames[0]) is UNKNOWN


TAKEN = ["slot", 0, 1]
FIRST = ["cmp", "==", ["slot", 0, 0], ["row", 0]]
OTHER = ["cmp", "==", ["outer", ["slot", 0, 1]], ["slot", 0, 1]]


@given(st.lists(st.tuples(values, values), max_size=6), st.sampled_from(["any", "count", "all"]))
def test_the_members_of_a_text_are_found_as_if_all_were_asked(
    members: list[tuple[Any, Any]], kind: str
) -> None:
    root = Frame(0, None, 1, 1)
    root.values[0] = []
    root.lists = [[Frame(1, root, number + 1, 2) for number in range(len(members))]]
    for frame, pair in zip(root.lists[0], members, strict=True):
        frame.values[:] = pair
    for where in (["and", [FIRST, OTHER]], ["and", [OTHER, FIRST]], FIRST, OTHER):
        # « or » of one and the same is that one, and no index is made of it.
        found, plainly = (build([kind, 1, [[0, 0]], code], []) for code in (where, ["or", [where]]))
        for frame in root.lists[0]:
            answers = found(frame, frame), plainly(frame, frame)
            assert answers[0] == answers[1]
            assert type(answers[0]) is type(answers[1])
            first = build(["first", 1, [[0, 0]], where, TAKEN], [])(frame, frame)
            held = [
                each.values[1] for each in root.lists[0] if build(where, [])(each, frame) is True
            ]
            assert first is (held[0] if held else UNKNOWN)


def test_what_is_taken_of_the_first_is_shown_as_it_is_written() -> None:
    frames = listed("a", Number("2.50"), "b")
    code = [
        "first",
        1,
        [[0, 0]],
        ["cmp", ">", ["slot", 0, 0], ["lit", "number", "1"]],
        ["slot", 0, 0],
    ]
    assert raw(code, [])(frames[0], frames[0]) == Number("2.50")
    assert build(code, [])(frames[0], frames[0]) == Decimal("2.50")


def test_nothing_is_taken_of_a_list_that_is_not_there_nor_of_one_where_nothing_holds() -> None:
    frames = listed("a")
    parent = frames[0].parent
    assert parent is not None
    code = [
        "first",
        1,
        [[0, 0]],
        ["cmp", "==", ["slot", 0, 0], ["lit", "text", "b"]],
        ["slot", 0, 0],
    ]
    assert build(code, [])(frames[0], frames[0]) is UNKNOWN
    parent.memo = None
    parent.values[0] = UNKNOWN
    assert build(code, [])(frames[0], frames[0]) is UNKNOWN


NAME = {
    "notation": "<A>-<B>.<C>",
    "called": ["A", "B", "C"],
    "pieces": [["part", "A"], ["lit", "-"], ["part", "B"], ["lit", "."], ["part", "C"]],
    "formats": [],
}
STEM, END = ["part", ["slot", 0, 0], 0, 0], ["part", ["slot", 0, 0], 0, 2]
PARTS: list[Any] = [
    ["cmp", "==", STEM, ["lit", "text", "a"]],
    ["cmp", "!=", STEM, END],
    ["not", ["in", END, [["lit", "text", "a"], ["lit", "text", "b"]], False]],
]
names: st.SearchStrategy[Any] = st.sampled_from(
    ["a-1.a", "a-2.b", "b-1.a", "b-2.b", "c-1.c", "a", "", None, UNKNOWN, 1]
)


@given(st.lists(names, max_size=2 * FEW), st.sampled_from(PARTS), st.sampled_from(["any", "all"]))
def test_names_that_begin_alike_are_asked_once_and_the_answer_is_the_same(
    members: list[Any], where: Any, kind: str
) -> None:
    matchers = [matcher(NAME)]
    frames = listed(*members)
    asked = build(where, matchers)
    settle = {"any": any_of, "all": all_of}[kind]
    root = Frame(0, None, 1, 1) if not frames else frames[0].parent
    assert root is not None
    root.values[0], root.lists = members, [frames]
    quantified = build([kind, 0, [[0, 0]], where], matchers)
    assert quantified(root, root) is settle([asked(each, each) for each in frames])


@pytest.mark.parametrize(
    ("where", "read"),
    [
        (PARTS[0], {(0, 0, 0)}),
        (PARTS[1], {(0, 0, 0), (0, 0, 2)}),
        (PARTS[2], {(0, 0, 2)}),
        (["and", PARTS], {(0, 0, 0), (0, 0, 2)}),
        (["cmp", "==", ["slot", 0, 0], STEM], None),  # the whole of a name differs
        (["cmp", "==", ["row", 0], STEM], None),  # the row is another each time
        (["and", [PARTS[0], ["any", 1, [[0, 0]], PARTS[0]]]], None),
        (["part", ["slot", 1, 0], 0, 0], None),  # a name of the element around
        (None, set()),
    ],
)
def test_what_a_condition_reads_of_a_member(where: Any, read: set[Any] | None) -> None:
    assert parts_read(where) == read
