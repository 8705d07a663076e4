"""The schema of a guide: its clauses, and the controls that answer them."""

from __future__ import annotations

from segur_lint.authoring.schema.parts import (
    Schema,
    Snippet,
    Word,
    at_most_one,
    mapping,
    sequence,
    text,
    whole,
)
from segur_lint.guide import CLAUSE_ID, CLAUSE_KEYS, KEYS, OUTSIDE, SECTION
from segur_lint.row import RULE_ID


def guide() -> Schema:
    """The schema of a guide."""
    keys = {
        "guide": text(
            Word("Nom du guide", "Des minuscules, des chiffres, des traits d'union."),
            Snippet("${1:mon-guide}", "un nom"),
            pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
            wrong="Le nom d'un guide est fait de minuscules, de chiffres et de traits d'union.",
        ),
        "title": text(Word("Titre du guide", "Comme il est publié."), "Guide de remplissage"),
        "document": text(
            Word("Document", "Qui l'a publié, pour qui, quand."), "Guide publié pour les éditeurs"
        ),
        "clauses": sequence(
            Word("Clauses", "Une par ligne du tableau du guide, une par phrase qui engage."),
            _clause(),
            "Un guide a une liste de « clauses », une au moins.",
        ),
    }
    return whole(
        "Guide, en clauses",
        "Ce que le guide demande, clause par clause, et les contrôles qui en répondent.",
        mapping(Word("Guide", ""), {key: keys[key] for key in KEYS}, required=KEYS),
    )


def _clause() -> Schema:
    keys = {
        "id": text(
            Word(
                "Identifiant", "Il reste : une nouvelle édition en ajoute, et n'en reprend aucun."
            ),
            "3.2-07",
            pattern=f"^{CLAUSE_ID.pattern}$",
            wrong="Des lettres, des chiffres, des points, des traits d'union : 3.2-07.",
        ),
        "source": text(
            Word("Source", "Le § du guide, un seul."),
            Snippet("§${1:3.2}", "ce paragraphe"),
            pattern=f"^{SECTION.pattern}$",
            wrong="La source d'une clause est un seul § du guide, comme §3.2.",
        ),
        "balise": text(Word("Balise", "Celle dont parle la clause, s'il y en a une."), "reference"),
        "clause": text(
            Word("Clause", "Ce qui est demandé, dit par nous."), "La référence a 12 caractères."
        ),
        "controls": sequence(
            Word("Contrôles", "Les règles qui en répondent. Sans elles, la clause reste ouverte."),
            text(
                Word("Règle", "Son identifiant."),
                "ABC-001",
                pattern=f"^{RULE_ID.pattern}$",
                wrong="Un identifiant de règle, comme ABC-001.",
            ),
            "Il faut ici une liste d'identifiants de contrôles : [ABC-001].",
        ),
        OUTSIDE: text(
            Word("Hors champ", "Pourquoi aucun fichier ne peut la montrer."),
            "Rien ne le montre dans un fichier.",
        ),
    }
    both = f"Une clause a des « controls » ou une raison d'être « {OUTSIDE} », pas les deux."
    made = mapping(
        Word("Clause", "Ce que demande une ligne du tableau du guide, ou une phrase."),
        {key: keys[key] for key in CLAUSE_KEYS},
        *at_most_one(("controls", OUTSIDE), both),
        required=("id", "source", "clause"),
    )
    body = {"id": "${1:3.2-01}", "source": "§${2:3.2}", "clause": "${3:Ce qui est demandé.}"}
    made["defaultSnippets"] = [
        {
            "label": "clause : des contrôles",
            "description": "une clause et les règles qui en répondent",
            "body": {**body, "controls": "[${4:ABC-001}]"},
        },
        {
            "label": "clause : hors champ",
            "description": "une clause qu'aucun fichier ne peut montrer",
            "body": {**body, OUTSIDE: "${4:Dites pourquoi.}"},
        },
    ]
    return made
