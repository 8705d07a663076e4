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
                # A comment of the PDF, on one line: its tables stay where they say they are.
                scan = b"%" + rng.randbytes(size).translate(None, b"\r\n") + b"\n"
                file.writestr(each, pdf(each).replace(b"startxref", scan + b"startxref"))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
