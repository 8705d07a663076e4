"""Expressions: what is read, what is refused and where, and the round trip of generated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.errors import NotationError
from segur_lint.lang.expression import (
    And,
    Call,
    Compare,
    In,
    Literal,
    Name,
    Node,
    Not,
    Or,
    Product,
    Quantifier,
    Sum,
    alone,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

A, B, C = Name("a"), Name("b"), Name("c")


def walk(node: Node) -> Iterator[Node]:
    """`node` and all nodes under it, each before those under it, in the order of the text."""
    yield node
    for name in node.told:
        value = getattr(node, name)
        for under in value if isinstance(value, tuple) else (value,):
            if isinstance(under, Node):
                yield from walk(under)


def number(text: str) -> Literal:
    return Literal("number", text)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("a", A),
        ("fichier.date", Name("fichier.date")),
        ("référence_2", Name("référence_2")),
        ("re\u0301f", Name("réf")),
        ("a.count", Name("a.count")),
        ("order", Name("order")),
        ("nothing", Name("nothing")),
        ("ou", Name("ou")),
        ('"ABC"', Literal("text", "ABC")),
        ('""', Literal("text", "")),
        (r'"a\"b\\"', Literal("text", 'a"b\\')),
        ('«\u00a0a "b" »', Literal("text", 'a "b"')),
        ('"not ("', Literal("text", "not (")),
        ("200", number("200")),
        ("2917.00", number("2917.00")),
        ("0.50", number("0.50")),
        ("3 Mo", Literal("size", "3 Mo")),
        ("3Mo", Literal("size", "3 Mo")),
        ("1 octet", Literal("size", "1 octets")),
        ("2024-09-12", Literal("date", "2024-09-12")),
        ("2024-09-12T14:00", Literal("datetime", "2024-09-12T14:00")),
        ("2024-02-29", Literal("date", "2024-02-29")),
        ("true", Literal("true", "true")),
        ("null", Literal("null", "null")),
        ("a == 1", Compare("==", A, number("1"))),
        ("a<=b", Compare("<=", A, B)),
        ("a or b and not c", Or((A, And((B, Not(C)))))),
        ("(a or b) and c", And((Or((A, B)), C))),
        ("(a or b) or c", Or((Or((A, B)), C))),
        ("a or b or c", Or((A, B, C))),
        ("not a == b", Not(Compare("==", A, B))),
        ("(not a) == b", Compare("==", Not(A), B)),
        ("(a == b) == c", Compare("==", Compare("==", A, B), C)),
        ("a - b - c", Sum("-", Sum("-", A, B), C)),
        ("a - (b + c)", Sum("-", A, Sum("+", B, C))),
        ("a + b * c", Sum("+", A, Product("*", B, C))),
        ("a * b + c", Sum("+", Product("*", A, B), C)),
        ("(a + b) * c", Product("*", Sum("+", A, B), C)),
        ("a * (b * c)", Product("*", A, Product("*", B, C))),
        ("a×b * c", Product("*", Product("*", A, B), C)),
        ("a * 0.20 <= b", Compare("<=", Product("*", A, number("0.20")), B)),
        ("a in (1)", In(A, (number("1"),))),
        ("a not in (b, c + 1)", In(A, (B, Sum("+", C, number("1"))), negated=True)),
        ("not a in (b)", Not(In(A, (B,)))),
        ("f()", Call("f", ())),
        ("f(a or b, g(c))", Call("f", (Or((A, B)), Call("g", (C,))))),
        ("count(a.b)", Quantifier("count", "a.b")),
        ("count(a where b == c)", Quantifier("count", "a", Compare("==", B, C))),
        ("any(a where all(b where c))", Quantifier("any", "a", Quantifier("all", "b", C))),
        ("first(a in b where c)", Quantifier("first", "b", C, A)),
        (
            "first(a.b in c where b) == c",
            Compare("==", Quantifier("first", "c", B, Name("a.b")), C),
        ),
        ("a\n\u00a0and\tb", And((A, B))),
        ("not " * 30 + "a", None),
        ("(" * 30 + "a" + ")" * 30, A),
        ("not a and " * 50 + "b", None),
        (" + ".join(["a"] * 31), None),
    ],
)
def test_an_expression_is_read(text: str, node: Node | None) -> None:
    read = parse(text)
    assert node is None or read == node
    assert parse(str(read)) == read


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a", ["name", "a"]),
        ("2917.00", ["lit", "number", "2917.00"]),
        ('"A"', ["lit", "text", "A"]),
        ("false", ["lit", "false", "false"]),
        ("3 Mo", ["lit", "size", 3_000_000]),
        ("500 ko", ["lit", "size", 500_000]),
        ("1 Go", ["lit", "size", 1_000_000_000]),
        ("3 Mio", ["lit", "size", 3_145_728]),
        ("1 Kio", ["lit", "size", 1024]),
        ("1 Gio", ["lit", "size", 1_073_741_824]),
        ("12 octets", ["lit", "size", 12]),
        ("1.5 ko", ["lit", "size", 1500]),
        ("f(a)", ["call", "f", [["name", "a"]]]),
        ("count(a)", ["count", "a", None]),
        ("all(a where b)", ["all", "a", ["name", "b"]]),
        ("first(a in b where c)", ["first", "b", ["name", "c"], ["name", "a"]]),
        ("not a", ["not", ["name", "a"]]),
        ("a and b", ["and", [["name", "a"], ["name", "b"]]]),
        ("a or b", ["or", [["name", "a"], ["name", "b"]]]),
        ("a != b", ["cmp", "!=", ["name", "a"], ["name", "b"]]),
        ("a not in (b)", ["in", ["name", "a"], [["name", "b"]], True]),
        ("a - b", ["-", ["name", "a"], ["name", "b"]]),
    ],
)
def test_the_plain_form_is_what_compiled_rules_store(text: str, plain: list[object]) -> None:
    read = parse(text)
    assert read.plain() == plain
    assert str(read) == text
    assert all(type(leaf) in (str, int, bool, type(None)) for leaf in leaves(read.plain()))


def leaves(value: object) -> list[object]:
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


@pytest.mark.parametrize(
    ("text", "start", "end", "fr", "en"),
    [
        ("", 0, 1, "la fin du texte", "end of the text"),
        ("a = 3", 2, 3, "écrivez ==", "write =="),
        ("a est null", 2, 5, "« == » (écrivez ==)", "write =="),
        ("a est pas null", 2, 9, "« != » (écrivez !=)", "write !="),
        ("Si a > 1", 0, 2, "la condition seule, sans ce mot", "the condition alone"),
        ("a <= 10 %", 8, 9, "un nombre seul, sans ce signe", "a number alone"),
        (
            "date(a, JJ/MM/AAAA) > b",
            8,
            18,
            'entre guillemets : "JJ/MM/AAAA"',
            'in quotes: "JJ/MM/AAAA"',
        ),
        ("a < 90 jours", 7, 12, "une durée ne s'écrit pas", "no duration can be written"),
        ("a < 90 koo", 7, 10, "une unité", "a unit"),
        ("a < 90 JJ", 7, 9, "une unité", "a unit"),
        ("a si b", 2, 4, "attendu : « and »", 'expected: "and"'),
        ("a ou b", 2, 4, "attendu : « or »", 'expected: "or"'),
        ("a et b", 2, 4, "attendu : « and »", 'expected: "and"'),
        ("non a", 0, 3, "attendu : « not »", 'expected: "not"'),
        ("non (a)", 0, 3, "attendu : « not »", 'expected: "not"'),
        ("b or non count(a)", 5, 8, "attendu : « not »", 'expected: "not"'),
        ("a AND b", 2, 5, "attendu : « and »", 'expected: "and"'),
        ("NOT a", 0, 3, "attendu : « not »", 'expected: "not"'),
        ("any(a wher b)", 6, 10, "vouliez-vous dire « where »", 'did you mean "where"'),
        ("a ≤ 3", 2, 3, "écrivez <=", "write <="),
        ("a && b", 2, 4, "écrivez and", "write and"),
        ("!a", 0, 1, "écrivez not", "write not"),
        ("a == b == c", 7, 9, "« and »", '"and"'),
        ("a == 'b'", 5, 6, "guillemets", "quotes"),
        ('a == "b', 5, 6, "ferme ce guillemet", "closes this quote"),
        ("« a", 0, 1, "ferme ce guillemet", "closes this quote"),
        (r'a == "b\n"', 7, 9, '\\" ou', '\\" or'),
        ("(a", 2, 3, "une parenthèse fermante « ) »", "a closing parenthesis"),
        ("a)", 1, 2, "lu « ) »", 'read ")"'),
        ("a in ()", 6, 7, "un nombre", "a number"),
        ("a in b", 5, 6, "parenthèse ouvrante", "opening parenthesis"),
        ("a not b", 6, 7, "attendu : « in »", 'expected: "in"'),
        ("f(a,)", 4, 5, "un nom", "a name"),
        ("any(a)", 5, 6, "attendu : « where »", 'expected: "where"'),
        ("count((a))", 6, 7, "attendu : un nom", "expected: a name"),
        ("first(a)", 7, 8, "attendu : « in »", 'expected: "in"'),
        ("first(a in b)", 12, 13, "attendu : « where »", 'expected: "where"'),
        ("first(a + b in c where d)", 8, 9, "attendu : « in »", 'expected: "in"'),
        ("first(count(a) in b where c)", 6, 11, "attendu : un nom", "expected: a name"),
        ("first == 1", 6, 8, "une parenthèse ouvrante", "an opening parenthesis"),
        ("and == 1", 0, 3, "lu « and »", 'read "and"'),
        ("a == -5", 5, 6, "lu « - »", 'read "-"'),
        ("a $ b", 2, 3, "lu « $ »", 'read "$"'),
        ("a =~ b", 2, 3, "écrivez ==", "write =="),
        ("a.", 1, 2, "lu « . »", 'read "."'),
        ("a <= 1 500,00 €", 5, 15, "Écrivez 1500.00", "Write 1500.00"),
        ("a <= 1\u202f500,00\xa0€ and b", 5, 15, "Écrivez 1500.00", "Write 1500.00"),
        ("a <= 1500,00", 5, 12, "Écrivez 1500.00", "Write 1500.00"),
        ("a <= 1500.50 euros", 5, 18, "Écrivez 1500.50", "Write 1500.50"),
        ("1 500 000 > a", 0, 9, "Écrivez 1500000", "Write 1500000"),
        ("a in (1 500,00, 2)", 6, 14, "Écrivez 1500.00", "Write 1500.00"),
        ("a <= 15 EUROS", 5, 13, "Écrivez 15", "Write 15"),
        ("a in (10,20", 11, 12, "une parenthèse fermante", "a closing parenthesis"),
        ("a == 1, 2", 6, 7, "lu « , »", 'read ","'),
        ("a =< 2", 2, 4, "attendu : « <= » (écrivez <=)", "write <="),
        ("a => 2", 2, 4, "attendu : « >= » (écrivez >=)", "write >="),
        ("a <> 2", 2, 4, "attendu : « != » (écrivez !=)", "write !="),
        ("a >= 15/06/2024", 5, 15, "Écrivez 2024-06-15", "Write 2024-06-15"),
        ("5/6/2024 < a", 0, 8, "Écrivez 2024-06-05", "Write 2024-06-05"),
        ("a == 15.06.2024", 5, 15, "Écrivez 2024-06-15", "Write 2024-06-15"),
        ("a < 3 mo", 6, 8, "vouliez-vous dire « Mo »", 'did you mean "Mo"'),
        ("a < 3 MB", 6, 8, "une unité (octets, ko", "a unit (octets, ko"),
        ("a < 3 where", 6, 11, "lu « where »", 'read "where"'),
        ("a < 1.2345 ko", 4, 13, "un nombre entier d'octets", "a whole number of bytes"),
        (f"{10**40}.5 octets", 0, 50, "un nombre entier d'octets", "a whole number of bytes"),
        ("2024-09", 5, 7, "sans 0 devant", "no leading 0"),
        ("a < 3 mio", 6, 9, "vouliez-vous dire « Mio »", 'did you mean "Mio"'),
        ("a == 09", 5, 7, "sans 0 devant", "no leading 0"),
        ("a < 2024-02-30", 4, 14, "une date du calendrier", "a date of the calendar"),
        ("a < 2024-9-1", 4, 12, "une date du calendrier", "a date of the calendar"),
        ("a < 0000-01-01", 4, 14, "une date du calendrier", "a date of the calendar"),
        ("2024-09-12T24:00", 0, 16, "AAAA-MM-JJThh:mm", "YYYY-MM-DDThh:mm"),
        ("2024-09-12T14:00:00", 0, 19, "AAAA-MM-JJThh:mm", "YYYY-MM-DDThh:mm"),
        ("not " * 31 + "a", 120, 123, "au plus 30 niveaux", "at most 30 levels"),
        ("(" * 31 + "a" + ")" * 31, 30, 31, "au plus 30 niveaux", "at most 30 levels"),
        ("a" + " + a" * 31, 122, 123, "30 « + »", '30 "+"'),
        ("a" + " × a" * 31, 122, 123, "« - » ou « * »", '"-" or "*"'),
        ("a * * b", 4, 5, "attendu : ", "expected: "),
        ("a b", 2, 3, "« * »", '"*"'),
        ("a" * 2001, 2000, 2001, "2000 au plus", "at most 2000"),
    ],
)
def test_a_fault_tells_what_was_read_and_what_was_expected(
    text: str, start: int, end: int, fr: str, en: str
) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (start, end)
    assert fr in caught.value.message.fr
    assert en in caught.value.message.en


@pytest.mark.parametrize("piece", ["(", "not ", "a + ", "f(", "a or (", "count(a where ", '"', "«"])
def test_a_deep_text_is_refused_at_once(piece: str) -> None:
    parse("a")
    for text in (piece * 100_000, (piece * 2000)[:2000]):
        with pytest.raises(NotationError):
            parse(text)


def test_the_deepest_expression_allowed_can_be_printed_and_walked() -> None:
    text = "a or a and a == (" * 30 + "a" + " + a" * 30 + ")" * 30
    read = parse(text)
    assert parse(str(read)) == read
    assert len(list(walk(read))) > 180
    assert hash(read)


@pytest.mark.parametrize(
    "text", ["1 500,00 €", "1500,00", "1 500,00", "1\xa0500.00 EUR", "1500.00 Euros"]
)
def test_an_amount_alone_that_is_written_the_french_way_is_no_text(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        alone(text)
    assert "Écrivez 1500.00" in caught.value.message.fr
    assert f'si c\'est un texte : "{text}"' in caught.value.message.fr


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1500.00", "number"),
        ("1500", "number"),
        ("3 Mo", "size"),
        ("2024-09-12", "date"),
        *((each, "text") for each in ("A, B", "1,2,3", "1, 2", "1,234", "12 %", "06 12 34", "")),
        *((each, "text") for each in ("1500.00.00", "€", "a 1500,00", "Va1", "a == 1 500,00")),
    ],
)
def test_a_value_alone_is_what_it_reads_as_or_a_text(text: str, kind: str) -> None:
    assert alone(text)[1] == kind


def test_walk_gives_each_node_before_its_children() -> None:
    read = parse('not a in (1, b) or f(c) == 2 + d and count(e) and any(g where h == "x")')
    names = [node.name for node in walk(read) if isinstance(node, Name)]
    assert names == ["a", "b", "c", "d", "h"]
    lists = [node.list_name for node in walk(read) if isinstance(node, Quantifier)]
    assert lists == ["e", "g"]


def test_spans_point_at_the_text_and_do_not_count_in_equality() -> None:
    text = 'aa == 1 and f(bb,  "x") or any( liste where cc)'
    spans = {
        (type(node).__name__, text[node.start : node.end])
        for node in walk(parse(text))
        if isinstance(node, Name | Call | Quantifier | Literal | Compare)
    }
    assert spans == {
        ("Compare", "aa == 1"),
        ("Name", "aa"),
        ("Literal", "1"),
        ("Call", 'f(bb,  "x")'),
        ("Name", "bb"),
        ("Literal", '"x"'),
        ("Quantifier", "liste"),
        ("Name", "cc"),
    }
    assert parse("a") == parse("  a")


RESERVED = {
    "and", "or", "not", "in", "where", "true", "false", "null", "count", "any", "all", "first",
}  # fmt: skip
word = st.from_regex(r"[a-zéŒ_][a-z0-9_é]{0,4}", fullmatch=True)
name = st.lists(word, min_size=1, max_size=3).map(".".join).filter(lambda n: n not in RESERVED)
function = name.filter(lambda n: n not in ("ou", "et", "non", "où", "dans"))
whole = st.integers(0, 10**9).map(str)
sized = st.builds("{} {}".format, whole, st.sampled_from(["octets", "ko", "Mo", "Go", "Kio"]))
literals = st.one_of(
    st.builds(Literal, st.just("text"), st.text(max_size=8)),
    st.builds(Literal, st.just("number"), whole | st.builds("{}.{}".format, whole, whole)),
    st.builds(Literal, st.just("size"), sized),
    st.builds(Literal, st.just("date"), st.dates().map(str)),
    st.builds(
        Literal,
        st.just("datetime"),
        st.datetimes().map(lambda when: when.isoformat(timespec="minutes")),
    ),
    st.sampled_from(["true", "false", "null"]).map(lambda kind: Literal(kind, kind)),
)


def deeper(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    many = st.lists(inner, min_size=2, max_size=3).map(tuple)
    some = st.lists(inner, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(Not, inner),
        st.builds(And, many),
        st.builds(Or, many),
        st.builds(Compare, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), inner, inner),
        st.builds(In, inner, some, st.booleans()),
        st.builds(Sum, st.sampled_from(["+", "-"]), inner, inner),
        st.builds(Product, st.just("*"), inner, inner),
        st.builds(Call, function, st.lists(inner, max_size=2).map(tuple)),
        st.builds(Quantifier, st.just("count"), name, st.none() | inner),
        st.builds(Quantifier, st.sampled_from(["any", "all"]), name, inner),
        st.builds(Quantifier, st.just("first"), name, inner, st.builds(Name, name)),
    )


nodes = st.recursive(literals | st.builds(Name, name), deeper, max_leaves=8)


@given(nodes)
def test_what_is_printed_is_read_back(node: Node) -> None:
    assert parse(str(node)) == node


PIECES = ["a", "b.c", "(", ")", ",", "==", "=", "<", "not", "in", "and", "or", "ou", "where"]
PIECES += [
    "count",
    "any",
    "first",
    "in",
    "3",
    "Mo",
    "2024-09-12",
    "+",
    "-",
    '"x"',
    "«",
    "»",
    '"',
    "f(",
]


def outcome(text: str) -> Node | NotationError:
    try:
        return parse(text)
    except NotationError as error:
        return error


@given(
    st.text()
    | st.lists(
        st.sampled_from(PIECES),
        max_size=20,
    ).map(" ".join)
)
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    read = outcome(text)
    if isinstance(read, NotationError):
        assert 0 <= read.start <= len(text)
        assert read.start < read.end <= len(text) + 1
        assert "attendu : " in read.message.fr
        assert "expected: " in read.message.en
    else:
        assert parse(str(read)) == read
