"""Files of clauses: what their authors can get wrong is told once, in its place; ours are sound."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import library
from segur_lint.author import Rules, read_all
from segur_lint.errors import AuthorError, AuthorErrors, SegurLintError
from segur_lint.guide import Guide

MODEL = """\
model: colis
title: Un modèle d'essai
balises:
  reference: value
  adresse: {balises: {ville: value}}
  commandes: {list of: commande}
"""
PACK = """\
pack: essai
title: Un jeu d'essai
status: publié
model: modele.yaml
guide: guide.yaml
stages: {fichier: {fr: le fichier, en: the file}}
rules:
  - id: REF-001
    stage: fichier
    title: La référence a 6 caractères
    balise: reference
    format: VARCHAR (=6)
    source: §1.2
    message: {fr: "« reference » {fault}.", en: "“reference” {fault}."}
    examples: {pass: ['"ABC123"'], fail: ['null']}
  - id: REF-002
    stage: fichier
    title: La référence n'est pas vide
    balise: reference
    assert: value != ""
    source: usage
    message: {fr: "Elle est vide.", en: "It is empty."}
    examples: {pass: ['"ABC123"'], fail: ['""']}
"""
GUIDE = """\
guide: essai
title: Un guide d'essai
document: Publié nulle part
clauses:
  - id: 1.2-01
    source: §1.2
    balise: reference
    clause: La référence a 6 caractères.
    controls: [REF-001, REF-002]
  - id: 1.2-02
    source: §1.2
    clause: Elle est donnée par le portail.
    hors champ: Le portail la donne.
  - {id: 1.3-01, source: §1.3, clause: Elle plaît.}
"""


def compiled(guide: str = GUIDE, pack: str = PACK, **others: str) -> Rules:
    texts = {"modele.yaml": MODEL, "pack.yaml": pack, "guide.yaml": guide}
    texts |= {f"{name}.yaml": text for name, text in others.items()}
    return read_all([(name, text.encode()) for name, text in texts.items()])


def faults(guide: str = GUIDE, pack: str = PACK, **others: str) -> list[AuthorError]:
    with pytest.raises(AuthorErrors) as caught:
        compiled(guide, pack, **others)
    return caught.value.errors


def guides(found: Rules) -> dict[str, Guide]:
    """The guide of each pack that has one."""
    return {flat.own.name: guide for flat, _, guide in found.guided}


def edit(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def under_caret(error: AuthorError) -> str:
    _, line, carets = error.render("fr").splitlines()
    return line[carets.index("^") : len(carets)]


def test_the_guide_that_all_cases_edit_is_sound() -> None:
    found = compiled()
    (guide,) = guides(found).values()
    assert (guide.name, guide.title, guide.document) == (
        "essai",
        "Un guide d'essai",
        "Publié nulle part",
    )
    first, second, third = guide.clauses
    assert (first.id, first.section, first.outside) == ("1.2-01", "§1.2", "")
    assert [node.value for node in first.controls] == ["REF-001", "REF-002"]
    assert (second.controls, second.outside) == ((), "Le portail la donne.")
    assert (third.controls, third.outside) == ((), "")


IN_THE_GUIDE = [
    pytest.param("guide: essai", "guide: Essai 1", "Essai 1", "de minuscules", "lower-case letters", id="a badly written name"),
    pytest.param("guide: essai", "guide: [essai]", "[essai]", "« guide » est attendu : un texte", "“guide” is needed: a text", id="a name that is a list"),
    pytest.param("title: Un guide d'essai\n", "", "guide: essai", "« title » est attendu", "“title” is needed", id="no title"),
    pytest.param("document: Publié", "documment: Publié", "documment", "« document »", "“document”", id="a misspelt key of the guide"),
    pytest.param("document: Publié", "auteur: x\ndocument: Publié", "auteur", "Noms connus : guide", "Known names: guide", id="an unknown key of the guide"),
    pytest.param("    balise: reference", "    balises: reference", "balises", "« balise »", "“balise”", id="a misspelt key of a clause"),
    pytest.param("    balise: reference", "    zzz: reference", "zzz", "Noms connus : id", "Known names: id", id="an unknown key of a clause"),
    pytest.param("hors champ: Le", "hors-champ: Le", "hors-champ", "« hors champ »", "“hors champ”", id="another hyphen"),
    pytest.param("hors champ: Le portail la donne.", "hors champ: ''", "''", "« hors champ » est attendu", "“hors champ” is needed", id="no reason"),
    pytest.param("hors champ: Le portail la donne.", "hors champ: [a]", "[a]", "un texte", "a text", id="a reason that is a list"),
    pytest.param("    clause: Elle est donnée par le portail.\n", "", "id: 1.2-02", "« clause » est attendu", "“clause” is needed", id="no clause"),
    pytest.param("id: 1.2-02", "id: 1.2-01", "1.2-01", "déjà écrite, ligne 5", "already written, line 5", id="an id twice"),
    pytest.param("id: 1.2-02", "id: 1.2 02", "1.2 02", "comme 3.2-07", "such as 3.2-07", id="a space in an id"),
    pytest.param("id: 1.2-02", "id: 1.2-02-", "1.2-02-", "comme 3.2-07", "such as 3.2-07", id="a hyphen that ends an id"),
    pytest.param("id: 1.2-02", "id: =1", "=1", "comme 3.2-07", "such as 3.2-07", id="a formula as an id"),
    pytest.param("id: 1.2-02", "id: " + "1" * 21, "1" * 21, "20 caractères", "20 characters", id="a long id"),
    pytest.param("source: §1.3", "source: 1.3", "1.3", "un seul §", "one §", id="a section without its sign"),
    pytest.param("source: §1.3", "source: § 1.3", "§ 1.3", "un seul §", "one §", id="a space in a section"),
    pytest.param("source: §1.3", "source: §1.", "§1.", "un seul §", "one §", id="a dot that ends a section"),
    pytest.param("source: §1.3", "source: §1.2 §1.3", "§1.2 §1.3", "un seul §", "one §", id="two sections"),
    pytest.param("source: §1.3", "source: déduit", "déduit", "un seul §", "one §", id="a word of a rule's source"),
    pytest.param("source: §1.3", "source: §١", "§١", "un seul §", "one §", id="another alphabet's digit"),
    pytest.param("[REF-001, REF-002]", "[REF-001, REF-2]", "REF-2", "« REF-2 » introuvable. Vouliez-vous dire « REF-002 »", "“REF-2”. Did you mean “REF-002”", id="a control without its zeros"),
    pytest.param("[REF-001, REF-002]", "[REF-001, REF-020]", "REF-020", "Contrôle « REF-020 » introuvable. Vouliez-vous dire « REF-002 »", "Unknown control “REF-020”. Did you mean “REF-002”", id="an unknown control has its nearest"),
    pytest.param("[REF-001, REF-002]", "[REF-001, ZZ-1]", "ZZ-1", "Noms connus : REF-001, REF-002", "Known names: REF-001", id="an unknown control far from all"),
    pytest.param("[REF-001, REF-002]", "[REF-001, REF-001]", "REF-001", "deux fois", "twice", id="a control twice"),
    pytest.param("[REF-001, REF-002]", "[]", "[]", "liste d'identifiants", "a list of controls' ids", id="no control in the list"),
    pytest.param("[REF-001, REF-002]", "REF-001", "REF-001", "liste d'identifiants", "a list of controls' ids", id="a control out of a list"),
    pytest.param("[REF-001, REF-002]", "[REF-001, [REF-002]]", "[REF-001, [REF-002]]", "liste d'identifiants", "a list of controls' ids", id="a list in a list"),
    pytest.param("    hors champ: Le", "    controls: [REF-001]\n    hors champ: Le", "hors champ", "pas les deux", "not both", id="controls and a reason"),
    pytest.param("balise: reference", "balise: referense", "referense", "« reference »", "“reference”", id="an unknown balise has its nearest"),
    pytest.param("balise: reference", "balise: [reference]", "[reference]", "« balise » est attendu : un texte", "“balise” is needed", id="a balise that is a list"),
    pytest.param("  - {id: 1.3-01, source: §1.3, clause: Elle plaît.}", "  - 1.3-01", "1.3-01", "suite de « clé: valeur »", "a map", id="a clause that is a text"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "caret", "fr", "en"), IN_THE_GUIDE)
def test_a_fault_in_a_guide_is_told_once_in_its_place(
    old: str, new: str, caret: str, fr: str, en: str
) -> None:
    (error,) = faults(edit(GUIDE, old, new))
    assert error.source.name == "guide.yaml"
    assert fr in error.message.fr
    assert en in error.message.en
    assert under_caret(error) == caret


@pytest.mark.parametrize("clauses", ["", "clauses: []\n", "clauses: x\n", "clauses: {a: b}\n"])
def test_a_guide_without_clauses_is_refused(clauses: str) -> None:
    (error,) = faults(GUIDE[: GUIDE.index("clauses:")] + clauses)
    assert "une liste de « clauses »" in error.message.fr


@pytest.mark.parametrize(
    "balise", ["ville", "adresse.ville", "commandes", "reference"]
)  # fmt: skip
def test_a_clause_is_about_a_balise_of_the_model_or_a_list_of_it(balise: str) -> None:
    assert compiled(edit(GUIDE, "balise: reference", f"balise: {balise}"))


# --- the guide of a pack -------------------------------------------------------------------------

CHILD = "pack: fils\ntitle: t\nstatus: publié\nextends: essai\n"


def test_a_pack_inherits_its_guide_as_it_does_its_model() -> None:
    found = compiled(fils=CHILD + "rules: []\n")
    assert guides(found)["fils"] is guides(found)["essai"]


def test_a_pack_may_have_another_guide_than_its_parent() -> None:
    found = compiled(
        fils=CHILD + "guide: autre.yaml\nrules: []\n",
        autre=edit(GUIDE, "guide: essai", "guide: autre"),
    )
    assert {name: guide.name for name, guide in guides(found).items()} == {
        "essai": "essai",
        "fils": "autre",
    }


def test_a_control_that_a_pack_dropped_is_not_unknown_to_the_guide() -> None:
    child = CHILD + "guide: autre.yaml\nrules: [{drop: REF-002, why: Il ne sert pas.}]\n"
    pack = edit(PACK, "guide: guide.yaml\n", "")
    assert compiled(pack=pack, fils=child, autre=edit(GUIDE, "guide: essai", "guide: autre"))


def test_a_control_of_another_pack_is_unknown_to_the_guide() -> None:
    other = (
        PACK.replace("pack: essai", "pack: autre")
        .replace("REF-", "AUT-")
        .replace("guide: guide.yaml\n", "")
    )
    (error,) = faults(edit(GUIDE, "REF-002", "AUT-002"), autre=other)
    assert "Contrôle « AUT-002 » introuvable" in error.message.fr


@pytest.mark.parametrize(
    ("named", "caret", "fr"),
    [
        ("guide.yml", "guide.yml", "Guide « guide.yml » introuvable. Vouliez-vous dire « guide.yaml »"),
        ("modele.yaml", "modele.yaml", "Guide « modele.yaml » introuvable"),
        ("[guide.yaml]", "[guide.yaml]", "nom d'un fichier de guide"),
    ],
)  # fmt: skip
def test_a_guide_that_is_not_there_is_told_to_the_pack(named: str, caret: str, fr: str) -> None:
    (error,) = faults(pack=edit(PACK, "guide: guide.yaml", f"guide: {named}"))
    assert error.source.name == "pack.yaml"
    assert fr in error.message.fr
    assert under_caret(error) == caret


def test_a_guide_that_cannot_be_read_is_not_also_absent() -> None:
    (error,) = faults("guide: [\n")
    assert error.source.name == "guide.yaml"


def test_what_a_pack_holds_that_cannot_be_read_is_not_told_missing() -> None:
    (error,) = faults(pack=edit(PACK, "title: La référence n'est", "title: 'La référence n'est"))
    assert error.source.name == "pack.yaml"
    fils = CHILD + "rules: [{drop: REF-002, why: 'L'an'}]\n"
    (error,) = faults(edit(GUIDE, "REF-002", "REF-020"), fils=fils)
    assert error.source.name == "fils.yaml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: REF-002", "id: REF-2", "n'est pas un identifiant de règle"),
        ("id: REF-002", "id: REF-001", "est déjà pris"),
        ("rules:", "règles:", "Vouliez-vous dire « rules »"),
    ],
)
def test_controls_are_not_told_missing_where_their_rows_are_lost(
    old: str, new: str, said: str
) -> None:
    (error,) = faults(pack=PACK.replace(old, new))
    assert (error.source.name, said in error.message.fr) == ("pack.yaml", True)


def test_a_guide_that_no_pack_names_is_read_all_the_same() -> None:
    found = compiled(pack=edit(PACK, "guide: guide.yaml\n", ""))
    assert [guide.name for guide in found.guides.values() if guide] == ["essai"]
    assert not found.guided


# --- ours ----------------------------------------------------------------------------------------

SECTION = re.compile(r"§[0-9.]*[0-9]")


def test_a_rule_answers_a_clause_of_each_section_that_it_names() -> None:
    found = read_all(library.files())
    assert found.guided
    for _, program in found.compiled:
        guide = guides(found).get(program["pack"])
        for rule in program["rules"] if guide is not None and not program["dropped"] else ():
            assert guide is not None
            answered = {
                clause.section
                for clause in guide.clauses
                if rule["id"] in [node.value for node in clause.controls]
            }
            assert set(SECTION.findall(rule["source"])) <= answered, rule["id"]


def balises(value: Any) -> set[str]:
    """The names of all but blocs, at any depth."""
    if isinstance(value, list):
        return {name for each in value for name in balises(each)}
    if not isinstance(value, dict):
        return set()
    own = {name for name, inner in value.items() if not isinstance(inner, dict)}
    return own | {name for inner in value.values() for name in balises(inner)}


def test_each_balise_has_its_row_of_the_guide() -> None:
    found = read_all(library.files())
    (pack,) = (each for _, each in found.compiled if each["pack"] == "bio-loinc-va1-solde")
    about = {clause.balise.text for clause in guides(found)[pack["pack"]].clauses if clause.balise}
    assert balises(json.loads(Path(pack["sample"]).read_text(encoding="utf-8"))) == about


# --- whatever the file ---------------------------------------------------------------------------


def is_read_or_refused(guide: str) -> None:
    said = "sound"
    try:
        compiled(guide)
    except SegurLintError as error:
        said = error.render("fr") and error.render("en")
    assert said


@given(
    st.integers(0, len(GUIDE)), st.integers(0, 30),
    st.text(alphabet="[]{}:-'\"&*!|>#%@`,? \n\tabé§01", max_size=6),
)  # fmt: skip
def test_a_guide_cut_and_altered_anywhere_never_crashes(at: int, length: int, put: str) -> None:
    is_read_or_refused(GUIDE[:at] + put + GUIDE[at + length :])


@given(
    st.sampled_from([line for line in GUIDE.splitlines() if ": " in line]),
    st.sampled_from(["[]", "{}", "[[x]]", "{a: {b: c}}", "[REF-001, {a: b}]", "''", "~", "- x"]),
)
def test_a_value_of_any_other_kind_never_crashes(line: str, node: str) -> None:
    is_read_or_refused(GUIDE.replace(line, line[: line.index(": ")] + ": " + node))
