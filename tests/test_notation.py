"""The notation of formats: every cell of a guide's table, its near misses, its round trip."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import resources
from segur_lint.errors import NotationError
from segur_lint.lang import notation
from segur_lint.lang.notation import (
    Always,
    Boolean,
    Constant,
    Email,
    Float,
    Integer,
    Link,
    ListOf,
    Notation,
    OneOf,
    OrNull,
    Varchar,
    VarcharFormat,
    VarcharType,
    date_fault,
    parse,
)

if TYPE_CHECKING:
    from pathlib import Path

# The cells of the guide's table, §3.2, with its line ends and spaces.
CELLS = [
    ("Toujours la valeur : null ", Always(None)),
    ("VARCHAR \n(=10)", Varchar("=", 10)),
    ("VARCHAR \n(=14)", Varchar("=", 14)),
    ("INTEGER (MAX 200) ", Integer(None, 200)),
    ("« C » ", OneOf(("C",))),
    ("VARCHAR (=12) ", Varchar("=", 12)),
    ("VARCHAR (=5) ", Varchar("=", 5)),
    ("VARCHAR (format \n« JJ/MM/AAAA ») ", VarcharFormat("JJ/MM/AAAA")),
    ("FLOAT (2 chiffres \naprès le point) ", Float(2)),
    ("Liste de VARCHAR (=9) ", ListOf(Varchar("=", 9))),
    ("VARCHAR \n(<50)", Varchar("<", 50)),
    ("« PDF », « PNG », \n« JPG » ", OneOf(("PDF", "PNG", "JPG"))),
    ("« FACTURE », « VA » \n« CTX » ", OneOf(("FACTURE", "VA", "CTX"))),
    ("false ", Constant(False)),
    ("VARCHAR (=3)", Varchar("=", 3)),  # §3.3
]

FAMILY = [
    ("VARCHAR", Varchar()),
    ("varchar(<=50)", Varchar("<=", 50)),
    ("VARCHAR (≤ 50)", Varchar("<=", 50)),
    ("VARCHAR (>2)", Varchar(">", 2)),
    ("VARCHAR\u00a0(\u202f>=\u00a02)", Varchar(">=", 2)),
    ("VARCHAR (format « AAAA-MM-JJThh:mm:ss »)", VarcharFormat("AAAA-MM-JJThh:mm:ss")),
    ("VARCHAR (FORMAT «\u00a0AAAAMMJJ\u00a0»)", VarcharFormat("AAAAMMJJ")),
    ('VARCHAR (type "ABCXXXXXX")', VarcharType("ABCXXXXXX")),
    ("INTEGER", Integer()),
    ("INTEGER (MIN 1)", Integer(1)),
    ("INTEGER (MIN -5, MAX 200)", Integer(-5, 200)),
    ("INTEGER (max 200, min 1)", Integer(1, 200)),
    ("FLOAT", Float()),
    ("FLOAT (1 chiffre apres le point)", Float(1)),
    ("FLOAT (2 chiffres après la virgule)", Float(2)),
    (unicodedata.normalize("NFD", "FLOAT (2 chiffres après le point)"), Float(2)),
    ("Boolean", Boolean()),
    ("LISTE DE « A », « B »", ListOf(OneOf(("A", "B")))),
    ("Toujours la valeur: false", Always(False)),
    ("toujours la valeur : TRUE", Always(True)),
    ("Toujours la valeur : « C »", Always("C")),
    ("null", Constant(None)),
    ("« CT1 », « CT2 »…", OneOf(("CT1", "CT2"), open=True)),
    ("« CT1 », « CT2 », ...", OneOf(("CT1", "CT2"), open=True)),
    ("« un \n texte »", OneOf(("un texte",))),
    ('"a»b"', OneOf(("a»b",))),
    ("ADRESSE ÉLECTRONIQUE", Email()),
    ("adresse electronique", Email()),
    ("E-mail", Email()),
    ("lien", Link()),
    ("URL", Link()),
    ("VARCHAR (=9) ou null", OrNull(Varchar("=", 9))),
    ("Liste de LIEN ou null", OrNull(ListOf(Link()))),
]


@pytest.mark.parametrize(("text", "node"), CELLS + FAMILY)
def test_a_cell_of_the_table_is_read_as_it_stands(text: str, node: Notation) -> None:
    assert parse(text) == node
    assert parse(str(node)) == node


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("VARCHAR", ["varchar", None, None]),
        ("VARCHAR (=10)", ["varchar", "=", 10]),
        ("VARCHAR (format « JJ/MM/AAAA »)", ["format", "JJ/MM/AAAA"]),
        ("VARCHAR (type « ABCXXXXXX »)", ["type", "ABCXXXXXX"]),
        ("INTEGER (MAX 200)", ["integer", None, 200]),
        ("FLOAT (2 chiffres après le point)", ["float", 2]),
        ("BOOLEAN", ["boolean"]),
        ("Liste de VARCHAR (=9)", ["list", ["varchar", "=", 9]]),
        ("Toujours la valeur : null", ["constant", None]),
        ("true", ["constant", True]),
        ("Toujours la valeur : « C »", ["constant", "C"]),
        ("« A », « B2 »…", ["oneof", ["A", "B2"], True]),
        ("EMAIL", ["email"]),
        ("URL", ["link"]),
        ("LIEN ou null", ["or_null", ["link"]]),
    ],
)
def test_the_plain_form_is_what_compiled_rules_store(text: str, plain: list[object]) -> None:
    assert parse(text).plain() == plain
    assert str(parse(text)) == text or text in ("EMAIL", "URL")


@pytest.mark.parametrize(
    ("text", "start", "end", "fr", "en"),
    [
        ("", 0, 1, "la fin du texte", "end of the text"),
        ("  \n", 0, 1, "la fin du texte", "end of the text"),
        ("N/A", 0, 1, "lu « N »", 'read "N"'),
        ("VARCHR (=10)", 0, 6, "vouliez-vous dire « VARCHAR » ?", 'did you mean "VARCHAR"?'),
        ("VARCHARX", 0, 8, "« VARCHARX »", '"VARCHARX"'),
        ("VARCHAR (formt « JJ »)", 9, 14, "vouliez-vous dire « format »", '"format"'),
        ("VARCHAR (=10", 12, 13, "une parenthèse fermante « ) »", "a closing parenthesis"),
        ("VARCHAR (=10 \n", 12, 13, "lu la fin du texte", "read the end of the text"),
        ("VARCHAR (10)", 9, 11, "une comparaison", "a comparison"),
        ("VARCHAR (=dix)", 10, 13, "un nombre", "a number"),
        ("VARCHAR (=٣)", 10, 11, "un nombre", "a number"),
        ("VARCHAR (=-1)", 10, 11, "un nombre", "a number"),
        ("VARCHAR (format « AB/CD »)", 16, 25, "attendu : JJ, MM", "expected: JJ, MM"),
        ("VARCHAR (format « JJ/MM/AA »)", 16, 28, "lu « AA »", 'read "AA"'),
        ("VARCHAR (type « ABC »)", 14, 21, "au moins un X", "at least one X"),
        ("INTEGER (MIN 5, MAX 2)", 13, 14, "MIN au plus égal", "MIN at most"),
        ("INTEGER (MAX 5, MAX 2)", 16, 19, "« MIN »", '"MIN"'),
        ("FLOAT (2 chifres après le point)", 9, 16, "dire « chiffres »", '"chiffres"'),
        ("FLOAT (2 chiffres après le pont)", 27, 31, "dire « point »", '"point"'),
        ("Liste de Liste de VARCHAR", 9, 14, "lu « Liste »", 'read "Liste"'),
        ("Toujours la valeur null", 19, 23, "deux-points", "a colon"),
        ("Toujours la valeur : 3", 21, 22, "un texte entre guillemets", "a quoted text"),
        ("Toujours la valeur : « »", 21, 24, "un texte entre les guillemets", "a text"),
        ("« A », ", 6, 7, "un texte entre guillemets", "a quoted text"),
        ("« A », « B", 7, 8, "qui ferme ce guillemet", "closes this quote"),
        ('"A', 0, 1, "qui ferme ce guillemet", "closes this quote"),
        ("« CT1 », « CT »…", 9, 15, "un nombre à la fin", "a number at its end"),
        (
            "« A », « B », « C »…",
            14,
            19,
            "ou toutes les valeurs, sans « … »",
            'or all values, without "…"',
        ),
        (
            "« A », « B », etc.",
            14,
            17,
            "toutes les valeurs, sans « etc. »",
            'all values, without "etc."',
        ),
        (
            "Numéro de téléphone",
            0,
            6,
            "attendu : un format, comme VARCHAR, VARCHAR (<=50), INTEGER",
            "a format, such as",
        ),
        ("VARCHAX", 0, 7, "vouliez-vous dire « VARCHAR »", 'did you mean "VARCHAR"'),
        (
            "VARCHAR (=9) ou VARCHAR (=14)",
            16,
            23,
            "Écrivez : VARCHAR. Puis ajoutez une règle, « assert: length(value) == 9 or",
            "Then add a rule",
        ),
        (
            "varchar (<=9) / VARCHAR(≥ 14) ou null",
            14,
            15,
            "value == null or length(value) <= 9 or length(value) >= 14 »",
            "one length",
        ),
        ("VARCHAR (=9) ou INTEGER", 16, 23, "attendu : « null »", 'expected: "null"'),
        ("VARCHAR ou nul", 11, 14, "vouliez-vous dire « null »", 'did you mean "null"'),
        ("VARCHAR ou null ou null", 16, 18, "attendu : la fin", "expected: the end"),
        ("DATE", 0, 4, "attendu : VARCHAR (format « JJ/MM/AAAA »)", "expected: VARCHAR (format"),
        ("DATE (JJ/MM/AAAA)", 0, 4, "VARCHAR (format « JJ/MM/AAAA »)", "VARCHAR (format"),
        ("Liste de date", 9, 13, "VARCHAR (format « JJ/MM/AAAA »)", "VARCHAR (format"),
        ("ENTIER", 0, 6, "attendu : INTEGER", "expected: INTEGER"),
        ("Entier (MAX 5)", 0, 6, "attendu : INTEGER", "expected: INTEGER"),
        ("TEXTE", 0, 5, "attendu : VARCHAR, ou VARCHAR (<=50)", "expected: VARCHAR, or"),
        ("chaîne", 0, 6, "attendu : VARCHAR", "expected: VARCHAR"),
        ("NOMBRE", 0, 6, "attendu : INTEGER, ou FLOAT (2 chiffres", "expected: INTEGER, or FLOAT"),
        ("DECIMAL(2)", 0, 7, "attendu : FLOAT (2 chiffres après le point)", "expected: FLOAT (2"),
        ("BOOLEEN", 0, 7, "attendu : BOOLEAN, ou une seule valeur : true, false", "or one value"),
        ("faux", 0, 4, "attendu : false, ou BOOLEAN", "expected: false, or BOOLEAN"),
        ("Vrai", 0, 4, "attendu : true, ou BOOLEAN", "expected: true, or BOOLEAN"),
        ("VARCHAR (=< 80)", 10, 11, "Écrivez : VARCHAR (<=80)", "Write: VARCHAR (<=80)"),
        ("VARCHAR (=> 8)", 10, 11, "Écrivez : VARCHAR (>=8)", "Write: VARCHAR (>=8)"),
        ("Booléen", 0, 7, "attendu : BOOLEAN", "expected: BOOLEAN"),
        ("VARCHAR ou DATE", 11, 15, "attendu : « null »", 'expected: "null"'),
        ("VARCHAR (DATE)", 9, 13, "« format »", '"format"'),
        ("VARCHAR (format « DD/MM/YYYY »)", 16, 30, "écrivez « JJ/MM/AAAA »", 'write "JJ/MM/AAAA"'),
        ("VARCHAR (format « jj/mm/aaaa »)", 16, 30, "écrivez « JJ/MM/AAAA »", 'write "JJ/MM/AAAA"'),
        ("VARCHAR (format « YYYYMMDD »)", 16, 28, "écrivez « AAAAMMJJ »", 'write "AAAAMMJJ"'),
        ("VARCHAR (format « HH:mm »)", 16, 25, "écrivez « hh:mm »", 'write "hh:mm"'),
        ("A" * 201, 200, 201, "200 au plus", "at most 200"),
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


@pytest.mark.parametrize("text", ["VARCHAR (format « JJ-commande »)", "VARCHAR (format « A-JJ »)"])
def test_a_lone_letter_of_a_format_is_literal(text: str) -> None:
    assert isinstance(parse(text), VarcharFormat)


@pytest.mark.parametrize(
    "pattern",
    ["JJ/MM/AAAA", "AAAAMMJJ", "AAAA-MM-JJThh:mm:ss", "le JJ MM AAAA", "hh:mm", "hhmmss"],
)
def test_a_date_is_a_whole_day_or_a_time(pattern: str) -> None:
    assert date_fault(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "better"),
    [
        ("DD/MM/YYYY", "JJ/MM/AAAA"),
        ("YYYY-MM-DD", "AAAA-MM-JJ"),
        ("dd.mm.yyyy HH:mm", "JJ.MM.AAAA hh:mm"),
        ("jj/mm/aaaa", "JJ/MM/AAAA"),
        ("JJ/mm/AAAA", "JJ/MM/AAAA"),
        ("MM/AAAA", "JJ/MM/AAAA"),
        ("JJ/MM", "JJ/MM/AAAA"),
        ("JJ/MM/AA", "JJ/MM/AAAA"),
        ("AAAA", "JJ/MM/AAAA"),
        ("%d/%m/%Y", "JJ/MM/AAAA"),
        ("", "JJ/MM/AAAA"),
    ],
)
def test_a_date_without_day_month_and_year_is_refused_with_the_right_spelling(
    pattern: str, better: str
) -> None:
    said = date_fault(pattern)
    assert said is not None
    assert said.fr.endswith(f"il y faut JJ, MM et AAAA. Écrivez par exemple « {better} ».")
    assert said.en.endswith(f"AAAA (year). Write for example “{better}”.")


def test_always_and_bare_constants_differ_only_in_their_text() -> None:
    always, bare = parse("Toujours la valeur : null"), parse("null")
    assert always.plain() == bare.plain()
    assert str(always) != str(bare)


words = st.text("ABCX» é'/-_.,01", min_size=1, max_size=8).map(
    lambda value: " ".join(value.split()) or "A"
)
numbers = st.integers(0, 10**6)
items: st.SearchStrategy[Notation] = st.one_of(
    st.just(Varchar()),
    st.builds(Varchar, st.sampled_from(["=", "<", "<=", ">", ">="]), numbers),
    st.builds(VarcharFormat, st.sampled_from(["JJ/MM/AAAA", "AAAAMMJJ", "hh:mm:ss", "le JJ"])),
    st.builds(VarcharType, words.map(lambda word: word + "X")),
    st.builds(Integer, st.none() | st.integers(-9, 0), st.none() | numbers),
    st.builds(Float, st.none() | st.integers(0, 100)),
    st.builds(Constant, st.sampled_from([None, True, False])),
    st.builds(Always, st.sampled_from([None, True, False]) | words),
    st.builds(OneOf, st.lists(words, min_size=1, max_size=4).map(tuple)),
    st.builds(OneOf, words.map(lambda word: ("A", f"{word}1")), st.just(True)),
    st.sampled_from([Boolean(), Email(), Link()]),
)
bases = items | st.builds(ListOf, items)


@given(bases | st.builds(OrNull, bases))
def test_what_is_printed_is_read_back(node: Notation) -> None:
    assert parse(str(node)) == node


PIECES = ["VARCHAR", "(", ")", "=", "10", "« A1 »", "«", '"', "JJ", ",", "…", "Liste de", "ou"]
PIECES += ["null", "INTEGER", "MIN", "MAX", "Toujours la valeur", ":", "FLOAT", "format"]


def outcome(text: str) -> Notation | NotationError:
    try:
        return parse(text)
    except NotationError as error:
        return error


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    read = outcome(text)
    if isinstance(read, NotationError):
        assert 0 <= read.start <= len(text)
        assert read.start < read.end <= len(text) + 1
        assert "attendu : " in read.message.fr
        assert "expected: " in read.message.en
    else:
        assert parse(str(read)) == read


def test_a_long_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(NotationError):
        parse("(" * 100_000)


@pytest.mark.parametrize("name", ["rules", "grammar"])
def test_a_folder_of_data_is_found(name: str) -> None:
    assert os.path.isdir(resources.folder(name))


def test_the_wheel_s_own_folder_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "package" / "_data" / "grammar"
    inside.mkdir(parents=True)
    (tmp_path / "grammar").mkdir()
    monkeypatch.setattr(resources, "_HERE", str(tmp_path / "package"))
    assert resources.folder("grammar") == str(inside)


def test_a_broken_installation_is_named() -> None:
    with pytest.raises(RuntimeError, match="nowhere-such"):
        resources.folder("nowhere-such")


def test_the_grammar_is_built_once() -> None:
    from segur_lint.lang import _lark

    parse("null")
    before = _lark._lark.cache_info().misses
    parse("true")
    assert _lark._lark.cache_info().misses == before
    assert notation.LIMIT == 200


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("VARCHAR (JJ/MM/AAAA)", "VARCHAR (format « JJ/MM/AAAA »)"),
        ("VARCHAR (format JJ/MM/AAAA)", "VARCHAR (format « JJ/MM/AAAA »)"),
        ("AAAAMMJJ", "VARCHAR (format « AAAAMMJJ »)"),
        ("VARCHAR (yyyymmdd)", "VARCHAR (format « AAAAMMJJ »)"),
        ("JJ/MM/AAA", "VARCHAR (format « JJ/MM/AAAA »)"),
        ("VARCHAR (JJ/MM/AAAAA)", "VARCHAR (format « JJ/MM/AAAA »)"),
        ("JJ/MM/AAAA", "VARCHAR (format « JJ/MM/AAAA »)"),
        ("YYYY-MM-DD ou null", "VARCHAR (format « AAAA-MM-JJ ») ou null"),
        ("VARCHAR (type ABCXXX)", "VARCHAR (type « ABCXXX »)"),
        ("VARCHAR (ABCXXX)", "VARCHAR (type « ABCXXX »)"),
        ("(5)", "VARCHAR (=5), ou bien VARCHAR (<=5)"),
        ("VARCHAR(5)", "VARCHAR (=5), ou bien VARCHAR (<=5)"),
        ("VARCHAR 5 ou null", "VARCHAR (=5) ou null, ou bien VARCHAR (<=5) ou null"),
        # With the quotes that a spreadsheet or a person put around it.
        ("“VARCHAR (=5)”", "VARCHAR (=5), ou bien « VARCHAR (=5) »"),
        ("'null'", "null, ou bien « null »"),
        ("“PDF”", "« PDF »"),
        ("Liste de VARCHAR (=9 chiffres)", "Liste de VARCHAR (=9)"),
        ("VARCHAR (50 max.)", "VARCHAR (<=50)"),
        ("VARCHAR 50 caractères maximum ou null", "VARCHAR (<=50) ou null"),
        ("INTEGER MAX 50", "INTEGER (MAX 50)"),
        ("INTEGER (max. 50)", "INTEGER (MAX 50)"),
        ("INTEGER (≤ 50)", "INTEGER (MAX 50)"),
        ("INTEGER (1 à 50)", "INTEGER (MIN 1, MAX 50)"),
        ("INTEGER (MIN 1 MAX 50)", "INTEGER (MIN 1, MAX 50)"),
        ("INTEGER (50)", "INTEGER (MAX 50)"),
        ("INTEGER (MAX 1 000)", "INTEGER (MAX 1000)"),
        ("INTEGER (1 à 12\u202f000)", "INTEGER (MIN 1, MAX 12000)"),
        ("FLOAT (2 décimales)", "FLOAT (2 chiffres après le point)"),
        ("DECIMAL(10,2)", "FLOAT (2 chiffres après le point)"),
        ("“FIXE” ou “MOBILE”", "« FIXE », « MOBILE »"),
        ("'A' / 'B' ; 'C'", "« A », « B », « C »"),
        ("FIXE ou MOBILE", "« FIXE », « MOBILE »"),
        ("« A », ou null", "« A » ou null"),
        ("Toujours null", "Toujours la valeur : null"),
    ],
)
def test_a_format_that_is_not_understood_is_told_with_the_whole_right_form(
    text: str, forms: str
) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text)
    assert caught.value.message.fr.endswith(f". Écrivez : {forms}")
    assert caught.value.message.en.endswith(f". Write: {forms.replace('ou bien', 'or else')}")
    assert all(str(parse(form)) == form for form in forms.split(", ou bien "))


@pytest.mark.parametrize("text", ["JJ/MM/AA", "MAMAN", "JJ MM AA"])
def test_what_is_no_whole_date_gets_no_form_of_its_own(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text)
    assert "Écrivez :" not in caught.value.message.fr


@pytest.mark.parametrize(
    ("text", "form", "asked"),
    [
        ("FLOAT (1 850,00 max)", 2, "value <= 1850.00"),
        ("FLOAT (MAX 1\u202f850,00 €)", 2, "value <= 1850.00"),
        ("FLOAT (≤ 1850.5)", 1, "value <= 1850.5"),
        ("FLOAT (min 1,00, max 1 850,00)", 2, "value >= 1.00 and value <= 1850.00"),
        ("FLOAT (2 chiffres après le point, max 1 850)", 2, "value <= 1850"),
        ("montant au plus 1 850 euros ou null", None, "value <= 1850"),
    ],
)
def test_the_bounds_of_an_amount_are_told_as_what_a_rule_asks(
    text: str, form: int | None, asked: str
) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text)
    right = str(OrNull(Float(form)) if "null" in text else Float(form))
    assert f". Écrivez : {right}. " in caught.value.message.fr
    assert caught.value.message.fr.endswith(f"ajoutez une règle, « assert: {asked} »")
    assert caught.value.message.en.endswith(f"add a rule, “assert: {asked}”")


@pytest.mark.parametrize(
    "text",
    [
        "POURCENT",
        "FLOAT (1 850,00)",
        "FLOAT (max 1 2)",
        "VARCHAR (",
        "INTEGER (1 500)",
        "VARCHAR (5 à 10)",
        "FLOAT (deux)",
        "A",
        "()",
        "«",
    ],
)
def test_what_could_mean_anything_is_given_no_form(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text)
    assert "Écrivez" not in caught.value.message.fr


def test_a_number_of_digits_that_no_number_has_is_a_fault() -> None:
    assert parse("FLOAT (100 chiffres après le point)")
    with pytest.raises(NotationError) as caught:
        parse("FLOAT (99999999999 chiffres après le point)")
    assert caught.value.message.fr == "lu « 99999999999 », attendu : 100 au plus"
    assert (caught.value.start, caught.value.end) == (7, 18)
