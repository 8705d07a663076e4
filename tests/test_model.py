"""The model: which scopes and slots a file has, in each of its layouts."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from segur_lint.frames import UNKNOWN
from segur_lint.jsonvalue import Number
from segur_lint.model import Model
from segur_lint.modelfile import read_model
from segur_lint.source import Source
from segur_lint.walk import Walker
from segur_lint.yamlfile import load
from tests.test_author import MODEL, edit

if TYPE_CHECKING:
    from segur_lint.errors import AuthorError


def model(text: str = MODEL) -> Model:
    errors: list[AuthorError] = []
    source = Source("modele.yaml", text.encode())
    made = read_model(source, load(source), errors)
    assert errors == []
    assert made is not None
    return made


SOUND: dict[str, Any] = {
    "reference": "ABC123",
    "depot": None,
    "commandes": [
        {
            "numero": 1,
            "montant": 5,
            "adresse": {"ville": "Lyon", "pays": "FR"},
            "codes": ["a", "b"],
            "articles": [{"nom": "n", "prix": 1, "etiquettes": ["rouge", "vert"]}],
        }
    ],
}
FLAT: dict[str, Any] = {
    **SOUND,
    "commandes": [
        {
            **{key: value for key, value in SOUND["commandes"][0].items() if key != "adresse"},
            "ville": "Lyon",
            "pays": "FR",
        }
    ],
}


def misfits(value: Any, text: str = MODEL) -> list[tuple[str, str]]:
    """What is not as in the model: what, and its path."""
    walked = Walker(model(text).plain()).walk(value)
    return sorted(
        (
            each.what,
            ".".join(map(str, (*each.path, each.name)[: None if each.what != "kind" else -1])),
        )
        for each in walked.misfits
    )


def changed(at: list[Any], value: Any) -> Any:
    """The sound document with the value at a path changed; `...` removes it."""
    made = copy.deepcopy(SOUND)
    holder: Any = made
    for step in at[:-1]:
        holder = holder[step]
    if value is ...:
        del holder[at[-1]]
    else:
        holder[at[-1]] = value
    return made


def test_scopes_are_the_file_and_the_elements_of_each_list() -> None:
    found = [
        (scope.element, scope.parent, scope.list_index, scope.holds) for scope in model().scopes
    ]
    assert found == [
        ("fichier", None, 0, "object"),
        ("commande", 0, 0, "object"),
        ("code", 1, 0, "value"),
        ("article", 1, 1, "object"),
        ("etiquette", 3, 0, "value"),
    ]


def test_a_bloc_opens_no_scope_and_is_a_slot_itself() -> None:
    assert [(slot.name, slot.blocs, slot.scope) for slot in model().find("ville")] == [
        ("ville", ("adresse",), 1)
    ]
    assert [slot.scope for slot in model().find("adresse")] == [1]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ville", 1),
        ("adresse.ville", 1),
        ("commande.numero", 1),
        ("commande.ville", 1),
        ("fichier.reference", 1),
        ("etiquette", 1),
        ("adres.ville", 0),
        ("article.numero", 0),
        ("nulle_part", 0),
        ("Ville", 0),
    ],
)
def test_a_balise_is_found_by_its_name_alone_or_after_its_bloc_or_element(
    name: str, count: int
) -> None:
    assert len(model().find(name)) == count


def test_two_balises_of_one_name_are_both_found_and_told_apart_by_their_bloc() -> None:
    made = model(
        edit(
            MODEL,
            "      codes:",
            "      retour:\n        balises:\n          ville: value\n      codes:",
        )
    )
    assert len(made.find("ville")) == 2
    assert [slot.blocs for slot in made.find("retour.ville")] == [("retour",)]


def test_the_unit_is_the_scope_that_the_model_names() -> None:
    assert model().unit == 1
    assert model(edit(MODEL, "unit: commande\n", "")).unit is None


def test_without_layouts_blocs_are_nested() -> None:
    assert list(model(edit(MODEL, "layouts: [nested, flat]\n", "")).layouts) == ["nested"]


def test_the_plain_model_has_the_facts_on_the_file_after_its_balises() -> None:
    assert model().plain()["scopes"][0]["slots"] == [
        "reference", "depot", "commandes", "fichier.nom", "fichier.taille",
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "layout"), [(SOUND, "nested"), (FLAT, "flat"), ({}, "nested")])
def test_the_layout_is_the_one_whose_own_names_are_there(value: Any, layout: str) -> None:
    assert Walker(model().plain()).walk(value).layout.name == layout


@pytest.mark.parametrize("value", [SOUND, FLAT])
def test_both_layouts_give_the_same_values(value: Any) -> None:
    made = model()
    walked = Walker(made.plain()).walk(value)
    assert walked.misfits == []
    (ville,) = made.find("ville")
    (frame,) = walked.frames[1]
    assert frame.values[ville.index] == "Lyon"
    assert [each.values[0] for each in walked.frames[4]] == ["rouge", "vert"]


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (["depot"], "x"),
        (["commandes"], []),
        (["commandes", 0, "codes"], []),
        (["commandes", 0, "codes"], [None, 1, True]),
        (["commandes", 0, "montant"], None),
    ],
)
def test_a_value_of_any_kind_fits_where_the_model_has_a_value(at: list[Any], value: Any) -> None:
    assert misfits(changed(at, value)) == []


@pytest.mark.parametrize(
    ("at", "value", "found"),
    [
        (["depot"], ..., [("missing", "depot")]),
        (["zut"], Number("1"), [("unknown", "zut")]),
        (["depot"], [], [("kind", "depot")]),
        (["depot"], {}, [("kind", "depot")]),
        (["commandes"], None, [("kind", "commandes")]),
        (["commandes"], {}, [("kind", "commandes")]),
        (["commandes", 0], None, [("kind", "commandes.0")]),
        (["commandes", 0, "adresse"], [], [("kind", "commandes.0.adresse")]),
        (["commandes", 0, "adresse"], None, [("kind", "commandes.0.adresse")]),
        (["commandes", 0, "adresse"], {"ville": 1}, [("missing", "commandes.0.adresse.pays")]),
        (["commandes", 0, "codes", 1], {}, [("kind", "commandes.0.codes.1")]),
        (["commandes", 0, "articles", 0, "etiquettes"], ..., [("missing", "commandes.0.articles.0.etiquettes")]),
        (["commandes", 0, "articles", 0, "etiquettes", 0], [], [("kind", "commandes.0.articles.0.etiquettes.0")]),
    ],
)  # fmt: skip
def test_what_is_not_as_in_the_model_is_found_in_its_place(
    at: list[Any], value: Any, found: list[Any]
) -> None:
    assert misfits(changed(at, value)) == found


def test_an_absent_list_or_bloc_leaves_what_it_holds_unknown() -> None:
    made = model()
    walked = Walker(made.plain()).walk(changed(["commandes", 0, "adresse"], ...))
    (ville,) = made.find("ville")
    assert walked.frames[1][0].values[ville.index] is UNKNOWN


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("        open: true\n", True),
        ("        open: false\n", False),
        ("", False),
    ],
)
def test_only_an_open_bloc_takes_what_the_model_does_not_name(text: str, fits: bool) -> None:
    opened = edit(MODEL, "      adresse:\n", f"      adresse:\n{text}")
    document = changed(["commandes", 0, "adresse", "etage"], Number("3"))
    assert (misfits(document, opened) == []) is fits


def test_an_open_list_takes_other_members_in_its_elements_and_not_in_the_file() -> None:
    opened = edit(MODEL, "    list of: commande\n", "    list of: commande\n    open: true\n")
    assert misfits(changed(["commandes", 0, "zut"], Number("1")), opened) == []
    assert misfits(changed(["zut"], Number("1")), opened) == [("unknown", "zut")]


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("value", [], False),
        ("value", {}, False),
        ("value or list", [], True),
        ("value or list", 1, True),
        ("value or list", {}, False),
        ("any", {}, True),
        ("any", [], True),
    ],
)
def test_a_kind_of_balise_takes_these_values(kind: str, value: Any, fits: bool) -> None:
    text = edit(MODEL, "  depot: value", f"  depot: {kind}")
    assert (misfits(changed(["depot"], value), text) == []) is fits


def test_a_list_in_a_bloc_stands_in_it_when_nested_and_beside_it_when_flat() -> None:
    text = edit(
        MODEL,
        "          pays: value",
        "          pays: value\n          telephones:\n            list of: telephone",
    )
    nested = changed(["commandes", 0, "adresse", "telephones"], ["1", "2"])
    assert misfits(nested, text) == []
    flat = {**FLAT, "commandes": [{**FLAT["commandes"][0], "telephones": ["1", "2"]}]}
    assert misfits(flat, text) == []
    walked = Walker(model(text).plain()).walk(flat)
    assert [walked.path(frame) for frame in walked.frames[2]] == [
        ("commandes", 0, "telephones", 0), ("commandes", 0, "telephones", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("value", [None, Number("1"), "x", [], [SOUND], True])
def test_a_file_that_is_no_object_is_one_misfit(value: Any) -> None:
    assert misfits(value) == [("kind", "")]


def test_a_root_that_is_no_mapping_is_a_fault() -> None:
    errors: list[AuthorError] = []
    source = Source("m.yaml", b"- a")
    assert read_model(source, load(source), errors) is None
    assert errors[0].message.fr == "Un modèle est une suite de « clé: valeur »."
