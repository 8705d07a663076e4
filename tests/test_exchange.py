"""What a pack says of answers and of the next deposits: what is read, and its author's faults."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from segur_lint import library
from segur_lint.errors import AuthorErrors

if TYPE_CHECKING:
    from pathlib import Path

MODEL = """\
model: colis
title: Des colis
unit: colis
balises:
  envoi: value
  client: value
  colis:
    list of: colis
    balises:
      rang: value
      reference: value
      verdict: value
      phrase: value
      pieces:
        list of: papier
        balises:
          nom: value
"""
PACK = """\
pack: colis
title: Des colis
status: provisoire
source: Guide d'essai
model: modele.yaml
stages:
  forme: {fr: la forme, en: the shape}
  colis: {fr: les colis, en: the parcels}
params: {colis_max: 3, regles: "soldé, solde", rien: AB}
registers:
  comptes: {called: compte, fr: les comptes, en: the accounts, key: reference, columns: {reference: {}, etat: {}}}
names:
  lot:
    of: fichier
    notation: LOT-client-AAAAMMJJ-XX.json
    parts: {client: {called: client}, AAAAMMJJ: {called: jour}, XX: {called: numero}}
  papier:
    of: nom
    notation: genre-suite.pdf
    parts: {genre: {called: genre}, suite: {called: suite}}
answer:
  file: envoi
  code: verdict
  label: phrase
  accepted: {code: "1", label: Pris}
  simulated: ESSAI
  refuses: [forme]
  rejects: [colis]
deposits:
  number: rang
  shown: reference
  documents: nom
  max: colis_max
  name: lot
  day: {part: jour, form: AAAAMMJJ}
  serial: {part: numero, first: "01", last: "99"}
  fill: {client: client}
  paid: {register: comptes, balise: reference, column: etat, values: regles}
rules:
  - {id: COL-001, stage: colis, title: Le rang, balise: rang, assert: value == position, source: usage,
     message: {fr: "Rang {value}.", en: "Rank {value}."}, examples: {pass: ['1'], fail: ['2']}}
"""


def programs(folder: Path, pack: str, model: str = MODEL) -> list[dict[str, Any]]:
    (folder / "modele.yaml").write_text(model, encoding="utf-8")
    (folder / "colis.yaml").write_text(pack, encoding="utf-8")
    found = library.load([str(folder)], cache=False)
    return [each.program for each in found if each.name.startswith("colis")]


def test_the_two_sections_become_plain_values(tmp_path: Path) -> None:
    (program,) = programs(tmp_path, PACK)
    assert program["answer"] == {
        "file": 0,
        "code": 2,
        "label": 3,
        "accepted": ["1", "Pris"],
        "simulated": "ESSAI",
        "refuses": ["forme"],
        "rejects": ["colis"],
    }
    deposits = program["deposits"]
    assert (deposits["number"], deposits["shown"], deposits["max"]) == (0, 1, 3)
    assert (deposits["name"], deposits["day"], deposits["serial"], deposits["fill"]) == (
        0,
        [1, "AAAAMMJJ"],
        [2, "01", "99"],
        [[0, 1]],
    )
    assert deposits["paid"] == {
        "register": 0,
        "balise": 1,
        "column": "etat",
        "values": "soldé, solde",
    }
    assert json.loads(json.dumps(program)) == program


def test_a_pack_need_not_have_them(tmp_path: Path) -> None:
    begin, end = PACK.index("answer:"), PACK.index("rules:")
    (program,) = programs(tmp_path, PACK[:begin] + PACK[end:])
    assert (program["answer"], program["deposits"]) == (None, None)


@pytest.mark.parametrize("line", ["  shown: reference\n", PACK[PACK.index("  paid:") : PACK.index("rules:\n")]])  # fmt: skip
def test_two_entries_may_be_left_out(tmp_path: Path, line: str) -> None:
    (program,) = programs(tmp_path, PACK.replace(line, ""))
    assert None in program["deposits"].values()


def test_an_heir_changes_one_entry(tmp_path: Path) -> None:
    (tmp_path / "fils.yaml").write_text(
        "pack: colis-fils\ntitle: Un fils\nextends: colis\nstatus: provisoire\nanswer: {simulated: FILS}\nrules: []\n",
        encoding="utf-8",
    )
    found = {each["pack"]: each["answer"] for each in programs(tmp_path, PACK)}
    assert found["colis-fils"] == {**found["colis"], "simulated": "FILS"}


FAULTS: list[tuple[str, str, str]] = [
    ("  file: envoi", "  file: envois", "Balise « envois » introuvable. Vouliez-vous dire « envoi » ?"),
    ("  file: envoi\n", "  file: rang\n", "« rang » n'est pas une balise de « fichier »."),
    ("  file: envoi", "  file: [envoi]", "Il faut le nom d'une balise."),
    ("  code: verdict", "  code: client", "« client » n'est pas une balise de « colis »."),
    ("  code: verdict\n", "", "Il manque : code."),
    ("  code: verdict", "  codes: verdict", "Clé « codes » introuvable. Vouliez-vous dire « code » ?"),
    ('{code: "1", label: Pris}', '{code: "1"}', "« accepted » a les textes : code, label."),
    ('{code: "1", label: Pris}', '{code: "", label: Pris}', "« accepted » a les textes : code, label."),
    ('{code: "1", label: Pris}', "Pris", "« accepted » a les textes : code, label."),
    ("simulated: ESSAI", "simulated: ' '", "« simulated » est un texte."),
    ("refuses: [forme]", "refuses: forme", "« refuses » énumère des étapes."),
    ("refuses: [forme]", "refuses: []", "« refuses » énumère des étapes."),
    ("refuses: [forme]", "refuses: [[forme]]", "« refuses » énumère des étapes."),
    ("rejects: [colis]", "rejects: [coli]", "Étape « coli » introuvable. Vouliez-vous dire « colis » ?"),
    ("  documents: nom", "  documents: noms", "Balise « noms » introuvable."),
    ("  max: colis_max", "  max: 0", "« max » est un nombre entier"),
    ("  max: colis_max", "  max: rien", "« max » est un nombre entier"),
    ("  name: lot", "  name: papier", "Nomenclature « papier » introuvable."),
    ("  name: lot", "  name: [lot]", "« name » est un texte."),
    ("part: jour, form", "part: date, form", "Le nom n'a pas de partie « date ». Ses parties : client, jour, numero."),
    ("form: AAAAMMJJ", "form: AAAAMM", "« form » écrit l'année AAAA, le mois MM et le jour JJ"),
    ('first: "01"', 'first: "1"', "« first » et « last » sont des nombres de même longueur"),
    ('last: "99"', 'last: "00"', "« first » et « last » sont des nombres de même longueur"),
    ("  fill: {client: client}", "  fill: {}", "« fill » dit quelle balise remplit chaque autre partie du nom : client."),
    ("  fill: {client: client}", "  fill: {client: rang}", "Il faut une balise du fichier même."),
    ("register: comptes", "register: compte", "« compte » introuvable. Les registres : comptes."),
    ("column: etat", "column: statut", "« statut » introuvable. Les colonnes : reference, etat."),
    ("balise: reference, column", "balise: client, column", "« client » n'est pas une balise de « colis »."),
    ("unit: colis\n", "", "Il faut un modèle dont l'unité"),
    ("registers:\n  comptes", "registers:\n  colis", "« colis » nomme déjà autre chose : choisissez un autre nom."),
    ("called: compte, fr", "called: papier, fr", "« papier » nomme déjà autre chose"),
    ("fr: les comptes", "fr: ' '", "« fr » est un texte."),
    ("key: reference, columns", "key: references, columns", "Colonne « references » introuvable. Vouliez-vous dire « reference » ?"),
    ("columns: {reference: {}", "columns: {reference: {kind: amount}", "La clé d'un registre est un texte ; « reference » n'en est pas un."),
    ("columns: {reference: {}, etat: {}}", "columns: {}", "« columns » est une suite de « colonne: {…} »."),
    ("columns: {reference: {}, etat: {}}", "columns: {reference: {}, etat: texte}", "« etat » est une suite de « clé: valeur »."),
    ("etat: {}}", "etat: {kind: montant}}", "« kind » est text ou amount ou date."),
    ("etat: {}}", "etat: {required: non}}", "« required » est true ou false."),
    ("etat: {}}", "etat: {also: statut}}", "« also » est une liste de titres."),
    ("etat: {}}", "etat: {also: [[statut]]}}", "« also » est une liste de titres."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_a_fault_of_the_author_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in MODEL + PACK
    with pytest.raises(AuthorErrors) as found:
        programs(tmp_path, PACK.replace(old, new, 1), MODEL.replace(old, new, 1))
    told = [error.message.fr for error in found.value.errors]
    assert any(said in each for each in told), told
    assert all(error.source.name.endswith("colis.yaml") for error in found.value.errors)


@pytest.mark.parametrize("key", ["answer", "deposits"])
def test_a_section_that_is_no_mapping_is_told(tmp_path: Path, key: str) -> None:
    begin = PACK.index(f"{key}:\n")
    end = PACK.index("deposits:" if key == "answer" else "rules:")
    with pytest.raises(AuthorErrors) as found:
        programs(tmp_path, PACK[:begin] + f"{key}: rien\n" + PACK[end:])
    assert [each.message.fr for each in found.value.errors] == [
        f"« {key} » est une suite de « nom: valeur »."
    ]
