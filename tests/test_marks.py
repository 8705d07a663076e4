"""By what a finding is known again: the keys that packs name, the fingerprint made of them."""

# a table reads best with one case a line

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.author import compile_all
from segur_lint.engine import Read, lint
from segur_lint.errors import AuthorErrors
from segur_lint.link import Pack
from segur_lint.marks import digest, fingerprint
from segur_lint.options import Options
from segur_lint.source import Source

MODEL = """\
model: essai
title: Un modèle d'essai
unit: ligne
balises:
  titre: value
  lignes:
    list of: ligne
    balises:
      code: value
      bloc: {balises: {prix: value}}
      notes: {list of: note}
"""
PACK = """\
pack: essai
title: Un jeu d'essai
status: provisoire
source: Essai
model: modele.yaml
stages: {a: {fr: a, en: a}}
KEYS
rules:
  - id: ESS-001
    stage: a
    title: Le prix a 2 chiffres
    balise: prix
    format: FLOAT (2 chiffres après le point)
    source: §1
    message: {fr: "« prix » {fault}.", en: "“prix” {fault}."}
    examples: {pass: ['1.50'], fail: ['1.5']}
  - id: ESS-002
    stage: a
    title: Une note a 3 caractères
    balise: note
    format: VARCHAR (=3)
    source: §1
    message: {fr: "« note » {fault}.", en: "“note” {fault}."}
    examples: {pass: ['"abc"'], fail: ['"a"']}
  - id: ESS-003
    stage: a
    title: Le code a 2 caractères
    balise: code
    format: VARCHAR (=2)
    source: §1
    message: {fr: "« code » {fault}.", en: "“code” {fault}."}
    examples: {pass: ['"ab"'], fail: ['"a"']}
"""


def compiled(keys: str) -> Pack:
    text = PACK.replace("KEYS", keys)
    (program,) = compile_all([("modele.yaml", MODEL.encode()), ("essai.yaml", text.encode())])
    return Pack(program)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("keys: {lige: code}", "Élément « lige » introuvable. Vouliez-vous dire « ligne » ?"),
        ("keys: {fichier: titre}", "Élément « fichier » introuvable."),
        ("keys: {ligne: cod}", "Balise « cod » introuvable. Vouliez-vous dire « code » ?"),
        ("keys: {ligne: titre}", "« titre » n'est pas une balise de « ligne »."),
        ("keys: {ligne: [code]}", "« ligne » est le nom d'une balise."),
        ("keys: {ligne: ''}", "« ligne » est le nom d'une balise."),
        ("keys: code", "« keys » est une suite de « nom: valeur »."),
    ],
)
def test_a_key_that_is_none_is_its_authors_fault(keys: str, said: str) -> None:
    with pytest.raises(AuthorErrors) as raised:
        compiled(keys)
    (error,) = raised.value.errors
    assert error.message.fr.startswith(said)


KEYED, BARE = compiled("keys: {ligne: code}"), compiled("")


def found(pack: Pack, *lines: dict[str, Any]) -> dict[str, list[str]]:
    """The fingerprints by rule, and with each the key of its unit."""
    text = json.dumps({"titre": "t", "lignes": list(lines)})
    report = lint(pack, Read(Source("f", text.encode()), "f"), Options("2024-01-01T00:00"))
    told: dict[str, list[str]] = {}
    for each in report.findings:
        told.setdefault(each.rule, []).append(f"{each.unit_key} {fingerprint('f', each)}")
    return told


def line(code: Any, price: float = 1.25, *notes: str) -> dict[str, Any]:
    return {"code": code, "bloc": {"prix": price}, "notes": list(notes)}


def test_an_element_that_has_a_key_is_known_wherever_it_stands() -> None:
    one, other = line("ab", 1.5), line("cd")
    assert found(KEYED, one, other) == found(KEYED, other, one)
    assert found(BARE, one, other) != found(BARE, other, one)
    assert found(KEYED, one)["ESS-001"][0].startswith("ab ")
    assert found(BARE, one)["ESS-001"][0].startswith("None ")


def test_a_key_is_known_where_a_rule_found_it_wrong() -> None:
    assert found(KEYED, line("a", 1.5))["ESS-001"][0].startswith("a ")


@pytest.mark.parametrize("code", [None, "", " ", True])
def test_what_is_no_key_leaves_the_number(code: Any) -> None:
    assert found(KEYED, line(code, 1.5))["ESS-001"][0].startswith("None ")


def test_a_number_is_a_key_as_it_is_written() -> None:
    assert found(KEYED, line(12, 1.5))["ESS-001"][0].startswith("12 ")


def test_a_value_of_a_list_is_known_by_itself() -> None:
    assert found(KEYED, line("ab", 1.25, "x", "yyy")) == found(KEYED, line("ab", 1.25, "zzz", "x"))
    assert found(KEYED, line("ab", 1.25, "x")) != found(KEYED, line("ab", 1.25, "y"))


@given(st.permutations([line("ab", 1.5), line("cd", 2.5), line("ef"), line("gh", 1.25, "x")]))
def test_no_order_of_keyed_elements_is_another_deposit(lines: list[dict[str, Any]]) -> None:
    known = found(KEYED, line("ab", 1.5), line("cd", 2.5), line("ef"), line("gh", 1.25, "x"))
    assert {rule: sorted(each) for rule, each in found(KEYED, *lines).items()} == {
        rule: sorted(each) for rule, each in known.items()
    }


def test_a_fingerprint_is_the_same_for_ever() -> None:
    """It stands in files that are kept: another one would make all that is known new."""
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
    assert found(KEYED, line("ab", 1.5)) == {"ESS-001": ["ab be80b92672af3498fd5e7d620d5a5c4f"]}


def test_half_of_a_pair_is_hashed_too() -> None:
    assert len(digest("\ud800")) == 64
