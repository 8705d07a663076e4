"""Mending: what is sure is mended, to the byte; what is not is left; what does not hold is undone."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import errno
import json
import os
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.generator import Filed, Lexeme, deposit, dumps, name
from fixtures.mutations import MUTATIONS
from segur_lint import Linter, atomic, resources
from segur_lint.author import compile_all
from segur_lint.cli import main
from segur_lint.document import Document, read
from segur_lint.errors import AuthorErrors
from segur_lint.fix import Mended, fix
from segur_lint.source import Source
from tests.corpora import corpora
from tests.test_author import MODEL, PACK, edit, files, under_caret

if TYPE_CHECKING:
    from segur_lint.report.model import FileReport

PACK_NAME = "bio-loinc-va1-solde"
NAME = "JSON-1234567890-20240115-001.json"
SAMPLE = (Path(resources.folder("rules")) / "exemples" / PACK_NAME / NAME).read_text("utf-8")
LINTER = Linter(PACK_NAME)
INPUTS = {"siret_fournisseur": "35600000000048"}
UNSAFE = Linter(PACK_NAME, inputs=INPUTS)


def mended(text: str, *, unsafe: bool = False, file: str = NAME) -> Mended:
    return fix(UNSAFE if unsafe else LINTER, file, text.encode(), unsafe=unsafe)


def put(balise: str, value: str, text: str = SAMPLE, *, at: int = 0) -> str:
    """The sample with another value of a balise, to the letter."""
    source = Source(NAME, text.encode())
    document = read(source)
    assert isinstance(document, Document)
    path = [path for path in paths(document.value) if path[-1] == balise][at]
    span = document.node(path).span
    return text[: span.start] + value + text[span.end :]


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every path of a document, from the root."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [found for key, inner in items for found in [(*path, key), *paths(inner, (*path, key))]]


# --- each row that says what mends it --------------------------------------------------------------

SAFE = [
    # rule, balise, before, after
    ("ENT-001", "impId", '"null"', "null"),
    ("ENT-001", "impId", '""', "null"),
    ("DEM-001", "numLigne", '"1"', "1"),
    ("DEM-001", "numLigne", "1.0", "1"),
    ("DEM-001", "numLigne", "null", "1"),
    ("DEM-001", "numLigne", "201", "1"),
    ("DEM-002", "numLigne", "0", "1"),
    ("DEM-002", "numLigne", "7", "1"),
    ("DEM-003", "typeAction", '"c"', '"C"'),
    ("DEM-003", "typeAction", "null", '"C"'),
    ("FAC-003", "montantSegurHTFacture", "2917", "2917.00"),
    ("FAC-003", "montantSegurHTFacture", "358.3", "358.30"),
    ("FAC-003", "montantSegurHTFacture", "358.300", "358.30"),
    ("FAC-003", "montantSegurHTFacture", "2.917e3", "2917.00"),
    ("FAC-003", "montantSegurHTFacture", "1E2", "100.00"),
    ("FAC-003", "montantSegurHTFacture", '"2917.00"', "2917.00"),
    ("FAC-003", "montantSegurHTFacture", '"2917"', "2917.00"),
    ("BEN-002", "beneficiaires", '["999999998", "999999998"]', '["999999998"]'),
    ("BEN-002", "beneficiaires", '["999999998",\n"999999998","999999998" ]', '["999999998" ]'),
    ("PJ-007", "formatFichier", '"pdf"', '"PDF"'),
    ("PJ-007", "formatFichier", '"Pdf"', '"PDF"'),
    ("CR-001", "lienCompteRendu", '""', "null"),
    ("SCN-001", "isDirectToDMP", '"false"', "false"),
    ("SCN-001", "isDirectToDMP", "null", "false"),
    ("SCN-002", "identDMP", "[]", "null"),
    ("SCN-002", "identDMP", '["1234"]', "null"),
    ("SCN-003", "isDirectToMSSPro", "true", "false"),
    ("SCN-004", "adresseBoiteMSSPro", '"null"', "null"),
    ("SCN-005", "isDirectToMSSCitoyen", "0", "false"),
    ("SCN-006", "adresseBoiteMSSCitoyen", '""', "null"),
    ("TRT-001", "codeTraitement", '"0000"', "null"),
    ("TRT-002", "libelleTraitement", '"Demande acceptée"', "null"),
]


@pytest.mark.parametrize(("rule", "balise", "before", "after"), SAFE)
def test_what_is_sure_is_mended_to_the_byte(
    rule: str, balise: str, before: str, after: str
) -> None:
    found = mended(put(balise, before))
    assert found.data.decode() == put(balise, after)
    assert {each.rule for each in found.done} == {rule}
    assert found.undone == []


def test_every_rule_that_says_what_mends_it_is_in_a_table() -> None:
    (pack,) = (each for each in LINTER.packs if each.name == PACK_NAME)
    said = {rule.id: rule.plain["fix"][0] for rule in pack.rules if rule.plain["fix"] is not None}
    sure = {rule for rule, unsafe in said.items() if not unsafe}
    assert sure == {rule for rule, *_ in SAFE} | {"FIC-006", "STR-002"}
    assert set(said) - sure == {"FIC-002", "STR-003", "ENT-005"}


NOT_MENDED = [
    ("montantSegurHTFacture", '"2917.005"', "a digit would be lost"),
    ("montantSegurHTFacture", "2917.005", "the same"),
    ("montantSegurHTFacture", '"2917,00"', "a comma may part thousands"),
    ("montantSegurHTFacture", '"2 917.00"', "so may a space"),
    ("montantSegurHTFacture", '" 2917.00"', "a space that is not said"),
    ("montantSegurHTFacture", '"02917.00"', "no JSON number"),
    ("montantSegurHTFacture", '"1e400"', "no amount has such an exponent"),
    ("montantSegurHTFacture", '"NaN"', "no number"),
    ("montantSegurHTFacture", "null", "nothing to write"),
    ("montantSegurHTFacture", "true", "the same"),
    ("montantSegurHTFacture", "0.00", "the value is at fault, not its writing"),
    ("formatFichier", '"JPEG"', "another code"),
    ("formatFichier", '"pdf "', "not the case alone"),
    ("formatFichier", '"tiff"', "no known code in capitals either"),
    ("formatFichier", '"ﬁg"', "letters that become others"),
    ("formatFichier", "null", "nothing to write"),
    ("typeFichier", '"facture"', "no rule says what mends it"),
    ("numeroASP", '"FINBIO6"', "the same"),
    ("beneficiaires", "[]", "the same"),
    ("identDMP", "{}", "an object is another control's"),
    ("numLigne", "[1]", "so is a list"),
    ("SIRET", '"7328"', "which number is meant is not known"),
]


@pytest.mark.parametrize(("balise", "value", "why"), NOT_MENDED)
def test_what_is_not_sure_is_left(balise: str, value: str, why: str) -> None:
    before = put(balise, value)
    found = mended(before)
    assert found.data.decode() == before, why
    assert found.report.findings
    assert not found.undone
    assert not found.done


def test_two_catalogues_are_not_numbered_by_us() -> None:
    pieces = [
        {
            "nomFichier": f"BIO-LOINC-Va1-{kind}-00001.{form.lower()}",
            "formatFichier": form,
            "typeFichier": kind,
        }
        for kind, form in (("FACTURE", "PDF"), ("VA", "PNG"), ("CTX", "PDF"), ("CTX", "PNG"))
    ]
    before = put("piecesJustificatives", json.dumps(pieces))
    found = mended(before)
    assert {each.rule for each in found.report.findings} >= {"PJ-012"}
    assert found.data.decode() == before


@pytest.mark.parametrize("text", ['{"a": 1e400}', "", "{,}", '{"a": NaN}', "\ufeff{", "[1]"])
def test_a_file_that_cannot_be_judged_is_left(text: str) -> None:
    found = fix(Linter(), NAME, text.encode())
    assert found.data == text.encode()
    assert found.report.error is not None


def test_bytes_that_are_not_utf_8_are_left() -> None:
    data = put("typeAction", '"c"').encode() + b"\xe9"
    assert mended_bytes(data).data == data


def mended_bytes(data: bytes) -> Mended:
    return fix(LINTER, NAME, data)


# --- the byte order mark, numbering, absence -------------------------------------------------------


def test_a_byte_order_mark_goes_and_the_line_ends_stay() -> None:
    text = put("typeAction", '"c"').replace("\n", "\r\n")
    found = mended("\ufeff" + text)
    assert found.data.decode() == put("typeAction", '"C"').replace("\n", "\r\n")
    assert {each.rule for each in found.done} == {"FIC-006", "DEM-003"}


@pytest.mark.parametrize(
    "numbers",
    [["0", "1", "2"], ["4", "5", "6"], ["1", "1", "2"], ["1", "3", "4"], ['"1"', '"2"', '"3"'], ["1", '"9"', "7"], ["201", "202", "203"], ["null", "true", "1.5"]],
)  # fmt: skip
def test_all_demandes_are_numbered_in_one_go(numbers: list[str]) -> None:
    rng = random.Random(1)
    text = dumps(deposit(rng, 3))
    for at, number in enumerate(numbers):
        text = put("numLigne", number, text, at=at)
    found = mended(text)
    assert [line["numLigne"] for line in json.loads(found.data)["lignesImport"]] == [1, 2, 3]
    assert found.report.findings == []


def without(*balises: str) -> str:
    """The sample without some balises, written anew."""

    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cut(inner) for key, inner in value.items() if key not in balises}
        return [cut(inner) for inner in value] if isinstance(value, list) else value

    return dumps(cut(loads(SAMPLE)))


def loads(text: str | bytes) -> Any:
    """A JSON text whose numbers stay as they are written."""
    return json.loads(text, parse_float=Lexeme, parse_int=Lexeme)


SINGLE = ["impId", "typeAction", "lienCompteRendu", "isDirectToDMP", "identDMP", "isDirectToMSSPro", "adresseBoiteMSSPro", "isDirectToMSSCitoyen", "adresseBoiteMSSCitoyen", "codeTraitement", "libelleTraitement"]  # fmt: skip
OTHERS = ["numeroAns", "SIRET", "lignesImport", "numLigne", "numeroASP", "numeroEditeur", "facture", "dateFacture", "montantSegurHTFacture", "beneficiaires", "piecesJustificatives", "nomFichier", "formatFichier", "typeFichier"]  # fmt: skip


@pytest.mark.parametrize("balise", [*SINGLE, "scenarioInstallation"])
def test_a_missing_balise_that_can_have_one_value_only_is_added(balise: str) -> None:
    found = mended(without(balise))
    assert json.loads(found.data) == json.loads(SAMPLE)
    assert errors(found.report) == []
    assert {each.rule for each in found.done} == {"STR-002"}


@pytest.mark.parametrize("balise", OTHERS)
def test_a_missing_balise_that_can_have_several_values_is_left(balise: str) -> None:
    before = without(balise)
    found = mended(before)
    assert found.data.decode() == before
    assert errors(found.report)


def test_all_that_can_be_added_is_added_at_its_place() -> None:
    found = mended(without(*SINGLE[1:]))
    assert json.loads(found.data) == json.loads(SAMPLE)
    flat = dumps(deposit(random.Random(1), 2, layout="flat"), None)
    assert (
        mended(
            flat.replace(', "codeTraitement": null, "libelleTraitement": null', "")
        ).data.decode()
        == flat
    )


def errors(report: FileReport) -> list[str]:
    return [each.rule for each in report.findings if each.severity == "error"]


# --- what is not sure ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [('"SIRET"', '"siret"'), ('"typeAction"', '"type_action"'), ('"montantSegurHTFacture"', '"montantSegurHtFacture"')],
)  # fmt: skip
def test_a_near_miss_is_renamed_only_where_it_is_asked(old: str, new: str) -> None:
    before = SAMPLE.replace(old, new)
    assert before != SAMPLE
    left = mended(before)
    assert left.data.decode() == before
    assert {each.rule for each in left.offered} == {"STR-003"}
    linter = Linter(PACK_NAME)
    assert fix(linter, NAME, before.encode(), unsafe=True).data.decode() == SAMPLE


@pytest.mark.parametrize("name_", ['"commentaire"', '"zzz"'])
def test_a_balise_that_resembles_none_is_left(name_: str) -> None:
    before = SAMPLE.replace("{", "{" + f"{name_}: 1, ", 1)
    assert mended(before, unsafe=False).offered == []


def test_a_header_number_is_written_only_where_it_is_asked() -> None:
    left = fix(UNSAFE, NAME, SAMPLE.encode())
    assert left.data.decode() == SAMPLE
    found = mended(SAMPLE, unsafe=True)
    assert found.data.decode() == put("SIRET", '"35600000000048"')
    assert {each.rule for each in found.done} == {"ENT-005"}


def test_a_file_is_given_the_name_that_its_header_asks_for() -> None:
    found = fix(
        LINTER, f"depots/{NAME.replace('1234567890', '9876543210')}", SAMPLE.encode(), unsafe=True
    )
    assert found.path == f"depots/{NAME}"
    assert found.data.decode() == SAMPLE


@pytest.mark.parametrize(
    "ans", ['"../../9876"', '"a\\\\b/cdefg"', '"12345\\u001b6789"', '"1234567-90"']
)
def test_a_header_number_that_no_name_can_hold_renames_nothing(ans: str) -> None:
    found = fix(LINTER, NAME, put("numeroAns", ans).encode(), unsafe=True)
    assert found.path == NAME


# --- what does not hold is undone ------------------------------------------------------------------


def undone(found: Mended) -> list[str]:
    return [each.message.fr for each in found.undone]


def test_a_fix_that_makes_another_finding_appear_is_undone_and_said() -> None:
    before = put("impId", '""', put("montantSegurHTFacture", '"0.00"'))
    found = mended(before)
    assert found.data.decode() == put("montantSegurHTFacture", '"0.00"')
    line = before[: before.index('"0.00"')].count("\n") + 1
    assert undone(found) == [
        f"la réparation de FAC-003, ligne {line}, a été annulée : elle faisait apparaître FAC-004, ligne {line}"
    ]
    assert found.undone[0].message.en.startswith(f"the fix of FAC-003, line {line}, was undone")


def test_of_many_fixes_those_that_hold_are_kept() -> None:
    rng = random.Random(2)
    text = dumps(deposit(rng, 30))
    bad = range(0, 30, 3)
    for at in range(30):
        text = put("montantSegurHTFacture", '"0.00"' if at in bad else '"12.5"', text, at=at)
    found = mended(text)
    amounts = [
        line["facture"]["montantSegurHTFacture"] for line in json.loads(found.data)["lignesImport"]
    ]
    assert amounts == ["0.00" if at in bad else 12.5 for at in range(30)]
    assert len(found.undone) == len(bad)


OWN = PACK.replace("    source: §1.2\n", "    fix: {set: « abc »}\n    source: §1.2\n", 1)


def own(tmp_path: Path, fix_: str, **rows: str) -> Linter:
    """A linter whose rule CMD-001 is mended so."""
    pack = edit(
        PACK, "    source: déduit (§1.2)\n", f"    fix: {fix_}\n    source: déduit (§1.2)\n"
    )
    for row in rows.values():
        pack += row
    for file, data in files(pack, MODEL):
        (tmp_path / file).write_bytes(data)
    return Linter("essai", rules=str(tmp_path), cache=False)


ORDER = '{"reference": "ABC123", "depot": 1, "commandes": [{"numero": 1, "montant": 20.00, "adresse": {"ville": "", "pays": ""}, "codes": [], "articles": [{"nom": "CODE-1.e", "prix": 1, "etiquettes": []}]}]}'


def test_a_fix_that_leaves_its_fault_is_undone_and_said(tmp_path: Path) -> None:
    found = fix(own(tmp_path, "{set: 11.00}"), "a.json", ORDER.encode())
    assert found.data.decode() == ORDER
    assert undone(found) == [
        "la réparation de CMD-001, ligne 1, a été annulée : elle ne mettait pas fin à la faute"
    ]
    assert found.done == []


def test_what_a_parameter_says_can_be_written(tmp_path: Path) -> None:
    found = fix(own(tmp_path, "{set: maximum}"), "a.json", ORDER.encode())
    assert found.data.decode() == ORDER.replace("20.00", "10.00")


def test_a_fix_that_another_rule_s_fix_overlaps_waits_for_another_pass(tmp_path: Path) -> None:
    other = """\
  - id: CMD-010
    stage: commande
    title: De plus
    balise: montant
    assert: value != 20.00
    fix: {set: 30.00}
    source: usage
    message: {fr: "a", en: "b"}
    examples: {pass: ['1'], fail: ['20.00']}
"""
    linter = own(tmp_path, "{set: maximum}", other=other)
    found = fix(linter, "a.json", ORDER.encode())
    assert found.data.decode() == ORDER.replace("20.00", "10.00")
    assert found.undone == []


# --- properties ------------------------------------------------------------------------------------

FAULTS = st.lists(st.sampled_from(sorted(MUTATIONS)), min_size=1, max_size=4)
#: A fault of these is told where it begins, and its mending touches the others.
NUMBERING = {"DEM-001", "DEM-002"}


def faulty(faults: list[str], seed: int, layout: str) -> tuple[str, bytes] | None:
    """A generated deposit with those faults; None where one leaves no room for another."""
    rng = random.Random(seed)
    filed = Filed("", deposit(rng, 3, layout=layout))
    filed.name = name(filed.content)
    for fault in faults:
        try:
            MUTATIONS[fault][0](filed, rng)
        except (
            KeyError,
            IndexError,
            TypeError,
            AttributeError,
            ValueError,
            StopIteration,
            AssertionError,
        ):
            return None
    return filed.name, filed.data()


@given(FAULTS, st.integers(0, 99), st.sampled_from(["nested", "flat"]), st.booleans())
@settings(max_examples=150)
def test_mending_is_proved_by_its_result(
    faults: list[str], seed: int, layout: str, unsafe: bool
) -> None:
    made = faulty(faults, seed, layout)
    if made is None:
        return
    file, data = made
    before = LINTER.check_bytes(file, data)
    found = fix(LINTER, file, data, unsafe=unsafe)
    # Again is nothing: what can surely be mended and is still there was undone, and is again.
    again = fix(LINTER, found.path, found.data, unsafe=unsafe)
    assert (again.path, again.data, again.done) == (found.path, found.data, [])
    assert undone(again) == undone(found)
    # Nothing is worse: what is found was there, rule by rule.
    was = [each.rule for each in before.findings]
    now = [each.rule for each in found.report.findings]
    assert all(now.count(rule) <= was.count(rule) for rule in now)
    assert len(now) <= len(was) - len(found.done)
    # Only what a finding names is changed.
    _only_named(data, found, before)


def _only_named(data: bytes, found: Mended, before: FileReport) -> None:
    """Every value that no finding names is there, as it was written."""
    if found.data == data:
        return
    old, new = (read(Source("a", each)) for each in (data, found.data))
    assert isinstance(old, Document)
    assert isinstance(new, Document)
    named = {each.path for each in before.findings}
    numbered = any(each.rule in NUMBERING for each in before.findings)
    touched = {each.path[:-1] for each in before.findings if each.rule in ("BEN-002", "STR-003")}
    for path in paths(old.value):
        if path in named or any(path[: len(each)] == each for each in (*named, *touched) if each):
            continue
        if (numbered and path[-1] == "numLigne") or isinstance(value_at(old, path), dict | list):
            continue
        assert new.raw(path) == old.raw(path), path


def value_at(document: Document, path: tuple[str | int, ...]) -> Any:
    value: Any = document.value
    for step in path:
        value = value[step]
    return value


@given(
    FAULTS, st.integers(0, 99), st.sampled_from([None, 1, 4]), st.sampled_from(["\n", "\r\n", "\r"])
)
@settings(max_examples=60)
def test_the_bytes_outside_the_edits_are_the_same(
    faults: list[str], seed: int, indent: int | None, end: str
) -> None:
    made = faulty(faults, seed, "nested")
    if made is None:
        return
    file, data = made
    try:
        text = dumps(loads(data), indent).replace("\n", end)
    except ValueError:
        return
    found = fix(LINTER, file, text.encode())
    kept = found.data.decode()
    if end != "\n" and "\n" in text:
        assert kept.count(end) == kept.count(end[-1])
    changed = {each.rule for each in found.done}
    if not changed & {"STR-002", "BEN-002", "SCN-002"}:  # whose lines come or go
        assert kept.count(end) == text.count(end)
        assert [line[: len(line) - len(line.lstrip())] for line in kept.split(end)] == [
            line[: len(line) - len(line.lstrip())] for line in text.split(end)
        ]


@pytest.mark.parametrize("name_", ["JSONTestSuite", "json-hostile"])
def test_foreign_files_are_left_as_they_are(name_: str) -> None:
    linter = Linter()
    for path in sorted(corpora(name_).rglob("*.json")):
        data = path.read_bytes()[:1_000_000]
        found = fix(linter, str(path), data, unsafe=True)
        assert (found.path, found.data) == (str(path), data)


# --- the disk --------------------------------------------------------------------------------------


def test_a_file_is_renamed_and_never_over_another(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    with pytest.raises(atomic.WriteError) as caught:
        atomic.rename(str(tmp_path / "a"), str(tmp_path / "b"))
    assert "il existe déjà" in caught.value.message.fr
    assert (tmp_path / "b").read_text() == "b"
    atomic.rename(str(tmp_path / "a"), str(tmp_path / "c"))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["b", "c"]
    (tmp_path / "lien").symlink_to("b")
    atomic.rename(str(tmp_path / "lien"), str(tmp_path / "autre"))
    assert (tmp_path / "autre").is_symlink()
    with pytest.raises(atomic.WriteError):
        atomic.rename(str(tmp_path / "autre"), str(tmp_path / "c"))
    with pytest.raises(atomic.WriteError):
        atomic.rename(str(tmp_path / "c"), str(tmp_path / "non" / "c"))
    assert (tmp_path / "c").read_text() == "a"


@pytest.fixture
def a_file(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_text(put("typeAction", '"c"'), encoding="utf-8")
    return path


def test_a_file_that_changed_meanwhile_is_left(
    a_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def late(*given: Any, **options: Any) -> Mended:
        found = fix(*given, **options)
        a_file.write_text("autre", encoding="utf-8")
        return found

    monkeypatch.setattr("segur_lint.cli.fix.fix", late)
    assert main(["fix", "--write", str(a_file)]) == 2
    assert "il a changé pendant le travail" in " ".join(capsys.readouterr().out.split())
    assert a_file.read_text(encoding="utf-8") == "autre"


def test_a_file_that_cannot_be_written_is_told_and_as_it_was(
    a_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = a_file.read_bytes()
    monkeypatch.setattr("segur_lint.atomic._fill", full)
    assert main(["fix", "--write", str(a_file)]) == 2
    said = " ".join(capsys.readouterr().out.split())
    assert "il n'y a plus de place" in said
    assert "1 fichier n'a pas pu être réparé" in said
    assert "Il ne reste rien" not in said
    assert a_file.read_bytes() == before


def test_a_rule_that_crashes_mends_nothing(
    a_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError

    before = a_file.read_bytes()
    monkeypatch.setattr("segur_lint.engine._run_rule", crash)
    assert main(["fix", "--write", str(a_file)]) == 3
    assert "laissé tel quel" in capsys.readouterr().out
    assert a_file.read_bytes() == before


@pytest.mark.parametrize(
    ("files", "renamed", "kept"),
    [
        # name -> reference in the content: two that mean one name; one that frees the other's
        ({"9876543210": "1234567890", "9876543211": "1234567890"}, ["1234567890"], ["9876543211"]),
        ({"1234567890": "5555555555", "9876543210": "1234567890"}, ["5555555555", "1234567890"], []),
        ({"1234567890": "9876543210", "9876543210": "5555555555"}, ["5555555555"], ["1234567890"]),
    ],
)  # fmt: skip
def test_what_is_announced_of_names_is_what_is_written(
    files: dict[str, str],
    renamed: list[str],
    kept: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for called, reference in files.items():
        text = put("numeroAns", f'"{reference}"')
        (tmp_path / NAME.replace("1234567890", called)).write_text(text, encoding="utf-8")
    said = []
    for write in ([], ["--write"]):
        assert main(["fix", "--unsafe", *write, str(tmp_path)]) == 0
        out = " ".join(capsys.readouterr().out.split())
        verb = "renommé" if write else "serait renommé"
        said.append(re.findall(f"(?:: {verb}|n'est pas renommé) « (.*?) »", out))
        assert out.count(f": {verb}") == len(renamed)
        assert out.count("n'est pas renommé") == len(kept)
    assert said[0] == said[1]
    names = [NAME.replace("1234567890", each) for each in renamed + kept]
    assert sorted(os.listdir(tmp_path)) == sorted(names)


def test_the_mode_and_the_end_of_the_file_stay(a_file: Path) -> None:
    a_file.chmod(0o640)
    a_file.write_text(a_file.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    assert main(["fix", "--write", str(a_file)]) == 0
    assert a_file.stat().st_mode & 0o777 == 0o640
    assert a_file.read_text(encoding="utf-8") == SAMPLE.rstrip("\n")


# --- the faults of authors -------------------------------------------------------------------------

ROW = "    source: déduit (§1.2)\n"  # of CMD-001, which looks at the balise montant
EACH = "    source: usage\n"  # of CMD-002, which looks at the elements
FILE = "    source: §1.2\n"  # of LOT-001, which looks at a balise of the file
READING = "  - id: LOT-002\n    stage: fichier\n    title: t\n    each: fichier\n    {kind}\n    fix: {fix}\n    source: usage\n    message: {{fr: 'a', en: 'b'}}\n    examples: {{pass: ['1'], fail: ['2']}}\n"

AUTHORS = [
    (ROW, "oui", "oui", "suite de « clé: valeur »", "mapping"),
    (ROW, "[set]", "[set]", "suite de « clé: valeur »", "mapping"),
    (ROW, "{}", "{}", "une réparation et une seule", "one fix and only one"),
    (ROW, "{unsafe: true}", "{unsafe: true}", "une réparation et une seule", "one fix and only one"),
    (ROW, "{set: null, decimals: 2}", "{set: null, decimals: 2}", "une réparation et une seule", "one fix and only one"),
    (ROW, "{sett: null}", "sett", "« set »", "“set”"),
    (ROW, "{zzz: null}", "zzz", "Noms connus : set", "Known names: set"),
    (ROW, "{set: null, unsafe: oui}", "oui", "true ou false", "true or false"),
    (ROW, "{set: [null]}", "[null]", "est un texte", "is a text"),
    (ROW, "{set: maximun}", "maximun", "« maximum »", "“maximum”"),
    (ROW, "{set: uper(value)}", "uper", "« upper »", "“upper”"),
    (ROW, "{set: 1 +}", "", "attendu", "expected"),
    (ROW, "{number: 1}", "1", "number: from 1", "number: from 1"),
    (ROW, "{decimals: deux}", "deux", "nombre de chiffres", "number of digits"),
    (ROW, "{remove: item}", "item", "ne va pas à cette règle", "does not suit"),
    (ROW, "{insert: only value}", "only value", "ne va pas à cette règle", "does not suit"),
    (ROW, "{unsafe: true, rename: meant}", "meant", "ne va pas à cette règle", "does not suit"),
    (ROW, "{unsafe: true, file name: value}", "value", "partie du nom", "part of the file's name"),
    (EACH, "{set: null}", "null", "ne va pas à cette règle", "does not suit"),
    (EACH, "{number: from 1}", "from 1", "ne va pas à cette règle", "does not suit"),
    (FILE, "{number: from 1}", "from 1", "ne va pas à cette règle", "does not suit"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "fix_", "caret", "fr", "en"), AUTHORS)
def test_a_fault_in_a_fix_is_told_once_in_its_place(
    row: str, fix_: str, caret: str, fr: str, en: str
) -> None:
    _told(edit(PACK, row, f"    fix: {fix_}\n{row}"), caret, fr, en)


@pytest.mark.parametrize(
    ("kind", "fix_", "caret", "fr", "en"),
    [
        ("reading: byte order mark", "{remove: item}", "item", "Noms connus : byte order mark", "Known names: byte order mark"),
        ("reading: syntax", "{remove: byte order mark}", "byte order mark", "ne va pas", "does not suit"),
        ("structure: missing", "{insert: valeur}", "valeur", "only value", "only value"),
        ("structure: unknown", "{rename: meant}", "meant", "unsafe: true", "unsafe: true"),
        ("structure: unknown", "{unsafe: true, rename: ment}", "ment", "« meant »", "“meant”"),
        ("assert: fichier.jour != \"1\"\n    found: fichier.jour", "{file name: reference}", "reference", "unsafe: true", "unsafe: true"),
    ],
)  # fmt: skip
def test_a_fault_in_a_fix_of_the_file_is_told_once_in_its_place(
    kind: str, fix_: str, caret: str, fr: str, en: str
) -> None:
    _told(PACK + READING.format(kind=kind, fix=fix_), caret, fr, en)


def _told(pack: str, caret: str, fr: str, en: str) -> None:
    with pytest.raises(AuthorErrors) as caught:
        compile_all(files(pack))
    (error,) = caught.value.errors
    assert fr in error.message.fr
    assert en in error.message.en
    if caret:
        assert under_caret(error) == caret


@pytest.mark.parametrize(
    ("changes", "fix_"),
    [
        ("severity: info", [False, "decimals", 2]),
        ("fix: none", None),
        ("assert: value < maximum", None),
        ("assert: value < maximum\n    fix: {set: maximum}", [False, "set", ["lit", "number", "10.00"]]),
    ],
)  # fmt: skip
def test_an_heir_keeps_a_fix_as_long_as_what_is_asked_stays(changes: str, fix_: Any) -> None:
    pack = edit(PACK, ROW, f"    fix: {{decimals: 2}}\n{ROW}")
    heir = (
        "pack: fils\ntitle: t\nstatus: publié\nextends: essai\nrules:\n  - replace: CMD-001\n    "
        + changes
        + "\n"
    )
    if "assert" in changes:
        heir += "    found: value\n    expected: maximum\n"
    made = {each["pack"]: each for each in compile_all(files(pack, fils=heir))}
    (rule,) = (each for each in made["fils"]["rules"] if each["id"] == "CMD-001")
    assert rule["fix"] == fix_
