"""Expressions over frames: three truth values, exact amounts, and no exception at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segur_lint import Linter, calls, filenames, resources
from segur_lint.document import Document, read
from segur_lint.errors import NotationError
from segur_lint.evaluate import build, raw
from segur_lint.filenames import NameMatcher
from segur_lint.frames import UNKNOWN, Frame
from segur_lint.jsonvalue import Number
from segur_lint.lang import filename
from segur_lint.model import Model
from segur_lint.modelfile import read_model
from segur_lint.naming import NameNotation, Names, Row
from segur_lint.resolve import Resolver
from segur_lint.shown import show
from segur_lint.source import Source
from segur_lint.walk import Walker
from segur_lint.yamlfile import load

#: A busy machine is slow, and no test is about time.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

MODEL = """\
model: essai
title: Essai
unit: ligne
balises:
  a: any
  b: any
  nom: value
  lignes:
    list of: ligne
    balises:
      n: value
      t: value
      groupe: {balises: {x: value}}
      sous: {list of: sous, balises: {v: value, w: value}}
      mots: {list of: mot}
"""


def read_text(text: str) -> Model:
    source = Source("m.yaml", text.encode())
    errors: list[Any] = []
    model = read_model(source, load(source), errors)
    assert model is not None, errors
    return model


MODEL_READ = read_text(MODEL)
WALKER = Walker(MODEL_READ.plain())
NOTATION = filename.parse("A-B.ext", ["A", "B", "ext"])
CALLED = ("un", "deux", "fin")
MATCHERS = [
    NameMatcher(
        {
            "notation": "A-B.ext",
            "pieces": NOTATION.plain(),
            "called": list(CALLED),
            "formats": [[1, ["type", "XX"]]],
        }
    )
] * 2
SLOTS = {slot.name: slot for scope in MODEL_READ.scopes for slot in scope.slots}
NAMES = Names(
    MODEL_READ,
    (NameNotation("fichier", None, CALLED), NameNotation("nom", SLOTS["nom"], CALLED)),
    {"plafond": ["lit", "number", "10.00"], "sigle": ["lit", "text", "ABC"]},
)


def code(text: str, element: str = "fichier", balise: str | None = None) -> Any:
    row = Row(MODEL_READ.elements()[element], None if balise is None else SLOTS[balise].index)
    return Resolver(NAMES, row).value(text)


def frames(document: str, name: Any = "X-12.json") -> list[list[Frame]]:
    found = read(Source("f", document.encode()))
    assert isinstance(found, Document), found
    walked = WALKER.walk(found.value)
    walked.root.values[-2:] = [name, len(document)]
    return walked.frames


def value_of(
    text: str,
    document: str = "{}",
    element: str = "fichier",
    balise: str | None = None,
    number: int = 1,
) -> Any:
    frame = frames(document)[MODEL_READ.elements()[element].number][number - 1]
    return build(code(text, element, balise), MATCHERS)(frame, frame)


# --- three truth values -----------------------------------------------------------------------

TRUTHS = {"true": True, "false": False, "a == b": UNKNOWN}  # a and b are absent
AND = {
    (True, True): True,
    (True, False): False,
    (False, False): False,
    (True, UNKNOWN): UNKNOWN,
    (False, UNKNOWN): False,
    (UNKNOWN, UNKNOWN): UNKNOWN,
}
OR = {
    (True, True): True,
    (True, False): True,
    (False, False): False,
    (True, UNKNOWN): True,
    (False, UNKNOWN): UNKNOWN,
    (UNKNOWN, UNKNOWN): UNKNOWN,
}


def kleene(table: dict[Any, Any], one: Any, two: Any) -> Any:
    return table.get((one, two), table.get((two, one)))


@pytest.mark.parametrize("left", TRUTHS)
@pytest.mark.parametrize("right", TRUTHS)
def test_and_and_or_are_kleenes_whatever_the_order(left: str, right: str) -> None:
    one, two = TRUTHS[left], TRUTHS[right]
    assert value_of(f"({left}) and ({right})") is kleene(AND, one, two)
    assert value_of(f"({left}) or ({right})") is kleene(OR, one, two)
    assert value_of(f"({left}) and ({right}) and true") is kleene(AND, one, two)
    assert value_of(f"({left}) or ({right}) or false") is kleene(OR, one, two)


@pytest.mark.parametrize(
    ("text", "truth"), [("not true", False), ("not false", True), ("not (a == b)", UNKNOWN)]
)
def test_not_of_undecided_is_undecided(text: str, truth: Any) -> None:
    assert value_of(text) is truth


@pytest.mark.parametrize("value", ["1", '"x"', "null", "[]", "{}"])
def test_what_is_no_truth_is_undecided_where_a_truth_is_asked(value: str) -> None:
    document = f'{{"a": {value}}}'
    for text in ("not a", "a and true", "a or false", "sure(a) and a"):
        assert value_of(text, document) in (UNKNOWN, False)
    assert value_of("a and false", document) is False
    assert value_of("a or true", document) is True
    assert value_of("sure(a)", document) is False


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("sure(a == 1)", False),
        ("sure(1 == 1)", True),
        ("sure(1 == 2)", False),
        ("not sure(a == 1)", True),
    ],
)
def test_sure_decides_what_is_undecided(text: str, truth: bool) -> None:
    assert value_of(text) is truth


def lines(*items: str) -> str:
    return '{"lignes": [' + ", ".join(items) + "]}"


ONE, TWO, NONE = '{"n": 1}', '{"n": 2}', "{}"


@pytest.mark.parametrize(
    ("items", "some", "every", "how_many"),
    [
        ([], False, True, 0),
        ([ONE], True, True, 1),
        ([TWO], False, False, 0),
        ([NONE], UNKNOWN, UNKNOWN, UNKNOWN),
        ([ONE, TWO], True, False, 1),
        ([ONE, ONE], True, True, 2),
        ([ONE, NONE], True, UNKNOWN, UNKNOWN),
        ([TWO, NONE], UNKNOWN, False, UNKNOWN),
        ([TWO, ONE, NONE], True, False, UNKNOWN),
        (["null"], UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_quantifiers_are_kleenes_too(
    items: list[str], some: Any, every: Any, how_many: Any
) -> None:
    document = lines(*items)
    assert value_of("any(lignes where n == 1)", document) is some
    assert value_of("all(lignes where n == 1)", document) is every
    got = value_of("count(lignes where n == 1)", document)
    assert got is UNKNOWN if how_many is UNKNOWN else got == how_many


@pytest.mark.parametrize("document", ["{}", '{"lignes": null}', '{"lignes": {}}', "[]"])
def test_a_list_that_is_not_there_is_undecided_not_empty(document: str) -> None:
    for text in (
        "count(lignes)",
        "count(lignes where true)",
        "any(lignes where true)",
        "all(lignes where n == 1)",
    ):
        assert value_of(text, document) in (UNKNOWN,)
    assert value_of("count(lignes)", '{"lignes": []}') == 0


NESTED = lines('{"n": 1, "sous": [{"v": 1}, {"v": 2}]}', '{"n": 2, "sous": [{"v": 2}]}')


@pytest.mark.parametrize(
    ("text", "element", "number", "value"),
    [
        ("count(sous)", "fichier", 1, 3),
        ("count(sous where v == 2)", "fichier", 1, 2),
        ("count(sous where v == n)", "fichier", 1, 2),
        ("count(sous)", "ligne", 1, 2),
        ("count(sous where v == n)", "ligne", 2, 1),
        ("any(lignes where any(sous where v == 1))", "fichier", 1, True),
        ("all(lignes where any(sous where v == 1))", "fichier", 1, False),
        ("count(lignes)", "sous", 1, 2),
        ("any(sous where v == 2 and position == 1)", "ligne", 1, True),
        ("n", "sous", 3, 2),
    ],
)
def test_names_are_read_from_the_inside_out(
    text: str, element: str, number: int, value: Any
) -> None:
    assert value_of(text, NESTED, element, None, number) == value


def test_one_list_missing_among_several_makes_the_count_undecided() -> None:
    document = lines('{"sous": [{"v": 1}]}', "{}")
    assert value_of("count(sous)", document) is UNKNOWN
    assert value_of("any(sous where v == 1)", document) is True
    assert value_of("all(sous where v == 2)", document) is False
    assert value_of("any(sous where v == 1)", '{"lignes": null}') is UNKNOWN


# --- comparisons ------------------------------------------------------------------------------

EQUAL = [
    ("1", "1", True),
    ("1", "2", False),
    ("2917.00", "2917.0", True),
    ("2917", "2917.00", True),
    ("29170e-1", "2917", True),
    ("0", "-0", True),
    ("0.00", "-0.0", True),
    ("9007199254740993", "9007199254740992", False),
    ("1e300", "1e300", True),
    ("1e-9999", "0", False),
    ("9" * 4301, "9" * 4301, True),
    ("9" * 4301, "9" * 4300 + "8", False),
    ('"a"', '"a"', True),
    ('"a"', '"A"', False),
    ('"e\u0301"', '"é"', False),
    ("true", "true", True),
    ("true", "false", False),
    ("null", "null", True),
    ("null", "0", False),
    ("null", '""', False),
    ("null", "false", False),
    ("null", "[]", False),
    ("1", "true", UNKNOWN),
    ("0", "false", UNKNOWN),
    ("1", '"1"', UNKNOWN),
    ("true", '"true"', UNKNOWN),
    ("[]", "[]", UNKNOWN),
    ("{}", "{}", UNKNOWN),
    ("[]", '""', UNKNOWN),
]


@pytest.mark.parametrize(("one", "two", "truth"), EQUAL, ids=lambda each: str(each)[:20])
def test_equality_is_exact_and_undecided_between_unlike_kinds(
    one: str, two: str, truth: Any
) -> None:
    for first, second in ((one, two), (two, one)):
        document = f'{{"a": {first}, "b": {second}}}'
        assert value_of("a == b", document) is truth
        assert value_of("a != b", document) is (UNKNOWN if truth is UNKNOWN else not truth)
        assert value_of("a in (b)", document) is truth
        assert value_of("a not in (b)", document) is (UNKNOWN if truth is UNKNOWN else not truth)


def test_what_is_absent_equals_nothing_not_even_null() -> None:
    for text in ("a == null", "a != null", "null == a", "a == b", "a in (null, 1)"):
        assert value_of(text) is UNKNOWN


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("a in (1, 2)", True),
        ("a in (2, 3)", False),
        ("a not in (2, 3)", True),
        ('b in ("x", "y")', True),
        ('b in ("X")', False),
        ("a in (1, b)", True),  # one that holds decides, whatever the others
        ("a in (2, b)", UNKNOWN),
        ("a not in (2, b)", UNKNOWN),
        ("a in (n_est_pas_la, 1)", True),
    ],
)
def test_membership_is_an_or_of_equalities(text: str, truth: Any) -> None:
    assert value_of(text.replace("n_est_pas_la", "nom"), '{"a": 1, "b": "x"}') is truth


ORDERED = [
    ("1", "2"),
    ("-1", "0"),
    ("0.1", "0.10001"),
    ("2916.99", "2917"),
    ("1e-9999", "1e300"),
    ("9" * 4300, "9" * 4301),
    ("9007199254740992", "9007199254740993"),
    ("-0.5", "-0.49"),
    ("-1", "-0.99"),
    ("99.9", "1e2"),
    ("123456789012345.67", "1234567890123456.7"),
]


@pytest.mark.parametrize(("low", "high"), ORDERED, ids=lambda each: each[:20])
def test_numbers_have_an_exact_order(low: str, high: str) -> None:
    document = f'{{"a": {low}, "b": {high}}}'
    truths = [value_of(f"a {sign} b", document) for sign in ("<", "<=", ">", ">=")]
    assert truths == [True, True, False, False]
    same = f'{{"a": {low}, "b": {low}}}'
    assert [value_of(f"a {sign} b", same) for sign in ("<", "<=", ">", ">=")] == [
        False,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("12.5", "12.50"), ("0", "-0.00"), ("100.0", "1e2"), ("7", "7." + "0" * 20)],
)
def test_an_amount_is_in_its_place_however_it_is_written(one: str, other: str) -> None:
    truths = [value_of(f"a {sign} b", f'{{"a": {one}, "b": {other}}}') for sign in ("<", "<=")]
    assert truths == [False, True]


@pytest.mark.parametrize(
    "pair",
    [
        ('"a"', '"b"'),
        ("true", "false"),
        ("null", "1"),
        ("1", '"2"'),
        ("true", "2"),
        ("[]", "[1]"),
        ("1", "true"),
    ],
)
def test_texts_truths_and_mixtures_have_no_order(pair: tuple[str, str]) -> None:
    document = f'{{"a": {pair[0]}, "b": {pair[1]}}}'
    for sign in ("<", "<=", ">", ">="):
        assert value_of(f"a {sign} b", document) is UNKNOWN


@pytest.mark.parametrize(
    ("one", "two", "total", "difference"),
    [
        ("0.1", "0.2", "0.3", "-0.1"),
        ("1", "2", "3", "-1"),
        ("2917.00", "0.01", "2917.01", "2916.99"),
        ("1e-30", "1", "1.000000000000000000000000000001", "-0.999999999999999999999999999999"),
        ("9" * 40, "1", "1" + "0" * 40, "9" * 39 + "8"),
    ],
)
def test_sums_are_exact(one: str, two: str, total: str, difference: str) -> None:
    document = f'{{"a": {one}, "b": {two}}}'
    assert value_of("a + b", document) == Number(total).value
    assert value_of("a - b", document) == Number(difference).value
    assert value_of(f"a + b == {total}", document) is True


@pytest.mark.parametrize("one", ["null", '"1"', "true", "[]", "{}"])
def test_a_sum_with_what_is_no_number_is_undecided(one: str) -> None:
    document = f'{{"a": {one}, "b": 1}}'
    for text in ("a + b", "b + a", "a - b", "b - a", "a + 1", "nom + 1"):
        assert value_of(text, document) is UNKNOWN


@pytest.mark.parametrize(
    ("one", "two", "product", "shown"),
    [
        ("0.1", "0.2", "0.02", "0.02"),
        ("3", "4", "12", "12"),
        ("-3", "4", "-12", "-12"),
        ("2917.00", "0.20", "583.4", "583.40"),
        ("2917.00", "3", "8751", "8751.00"),
        ("10.50", "0", "0", "0.00"),
        ("1e3", "2", "2000", "2000"),
        ("1e-30", "1e30", "1", "1.000000000000000000000000000000"),
        ("9" * 40, "9" * 40, str(int("9" * 40) ** 2), str(int("9" * 40) ** 2)),
    ],
)
def test_products_are_exact_and_written_with_the_decimals_of_what_is_multiplied(
    one: str, two: str, product: str, shown: str
) -> None:
    document = f'{{"a": {one}, "b": {two}}}'
    for text in ("a * b", "b × a"):
        assert value_of(text, document) == Number(product).value
        assert str(value_of(text, document)) == shown
    assert value_of(f"a * b + 1 == 1 + {product.replace('-', '0 - ')}", document) is True


def test_a_product_binds_tighter_than_a_sum() -> None:
    assert value_of("2 + 3 * 4 - 2 * 5") == 4
    assert value_of("(2 + 3) * 4") == 20
    assert value_of("2 * 3 < 7 and 2 * 4 > 7") is True


@pytest.mark.parametrize("one", ["null", '"1"', "true", "[]", "{}"])
def test_a_product_with_what_is_no_number_is_undecided(one: str) -> None:
    document = f'{{"a": {one}, "b": 1}}'
    for text in ("a * b", "b * a", "a * 0", "0 * a", "nom * 1", "c * 1".replace("c", "lignes")):
        assert value_of(text, document) is UNKNOWN


def test_a_product_of_products_ends_whatever_their_digits() -> None:
    text = "a" + " * a" * 30
    assert value_of(text, '{"a": 2}') == 2**31
    for long in ("9" * 999, "0." + "9" * 999, "9e300", "9e-9999"):
        assert value_of(f"{text} > 0", f'{{"a": {long}}}') in (True, UNKNOWN)


def test_sums_of_huge_and_tiny_numbers_are_exact_too() -> None:
    assert value_of("a + b > a", '{"a": 1e300, "b": 1e-9999}') is True
    assert value_of("a - b == a", '{"a": 1e300, "b": 1e-9999}') is False


LONG = "1" * 1_000_000


@pytest.mark.parametrize(
    ("text", "a", "b", "answer"),
    [
        ("b == a + 1", LONG, LONG[:-1] + "2", True),
        ("b == a + 1", LONG, LONG, False),
        ("a == b - 1", LONG, LONG[:-1] + "2", True),
        ("a + b > a", LONG, "0.01", True),
        ("a + b == a", LONG, "0.01", False),
        ("a + b - a == b", LONG, "1e-9999", True),
        ("a + b > a", "1e300", "0." + LONG, True),
        ("a < b", LONG, LONG, False),
        ("a in (b, 1)", LONG, LONG, True),
        ("a in (b, 1)", LONG, LONG[:-1] + "2", False),
        ("a * b", LONG, "1", UNKNOWN),
        ("2 * a > b", LONG, "1", UNKNOWN),
        ("b * a", "0." + LONG, "2", UNKNOWN),
        ("multiple_of(a, 1)", LONG, "0", UNKNOWN),
        ("multiple_of(7, a)", LONG, "0", UNKNOWN),
        ('conforms(a, "INTEGER (MAX 5)")', LONG, "0", False),
        ('conforms(a, "INTEGER")', LONG, "0", True),
    ],
    ids=lambda each: str(each)[:20],
)
def test_a_number_of_a_million_digits_is_judged_exactly_or_not_at_all(
    text: str, a: str, b: str, answer: Any
) -> None:
    assert value_of(text, f'{{"a": {a}, "b": {b}}}') is answer


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["1", "2", "3"], False),
        ([LONG, LONG[:-1] + "2", LONG[:-1] + "3"], True),
        (["1", LONG, "3"], True),
        (["-" + LONG, "0", LONG], True),
        (["1", "0." + LONG, "3"], True),
    ],
    ids=["sound", "long", "one long", "long both ways", "a long fraction"],
)
def test_a_deposit_that_numbers_in_a_million_digits_is_judged(
    numbers: list[str], told: bool
) -> None:
    sample = next(Path(resources.folder("rules")).glob("exemples/bio-loinc*/*.json"))
    document = json.loads(sample.read_bytes())
    (unit,) = document["lignesImport"]
    document["lignesImport"] = [{**unit, "numLigne": f"<{number}>"} for number in numbers]
    text = json.dumps(document).replace('"<', "").replace('>"', "")
    report = Linter().check_bytes(sample.name, text.encode())
    assert not report.crashed
    assert ("DEM-001" in {each.rule for each in report.findings}) is told


# --- names, parts, positions, dates -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("fichier.un", "X"),
        ("fichier.deux", "12"),
        ("fichier.fin", "json"),
        ("nom.un", "Y"),
        ('nom.deux == "34"', True),
        ("fichier.nom", "X-12.json"),
        ("plafond", Number("10.00").value),
        ("a <= plafond", True),
        ("sigle", "ABC"),
        ('"{sigle}-{plafond}"', "ABC-10.00"),
        ("3 ko", 3000),
        ("fichier.taille < 3 ko", True),
        ('date("05/03/2024", "JJ/MM/AAAA") < 2024-09-12', True),
        ('date("12/09/2024", "JJ/MM/AAAA") == 2024-09-12', True),
        ("2024-09-12T14:00 > 2024-09-12", True),
        ('date(nom, "JJ/MM/AAAA") < 2024-09-12', UNKNOWN),
        ('conforms(a, "FLOAT (2 chiffres après le point)")', True),
        ('conforms(a, "VARCHAR (=5)")', False),
        ('conforms(a + 1, "INTEGER")', False),
        ('conforms(a + 1, "FLOAT (2 chiffres après le point)")', True),
        ('conforms(date("05/03/2024", "JJ/MM/AAAA"), "VARCHAR")', UNKNOWN),
        ('conforms(b, "VARCHAR")', UNKNOWN),
        ("luhn(nom)", False),
        ("luhn(a)", UNKNOWN),
        ('starts_with(nom, "Y")', True),
        ("starts_with(nom, a)", UNKNOWN),
        ("multiple_of(a, 2)", False),
        ("multiple_of(a / 0, 2)", None),
    ],
)
def test_a_name_a_part_a_literal_has_its_value(text: str, value: Any) -> None:
    document = '{"a": 9.50, "nom": "Y-34.pdf"}'
    if value is None:
        with pytest.raises(NotationError):
            value_of(text, document)
        return
    got = value_of(text, document)
    assert got is value if value is UNKNOWN else got == value


@pytest.mark.parametrize(
    "name",
    ['"Y-3.pdf"', '"Y-AB.pdf"', '"Y.pdf"', '""', "null", "12", '"' + "Y" * 1001 + '-12.pdf"'],
)
def test_a_name_that_is_not_so_built_has_no_parts(name: str) -> None:
    assert value_of("nom.un", f'{{"nom": {name}}}') is UNKNOWN


def test_a_list_conforms_where_each_item_does() -> None:
    text = 'conforms(a, "Liste de VARCHAR (=3)")'
    assert value_of(text, '{"a": ["ABC", "DEF"]}') is True
    assert value_of(text, '{"a": ["ABC", "D"]}') is False
    assert value_of(text, '{"a": []}') is False


ROWS = lines('{"n": 1, "t": "x"}', '{"n": 2}', '{"n": "3"}', "null", '{"n": 5}')


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("position", 1, 1),
        ("position", 5, 5),
        ("value", 1, 1),
        ("value == position", 2, True),
        ("value == position", 3, UNKNOWN),
        ("value", 4, UNKNOWN),
        ("previous", 1, UNKNOWN),
        ("previous", 2, 1),
        ("value == previous + 1", 2, True),
        ("previous", 4, "3"),
        ("previous", 5, UNKNOWN),
        ("position > 1 and value == previous + 1", 1, False),
        ("count(lignes where n == value)", 1, UNKNOWN),
        ("any(lignes where n == value)", 1, True),
    ],
)
def test_value_position_and_previous_are_those_of_the_row(
    text: str, number: int, value: Any
) -> None:
    got = value_of(text, ROWS, "ligne", "n", number)
    assert got is value if value is UNKNOWN else got == value


def test_a_bloc_and_a_value_in_a_list_of_values_are_read() -> None:
    document = lines('{"groupe": {"x": 7}, "mots": ["u", "v", "u"]}')
    assert value_of("x", document, "ligne") == 7
    assert value_of('count(mots where mot == "u")', document, "ligne") == 2


def test_the_file_has_no_previous_and_a_root_frame_answers_unknown() -> None:
    closure = build(["previous", 0, 0], MATCHERS)
    root = frames("{}")[0][0]
    assert closure(root, root) is UNKNOWN


# --- what is shown ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "text", "said"),
    [
        ('{"a": 2917.00}', "a", "2917.00"),
        ('{"a": 1E+2}', "a", "1E+2"),
        ('{"a": "x"}', "a", "x"),
        ('{"a": null}', "a", "null"),
        ('{"a": true}', "a", "true"),
        ('{"a": false}', "a", "false"),
        ('{"a": []}', "a", None),
        ('{"a": {}}', "a", None),
        ("{}", "a", None),
        ('{"a": 1}', "a + 1", "2"),
        ("{}", 'date("05/03/2024", "JJ/MM/AAAA")', "05/03/2024"),
        ("{}", "2024-09-12", "12/09/2024"),
        ("{}", "plafond", "10.00"),
        ("{}", "1 == 1", "true"),
    ],
)
def test_a_shown_number_keeps_the_text_it_has(document: str, text: str, said: str | None) -> None:
    root = frames(document)[0][0]
    assert show(raw(code(text), MATCHERS)(root, root)) == said


def test_the_rows_own_value_is_shown_as_written() -> None:
    frame = frames(lines('{"n": 1.50}'))[MODEL_READ.elements()["ligne"].number][0]
    assert show(raw(code("value", "ligne", "n"), MATCHERS)(frame, frame)) == "1.50"


# --- properties -------------------------------------------------------------------------------

EXPRESSIONS = [
    "a == b",
    "a != b",
    "a < b",
    "a >= b",
    "a + b > 0",
    "a - b",
    "a in (b, 1, null)",
    "not a",
    "a and b",
    "a or b",
    "length(a) == 1",
    "upper(a) == b",
    "starts_with(a, b)",
    "contains(a, b)",
    "replace_start(a, b, a)",
    "number(a) > 1",
    "digit_sum(a) > 1",
    "multiple_of(a, b)",
    "luhn(a)",
    'is_date(a, "JJ/MM/AAAA")',
    'date(a, "AAAAMMJJ") < 2024-01-01',
    'conforms(a, "VARCHAR (=3)")',
    'conforms(a, "INTEGER (MAX 5)")',
    'conforms(a, "FLOAT (2 chiffres après le point)")',
    'conforms(a, "Liste de VARCHAR (=3) ou null")',
    "sure(a)",
    "nom.un == a",
    "a in (fichier.un)",
    "count(lignes)",
    "count(lignes where n == a)",
    "any(sous where v == w)",
    "first(n in lignes where t == a)",
    "first(v in sous where v != a) == b",
    "all(mots where mot == a)",
    "any(lignes where x > 1 and all(sous where v == a))",
]
NUMBERS = [
    "0",
    "-0",
    "1",
    "1.50",
    "-2.00",
    "1e300",
    "-1e300",
    "1e-9999",
    "9" * 4301,
    "0." + "1" * 400,
    "1E5",
]
SCALARS = st.sampled_from(
    [
        *NUMBERS,
        "null",
        "true",
        "false",
        '""',
        '"12"',
        '"05/03/2024"',
        '"Y-34.pdf"',
        '"٣"',
        '"\\u0000"',
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]") | st.just("{}")
    ),
    max_leaves=5,
)
LINES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("n", "t", "groupe", "sous", "mots"), VALUES)
)


def as_object(members: dict[str, str]) -> str:
    return "{" + ", ".join(f'"{key}": {value}' for key, value in members.items()) + "}"


@pytest.mark.parametrize("text", EXPRESSIONS)
@UNHURRIED
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "a": VALUES,
            "b": VALUES,
            "nom": VALUES,
            "lignes": VALUES
            | st.lists(LINES, max_size=3).map(
                lambda items: "[" + ", ".join(map(as_object, items)) + "]"
            ),
        },
    )
)
def test_an_expression_answers_a_value_or_unknown_and_never_raises(
    text: str, members: dict[str, str]
) -> None:
    root = frames(as_object(members))[0][0]
    answer = build(code(text), MATCHERS)(root, root)
    assert (
        answer is UNKNOWN
        or isinstance(answer, (bool, int, str))
        or type(answer).__name__ == "Decimal"
    )
    said = show(answer)
    assert said is None or isinstance(said, str)


@UNHURRIED
@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12
    ),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12
    ),
)
def test_amounts_compare_and_add_as_decimals_do(one: Any, two: Any) -> None:
    document = f'{{"a": {one:f}, "b": {two:f}}}'
    assert value_of("a < b", document) is (one < two)
    assert value_of(f"a >= {abs(two):f}", document) is (one >= abs(two))
    assert value_of("a == b", document) is (one == two)
    assert value_of("a + b", document) == one + two
    assert value_of("a - b", document) == one - two


def test_what_is_remembered_of_names_and_of_calls_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (calls, filenames):
        monkeypatch.setattr(module, "REMEMBERED", 2)
    starts = build(code('starts_with(nom, "1")'), MATCHERS)
    part = build(code("nom.deux"), MATCHERS)
    for digits in ("18", "26", "34", "18", "19"):
        root = frames(f'{{"nom": "{digits}"}}')[0][0]
        assert starts(root, root) is (digits[0] == "1")
        root = frames(f'{{"nom": "Y-{digits}.pdf"}}')[0][0]
        assert part(root, root) == digits
    assert all(len(matcher._seen) <= 2 for matcher in MATCHERS)
