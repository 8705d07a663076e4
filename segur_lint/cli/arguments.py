"""The arguments of every sub-command, and the sentences of argparse in French."""

from __future__ import annotations

import argparse
import re

from segur_lint import __version__
from segur_lint.errors import UsageError
from segur_lint.finding import SEVERITIES
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

_FRENCH = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"arguments inconnus : \1"),
    (
        r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)",
        r"\1 : \2 n'est pas un choix possible (\3)",
    ),
    (r"argument (.*?): expected one argument", r"\1 : il manque une valeur"),
    (r"argument (.*?): expected at least one argument", r"\1 : il manque au moins une valeur"),
    (r"argument (.*?): invalid (?:int|_jobs) value: (.*)", r"\1 : \2 n'est pas un nombre entier"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 ne va pas avec \2"),
    (r"ambiguous option: (.*) could match (.*)", r"option ambiguë : \1 peut être \2"),
)  # fmt: skip
_HELP = (
    ("usage: ", "usage : "),
    ("options:", "options :"),
    ("positional arguments:", "arguments :"),
)


class _Parser(argparse.ArgumentParser):
    """An argument parser whose faults are usage errors of ours."""

    lang = "fr"

    def error(self, message: str) -> NoReturn:
        french = message
        for english, said in _FRENCH:
            found = re.fullmatch(english, message)
            if found:
                french = found.expand(said)
        command = self.prog
        raise UsageError(
            Text(
                f"{printable(french)}. « {command} --help » donne l'usage.",
                f"{printable(message)}. “{command} --help” tells the usage.",
            )
        )

    def format_help(self) -> str:
        text = super().format_help()
        if self.lang == "fr":
            for english, french in _HELP:
                text = text.replace(english, french)
        return text


def parse(arguments: Sequence[str], lang: str) -> argparse.Namespace:
    """The parsed arguments; `run` is the function of the sub-command. `UsageError` on a fault."""
    _Parser.lang = lang

    def say(fr: str, en: str) -> str:
        return (en if lang == "en" else fr).replace("%", "%%")

    parser = _Parser(
        prog="segur-lint",
        allow_abbrev=False,
        add_help=False,
        description=say(
            "Contrôle hors ligne des dépôts JSON du Ségur, avant le portail de l'ASP.",
            "Checks the JSON deposits of the Ségur programme offline, before the portal does.",
        ),
    )
    _help(parser, say)
    parser.add_argument(
        "--version",
        action="version",
        version=f"segur-lint {__version__}",
        help=say("donne la version", "tell the version"),
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="commande" if lang == "fr" else "command"
    )
    _check(commands, say)
    _rules(commands, say)
    return parser.parse_args(list(arguments))


def _help(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "-h", "--help", action="help", help=say("montre cette aide", "show this help")
    )


def _common(parser: argparse.ArgumentParser, say: Say) -> None:
    _help(parser, say)
    parser.add_argument(
        "--pack",
        metavar="NOM",
        help=say(
            "le jeu de règles ; sinon le contenu le choisit",
            "the pack; else the content chooses it",
        ),
    )
    parser.add_argument(
        "--rules",
        metavar="DOSSIER",
        action="append",
        default=[],
        help=say(
            "un dossier de règles à vous, à côté des nôtres",
            "a folder of rules of your own, beside ours",
        ),
    )
    parser.add_argument(
        "--lang",
        choices=("fr", "en"),
        default="fr",
        help=say("la langue (fr)", "the language (fr)"),
    )
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help=say("relit les règles sans le cache", "read the rules without the cache"),
    )


def _check(commands: Commands, say: Say) -> None:
    from segur_lint.cli.check import run

    parser = commands.add_parser(
        "check",
        add_help=False,
        allow_abbrev=False,
        help=say("contrôle des dépôts", "check deposits"),
        description=say(
            "Contrôle des fichiers JSON, ou tous ceux d'un dossier.",
            "Check JSON files, or all those of a folder.",
        ),
    )
    _common(parser, say)
    parser.add_argument(
        "paths",
        metavar="CHEMIN",
        nargs="+",
        help=say(
            "fichier, dossier, ou - pour l'entrée standard",
            "file, folder, or - for the standard input",
        ),
    )
    parser.add_argument(
        "--stdin-filename",
        metavar="NOM",
        help=say(
            "le nom du fichier lu sur l'entrée standard",
            "the name of the file on the standard input",
        ),
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=say("le format du rapport (text)", "the format of the report (text)"),
    )
    parser.add_argument(
        "--output",
        metavar="FICHIER",
        help=say("écrit le rapport dans un fichier", "write the report to a file"),
    )
    parser.add_argument(
        "--date",
        metavar="AAAA-MM-JJ",
        help=say("le jour où l'on se place (aujourd'hui)", "the day to stand at (today)"),
    )
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="error",
        help=say("la gravité qui fait échouer (error)", "the severity that fails (error)"),
    )
    parser.add_argument(
        "--select",
        metavar="IDS",
        action="append",
        default=[],
        help=say(
            "ces contrôles seulement (DEM-004,FAC-003)", "these controls only (DEM-004,FAC-003)"
        ),
    )
    parser.add_argument(
        "--ignore",
        metavar="IDS",
        action="append",
        default=[],
        help=say("pas ces contrôles", "not these controls"),
    )
    parser.add_argument(
        "--no-values",
        dest="values",
        action="store_false",
        help=say("ne montre aucune valeur du dépôt", "show no value of the deposit"),
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=0,
        help=say("combien de processus (selon la machine)", "how many processes (by the machine)"),
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help=say("la couleur (auto : sur un terminal)", "colour (auto: on a terminal)"),
    )
    parser.set_defaults(run=run)


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise ValueError
    return int(text)


def _rules(commands: Commands, say: Say) -> None:
    parser = commands.add_parser(
        "rules",
        add_help=False,
        allow_abbrev=False,
        help=say(
            "les règles : les lister, en expliquer une, les éprouver",
            "the rules: list them, explain one, try them",
        ),
    )
    _help(parser, say)
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, help_text in (
        ("list", say("toutes les règles, avec leur origine", "all the rules, with their origin")),
        ("show", say("une règle expliquée", "one rule explained")),
        ("test", say("rejoue les exemples des règles", "run the examples of the rules")),
    ):
        action = actions.add_parser(
            name, add_help=False, allow_abbrev=False, help=help_text, description=help_text
        )
        _common(action, say)
        if name == "show":
            action.add_argument(
                "id",
                metavar="ID",
                help=say("l'identifiant, comme DEM-004", "the id, such as DEM-004"),
            )
        action.set_defaults(run=_run_rules)


def _run_rules(arguments: argparse.Namespace) -> int:
    """The action of `rules`; a check does not pay for importing them."""
    from segur_lint.cli import rules

    runs = {"list": rules.run_list, "show": rules.run_show, "test": rules.run_test}
    return runs[arguments.action](arguments)


if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[str, str], str]
    Commands = argparse._SubParsersAction[_Parser]
