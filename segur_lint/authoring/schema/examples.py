"""The schema of the examples of a row: values of its balise, or changes to the sound deposit."""

from __future__ import annotations

from segur_lint.authoring.schema.parts import (
    Schema,
    Snippet,
    Word,
    mapping,
    sequence,
    snippets,
    text,
)

#: What stands in `examples` for a change to the sound deposit, besides the names of balises.
CHANGES = {
    "file": Word("Nom du fichier", "Le nom du dépôt."),
    "text": Word("Contenu", "Tout le contenu du fichier, en texte."),
    "hex": Word("Octets", "Tout le contenu du fichier, en octets : EF BB BF 7B 7D."),
    "rename": Word("Renommer", "Des balises à renommer : {ancienne: nouvelle}."),
    "remove": Word("Retirer", "Les balises à retirer : [une, autre]."),
    "add": Word("Ajouter", "Des balises à ajouter : {inconnue: '1'}."),
    "units": Word(
        "Demandes",
        "Un nombre de copies de la première demande, ou une liste de changements, un par demande.",
    ),
    "inputs": Word("Valeurs données", "Les valeurs données avec --set : {nom: valeur}."),
    "others": Word("Autres fichiers", "Les autres fichiers du lot, chacun par ses changements."),
    "registers": Word(
        "Registres", "Pour chaque registre, ses lignes : {nom: [{colonne: valeur}]}."
    ),
    "archives": Word("Archives", "Les archives à côté du fichier, par leurs faits : nom, taille."),
    "documents": Word("Documents", "Les documents à côté du fichier, par leurs faits."),
}
_TEXTS_OF_CHANGES = ("file", "text", "hex")
_MAPS_OF_CHANGES = ("rename", "add", "inputs")


def examples() -> Schema:
    """Two lists, of one example or more."""
    json_text = "Il faut ici un texte JSON entre apostrophes, comme '\"ABC123\"'."
    balise = text(Word("Balise", "Sa valeur, un texte JSON : '\"ABC123\"'."), wrong=json_text)
    changes: dict[str, Schema] = {
        key: text(word, pattern="")
        if key in _TEXTS_OF_CHANGES
        else mapping(word, {}, others=text(Word("Valeur", "Un texte."), pattern=""))
        if key in _MAPS_OF_CHANGES
        else word.plain()
        for key, word in CHANGES.items()
    }
    item: Schema = {
        "title": "Exemple",
        "description": "Une valeur de la balise, en JSON entre apostrophes, ou une suite de "
        "changements au dépôt sain.",
        "if": {"type": "object"},
        "then": {"properties": changes, "additionalProperties": {**balise, "pattern": ""}},
        "else": {
            "if": {"type": "array"},
            "then": {"type": "string", "errorMessage": json_text},
        },
    }
    snippet = Snippet("'\"${1:ABC123}\"'", "une valeur, en JSON")
    item["defaultSnippets"] = snippets((snippet, Snippet("'null'", "null")))
    listed = "Il faut ici une liste d'un exemple au moins : ['\"ABC123\"']."
    made = mapping(
        Word(
            "Exemples",
            "Au moins un qui passe (pass) et un qui échoue (fail). Chacun est une modification du "
            "dépôt sain que nomme « sample ».",
        ),
        {
            "pass": sequence(Word("Passent", "La règle ne dit rien."), item, listed),
            "fail": sequence(Word("Échouent", "La règle parle."), item, listed),
        },
        required=("pass", "fail"),
    )
    made["defaultSnippets"] = [
        {
            "label": "pass, fail",
            "description": "un exemple de chaque",
            "body": {"pass": "['\"${1:ABC123}\"']", "fail": "['\"${2:ABC}\"', 'null']"},
        }
    ]
    return made
