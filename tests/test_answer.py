"""The portal's answer: what is simulated, what a real one says, and what is no answer."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.generator import Filed, Lexeme, Plain, deposit, dumps, name
from fixtures.mutations import MUTATIONS, ON_DEMANDE
from segur_lint import Linter
from segur_lint.answer import Answer, Simulation, read_answer, simulate
from segur_lint.errors import CrashError
from segur_lint.text import Text
from segur_lint.units import Units, open_units, units_of
from tests.corpora import corpus_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINTER = Linter("bio-loinc-va1-solde")
#: Controls that reject nothing: advice.
ADVICE = {"ENT-004", "FAC-005", "FAC-006", "BEN-003", "BEN-004"}
ACCEPTED = {"codeTraitement": "0000", "libelleTraitement": "Demande acceptée"}


def filed(seed: int = 1, demandes: int = 3, layout: str = "nested") -> Filed:
    plain = deposit(random.Random(seed), demandes, layout=layout)
    return Filed(name(plain), plain)


def answered(file: Filed) -> Simulation:
    found = simulate(LINTER, file.name, file.data())
    assert isinstance(found, Simulation)
    return found


def opened(data: bytes, path: str = "reponse.json") -> Units:
    units = units_of(LINTER, path, data)
    assert isinstance(units, Units), units
    return units


def read(data: bytes) -> Answer:
    answer = read_answer(opened(data))
    assert isinstance(answer, Answer), answer
    return answer


def why(found: object) -> str:
    assert isinstance(found, Text)
    return found.fr


# --- simulate -------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["nested", "flat"])
def test_a_sound_deposit_is_accepted_and_nothing_but_the_answer_changes(layout: str) -> None:
    file = filed(layout=layout)
    found = answered(file)
    assert [each.accepted for each in found.outcomes] == [True] * 3
    content = json.loads(found.data)
    assert content["impId"] == "SIMULATION SEGUR-LINT"
    for line in content["lignesImport"]:
        assert {key: line[key] for key in ACCEPTED} == ACCEPTED
    undone = found.data.decode().replace('"SIMULATION SEGUR-LINT"', "null")
    undone = undone.replace('"0000"', "null").replace('"Demande acceptée"', "null")
    assert undone.encode() == file.data()


def test_a_demande_gets_the_id_and_the_title_of_its_first_error_in_the_guides_order() -> None:
    file = filed()
    line = file.content["lignesImport"][1]
    line["libelleTraitement"] = "x"  # TRT-002, the last one
    line["typeAction"] = "M"  # DEM-003
    line["facture"]["montantSegurHTFacture"] = 12  # FAC-003
    found = answered(file)
    assert [(each.accepted, each.code) for each in found.outcomes] == [
        (True, "0000"),
        (False, "DEM-003"),
        (True, "0000"),
    ]
    assert json.loads(found.data)["lignesImport"][1]["libelleTraitement"] == "typeAction vaut « C »"


@pytest.mark.parametrize(
    "options",
    [
        {"ignore": ["FAC-003"]},
        {"select": ["DEM-004"]},
        {"config": "ignore: [FAC-003]\n"},
        {"config": "severities: {FAC-003: info}\n"},
    ],
)
def test_the_portal_knows_nothing_of_what_a_user_leaves_out(
    options: dict[str, Any], tmp_path: Path
) -> None:
    if "config" in options:
        path = tmp_path / ".segur-lint.yaml"
        path.write_text(options["config"])
        options = {"config": str(path)}
    linter = Linter("bio-loinc-va1-solde", **options)
    file = filed()
    file.content["lignesImport"][1]["facture"]["montantSegurHTFacture"] = Lexeme("2917.0")
    found = simulate(linter, file.name, file.data())
    assert isinstance(found, Simulation)
    assert [each.code for each in found.outcomes] == ["0000", "FAC-003", "0000"]
    # The linter itself still does what it is told.
    assert linter.check_bytes(file.name, file.data()).verdict == "deposable"


def test_what_a_control_asks_for_is_known_to_the_portal() -> None:
    linter = Linter("bio-loinc-va1-solde", inputs={"siret_fournisseur": "35600000000048"})
    file = filed()
    found = simulate(linter, file.name, file.data())
    assert isinstance(found, Simulation)
    assert [each.code for each in found.outcomes] == ["ENT-005"] * 3


def test_advice_rejects_nothing() -> None:
    file = filed()
    ON_DEMANDE["un FINESS à clé fausse"][0](file.content["lignesImport"][0], random.Random(1))
    assert all(each.accepted for each in answered(file).outcomes)


def test_a_fault_of_the_header_rejects_each_demande_before_its_own_faults() -> None:
    file = filed()
    file.content["SIRET"] = "123"
    file.content["lignesImport"][1]["typeAction"] = "M"
    assert [each.code for each in answered(file).outcomes] == ["ENT-003"] * 3


REFUSED: list[tuple[str, Callable[[Filed], object], str]] = [
    ("a balise is missing", lambda file: file.content["lignesImport"][0].pop("typeAction"), "STR-002"),
    ("the name is not that of a deposit", lambda file: setattr(file, "name", "a.json"), "FIC-001"),
    ("there is no demande", lambda file: file.content.update(lignesImport=[]), "STR-006"),
    ("the text is cut", lambda file: setattr(file, "rewrite", lambda data: data[:50]), "STR-001"),
    ("the bytes are Latin-1", lambda file: setattr(file, "rewrite", lambda data: data.replace(b'"C"', b'"\xe9"')), "FIC-005"),
    ("a key stands twice", lambda file: setattr(file, "rewrite", lambda data: data.replace(b'"SIRET"', b'"numeroAns"')), "STR-005"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "rule"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])  # fmt: skip
@pytest.mark.parametrize("linter", [LINTER, Linter()], ids=["named", "by content"])
def test_a_file_is_refused_as_a_whole_where(
    linter: Linter, change: Callable[[Filed], object], rule: str
) -> None:
    file = filed()
    change(file)
    found = simulate(linter, file.name, file.data())
    assert isinstance(found, Simulation)
    assert rule in [each.rule for each in found.refused]
    assert (found.data, found.outcomes) == (b"", [])


def test_a_byte_order_mark_refuses_nothing_and_stays() -> None:
    file = filed()
    file.rewrite = lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    found = answered(file)
    assert found.data.startswith(b"\xef\xbb\xbf{\r\n")
    assert found.data.count(b"\n") == found.data.count(b"\r\n")


def test_what_no_pack_knows_is_said_and_not_answered() -> None:
    data = b'{"impId": null, "numeroAns": "1234567890", "SIRET": "73282932000074", "lignesImport": [{"numLigne": 1}]}'
    found = simulate(Linter(), "JSON-1234567890-20240115-001.json", data)
    assert "aucun jeu de règles n'a pu être choisi" in why(found)


def test_where_a_rule_of_ours_crashes_nothing_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    linter = Linter("bio-loinc-va1-solde")
    rule = next(each for each in linter.packs[0].rules if each.id == "DEM-003")

    def crash(_run: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(rule, "start", crash)
    file = filed()
    with pytest.raises(CrashError) as error:
        simulate(linter, file.name, file.data())
    assert error.value.exit_code == 3


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("layout", ["nested", "flat"])
def test_each_mutation_is_refused_rejected_or_accepted_as_its_controls_say(
    layout: str, mutation: str
) -> None:
    change, ids = MUTATIONS[mutation]
    file = filed(layout=layout)
    change(file, random.Random(1))
    found = answered(file)
    structure = {each for each in ids if each.startswith(("STR", "FIC")) and each != "FIC-006"}
    if structure:
        assert {each.rule for each in found.refused} == structure
    else:
        codes = {each.code for each in found.outcomes if not each.accepted}
        assert codes <= ids - ADVICE
        assert bool(codes) == bool(ids - ADVICE - {"FIC-006"})
        assert read(found.data).simulated


# --- a real answer --------------------------------------------------------------------------------


def real(*pairs: tuple[Any, Any], reference: Any = "IMP-42") -> bytes:
    plain = filed(demandes=len(pairs)).content
    plain["impId"] = reference
    for line, (code, label) in zip(plain["lignesImport"], pairs, strict=True):
        line.update(codeTraitement=code, libelleTraitement=label)
    return dumps(plain).encode()


@pytest.mark.parametrize(
    ("code", "label", "accepted"),
    [
        ("0000", "Demande acceptée", True),
        ("1", "Demande acceptée", True),
        (None, "Demande acceptée", True),
        ("9", " demande ACCEPTEE. ", True),
        ("0012", "Le SIRET est inconnu", False),
        (None, "Le SIRET est inconnu", False),
        (12, "Demande acceptée sous réserve", False),
        ("00000", "Demande non acceptée", False),
    ],
)
def test_a_demande_is_accepted_by_its_label(code: Any, label: str, accepted: bool) -> None:
    answer = read(real((code, label), ("0012", "Le SIRET est inconnu")))
    assert answer.outcomes[0].accepted is accepted
    assert answer.rejected == ([1] if accepted else [0, 1])
    assert (answer.reference, answer.simulated) == ("IMP-42", False)
    assert not answer.outcomes[0].contradictory


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("0000", "Le SIRET est inconnu"),
        (" 0000 ", "Ligne prise en compte"),
        ("0000", "Demande non acceptée"),
        ("0012", "Demande acceptée"),  # a code of the same list, and another
        (1234, "Demande acceptée"),
        ("FAC-003", "Demande acceptée"),  # what a simulated answer rejects with
    ],
)
def test_where_the_code_and_the_label_contradict_a_demande_is_not_lost(
    code: Any, label: str
) -> None:
    answer = read(real((code, label), ("0000", "Demande acceptée")))
    assert [(each.accepted, each.contradictory) for each in answer.outcomes] == [
        (False, True),
        (True, False),
    ]
    assert answer.rejected == [0]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([None, None], "aucune demande n'a de « libelleTraitement »"),
        (["", " "], "aucune demande n'a de « libelleTraitement »"),
        ([12, True], "aucune demande n'a de « libelleTraitement »"),
        (["Demande acceptée", None], "la demande n° 2 n'a pas de « libelleTraitement »"),
        ([None, "x", ""], "les demandes n° 1, 3 n'ont pas de « libelleTraitement »"),
        ([None] * 7 + ["x"], "les demandes n° 1, 2, 3, 4, 5… n'ont pas"),
    ],
)
def test_a_file_without_a_label_in_each_demande_is_no_answer(labels: list[Any], said: str) -> None:
    found = read_answer(opened(real(*(("0000", label) for label in labels))))
    assert said in why(found)


NO_FILE: list[tuple[str, bytes, str]] = [
    ("empty", b"", "il est vide"),
    ("white space", b" \n", "ce n'est pas du JSON (ligne"),
    ("cut", real(("1", "x"))[:-9], "ce n'est pas du JSON (ligne 50, colonne 30)"),
    ("UTF-16", real(("1", "x")).decode().encode("utf-16"), "ses octets ne sont pas de l'UTF-8 (ligne 1, colonne 1)"),
    ("Latin-1", real(("1", "refusée")).decode().encode("latin-1"), "ses octets ne sont pas de l'UTF-8"),
    ("a label twice", real(("1", "x")).replace(b'"codeTraitement"', b'"libelleTraitement"'), "« libelleTraitement » est deux fois dans le même objet"),
    ("a list", b"[]", "il ne contient aucune demande"),
    ("a text", b'"x"', "il ne contient aucune demande"),
    ("null", b"null", "il ne contient aucune demande"),
    ("no demande", b'{"lignesImport": []}', "il ne contient aucune demande"),
    ("demandes in no list", b'{"lignesImport": {}}', "il ne contient aucune demande"),
    ("a demande that is no object", b'{"lignesImport": [{}, null]}', "la demande n° 2 n'est pas un objet"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), [each[1:] for each in NO_FILE], ids=[each[0] for each in NO_FILE])  # fmt: skip
def test_what_has_no_units_is_said(data: bytes, said: str) -> None:
    assert said in why(units_of(LINTER, "a.json", data))


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert "il n'existe pas" in why(open_units(LINTER, str(tmp_path / "a.json")))
    assert "fichier ordinaire" in why(open_units(LINTER, str(tmp_path)))
    assert "impossible" in why(open_units(LINTER, "a\0b"))


def test_a_pack_that_says_nothing_of_answers_is_told() -> None:
    data = b'{"impId": null, "numeroAns": "1", "SIRET": "2", "lignesImport": [{"numLigne": 1}]}'
    assert "aucun jeu de règles" in why(units_of(Linter(), "a.json", data))


# --- properties -----------------------------------------------------------------------------------


@st.composite
def faulty(draw: st.DrawFn) -> tuple[Filed, Plain]:
    """A deposit of which some demandes have a fault each, and the sound one that it was."""
    seed = draw(st.integers(0, 10**6))
    count = draw(st.integers(1, 6))
    layout = draw(st.sampled_from(["nested", "flat"]))
    sound, file = filed(seed, count, layout), filed(seed, count, layout)
    names = sorted(key for key, (_, ids) in ON_DEMANDE.items() if not any("STR" in i for i in ids))
    for line in file.content["lignesImport"]:
        if draw(st.booleans()):
            ON_DEMANDE[draw(st.sampled_from(names))][0](line, random.Random(seed))
    indent, ends = draw(st.sampled_from([None, 1, 2, 4])), draw(st.sampled_from(["\n", "\r\n"]))
    file.rewrite = lambda _: dumps(file.content, indent).replace("\n", ends).encode()
    return file, sound.content


@given(faulty())
def test_exactly_the_rejected_demandes_are_filed_again_and_mended_they_pass(
    made: tuple[Filed, Plain],
) -> None:
    file, sound = made
    report = LINTER.check_bytes(file.name, file.data())
    wrong = {
        each.unit for each in report.findings if (each.stage, each.severity) == ("demande", "error")
    }
    found = answered(file)
    answer = read(found.data)
    assert {position + 1 for position in answer.rejected} == wrong
    if not wrong:
        return
    again = json.loads(answer.units.take(answer.rejected, empty=True))
    lines = [line for line in file.content["lignesImport"] if line["numLigne"] is not None]
    lines = [file.content["lignesImport"][position] for position in answer.rejected]
    expected = json.loads(dumps({**file.content, "lignesImport": lines}))
    for number, line in enumerate(expected["lignesImport"], start=1):
        line.update(numLigne=number, codeTraitement=None, libelleTraitement=None)
    assert again == expected
    mended = [dict(sound["lignesImport"][position]) for position in answer.rejected]
    for number, line in enumerate(mended, start=1):
        assert again["lignesImport"][number - 1]["numLigne"] == number
        line["numLigne"] = number
    data = dumps({**again, "lignesImport": mended}).encode()
    assert LINTER.check_bytes(file.name, data).verdict == "deposable"


@given(faulty())
def test_where_all_are_rejected_the_next_deposit_is_the_first_one_to_the_byte(
    made: tuple[Filed, Plain],
) -> None:
    file, sound = made
    file.content.clear()
    file.content.update(json.loads(dumps(sound)), SIRET="123")
    answer = read(answered(file).data)
    assert answer.units.take(answer.rejected, empty=True) == file.data()


@given(faulty(), st.data())
def test_taking_demandes_leaves_the_text_of_each_as_it_is(
    made: tuple[Filed, Plain], data: st.DataObject
) -> None:
    file, _ = made
    units = opened(file.data(), file.name)
    every = range(len(units.paths))
    kept = sorted(data.draw(st.sets(st.sampled_from(every), min_size=1)))
    numbered = [
        line for position, line in enumerate(file.content["lignesImport"]) if position in kept
    ]
    for number, line in enumerate(numbered, start=1):
        line["numLigne"] = number
    file.content["lignesImport"] = numbered
    assert units.take(kept, empty=False) == file.data()


_WORDS = st.sampled_from(["impId", "numeroAns", "SIRET", "lignesImport", "numLigne", "libelleTraitement", "codeTraitement", "piecesJustificatives", "nomFichier", "x"])  # fmt: skip
_SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=6),
    max_leaves=30,
)


@given(st.fixed_dictionaries({"lignesImport": st.lists(_VALUES, max_size=4)}) | _VALUES)
def test_whatever_the_json_there_is_an_answer_or_a_sentence(value: Any) -> None:
    data = json.dumps(value).encode()
    assert isinstance(simulate(LINTER, NAME, data), Simulation | Text)
    units = units_of(LINTER, NAME, data)
    if isinstance(units, Units):
        answer = read_answer(units)
        every = range(len(units.paths))
        assert json.loads(units.take(every, empty=True))["lignesImport"]
        if isinstance(answer, Answer):
            assert len(answer.outcomes) == len(every)
    else:
        assert units.fr


@given(st.binary(max_size=60))
def test_whatever_the_bytes_there_is_a_sentence(data: bytes) -> None:
    assert isinstance(units_of(LINTER, NAME, data), Text)


NAME = "JSON-1234567890-20240115-001.json"
CORPORA = [*corpus_files("JSONTestSuite", "**/*.json"), *corpus_files("json-hostile", "**/*.json")]


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.name)
def test_a_foreign_file_is_no_answer_and_no_deposit(path: Path) -> None:
    data = path.read_bytes()
    assert isinstance(units_of(LINTER, path.name, data), Text)
    found = simulate(LINTER, path.name, data)
    assert isinstance(found, Text) or found.refused
