"""What stands at each key of a row: for each, what a hover says and what can be written."""

from __future__ import annotations

from segur_lint.authoring.schema.examples import examples
from segur_lint.authoring.schema.fixes import fix
from segur_lint.authoring.schema.formats import (
    CONDITIONS,
    EXPRESSION,
    FORMATS,
    FORMATS_TABLE,
    MESSAGE,
    READINGS,
    STRUCTURES,
)
from segur_lint.authoring.schema.names import Known
from segur_lint.authoring.schema.parts import Schema, Snippet, Word, choice, mapping, sequence, text
from segur_lint.row import RULE_ID, SOURCE, WHEN

SEVERITIES = {
    "error": "une erreur : le dépôt n'est pas déposable",
    "warning": "un avertissement : il est déposable avec réserves",
    "info": "une information",
}
_MOMENT = "Écrivez une date : 2024-09-12, ou 2024-09-12T14:00."
_EXPRESSION = "Il faut ici une expression."


def shapes(known: Known) -> dict[str, Schema]:
    """The schema of each key; `known` are the names that a row may write."""
    identifier = f"^{RULE_ID.pattern}$"
    no_id = "Un identifiant : des majuscules, un trait d'union, trois chiffres, comme ABC-001."

    def rule(title: str, said: str) -> Schema:
        given = known.rules or ("ABC-001",)
        return text(Word(title, said), *given, pattern=identifier, wrong=no_id)

    def moment(title: str, said: str) -> Schema:
        given = ("2024-09-12", "2024-09-12T14:00")
        return text(Word(title, said), *given, pattern=f"^{WHEN.pattern}$", wrong=_MOMENT)

    def condition(title: str, said: str) -> Schema:
        return text(Word(title, said, EXPRESSION), *CONDITIONS, wrong=_EXPRESSION)

    def value(title: str, said: str) -> Schema:
        return text(Word(title, said), "value", wrong=_EXPRESSION)

    return {
        "id": text(
            Word(
                "Identifiant",
                "Une règle nouvelle : des majuscules, un trait d'union, trois chiffres. Il ne "
                "change jamais de sens.",
            ),
            "ABC-001",
            pattern=identifier,
            wrong=no_id,
        ),
        "replace": rule(
            "Changer une règle héritée",
            "Les clés écrites ici remplacent celles de la règle héritée ; les autres restent.",
        ),
        "drop": rule("Retirer une règle héritée", "Dites pourquoi, avec « why »."),
        "stage": text(
            Word(
                "Étape",
                "L'étape où ce contrôle se fait : une de celles que « stages » déclare, ici ou "
                "dans un jeu dont celui-ci hérite.",
            ),
            *(known.stages or ("demande",)),
        ),
        "severity": choice(
            Word("Gravité", "Sans cette ligne : error."),
            SEVERITIES,
            f"La gravité est une de : {', '.join(SEVERITIES)}.",
        ),
        "title": text(
            Word("Titre", "Ce qui est contrôlé, en une phrase."), "La référence a 12 caractères"
        ),
        "why": text(Word("Pourquoi", "La raison du contrôle."), "Le portail rejette les autres."),
        "source": text(
            Word(
                "Source",
                "§3.2 (le guide le dit), déduit (cela s'ensuit) ou usage ; une précision entre "
                "parenthèses si besoin. supposé (d'après quoi) : rien de publié ne le dit encore.",
            ),
            Snippet("§${1:3.2}", "le guide le dit, à ce paragraphe"),
            Snippet("déduit", "cela s'ensuit du guide"),
            Snippet("déduit (§${1:3.2})", "cela s'ensuit de ce paragraphe"),
            Snippet("usage", "le guide ne le dit pas ; c'est l'usage"),
            Snippet("supposé (${1:d'après quoi})", "rien de publié ne le dit encore"),
            Snippet("supposé (${1:d'après quoi})", "rien de publié ne le dit encore"),
            pattern=f"^{SOURCE.pattern}$",
            wrong="La source est « §3.2 », « déduit » ou « usage », puis une précision entre "
            "parenthèses si besoin, ou « supposé (d'après quoi) ».",
        ),
        "balise": text(
            Word(
                "Balise",
                "Cette balise, partout où le modèle la met. Deux balises de même nom se "
                "distinguent par leur bloc : bloc.reference.",
            ),
            *(known.balises or ("reference",)),
        ),
        "each": text(
            Word("Chaque élément", "Chaque élément de la liste ; fichier : le fichier lui-même."),
            *(known.elements or ("fichier", "demande")),
        ),
        "selector": text(
            Word(
                "Sélecteur",
                "Où regarder, en JSONPath, réduit à $, .nom, ['nom'], [*], [0] et ..nom.",
            ),
            "$.lignes[*].reference",
        ),
        "at": text(
            Word("Balise montrée", "Quand ce n'est pas celle que la règle regarde."),
            *(known.balises or ("reference",)),
        ),
        "when": condition("Condition", "La règle ne vaut que là où cette expression est vraie."),
        "format": text(
            Word(
                "Format",
                "La case « Format » du tableau du guide, recopiée. Les espaces et la casse des "
                "mots ne comptent pas.",
                FORMATS_TABLE,
            ),
            *FORMATS,
            wrong="Il faut ici un format, comme VARCHAR (=10).",
        ),
        "assert": condition("Expression vraie", "Une expression qui doit être vraie."),
        "filename": text(
            Word("Nom de fichier", "Le texte suit cette nomenclature, une de celles de « names »."),
            "fichier",
        ),
        "unique in": text(
            Word(
                "Une seule fois",
                "La valeur n'est qu'une fois dans le fichier, le lot ou l'élément nommé.",
            ),
            "fichier",
            "lot",
        ),
        "paired in": text(
            Word(
                "Toujours ensemble",
                "La balise et celles de « paired with » vont ensemble, toujours les mêmes, dans le "
                "fichier, le lot ou l'élément nommé.",
            ),
            "fichier",
            "lot",
        ),
        "structure": choice(
            Word("Structure", "La forme du fichier, comparée au modèle."),
            STRUCTURES,
            f"La structure est une de : {', '.join(STRUCTURES)}.",
        ),
        "reading": choice(
            Word("Lecture", "La lecture du fichier, avant son contenu."),
            READINGS,
            f"La lecture est une de : {', '.join(READINGS)}.",
        ),
        "counted once per": text(
            Word(
                "Compté une fois par",
                "Les répétitions à l'intérieur d'un même élément ne comptent pas (« unique in », "
                "« paired in »).",
            ),
            *(known.elements or ("demande", "fichier")),
        ),
        "together with": text(
            Word(
                "Avec",
                "Ce qui fait, avec la valeur, que deux sont les mêmes (« unique in ») : des noms "
                "séparés par des virgules.",
            ),
            "reference",
        ),
        "paired with": text(
            Word("Apparié à", "Les balises qui vont avec (« paired in »), après des virgules."),
            "reference",
        ),
        "found": value(
            "Trouvé", "Une expression, comme pour assert : ce que le rapport montre comme trouvé."
        ),
        "expected": value(
            "Attendu", "Une expression, comme pour assert : ce que le rapport montre comme attendu."
        ),
        "message": mapping(
            MESSAGE,
            {
                "fr": text(
                    Word("En français", "La phrase du rapport en français."),
                    Snippet('"« ${1:balise} » {fault}. ${2:Dites quoi faire.}"', "une phrase"),
                ),
                "en": text(
                    Word("En anglais", "La même phrase en anglais."),
                    Snippet('"“${1:balise}” {fault}. ${2:Say what to do.}"', "une phrase"),
                ),
            },
            required=("fr", "en"),
        ),
        "examples": examples(
            Word(
                "Exemples",
                "Au moins un qui passe (pass) et un qui échoue (fail). Chacun est une modification "
                "du dépôt sain que nomme « sample ».",
            ),
            "'\"${1:ABC123}\"'",
            "'\"${2:ABC}\"'",
        ),
        "from": moment("À partir de", "Le jour, ou le moment, où la règle commence."),
        "until": moment("Jusqu'à", "Le dernier jour, ou moment, de la règle."),
        "yields to": sequence(
            Word("Se tait devant", "Les règles devant lesquelles celle-ci se tait : [ABC-001]."),
            text(Word("Règle", "L'identifiant d'une règle qui précède."), *known.rules, pattern=""),
            "Il faut ici une liste d'identifiants de règles : [ABC-001].",
            least=0,
        ),
        "fix": fix(),
        "after": rule(
            "Se range après", "La règle après laquelle se ranger ; les suivantes s'y rangent aussi."
        ),
    }
