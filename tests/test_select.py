"""Selectors in JSONPath: the same place as a balise, or a refusal; never nothing in silence."""

from __future__ import annotations

from typing import Any

import pytest

from segur_lint.errors import NotationError
from segur_lint.select import place
from tests.test_author import MODEL, PACK, edit, programs
from tests.test_model import model
from tests.test_resolve import TWINS


@pytest.mark.parametrize(
    ("selector", "balise"),
    [
        ("$.reference", "reference"),
        ("$['reference']", "reference"),
        ("$.commandes", "commandes"),
        ("$.commandes[*].numero", "numero"),
        ("$['commandes'][*]['numero']", "numero"),
        ("$.commandes[*].adresse", "adresse"),
        ("$.commandes[*].adresse.ville", "ville"),
        ("$.commandes[*].articles", "articles"),
        ("$.commandes[*].articles[*].prix", "prix"),
        ("$.commandes[*].articles[*].etiquettes[*]", "etiquette"),
        ("$..numero", "numero"),
        ("$..ville", "ville"),
        ("$..adresse.ville", "ville"),
        ("$..articles[*].prix", "prix"),
        ("$.commandes[*]..prix", "prix"),
        ("$.commandes..prix", "prix"),
        ("$.commandes[*].articles..etiquettes[*]", "etiquette"),
        ("$..etiquettes[*]", "etiquette"),
        ("$.commandes[*].adresse..ville", "ville"),
    ],
)
def test_a_selector_looks_where_a_balise_does(selector: str, balise: str) -> None:
    made = model()
    scope, slot, conditions = place(selector, made)
    (found,) = made.find(balise)
    assert (scope.number, slot, conditions) == (found.scope, found.index, [])


@pytest.mark.parametrize(
    ("selector", "element"),
    [
        ("$", "fichier"),
        ("$.commandes[*]", "commande"),
        ("$.commandes[*].articles[*]", "article"),
        ("$..articles[*]", "article"),
    ],
)
def test_a_selector_of_elements_looks_where_each_does(selector: str, element: str) -> None:
    made = model()
    scope, slot, conditions = place(selector, made)
    assert (scope.element, slot, conditions) == (element, None, [])


@pytest.mark.parametrize(
    ("selector", "conditions"),
    [
        ("$.commandes[0].numero", [(0, 1)]),
        ("$.commandes[12].adresse.ville", [(0, 13)]),
        ("$.commandes[0].articles[2].prix", [(1, 1), (0, 3)]),
        ("$.commandes[*].articles[2].prix", [(0, 3)]),
        ("$.commandes[3].articles[*].prix", [(1, 4)]),
        ("$.commandes[0]..etiquettes[1]", [(2, 1), (0, 2)]),
        ("$.commandes[0].codes[1]", [(1, 1), (0, 2)]),
    ],
)
def test_a_position_becomes_a_condition(selector: str, conditions: list[tuple[int, int]]) -> None:
    found = place(selector, model())[2]
    assert found == [
        ["cmp", "==", ["position", hops], ["lit", "number", str(number)]]
        for hops, number in conditions
    ]


@pytest.mark.parametrize(
    ("selector", "fr", "en"),
    [
        ("$.zut", "« zut » n'est pas à cet endroit", "“zut” is not at this place"),
        ("$.referense", "« reference »", "“reference”"),
        ("$.numero", "« numero » n'est pas à cet endroit", "is not at this place"),
        ("$.commandes.numero", "« numero » n'est pas à cet endroit", "is not at this place"),
        ("$.commandes[*].ville", "« ville » n'est pas à cet endroit", "is not at this place"),
        ("$.commandes[*].adresse.vile", "« ville »", "“ville”"),
        ("$.reference[*]", "« reference » n'est pas une liste", "not a list"),
        ("$[*]", "« $ » n'est pas une liste", "not a list"),
        ("$[0]", "« $ » n'est pas une liste", "not a list"),
        ("$.commandes[*].adresse[*]", "« adresse » n'est pas une liste", "not a list"),
        (
            "$.commandes[*].codes[*].code",
            "« code » n'est pas à cet endroit",
            "is not at this place",
        ),
        ("$.commandes[*][*]", "« $ » n'est pas une liste", "not a list"),
        ("$..zut", "n'a pas là de balise « zut »", "has no “zut”"),
        ("$..monttant", "« montant »", "“montant”"),
        ("$..etiquette", "n'a pas là de balise « etiquette »", "has no “etiquette”"),
        (
            "$.commandes[0]..reference",
            "n'a pas là de balise « reference »",
            "has no “reference” there",
        ),
        (
            "$.commandes[*].adresse..numero",
            "n'a pas là de balise « numero »",
            "has no “numero” there",
        ),
        (
            "$.commandes[*].adresse..adresse",
            "n'a pas là de balise « adresse »",
            "has no “adresse” there",
        ),
        ("$.reference..numero", "n'a pas là de balise « numero »", "has no “numero” there"),
        ("reference", "« $ »", "“$”"),
        ("$.commandes[-1]", "depuis le début", "from the start"),
        ("$.commandes[?(@.a)]", "filtres", "filters"),
    ],
)
def test_a_selector_that_could_select_nothing_is_refused(selector: str, fr: str, en: str) -> None:
    with pytest.raises(NotationError) as caught:
        place(selector, model())
    assert fr in caught.value.message.fr
    assert en in caught.value.message.en
    assert 0 <= caught.value.start < caught.value.end <= len(selector) + 1


@pytest.mark.parametrize("selector", ["$..ville", "$..codes[*]", "$.commandes[*]..note"])
def test_a_name_in_two_places_is_refused_after_two_dots(selector: str) -> None:
    with pytest.raises(NotationError) as caught:
        place(selector, model(TWINS))
    assert "plusieurs endroits" in caught.value.message.fr


@pytest.mark.parametrize(
    "selector", ["$..retour.ville", "$.commandes[*].retour..ville", "$..articles[*]..codes[*]"]
)
def test_what_comes_before_the_two_dots_tells_them_apart(selector: str) -> None:
    assert place(selector, model(TWINS))[1] is not None


@pytest.mark.parametrize(
    ("row", "selector"),
    [
        ("    balise: reference", "    selector: $.reference"),
        ("    balise: montant", "    selector: $..montant"),
        ("    each: commande", "    selector: $.commandes[*]"),
    ],
)
def test_a_row_with_a_selector_is_the_row_with_a_balise(row: str, selector: str) -> None:
    def asked(pack: str) -> list[dict[str, Any]]:
        return [{**rule, "target": None} for rule in programs(pack, MODEL)["essai"]["rules"]]

    assert asked(edit(PACK, row, selector)) == asked(PACK)


def test_the_condition_of_a_position_joins_that_of_the_row() -> None:
    pack = edit(PACK, "    each: commande", "    selector: $.commandes[0]")
    (rule,) = (each for each in programs(pack)["essai"]["rules"] if each["id"] == "CMD-002")
    assert rule["when"][0] == "and"
    assert rule["when"][1][0] == ["cmp", "==", ["position", 0], ["lit", "number", "1"]]
