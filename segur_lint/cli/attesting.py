"""``check --certificate``: what was checked and what came of it, in a file that can be verified."""

from __future__ import annotations

import os
import sys

from segur_lint.cli import touching
from segur_lint.cli.arguments import ids
from segur_lint.cli.output import CERTIFICATE, is_among, refuse, spare, write
from segur_lint.errors import UsageError
from segur_lint.report.model import UNDETERMINED
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.cli.arguments import Option
    from segur_lint.cli.checking import Checked
    from segur_lint.deposit import Deposit

    #: The hash and the size of each file, by its path.
    Hashes = dict[str, tuple[str, int]]

OPTIONS: tuple[Option, ...] = (
    (("--certificate",), {"metavar": "FICHIER"},
     "écrit un certificat de ce contrôle, que « segur-lint verify » vérifie",
     "write a certificate of this check, which “segur-lint verify” verifies"),
)  # fmt: skip


def before(deposits: Sequence[Deposit], read: Sequence[str], arguments: Namespace) -> Hashes:
    """The hashes of the files as they are before the check, where a certificate is asked for.

    `UsageError` where it cannot be written, or the standard input is checked: it is no file.
    """
    path = arguments.certificate
    if path is None:
        return {}
    if not deposits and not touching.asked(arguments):
        raise UsageError(
            Text(
                "Un certificat dit quels fichiers ont été contrôlés : il n'y en a pas ici.",
                "A certificate says which files were checked: there are none here.",
            )
        )
    refuse(path, read, CERTIFICATE)
    spare(path, "certificate")
    others = [other for _, other in arguments.reports or () if other is not None]
    if os.path.realpath(path) in map(os.path.realpath, others) or is_among(path, others):
        name = printable(path)
        raise UsageError(
            Text(
                f"Le rapport et le certificat iraient dans « {name} » : donnez à chacun son "
                "fichier.",
                f"The report and the certificate would go to “{name}”: give each its own file.",
            )
        )
    return taken(deposits)


def taken(deposits: Sequence[Deposit]) -> Hashes:
    """The hashes of deposits that can be read; what cannot be is told by its check."""
    from segur_lint.hashed import hashes

    paths = [path for each in deposits for path in (*each.files, *each.beside)]
    return hashes(dict.fromkeys(path for path in paths if os.path.isfile(path)))


def certificate(found: Checked, hashed: Hashes, path: str, arguments: Namespace) -> dict[str, Any]:
    """The certificate of a check, to stand at `path`; `UsageError` where a file changed since."""
    from datetime import datetime

    from segur_lint import certificate
    from segur_lint.hashed import hashes

    after = hashes(found.files)
    for name, told in hashed.items():
        if name in after and after[name] != told:
            shown = printable(name)
            raise UsageError(
                Text(
                    f"« {shown} » a changé pendant le contrôle. Relancez quand plus rien n'y "
                    "écrit.",
                    f"“{shown}” changed during the check. Run again when nothing writes to it.",
                )
            )
    asked = certificate.Asked(
        found.linters,
        pack=arguments.pack,
        select=ids(arguments.select),
        ignore=ids(arguments.ignore),
        rules=arguments.rules,
        documents=arguments.documents,
        config="" if arguments.config is False else arguments.config,
        baseline=getattr(arguments, "baseline", None),
    )
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    folder = os.path.dirname(path)
    return certificate.made(found.report, found.linters, asked, after, folder, now)


def attest(found: Checked, hashed: Hashes, arguments: Namespace) -> dict[str, Any] | None:
    """Make the certificate that is asked for; nothing where a file could not be judged, or where
    there was none.
    """
    if arguments.certificate is None:
        return None
    if not found.report.files:
        said = Text(
            "Aucun certificat n'est écrit : rien n'était à contrôler.",
            "No certificate is written: nothing was to be checked.",
        )
        _say(said, arguments)
        return None
    unjudged = [file for file in found.report.files if file.verdict == UNDETERMINED]
    if not unjudged:
        return certificate(found, hashed, arguments.certificate, arguments)
    name = printable(unjudged[0].file)
    said = Text(
        f"Aucun certificat n'est écrit : « {name} » n'a pas pu être jugé.",
        f"No certificate is written: “{name}” could not be judged.",
    )
    _say(said, arguments)
    return None


def keep(plain: dict[str, Any] | None, arguments: Namespace) -> None:
    """Write a certificate, and tell its number."""
    if plain is None:
        return
    from segur_lint.certificate import written

    write(written(plain).decode(), arguments.certificate)
    name, number = printable(arguments.certificate), plain["number"]
    said = Text(f"Certificat {number} : {name}", f"Certificate {number}: {name}")
    _say(said, arguments)


def _say(said: Text, arguments: Namespace) -> None:
    from segur_lint.report.text import inert

    sys.stderr.write(inert(said.get(arguments.lang)) + "\n")
