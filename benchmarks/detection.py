"""Which kinds of fault each tool finds: one fault a file, and both tools on the same files."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from fixtures.generator import Filed, deposit, name
from fixtures.mutations import MUTATIONS
from segur_lint import Linter

SCHEMA = Path(__file__).with_name("bio-loinc-va1-solde.schema.json")
#: What the controls are about, by the first letters of an id; the longest that fits says it.
THEMES = {
    "FIC": "le nom et les octets du fichier",
    "STR": "la structure du JSON",
    "STR-005": "une balise écrite deux fois",
    "ENT": "l'en-tête",
    "ENT-004": "la clé d'un numéro",
    "DEM": "la demande",
    "DEM-002": "la numérotation des demandes",
    "DEM-006": "l'unicité dans le fichier",
    "DEM-008": "l'unicité dans le fichier",
    "FAC": "la facture",
    "FAC-003": "l'écriture d'un montant",
    "FAC-006": "la date de facture et celle du fichier",
    "BEN": "les bénéficiaires",
    "BEN-003": "la clé d'un numéro",
    "BEN-004": "l'unicité dans le fichier",
    "PJ": "les pièces",
    "PJ-005": "la pièce et le numéro de sa demande",
    "PJ-011": "l'unicité dans le fichier",
    "CR": "le compte rendu et l'installation",
    "SCN": "le compte rendu et l'installation",
    "TRT": "le compte rendu et l'installation",
}
Finder = Callable[[list[Path]], set[str]]


def theme(ids: Iterable[str]) -> str:
    """What the control that a fault breaks is about."""
    first = min(ids)
    return THEMES[max((start for start in THEMES if first.startswith(start)), key=len)]


def write(folder: Path) -> dict[str, Path]:
    """One file for each kind of fault, each in a folder of its own; the kinds and the files."""
    files = {}
    for number, (kind, (change, _)) in enumerate(MUTATIONS.items()):
        rng = random.Random(number)
        plain = deposit(rng, 3)
        filed = Filed(name(plain), plain)
        change(filed, rng)
        path = folder / f"{number:03}" / filed.name
        path.parent.mkdir(parents=True)
        path.write_bytes(filed.data())
        files[kind] = path
    return files


def sound(folder: Path) -> Path:
    """A file without a fault, like the others but for that."""
    plain = deposit(random.Random(0), 3)
    path = folder / "sain" / name(plain)
    path.parent.mkdir(parents=True)
    path.write_bytes(Filed(path.name, plain).data())
    return path


def found_by_segur_lint(paths: list[Path]) -> set[str]:
    """The files in which segur-lint finds anything, advice included: each for itself, since
    together they would be a lot, in which the same invoices come again.
    """
    linter = Linter()
    return {str(path) for path in paths if linter.check_file(str(path)).findings}


def found_by_check_jsonschema(paths: list[Path]) -> set[str]:
    """The files in which check-jsonschema finds anything, or that it cannot read.

    Bytes that are not UTF-8 make it fail before it reports on any file: that file is then looked
    for, and counts as refused.
    """
    command = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", str(SCHEMA)]
    said = subprocess.run([*command, *map(str, paths)], capture_output=True, check=False).stdout
    if not said:
        if len(paths) == 1:
            return {str(paths[0])}
        half = len(paths) // 2
        return found_by_check_jsonschema(paths[:half]) | found_by_check_jsonschema(paths[half:])
    report = json.loads(said)
    return {
        each["filename"] for kind in ("errors", "parse_errors") for each in report.get(kind, ())
    }


FINDERS: dict[str, Finder] = {
    "segur-lint": found_by_segur_lint,
    "check-jsonschema": found_by_check_jsonschema,
}


def table(folder: Path) -> str:
    """How many kinds of fault each tool finds, by theme, as Markdown; and those it misses."""
    files = write(folder)
    clean = sound(folder)
    found = {tool: finder([*files.values(), clean]) for tool, finder in FINDERS.items()}
    for tool, names in found.items():
        if str(clean) in names:
            raise AssertionError(f"{tool} refuses a sound file")
    themes: dict[str, list[str]] = {}
    for kind, (_, ids) in MUTATIONS.items():
        themes.setdefault(theme(ids), []).append(kind)
    lines = ["| Les fautes portent sur | Sortes | " + " | ".join(found) + " |"]
    lines.append("|---|--:|" + "--:|" * len(found))
    for about, kinds in sorted(themes.items()):
        counts = [sum(str(files[kind]) in names for kind in kinds) for names in found.values()]
        lines.append(f"| {about} | {len(kinds)} | " + " | ".join(map(str, counts)) + " |")
    counts = [sum(str(path) in names for path in files.values()) for names in found.values()]
    totals = " | ".join(f"**{count}**" for count in counts)
    lines.append(f"| **en tout** | **{len(files)}** | {totals} |")
    for tool, names in found.items():
        missed = [kind for kind, path in files.items() if str(path) not in names]
        lines += ["", f"{tool} laisse passer {len(missed)} sortes de fautes sur {len(files)}."]
        lines[-1] += "".join(f"\n- {kind}" for kind in missed)
    return "\n".join(lines)
