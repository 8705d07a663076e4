"""Which kinds of fault each tool finds: one fault a file, and all tools on the same files."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.peers import CHECK_JSONSCHEMA, SPECTRAL, Peer
from fixtures.generator import Filed, deposit, name
from fixtures.mutations import MUTATIONS

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
    from segur_lint import Linter  # heavy: a process that times others begins light

    linter = Linter()
    return {str(path) for path in paths if linter.check_file(str(path)).findings}


def found_by(peer: Peer, paths: list[Path]) -> set[str]:
    """The files in which a peer finds anything, or that it cannot read."""
    if peer.name == CHECK_JSONSCHEMA:
        return _by_check_jsonschema(peer.command, paths)
    more = ["--format", "json"] if peer.name == SPECTRAL else []
    command = [*peer.command, *more, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{peer.name}: {done.stderr[-500:]!r}")
    if peer.name == SPECTRAL:
        return {each["source"] for each in json.loads(done.stdout)}
    return {line.partition("\t")[0] for line in done.stdout.decode().splitlines()}


def _by_check_jsonschema(command: Sequence[str], paths: list[Path]) -> set[str]:
    """Bytes that are not UTF-8 make it fail before it reports on any file: that file is then
    looked for, and counts as refused.
    """
    words = [*command, "-o", "json", *map(str, paths)]
    said = subprocess.run(words, capture_output=True, check=False).stdout
    if not said:
        if len(paths) == 1:
            return {str(paths[0])}
        half = len(paths) // 2
        return _by_check_jsonschema(command, paths[:half]) | _by_check_jsonschema(
            command, paths[half:]
        )
    report = json.loads(said)
    return {
        each["filename"] for kind in ("errors", "parse_errors") for each in report.get(kind, ())
    }


def finders(peers: list[Peer]) -> dict[str, Finder]:
    """Ours first, then each peer's."""
    return {
        "segur-lint": found_by_segur_lint,
        **{peer.name: partial(found_by, peer) for peer in peers},
    }


def table(folder: Path, finders: dict[str, Finder]) -> str:
    """How many kinds of fault each tool finds, by theme, as Markdown; and those that one misses."""
    files = write(folder)
    clean = sound(folder)
    found = {tool: finder([*files.values(), clean]) for tool, finder in finders.items()}
    for tool, names in found.items():
        if str(clean) in names:
            raise AssertionError(f"{tool} refuses a sound file")
    themes: dict[str, list[str]] = {}
    for kind, (_, ids) in MUTATIONS.items():
        themes.setdefault(theme(ids), []).append(kind)
    tools, right = " | ".join(found), "--:|" * len(found)
    lines = [f"| Les fautes portent sur | Sortes | {tools} |", f"|---|--:|{right}"]
    for about, kinds in sorted(themes.items()):
        counts = [sum(str(files[kind]) in names for kind in kinds) for names in found.values()]
        lines.append(f"| {about} | {len(kinds)} | " + " | ".join(map(str, counts)) + " |")
    counts = [sum(str(path) in names for path in files.values()) for names in found.values()]
    totals = " | ".join(f"**{count}**" for count in counts)
    lines += [f"| **en tout** | **{len(files)}** | {totals} |", ""]
    lines += ["Les sortes de fautes qu'un outil au moins laisse passer :", ""]
    lines += [f"| Sorte | {tools} |", f"|---|{right}"]
    for kind, path in files.items():
        seen = [str(path) in names for names in found.values()]
        if not all(seen):
            lines.append(f"| {kind} | " + " | ".join("oui" if it else "non" for it in seen) + " |")
    return "\n".join(lines)
