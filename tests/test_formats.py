"""The formats of a guide: what each takes, what it refuses, and how it says so."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segur_lint.describe import describe
from segur_lint.formats import predicate, whole
from segur_lint.jsonvalue import Number
from segur_lint.lang import notation

#: A busy machine is slow, and no test is about time.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def number(text: str) -> Number:
    return Number(text)


def plain(text: str) -> list[Any]:
    return notation.parse(text).plain()


CASES: list[tuple[str, list[Any], list[Any]]] = [
    (
        "VARCHAR (=3)",
        ["ABC", "é😀1", "a b", " a "],
        ["AB", "ABCD", "", "   ", None, number("123"), True, [], {}],
    ),
    ("VARCHAR (<3)", ["ab", "a"], ["abc", "", " ", None]),
    ("VARCHAR (<=3)", ["abc", "a"], ["abcd", ""]),
    ("VARCHAR (>3)", ["abcd"], ["abc", "", "    "]),
    ("VARCHAR (>=3)", ["abc", "abcd"], ["ab", ""]),
    ("VARCHAR", ["x", "x" * 10_000], ["", " ", "\u00a0", "\n", None, number("1")]),
    (
        "VARCHAR (format « JJ/MM/AAAA »)",
        ["05/03/2024", "31/02/2024"],
        [
            "5/3/2024",
            "05/03/24",
            "2024-03-05",
            "05/03/2024\n",
            " 05/03/2024",
            "٠٥/٠٣/٢٠٢٤",
            "",
            None,
            number("5"),
        ],
    ),
    (
        "VARCHAR (type « ABCXX »)",
        ["ABC12", "ABC00"],
        ["ABCXX", "abc12", "ABC1", "ABC123", "ABC1٣", "ABC1²", "ABC12\n", "", None],
    ),
    (
        "INTEGER (MAX 200)",
        [number(text) for text in ("1", "200", "0", "-5", "-0")],
        [number(text) for text in ("201", "1.0", "1e0", "2.5", "9" * 4301)]
        + ["1", None, True, False, [], {}],
    ),
    (
        "INTEGER (MIN 1, MAX 3)",
        [number("1"), number("3")],
        [number("0"), number("4"), number("-1")],
    ),
    ("INTEGER", [number("-12"), number("9" * 4301)], [number("1.0"), number("1e300"), "1"]),
    (
        "FLOAT (2 chiffres après le point)",
        [number(text) for text in ("2917.00", "0.50", "-1.00", "-0.00", "9" * 4301 + ".00")],
        [number(text) for text in ("2917", "2917.0", "2917.000", "2.917e3", "1.00e0", "1e-9999")]
        + ["2917.00", None],
    ),
    ("FLOAT (1 chiffre après le point)", [number("1.5")], [number("1.50"), number("1")]),
    ("FLOAT", [number("1"), number("1e300"), number("1e-9999"), number("-0")], ["1", None, True]),
    ("BOOLEAN", [True, False], [None, "true", number("0"), number("1"), []]),
    ("Toujours la valeur : null", [None], ["null", "", False, number("0"), [], {}]),
    ("false", [False], [True, "false", None, number("0")]),
    ("Toujours la valeur : true", [True], [False, "true", number("1")]),
    ("« C »", ["C"], ["c", "C ", "", "CC", None, number("1")]),
    ("Toujours la valeur : « C »", ["C"], ["c", "", None, False]),
    ("« PDF », « PNG », « JPG »", ["PDF", "JPG"], ["pdf", "PDF ", "JPEG", "", None]),
    (
        "« VA », « CT1 », « CT2 »…",
        ["VA", "CT1", "CT2", "CT3", "CT10", "CT999999"],
        ["CT", "CT0", "CT01", "CT03", "ct3", "CT3 ", "CT٣", "CT1000000", "VA2", "", None],
    ),
    ("« 1 »…", ["1", "2", "30"], ["0", "01", "", "x"]),
    (
        "EMAIL",
        ["a.b@exemple.fr", "é@ex-emple.org"],
        ["a@b", "@exemple.fr", "a@", "a b@exemple.fr", "a@exemple.fr\n", "", None],
    ),
    (
        "LIEN",
        ["https://exemple.fr", "http://exemple.fr/a?b=c#d"],
        ["exemple.fr", "https://", "ftp://exemple.fr", "https://a b", "", None],
    ),
    ("Liste de VARCHAR (=9)", [["999999991"], ["x"]], [[], None, "999999991", {}, number("1")]),
    ("VARCHAR (=3) ou null", ["ABC", None], ["AB", "", number("1")]),
    ("Liste de VARCHAR ou null", [["x"], None], [[], "x"]),
]
RIGHT = [(text, value) for text, right, _ in CASES for value in right]
WRONG = [(text, value) for text, _, wrong in CASES for value in wrong]


@pytest.mark.parametrize(("text", "value"), RIGHT, ids=lambda each: repr(each)[:40])
def test_a_value_of_the_format_is_taken(text: str, value: Any) -> None:
    assert predicate(plain(text))(value) is None


@pytest.mark.parametrize(("text", "value"), WRONG, ids=lambda each: repr(each)[:40])
def test_a_value_of_another_writing_is_refused_in_two_languages(text: str, value: Any) -> None:
    wrong = predicate(plain(text))(value)
    assert wrong is not None
    assert wrong.phrase.fr
    assert wrong.phrase.en
    assert " ; il faut " in wrong.phrase.fr
    assert "; it must be " in wrong.phrase.en


@pytest.mark.parametrize(
    ("text", "value", "fr", "en"),
    [
        (
            "VARCHAR (=12)",
            "ABC",
            "compte 3 caractères ; il faut un texte de 12 caractères",
            "has 3 characters; it must be a text of 12 characters",
        ),
        ("VARCHAR (=12)", "A", "compte 1 caractère ;", "has 1 character;"),
        ("VARCHAR (=1)", "AB", "il faut un texte de 1 caractère", "a text of 1 character"),
        ("VARCHAR (=12)", "", "est vide ;", "is empty;"),
        ("VARCHAR (=2)", "  ", "ne contient que des espaces ;", "holds only spaces;"),
        (
            "VARCHAR (<50)",
            None,
            "vaut null ; il faut un texte de moins de 50 caractères",
            "is null; it must be a text of fewer than 50 characters",
        ),
        (
            "VARCHAR (<=50)",
            number("5"),
            "est un nombre sans guillemets, {found} ; il faut un texte de 50 caractères au plus",
            "at most 50 characters",
        ),
        (
            "VARCHAR (>5)",
            [],
            "est une liste ; il faut un texte de plus de 5 caractères",
            "a list; it must be a text of more than 5 characters",
        ),
        (
            "VARCHAR (>=5)",
            {},
            "est un objet ; il faut un texte de 5 caractères au moins",
            "an object; it must be a text of at least 5 characters",
        ),
        (
            "VARCHAR",
            True,
            "est un booléen, {found} ; il faut un texte",
            "is a boolean, {found}; it must be a text",
        ),
        (
            "VARCHAR (format « JJ/MM/AAAA »)",
            "x",
            "vaut {found} ; il faut un texte de la forme JJ/MM/AAAA",
            "is {found}; it must be a text of the form JJ/MM/AAAA",
        ),
        (
            "VARCHAR (type « AXX »)",
            "x",
            "un texte du type « AXX », où X est un chiffre",
            "a text of the type “AXX”, X being a digit",
        ),
        (
            "INTEGER (MAX 200)",
            number("1.0"),
            "est écrit {found} ; il faut un nombre entier, 200 au plus",
            "is written {found}; it must be a whole number, 200 at most",
        ),
        (
            "INTEGER (MIN 1)",
            number("0"),
            "vaut {found} ; il faut un nombre entier, 1 au moins",
            "is {found}; it must be a whole number, 1 at least",
        ),
        (
            "INTEGER",
            "1",
            "est un texte entre guillemets, {found} ; il faut un nombre entier",
            "is a text in quotes, {found}; it must be a whole number",
        ),
        (
            "FLOAT (2 chiffres après le point)",
            number("1"),
            "est écrit {found} ; il faut un nombre avec 2 chiffres après le point",
            "a number with 2 digits after the point",
        ),
        (
            "FLOAT (1 chiffre après le point)",
            number("1"),
            "avec 1 chiffre après le point",
            "with 1 digit after the point",
        ),
        ("FLOAT", "1", "il faut un nombre", "it must be a number"),
        ("BOOLEAN", None, "vaut null ; il faut true ou false", "is null; it must be true or false"),
        ("false", True, "vaut {found} ; il faut false", "is {found}; it must be false"),
        (
            "Toujours la valeur : null",
            "null",
            "est un texte entre guillemets, {found} ; il faut null",
            "is a text in quotes, {found}; it must be null",
        ),
        (
            "Toujours la valeur : « C »",
            "c",
            "vaut {found} ; il faut « C »",
            "is {found}; it must be",
        ),
        ("« C »", "c", "vaut {found} ; il faut « C »", "is {found}; it must be “C”"),
        ("« A », « B », « C »", "c", "il faut « A », « B » ou « C »", "it must be “A”, “B” or “C”"),
        ("« A », « B1 »…", "c", "il faut « A », « B1 »…", "it must be"),
        ("EMAIL", "c", "il faut une adresse électronique", "it must be an e-mail address"),
        ("LIEN", "c", "il faut un lien https://…", "it must be a link https://…"),
        (
            "Liste de VARCHAR (=9)",
            [],
            "la liste est vide ; il faut une liste dont chaque élément est un texte de 9 car",
            "the list is empty; it must be a list, each item a text of 9 characters",
        ),
        (
            "VARCHAR (=3) ou null",
            "AB",
            "compte 2 caractères ; il faut un texte de 3 caractères",
            "has 2 characters;",
        ),
    ],
)
def test_what_is_wrong_is_a_verb_phrase(text: str, value: Any, fr: str, en: str) -> None:
    wrong = predicate(plain(text))(value)
    assert wrong is not None
    assert fr in wrong.phrase.fr
    assert en in wrong.phrase.en


def test_a_format_or_null_is_described_with_its_null() -> None:
    said = describe(plain("VARCHAR (=3) ou null"))
    assert (said.fr, said.en) == (
        "un texte de 3 caractères, ou null",
        "a text of 3 characters, or null",
    )


@pytest.mark.parametrize(
    ("text", "value", "usable"),
    [
        ("FLOAT (2 chiffres après le point)", number("2917"), True),
        ("FLOAT (2 chiffres après le point)", "2917.00", False),
        ("FLOAT (2 chiffres après le point)", None, False),
        ("INTEGER (MAX 200)", number("201"), True),
        ("INTEGER (MIN 1)", number("0"), True),
        ("INTEGER (MAX 200)", number("1.0"), False),
        ("INTEGER (MAX 200)", number("201.0"), False),
        ("INTEGER (MAX 200)", "201", False),
        ("VARCHAR (=3)", "AB", False),
        ("« C »", "c", False),
    ],
)
def test_an_amount_badly_written_and_an_integer_out_of_bounds_are_still_of_use(
    text: str, value: Any, usable: bool
) -> None:
    wrong = predicate(plain(text))(value)
    assert wrong is not None
    assert wrong.usable is usable


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("Liste de VARCHAR (=3)", ["ABC", "DEF"], True),
        ("Liste de VARCHAR (=3)", ["ABC", "DE"], False),
        ("Liste de VARCHAR (=3)", [], False),
        ("Liste de VARCHAR (=3) ou null", None, True),
        ("Liste de VARCHAR (=3) ou null", ["ABC", None], False),
        ("VARCHAR (=3)", "ABC", True),
    ],
)
def test_a_whole_list_is_read_item_by_item(text: str, value: Any, right: bool) -> None:
    assert (whole(plain(text))(value) is None) is right


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.text()
    | st.sampled_from(["0", "-0", "1.50", "1e300", "1e-9999", "9" * 4301, "-0.00", "2E+5"]).map(
        Number
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@UNHURRIED
@given(VALUES, st.sampled_from([text for text, *_ in CASES]))
def test_no_value_makes_a_format_raise(value: Any, text: str) -> None:
    wrong = whole(plain(text))(value)
    assert wrong is None or (wrong.phrase.fr and wrong.phrase.en)


@UNHURRIED
@given(st.text(), st.integers(0, 12))
def test_lengths_count_code_points(value: str, length: int) -> None:
    for sign, holds in (
        ("=", len(value) == length),
        ("<", len(value) < length),
        ("<=", len(value) <= length),
        (">", len(value) > length),
        (">=", len(value) >= length),
    ):
        taken = predicate(["varchar", sign, length])(value) is None
        assert taken is (holds and value.strip() != "")


@UNHURRIED
@given(st.integers(-(10**6), 10**6))
def test_a_whole_number_is_taken_exactly_between_its_bounds(value: int) -> None:
    taken = predicate(["integer", -100, 200])(Number(str(value))) is None
    assert taken is (-100 <= value <= 200)


@UNHURRIED
@given(
    st.sampled_from(
        [
            (["type", "AX1XX"], r"A[0-9]1[0-9][0-9]"),
            (["oneof", ["lot1", "lot2"], True], r"lot(1|2|[3-9]|[1-9][0-9]{1,5})"),
            (["oneof", ["lot1", "lot2"], False], r"lot[12]"),
        ]
    ),
    st.data(),
)
def test_a_text_is_taken_where_the_regular_expression_takes_it(
    case: tuple[list[Any], str], data: st.DataObject
) -> None:
    form, source = case
    value = data.draw(
        st.from_regex(source) | st.from_regex(source, fullmatch=True) | st.text("AXlot0123٣²\n")
    )
    taken = predicate(form)(value) is None
    assert taken is bool(re.fullmatch(source, value))


@UNHURRIED
@given(st.from_regex(r"-?[0-9]{1,3}(\.[0-9]{0,3})?([eE][+-]?[0-9])?\n?", fullmatch=True))
def test_decimals_are_taken_where_the_regular_expression_takes_them(text: str) -> None:
    for decimals, source in ((0, ""), (1, r"\.[0-9]"), (2, r"\.[0-9]{2}")):
        taken = predicate(["float", decimals])(Number(text)) is None
        assert taken is bool(re.fullmatch("-?(?:0|[1-9][0-9]*)" + source, text))
