"""The order of two demands: what is told tighter or looser is, and nothing is told without proof."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.authoring.tightness.demands import (
    falls,
    holds,
    of_conditions,
    of_demands,
    of_formats,
    with_values,
)
from segur_lint.authoring.tightness.formats import difference, within
from segur_lint.evaluate import build
from segur_lint.formats import whole
from segur_lint.frames import UNKNOWN, Frame
from segur_lint.jsonvalue import Number
from segur_lint.lang import notation
from segur_lint.lang.expression import And, Compare, In, Literal, Name, Node, Not, Or, parse


def plain(text: str) -> list[Any]:
    return notation.parse(text).plain()


def opposite(order: str) -> str:
    """The order of the same two the other way round."""
    return {"tightened": "loosened", "loosened": "tightened"}.get(order, order)


FORMATS = [
    ("VARCHAR (<50)", "VARCHAR (<=50)", "loosened", "un texte de 50 caractères est maintenant admis"),
    ("VARCHAR (<=50)", "VARCHAR (<50)", "tightened", "un texte de 50 caractères n'est plus admis"),
    ("VARCHAR (<50)", "VARCHAR (<=49)", "same", None),
    ("VARCHAR (<=1)", "VARCHAR (=1)", "same", None),
    ("VARCHAR", "VARCHAR (>=1)", "same", None),
    ("VARCHAR (=12)", "VARCHAR (<=12)", "loosened", "un texte de 1 à 11 caractères est maintenant admis"),
    ("VARCHAR (=12)", "VARCHAR (=13)", "changed", "un texte de 12 caractères n'est plus admis ; un texte de 13 caractères est maintenant admis"),
    ("VARCHAR (<=12)", "VARCHAR", "loosened", "un texte de 13 caractères ou plus est maintenant admis"),
    ("VARCHAR (=5)", "VARCHAR (=5) ou null", "loosened", "null est maintenant admis"),
    ("VARCHAR (=5) ou null", "VARCHAR (=5)", "tightened", "null n'est plus admis"),
    ("VARCHAR (=9)", "VARCHAR (type « ABCXXXXXX »)", "tightened", None),
    ("VARCHAR (=10)", "VARCHAR (format « JJ/MM/AAAA »)", "tightened", None),
    ("VARCHAR (=9)", "VARCHAR (format « JJ/MM/AAAA »)", "changed", None),
    ("VARCHAR (type « AXX »)", "VARCHAR (type « A0X »)", "tightened", None),
    ("VARCHAR (type « AXX »)", "VARCHAR (type « ABX »)", "changed", None),
    ("VARCHAR (type « AXX »)", "VARCHAR (type « AXXX »)", "changed", None),
    ("« PDF », « PNG », « JPG »", "« PNG », « JPG »", "tightened", "« PDF » n'est plus admis"),
    ("« PNG », « JPG »", "« JPG », « PNG »", "same", None),
    ("« A », « B »", "« A », « C »", "changed", "« B » n'est plus admis ; « C » est maintenant admis"),
    ("« A1 », « A2 »", "« A1 », « A2 »…", "loosened", None),
    ("« A1 », « A2 »…", "« A1 »…", "same", None),
    ("« A1 », « A2 »…", "« B1 », « B2 »…", "changed", None),
    ("« A3 »…", "« A1 »…", "loosened", None),
    ("VARCHAR", "« A1 », « A2 »…", "tightened", None),
    ("VARCHAR (=2)", "« A1 », « A2 »…", "changed", None),
    ("« C »", "Toujours la valeur : « C »", "same", None),
    ("BOOLEAN", "false", "tightened", "true n'est plus admis"),
    ("false", "true", "changed", "false n'est plus admis ; true est maintenant admis"),
    ("Toujours la valeur : null", "VARCHAR ou null", "loosened", ""),
    ("VARCHAR ou null", "Toujours la valeur : null", "tightened", ""),
    ("Toujours la valeur : null", "VARCHAR", "changed", "null n'est plus admis"),
    ("« A », « B » ou null", "« A » ou null", "tightened", "« B » n'est plus admis"),
    ("INTEGER (MAX 200)", "INTEGER (MAX 300)", "loosened", "un nombre au-delà de 200 est maintenant admis"),
    ("INTEGER (MAX 200)", "INTEGER (MIN 1, MAX 200)", "tightened", "un nombre sous 1 n'est plus admis"),
    ("INTEGER (MIN 1)", "INTEGER (MAX 9)", "changed", None),
    ("FLOAT", "FLOAT (2 chiffres après le point)", "tightened", None),
    ("FLOAT (2 chiffres après le point)", "FLOAT (3 chiffres après le point)", "changed", None),
    ("FLOAT", "INTEGER (MAX 9)", "tightened", None),
    ("Liste de VARCHAR (=9)", "Liste de VARCHAR (<=9)", "loosened", None),
    ("Liste de VARCHAR (=9)", "VARCHAR (=9)", "changed", None),
    ("VARCHAR", "LIEN", "tightened", None),
    ("VARCHAR (<=9)", "LIEN", "changed", None),
    ("LIEN", "ADRESSE ÉLECTRONIQUE", "changed", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "order", "said"), FORMATS)
def test_what_becomes_of_a_format_is_told_with_what_is_accepted_now(old: str, new: str, order: str, said: str | None) -> None:  # fmt: skip
    assert of_formats(plain(old), plain(new)) == order
    assert of_formats(plain(new), plain(old)) == opposite(order)
    if said is not None:
        told = difference(plain(old), plain(new))
        assert ("" if told is None else told.fr) == said


DEMANDS = [
    ("value <= 10", "value <= 5", "tightened"),
    ("value <= 10", "value < 10", "tightened"),
    ("value < 10", "value <= 10", "loosened"),
    ("value < 10", "value <= 9", "tightened"),
    ("10 >= value", "value <= 10", "same"),
    ("value <= 10", "value == 10", "tightened"),
    ("value <= 10", "value >= 10", "changed"),
    ("value <= 10", "other <= 5", "changed"),
    ("value <= 2917.00", "value <= 2917.0", "same"),
    ("value <= 2 * 10 + 1", "value < 7 × 3", "tightened"),
    ("value <= 0.20 * 100.00", "value <= 20", "same"),
    ("value * 2 <= 10", "value * 2 <= 9", "tightened"),
    ("value * 2 <= 10", "value * 3 <= 10", "changed"),
    (f"value <= 2 * {'9' * 1001}", "value <= 1", "changed"),
    ("value <= 3 Mo", "value <= 3 Mio", "loosened"),
    ("value <= 3 Mo", "value <= 3000000", "same"),
    ("value <= 2024-09-12", "value <= 2024-09-12T14:00", "loosened"),
    ("value <= 10", "value <= 2024-09-12", "changed"),
    ("value != 10", "value != 11", "changed"),
    ("a == 1", "a == 1 and b == 2", "tightened"),
    ("a == 1", "a == 1 or b == 2", "loosened"),
    ("a == 1 and b == 2", "b == 2 and a == 1", "same"),
    ("a == 1 and b == 2", "a == 1 and c == 2", "changed"),
    ("a == 1 or b == 2", "(a == 1 or b == 2) and c == 3", "tightened"),
    ("a == 1 or b <= 2", "a == 1 or b <= 3", "loosened"),
    ("not a <= 5", "not a <= 10", "tightened"),
    ('a in ("X", "Y")', 'a in ("X")', "tightened"),
    ('a in ("X", "Y")', 'a == "X"', "tightened"),
    ('a not in ("X")', 'a not in ("X", "Y")', "tightened"),
    ('a != "X"', 'a not in ("X", "Y")', "tightened"),
    ('a in ("X")', 'a not in ("X")', "changed"),
    ('one_of(a, "X, Y")', 'one_of(a, "X")', "tightened"),
    ('conforms(a, "VARCHAR (=5)")', 'conforms(a, "VARCHAR (<=5)")', "loosened"),
    ('not conforms(a, "VARCHAR (=5)")', 'not conforms(a, "VARCHAR (<=5)")', "tightened"),
    ('sure(a <= 5)', 'sure(a <= 10)', "loosened"),
    ("any(lignes where a <= 5)", "any(lignes where a <= 10)", "loosened"),
    ("all(lignes where a <= 5)", "all(lignes where a <= 4)", "tightened"),
    ("any(lignes where a == 1)", "any(autres where a == 1)", "changed"),
    ("count(lignes where a == 1) == 1", "count(lignes where a == 1) <= 1", "loosened"),
    ("count(lignes where a <= 1) == 1", "count(lignes where a <= 2) == 1", "changed"),
    ("luhn(a)", "is_date(a, \"JJ/MM/AAAA\")", "changed"),
    ('starts_with(a, "AB")', 'starts_with(a, "ABC")', "changed"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "order"), DEMANDS)
def test_what_becomes_of_a_demand_is_told_where_it_can_be_proved(old: str, new: str, order: str) -> None:  # fmt: skip
    assert of_demands(parse(old), parse(new)) == order
    assert of_demands(parse(new), parse(old)) == opposite(order)


@pytest.mark.parametrize(
    ("old", "new", "order"),
    [
        (None, "a == 1", "loosened"),
        ("a == 1", None, "tightened"),
        (None, None, "same"),
        ("a == 1", "a == 1 and b == 2", "loosened"),
        ("a == 1", "a == 1 or b == 2", "tightened"),
        ("a <= 10", "a <= 5", "loosened"),
        ("a == 1", "b == 1", "changed"),
        ("sure(a == 1)", "sure(a == 1 or b == 2)", "tightened"),
        ("not sure(a == 1)", "not sure(a == 1 or b == 2)", "loosened"),
    ],
)
def test_a_rule_that_holds_in_fewer_cases_is_looser(old: str | None, new: str | None, order: str) -> None:  # fmt: skip
    one, other = (None if each is None else parse(each) for each in (old, new))
    assert of_conditions(one, other) == order


def test_parameters_are_compared_by_their_values() -> None:
    params = {"limite": Literal("number", "10"), "type": Literal("text", "AXX")}
    node = with_values(
        parse('value <= limite and conforms(ref, "VARCHAR (type « {type} »)")'), params
    )
    assert str(node) == 'value <= 10 and conforms(ref, "VARCHAR (type « AXX »)")'
    assert with_values(parse("any(lignes where a == limite)"), params) == parse(
        "any(lignes where a == 10)"
    )


# --- what is proved is so --------------------------------------------------------------------------

LETTERS = st.sampled_from("AB12")
WORDS = st.text(LETTERS, min_size=1, max_size=3)
LENGTHS = st.integers(0, 5)
VARCHARS = st.one_of(
    st.just("VARCHAR"),
    st.builds("VARCHAR ({}{})".format, st.sampled_from(["=", "<", "<=", ">", ">="]), LENGTHS),
)
TYPES = st.builds(
    "VARCHAR (type « {}X{} »)".format, st.text("A1X", max_size=2), st.text("A1X", max_size=2)
)
ONE_OF = st.lists(WORDS, min_size=1, max_size=4).map(
    lambda words: ", ".join(f"« {word} »" for word in words)
)
OPEN = st.builds(
    "« {}{} », « {}{} »…".format,
    st.sampled_from("AB"),
    st.integers(0, 3),
    st.sampled_from("AB"),
    st.integers(0, 3),
)
INTEGERS = st.one_of(
    st.just("INTEGER"),
    st.builds("INTEGER (MIN {})".format, LENGTHS),
    st.builds("INTEGER (MAX {})".format, LENGTHS),
)
SCALARS = st.one_of(
    VARCHARS, TYPES, ONE_OF, OPEN, INTEGERS,
    st.sampled_from([
        "BOOLEAN", "true", "false", "FLOAT", "FLOAT (1 chiffre après le point)", "LIEN", "ADRESSE ÉLECTRONIQUE",
        "VARCHAR (format « hh:mm »)", "Toujours la valeur : « A1 »",
    ]),
)  # fmt: skip
ITEMS = st.one_of(SCALARS, SCALARS.map("Liste de {}".format))
NOTATIONS = st.one_of(ITEMS, ITEMS.map("{} ou null".format), st.just("Toujours la valeur : null"))
NUMBERS = st.sampled_from(["0", "1", "3", "5", "6", "-1", "1.5", "1.50", "1e0"]).map(Number)
VALUES = st.one_of(
    WORDS, st.text("AB12 ", max_size=6), NUMBERS, st.booleans(), st.none(),
    st.sampled_from(["https://a.fr", "a@b.fr", "12:30", "A4", "B10", "A10", " "]),
)  # fmt: skip
ANY = st.one_of(VALUES, st.lists(VALUES, max_size=3))


def assert_so(old: str, new: str, values: list[Any]) -> None:
    """Where one is proved to be within the other, no value says the contrary."""
    one, other = plain(old), plain(new)
    for narrow, wide in ((one, other), (other, one)):
        if within(narrow, wide):
            inner, outer = whole(narrow), whole(wide)
            assert [value for value in values if inner(value) is None and outer(value)] == []


@given(NOTATIONS, NOTATIONS, st.lists(ANY, min_size=20, max_size=40))
def test_what_a_tighter_format_accepts_the_looser_one_accepts(old: str, new: str, values: list[Any]) -> None:  # fmt: skip
    assert_so(old, new, values)
    assert_so(old, f"{old} ou null" if "null" not in old else new, values)


TRIED: list[Any] = [
    *("A1", "A2", "A4", "A10", "A01", "B2", "A", "AB", "A00", "AB1", "C", "PDF", "PNG", "JPG", "12/30/2024"),
    *("x" * size for size in (5, 9, 10, 11, 12, 13, 49, 50, 51)), "ABC123456", " ", "", "https://a.fr", "a@b.fr",
    *(Number(text) for text in ("0", "1", "9", "10", "200", "201", "300", "301", "-1", "1.50", "1.500", "2e0")),
    None, True, False, [], ["x" * 9], ["x" * 8, "x" * 9], ["x" * 10], [None], {},
]  # fmt: skip


def test_of_all_formats_of_the_table_none_is_wrongly_within_another() -> None:
    every = sorted({text for old, new, *_ in FORMATS for text in (old, new)})
    for old in every:
        for new in every:
            assert_so(old, new, TRIED)


@given(NOTATIONS, NOTATIONS)
def test_tighter_is_the_contrary_of_looser(old: str, new: str) -> None:
    one, other = plain(old), plain(new)
    assert of_formats(one, other) == opposite(of_formats(other, one))
    assert of_formats(one, one) == "same"


NAMES = ("a", "b")
SLOTS = {name: number for number, name in enumerate(NAMES)}
LITERALS = st.one_of(
    st.sampled_from(["1", "2", "2.0", "3"]).map(lambda text: Literal("number", text)),
    st.sampled_from(["A1", "B"]).map(lambda text: Literal("text", text)),
    st.just(Literal("null", "null")),
)
ATOMS = st.one_of(
    st.builds(Compare, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), st.sampled_from(NAMES).map(Name), LITERALS),
    st.builds(In, st.sampled_from(NAMES).map(Name), st.lists(LITERALS, min_size=1, max_size=3).map(tuple), st.booleans()),
)  # fmt: skip
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: And(tuple(items))),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: Or(tuple(items))),
    ),
    max_leaves=5,
)


@st.composite
def related(draw: st.DrawFn) -> tuple[Node, Node]:
    """Two conditions with parts in common: of any two, hardly ever is something proved."""
    one, more = draw(CONDITIONS), draw(CONDITIONS)
    other = draw(st.sampled_from([more, And((one, more)), Or((one, more)), Not(more), one]))
    turned: tuple[Node, Node] = draw(
        st.sampled_from([(one, other), (other, one), (Not(one), Not(other))])
    )
    return turned


def code(node: Node) -> list[Any]:
    """What `resolve` would make of it, with the slots of one frame."""

    def slots(each: Any) -> Any:
        if isinstance(each, list):
            return (
                ["slot", 0, SLOTS[each[1]]]
                if each[:1] == ["name"]
                else [slots(part) for part in each]
            )
        return each

    made: list[Any] = slots(node.plain())
    return made


FRAMES = st.tuples(
    *[
        st.one_of(
            st.sampled_from(
                [Number("1"), Number("2"), Number("2.5"), "A1", "B", None, True, UNKNOWN]
            )
        )
    ]
    * len(NAMES)
)


@given(related(), st.lists(FRAMES, min_size=10, max_size=40))
def test_what_is_proved_of_a_condition_is_so_of_every_value(pair: tuple[Node, Node], frames: list[tuple[Any, ...]]) -> None:  # fmt: skip
    new, old = pair
    asked = [(truth, proof(new, old)) for truth, proof in ((False, falls), (True, holds))]
    after, before = build(code(new), ()), build(code(old), ())
    for values in frames:
        frame = Frame(0, None, 1, 0)
        frame.values = list(values)
        for truth, proved in asked:
            if proved and before(frame, frame) is truth:
                assert after(frame, frame) is truth


@given(related())
def test_a_demand_is_tighter_than_another_where_that_is_looser(pair: tuple[Node, Node]) -> None:
    assert of_demands(*pair) == opposite(of_demands(pair[1], pair[0]))
    assert of_demands(pair[0], pair[0]) == "same"
