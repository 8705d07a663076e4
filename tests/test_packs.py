"""Our packs beside each other: each knows its own deposits, and finds what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from segur_lint import Linter, resources

RULES = Path(resources.folder("rules"))
NAME = "JSON-1234567890-20240115-001.json"
LINTER = Linter(cache=False)
OURS = [pack.name for pack in LINTER.packs if not pack.program["fallback"]]
LOINC, SECOND, SGL = "bio-loinc-va1-solde", "bio-loinc-va2-solde", "bio-sgl-va1-solde"
HOP, RAD, MDV = "hop-dpi-va1-solde", "rad-ris-va1-solde", "mdv-lgc-va1-avance"


def sample(pack: str) -> str:
    return (RULES / "exemples" / pack / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize("pack", OURS)
def test_a_sample_chooses_its_pack_and_can_be_deposited(pack: str) -> None:
    report = LINTER.check_bytes(NAME, sample(pack).encode())
    assert (report.pack, report.verdict, report.findings) == (pack, "deposable", [])


@pytest.mark.parametrize("pack", OURS)
def test_what_is_not_published_says_so_in_each_row_that_is_supposed(pack: str) -> None:
    (one,) = [each for each in LINTER.packs if each.name == pack]
    supposed = [rule.id for rule in one.rules if rule.source.startswith("supposé")]
    assert bool(supposed) == (one.program["status"] == "provisoire")


@pytest.mark.parametrize(
    ("pack", "old", "new", "found"),
    [
        (SECOND, "-Va2-VA-", "-Va1-VA-", None),  # the first wave's: its pack tells the other name
        (SECOND, "-Va2-VA-", "-Va3-VA-", ["PJ-003"]),
        (SGL, '"https://interop.exemple.fr/cr/00001"', "null", ["CR-002"]),
        (SGL, '["1999999998"]', "null", ["SCN-009"]),
        (SGL, '"isDirectToMSSCitoyen": false', '"isDirectToMSSCitoyen": true', ["SCN-015"]),
        (SGL, '"isDirectToMSSPro": true', '"isDirectToMSSPro": false', ["SCN-012"]),
        (SGL, '"labo@exemple.mssante.fr"', '"labo"', ["SCN-011"]),
        (SGL, '"typeFichier": "VA"', '"typeFichier": "CTX"', ["PJ-008"]),
        (HOP, "HOP-DPI-Va1-VA-", "HOP-RI-Va1-VA-", ["PJ-003"]),
        (HOP, '"FINHOP000006"', '"FINHOP6"', ["DEM-004"]),
        (HOP, '"FINHOP000006"', '"FINRAD000006"', ["DEM-009"]),
        (RAD, '"formatFichier": "PDF"', '"formatFichier": "pdf"', ["PJ-007"]),
        (RAD, '"libelleTraitement": null', '"libelleTraitement": ""', ["TRT-002"]),
        (MDV, '"numeroASP": null', '"numeroASP": "null"', ["DEM-010"]),
        (MDV, "358.33", "358.3", ["CMD-004"]),
        (MDV, '"isMandataire": false', '"isMandataire": true', ["BEN-011"]),
        (MDV, '"10000000001"', "10000000001", ["BEN-015"]),
        (MDV, '"RPPS"', '"rpps"', ["STR-003"]),
    ],
)
def test_a_fault_is_found_by_the_pack_of_its_deposit(
    pack: str, old: str, new: str, found: list[str] | None
) -> None:
    text = sample(pack)
    assert text.count(old) == 1
    report = LINTER.check_bytes(NAME, text.replace(old, new).encode())
    if found is None:
        assert (report.pack, [each.rule for each in report.findings]) == (LOINC, ["PJ-003"])
    else:
        assert report.pack == pack
        assert sorted(each.rule for each in report.findings) == found


@pytest.mark.parametrize("pack", OURS)
def test_a_deposit_without_documents_is_guessed_from_its_reference_alone(pack: str) -> None:
    """A reference of the published couloir is enough; the others have none that is known."""
    text = sample(pack)
    begin = text.index('"piecesJustificatives": [') + len('"piecesJustificatives": [')
    report = LINTER.check_bytes(NAME, (text[:begin] + text[text.index("]", begin) :]).encode())
    assert report.pack == (LOINC if "FINBIO" in text else None)
