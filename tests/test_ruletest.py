"""The examples of the packs: ours all hold, and one that does not is told."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import library
from segur_lint.errors import AuthorErrors
from segur_lint.examplejson import misread
from segur_lint.exampleoptions import moment_in
from segur_lint.link import Pack
from segur_lint.ruletest import SAMPLE, Example, run, text_of
from segur_lint.sample import deposit
from segur_lint.sampletext import Raw, dump
from segur_lint.text import Text, shorten
from tests.test_cli import _MODEL, _NU

PACKS = library.load(cache=False)
EXAMPLES = [(pack.name, list(run(pack))) for pack in PACKS]
OURS = [
    pytest.param(rule.id, examples, id=f"{name} {rule.id}")
    for pack, (name, examples) in zip(PACKS, EXAMPLES, strict=True)
    for rule in pack.rules
]


@pytest.mark.parametrize(("rule", "examples"), OURS)
def test_every_example_of_our_packs_goes_as_it_says(rule: str, examples: list[Example]) -> None:
    its = [each for each in examples if each.rule == rule]
    assert [(each.wanted, each.text, each.fault) for each in its if each.fault] == []
    assert {each.wanted for each in its} == {"pass", "fail"}


def test_our_samples_are_sound() -> None:
    assert [each.fault for _, found in EXAMPLES for each in found if each.rule == SAMPLE] == []


# --- packs of others -------------------------------------------------------------------------

_LISTS = """\
model: lots
title: Des lots
unit: commande
balises:
  reference: value
  vide: value
  commandes:
    list of: commande
    balises:
      numero: value
      articles:
        list of: article
        balises:
          nom: value
"""
_SAMPLE = """\
{"reference": "ABC123", "vide": null, "commandes": [{"numero": 1, "articles": [{"nom": "é"}]}]}
"""


def examples(folder: Path, pack: str, model: str = _MODEL, sample: str = _SAMPLE) -> list[Example]:
    """The examples of a pack that is written for the test."""
    return list(run(made(folder, pack, model, sample)))


def made(folder: Path, pack: str, model: str = _MODEL, sample: str = _SAMPLE) -> Pack:
    (folder / "modele.yaml").write_text(model, encoding="utf-8")
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "exemple.json").write_text(sample, encoding="utf-8")
    return library.choose(library.load([str(folder)], cache=False), "essai-nu")


#: The rule of that pack, to be repeated with changes.
_RULE = _NU[_NU.index("  - id:") :].replace("'\"ABCD\"'", "'\"ABC123\"'")


def pack_with(wanted: str, example: str, balise: str = "reference", more: str = "") -> str:
    """A pack of one rule, one of whose examples is `example`."""
    other = "fail" if wanted == "pass" else "pass"
    good = {"pass": "'\"ABC123\"'", "fail": "'\"ABC\"'"}[other]
    pack = _NU.replace("stages:", "sample: exemple.json\nstages:")
    pack = pack.replace("balise: reference", f"balise: {balise}").replace(
        "    source: §1\n", f"    source: §1\n{more}"
    )
    return pack.replace(
        "{pass: ['\"ABCD\"'], fail: ['\"ABC\"']}", f"{{{wanted}: [{example}], {other}: [{good}]}}"
    )


@pytest.mark.parametrize(
    ("given", "example", "read"),
    [
        ("ABC", "'\"{code}123\"'", '"ABC123"'),
        ("ABC", "{reference: '\"{code}123\"', file: '{code}.json'}", {"reference": '"ABC123"', "file": "ABC.json"}),
        ("ABC", "{units: [{numero: '{number}'}]}", {"units": [{"numero": "{number}"}]}),
        ("7", "{documents: [{nom: '{code}.pdf'}]}", {"documents": [{"nom": "7.pdf"}]}),
        ("ABC", "'{\"code\": {\"code\": 1}}'", '{"code": {"code": 1}}'),
        ("ABC", "'\"{cod} {Code} {} {code\"'", '"{cod} {Code} {} {code"'),
    ],
)  # fmt: skip
def test_in_an_example_a_parameter_in_braces_is_its_value(
    tmp_path: Path, given: str, example: str, read: Any
) -> None:
    pack = pack_with("pass", example).replace(
        "stages:", f"params: {{code: {given}, number: 3}}\nstages:"
    )
    (rule,) = made(tmp_path, pack).rules
    assert rule.plain["examples"]["pass"] == [read]


def test_an_heir_is_held_to_the_inherited_examples_with_its_own_values(tmp_path: Path) -> None:
    """A rule that names the value instead of the parameter is found out by the heir."""
    rule = _RULE.replace("format: VARCHAR (=6)", "assert: starts_with(value, code)")
    rule = rule.replace("{fault}", "{found}").replace(
        "    source:", "    found: value\n    source:"
    )
    rule = rule.replace("'\"ABC123\"'", "'\"{code}123\"'").replace("'\"ABC\"'", "'\"X{code}\"'")
    base = _NU[: _NU.index("  - id:")].replace(
        "stages:", "params: {code: ABC}\nsample: exemple.json\nstages:"
    )
    heir = "pack: enfant\ntitle: Un enfant\nextends: essai-nu\nstatus: provisoire\nsample: autre.json\nparams: {code: DEF}\nrules: []\n"
    (tmp_path / "autre.json").write_text(_SAMPLE.replace("ABC", "DEF"), encoding="utf-8")
    for said, faults in (
        (rule, []),
        (rule.replace("(value, code)", '(value, "ABC")'), [SAMPLE, "ESS-004"]),
    ):
        (tmp_path / "enfant.yaml").write_text(heir, encoding="utf-8")
        made(tmp_path, base + said, sample=_SAMPLE)
        packs = {pack.name: pack for pack in library.load([str(tmp_path)], cache=False)}
        assert [each.rule for each in run(packs["essai-nu"]) if each.fault] == []
        assert [each.rule for each in run(packs["enfant"]) if each.fault] == faults


_UNDECIDED = (
    "la règle n'a pas pu être contrôlée : indécise pour 1 élément : une valeur dont elle dépend "
    "est absente ou inexploitable"
)


@pytest.mark.parametrize(
    ("wanted", "example", "balise", "fault"),
    [
        ("pass", "'\"ABCDEF\"'", "reference", None),
        ("pass", "'\"ABC\"'", "reference", "la règle réagit"),
        ("fail", "'\"ABC\"'", "reference", None),
        ("fail", "'\"ABC123\"'", "reference", "la règle ne réagit pas"),
        ("fail", "{reference: '\"ABC\"'}", "reference", None),
        ("fail", "{reference: [a]}", "reference",
         "la valeur d'une balise s'écrit comme un texte JSON, entre apostrophes"),
        ("fail", "{inconnu: '1'}", "reference", "« inconnu » n'est pas une balise du modèle"),
        ("pass", "{remove: [reference]}", "reference", None),
        ("fail", "{rename: {reference: referance}}", "reference",
         _UNDECIDED),
        ("pass", "{add: {reference2: '1'}}", "reference", None),
        ("pass", "{file: autre.json}", "reference", None),
        ("fail", "{text: '{\"reference\": 1}'}", "reference", None),
        ("pass", "{hex: 7B 7D}", "reference", None),
        # A pass that nothing has looked at is none; one that is undecided is.
        ("pass", "{text: '{'}", "reference",
         "la règle n'a pas pu être contrôlée : le contenu n'a pas pu être lu"),
        ("pass", "{hex: 7B E9 7D}", "reference",
         "la règle n'a pas pu être contrôlée : le contenu n'a pas pu être lu"),
        ("fail", "{text: '{\"reference\": \"A\",}'}", "reference",
         "la règle n'a pas pu être contrôlée : le contenu n'a pas pu être lu"),
        ("pass", "'\"ABC'", "reference", """« "ABC » n'est pas du JSON : écrivez '"ABC"'"""),
        ("pass", "{remove: [commandes]}", "numero",
         "la règle n'a pas pu être contrôlée : aucun élément « commande » à contrôler"),
        ("pass", "{commandes: '[]'}", "numero",
         "la règle n'a pas pu être contrôlée : aucun élément « commande » à contrôler"),
        ("pass", "{commandes: '[{}]'}", "numero", None),
        ("pass", "{reference: '[]'}", "reference", None),
        # Numbers of an example that is changed before it is copied are kept.
        ("fail", "{numero: '\"x\"', units: '2'}", "numero", None),
        ("fail", "{hex: 7B 22 72 65 66 65 72 65 6E 63 65 22 3A 22 41 22 7D}", "reference", None),
        ("fail", "{units: [{}, {}], reference: '\"ABC\"'}", "reference", None),
        ("fail", "'\"un nom trop long\"'", "nom", None),
        ("fail", "{units: [{}, {numero: '\"x\"'}]}", "numero", None),
        ("fail", "{units: '3', numero: '2'}", "numero", None),
        ("fail", "{units: [{times: '2'}, {numero: '\"x\"'}]}", "numero", None),
        ("pass", "{units: [{times: '3', numero: '\"ABC12{number}\"'}]}", "numero", None),
        ("fail", "{units: [{times: '10', numero: '\"ABC12{number}\"'}], faults: '1'}", "numero",
         None),
        ("fail", "{units: '3', faults: '3'}", "numero", None),
        ("fail", "{units: [{times: '2'}, {nom: '\"x\"'}], faults: '3'}", "nom", None),
        ("fail", "{units: '3', faults: '1'}", "numero", "la règle réagit 3 fois, et non 1"),
        ("pass", "{reference: '[]', decided: true}", "reference", _UNDECIDED),
        ("pass", "{decided: true}", "reference", None),
        ("fail", "{faults: '2'}", "reference", "la règle ne réagit pas"),
        ("fail", "{commandes.numero: '2'}", "numero", None),
        ("fail", "14/06/2024", "reference",
         """« 14/06/2024 » n'est pas du JSON : écrivez '"14/06/2024"'"""),
        ("pass", "{reference: vrai}", "reference", "« vrai » n'est pas du JSON : écrivez true"),
        ("pass", "{units: [{}, {numero: '1850,01'}]}", "numero",
         "« 1850,01 » n'est pas du JSON : écrivez 1850.01, ou '\"1850,01\"' si c'est un texte"),
        ("pass", "{add: {autre: vrai}}", "reference", "« vrai » n'est pas du JSON : écrivez true"),
        ("pass", "{text: vrai}", "reference",
         "la règle n'a pas pu être contrôlée : le contenu n'a pas pu être lu"),
    ],
)  # fmt: skip
def test_an_example_is_a_change_made_to_the_sample(
    wanted: str, example: str, balise: str, fault: str | None, tmp_path: Path
) -> None:
    found = examples(tmp_path, pack_with(wanted, example, balise), _LISTS)
    told = next(each for each in found if each.wanted == wanted and each.rule != SAMPLE).fault
    assert (told.fr if told else None) == fault
    assert told is None or told.en != told.fr


def test_a_pack_without_a_sample_has_no_example(tmp_path: Path) -> None:
    assert examples(tmp_path, _NU) == []


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("{file: [a]}", "« file » est un texte"),
        ("{text: {}}", "« text » est un texte"),
        ("{hex: 7G}", "« hex » est une suite d'octets comme 7B 7D"),
        ("{hex: 7}", "« hex » est une suite d'octets comme 7B 7D"),
        ("{rename: [reference]}", "« rename » est une suite de « nom: texte »"),
        ("{rename: {reference: [a]}}", "« rename » est une suite de « nom: texte »"),
        ("{remove: reference}", "« remove » est une liste de noms"),
        ("{remove: [[reference]]}", "« remove » est une liste de noms"),
        ("{add: x}", "« add » est une suite de « nom: texte »"),
        ("{units: beaucoup}", "« units » est un nombre ou une liste de changements"),
        ("{units: '-1'}", "« units » est un nombre ou une liste de changements"),
        ("{units: [a]}", "« units » est un nombre ou une liste de changements"),
        ("{date: 2024-13-01}", "« date » est un jour comme 2024-09-12"),
        ("{decided: false}", "« decided » est true, ou n'est pas là"),
        ("{faults: beaucoup}", "« faults » est un nombre"),
        ("{units: [{times: x}]}", "« units » est un nombre ou une liste de changements"),
        ("{date: [a]}", "« date » est un jour comme 2024-09-12"),
        ("{inputs: x}", "« inputs » est une suite de « nom: texte »"),
        ("['\"ABC\"']",
         "un exemple est un texte JSON entre apostrophes, ou une suite de changements"),
        ("{remove: [reference, reference]}",
         "« reference » n'est pas là où l'exemple veut le changer"),
        ("{remove: [commandes], commandes.numero: '1'}",
         "le dépôt d'exemple n'a pas d'élément où mettre l'exemple"),
        ("{remove: [reference], rename: {reference: b}}",
         "« reference » n'est pas là où l'exemple veut le changer"),
    ],
)  # fmt: skip
def test_an_example_that_is_not_written_as_one_is_its_authors_fault(
    example: str, fault: str, tmp_path: Path
) -> None:
    found = examples(tmp_path, pack_with("fail", example), _LISTS)
    (told,) = [each.fault for each in found if each.fault is not None]
    assert told.fr == fault
    assert told.en != told.fr


_ON_THE_FILE = (
    "l'exemple porte sur le fichier entier : c'est une suite de changements, comme {text: '…'}"
)


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("'\"ABC\"'", _ON_THE_FILE),
        ("'{}'", _ON_THE_FILE),
        ("{text: '{}'}", None),
        ("{text: '{'}", "la règle réagit"),
    ],
)
def test_a_rule_on_the_file_has_no_balise_to_put_a_text_in(
    example: str, fault: str | None, tmp_path: Path
) -> None:
    pack = pack_with("pass", example).replace("fail: ['\"ABC\"']", "fail: [{text: '{'}]")
    pack = pack.replace("balise: reference", "each: fichier")
    pack = pack.replace("format: VARCHAR (=6)", "reading: syntax")
    told = next(each for each in examples(tmp_path, pack) if each.wanted == "pass").fault
    assert (told.fr if told else None) == fault


@pytest.mark.parametrize(
    ("sample", "example", "balise", "fr", "en"),
    [
        ("{", "'\"ABC\"'", "reference", "n'est pas du JSON", "is not JSON"),
        ('{"reference": "A", "vide": null, "commandes": []}', "'1'", "numero",
         "pas d'élément où", "has no element to"),
    ],
)  # fmt: skip
def test_a_sample_that_cannot_serve_is_told(
    sample: str, example: str, balise: str, fr: str, en: str, tmp_path: Path
) -> None:
    found = examples(tmp_path, pack_with("fail", example, balise), _LISTS, sample)
    told = [each.fault for each in found if each.fault is not None]
    assert any(fr in each.fr and en in each.en for each in told)


_WRONG = "le dépôt d'exemple a des erreurs : ESS-004 (ligne "
_SHORT = (
    """) : « reference » compte 1 caractère ; il faut un texte de 6 caractères (trouvé : "A")"""
)
_NULL = ") : « reference » vaut null ; il faut un texte de 6 caractères"
_NO_JSON = "le dépôt d'exemple n'est pas du JSON"


@pytest.mark.parametrize(
    ("sample", "more", "fault"),
    [
        ('{"reference": "ABC123"}', "", None),
        ('{"reference": null, "autre": 1}', "", _WRONG + "1" + _NULL),
        ('{"b": 1,\n"reference": "A"}', "", _WRONG + "2" + _SHORT),
        ('{"reference": "A"}', "    severity: warning\n", None),
        ('{"reference": "A"}', "    until: 2024-01-01\n", _WRONG + "1" + _SHORT),
        ('{"reference": "A"}', "    from: 2024-01-01\n", _WRONG + "1" + _SHORT),
        ('{"reference": "A"', "", _NO_JSON),
        ("", "", _NO_JSON),
    ],
)  # fmt: skip
def test_the_sample_is_checked_as_it_is_and_told_once(
    sample: str, more: str, fault: str | None, tmp_path: Path
) -> None:
    found = examples(tmp_path, pack_with("fail", "'\"ABC\"'", more=more), sample=sample)
    told = [
        (each.text, each.wanted, each.fault and each.fault.fr)
        for each in found
        if each.rule == SAMPLE
    ]
    assert told == ([] if fault is None else [("exemple.json", "pass", fault)])
    assert {each.rule for each in found} - {SAMPLE} == (
        set() if fault and "JSON" in fault else {"ESS-004"}
    )


def test_the_sample_is_judged_by_the_rules_that_are_left_when_the_last_begins(
    tmp_path: Path,
) -> None:
    old, head = _RULE.replace("VARCHAR (=6)", "VARCHAR (=3)"), pack_with("pass", "'\"ABC123\"'")
    pack = head + old.replace("ESS-004", "ESS-005") + "    until: 2023-12-31\n"
    pack = pack.replace("    source: §1\n", "    source: §1\n    from: 2024-01-01\n", 1)
    assert SAMPLE not in {each.rule for each in examples(tmp_path, pack)}


@pytest.mark.parametrize(
    ("wanted", "example", "fault"),
    [
        (
            "pass",
            "{reference: '\"ABC\"', vide: '1'}",
            "la règle réagit ; d'autres règles réagissent : ESS-005",
        ),
        ("fail", "{vide: '1'}", "la règle ne réagit pas ; d'autres règles réagissent : ESS-005"),
        ("fail", "'\"ABC123\"'", "la règle ne réagit pas"),
        ("fail", "'\"ABC\"'", None),
    ],
)
def test_an_example_at_fault_tells_which_other_rules_fire(
    wanted: str, example: str, fault: str | None, tmp_path: Path
) -> None:
    other = _RULE.replace("ESS-004", "ESS-005").replace("{fault}", "{balise}")
    other = other.replace("format: VARCHAR (=6)", "assert: vide == null")
    found = examples(tmp_path, pack_with(wanted, example) + other, _LISTS)
    told = next(each for each in found if (each.rule, each.wanted) == ("ESS-004", wanted)).fault
    assert (told.fr if told else None) == fault


def test_the_sentences_of_the_first_errors_of_a_sample_are_shown(tmp_path: Path) -> None:
    rules = [
        _RULE.replace("ESS-004", f"ESS-{number:03}").replace("balise: reference", f"balise: {name}")
        for number, name in enumerate(("vide", "numero", "nom"), 5)
    ]
    pack = pack_with("pass", "'\"ABC123\"'").replace("{fault}.", "n'est pas {found}.")
    found = examples(tmp_path, pack + "".join(rules), _LISTS, _SAMPLE.replace("ABC123", "A\x7f"))
    told = next(each.fault for each in found if each.rule == SAMPLE)
    assert told is not None
    first, second, third, last = told.fr.split(" ; ESS-")
    assert first.endswith('ESS-004 (ligne 1) : « reference » n\'est pas "A\\u007F"')
    assert second.startswith("005 (ligne 1) : « reference » vaut null ; il faut un texte")
    assert third.endswith("nombre sans guillemets, 1 ; il faut un texte de 6 caractères")
    assert last == "007 (ligne 1)"


_WHEN = "la règle ne réagit pas : « {} » (dans « when ») est faux dans cet exemple"
_EITHER = (
    f"{_UNDECIDED} : « {{}} » (dans « when ») n'est ni vrai ni faux, faute d'une valeur qui "
    "convienne, dans cet exemple"
)
_TRUE = " ; écrivez-le avec une valeur qui le rende vrai : "


@pytest.mark.parametrize(
    ("example", "balise", "when", "fault"),
    [
        ("'\"ABC\"'", "reference", "vide == 1", _WHEN.format("vide == 1") + _TRUE + "{vide: '…', reference: '\"ABC\"'}"),
        ("{reference: '\"ABC\"'}", "reference", "vide == 1", _WHEN.format("vide == 1")),
        ("'\"ABC\"'", "reference", 'vide == null and value == "x"', _WHEN.format('value == "x"')),
        ("'\"l''A\"'", "reference", 'value != "x" and (vide == 1 or vide == 2)', _WHEN.format("vide == 1 or vide == 2") + _TRUE + "{vide: '…', reference: '\"l''A\"'}"),
        ("'\"ABC\"'", "reference", "vide == null and any(commandes where numero == 2)", _WHEN.format("any(commandes where numero == 2)")),
        ("'\"ABC\"'", "reference", "vide > 1 and vide > 2", _EITHER.format("vide > 1") + _TRUE + "{vide: '…', reference: '\"ABC\"'}"),
        ("'\"ABC\"'", "reference", "vide > 1 and value == 1", _EITHER.format("vide > 1") + _TRUE + "{vide: '…', reference: '\"ABC\"'}"),
        ("'\"ABC\"'", "reference", 'vide > 1 and value == "x"', _WHEN.format('value == "x"')),
        ("'2'", "nom", "numero == 2", _WHEN.format("numero == 2") + _TRUE + "{numero: '…', nom: '2'}"),
        ("{nom: '2'}", "nom", "numero == 2", _WHEN.format("numero == 2")),
        # Where it holds, it is not the reason.
        ("'\"ABC\"'", "reference", "vide == null", None),
        ("'\"ABC123\"'", "reference", "vide == null", "la règle ne réagit pas"),
        ("{numero: '2'}", "nom", "numero == 2", None),
        ("{numero: '2', nom: '\"ABC123\"'}", "nom", "numero == 2", "la règle ne réagit pas"),
        # Of several units, one where it holds is enough.
        ("{units: [{}, {numero: '2'}]}", "nom", "numero == 2", None),
        ("{units: [{}, {numero: '2', nom: '\"ABC123\"'}]}", "nom", "numero == 2", "la règle ne réagit pas"),
        ("{units: [{}, {numero: '3'}]}", "nom", "numero == 2", _WHEN.format("numero == 2")),
        ("{commandes: '[]'}", "numero", "value == 2", "la règle n'a pas pu être contrôlée : aucun élément « commande » à contrôler"),
    ],
)  # fmt: skip
def test_an_example_to_which_its_rule_does_not_apply_says_what_of_when_is_not_true(
    example: str, balise: str, when: str, fault: str | None, tmp_path: Path
) -> None:
    pack = pack_with("fail", example, balise, f"    when: {when}\n")
    told = next(each for each in examples(tmp_path, pack, _LISTS) if each.wanted == "fail").fault
    assert (told.fr if told else None) == fault
    assert told is None or told.en != told.fr


def test_a_condition_of_a_selector_is_told_whole(tmp_path: Path) -> None:
    pack = pack_with("fail", "{numero: '2'}", more="    when: numero > 1\n")
    pack = pack.replace("balise: reference", "selector: '$.commandes[1].numero'")
    told = next(each for each in examples(tmp_path, pack, _LISTS) if each.wanted == "fail").fault
    assert told is not None
    assert "« $.commandes[1].numero numero > 1 » (dans « when ») est faux" in told.fr


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("14/06/2024", "'\"14/06/2024\"'"),
        ("1850,01", "1850.01, ou '\"1850,01\"' si c'est un texte"),
        ("-3,50", "-3.50, ou '\"-3,50\"' si c'est un texte"),
        ("1 850,01 €", "1850.01, ou '\"1 850,01 €\"' si c'est un texte"),
        ("1.850,01", "1850.01, ou '\"1.850,01\"' si c'est un texte"),
        ("1\u202f850,01", "1850.01, ou '\"1\u202f850,01\"' si c'est un texte"),
        ("3 %", "3, ou '\"3 %\"' si c'est un texte"),
        ("1 850", "1850, ou '\"1 850\"' si c'est un texte"),
        ("01 23 45", "'\"01 23 45\"'"),
        ("010", "'\"010\"'"),
        ("1.5.2", "'\"1.5.2\"'"),
        ("vrai", "true"),
        ("FAUX", "false"),
        ("True", "true"),
        ("nul", "null"),
        ("Néant", "'\"Néant\"'"),
        ("", "'\"\"' (un texte vide) ou null"),
        ("« A »", "'\"A\"'"),
        ("“A”", "'\"A\"'"),
        ("'A'", "'\"A\"'"),
        ('"A', "'\"A\"'"),
        ("l'avenue", "'\"l''avenue\"'"),
        ('"C:\\x"', "'\"C:\\\\x\"'"),
        ('"a" "b"', None),
        ("[A, B]", None),
        ('{"a": 1', None),
        ("x" * 100, None),
    ],
)  # fmt: skip
def test_a_text_that_is_not_json_is_told_with_what_to_write(text: str, meant: str | None) -> None:
    told = misread(text)
    assert told is not None
    any_ = """un texte s'écrit '"…"', un nombre 1850.01, le reste true, false ou null"""
    asked = any_ if meant is None else f"écrivez {meant}"
    assert told.fr == f"« {shorten(text)} » n'est pas du JSON : {asked}"
    assert told.en != told.fr


@pytest.mark.parametrize(
    "text", ['"14/06/2024"', "1850.01", "-0", "1e3", "true", "null", '""', "[]", '{"a": [1]}', '1, "a": 2', " 1 "]
)  # fmt: skip
def test_a_text_that_is_json_in_its_place_is_not_told(text: str) -> None:
    assert misread(text) is None


@given(st.text(st.sampled_from("0123456789,. €-+\"'«»\\/ven[]{}:\u00a0\n")))
def test_what_is_advised_for_any_text_is_yaml_of_json(text: str) -> None:
    told = misread(text)
    for advised in (
        told.en.rpartition(": write ")[2].split(", or ") if told and "write " in told.en else []
    ):
        value = yaml.safe_load(
            advised.split(" (")[0].removesuffix(" if it is a text").removesuffix(" or null")
        )
        assert misread(value if isinstance(value, str) else advised) is None


def test_a_name_in_what_is_told_is_never_obeyed(tmp_path: Path) -> None:
    pack = made(tmp_path, pack_with("fail", "'\"ABC\"'"))
    pack.rules[0].plain["examples"]["fail"] = [{"\x1b[2J": "1"}]
    (told,) = [each.fault for each in run(pack) if each.fault is not None]
    assert told.fr == "« \\u001B[2J » n'est pas une balise du modèle"
    assert told.en == "“\\u001B[2J” is no balise of the model"


def test_units_are_asked_of_a_model_that_has_some(tmp_path: Path) -> None:
    found = examples(tmp_path, pack_with("fail", "{units: '2'}"), sample='{"reference": "ABC123"}')
    unit = Text("le modèle n'a pas d'unité", "the model has no unit")
    assert unit in [each.fault for each in found]


@pytest.mark.parametrize(
    "dates",
    [
        "from: 2024-09-12",
        "from: 2024-09-12T14:00",
        "until: 2024-09-12",
        "until: 2024-09-12T14:00",
        "from: 2024-01-01\n    until: 2024-02-01",
        "from: 2024-09-12T14:00\n    until: 2024-09-12",  # a day that ends counts whole
        "from: 2024-09-12\n    until: 2024-09-12T14:00",
    ],
)
def test_an_example_is_read_on_a_day_when_its_rule_is_in_force(dates: str, tmp_path: Path) -> None:
    found = examples(tmp_path, pack_with("fail", "'\"ABC\"'", more=f"    {dates}\n"))
    assert [each.fault for each in found] == [None, None]


@pytest.mark.parametrize(
    ("begin", "end", "moment"),
    [
        ("2024-09-12", None, "2024-09-12T00:00"),
        ("2024-09-12T14:00", "2024-10-01", "2024-09-12T14:00"),
        (None, "2024-10-01", "2024-10-01T23:59"),
        (None, "2024-10-01T14:00", "2024-10-01T14:00"),
        (None, None, "2000-01-01T00:00"),
    ],
)
def test_the_moment_is_the_first_of_a_rule_else_its_last(
    begin: str | None, end: str | None, moment: str, tmp_path: Path
) -> None:
    (rule,) = made(tmp_path, _NU).rules
    rule.plain.update({"from": begin, "until": end})
    assert moment_in(rule) == moment
    assert rule.in_force(moment)


@pytest.mark.parametrize(
    ("wanted", "day", "fault"),
    [
        ("pass", "2024-09-11", None),
        ("fail", "2024-09-12", None),
        ("fail", "2024-10-01", None),
        ("fail", "2024-10-01T23:59", None),
        ("pass", "2024-10-02", None),
        ("pass", "2024-09-12", "la règle réagit"),
        ("fail", "2024-09-11",
         "la règle n'a pas pu être contrôlée : n'est pas en vigueur à cette date"),
    ],
)  # fmt: skip
def test_an_example_may_name_its_day(
    wanted: str, day: str, fault: str | None, tmp_path: Path
) -> None:
    example = f"{{date: {day}, reference: '\"ABC\"'}}"
    more = "    from: 2024-09-12\n    until: 2024-10-01\n"
    found = examples(tmp_path, pack_with(wanted, example, more=more))
    told = next(each for each in found if each.wanted == wanted).fault
    assert (told.fr if told else None) == fault


_KNOWN = 'applies: starts_with(reference, "AB")\n'


@pytest.mark.parametrize(
    ("passes", "fails", "fault"),
    [
        ("{}", "{reference: '\"X\"'}", None),
        ("{}, {reference: '\"AB\"'}", "{reference: 'null'}", None),
        ("{reference: '\"X\"'}", "{reference: '\"X\"'}", "le jeu ne reconnaît pas ce dépôt"),
        ("{}", "{vide: '1'}", "le jeu reconnaît ce dépôt"),
        ("{}", "{inconnu: '1'}", "« inconnu » n'est pas une balise du modèle"),
        ("{}", "{file: [a]}", "« file » est un texte"),
        ("{reference: vrai}", "{reference: vrai}", "« vrai » n'est pas du JSON : écrivez true"),
        ("{}", "'1'", _ON_THE_FILE),
    ],
)
def test_what_a_pack_takes_for_its_own_has_examples_too(
    passes: str, fails: str, fault: str | None, tmp_path: Path
) -> None:
    more = f"{_KNOWN}applies examples: {{pass: [{passes}], fail: [{fails}]}}\n"
    pack = pack_with("pass", "'\"ABC123\"'").replace("rules:\n", f"{more}rules:\n")
    found = [each for each in examples(tmp_path, pack, _LISTS) if each.rule == "applies"]
    assert len(found) == passes.count("{") + 1
    told = [each.fault for each in found if each.fault is not None]
    assert [each.fr for each in told] == ([] if fault is None else [fault])
    assert all(each.en != each.fr for each in told)


@pytest.mark.parametrize(
    "more",
    [
        "applies examples: {pass: [{}], fail: [{reference: '1'}]}\n",  # of nothing
        _KNOWN + "applies examples: {pass: [{}]}\n",
        _KNOWN + "applies examples: {pass: [], fail: []}\n",
        _KNOWN + "applies examples: {pass: [{}], fail: [{}], fial: [{}]}\n",
        _KNOWN + "applies examples: [{}]\n",
        _KNOWN + "applies examples: oui\n",
    ],
)
def test_the_examples_of_what_a_pack_takes_for_its_own_are_two_lists(
    more: str, tmp_path: Path
) -> None:
    pack = pack_with("pass", "'\"ABC123\"'").replace("rules:\n", f"{more}rules:\n")
    with pytest.raises(AuthorErrors) as caught:
        made(tmp_path, pack, _LISTS)
    (error,) = caught.value.errors
    assert error.message.fr.startswith("« applies examples » donne des exemples de « applies »")
    assert error.message.en != error.message.fr


def test_a_rule_that_crashes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = made(tmp_path, pack_with("fail", "'\"ABC\"'"))

    def crash(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr("segur_lint.engine._run_rule", crash)
    (told,) = {each.fault for each in run(pack)}
    assert told is not None
    assert told.fr == "erreur interne de segur-lint (RuntimeError: x)"
    assert told.en == "internal error of segur-lint (RuntimeError: x)"


def test_the_deposit_of_an_example_keeps_the_numbers_of_the_sample_as_written(
    tmp_path: Path,
) -> None:
    pack = made(tmp_path, pack_with("fail", "'1'"), sample='{"reference": 1.10, "b": [true, "é"]}')
    (rule,) = pack.rules
    assert deposit(pack, rule, {}) == (
        "exemple.json",
        '{"reference": 1.10, "b": [true, "é"]}'.encode(),
    )
    assert deposit(pack, rule, "1e2")[1] == '{"reference": 1e2, "b": [true, "é"]}'.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [(Raw("1.0"), "1.0"), ({"é": [None, Raw("[")]}, '{"é": [null, []}'), ("é\n", '"é\\n"')],
)
def test_what_is_dumped_is_json_text_where_raw_text_is_left_alone(value: Any, text: str) -> None:
    assert dump(value) == text


def test_an_example_reads_as_it_was_written() -> None:
    assert text_of('"ABC"') == '"ABC"'
    assert json.loads(text_of({"file": "é.json"})) == {"file": "é.json"}
