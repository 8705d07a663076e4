"""Edits change what they name and nothing around it: layouts of all sorts, then properties."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.document import Document, Path, read
from segur_lint.edits import Edit, apply, choose, mend, remove_bom
from segur_lint.jsonedits import (
    decimals,
    insert_member,
    remove_item,
    rename_key,
    renumber,
    replace_value,
)
from segur_lint.jsonvalue import Number
from segur_lint.source import BOM, Source
from tests.corpora import corpus_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as File


def document(text: str) -> Document:
    found = read(Source("a.json", text.encode()))
    assert isinstance(found, Document), found
    return found


# --- applied ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "edits", "after"),
    [
        ("abc", [], "abc"),
        ("abc", [Edit(1, 2, "X")], "aXc"),
        ("abc", [Edit(2, 3, ""), Edit(0, 1, "long")], "longb"),  # in any order
        ("abc", [Edit(0, 1, "1"), Edit(1, 2, "2")], "12c"),  # they may touch
        ("abc", [Edit(1, 1, "x"), Edit(1, 1, "y")], "axybc"),  # two insertions, in their order
        ("abc", [Edit(1, 2, "X"), Edit(1, 1, "-"), Edit(2, 2, "+")], "a-X+c"),
        ("abc", [Edit(1, 2, "X"), Edit(1, 2, "X")], "aXc"),  # the same asked twice
        ("\U0001f600b", [Edit(1, 2, "\U0001f601")], "\U0001f600\U0001f601"),  # code points
        ("", [Edit(0, 0, "x")], "x"),
    ],
)
def test_disjoint_edits_are_made_together(text: str, edits: list[Edit], after: str) -> None:
    assert apply(text, edits) == after


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 2, ""), Edit(1, 3, "")],
        [Edit(0, 3, ""), Edit(1, 1, "x")],  # inserted in what goes
        [Edit(1, 2, "x"), Edit(1, 2, "y")],
        [Edit(2, 4, "")],
        [Edit(-1, 0, "")],
        [Edit(2, 1, "")],
    ],
)
def test_edits_that_overlap_or_leave_the_text_are_a_bug(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="Edit"):
        apply("abc", edits)


def test_of_fixes_that_overlap_the_first_is_taken_whole() -> None:
    first = [Edit(0, 2, "x"), Edit(8, 9, "y")]
    late = [Edit(4, 5, "z"), Edit(1, 3, "z")]  # only its second edit overlaps
    other = [Edit(2, 4, "o"), Edit(9, 9, "p")]
    assert choose([first, late, other]) == ([*first, *other], [1])


def test_a_fix_that_asks_the_same_as_another_is_not_left() -> None:
    assert choose([[Edit(0, 2, "x")], [Edit(0, 2, "x")]]) == ([Edit(0, 2, "x")], [])


RANGES = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)
EDITS = st.builds(lambda at, text: Edit(at[0], at[1], text), RANGES, st.sampled_from("xyz"))


@given(st.lists(st.lists(EDITS, min_size=1, max_size=1), max_size=12))
def test_what_is_chosen_can_be_applied_and_what_is_left_could_not(fixes: list[list[Edit]]) -> None:
    taken, left = choose(fixes)
    apply("." * 12, taken)
    for position in left:
        earlier = [each for fix in fixes[:position] for each in fix if each in taken]
        with pytest.raises(ValueError, match="Edit"):
            apply("." * 12, [*earlier, *fixes[position]])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BOM + b'{"a": 1}\r\n', b'{"a": 2}\r\n'),
        (BOM + BOM + b'{"a": 1}', BOM + b'{"a": 1}'),
        (BOM, b""),
        (BOM + b'{"\xe9": 1}', b'{"\xe9": 1}'),  # bytes that are no UTF-8 stay
    ],
)
def test_a_byte_order_mark_goes_alone(before: bytes, after: bytes) -> None:
    source = Source("a.json", before)
    edits = [remove_bom(source)]
    found = read(source) if source.bad_byte is None else None
    if isinstance(found, Document):
        edits.append(replace_value(found, ("a",), "2"))
    assert mend(source, edits) == after


def test_other_edits_keep_the_byte_order_mark() -> None:
    source = Source("a.json", BOM + '{"é": 1}'.encode())
    found = read(source)
    assert isinstance(found, Document)
    assert mend(source, [replace_value(found, ("é",), "2")]) == BOM + '{"é": 2}'.encode()


def test_there_is_no_mark_to_remove_where_there_is_none() -> None:
    with pytest.raises(ValueError, match=r"a\.json"):
        remove_bom(Source("a.json", b'{"a": 1}'))


# --- values, names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "path", "written", "after"),
    [
        ('{"a": 1}', ("a",), "null", '{"a": null}'),
        (' [1 ,\t2\r\n] ', (1,), '"é"', ' [1 ,\t"é"\r\n] '),
        ('{"\\u0061" : [ {"b":1.50} ]}', ("a", 0, "b"), "1.5", '{"\\u0061" : [ {"b":1.5} ]}'),
        ('{"a": 1, "b": 0, "a": 2}', ("a",), "3", '{"a": 1, "b": 0, "a": 3}'),
        ('{"\U0001f600": "\U0001f600", "z": 1}', ("z",), "2", '{"\U0001f600": "\U0001f600", "z": 2}'),
        ("1\n", (), "2", "2\n"),
        ('{"a": {"b": [1]}}', ("a",), "null", '{"a": null}'),
        ('{"a~/": 1}', ("a~/",), "2", '{"a~/": 2}'),
    ],
)  # fmt: skip
def test_a_value_is_replaced(before: str, path: Path, written: str, after: str) -> None:
    assert apply(before, [replace_value(document(before), path, written)]) == after


@pytest.mark.parametrize(
    ("before", "path", "name", "after"),
    [
        ('{"a" : 1}', ("a",), "b", '{"b" : 1}'),
        ('{"\\u0061":\r1}', ("a",), 'é"\\', '{"é\\"\\\\":\r1}'),
        ('[{"a": 1}, {"a": 2}]', (1, "a"), "b", '[{"a": 1}, {"b": 2}]'),
        ('{"a": 1, "a": 2}', ("a",), "b", '{"a": 1, "b": 2}'),
        ('{"a": {"b": 1}}', ("a",), "b", '{"b": {"b": 1}}'),  # a name of another object
    ],
)
def test_a_key_is_renamed(before: str, path: Path, name: str, after: str) -> None:
    assert apply(before, [rename_key(document(before), path, name)]) == after


# --- removed ---------------------------------------------------------------------------------------

REMOVED = [
    # One line.
    ("[1, 2, 3]", (0,), "[2, 3]"),
    ("[1, 2, 3]", (1,), "[1, 3]"),
    ("[1, 2, 3]", (2,), "[1, 2]"),
    ("[1,2,3]", (1,), "[1,3]"),
    ("[ 1 , 2 , 3 ]", (0,), "[ 2 , 3 ]"),
    ("[ 1 , 2 , 3 ]", (1,), "[ 1 , 3 ]"),
    ("[ 1 , 2 , 3 ]", (2,), "[ 1 , 2 ]"),
    # Alone in what holds it.
    ("[1]", (0,), "[]"),
    ("[\n  1\n]\n", (0,), "[]\n"),
    ('{"a": { "b": 1 }, "c": 2}', ("a", "b"), '{"a": {}, "c": 2}'),
    # A line each, each kind of line end.
    ('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', ("a",), '{\n  "b": 2,\n  "c": 3\n}'),
    ('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', ("b",), '{\n  "a": 1,\n  "c": 3\n}'),
    ('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', ("c",), '{\n  "a": 1,\n  "b": 2\n}'),
    ('{\r\n\t"a": 1,\r\n\t"b": 2\r\n}\r\n', ("a",), '{\r\n\t"b": 2\r\n}\r\n'),
    ('{\r\n\t"a": 1,\r\n\t"b": 2\r\n}\r\n', ("b",), '{\r\n\t"a": 1\r\n}\r\n'),
    ("[\r 1,\r 2\r]", (1,), "[\r 1\r]"),
    # The comma before, or far.
    ('{ "a": 1\n, "b": 2\n, "c": 3\n}', ("a",), '{ "b": 2\n, "c": 3\n}'),
    ('{ "a": 1\n, "b": 2\n, "c": 3\n}', ("b",), '{ "a": 1\n, "c": 3\n}'),
    ('{ "a": 1\n, "b": 2\n, "c": 3\n}', ("c",), '{ "a": 1\n, "b": 2\n}'),
    ("[\n  1 ,\n  2 ,\n  3\n]", (1,), "[\n  1 ,\n  3\n]"),
    # Several on a line.
    ("[1, 2, 3,\n 4, 5]", (2,), "[1, 2,\n 4, 5]"),
    ("[1, 2, 3,\n 4, 5]", (3,), "[1, 2, 3,\n 5]"),
    ("[1, 2,\n 3]", (2,), "[1, 2]"),
    ('{"a": 1,\n "b": 2}', ("a",), '{"b": 2}'),
    # Nested, with what looks like a layout in its texts.
    ('[[1, [2]], ["],", "\\"", {"}": "{"}]]', (1, 1), '[[1, [2]], ["],", {"}": "{"}]]'),
    ('[[1, [2]], ["],", "\\"", {"}": "{"}]]', (1, 0), '[[1, [2]], ["\\"", {"}": "{"}]]'),
    ('[[1, [2]], 3]', (0,), "[3]"),
    ('{"\U0001f600": 1, "é": [\U0001d7d8]}'.replace("\U0001d7d8", '"\U0001d7d8"'), ("\U0001f600",),
     '{"é": ["\U0001d7d8"]}'),
    # Equal keys: the last goes, wherever it stands.
    ('{"a": 1, "b": 2, "a": 3}', ("a",), '{"a": 1, "b": 2}'),
    ('{"a": 1, "a": 3, "b": 2}', ("a",), '{"a": 1, "b": 2}'),
    ('{"a": 1, "b": 2, "a": 3}', ("b",), '{"a": 1, "a": 3}'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "path", "after"), REMOVED)
def test_an_item_goes_with_its_comma_and_its_line(before: str, path: Path, after: str) -> None:
    assert apply(before, [remove_item(document(before), path)]) == after


def test_several_elements_that_are_not_the_first_go_together() -> None:
    before = document("[\n  1,\n  2,\n  3,\n  4\n]")
    taken, left = choose([[remove_item(before, (each,))] for each in (1, 2, 3)])
    assert (apply(before.source.text, taken), left) == ("[\n  1\n]", [])


# --- inserted --------------------------------------------------------------------------------------

INSERTED: list[tuple[str, Path, str | None, str]] = [
    # One line.
    ('{"a": 1}', (), None, '{"a": 1, "n": 0}'),
    ('{"a":1}', (), None, '{"a":1,"n":0}'),
    ('{"a":1,"b":2}', (), "a", '{"a":1,"n":0,"b":2}'),
    ('{ "a" : 1 , "b" : 2 }', (), None, '{ "a" : 1 , "b" : 2 , "n" : 0 }'),
    ('{ "a" : 1 , "b" : 2 }', (), "a", '{ "a" : 1 , "n" : 0 , "b" : 2 }'),
    # A line each.
    ('{\n  "a": 1\n}', (), None, '{\n  "a": 1,\n  "n": 0\n}'),
    ('{\n  "a": 1,\n  "b": 2\n}\n', (), None, '{\n  "a": 1,\n  "b": 2,\n  "n": 0\n}\n'),
    ('{\n  "a": 1,\n  "b": 2\n}\n', (), "a", '{\n  "a": 1,\n  "n": 0,\n  "b": 2\n}\n'),
    ('{\r\n\t"a": 1\r\n}', (), None, '{\r\n\t"a": 1,\r\n\t"n": 0\r\n}'),
    ('{\r\t"a": 1\r}', (), None, '{\r\t"a": 1,\r\t"n": 0\r}'),
    ('{\n\n  "a": 1\n}', (), None, '{\n\n  "a": 1,\n  "n": 0\n}'),
    ('{\n"a": 1}', (), None, '{\n"a": 1,\n"n": 0}'),
    ('{"a": 1\n}', (), None, '{"a": 1, "n": 0\n}'),
    # The comma before, the colon far.
    ('{ "a": 1\n, "b": 2\n}', (), None, '{ "a": 1\n, "b": 2\n, "n": 0\n}'),
    ('{ "a": 1\n, "b": 2\n}', (), "a", '{ "a": 1\n, "n": 0\n, "b": 2\n}'),
    ('{"a":\n  [1]}', (), None, '{"a":\n  [1], "n": 0}'),
    ('{\n  "a"  : 1\n}', (), None, '{\n  "a"  : 1,\n  "n"  : 0\n}'),
    # Several on a line.
    ('{"a": 1, "b": 2,\n "c": 3}', (), "b", '{"a": 1, "b": 2, "n": 0,\n "c": 3}'),
    ('{"a": 1, "b": 2,\n "c": 3}', (), None, '{"a": 1, "b": 2,\n "c": 3,\n "n": 0}'),
    # Nested.
    ('[{"a": {"b": 1}}, 2]', (0, "a"), None, '[{"a": {"b": 1, "n": 0}}, 2]'),
    ('{\n  "a": {\n    "b": 1\n  }\n}', ("a",), None, '{\n  "a": {\n    "b": 1,\n    "n": 0\n  }\n}'),
    ('{\n  "a": {\n    "b": 1\n  }\n}', (), None, '{\n  "a": {\n    "b": 1\n  },\n  "n": 0\n}'),
    ('{"a": "}", "b": ["{", "\U0001f600"]}', (), "a", '{"a": "}", "n": 0, "b": ["{", "\U0001f600"]}'),
    # Empty.
    ("{}", (), None, '{"n": 0}'),
    ("\t{ }\r\n", (), None, '\t{"n": 0}\r\n'),
    ('{"a": {}}', ("a",), None, '{"a": {"n": 0}}'),
    ('{"a":{}}', ("a",), None, '{"a":{"n":0}}'),
    ('{\n  "a": {}\n}', ("a",), None, '{\n  "a": {\n    "n": 0\n  }\n}'),
    ('{\n  "a": {\n  }\n}', ("a",), None, '{\n  "a": {\n    "n": 0\n  }\n}'),
    ('{\r\n\t"a": [\r\n\t\t{},\r\n\t\t1\r\n\t]\r\n}', ("a", 0), None,
     '{\r\n\t"a": [\r\n\t\t{\r\n\t\t\t"n": 0\r\n\t\t},\r\n\t\t1\r\n\t]\r\n}'),
    ('{\n"a": {}\n}', ("a",), None, '{\n"a": {\n"n": 0\n}\n}'),
    # Equal keys: after the last one.
    ('{"a": 1, "b": 2, "a": 3, "c": 4}', (), "a", '{"a": 1, "b": 2, "a": 3, "n": 0, "c": 4}'),
    ('{"a": 1, "b": 2, "a": 3}', (), None, '{"a": 1, "b": 2, "a": 3, "n": 0}'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "path", "neighbour", "after"), INSERTED)
def test_a_member_is_laid_out_as_its_neighbours(
    before: str, path: Path, neighbour: str | None, after: str
) -> None:
    assert apply(before, [insert_member(document(before), path, "n", "0", neighbour)]) == after


def test_several_members_are_added_together_in_order() -> None:
    before = document('{\n  "a": 1\n}')
    fixes = [[insert_member(before, (), name, "0")] for name in "xyz"]
    taken, left = choose(fixes)
    assert (apply(before.source.text, taken), left) == (
        '{\n  "a": 1,\n  "x": 0,\n  "y": 0,\n  "z": 0\n}',
        [],
    )


def test_an_empty_object_takes_one_member_at_a_time() -> None:
    before = document("{}")
    taken, left = choose([[insert_member(before, (), name, "0")] for name in "xy"])
    assert (apply("{}", taken), left) == ('{"x": 0}', [1])


ASKED_IN_VAIN: list[tuple[str, Callable[[Document], object], type[Exception]]] = [
    ('{"a": 1}', lambda found: replace_value(found, ("b",), "1"), KeyError),
    ("[1]", lambda found: replace_value(found, (1,), "1"), KeyError),
    ("[1]", lambda found: replace_value(found, (-1,), "1"), KeyError),
    ('{"a": 1}', lambda found: remove_item(found, ("a", "b")), KeyError),
    ('{"a": 1}', lambda found: remove_item(found, ()), ValueError),
    ('{"a": 1, "b": 2}', lambda found: rename_key(found, ("a",), "b"), ValueError),
    ('{"a": 1}', lambda found: rename_key(found, ("b",), "c"), KeyError),
    ("[1]", lambda found: rename_key(found, (0,), "c"), ValueError),
    ("[1]", lambda found: rename_key(found, (), "c"), ValueError),
    ("[1]", lambda found: insert_member(found, (), "c", "1"), ValueError),
    ('"{}"', lambda found: insert_member(found, (), "c", "1"), ValueError),
    ('{"c": 1}', lambda found: insert_member(found, (), "c", "1"), ValueError),
    ('{"a": 1}', lambda found: insert_member(found, (), "c", "1", "b"), KeyError),
    ("{}", lambda found: insert_member(found, (), "c", "1", "b"), KeyError),
    ('{"a": 1}', lambda found: renumber(found, (), ("n",)), ValueError),
    ('{"a": 1}', lambda found: renumber(found, ("b",), ("n",)), KeyError),
]


@pytest.mark.parametrize(("text", "ask", "error"), ASKED_IN_VAIN)
def test_what_would_break_the_text_is_refused(
    text: str, ask: Callable[[Document], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(document(text))


# --- numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "member", "after"),
    [
        ('[{"n": 2}, {"n": 2}, {"n":\t7}]', ("n",), '[{"n": 1}, {"n": 2}, {"n":\t3}]'),
        ('[{"n": 1.0}, {"n": "2"}, {"n": null}]', ("n",), '[{"n": 1}, {"n": 2}, {"n": 3}]'),
        ('[{}, {"n": 1}]', ("n",), '[{}, {"n": 2}]'),  # absent, it counts all the same
        ('[{"n": [1]}, {"n": {}}, 3]', ("n",), '[{"n": [1]}, {"n": {}}, 3]'),  # nothing is lost
        ('[{"a": {"n": 5}}]', ("a", "n"), '[{"a": {"n": 1}}]'),
        ("[4, 4]", (), "[1, 2]"),
        ("[]", ("n",), "[]"),
    ],
)
def test_elements_are_numbered(before: str, member: Path, after: str) -> None:
    assert apply(before, renumber(document(before), (), member)) == after


def test_elements_that_are_right_are_not_touched() -> None:
    assert renumber(document('[{"n": 5}, {"n": 6}]'), (), ("n",), first=5) == []


@pytest.mark.parametrize(
    ("lexeme", "written"),
    [
        ("358.3", "358.30"),
        ("358.30", "358.30"),
        ("4120", "4120.00"),
        ("4.12e3", "4120.00"),
        ("4.12E+3", "4120.00"),
        ("412000e-2", "4120.00"),
        ("412012e-2", "4120.12"),
        ("100.000", "100.00"),
        ("1.234", None),
        ("1.2340", None),
        ("1e-2", "0.01"),
        ("1e-3", None),
        ("10e-3", "0.01"),
        ("0", "0.00"),
        ("-0", "-0.00"),
        ("0e-50", "0.00"),
        ("0.5e1", "5.00"),
        ("-12.5", "-12.50"),
        ("1e400", None),
        ("1e-400", None),
        ("1e" + "9" * 5000, None),
        ("1e+0000000000000000000001", "10.00"),
        ("9" * 5000, "9" * 5000 + ".00"),
        ("01", None),
        ("+1", None),
        ("1.", None),
        (".5", None),
        ("1,5", None),
        ("NaN", None),
        ("٣", None),
        (" 1", None),
        ("1\n", None),
        ("", None),
        ('"1"', None),
    ],
)
def test_an_amount_is_written_with_two_decimals_where_no_digit_is_lost(
    lexeme: str, written: str | None
) -> None:
    assert decimals(lexeme, 2) == written


@given(st.from_regex(r"\A-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,9})?([eE][-+]?[0-9]{1,2})?\Z"),
       st.integers(0, 6))  # fmt: skip
def test_a_number_keeps_its_value_to_the_last_digit(lexeme: str, count: int) -> None:
    written = decimals(lexeme, count)
    value = Number(lexeme).value
    if written is None:
        assert (value * 10**count) % 1 != 0
    else:
        assert Number(written).value == value
        assert len(written.partition(".")[2]) == count
        assert decimals(written, count) == written


# --- all layouts -----------------------------------------------------------------------------------

NAMES = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(["a", '"', "\\", "\U0001f600", ","]),
    max_size=4,
)
SCALARS = st.none() | st.booleans() | st.integers(-99, 10**20) | NAMES
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=16,
)
#: What json.dumps is asked, and the line ends put afterwards: no text of JSON holds a bare one.
LAYOUTS = st.fixed_dictionaries(
    {
        "indent": st.sampled_from([None, 0, 1, 4, "\t", " \t"]),
        "ensure_ascii": st.booleans(),
        "compact": st.booleans(),
        "eol": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)


def dumped(value: object, layout: dict[str, Any]) -> str:
    colon = ":" if layout["compact"] else ": "
    comma = "," if layout["compact"] or layout["indent"] is not None else ", "
    text = json.dumps(
        value,
        indent=layout["indent"],
        ensure_ascii=layout["ensure_ascii"],
        separators=(comma, colon),
    )
    return text.replace("\n", layout["eol"])


@st.composite
def scattered(draw: st.DrawFn, value: object) -> str:
    """A JSON text of `value`, white space of any kind at each place that may have some."""
    tokens = json.JSONEncoder(ensure_ascii=draw(st.booleans())).iterencode(value)
    gap = st.text(" \t\n\r", max_size=3)
    out = []
    for token in tokens:  # its separators come glued to openers and texts
        for piece in split(token):
            out += [draw(gap), piece.strip()]
    return "".join([*out, draw(gap)])


def split(token: str) -> Iterator[str]:
    """Openers, commas and colons apart from the texts, which are given whole."""
    while token and token[0] in "[{,: ":
        yield token[0]
        token = token[1:]
    yield token


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, (*path, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from paths(inner, (*path, position))


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def items(value: object) -> list[Path]:
    return [path for path in paths(value) if path]


def objects(value: object) -> list[Path]:
    return [path for path in paths(value) if isinstance(at(value, path), dict)]


def changed(value: object, path: Path, change: Callable[[Any], None]) -> Any:
    """A copy of `value` after `change` of what holds `path`."""
    copy = json.loads(json.dumps(value))
    change(at(copy, path))
    return copy


def without(value: object, path: Path) -> Any:
    return changed(value, path[:-1], lambda holder: holder.__delitem__(path[-1]))


def with_member(value: object, path: Path, name: str, after: str | None) -> Any:
    def insert(holder: dict[str, object]) -> None:
        old = dict(holder)
        holder.clear()
        for key, inner in old.items():
            holder[key] = inner
            if key == after:
                holder[name] = 0
        holder.setdefault(name, 0)

    return changed(value, path, insert)


HOLDING = VALUES.filter(lambda value: bool(items(value)))
WITH_OBJECT = VALUES.filter(lambda value: bool(objects(value)))


@given(HOLDING, LAYOUTS, st.data())
def test_what_is_left_by_a_removal_is_what_was_never_there(
    value: object, layout: dict[str, Any], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(items(value)))
    before = dumped(value, layout)
    after = apply(before, [remove_item(document(before), path)])
    assert after == dumped(without(value, path), layout)


@given(WITH_OBJECT, LAYOUTS, st.data())
def test_a_member_is_written_as_if_it_had_always_been_there(
    value: object, layout: dict[str, Any], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(objects(value)))
    members = at(value, path)
    after = data.draw(st.sampled_from([None, *members]))
    name = data.draw(NAMES.filter(lambda name: name not in members))
    before = dumped(value, {**layout, "ensure_ascii": False})
    found = apply(before, [insert_member(document(before), path, name, "0", after)])
    wanted = dumped(with_member(value, path, name, after), {**layout, "ensure_ascii": False})
    if members:
        assert found == wanted
    else:  # an empty root says nothing of the layout, a compact list nothing of the colon
        assert json.loads(found) == json.loads(wanted)


@given(VALUES, LAYOUTS, SCALARS, st.data())
def test_a_value_changes_alone_in_any_layout(
    value: object, layout: dict[str, Any], new: object, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(list(paths(value))))
    before = dumped(value, layout)
    written = json.dumps(new, ensure_ascii=layout["ensure_ascii"])
    after = apply(before, [replace_value(document(before), path, written)])
    wanted = new
    if path:
        wanted = changed(value, path[:-1], lambda holder: holder.__setitem__(path[-1], new))
    assert after == dumped(wanted, layout)


@given(st.lists(st.dictionaries(st.sampled_from("nab"), SCALARS)), LAYOUTS)
def test_numbering_changes_numbers_alone(value: list[Any], layout: dict[str, Any]) -> None:
    before = dumped(value, layout)
    after = apply(before, renumber(document(before), (), ("n",)))
    for position, element in enumerate(value, 1):
        if "n" in element:
            element["n"] = position
    assert after == dumped(value, layout)


GONE = object()


def swept(value: Any) -> Any:
    """`value` without what is marked as gone."""
    if isinstance(value, dict):
        return {key: swept(inner) for key, inner in value.items() if inner is not GONE}
    if isinstance(value, list):
        return [swept(inner) for inner in value if inner is not GONE]
    return value


@given(HOLDING.flatmap(lambda value: st.tuples(st.just(value), scattered(value))), st.data())
def test_any_edits_chosen_together_do_what_python_does(
    made: tuple[Any, str], data: st.DataObject
) -> None:
    value, before = made
    assert json.loads(before) == value
    found = document(before)
    asked: list[tuple[str, Path, str]] = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(["replace", "remove", "rename", "insert", "insert after"]),
                st.sampled_from(items(value)),
                st.sampled_from(["new one", "new two", "new three"]),
            ),
            max_size=8,
        )
    )
    fixes, deeds = [], []
    for number, (what, path, name) in enumerate(asked):
        if what in ("replace", "remove") or isinstance(path[-1], str):
            edit, deed = EDITORS[what](found, path, f"{name} {number}")
            fixes.append([edit])
            # New names come last, the deepest first: the other paths are those of the text.
            deeds.append((len(path) if what == "rename" else 99, len(fixes) - 1, path, deed))
    taken, left = choose(fixes)
    after = apply(before, taken)
    root = {"root": json.loads(json.dumps(value))}
    for _, position, path, deed in sorted(deeds, key=lambda each: -each[0]):
        if position not in left:
            deed(at(root["root"], path[:-1]), path[-1])
    assert json.loads(after) == swept(root)["root"]


Deed = Callable[[Any, Any], None]
EDITORS: dict[str, Callable[[Document, Path, str], tuple[Edit, Deed]]] = {
    "replace": lambda found, path, _: (
        replace_value(found, path, "[0]"),
        lambda holder, step: holder.__setitem__(step, [0]),
    ),
    "remove": lambda found, path, _: (
        remove_item(found, path),
        lambda holder, step: holder.__setitem__(step, GONE),
    ),
    "rename": lambda found, path, name: (
        rename_key(found, path, name),
        lambda holder, step: holder.__setitem__(name, holder.pop(step)),
    ),
    "insert": lambda found, path, name: (
        insert_member(found, path[:-1], name, "0"),
        lambda holder, _: holder.__setitem__(name, 0),
    ),
    "insert after": lambda found, path, name: (
        insert_member(found, path[:-1], name, "0", str(path[-1])),
        lambda holder, _: holder.__setitem__(name, 0),
    ),
}


# --- foreign texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "file", corpus_files("JSONTestSuite", "**/y_*.json"), ids=lambda file: file.name
)
def test_each_item_of_a_foreign_text_can_go(file: File) -> None:
    found = read(Source(file.name, file.read_bytes()))
    if not isinstance(found, Document):
        return  # a number no double holds, and the like
    for path in items(found.value):
        again = document(apply(found.source.text, [remove_item(found, path)]))
        if not any(duplicate.path == path for duplicate in found.duplicates):
            wanted = json.loads(found.source.text)
            wanted = without(wanted, path)
            assert json.loads(again.source.text) == wanted
