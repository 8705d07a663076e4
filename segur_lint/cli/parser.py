"""What the sub-commands share: a parser that speaks French, and their common options."""

from __future__ import annotations

import argparse
import re
import sys

from segur_lint.cli.output import out
from segur_lint.errors import UsageError
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, NoReturn

    #: Flags or name, what argparse asks for, help in French and in English.
    Option = tuple[tuple[str, ...], dict[str, Any], str, str]

_FRENCH = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"arguments inconnus : \1"),
    (
        r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)",
        r"\1 : \2 n'est pas un choix possible (\3)",
    ),
    (r"argument (.*?): expected one argument", r"\1 : il manque une valeur"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 : ne prend pas de valeur (\2)"),
    (
        r"argument (.*?): invalid jobs value: (.*)",
        r"\1 : écrivez un nombre de 0 à 999, et non \2 ; 0 : selon la machine",
    ),
)
#: What argparse says in an English that tells nothing to who is not a programmer.
_ENGLISH = (
    (
        r"argument (.*?): invalid jobs value: (.*)",
        r"\1: write a number from 0 to 999, not \2; 0: as the machine has",
    ),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1: takes no value (\2)"),
)
_HELP = (
    ("usage: ", "usage : "),
    ("options:", "options :"),
    ("positional arguments:", "arguments :"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser in `lang`, whose faults are usage errors of ours.

    `later` gives options that are made when the parser is used, if it is.
    """

    lang = "fr"
    later: Callable[[], Iterable[Option]] | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.add([(("-h", "--help"), {"action": "help"}, "montre cette aide", "show this help")])

    def add(self, options: Iterable[Option]) -> None:
        """Add options, their help in the parser's language."""
        for flags, asked, fr, en in options:
            self.add_argument(*flags, help=self.say(fr, en).replace("%", "%%"), **asked)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does, once the options of `later` are added."""
        if self.later is not None:
            made, self.later = self.later(), None
            self.add(made)
        return super().parse_known_args(args, namespace)

    def _get_values(self, action: Any, arg_strings: list[str]) -> Any:
        """As argparse does, but for « --base=-- », whose value it throws away and then lacks."""
        if action.option_strings and arg_strings == ["--"]:
            raise argparse.ArgumentError(action, "expected one argument")
        return super()._get_values(action, arg_strings)

    def _print_message(self, message: str, file: Any = None) -> None:
        """As argparse does, but that it says nothing where its help cannot be written."""
        if file is sys.stdout:
            out(message)
        else:
            super()._print_message(message, file)

    def say(self, fr: str, en: str) -> str:
        """The sentence of the two that is in the parser's language."""
        return en if self.lang == "en" else fr

    def error(self, message: str) -> NoReturn:
        """Raise what argparse has to say as a `UsageError`."""
        french, english = _said(message, _FRENCH), _said(message, _ENGLISH)
        raise UsageError(
            Text(
                f"{printable(french)}. « {self.prog} --help » donne l'usage.",
                f"{printable(english)}. “{self.prog} --help” tells the usage.",
            )
        )

    def format_help(self) -> str:
        """The help, its headings in the parser's language."""
        text = super().format_help()
        for english, french in _HELP:
            text = text.replace(english, self.say(french, english))
        return text


def _said(message: str, ways: Iterable[tuple[str, str]]) -> str:
    """What argparse says, in the words that these patterns give it."""
    for pattern, said in ways:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(said)
    return message


def ids(lists: Iterable[str]) -> list[str]:
    """The rules' ids of an option that is given several times, each with several."""
    return [name for each in lists for name in each.replace(",", " ").split()]


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
        {"metavar": "FICHIER", "default": None},
        "la configuration (sinon .segur-lint.yaml, dans le dossier du fichier ou au-dessus)",
        "the configuration (else .segur-lint.yaml, in the file's folder or above it)",
    ),
    (
        ("--no-config",),
        {"dest": "config", "action": "store_false", "default": None},
        "aucune configuration",
        "no configuration",
    ),
)
