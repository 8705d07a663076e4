"""What the names of an expression stand for, and which expressions are refused."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.document import Document, read
from segur_lint.errors import NotationError
from segur_lint.evaluate import build
from segur_lint.filenames import NameMatcher
from segur_lint.frames import UNKNOWN
from segur_lint.lang import filename
from segur_lint.lang.expression import alone
from segur_lint.model import Model
from segur_lint.naming import NameNotation, Names, Row
from segur_lint.readas import LITERAL_KINDS, meant
from segur_lint.resolve import Resolver
from segur_lint.source import Source
from segur_lint.walk import Walker
from tests.test_author import MODEL
from tests.test_model import model

TWINS = MODEL.replace(
    "      codes:\n",
    "      retour:\n        balises:\n          ville: value\n          note: value\n      codes:\n",
).replace(
    "          prix: value\n",
    "          prix: value\n          note: value\n          codes:\n            list of: code d'article\n",
)
PARAMS: dict[str, list[Any]] = {
    "maximum": ["lit", "number", "10.00"],
    "prefixe": ["lit", "text", "ABC"],
    "debut": ["lit", "date", "2024-09-12"],
    "poids": ["lit", "size", 3000000],
    "numero": ["lit", "text", "hidden by the balise of that name"],
}
PARTS = filename.parse("CODE-numero.ext", ["CODE", "numero", "ext"])
MATCHERS = [
    NameMatcher({"notation": "x", "pieces": PARTS.plain(), "called": ["code", "rang", "ext"], "formats": []})
] * 2  # fmt: skip


def resolver(at: str = "commande", text: str = MODEL) -> Resolver:
    """A resolver for a row on an element (`commande`) or on a balise (`=montant`)."""
    made = model(text)
    (nom,) = made.find("nom")
    names = Names(
        made,
        (
            NameNotation("fichier", None, ("code", "rang", "ext")),
            NameNotation("article", nom, ("code", "rang", "ext")),
        ),
        PARAMS,
    )
    if at.startswith("="):
        (slot,) = made.find(at[1:])
        return Resolver(names, Row(made.scopes[slot.scope], slot.index))
    return Resolver(names, Row(made.elements()[at], None))


def values(text: str, document: Any, at: str = "commande", shape: str = MODEL) -> list[Any]:
    """What an expression is on each element that the row looks at."""
    rows = resolver(at, shape)
    closure = build(rows.value(text), MATCHERS)
    found = read(Source("d.json", json.dumps(document).encode()))
    assert isinstance(found, Document)
    walked = Walker(rows.model.plain()).walk(found.value)
    walked.root.values[-2:] = ["A-7.json", 120]
    return [closure(frame, frame) for frame in walked.frames[rows.row.scope.number]]


def article(nom: str, prix: int, *etiquettes: str, **more: Any) -> dict[str, Any]:
    return {"nom": nom, "prix": prix, "etiquettes": list(etiquettes), **more}


DOCUMENT: dict[str, Any] = {
    "reference": "ABC123",
    "depot": "2024-09-12",
    "commandes": [
        {
            "numero": 1, "montant": 30, "adresse": {"ville": "Lyon", "pays": "FR"}, "codes": ["a", "b"],
            "articles": [article("A-1.pdf", 10, "rouge"), article("B-2.png", 20, "vert", "rouge")],
        },
        {
            "numero": 2, "montant": 5, "adresse": {"ville": "Brest", "pays": "FR"}, "codes": [],
            "articles": [article("zut", 5)],
        },
        {"numero": 4, "montant": None, "adresse": {"ville": "Nice", "pays": "FR"}, "codes": ["a"], "articles": []},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        pytest.param("commande", "numero", [1, 2, 4], id="a balise of the element"),
        pytest.param("commande", "ville", ["Lyon", "Brest", "Nice"], id="a balise in a bloc of the element"),
        pytest.param("commande", "adresse.ville", ["Lyon", "Brest", "Nice"], id="with the bloc's name"),
        pytest.param("commande", "reference", ["ABC123"] * 3, id="a balise of the file, from an element"),
        pytest.param("article", "reference", ["ABC123"] * 3, id="a balise of the file, from an element of an element"),
        pytest.param("article", "numero", [1, 1, 2], id="a balise of the element around"),
        pytest.param("etiquette", "prix", [10, 20, 20], id="a balise of the element around, two lists down"),
        pytest.param("etiquette", "montant", [30, 30, 30], id="a balise of the element around that one"),
        pytest.param("=etiquette", "value", ["rouge", "vert", "rouge"], id="value is the element of a list of values"),
        pytest.param("=numero", "value", [1, 2, 4], id="value is the balise of the row"),
        pytest.param("=numero", "previous", [UNKNOWN, 1, 2], id="previous is the same balise of the element before"),
        pytest.param("=prix", "previous", [UNKNOWN, 10, UNKNOWN], id="previous begins anew in each list"),
        pytest.param("=etiquette", "previous", [UNKNOWN, UNKNOWN, "vert"], id="previous in a list of values"),
        pytest.param("commande", "position", [1, 2, 3], id="position is the number of the element"),
        pytest.param("article", "position", [1, 2, 1], id="position begins anew in each list"),
        pytest.param("fichier", "maximum", [10], id="a parameter"),
        pytest.param("commande", "numero", [1, 2, 4], id="a balise hides a parameter of its name"),
        pytest.param("fichier", "fichier.nom", ["A-7.json"], id="the name of the file"),
        pytest.param("article", "fichier.taille", [120] * 3, id="the size of the file, from anywhere"),
        pytest.param("fichier", "fichier.code", ["A"], id="a part of the name of the file"),
        pytest.param("etiquette", "fichier.rang", ["7"] * 3, id="a part of the name of the file, from anywhere"),
        pytest.param("article", "nom.code", ["A", "B", UNKNOWN], id="a part of a name in a balise"),
        pytest.param("etiquette", "nom.ext", ["pdf", "png", "png"], id="a part of a name of the element around"),
        pytest.param("commande", "montant + 1", [31, 6, UNKNOWN], id="a sum with null is undecided"),
        pytest.param("commande", 'montant in (5, 30)', [True, True, False], id="membership"),
        pytest.param("commande", 'montant not in (5, 30)', [False, False, True], id="no membership"),
        pytest.param("commande", "montant == null", [False, False, True], id="null is compared with anything"),
        pytest.param("commande", "not montant > 6", [False, True, UNKNOWN], id="not"),
        pytest.param("commande", 'starts_with(reference, "{prefixe}1")', [True] * 3, id="a parameter in a text"),
        pytest.param("commande", 'date(depot, "AAAA-MM-JJ") >= debut', [True] * 3, id="a date parameter"),
        pytest.param("commande", "fichier.taille < poids", [True] * 3, id="a size parameter"),
        pytest.param("commande", 'conforms(reference, "VARCHAR (type « {prefixe}XXX »)")', [True] * 3, id="a format with a parameter"),
    ],
)  # fmt: skip
def test_a_name_stands_for_this(at: str, text: str, expected: list[Any]) -> None:
    found = values(text, DOCUMENT, at)
    assert found == expected
    assert [type(each) is bool for each in found] == [type(each) is bool for each in expected]


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        pytest.param("fichier", "count(commandes)", [3], id="elements of a list"),
        pytest.param("commande", "count(articles)", [2, 1, 0], id="elements of a list of the element"),
        pytest.param("fichier", "count(articles)", [3], id="elements of the lists in a list"),
        pytest.param("fichier", "count(etiquettes)", [3], id="three lists deep"),
        pytest.param("commande", "count(etiquettes)", [3, 0, 0], id="two lists deep, from an element"),
        pytest.param("commande", "count(commandes)", [3, 3, 3], id="the list around the element"),
        pytest.param("etiquette", "count(articles)", [2, 2, 2], id="the list around, from far down"),
        pytest.param("commande", "count(articles where prix > 10)", [1, 0, 0], id="elements of which something holds"),
        pytest.param("commande", "count(articles where prix < montant)", [2, 0, 0], id="with a balise of the element around"),
        pytest.param("commande", 'any(etiquettes where etiquette == "vert")', [True, False, False], id="any, in lists of values"),
        pytest.param("commande", "all(articles where prix > 5)", [True, False, True], id="all, of nothing too"),
        pytest.param("commande", "any(codes where code == reference)", [False, False, False], id="any, of values against the file"),
        pytest.param("=numero", "count(commandes where numero == value)", [1, 1, 1], id="value is the row's, inside too"),
        pytest.param("=numero", "count(commandes where numero == position)", [1, 1, 0], id="position is the row's, inside too"),
        pytest.param("=prix", "count(articles where prix == value)", [1, 1, 1], id="and in a list in a list"),
        pytest.param("commande", 'any(articles where any(etiquettes where etiquette == "vert"))', [True, False, False], id="a list in a list, named in turn"),
        pytest.param("commande", 'any(articles where nom.ext == "pdf")', [True, UNKNOWN, False], id="parts of names inside"),
        pytest.param("fichier", "any(commandes where montant > 100)", [UNKNOWN], id="undecided where one is"),
        pytest.param("fichier", "any(commandes where montant > 10)", [True], id="decided where one is enough"),
        pytest.param("fichier", "all(commandes where montant > 10)", [False], id="decided where one is too many"),
        pytest.param("fichier", "count(commandes where montant > 10)", [UNKNOWN], id="no count of what is undecided"),
        pytest.param("commande", "first(nom in articles where prix > 5)", ["A-1.pdf", UNKNOWN, UNKNOWN], id="a balise of the first of which something holds"),
        pytest.param("=montant", "first(numero in commandes where montant == value)", [1, 2, 4], id="the first of a list around"),
        pytest.param("=numero", "first(ville in commandes where numero != row.numero)", ["Brest", "Lyon", "Lyon"], id="the first that is not the row's own"),
        pytest.param("commande", 'first(nom.ext in articles where nom.code == "B")', ["png", UNKNOWN, UNKNOWN], id="a part of a name of the first"),
        pytest.param("commande", "first(prix in articles where prix > 0) + 1 == 11", [True, False, UNKNOWN], id="the first in a sum"),
    ],
)  # fmt: skip
def test_a_quantifier_looks_at_these_elements(at: str, text: str, expected: list[Any]) -> None:
    assert values(text, DOCUMENT, at) == expected


def test_a_list_that_is_not_there_leaves_a_quantifier_undecided() -> None:
    document = {"reference": "A", "depot": "B", "commandes": [{"articles": [{}]}, {}]}
    assert values("count(articles)", document) == [1, UNKNOWN]
    assert values("count(etiquettes)", document) == [UNKNOWN, UNKNOWN]
    assert values("count(commandes)", {}, "fichier") == [UNKNOWN]


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        pytest.param("article", "note", ["proche"], id="the nearest of two names around"),
        pytest.param("article", "retour.note", ["loin"], id="the farther one, with its bloc"),
        pytest.param("commande", "retour.ville", ["Metz"], id="one of two, with its bloc"),
        pytest.param("commande", "count(codes)", [2], id="the list of the element, not that of its articles"),
        pytest.param("article", "count(codes)", [1], id="the list of the nearest element"),
        pytest.param("article", "count(commande.codes)", [2], id="the list of the element around, with its name"),
        pytest.param("commande", "count(article.codes)", [1], id="the lists of the articles, with their element's name"),
    ],
)  # fmt: skip
def test_of_two_balises_of_one_name_the_nearest_is_meant(
    at: str, text: str, expected: list[Any]
) -> None:
    document = {
        "commandes": [
            {
                "adresse": {"ville": "Lyon"},
                "retour": {"ville": "Metz", "note": "loin"},
                "codes": ["a", "b"],
                "articles": [{"note": "proche", "codes": ["c"]}],
            }
        ]
    }
    assert values(text, document, at, TWINS) == expected


REFUSED = [
    # names
    pytest.param("commande", "zut", "zut", "Ni balise, ni paramètre", "Neither", id="a name that nobody knows"),
    pytest.param("commande", "numero == True", "True", "« True ». Écrivez true, sans guillemets.", "Write true, without quotes.", id="true, as other languages write it"),
    pytest.param("commande", "numero == Oui", "Oui", "Écrivez true, sans", "Write true", id="yes, in French"),
    pytest.param("commande", "numero in (1, faux)", "faux", "Écrivez false, sans", "Write false", id="false, in French"),
    pytest.param("commande", "numero != vide", "vide", "Écrivez null, sans", "Write null", id="null, in French"),
    pytest.param("commande", "numero == GROUPEMENT", "GROUPEMENT", "Si c'est un texte, mettez-le entre guillemets : \"GROUPEMENT\".", "put it in quotes: \"GROUPEMENT\".", id="a text without its quotes"),
    pytest.param("commande", "montan > 1", "montan", "« montant »", "“montant”", id="a near miss of a balise"),
    pytest.param("commande", "maximun > 1", "maximun", "« maximum »", "“maximum”", id="a near miss of a parameter"),
    pytest.param("commande", "fichier.cod", "fichier.cod", "« fichier.code »", "“fichier.code”", id="a near miss of a part of a name"),
    pytest.param("article", "nom.exte", "nom.exte", "« nom.ext »", "“nom.ext”", id="a part that the notation does not have"),
    pytest.param("commande", "prix > 1", "prix", "any(… where …)", "any(… where …)", id="a balise of a list inside"),
    pytest.param("commande", 'nom.code == "A"', "nom.code", "any(… where …)", "any(… where …)", id="a part of a name in a list inside"),
    pytest.param("fichier", "numero > 1", "numero", "dans une liste", "in a list", id="a balise of a list, from the file"),
    pytest.param("commande", "value > 1", "value", "pas de sens ici", "means nothing here", id="value without a balise"),
    pytest.param("commande", "previous > 1", "previous", "pas de sens ici", "means nothing here", id="previous without a balise"),
    pytest.param("=reference", "previous == value", "previous", "élément de liste", "element of a list", id="previous where there is one only"),
    pytest.param("fichier", "position > 1", "position", "élément de liste", "element of a list", id="position where there is one only"),
    # functions
    pytest.param("commande", "lenght(ville) > 1", "lenght", "« length »", "“length”", id="a misspelt function"),
    pytest.param("commande", "f(ville)", "f", "Noms connus : length", "Known names: length", id="a function that nobody knows"),
    pytest.param("commande", "luhn()", "luhn()", "1 argument(s), 0 donné", "1 argument(s), 0 given", id="no argument"),
    pytest.param("commande", "luhn(ville, pays)", "luhn(ville, pays)", "1 argument(s), 2 donné", "2 given", id="an argument too many"),
    pytest.param("commande", "luhn(position)", "position", "est un nombre ; attendu : un texte", "is a number; expected: a text", id="a number for a text"),
    pytest.param("commande", 'multiple_of("5", 2)', '"5"', "est un texte", "is a text", id="a text for a number"),
    pytest.param("commande", 'sure(length(ville))', "length(ville)", "vrai ou faux", "true or false", id="a number for a truth"),
    pytest.param("commande", "conforms(ville, pays)", "pays", "entre guillemets", "in quotes", id="a format that is not written out"),
    pytest.param("commande", 'conforms(ville, "VARCHARR")', '"VARCHARR"', "VARCHAR", "VARCHAR", id="a format that is none"),
    pytest.param("commande", 'is_date(ville, "jour")', '"jour"', "forme d'une date", "form of a date", id="a pattern without day or year"),
    pytest.param("commande", 'date(depot, "DD/MM/YYYY") >= debut', '"DD/MM/YYYY"', "il y faut JJ, MM et AAAA", "Write for example “JJ/MM/AAAA”", id="a pattern in English"),
    pytest.param("commande", 'is_date(depot, "MM/AAAA")', '"MM/AAAA"', "Écrivez par exemple « JJ/MM/AAAA »", "it needs JJ (day), MM (month) and AAAA (year)", id="a pattern without day"),
    pytest.param("commande", 'is_date(ville, 12)', "12", "entre guillemets", "in quotes", id="a pattern that is a number"),
    pytest.param("commande", 'ville == "{prefix}"', '"{prefix}"', "« prefixe »", "“prefixe”", id="an unknown parameter in a text"),
    pytest.param("commande", 'ville == "{zzz}"', '"{zzz}"', "Paramètre inconnu « zzz »", "Unknown parameter “zzz”", id="a parameter that nobody knows"),
    # kinds
    pytest.param("commande", "ville", None, None, None, id="a balise alone may be true or false"),
    pytest.param("commande", "position", "position", "vrai ou faux", "true or false", id="a number is not"),
    pytest.param("commande", '"x"', '"x"', "vrai ou faux", "true or false", id="a text is not"),
    pytest.param("commande", "null", "null", "null", "null", id="null is not"),
    pytest.param("commande", 'montant > "5"', '"5"', "est un texte", "is a text", id="texts have no order"),
    pytest.param("commande", 'position == "1"', '"1"', "attendu : un nombre", "expected: a number", id="a number is never a text"),
    pytest.param("commande", "debut > 5", "5", "attendu : une date", "expected: a date", id="a date is never a number"),
    pytest.param("commande", 'position in (1, "2")', '"2"', "attendu : un nombre", "expected: a number", id="nor among texts"),
    pytest.param("commande", "not position", "position", "vrai ou faux", "true or false", id="not a number"),
    pytest.param("commande", "ville == pays and position", "position", "vrai ou faux", "true or false", id="and a number"),
    pytest.param("commande", "position or ville == pays", "position", "vrai ou faux", "true or false", id="or a number"),
    pytest.param("commande", 'position + "1" > 2', '"1"', "attendu : un nombre", "expected: a number", id="a sum with a text"),
    pytest.param("commande", "count(articles)", "articles", "vrai ou faux", "true or false", id="a count is a number"),
    pytest.param("commande", "count(articles where prix + 1) > 0", "prix + 1", "vrai ou faux", "true or false", id="a condition that is a number"),
    # lists
    pytest.param("commande", 'first(zzz in articles where prix > 1) == 1', "zzz", "Nom inconnu", "Unknown name", id="an unknown name in first"),
    pytest.param("commande", 'first(nom in articles where prix + 1) == "a"', "prix + 1", "vrai ou faux", "true or false", id="a condition of first that is a number"),
    pytest.param("commande", 'first(nom in articles where prix > 1)', None, "", "", id="first says what its balise does"),
    pytest.param("commande", "any(article where prix > 1)", "article", "« articles »", "“articles”", id="the element for its list"),
    pytest.param("commande", "count(zzz) > 1", "zzz", "Noms connus : commandes", "Known names: commandes", id="a list that nobody knows"),
    pytest.param("commande", "count(ville) > 1", "ville", "n'est pas une liste", "is not a list", id="a balise that is no list"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "text", "caret", "fr", "en"), REFUSED)
def test_an_expression_that_means_nothing_is_refused_at_its_word(
    at: str, text: str, caret: str | None, fr: str, en: str
) -> None:
    if caret is None:
        assert resolver(at).truth(text)
        return
    with pytest.raises(NotationError) as caught:
        resolver(at).truth(text)
    assert text[caught.value.start : caught.value.end] == caret
    assert fr in caught.value.message.fr
    assert en in caught.value.message.en


_PARAM = "Ce paramètre vaut le texte « {} » : écrivez-y {}, sans guillemets."


@pytest.mark.parametrize(
    ("text", "param", "more"),
    [
        ("fichier.taille <= limite", "1 500 Mo", _PARAM.format("1 500 Mo", "1500 Mo")),
        ("fichier.taille <= limite", "1 500 000 octets", _PARAM.format("1 500 000 octets", "1500000 octets")),
        ("fichier.taille <= limite", "1,5 Mo", _PARAM.format("1,5 Mo", "1.5 Mo")),
        ("fichier.taille <= limite", "3 MB", _PARAM.format("3 MB", "3 Mo")),
        ("fichier.taille <= limite", "3 mo", _PARAM.format("3 mo", "3 Mo")),
        ("montant <= limite", "12", _PARAM.format("12", "12")),  # in quotes
        ("montant <= limite", "1 500,00 €", _PARAM.format("1 500,00 €", "1500.00")),
        ("montant + limite > 1", "1\u00a0500", _PARAM.format("1\u00a0500", "1500")),
        ("position == limite", "12", _PARAM.format("12", "12")),
        ("debut > limite", "15/06/2024", _PARAM.format("15/06/2024", "2024-06-15")),
        ("montant > limite", "5/6/2024", _PARAM.format("5/6/2024", "2024-06-05")),
        # No such day, not of that kind, no number at all.
        ("debut > limite", "31/02/2024", _PARAM.format("31/02/2024", "un nombre (1500.00, 1500 Mo) ou une date (2024-06-15)")),
        ("position == limite", "15/06/2024", _PARAM.format("15/06/2024", "un nombre (1500.00, 1500 Mo)")),
        ("montant > limite", "20 %", _PARAM.format("20 %", "un nombre (1500.00, 1500 Mo) ou une date (2024-06-15)")),
        ("montant > limite", "30 jours", _PARAM.format("30 jours", "un nombre (1500.00, 1500 Mo) ou une date (2024-06-15)")),
        ("montant > limite", "x" * 99, _PARAM.format("x" * 59 + "…", "un nombre (1500.00, 1500 Mo) ou une date (2024-06-15)")),
        # A text in quotes where it stands.
        ('montant > "5"', "", "Écrivez 5, sans guillemets."),
        ('montant > "1 500,00"', "", "Écrivez 1500.00, sans guillemets."),
        ('debut > "15/06/2024"', "", "Écrivez 2024-06-15, sans guillemets."),
        ('montant > "A"', "", ""),
        ("starts_with(reference, maximum)", "", 'Pour que ce paramètre soit un texte, écrivez-y "10.00", entre guillemets.'),
        ("starts_with(reference, poids)", "", ""),
        ("limite", "12", ""),
        ("luhn(position)", "", ""),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_told_with_what_to_write(
    text: str, param: str, more: str
) -> None:
    found = resolver("commande")
    params = {**PARAMS, "limite": ["lit", "text", param]}
    found.names = Names(found.names.model, found.names.notations, params)
    with pytest.raises(NotationError) as caught:
        found.truth(text)
    said, _, added = caught.value.message.fr.partition(". ")
    assert added == more
    assert "attendu : " in said
    assert caught.value.message.en != caught.value.message.fr


@given(st.text(st.sampled_from("0123456789 ,.€MoKB/-x\u00a0"), max_size=50), st.sampled_from(["number", "date"]))  # fmt: skip
def test_what_is_advised_for_a_value_is_read_as_one(text: str, wanted: str) -> None:
    advised = meant(text, [wanted])
    assert advised is None or LITERAL_KINDS[str(alone(advised)[1])] == wanted


@pytest.mark.parametrize(
    ("at", "text", "choices"),
    [
        ("commande", "ville == pays", "adresse.ville, retour.ville"),
        ("fichier", "count(codes) > 1", "commande.codes, article.codes"),
    ],
)
def test_a_name_that_two_balises_have_asks_for_the_bloc(at: str, text: str, choices: str) -> None:
    with pytest.raises(NotationError) as caught:
        resolver(at, TWINS).truth(text)
    assert caught.value.message.fr.endswith(f"Précisez : {choices}.")
    assert caught.value.message.en.endswith(f"Be precise: {choices}.")


@pytest.mark.parametrize("part", ["adresse", "retour"])
def test_a_notation_of_another_balise_gives_no_part(part: str) -> None:
    with pytest.raises(NotationError):
        resolver("commande").truth(f'{part}.code == "A"')


def names(made: Model) -> list[str]:
    return [
        *made.names(),
        "value",
        "position",
        "fichier.nom",
        "nom.code",
        "maximum",
        "prefixe",
        "1",
        '"x"',
        "null",
    ]


_NAME = st.sampled_from(names(model()))
_EXPRESSION = st.recursive(
    _NAME,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["==", "<=", "+", "and", "or"]), inner).map(
            lambda three: f"({' '.join(three)})"
        ),
        inner.map(lambda one: f"(not {one})"),
        st.tuples(st.sampled_from(["luhn", "length", "sure", "lower"]), inner).map(
            lambda two: f"{two[0]}({two[1]})"
        ),
        st.tuples(st.sampled_from(["any", "all", "count"]), st.sampled_from(["articles", "codes", "commandes"]), inner)
        .map(lambda three: f"{three[0]}({three[1]} where {three[2]})"),
        st.tuples(_NAME.filter(lambda name: name[0] not in '1"'), st.sampled_from(["articles", "commandes"]), inner)
        .map(lambda three: f"first({three[0]} in {three[1]} where {three[2]})"),
    ),
    max_leaves=6,
)  # fmt: skip


@given(_EXPRESSION, st.sampled_from(["fichier", "commande", "article", "etiquette", "=prix"]))
def test_whatever_is_accepted_can_be_evaluated_and_stored(text: str, at: str) -> None:
    rows = resolver(at)
    place = None
    try:
        code = rows.value(text)
    except NotationError as error:
        place = (error.start, error.end)
    if place is not None:
        assert 0 <= place[0] < place[1]
        return
    assert json.loads(json.dumps(code)) == code
    for found in values(text, DOCUMENT, at):
        assert (
            found is None
            or isinstance(found, str | int | bool | list | dict)
            or found is UNKNOWN
            or hasattr(found, "as_tuple")
        )
