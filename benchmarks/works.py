"""The works that are timed: their files, who does them, and what they may cost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.lines import DEMANDES, FLOOR, Aim, Bench, Work, bare, line, size
from segur_lint.resources import folder

WRITER = Path(__file__).with_name("archives.py")


def one(bench: Bench) -> Work:
    """What a hook has, most often."""
    files = bench.deposits(1, demandes=1)
    ours = {"segur-lint": ("", Aim(0.8))}
    return bench.beside("1 fichier d'une demande saine", files, True, ours)


def full(bench: Bench) -> Work:
    """The most that a file may hold."""
    ours = {"segur-lint": ("", Aim(0.8))}
    title = f"1 fichier de {DEMANDES} demandes saines"
    return bench.beside(title, bench.deposits(bench.files)[:1], True, ours)


def full_faulty(bench: Bench) -> Work:
    """The same, with what there is to say."""
    ours = {"segur-lint": ("", Aim(1.0))}
    title = f"1 fichier de {DEMANDES} demandes, 5 % fautives"
    return bench.beside(title, bench.deposits(bench.files, 5)[:1], False, ours)


def many(bench: Bench) -> Work:
    """What a pipeline has."""
    ours = {
        "segur-lint --jobs 1": ("--jobs 1", Aim(2.0)),
        "segur-lint --jobs 2": ("--jobs 2", Aim(1.1)),
    }
    title = f"{bench.files} fichiers de {DEMANDES} demandes saines"
    return bench.beside(title, bench.deposits(bench.files), True, ours)


def many_faulty(bench: Bench) -> Work:
    """The same, with what there is to say."""
    ours = {
        "segur-lint --jobs 1": ("--jobs 1", Aim(3.0)),
        "segur-lint --jobs 2": ("--jobs 2", None),
    }
    title = f"{bench.files} fichiers de {DEMANDES} demandes, 5 % fautives"
    return bench.beside(title, bench.deposits(bench.files, 5), False, ours)


def cold(bench: Bench) -> Work:
    """Just after a rule was edited, and the very first time: what the caches hold is of no use."""
    files = bench.deposits(bench.files)[:1]
    rules = bench.scratch / "regles"
    rules.mkdir()
    text = Path(folder("rules"), "bio-loinc-va1-solde.yaml").read_text(encoding="utf-8")
    pack = rules / "mes-regles.yaml"
    # Its guide and its sample are files that stand beside ours.
    text = re.sub("(?m)^(?:guide|sample): .*\n", "", text)
    pack.write_text(re.sub("(?m)^pack: .*$", "pack: mes-regles", text), encoding="utf-8")
    empty = bench.scratch / "jamais"

    def edit() -> None:
        with pack.open("a", encoding="utf-8") as file:
            file.write("#\n")

    own = ["--rules", str(rules), "--pack", "mes-regles"]
    aim = Aim(250, milliseconds=True)
    clear = lambda: shutil.rmtree(empty, ignore_errors=True)  # noqa: E731  # two words
    lines = {
        "segur-lint, une règle vient de changer": line(files, 0, own, aim=aim, before=edit),
        "segur-lint, cache vide": line(
            files, 0, [], aim=aim, before=clear, env={"XDG_CACHE_HOME": str(empty)}
        ),
        "segur-lint --no-cache": line(files, 0, ["--no-cache"]),
        FLOOR: bare(files),
    }
    return Work(f"À froid, 1 fichier de {DEMANDES} demandes saines", lines, bench.rounds)


def growth(bench: Bench) -> Work:
    """How time and memory grow: with the number of files, and with what is in one."""
    aim, more = Aim(1.1), bench.files * 10
    files = bench.deposits(more)
    some, all_files = f"{bench.files} fichiers", f"{more} fichiers"
    full_file, over, huge = (
        f"1 fichier de {count} demandes" for count in (DEMANDES, DEMANDES + 1, bench.huge)
    )
    jobs = ["--jobs", "1"]
    one_over, one_huge = (bench.deposits(1, demandes=count) for count in (DEMANDES + 1, bench.huge))
    lines = {
        some: line(files[: bench.files], 0, jobs, base=None),
        all_files: line(files, 0, jobs, base=some, aim=Aim(1.1, flat=True), few=3),
        full_file: line(files[:1], 0, jobs, base=None),
        over: line(one_over, 1, jobs, base=full_file),
        huge: replace(
            line(one_huge, 1, jobs, base=full_file, aim=aim, few=3),
            beside=over,  # which has something to say too
        ),
    }
    return Work("Croissance, segur-lint --jobs 1, rapports par octet", lines, bench.rounds)


def archives(bench: Bench) -> Work:
    """A whole deposit: its documents are read to the last byte."""
    place = bench.scratch / "archives"
    size_each = str(100_000 if bench.files > 10 else 2_000)
    subprocess.run([sys.executable, str(WRITER), str(place), size_each], check=True)
    file, *zips = sorted(place.iterdir())
    total, base = size([file, *zips]), f"{FLOOR} et zipfile"
    lines = {
        "segur-lint": replace(line([file], 0, [], base=base), size=total),
        base: replace(bare([file, *zips]), base=base),
    }
    title = "1 dépôt de 200 demandes et ses 400 pièces dans trois archives"
    return Work(title, lines, bench.rounds, [file])


#: The works, by the name that --only has for them, in the order of the page.
WORKS: dict[str, Callable[[Bench], Work]] = {
    "1": one,
    "200": full,
    "200-fautif": full_faulty,
    "100": many,
    "100-fautifs": many_faulty,
    "froid": cold,
    "croissance": growth,
    "archives": archives,
}
