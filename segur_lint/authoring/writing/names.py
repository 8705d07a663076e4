"""What options call what is written: packs, ids, sources. `UsageError` for what is no name."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from segur_lint.errors import UsageError
from segur_lint.row import SOURCE
from segur_lint.text import Text, hint, printable

if TYPE_CHECKING:
    from segur_lint.author import Rules
    from segur_lint.pack import PackFile

_PACK = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_PREFIX = re.compile("[A-Z][A-Z0-9]{1,9}")
_NUMBER = re.compile("0{0,2}[1-9][0-9]{0,2}", re.ASCII)


def pack_name(text: str) -> str:
    """What ``--pack`` calls a pack that is to be made."""
    if _PACK.fullmatch(text):
        return text
    shown = printable(text)
    raise UsageError(
        Text(
            f"--pack : « {shown} » ; le nom d'un jeu est fait de minuscules, de chiffres et de "
            "traits d'union.",
            f"--pack: “{shown}”; a pack's name is made of lower-case letters, digits and hyphens.",
        )
    )


def pack_of_file(path: str) -> str:
    """What a pack is called by its file, where nothing else names it."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return pack_name("-".join(re.findall("[a-z0-9]+", stem.lower())) or stem)


def prefix(text: str) -> str:
    """What ``--prefix`` says that ids begin with."""
    if _PREFIX.fullmatch(text):
        return text
    shown = printable(text)
    raise UsageError(
        Text(
            f"--prefix : « {shown} » n'est pas le début d'un identifiant. Donnez de 2 à 10 "
            "capitales ou chiffres, une capitale d'abord, comme ABC.",
            f"--prefix: “{shown}” is not what an id begins with. Give 2 to 10 capitals or digits, "
            "a capital first, such as ABC.",
        )
    )


def prefix_of(pack: PackFile | None, name: str) -> str:
    """What most of a pack's own ids begin with; else what its name does."""
    rows = pack.rows if pack is not None else []
    own = [row.id.partition("-")[0] for row in rows if row.action == "add"]
    found = max(own, key=own.count) if own else name.partition("-")[0].upper()
    if _PREFIX.fullmatch(found):
        return found
    fr, en = "donnez", "give"
    if name:
        fr = f"le nom du jeu, « {printable(name)} », n'en donne pas. Donnez"
        en = f"the pack's name, “{printable(name)}”, gives none. Give"
    raise UsageError(
        Text(
            f"Il manque --prefix : {fr} le début des identifiants, de 2 à 10 capitales ou "
            "chiffres, une capitale d'abord, comme ABC.",
            f"--prefix is missing: {en} what ids begin with, 2 to 10 capitals or digits, a capital "
            "first, such as ABC.",
        )
    )


def first(text: str) -> int:
    """The number that ``--first`` gives."""
    if _NUMBER.fullmatch(text) and int(text) <= 999:  # three digits
        return int(text)
    shown = printable(text)
    raise UsageError(
        Text(
            f"--first : « {shown} » n'est pas un nombre de 1 à 999.",
            f"--first: “{shown}” is not a number from 1 to 999.",
        )
    )


def source(text: str) -> str:
    """The source of rows that ``--source`` gives."""
    if SOURCE.fullmatch(text):
        return text
    shown = printable(text)
    raise UsageError(
        Text(
            f"--source : « {shown} » ; écrivez §3.2, déduit ou usage, puis une précision entre "
            "parenthèses si besoin, ou supposé (d'après quoi).",
            f"--source: “{shown}”; write §3.2, déduit or usage, then a word in parentheses where "
            "needed, or supposé (on what it rests).",
        )
    )


def unknown_pack(name: str, rules: Rules) -> UsageError:
    """No pack of that name is there to add to."""
    near = hint(name, rules.packs)
    shown = printable(name)
    return UsageError(
        Text(
            f"Le jeu « {shown} » n'existe pas.{near.fr} Donnez --output pour en faire un, ou "
            "--rules pour le dossier où il est.",
            f"There is no pack “{shown}”.{near.en} Give --output to make one, or --rules for the "
            "folder that it is in.",
        )
    )


def elsewhere(pack: PackFile) -> UsageError:
    """A pack of that name is in another file than the one to write."""
    where = printable(pack.source.name)
    return UsageError(
        Text(
            f"Le jeu « {pack.name} » est déjà dans « {where} ». Pour le compléter, --write ; pour "
            "en faire un autre, donnez-lui un autre nom avec --pack.",
            f"The pack “{pack.name}” is already in “{where}”. To complete it, --write; to make "
            "another one, give it another name with --pack.",
        )
    )


def not_yours(pack: PackFile) -> UsageError:
    """A pack that came with segur-lint is not written to."""
    return UsageError(
        Text(
            f"Le jeu « {pack.name} » est de segur-lint : faites-en un à vous qui l'étend "
            "(« segur-lint rules new »).",
            f"The pack “{pack.name}” is segur-lint's: make one of yours that extends it "
            "(“segur-lint rules new”).",
        )
    )
