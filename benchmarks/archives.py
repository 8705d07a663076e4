"""Write a sound deposit with its documents in three archives: ``python archives.py OUT BYTES``.

Two documents a demande, each of some `BYTES` bytes that do not compress, as scans are.
"""

from __future__ import annotations

import random
import sys
import zipfile
from pathlib import Path

if __name__ == "__main__":  # a script sees its own folder only
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fixtures.generator import Filed, deposit, document, name
from segur_lint.smalldocuments import pdf

DEMANDES, ARCHIVES = 200, 3


def write(out: Path, size: int) -> None:
    """The deposit, in the folder `out`: always the same bytes."""
    rng = random.Random(1)
    out.mkdir(parents=True)
    plain = deposit(rng, DEMANDES)
    for demande in plain["lignesImport"]:
        demande["piecesJustificatives"] = [
            document(kind, demande["numeroEditeur"]) for kind in ("FACTURE", "VA")
        ]
    (out / name(plain)).write_bytes(Filed(name(plain), plain).data())
    names = [
        each["nomFichier"]
        for line in plain["lignesImport"]
        for each in line["piecesJustificatives"]
    ]
    for number in range(ARCHIVES):
        with zipfile.ZipFile(out / f"pieces-{number + 1}.zip", "w", zipfile.ZIP_DEFLATED) as file:
            for each in names[number::ARCHIVES]:
                file.writestr(each, scan(each, rng.randbytes(size)))


def scan(name: str, data: bytes) -> bytes:
    """A PDF that holds `data` before its table, which stands at the end, as it mostly does."""
    body, mark, table = pdf(name).partition(b"xref\n")
    at = len(body)
    # A comment, on one line: what is before it stays where the table says.
    body += b"%" + data.translate(None, b"\r\n") + b"\n"
    return body + mark + table.replace(b"startxref\n%d" % at, b"startxref\n%d" % len(body))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
