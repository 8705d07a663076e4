"""The schema of a pack: its own keys, the sections that declare names, its rows."""

from __future__ import annotations

from segur_lint.around import READS
from segur_lint.authoring.schema.examples import examples
from segur_lint.authoring.schema.exchanges import answer, deposits
from segur_lint.authoring.schema.formats import CONDITIONS, EXPRESSION, FORMATS, FORMATS_TABLE
from segur_lint.authoring.schema.names import Known
from segur_lint.authoring.schema.parts import (
    Schema,
    Snippet,
    Word,
    choice,
    flag,
    mapping,
    missing,
    sequence,
    text,
    whole,
)
from segur_lint.authoring.schema.row import row
from segur_lint.authoring.schema.sections import labels, notation, register
from segur_lint.pack import APPLIES, PACK_KEYS, STATUSES

_STATUSES = {
    "publié": "le document de l'ASP que l'on a lu est publié",
    "provisoire": "il ne l'est pas, ou il est incomplet : chaque rapport le rappelle",
}


def pack(known: Known = Known()) -> Schema:  # noqa: B008  # a value that never changes
    """The schema of a pack; `known` are the names that its rows may write."""
    shapes = _shapes(known)
    made = mapping(
        Word("Jeu de règles", ""),
        {key: shapes[key] for key in PACK_KEYS},
        required=("pack", "title", "status", "rules"),
    )
    made["defaultSnippets"] = _NEW
    return whole(
        "Jeu de règles de segur-lint",
        "Les contrôles d'un type de dépôt, écrits comme le tableau du guide.",
        made,
    )


_NEW = [
    {
        "label": "un jeu de règles",
        "description": "un jeu qui hérite de « commun », à compléter",
        "body": {
            "pack": "${1:mon-jeu}",
            "title": '"${2:Mon jeu de règles}"',
            "extends": "${3:commun}",
            "status": "${4|provisoire,publié|}",
            "source": {"document": "${5:Guide de remplissage}"},
            "model": "${6:modele.yaml}",
            "sample": "${7:exemples/JSON-1234567890-20240115-001.json}",
            "applies": '${8:starts_with(reference, "ABC")}',
            "rules": "$0",
        },
    }
]


def _shapes(known: Known) -> dict[str, Schema]:
    free = text(Word("Valeur", "Un texte."), pattern="")
    return {
        "pack": text(
            Word("Nom du jeu", "Des minuscules, des chiffres, des traits d'union."),
            Snippet("${1:mon-jeu}", "un nom"),
            pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
            wrong="Le nom d'un jeu est fait de minuscules, de chiffres et de traits d'union.",
        ),
        "title": text(
            Word("Titre du jeu", "Ce que le jeu contrôle, en une phrase."),
            Snippet('"${1:Mon jeu de règles}"', "un titre"),
        ),
        "extends": text(
            Word("Hérite de", "Le jeu dont celui-ci hérite : on n'écrit que les différences."),
            "commun",
        ),
        "status": choice(
            Word("Statut", "publié, ou provisoire : chaque rapport le rappelle."),
            {word: _STATUSES[word] for word in STATUSES},
            f"Le statut est un de : {', '.join(STATUSES)}.",
        ),
        "source": {
            "title": "Document lu",
            "description": "Le document de l'ASP que l'on a lu.",
            "examples": ["Guide de remplissage"],
            "not": {"type": "array"},
            "pattern": r"\S",
            "errorMessage": "Écrivez le titre du document, ou {document: son titre}.",
            "properties": {
                "document": text(Word("Document", "Le titre du document."), "Guide de remplissage"),
                "date": text(
                    Word("Date", "La date du document."),
                    "2024-01-15",
                    pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                    wrong="La date d'un document est un jour, comme 2024-01-15.",
                ),
            },
            "allOf": [missing("document")],
        },
        "guide": text(Word("Guide", "Le fichier des clauses dont ce jeu répond."), "guide.yaml"),
        "model": text(
            Word("Modèle", "Le fichier du modèle, qui dit la forme du JSON."), "modele.yaml"
        ),
        "sample": text(
            Word("Dépôt sain", "Le dépôt dont partent les exemples des règles : un chemin."),
            "exemples/JSON-1234567890-20240115-001.json",
        ),
        "fallback": flag(
            Word("Jeu de repli", "true : sert quand aucun autre ne reconnaît un fichier. Un seul.")
        ),
        "abstract": flag(Word("Base", "true : ce jeu ne sert qu'à être étendu.")),
        "stages": mapping(
            Word("Étapes", "Les étapes, dans l'ordre du portail, chacune avec ses libellés."),
            {},
            others=labels("Étape", "${1:format de chaque demande}", "${2:format of each claim}"),
        ),
        "params": mapping(
            Word(
                "Paramètres",
                "Des valeurs qui ont un nom. Entre guillemets, un texte ; sans guillemets, 200, "
                "2.50, 3 Mo ou 2024-09-12 sont un nombre, un montant, une taille, une date.",
            ),
            {},
            others={**free, "title": "Paramètre"},
        ),
        "inputs": mapping(
            Word(
                "Valeurs à donner",
                "Ce qu'aucun dépôt ne contient, et que l'on donne avec --set ou par la "
                "configuration. Une règle qui en nomme une qui n'a pas été donnée n'est pas faite.",
            ),
            {},
            others=labels(
                "Valeur à donner",
                "${1:votre référence}",
                "${2:your reference}",
                format=text(Word("Format", "Son format, facultatif.", FORMATS_TABLE), *FORMATS),
            ),
        ),
        "registers": mapping(
            Word("Registres", "Les tableaux que l'on donne à côté des dépôts, par leur nom."),
            {},
            others=register(),
        ),
        "reads": mapping(
            Word("Ce qui est lu", "D'un document, d'une archive : pas plus que ce paramètre."),
            {
                key: text(Word(title, "Une taille parmi les paramètres."), "3 Mo")
                for key, title in zip(READS, ("Document", "Archive"), strict=True)
            },
        ),
        "names": mapping(
            Word("Nomenclatures", "Les nomenclatures de noms de fichiers, par leur nom."),
            {},
            others=notation(),
        ),
        "keys": mapping(
            Word(
                "Clés",
                "Pour l'élément d'une liste, la balise qui le distingue des autres, où qu'il soit "
                "dans sa liste. Les dérogations et les constats connus s'y réfèrent.",
            ),
            {},
            others=text(Word("Balise", "Une balise de cet élément."), "reference"),
        ),
        "example": mapping(
            Word(
                "Dépôts d'exemple",
                "Ce qui change d'une demande à l'autre dans ce qu'écrit « segur-lint new ».",
            ),
            {},
            others=text(
                Word("Valeur", "Un texte à trous, entre guillemets."),
                *(Snippet(f'"{each}"', said) for each, said in _TEMPLATES),
                pattern="",
            ),
        ),
        "answer": answer(),
        "deposits": deposits(),
        "applies": text(
            Word(
                "Est de ce jeu",
                "Une expression vraie d'un fichier qui est de ce jeu : c'est ainsi qu'il est "
                "choisi, sans --pack. Celle d'un jeu « abstract » est celle de ses héritiers.",
                EXPRESSION,
            ),
            *CONDITIONS,
        ),
        APPLIES: examples(
            Word(
                "Exemples d'« applies »",
                "Dans pass, des dépôts qui sont de ce jeu ; dans fail, des dépôts qui n'en sont "
                "pas. Chacun est une modification du dépôt sain que nomme « sample ».",
            ),
            "{${1:reference}: '\"${2:ABC123}\"'}",
            "{${3:reference}: '\"${4:XYZ}\"'}",
        ),
        "retired": mapping(
            Word(
                "Identifiants retirés",
                "Ceux qu'une règle a eus et qu'aucune ne reprendra, chacun avec la raison.",
            ),
            {},
            others=text(Word("Raison", "Pourquoi la règle n'est plus."), "Fondue dans une autre."),
        ),
        "rules": sequence(
            Word("Règles", "Les contrôles, dans leur ordre."),
            row(known),
            "« rules » est une liste : « - id: … ».",
            least=0,
        ),
    }


_TEMPLATES = (
    ("{number}", "1, 2, 3…"),
    ("{number:05}", "00001, 00002…"),
    ("{date:JJ/MM/AAAA}", "le jour du dépôt"),
    ("ABC{number:04}{luhn}", "la clé des chiffres qui précèdent"),
    ("{reference}", "une balise écrite plus haut, ou un paramètre"),
)
