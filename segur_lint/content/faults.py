"""The sentences on unsound documents, in French and in English, by the fault's name."""

from __future__ import annotations

from segur_lint.text import Text, grouped

#: `{kind}` is the format, always masculine in French; `{at}` counts bytes; `{other}` is a format.
SENTENCES = {
    "stub": (
        "Ce {kind} n'a que ses tout premiers octets : le document lui-même manque.",
        "This {kind} has only its very first bytes: the document itself is missing.",
    ),
    "cut": (
        "Ce {kind} est tronqué : sa fin manque. Copiez-le, ou enregistrez-le, à nouveau.",
        "This {kind} is truncated: its end is missing. Copy it, or save it, again.",
    ),
    "damaged": (
        "Ce {kind} est abîmé à l'octet {at} : copiez-le, ou enregistrez-le, à nouveau.",
        "This {kind} is damaged at byte {at}: copy it, or save it, again.",
    ),
    "no image": (
        "Ce {kind} ne contient pas d'image : enregistrez-le à nouveau.",
        "This {kind} holds no image: save it again.",
    ),
    "two formats": (
        "Ce fichier est à la fois un {kind} et un {other} : enregistrez le document seul.",
        "This file is both a {kind} and a {other}: save the document alone.",
    ),
    "text mode": (
        (
            "Les premiers octets de ce {kind} sont abîmés, comme par un transfert en mode texte : "
            "transférez-le en mode binaire."
        ),
        (
            "The first bytes of this {kind} are damaged, as by a transfer in text mode: "
            "transfer it in binary mode."
        ),
    ),
    "header": (
        "L'en-tête de ce {kind} n'est pas celui d'une image : enregistrez-le à nouveau.",
        "The header of this {kind} is not that of an image: save it again.",
    ),
    "checksum": (
        "L'en-tête de ce {kind} est abîmé, sa somme de contrôle est fausse : copiez-le à nouveau.",
        "The header of this {kind} is damaged, its checksum is wrong: copy it again.",
    ),
    "no size": (
        "Ce {kind} a une largeur ou une hauteur impossible : enregistrez-le à nouveau.",
        "This {kind} has an impossible width or height: save it again.",
    ),
    "no end": (
        (
            "Ce {kind} n'a pas sa marque de fin « %%EOF » dans ses 1\u00a0024 derniers octets : "
            "il est tronqué, ou autre chose est écrit à la suite."
        ),
        (
            "This {kind} has no end mark “%%EOF” in its last 1,024 bytes: "
            "it is truncated, or something else is written after it."
        ),
    ),
    "no table": (
        "Ce {kind} ne dit pas où est sa table (« startxref ») : enregistrez-le à nouveau.",
        "This {kind} does not say where its table is (“startxref”): save it again.",
    ),
    "table away": (
        "Ce {kind} place sa table à l'octet {at}, au-delà de sa fin : il en manque une partie.",
        "This {kind} puts its table at byte {at}, beyond its end: a part of it is missing.",
    ),
    "encrypted": (
        "Ce {kind} est chiffré (mot de passe ou restrictions) : enregistrez-le sans protection.",
        "This {kind} is encrypted (password or restrictions): save it without protection.",
    ),
    "late": (
        (
            "Ce {kind} ne commence qu'après des octets étrangers ({at}), que certains lecteurs "
            "refusent : enregistrez-le à nouveau."
        ),
        (
            "This {kind} begins only after foreign bytes ({at}), which some readers refuse: "
            "save it again."
        ),
    ),
}


def fault(name: str, kind: str, at: int = 0, other: str = "") -> Text:
    """The sentence called `name`; `at` is an offset or a number of bytes."""
    fr, en = SENTENCES[name]
    where = grouped(at)
    return Text(
        fr.format(kind=kind, at=where.fr, other=other),
        en.format(kind=kind, at=where.en, other=other),
    )
