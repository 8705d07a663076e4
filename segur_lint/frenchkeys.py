"""The French words under which authors look for the keys, and the values, of files of rules."""

from __future__ import annotations

from segur_lint.text import fold, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

#: What is written -> words that mean it, folded: without case, accents, spaces nor hyphens.
_MEANT = {
    # a row
    "when": ("quand", "si", "lorsque", "condition"),
    "severity": ("gravite", "severite", "niveau"),
    "title": ("titre", "intitule"),
    "stage": ("etape",),
    "assert": ("exige", "verifie", "assertion", "expression"),
    "each": ("chaque", "pourchaque"),
    "at": ("montrer",),
    "filename": ("nomdefichier", "nomdufichier"),
    "unique in": ("uniquedans",),
    "found": ("trouve",),
    "expected": ("attendu",),
    "why": ("pourquoi", "raison"),
    "fix": ("repare", "reparation", "corrige"),
    "from": ("depuis", "apartirde", "apartirdu", "debut"),
    "until": ("jusqua", "jusquau", "fin"),
    "after": ("apres",),
    "replace": ("remplace", "remplacer"),
    "drop": ("retire", "retirer", "supprime"),
    "id": ("identifiant",),
    "pass": ("passe", "juste", "accepte", "bon"),
    "fail": ("echoue", "refuse", "mauvais"),
    "fr": ("francais",),
    "en": ("anglais",),
    "error": ("erreur", "bloquant", "bloquante"),
    "warning": ("avertissement", "alerte"),
    # a pack, a guide
    "rules": ("regles", "controles"),
    "controls": ("controles", "regles"),
    "extends": ("etend", "heritede", "herite"),
    "model": ("modele",),
    "status": ("statut", "etat"),
    "sample": ("depotdexemple", "depotsain", "echantillon"),
    "params": ("parametres", "parametre"),
    "names": ("noms", "nomenclatures"),
    "stages": ("etapes",),
    "registers": ("registres",),
    "applies": ("sapplique", "sappliquea", "concerne"),
    "retired": ("retirees", "retires"),
}


def meant(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` says in French, else the one that it nearly spells, or None."""
    names = list(known)
    folded = fold(name[:200]).replace("'", "").replace("’", "")
    said = next((each for each in names if folded in _MEANT.get(each, ())), None)
    return nearest(name, names) if said is None or name in names else said
