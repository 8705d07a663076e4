"""What the sub-commands share of their arguments: options, and how their values are read."""

from __future__ import annotations

from segur_lint.errors import UsageError
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    #: Flags or name, what argparse asks for, help in French and in English.
    Option = tuple[tuple[str, ...], dict[str, Any], str, str]

#: The action of ``--format`` and ``--output``: see `parser`.
REPORT = "report"
#: The action of ``--config`` and ``--no-config``.
SETTING = "setting"


def defaults(options: Iterable[Option]) -> dict[str, Any]:
    """What argparse makes of options that are not given: their values by their names."""
    missing = {"store_true": False, "store_false": True}
    found = {}
    for flags, asked, *_ in options:
        name = asked.get("dest") or flags[0].lstrip("-").replace("-", "_")
        value = asked.get("default", missing.get(asked.get("action", "")))
        found[name] = list(value) if isinstance(value, list) else value
    return found


def ids(lists: Iterable[str]) -> list[str]:
    """The rules' ids of an option that is given several times, each with several; ``fac-003`` is
    FAC-003, and a word that is no id stays as it is.
    """
    names = [name for each in lists for name in each.replace(",", " ").split()]
    return [name.upper() if "-" in name else name for name in names]


#: What options of pairs call their values, but for ``--set``.
_FILES = {"--register": ("FICHIER", "FILE")}


def pairs(option: str, given: Iterable[str]) -> dict[str, str]:
    """The values of ``--set NAME=VALUE``; `UsageError` where one is not so written."""
    fr, en = _FILES.get(option, ("VALEUR", "VALUE"))
    found: dict[str, str] = {}
    for pair in given:
        name, sign, text = pair.partition("=")
        if not sign or not text.strip() or name in found:
            raise UsageError(
                Text(
                    f"« {option} {printable(pair)} » : écrivez {option} NOM={fr}, chaque nom "
                    "une fois.",
                    f"“{option} {printable(pair)}”: write {option} NAME={en}, each name once.",
                )
            )
        found[name] = text.strip()
    return found


def jobs(text: str) -> int:
    """The number of processes that `text` asks for."""
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_JOBS:
        return int(text)
    raise ValueError


#: Digits of a number of processes.
LONGEST_JOBS = 3
#: What ``--pack`` is where deposits are read.
PACK = Text(
    "le jeu de règles ; sinon le contenu le choisit", "the pack; else the content chooses it"
)


def named(said: Text) -> Option:
    """The option ``--pack`` of a command for which it is what `said` tells."""
    return ("--pack",), {"metavar": "NOM"}, said.fr, said.en


#: The options of every command that reads rules.
COMMON: tuple[Option, ...] = (
    named(PACK),
    (
        ("--rules",),
        {"metavar": "DOSSIER", "action": "append", "default": []},
        "un dossier de règles à vous, à côté des nôtres",
        "a folder of rules of your own, beside ours",
    ),
    (
        ("--lang",),
        {"choices": ("fr", "en"), "default": "fr"},
        "la langue (fr)",
        "the language (fr)",
    ),
    (
        ("--no-cache",),
        {"dest": "cache", "action": "store_false"},
        "relit les règles sans le cache",
        "read the rules without the cache",
    ),
)
#: The options of every command that checks deposits.
CONFIG: tuple[Option, ...] = (
    (
        ("--config",),
        {"metavar": "FICHIER", "default": None, "action": SETTING},
        "la configuration (sinon .segur-lint.yaml, dans le dossier du fichier ou au-dessus)",
        "the configuration (else .segur-lint.yaml, in the file's folder or above it)",
    ),
    (
        ("--no-config",),
        {"dest": "config", "action": SETTING, "nargs": 0, "default": None},
        "aucune configuration",
        "no configuration",
    ),
)
