"""What a certificate shows to a person: labels and values."""

from __future__ import annotations

from segur_lint.report.folding import some
from segur_lint.report.model import WORDS
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def facts(plain: dict[str, Any]) -> list[tuple[Text, Text]]:
    """The labels and values of a certificate (`certificate.made`), in order; all is printable."""
    held, failed, out = (_ids(plain, key) for key in ("held", "failed", "not_run"))
    packs = ", ".join(each["pack"] for each in plain["packs"])
    said = plain["statement"]
    return [
        (Text("Certificat", "Certificate"), _same(plain["number"])),
        (Text("Fait le", "Made on"), _same(plain["made"])),
        (Text("Au jour du", "As of"), _same(plain["day"][:10])),
        (Text("Verdict", "Verdict"), WORDS[plain["verdict"]]),
        (Text("Version de segur-lint", "Version of segur-lint"), _same(plain["tool"]["version"])),
        (Text("Jeux de règles", "Packs"), _same(packs)),
        (Text("Empreinte des règles", "Hash of the rules"), _same(plain["rules"]["sha256"])),
        (Text("Fichiers", "Files"), some(len(plain["files"]), "fichier", "file")),
        (Text("Contrôles conformes", "Controls that held"), _same(str(held))),
        (Text("Contrôles en faute", "Controls that failed"), _same(str(failed))),
        (
            Text("Contrôles non faits, ou pas partout", "Controls not run, or not everywhere"),
            _same(str(out)),
        ),
        (Text("Dérogations en vigueur", "Waivers in force"), _same(str(len(plain["waivers"])))),
        (Text("Portée", "Scope"), Text(printable(said["fr"]), printable(said["en"]))),
    ]


def _same(text: str) -> Text:
    return Text(*[printable(text)] * 2)


def _ids(plain: dict[str, Any], key: str) -> int:
    """How many controls are so in one file or another."""
    rows = [row for each in plain["reports"] for row in each[key]]
    return len({row if isinstance(row, str) else row["rule"] for row in rows})
