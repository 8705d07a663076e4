"""Where no pack knows a file, the nearest one is named, with what of its ``applies`` fails."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import Linter, resources
from segur_lint.engine import Read
from segur_lint.lang import expression
from segur_lint.nearby import _Reader, nearest
from segur_lint.options import Options
from segur_lint.source import Source

FILE = "JSON-1234567890-20240115-001.json"
LINTER = Linter()
CANDIDATES = [pack for pack in LINTER.packs if pack.applies is not None]


def sample(pack: str, *changes: tuple[str, str]) -> bytes:
    """The sample of a pack, changed."""
    text = Path(resources.folder("rules"), "exemples", pack, FILE).read_text(encoding="utf-8")
    for old, new in changes:
        text, done = re.subn(old, new, text)
        assert done
    return text.encode()


@pytest.mark.parametrize(
    ("pack", "changes", "said"),
    [
        ("hop-dpi-va1-solde", [("DPI", "DPX")], 'hop-dpi-va1-solde : nomFichier.logiciel : "DPI" attendu, "DPX" lu.'),
        ("hop-dpi-va1-solde", [("HOP-DPI", "HO-DPI")], 'hop-dpi-va1-solde : nomFichier.couloir : "HOP" attendu, "HO" lu.'),
        ("bio-sgl-va1-solde", [("SGL", "SgX"), ("FINBIO", "FINXXX")], 'bio-sgl-va1-solde : nomFichier.logiciel : "SGL" attendu, "SgX" lu.'),
        ("bio-loinc-va1-solde", [("LOINC", "LONIC"), ("FINBIO", "FINXXX")], 'bio-loinc-va1-solde : nomFichier.logiciel : "LOINC" attendu, "LONIC" lu.'),
        ("mdv-lgc-va1-avance", [("MDV-", "MDX-")], 'mdv-lgc-va1-avance : nomFichier.couloir : "MDV" attendu, "MDX" lu.'),
        ("mdv-lgc-va1-avance", [("null", '"FINMDV000001"')], 'mdv-lgc-va1-avance : « starts_with(numeroASP, "FIN") » ne doit pas être vrai.'),
    ],
)  # fmt: skip
def test_the_nearest_pack_is_named_and_what_it_lacks(
    pack: str, changes: list[tuple[str, str]], said: str
) -> None:
    report = LINTER.check_bytes(FILE, sample(pack, *changes))
    assert report.pack is None
    assert report.error is not None
    assert f" Le plus proche, {said} Nommez-en un avec --pack." in report.error.fr
    assert f" The nearest, {pack}: " in report.error.en
    assert not any("proche" in each.reason.fr for each in report.not_run)  # told once


@pytest.mark.parametrize(
    "data",
    [
        b"[]", b"null", b"{}", b'"DPI"', b'{"impId": null}', b'{"lignesImport": []}',
        b'{"lignesImport": [null, {"piecesJustificatives": [null, 3, {"nomFichier": 4}]}]}',
        b'{"lignesImport": [{"piecesJustificatives": [{"nomFichier": "facture.pdf"}]}]}',
        b'{"lignesImport": [{"piecesJustificatives": [{"nomFichier": "XXX-YYYYYY-Z-FACTURE-1.pdf"}]}]}',
    ],
)  # fmt: skip
def test_what_is_far_from_all_packs_is_like_none_noop(data: bytes) -> None:
    report = LINTER.check_bytes(FILE, data)
    assert report.error is not None
    assert "proche" not in report.error.fr


def test_no_value_is_shown_where_none_may_be() -> None:
    report = Linter(values=False).check_bytes(FILE, sample("hop-dpi-va1-solde", ("DPI", "DPX")))
    assert report.error is not None
    assert 'nomFichier.logiciel : "DPI" attendu, … lu.' in report.error.fr
    assert "DPX" not in report.error.fr + report.error.en


def test_a_text_that_is_nearly_read_is_nearer_than_another_corridor_s() -> None:
    data = sample("mdv-lgc-va1-avance", ("LGC", "LGX"), ("BON_COMMANDE", "BC"))
    error = LINTER.check_bytes(FILE, data).error
    assert error is not None
    assert 'proche, mdv-lgc-va1-avance : nomFichier.logiciel : "LGC" attendu, "LGX" lu' in error.fr
    data = sample("mdv-lgc-va1-avance", ("MDV", "BIO"), ("LGC", "SGX"))
    error = LINTER.check_bytes(FILE, data).error
    assert error is not None
    assert 'proche, bio-sgl-va1-solde : nomFichier.logiciel : "SGL" attendu, "SGX" lu' in error.fr


MODEL = """model: {0}
title: T
unit: u
balises:
  {{a: value, n: value, o: value, b: {{list of: u, balises: {{c: value, d: {{list of: w, balises: {{e: value}}}}}}}}}}
"""
PACK = """pack: {0}
title: T
status: provisoire
source: {{document: D}}
stages: {{s: {{fr: s, en: s}}}}
model: m{0}.yaml
applies: >-
  {1}
rules: []
"""


def linter_of(folder: Path, **applies: str) -> Linter:
    """Packs of one condition each, and ours."""
    for name, condition in applies.items():
        (folder / f"{name}.yaml").write_text(PACK.format(name, condition), encoding="utf-8")
        (folder / f"m{name}.yaml").write_text(MODEL.format(name), encoding="utf-8")
    return Linter(rules=[str(folder)], cache=False)


def test_two_packs_that_apply_are_not_called_near(tmp_path: Path) -> None:
    linter = linter_of(tmp_path, un='a == "oui"', deux='a == "oui"')
    both = linter.check_bytes(FILE, b'{"a": "oui"}').error
    none = linter.check_bytes(FILE, b'{"a": "oui\\u001b[1m"}').error
    assert both is not None
    assert none is not None
    assert "proche" not in both.fr
    assert 'a : "oui" attendu, "oui\\u001B[1m" lu.' in none.fr


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        # A name of the file is read in the file, however deep it stands.
        ('any(b where row.o == "zy" and c == "x")', 'row.o : "zy" attendu, "zz" lu.'),
        ('any(b where c == row.o) and a == "oui"', """« c == row.o » n'est pas vrai ; a : "oui" attendu, "oua" lu."""),
        ('a == "oui" and not any(b where any(d where e == row.o))', 'a : "oui" attendu, "oua" lu ; « e == row.o » ne doit pas être vrai.'),
        # Of several values, the nearest.
        ('a in ("non", "oui")', 'a : "oui" attendu, "oua" lu.'),
        ('a == "oui" and a not in ("oua", "x")', 'a : "oui" attendu, "oua" lu ; « a not in ("oua", "x") » n\'est pas vrai.'),
        # What is computed is told.
        ('a == "oui" and n * (n - 1) + 2 > 30', 'a : "oui" attendu, "oua" lu ; « (n * (n - 1)) + 2 > 30 » n\'est pas vrai.'),
    ],
)  # fmt: skip
def test_each_condition_is_read_and_told(tmp_path: Path, condition: str, said: str) -> None:
    data = b'{"a": "oua", "n": 3, "o": "zz", "b": [{"c": "x", "d": [{"e": "zz"}]}]}'
    error = linter_of(tmp_path, un=condition).check_bytes(FILE, data).error
    assert error is not None
    assert f"Le plus proche, un : {said}" in error.fr


def test_what_one_of_many_meets_is_not_said_to_lack(tmp_path: Path) -> None:
    linter = linter_of(tmp_path, un='any(b where c == "fin") and a == "oui"')
    many = [{"c": f"fi{number}"} for number in range(2_000)]
    error = linter.check_bytes(
        FILE, json.dumps({"a": "oua", "b": [*many, {"c": "fin"}]}).encode()
    ).error
    assert error is not None
    assert 'Le plus proche, un : a : "oui" attendu, "oua" lu.' in error.fr


def test_long_lists_in_long_lists_are_soon_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linter = linter_of(tmp_path, un='any(b where any(d where e == "zy"))')
    compared, asked = _Reader.compared, []

    def counted(*given: Any) -> Any:
        asked.append(given)
        return compared(*given)

    monkeypatch.setattr(_Reader, "compared", counted)
    long = [{"d": [{"e": "zz"}] * 50}] * 500
    error = linter.check_bytes(FILE, json.dumps({"b": long}).encode()).error
    assert error is not None
    assert 'e : "zy" attendu, "zz" lu.' in error.fr
    assert len(asked) <= 1_000


@pytest.mark.parametrize("pack", CANDIDATES, ids=lambda pack: pack.name)
def test_a_condition_is_told_as_its_author_may_write_it(pack: Any) -> None:
    text = _Reader(pack, shows=True).text(pack.program["applies"], 0)
    assert "…" not in text
    assert expression.parse(text)


NAMES: st.SearchStrategy[Any] = st.sampled_from(["BIO-LOIC-Va1-FACTURE-00001.pdf", "HOP-DPX-Va2-VA-1.png", "MDX-LGC-Va1-BC-1.pdf", "x", "\ud800", "", None, 3, [], {}])  # fmt: skip
PIECES = st.lists(st.fixed_dictionaries({}, optional={"nomFichier": NAMES, "typeFichier": NAMES}) | NAMES, max_size=3)  # fmt: skip
CLAIMS = st.lists(st.fixed_dictionaries({}, optional={"piecesJustificatives": PIECES | NAMES, "numeroASP": NAMES}) | NAMES, max_size=3)  # fmt: skip


@given(st.fixed_dictionaries({}, optional={"lignesImport": CLAIMS | NAMES}) | NAMES)
def test_any_content_is_near_or_not_and_both_are_sentences(value: Any) -> None:
    file = Read(Source(FILE, json.dumps(value).encode()), FILE)
    if file.document is None:
        return
    found = nearest(CANDIDATES, file, Options("2024-01-15T10:00"))
    assert bool(found.fr) == bool(found.en)
    assert (found.fr + found.en).isprintable()
