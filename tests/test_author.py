"""Faults of the authors of rules: each is told once, in its place, in two languages."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.author import compile_all
from segur_lint.errors import AuthorError, AuthorErrors, SegurLintError
from tests.corpora import corpora, corpus_files

if TYPE_CHECKING:
    from pathlib import Path

MODEL = """\
model: colis
title: Un modèle d'essai
layouts: [nested, flat]
unit: commande
balises:
  reference: value
  depot: value
  commandes:
    list of: commande
    balises:
      numero: value
      montant: value
      adresse:
        balises:
          ville: value
          pays: value
      codes:
        list of: code
      articles:
        list of: article
        balises:
          nom: value
          prix: value
          etiquettes:
            list of: etiquette
"""

PACK = """\
pack: essai
title: Un jeu d'essai
status: publié
source: Guide d'essai
model: modele.yaml
stages:
  fichier: {fr: le fichier, en: the file}
  commande: {fr: les commandes, en: the orders}
params:
  maximum: 10.00
  prefixe: ABC
names:
  fichier:
    of: fichier
    notation: LOT-jour.json
    parts:
      jour: {called: jour, format: VARCHAR (format « AAAAMMJJ »)}
  article:
    of: nom
    notation: CODE-numero.ext
    parts:
      CODE: {called: code}
      numero: {called: rang}
      ext: {called: extension}
applies: starts_with(reference, prefixe)
rules:
  - id: LOT-001
    stage: fichier
    title: La référence a 6 caractères
    balise: reference
    format: VARCHAR (=6)
    source: §1.2
    message: {fr: "« reference » {fault}.", en: "“reference” {fault}."}
    examples: {pass: ['"ABC123"'], fail: ['null']}
  - id: CMD-001
    stage: commande
    title: Le montant ne passe pas le maximum
    balise: montant
    assert: value <= maximum
    found: value
    expected: maximum
    source: déduit (§1.2)
    message:
      fr: "{found} passe {expected}."
      en: "{found} is over {expected}."
    examples: {pass: ['1.00'], fail: ['10.01']}
  - id: CMD-002
    stage: commande
    title: Un article au moins
    each: commande
    at: articles
    when: montant > 0
    assert: count(articles) >= 1
    source: usage
    message: {fr: "Aucun article.", en: "No article."}
    examples: {pass: [{}], fail: [{}]}
"""


def files(pack: str = PACK, model: str = MODEL, **others: str) -> list[tuple[str, bytes]]:
    """The files of a folder of rules; `others` are further packs, by the name of their file."""
    texts = {"modele.yaml": model, "pack.yaml": pack}
    texts |= {f"{name}.yaml": text for name, text in others.items()}
    return [(name, text.encode()) for name, text in texts.items()]


def programs(pack: str = PACK, model: str = MODEL, **others: str) -> dict[str, Any]:
    """The programs of a folder of rules, by the names of the packs."""
    return {each["pack"]: each for each in compile_all(files(pack, model, **others))}


def faults(pack: str = PACK, model: str = MODEL, **others: str) -> list[AuthorError]:
    """What is wrong in a folder of rules."""
    with pytest.raises(AuthorErrors) as caught:
        compile_all(files(pack, model, **others))
    return caught.value.errors


def edit(text: str, old: str, new: str) -> str:
    """`text` with its one `old` replaced."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def child(name: str, parent: str, rules: str = " []", **keys: str) -> str:
    """A pack that extends another."""
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"pack: {name}\ntitle: t\nstatus: publié\nextends: {parent}\n{more}rules:{rules}\n"


def under_caret(error: AuthorError) -> str:
    """What the carets of a drawn fault stand under."""
    _, line, carets = error.render("fr").splitlines()
    start = carets.index("^")
    return line[start : len(carets)]


def told(error: AuthorError) -> tuple[int, str, str]:
    """The line of a fault, its French sentence, what its caret is under."""
    return error.source.place(error.span.start).line, error.message.fr, under_caret(error)


def place_of(caret: str, new: str, text: str) -> int:
    """Where `caret` stands in `text`: the last time in what was put there, else the first time."""
    return text.rindex(new) + new.rindex(caret) if new and caret in new else text.index(caret)


def test_the_pack_that_all_cases_edit_is_sound() -> None:
    assert [rule["id"] for rule in programs()["essai"]["rules"]] == [
        "LOT-001",
        "CMD-001",
        "CMD-002",
    ]


@pytest.mark.parametrize(
    "said", ["{montant}", "{adresse.ville}", '« {"a": 1} »', "{ et }", "{a: b}", "{1 2}"]
)
def test_a_message_may_name_a_balise_or_show_braces(said: str) -> None:
    said = said.replace('"', '\\"')
    assert compile_all(files(edit(PACK, "{found} passe {expected}.", f"{said} passe.")))


def test_a_row_may_be_supposed_where_it_says_from_what() -> None:
    said = "supposé (comme les autres, §1.2)"
    pack = edit(PACK, "source: déduit (§1.2)", f"source: {said}")
    assert said in [rule["source"] for rule in programs(pack=pack)["essai"]["rules"]]


STAGES = """\
stages:
  fichier: {fr: le fichier, en: the file}
  commande: {fr: les commandes, en: the orders}"""

A_ROW = """\
  - id: CMD-009
    stage: commande
    title: De plus
    balise: numero
    format: INTEGER
    source: §1
    message: {fr: "a", en: "b"}
    examples: {pass: ['1'], fail: ['null']}
"""

# What is written instead of what, what the caret is under, words of the French and English sentences.
IN_THE_PACK = [
    # keys
    pytest.param("status: publié", "status: publié\nstatu: x", "statu", "« status »", "“status”", id="an unknown key of a pack has its nearest"),
    pytest.param("status: publié", "status: publié\nzzz: x", "zzz", "Noms connus : pack", "Known names: pack", id="an unknown key far from all has the list"),
    pytest.param("    at: articles", "    att: articles", "att", "« at »", "“at”", id="an unknown key of a row has its nearest"),
    pytest.param("    of: nom\n", "    off: nom\n", "off", "« of »", "“of”", id="a misspelt of is not missed as well"),
    pytest.param("    notation: LOT-jour.json", "    notatoin: LOT-jour.json", "notatoin", "« notation »", "“notation”", id="a misspelt notation is not missed as well"),
    pytest.param("    notation: LOT-jour.json", "    notation: LOT-jour.json\n    pars: x", "pars", "« parts »", "“parts”", id="an unknown key of a name"),
    pytest.param("{called: code}", "{caled: code}", "caled", "« called »", "“called”", id="an unknown key of a part of a name"),
    pytest.param("    of: nom\n", "", "article", "Il manque : of", "Missing: of", id="a name without of"),
    pytest.param("  article:\n    of", "  autre: x\n  article:\n    of", "x", "of, notation et parts", "of, notation and parts", id="a name that is a text"),
    pytest.param("    parts:\n      jour: {called: jour, format: VARCHAR (format « AAAAMMJJ »)}", "    parts: jour", "jour", "énumère les parties", "lists the parts", id="parts that are a text"),
    pytest.param("    title: La référence", "    titel: La référence", "titel", "« title »", "“title”", id="a misspelt key of a row is not missed as well"),
    pytest.param("  - id: LOT-001", "  - idd: LOT-001", "idd", "« id »", "“id”", id="a misspelt id"),
    pytest.param("    format: VARCHAR", "    formatt: VARCHAR", "formatt", "« format »", "“format”", id="a misspelt kind"),
    pytest.param("    balise: montant", "    balises: montant", "balises", "« balise »", "“balise”", id="a misspelt target"),
    pytest.param("title: Un jeu", "titel: Un jeu", "titel", "« title »", "“title”", id="a misspelt key of a pack is not missed as well"),
    pytest.param("rules:\n", "rulez:\n", "rulez", "« rules »", "“rules”", id="misspelt rules"),
    pytest.param("model: modele.yaml", "modl: modele.yaml", "modl", "« model »", "“model”", id="a misspelt model"),
    pytest.param("stages:\n", "stage:\n", "stage", "« stages »", "“stages”", id="misspelt stages"),
    pytest.param("status: publié", "status: publié\nname: x", "name", "« names »", "“names”", id="a key that only resembles one that is there"),
    pytest.param("pack: essai", "pakc: essai", "pakc", "il lui faut une clé « pack »", "it needs a key “pack”", id="a misspelt pack"),
    pytest.param('en: "No article."}', 'eng: "No article."}', "eng", "deux langues", "two languages", id="a misspelt language"),
    # what leaves names unknown is told alone
    pytest.param(STAGES, "stages: fichier", "fichier", "suite de « nom: valeur »", "mapping", id="stages that are a text"),
    pytest.param(STAGES + "\n", "", "pack: essai", "aucune étape", "no “stages”", id="no stages"),
    pytest.param("maximum: 10.00", "maximum: 1 500,00 €", "1 500,00 €", "Écrivez 1500.00 ; si c'est un texte", "Write 1500.00; if it is a text", id="an amount written the French way"),
    pytest.param("params:\n  maximum: 10.00\n  prefixe: ABC", "params: [maximum]", "[maximum]", "suite de « nom: valeur »", "mapping", id="params that are a list"),
    pytest.param("  maximum: 10.00", "  maximum: [10.00]", "[10.00]", "texte ou un nombre", "text or a number", id="a parameter that is a list"),
    pytest.param("  prefixe: ABC", "  prefixe: {a: b}", "{a: b}", "texte ou un nombre", "text or a number", id="a parameter that is a mapping"),
    pytest.param("    notation: LOT-jour.json", "    notation: LOT-x.json", "LOT-x.json", "n'est nulle part", "nowhere", id="a notation of names that rules name by its parts"),
    # the pack
    pytest.param("pack: essai", "pack: Essai", "Essai", "minuscules", "lower-case", id="a pack in capitals"),
    pytest.param("pack: essai", "pack: [essai]", "[essai]", "minuscules", "lower-case", id="a pack that is a list"),
    pytest.param("title: Un jeu d'essai\n", "", "pack: essai", "pas de « title »", "no “title”", id="a pack without title"),
    pytest.param("status: publié\n", "", "pack: essai", "pas de « status »", "no “status”", id="a pack without status"),
    pytest.param("status: publié", "status: public", "public", "« publié »", "“publié”", id="an unknown status"),
    pytest.param("pack: essai", "pack: essai\nabstract: oui", "oui", "true ou false", "true or false", id="a flag that is neither true nor false"),
    pytest.param("model: modele.yaml\n", "", "pack: essai", "aucun « model »", "no “model”", id="a pack without model"),
    pytest.param("model: modele.yaml", "model: modeles.yaml", "modeles.yaml", "« modele.yaml »", "“modele.yaml”", id="a model that is not there"),
    pytest.param("model: modele.yaml", "model: pack.yaml", "pack.yaml", "introuvable", "Unknown model", id="a model that is a pack"),
    pytest.param("model: modele.yaml", "model: [modele.yaml]", "[modele.yaml]", "nom d'un fichier", "name of a model's file", id="a model that is a list"),
    pytest.param("pack: essai", "pack: essai\nsample: rien.json", "rien.json", "n'est pas là", "is not there", id="a sample that is not there"),
    pytest.param("pack: essai", "pack: essai\nextends: esai", "esai", "introuvable", "Unknown pack", id="an unknown parent"),
    pytest.param("pack: essai", "pack: essai\nextends: [essai]", "[essai]", "un seul jeu", "one pack", id="several parents"),
    pytest.param("pack: essai", "pack: essai\nextends: essai", "essai", "en rond : essai → essai", "circle: essai → essai", id="a pack that extends itself"),
    pytest.param("{fr: le fichier, en: the file}", "{fr: le fichier}", "{fr: le fichier}", "libellé fr et un libellé en", "label fr and a label en", id="a stage without its English label"),
    pytest.param("{fr: le fichier, en: the file}", "le fichier", "le fichier", "libellé", "label", id="a stage that is a text"),
    pytest.param("reference, prefixe)", "référence, prefixe)", "référence", "« reference »", "“reference”", id="an unknown balise in applies"),
    pytest.param("applies: starts_with(reference, prefixe)", "applies: reference ==", "", "", "", id="an unfinished applies"),
    # names
    pytest.param("    of: nom", "    of: nome", "nome", "« nom »", "“nom”", id="a name of an unknown balise"),
    pytest.param("CODE-numero.ext", "CODE-numer.ext", "numer", "faute de frappe", "slip", id="a notation of names without one of its parts"),
    pytest.param("VARCHAR (format « AAAAMMJJ »)}", "VARCHARR}", "VARCHARR", "VARCHAR", "VARCHAR", id="a part with a bad format"),
    # rows
    pytest.param("  - id: LOT-001", "  - bonjour\n  - id: LOT-001", "bonjour", "suite de « clé: valeur »", "mapping", id="a row that is a text"),
    pytest.param("  - id: LOT-001\n    stage: fichier", "  - stage: fichier", "stage: fichier", "commence par l'un de", "begins with one of", id="a row without id"),
    pytest.param("  - id: LOT-001", "  - id: LOT-001\n    drop: LOT-002", "id: LOT-001", "commence par l'un de", "begins with one of", id="a row that is added and dropped"),
    pytest.param("  - id: LOT-001", "  - id: lot-1", "lot-1", "identifiant", "rule's id", id="an id of another form"),
    pytest.param("  - id: CMD-002", "  - id: CMD-001", "CMD-001", "déjà pris", "already taken", id="an id twice in a file"),
    pytest.param("  - id: LOT-001", "  - replace: LOT-099\n    severity: info\n  - id: LOT-001", "LOT-099", "pas d'« extends »", "has no “extends”", id="a replaced rule where nothing is inherited"),
    pytest.param("  - id: LOT-001", "  - drop: LOT-099\n    why: bref\n  - id: LOT-001", "LOT-099", "« id: LOT-099 » pour une nouvelle", "“id: LOT-099” for a new", id="a dropped rule where nothing is inherited"),
    pytest.param("    title: La référence a 6 caractères\n", "", "LOT-001", "pas de « title »", "no “title”", id="a row without title"),
    pytest.param("    title: La référence a 6 caractères\n", "    title: [a]\n", "[a]", "est un texte", "is a text", id="a title that is a list"),
    pytest.param("    title: La référence a 6 caractères\n", "    title: ''\n", "''", "est un texte", "is a text", id="an empty title"),
    pytest.param("    stage: fichier\n", "", "LOT-001", "pas de « stage »", "no “stage”", id="a row without stage"),
    pytest.param("    stage: fichier", "    stage: fichie", "fichie", "« fichier »", "“fichier”", id="an unknown stage"),
    pytest.param("  - id: LOT-001", "  - id: LOT-1", "LOT-1", "comme DEM-004. Écrivez LOT-001.", "such as DEM-004. Write LOT-001.", id="an id without its zeros"),
    pytest.param("  - id: LOT-001", "  - id: lot 12", "lot 12", "Écrivez LOT-012.", "Write LOT-012.", id="an id in small letters, without its hyphen"),
    pytest.param("  - id: LOT-001", "  - id: LOT-1234", "LOT-1234", "comme DEM-004.", "such as DEM-004.", id="an id with a digit too many"),
    pytest.param("stages:\n", "retired: {lot-7: x}\nstages:\n", "lot-7", "Écrivez LOT-007.", "Write LOT-007.", id="a retired id in small letters"),
    pytest.param("source: Guide d'essai", "source: {document: ' ', date: 2024-01-15}", "{document: ' ', date: 2024-01-15}", "« source » dit quel document", "which document", id="a pack whose document has no title"),
    pytest.param("source: Guide d'essai", "source: ''", "''", "« source » dit quel document", "which document", id="a pack whose source is empty"),
    pytest.param("    source: §1.2\n", "", "LOT-001", "pas de « source »", "no “source”", id="a row without source"),
    pytest.param("    source: §1.2", "    source: page 3", "page 3", "« §3.2 »", "“§3.2”", id="a source that is none of the words"),
    pytest.param("    source: §1.2", "    source: supposé", "supposé", "« supposé (d'après quoi) »", "“supposé (from what)”", id="a supposition that rests on nothing"),
    pytest.param("    source: §1.2", "    source: supposé ()", "supposé ()", "« supposé (d'après quoi) »", "“supposé (from what)”", id="a supposition that rests on an empty word"),
    pytest.param("    source: §1.2", "    source: §1.2\n    severity: erreur", "erreur", "Vouliez-vous dire « error » ?", "Did you mean “error”?", id="a severity in French"),
    pytest.param("    source: §1.2", "    source: §1.2\n    severity: grand", "grand", "Noms connus : error", "Known names: error", id="an unknown severity"),
    pytest.param("    source: §1.2", "    source: §1.2\n    quand: '1 == 1'", "quand", "Vouliez-vous dire « when » ?", "Did you mean “when”?", id="a key of a row in French"),
    pytest.param("\nrules:", "\nrègles:", "règles", "Vouliez-vous dire « rules » ?", "Did you mean “rules”?", id="a key of a pack in French"),
    pytest.param("    source: §1.2", "    source: §1.2\n    jusqu'à: 2024-01-15", "jusqu'à", "« until »", "“until”", id="a key in French with an apostrophe"),
    pytest.param("    source: §1.2", "    source: §1.2\n    from: 12/09/2024", "12/09/2024", "2024-09-12", "2024-09-12", id="a date of another form"),
    pytest.param("source: Guide d'essai", "source: {document: G, date: 15/09/2024}", "15/09/2024", "est un jour, comme 2024-01-15. Écrivez 2024-09-15.", "is a day, such as 2024-01-15. Write 2024-09-15.", id="the date of a document written as in a letter"),
    pytest.param("source: Guide d'essai", "source: {document: G, date: 2024-02-31}", "2024-02-31", "est un jour, comme 2024-01-15.", "is a day", id="the date of a document that does not exist"),
    pytest.param("source: Guide d'essai", "source: {document: G, date: 2024-02-28T14:00}", "2024-02-28T14:00", "est un jour", "is a day", id="the date of a document with its hour"),
    pytest.param("source: Guide d'essai", "source: {document: G, date: quinze septembre}", "quinze septembre", "est un jour", "is a day", id="the date of a document in words"),
    pytest.param("source: Guide d'essai", "source: {document: G, date: [2024-01-15]}", "[2024-01-15]", "est un jour", "is a day", id="a document with two dates"),
    pytest.param("    examples: {pass: [{}], fail: [{}]}", "    examples: {pass: '3250.00', fail: [{}]}", "'3250.00'", "mettez-le entre crochets : ['3250.00'].", "put it in brackets: ['3250.00'].", id="an example without its brackets"),
    pytest.param("    examples: {pass: [{}], fail: [{}]}", "    examples: {pass: [{}], fail: {a: '1'}}", "{a: '1'}", "« fail » est une liste d'exemples, même s'il n'y en a qu'un : mettez-le entre crochets : [{a: '1'}].", "[{a: '1'}]", id="a map of changes without its brackets"),
    pytest.param("    source: §1.2", "    source: §1.2\n    until: 31/12/2025", "31/12/2025", "ou 2024-09-12T14:00. Écrivez 2025-12-31.", "Write 2025-12-31.", id="a date of a rule written as in a letter"),
    pytest.param("    source: §1.2", "    source: §1.2\n    until: 2024-02-30", "2024-02-30", "est une date", "is a date", id="a date that does not exist"),
    pytest.param("    source: §1.2", "    source: §1.2\n    until: 2024-02-28T24:00", "2024-02-28T24:00", "est une date", "is a date", id="an hour that does not exist"),
    pytest.param("    message: {fr: \"« reference » {fault}.\", en: \"“reference” {fault}.\"}\n", "", "LOT-001", "pas de « message »", "no “message”", id="a row without message"),
    pytest.param('{fr: "Aucun article.", en: "No article."}', '{fr: "Aucun article."}', '{fr: "Aucun article."}', "texte anglais", "“en”", id="a message without its English twin"),
    pytest.param('{fr: "Aucun article.", en: "No article."}', '{en: "No article."}', '{en: "No article."}', "texte français", "“fr”", id="a message without its French twin"),
    pytest.param('en: "No article."}', 'en: "No article.", de: "Kein Artikel."}', "de", "deux langues", "two languages", id="a message in a third language"),
    pytest.param('"Aucun article."', '"Aucun {artcle}."', "artcle", "Nom inconnu", "Unknown name", id="an unknown word in a message"),
    pytest.param("    examples: {pass: ['\"ABC123\"'], fail: ['null']}\n", "", "LOT-001", "pas de « examples »", "no “examples”", id="a row without examples"),
    pytest.param("{pass: ['1.00'], fail: ['10.01']}", "{pass: ['1.00']}", "{pass: ['1.00']}", "exemple dans « fail »", "in “fail”", id="no example that fails"),
    pytest.param("{pass: ['1.00'], fail: ['10.01']}", "{pass: [], fail: ['10.01']}", "{pass: [], fail: ['10.01']}", "exemple dans « pass »", "in “pass”", id="no example that passes"),
    pytest.param("    format: VARCHAR (=6)\n", "", "LOT-001", "une chose et une seule", "one thing and only one", id="a row that asks nothing"),
    pytest.param("    format: VARCHAR (=6)\n", "    format: VARCHAR (=6)\n    assert: value == reference\n", "LOT-001", "une chose et une seule", "one thing and only one", id="two kinds in a row"),
    pytest.param("    balise: montant\n", "", "CMD-001", "un endroit et un seul", "one place and only one", id="a row that looks nowhere"),
    pytest.param("    balise: montant\n", "    balise: montant\n    each: commande\n", "CMD-001", "un endroit et un seul", "one place and only one", id="a row that looks at two places"),
    pytest.param("    balise: montant\n", "    balise: [montant]\n", "[montant]", "est un texte", "is a text", id="a balise that is a list"),
    pytest.param("    format: VARCHAR (=6)", "    format: [VARCHAR]", "[VARCHAR]", "est un texte", "is a text", id="a format that is a list"),
    pytest.param("    of: nom", "    of: [nom]", "[nom]", "nom d'une balise", "balise's name", id="a name of several balises"),
    pytest.param("    balise: montant\n", "    balise: montan\n", "montan", "« montant »", "“montant”", id="an unknown balise has its nearest"),
    pytest.param("    each: commande\n", "    each: comande\n", "comande", "« commande »", "“commande”", id="an unknown element has its nearest"),
    pytest.param("    each: commande\n", "    selector: $.comandes[*]\n", "$.comandes[*]", "commandes", "commandes", id="a selector on nothing"),
    pytest.param("    each: commande\n", "    selector: $.commandes[1:2]\n", "[1:2]", "tranches", "slices", id="a selector outside our subset"),
    pytest.param("    at: articles", "    at: articls", "articls", "« articles »", "“articles”", id="an unknown balise in at"),
    pytest.param("    at: articles", "    at: depot", "depot", "« commande »", "“commande”", id="a balise of elsewhere in at"),
    pytest.param("    when: montant > 0", "    when: montant >", "", "", "", id="a bad condition"),
    pytest.param("    format: VARCHAR (=6)", "    format: VARCHAR (6)", "6", "attendu", "expected", id="a bad notation"),
    pytest.param("    format: VARCHAR (=6)", "    format: VARCHAR (type « {prefix} »)", "{prefix}", "« prefixe »", "“prefixe”", id="an unknown parameter in a notation"),
    pytest.param("    assert: value <= maximum", "    assert: value <= maximun", "maximun", "« maximum »", "“maximum”", id="an unknown parameter has its nearest"),
    pytest.param("    assert: value <= maximum", "    assert: value =< maximum", "=<", "attendu", "expected", id="a bad expression"),
    pytest.param("    assert: value <= maximum", "    assert: value + maximum", "value + maximum", "vrai ou faux", "true or false", id="an assertion that is a number"),
    pytest.param("    assert: count(articles) >= 1", "    assert: start_with(reference, prefixe)", "start_with", "« starts_with »", "“starts_with”", id="a misspelt function has its nearest"),
    pytest.param("    assert: count(articles) >= 1", "    assert: zut(reference)", "zut", "Noms connus : length", "Known names: length", id="a function far from all has the list"),
    pytest.param("    assert: count(articles) >= 1", "    assert: luhn(reference, 2)", "luhn(reference, 2)", "1 argument(s), 2 donné", "1 argument(s), 2 given", id="an argument too many"),
    pytest.param("    assert: count(articles) >= 1", "    assert: luhn(12)", "12", "« 12 » est un nombre", "“12” is a number", id="an argument of another kind"),
    pytest.param("    assert: count(articles) >= 1", "    assert: count(article) >= 1", "article", "« articles »", "“articles”", id="a list called by its element"),
    pytest.param("    assert: count(articles) >= 1", "    assert: prix > 0", "prix", "any(", "any(", id="a balise of a list without quantifier"),
    pytest.param("    assert: count(articles) >= 1", "    assert: value > 0", "value", "n'a pas de sens ici", "means nothing here", id="value where no balise is looked at"),
    pytest.param("    assert: value <= maximum", "    filename: artcle", "artcle", "« article »", "“article”", id="an unknown notation of names"),
    pytest.param("    format: VARCHAR (=6)", "    structure: mising", "mising", "« missing »", "“missing”", id="an unknown structure"),
    pytest.param("    format: VARCHAR (=6)", "    reading: sintax", "sintax", "« syntax »", "“syntax”", id="an unknown reading"),
    pytest.param("    assert: value <= maximum", "    unique in: ficher", "ficher", "« fichier »", "“fichier”", id="an unknown element in unique in"),
    pytest.param("    source: usage", "    source: usage\n    yields to: [LOT-002]", "LOT-002", "« LOT-001 »", "“LOT-001”", id="yielding to an unknown rule"),
    pytest.param("    source: usage", "    source: usage\n    yields to: LOT-001", "LOT-001", "liste d'identifiants", "list of rules' ids", id="yielding to a text"),
    pytest.param("  - id: LOT-001", "  - id: LOT-001\n    yields to: [CMD-001]", "CMD-001", "qui la précède", "come before it", id="yielding to a rule that comes after"),
    pytest.param("    source: usage", "    source: usage\n    after: LOT-002", "LOT-002", "« LOT-001 »", "“LOT-001”", id="standing after an unknown rule"),
    pytest.param("    source: usage", "    source: usage\n    after: [LOT-001]", "[LOT-001]", "est un texte", "is a text", id="standing after a list"),
    pytest.param("    expected: maximum", "    expected: maximun", "maximun", "« maximum »", "“maximum”", id="an unknown name in what is shown"),
    # words of a message that this kind of check never fills
    pytest.param('"Aucun article."', '"Aucun article{place}."', "{place}", "Mots connus ici : {balise}, {position}, {unit}, {found}.", "{found}.", id="a place in an assertion"),
    pytest.param('"Aucun article."', '"{fault}"', "{fault}", "ne montrerait rien", "would show nothing", id="a fault in an assertion"),
    pytest.param('"Aucun article."', '"{first}"', "{first}", "ne montrerait rien", "would show nothing", id="the first place in an assertion"),
    pytest.param('"Aucun article."', '"Il faut {expected}."', "{expected}", "Donnez à la règle un « expected »", "Give the rule a “expected”", id="an expected value that the row does not give"),
    # a word of a message that an author calls otherwise
    pytest.param("{found} passe {expected}.", "{trouvé} passe {expected}.", "trouvé", "« trouvé ». Vouliez-vous dire « {found} » ? Ce message peut montrer {balise}, {position}, {unit}, {found}, {expected}, ou une balise.", "Did you mean “{found}”? This message may show {balise}", id="what was found, in French"),
    pytest.param("{found} passe {expected}.", "{valeur} passe {expected}.", "valeur", "« {found} »", "“{found}”", id="the value, in French"),
    pytest.param("{found} passe {expected}.", "{found} passe {ATTENDUE}.", "ATTENDUE", "« {expected} »", "“{expected}”", id="what was expected, in French and capitals"),
    pytest.param('"« reference » {fault}.", ', '"« reference » {erreur}.", ', "erreur", "« {fault} »", "“{fault}”", id="the fault, in French"),
    pytest.param("{found} passe {expected}.", "{foud} passe {expected}.", "foud", "« {found} »", "“{found}”", id="a misspelt word of a message"),
    pytest.param("{found} passe {expected}.", "{found} passe {montan}.", "montan", "« {montant} »", "“{montant}”", id="a misspelt balise in a message"),
    pytest.param("{found} passe {expected}.", "{valeur trouvée} passe {expected}.", "{valeur trouvée}", "« {found} »", "“{found}”", id="two words in braces"),
    pytest.param("{found} passe {expected}.", "{ found } passe {expected}.", "{ found }", "« {found} »", "“{found}”", id="spaces in braces"),
    pytest.param("{found} passe {expected}.", "{quoi donc} passe {expected}.", "{quoi donc}", "« quoi donc ». Ce message peut montrer", "“quoi donc”. This message may show", id="words in braces that are no name"),
    pytest.param('"Aucun article."', '"Aucun article : {attendu}."', "attendu", "« attendu ». Ce message peut montrer {balise}, {position}, {unit}, {found}, ou", "“attendu”. This message may show", id="a word that this row never fills, in French"),
    # inputs
    pytest.param("applies: starts", "inputs: {cle: {fr: a, en: b, format: VARCHAR (6)}}\napplies: starts", "6", "attendu", "expected", id="a bad notation of an input"),
    pytest.param("applies: starts", "inputs: {cle: {fr: a, en: b, format: [x]}}\napplies: starts", "[x]", "« format » est un texte", "“format” is a text", id="a notation of an input that is a list"),
    pytest.param("applies: starts", "inputs: {cle: {fr: a, en: b, forme: x}}\napplies: starts", "{fr: a, en: b, forme: x}", "un libellé fr", "a label fr", id="an unknown key of an input"),
    pytest.param('"Aucun article."', '"Aucun article[[ : {zut}]]."', "zut", "Nom inconnu", "Unknown name", id="an unknown name in what may be left unsaid"),
    pytest.param('"Aucun article."', '"Aucun [[article."', "[[", "« [[ » est seul", "“[[” stands alone", id="an opening that nothing closes"),
    pytest.param('"Aucun article."', '"Aucun ]]article."', "]]", "« ]] » est seul", "“]]” stands alone", id="a closing that nothing opens"),
    pytest.param('"Aucun article."', '"Aucun {first(nom in artcles where prix > 1)}."', "artcles", "« articles »", "“articles”", id="an unknown list in an expression of a message"),
    pytest.param('"Aucun article."', '"Aucun {first(nom in articles)}."', ")", "attendu : « where »", "expected: \"where\"", id="a bad expression in a message"),
    pytest.param('"“reference” {fault}."', '"“reference” {fault}. {hint}"', "{hint}", "{found}, {expected}.", "{fault}, {found}, {expected}.", id="a hint in a format"),
    # YAML itself
    pytest.param("  maximum: 10.00", "\tmaximum: 10.00", "\t", "tabulation", "tab", id="a tab"),
    pytest.param("  maximum: 10.00", "  maximum: &a 10.00", "&a", "ancres", "anchors", id="an anchor"),
    pytest.param("  maximum: 10.00", "  maximum: !!float 10.00", "!!float", "étiquettes", "tags", id="a tag"),
    pytest.param("status: publié", "status: publié\nstatus: publié", "status", "déjà écrite", "already written", id="a key twice"),
    pytest.param("title: Un jeu d'essai", "title: Un jeu : essai", ":", "« : » n'est pas attendu", "YAML syntax", id="a colon in a plain text"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "caret", "fr", "en"), IN_THE_PACK)
def test_a_fault_in_a_pack_is_told_once_in_its_place(
    old: str, new: str, caret: str, fr: str, en: str
) -> None:
    pack = edit(PACK, old, new)
    (error,) = faults(pack)
    assert fr in error.message.fr
    assert en in error.message.en
    assert error.message.fr != error.message.en
    assert error.message.fr.strip()
    assert error.span.start == place_of(caret, new, pack)
    assert under_caret(error) == caret.replace("\t", "\\u0009")
    assert error.render("en").startswith(
        f"pack.yaml:{pack.count(chr(10), 0, error.span.start) + 1}:"
    )


@pytest.mark.parametrize(
    ("old", "new", "asked"),
    [
        ("    of: nom\n", "    of: nome\n", 'any(articles where nom.code == "A")'),
        ("    of: nom\n", "", 'any(articles where nom.rang == "A")'),
        ("LOT-jour.json", "LOT-x.json", 'fichier.jour == "20240101"'),
    ],
)
def test_a_part_of_a_name_whose_notation_is_broken_is_not_said_unknown(
    old: str, new: str, asked: str
) -> None:
    pack = edit(edit(PACK, "count(articles) >= 1", asked), old, new)
    (error,) = faults(pack)
    assert error.source.place(error.span.start).line < 25
    (error,) = faults(
        edit(PACK, "count(articles) >= 1", asked.replace('." ==', "x. ==") + " or zut")
    )
    assert under_caret(error) == "zut"


def test_other_faults_are_told_beside_a_broken_parameter() -> None:
    pack = edit(PACK, "  maximum: 10.00", "  maximum: [10.00]")
    errors = faults(edit(pack, "    at: articles", "    at: articls"))
    assert [under_caret(error) for error in errors] == ["[10.00]", "articls"]


def test_a_faulty_rule_is_not_unknown_to_those_that_yield_to_it() -> None:
    pack = edit(PACK, "    source: usage", "    source: usage\n    yields to: [LOT-001]")
    (error,) = faults(edit(pack, "    format: VARCHAR (=6)", "    format: ENTIER"))
    assert under_caret(error) == "ENTIER"


def test_only_the_first_of_the_rules_that_inherit_nothing_is_told() -> None:
    rows = "".join(f"  - {{replace: LOT-0{n}, severity: info}}\n" for n in range(10, 20))
    (error,) = faults(PACK + rows)
    assert under_caret(error) == "LOT-010"


def test_stages_that_nobody_declares_are_said_once() -> None:
    pack = edit(PACK, STAGES + "\n", "")
    (error,) = faults(pack, a=child("a", "essai"), b=child("b", "a"))
    assert error.source.name == "pack.yaml"
    base = edit(pack, "pack: essai", "pack: essai\nabstract: true")
    (error,) = faults(base, a=child("a", "essai"), b=child("b", "a"))
    assert error.source.name == "a.yaml"
    assert programs(base, a=child("a", "essai").replace("rules:", STAGES + "\nrules:"))
    (error,) = faults(edit(PACK, STAGES, "stages: {}"))
    assert under_caret(error) == "pack: essai"
    empty = pack[: pack.index("rules:")] + "rules: []\n"
    (error,) = faults(empty, a=child("a", "essai", "\n" + A_ROW))
    assert error.source.name == "a.yaml"


def test_two_packs_cannot_both_be_the_fallback() -> None:
    base = edit(PACK, "pack: essai", "pack: essai\nfallback: true")
    (error,) = faults(base, z=child("z", "essai", fallback="true"), y=child("y", "essai"))
    assert (error.source.name, under_caret(error)) == ("z.yaml", "fallback")
    assert "c'est déjà « essai » (pack.yaml)" in error.message.fr
    assert "“essai” (pack.yaml) is it already" in error.message.en


@pytest.mark.parametrize(
    "others",
    [
        {"z": "fallback: false\n"},
        {"z": "fallback: true\nabstract: true\n"},
        {"z": ""},  # a fallback is not inherited
    ],
)
def test_one_fallback_is_sound(others: dict[str, str]) -> None:
    base = edit(PACK, "pack: essai", "pack: essai\nfallback: true")
    packs = {
        name: child(name, "essai").replace("rules:", f"{keys}rules:")
        for name, keys in others.items()
    }
    assert programs(base, **packs)["essai"]["fallback"]


OTHER_MODEL = edit(
    edit(MODEL, "model: colis", "model: autre"), "      montant: value", "      total: value"
)
#: What an heir writes, in which file the one fault is, under which words, and what it says.
HEIRS = [
    pytest.param({"h": child("h", "essai", model="autre.yaml")}, "h.yaml", "autre.yaml", "la balise « montant », que demandent les règles héritées CMD-001, CMD-002 : ajoutez-la", "the balise “montant”, which the inherited rules CMD-001, CMD-002 ask for", id="a model of its own without a balise"),
    pytest.param({"h": child("h", "essai", "\n  - {drop: CMD-002, why: x}", model="autre.yaml")}, "h.yaml", "autre.yaml", "que demande la règle héritée CMD-001 :", "inherited rule CMD-001 asks for", id="and one of the rules dropped"),
    pytest.param({"h": child("h", "essai", model="autre.yaml"), "i": child("i", "h"), "a": child("a", "i")}, "h.yaml", "autre.yaml", "« montant »", "“montant”", id="heirs of an heir say nothing"),
    pytest.param({"h": child("h", "essai", model="autre.yaml", abstract="true"), "i": child("i", "h"), "j": child("j", "h", "\n  - {drop: CMD-002, why: x}")}, "h.yaml", "autre.yaml", "CMD-001, CMD-002", "CMD-001, CMD-002", id="a base with a model of its own, said once"),
    pytest.param({"h": child("h", "essai").replace("rules:", "params: {maximum: 'x'}\nrules:")}, "h.yaml", "essai", "CMD-001 (« maximum » est un texte ; attendu : un nombre ou une date. Ce paramètre vaut le texte « x »", "CMD-001 (“maximum” is a text; expected: a number or a date. This parameter is the text “x”", id="a parameter of another kind"),
    pytest.param({"h": child("h", "essai", "\n  - {replace: CMD-001, each: commande}")}, "h.yaml", "CMD-001", "CMD-001 (« value » n'a pas de sens ici", "CMD-001 (“value” means nothing here", id="a replaced target"),
    pytest.param({"h": child("h", "essai", "\n  - {replace: CMD-001, assert: value > 1}")}, "h.yaml", "CMD-001", "CMD-001 ({expected} ne montrerait rien", "CMD-001 ({expected} would show nothing", id="a replaced kind that leaves a word of the message empty"),
    pytest.param({"h": child("h", "essai", "\n  - {replace: CMD-001, when: zut > 1}")}, "h.yaml", "zut", "Nom inconnu « zut »", "Unknown name “zut”", id="a fault of its own stays in its place"),
]  # fmt: skip


@pytest.mark.parametrize(("heirs", "file", "caret", "fr", "en"), HEIRS)
def test_what_an_heir_breaks_is_told_once_in_its_file(
    heirs: dict[str, str], file: str, caret: str, fr: str, en: str
) -> None:
    (error,) = faults(autre=OTHER_MODEL, **heirs)
    assert (error.source.name, under_caret(error)) == (file, caret)
    assert fr in error.message.fr
    assert en in error.message.en


def test_a_rule_dropped_before_which_another_is_silent_is_told_to_who_drops_it() -> None:
    base = edit(PACK, "pack: essai", "pack: essai\nabstract: true")
    base = edit(base, "    source: usage", "    source: usage\n    yields to: [LOT-001]")
    (error,) = faults(base, h=child("h", "essai", "\n  - {drop: LOT-001, why: x}"))
    assert (error.source.name, under_caret(error)) == ("h.yaml", "essai")
    assert "CMD-002 (Règle « LOT-001 » introuvable" in error.message.fr


def test_all_that_a_model_lacks_is_in_one_message() -> None:
    model = edit(
        edit(OTHER_MODEL, "      articles:\n", "      objets:\n"), "  reference: value\n", ""
    )
    model = edit(model, "          nom: value\n", "")
    (error,) = faults(autre=model, h=child("h", "essai", model="autre.yaml"))
    assert "les balises « nom », « reference », « montant », « articles »" in error.message.fr
    assert "les règles héritées names, LOT-001, CMD-001, CMD-002" in error.message.fr
    sound = "\n".join(f"  - {{drop: {rule}, why: x}}" for rule in ("LOT-001", "CMD-001", "CMD-002"))
    assert programs(autre=OTHER_MODEL, h=child("h", "essai", "\n" + sound, model="autre.yaml"))


@pytest.mark.parametrize("before", ["a", "z"])
def test_a_fault_that_was_there_before_the_heir_is_told_where_it_stands(before: str) -> None:
    pack = edit(PACK, "value <= maximum", "value <= maximun")
    heirs = {before: child(before, "essai", model="autre.yaml")}
    model = edit(MODEL, "model: colis", "model: autre")
    (error,) = faults(pack, autre=model, **heirs)
    assert (error.source.name, under_caret(error)) == ("pack.yaml", "maximun")


def test_a_parameter_that_other_heirs_of_a_base_give_is_asked_of_the_one_that_does_not() -> None:
    base = edit(edit(PACK, "pack: essai", "pack: essai\nabstract: true"), "  maximum: 10.00\n", "")
    gives = child("gives", "essai").replace("rules:", "params: {maximum: 1.00}\nrules:")
    (error,) = faults(base, gives=gives, h=child("h", "essai"))
    assert (error.source.name, under_caret(error)) == ("h.yaml", "essai")
    assert (
        "le paramètre « maximum », que demande la règle héritée CMD-001 : écrivez-le"
        in error.message.fr
    )
    assert "the parameter “maximum”, which the inherited rule CMD-001 asks for" in error.message.en
    (error, *_) = faults(base, h=child("h", "essai"))
    assert error.source.name == "pack.yaml"  # nothing shows that the base was ever right


IN_THE_MODEL = [
    pytest.param("unit: commande", "unit: commande\nlayout: x", "layout", "« layouts »", "“layouts”", id="an unknown key has its nearest"),
    pytest.param("unit: commande", "unit: commande\nzzz: x", "zzz", "Noms connus : model", "Known names: model", id="an unknown key far from all has the list"),
    pytest.param("title: Un modèle d'essai\n", "", "model: colis", "« title » est attendu", "“title” is needed", id="no title"),
    pytest.param("title: Un modèle", "titel: Un modèle", "titel", "« title »", "“title”", id="a misspelt key is not missed as well"),
    pytest.param("balises:\n  reference", "balise:\n  reference", "balise", "« balises »", "“balises”", id="misspelt balises"),
    pytest.param("list of: code", "liste of: code", "liste of", "« list of »", "“list of”", id="a misspelt list of"),
    pytest.param("layouts: [nested, flat]", "layouts: nested", "nested", "« layouts » est une liste", "“layouts” is a list", id="layouts that are a text"),
    pytest.param("[nested, flat]", "[nested, plat]", "[nested, plat]", "à plat", "nested, flat", id="an unknown layout"),
    pytest.param("unit: commande", "unit: comande", "comande", "« commande »", "“commande”", id="an unknown unit has its nearest"),
    pytest.param("unit: commande", "unit: zut", "zut", "l'élément d'aucune liste", "not the element of any list", id="an unknown unit"),
    pytest.param("unit: commande", "unit: [commande]", "[commande]", "nom d'un élément", "name of an element", id="a unit that is a list"),
    pytest.param("  depot: value", "  depot: valeur", "valeur", "sorte de balise", "kind of balise", id="an unknown kind"),
    pytest.param("  depot: value", "  depot: [value]", "[value]", "n'est pas une liste", "not a list", id="a balise that is a list"),
    pytest.param("  depot: value", "  depot: {open: 'true'}", "{open: 'true'}", "Il manque", "is missing", id="a bloc of nothing"),
    pytest.param("  depot: value", "  depot: {liste of: x, balises: {a: value}}", "liste of", "« list of »", "“list of”", id="an unknown key of a balise"),
    pytest.param("list of: code", "list of: [code]", "[code]", "ne sert qu'une fois", "used once", id="an element that is a list"),
    pytest.param("list of: code", "list of: article", "article", "ne sert qu'une fois", "used once", id="an element named twice"),
    pytest.param("list of: code", "list of: fichier", "fichier", "ne sert qu'une fois", "used once", id="an element named as the file"),
    pytest.param("list of: code", "list of: code\n        balises: value", "value", "suite de « nom: sorte »", "mapping", id="balises of a list that are a text"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "caret", "fr", "en"), IN_THE_MODEL)
def test_a_fault_in_a_model_is_told_once_in_its_place(
    old: str, new: str, caret: str, fr: str, en: str
) -> None:
    model = edit(MODEL, old, new)
    first = next(iter(faults(PACK, model)))
    assert (first.source.name, fr in first.message.fr, en in first.message.en) == (
        "modele.yaml",
        True,
        True,
    )
    assert first.span.start == place_of(caret, new, model)
    assert under_caret(first) == caret


def test_a_balise_that_stands_in_two_places_asks_for_what_tells_them_apart() -> None:
    (error,) = faults(PACK, edit(MODEL, "          prix: value", "          montant: value"))
    assert told(error)[1].endswith("Précisez le bloc : commande.montant, article.montant.")
    assert under_caret(error) == "montant"


@pytest.mark.parametrize(
    ("text", "fr"),
    [
        ("", "vide"),
        ("# rien\n", "vide"),
        ("bonjour", "ni un jeu de règles"),
        ("- a\n- b\n", "ni un jeu de règles"),
        ("packs: x\n", "ni un jeu de règles"),
        ("pack: seul\n", "n'a pas de « rules »"),
        ("pack: seul\ntitle: t\nstatus: publié\nmodel: modele.yaml\nrules: x\n", "est une liste"),
        ("model: seul\n", "« title »"),
        ("model: seul\ntitle: t\nbalises: x\n", "« balises »"),
        ("model: seul\ntitle: t\n", "« balises »"),
        ("a: &x [1]\nb: [*x, *x, *x]\n", "ancres"),
        ("a: {<<: b}\n", "fusion"),
        ("x" * 256_001, "256"),
        ("[" * 51 + "]" * 51, "50 niveaux"),
    ],
)
def test_a_file_that_is_neither_a_pack_nor_a_model_is_refused(text: str, fr: str) -> None:
    errors = faults(autre=text)
    assert {error.source.name for error in errors} == {"autre.yaml"}
    assert any(fr in error.message.fr for error in errors)


def test_a_bomb_of_aliases_stops_before_it_explodes() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    assert len(faults(autre="\n".join(lines))) == 100


@pytest.mark.parametrize(
    ("links", "sentences"),
    [
        pytest.param({"a": "b", "b": "a"}, ["a → b → a", "b → a → b"], id="two packs"),
        pytest.param({"a": "b", "b": "c", "c": "a"}, ["a → b → c → a", "b → c → a → b", "c → a → b → c"], id="three packs"),
        pytest.param({"a": "b", "b": "b"}, ["b → b"], id="a pack that extends one that extends itself"),
    ],
)  # fmt: skip
def test_packs_that_extend_each_other_are_refused(
    links: dict[str, str], sentences: list[str]
) -> None:
    errors = faults(**{name: child(name, parent) for name, parent in links.items()})
    assert [error.message.fr for error in errors] == [
        f"Les jeux s'étendent en rond : {circle}." for circle in sentences
    ]
    assert {under_caret(error) for error in errors} <= set(links)


def test_a_pack_whose_parent_has_an_unknown_parent_adds_no_fault() -> None:
    (error,) = faults(a=child("a", "b"), b=child("b", "nulle-part"))
    assert error.source.name == "b.yaml"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("status: publié\nstatus: publié", id="a key twice"),
        pytest.param("status: &a publié", id="an anchor"),
        pytest.param("status: [", id="a list that is left open"),
    ],
)
def test_a_parent_whose_file_cannot_be_read_is_not_said_absent(broken: str) -> None:
    pack = edit(PACK, "status: publié", broken)
    (error,) = faults(pack, a=child("a", "essai"), b=child("b", "a"))
    assert error.source.name == "pack.yaml"
    (_, other) = faults(pack, z=child("z", "esai"))
    assert (other.source.name, "« esai » introuvable" in other.message.fr) == ("z.yaml", True)


def test_all_the_unknown_names_of_an_expression_are_told_at_once() -> None:
    asked = 'montan == maximun or zut(reference) or "x" in (numer, luhn(1)) or not montnt > 1'
    errors = faults(edit(PACK, "count(articles) >= 1", asked))
    told_of = ["montan", "maximun", "zut", "numer", "1", "montnt"]
    assert [under_caret(error) for error in errors] == told_of


def test_all_the_unknown_names_of_a_message_are_told_at_once() -> None:
    errors = faults(edit(PACK, '"Aucun article."', '"Aucun {fault} pour {numer}."'))
    assert [under_caret(error) for error in errors] == ["{fault}", "numer"]


def test_a_name_that_two_packs_take_is_said_with_the_file_of_the_first() -> None:
    (error,) = faults(z=PACK)
    assert (error.source.name, error.message.fr) == (
        "z.yaml",
        "Le jeu « essai » est déjà dans pack.yaml.",
    )
    assert under_caret(error) == "essai"


INHERITED = [
    pytest.param("\n" + A_ROW.replace("CMD-009", "CMD-001"), "CMD-001", "est déjà une règle du jeu « essai »", id="a restated inherited id"),
    pytest.param("\n  - drop: CMD-001", "CMD-001", "Dites pourquoi", id="a rule dropped without why"),
    pytest.param("\n  - {drop: CMD-001, why: ' '}", "CMD-001", "Dites pourquoi", id="a rule dropped with an empty why"),
    pytest.param("\n  - {drop: CMD-001, why: x, severity: info}", "severity", "n'a que « why »", id="a rule dropped with another key"),
    pytest.param("\n  - {drop: CMD-091, why: x}", "CMD-091", "« CMD-001 »", id="an absent rule dropped"),
    pytest.param("\n  - {replace: CMD-1, severity: info}", "CMD-1", "Écrivez CMD-001.", id="an id without its zeros replaced"),
    pytest.param("\n  - {replace: CMD-091, severity: info}", "CMD-091", "« CMD-001 »", id="an absent rule replaced"),
    pytest.param("\n  - {replace: CMD-001, format: FLOAT, assert: value > 0}", "CMD-001", "une chose et une seule", id="two kinds in a replacement"),
    pytest.param("\n  - {replace: CMD-001, balise: numero, each: commande}", "CMD-001", "un endroit et un seul", id="two places in a replacement"),
    pytest.param("\n  - {drop: CMD-001, why: x}\n  - {replace: CMD-001, severity: info}", "CMD-001", "déjà pris", id="one rule dropped, then replaced"),
    pytest.param("\n  - {drop: LOT-001, why: x}\n  - {replace: CMD-001, yields to: [LOT-001]}", "LOT-001", "introuvable", id="yielding to a rule that was dropped"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "caret", "fr"), INHERITED)
def test_a_fault_against_what_is_inherited_is_told(rules: str, caret: str, fr: str) -> None:
    errors = faults(enfant=child("enfant", "essai", rules))
    assert {error.source.name for error in errors} == {"enfant.yaml"}
    assert fr in errors[0].message.fr
    assert errors[0].message.en
    assert under_caret(errors[0]) == caret


def test_a_row_that_three_packs_inherit_is_at_fault_once() -> None:
    (error,) = faults(
        edit(PACK, "value <= maximum", "value <= maximun"),
        a=child("a", "essai"), b=child("b", "a"), c=child("c", "essai"),
    )  # fmt: skip
    assert told(error) == (
        39,
        "Nom inconnu « maximun ». Vouliez-vous dire « maximum » ?",
        "maximun",
    )


def test_a_fault_of_an_abstract_pack_is_told_with_the_pack_that_uses_it() -> None:
    base = edit(PACK, "pack: essai", "pack: essai\nabstract: true")
    assert programs(base) == {}
    (error,) = faults(edit(base, "balise: montant", "balise: montan"), a=child("a", "essai"))
    assert error.source.name == "pack.yaml"


def test_faults_of_several_files_are_told_at_once_in_order() -> None:
    pack = edit(edit(PACK, "value <= maximum", "value <= maximun"), "status: publié", "status: x")
    model = edit(MODEL, "list of: code", "list of: article")
    errors = faults(pack, model, a="- 1\n", z=child("z", "nulle-part"))
    order = [(error.source.name, error.span.start) for error in errors]
    assert order == sorted(order)
    assert len({error.source.name for error in errors}) == 4
    with pytest.raises(AuthorErrors) as caught:
        compile_all(files(pack, model, a="- 1\n"))
    last = caught.value.render("fr").splitlines()[-1]
    assert last == f"{len(caught.value.errors)} fautes dans les règles"
    assert caught.value.exit_code == 2


def test_each_fault_says_where_it_is_in_the_same_way_in_both_languages() -> None:
    (error,) = faults(edit(PACK, "    balise: montant", "    balise: montan"))
    fr, en = error.render("fr"), error.render("en")
    assert re.match(r"pack\.yaml:38:13: Balise « montan »", fr)
    assert re.match(r"pack\.yaml:38:13: Unknown balise “montan”", en)
    assert fr.splitlines()[1:] == en.splitlines()[1:]


# --- whatever the file ---------------------------------------------------------------------------


def is_read_or_refused(given_files: list[tuple[str, bytes]]) -> None:
    """No exception but ours, and one that can be drawn."""
    said = "sound"
    try:
        compile_all(given_files)
    except SegurLintError as error:
        said = error.render("fr") and error.render("en")
    assert said


def survives(data: bytes) -> None:
    """`data` as a file of rules is read or refused, never a crash."""
    is_read_or_refused([*files(), ("hostile.yaml", data)])


@pytest.mark.parametrize("path", corpus_files("yaml-hostile", "*.yaml"), ids=lambda path: path.stem)
def test_a_hostile_file_is_a_fault_of_its_author_at_most(path: Path) -> None:
    survives(path.read_bytes())


def test_no_case_of_the_yaml_test_suite_crashes() -> None:
    folder = corpora("yaml-test-suite")
    cases = [
        json.loads(line)["yaml"]
        for path in sorted(folder.glob("*.json*"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    assert len(cases) > 100
    for case in cases:
        survives(case.encode("utf-8", "surrogatepass"))


@given(
    st.sampled_from([PACK, MODEL]), st.integers(0, len(PACK)), st.integers(0, 30),
    st.text(alphabet="[]{}:-'\"&*!|>#%@`,? \n\tabé01", max_size=6),
)  # fmt: skip
def test_a_pack_cut_and_altered_anywhere_never_crashes(
    base: str, at: int, length: int, put: str
) -> None:
    altered = base[:at] + put + base[at + length :]
    is_read_or_refused([("modele.yaml", MODEL.encode()), ("pack.yaml", altered.encode())])


_NODES = st.recursive(
    st.sampled_from(["x", "value", "true", "commande", "CMD-001", "1", "''", "$.a", "VARCHAR"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | st.dictionaries(st.sampled_from(["fr", "en", "pass", "fail", "of", "a"]), inner, max_size=3)
        .map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}")
    ),
    max_leaves=6,
)  # fmt: skip
_LINES = [line for line in PACK.splitlines() if ": " in line and "- id" not in line]


@given(st.sampled_from(_LINES), _NODES)
def test_a_value_of_any_other_kind_never_crashes(line: str, node: str) -> None:
    other = line[: line.index(": ")] + ": " + node
    is_read_or_refused(files(PACK.replace(line, other)))


@given(st.sampled_from([line for line in MODEL.splitlines() if ": " in line]), _NODES)
def test_a_model_with_a_value_of_any_other_kind_never_crashes(line: str, node: str) -> None:
    other = line[: line.index(": ")] + ": " + node
    is_read_or_refused(files(PACK, MODEL.replace(line, other)))
