"""The examples of the packs: ours all hold, and one that does not is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from segur_lint import library
from segur_lint.link import Pack
from segur_lint.ruletest import Example, Raw, _moment, deposit, dump, run, text_of
from segur_lint.text import Text
from tests.test_cli import _MODEL, _NU

PACKS = library.load(cache=False)
EXAMPLES = [(pack.name, list(run(pack))) for pack in PACKS]
OURS = [
    pytest.param(rule.id, examples, id=f"{name} {rule.id}")
    for pack, (name, examples) in zip(PACKS, EXAMPLES, strict=True)
    for rule in pack.rules
]


@pytest.mark.parametrize(("rule", "examples"), OURS)
def test_every_example_of_our_packs_goes_as_it_says(rule: str, examples: list[Example]) -> None:
    its = [each for each in examples if each.rule == rule]
    assert [(each.wanted, each.text, each.fault) for each in its if each.fault] == []
    assert {each.wanted for each in its} == {"pass", "fail"}


# --- packs of others -------------------------------------------------------------------------

_LISTS = """\
model: lots
title: Des lots
unit: commande
balises:
  reference: value
  vide: value
  commandes:
    list of: commande
    balises:
      numero: value
      articles:
        list of: article
        balises:
          nom: value
"""
_SAMPLE = """\
{"reference": "ABC123", "vide": null, "commandes": [{"numero": 1, "articles": [{"nom": "é"}]}]}
"""


def examples(folder: Path, pack: str, model: str = _MODEL, sample: str = _SAMPLE) -> list[Example]:
    """The examples of a pack that is written for the test."""
    return list(run(made(folder, pack, model, sample)))


def made(folder: Path, pack: str, model: str = _MODEL, sample: str = _SAMPLE) -> Pack:
    (folder / "modele.yaml").write_text(model, encoding="utf-8")
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "exemple.json").write_text(sample, encoding="utf-8")
    return library.choose(library.load([str(folder)], cache=False), "essai-nu")


def pack_with(wanted: str, example: str, balise: str = "reference", more: str = "") -> str:
    """A pack of one rule, one of whose examples is `example`."""
    other = "fail" if wanted == "pass" else "pass"
    good = {"pass": "'\"ABC123\"'", "fail": "'\"ABC\"'"}[other]
    pack = _NU.replace("stages:", "sample: exemple.json\nstages:")
    pack = pack.replace("balise: reference", f"balise: {balise}").replace(
        "    source: §1\n", f"    source: §1\n{more}"
    )
    return pack.replace(
        "{pass: ['\"ABCD\"'], fail: ['\"ABC\"']}", f"{{{wanted}: [{example}], {other}: [{good}]}}"
    )


@pytest.mark.parametrize(
    ("wanted", "example", "balise", "fault"),
    [
        ("pass", "'\"ABCDEF\"'", "reference", None),
        ("pass", "'\"ABC\"'", "reference", "la règle réagit"),
        ("fail", "'\"ABC\"'", "reference", None),
        ("fail", "'\"ABC123\"'", "reference", "la règle ne réagit pas"),
        ("fail", "{reference: '\"ABC\"'}", "reference", None),
        ("fail", "{reference: [a]}", "reference",
         "la valeur d'une balise s'écrit comme un texte JSON, entre apostrophes"),
        ("fail", "{inconnu: '1'}", "reference", "« inconnu » n'est pas une balise du modèle"),
        ("pass", "{remove: [reference]}", "reference", None),
        ("fail", "{rename: {reference: referance}}", "reference", "la règle ne réagit pas"),
        ("pass", "{add: {reference2: '1'}}", "reference", None),
        ("pass", "{file: autre.json}", "reference", None),
        ("fail", "{text: '{\"reference\": 1}'}", "reference", None),
        ("pass", "{hex: 7B 7D}", "reference", None),
        ("fail", "{hex: 7B 22 72 65 66 65 72 65 6E 63 65 22 3A 22 41 22 7D}", "reference", None),
        ("fail", "{units: [{}, {}], reference: '\"ABC\"'}", "reference", None),
        ("fail", "'\"un nom trop long\"'", "nom", None),
        ("fail", "{units: [{}, {numero: '\"x\"'}]}", "numero", None),
        ("fail", "{units: '3', numero: '2'}", "numero", None),
        ("fail", "{commandes.numero: '2'}", "numero", None),
    ],
)  # fmt: skip
def test_an_example_is_a_change_made_to_the_sample(
    wanted: str, example: str, balise: str, fault: str | None, tmp_path: Path
) -> None:
    found = examples(tmp_path, pack_with(wanted, example, balise), _LISTS)
    told = next(each for each in found if each.wanted == wanted).fault
    assert (told.fr if told else None) == fault
    assert told is None or told.en != told.fr


def test_a_pack_without_a_sample_has_no_example(tmp_path: Path) -> None:
    assert examples(tmp_path, _NU) == []


@pytest.mark.parametrize(
    ("sample", "example", "balise", "fr", "en"),
    [
        ("{", "'\"ABC\"'", "reference", "n'est pas du JSON", "is not JSON"),
        ('{"reference": "A", "vide": null, "commandes": []}', "'1'", "numero",
         "pas d'élément où", "has no element to"),
    ],
)  # fmt: skip
def test_a_sample_that_cannot_serve_is_told(
    sample: str, example: str, balise: str, fr: str, en: str, tmp_path: Path
) -> None:
    found = examples(tmp_path, pack_with("fail", example, balise), _LISTS, sample)
    told = [each.fault for each in found if each.fault is not None]
    assert any(fr in each.fr and en in each.en for each in told)


def test_a_name_in_what_is_told_is_never_obeyed(tmp_path: Path) -> None:
    pack = made(tmp_path, pack_with("fail", "'\"ABC\"'"))
    pack.rules[0].plain["examples"]["fail"] = [{"\x1b[2J": "1"}]
    (told,) = [each.fault for each in run(pack) if each.fault is not None]
    assert told.fr == "« \\u001B[2J » n'est pas une balise du modèle"
    assert told.en == "“\\u001B[2J” is no balise of the model"


def test_units_are_asked_of_a_model_that_has_some(tmp_path: Path) -> None:
    found = examples(tmp_path, pack_with("fail", "{units: '2'}"), sample='{"reference": "ABC123"}')
    unit = Text("le modèle n'a pas d'unité", "the model has no unit")
    assert unit in [each.fault for each in found]


@pytest.mark.parametrize(
    "dates",
    [
        "from: 2024-09-12",
        "from: 2024-09-12T14:00",
        "until: 2024-09-12",
        "until: 2024-09-12T14:00",
        "from: 2024-01-01\n    until: 2024-02-01",
        "from: 2024-09-12T14:00\n    until: 2024-09-12",  # a day that ends counts whole
        "from: 2024-09-12\n    until: 2024-09-12T14:00",
    ],
)
def test_an_example_is_read_on_a_day_when_its_rule_is_in_force(dates: str, tmp_path: Path) -> None:
    found = examples(tmp_path, pack_with("fail", "'\"ABC\"'", more=f"    {dates}\n"))
    assert [each.fault for each in found] == [None, None]


@pytest.mark.parametrize(
    ("begin", "end", "moment"),
    [
        ("2024-09-12", None, "2024-09-12T00:00"),
        ("2024-09-12T14:00", "2024-10-01", "2024-09-12T14:00"),
        (None, "2024-10-01", "2024-10-01T23:59"),
        (None, "2024-10-01T14:00", "2024-10-01T14:00"),
        (None, None, "2000-01-01T00:00"),
    ],
)
def test_the_moment_is_the_first_of_a_rule_else_its_last(
    begin: str | None, end: str | None, moment: str, tmp_path: Path
) -> None:
    (rule,) = made(tmp_path, _NU).rules
    rule.plain.update({"from": begin, "until": end})
    assert _moment(rule) == moment
    assert rule.in_force(moment)


def test_a_rule_that_crashes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = made(tmp_path, pack_with("fail", "'\"ABC\"'"))

    def crash(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr("segur_lint.engine._run_rule", crash)
    (told,) = {each.fault for each in run(pack)}
    assert told is not None
    assert told.fr == "erreur interne de segur-lint (RuntimeError: x)"
    assert told.en == "internal error of segur-lint (RuntimeError: x)"


def test_the_deposit_of_an_example_keeps_the_numbers_of_the_sample_as_written(
    tmp_path: Path,
) -> None:
    pack = made(tmp_path, pack_with("fail", "'1'"), sample='{"reference": 1.10, "b": [true, "é"]}')
    (rule,) = pack.rules
    assert deposit(pack, rule, {}) == (
        "exemple.json",
        '{"reference": 1.10, "b": [true, "é"]}'.encode(),
    )
    assert deposit(pack, rule, "1e2")[1] == '{"reference": 1e2, "b": [true, "é"]}'.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [(Raw("1.0"), "1.0"), ({"é": [None, Raw("[")]}, '{"é": [null, []}'), ("é\n", '"é\\n"')],
)
def test_what_is_dumped_is_json_text_where_raw_text_is_left_alone(value: Any, text: str) -> None:
    assert dump(value) == text


def test_an_example_reads_as_it_was_written() -> None:
    assert text_of('"ABC"') == '"ABC"'
    assert json.loads(text_of({"file": "é.json"})) == {"file": "é.json"}
