"""The parser of the command line: argparse, in French."""

from __future__ import annotations

import argparse
import re
import sys

from segur_lint.cli.arguments import REPORT, SETTING
from segur_lint.cli.output import out
from segur_lint.errors import UsageError
from segur_lint.text import Text, hint, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, NoReturn

    from segur_lint.cli.arguments import Option

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
    #: What is parsed.
    words: Sequence[str] = ()
    later: Callable[[], Iterable[Option]] | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.register("action", REPORT, _Report)
        self.register("action", SETTING, _Setting)
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
        self.words = list(sys.argv[1:] if args is None else args)
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and self._subparsers is None:  # argparse would ask the parser above
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

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
        meant = self._meant(message)
        raise UsageError(
            Text(
                f"{printable(french)}.{meant.fr} « {self.prog} --help » donne l'usage.",
                f"{printable(english)}.{meant.en} “{self.prog} --help” tells the usage.",
            )
        )

    def _meant(self, message: str) -> Text:
        """What was meant, where a word is nearly one that is known, or was read as a value."""
        if found := re.match(r"unrecognized arguments: (--[^ =]+)", message):
            return hint(found[1], self._option_string_actions)
        if found := re.match(r"argument .*?: invalid choice: (.*) \(choose from (.*)\)", message):
            return hint(found[1].strip("'\""), found[2].replace("'", "").split(", "))
        before, last = ["", "", *self.words][-2:]
        action = self._option_string_actions.get(before)
        takes = action is not None and action.nargs != 0 and action.choices is None
        if message.startswith("the following") and takes:
            name = printable(last)
            return Text(
                f" « {name} » a été lu comme la valeur de {before}.",
                f" “{name}” was read as the value of {before}.",
            )
        return Text("", "")

    def format_help(self) -> str:
        """The help, its headings in the parser's language."""
        text = super().format_help()
        for english, french in _HELP:
            text = text.replace(english, self.say(french, english))
        return text


class _Report(argparse.Action):
    """Keeps each ``--format`` with its ``--output``, in the order of the command line.

    What it makes is a list of pairs, either of which may be missing: an output goes with the format
    before it, or with the next where that one has its own.
    """

    def __call__(self, _parser: Any, namespace: Namespace, value: Any, option: Any = None) -> None:
        """Add a format, or an output."""
        asked = getattr(namespace, self.dest) or []
        at = int(option == "--output")
        if not asked or asked[-1][at] is not None:
            asked = [*asked, [None, None]]
        asked[-1][at] = value
        setattr(namespace, self.dest, asked)


class _Setting(argparse.Action):
    """Keeps the configuration that is named, or False where none is asked for; never both."""

    def __call__(self, parser: Any, namespace: Namespace, value: Any, _option: Any = None) -> None:
        """Keep it."""
        given = value if self.nargs is None else False
        before = getattr(namespace, self.dest)
        if before is not None and (before is False) is not (given is False):
            both = Text(
                "--config et --no-config ne vont pas ensemble",
                "--config and --no-config do not go together",
            )
            parser.error(parser.say(both.fr, both.en))
        setattr(namespace, self.dest, given)


def _said(message: str, ways: Iterable[tuple[str, str]]) -> str:
    """What argparse says, in the words that these patterns give it."""
    for pattern, said in ways:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(said)
    return message
