"""What `rules mutate` makes of a format, of an expression, of a notation of names: text to texts."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.authoring.mutation.change import other_text
from segur_lint.authoring.mutation.expressions import changed_expressions
from segur_lint.authoring.mutation.filenames import changed_names
from segur_lint.authoring.mutation.formats import changed_formats, meaning, swapped
from segur_lint.authoring.mutation.params import changed_values
from segur_lint.lang import expression, notation
from segur_lint.row import Field
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap, YText
from tests.test_notation import bases

FORMATS = {
    "VARCHAR (=10)": ["VARCHAR (<10)", "VARCHAR (<=10)", "VARCHAR (>=10)", "VARCHAR (=11)", "VARCHAR (=9)", "VARCHAR (=10) ou null"],
    # VARCHAR (<51) is VARCHAR (<=50).
    "VARCHAR (<50)": ["VARCHAR (<=50)", "VARCHAR (<49)", "VARCHAR (<50) ou null"],
    # A text is never empty, so that < 1 admits none, and >= 0 is >= 1.
    "VARCHAR (<=1)": ["VARCHAR (<=2)", "VARCHAR (<=1) ou null"],
    "VARCHAR (>=1)": ["VARCHAR (>1)", "VARCHAR (>=1) ou null"],
    "VARCHAR (>=2)": ["VARCHAR (>2)", "VARCHAR (>=1)", "VARCHAR (>=2) ou null"],
    "VARCHAR": ["VARCHAR ou null"],
    "VARCHAR (format « JJ/MM/AAAA »)": ["VARCHAR (=10)", "VARCHAR", "VARCHAR (format « JJ/MM/AAAA ») ou null"],
    "VARCHAR (type « ABCXX »)": ["VARCHAR (=5)", "VARCHAR", "VARCHAR (type « ABCXX ») ou null"],
    "INTEGER": ["FLOAT", "INTEGER ou null"],
    "INTEGER (MAX 200)": ["INTEGER (MAX 201)", "INTEGER (MAX 199)", "INTEGER", "INTEGER (MAX 200) ou null"],
    "INTEGER (MIN 1, MAX 1)": ["INTEGER (MIN 0, MAX 1)", "INTEGER (MAX 1)", "INTEGER (MIN 1, MAX 2)", "INTEGER (MIN 1)", "INTEGER (MIN 1, MAX 1) ou null"],
    "FLOAT": ["FLOAT ou null"],
    "FLOAT (2 chiffres après le point)": ["FLOAT (3 chiffres après le point)", "FLOAT (1 chiffre après le point)", "FLOAT", "FLOAT (2 chiffres après le point) ou null"],
    "FLOAT (0 chiffre après le point)": ["FLOAT (1 chiffre après le point)", "FLOAT", "FLOAT (0 chiffre après le point) ou null"],
    "BOOLEAN": ["true", "false", "BOOLEAN ou null"],
    "true": ["false", "true ou null"],
    "null": ["false"],
    "Toujours la valeur : null": ["Toujours la valeur : false"],
    "Toujours la valeur : « A »": ["Toujours la valeur : « B »", "Toujours la valeur : « A » ou null"],
    "« C »": ["« D »", "« C » ou null"],
    "« PDF », « PNG »": ["« PNG »", "« PDF »", "« PDF », « PNG » ou null"],
    # « A », « B1 »… is the same as « A », « B1 », « B2 »…
    "« A », « B1 », « B2 »…": ["« B1 », « B2 »…", "« A », « B2 »…", "« A », « B1 », « B2 »", "« A », « B1 », « B2 »… ou null"],
    "« B1 »": ["« B2 »", "« B1 »…", "« B1 » ou null"],
    "LIEN": ["VARCHAR", "LIEN ou null"],
    "ADRESSE ÉLECTRONIQUE": ["VARCHAR", "ADRESSE ÉLECTRONIQUE ou null"],
    # That a list is null is for the structure to say.
    "Liste de BOOLEAN": ["Liste de true", "Liste de false"],
    "VARCHAR (=9) ou null": ["VARCHAR (=9)", "VARCHAR (<9) ou null", "VARCHAR (<=9) ou null", "VARCHAR (>=9) ou null", "VARCHAR (=10) ou null", "VARCHAR (=8) ou null"],
    "Liste de BOOLEAN ou null": ["Liste de BOOLEAN", "Liste de true ou null", "Liste de false ou null"],
}  # fmt: skip


@pytest.mark.parametrize("text", FORMATS)
def test_a_format_is_changed_into_those_that_a_slip_would_write(text: str) -> None:
    written = notation.parse(text)
    found = list(changed_formats(written))
    assert [change.after for change in found] == FORMATS[text]
    assert {change.before for change in found} == {str(written)}


_ADVICE = {
    ("VARCHAR (<50)", "VARCHAR (<=50)"): "Ajoutez un exemple de 50 caractères dans « fail ».",
    ("VARCHAR (<50)", "VARCHAR (<49)"): "Ajoutez un exemple de 49 caractères dans « pass ».",
    ("VARCHAR (=10)", "VARCHAR (=11)"): "Ajoutez un exemple de 11 caractères dans « fail ».",
    ("VARCHAR (=1)", "VARCHAR (>=1)"): "Ajoutez un exemple de 2 caractères dans « fail ».",
    ("VARCHAR (>=2)", "VARCHAR (>=1)"): "Ajoutez un exemple de 1 caractère dans « fail ».",
    ("INTEGER (MAX 200)", "INTEGER (MAX 199)"): "Ajoutez 200 dans « pass ».",
    ("INTEGER (MAX 200)", "INTEGER"): "Ajoutez 201 dans « fail ».",
    ("« A », « B1 »…", "« A », « B1 »"): "Ajoutez « B2 » dans « pass ».",
    ("BOOLEAN", "true"): "Ajoutez false dans « pass ».",
}


@pytest.mark.parametrize(("before", "after"), _ADVICE)
def test_the_example_that_is_missing_is_named(before: str, after: str) -> None:
    (change,) = [each for each in changed_formats(notation.parse(before)) if each.after == after]
    assert change.advice.fr == _ADVICE[before, after]
    assert change.advice.en != change.advice.fr


@given(bases | st.builds(notation.OrNull, bases))
def test_a_changed_format_reads_back_and_means_something_else(written: notation.Notation) -> None:
    meanings = [meaning(written)]
    for change in changed_formats(written):
        assert notation.parse(change.after) == change.made
        assert meaning(change.made) not in meanings
        meanings.append(meaning(change.made))


EXPRESSIONS = {
    "a == 1": ["a != 1", "a <= 1", "a >= 1", "a == 2", "a == 0"],
    # A text has no order.
    'a == "x"': ['a != "x"', 'a == "y"'],
    "a != b": ["a == b"],
    "a < 10": ["a <= 10", "a < 11", "a < 9"],
    "a <= 2.50": ["a < 2.50", "a <= 2.51", "a <= 2.49"],
    # Nothing is counted below zero: <= 0 is == 0.
    "count(l) == 0": ["count(l) != 0", "count(l) >= 0", "count(l) == 1"],
    "taille == 0": ["taille != 0", "taille >= 0", "taille == 1"],
    "count(l where a) > 1": ["count(l where a) >= 1", "count(l) > 1", "count(l where a) > 2", "count(l where a) > 0"],
    "length(a) >= 3": ["length(a) > 3", "length(a) >= 4", "length(a) >= 2"],
    "any(l where a) and not b": ["any(l where a) or not b", "not b", "any(l where a)", "all(l where a) and not b", "any(l where true) and not b", "any(l where a) and b"],
    "any(l where true)": ["all(l where true)", "any(l where false)"],
    "a or b or c": ["a and b and c", "b or c", "a or c", "a or b"],
    "all(l where a < b)": ["any(l where a < b)", "all(l where true)", "all(l where a <= b)"],
    'a in ("x", "y")': ['a not in ("x", "y")', 'a in ("y")', 'a in ("x")', 'a in ("y", "y")', 'a in ("x", "z")'],
    "a not in (1)": ["a in (1)", "a not in (2)", "a not in (0)"],
    "a + 1 == b": ["a + 1 != b", "a + 1 <= b", "a + 1 >= b", "a - 1 == b", "a + 2 == b", "a + 0 == b"],
    'lower(a) == "abc"': ['lower(a) != "abc"', 'a == "abc"', 'lower(a) == "abd"'],
    "sure(a)": ["not sure(a)", "a"],
    'starts_with(a, "ab")': ['not starts_with(a, "ab")', 'ends_with(a, "ab")', 'contains(a, "ab")', 'starts_with(a, "ac")'],
    'one_of(a, "A, B, C")': ['not one_of(a, "A, B, C")', 'one_of(a, "B, C")', 'one_of(a, "A, C")', 'one_of(a, "A, B")'],
    'is_date(a, "JJ/MM/AAAA")': ['not is_date(a, "JJ/MM/AAAA")', 'is_date(a, "MM/JJ/AAAA")'],
    'conforms(a, "VARCHAR (<=5)")': ['not conforms(a, "VARCHAR (<=5)")', 'conforms(a, "VARCHAR (<5)")', 'conforms(a, "VARCHAR (<=6)")'],
    # It asks for a parameter: whose value is changed.
    'conforms(a, "VARCHAR (type « {x} »)")': ['not conforms(a, "VARCHAR (type « {x} »)")'],
    'replace_start(a, "1", "2") == b': ['replace_start(a, "1", "2") != b', "a == b", 'replace_start(a, "2", "2") == b', 'replace_start(a, "1", "3") == b'],
    'date(a, "AAAAMMJJ") > 2024-02-29': ['date(a, "AAAAMMJJ") >= 2024-02-29', 'date(a, "AAAAJJMM") > 2024-02-29', 'date(a, "AAAAMMJJ") > 2024-03-01', 'date(a, "AAAAMMJJ") > 2024-02-28'],
    "a < 2024-09-12T14:00": ["a <= 2024-09-12T14:00", "a < 2024-09-12T14:01", "a < 2024-09-12T13:59"],
    "a < 9999-12-31": ["a <= 9999-12-31", "a < 9999-12-30"],
    "a > 3 Mo": ["a >= 3 Mo", "a > 3000001 octets", "a > 2999999 octets"],
    "a == null": ["a != null", "a == false"],
    "a == true": ["a != true", "a == false"],
    'a == ""': ['a != ""', 'a == "x"'],
    "valid": ["not valid"],
    "not (a and b)": ["a and b", "not (a or b)", "not b", "not a"],
}  # fmt: skip


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_an_expression_is_changed_into_those_that_a_slip_would_write(text: str) -> None:
    found = list(changed_expressions(expression.parse(text)))
    assert [str(change.made) for change in found] == EXPRESSIONS[text]
    assert [expression.parse(str(change.made)) for change in found] == [each.made for each in found]


def test_of_a_long_expression_what_differs_is_shown() -> None:
    text = 'count(l where a == "x") == 1 or any(l where b < 10)'
    shown = [(each.before, each.after) for each in changed_expressions(expression.parse(text))]
    assert ('a == "x"', 'a == "y"') in shown
    assert ("b < 10", "b < 11") in shown
    assert (text, text.replace(" or ", " and ")) in shown


@pytest.mark.parametrize(
    ("text", "after", "advice"),
    [
        ("a < 10", "a <= 10", "Ajoutez un exemple où « a » est égal à « 10 »."),
        ("a > 0", "a > 1", "Ajoutez un exemple où « a » est égal à « 1 »."),
        ("a > 10", "a > 9", "Ajoutez un exemple où « a » est égal à « 10 »."),
        ("a < 10", "a < 9", "Ajoutez un exemple où « a » est égal à « 9 »."),
        ("a < 10", "a < 11", "Ajoutez un exemple où « a » est égal à « 10 »."),
        ("a <= 2.50", "a <= 2.51", "Ajoutez un exemple où « a » est égal à « 2.51 »."),
        ("a >= 3", "a >= 2", "Ajoutez un exemple où « a » est égal à « 2 »."),
        ("9 < a", "10 < a", "Ajoutez un exemple où « 10 » est égal à « a »."),
        ("10 > a", "11 > a", "Ajoutez un exemple où « 10 » est égal à « a »."),
        (
            "a > 3 Mo",
            "a > 3000001 octets",
            "Ajoutez un exemple où « a » est égal à « 3000001 octets ».",
        ),
        (
            "a > 2024-02-29",
            "a > 2024-03-01",
            "Ajoutez un exemple où « a » est égal à « 2024-03-01 ».",
        ),
        ("a == 10", "a >= 10", "Ajoutez un exemple où « a » est plus grand que « 10 »."),
        ("a and b", "b", "Ajoutez un exemple où « a » est faux, et tout le reste vrai."),
        ("a or b", "b", "Ajoutez un exemple où « a » est vrai, et tout le reste faux."),
        ('a in ("x", "y")', 'a in ("y")', 'Ajoutez un exemple où « a » vaut "x".'),
    ],
)
def test_what_tells_two_expressions_apart_is_said(text: str, after: str, advice: str) -> None:
    found = changed_expressions(expression.parse(text))
    (change,) = [each for each in found if each.after == after]
    assert change.advice.fr == advice
    assert change.advice.en != advice


def entry(text: str) -> YMap:
    root = load(Source("essai.yaml", text.encode()))
    assert isinstance(root, YMap)
    return root


NAMES = {
    "{of: fichier, notation: DEPOT-jour.json, parts: {jour: {}}}": [
        "DEPOU-jour.json", "X-jour.json", "DEPOT-jour.jsoo", "DEPOT-jour.X",
    ],
    "{of: fichier, notation: a-X-b.d, parts: {a: {}, b: {}}}": [
        "a-Y-b.d", "a-X-b.d", "a-X-b.e", "a-X-b.X",
    ],
    "{of: fichier, notation: <a>_<b>, parts: {a: {}, b: {called: c}}}": ["a-b"],
    "{of: fichier, notation: a-b, parts: {a: {}, b: {format: VARCHAR (=5)}}}": [
        "a_b", "VARCHAR (<5)", "VARCHAR (<=5)", "VARCHAR (>=5)", "VARCHAR (=6)", "VARCHAR (=4)", "…",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_a_notation_of_names_is_changed_piece_by_piece(text: str) -> None:
    assert [change.after for change in changed_names(entry(text))] == NAMES[text]


VALUES = {
    "p: 200": ["201", "199"],
    "p: 2917.00": ["2917.01", "2916.99"],
    "p: 3 Mo": ["3000001 octets", "2999999 octets"],
    "p: ABC": ["ABD"],
    'p: "200"': ["201"],
    "p: AB, CD, EF": ["CD, EF", "AB, EF", "AB, CD"],
    "p: false": ["true"],
    "p: [1]": [],
}


@pytest.mark.parametrize("text", VALUES)
def test_a_parameter_has_the_values_beside_its_own(text: str) -> None:
    root = entry(text)
    key, node = root.items[0]
    found = list(changed_values("p", Field(Source("essai.yaml", text.encode()), key, node)))
    assert [change.after for change in found] == VALUES[text]
    quoted = isinstance(node, YText) and (node.quoted or text in ("p: ABC", "p: AB, CD, EF"))
    assert {change.made.quoted for change in found} <= {quoted}


@pytest.mark.parametrize(
    ("text", "other"), [("A", "B"), ("z", "y"), ("Z", "Y"), ("19", "18"), ("", "x"), ("é", "éx"), (".zip", ".ziq")]
)  # fmt: skip
def test_another_text_is_as_near_as_may_be(text: str, other: str) -> None:
    assert other_text(text) == other


@pytest.mark.parametrize(
    ("form", "other"),
    [("JJ/MM/AAAA", "MM/JJ/AAAA"), ("AAAAMMJJ", "AAAAJJMM"), ("hh:mm", "mm:hh"), ("JJ/MM/AAAA hh:mm", "MM/JJ/AAAA hh:mm")],
)  # fmt: skip
def test_in_the_form_of_a_date_day_and_month_change_places(form: str, other: str) -> None:
    assert swapped(form) == other
