"""The generator: sound deposits have no finding, and each mutation finds exactly its controls."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures import generator
from fixtures.generator import Filed, Lexeme, Plain, deposit, dumps, finess, key, name, siret
from fixtures.mutations import MUTATIONS, ON_DEMANDE, SEVERAL, UNKNOWABLE
from segur_lint import Linter
from segur_lint.functions import luhn

ROOT = Path(__file__).resolve().parent.parent
LAYOUTS = ["nested", "flat"]
SEEDS = range(5)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.fixture(scope="module")
def named() -> Linter:
    return Linter("bio-loinc-va1-solde")


def filed(seed: int, layout: str, demandes: int = 3) -> Filed:
    plain = deposit(random.Random(seed), demandes, layout=layout)
    return Filed(name(plain), plain)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("demandes", [1, 2, 7, 200])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_sound_deposit_has_no_finding_and_nothing_left_unchecked(
    layout: str, demandes: int, seed: int
) -> None:
    file = filed(seed, layout, demandes)
    siret, ans = file.content["SIRET"], file.content["numeroAns"]
    linter = Linter(inputs={"siret_fournisseur": siret, "numeros_ans": ans})
    report = linter.check_bytes(file.name, file.data())
    assert (report.findings, report.verdict) == ([], "deposable")
    assert all(out.waits for out in report.not_run), "only what stands around it is left"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_mutation_finds_its_controls_and_no_other(
    linter: Linter, named: Linter, layout: str, mutation: str
) -> None:
    change, ids = MUTATIONS[mutation]
    for seed in SEEDS:
        file = filed(seed, layout)
        change(file, random.Random(seed))
        used = named if mutation in UNKNOWABLE else linter
        found = [each.rule for each in used.check_bytes(file.name, file.data()).findings]
        assert set(found) == ids, seed
        assert mutation in SEVERAL or len(found) == 1, seed


@pytest.mark.parametrize("mutation", sorted(UNKNOWABLE))
def test_only_the_mutations_that_say_so_keep_the_pack_from_being_chosen(
    linter: Linter, mutation: str
) -> None:
    file = filed(1, "nested")
    MUTATIONS[mutation][0](file, random.Random(1))
    assert linter.check_bytes(file.name, file.data()).error is not None


def test_each_control_of_the_pack_has_a_mutation(named: Linter) -> None:
    stages = {"fichier", "structure", "demande", "conseil"}
    pack = next(pack for pack in named.packs if pack.name == "bio-loinc-va1-solde")
    controls = {rule.id for rule in pack.rules if rule.stage in stages and not rule.inputs}
    assert controls <= set().union(*(ids for _, ids in MUTATIONS.values()))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_seed_gives_the_same_bytes(layout: str) -> None:
    assert filed(3, layout).data() == filed(3, layout).data()
    assert filed(3, layout).data() != filed(4, layout).data()


@pytest.mark.parametrize("mutation", ON_DEMANDE)
def test_a_mutation_is_the_same_for_the_same_seed(mutation: str) -> None:
    written = []
    for _ in range(2):
        file = filed(7, "nested")
        MUTATIONS[mutation][0](file, random.Random(9))
        written.append(file.data())
    assert written[0] == written[1] != filed(7, "nested").data()


def test_demandes_of_two_files_share_nothing() -> None:
    rng = random.Random(1)
    lines = [line for first in (1, 51) for line in deposit(rng, 50, first=first)["lignesImport"]]
    all_finess = [each for line in lines for each in line["beneficiaires"]]
    assert len({line["numeroASP"] for line in lines}) == 100
    assert len({line["numeroEditeur"] for line in lines}) == 100
    assert len(set(all_finess)) == len(all_finess)


def test_sound_deposits_have_the_rare_cases_too() -> None:
    lines = [line for seed in range(20) for line in filed(seed, "flat", 20).content["lignesImport"]]
    types = {tuple(m["typeFichier"] for m in line["piecesJustificatives"]) for line in lines}
    starts = {each[:2] for line in lines for each in line["beneficiaires"]}
    assert {("FACTURE", "VA"), ("FACTURE", "VA", "CTX"), ("FACTURE", "VA", "CT1", "CT2")} <= types
    assert {"2A", "2B"} <= starts
    assert any(siret(random.Random(seed)).startswith("356000000") for seed in range(50))


@pytest.mark.parametrize(
    ("digits", "sound"),
    [("7328293200007", "73282932000074"), ("99999999", "999999998"), ("7992739871", "79927398713")],
)
def test_a_key_makes_digits_valid(digits: str, sound: str) -> None:
    assert digits + key(digits) == sound


@given(st.text("0123456789", min_size=1, max_size=30))
def test_a_key_is_the_one_that_the_linter_wants(digits: str) -> None:
    assert luhn(digits + key(digits))
    assert not luhn(digits + str((int(key(digits)) + 1) % 10))


@given(st.integers(0, 999_999), st.integers(0, 100))
def test_a_finess_has_nine_characters_and_holds_its_serial(serial: int, seed: int) -> None:
    made = finess(random.Random(seed), serial)
    assert len(made) == 9
    assert made[2:8] == f"{serial:06}"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(PLAIN, st.sampled_from([None, 0, 2, 4]))
def test_what_is_written_reads_back(value: Any, indent: int | None) -> None:
    assert json.loads(dumps(value, indent)) == value


@given(PLAIN)
def test_two_spaces_are_written_as_the_standard_library_does(value: Any) -> None:
    assert dumps(value) == json.dumps(value, indent=2, ensure_ascii=False)


@given(st.integers(0, 10**9))
def test_an_amount_keeps_its_two_decimals(cents: int) -> None:
    written = dumps({"montant": generator.amount(cents)}, None)
    assert written == f'{{"montant": {Decimal(cents).scaleb(-2):.2f}}}'


def test_a_lexeme_is_written_to_the_letter_and_a_text_is_not() -> None:
    plain: Plain = {"a": Lexeme("2917.00"), "b": "2917.00"}
    assert dumps(plain, None) == '{"a": 2917.00, "b": "2917.00"}'


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "JSON-1234567890-20240115-001.json"), (999, "JSON-1234567890-20240115-999.json")],
)
def test_a_file_is_named_as_the_guide_says(number: int, said: str) -> None:
    assert name({"numeroAns": "1234567890"}, number=number) == said


def test_the_command_writes_the_same_files_twice(linter: Linter, tmp_path: Path) -> None:
    arguments = ["--seed", "5", "--demandes", "20", "--files", "3", "--faulty", "10"]
    generator.main([*arguments, str(tmp_path / "a")])
    script = [sys.executable, str(ROOT / "fixtures" / "generator.py")]
    subprocess.run([*script, *arguments, str(tmp_path / "b")], check=True)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in "ab"
    )
    assert one == two
    assert len(one) == 3
    for file, data in one.items():
        report = linter.check_bytes(file, data)
        assert len({finding.unit for finding in report.findings}) == 2


def test_the_command_writes_sound_files_unless_asked(linter: Linter, tmp_path: Path) -> None:
    generator.main([str(tmp_path), "--demandes", "5"])
    (report,) = linter.check_folder(str(tmp_path)).files
    assert report.findings == []
