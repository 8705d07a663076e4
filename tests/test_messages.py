"""What the rows on documents, archives and registers tell a person: the sentences themselves."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from segur_lint import Linter
from segur_lint.finding import Finding
from segur_lint.smalldocuments import archive
from tests.deposits import FILE, PIECES, put

LINTER = Linter()
#: Facts of what is around a file that are sentences.
SENTENCES = ("alerte", "constat")


def found(folder: Path, id_: str) -> Finding:
    """The one finding of that rule in a folder."""
    report = LINTER.check_paths([str(folder)])
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
