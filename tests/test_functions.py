"""The functions that expressions call, each against an independent word for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn as reference

from segur_lint.formats import predicate
from segur_lint.frames import UNKNOWN
from segur_lint.functions import FUNCTIONS, exact, luhn
from segur_lint.jsonvalue import Number


def call(name: str, *values: Any) -> Any:
    return FUNCTIONS[name].call(*values)


@settings(deadline=None)
@given(st.text("0123456789", min_size=1, max_size=40))
def test_the_luhn_key_is_that_of_python_stdnum(digits: str) -> None:
    assert luhn(digits) is reference.is_valid(digits)
    assert luhn(digits + reference.calc_check_digit(digits))


@settings(deadline=None)
@given(st.text("0123456789", min_size=2, max_size=20), st.data())
def test_one_wrong_digit_is_always_seen(digits: str, data: st.DataObject) -> None:
    good = digits + reference.calc_check_digit(digits)
    at = data.draw(st.integers(0, len(good) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != good[at]]))
    assert not luhn(good[:at] + other + good[at + 1 :])


@pytest.mark.parametrize(
    "text", ["", " ", "٣", "²", "1٣", "12 34", "-18", "1.8", "18\n", "0x12", "A"]
)
def test_what_is_not_digits_has_no_key(text: str) -> None:
    assert luhn(text) is False
    assert call("digit_sum", text) is UNKNOWN
    assert call("number", text) is UNKNOWN


@pytest.mark.parametrize(
    ("name", "values", "answer"),
    [
        ("length", ("é😀",), 2),
        ("length", ("",), 0),
        ("lower", ("ÉA",), "éa"),
        ("upper", ("éa",), "ÉA"),
        ("fold", ("PAYÉE",), "payee"),
        ("fold", ("paye\u0301e",), "payee"),
        ("fold", ("ça et là",), "ca et la"),
        ("fold", ("a-b_c. d",), "a-b_c. d"),
        ("fold", ("Straße",), "strasse"),
        ("fold", ("e" + "\u0301\u0316" * 200_000,), "e"),  # linear, whatever the order of marks
        ("starts_with", ("ABC123", "ABC"), True),
        ("starts_with", ("abc123", "ABC"), False),
        ("starts_with", ("", ""), True),
        ("ends_with", ("a.pdf", ".pdf"), True),
        ("ends_with", ("a.PDF", ".pdf"), False),
        ("contains", ("abc", "b"), True),
        ("contains", ("abc", "B"), False),
        ("one_of", ("b", "a, b ,c"), True),
        ("one_of", ("a", "a"), True),
        ("one_of", ("ab", "a, b"), False),
        ("one_of", ("A", "a"), False),
        ("one_of", ("a, b", "a, b"), False),
        ("replace_start", ("2A001", "2A", "21"), "21001"),
        ("replace_start", ("0012A", "2A", "21"), "0012A"),
        ("replace_start", ("2A2A", "2A", ""), "2A"),
        ("number", ("007",), 7),
        ("number", ("9" * 18,), 10**18 - 1),
        ("number", ("9" * 19,), UNKNOWN),
        ("digit_sum", ("129",), 12),
        ("digit_sum", ("9" * 5000,), 45000),
        ("multiple_of", (10, 5), True),
        ("multiple_of", (11, 5), False),
        ("multiple_of", (0, 5), True),
        ("multiple_of", (5, 0), UNKNOWN),
        ("multiple_of", (5, Decimal("0.00")), UNKNOWN),
        ("multiple_of", (Decimal("0.30"), Decimal("0.1")), True),
        ("multiple_of", (Decimal("1e300"), 5), True),
        ("multiple_of", (Decimal("1e9999"), 7), False),
        ("multiple_of", (Decimal("1" * 4301), 3), False),
        ("multiple_of", (Decimal("1e-9999"), 1), False),
        ("multiple_of", (Decimal("1e300"), Decimal("1e-9999")), True),
        ("multiple_of", (Decimal("7" * 100_000), 7), True),
        ("multiple_of", (Decimal("7" * 99_999 + "8"), 7), False),
        ("multiple_of", (Decimal("7" * 100_001), 7), UNKNOWN),  # not worth the time: undecided
        ("multiple_of", (Decimal("7" * 100_001), Decimal("7" * 10_001)), UNKNOWN),
        ("multiple_of", (7, Decimal("7" * 100_001)), UNKNOWN),
        ("multiple_of", (Decimal("0." + "0" * 2_000_000 + "1"), 7), False),
        ("multiple_of", (7, Decimal("0." + "0" * 2_000_000 + "1")), UNKNOWN),
        ("is_date", ("29/02/2024", "JJ/MM/AAAA"), True),
        ("is_date", ("29/02/2023", "JJ/MM/AAAA"), False),
        ("is_date", ("2024-02-29", "JJ/MM/AAAA"), UNKNOWN),
        ("is_date", ("", "JJ/MM/AAAA"), UNKNOWN),
        ("date", ("29/02/2024", "JJ/MM/AAAA"), (2024, 2, 29, 0, 0, 0)),
        ("date", ("29/02/2023", "JJ/MM/AAAA"), UNKNOWN),
        ("date", ("x", "JJ/MM/AAAA"), UNKNOWN),
    ],
)
def test_a_function_answers(name: str, values: tuple[Any, ...], answer: Any) -> None:
    got = call(name, *values)
    assert got is answer if answer is UNKNOWN else got == answer


@pytest.mark.parametrize(
    ("one", "two", "total"),
    [
        ("1" * 1_000_000, "1", "1" * 999_999 + "2"),
        ("9" * 1_000_000, "1", "1" + "0" * 1_000_000),
        ("9" * 1_000_000, "0.01", "9" * 1_000_000 + ".01"),
        ("1e300", "0." + "3" * 1_000_000, "1" + "0" * 300 + "." + "3" * 1_000_000),
        ("1e300", "1e-9999", "1" + "0" * 300 + "." + "0" * 9_998 + "1"),
        ("5" * 1_000_000, "-" + "5" * 1_000_000, "0"),
    ],
    ids=["one more", "a carry", "cents", "a long fraction", "far apart", "opposites"],
)
def test_a_sum_rounds_nothing_that_a_text_can_hold(one: str, two: str, total: str) -> None:
    whole = Decimal(total)
    assert exact().add(Decimal(one), Decimal(two)) == whole
    assert exact().subtract(whole, Decimal(two)) == Decimal(one)


@pytest.mark.parametrize("number", ["1234", "12.34", "1e3000000", "1e-3000000"])
def test_a_bounded_context_keeps_what_has_few_digits(number: str) -> None:
    assert exact(4).plus(Decimal(number)) == Decimal(number)


@pytest.mark.parametrize("number", ["12345", "123.45", "0.012345"])
def test_a_bounded_context_raises_rather_than_round(number: str) -> None:
    with pytest.raises(ArithmeticError):
        exact(4).plus(Decimal(number))


@pytest.mark.parametrize(
    ("value", "notation", "answer"),
    [
        ("ABC", ["varchar", "=", 3], True),
        ("AB", ["varchar", "=", 3], False),
        (None, ["constant", None], True),
        (True, ["boolean"], True),
        (Number("2.50"), ["float", 2], True),
        (Number("2.5"), ["float", 2], False),
        (5, ["integer", None, None], True),
        (5, ["varchar", "=", 1], False),
        (Decimal("2.50"), ["float", 2], True),
        (Decimal("1e400"), ["integer", None, None], False),
        ((2024, 1, 1, 0, 0, 0), ["varchar", None, None], UNKNOWN),
        ([], ["varchar", None, None], False),
    ],
)
def test_a_value_conforms_to_a_notation_or_not(
    value: Any, notation: list[Any], answer: Any
) -> None:
    assert call("conforms", value, predicate(notation)) is answer


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_text_folds_to_one_whatever_the_way_of_writing_its_accents(text: str) -> None:
    folded = call("fold", text)
    assert call("fold", folded) == folded
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert call("fold", normalize(form, text)) == folded


def test_sure_is_of_a_truth() -> None:
    assert call("sure", True) is True


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_no_function_of_texts_raises(one: str, two: str, three: str) -> None:
    for name, function in FUNCTIONS.items():
        if set(function.takes) == {"text"}:
            call(name, *[one, two, three][: len(function.takes)])


def test_every_function_says_what_it_takes_and_gives() -> None:
    kinds = {"text", "number", "boolean", "date", "any", "notation", "pattern"}
    for function in FUNCTIONS.values():
        assert {*function.takes, function.gives} <= kinds
