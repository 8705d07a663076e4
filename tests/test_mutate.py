"""`rules mutate` on packs whose surviving mutants and unguarded balises are known, one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from segur_lint import engine
from segur_lint.authoring.mutation import mutate
from segur_lint.authoring.mutation.guarding import Unguarded
from segur_lint.cli import main
from segur_lint.text import Text

_MODEL = """\
model: essai
title: Des commandes
unit: commande
balises:
  reference: value
  numero: value
  libre: value
  bloc:
    balises:
      texte: value
  commandes:
    list of: commande
    balises:
      article: value
      codes:
        list of: code
"""
_SAMPLE = """\
{"reference": "ABC123", "numero": 5, "libre": "x", "bloc": {"texte": "abc"},
 "commandes": [{"article": "A1", "codes": ["k"]}, {"article": "A2", "codes": ["l"]}]}
"""
_HEAD = """\
pack: essai
title: Un jeu d'essai
status: provisoire
source: Guide d'essai
model: modele.yaml
sample: exemple-7.json
stages:
  commande: {fr: les commandes, en: the orders}
params:
  plafond: 10
  sortes: A, B
names:
  fichier:
    of: fichier
    notation: exemple-numero.json
    parts: {numero: {format: VARCHAR (=1)}}
"""


def row(asks: str, passes: str, fails: str, number: int = 1) -> str:
    """A rule that asks for something of the balise `reference`, unless it says of which."""
    lines = asks if "balise:" in asks or "each:" in asks else f"balise: reference; {asks}"
    keys = "".join(f"    {line}\n" for line in lines.split("; "))
    return (
        f"  - id: ESS-{number:03}\n    stage: commande\n    title: Un contrôle\n{keys}"
        '    source: §1\n    message: {fr: "Non.", en: "No."}\n'
        f"    examples: {{pass: [{passes}], fail: [{fails}]}}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "modele.yaml").write_text(_MODEL, encoding="utf-8")
    (tmp_path / "exemple-7.json").write_text(_SAMPLE, encoding="utf-8")
    return tmp_path


def outcomes(folder: Path, *rows: str, head: str = _HEAD) -> dict[str, mutate.Outcome]:
    """What comes of each part of the pack that `rows` make."""
    (folder / "jeu.yaml").write_text(head + "rules:\n" + "".join(rows), encoding="utf-8")
    tried = {"essai": mutate.trials([str(folder)])["essai"]}
    todo = mutate.parts(list(tried.values()))
    return {
        what: outcome for (_, what), outcome in zip(todo, mutate.run(tried, todo, 1), strict=True)
    }


def survivors(folder: Path, *rows: str, head: str = _HEAD, part: str = "ESS-001") -> list[str]:
    found = outcomes(folder, *rows, head=head)[part].survivors
    return [f"{each.key}: {each.before} → {each.after.fr}" for each in found]


_SIX = ("'\"ABC123\"'", "'\"ABC12\"', '\"ABC1234\"', 'null'")

ROWS = [
    ("all is noticed", row("format: VARCHAR (=6)", *_SIX), []),
    (
        "one length too much is missing",
        row("format: VARCHAR (=6)", _SIX[0], "'\"ABC12\"', 'null'"),
        ["format: VARCHAR (=6) → VARCHAR (>=6)"],
    ),
    (
        "the bound itself is missing",
        row("balise: numero; assert: value <= 10", "'9'", "'12'"),
        [
            "assert: value <= 10 → value < 10",
            "assert: value <= 10 → value <= 11",
            "assert: value <= 10 → value <= 9",
        ],
    ),
    (
        "a parameter is tried where a rule asks for it",
        row("balise: numero; assert: value <= plafond", "'9'", "'11'"),
        [
            "assert: value <= plafond → value < plafond",
            "params: plafond : 10 → 9",
        ],
    ),
    (
        "what is multiplied is added",
        row("balise: numero; assert: value * 2 == 4", "'2'", "'1', '3'"),
        ["assert: value * 2 == 4 → value + 2 == 4"],
    ),
    (
        "a list in a parameter loses each of its items",
        row("assert: one_of(value, sortes)", "'\"A\"'", "'\"C\"'"),
        ["params: sortes : A, B → A"],
    ),
    (
        "a condition that nothing needs",
        row('when: numero > 3; assert: value != "Z"', "'\"A\"'", "'\"Z\"'"),
        [
            "when: numero > 3 → numero >= 3",
            "when: numero > 3 → numero > 4",
            "when: numero > 3 → numero > 2",
            "when: numero > 3 → (rien)",
        ],
    ),
    (
        "and where it is needed",
        row(
            'when: numero > 3; assert: value != "Z"',
            "'\"A\"', {reference: '\"Z\"', numero: '3'}",
            "'\"Z\"', {reference: '\"Z\"', numero: '4'}",
        ),
        [],
    ),
    (
        "each of several conditions",
        row('assert: value == "A" or numero > 9', "'\"A\"'", "'\"B\"'"),
        [
            'assert: value == "A" or numero > 9 → value == "A"',
            "assert: numero > 9 → numero >= 9",
            "assert: numero > 9 → numero > 10",
            "assert: numero > 9 → numero > 8",
        ],
    ),
    (
        "what is once in one element, or in all",
        row("each: code; unique in: fichier", "{codes: '[\"k\"]'}", "{codes: '[\"k\", \"k\"]'}"),
        ["unique in: fichier → commande"],
    ),
    (
        "and where it is once in an order at least",
        row(
            "each: code; unique in: fichier; counted once per: commande",
            "{codes: '[\"k\", \"k\"]'}",
            "{codes: '[\"l\"]'}",
        ),
        [],
    ),
    (
        "a day too soon, a day too late",
        row(
            "format: VARCHAR (=6); from: 2024-09-12; until: 2024-10-01",
            "'\"ABC123\"', {date: 2024-09-11, reference: 'null'}",
            f"{_SIX[1]}, {{date: 2024-10-01, reference: 'null'}}",
        ),
        ["until: 2024-10-01 → 2024-10-02"],
    ),
    (
        "what mends a fault is not tried, and does not hide what is",
        row("balise: numero; format: FLOAT (0 chiffre après le point)", "'5'", "'null', '5.00'")
        .replace("    source", "    fix: {decimals: 0}\n    source"),
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"), [pytest.param(*case, id=name) for name, *case in ROWS]
)
def test_the_survivors_of_a_rule_are_named(rows: str, expected: list[str], folder: Path) -> None:
    assert survivors(folder, rows) == expected


def test_a_rule_that_yields_needs_an_example_where_both_would_fire(folder: Path) -> None:
    first = row("format: VARCHAR (=6)", *_SIX)
    second = row("balise: article; assert: reference != value", "{}", "'\"ABC123\"'", 2)
    second = second.replace("    source", "    yields to: [ESS-001]\n    source")
    assert survivors(folder, first, second, part="ESS-002") == ["yields to: ESS-001 → (rien)"]


_PAIR = "balise: libre; paired in: lot; paired with: reference, numero"
_ONCE = "balise: reference; unique in: lot; together with: numero, libre"
_OTHER = "{others: [{reference: '\"DEF456\"'}]}"


@pytest.mark.parametrize(
    ("asks", "passes", "fails", "expected"),
    [
        (
            _ONCE,
            _OTHER,
            "{others: [{}]}",
            [
                "together with: numero, libre → libre",
                "together with: numero, libre → numero",
            ],
        ),
        (
            _ONCE,
            f"{_OTHER}, {{others: [{{numero: '6'}}]}}, {{others: [{{libre: '\"y\"'}}]}}",
            "{others: [{}]}",
            [],
        ),
        (
            _ONCE.replace(", libre", ""),
            _OTHER,
            "{others: [{}]}",
            ["together with: numero → (rien)"],
        ),
        (_PAIR, "{others: [{}]}", _OTHER, ["paired with: reference, numero → reference"]),
        (_PAIR, "{others: [{}]}", f"{_OTHER}, {{others: [{{numero: '6'}}]}}", []),
    ],
)
def test_what_goes_together_is_tried_name_by_name(
    asks: str, passes: str, fails: str, expected: list[str], folder: Path
) -> None:
    assert survivors(folder, row(asks, passes, fails)) == expected


def test_a_change_that_is_no_rule_any_more_is_no_mutant(folder: Path) -> None:
    """« fichier » becomes a part twice written, a notation that nothing reads."""
    head = _HEAD.replace("exemple-numero.json", "exemple-numero.X").replace(
        "parts: {", "parts: {X: {}, "
    )
    (folder / "exemple-7.json").rename(folder / "exemple-7.7")
    head = head.replace("exemple-7.json", "exemple-7.7")
    named = row(
        "each: fichier; filename: fichier", "{}", "{file: modele-7.7}, {file: exemple-77.7}"
    )
    assert survivors(folder, named, head=head, part=mutate.NAMES) == []


def test_a_rule_that_vanishes_is_noticed_by_its_own_examples(folder: Path) -> None:
    found = outcomes(folder, row("balise: numero; format: BOOLEAN", "'true', 'false'", "'null'"))
    assert found["ESS-001"].mutants == 4  # true, false, or null, and none at all
    assert found["ESS-001"].survivors == ()


def test_the_notations_of_names_are_tried_by_the_rules_that_ask_for_them(folder: Path) -> None:
    named = row("each: fichier; filename: fichier", "{}", "{file: exemple-77.json}", 2)
    expected = [
        "names: exemple-numero.json → X-numero.json",
        "names: exemple-numero.json → exemple-numero.X",
    ]
    rows = (row("format: VARCHAR (=6)", *_SIX), named)
    assert survivors(folder, *rows, part=mutate.NAMES) == expected
    more = named.replace("77.json}", "77.json}, {file: modele-7.json}, {file: exemple-7.txt}")
    assert survivors(folder, rows[0], more, part=mutate.NAMES) == []


def test_what_a_pack_applies_to_needs_examples_of_its_own(folder: Path) -> None:
    rule = row("format: VARCHAR (=6)", *_SIX)
    head = _HEAD + 'applies: starts_with(reference, "AB")\n'
    expected = [
        'not starts_with(reference, "AB")',
        'ends_with(reference, "AB")',
        'contains(reference, "AB")',
        'starts_with(reference, "AC")',
    ]
    written = 'starts_with(reference, "AB")'
    found = survivors(folder, rule, head=head, part=mutate.APPLIES)
    assert found == [f": {written} → {each}" for each in expected]
    head += "applies examples: {pass: [{}], fail: [{reference: '\"XAB\"'}]}\n"
    assert survivors(folder, rule, head=head, part=mutate.APPLIES) == []


@pytest.mark.parametrize("told_apart", [True, False])
def test_what_an_abstract_pack_is_known_by_is_held_by_the_examples_of_all_its_heirs(
    folder: Path, told_apart: bool
) -> None:
    base = _HEAD.replace("pack: essai", "pack: socle\nabstract: true").replace("sample:", "#")
    asked = 'sorte == "A" and starts_with(reference, "AB") or sorte != "A" and numero == 6'
    (folder / "socle.yaml").write_text(f"{base}applies: {asked}\nrules: []\n", encoding="utf-8")
    for name, sorte, good, bad in (
        ("un", "A", "{}", "{reference: '\"XAB\"', numero: '6'}"),
        ("deux", "B", "{numero: '6'}", "{}" + ", {numero: '7'}" * told_apart),
    ):
        text = (
            f"pack: {name}\ntitle: t\nstatus: publié\nextends: socle\nsample: exemple-7.json\n"
            f"params: {{sorte: {sorte}}}\napplies examples: {{pass: [{good}], fail: [{bad}]}}\n"
        )
        (folder / f"{name}.yaml").write_text(f"{text}rules: []\n", encoding="utf-8")
    tried = {
        name: each for name, each in mutate.trials([str(folder)]).items() if name in ("un", "deux")
    }
    todo = [(name, mutate.APPLIES) for name in tried]
    found = list(mutate.run(tried, todo, 1))
    assert [each.mutants > 0 for each in found] == [True, False]  # those of both are tried once
    lost = [f"{each.before} → {each.after.fr}" for each in found[0].survivors]
    assert lost == ["numero == 6 → numero >= 6"] * (not told_apart)


# --- balises --------------------------------------------------------------------------------------


def unguarded(folder: Path, *rows: str) -> dict[str, list[str]]:
    found = outcomes(folder, *rows)[mutate.GUARD]
    assert found.balises == 8
    return {each.balise: [said.fr for said in each.passes] for each in found.unguarded}


_REST = ["libre", "texte", "commandes", "article", "codes", "code"]


def test_a_balise_that_no_rule_looks_at_is_named(folder: Path) -> None:
    # The rows on the structure are not there either: nothing at all is noticed.
    rule = row("format: VARCHAR (=6)", *_SIX)
    found = unguarded(folder, rule)
    assert sorted(found) == sorted(["reference", "numero", *_REST])
    assert found["reference"] == ["son absence", "une liste vide", "un objet"]


_STRUCTURE = [
    row(f"each: fichier; structure: {word}", "{}", example, number)
    for number, (word, example) in enumerate(
        [("missing", "{remove: [libre]}"), ("kind", "{reference: '[]'}")], 8
    )
]


def test_the_rows_on_the_structure_alone_guard_no_balise(folder: Path) -> None:
    rule = row("format: VARCHAR (=6)", *_SIX)
    found = unguarded(folder, rule, *_STRUCTURE)
    assert "reference" not in found
    assert sorted(found) == sorted(["numero", *_REST])
    assert found["libre"] == ["null", "un texte vide", "un nombre", "true", "false"]


def test_a_wrong_kind_that_passes_is_told_where_a_rule_looks_at_the_value(folder: Path) -> None:
    rule = row("balise: numero; assert: value <= 10", "'10'", "'11'")
    found = unguarded(folder, rule, *_STRUCTURE)
    assert found["numero"] == ["null", "un texte", "un texte vide", "true", "false"]


def test_what_a_format_admits_may_be_right(folder: Path) -> None:
    rule = row("format: VARCHAR (=6) ou null", "'\"ABC123\"', 'null'", "'\"ABC12\"', '1'")
    assert "reference" not in unguarded(folder, rule, *_STRUCTURE)


def test_a_list_is_guarded_where_its_items_are(folder: Path) -> None:
    rule = row("balise: codes; format: Liste de VARCHAR (=1)", "'[\"k\"]'", "'[\"kk\"]', '[]'")
    found = unguarded(folder, rule, *_STRUCTURE)
    assert {"codes", "code"}.isdisjoint(found)


def test_of_a_list_that_no_rule_looks_at_the_advice_is_that_of_a_list(folder: Path) -> None:
    rule = row("format: VARCHAR (=6)", *_SIX)
    found = {
        each.balise: each for each in outcomes(folder, rule, *_STRUCTURE)[mutate.GUARD].unguarded
    }
    assert [name for name, each in found.items() if each.is_list] == ["commandes", "codes"]
    assert (found["commandes"].passes, found["libre"].is_list) == ((), False)


def test_what_is_said_of_the_sample_as_it_is_guards_nothing(folder: Path) -> None:
    advice = row("balise: numero; severity: warning; assert: value > 5", "'6'", "'5'", 2)
    rule = row("format: VARCHAR (=6)", *_SIX)
    quiet, noisy = unguarded(folder, rule, *_STRUCTURE), unguarded(folder, rule, advice, *_STRUCTURE)  # fmt: skip  # noqa: E501
    assert quiet.pop("numero") == noisy.pop("numero")
    assert noisy == quiet
    assert "libre" in noisy


def test_what_the_sample_does_not_hold_is_to_be_added_to_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _SAMPLE.replace('["k"]', "[]").replace('["l"]', "[]").replace('"libre": "x", ', "")
    (folder / "exemple-7.json").write_text(made, encoding="utf-8")
    write(folder, row("format: VARCHAR (=6)", *_SIX))
    assert command(folder, "--pack", "essai") == 1
    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if "n'en contient pas" in line]
    assert told == [
        f"« {name} » : le dépôt d'exemple n'en contient pas : complétez-le."
        for name in ("libre", "code")
    ]
    assert command(folder, "--pack", "essai", "--lang", "en") == 1
    assert "“code”: the sample holds none: complete it." in capsys.readouterr().out


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("where", ["ESS-001", "balises"])
def test_a_crash_of_ours_notices_nothing(
    where: str,
    jobs: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crash(rule: Any, run: Any, *more: Any) -> Any:
        broken = "reference" not in run.document.value
        if broken if where == "balises" else rule.plain["asked"][0] != ["varchar", "=", 6]:
            raise ZeroDivisionError
        return real(rule, run, *more)

    real = engine._run_rule
    write(folder, row("format: VARCHAR (=6)", *_SIX))
    monkeypatch.setattr(engine, "_run_rule", crash)
    assert command(folder, "--pack", "essai", "--jobs", jobs) == 3
    told = capsys.readouterr()
    assert f"essai {where} : erreur interne de segur-lint (ZeroDivisionError" in told.err
    assert "Rien n'est prouvé de ce jeu" in told.err


# --- the command ----------------------------------------------------------------------------------


def command(folder: Path, *arguments: str) -> int:
    return main(["rules", "mutate", "--rules", str(folder), "--no-cache", *arguments])


def write(folder: Path, *rows: str) -> None:
    (folder / "jeu.yaml").write_text(_HEAD + "rules:\n" + "".join(rows), encoding="utf-8")


def test_the_report_is_a_sentence_for_each_and_a_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, row("format: VARCHAR (<50)", "'\"A\"'", "'null'"), *_STRUCTURE)
    assert command(folder, "--pack", "essai") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "ESS-001 format : VARCHAR (<50) → VARCHAR (<=50) : aucun exemple ne le remarque. "
        "Ajoutez un exemple de 50 caractères dans « fail »."
    )
    assert (
        "« libre » : rien ne réagit à null, un texte vide, un nombre, true, false. Ajoutez une "
        "règle, par exemple avec son « format »."
    ) in lines
    assert lines[-1] == "6 mutants, 4 remarqués, 2 survivants ; 8 balises, 1 gardée."


@pytest.mark.parametrize(
    ("asks", "examples", "before", "advice"),
    [
        (
            "balise: libre; when: numero > 0; assert: value != null",
            ("{}", "{numero: '5', libre: 'null'}"),
            "numero > 0 → numero > 1",
            (
                "Ajoutez un exemple où « numero » est égal à « 1 », et où ce que la règle "
                "demande n'est pas respecté : dans « fail » si « when » y est vrai, sinon "
                "dans « pass »."
            ),
        ),
        (
            "balise: libre; when: numero > 0; assert: value != null",
            ("{}", "{numero: '5', libre: 'null'}"),
            "numero > 0 → (rien)",
            (
                "Ajoutez dans « pass » un exemple où « when » est faux, et où ce que la règle"
                " demande n'est pas respecté."
            ),
        ),
        (
            "balise: libre; when: numero > 0 and numero != null; assert: value != null",
            ("{}", "{numero: '5', libre: 'null'}"),
            "numero > 0 and numero != null → numero > 0",
            (
                "« numero != null » n'ajoute rien à « numero > 0 », qui n'est jamais vrai de "
                "null : effacez cette condition."
            ),
        ),
        (
            "balise: libre; when: numero > 0 and reference != null; assert: value != null",
            ("{}", "{numero: '5', libre: 'null'}"),
            "numero > 0 and reference != null → numero > 0",
            (
                "Ajoutez un exemple où « reference != null » est faux, et tout le reste vrai,"
                " et où ce que la règle demande n'est pas respecté : dans « fail » si « when "
                "» y est vrai, sinon dans « pass »."
            ),
        ),
        (
            "balise: code; unique in: commande",
            ("{}", '{codes: \'["k", "k"]\'}'),
            "commande → fichier",
            (
                "Ajoutez dans « pass » un exemple où une valeur est deux fois dans le même "
                "élément (fichier), dans deux éléments (commande) différents : {units: '2'}."
            ),
        ),
        (
            "balise: code; unique in: fichier",
            ("{}", '{codes: \'["k", "k"]\'}'),
            "fichier → commande",
            (
                "Ajoutez dans « fail » un exemple où une valeur est deux fois dans le même "
                "élément (fichier), dans deux éléments (commande) différents : {units: '2'}."
            ),
        ),
    ],
)
def test_the_example_that_is_advised_can_be_written(
    folder: Path, asks: str, examples: tuple[str, str], before: str, advice: str
) -> None:
    found = outcomes(folder, row(asks, *examples))["ESS-001"].survivors
    (said,) = [each.advice for each in found if f"{each.before} → {each.after.fr}" == before]
    assert said.fr == advice
    assert said.en != advice


def test_the_report_in_english_by_two_processes_says_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, row("format: VARCHAR (<50)", "'\"A\"'", "'null'"), *_STRUCTURE)
    assert command(folder, "--pack", "essai", "--lang", "en", "--jobs", "2") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "ESS-001 format: VARCHAR (<50) → VARCHAR (<=50): no example notices. "
        "Add an example of 50 characters to “fail”."
    )
    assert lines[-1] == "6 mutants, 4 noticed, 2 survivors; 8 balises, 1 guarded."


def test_the_report_may_be_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, row("balise: numero; assert: value <= 10", "'10'", "'11'"), *_STRUCTURE)
    assert command(folder, "--pack", "essai", "--format", "json") == 1
    (pack,) = json.loads(capsys.readouterr().out)["packs"]
    assert (pack["pack"], pack["balises"], pack["survivors"]) == ("essai", 8, [])
    assert {"balise": "libre", "passes": ["null", "un texte vide", "un nombre", "true", "false"], "absent": False} in pack["unguarded"]  # fmt: skip  # noqa: E501


def test_a_long_expression_is_shown_on_lines_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = 'value != "la première valeur" and value != "la seconde" and value != "la dernière"'
    write(folder, row(f"assert: {asked}", "'\"A\"'", "'\"la seconde\"'"))
    assert command(folder, "--pack", "essai") == 1
    lines = capsys.readouterr().out.splitlines()
    at = lines.index(f"      {asked}")
    assert lines[at - 1].startswith("ESS-001 assert : aucun exemple ne le remarque. Ajoutez")
    assert lines[at + 1] == '    → value != "la seconde" and value != "la dernière"'


def test_of_several_packs_each_has_its_heading() -> None:
    from segur_lint.cli.rules import mutate as command_

    found = mutate.Survivor("ESS-001", "when", "a", Text("(rien)", "(nothing)"), Text("x", "y"))
    outcomes = {
        "un": [mutate.Outcome(1, (found,)), mutate.Outcome(2)],
        "deux": [mutate.Outcome(3, (), 4)],
        "trois": [mutate.Outcome(0, (), 1, (Unguarded("b", ()),))],
    }
    assert list(command_._lines(outcomes, "en")) == [
        "[un]",
        "ESS-001 when: a → (nothing): no example notices. y",
        "[trois]",
        "“b”: no rule looks at its value. Add one, with its “format” for instance.",
        "6 mutants, 5 noticed, 1 survivor; 5 balises, 4 guarded.",
    ]


def test_an_example_at_fault_proves_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, row("format: VARCHAR (=6)", "'\"ABC\"'", "'null'"))
    for jobs in ("1", "2"):
        assert command(folder, "--pack", "essai", "--jobs", jobs) == 2
        assert "Lancez d'abord « segur-lint rules test »" in capsys.readouterr().err


@pytest.mark.parametrize(("old", "new"), [("sample: exemple-7.json\n", "")])
def test_a_pack_with_nothing_to_break_is_a_fault(
    old: str, new: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, row("format: VARCHAR (=6)", *_SIX))
    text = (folder / "jeu.yaml").read_text(encoding="utf-8")
    (folder / "jeu.yaml").write_text(text.replace(old, new), encoding="utf-8")
    assert command(folder, "--pack", "essai") == 2
    assert "Il n'y a rien à éprouver" in capsys.readouterr().err
    assert command(folder) == 2  # and not passed over beside others
    assert "Le jeu essai n'a pas de dépôt d'exemple" in capsys.readouterr().err
    text = text.replace(old, new).replace("pack: essai", "pack: autre")
    (folder / "autre.yaml").write_text(text, encoding="utf-8")
    assert command(folder) == 2
    assert "Les jeux autre, essai n'ont pas de dépôt d'exemple" in capsys.readouterr().err


def test_a_sample_that_is_no_json_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, row("format: VARCHAR (=6)", *_SIX))
    (folder / "exemple-7.json").write_text("{", encoding="utf-8")
    assert command(folder, "--pack", "essai") == 2
    assert "rules test" in capsys.readouterr().err


def test_a_row_that_two_packs_share_is_tried_once(folder: Path) -> None:
    write(folder, row("format: VARCHAR (=6)", *_SIX))
    heir = _HEAD.replace("pack: essai", "pack: essai-bis\nextends: essai") + "rules: []\n"
    (folder / "bis.yaml").write_text(heir, encoding="utf-8")
    tried = mutate.trials([str(folder)])
    todo = mutate.parts([tried["essai"], tried["essai-bis"]])
    assert [part for part in todo if part[1] == "ESS-001"] == [("essai", "ESS-001")]
