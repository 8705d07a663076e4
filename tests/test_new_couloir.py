"""A whole new couloir is YAML and nothing else: a model, names of files, rules of every kind."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from segur_lint import Linter, resources
from segur_lint.report.model import REFUSED, SOUND, UNDETERMINED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from segur_lint.report.model import FileReport

MODEL = """\
model: bibliotheque
title: Le prêt entre bibliothèques
unit: envoi
balises:
  bibliotheque: value
  mois: value
  envois:
    list of: envoi
    balises:
      rang: value
      transporteur: value
      colis:
        balises:
          poids: value
          fragile: value
      ouvrages:
        list of: ouvrage
        balises:
          cote: value
          scan: value
          auteurs:
            list of: auteur
"""

ROWS = """\
  - {id: BIB-001, stage: forme, title: Toutes les balises, each: fichier, structure: missing, source: usage,
     message: {fr: "« {balise} » manque{place}.", en: "“{balise}” is missing{place}."}, examples: {pass: [{}], fail: [{remove: [mois]}]}}
  - {id: BIB-002, stage: forme, title: Le nom du fichier, each: fichier, filename: envoi, source: usage,
     message: {fr: "Le nom « {found} » n'est pas celui d'un envoi.", en: "“{found}” is no name of a shipment."}, examples: {pass: [{}], fail: [{file: a.json}]}}
  - {id: BIB-003, stage: forme, title: Le code de la bibliothèque, balise: bibliotheque, format: "VARCHAR (type « {sigle}XX »)", source: usage,
     message: {fr: "« bibliotheque » {fault}.", en: "“bibliotheque” {fault}."}, examples: {pass: ['"BU-12"'], fail: ['"BU"']}}
  - {id: BIB-004, stage: forme, title: Le mois du nom, each: fichier, assert: fichier.mois == mois, found: fichier.mois, expected: mois, source: usage,
     message: {fr: "Le nom dit {found}, le fichier {expected}.", en: "The name says {found}, the file {expected}."}, examples: {pass: [{}], fail: [{mois: '"202402"'}]}}
  - {id: BIB-005, stage: envoi, title: Les rangs se suivent, balise: rang, assert: value == position, found: value, source: usage,
     message: {fr: "Rang {found}, et non {position}.", en: "Rank {found}, not {position}."}, examples: {pass: ['1'], fail: ['2']}}
  - {id: BIB-006, stage: envoi, title: Un colis fragile est léger, selector: '$.envois[*].colis.poids', when: fragile == true, assert: value <= poids_max, found: value, source: usage,
     message: {fr: "{found} kg, {poids_max} au plus.", en: "{found} kg, {poids_max} at most."}, examples: {pass: ['5'], fail: ['6']}}
  - {id: BIB-007, stage: envoi, title: Le transporteur est connu, balise: transporteur, format: "« NAVETTE », « POSTE »", source: usage, severity: warning,
     message: {fr: "« transporteur » {fault}.", en: "“transporteur” {fault}."}, examples: {pass: ['"POSTE"'], fail: ['"poste"']}}
  - {id: BIB-008, stage: envoi, title: Une cote une fois par envoi, balise: cote, unique in: envoi, found: value, source: usage,
     message: {fr: "La cote {found} est déjà là.", en: "{found} is already there."}, examples: {pass: ['"A"'], fail: ['"A"']}}
  - {id: BIB-009, stage: envoi, title: Le scan porte la cote, balise: scan, assert: scan.cote == cote, found: scan.cote, expected: cote, source: usage,
     message: {fr: "Le scan dit {found}, l'ouvrage {expected}.", en: "The scan says {found}, the book {expected}."}, examples: {pass: ['"scan-A1.tif"'], fail: ['"scan-B1.tif"']}}
  - {id: BIB-010, stage: envoi, title: Un auteur au moins, each: ouvrage, at: auteurs, assert: 'any(auteurs where length(auteur) > 0)', yields to: [BIB-005], source: usage,
     message: {fr: "L'ouvrage n° {position} est sans auteur.", en: "Book no. {position} has no author."}, examples: {pass: [{}], fail: [{auteurs: '[]'}]}}
"""

PACK = """\
pack: pret-navette
title: Prêt entre bibliothèques
status: provisoire
source: {document: Guide du prêt}
model: modele-pret.yaml
sample: bon.json
HEAD
params: {sigle: BU-, poids_max: 5.00}
names:
  envoi:
    of: fichier
    notation: PRET-mois.json
    parts: {mois: {format: VARCHAR (format « AAAAMM »)}}
  scan:
    of: scan
    notation: scan-cote.ext
    parts: {cote: {}, ext: {}}
applies: starts_with(bibliotheque, sigle)
rules:
"""
STAGES = "stages: {forme: {fr: la forme, en: the form}, envoi: {fr: les envois, en: the shipments}}"
IDS = [f"BIB-0{number:02}" for number in range(1, 11)]


def ouvrage(cote: str, *auteurs: str) -> dict[str, Any]:
    return {"cote": cote, "scan": f"scan-{cote}.tif", "auteurs": list(auteurs)}


SAMPLE: dict[str, Any] = {
    "bibliotheque": "BU-12",
    "mois": "202401",
    "envois": [
        {
            "rang": 1, "transporteur": "NAVETTE", "colis": {"poids": 5, "fragile": True},
            "ouvrages": [ouvrage("A1", "Hugo"), ouvrage("A2", "", "Sand")],
        },
        {
            "rang": 2, "transporteur": "POSTE", "colis": {"poids": 30, "fragile": False},
            "ouvrages": [ouvrage("A1", "Hugo")],
        },
    ],
}  # fmt: skip
NAME = "PRET-202401.json"


@pytest.fixture(params=["alone", "extends"])
def linter(request: pytest.FixtureRequest, tmp_path: Path) -> Linter:
    """A linter with the new couloir in a folder, by itself or on what all couloirs share."""
    head = STAGES
    if request.param == "extends":
        # A new couloir may start from the shared rules and leave what does not concern it.
        drops = [
            f"  - {{drop: {rule}, why: sans objet pour un prêt}}\n"
            for rule in _ids_of("commun")
            if not rule.startswith(("STR", "FIC"))
            or rule in ("FIC-001", "FIC-002", "FIC-003", "FIC-004", "STR-002", "STR-006", "STR-007")
        ]
        head = f"extends: commun\n{STAGES}"
    else:
        drops = []
    text = PACK.replace("HEAD", head) + "".join(drops) + ROWS
    if request.param == "extends":
        text = text.replace(
            "names:\n",
            "names:\n  fichier: {of: fichier, notation: PRET-mois.json, parts: {mois: {format: VARCHAR (format « AAAAMM »)}}}\n",
        )
    (tmp_path / "pret.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "modele-pret.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "bon.json").write_text(json.dumps(SAMPLE), encoding="utf-8")
    return Linter(rules=[str(tmp_path)], cache=False)


def _ids_of(pack: str) -> list[str]:
    (found,) = (each for each in Linter(cache=False).packs if each.name == pack)
    return [rule.id for rule in found.rules]


def check(linter: Linter, document: Any, name: str = NAME) -> FileReport:
    return linter.check_bytes(name, json.dumps(document, ensure_ascii=False).encode())


def altered(change: Callable[[Any], object]) -> Any:
    document = copy.deepcopy(SAMPLE)
    change(document)
    return document


def put(*path: str | int, value: Any) -> Callable[[Any], object]:
    """Put a value at a path; `...` takes away what is there."""

    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        if value is ...:
            del document[path[-1]]
        else:
            document[path[-1]] = value

    return change


def test_the_content_chooses_the_new_couloir_and_a_sound_deposit_passes(linter: Linter) -> None:
    report = check(linter, SAMPLE)
    assert (report.pack, report.verdict, report.findings) == ("pret-navette", SOUND, [])
    assert (report.not_run, report.error, report.status) == ([], None, "provisoire")


def test_its_sample_passes_too(linter: Linter) -> None:
    (pack,) = (each for each in linter.packs if each.name == "pret-navette")
    with open(pack.program["sample"], "rb") as file:
        assert linter.check_bytes(NAME, file.read()).verdict == SOUND


def test_its_ten_rules_are_there(linter: Linter) -> None:
    (pack,) = (each for each in linter.packs if each.name == "pret-navette")
    assert [rule.id for rule in pack.rules if rule.id.startswith("BIB")] == IDS


def unchanged(_: Any) -> None:
    """Leave the document as it is: the fault is elsewhere."""


E0: tuple[str | int, ...] = ("envois", 0)
E1: tuple[str | int, ...] = ("envois", 1)
FAULTY = [
    ("BIB-001", put("mois", value=...), NAME, "« mois » manque."),
    ("BIB-001", put(*E1, "colis", "fragile", value=...), NAME, "« fragile » manque dans « colis » (envoi n° 2)."),
    ("BIB-001", put(*E0, "ouvrages", 1, "auteurs", value=...), NAME, "« auteurs » manque (envoi n° 1)."),
    ("BIB-002", unchanged, "pret.json", "Le nom « pret.json » n'est pas celui d'un envoi."),
    ("BIB-002", unchanged, "PRET-2024-1.json", "Le nom « PRET-2024-1.json » n'est pas celui d'un envoi."),
    ("BIB-003", put("bibliotheque", value="BU-1x"), NAME, "« bibliotheque »"),
    ("BIB-004", put("mois", value="202402"), NAME, "Le nom dit 202401, le fichier 202402."),
    ("BIB-005", put(*E1, "rang", value=3), NAME, "Rang 3, et non 2."),
    ("BIB-006", put(*E0, "colis", "poids", value=5.01), NAME, "5.01 kg, 5.00 au plus."),
    ("BIB-007", put(*E0, "transporteur", value="poste"), NAME, "« transporteur »"),
    ("BIB-008", put(*E0, "ouvrages", 1, value=ouvrage("A1", "Sand")), NAME, "La cote A1 est déjà là."),
    ("BIB-009", put(*E0, "ouvrages", 0, "scan", value="scan-A2.tif"), NAME, "Le scan dit A2, l'ouvrage A1."),
    ("BIB-010", put(*E0, "ouvrages", 1, "auteurs", value=[]), NAME, "L'ouvrage n° 2 est sans auteur."),
    ("BIB-010", put(*E0, "ouvrages", 1, "auteurs", value=["", ""]), NAME, "L'ouvrage n° 2 est sans auteur."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change", "name", "said"), FAULTY)
def test_each_rule_finds_its_fault_and_no_other_does(
    linter: Linter, rule: str, change: Callable[[Any], object], name: str, said: str
) -> None:
    report = check(linter, altered(change), name)
    assert report.pack == "pret-navette"
    assert [finding.rule for finding in report.findings] == [rule]
    assert report.findings[0].message.fr.startswith(said)
    assert report.findings[0].message.en
    assert report.verdict != SOUND


def test_every_rule_has_a_faulty_deposit() -> None:
    assert sorted({rule for rule, *_ in FAULTY}) == IDS


NEAR_MISSES = [
    ("BIB-001", put("mois", value="202401"), NAME),
    ("BIB-002", unchanged, "PRET-202401.json"),
    ("BIB-003", put("bibliotheque", value="BU-00"), NAME),
    ("BIB-004", put("mois", value=202401), NAME),
    ("BIB-005", put(*E1, "rang", value="3"), NAME),
    ("BIB-006", put(*E0, "colis", "poids", value=5.00), NAME),
    ("BIB-006", put(*E1, "colis", "poids", value=500), NAME),
    ("BIB-007", put(*E0, "transporteur", value="POSTE"), NAME),
    ("BIB-008", put(*E0, "ouvrages", 1, value=ouvrage("a1", "Sand")), NAME),
    ("BIB-009", put(*E0, "ouvrages", 0, "scan", value="photo.tif"), NAME),
    ("BIB-010", put(*E0, "ouvrages", value=[]), NAME),
    ("BIB-010", put(*E0, "ouvrages", 1, "auteurs", value=["", "Sand"]), NAME),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change", "name"), NEAR_MISSES)
def test_a_near_miss_does_not_fire_noop(
    linter: Linter, rule: str, change: Callable[[Any], object], name: str
) -> None:
    assert rule not in {finding.rule for finding in check(linter, altered(change), name).findings}


def test_a_rule_that_yields_leaves_its_unit_to_the_other(linter: Linter) -> None:
    both = altered(put(*E0, "ouvrages", 0, "auteurs", value=[]))
    both["envois"][0]["rang"] = 7
    assert [finding.rule for finding in check(linter, both).findings] == ["BIB-005"]
    apart = altered(put(*E0, "ouvrages", 0, "auteurs", value=[]))
    apart["envois"][1]["rang"] = 7
    assert [finding.rule for finding in check(linter, apart).findings] == ["BIB-010", "BIB-005"]


def test_all_its_faults_are_found_at_once(linter: Linter) -> None:
    document = copy.deepcopy(SAMPLE)
    for rule, change, _, _ in FAULTY:
        if rule in ("BIB-003", "BIB-006", "BIB-007", "BIB-009", "BIB-010"):
            change(document)
    found = [finding.rule for finding in check(linter, document).findings]
    assert sorted(found) == ["BIB-003", "BIB-006", "BIB-007", "BIB-009", "BIB-010"]


def test_our_own_packs_work_beside_it(linter: Linter) -> None:
    folder = resources.folder("rules")
    name = "JSON-1234567890-20240115-001.json"
    ours = Linter(cache=False)
    for pack in ("bio-loinc-va1-solde", "commun"):
        path = f"{folder}/exemples/{pack}/{name}"
        with_it, without = linter.check_file(path), ours.check_file(path)
        assert (with_it.pack, with_it.verdict) == (without.pack, without.verdict)
        assert [each.rule for each in with_it.findings] == [each.rule for each in without.findings]
    assert linter.check_file(f"{folder}/exemples/bio-loinc-va1-solde/{name}").verdict == SOUND


@pytest.mark.parametrize(
    "document",
    [{**SAMPLE, "bibliotheque": "MED-12"}, {**SAMPLE, "bibliotheque": None}, {}, [], None],
)
def test_a_deposit_of_no_couloir_is_never_guessed_to_be_of_this_one(
    linter: Linter, document: Any
) -> None:
    report = check(linter, document)
    assert report.pack is None
    assert report.verdict in (UNDETERMINED, REFUSED)
    assert report.error is not None
    assert "pret-navette" in report.error.fr
