"""The schema of what mends the fault of a row."""

from __future__ import annotations

from segur_lint.authoring.schema.parts import (
    Schema,
    Snippet,
    Word,
    exactly_one,
    flag,
    mapping,
    snippets,
    text,
)

#: What mends a fault: each action of ``fix``, the words it takes, what it does.
FIXES: dict[str, tuple[tuple[Snippet, ...], str]] = {
    "set": (
        (Snippet("null", "écrit null"), Snippet("upper(value)", "écrit ce résultat")),
        "Écrit cette valeur : une expression.",
    ),
    "number": ((Snippet("from 1", "à partir de 1"),), "Renumérote les éléments de la liste."),
    "decimals": (
        (Snippet("2", "deux chiffres"),),
        "Récrit le nombre avec tant de chiffres après le point.",
    ),
    "remove": (
        (
            Snippet("item", "l'élément répété (unique in)"),
            Snippet("byte order mark", "l'indicateur d'ordre des octets (reading)"),
        ),
        "Retire ce que la règle a trouvé de trop.",
    ),
    "insert": (
        (Snippet("only value", "la seule valeur que son format admet"),),
        "Ajoute la balise absente (structure: missing).",
    ),
    "rename": (
        (Snippet("meant", "le nom qu'elle écrit presque"),),
        "Renomme la balise (structure: unknown) ; jamais sûr : unsafe: true.",
    ),
    "file name": (
        (Snippet("reference", "le résultat de cette expression"),),
        "Remplace la partie du nom que montre « found » ; jamais sûr : unsafe: true.",
    ),
}


def fix() -> Schema:
    """One action and only one, or none."""
    actions = {name: text(Word(name, said), *words) for name, (words, said) in FIXES.items()}
    unsafe = flag(Word("unsafe", "true : ne répare qu'avec --unsafe, sur demande."))
    wrong = f"« fix » est none, ou une suite avec une réparation et une seule : {', '.join(FIXES)}."
    return {
        "title": "Réparation",
        "description": "Ce qui met fin à la faute, quand c'est certain : {set: null}. none : rien "
        "ne répare, pour un « replace » qui retire la réparation héritée.",
        "defaultSnippets": snippets(
            (
                *(
                    Snippet(f"{{{name}: {words[0].body}}}", said)
                    for name, (words, said) in FIXES.items()
                    if name not in ("rename", "file name")
                ),
                Snippet("{unsafe: true, rename: meant}", FIXES["rename"][1]),
                Snippet("{unsafe: true, file name: ${1:reference}}", FIXES["file name"][1]),
                Snippet("none", "rien ne répare"),
            )
        ),
        "if": {"type": "object"},
        "then": mapping(
            Word("Réparation", "Une réparation et une seule."),
            {**actions, "unsafe": unsafe},
            *exactly_one(tuple(FIXES), wrong),
        ),
        "else": {"enum": ["none"], "errorMessage": wrong},
    }
