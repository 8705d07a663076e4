"""What is known of the units of a faulty file: few need a look, and the report is the same."""

from __future__ import annotations

import json
import os
import pickle
import random
from collections.abc import Callable
from typing import Any

import pytest

from fixtures.generator import Filed, deposit, name
from fixtures.mutations import ON_DEMANDE
from segur_lint import Linter
from segur_lint.engine import Read, frames
from segur_lint.frames import LaterFrame
from segur_lint.known import Known, value_of
from segur_lint.link import Pack
from segur_lint.quick import make
from segur_lint.quick.accept import Accepting
from segur_lint.source import Source
from tests.tampered import Both, plain
from tests.test_author import MODEL, PACK, edit, programs

UNITS = 24
#: What must be once in the file is looked at in the file.
ACROSS_UNITS = {"une pièce deux fois"}


@pytest.fixture(scope="module")
def both() -> Both:
    return Both()


def sound(seed: int, **given: Any) -> Filed:
    made = deposit(random.Random(seed), UNITS, **given)
    return Filed(name(made), made)


def known(both: Both, called: str, data: bytes) -> Known | None:
    found = both.accepting.known(called, data, both.linter.options.moment)
    report = both.linter._check(Read(Source(called, data), called), door=both.accepting)
    assert plain(report) == plain(both.linter.check_bytes(called, data))
    return found


@pytest.mark.parametrize("layout", ["nested", "flat"])
@pytest.mark.parametrize("mutation", ON_DEMANDE)
def test_the_unit_that_has_a_fault_is_looked_at_and_few_others(
    both: Both, mutation: str, layout: str
) -> None:
    file = sound(len(mutation), layout=layout)
    at = len(mutation) % UNITS
    ON_DEMANDE[mutation][0](file.content["lignesImport"][at], random.Random(1))
    found = known(both, file.name, file.data())
    assert found is not None
    assert found.apart is not None
    # A number that was moved is the business of the next unit as well.
    assert found.apart.units <= {at, at + 1}
    assert (at in found.apart.units) is (mutation not in ACROSS_UNITS)


def test_of_a_sound_file_no_unit_is_looked_at(both: Both) -> None:
    file = sound(7)
    found = known(both, file.name, file.data())
    assert found is not None
    assert found.apart is not None
    assert not found.apart.units
    assert {"DEM-006", "DEM-008", "BEN-004"} <= found.apart.once.keys()


def repeated(units: list[Any]) -> None:
    units[3]["numeroASP"] = units[9]["numeroASP"]


def shared(units: list[Any]) -> None:
    """A number that a unit with another fault shares with a sound one."""
    units[3].update(numeroASP=units[9]["numeroASP"], typeAction="M")


def of_file(units: list[Any]) -> None:
    units[3]["numLigne"] = 17


#: Faults that more than one unit is in, and the units that need a look of their own.
ACROSS: dict[str, tuple[Callable[[list[Any]], object], set[int]]] = {
    "twice in units that are sound": (repeated, set()),
    "twice, in one that is not": (shared, {3}),
    "a number that is not the next": (of_file, {3}),
}


@pytest.mark.parametrize("case", ACROSS)
def test_faults_across_units_are_found_where_they_are(both: Both, case: str) -> None:
    change, units = ACROSS[case]
    file = sound(11)
    change(file.content["lignesImport"])
    found = known(both, file.name, file.data())  # which holds the two reports together
    assert found is not None
    assert found.apart is not None
    assert found.apart.units == units


def test_where_most_units_are_faulty_the_rules_are_told_apart_instead(both: Both) -> None:
    file = sound(5)
    for each in file.content["lignesImport"]:
        each["typeAction"] = "M"
    found = known(both, file.name, file.data())
    assert found is not None
    assert found.apart is None
    assert "DEM-003" not in found.held
    assert {"DEM-005", "DEM-006", "ENT-002"} <= found.held


@pytest.mark.parametrize("written", ["-0", "-0 ", "1e999", '1, "numLigne": 1'])
def test_what_the_c_parser_does_not_keep_is_not_known(both: Both, written: str) -> None:
    file = sound(3)
    data = file.data().replace(b'"numLigne": 1,', f'"numLigne": {written},'.encode())
    assert data != file.data()
    found = known(both, file.name, data)
    assert found is None or found.apart is None


def test_sound_units_are_laid_out_when_something_in_them_is_asked(both: Both) -> None:
    file = sound(2)
    file.content["lignesImport"][4]["typeAction"] = "M"
    data = file.data()
    read = Read(Source(file.name, data), os.path.basename(file.name))
    read.known = known(both, file.name, data)
    pack = next(each for each in both.linter.packs if each.name == "bio-loinc-va1-solde")
    walked = frames(pack, read, both.linter.options)
    unit = pack.unit
    assert unit is not None
    assert [frame.index for frame in walked.near[unit]] == [5]
    rows = walked.rows(unit)
    assert [frame.index for frame in rows] == list(range(1, UNITS + 1))
    assert sum(type(frame) is LaterFrame for frame in rows) == UNITS - 1
    whole = pack.walker.walk(json_value(data))
    assert [each.values for each in rows] == [each.values for each in whole.frames[unit]]
    assert [len(each) for each in walked.frames] == [len(each) for each in whole.frames]


def json_value(data: bytes) -> Any:
    from segur_lint.document import Document
    from segur_lint.document import read as read_document

    found = read_document(Source("f", data))
    assert isinstance(found, Document)
    return found.value


# --- packs that are told apart by the file itself -------------------------------------------------

#: A pack that a value of the file tells, and one that a value of a unit tells, in another model.
OF_FILE = f"{PACK[: PACK.index('  - id: CMD-001')]}"
OF_UNIT = edit(
    edit(edit(OF_FILE, "pack: essai", "pack: second"), "model: modele.yaml", "model: autre.yaml"),
    "starts_with(reference, prefixe)",
    'any(commandes where special == "X")',
)
OTHER_MODEL = edit(edit(MODEL, "model: colis", "model: autre"), "numero: value", "special: value")
ORDER = {
    "numero": "1", "montant": "1", "adresse": {"ville": "a", "pays": "b"}, "codes": ["1"],
    "articles": [{"nom": "a", "prix": "1", "etiquettes": ["b"]}],
}  # fmt: skip


def door_of(**texts: str) -> tuple[Linter, Accepting]:
    made = programs(OF_FILE, **texts)
    packs = [Pack(each) for each in made.values()]
    linter = Linter(packs=packs)
    linter.is_ours = True  # the door is of these packs
    entry, blob = make.of_packs(packs, linter.options)
    return linter, Accepting({**entry, "blob": lambda start, end: blob[start:end]})


def same_of(linter: Linter, door: Accepting, orders: Any) -> Known | None:
    content = {"reference": "ABC123", "depot": "x", "commandes": orders}
    called, data = "LOT-20240101.json", json.dumps(content).encode()
    report = linter._check(Read(Source(called, data), called), door=door)
    assert plain(report) == plain(linter.check_bytes(called, data))
    return door.known(called, data, linter.options.moment)


@pytest.mark.parametrize("orders", [[], {}, "", "abc", {"a": ORDER}, None, 1])
def test_what_is_no_list_of_units_is_not_taken_for_an_empty_one(orders: Any) -> None:
    assert same_of(*door_of(), orders) is None


def test_a_pack_told_by_the_file_itself_has_its_units_apart() -> None:
    known = same_of(*door_of(), [ORDER] * 5 + [{**ORDER, "special": "X"}])
    assert known is not None
    assert known.apart is not None
    assert known.apart.units == {5}


def test_what_only_another_model_has_is_not_overlooked_in_a_unit() -> None:
    linter, door = door_of(second=OF_UNIT, autre=OTHER_MODEL)
    assert same_of(linter, door, [ORDER] * 5 + [{**ORDER, "special": "X"}]) is None


@pytest.mark.parametrize("raw", [b"1e999", b"1" * 400, json.loads("[" * 40 + "]" * 40)])
def test_a_value_that_is_not_surely_within_the_limits_is_refused(raw: Any) -> None:
    with pytest.raises(ValueError, match=r"deep|large"):
        value_of(raw)


def test_frames_go_to_another_process_laid_out(both: Both) -> None:
    file = sound(2)
    data = file.data()
    read = Read(Source(file.name, data), file.name)
    read.known = known(both, file.name, data)
    pack = next(each for each in both.linter.packs if each.name == "bio-loinc-va1-solde")
    root = frames(pack, read, both.linter.options).root
    sent = pickle.loads(pickle.dumps(root))
    assert [each.values for each in sent.lists[0]] == [each.values for each in root.lists[0]]


@pytest.mark.parametrize(
    ("balise", "value", "rule"),
    [("impId", "x", "ENT-001"), ("numeroAns", "12", "ENT-002"), ("SIRET", None, "ENT-003")],
)
def test_what_is_wrong_in_the_header_makes_no_unit_need_a_look(
    both: Both, balise: str, value: Any, rule: str
) -> None:
    file = sound(7)
    file.content[balise] = value
    found = known(both, file.name, file.data())
    assert found is not None
    assert found.apart is not None
    assert found.apart.units == frozenset()
    report = both.linter._check(Read(Source(file.name, file.data()), file.name))
    assert rule in {each.rule for each in report.findings}
