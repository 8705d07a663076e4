"""The schema of a model: the shape of the JSON of a deposit."""

from __future__ import annotations

from segur_lint.authoring.schema.parts import (
    Schema,
    Snippet,
    Word,
    flag,
    mapping,
    sequence,
    snippets,
    text,
    whole,
)
from segur_lint.modelfile import KEYS, KINDS, LAYOUTS, MEMBER_KEYS

_KINDS = {
    "value": "une valeur : un texte, un nombre, vrai ou faux, null",
    "value or list": "une valeur, ou une liste",
    "any": "n'importe quoi",
}
_LAYOUTS = {"nested": "blocs imbriqués", "flat": "balises à plat, sans les blocs"}
_BALISE: Schema = {"$ref": "#/definitions/balise"}
_LIST, _BLOC = "{list of: ${1:élément}}", "{balises: {${1:reference}: value}}"


def model() -> Schema:
    """The schema of a model."""
    layout: Schema = {
        "enum": list(LAYOUTS),
        "markdownEnumDescriptions": [_LAYOUTS[each] for each in LAYOUTS],
        "errorMessage": f"Les formes : {', '.join(LAYOUTS)}.",
    }
    shapes = {
        "model": text(
            Word("Nom du modèle", "Des minuscules, des chiffres, des traits d'union."),
            "mon-modele",
        ),
        "title": text(
            Word("Titre du modèle", "De quel fichier JSON il dit la forme."),
            "Modèle de fichier JSON",
        ),
        "source": {**Word("Source", "Où le guide le dit.").plain(), "examples": ["§2.2"]},
        "layouts": sequence(
            Word(
                "Formes",
                "nested : chaque bloc est un objet ; flat : ses balises sont à plat. Sans cette "
                "ligne : nested.",
            ),
            layout,
            "Il faut ici une liste prise dans : nested, flat.",
        ),
        "unit": text(
            Word("Unité", "L'élément que les rapports comptent : « demande n° 3 »."), "demande"
        ),
        "balises": _balises("Balises", "Les balises du fichier, dans leur ordre."),
    }
    made = mapping(
        Word("Modèle", ""),
        {key: shapes[key] for key in KEYS},
        required=("model", "title", "balises"),
    )
    made["definitions"] = {"balise": _balise()}
    return whole(
        "Modèle de segur-lint",
        "La forme du JSON : quelles balises, dans quels blocs, dans quelles listes.",
        made,
    )


def _balises(title: str, said: str) -> Schema:
    return mapping(Word(title, said), {}, others=_BALISE)


def _balise() -> Schema:
    keys = {
        "list of": text(
            Word("Liste de", "Le nom d'un élément de cette liste ; il ne sert qu'une fois."),
            "élément",
        ),
        "balises": _balises("Balises", "Celles de ce bloc, ou de chaque élément de la liste."),
        "open": flag(Word("Ouvert", "true : accepte aussi des balises qui ne sont pas ici.")),
    }
    wrong = f"Une balise est : {', '.join(KINDS)}, ou une suite avec « list of » ou « balises »."
    there = "Il faut « list of » (une liste) ou « balises » (un bloc)."
    return {
        "title": "Balise",
        "description": "value, value or list, any ; ou une liste (list of), ou un bloc (balises).",
        "defaultSnippets": snippets(
            (
                *(Snippet(kind, _KINDS[kind]) for kind in KINDS),
                Snippet(_LIST, "une liste de valeurs"),
                Snippet(_BLOC, "un bloc : un objet qui contient d'autres balises"),
            )
        ),
        "if": {"type": "object"},
        "then": mapping(
            Word("Balise", "Une liste (list of), ou un bloc (balises)."),
            {key: keys[key] for key in MEMBER_KEYS},
            {
                "anyOf": [
                    {"required": [key], "errorMessage": there} for key in ("list of", "balises")
                ]
            },
        ),
        "else": {"enum": list(KINDS), "errorMessage": wrong},
    }
