"""Each kind of check: what fails, what passes, and when it steps aside for another."""

from __future__ import annotations

import json
from typing import Any

import pytest

from segur_lint import Linter, resources, strays
from segur_lint.asked import ALWAYS, FILLS
from segur_lint.author import compile_all
from segur_lint.checks import CHECKS, reading, structure
from segur_lint.engine import Read, lint
from segur_lint.link import Pack
from segur_lint.options import Options
from segur_lint.report.model import FileReport
from segur_lint.smalldocuments import archive, pdf, png
from segur_lint.source import Source
from segur_lint.text import Text

MODEL = """\
model: mini
title: Mini
unit: ligne
balises:
  tete: value
  mixte: value or list
  autres: {list of: autre}
  lignes:
    list of: ligne
    balises:
      numero: value
      reference: value
      montant: value
      bloc: {balises: {date: value}}
      pieces: {list of: piece, balises: {nom: value}}
      codes: {list of: code}
"""
HEAD = """\
pack: mini
title: Mini
status: provisoire
model: mini-model.yaml
stages: {un: {fr: un, en: one}}
params: {mot: ABC}
names:
  piece: {of: nom, notation: A-B.ext, parts: {A: {called: a}, B: {called: b}, ext: {called: ext}}}
  fichier: {of: fichier, notation: N-X.json, parts: {N: {called: n}, X: {called: x}}}
rules:
"""
LINE: dict[str, Any] = {
    "numero": 1,
    "reference": "ABC123",
    "montant": 1,
    "bloc": {"date": "x"},
    "pieces": [{"nom": "u-v.pdf"}],
    "codes": ["1"],
}
SOUND: dict[str, Any] = {"tete": "t", "mixte": None, "autres": [], "lignes": [LINE]}
WORDS = ("fault", "found", "expected", "balise", "first", "place", "hint")


def said(row: dict[str, Any]) -> dict[str, str]:
    """A message of all these words, in their order; what the row does not fill is left empty."""
    kind = next(key for key in CHECKS if key in row)
    fills = FILLS[kind]
    known = {*ALWAYS, *(fills if isinstance(fills, tuple) else fills[row[kind]]), *row}
    text = "|".join(f"{{{word}}}" if word in known else "" for word in WORDS)
    return {"fr": text, "en": text}


def pack(*rows: dict[str, Any]) -> Pack:
    """A pack made of these rows, each with what every row must have."""
    made = []
    for number, row in enumerate(rows, 1):
        given = {"message": said(row), **row}
        given = {
            "id": f"ESS-{number:03}",
            "stage": "un",
            "title": "Essai",
            "source": "usage",
            "examples": {"pass": [{}], "fail": [{}]},
            **given,
        }
        made.append("  - " + json.dumps(given, ensure_ascii=False))
    files = [
        ("mini-model.yaml", MODEL.encode()),
        ("mini.yaml", (HEAD + "\n".join(made)).encode()),
    ]
    return Pack(compile_all(files)[0])


def check(rules: Pack, document: Any, name: str | None = "n-x.json", **options: Any) -> FileReport:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return lint(rules, Read(Source("f", data), name), Options("2024-09-12T14:00", **options))


def faults(row: dict[str, Any], document: Any, **options: Any) -> list[tuple[str | int, ...]]:
    return [finding.path for finding in check(pack(row), document, **options).findings]


def line(**changes: Any) -> dict[str, Any]:
    return {**SOUND, "lignes": [{**LINE, **changes}]}


def without(name: str) -> dict[str, Any]:
    return {**SOUND, "lignes": [{key: value for key, value in LINE.items() if key != name}]}


def test_the_kinds_run_shape_first_then_formats_then_the_rest() -> None:
    assert list(CHECKS) == [
        "reading",
        "structure",
        "format",
        "filename",
        "assert",
        "unique in",
        "paired in",
    ]


def test_every_kind_says_which_words_of_a_message_it_fills() -> None:
    assert set(FILLS) == set(CHECKS)
    several = {kind: set(fills) for kind, fills in FILLS.items() if isinstance(fills, dict)}
    assert several == {"reading": set(reading._READINGS), "structure": set(structure._MISFITS)}


# --- format -----------------------------------------------------------------------------------

REFERENCE = {"balise": "reference", "format": "VARCHAR (=6)"}
AT_REFERENCE = ("lignes", 0, "reference")


@pytest.mark.parametrize("value", ["ABC12", "ABC1234", "", "      ", None, 123456, True])
def test_a_format_finds_what_is_written_otherwise(value: Any) -> None:
    report = check(pack(REFERENCE), line(reference=value))
    assert [finding.path for finding in report.findings] == [AT_REFERENCE]
    assert report.findings[0].unit == 1
    assert "…" not in report.findings[0].message.fr.split("|")[0]


@pytest.mark.parametrize("document", [line(reference="ABC123"), line(reference="é" * 6)])
def test_a_format_takes_what_is_so_written_noop(document: Any) -> None:
    report = check(pack(REFERENCE), document)
    assert (report.findings, report.not_run) == ([], [])


@pytest.mark.parametrize("document", [without("reference"), line(reference=[]), line(reference={})])
def test_a_format_steps_aside_where_the_shape_is_wrong(document: Any) -> None:
    report = check(pack(REFERENCE), document)
    assert report.findings == []
    assert "indécise" in report.not_run[0].reason.fr


def test_what_a_format_found_wrong_is_unknown_to_the_other_controls() -> None:
    other = {"balise": "reference", "assert": 'value == "ABC"'}
    found = check(pack(REFERENCE, other), line(reference="XYZ")).findings
    assert [finding.rule for finding in found] == ["ESS-001"]
    assert [
        finding.rule for finding in check(pack(other, REFERENCE), line(reference="XYZ")).findings
    ] == ["ESS-002"]
    assert [finding.rule for finding in check(pack(other), line(reference="XYZ")).findings] == [
        "ESS-001"
    ]


def test_an_integer_out_of_its_bounds_is_still_compared() -> None:
    most = {"balise": "numero", "format": "INTEGER (MAX 2)"}
    grows = {"balise": "numero", "assert": "value == previous + 1"}
    found = check(
        pack(most, grows), b'{"lignes": [{"numero": 2}, {"numero": 3}, {"numero": 3.0}]}'
    ).findings
    assert [(finding.rule, finding.unit) for finding in found] == [("ESS-001", 2), ("ESS-001", 3)]
    found = check(pack(most, grows), b'{"lignes": [{"numero": 7}, {"numero": 9}]}').findings
    assert [(finding.rule, finding.unit) for finding in found] == [
        ("ESS-001", 1),
        ("ESS-001", 2),
        ("ESS-002", 2),
    ]


def test_an_amount_badly_written_is_still_compared() -> None:
    amount = {"balise": "montant", "format": "FLOAT (2 chiffres après le point)"}
    most = {"balise": "montant", "assert": "value <= 10"}
    found = check(
        pack(amount, most),
        b'{"tete": 1, "lignes": [{"montant": 11}, {"montant": 9}, {"montant": "11"}]}',
    )
    assert [(finding.rule, finding.unit) for finding in found.findings] == [
        ("ESS-001", 1),
        ("ESS-002", 1),
        ("ESS-001", 2),
        ("ESS-001", 3),
    ]


CODES = {"balise": "codes", "format": "Liste de VARCHAR (=1)"}


@pytest.mark.parametrize(
    ("codes", "paths"),
    [
        (["1", "2"], []),
        ([], [("lignes", 0, "codes")]),
        (
            ["1", "22", None, 3],
            [("lignes", 0, "codes", 1), ("lignes", 0, "codes", 2), ("lignes", 0, "codes", 3)],
        ),
        ([["1"], {}], []),  # the control on the kinds of things says so
        ("1", []),
        (None, []),
    ],
)
def test_a_list_is_read_item_by_item(codes: Any, paths: list[Any]) -> None:
    report = check(pack(CODES), line(codes=codes))
    assert [finding.path for finding in report.findings] == paths
    for finding in report.findings[:1]:
        if len(finding.path) == 4:
            assert "l'élément n° 2 compte 2 caractères" in finding.message.fr
            assert "item no. 2 has 2 characters" in finding.message.en


def test_a_wrong_item_is_unknown_and_the_others_are_not() -> None:
    once = {"each": "code", "unique in": "ligne"}
    found = check(pack(CODES, once), line(codes=["1", "22", "22", "1"])).findings
    assert [(finding.rule, finding.path[-1]) for finding in found] == [
        ("ESS-001", 1),
        ("ESS-001", 2),
        ("ESS-002", 3),
    ]


def test_a_wrong_list_is_unknown_to_the_controls_that_count_it() -> None:
    some = {"balise": "codes", "assert": "count(codes) >= 1"}
    found = check(pack(CODES, some), line(codes=[])).findings
    assert [finding.rule for finding in found] == ["ESS-001"]


def test_a_list_or_null_may_be_null_and_its_items_may_not() -> None:
    row = {"balise": "mixte", "format": "Liste de VARCHAR (=1) ou null"}
    assert faults(row, SOUND) == []
    assert faults(row, {**SOUND, "mixte": ["1", "22"]}) == [("mixte", 1)]
    assert faults(row, {**SOUND, "mixte": "1"}) == [("mixte",)]


# --- filename ---------------------------------------------------------------------------------

NAME = {"balise": "nom", "filename": "piece"}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("u-v.pdf", False),
        ("u-v.w.pdf", False),
        ("u-v-w.pdf", False),
        ("uv.pdf", True),
        ("u-v", True),
        ("", True),
        ("-v.pdf", True),
    ],
)
def test_a_name_is_built_as_its_notation(name: str, wrong: bool) -> None:
    report = check(pack(NAME), line(pieces=[{"nom": name}]))
    assert [finding.path for finding in report.findings] == [
        ("lignes", 0, "pieces", 0, "nom")
    ] * wrong
    for finding in report.findings:
        assert (finding.found, finding.expected) == (Text(name, name), Text("A-B.ext", "A-B.ext"))


@pytest.mark.parametrize("pieces", [[{"nom": None}], [{"nom": 1}], [{}], [{"nom": []}]])
def test_a_name_that_is_no_text_is_another_rows_business_noop(pieces: Any) -> None:
    report = check(pack(NAME), line(pieces=pieces))
    assert report.findings == []
    assert len(report.not_run) == 1


def test_the_files_own_name_is_checked_and_the_finding_says_so() -> None:
    row = {"each": "fichier", "filename": "fichier"}
    assert check(pack(row), SOUND).findings == []
    (found,) = check(pack(row), SOUND, name="autre.txt").findings
    assert (found.on_name, found.path, found.start.line) == (True, (), 1)
    assert found.message.fr.split("|")[1] == "autre.txt"
    unnamed = check(pack(row), SOUND, name=None)
    assert (unnamed.findings, len(unnamed.not_run)) == ([], 1)


# --- assert -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (1, "holds"),
        (0, "fails"),
        (-5, "fails"),
        ("1", "undecided"),
        (None, "undecided"),
        ([], "undecided"),
    ],
)
def test_an_assertion_holds_fails_or_is_undecided(value: Any, outcome: str) -> None:
    report = check(pack({"balise": "montant", "assert": "value > 0"}), line(montant=value))
    assert len(report.findings) == (outcome == "fails")
    assert len(report.not_run) == (outcome == "undecided")


@pytest.mark.parametrize(
    ("reference", "montant", "found", "not_run"),
    [("A", 0, 1, 0), ("B", 0, 0, 0), (None, 0, 0, 0), (1, 0, 0, 1), ("A", 1, 0, 0)],
)
def test_a_rule_applies_only_where_its_when_surely_holds(
    reference: Any, montant: int, found: int, not_run: int
) -> None:
    row = {"balise": "montant", "when": 'reference == "A"', "assert": "value > 0"}
    report = check(pack(row), line(reference=reference, montant=montant))
    assert (len(report.findings), len(report.not_run)) == (found, not_run)


# --- unique in --------------------------------------------------------------------------------


def references(*values: Any) -> dict[str, Any]:
    return {**SOUND, "lignes": [{**LINE, "reference": value} for value in values]}


@pytest.mark.parametrize(
    ("values", "repeats"),
    [
        (["a", "b"], []),
        (["a", "a"], [1]),
        (["a", "b", "a", "a"], [2, 3]),
        (["a", "A"], []),
        (["1", 1], []),
        ([True, 1], []),
        ([True, True], [1]),
        ([1, 1], [1]),
        ([None, None], []),
        ([[], []], []),
        ([{}, {}], []),
    ],
)
def test_a_value_is_once_in_the_file(values: list[Any], repeats: list[int]) -> None:
    row = {"balise": "reference", "unique in": "fichier"}
    assert faults(row, references(*values)) == [("lignes", at, "reference") for at in repeats]


def test_the_same_amount_written_twice_is_one_value() -> None:
    row = {"balise": "montant", "unique in": "fichier"}
    document = (
        b'{"lignes": [{"montant": 1.0}, {"montant": 1.00}, {"montant": 1e0}, {"montant": 2}]}'
    )
    assert [path[1] for path in faults(row, document)] == [1, 2]


def test_the_fault_names_the_element_where_the_value_stood_first() -> None:
    row = {"balise": "reference", "unique in": "fichier"}
    found = check(pack(row), references("x", "a", "a")).findings
    assert found[0].message.fr.split("|")[4] == "2"


def test_repeats_within_one_element_may_be_left_to_another_row() -> None:
    document = {**SOUND, "lignes": [{**LINE, "codes": ["1", "1"]}, {**LINE, "codes": ["2", "1"]}]}
    within = {"each": "code", "unique in": "ligne"}
    across = {"each": "code", "unique in": "fichier", "counted once per": "ligne"}
    both = {"each": "code", "unique in": "fichier"}
    assert faults(within, document) == [("lignes", 0, "codes", 1)]
    assert faults(across, document) == [("lignes", 1, "codes", 1)]
    assert faults(both, document) == [("lignes", 0, "codes", 1), ("lignes", 1, "codes", 1)]


def test_a_value_outside_any_unit_is_counted_in_its_own_list() -> None:
    found = check(
        pack({"each": "autre", "unique in": "fichier"}), {**SOUND, "autres": ["a", "b", "b"]}
    ).findings
    assert [
        (finding.path, finding.unit, finding.message.fr.split("|")[4]) for finding in found
    ] == [(("autres", 2), None, "2")]


HEADER = '{"impId": null, "numeroAns": "1234567890", "SIRET": "73282932000074", "lignesImport": []}'

# --- structure: the pack of the tool itself ---------------------------------------------------

PACK = "bio-loinc-va1-solde"
LINTER = Linter(PACK, cache=False)
FILE = "JSON-1234567890-20240115-001.json"
with open(f"{resources.folder('rules')}/exemples/{PACK}/{FILE}", encoding="utf-8") as opened:
    SAMPLE = opened.read()


def told(text: str) -> list[tuple[str, str]]:
    """Rule and balise of the findings on the shape; nothing else may be found."""
    report = LINTER.check_bytes(FILE, text.encode())
    return [
        (finding.rule, str(finding.path[-1]) if finding.path else "") for finding in report.findings
    ]


def hint(text: str) -> str:
    report = LINTER.check_bytes(FILE, text.encode())
    return next(finding.message.fr for finding in report.findings if finding.rule == "STR-003")


def test_a_sound_sample_has_no_finding_noop() -> None:
    assert told(SAMPLE) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("siret", "SIRET"),
        ("imp_id", "impId"),
        ("numeroANS", "numeroAns"),
        ("numéroAns", "numeroAns"),
        ("numASP", "numeroASP"),
        ("montantHT", "montantSegurHTFacture"),
        ("date_facture", "dateFacture"),
        ("montantSegurHtFacture", "montantSegurHTFacture"),
        ("facture_", "facture"),
        ("scenario_installation", "scenarioInstallation"),
        ("lignesimport", "lignesImport"),
        ("typefichier", "typeFichier"),
    ],
)
def test_a_near_miss_is_one_finding_that_names_the_balise_meant(wrong: str, right: str) -> None:
    text = SAMPLE.replace(f'"{right}"', f'"{wrong}"')
    assert set(told(text)) == {("STR-003", wrong)}
    assert f"« {right} »" in hint(text)


@pytest.mark.parametrize(
    "name",
    [
        "SIRET",
        "impId",
        "facture",
        "beneficiaires",
        "lienCompteRendu",
        "scenarioInstallation",
        "codeTraitement",
    ],
)
def test_a_balise_or_a_bloc_that_is_missing_is_one_finding(name: str) -> None:
    value = json.loads(SAMPLE)
    for holder in (value, value["lignesImport"][0]):
        holder.pop(name, None)
    text = json.dumps(value).replace("2917.0", "2917.00")
    assert told(text) == [("STR-002", name)]


def test_a_name_that_resembles_nothing_is_unknown_and_what_is_missing_is_missing() -> None:
    assert set(told(SAMPLE.replace('"SIRET"', '"zzz"'))) == {
        ("STR-003", "zzz"),
        ("STR-002", "SIRET"),
    }
    assert "Retirez-la" in hint(SAMPLE.replace('"SIRET"', '"zzz"'))


def test_each_missing_balise_is_meant_by_one_near_miss_only() -> None:
    text = SAMPLE.replace('"SIRET"', '"siret": null, "Siret"')
    assert told(text) == [("STR-003", "siret"), ("STR-003", "Siret")]
    assert [
        finding.message.fr.count("Écrivez")
        for finding in LINTER.check_bytes(FILE, text.encode()).findings
    ] == [1, 0]


def second_unit(change: Any) -> str:
    """The sample with a second demande, changed by `change`, other values being distinct."""
    value = json.loads(SAMPLE)
    unit = json.loads(
        json.dumps(value["lignesImport"][0])
        .replace("00001", "00002")
        .replace("FINBIO000006", "FINBIO000007")
    )
    unit["numLigne"] = 2
    unit["beneficiaires"] = ["999999980"]
    change(unit)
    value["lignesImport"].append(unit)
    return json.dumps(value, indent=2).replace("2917.0", "2917.00")


def flatten(unit: dict[str, Any]) -> None:
    for bloc in ("facture", "scenarioInstallation"):
        unit.update(unit.pop(bloc))


def test_a_second_demande_that_is_sound_changes_nothing_noop() -> None:
    assert [rule for rule, _ in told(second_unit(dict.copy)) if not rule.startswith("BEN")] == []


def shape(text: str, linter: Linter = LINTER) -> list[tuple[str, str]]:
    """The balise and the message of each STR-003, then the balises of the STR-002."""
    found = linter.check_bytes(FILE, text.encode()).findings
    unknown = [
        (str(each.path[-1]), each.message.fr.split(". ", 1)[1])
        for each in found
        if each.rule == "STR-003"
    ]
    return unknown + [("manque", str(each.path[-1])) for each in found if each.rule == "STR-002"]


def changed(change: Any) -> str:
    """The sample, the only demande of which is changed by `change`."""
    value = json.loads(SAMPLE)
    change(value["lignesImport"][0])
    return json.dumps(value, indent=2).replace("2917.0", "2917.00")


def spill(*blocs: str, but: tuple[str, ...] = (), **more: Any) -> Any:
    """Take members out of their blocs; the blocs go, but those that keep the members `but`."""

    def change(unit: dict[str, Any]) -> None:
        for bloc in blocs:
            inner = unit.pop(bloc)
            unit.update({name: inner.pop(name) for name in list(inner) if name not in but})
            if inner:
                unit[bloc] = inner
        unit.update(more)

    return change


IN_FACTURE = "L'objet « facture » manque : mettez-y « dateFacture » et « montantSegurHTFacture »."
IN_PIECES = (
    "La liste « piecesJustificatives » manque : mettez-y un objet { … } qui contient "
    "« nomFichier », « formatFichier » et « typeFichier »."
)
REMOVE = "Retirez-la, ou vérifiez son nom dans le modèle."
IN_SCENARIO = (
    "L'objet « scenarioInstallation » manque : "
    "mettez-y « isDirectToDMP », « identDMP » et 4 autres."
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (spill("facture"), [("dateFacture", IN_FACTURE)]),
        (
            spill("facture", "scenarioInstallation"),
            [("dateFacture", IN_FACTURE), ("isDirectToDMP", IN_SCENARIO)],
        ),
        # What stands beside its bloc is told by itself: the bloc does not lack.
        (spill("facture", but=("dateFacture",)), [
            ("montantSegurHTFacture", "Sa place est dans « facture »."),
        ]),
        # Written otherwise, it is still the bloc's.
        (
            lambda unit: unit.update(
                date_facture=unit["facture"]["dateFacture"],
                MontantSegurHTFacture=unit.pop("facture")["montantSegurHTFacture"],
            ),
            [("date_facture", IN_FACTURE)],
        ),
        # What the bloc would not hold is another fault.
        (
            spill("facture", remarque="x"),
            [("dateFacture", IN_FACTURE), ("remarque", REMOVE)],
        ),
        # The bloc is there under another name: the name is at fault.
        (
            lambda unit: unit.update(factures=unit.pop("facture")),
            [("factures", "Écrivez « facture ».")],
        ),
        (lambda unit: unit.pop("facture"), [("manque", "facture")]),
        # A list's elements too, where one of them stands without its list.
        (
            lambda unit: unit.update(unit.pop("piecesJustificatives")[0]),
            [("nomFichier", IN_PIECES)],
        ),
    ],
)  # fmt: skip
def test_a_missing_bloc_whose_members_stand_outside_is_one_finding_at_the_first(
    change: Any, expected: list[tuple[str, str]]
) -> None:
    assert shape(second_unit(change)) == expected


OUT_OF_FACTURE = (
    "Ce fichier n'imbrique pas ses balises : sortez de « facture » celles qui y sont, "
    "pour les mettre directement dans « demande »."
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (spill("scenarioInstallation"), [("facture", OUT_OF_FACTURE)]),
        (spill("scenarioInstallation", facture={"x": 1}), [("facture", OUT_OF_FACTURE)]),
        # No object: nothing is in it, and nothing is missing.
        (spill("facture", "scenarioInstallation", facture=None), [("facture", REMOVE)]),
        (
            spill("scenarioInstallation", facture=None),
            [("facture", REMOVE), ("manque", "dateFacture"), ("manque", "montantSegurHTFacture")],
        ),
        # No bloc of any layout.
        (spill("facture", "scenarioInstallation", lot={"dateFacture": 1}), [("lot", REMOVE)]),
    ],
)
def test_a_bloc_in_a_flat_file_is_one_finding_that_says_to_empty_it(
    change: Any, expected: list[tuple[str, str]]
) -> None:
    assert shape(changed(change)) == expected


def bare(rename: Any = str, **header: Any) -> str:
    """One demande without the file that should hold it."""
    unit = json.loads(SAMPLE)["lignesImport"][0]
    return json.dumps({**{rename(name): value for name, value in unit.items()}, **header})


HEADER_LACKS = [("manque", name) for name in ("impId", "numeroAns", "SIRET")]


@pytest.mark.parametrize("linter", [LINTER, Linter(cache=False)], ids=["named", "fallback"])
@pytest.mark.parametrize("rename", [str, str.lower, str.upper])
def test_an_element_without_its_file_is_told_once_and_spells_no_balise_of_the_header(
    linter: Linter, rename: Any
) -> None:
    (first, said), *others = shape(bare(rename), linter)
    assert first == rename("numLigne")
    assert said.startswith(
        "La liste « lignesImport » manque : mettez-y un objet { … } qui contient « numLigne »"
    )
    assert said.endswith(" et 9 autres.")
    assert others == HEADER_LACKS


def test_a_header_balise_misspelt_beside_a_bare_element_is_still_a_near_miss() -> None:
    told_of = shape(bare(siret="73282932000074"))
    assert ("siret", "Écrivez « SIRET ».") in told_of
    assert ("manque", "SIRET") not in told_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SIRET", "Sa place est au premier niveau du fichier."),
        ("siret", "Écrivez « SIRET », au premier niveau du fichier."),
        ("nomFichier", "Sa place est dans « pièce »."),
        ("date_facture", "Écrivez « dateFacture », dans « facture »."),
        ("numligne", REMOVE),  # numLigne is there
    ],
)
def test_a_name_that_the_model_has_elsewhere_is_sent_there(name: str, expected: str) -> None:
    assert shape(changed(lambda unit: unit.update({name: None}))) == [(name, expected)]


def test_a_wholly_flat_file_is_sound_noop() -> None:
    value = json.loads(SAMPLE)
    flatten(value["lignesImport"][0])
    assert told(json.dumps(value).replace("2917.0", "2917.00")) == []


@pytest.mark.parametrize(
    ("old", "new", "path", "place"),
    [
        (
            '"73282932000074"',
            "[]",
            ("SIRET",),
            "« SIRET » est une liste [ … ] ; le modèle demande une valeur.",
        ),
        (
            '["999999998"]',
            '"999999998"',
            ("lignesImport", 0, "beneficiaires"),
            "« beneficiaires » est un texte ; le modèle demande une liste [ … ] (demande n° 1).",
        ),
        (
            '"isDirectToDMP": false',
            '"isDirectToDMP": {}',
            ("lignesImport", 0, "scenarioInstallation", "isDirectToDMP"),
            "dans « scenarioInstallation » (demande n° 1).",
        ),
        (
            '["999999998"]',
            "[[]]",
            ("lignesImport", 0, "beneficiaires", 0),
            "« FINESS n° 1 » est une liste [ … ] ; le modèle demande une valeur",
        ),
        (
            '"identDMP": null',
            '"identDMP": {}',
            ("lignesImport", 0, "scenarioInstallation", "identDMP"),
            "le modèle demande une liste [ … ] ou une valeur",
        ),
    ],
)
def test_a_thing_of_another_kind_is_told_with_what_the_model_asks(
    old: str, new: str, path: Any, place: str
) -> None:
    (found,) = LINTER.check_bytes(FILE, SAMPLE.replace(old, new).encode()).findings
    assert (found.rule, found.path) == ("STR-004", path)
    assert place in found.message.fr


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[]", "« le fichier » est une liste [ … ] ; le modèle demande un objet { … }."),
        ("3", "« le fichier » est un nombre ;"),
        (
            HEADER.replace("[]", "[null]"),
            "« demande n° 1 » est null ; le modèle demande un objet { … } dans « lignesImport ».",
        ),
    ],
)
def test_a_file_or_an_element_of_another_kind_is_named(text: str, place: str) -> None:
    (found,) = LINTER.check_bytes(FILE, text.encode()).findings
    assert found.rule == "STR-004"
    assert place in found.message.fr


def test_many_wrong_elements_are_all_told_and_near_misses_are_remembered() -> None:
    strays._nears.clear()
    value = json.loads(SAMPLE)
    unit = json.dumps(value["lignesImport"][0]).replace('"numLigne"', '"nmLigne"')
    text = json.dumps({**value, "lignesImport": []}).replace(
        "[]", "[" + ", ".join([unit] * 300) + "]"
    )
    found = [each for each in told(text) if each[0].startswith("STR-00")]
    assert found.count(("STR-003", "nmLigne")) == 300
    assert ("STR-002", "numLigne") not in found
    assert len(strays._nears) == 1


def test_what_is_remembered_of_near_misses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strays, "_REMEMBERED", 2)
    for name in ("aa", "bb", "cc", "aa"):
        strays._near(name, ("AA",))
    assert len(strays._nears) <= 2


# --- reading ----------------------------------------------------------------------------------

READINGS = [
    {"each": "fichier", "reading": word}
    for word in ("encoding", "byte order mark", "syntax", "duplicate keys")
]


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        (b'{"tete": 1}', []),
        (b'\xef\xbb\xbf{"tete": 1}', ["ESS-002"]),
        (b'{"tete": "\xe9"}', ["ESS-001"]),
        (b'\xef\xbb\xbf{"tete": "\xe9"}', ["ESS-002", "ESS-001"]),
        (b'{"tete": 1,}', ["ESS-003"]),
        (b"", ["ESS-003"]),
        (b'{"tete": 1, "tete": 1}', ["ESS-004"]),
        (b'{"tete": 1, "t\\u0065te": 1, "tete": 3}', ["ESS-004", "ESS-004"]),
        (b'{"tete": {"a": 1}, "a": {"tete": 2}}', []),
    ],
)
def test_the_bytes_and_the_text_are_read_before_any_content(data: bytes, rules: list[str]) -> None:
    assert [finding.rule for finding in check(pack(*READINGS), data).findings] == rules


@pytest.mark.parametrize(
    ("data", "likely"),
    [
        ('{"é": 1}'.encode("cp1252"), "Windows-1252 (ANSI)"),
        ('{"œ€": 1}'.encode("cp1252"), "Windows-1252 (ANSI)"),
        ('{"é": 1}'.encode("cp850"), "CP850 (DOS)"),
        ('{"é": 1}'.encode("utf-16"), "UTF-16"),
        ('{"é": 1}'.encode("utf-16-le"), "UTF-16"),
        ('{"é": 1}'.encode("utf-16-be"), "UTF-16"),
        ('{"é": 1}'.encode("utf-32"), "UTF-32"),
        ('{"é": 1}'.encode("utf-32-be"), "UTF-32"),
        (b'{"a\x81": 1}', None),
        *[(f'{{"a{letter}": 1}}'.encode("cp850"), "CP850 (DOS)") for letter in "éâçêëèï"],
        # What is a letter to DOS and a usual sign to Windows is guessed as the latter.
        *[(f'{{"a{letter}": 1}}'.encode("cp850"), "Windows-1252 (ANSI)") for letter in "àùôûî"],
        *[(f'{{"a{sign}": 1}}'.encode("cp1252"), "Windows-1252 (ANSI)") for sign in "€…Œ‘’“”–—œàÉ"],
        # UTF-16 without its mark, whose letters below U+0080 are UTF-8 too.
        ('{"a": 1}'.encode("utf-16-le"), "UTF-16"),
        ('{"a": 1}'.encode("utf-16-be"), "UTF-16"),
        ("{}".encode("utf-16-le"), "UTF-16"),
        ('{"a": 1}'.encode("utf-32-le"), "UTF-32"),
        ('{"a": 1}'.encode("utf-32-be"), "UTF-32"),
        ('{"é'.encode("utf-16-be"), "UTF-16"),  # and cut, which is the lesser fault
        (b'{\x00\x00"\xe9', None),  # NULs, and not every other byte
        (b'{\x00\xe9"', "Windows-1252 (ANSI)"),
    ],
)
def test_bytes_that_are_not_utf8_are_guessed_where_they_can_be(
    data: bytes, likely: str | None
) -> None:
    report = check(pack(READINGS[0]), data)
    (found,) = report.findings
    said = found.message.fr.split("|")[0]
    assert ("semble écrit en" in said) is (likely is not None)
    assert likely is None or likely in said
    assert found.span.start == found.span.end


@pytest.mark.parametrize(
    ("data", "rule", "fr", "en"),
    [
        (archive([("a.pdf", b"x" * 99 + b"\xe9")]), 1, "c'est une archive zip.", "a zip archive."),
        (pdf("a"), 1, "c'est un PDF.", "it is a PDF."),
        (png(), 1, "c'est une image PNG.", "it is an image, PNG."),
        (b"MZ\x90\x00\x03\x00", 1, "c'est un programme (EXE).", "a program (EXE)."),
        (b"PK\x03\x04\xe9 xl/workbook.xml", 1, "un classeur (XLSX).", "a spreadsheet (XLSX)."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 1, "un document Office.", "an Office document."),
        (b"Rar!\x1a\x07\x01\x00\xe9", 1, "une archive RAR.", "an archive, RAR."),
        (b"\x00\x00\x00\x18ftypheic\xe9", 1, "une image HEIC.", "an image, HEIC."),
        (b"\xe9\x00\x01\x02", 1, "un fichier binaire.", "a binary file."),
        (b"%PDF-1.4\n%%EOF", 3, "c'est un PDF.", "it is a PDF."),
        (b"\n<!DOCTYPE html><html>", 3, "une page web (HTML).", "a web page (HTML)."),
        ("<?xml version='1.0'?><é/>".encode(), 3, "un texte XML.", "an XML text."),
        (bytes(4), 3, "un fichier binaire.", "a binary file."),
    ],
)
def test_a_file_of_another_format_is_named_and_no_line_of_it_is_shown(
    data: bytes, rule: int, fr: str, en: str
) -> None:
    (found,) = check(pack(*READINGS), data).findings
    assert found.rule == f"ESS-00{rule}"
    assert fr in found.message.fr
    assert en in found.message.en
    assert found.message.fr.startswith("Ce n'est pas un fichier JSON : ")
    assert (found.on_name, found.expected) == (True, None)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": "%PDF-1.4',
        b'[\xe9, "%PDF-"]',
        b'"\x00\x00\xe9',
        b"a \xe9 tout venant",
        b"tout venant",
        b"",
        "{}".encode("utf-16"),
        '{"é": 1}'.encode("utf-32"),
    ],
)
def test_a_bad_text_is_not_taken_for_another_format(data: bytes) -> None:
    for found in check(pack(*READINGS), data).findings:
        assert "Ce n'est pas un fichier JSON" not in found.message.fr


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b'{"a": "\xc3', 8),
        (b'{"a": "\xe2\x82', 8),
        (b'{"a": "\xf0\x9f\x98', 8),
        ('{"é": "é'.encode()[:-1], 9),
        (b"\xef\xbb\xbf{\xc3", 5),
        (b"\xef\xbb", 1),  # the mark itself is cut
    ],
)
def test_a_file_that_ends_within_a_character_is_told_to_be_cut(data: bytes, byte: int) -> None:
    (found,) = check(pack(READINGS[0]), data).findings
    said = (
        f"Le fichier est coupé : l'octet n° {byte} (0x{data[byte - 1]:02X}) commence un caractère"
    )
    assert said in found.message.fr
    assert "semble écrit" not in found.message.fr


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": "\xc3"',  # its end is not UTF-8 either, but something follows
        b'{"a": "\xe9", "b": "\xc3',  # and cut, but the first fault is another
        b'{"a": "\x82',  # begins no character
        b'{"a": "\xc0',
        b'{"a": "\xe2\x28',
        b'{"a": "\xff',
        b"\xff\xfe",
    ],
)
def test_a_byte_that_begins_no_character_is_no_cut(data: bytes) -> None:
    (found,) = check(pack(READINGS[0]), data).findings
    assert "coupé" not in found.message.fr


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_wide_text_without_a_mark_is_one_finding(encoding: str) -> None:
    report = check(pack(*READINGS), '{"tete": "a"}'.encode(encoding))
    (found,) = report.findings
    assert found.rule == "ESS-001"
    assert "(0x00) n'est pas du texte ; le fichier semble écrit en UTF-" in found.message.fr
    assert [each.rule for each in report.not_run] == ["ESS-003", "ESS-004"]


@pytest.mark.parametrize(
    "data",
    [b"{\x00}", b'{\x00\x00"a"}', b'\x00{"a": 1}', b'{"a": "\x00b\x00c"}', b"{\x00", b"\x00"],
)
def test_a_stray_nul_is_a_fault_of_the_text(data: bytes) -> None:
    assert [each.rule for each in check(pack(*READINGS), data).findings] == ["ESS-003"]


def test_a_second_key_is_told_with_the_line_of_the_first() -> None:
    (found,) = check(pack(READINGS[3]), b'{\n"tete": 1,\n\n"t\\u0065te": 2}').findings
    assert (found.start.line, found.end.column) == (4, 12)
    assert found.message.fr.split("|")[3:5] == ["tete", "2"]


def test_a_key_that_holds_commands_for_a_terminal_is_spelt_out() -> None:
    (found,) = check(pack(READINGS[3]), b'{"\\u001b[2J": 1, "\\u001b[2J": 2}').findings
    assert found.message.fr.split("|")[3] == "\\u001B[2J"


@pytest.mark.parametrize(
    ("data", "not_run"),
    [
        (b'{"tete": 1}', []),
        (b'{"tete": 1,}', ["ESS-004"]),
        (b'{"tete": "\xe9"}', ["ESS-003", "ESS-004"]),
    ],
)
def test_what_could_not_be_read_is_said_to_be_not_run(data: bytes, not_run: list[str]) -> None:
    assert [each.rule for each in check(pack(*READINGS), data).not_run] == not_run


def test_a_row_on_the_file_that_looks_at_its_content_is_not_about_its_name() -> None:
    on_content = {"each": "fichier", "assert": 'tete != "t"'}
    (found,) = check(pack(on_content), SOUND).findings
    assert not found.on_name
    on_name = {"each": "fichier", "assert": "fichier.n == tete"}
    (found,) = check(pack(on_name), SOUND).findings
    assert found.on_name


# --- paired in --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "clashes"),
    [
        ([("a", "x"), ("b", "y")], []),
        ([("a", "x"), ("a", "x")], []),
        ([("a", "x"), ("a", "y")], [1]),
        ([("a", "x"), ("b", "x")], [1]),
        ([(1, "x"), (1, "y")], [1]),
        ([("a", 1), ("a", 2), ("a", 1)], [1]),
        ([(1, "x"), ("1", "y"), (True, "z")], []),
        ([(1, 1), (True, True)], []),
        ([(None, "x"), (None, "y")], []),
        ([("a", None), ("a", "y")], []),
        ([("a", []), ("a", {})], []),
    ],
)
def test_a_value_goes_with_one_of_the_other_balise(
    pairs: list[tuple[Any, Any]], clashes: list[int]
) -> None:
    row = {"balise": "reference", "paired in": "fichier", "paired with": "montant"}
    lines = [{**LINE, "reference": one, "montant": two} for one, two in pairs]
    found = faults(row, {**SOUND, "lignes": lines})
    assert found == [("lignes", at, "reference") for at in clashes]


def test_amounts_written_otherwise_go_with_the_same() -> None:
    row = {"balise": "montant", "paired in": "fichier", "paired with": "reference"}
    document = (
        b'{"lignes": [{"montant": 1.0, "reference": "x"}, {"montant": 1e0, "reference": "y"}]}'
    )
    assert [path[1] for path in faults(row, document)] == [1]
