"""The schemas of what the sections of a pack declare, name by name."""

from __future__ import annotations

from segur_lint.around import COLUMN_KEYS, COLUMN_KINDS
from segur_lint.authoring.schema.formats import FORMATS, FORMATS_TABLE
from segur_lint.authoring.schema.parts import (
    Schema,
    Snippet,
    Word,
    choice,
    flag,
    mapping,
    not_empty,
    sequence,
    snippets,
    text,
)
from segur_lint.declared import NAME_KEYS, PART_KEYS


def labels(title: str, fr: str, en: str, **others: Schema) -> Schema:
    """A label in each language, and what else an entry may have."""
    words = {
        "fr": text(Word("En français", "Le libellé en français."), "libellé", pattern=""),
        "en": text(Word("En anglais", "Le même en anglais."), "label", pattern=""),
        **others,
    }
    made = mapping(Word(title, "Un libellé fr et un libellé en."), words, required=("fr", "en"))
    made["defaultSnippets"] = snippets((Snippet(f"{{fr: {fr}, en: {en}}}", "les deux libellés"),))
    return made


def notation() -> Schema:
    """A notation of file names."""
    inside = {
        "called": text(Word("Appelée", "Son nom dans les expressions."), "type"),
        "format": text(Word("Format", "Son format.", FORMATS_TABLE), *FORMATS),
    }
    part = {
        "title": "Partie de nom",
        "description": "Comment les expressions l'appellent, et son format s'il en a un.",
        "defaultSnippets": snippets((Snippet("{called: ${1:type}}", "le nom de la partie"),)),
        "if": {"type": "object"},
        "then": mapping(
            Word("Partie de nom", "Comment les expressions l'appellent, et son format."),
            {key: inside[key] for key in PART_KEYS},
        ),
    }
    shapes = {
        "of": text(
            Word("De", "La balise qui porte le nom ; fichier pour le nom du dépôt."), "fichier"
        ),
        "notation": text(
            Word("Écriture", "Le nom, comme le guide l'écrit."), "JSON-AAAAMMJJ-numéro.json"
        ),
        "parts": mapping(
            Word("Parties", "Les mots qui varient, comme « notation » les écrit."),
            {},
            not_empty("Il faut au moins une partie."),
            others=part,
        ),
    }
    return mapping(
        Word("Nomenclature", "La balise qui porte le nom, comment il s'écrit, ses parties."),
        {key: shapes[key] for key in NAME_KEYS},
        required=NAME_KEYS,
    )


_KINDS = {"text": "un texte", "amount": "un montant", "date": "une date"}


def register() -> Schema:
    """A table that is given beside the deposits."""
    shapes = {
        "kind": choice(
            Word("Sorte", "Sans cette ligne : text."),
            {kind: _KINDS[kind] for kind in COLUMN_KINDS},
            f"La sorte est une de : {', '.join(COLUMN_KINDS)}.",
        ),
        "also": sequence(
            Word("Autres titres", "Les autres titres que cette colonne peut avoir."),
            text(Word("Titre", "Un titre de colonne."), pattern=""),
            "Il faut ici une liste de titres.",
        ),
        "required": flag(Word("Obligatoire", "false : la colonne peut manquer.")),
    }
    column = mapping(
        Word("Colonne", "Ce qu'elle contient."), {key: shapes[key] for key in COLUMN_KEYS}
    )
    keys = {
        "called": text(Word("Une ligne s'appelle", "Le nom d'une ligne."), "ligne"),
        "fr": text(Word("En français", "Le libellé en français."), "registre"),
        "en": text(Word("En anglais", "Le même en anglais."), "register"),
        "key": text(Word("Clé", "La colonne qui distingue les lignes."), "reference"),
        "columns": mapping(
            Word("Colonnes", "Les colonnes, par leur nom."),
            {},
            not_empty("Il faut au moins une colonne."),
            others=column,
        ),
    }
    return mapping(Word("Registre", "Un tableau : CSV, JSON ou YAML."), keys, required=tuple(keys))
