"""A § is of the document of the pack that cites it, whatever an heir reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from segur_lint import author, words
from segur_lint.engine import Read, lint
from segur_lint.link import Pack
from segur_lint.options import Options
from segur_lint.source import Source
from tests.test_rules_check import HEAD, MODEL, a_row, heir, pack

ROWS = [
    a_row("ESS-001", source="§3.2"),
    a_row("ESS-002", source="déduit (§3.1)"),
    a_row("ESS-003", source="usage"),
    a_row("ESS-004", source="supposé (d'après un autre guide)"),
    a_row("ESS-005", source="§3.3"),
    a_row("ESS-006", source="§3.4"),
]
OWN = [
    "  - replace: ESS-005\n    source: §2.5\n",
    "  - replace: ESS-006\n    severity: warning\n",
    a_row("ESS-007", source="§2.4", **{"assert": "value == 12"}),
]


def child(more: str = "source: {document: Guide de l'enfant}\n", head: str = HEAD) -> Pack:
    texts = {
        "modele.yaml": MODEL,
        "pack.yaml": pack(*ROWS, head=head),
        "enfant.yaml": heir(*OWN, more=more),
    }
    read = author.read_all([(name, text.encode()) for name, text in texts.items()])
    return next(Pack(each) for _, each in read.compiled if each["pack"] == "enfant")


@pytest.mark.parametrize(
    ("rule", "cited"),
    [
        ("ESS-001", "§3.2 — Guide d'essai"),
        ("ESS-002", "déduit (§3.1) — Guide d'essai"),
        ("ESS-003", "usage"),
        ("ESS-004", "supposé (d'après un autre guide)"),
        ("ESS-005", "§2.5"),  # the heir wrote it again
        ("ESS-006", "§3.4 — Guide d'essai"),  # what the heir changed is not the source
        ("ESS-007", "§2.4"),
    ],
)
def test_an_inherited_source_names_its_document_beside_that_of_the_heir(
    rule: str, cited: str
) -> None:
    heir_ = child()
    (found,) = (each for each in heir_.rules if each.id == rule)
    assert heir_.cited(found) == cited


@pytest.mark.parametrize(
    ("more", "head"),
    [
        ("", HEAD),  # the heir reads what its parent reads
        ("source: Guide d'essai\n", HEAD),
        ("source: Guide de l'enfant\n", HEAD.replace("source: Guide d'essai\n", "")),
    ],
)
def test_a_document_is_not_named_where_it_is_the_same_or_not_known(more: str, head: str) -> None:
    heir_ = child(more, head)
    assert [heir_.cited(each) for each in heir_.rules] == [each.source for each in heir_.rules]


def test_a_finding_and_the_words_of_a_rule_name_the_document() -> None:
    heir_ = child()
    name = str(Path("depot.json"))
    data = b'{"commandes": [{"poids": "A"}]}'
    found = lint(heir_, Read(Source(name, data), name), Options("2024-09-12T00:00")).findings
    assert [each.source for each in found if each.rule == "ESS-001"] == ["§3.2 — Guide d'essai"]
    assert words.source(heir_.rules[-1]) == "§2.4 — Guide de l'enfant"
