"""``rules check``: what is told of rules without fault, and what must not be."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import formats, library, resources
from segur_lint.authoring.checking.check import check
from segur_lint.authoring.checking.emptyformats import are_apart
from segur_lint.authoring.checking.remark import KINDS, Remark
from segur_lint.authoring.checking.truth import never
from segur_lint.errors import SegurLintError, UsageError
from segur_lint.evaluate import build
from segur_lint.frames import UNKNOWN, Frame
from segur_lint.jsonvalue import Number
from segur_lint.lang import notation
from tests.corpora import corpora
from tests.test_layout import cases_of_the_suite

MODEL = """\
model: colis
title: Un modèle d'essai
unit: commande
balises:
  reference: value
  depot: value
  commandes:
    list of: commande
    balises:
      numero: value
      genre: value
      code: value
      jour: value
      ferme: value
      poids: value
      note: value
      articles:
        list of: article
        balises:
          nom: value
          taille: value
"""

HEAD = """\
pack: essai
title: Un jeu d'essai
status: publié
source: Guide d'essai
model: modele.yaml
stages:
  etape: {fr: une étape, en: a stage}
"""

#: What the formats of all cases are: a list of codes, a length, a whole number, true or false.
FORMATS = """\
  - {id: FMT-001, stage: etape, title: t, balise: genre, format: "« A », « B »", source: usage, message: {fr: genre, en: kind}, examples: {pass: ['1'], fail: ['2']}}
  - {id: FMT-002, stage: etape, title: t, balise: code, format: VARCHAR (=4), source: usage, message: {fr: code, en: its code}, examples: {pass: ['1'], fail: ['2']}}
  - {id: FMT-003, stage: etape, title: t, balise: numero, format: INTEGER (MAX 9), source: usage, message: {fr: numero, en: number}, examples: {pass: ['1'], fail: ['2']}}
  - {id: FMT-004, stage: etape, title: t, balise: ferme, format: BOOLEAN, source: usage, message: {fr: ferme, en: closed}, examples: {pass: ['1'], fail: ['2']}}
  - {id: FMT-005, stage: etape, title: t, balise: nom, format: "« C1 », « C2 »…", source: usage, message: {fr: nom, en: name}, examples: {pass: ['1'], fail: ['2']}}
  - {id: FMT-006, stage: etape, title: t, balise: jour, format: VARCHAR (format « JJ/MM/AAAA »), source: usage, message: {fr: jour, en: day}, examples: {pass: ['1'], fail: ['2']}}
"""


def a_row(id_: str = "ESS-001", balise: str = "poids", **keys: str) -> str:
    """A row that says nothing wrong, with other keys than these where `keys` has them."""
    if "each" not in keys and "selector" not in keys:
        keys = {"balise": balise, **keys}
    if not {"format", "assert", "unique in"} & set(keys):
        keys["assert"] = "length(value) > 1"
    row = {
        "stage": "etape", "title": "t", "source": "usage",
        "message": f"{{fr: « {balise} » a une faute, en: “{balise}” is at fault}}",
        "examples": "{pass: ['1'], fail: ['2']}", **keys,
    }  # fmt: skip
    lines = "".join(f"    {key}: {value}\n" for key, value in row.items() if value)
    return f"  - id: {id_}\n{lines}"


def pack(*rows: str, head: str = HEAD) -> str:
    return head + "rules:\n" + "".join(rows)


def heir(*rows: str, name: str = "enfant", parent: str = "essai", more: str = "") -> str:
    head = f"pack: {name}\ntitle: t\nstatus: publié\nextends: {parent}\n{more}"
    return head + ("rules:\n" + "".join(rows) if rows else "rules: []\n")


def remarks(text: str, model: str = MODEL, **others: str) -> list[Remark]:
    texts = {"modele.yaml": model, "pack.yaml": text}
    texts |= {f"{name}.yaml": each for name, each in others.items()}
    found = check([(name, each.encode()) for name, each in texts.items()]).remarks
    return [each for each in found if each.kind != "sans-dépôt"]  # no pack here has files


def told(found: list[Remark]) -> list[tuple[str, str]]:
    """The kind of each remark, and what its caret is under."""
    return [(each.kind, each.source.text[each.span.start : each.span.end]) for each in found]


def test_our_own_rules_have_no_remark() -> None:
    assert check(library.files()).remarks == []


@pytest.mark.parametrize("name", ["commun", "bio", "bio-loinc-va1-solde"])
def test_one_pack_is_checked_with_what_it_inherits(name: str) -> None:
    whole, one = check(library.files()), check(library.files(), name)
    assert 0 < one.rules <= whole.rules
    assert one.packs <= whole.packs


def test_an_unknown_pack_has_its_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        check(library.files(), "comun")
    assert "« commun »" in caught.value.message.fr


def test_every_kind_is_told_in_both_languages() -> None:
    assert all(text.fr != text.en for text in KINDS.values())


# --- conditions -----------------------------------------------------------------------------------

#: A condition of a row on `poids`, the kind of remark, what the caret is under.
NEVER = [
    ('genre == "A" and genre == "B"', "jamais", None),
    ('genre == "A" and genre != "A"', "jamais", None),
    ('depot in ("A", "B") and depot not in ("A", "B")', "jamais", None),
    ('genre not in ("A", "B")', "jamais", None),
    ('genre != "A" and genre != "B"', "jamais", None),
    ('not (genre == "A" or genre == "B")', "jamais", None),
    ('depot == "x" and depot == "y"', "jamais", None),
    ('depot == "x" and starts_with(depot, "y")', "jamais", None),
    ('depot in ("x", "y") and length(depot) > 1', "jamais", None),
    ('depot == "x" and depot == null', "jamais", None),
    ("numero > 3 and numero < 2", "jamais", None),
    ("numero > 3 and not numero > 3", "jamais", None),
    ("numero == 3 and numero >= 4", "jamais", None),
    ("numero > 3 and (numero < 2 or numero == 1)", "jamais", None),
    ("numero > poids and numero <= poids", "jamais", None),
    ("numero != numero", "jamais", None),
    ("ferme == true and ferme == false", "jamais", None),
    ("length(code) == 3", "jamais", "length(code) == 3"),
    ("length(code) > 4 or poids > 1", "jamais", "length(code) > 4"),
    ("count(articles) < 0", "jamais", None),
    ("position == 0", "jamais", None),
    ("count(articles) == 1 and count(articles) > 1", "jamais", None),
    ('any(articles where nom == "C1") and not any(articles where nom == "C1")', "jamais", None),
    ('any(articles where nom == "C1" and nom == "C2")', "jamais", 'nom == "C1" and nom == "C2"'),
    ('"A" == "B"', "jamais", None),
    ('"A" == "B" or poids > 1', "jamais", '"A" == "B"'),
    ("false", "jamais", None),
    ('lower(depot) == "FACTURE"', "jamais", None),
    ('"facture" == upper(depot)', "jamais", None),
    ('fold(depot) == "é" or poids > 1', "jamais", 'fold(depot) == "é"'),
    ('lower(depot) in ("A", "B")', "jamais", None),
    ("true", "toujours", None),
    ('"A" == "A"', "toujours", None),
    ('"A" in ("A", "B") and poids > 1', "toujours", '"A" in ("A", "B")'),
    ('genre == "C"', "hors-format", '"C"'),
    ('"C" == genre or poids > 1', "hors-format", '"C"'),
    ('genre != "a"', "hors-format", '"a"'),
    ('genre in ("A", "C")', "hors-format", '"C"'),
    ('genre not in ("A", "C") and poids > 1', "hors-format", '"C"'),
    ("genre == null", "hors-format", "null"),
    ('is_date(code, "JJ/MM/AAAA")', "hors-format", '"JJ/MM/AAAA"'),
    ('date(code, "AAAAMMJJ") > 2024-01-01 or poids > 1', "hors-format", '"AAAAMMJJ"'),
    ('is_date(jour, "JJ-MM-AAAA")', "hors-format", '"JJ-MM-AAAA"'),
    ('code == "ABC"', "hors-format", '"ABC"'),
    ('code == ""', "hors-format", '""'),
    ('numero == "3"', "hors-format", '"3"'),
    ('ferme == "true"', "hors-format", '"true"'),
    ('any(articles where nom == "C0")', "hors-format", '"C0"'),
    ('all(commandes where genre == "Z")', "hors-format", '"Z"'),
]  # fmt: skip


@pytest.mark.parametrize(("when", "kind", "caret"), NEVER)
def test_a_condition_that_cannot_hold_is_told(when: str, kind: str, caret: str | None) -> None:
    found = remarks(pack(FORMATS, a_row(when=f"'{when}'")))
    assert told(found) == [(kind, caret or when)]
    (remark,) = found
    assert remark.message.fr.startswith(f"[{kind}] ")
    assert remark.message.en.startswith(f"[{kind}] ")
    assert remark.message.fr != remark.message.en
    assert remark.render("fr").startswith("pack.yaml:")


#: Conditions that may hold, or of which that is not certain.
MAY_HOLD = [
    'lower(depot) == "facture 1"',
    'upper(depot) == "FACTURE"',
    'fold(depot) == "facture"',
    'lower(depot) in ("A", "b")',
    'lower(depot) != "FACTURE"',
    'genre == "A" or genre == "B"',
    'genre == "A" and depot == "B"',
    'genre != "A"',
    'depot != "A" and depot != "B"',
    'depot == "x" and starts_with(depot, "x")',
    'starts_with(depot, "x") and starts_with(depot, "y")',
    'depot == "x" and length(note) == 4',
    'code == "ABCD"',
    "length(code) == 4",
    "length(depot) == 400",
    "numero > 2 and numero < 4",
    "numero > 9",  # out of its bounds, a whole number is still known
    "numero == 12",
    "poids > 2 and poids < 2.5",
    "poids == null or poids > 2",
    "depot == null",
    "numero == poids",
    "previous == value",
    "previous > 3 and value < 3",
    "value == value and depot == depot",  # which says that they are there
    "count(articles) >= 0",  # the same of a list
    "count(articles) > 2",
    "not sure(genre == depot)",
    'not sure(genre == "A") and not sure(genre == "B")',  # absent
    'any(articles where nom == "C1") and any(articles where nom == "C2")',
    'any(articles where nom != "C1" and nom != "C2")',  # C3
    'any(commandes where genre == "A") and genre == "B"',
    'any(commandes where genre == "A" and row.genre == "B")',
    "number(depot) == 2 and number(note) == 3",
    'is_date(depot, "JJ/MM/AAAA")',
    'is_date(jour, "JJ/MM/AAAA") and date(jour, "MM/JJ/AAAA") > 2024-01-01',
    'date(depot, "JJ/MM/AAAA") > 2024-01-01 and date(depot, "JJ/MM/AAAA") < 2023-01-01',
    "position > 1 and position < 3",
    " and ".join(f'(depot == "{n}" or note == "{n}")' for n in range(9)),  # too many cases
]


@pytest.mark.parametrize("when", MAY_HOLD)
def test_a_condition_that_may_hold_is_not_told(when: str) -> None:
    assert told(remarks(pack(FORMATS, a_row(when=f"'{when}'")))) == []


@pytest.mark.parametrize(
    ("row", "kind", "caret"),
    [
        ({"assert": "value == value"}, "toujours", "value == value"),
        ({"assert": "count(articles) >= 0"}, "toujours", "count(articles) >= 0"),
        ({"assert": "value > 1 or value <= 1"}, "toujours", "value > 1 or value <= 1"),
        ({"balise": "code", "assert": "length(value) <= 4"}, "toujours", "length(value) <= 4"),
        ({"balise": "genre", "assert": 'value in ("A", "B")'}, "toujours", 'value in ("A", "B")'),
        ({"when": 'genre == "A"', "assert": 'genre != "B"'}, "toujours", 'genre != "B"'),
        ({"assert": "value > 1 and value < 1"}, "jamais", "value > 1 and value < 1"),
        ({"balise": "genre", "assert": 'value == "C"'}, "hors-format", '"C"'),
    ],
)
def test_a_control_that_never_or_always_finds_a_fault_is_told(
    row: dict[str, str], kind: str, caret: str
) -> None:
    row = {key: f"'{value}'" if key != "balise" else value for key, value in row.items()}
    text = a_row(**row) if "balise" not in row else a_row(row["balise"] and "ESS-001", **row)
    found = remarks(pack(FORMATS, text.replace("« poids »", f"« {row.get('balise', 'poids')} »")))
    assert told(found) == [(kind, caret)]


@pytest.mark.parametrize(
    "row",
    [
        {"when": "poids > 3", "assert": "false"},  # what may not be at all
        {"assert": "sure(value == value)"},  # it is there
        {"when": 'genre == "A"', "assert": 'note != "B"'},
        {"assert": "value > 1 or value < 1"},
    ],
)
def test_a_control_that_may_find_a_fault_is_not_told(row: dict[str, str]) -> None:
    assert remarks(pack(FORMATS, a_row(**{key: f"'{each}'" for key, each in row.items()}))) == []


@pytest.mark.parametrize(
    ("row", "carets", "written"),
    [
        ({"assert": "jour >= reference"}, ["jour"], 'date(jour, "JJ/MM/AAAA")'),
        ({"assert": "depot < jour"}, ["jour"], 'date(jour, "JJ/MM/AAAA")'),
        ({"balise": "jour", "assert": "value >= jour"}, ["value", "jour"], 'date(value, "JJ/MM/AAAA")'),
        ({"when": "not (jour > numero)"}, ["jour"], "date(jour"),
        ({"assert": 'any(commandes where jour <= date(depot, "JJ/MM/AAAA"))', "each": "fichier"}, ["jour"], "date(jour"),
        ({"assert": "code > 5"}, ["code"], "number(code)"),
        ({"assert": "genre <= poids"}, ["genre"], "number(genre)"),
    ],
)  # fmt: skip
def test_a_text_that_is_compared_by_order_is_told_with_what_to_write(
    row: dict[str, str], carets: list[str], written: str
) -> None:
    found = remarks(pack(FORMATS, a_row(**row)))
    assert told(found) == [("sans-ordre", caret) for caret in carets]
    assert f"Écrivez {written}" in found[0].message.fr


@pytest.mark.parametrize(
    "row",
    [
        {"assert": 'date(jour, "JJ/MM/AAAA") >= date(depot, "JJ/MM/AAAA")'},
        {"assert": "jour == depot"},
        {"assert": "jour != null"},
        {"assert": "poids >= depot"},  # no format says what they are
        {"assert": "numero < 5"},
        {"assert": "length(code) >= numero"},
        {"assert": "number(code) < 5000"},
    ],
)
def test_what_has_an_order_may_be_compared_by_it(row: dict[str, str]) -> None:
    assert "sans-ordre" not in dict(told(remarks(pack(FORMATS, a_row(**row)))))


def test_a_condition_of_a_format_sees_values_of_any_format() -> None:
    assert told(remarks(pack(FORMATS, a_row(format="FLOAT", when="'genre == \"C\"'")))) == []


@pytest.mark.parametrize("key", ["when: poids > 1", "from: 2024-01-01", "until: 2030-01-01"])
def test_a_format_that_does_not_always_hold_excludes_nothing(key: str) -> None:
    formats = a_row("FMT-001", "genre", format="« A »") + f"    {key}\n"
    assert told(remarks(pack(formats, a_row(when="'genre == \"C\"'")))) == []


def test_an_heir_that_changes_a_format_makes_the_condition_possible() -> None:
    base = pack(FORMATS, a_row(when="'genre == \"C\"'"))
    other = "  - replace: FMT-001\n    format: « C »\n"
    assert [kind for kind, _ in told(remarks(base, h=heir()))] == ["hors-format"]
    assert told(remarks(base, h=heir(other))) == []


def test_the_format_of_an_heir_says_nothing_of_what_it_inherits() -> None:
    base = pack(a_row(when="'genre == \"C\"'"), head="abstract: true\n" + HEAD)
    assert told(remarks(base, h=heir(a_row("FMT-001", "genre", format="« A »")))) == []
    own = a_row("ESS-009", "note", when="'genre == \"C\"'")
    found = remarks(base, h=heir(a_row("FMT-001", "genre", format="« A »"), own))
    assert [(each.kind, each.source.name) for each in found] == [("hors-format", "h.yaml")]


def test_a_parameter_may_be_another_in_an_heir() -> None:
    base = HEAD + "params:\n  mode: X\n"
    asked = a_row(when="'mode == \"Y\"'")
    assert told(remarks(pack(asked, head=base))) == []
    base = "abstract: true\n" + HEAD + "params:\n  maximum: 3\n"
    asked = a_row(when="numero > 3 and numero < maximum")
    child = heir(more="params:\n  maximum: 5\n")
    assert told(remarks(pack(asked, head=base), h=child)) == []
    assert [kind for kind, _ in told(remarks(pack(asked, head=base), h=heir()))] == ["jamais"]


def test_a_condition_over_several_lines_is_shown_whole() -> None:
    found = remarks(pack(FORMATS, a_row(when='>-\n      genre ==\n      "C"')))
    assert [kind for kind, _ in told(found)] == ["hors-format"]


_VALUES: list[Any] = [UNKNOWN, None, True, False, "A", "B", "AB", "A1", "A3", "", " ", "x", Number("0"), Number("1"), Number("1.5"), Number("2"), Number("3"), Number("-1"), [], {}]  # fmt: skip
_LITERALS = [["lit", "text", "A"], ["lit", "text", "AB"], ["lit", "number", "1"], ["lit", "number", "2"], ["lit", "null", "null"], ["lit", "true", "true"]]  # fmt: skip
_slot = st.sampled_from([["slot", 0, 0], ["slot", 0, 1]])
_any = _slot | st.sampled_from(_LITERALS)
_atoms = (
    st.tuples(st.just("cmp"), st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), _any, _any)
    | st.tuples(st.just("in"), _slot, st.lists(_any, min_size=1, max_size=3), st.booleans())
    | _slot.map(lambda slot: ["cmp", ">", ["call", "length", [slot]], ["lit", "number", "1"]])
    | _slot.map(lambda slot: ["call", "starts_with", [slot, ["lit", "text", "A"]]])
).map(list)
_codes = st.recursive(
    _atoms,
    lambda inner: (
        st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3)).map(list)
        | inner.map(lambda code: ["not", code])
        | inner.map(lambda code: ["call", "sure", [code]])
    ),
    max_leaves=6,
)


_FORMATS = [
    None,
    *(
        notation.parse(text).plain()
        for text in ("VARCHAR (=2)", "INTEGER (MAX 2)", "FLOAT (1 chiffre après le point)", "BOOLEAN", "« A », « AB »", "« A1 », « A2 »…", "VARCHAR (=1) ou null", "Liste de VARCHAR (=1)")
    ),
]  # fmt: skip


def after(format_: list[Any] | None, value: Any) -> Any:
    """A value as the rules see it that run after its format."""
    if format_ is None or value is UNKNOWN:
        return value
    wrong = formats.predicate(format_)(value)
    return value if wrong is None or wrong.usable else UNKNOWN


@given(_codes, st.booleans(), st.sampled_from(_FORMATS), st.sampled_from(_FORMATS))
def test_what_is_said_never_to_hold_never_does(
    code: list[Any], wanted: bool, one: list[Any] | None, two: list[Any] | None
) -> None:
    given_ = [one, two]
    if not never(code, lambda slot: [each for each in (given_[slot[2]],) if each], wanted):
        return
    frame = Frame(0, None, 1, 2)
    for left in _VALUES:
        for right in _VALUES:
            frame.values = [after(one, left), after(two, right)]
            assert build(code, ())(frame, frame) is not wanted


# --- rows beside each other -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"format": "FLOAT"}, {"format": "float"}),
        ({"assert": "value > 1"}, {"assert": "1 < value"}),
        ({"assert": "value == note"}, {"assert": "note  ==  value"}),
        ({"assert": "value > 1 and note > 2"}, {"assert": "(note > 2) and 1 < value"}),
        ({"assert": "value in (1, 2)"}, {"assert": "value in (2, 1)"}),
        ({"assert": "value > 1", "when": "note > 2"}, {"assert": "value > 1", "when": "2 < note"}),
        ({"format": "VARCHAR (=4)"}, {"assert": "'conforms(value, \"VARCHAR (=4)\")'"}),
        ({"unique in": "fichier"}, {"unique in": "fichier", "severity": "warning"}),
        ({"assert": "value > 1"}, {"selector": "$.commandes[*].poids", "assert": "value > 1"}),
        (
            {"assert": "value > 1", "until": "2024-02-01"},
            {"assert": "value > 1", "from": "2024-01-01"},
        ),
        (  # one day, which both have
            {"assert": "value > 1", "until": "2024-01-01"},
            {"assert": "value > 1", "from": "2024-01-01"},
        ),
    ],
)
def test_two_rows_that_say_the_same_are_told_at_the_second(
    first: dict[str, str], second: dict[str, str]
) -> None:
    found = remarks(pack(a_row("ESS-001", **first), a_row("ESS-002", **second)))
    assert told(found) == [("doublon", "ESS-002")]
    assert "ESS-001 (9)" in found[0].message.fr


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"format": "FLOAT"}, {"format": "INTEGER"}),
        ({"assert": "value > 1"}, {"assert": "value >= 1"}),
        ({"format": "FLOAT"}, {"assert": "'conforms(value, \"INTEGER\")'"}),
        ({"format": "FLOAT"}, {"assert": "'conforms(note, \"FLOAT\")'"}),
        ({"assert": "value > 1"}, {"assert": "note > 1"}),
        ({"assert": "value > 1"}, {"assert": "value > 1", "when": "note > 1"}),
        (
            {"assert": "value > 1"},
            {"balise": "note", "assert": "value > 1", "message": "{fr: note, en: a note}"},
        ),
        (
            {"assert": "value > 1", "until": "2023-12-31"},
            {"assert": "value > 1", "from": "2024-01-01"},
        ),
    ],
)
def test_two_rows_that_do_not_say_the_same_are_not_told(
    first: dict[str, str], second: dict[str, str]
) -> None:
    assert told(remarks(pack(a_row("ESS-001", **first), a_row("ESS-002", **second)))) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("VARCHAR (type « ABCXXX »)", "VARCHAR (=13)"),
        ("VARCHAR (type « ABCXXX »)", "VARCHAR (type « ABDXXX »)"),
        ("VARCHAR (type « ABCXXX »)", "VARCHAR (type « ABCXX »)"),
        ("VARCHAR (>5)", "VARCHAR (<=5) ou null"),
        ("VARCHAR", "INTEGER"),
        ("FLOAT", "« A »"),
        ("« A », « B »", "« C »"),
        ("« A », « B »", "VARCHAR (=2)"),
        ("BOOLEAN", "VARCHAR"),
    ],
)
def test_two_formats_without_a_common_value_are_told_at_the_second(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        rows = a_row("ESS-001", format=one), a_row("ESS-002", format=other)
        assert told(remarks(pack(*rows))) == [("sans-valeur", other)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("VARCHAR (type « ABCXXX »)", "VARCHAR (=6)"),
        ("VARCHAR (type « ABCXXX »)", "VARCHAR (type « ABC1XX »)"),
        ("VARCHAR (>5) ou null", "VARCHAR (<=5) ou null"),
        ("VARCHAR (>5)", "VARCHAR (<=6)"),
        ("INTEGER", "FLOAT"),
        ("« A », « B »", "« B », « C »"),
        ("« A1 », « A2 »…", "VARCHAR (=3)"),
        ("Liste de VARCHAR", "Liste de INTEGER"),  # one without elements
    ],
)
def test_two_formats_with_a_common_value_are_not_told(first: str, second: str) -> None:
    rows = a_row("ESS-001", format=first), a_row("ESS-002", format=second)
    assert told(remarks(pack(*rows))) == []


@pytest.mark.parametrize(
    "keys", [{"when": "note > 1"}, {"until": "2023-01-01"}, {"yields to": "[ESS-001]"}]
)
def test_formats_that_are_not_asked_together_are_not_told(keys: dict[str, str]) -> None:
    first = a_row("ESS-001", format="FLOAT", **{"from": "2024-01-01"})
    assert told(remarks(pack(first, a_row("ESS-002", format="VARCHAR", **keys)))) == []


@pytest.mark.parametrize("format_", ["VARCHAR (<1)", "VARCHAR (=0)"])
def test_a_format_that_admits_nothing_is_told(format_: str) -> None:
    assert told(remarks(pack(a_row(format=format_)))) == [("sans-valeur", format_)]
    assert told(remarks(pack(a_row(format=f"{format_} ou null")))) == []


@given(st.sampled_from(_FORMATS[1:]), st.sampled_from(_FORMATS[1:]), st.sampled_from(_VALUES))
def test_formats_that_are_apart_share_no_value(one: Any, other: Any, value: Any) -> None:
    if value is not UNKNOWN and are_apart(one, other):
        assert formats.whole(one)(value) is not None or formats.whole(other)(value) is not None


@pytest.mark.parametrize(
    ("applies", "wanted"),
    [
        ('reference == "A" and reference == "B"', "jamais"),
        ('reference == "B"', None),  # its format is looked at later
        ('any(commandes where genre == "A" and genre == "B")', "jamais"),
        ('any(commandes where genre == "A")', None),
        ("true", None),
    ],
)
def test_a_pack_that_no_deposit_can_be_of_is_told(applies: str, wanted: str | None) -> None:
    formats = a_row("FMT-001", "reference", format="« A »")
    found = remarks(pack(formats, head=HEAD + f"applies: '{applies}'\n"))
    assert [kind for kind, _ in told(found)] == ([wanted] if wanted else [])


def test_a_row_of_an_heir_that_says_the_same_is_told_to_the_heir() -> None:
    (found,) = remarks(pack(a_row()), h=heir(a_row("ESS-002") + "    after: ESS-001\n"))
    assert (found.source.name, "(pack.yaml:9)" in found.message.fr) == ("h.yaml", True)


def test_an_id_is_not_given_again() -> None:
    base = pack(a_row("ESS-001"), a_row("ESS-002", "note"))
    middle = heir("  - {drop: ESS-001, why: x}\n")
    again = heir(
        a_row("ESS-001", assert_="").replace("    assert_: \n", ""), name="bas", parent="enfant"
    )
    found = remarks(base, h=middle, i=again)
    assert told(found) == [("id-repris", "ESS-001")]
    assert (found[0].source.name, "« enfant »" in found[0].message.fr) == ("i.yaml", True)
    assert (
        told(
            remarks(base, h=middle, i=heir(a_row("ESS-003", "depot"), name="bas", parent="enfant"))
        )
        == []
    )


def test_a_retired_id_is_not_given_again() -> None:
    base = HEAD + "retired: {ESS-001: fondue dans ESS-002}\n"
    assert told(remarks(pack(a_row(), head=base))) == [("id-repris", "ESS-001")]
    other = remarks(pack(a_row("ESS-002"), head=base), h=heir(a_row("ESS-001", "note")))
    assert told(other) == [("id-repris", "ESS-001")]
    assert told(remarks(pack(a_row("ESS-002"), head=base))) == []


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("  - {replace: ESS-001, severity: error}\n", [("sans-effet", "ESS-001")]),
        ("  - {replace: ESS-001, title: t, source: usage}\n", [("sans-effet", "ESS-001")]),
        ("  - {replace: ESS-001, severity: info}\n", []),
        ("  - {replace: ESS-001, title: t, why: x}\n", []),
        ("  - {replace: ESS-001, assert: length(value) > 1}\n", []),  # it has no « when » any more
        (
            "  - {replace: ESS-001, assert: length(value) > 1, when: note > 1}\n",
            [("sans-effet", "ESS-001")],
        ),
    ],
)
def test_a_replace_that_changes_nothing_is_told(rule: str, wanted: list[tuple[str, str]]) -> None:
    base = pack(a_row(when="note > 1", severity="error"))
    assert told(remarks(base, h=heir(rule))) == wanted


def test_a_parameter_given_the_same_value_again_is_told() -> None:
    base = pack(a_row(when="poids > maximum"), head=HEAD + "params:\n  maximum: 3\n")
    assert told(remarks(base, h=heir(more="params:\n  maximum: 3\n"))) == [
        ("sans-effet", "maximum")
    ]
    assert told(remarks(base, h=heir(more="params:\n  maximum: 4\n"))) == []


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        ({"from": "2024-02-01", "until": "2024-01-01"}, [("dates", "2024-01-01")]),
        ({"from": "2024-02-01", "until": "2024-01-31"}, [("dates", "2024-01-31")]),
        (
            {"from": "2024-02-01T12:00", "until": "2024-02-01T11:59"},
            [("dates", "2024-02-01T11:59")],
        ),
        ({"from": "2024-02-01", "until": "2024-02-01"}, []),  # that day
        ({"from": "2024-02-01T12:00", "until": "2024-02-01"}, []),  # its afternoon
        ({"from": "2024-02-01", "until": "2024-02-01T12:00"}, []),
        ({"from": "2024-02-01"}, []),
    ],
)
def test_a_rule_that_ends_before_it_begins_is_told(
    dates: dict[str, str], wanted: list[tuple[str, str]]
) -> None:
    assert told(remarks(pack(a_row(**dates)))) == wanted


@pytest.mark.parametrize(
    ("examples", "wanted"),
    [
        ("{pass: ['1', '1'], fail: ['2']}", [("exemple", "'1'")]),
        ("{pass: ['1'], fail: ['2', '1']}", [("exemple", "'1'")]),
        ("{pass: [{a: '1', b: '2'}], fail: [{b: '2', a: '1'}]}", [("exemple", "{b: '2', a: '1'}")]),
        ("{pass: ['1'], fail: ['2', ' 1']}", []),
    ],
)
def test_the_same_example_twice_is_told(examples: str, wanted: list[tuple[str, str]]) -> None:
    assert told(remarks(pack(a_row(examples=examples)))) == wanted


# --- messages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("examples", "wanted"),
    [
        ("{pass: ['1'], fail: [14/06/2024]}", ["14/06/2024"]),
        ("{pass: [\"14/06/2024\"], fail: ['1850,01', vrai]}", ['"14/06/2024"', "'1850,01'", "vrai"]),
        ("{pass: [{poids: vrai, file: a b}], fail: [{units: [{}, {poids: '1,5'}]}]}", ["vrai", "'1,5'"]),
        ("{pass: [{add: {zut: x}, remove: [note]}], fail: [{text: vrai}]}", ["x"]),
        ("{pass: [{}], fail: ['']}", ["''"]),
        ("{pass: [{others: [{file: a.json, poids: vrai}, {poids: '1'}]}], fail: [{others: a}]}", ["vrai"]),
        ("{pass: [1850,01], fail: ['2',-3,05, 1, 05]}", ["1850,01", "-3,05", "05"]),
        ("{pass: ['\"14/06/2024\"', '1850.01', 'true'], fail: ['null', '[]', '{}', '1, \"poids\": 2']}", []),
        ("{pass: ['{seuil}'], fail: ['\"{seuil}\"', {units: [{times: '2', poids: '{number}'}]}]}", []),
        ("{pass: ['{mot}'], fail: ['\"{mot}\"']}", ["'{mot}'"]),
        ("{pass: [{documents: [{nom: a.pdf}], date: 2024-01-01, inputs: {}}], fail: [{hex: 7B}]}", []),
    ],
)  # fmt: skip
def test_an_example_that_is_not_json_is_told_at_its_place(examples: str, wanted: list[str]) -> None:
    head = HEAD.replace("stages:", "params: {seuil: 12, mot: ABC}\nstages:")
    found = remarks(
        pack(a_row(examples=examples, assert_="", when="poids > seuil or code == mot"), head=head)
    )
    assert told(found) == [("exemple", each) for each in wanted]


def test_an_example_of_the_reading_of_a_file_may_break_it() -> None:
    row = a_row(
        examples="{pass: [{poids: '1'}], fail: [{poids: vrai}]}",
        reading="syntax",
        each="fichier",
        message="{fr: le poids, en: the weight}",
    )
    assert told(remarks(pack(row.replace("    assert: length(value) > 1\n", "")))) == []


def test_an_example_of_what_a_pack_takes_for_its_own_that_is_not_json_is_told() -> None:
    head = f'{HEAD}applies: reference == "A"\napplies examples: {{pass: [{{}}], fail: [{{reference: vrai}}]}}\n'
    (found,) = remarks(pack(a_row(), head=head))
    assert told([found]) == [("exemple", "vrai")]
    assert found.message.fr == "[exemple] « vrai » n'est pas du JSON : écrivez true."


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("{fr: poids faux, en: poids faux}", [("traduction", "poids faux")]),
        ("{fr: Poids faux !, en: poids faux !}", [("traduction", "poids faux !")]),
        ("{fr: « poids » faux., en: “poids” faux.}", [("traduction", "“poids” faux.")]),
        ("{fr: '{balise} : {found}', en: '{balise}: {found}'}", []),
        ("{fr: 'poids {found}', en: weight}", [("traduction", "weight")]),
        ("{fr: poids, en: 'weight {found}'}", [("traduction", "poids")]),
        ("{fr: poids, en: weight}", []),
        ("{fr: Il est faux., en: It is wrong.}", [("message", "Il est faux.")]),
        ("{fr: '{balise} est faux.', en: '{balise} is wrong.'}", []),
        ("{fr: '{poids} est faux.', en: '{poids} is wrong.'}", []),
        ("{fr: Le Poids est faux., en: It is wrong.}", []),
    ],
)
def test_what_a_message_does_not_say_is_told(message: str, wanted: list[tuple[str, str]]) -> None:
    assert told(remarks(pack(a_row(message=message)))) == wanted


@pytest.mark.parametrize(
    ("row", "model"),
    [
        (
            {"balise": "dateLivraison", "message": "{fr: La livraison est fausse., en: Wrong.}"},
            "dateLivraison: value",
        ),
        (
            {
                "balise": "articles",
                "assert": "count(articles) > 0",
                "message": "{fr: Aucun article., en: None.}",
            },
            "x: value",
        ),
        (
            {
                "each": "commande",
                "assert": "count(articles) > 0",
                "message": "{fr: Rien., en: Nothing.}",
            },
            "x: value",
        ),
        (
            {
                "balise": "document.nom",
                "assert": "length(value) > 1",
                "message": "{fr: Rien., en: Nothing.}",
            },
            "x: value",
        ),
    ],
)
def test_a_message_may_say_which_balise_it_is_about_in_words(
    row: dict[str, str], model: str
) -> None:
    text = MODEL.replace("      note: value", f"      {model}")
    assert told(remarks(pack(a_row(**row)), text)) == []


# --- what nothing uses ----------------------------------------------------------------------------

REGISTER = (
    "registers:\n  avances: {called: avance, fr: a, en: b, key: numero, columns: {numero: {}}}\n"
)
NAMES = "names:\n  piece: {of: nom, notation: CODE-rang.ext, parts: {CODE: {called: couleur}, rang: {}, ext: {}}}\n"


@pytest.mark.parametrize(
    ("declared", "row", "wanted"),
    [
        ("params:\n  maximum: 3\n", {}, ["maximum"]),
        ("params:\n  maximum: 3\n", {"when": "poids < maximum"}, []),
        ("params:\n  maximum: 3\n", {"when": "poids-maximum > 1"}, []),
        (
            "params:\n  maximum: 3\n",
            {"message": "{fr: 'poids {maximum}', en: 'weight {maximum}'}"},
            [],
        ),
        (
            "params:\n  maximum: 3\n",
            {"message": "{fr: le maximum du poids, en: the maximum}"},
            ["maximum"],
        ),
        ("params:\n  maximum: 3\n", {"title": "maximum", "why": "maximum"}, ["maximum"]),
        ("params:\n  maximum: AXX\n", {"format": "VARCHAR (type « {maximum} »)"}, []),
        ("params:\n  maxi: 3\n  maximum: 3\n", {"when": "poids < maximum"}, ["maxi"]),
        ("inputs:\n  donne: {fr: a, en: b}\n", {}, ["donne"]),
        ("inputs:\n  donne: {fr: a, en: b}\n", {"when": 'donne == "x"'}, []),
        (
            "inputs:\n  donne: {fr: a, en: b}\n",
            {"examples": "{pass: [{inputs: {donne: x}}], fail: ['2']}"},
            ["donne"],
        ),
        (NAMES, {}, ["piece"]),
        (NAMES, {"when": 'any(articles where nom.couleur == "x")'}, []),
        (
            NAMES,
            {"balise": "nom", "filename": "piece", "assert": "", "message": "{fr: nom, en: name}"},
            [],
        ),
        (REGISTER, {}, ["avances"]),
        (REGISTER, {"when": "any(avances where numero == value)"}, []),
        (REGISTER, {"each": "avance", "assert": "count(fichiers) > 1"}, []),
    ],
)
def test_what_is_declared_and_not_used_is_told(
    declared: str, row: dict[str, str], wanted: list[str]
) -> None:
    row = {key: f"'{each}'" if key == "when" else each for key, each in row.items()}
    text = a_row(**row)
    if "filename" in row:
        text = text.replace("    assert: length(value) > 1\n", "")
    assert told(remarks(pack(text, head=HEAD + declared))) == [("inutile", name) for name in wanted]


def test_what_an_heir_or_a_parent_uses_is_used() -> None:
    base = HEAD + "params:\n  maximum: 3\n"
    asks = heir(a_row("ESS-002", "note", when="poids < maximum"))
    assert told(remarks(pack(a_row(), head=base), h=asks)) == []
    assert told(remarks(pack(a_row(), head=base), h=heir())) == [("inutile", "maximum")]
    head = "abstract: true\n" + HEAD
    gives = heir(more="params:\n  maximum: 3\n")
    assert told(remarks(pack(a_row(when="poids < maximum"), head=head), h=gives)) == []


def test_a_model_that_no_pack_names_is_told() -> None:
    other = MODEL.replace("model: colis", "model: autre")
    assert told(remarks(pack(a_row()), autre=other)) == [("inutile", "model")]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("      note: value", "      note: value\n      Note: value", ["Note"]),
        ("      note: value", "      note: value\n      no_te: value", ["no_te"]),
        ("  depot: value", "  depot: value\n  Numero: value", []),
        ("      note: value", "      note: value\n      notes: value", []),
        (
            "      note: value",
            "      note: value\n      dates: value\n      daets: value",
            ["daets"],
        ),
        ("      note: value", "      note: value\n      isA: value\n      iAs: value", []),
        ("      note: value", "      note: value\n      ligne12: value\n      ligne11: value", []),
        ("  depot: value", "  depot: value\n  depto: value", ["depto"]),
    ],
)
def test_balises_of_one_bloc_that_are_hard_to_tell_apart_are_told(
    old: str, new: str, wanted: list[str]
) -> None:
    found = told(remarks(pack(a_row()), MODEL.replace(old, new)))
    assert found == [("balise-double", name) for name in wanted]


# --- whatever the file ----------------------------------------------------------------------------


def survives(*files: tuple[str, bytes]) -> str:
    """What is told of files: remarks or faults, in both languages, and no other exception."""
    try:
        told_of: list[Any] = list(check([*files]).remarks)
    except SegurLintError as error:
        told_of = [error]
    return "\n".join(each.render(lang) for each in told_of for lang in ("fr", "en"))


def test_any_yaml_is_refused_as_a_pack_and_as_a_model() -> None:
    texts = [text.encode("utf-8", "surrogatepass") for text in cases_of_the_suite()]
    texts += [path.read_bytes() for path in sorted(corpora("yaml-hostile").glob("*.yaml"))]
    assert len(texts) > 100
    sound = pack(a_row()).encode()
    for text in texts:
        assert "autre.yaml:" in survives(("modele.yaml", MODEL.encode()), ("autre.yaml", text))
        assert survives(("modele.yaml", text), ("pack.yaml", sound))
        if not text.startswith((b"%", b"---")):
            for head in (b"pack: a\n", b"model: a\n"):
                assert "autre.yaml:" in survives(("autre.yaml", head + text))


@given(
    st.integers(0, 2_000),
    st.integers(0, 30),
    st.text(alphabet="[]{}:-'\"<>=()., \nabé01", max_size=6),
)
def test_rules_cut_and_altered_anywhere_are_checked_or_refused(
    at: int, length: int, put: str
) -> None:
    text = pack(FORMATS, a_row(when='\'genre == "A" and count(articles where nom == "C1") > 1\''))
    altered = text[:at] + put + text[at + length :]
    survives(("modele.yaml", MODEL.encode()), ("pack.yaml", altered.encode()))


def test_a_pack_whose_examples_nobody_runs_is_told(tmp_path: Path) -> None:
    def found(*packs: str) -> list[tuple[str, str]]:
        texts = {"modele.yaml": MODEL, **{f"{at}.yaml": each for at, each in enumerate(packs)}}
        files = [(str(tmp_path / name), each.encode()) for name, each in texts.items()]
        return told([each for each in check(files).remarks if each.kind == "sans-dépôt"])

    (tmp_path / "sain.json").write_text("{}", encoding="utf-8")
    alone, proved = pack(FORMATS), heir(more="sample: sain.json\n")
    assert found(alone) == [("sans-dépôt", "essai")]
    assert found(alone, heir()) == [("sans-dépôt", "essai"), ("sans-dépôt", "enfant")]
    assert found(alone, proved) == []
    assert found(alone, proved, heir(name="autre")) == [("sans-dépôt", "autre")]
    assert found(pack(FORMATS, head=f"{HEAD}abstract: true\n"), proved) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "[exemple] Le dépôt d'exemple n'est pas du JSON (ligne 1, colonne "),
        (b"", "n'est pas du JSON (ligne 1, colonne 1) : "),
        (b'{"a": 1,\n "b": 1,}', "n'est pas du JSON (ligne 2, colonne "),
        (b'{"a": "\xe9"}', "n'est pas du JSON : son texte n'est pas en UTF-8. Enregistrez-le en UTF-8."),
        (b"{}", ""),
    ],
)  # fmt: skip
def test_a_sample_that_is_no_json_is_told_where_it_is_named(
    tmp_path: Path, data: bytes, said: str
) -> None:
    (tmp_path / "sain.json").write_bytes(data)
    texts = {
        "modele.yaml": MODEL,
        "0.yaml": pack(FORMATS),
        "1.yaml": heir(more="sample: sain.json\n"),
    }
    found = check([(str(tmp_path / name), each.encode()) for name, each in texts.items()]).remarks
    notes = [each for each in found if "dépôt d'exemple" in each.message.fr]
    assert [said in each.message.fr for each in notes] == [True] * bool(said)
    assert [each.source.text[each.span.start : each.span.end] for each in notes] == [
        "sain.json"
    ] * bool(said)


# --- what is left to say --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("Le poids du colis #3 manque", "#3 manque"),
        ("Le poids du colis # 3 manque", "# 3 manque"),
        ("Le poids manque. #3 aussi.", "#3 aussi."),
        # A comment: after two spaces, or after a whole sentence; or no comment at all.
        ("Le poids du colis  # 3 manque", None),
        ("Le poids du colis\t# 3 manque", None),
        ("Le poids du colis manque. # à revoir", None),
        ("Le poids du colis#3 manque", None),
        ('"Le poids du colis #3 manque"', None),
        ('"Le poids du colis" # à revoir', None),
        ("'Le poids du colis' #3", None),
        ("Poids # à revoir", None),  # one word is no sentence
        ("Le poids du colis\n    # à revoir", None),
        (">-\n      Le poids du colis #3 manque", None),
    ],
)
def test_a_sentence_that_yaml_cuts_is_told(said: str, rest: str | None) -> None:
    wanted = [] if rest is None else [("coupé", rest)]
    assert told(remarks(pack(a_row(title=said)))) == wanted
    # In the blocks of messages, of stages, of what is retired and of models too.
    message = f"\n      fr: {said}\n      en: the weight (poids)"
    message = message.replace("\n    #", "\n      #").replace("\n      Le", "\n        Le")
    assert [
        each for each in told(remarks(pack(a_row(message=message)))) if each[0] == "coupé"
    ] == wanted
    head = HEAD + f"retired:\n  ESS-099: {said}\n"
    assert told(remarks(pack(a_row(), head=head))) == wanted
    model = MODEL.replace("title: Un modèle d'essai", f"title: {said}")
    assert told(remarks(pack(a_row()), model)) == wanted


def test_what_is_cut_is_shown_with_its_quotes() -> None:
    (found,) = remarks(pack(a_row(title="Le colis #3, dit « A », manque")))
    assert (
        'Si c\'en est la suite, écrivez "Le colis #3, dit « A », manque" ; si' in found.message.fr
    )
    (found,) = remarks(pack(a_row(title='Le colis "A" #3')))
    assert "écrivez 'Le colis \"A\" #3' ;" in found.message.fr


@pytest.mark.parametrize(
    "row",
    [
        {"when": "code != null # à revoir"},
        {"source": "déduit (§1.2) # à revoir"},
        {"from": "2024-01-01 # la vague 2"},
        {"examples": "{pass: ['1'], fail: ['2']} # à revoir"},
        {"format": "VARCHAR (=6) # comme le guide"},
    ],
)
def test_a_comment_after_what_is_no_sentence_is_left_alone(row: dict[str, str]) -> None:
    assert told(remarks(pack(a_row(**row)))) == []


def test_a_pack_that_follows_no_document_is_told() -> None:
    head = HEAD.replace("source: Guide d'essai\n", "")
    found = remarks(pack(a_row(), head=head), enfant=heir(more="source: {document: Le guide}\n"))
    assert told(found) == [("sans-source", "essai")]
    assert told(remarks(pack(a_row(), head=f"{head}abstract: true\n"))) == []


def test_what_is_left_to_fill_is_told_wherever_it_stands() -> None:
    head = HEAD.replace("Guide d'essai", "À REMPLIR")
    row = "  # À REMPLIR : ce que dit le guide.\n  # Sur deux lignes.\n" + FORMATS
    draft = "  # - id: ESS-900\n  #   source: À REMPLIR\n  #   examples: {pass: [À REMPLIR]}\n"
    found = remarks(pack(row, draft, head=head), MODEL + "# A\u0300 REMPLIR\n")
    marks = [each for each in found if each.kind == "à-remplir"]
    said = [each.source.text[each.span.start : each.span.end] for each in marks]
    assert said == ["A\u0300 REMPLIR", *["À REMPLIR"] * 3]
    assert not any(each.waits for each in marks)  # the pack is published


def test_what_is_left_to_fill_can_wait_while_the_pack_is_provisional() -> None:
    text = pack(FORMATS, "  # À REMPLIR\n", head=HEAD.replace("publié", "provisoire"))
    assert [(each.kind, each.waits) for each in remarks(text) if each.waits] == [
        ("à-remplir", True)
    ]
    again = remarks(text, enfant=heir())  # what a published pack inherits is published
    assert [each.waits for each in again if each.kind == "à-remplir"] == [False]


@pytest.mark.parametrize("said", ["# à remplir", "# REMPLIR", "# xÀ REMPLIRA", "# DÉJÀ REMPLI"])
def test_words_that_are_no_mark_are_left_alone(said: str) -> None:
    assert "à-remplir" not in {each.kind for each in remarks(pack(FORMATS, f"  {said}\n"))}


def test_a_rule_that_is_supposed_is_told_where_the_pack_is_published() -> None:
    supposed = FORMATS.replace("source: usage", "source: supposé (un autre guide)", 1)
    assert supposed != FORMATS
    assert told([each for each in remarks(pack(supposed)) if each.kind == "supposé"]) == [
        ("supposé", "supposé (un autre guide)")
    ]
    text = pack(supposed, head=HEAD.replace("publié", "provisoire"))
    assert "supposé" not in {each.kind for each in remarks(text)}
    (inherited,) = [each for each in remarks(text, enfant=heir()) if each.kind == "supposé"]
    assert "« enfant » est publié" in inherited.message.fr


def test_what_is_told_is_documented() -> None:
    guide = Path(resources.folder("rules")).parent / "docs" / "ecrire-des-regles.md"
    if guide.exists():  # not beside an installed wheel
        text = guide.read_text(encoding="utf-8")
        assert [kind for kind in KINDS if f"`[{kind}]`" not in text] == []
