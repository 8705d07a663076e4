"""Sentences in two languages, and how names and values are shown inside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_lint.text import SHOWN, Text, fold, grouped, listed, nearest, printable, shorten

SPACES = "\u00a0\u202f\u2009\u3000"


def test_a_text_gives_its_french_unless_english_is_asked_for() -> None:
    text = Text("oui", "yes")
    assert (text.get("fr"), text.get("en"), text.get("de")) == ("oui", "yes", "oui")


def test_two_texts_are_equal_where_both_languages_are() -> None:
    assert Text("a", "b") == Text("a", "b")
    assert len({Text("a", "b"), Text("a", "b"), Text("a", "c")}) == 2
    assert Text("a", "b") != Text("a", "c")
    assert Text("a", "b") != "a"
    assert repr(Text("é", "e")) == "Text('é', 'e')"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", ""),
        ("ABC 123", "ABC 123"),
        ("déjà « vu » œ €", "déjà « vu » œ €"),
        ("12\u00a0000\u202f€", "12\u00a0000\u202f€"),
        ("😀 日本", "😀 日本"),
        ("a\nb\rc\td", "a\\u000Ab\\u000Dc\\u0009d"),
        ("\x1b[31mrouge", "\\u001B[31mrouge"),
        ("\x7f\x85\x9b", "\\u007F\\u0085\\u009B"),
        ("a\u202eb\u200bc\ufeffd", "a\\u202Eb\\u200Bc\\uFEFFd"),
        ("\ud800", "\\uD800"),
        ("\U000e0001", "\\U000E0001"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_what_a_terminal_could_obey_or_hide_is_spelt_out(value: str, shown: str) -> None:
    assert printable(value) == shown


@settings(deadline=None)
@given(st.text(st.characters()))
def test_what_is_shown_is_always_printable(value: str) -> None:
    shown = printable(value)
    assert all(char.isprintable() or char in SPACES for char in shown)
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        ("a" * SHOWN, SHOWN, "a" * SHOWN),
        ("a" * (SHOWN + 1), SHOWN, "a" * (SHOWN - 1) + "…"),
        ("abcdef", 4, "abc…"),
        ("abcd", 4, "abcd"),
        ("\n" * 5, 3, "\\u000A\\u000A…"),
    ],
)
def test_a_long_value_is_cut_with_an_ellipsis(value: str, limit: int, shown: str) -> None:
    assert shorten(value, limit) == shown


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_a_shortened_value_never_exceeds_the_limit(value: str) -> None:
    assert len(shorten(value)) <= SHOWN


KNOWN = ["SIRET", "reference", "numeroLigne", "date_facture", "été"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("siret", "SIRET"),
        ("Siret ", "SIRET"),
        ("num_ero-ligne", "numeroLigne"),
        ("numéroLigne", "numeroLigne"),
        ("dateFacture", "date_facture"),
        ("refernce", "reference"),
        ("ete", "été"),
        ("ÉTÉ", "été"),
    ],
)
def test_a_near_miss_names_what_was_meant(name: str, meant: str) -> None:
    assert nearest(name, KNOWN) == meant


LONG = ["montantTotalHTFacture", "dateFacture", "date2Livraison", "codePostalVille", "rueEtVille"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("montantHT", "montantTotalHTFacture"),
        ("MontantHT", "montantTotalHTFacture"),
        ("montant_ht", "montantTotalHTFacture"),
        ("montantFacture", "montantTotalHTFacture"),
        ("dateEmissionDeLaFacture", "dateFacture"),
        ("dateDuBonDeLivraison2", None),  # in another order
        ("codePostalDeLaVilleOuCommune", "codePostalVille"),
        ("codeVille", "codePostalVille"),
        ("date", None),  # one word only
        ("montant_", "montantTotalHTFacture"),  # a part of a single name
        ("HTmontant", None),
        ("montantTTC", None),
        ("montantht", None),  # one word for whoever reads it so
    ],
)
def test_words_left_out_or_added_still_name_what_was_meant(name: str, meant: str | None) -> None:
    assert nearest(name, LONG) == meant


IDS = ["KIN-001", "KIN-003", "KIN-013", "KIN-103", "KIN-130", "LOT-13A", "A-1", "A-01"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("KIN-13", "KIN-013"),
        ("KIN-0013", "KIN-013"),
        ("kin13", "KIN-013"),
        ("KIN-3", "KIN-003"),
        ("KIN-130", "KIN-130"),
        ("KIN-0130", "KIN-130"),
        ("LOT-013A", "LOT-13A"),
        ("A-1", "A-1"),
        ("A-001", "A-01"),  # two have that number: the nearest
        ("XYZ-013", None),
    ],
)
def test_the_same_number_with_other_zeros_is_nearer_than_another(
    name: str, meant: str | None
) -> None:
    assert nearest(name, IDS) == meant


def test_words_that_two_names_have_name_neither() -> None:
    assert nearest("montantHT", ["montantTotalHTFacture", "montantPartielHTCommande"]) is None


@pytest.mark.parametrize("name", ["", "---", "x", "commentaire", "SIREN et autres", "r" * 10_000])
def test_what_resembles_nothing_names_nothing(name: str) -> None:
    assert nearest(name, KNOWN) is None


@pytest.mark.parametrize(
    ("number", "fr", "en"),
    [
        (0, "0", "0"),
        (9_999, "9999", "9999"),
        (10_000, "10\u00a0000", "10,000"),
        (3_000_001, "3\u00a0000\u00a0001", "3,000,001"),
        (-12_345, "-12\u00a0345", "-12,345"),
    ],
)
def test_the_digits_of_a_long_number_are_grouped(number: int, fr: str, en: str) -> None:
    assert grouped(number) == Text(fr, en)


def test_a_list_of_names_that_is_cut_says_so() -> None:
    assert listed("ab") == Text("Noms connus : a, b.", "Known names: a, b.")
    assert listed(map(str, range(31))).fr.endswith("28, 29, …")
    assert listed(()).fr == "Noms connus : —."


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("a", []) is None


def test_a_name_that_is_a_long_run_of_accents_is_no_trouble() -> None:
    assert nearest("a" + "\u0301\u0323" * 200_000, KNOWN) is None


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=20), min_size=1), st.data())
def test_a_known_name_means_itself_or_one_spelt_alike(
    names: list[str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(names))
    found = nearest(name, names)
    assert found is not None
    assert fold(found) == fold(name)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_for_ascii(name: str) -> None:
    if name.isascii():
        assert fold(fold(name)) == fold(name)
