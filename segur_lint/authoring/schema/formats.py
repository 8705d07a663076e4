"""What an editor offers where a row asks for something: formats, functions, readings."""

from __future__ import annotations

from segur_lint.authoring.schema.parts import Snippet, Word
from segur_lint.functions import FUNCTIONS

#: Each way of writing a format, in the notation of the guide's tables.
FORMATS = (
    Snippet("VARCHAR (=${1:10})", "un texte d'exactement 10 caractères"),
    Snippet("VARCHAR (<=${1:50})", "un texte de 50 caractères au plus"),
    Snippet("VARCHAR (<${1:50})", "un texte de moins de 50 caractères"),
    Snippet("VARCHAR (>=${1:2})", "un texte d'au moins 2 caractères"),
    Snippet("VARCHAR", "un texte entre guillemets, jamais vide"),
    Snippet(
        "VARCHAR (format « ${1:JJ/MM/AAAA} »)",
        "une date écrite ainsi : JJ, MM et AAAA sont des chiffres ; une heure : hh, mm, ss",
    ),
    Snippet("VARCHAR (type « ${1:ABCXXXXXX} »)", "un texte où chaque X est un chiffre"),
    Snippet("INTEGER", "un nombre entier, sans guillemets ni point"),
    Snippet("INTEGER (MAX ${1:200})", "un nombre entier, 200 au plus"),
    Snippet("INTEGER (MIN ${1:1}, MAX ${2:200})", "un nombre entier, de 1 à 200"),
    Snippet("FLOAT (${1:2} chiffres après le point)", "un nombre écrit avec deux décimales"),
    Snippet("FLOAT", "un nombre, avec autant de décimales que l'on veut"),
    Snippet("BOOLEAN", "true ou false"),
    Snippet("Liste de VARCHAR (=${1:9})", "une liste, non vide, de tels éléments"),
    Snippet('"Toujours la valeur : null"', "null et rien d'autre (les guillemets sont de YAML)"),
    Snippet("null", "la même chose, en plus court"),
    Snippet("true", "true et rien d'autre"),
    Snippet("false", "false et rien d'autre"),
    Snippet("« ${1:C} »", "cette seule valeur, un texte"),
    Snippet("« ${1:A} », « ${2:B} », « ${3:C} »", "une de ces valeurs"),
    Snippet("« ${1:A1} », « ${2:A2} »…", "et ainsi de suite : A3, A4…"),
    Snippet("VARCHAR (=${1:10}) ou null", "l'un ou l'autre"),
    Snippet("ADRESSE ÉLECTRONIQUE", "une adresse : nom@domaine"),
    Snippet("LIEN", "un lien http ou https"),
)

#: For each function, the names of what it takes, with a value to begin with, and what it gives.
CALLS: dict[str, tuple[tuple[str, ...], str]] = {
    "length": (("value",), "son nombre de caractères"),
    "lower": (("value",), "le texte en minuscules"),
    "upper": (("value",), "le texte en majuscules"),
    "fold": (("value",), "le texte sans accents ni majuscules"),
    "starts_with": (("value", '"ABC"'), "vrai si le texte commence ainsi"),
    "ends_with": (("value", '"ABC"'), "vrai si le texte finit ainsi"),
    "contains": (("value", '"ABC"'), "vrai si le texte contient cela"),
    "one_of": (("value", '"A, B, C"'), "vrai si le texte est un de ceux de la liste"),
    "replace_start": (("value", '"ancien"', '"nouveau"'), "le texte, son début remplacé"),
    "number": (("value",), "le nombre qu'écrivent les chiffres du texte"),
    "digit_sum": (("value",), "la somme des chiffres du texte"),
    "multiple_of": (("value", "10"), "vrai si le nombre est un multiple de l'autre"),
    "luhn": (("value",), "vrai pour des chiffres dont le dernier est la clé de Luhn"),
    "is_date": (("value", '"JJ/MM/AAAA"'), "vrai si ce jour existe"),
    "date": (("value", '"JJ/MM/AAAA"'), "la date, pour la comparer"),
    "conforms": (("value", '"VARCHAR (=10)"'), "vrai si la valeur est de ce format"),
    "sure": (("value > 0",), "vrai si la condition l'est ; faux si elle est fausse ou indécise"),
}

_SHAPES = (
    Snippet('value == "${1:ABC}"', "la valeur est celle-ci"),
    Snippet("value == position", "la valeur est le numéro de l'élément dans sa liste"),
    Snippet('value in ("${1:A}", "${2:B}")', "la valeur est une de celles-ci"),
    Snippet("value <= ${1:200}", "la valeur ne dépasse pas ce nombre"),
    Snippet(
        'count(${1:liste} where ${2:balise} == "${3:ABC}") == ${4:1}',
        "autant d'éléments de la liste que cela",
    ),
    Snippet("any(${1:liste} where ${2:balise} == value)", "au moins un élément de la liste"),
    Snippet("all(${1:liste} where ${2:balise} != null)", "tous les éléments de la liste"),
)
#: What an expression that is true or false can begin with.
CONDITIONS = (
    *_SHAPES,
    *(
        Snippet(f"{name}({', '.join(takes)})", said)
        for name, (takes, said) in CALLS.items()
        if FUNCTIONS[name].gives == "boolean"
    ),
)


def _table(*rows: tuple[str, str]) -> str:
    lines = [f"| `{code}` | {said} |" for code, said in rows]
    return "\n".join(["| écrire | veut dire |", "|---|---|", *lines])


FORMATS_TABLE = _table(*((each.label, each.text) for each in FORMATS))
_NAMES = (
    ("value", "la valeur que la règle regarde"),
    ("position", "le numéro de l'élément dans sa liste, à partir de 1"),
    ("previous", "la même balise dans l'élément précédent"),
    ("une balise", "celle du même élément, ou de ce qui l'entoure"),
    ("un paramètre, une valeur à donner", "ce que disent « params » et « inputs »"),
    ("fichier.nom, fichier.taille", "le nom du fichier, sa taille en octets"),
    ("une partie de nom", "comme « parts » l'appelle : fichier.date"),
    ("row.reference", "dans « where » : la balise de l'élément que la règle regarde"),
)
EXPRESSION = (
    "**On peut nommer**\n\n"
    + _table(*_NAMES)
    + "\n\n**Opérations** : `==` `!=` `<` `<=` `>` `>=`, `in (…)`, `not in (…)`, `+`, `-`, `*`, "
    "`and`, `or`, `not`. **Littéraux** : "
    '`"texte"`, `200`, `2.50`, `3 Mo`, `2024-09-12`, `true`, `null`.'
    "\n\n**Sur une liste** : `count(LISTE where …)`, `any(LISTE where …)`, `all(LISTE where …)`."
    "\n\n**Fonctions**\n\n"
    + _table(*((f"{name}({', '.join(takes)})", said) for name, (takes, said) in CALLS.items()))
)
READINGS = {
    "syntax": "le fichier est du JSON, à la lettre",
    "encoding": "ses octets sont de l'UTF-8",
    "byte order mark": "il ne commence pas par un indicateur d'ordre des octets",
    "duplicate keys": "aucune balise deux fois dans le même objet",
}
STRUCTURES = {
    "missing": "toutes les balises du modèle sont là",
    "unknown": "aucune balise n'est étrangère au modèle",
    "kind": "un objet, une liste ou une valeur là où le modèle en met",
}
#: The words in braces of a message: what each becomes.
BRACES = {
    "fault": "ce qui ne va pas, dit par le contrôle",
    "found": "ce qui a été trouvé",
    "expected": "ce qui est attendu",
    "balise": "la balise",
    "position": "le numéro de l'élément",
    "unit": "le numéro de la demande",
    "first": "où la valeur était déjà (unique in, paired in, reading: duplicate keys)",
    "place": "où l'on est (structure)",
    "hint": "ce qui mettrait fin à la faute (structure: unknown)",
}
MESSAGE = Word(
    "Message",
    "La phrase du rapport, en français et en anglais : la balise, ce qui ne va pas, quoi faire.",
    "Entre accolades :\n\n"
    + _table(*((f"{{{word}}}", said) for word, said in BRACES.items()))
    + "\n\nEt un paramètre, une balise, une partie de nom, une valeur de `inputs`.",
)
