"""The JSON Schemas of packs, models, guides: made of the readers' tables, and true to the readers."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import checks, exampleform, library, resources
from segur_lint.asked import FILLED, FILLS
from segur_lint.author import compile_all
from segur_lint.authoring.schema import FILES, known_in, written
from segur_lint.authoring.schema.examples import CHANGES
from segur_lint.authoring.schema.fixes import FIXES
from segur_lint.authoring.schema.formats import BRACES, CALLS, FORMATS, READINGS, STRUCTURES
from segur_lint.authoring.schema.rowkeys import SEVERITIES
from segur_lint.errors import AuthorErrors
from segur_lint.finding import SEVERITIES as KNOWN_SEVERITIES
from segur_lint.functions import FUNCTIONS
from segur_lint.lang import expression, notation
from segur_lint.remedy import _ACTIONS
from segur_lint.sample import _CHANGES, AROUND, Unusable
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YList, YMap, YNode, YText
from tests.console import blocks
from tests.project import ROOT
from tests.test_author import MODEL, PACK, files

RULES = Path(resources.folder("rules"))
SCHEMAS = {kind: json.loads(written(kind)) for kind in FILES}
VALIDATORS = {kind: jsonschema.Draft7Validator(schema) for kind, schema in SCHEMAS.items()}
GUIDE = """\
guide: essai
title: Un guide d'essai
document: Publié pour l'essai
clauses:
  - {id: 1.2-01, source: §1.2, clause: La référence a 6 caractères., controls: [LOT-001]}
  - {id: 1.2-02, source: §1.2, clause: Le dépôt est fait à temps., hors champ: Rien ne le montre.}
  - {id: 3.2, source: §3.2, clause: Rien n'en répond encore.}
"""
SOUND = {"pack": PACK, "model": MODEL, "guide": GUIDE}

# --- what YAML a language server reads --------------------------------------------------------------

#: The scalars that are no text in the core schema of YAML 1.2, §10.3.2.
_CORE = (
    (re.compile("|null|Null|NULL|~"), lambda _: None),
    (re.compile("true|True|TRUE"), lambda _: True),
    (re.compile("false|False|FALSE"), lambda _: False),
    (re.compile("[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


def typed(node: YNode) -> Any:
    """A value as an editor takes it: ``2917.00`` is a number, ``"2917.00"`` a text."""
    if isinstance(node, YMap):
        return {key.value: typed(value) for key, value in node.items}
    if isinstance(node, YList):
        return [typed(item) for item in node.items]
    for written_so, read in () if node.quoted else _CORE:
        if written_so.fullmatch(node.value):
            return read(node.value)
    return node.value


def refused(kind: str, text: str) -> bool:
    """Whether the schema says no."""
    return not VALIDATORS[kind].is_valid(typed(load(Source("f", text.encode()))))


def faults(kind: str, text: str) -> str:
    """What the readers say, in French; empty where they say nothing."""
    given_files = (
        files(text)
        if kind == "pack"
        else files(model=text)
        if kind == "model"
        else files(guide=text)
    )
    try:
        programs = compile_all(given_files)
        for rule in (rule for program in programs for rule in program["rules"]):
            for example in (each for examples in rule["examples"].values() for each in examples):
                exampleform.check_example(example)  # what « rules test » says of it
    except AuthorErrors as errors:
        return errors.render("fr")
    except Unusable as error:
        return error.message.fr
    return ""


# --- what is committed is what is made --------------------------------------------------------------


@pytest.mark.parametrize("kind", FILES)
def test_the_schema_of_docs_is_the_one_that_is_made(kind: str) -> None:
    """Where not: ``segur-lint rules schema --output docs --force``."""
    assert (ROOT / "docs" / FILES[kind][0]).read_bytes() == written(kind)


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_one(kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[kind])


def inner(schema: Any, *, asked: bool = True) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every schema in a schema; with each, whether it can be at fault: a condition cannot."""
    if isinstance(schema, bool):
        return
    yield schema, asked
    for key, each in schema.items():
        if key in ("properties", "definitions"):
            within = list(each.values())
        elif key in ("allOf", "anyOf"):
            within = each
        elif key in ("if", "then", "else", "items", "additionalProperties"):
            within = [each]
        else:
            continue
        for one in within:
            yield from inner(one, asked=asked and key != "if")


@pytest.mark.parametrize("kind", FILES)
def test_every_key_says_in_french_what_it_is_for(kind: str) -> None:
    told = []
    for schema, _ in inner(SCHEMAS[kind]):
        for key, each in schema.get("properties", {}).items():
            if each is not False:
                assert each["title"], key
                assert re.search(r"[.\])}]$", each["description"]), key
                told.append(key)
    assert len(told) > 5


@pytest.mark.parametrize("kind", FILES)
def test_a_fault_is_told_in_our_words(kind: str) -> None:
    """Where a schema does not say, a server says « String does not match the pattern »."""
    for schema, asked in inner(SCHEMAS[kind]):
        refuses = {"type", "enum", "pattern", "required"} & set(schema)
        if asked and (refuses or schema.get("additionalProperties") is False):
            assert "errorMessage" in schema, schema


# --- what an editor offers is what we read ----------------------------------------------------------


def test_what_is_offered_is_in_the_tables_of_the_readers() -> None:
    assert set(SEVERITIES) == set(KNOWN_SEVERITIES)
    assert set(CALLS) == set(FUNCTIONS)
    assert set(BRACES) == set(FILLED)
    assert set(READINGS) == set(FILLS["reading"]) == set(checks.reading._READINGS)
    assert set(STRUCTURES) == set(FILLS["structure"]) == set(checks.structure._MISFITS)
    assert set(FIXES) == set(_ACTIONS)
    assert set(CHANGES) == {*_CHANGES, *AROUND}
    assert set(exampleform._WRITTEN) <= set(CHANGES)


@pytest.mark.parametrize("snippet", FORMATS, ids=lambda snippet: snippet.label)
def test_a_format_that_is_offered_is_read(snippet: Any) -> None:
    value = load(Source("f", f"format: {snippet.label}\n".encode()))
    assert isinstance(value, YMap)
    text = value.get("format")
    assert isinstance(text, YText)
    assert notation.parse(text.value)


def test_every_kind_of_format_is_offered() -> None:
    offered = {type(notation.parse(each.label.strip('"'))) for each in FORMATS}
    known = {
        getattr(notation, name)
        for name in notation.__all__
        if name[0].isupper() and name not in ("LIMIT", "RUNS", "Notation")
    }
    assert offered == known


@pytest.mark.parametrize("name", CALLS)
def test_a_function_is_shown_with_what_it_takes(name: str) -> None:
    takes, said = CALLS[name]
    assert len(takes) == len(FUNCTIONS[name].takes)
    assert said
    assert expression.parse(f"{name}({', '.join(takes)})")


def _conditions() -> list[str]:
    row = SCHEMAS["pack"]["properties"]["rules"]["items"]["properties"]
    return [each["label"] for each in row["assert"]["defaultSnippets"]]


@pytest.mark.parametrize("text", _conditions())
def test_a_condition_that_is_offered_is_an_expression(text: str) -> None:
    assert expression.parse(text)


def _filled(body: Any, indent: str = "") -> str:
    """What a completion writes, before anything is filled."""
    if isinstance(body, dict):
        lines = [f"\n{indent}{key}: {_filled(each, f'{indent}  ')}" for key, each in body.items()]
        return "".join(lines).removeprefix("\n" * (not indent))
    text = re.sub(r"\$\{[0-9]+\|([^,|]*)[^|]*\|\}|\$\{[0-9]+:([^}]*)\}", r"\1\2", body)
    return re.sub(r"\$[0-9]", "[]", text)


@pytest.mark.parametrize(
    "body", [each["body"] for each in SCHEMAS["pack"]["properties"]["rules"]["items"]["defaultSnippets"]], ids=lambda body: next(iter(body))
)  # fmt: skip
def test_a_new_row_that_is_offered_is_one(body: Any) -> None:
    row = _filled(body, "    ").strip()
    assert not refused("pack", f"pack: a\ntitle: A\nstatus: publié\nrules:\n  - {row}\n")


def test_a_new_row_with_a_format_is_read(tmp_path: Path) -> None:
    rows = SCHEMAS["pack"]["properties"]["rules"]["items"]["defaultSnippets"]
    text = _filled(rows[0]["body"], "    ").strip().replace("balise: balise", "balise: reference")
    text = text.replace("stage: demande", "stage: commande").replace("« balise »", "{balise}")
    assert faults("pack", PACK + f"  - {text}\n") == ""


def test_the_new_pack_that_is_offered_is_one() -> None:
    (new,) = SCHEMAS["pack"]["defaultSnippets"]
    assert not refused("pack", _filled(new["body"]))


def test_the_names_of_a_pack_are_offered_and_others_can_be_written() -> None:
    (pack,) = [each for each in library.load([], cache=False) if each.name == "bio-loinc-va1-solde"]
    schema = json.loads(written("pack", known_in(pack)))
    row = schema["properties"]["rules"]["items"]["properties"]
    offered = {
        key: {each["label"]: each["description"] for each in row[key]["defaultSnippets"]}
        for key in ("stage", "balise", "each", "replace", "at", "after")
    }
    assert offered["stage"]["demande"] == "format de chaque demande (second contrôle du portail)"
    assert offered["balise"]["numeroASP"] == "une balise de « demande »"
    assert offered["balise"]["numeroAns"] == "une balise de « fichier »"
    assert {"fichier", "demande", "pièce"} <= set(offered["each"])
    assert offered["replace"]["DEM-004"] == offered["after"]["DEM-004"]
    assert "siret_fournisseur" not in offered["balise"]
    assert not [name for name in offered["balise"] if "." in name]
    jsonschema.Draft7Validator.check_schema(schema)
    assert jsonschema.Draft7Validator(schema).is_valid(typed(load(Source("f", PACK.encode()))))


# --- schema and reader say the same -----------------------------------------------------------------


def _kind(root: Any) -> str:
    return next(kind for kind in ("pack", "model", "guide") if kind in root)


@pytest.mark.parametrize("path", sorted(RULES.glob("*.yaml")), ids=lambda path: path.stem)
def test_our_rules_are_of_the_schema(path: Path) -> None:
    value = typed(load(Source(path.name, path.read_bytes())))
    # A pack may name a guide, but a guide names no pack.
    VALIDATORS["pack" if "pack" in value else _kind(value)].validate(value)


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_file_is_read_and_is_of_the_schema(kind: str) -> None:
    for text in (SOUND[kind], dumped(TREES[kind]) + "\n"):
        assert faults(kind, text) == ""
        assert not refused(kind, text)


def test_the_files_of_the_guide_for_authors_are_of_the_schema() -> None:
    guide = (ROOT / "docs" / "ecrire-des-regles.md").read_text(encoding="utf-8")
    seen = set()
    for block in blocks(guide, "yaml"):
        if re.match("(#.*\n)*(pack|model):", block):
            value = typed(load(Source("f", block.encode())))
            seen.add(_kind(value))
            VALIDATORS[_kind(value)].validate(value)
    assert seen == {"pack", "model"}


#: Which file, what is replaced in it by what, what the reader says.
FAULTS = [
    # a pack's own keys
    ("pack", "pack: essai", "pack: [essai]", "Le nom d'un jeu"),
    ("pack", "pack: essai", "pack: Essai", "Le nom d'un jeu"),
    ("pack", "title: Un jeu d'essai\n", "", "n'a pas de « title »"),
    ("pack", "title: Un jeu d'essai", "titel: Un jeu d'essai", "« titel » introuvable"),
    ("pack", "title: Un jeu d'essai", 'title: " "', "n'a pas de « title »"),
    ("pack", "status: publié", "status: publie", "Statut « publie »"),
    ("pack", "status: publié", "status: {a: b}", "n'a pas de « status »"),
    ("pack", "model: modele.yaml", "model: [modele.yaml]", "« model » est le nom d'un fichier"),
    ("pack", "applies: starts_with(reference, prefixe)", "applies: [a]", ""),
    ("pack", "applies: ", "fallback: oui\napplies: ", "« fallback » vaut true ou false"),
    ("pack", "applies: ", "abstract: 1\napplies: ", "« abstract » vaut true ou false"),
    ("pack", "source: Guide d'essai", "source: ' '", "« source » dit quel document"),
    ("pack", "source: Guide d'essai", "source: [Guide]", "« source » dit quel document"),
    ("pack", "source: Guide d'essai", "source: {date: 2024-01-15}", "« source » dit quel document"),
    ("pack", "source: Guide d'essai", "source: {document: ''}", "« source » dit quel document"),
    ("pack", "source: Guide d'essai", "source: {document: [Guide]}", "« source » dit quel document"),
    ("pack", "applies: ", "rule: []\napplies: ", "« rule » introuvable"),
    ("pack", "applies: ", "extends: [essai]\napplies: ", "« extends » est le nom d'un seul jeu"),
    # its sections
    ("pack", "stages:\n  fichier: {fr: le fichier, en: the file}", "stages:\n  fichier: {fr: le fichier}", "un libellé fr et un libellé en"),
    ("pack", "{fr: le fichier, en: the file}", "le fichier", "un libellé fr et un libellé en"),
    ("pack", "{fr: le fichier, en: the file}", "{fr: le fichier, en: the file, de: x}", "un libellé fr et un libellé en"),
    ("pack", "  maximum: 10.00\n", "  maximum: [10.00]\n", "« maximum » est un texte ou un nombre"),
    ("pack", "params:\n  maximum: 10.00\n  prefixe: ABC\n", "params: [a]\n", "« params » est une suite"),
    ("pack", "    of: fichier\n", "", "Il manque : of"),
    ("pack", "    of: fichier\n", "    off: fichier\n", "« off » introuvable"),
    ("pack", "      jour: {called: jour, format", "      jour: {called: jour, formats", "« formats » introuvable"),
    ("pack", "applies: ", "reads: {fichier: maximum}\napplies: ", "« fichier » introuvable"),
    ("pack", "applies: ", "inputs: {siege: x}\napplies: ", "un libellé fr et un libellé en"),
    ("pack", "applies: ", "registers: {clients: {called: client}}\napplies: ", "Un registre a : called"),
    ("pack", "applies: ", "registers: {clients: {called: client, fr: a, en: b, key: c, columns: {c: {kind: mot}}}}\napplies: ", "« kind » est text ou amount ou date"),
    ("pack", "applies: ", "registers: {clients: {called: client, fr: a, en: b, key: c, columns: {c: {also: d}}}}\napplies: ", "« also » est une liste"),
    ("pack", "applies: ", "answer: {fichier: reference}\napplies: ", "« fichier » introuvable"),
    ("pack", "applies: ", "deposits: {numbers: numero}\napplies: ", "« numbers » introuvable"),
    ("pack", "applies: ", "example: {reference: [a]}\napplies: ", "« reference » est un texte"),
    # a row
    ("pack", "rules:\n", "rules:\n  - LOT-009\n", "Une règle est une suite"),
    ("pack", "  - id: LOT-001", "  - id: lot-1", "n'est pas un identifiant de règle"),
    ("pack", "  - id: LOT-001\n    stage", "  - stage", "Une règle commence par l'un de"),
    ("pack", "  - id: LOT-001", "  - id: LOT-001\n    replace: LOT-002", "Une règle commence par l'un de"),
    ("pack", "    stage: fichier\n", "", "n'a pas de « stage »"),
    ("pack", "    stage: fichier", "    stage: [fichier]", "« stage » est un texte"),
    ("pack", "    stage: fichier", "    stages: fichier", "« stages » introuvable"),
    ("pack", "    stage: fichier", "    stage: fichier\n    severity: erreur", "Gravité « erreur »"),
    ("pack", "    stage: fichier", "    stage: fichier\n    severity: [error]", "« severity » est un texte"),
    ("pack", "    format: VARCHAR (=6)\n", "", "demande une chose et une seule"),
    ("pack", "    format: VARCHAR (=6)\n", "    format: VARCHAR (=6)\n    unique in: fichier\n", "demande une chose et une seule"),
    ("pack", "    balise: reference\n", "", "regarde un endroit et un seul"),
    ("pack", "    balise: reference\n", "    balise: reference\n    each: fichier\n", "regarde un endroit et un seul"),
    ("pack", "    format: VARCHAR (=6)\n", "    structure: absent\n", "« absent » introuvable"),
    ("pack", "    format: VARCHAR (=6)\n", "    reading: bom\n", "« bom » introuvable"),
    ("pack", "    format: VARCHAR (=6)\n", "    format: {VARCHAR: 6}\n", "« format » est un texte"),
    ("pack", "    source: §1.2\n", "", "n'a pas de « source »"),
    ("pack", "    source: §1.2\n", "    source: 'page 3'\n", "La source est"),
    ("pack", "    source: §1.2\n", "    source: supposé\n", "La source est"),
    ("pack", "    source: usage", "    source: usage\n    from: septembre", "« from » est une date"),
    ("pack", "    source: usage", "    source: usage\n    until: 12/09/2024", "« until » est une date"),
    ("pack", "    source: usage", "    source: usage\n    yields to: LOT-001", "« yields to » est une liste"),
    ("pack", ", en: \"“reference” {fault}.\"}", "}", "n'a pas de texte anglais"),
    ("pack", "fr: \"« reference » {fault}.\"", "fr: ''", "n'a pas de texte français"),
    ("pack", "message: {fr: \"Aucun", "message: {de: Ach, fr: \"Aucun", "Un message a deux langues"),
    ("pack", "    examples: {pass: [{}], fail: [{}]}", "    examples: {pass: [{}]}", "au moins un exemple dans « fail »"),
    ("pack", "    examples: {pass: [{}], fail: [{}]}", "    examples: {pass: [], fail: [{}]}", "au moins un exemple dans « pass »"),
    ("pack", "    examples: {pass: [{}], fail: [{}]}", "    examples: {pass: [{}], fail: [{}], fails: [{}]}", "Clé d'exemples « fails »"),
    ("pack", "rules:\n", "retired: {LOT-900: [a]}\nrules:\n", "Dites en une phrase"),
    ("pack", "rules:\n", "retired: [LOT-900]\nrules:\n", "« retired » est une suite"),
    ("pack", "rules:\n", "applies examples: {pass: [{}]}\nrules:\n", "donne des exemples de « applies »"),
    ("pack", "{fr: le fichier, en: the file}", "{fr: le fichier, en: [the, file]}", "un libellé fr et un libellé en"),
    ("pack", "{called: jour, format", "{called: [jour], format", "« called » est un texte"),
    ("pack", "examples: {pass: [{}]", "examples: {pass: [[1]]", "un exemple est un texte JSON"),
    ("pack", "examples: {pass: [{}]", "examples: {pass: [{file: [a]}]", "« file » est un texte"),
    ("pack", "examples: {pass: [{}]", "examples: {pass: [{rename: a}]", "« rename » est une suite"),
    ("pack", "examples: {pass: [{}]", "examples: {pass: [{remove: a}]", "« remove » est une liste"),
    ("model", "layouts: [nested, flat]", "layouts: [nested, [flat]]", "« layouts » est une liste"),
    ("model", "  depot: value", "  depot: {balises: {}, open: oui}", "« open » vaut true ou false"),
    ("model", "  depot: value", "  depot: {list of: ' '}", "« list of » donne à l'élément"),
    ("pack", "    examples: {pass: [{}], fail: [{}]}", "    examples: [{}]", "au moins un exemple dans « pass »"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: réparer\n", "« fix » est une suite"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: {sett: null}\n", "« sett » introuvable"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: {set: null, decimals: 2}\n", "une réparation et une seule"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: {unsafe: true}\n", "une réparation et une seule"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: {set: [null]}\n", "« set » est un texte"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: {set: null, unsafe: peut-être}\n", "« unsafe » est true ou false"),
    ("pack", "rules:\n", "rules:\n  - drop: LOT-009\n", "Dites pourquoi LOT-009 est retirée"),
    ("pack", "rules:\n", "rules:\n  - {drop: LOT-009, why: x, title: t}\n", "« title »"),
    # a model
    ("model", "title: Un modèle d'essai\n", "", "title"),
    ("model", "title: Un modèle d'essai", "titre: Un modèle d'essai", "Clé inconnue « titre »"),
    ("model", "layouts: [nested, flat]", "layouts: nested", "« layouts » est une liste"),
    ("model", "layouts: [nested, flat]", "layouts: [plat]", "« layouts » est une liste"),
    ("model", "layouts: [nested, flat]", "layouts: []", "« layouts » est une liste"),
    ("model", "unit: commande", "unit: [commande]", "« unit » est le nom d'un élément"),
    ("model", "  depot: value", "  depot: valeur", "n'est pas une sorte de balise"),
    ("model", "  depot: value", "  depot: [value]", "Une balise n'est pas une liste"),
    ("model", "  depot: value", "  depot: {open: true}", "Il manque « list of: »"),
    ("model", "  depot: value", "  depot: {balise: {a: value}}", "« balise »"),
    ("model", "  depot: value", "  depot: {list of: [a]}", "« list of » donne à l'élément"),
    ("model", "  depot: value", "  depot: {list of: a, balises: b}", "« balises » est une suite"),
    ("model", MODEL[MODEL.index("balises:"):], "balises: [a]\n", "« balises »"),
    # a guide
    ("guide", "title: Un guide d'essai\n", "", "« title » est attendu"),
    ("guide", "guide: essai", "guide: Essai", "Le nom d'un guide"),
    ("guide", "document: ", "documents: ", "« documents » introuvable"),
    ("guide", "  - {id: 3.2, ", "  - {", "« id » est attendu"),
    ("guide", "  - {id: 3.2, source: §3.2", "  - {id: 3.2, source: 3.2 et 3.3", "La source d'une clause"),
    ("guide", "controls: [LOT-001]", "controls: LOT-001", "« controls » est une liste"),
    ("guide", "controls: [LOT-001]", "controls: []", "« controls » est une liste"),
    ("guide", "controls: [LOT-001]", "controls: [LOT-001], hors champ: x", "pas les deux"),
    ("guide", "controls: [LOT-001]", "control: [LOT-001]", "« control » introuvable"),
    ("guide", GUIDE[GUIDE.index("clauses:"):], "clauses: []\n", "une liste de « clauses »"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    FAULTS,
    ids=[f"{kind} {new.strip()[-40:] or old.strip()}" for kind, old, new, _ in FAULTS],
)
def test_what_the_reader_refuses_the_schema_refuses(
    kind: str, old: str, new: str, said: str
) -> None:
    assert old in SOUND[kind]
    text = SOUND[kind].replace(old, new, 1)
    told = faults(kind, text)
    assert told
    assert said in told
    assert refused(kind, text)


#: What looks like a fault and is none.
NEAR = [
    ("pack", "pack: essai", "pack: 12"),
    ("pack", "title: Un jeu d'essai", "title: 2024"),
    ("pack", "title: Un jeu d'essai", "title: null"),
    ("pack", "status: publié", "status: provisoire"),
    ("pack", "source: Guide d'essai", "source: {document: Guide, date: 2024-01-15, page: 3}"),
    ("pack", "  maximum: 10.00\n", "  maximum: 10.00\n  quand: 2024-09-12\n  taille: 3 Mo\n  vide:\n  oui: true\n"),
    ("pack", "applies: ", "fallback: 'false'\napplies: "),
    ("pack", "applies: ", "inputs: {}\napplies: "),
    ("pack", "applies: ", "inputs: {siege: {fr: 1, en: 2}}\napplies: "),
    ("pack", "applies: ", "registers: {clients: {called: client, fr: a, en: b, key: c, columns: {c: {}, d: {kind: amount, required: false, also: [e]}}}}\napplies: "),
    ("pack", "applies: ", "example: {reference: '{number:03}'}\napplies: "),
    ("pack", "jour: {called: jour, format: VARCHAR (format « AAAAMMJJ »)}", "jour: {}"),
    ("pack", "    format: VARCHAR (=6)\n", "    format: false\n"),
    ("pack", "    format: VARCHAR (=6)\n", "    format: null\n"),
    ("pack", "    format: VARCHAR (=6)\n", "    format: \"Toujours la valeur : null\"\n"),
    ("pack", "    format: VARCHAR (=6)\n", "    format: « A », « B »…\n".replace("B »", "B2 »")),
    ("pack", "    expected: value", "    expected: 12"),
    ("pack", "    expected: maximum", "    expected: 12"),
    ("pack", "    source: usage", "    source: usage\n    from: 2024-09-12\n    until: 2024-09-12T14:00"),
    ("pack", "    source: usage", "    source: usage\n    yields to: []"),
    ("pack", "    source: usage", "    source: usage\n    why: 12\n    severity: info"),
    ("pack", "    source: §1.2\n", "    source: §1.2 §3.4.5 (ligne 3)\n"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: none\n"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: {set: null}\n"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: {set: 12, unsafe: 'true'}\n"),
    ("pack", "    source: §1.2\n", "    source: §1.2\n    fix: {decimals: 2}\n"),
    ("pack", "message: {fr: \"Aucun", "message: {\"fr\": \"Aucun"),
    ("pack", "    examples: {pass: [{}], fail: [{}]}", "    examples: {pass: [1, null, true, '{}'], fail: [{numero: 1}, {units: 12, text: 1, remove: [a]}]}"),
    ("pack", "rules:\n", "rules:\n  # rien\n"),
    ("pack", "    source: §1.2", "    source: supposé (comme les autres, §1.2)"),
    ("model", "title: Un modèle d'essai", "title: 12"),
    ("model", "title: Un modèle d'essai", "title: Un modèle\nsource: [où, l'on veut]"),
    ("model", "layouts: [nested, flat]\n", ""),
    ("model", "unit: commande\n", ""),
    ("model", "  depot: value", "  depot: any"),
    ("model", "  depot: value", "  depot: {balises: {a: value or list}, open: true}"),
    ("model", "  depot: value", "  depot: {balises: {}}"),
    ("model", "  depot: value", "  12: value"),
    ("guide", "id: 1.2-01", "id: 12"),
    ("guide", "clause: Rien n'en répond encore.", "clause: 12, balise: reference"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "old", "new"), NEAR, ids=[f"{kind} {new.strip()[-40:]}" for kind, _, new in NEAR]
)
def test_what_only_looks_like_a_fault_is_read_and_is_of_the_schema(
    kind: str, old: str, new: str
) -> None:
    text = SOUND[kind].replace(old, new, 1)
    assert faults(kind, text) == ""
    assert not refused(kind, text)


class Bare(str):
    """A scalar as it stands in the file, with or without quotes."""

    __slots__ = ()


def dumped(value: Any) -> str:
    """YAML on one line."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key)}: {dumped(each)}" for key, each in value.items())
            + "}"
        )
    if isinstance(value, list):
        return f"[{', '.join(map(dumped, value))}]"
    return value if isinstance(value, Bare) else json.dumps(value, ensure_ascii=False)


def places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside another."""
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, each in pairs:
        yield (*here, key)
        yield from places(each, (*here, key))


def tree(node: YNode) -> Any:
    """What `dumped` writes back: a number stays without its quotes."""
    if isinstance(node, YMap):
        return {key.value: tree(value) for key, value in node.items}
    if isinstance(node, YList):
        return [tree(item) for item in node.items]
    return (
        Bare(node.value) if not node.quoted and re.fullmatch("[0-9.]+", node.value) else node.value
    )


TREES = {kind: tree(load(Source("f", text.encode()))) for kind, text in SOUND.items()}
_VALUES = st.sampled_from(
    [
        Bare(each)
        for each in (
            "null",
            "true",
            "false",
            "12",
            "2.50",
            "'12'",
            "a",
            "2024-09-12",
            "''",
            "' '",
            "~",
            "[]",
            "{}",
            "[a]",
            "{a: b}",
            "none",
            "value",
        )
    ]
)
_KEYS = st.sampled_from(["id", "drop", "why", "fix", "severity", "format", "each", "from", "open", "list of", "balises", "source", "fallback", "guide", "called", "hors champ", "sévérité", "inputs"])  # fmt: skip


@given(st.data(), st.sampled_from(sorted(SOUND)))
def test_what_the_reader_takes_the_schema_takes(data: Any, kind: str) -> None:
    """A sound file with a change or two: what the schema then refuses, the reader refuses too."""
    root = deepcopy(TREES[kind])
    for _ in range(data.draw(st.integers(1, 2))):
        *above, last = data.draw(st.sampled_from(sorted(places(root), key=str)))
        holder = root
        for step in above:
            holder = holder[step]
        change = data.draw(st.sampled_from(["put", "cut", "add"]))
        if change == "cut":
            del holder[last]
        elif change == "add" and isinstance(holder, dict):
            holder[data.draw(_KEYS)] = data.draw(_VALUES)
        else:
            holder[last] = data.draw(_VALUES)
    text = dumped(root) + "\n"
    if refused(kind, text):
        assert faults(kind, text)
