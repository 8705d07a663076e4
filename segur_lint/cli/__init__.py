"""The command line: `main` reads the arguments, runs a sub-command, and answers an exit code."""

from __future__ import annotations

import os
import sys

from segur_lint.errors import SegurLintError
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

BUG, INTERRUPTED = 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run segur-lint; never raises. See `errors` for the exit codes."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = _lang(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that lacks « é », or a name that is no text, must not stop a report.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(arguments, lang)
        sys.stdout.flush()
    except SegurLintError as error:
        return _say(error, lang)
    except KeyboardInterrupt:
        print(Text("Interrompu.", "Interrupted.").get(lang), file=sys.stderr)
        return INTERRUPTED
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


#: What a shell reports of a process that a closed pipe ended.
BROKEN_PIPE = 141


def _run(arguments: list[str], lang: str) -> int:
    from segur_lint.cli.arguments import parse

    try:
        parsed = parse(arguments, lang)
    except SystemExit:  # argparse told the help or the version
        return 0
    code: int = parsed.run(parsed)
    return code


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
