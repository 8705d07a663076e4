"""The walk of a document along a model: frames, misfits, layouts, paths."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segur_lint.document import Document, read
from segur_lint.frames import UNKNOWN, Frame
from segur_lint.jsonvalue import Number
from segur_lint.model import Model
from segur_lint.modelfile import read_model
from segur_lint.source import Source
from segur_lint.walk import Walker
from segur_lint.walked import Walked
from segur_lint.yamlfile import load

#: A busy machine is slow, and no test is about time.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

MODEL = """\
model: essai
title: Essai
layouts: [nested, flat]
unit: ligne
balises:
  tete: value
  autres:
    list of: autre
  corps:
    balises:
      lignes:
        list of: ligne
        balises:
          numero: value
          facture:
            balises:
              date: value
              detail:
                balises:
                  montant: value
              remises: {list of: remise}
          pieces:
            list of: piece
            balises:
              nom: value
              libre: value or list
              tout: any
  reste:
    open: true
    balises:
      note: value
"""
#: The same, the unit's list directly in the file, and another list before it.
SHALLOW = """\
model: plat
title: Plat
layouts: [nested, flat]
unit: ligne
balises:
  autres: {list of: autre}
  lignes:
    list of: ligne
    balises:
      numero: value
      facture: {balises: {date: value, montant: value}}
"""


def model(text: str) -> Model:
    source = Source("m.yaml", text.encode())
    errors: list[Any] = []
    found = read_model(source, load(source), errors)
    assert found is not None, errors
    return found


WALKER = Walker(model(MODEL).plain())
SHALLOW_WALKER = Walker(model(SHALLOW).plain())
NAMES = [scope.element for scope in model(MODEL).scopes]

LINE: dict[str, Any] = {
    "numero": Number("1"),
    "facture": {"date": "d", "detail": {"montant": Number("2.50")}, "remises": ["r1", "r2"]},
    "pieces": [{"nom": "n", "libre": ["x"], "tout": {"y": []}}],
}
SOUND: dict[str, Any] = {
    "tete": "t",
    "autres": ["a", None],
    "corps": {"lignes": [LINE, LINE]},
    "reste": {"note": "n", "de plus": None},
}


def misfits(walked: Walked) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(misfit.what, misfit.path, misfit.name) for misfit in walked.misfits]


def shallow(lines: list[Any], **more: Any) -> Walked:
    return SHALLOW_WALKER.walk({"autres": [], "lignes": lines, **more})


def test_a_sound_document_has_no_misfit_and_all_its_frames() -> None:
    walked = WALKER.walk(SOUND)
    assert misfits(walked) == []
    assert [len(frames) for frames in walked.frames] == [1, 2, 2, 4, 2]
    assert NAMES == ["fichier", "autre", "ligne", "remise", "piece"]
    assert [frame.values for frame in walked.frames[1]] == [["a"], [None]]
    assert [frame.index for frame in walked.frames[3]] == [1, 2, 1, 2]


CHANGES: list[tuple[dict[str, Any], list[tuple[str, tuple[str | int, ...], str]]]] = [
    ({"tete": [1]}, [("kind", ("tete",), "tete")]),
    ({"tete": {}}, [("kind", ("tete",), "tete")]),
    ({"tete": None}, []),
    ({"autres": "a"}, [("kind", ("autres",), "autres")]),
    ({"autres": None}, [("kind", ("autres",), "autres")]),
    ({"autres": [[], {}, "x"]}, [("kind", ("autres", 0), ""), ("kind", ("autres", 1), "")]),
    ({"autres": []}, []),
    ({"corps": []}, [("kind", ("corps",), "corps")]),
    ({"corps": {}}, [("missing", ("corps",), "lignes")]),
    (
        {"corps": {"lignes": [None, "x"]}},
        [("kind", ("corps", "lignes", 0), ""), ("kind", ("corps", "lignes", 1), "")],
    ),
    ({"corps": {"lignes": [[]]}}, [("kind", ("corps", "lignes", 0), "")]),
    ({"inconnue": None}, [("unknown", (), "inconnue")]),
    ({"reste": {}}, [("missing", ("reste",), "note")]),
    ({"reste": {"note": "", "z": None}}, []),  # an open bloc takes what the model does not know
]


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=str)
def test_what_is_not_as_the_model_is_a_misfit_in_its_place(
    change: dict[str, Any], expected: list[tuple[str, tuple[str | int, ...], str]]
) -> None:
    assert misfits(WALKER.walk({**SOUND, **change})) == expected


@pytest.mark.parametrize("name", sorted(SOUND))
def test_a_balise_that_is_not_there_is_missing_and_unknown_in_its_frame(name: str) -> None:
    walked = WALKER.walk({key: value for key, value in SOUND.items() if key != name})
    assert misfits(walked) == [("missing", (), name)]
    slot = [slot.name for slot in model(MODEL).scopes[0].slots].index(name)
    assert walked.root.values[slot] is UNKNOWN


def test_misfits_come_in_the_order_of_the_model_then_of_the_text() -> None:
    walked = WALKER.walk({"z": None, "b": None, "a": None})
    assert [misfit.name for misfit in walked.misfits] == [
        "tete",
        "autres",
        "corps",
        "reste",
        "z",
        "b",
        "a",
    ]


@pytest.mark.parametrize("value", [None, True, "x", Number("1"), [], [{}]])
def test_a_document_that_is_no_object_is_one_misfit(value: Any) -> None:
    walked = WALKER.walk(value)
    assert misfits(walked) == [("kind", (), "")]
    assert [len(frames) for frames in walked.frames] == [1, 0, 0, 0, 0]


FLAT: dict[str, Any] = {"numero": Number("1"), "date": "d", "montant": Number("1")}
NESTED: dict[str, Any] = {"numero": Number("1"), "facture": {"date": "d", "montant": Number("1")}}


@pytest.mark.parametrize(
    ("lines", "layout", "wrong"),
    [
        ([NESTED], "nested", 0),
        ([FLAT], "flat", 0),
        ([], "nested", 0),
        ([{}], "nested", 2),
        ([{**FLAT, "facture": None}], "nested", 3),
        ([{**FLAT, "facture": None}, FLAT], "flat", 1),
        ([{"numero": Number("1"), "date": "d"}], "flat", 1),
        ([{**NESTED, "date": "d"}, {**NESTED, "date": "d"}, FLAT], "nested", 5),
        ([NESTED, FLAT], "nested", 3),
        ([FLAT, NESTED], "nested", 3),
        ([FLAT, FLAT, NESTED], "flat", 3),
        ([None, "x", FLAT], "flat", 2),
    ],
)
def test_a_file_is_wholly_of_the_layout_of_most_of_its_elements(
    lines: list[Any], layout: str, wrong: int
) -> None:
    walked = shallow(lines)
    assert walked.layout.name == layout
    assert len(walked.misfits) == wrong


BLOCS = """\
model: blocs
title: Blocs
layouts: [nested, flat]
unit: ligne
balises:
  lignes:
    list of: ligne
    balises:
      adresse: {balises: {rue: value, ville: value}}
      tarif: {balises: {a: value, b: value, c: value, d: value}}
"""
ADRESSE = {"rue": "r", "ville": "v"}
TARIF = dict.fromkeys("abcd")


@pytest.mark.parametrize(
    ("lines", "layout"),
    [
        ([{"adresse": ADRESSE, "tarif": TARIF}], "nested"),
        ([{**ADRESSE, **TARIF}], "flat"),
        # One name of two weighs more than two of six, and less than four of six.
        ([{**ADRESSE, "tarif": TARIF}], "nested"),
        ([{"adresse": ADRESSE, **TARIF}], "flat"),
        ([{"adresse": None, **ADRESSE, **TARIF}], "flat"),
        # Objects are counted, not their names.
        ([{"adresse": ADRESSE, "tarif": TARIF}] * 2 + [{**ADRESSE, **TARIF}], "nested"),
    ],
)
def test_an_object_is_of_the_layout_of_which_it_has_the_greatest_share_of_names(
    lines: list[Any], layout: str
) -> None:
    assert Walker(model(BLOCS).plain()).walk({"lignes": lines}).layout.name == layout


def test_only_the_list_of_the_unit_tells_the_layout() -> None:
    assert shallow([FLAT], autres=[NESTED]).layout.name == "flat"
    assert SHALLOW_WALKER.walk({"autres": [FLAT], "lignes": None}).layout.name == "nested"


def test_a_unit_inside_a_bloc_is_found_in_both_layouts() -> None:
    line = {**LINE["facture"], "montant": Number("1"), "numero": Number("1"), "pieces": []}
    del line["detail"]
    walked = WALKER.walk({"tete": "t", "autres": [], "lignes": [line], "note": "n"})
    assert walked.layout.name == "flat"
    assert misfits(walked) == []


def test_a_unit_that_stands_deeper_than_the_file_leaves_the_first_layout_or_the_files_own() -> None:
    walker = Walker(model(MODEL.replace("unit: ligne", "unit: piece")).plain())
    assert walker.walk(SOUND).layout.name == "nested"


def test_one_layout_or_no_unit_needs_no_choice() -> None:
    single = Walker(model(SHALLOW.replace("layouts: [nested, flat]\n", "")).plain())
    assert single.walk({"lignes": [FLAT]}).layout.name == "nested"
    none = Walker(model(SHALLOW.replace("unit: ligne\n", "")).plain())
    assert none.walk({"lignes": [FLAT]}).layout.name == "nested"


def test_a_forgotten_item_is_unknown_to_its_own_frame_only() -> None:
    walked = WALKER.walk(SOUND)
    slot = [slot.name for slot in model(MODEL).scopes[0].slots].index("autres")
    walked.forget_item(walked.root, slot, 0)
    assert [frame.values[0] for frame in walked.frames[1]] == [UNKNOWN, None]
    walked.forget_item(walked.root, 0, 0)  # a slot that holds no list of frames: nothing to forget


def test_unknown_is_one_thing_even_after_pickling() -> None:
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN
    assert repr(UNKNOWN) == "UNKNOWN"


# --- properties -----------------------------------------------------------------------------------

WORDS = [
    "tete",
    "autres",
    "corps",
    "lignes",
    "numero",
    "facture",
    "date",
    "detail",
    "montant",
    "remises",
    "pieces",
    "nom",
    "libre",
    "tout",
    "reste",
    "note",
    "x",
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.just("t") | st.just(Number("1")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=6)
    ),
    max_leaves=25,
)


def write(value: Any) -> str:
    """`value` as JSON, its numbers as they are written."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {write(each)}' for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write, value)) + "]"
    return {None: "null", True: "true", False: "false"}.get(value) or f'"{value}"'


@UNHURRIED
@given(ANYTHING | st.dictionaries(st.sampled_from(WORDS), ANYTHING))
def test_any_value_at_all_is_walked(value: Any) -> None:
    for walker in (WALKER, SHALLOW_WALKER):
        walked = walker.walk(value)
        assert len(walked.frames[0]) == 1


def check_paths(walked: Walked, value: Any) -> None:
    document = read(Source("f", write(value).encode()))
    assert isinstance(document, Document)

    def there(path: tuple[str | int, ...]) -> Any:
        document.node(path)  # raises KeyError where nothing stands
        found: Any = document.value
        for step in path:
            found = found[step]
        return found

    for scope, frames in enumerate(walked.frames):
        for frame in frames:
            there(walked.path(frame))
            for slot in walked.layout.paths[scope]:
                held = frame.values[slot] if slot < len(frame.values) else UNKNOWN
                if held is not UNKNOWN:
                    assert there(walked.path(frame, slot)) == held
    for misfit in walked.misfits:
        there(
            misfit.path
            if misfit.what == "kind"
            else (*misfit.path, *[misfit.name][misfit.what == "missing" :])
        )


@UNHURRIED
@given(ANYTHING | st.dictionaries(st.sampled_from(WORDS), ANYTHING))
def test_every_value_of_every_frame_stands_where_its_path_says(value: Any) -> None:
    for walker in (WALKER, SHALLOW_WALKER):
        check_paths(walker.walk(value), value)


@UNHURRIED
@given(st.data())
def test_a_sound_document_with_one_value_changed_keeps_its_paths(data: st.DataObject) -> None:
    line = dict(LINE)
    line[data.draw(st.sampled_from(sorted(line)))] = data.draw(ANYTHING)
    value = {**SOUND, "corps": {"lignes": [LINE, line]}}
    check_paths(WALKER.walk(value), value)


def test_a_slot_that_a_layout_does_not_have_stands_at_its_element() -> None:
    walked = shallow([FLAT])
    slot = [slot.name for slot in model(SHALLOW).scopes[2].slots].index("facture")
    frame: Frame = walked.frames[2][0]
    assert walked.path(frame, slot) == ("lignes", 0)
    assert frame.values[slot] is UNKNOWN
