"""``segur-lint verify``: whether a certificate still holds, or what changed since."""

from __future__ import annotations

import os

from segur_lint.certificatediff import changes, remarks
from segur_lint.certified import load
from segur_lint.cli.arguments import COMMON, CONFIG, pairs
from segur_lint.cli.attesting import certificate, taken
from segur_lint.cli.checking import ASKED, PATHS, PLAIN, checked, named
from segur_lint.cli.knowing import OPTIONS as KNOWN
from segur_lint.cli.knowing import known, set_aside
from segur_lint.cli.output import say
from segur_lint.errors import UsageError
from segur_lint.report.folding import fold
from segur_lint.report.text import inert
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser

_OPTIONS: tuple[Option, ...] = (
    (("certificate",), {"metavar": "CERTIFICAT"},
     "le certificat, écrit par « segur-lint check --certificate »",
     "the certificate, written by “segur-lint check --certificate”"),
)  # fmt: skip
#: Changes that are told; of more, how many there are.
TOLD = 50


def add(parser: Parser) -> None:
    """The options of ``verify``."""
    parser.add((*COMMON, *CONFIG, *_OPTIONS, *PATHS, *ASKED, *KNOWN))
    parser.set_defaults(run=run, **PLAIN)


def run(arguments: Namespace) -> int:
    """0 where the certificate holds, 1 where something changed, 2 where it cannot be known."""
    lang = arguments.lang
    old = load(arguments.certificate)
    new, code = _again(old, arguments)
    changed, told = changes(old, new), remarks(old, new)
    number = old["number"]
    for each in changed[:TOLD]:
        _tell(f"- {each.get(lang)}")
    if len(changed) > TOLD:
        more = len(changed) - TOLD
        _tell(Text(f"… et {more} de plus.", f"… and {more} more.").get(lang))
    for each in told:
        _tell(each.get(lang))
    if changed:
        said = Text(
            f"Le certificat {number} ne vaut plus.", f"The certificate {number} holds no more."
        )
    else:
        said = Text(f"Le certificat {number} vaut toujours.", f"The certificate {number} holds.")
    _tell(said.get(lang))
    return code or int(bool(changed))


def _tell(said: str) -> None:
    """A sentence, in lines that no CI runner takes for commands."""
    for line in fold(said, "", "  "):
        say(inert(line))


def _resume(asked: dict[str, Any], arguments: Namespace) -> None:
    """Ask again for the files that were named then and are still there, unless others are now."""
    folder = os.path.dirname(arguments.certificate)

    def there(path: str) -> str | None:
        found = os.path.join(folder, path)
        return found if os.path.exists(found) else None

    if arguments.baseline is None and asked["baseline"]:
        arguments.baseline = there(asked["baseline"][0]["file"])
    if arguments.config is None and asked["config"] is not None:
        arguments.config = there(asked["config"]) if asked["config"] else False
    for option in ("rules", "documents"):
        if not getattr(arguments, option):
            setattr(arguments, option, [path for path in map(there, asked[option]) if path])
    given = pairs("--register", arguments.registers)
    arguments.registers = [
        *arguments.registers,
        *(
            f"{each['name']}={path}"
            for each in asked["registers"]
            if each["name"] not in given and (path := there(each["file"])) is not None
        ),
    ]


def _require_rules(asked: dict[str, Any], arguments: Namespace) -> None:
    """`UsageError` where the pack to use may be of rules that are no more where they were."""
    folder = os.path.dirname(arguments.certificate)
    lost = [path for path in asked["rules"] if not os.path.isdir(os.path.join(folder, path))]
    if asked["pack"] is not None and lost and not arguments.rules:
        shown = printable(", ".join(lost))
        raise UsageError(
            Text(
                f"Le certificat a été fait avec des règles à vous (« {shown} »), qui ne sont pas "
                "là : redonnez leur dossier, --rules DOSSIER.",
                f"The certificate was made with rules of your own (“{shown}”), which are not "
                "there: give their folder again, --rules FOLDER.",
            )
        )


def _again(old: dict[str, Any], arguments: Namespace) -> tuple[dict[str, Any], int]:
    """The certificate of the same check, done again; 2 or 3 where a file cannot be judged now."""
    asked = old["asked"]
    if arguments.pack is None:
        arguments.pack = asked["pack"]
        _require_rules(asked, arguments)
    arguments.select = arguments.select or list(asked["select"])
    arguments.ignore = arguments.ignore or list(asked["ignore"])
    _resume(asked, arguments)
    baseline = known(arguments)
    aside = [arguments.certificate, *([arguments.baseline] if baseline else [])]
    deposits = named(arguments, aside)
    if not deposits:
        raise UsageError(
            Text(
                "Un certificat est celui de fichiers : donnez-les, ou leur dossier.",
                "A certificate is of files: give them, or their folder.",
            )
        )
    hashed = taken(deposits)
    found = checked(deposits, arguments)
    set_aside(baseline, found.report, found.files, arguments)
    code = found.report.exit_code("error")
    return certificate(found, hashed, arguments.certificate, arguments), code if code > 1 else 0
