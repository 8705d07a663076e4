"""The schemas of two sections: the answer to a deposit, and the deposits that follow it.

A pack that inherits may write some of their keys only.
"""

from __future__ import annotations

from segur_lint.authoring.schema.parts import Schema, Word, mapping, sequence, text
from segur_lint.exchange import ANSWER, DEPOSITS
from segur_lint.section import PAID


def _texts(word: Word, **given: tuple[str, str]) -> Schema:
    """A mapping that has all these texts, each with what it says and an example."""
    texts = {key: text(Word(key, said), example) for key, (said, example) in given.items()}
    return mapping(word, texts, required=tuple(given))


def _stages(word: Word) -> Schema:
    stage = text(Word("Étape", "Le nom d'une étape."), pattern="")
    return sequence(word, stage, "Il faut ici une liste d'étapes.")


def answer() -> Schema:
    """Where the answer to a deposit is read, and what is an acceptance there."""
    shapes = {
        "file": text(Word("Balise du fichier", "Celle que le portail remplit."), "reference"),
        "code": text(Word("Code", "La balise du code de la réponse à une demande."), "code"),
        "label": text(Word("Libellé", "La balise du libellé de la réponse."), "libelle"),
        "accepted": _texts(
            Word("Acceptée", "Ce qu'une demande acceptée reçoit."),
            code=("Le code.", '"0000"'),
            label=("Le libellé.", "Demande acceptée"),
        ),
        "simulated": text(
            Word("Simulée", "Ce qu'une réponse simulée met dans « file »."), "SIMULATION"
        ),
        "refuses": _stages(
            Word("Refusent", "Les étapes dont une erreur fait refuser le fichier entier.")
        ),
        "rejects": _stages(
            Word("Rejettent", "Les étapes dont une erreur fait rejeter la demande.")
        ),
    }
    return mapping(
        Word("Réponse", "Où se lit la réponse du portail, et ce qui y vaut une acceptation."),
        {key: shapes[key] for key in ANSWER},
    )


def deposits() -> Schema:
    """How deposits follow each other: their numbers, their names, their maximum."""
    paid = {
        "register": ("Le registre.", "registre"),
        "balise": ("La balise qui y retrouve une demande.", "reference"),
        "column": ("La colonne qui le dit.", "etat"),
        "values": ("Ses valeurs, séparées par des virgules, ou un paramètre.", '"oui, fait"'),
    }
    shapes = {
        "number": text(Word("Numéro", "La balise qui numérote les demandes."), "rang"),
        "documents": text(Word("Document", "La balise qui nomme un document."), "nom"),
        "max": text(Word("Maximum", "Le plus de demandes par fichier."), "200"),
        "name": text(Word("Nom", "La nomenclature du nom, une de « names »."), "fichier"),
        "day": _texts(
            Word("Jour", "La partie du nom qui est le jour, et son écriture."),
            part=("La partie du nom.", "date"),
            form=("L'année AAAA, le mois MM, le jour JJ.", "AAAAMMJJ"),
        ),
        "serial": _texts(
            Word("Numéro du jour", "La partie du nom qui est le numéro du jour."),
            part=("La partie du nom.", "rang"),
            first=("Le premier, entre guillemets.", '"001"'),
            last=("Le dernier, entre guillemets.", '"999"'),
        ),
        "fill": mapping(
            Word("Autres parties", "La balise qui remplit chaque autre partie du nom."),
            {},
            others=text(Word("Balise", "Une balise du fichier même."), "reference"),
        ),
        "shown": text(Word("Montrée", "La balise par laquelle on connaît une demande."), "nom"),
        "paid": _texts(
            Word("Payée", "Ce qui dit qu'une demande n'a pas à attendre."),
            **{key: paid[key] for key in PAID},
        ),
    }
    return mapping(
        Word("Dépôts", "Comment les dépôts se suivent : numérotation, nom, maximum."),
        {key: shapes[key] for key in DEPOSITS},
    )
