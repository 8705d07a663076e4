"""The schema of the configuration, ``.segur-lint.yaml``."""

from __future__ import annotations

from segur_lint.authoring.schema.parts import (
    Schema,
    Word,
    choice,
    mapping,
    not_empty,
    sequence,
    text,
    whole,
)
from segur_lint.authoring.schema.rowkeys import SEVERITIES
from segur_lint.configfile import KEYS, LINE_KEYS
from segur_lint.waiverfile import PLACES, POINTER, REQUIRED, WAIVER_KEYS

_TEXT = "Il faut ici un texte, qui n'est pas vide."
_TEXTS = "Il faut ici un texte, ou une liste de textes, qui ne sont pas vides."
_PATH = (
    "Un chemin s'écrit avec des « / », depuis le dossier de la configuration, sans « .. ».",
    r"\\|(^|/)\.\.(/|$)",
)


def config() -> Schema:
    """The schema of the configuration."""
    chosen = "Il faut « paths » ou « where » : ce qui fait choisir le jeu."
    line_shapes = {
        "pack": text(Word("Jeu de règles", "Le nom du jeu de règles."), "mon-jeu"),
        "paths": _paths(
            Word(
                "Chemins",
                "L'un d'eux est celui du fichier. * et ? valent pour un nom, ** pour des dossiers.",
            ),
            1,
        ),
        "where": mapping(
            Word(
                "Balises de l'en-tête",
                "Des balises, avec la valeur, ou une des valeurs, que chacune doit avoir.",
            ),
            {},
            not_empty("Il faut au moins une balise."),
            others=_texts(Word("Valeur", "Une valeur, ou plusieurs."), 1),
        ),
    }
    line = mapping(
        Word(
            "Un jeu pour certains fichiers",
            "Ce qui fait choisir le jeu : paths, where ou les deux.",
        ),
        {key: line_shapes[key] for key in LINE_KEYS},
        {
            "anyOf": [{"required": [key], "errorMessage": chosen} for key in ("paths", "where")],
        },
        required=("pack",),
    )
    shapes = {
        "pack": text(
            Word(
                "Jeu de règles",
                "Celui de tous les fichiers qu'aucune ligne de « packs » ne désigne. Sans lui, le "
                "contenu choisit. Comme --pack.",
            ),
            "mon-jeu",
        ),
        "packs": sequence(
            Word("Jeux de règles", "Celui de certains fichiers : la première ligne qui convient."),
            line,
            "Il faut ici une liste : « - {pack: …, paths: […]} ».",
            least=0,
        ),
        "inputs": mapping(
            Word(
                "Valeurs à donner",
                "Celles que des contrôles demandent et qu'aucun dépôt ne contient, par leur nom. "
                "Une liste vaut ses éléments, séparés par des virgules. Comme --set.",
            ),
            {},
            others=_texts(Word("Valeur", "Un texte, entre guillemets, ou plusieurs."), 1),
        ),
        "registers": mapping(
            Word(
                "Registres",
                "Ceux que des contrôles demandent, par leur nom : le chemin d'un fichier CSV, JSON "
                "ou YAML. Comme --register.",
            ),
            {},
            others=text(Word("Chemin", "Depuis le dossier de la configuration."), "registre.csv"),
        ),
        "documents": _texts(
            Word(
                "Documents",
                "Les documents, les dossiers de documents ou les archives qui vont avec ces "
                "dépôts. Comme --documents.",
            )
        ),
        "rules": _texts(
            Word("Règles à vous", "Des dossiers de règles, à côté des nôtres. Comme --rules.")
        ),
        "severities": mapping(
            Word("Gravités", "La gravité d'une règle, par son identifiant."),
            {},
            others=choice(
                Word("Gravité", "Ce que la règle vaut ici."),
                SEVERITIES,
                f"La gravité est une de : {', '.join(SEVERITIES)}.",
            ),
        ),
        "ignore": _texts(
            Word(
                "Contrôles à ne pas faire",
                "Leurs identifiants ; le rapport le dit. Comme --ignore.",
            )
        ),
        "exclude": _paths(
            Word(
                "Ce que l'on ne contrôle pas",
                "Des chemins, quand on donne un dossier qui les contient. * et ? valent pour un "
                "nom, ** pour des dossiers ; sans « / », un nom, dans tous les dossiers.",
            )
        ),
        "waivers": sequence(
            Word("Dérogations", "Les constats qu'une personne laisse passer, pour un temps."),
            _waiver(),
            "Il faut ici une liste : « - {rule: …, files: …, reason: …} ».",
            least=0,
        ),
    }
    return whole(
        "Configuration de segur-lint (.segur-lint.yaml)",
        "Ce qui vaut pour tous les dépôts d'un dossier et de ceux qu'il contient. Les chemins "
        "partent du dossier de la configuration. Une option de la ligne de commande l'emporte.",
        mapping(Word("Configuration", ""), {key: shapes[key] for key in KEYS}),
    )


def _waiver() -> Schema:
    """One row of ``waivers``."""
    placed = "Il faut « files », « pointer » ou « unit » : où la dérogation vaut."
    shapes = {
        "rule": text(Word("Règle", "L'identifiant de la règle."), "ABC-001"),
        "files": _paths(
            Word(
                "Fichiers",
                "Ceux où elle vaut. * et ? valent pour un nom, ** pour des dossiers.",
            ),
            1,
        ),
        "pointer": text(
            Word(
                "Endroit dans le JSON",
                "Celui où elle vaut, avec tout ce qu'il contient, comme le rapport JSON l'écrit ; "
                "* vaut pour n'importe quel numéro.",
            ),
            "/adresse/ville",
            pattern=f"^{POINTER.pattern}$",
            wrong="Un endroit dans le JSON commence par « / », comme /adresse/ville.",
        ),
        "unit": text(
            Word("Demande", "La clé de la demande où elle vaut, entre guillemets."), '"00001"'
        ),
        "reason": text(Word("Pourquoi", "Ce qui la justifie, en une phrase.")),
        "owner": text(Word("Qui en répond", "Une personne ou un service.")),
        "until": text(
            Word("Jusqu'au", "Le dernier jour où elle vaut, AAAA-MM-JJ."),
            "2024-12-31",
            pattern="^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            wrong="Il faut un jour, écrit AAAA-MM-JJ, comme 2024-12-31.",
        ),
    }
    return mapping(
        Word("Dérogation", "La règle, où, pourquoi, qui en répond, jusqu'à quel jour."),
        {key: shapes[key] for key in WAIVER_KEYS},
        {"anyOf": [{"required": [key], "errorMessage": placed} for key in PLACES]},
        required=REQUIRED,
    )


def _texts(word: Word, least: int = 0, item: Schema | None = None) -> Schema:
    """One text, or several."""
    one = item or text(Word(word.title, word.text), wrong=_TEXT)
    return {
        **word.plain(),
        "if": {"type": "array"},
        "then": {"items": one, **({"contains": {}} if least else {}), "errorMessage": _TEXTS},
        "else": one,
    }


def _paths(word: Word, least: int = 0) -> Schema:
    wrong, refused = _PATH
    one = {
        **text(Word(word.title, word.text), wrong=_TEXT),
        "allOf": [
            {
                "if": {"type": "string", "pattern": refused},
                "then": {"type": "null", "errorMessage": wrong},
            }
        ],
    }
    return _texts(word, least, one)
