"""`segur-lint new`: what it writes is sound, for any number of units, in any layout."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import library, newdeposit, smalldocuments, template
from segur_lint.api import Linter
from segur_lint.archive import read_archive
from segur_lint.cli import main
from segur_lint.content import Watch
from segur_lint.dates import parse as parse_date
from segur_lint.document import Document, read
from segur_lint.errors import AuthorErrors, NotationError, UsageError
from segur_lint.functions import luhn
from segur_lint.link import Pack
from segur_lint.source import Source

DAY = (2024, 1, 15, 0, 0, 0)
NAME = "JSON-1234567890-20240115-001.json"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return library.choose(library.load(cache=False), "bio-loinc-va1-solde")


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(cache=False)


# --- the documents --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PDF", "PNG", "JPG"])
@pytest.mark.parametrize("name", ["a", "a (1) \\ é", "日本", ""])
def test_a_document_is_of_its_kind_and_sound(kind: str, name: str) -> None:
    data = smalldocuments.make(f"{name}.{kind.lower()}")
    assert data is not None
    watch = Watch()
    watch.feed(data)
    assert (watch.content().kind, watch.content().fault) == (kind, None)


def test_a_pdf_shows_that_it_is_an_example_and_its_name() -> None:
    data = smalldocuments.make("BIO-1.pdf")
    assert data is not None
    assert b"exemple" in data
    assert b"(BIO-1.pdf) Tj" in data


def test_the_places_that_a_pdf_gives_are_those_of_its_objects() -> None:
    data = smalldocuments.pdf("a.pdf")
    table = int(re.findall(rb"startxref\n(\d+)\n", data)[0])
    assert data[table:].startswith(b"xref\n0 6\n")
    offsets = [int(each) for each in re.findall(rb"(\d{10}) 00000 n \n", data)]
    assert [data[at : at + 7] for at in offsets] == [b"%d 0 obj" % number for number in range(1, 6)]


@pytest.mark.parametrize("name", ["a.tiff", "a", "a.", "a.pdf.exe", ""])
def test_a_document_of_another_kind_is_not_made(name: str) -> None:
    assert smalldocuments.make(name) is None


@pytest.mark.skipif(shutil.which("file") is None, reason="the command file is not here")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.pdf", "PDF document, version 1.4"),
        ("a.png", "PNG image data, 32 x 32, 1-bit grayscale"),
        ("a.jpg", "JPEG image data, JFIF standard 1.01"),
    ],
)
def test_another_program_knows_a_document(name: str, said: str, tmp_path: Path) -> None:
    data = smalldocuments.make(name)
    assert data is not None
    (tmp_path / name).write_bytes(data)
    done = subprocess.run(["file", "-b", name], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.decode().startswith(said)


# --- the templates --------------------------------------------------------------------------------


def named(word: str, _start: int, _end: int) -> list[Any]:
    return ["slot", 0, 0] if word == "reference" else ["lit", word]


def filled(text: str, number: int = 7) -> str:
    return template.fill(template.parse(text, named), number, DAY, lambda *_: "AB1")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ABC", "ABC"),
        ("", ""),
        ("{number}", "7"),
        ("A{number:04}B", "A0007B"),
        ("{date:JJ/MM/AAAA}", "15/01/2024"),
        ("{date:AAAAMMJJ}-{number:03}", "20240115-007"),
        ("{reference}-1", "AB1-1"),
        ("{plafond}", "plafond"),
        ("7992739871{luhn}", "79927398713"),
    ],
)
def test_a_template_writes_a_value(text: str, value: str) -> None:
    assert filled(text) == value


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("a{", 1, 2),
        ("a}b", 1, 2),
        ("{{number}}", 0, 1),
        ("{number:}", 0, 9),
        ("{number:x}", 0, 10),
        ("{number:999}", 0, 12),
        ("{date}", 0, 6),
        ("{date:x}", 0, 8),
        ("a{luhn:3}", 1, 9),
        ("{reference:3}", 0, 13),
    ],
)
def test_a_template_that_means_nothing_is_told_in_its_place(
    text: str, start: int, end: int
) -> None:
    with pytest.raises(NotationError) as caught:
        template.parse(text, named)
    assert (caught.value.start, caught.value.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("{number:02}", 100, "n'a que 2 chiffres pour écrire 100"),
        ("AB{luhn}", 1, "demande la clé de « AB »"),
        ("{luhn}", 1, "demande la clé de «  »"),
    ],
)
def test_what_a_template_cannot_write_is_said(text: str, number: int, said: str) -> None:
    with pytest.raises(template.Unfit) as caught:
        filled(text, number)
    assert said in caught.value.message.fr


@given(st.integers(1, 10**8))
def test_a_key_is_always_valid(number: int) -> None:
    assert luhn(filled("9{number:09}{luhn}", number))


@given(st.dates())
def test_a_day_is_written_as_it_is_read(day: Any) -> None:
    moment = (day.year, day.month, day.day, 0, 0, 0)
    written = template.fill(template.parse("{date:JJ/MM/AAAA}", named), 1, moment, lambda *_: "")
    assert parse_date(written, "JJ/MM/AAAA") == moment


@given(st.text(alphabet="{}:number date0JMA luhn", max_size=30))
def test_any_template_is_read_or_told(text: str) -> None:
    try:
        pieces = template.parse(text, named)
    except NotationError as error:
        at = error.start, error.end
    else:
        at = 0, 1
        with contextlib.suppress(template.Unfit):
            template.fill(pieces, 1, DAY, lambda *_: "1")
    assert 0 <= at[0] < at[1] <= max(len(text), 1)


# --- the deposit ----------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", [None, "nested", "flat"])
@pytest.mark.parametrize("count", [1, 2, 200])
def test_an_example_is_sound(count: int, layout: str | None, pack: Pack, linter: Linter) -> None:
    example = newdeposit.make(pack, count, DAY, layout)
    report = linter.check_bytes(example.name, example.data)
    assert (report.pack, report.verdict, report.findings) == (pack.name, "deposable", [])
    document = read(Source(example.name, example.data))
    assert isinstance(document, Document)
    walked = pack.walker.walk(document.value)
    assert (walked.layout.name, walked.misfits) == (layout or "nested", [])
    assert (example.name, len(example.documents)) == (NAME, 2 * count)


def test_no_two_units_share_what_is_theirs(pack: Pack) -> None:
    text = newdeposit.make(pack, 200, DAY).data.decode()
    for name in ("numeroASP", "numeroEditeur", "nomFichier"):
        values = re.findall(rf'"{name}": (.*?),?\n', text)
        assert len(values) == len(set(values)) == (400 if name == "nomFichier" else 200)
    finess = re.findall(r'"beneficiaires": \["(.*?)"\]', text)
    assert len(set(finess)) == 200
    assert all(map(luhn, finess))


def test_the_two_layouts_hold_the_same_values(pack: Pack) -> None:
    def values(layout: str) -> list[tuple[int, list[Any]]]:
        data = newdeposit.make(pack, 3, DAY, layout).data
        document = read(Source("a", data))
        assert isinstance(document, Document)
        blocs = {"facture", "scenarioInstallation"}
        slots = pack.program["model"]["scopes"]
        return [
            (
                number,
                [
                    value
                    for name, value in zip(slots[number]["slots"], frame.values, strict=True)
                    if name not in blocs and not isinstance(value, list)
                ],
            )
            for number, frames in enumerate(pack.walker.walk(document.value).frames)
            for frame in frames
        ]

    assert str(values("nested")) == str(values("flat"))


def test_the_zip_holds_every_document_and_nothing_else(pack: Pack) -> None:
    example = newdeposit.make(pack, 200, DAY)
    with zipfile.ZipFile(io.BytesIO(example.archive())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == example.documents
        for name in example.documents:
            watch = Watch()
            watch.feed(archive.read(name))
            kind = name.rpartition(".")[2].upper()
            assert (watch.content().kind, watch.content().fault) == (kind, None)


def test_the_same_example_is_the_same_bytes(pack: Pack) -> None:
    one, other = newdeposit.make(pack, 3, DAY), newdeposit.make(pack, 3, DAY)
    assert (one.name, one.data, one.archive()) == (other.name, other.data, other.archive())


@pytest.mark.parametrize("layout", ["nested", "flat"])
@pytest.mark.parametrize("count", ["1", "2", "200"])
def test_what_the_command_writes_is_accepted_with_its_documents(
    count: str, layout: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "depot")
    words = ["new", "--count", count, "--layout", layout, "--output-dir", folder]
    assert main([*words, "--date", "2024-01-15"]) == 0
    command = capsys.readouterr().out.splitlines()[-1].partition(" : ")[2].split()
    assert main([*command[1:], "--fail-on", "info"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("DÉPOSABLE : 0 erreur, 0 avertissement, 0 information")
    names = sorted(path.name for path in (tmp_path / "depot").iterdir())
    assert names == [NAME, NAME.replace(".json", ".zip")]


def test_a_document_less_in_the_zip_would_have_been_seen(
    pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = newdeposit.make(pack, 2, DAY)
    (tmp_path / example.name).write_bytes(example.data)
    missing = example.documents.pop()
    (tmp_path / "a.zip").write_bytes(example.archive())
    assert main(["check", str(tmp_path / example.name)]) == 1
    assert missing in capsys.readouterr().out


# --- a pack of one's own --------------------------------------------------------------------------

MODEL = """\
model: essai
title: Un modèle d'essai
layouts: [nested, flat]
unit: commande
balises:
  lignes:
    list of: commande
    balises:
      numero: value
      reference: value
      port: {balises: {ville: value, poids: {list of: colis}}}
      fichiers: {list of: piece, balises: {nom: value}}
"""
PACK = """\
pack: essai
title: Un jeu d'essai
status: provisoire
source: Guide d'essai
model: modele.yaml
sample: exemple.json
stages:
  commande: {fr: les commandes, en: the orders}
params: {prefixe: "ZZ"}
names:
  piece:
    of: nom
    notation: Ref-Suite.ext
    parts: {Ref: {called: ref}, Suite: {called: suite}, ext: {called: ext}}
example:
EXAMPLE
rules:
  - id: ESS-001
    stage: commande
    title: La référence a 5 caractères
    balise: reference
    format: VARCHAR (=5)
    source: §1
    message: {fr: "« reference » {fault}.", en: "“reference” {fault}."}
    examples: {pass: ['"ZZ001"'], fail: ['"ABC"']}
"""
SAMPLE = """{"lignes": [{"numero": 1, "reference": "ZZ001",
"port": {"ville": "Lyon", "poids": [1.5]}, "fichiers": [{"nom": "ZZ001-a.pdf"}, {"nom": "hors notation"}]}, {"numero": 2}]}"""


def own_pack(folder: Path, example: str) -> Pack:
    (folder / "modele.yaml").write_text(MODEL, encoding="utf-8")
    entries = "\n".join(f"  {line}" for line in example.split("\n"))
    (folder / "essai.yaml").write_text(PACK.replace("EXAMPLE", entries), encoding="utf-8")
    (folder / "exemple.json").write_text(SAMPLE, encoding="utf-8")
    return library.choose(library.load([str(folder)], cache=False), "essai")


def test_a_pack_of_ones_own_says_what_changes(tmp_path: Path) -> None:
    pack = own_pack(
        tmp_path,
        'numero: "{number}"\nreference: "{prefixe}{number:03}"\ncolis: "{number}.25"\n'
        'nom.ref: "{reference}"\nport.ville: "Ville {numero}"',
    )
    example = newdeposit.make(pack, 2, DAY, "flat")
    assert example.data.decode() == (
        '{\n  "lignes": [\n    {\n      "numero": 1,\n      "reference": "ZZ001",\n'
        '      "ville": "Ville 1",\n      "poids": [1.25],\n      "fichiers": [\n'
        '        {\n          "nom": "ZZ001-a.pdf"\n        },\n'
        '        {\n          "nom": "hors notation"\n        }\n      ]\n    },\n'
        '    {\n      "numero": 2,\n      "reference": "ZZ002",\n'
        '      "ville": "Ville 2",\n      "poids": [2.25],\n      "fichiers": [\n'
        '        {\n          "nom": "ZZ002-a.pdf"\n        },\n'
        '        {\n          "nom": "hors notation"\n        }\n      ]\n    }\n  ]\n}\n'
    )
    assert example.documents == ["ZZ001-a.pdf", "hors notation", "ZZ002-a.pdf"]
    with pytest.raises(UsageError, match="« hors notation » n'est d'aucun des formats"):
        example.archive()


def test_more_than_a_template_has_room_for_is_told(tmp_path: Path) -> None:
    pack = own_pack(tmp_path, 'reference: "ZZZZ{number:01}"')
    assert newdeposit.make(pack, 9, DAY).documents
    with pytest.raises(UsageError, match="son exemple pour « reference » n'a que 1 chiffres"):
        newdeposit.make(pack, 10, DAY)


def test_an_example_that_breaks_the_packs_own_rules_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_pack(tmp_path, 'reference: "trop long {number}"')
    into = str(tmp_path / "depot")
    words = ["new", "--rules", str(tmp_path), "--pack", "essai", "--no-cache", "--output-dir"]
    assert main([*words, into]) == 2
    assert "Aucun exemple n'est écrit, il serait en faute. ESS-001" in capsys.readouterr().err
    assert not (tmp_path / "depot").exists()


@pytest.mark.parametrize(
    ("example", "place", "said"),
    [
        ('referance: "x"', "16:3", "« referance » introuvable. Vouliez-vous dire « reference »"),
        ('nom.reff: "x"', "16:3", "« nom.reff » introuvable"),
        ('reference: "{nombre:3}"', "16:15", "ne dit rien ici"),
        ('reference: "{villle}"', "16:16", "Nom inconnu « villle »"),
        ('reference: "{nom}"', "16:16", "elle a plusieurs valeurs ici"),
        ('reference: "{"', "16:15", "cette accolade est seule"),
        ("reference: [a]", "16:14", "« reference » est un texte"),
    ],
)
def test_a_fault_in_what_changes_is_told_to_its_author(
    example: str, place: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(AuthorErrors) as caught:
        own_pack(tmp_path, example)
    assert f"essai.yaml:{place}: " in caught.value.render("fr")
    assert said in caught.value.render("fr")
    assert len(caught.value.errors) == 1


def test_what_a_parent_varies_need_not_be_in_an_heirs_model(tmp_path: Path) -> None:
    own_pack(tmp_path, 'reference: "ZZ{number:03}"\nport.ville: "Ville {number}"')
    (tmp_path / "petit.yaml").write_text(
        "model: petit\ntitle: Un petit modèle\nunit: commande\nbalises:\n  lignes:\n"
        "    list of: commande\n    balises: {reference: value, nom: value}\n",
        encoding="utf-8",
    )
    (tmp_path / "bis.json").write_text('{"lignes": [{"reference": "", "nom": "x"}]}')
    (tmp_path / "bis.yaml").write_text(
        "pack: bis\ntitle: Un autre\nextends: essai\nstatus: provisoire\nmodel: petit.yaml\n"
        "sample: bis.json\nrules: []\n",
        encoding="utf-8",
    )
    pack = library.choose(library.load([str(tmp_path)], cache=False), "bis")
    example = newdeposit.make(pack, 2, DAY)
    assert b'"ZZ002"' in example.data
    with pytest.raises(UsageError, match="ne connaît que la forme « nested »"):
        newdeposit.make(pack, 2, DAY, "flat")


def test_our_own_reader_of_archives_takes_the_zip(pack: Pack, tmp_path: Path) -> None:
    example = newdeposit.make(pack, 2, DAY)
    path = tmp_path / "a.zip"
    path.write_bytes(example.archive())
    found = read_archive(str(path))
    assert found.fault is None
    assert [(entry.name, entry.fault) for entry in found.entries] == [
        (name, None) for name in example.documents
    ]
