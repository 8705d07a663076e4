"""What the rows on documents, archives and registers tell a person: the sentences themselves."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from segur_lint import Linter
from segur_lint.finding import Finding
from segur_lint.phrase import HIDDEN
from segur_lint.smalldocuments import archive, png
from segur_lint.text import Text
from tests.deposits import FACTURE, FILE, NAME, PIECES, VA, put

LINTER = Linter()
#: Facts of what is around a file that are sentences.
SENTENCES = ("alerte", "constat")


def found(folder: Path, id_: str, linter: Linter = LINTER) -> Finding:
    """The one finding of that rule in a folder."""
    report = linter.check_paths([str(folder)])
    (one,) = (each for file in report.files for each in file.findings if each.rule == id_)
    return one


def test_a_sentence_begins_after_the_end_of_another() -> None:
    (pack,) = (each for each in LINTER.packs if each.name == "bio-loinc-va1-solde")
    seen = 0
    for rule in pack.rules:
        for pieces in rule.plain["message"].values():
            for before, piece in pairwise(pieces):
                if isinstance(piece, list) and piece[0] in SENTENCES:
                    seen += 1
                    assert before.endswith(". "), rule.id
    assert seen


@pytest.mark.parametrize("name", [".DS_Store", "notice.json", "__MACOSX/._a"])
def test_what_is_no_document_is_not_asked_to_be_named_in_a_claim(tmp_path: Path, name: str) -> None:
    put(tmp_path, FILE, {"p.zip": archive([*PIECES.items(), (name, b"x")])})
    said = found(tmp_path, "PJ-024").message.fr
    assert "Retirez-le ; si c'est la pièce d'une demande, nommez-le dans cette demande." in said


# --- documents ---


def test_a_document_of_another_format_is_told_what_to_do(tmp_path: Path) -> None:
    put(tmp_path, FILE, {FACTURE: png(), VA: PIECES[VA]})
    finding = found(tmp_path, "PJ-022")
    assert finding.message.fr == (
        f"« {FACTURE} » ne convient pas. Son contenu est du type PNG. formatFichier annonce PDF : "
        "enregistrez le document en PDF, ou changez formatFichier et l'extension du nom."
    )
    assert finding.message.en.endswith("or change formatFichier and the extension of the name.")
    assert (finding.found, finding.expected) == (Text("PNG", "PNG"), Text("PDF", "PDF"))


def test_a_document_of_its_format_that_is_cut_is_not_told_to_change_it(tmp_path: Path) -> None:
    put(tmp_path, FILE, {FACTURE: PIECES[FACTURE][:-20], VA: PIECES[VA]})
    finding = found(tmp_path, "PJ-022")
    assert finding.message.fr.startswith(f"« {FACTURE} » ne convient pas. Ce PDF ")
    assert "formatFichier" not in finding.message.fr
    assert finding.expected is None


def test_a_document_that_is_not_there_is_to_be_added(tmp_path: Path) -> None:
    put(tmp_path, FILE, {FACTURE: PIECES[FACTURE]})
    said = found(tmp_path, "PJ-020").message
    assert said.fr.endswith("Ajoutez-la sous ce nom exact, majuscules comprises.")
    assert said.en.endswith("Add it under this very name, capitals included.")


def test_a_document_that_is_there_in_other_capitals_is_named(tmp_path: Path) -> None:
    put(tmp_path, FILE, {FACTURE.upper(): PIECES[FACTURE], VA: PIECES[VA]})
    said = found(tmp_path, "PJ-020").message
    assert said.fr.endswith(
        f"majuscules comprises : « {FACTURE.upper()} » y est, renommez ce document."
    )
    assert said.en.endswith(
        f"capitals included: “{FACTURE.upper()}” is there, rename that document."
    )


def test_a_document_whose_name_is_wrong_is_not_to_be_added_under_it(tmp_path: Path) -> None:
    data = FILE[NAME].replace(FACTURE.encode(), b"facture.pdf")
    put(tmp_path, {NAME: data}, {"p.zip": archive([(FACTURE, PIECES[FACTURE])])})
    report = LINTER.check_paths([str(tmp_path)])
    (file,) = (each for each in report.files if each.file.endswith(NAME))
    said = {each.rule: each.message.fr for each in file.findings}
    assert "PJ-002" in said
    assert VA in said["PJ-020"]  # the other document of the same claim is still asked for
    assert "facture.pdf" not in said["PJ-020"]
    assert sum(each.rule == "PJ-020" for each in file.findings) == 1


def test_a_name_whose_fault_is_ignored_is_looked_for_all_the_same(tmp_path: Path) -> None:
    data = FILE[NAME].replace(FACTURE.encode(), b"facture.pdf")
    put(tmp_path, {NAME: data}, PIECES)
    said = found(tmp_path, "PJ-020", Linter(ignore=["PJ-002"])).message.fr
    assert "facture.pdf" in said


def test_the_weight_of_a_document_is_grouped_by_thousands(tmp_path: Path) -> None:
    put(tmp_path, FILE, {FACTURE: b"%PDF-1.4" + bytes(3_000_001), VA: PIECES[VA]})
    said = found(tmp_path, "PJ-021").message
    assert "pèse 3\u00a0000\u00a0009 octets" in said.fr
    assert "3\u00a0000\u00a0000 octets" in said.fr
    assert "weighs 3,000,009 bytes" in said.en


# --- the register ---

HEADINGS = "numeroASP;numeroEditeur;numeroAns;statut;montantCommande"
RIGHT = {"numeroEditeur": "00001", "numeroAns": "1234567890", "montantCommande": "2917,00"}


def register(tmp_path: Path, **changed: str) -> Linter:
    """A linter with a register of the guide's example, some cells changed."""
    cells = {**RIGHT, **changed}
    row = (
        f"FINBIO000006;{cells['numeroEditeur']};{cells['numeroAns']};payée;"
        f"{cells['montantCommande']}"
    )
    path = tmp_path / "avances.csv"
    path.write_text(f"{HEADINGS}\n{row}\n", encoding="utf-8")
    return Linter(registers={"avances": str(path)})


@pytest.mark.parametrize(
    ("id_", "column", "shown", "fr"),
    [
        ("AVA-003", "numeroEditeur", "1", "« 1 ». Reprenez celui de la demande d'avance"),
        ("AVA-003", "numeroEditeur", "1", "c'est Excel qui les a ôtés"),
        ("AVA-004", "montantCommande", "2500.50", "FINBIO000006, 2500.50. Vérifiez"),
        ("AVA-005", "numeroAns", "ABCDEFGHIJ", "a le numéro ANS ABCDEFGHIJ ; l'en-tête"),
        ("AVA-005", "numeroAns", "ABCDEFGHIJ", "dans un fichier du numéro ABCDEFGHIJ"),
    ],
)  # fmt: skip
def test_what_the_register_says_is_shown(
    tmp_path: Path, id_: str, column: str, shown: str, fr: str
) -> None:
    put(tmp_path, FILE, PIECES)
    finding = found(tmp_path, id_, register(tmp_path, **{column: shown}))
    assert finding.expected == Text(shown, shown)
    assert fr in finding.message.fr
    assert shown in finding.message.en


def test_what_the_register_says_is_hidden_with_the_values(tmp_path: Path) -> None:
    put(tmp_path, FILE, PIECES)
    linter = register(tmp_path, numeroAns="ABCDEFGHIJ")
    blind = Linter(registers=linter.registers.paths, values=False)
    finding = found(tmp_path, "AVA-005", blind)
    assert finding.expected == HIDDEN
    assert "ABCDEFGHIJ" not in finding.message.fr
