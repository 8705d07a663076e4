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

_VALUE = text(Word("Valeur", "Un texte."), pattern="")


def _map(title: str, said: str) -> Schema:
    return mapping(Word(title, said), {}, others=_VALUE)


def _list(title: str, said: str, example: object) -> Schema:
    return {**Word(title, said).plain(), "examples": [example]}


#: What stands in an example for a change to the sound deposit, besides the names of balises.
CHANGES: dict[str, Schema] = {
    "file": text(Word("Nom du fichier", "Le nom du dépôt."), "JSON-1234567890-20240115-001.json"),
    "text": text(Word("Contenu", "Tout le contenu du fichier, en texte."), "{}", pattern=""),
    "hex": text(Word("Octets", "Tout le contenu du fichier, en octets."), "EF BB BF 7B 7D"),
    "rename": _map("Renommer", "Des balises à renommer : {ancienne: nouvelle}."),
    "remove": sequence(
        Word("Retirer", "Les balises à retirer : [une, autre]."),
        _VALUE,
        "Il faut ici une liste de balises : [une, autre].",
        least=0,
    ),
    "add": _map("Ajouter", "Des balises à ajouter : {inconnue: '1'}."),
    "units": _list(
        "Demandes",
        "Un nombre de copies de la première demande, ou une liste de changements, un par demande ; "
        "times : tant de fois le même.",
        "201",
    ),
    "inputs": _map("Valeurs données", "Les valeurs données avec --set : {nom: valeur}."),
    "date": text(Word("Jour", "Le jour du contrôle."), "2024-09-12"),
    "faults": text(Word("Fautes", "Combien de fautes la règle doit trouver."), "2"),
    "decided": {
        **Word("Se prononcer", "Qu'elle reste indécise est une faute.").plain(),
        "enum": [True],
        "errorMessage": "Il faut ici true, ou rien.",
    },
    "others": _list("Autres fichiers", "Ceux du lot, chacun par ses changements.", [{}]),
    "registers": _list(
        "Registres",
        "Pour chaque registre, ses lignes : {nom: [{colonne: valeur}]}.",
        {"registre": [{"reference": "ABC123"}]},
    ),
    "archives": _list(
        "Archives", "Celles à côté du fichier, par leurs faits : nom, taille.", [{"nom": "a.zip"}]
    ),
    "documents": _list(
        "Documents", "Ceux à côté du fichier, par leurs faits : nom, taille.", [{"nom": "a.pdf"}]
    ),
}


def examples(word: Word, passes: str, fails: str) -> Schema:
    """Two lists, of one example or more; `passes` and `fails` are one to begin with."""
    json_text = "Il faut ici un texte JSON entre apostrophes, comme '\"ABC123\"'."
    balise = text(
        Word("Balise", "Sa valeur, un texte JSON : '\"ABC123\"'."), pattern="", wrong=json_text
    )
    item: Schema = {
        "title": "Exemple",
        "description": "Une valeur de la balise, en JSON entre apostrophes, ou une suite de "
        "changements au dépôt sain.",
        "if": {"type": "object"},
        "then": {"properties": CHANGES, "additionalProperties": balise},
        "else": {
            "if": {"type": "array"},
            "then": {"type": "string", "errorMessage": json_text},
        },
    }
    item["defaultSnippets"] = snippets((Snippet(passes, "un exemple"),))
    listed = "Il faut ici une liste d'un exemple au moins : ['\"ABC123\"']."
    made = mapping(
        word,
        {
            "pass": sequence(Word("Passent", "Ce qui est comme il faut."), item, listed),
            "fail": sequence(Word("Échouent", "Ce qui ne l'est pas."), item, listed),
        },
        required=("pass", "fail"),
    )
    made["defaultSnippets"] = [
        {
            "label": "pass, fail",
            "description": "un exemple de chaque",
            "body": {"pass": f"[{passes}]", "fail": f"[{fails}]"},
        }
    ]
    return made
