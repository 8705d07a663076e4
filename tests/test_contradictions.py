"""``rules check``: two rules that nothing can follow both, and those that only look like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from segur_lint.authoring.checking.check import check
from tests.test_rules_check import HEAD, MODEL, a_row, heir, pack, remarks, told

Row = dict[str, str]


def two(one: Row, other: Row) -> str:
    return pack(a_row("ESS-001", **one), a_row("ESS-002", **other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"assert": "value == null"}, {"assert": "value != null"}),
        ({"assert": "value <= 3250"}, {"assert": "value >= 5000"}),
        ({"assert": "3250.00 > value"}, {"assert": "value >= 3250.00"}),
        ({"assert": 'value == "A"'}, {"assert": 'value in ("B", "C")'}),
        ({"assert": 'value in ("A", "B")'}, {"assert": 'value not in ("B", "A")'}),
        ({"assert": "length(value) == 5"}, {"assert": "length(value) > 5"}),
        ({"assert": "count(articles) >= 1"}, {"assert": "count(articles) == 0"}),
        ({"assert": "luhn(value)"}, {"assert": "not luhn(value)"}),
        ({"assert": "value >= numero"}, {"assert": "numero > value"}),
        ({"assert": "value == numero"}, {"assert": "numero != value"}),
        ({"assert": "value <= plafond"}, {"assert": "value > 200"}),
        # Looked at from elsewhere, in one of the things that are asked, where both are asked.
        ({"assert": "note != null"}, {"balise": "note", "assert": "value == null"}),
        ({"assert": "value > 3 and numero < 5"}, {"assert": "value < 9 and value < 2"}),
        ({"assert": "value == 1 or value == 2"}, {"assert": "value > 2 or value < 1"}),
        ({"assert": "value == null", "when": 'genre == "A"'}, {"assert": "value != null"}),
        (
            {"assert": "value == null", "when": 'genre == "A"'},
            {"assert": "value != null", "when": 'note != null and genre == "A"'},
        ),
    ],
)
def test_two_rules_that_nothing_can_follow_are_told_at_the_second(one: Row, other: Row) -> None:
    text = two(one, other).replace("stages:", "params: {plafond: 100}\nstages:", 1)
    found = [each for each in told(remarks(text)) if each[0] != "inutile"]
    assert found == [("contradiction", other["assert"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"assert": "value <= 3250"}, {"assert": "value >= 3250"}),
        ({"assert": "value == null"}, {"assert": "value <= 100"}),  # null is not over a hundred
        ({"assert": "value == null or value > 9"}, {"assert": "value < 5"}),
        ({"assert": 'value != "A"'}, {"assert": 'value != "B"'}),
        ({"assert": 'value in ("A", "B")'}, {"assert": 'value in ("B", "C")'}),
        ({"assert": "value == numero"}, {"assert": "value >= numero"}),
        ({"assert": "value >= numero"}, {"assert": "value <= numero"}),
        ({"assert": "value >= numero"}, {"assert": "value < code"}),
        ({"assert": "length(value) == 5"}, {"assert": "length(note) == 6"}),
        ({"assert": 'starts_with(value, "A")'}, {"assert": 'starts_with(value, "B")'}),
        ({"assert": 'value == "A"'}, {"assert": "value == 5"}),  # another kind is undecided
        ({"assert": "value == null"}, {"balise": "note", "assert": "value != null"}),
        ({"assert": "value == null"}, {"assert": "value != null", "severity": "warning"}),
        (
            {"assert": "value == null", "when": 'genre == "A"'},
            {"assert": "value != null", "when": 'genre == "B"'},
        ),
        (  # no example shows that both can be asked
            {"assert": "value == null", "when": 'genre == "A"'},
            {"assert": "value != null", "when": "note == null"},
        ),
        (
            {"assert": "value == null", "until": "2024-09-11"},
            {"assert": "value != null", "from": "2024-09-12"},
        ),
    ],
)
def test_two_rules_that_something_can_follow_are_not_told(one: Row, other: Row) -> None:
    assert "contradiction" not in dict(told(remarks(two(one, other))))


def test_a_rule_of_an_heir_that_contradicts_its_parent_is_told_to_the_heir() -> None:
    parent = pack(a_row("ESS-001", **{"assert": "value == null"}))
    child = heir(a_row("ESS-002", **{"assert": "value != null"}))
    found = remarks(parent, enfant=child)
    assert [(each.kind, each.source.name) for each in found] == [("contradiction", "enfant.yaml")]
    assert "ESS-002 et ESS-001 (pack.yaml:9)" in found[0].message.fr


def test_a_parameter_of_an_heir_that_makes_a_contradiction_names_the_heir() -> None:
    parent = pack(
        a_row("ESS-001", **{"assert": "value <= plafond"}),
        a_row("ESS-002", **{"assert": "value > 50"}),
        head=HEAD.replace("stages:", "params: {plafond: 100}\nstages:"),
    )
    found = remarks(parent, enfant=heir(more="params: {plafond: 50}\n"))
    assert [each.kind for each in found] == ["contradiction"]
    assert "(dans « enfant »)" in found[0].message.fr


OTHERS = {"numero": 1, "code": "ABCD", "jour": "01/02/2024", "ferme": True, "articles": []}
SOUND = {
    "reference": "R",
    "depot": "D",
    "commandes": [{"genre": "A", "poids": None, "note": "N", **OTHERS}],
}


def sampled(folder: Path, *rows: str) -> list[str]:
    """The kinds of the remarks on rows that have a sample."""
    (folder / "depot.json").write_text(json.dumps(SOUND), encoding="utf-8")
    (folder / "modele.yaml").write_text(MODEL, encoding="utf-8")
    head = HEAD.replace("model:", "sample: depot.json\nmodel:")
    (folder / "pack.yaml").write_text(pack(*rows, head=head), encoding="utf-8")
    files = [(str(each), each.read_bytes()) for each in sorted(folder.glob("*.yaml"))]
    return [each.kind for each in check(files).remarks]


CLOSED = a_row(
    "ESS-001",
    **{
        "when": 'genre == "A"',
        "assert": "value == null",
        "examples": "{pass: ['null'], fail: ['1']}",
    },
)
ASKED = {"when": 'note == "X"', "assert": "value != null"}


@pytest.mark.parametrize(
    ("example", "rows", "wanted"),
    [
        ("{note: '\"X\"', poids: '1'}", (), ["contradiction"]),
        ("{note: '\"X\"', poids: '1', genre: '\"B\"'}", (), []),  # never both in what is shown
        ("{note: '\"X\"', poids: '1', numero: '2'}", (), ["contradiction"]),
        (  # a deposit that is asked both is at fault for a third: it may be that none is sound
            "{note: '\"X\"', poids: '1'}",
            (a_row("ESS-003", balise="note", when='genre == "A"', **{"assert": 'value != "X"'}),),
            [],
        ),
    ],
)
def test_where_conditions_differ_an_example_shows_that_both_are_asked(
    tmp_path: Path, example: str, rows: tuple[str, ...], wanted: list[str]
) -> None:
    asked = a_row("ESS-002", **ASKED, examples=f"{{pass: [{example}], fail: ['null']}}")
    found = sampled(tmp_path, CLOSED, asked, *rows)
    assert [each for each in found if each == "contradiction"] == wanted
