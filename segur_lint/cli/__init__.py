"""The command line: `main` reads the arguments, runs a sub-command, and answers an exit code."""

from __future__ import annotations

import os
import sys

from segur_lint import __version__, quick
from segur_lint.cli.output import Closed, Writing
from segur_lint.errors import SegurLintError
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from segur_lint.cli.parser import Parser

#: Exit codes: a bug of ours, Ctrl-C, and what a shell says where a closed pipe ended a process.
BUG, INTERRUPTED, BROKEN_PIPE = 3, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run segur-lint; see `errors` for the exit codes.

    Never raises, but for a bug of ours where ``SEGUR_LINT_DEBUG`` is set: its traceback is wanted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = _lang(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that lacks « é », or a name that is no text, must not stop a report.
            stream.reconfigure(errors="backslashreplace")
    try:
        if sys.stdout is None:  # closed by who called us
            sys.stdout = Closed()
        code = _run(arguments, lang)
        with Writing():
            sys.stdout.flush()
    except SegurLintError as error:
        return _say(error, lang)
    except KeyboardInterrupt:
        return interrupted(arguments)
    except BrokenPipeError:
        # The reader of our output left; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:
        if os.environ.get("SEGUR_LINT_DEBUG"):
            raise
        print(_bug(error).get(lang), file=sys.stderr)
        return BUG
    return code


def interrupted(arguments: list[str]) -> int:
    """Say that Ctrl-C was pressed; the exit code."""
    print(Text("Interrompu.", "Interrupted.").get(_lang(arguments)), file=sys.stderr)
    return INTERRUPTED


#: The sub-commands. Each is a module here with `add(parser)`, imported when it is called.
COMMANDS = {
    "check": Text(
        "contrôle des dépôts : des fichiers JSON, ou ceux d'un dossier",
        "check deposits: JSON files, or those of a folder",
    ),
    "rules": Text(
        "les règles : les lister, en expliquer une, les éprouver",
        "the rules: list them, explain one, try them",
    ),
    "fix": Text(
        "répare ce qui peut l'être sans hésiter",
        "mend what can be mended without a doubt",
    ),
    "new": Text(
        "écrit un dépôt d'exemple, avec ses pièces",
        "write an example deposit, with its documents",
    ),
    "model": Text(
        "les modèles : en faire un du modèle officiel",
        "the models: make one of the official template",
    ),
    "baseline": Text(
        "les constats d'aujourd'hui, pour que seuls les nouveaux fassent échouer",
        "today's findings, so that only new ones fail",
    ),
    "verify": Text(
        "si un certificat vaut toujours, ou ce qui a changé",
        "whether a certificate still holds, or what changed",
    ),
    "simulate": Text(
        "ce que le portail répondrait à un dépôt",
        "what the portal would answer to a deposit",
    ),
    "resubmit": Text(
        "le dépôt suivant : les demandes qu'une réponse du portail a rejetées",
        "the next deposit: the claims that an answer of the portal rejected",
    ),
    "split": Text(
        "plusieurs dépôts d'un seul : trop long, ou dont des avances ne sont pas versées",
        "several deposits of one: too long, or with advances that are not paid",
    ),
    "completion": Text(
        "ce qu'il faut à bash, zsh ou fish pour compléter la ligne de commande",
        "what bash, zsh or fish needs to complete the command line",
    ),
}


def _run(arguments: list[str], lang: str) -> int:
    asked = quick.read(arguments)
    if asked is not None:
        from segur_lint.cli import check

        return check.run(check.plain(asked))
    called = next((each for each in arguments if not each.startswith("-")), "")
    try:
        parsed = whole_parser([called], lang).parse_args(arguments)
    except SystemExit:  # argparse told the help or the version
        return 0
    code: int = parsed.run(parsed)
    return code


def whole_parser(called: Collection[str], lang: str) -> Parser:
    """The parser of the command line, with the options of the sub-commands that are `called`."""
    from importlib import import_module

    from segur_lint.cli.parser import Parser

    Parser.lang = lang
    parser = Parser(
        prog="segur-lint",
        description=Text(
            "Contrôle hors ligne des dépôts JSON du Ségur, avant le portail de l'ASP.",
            "Checks the JSON deposits of the Ségur programme offline, before the portal does.",
        ).get(lang),
    )
    version = {"action": "version", "version": f"segur-lint {__version__}"}
    parser.add([(("--version",), version, "donne la version", "tell the version")])
    commands = parser.add_subparsers(
        prog=parser.prog,  # else argparse imports what draws a help, to find it
        dest="command",
        required=True,
        metavar=parser.say("commande", "command"),
    )
    for name, said in COMMANDS.items():
        command = commands.add_parser(name, help=said.get(lang), description=said.get(lang))
        if name in called:
            import_module(f"segur_lint.cli.{name}").add(command)
    return parser


def _say(error: SegurLintError, lang: str) -> int:
    """Tell an error in lines that no CI runner takes for commands; its exit code."""
    from segur_lint.report.text import inert

    for line in error.render(lang).split("\n"):
        print(inert(line), file=sys.stderr)
    return error.exit_code


def _lang(arguments: list[str]) -> str:
    """The language asked for, known before the arguments are read: their faults are told in it."""
    for position, argument in enumerate(arguments):
        if argument == "--lang=en" or (
            argument == "--lang" and arguments[position + 1 : position + 2] == ["en"]
        ):
            return "en"
    return "fr"


def _bug(error: Exception) -> Text:
    said = f"{type(error).__name__}: {shorten(str(error), 200)}"
    return Text(
        f"Erreur interne de segur-lint ({said}). Rien n'est prouvé sur ce dépôt. Relancez avec "
        "SEGUR_LINT_DEBUG=1 et signalez-la.",
        f"Internal error of segur-lint ({said}). Nothing is proved about this deposit. Run again "
        "with SEGUR_LINT_DEBUG=1 and report it.",
    )
