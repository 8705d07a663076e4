"""Time segur-lint beside check-jsonschema and a bare reading of the files, and print a table.

    python benchmarks/run.py                               # about a quarter of an hour
    python benchmarks/run.py --write docs/performance.md   # and keep the tables there

Each work runs whole processes on the same files, in turn; ratios are medians over paired rounds.
Needs segur-lint and its `bench` extra installed in the Python that runs it.
"""

from __future__ import annotations

import argparse
import datetime
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median

if __name__ == "__main__":  # a script sees its own folder only
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import detection
from benchmarks.measure import Command, Sample, compare, environment, machine, times_faster

GENERATOR = Path(__file__).parent.parent / "fixtures" / "generator.py"
DEMANDES = 200
#: Works on many files are long: fewer rounds tell enough.
LONG_ROUNDS = 3
PEER, FLOOR = "check-jsonschema", "python : json.load"
#: A peer that is timed where it is installed: a validator in C, as a library.
FAST = "jsonschema-rs"
_LOAD = """import json, sys
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        json.load(file)
"""
START, END = "<!-- mesures : début -->\n", "<!-- mesures : fin -->\n"


@dataclass(frozen=True, slots=True)
class Work:
    """Files to check: what they are called in the table, whether they are sound, and how ours is
    run on them (a name and the options of each).
    """

    title: str
    files: list[Path]
    sound: bool
    rounds: int
    ours: dict[str, list[str]]

    def commands(self) -> dict[str, tuple[Command, int]]:
        """Each command with the exit code it must answer: a bare reading refuses nothing."""
        files = [str(path) for path in self.files]
        refused = 0 if self.sound else 1
        python = sys.executable
        peer = [python, "-m", "check_jsonschema", "--schemafile", str(detection.SCHEMA)]
        own = [command(), "check", "--format", "text"]
        fast = [python, str(Path(__file__).with_name("peer_jsonschema_rs.py"))]
        commands: dict[str, tuple[Command, int]] = {
            name: ([*own, *options, *files], refused) for name, options in self.ours.items()
        }
        commands[PEER] = ([*peer, *files], refused)
        if find_spec("jsonschema_rs") is not None:
            commands[FAST] = ([*fast, str(detection.SCHEMA), *files], refused)
        commands[FLOOR] = ([python, "-c", _LOAD, *files], 0)
        return commands


def command() -> str:
    """The installed command: beside the Python that runs this."""
    found = which("segur-lint", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("segur-lint is not installed in this Python")
    return found


def deposits(folder: Path, files: int, faulty: int, demandes: int = DEMANDES) -> list[Path]:
    """Invented deposits, `faulty` per cent of whose demandes have a fault; always the same ones."""
    wanted = {"--seed": 1, "--demandes": demandes, "--files": files, "--faulty": faulty}
    options = [str(word) for pair in wanted.items() for word in pair]
    # In a process of its own: to the kernel, a process begins with the memory of its parent.
    subprocess.run([sys.executable, str(GENERATOR), *options, str(folder)], check=True)
    return sorted(folder.iterdir())


def works(scratch: Path, files: int, rounds: int) -> list[Work]:
    """One file, then many, sound ones and faulty ones."""
    alone = {"segur-lint": [], "segur-lint --no-cache": ["--no-cache"]}
    many = {
        "segur-lint": [],
        "segur-lint --jobs 1": ["--jobs", "1"],
        "segur-lint --jobs 2": ["--jobs", "2"],
    }
    sound = deposits(scratch / "sains", files, 0)
    faulty = deposits(scratch / "fautifs", files, 5)
    long = min(rounds, LONG_ROUNDS)
    each = f"{files} fichiers de {DEMANDES} demandes"
    one = deposits(scratch / "une", 1, 0, demandes=1)
    return [
        Work("1 fichier d'une demande saine", one, True, rounds, alone),
        Work(f"1 fichier de {DEMANDES} demandes saines", sound[:1], True, rounds, alone),
        Work(f"1 fichier de {DEMANDES} demandes, 5 % fautives", faulty[:1], False, rounds, alone),
        Work(f"{each} saines", sound, True, long, many),
        Work(f"{each}, 5 % fautives", faulty, False, long, many),
    ]


def rows(work: Work, samples: dict[str, list[Sample]]) -> list[str]:
    """The lines of the table for a work."""
    size = sum(path.stat().st_size for path in work.files) / 1e6
    lines = [
        f"**{work.title}** ({_number(size)} Mo), {work.rounds} tours :",
        "",
        f"| commande | temps écoulé | processeur | mémoire | {FLOOR}, multiplié par | {PEER} met |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, own in samples.items():
        wall = _number(1000 * median(each.wall for each in own))
        cpu = _number(1000 * median(each.cpu for each in own))
        memory = _number(max(each.memory for each in own))
        ratio = ""
        if name in work.ours:
            faster = [times_faster(own, samples[PEER], what) for what in ("wall", "cpu")]
            ratio = "{} fois plus ({} au processeur)".format(*map(_number, faster))
        floor = _number(times_faster(samples[FLOOR], own, "wall"), places=2)
        lines.append(f"| {name} | {wall} ms | {cpu} ms | {memory} Mo | {floor} | {ratio} |")
    return [*lines, ""]


def _number(value: float, places: int = 1) -> str:
    """Three figures or so, as French writes them."""
    text = f"{value:.{places}f}" if value < 100 else f"{value:,.0f}"
    return text.replace(",", "\u202f").replace(".", ",")


def heading(arguments: list[str]) -> list[str]:
    """When, where, with what, and how to do it again."""
    names = ["segur-lint", "check-jsonschema", "jsonschema", "regress"]
    names += [FAST] * (find_spec("jsonschema_rs") is not None)
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    command = " ".join(["python benchmarks/run.py", *arguments])
    return [
        f"Mesuré le {datetime.date.today():%d/%m/%Y} sur : {machine()}.",
        f"Versions : {versions}.",
        f"Commande : `{command}`",
        "",
    ]


def measured(files: int, rounds: int, arguments: list[str]) -> str:
    """Both tables, as Markdown."""
    lines = heading(arguments)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        env = environment(scratch)
        for work in works(scratch, files, rounds):
            print(work.title, file=sys.stderr)
            lines += rows(work, compare(work.commands(), work.rounds, env))
        lines += [detection.table(scratch / "fautes"), ""]
    return "\n".join(lines)


def rewritten(text: str, tables: str) -> str:
    """`text` with `tables` between its two marks; ValueError where they are not there once."""
    marked = re.compile(re.escape(START) + ".*?" + re.escape(END), re.DOTALL)
    if len(marked.findall(text)) != 1:
        raise ValueError(f"no place for the tables: {START.strip()} … {END.strip()}")
    return marked.sub(lambda _: START + tables + END, text)


def main(argv: list[str] | None = None) -> None:
    """Measure and print; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=11, help="for one file (11)")
    parser.add_argument("--files", type=int, default=100, help="of the works on many (100)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="rewrite its tables")
    arguments = list(sys.argv[1:] if argv is None else argv)
    asked = parser.parse_args(arguments)
    if asked.write is not None:  # before the work: a file without marks wastes none
        rewritten(asked.write.read_text(encoding="utf-8"), "")
    tables = measured(asked.files, asked.rounds, arguments)
    print(tables)
    if asked.write is not None:
        text = asked.write.read_text(encoding="utf-8")
        asked.write.write_text(rewritten(text, tables), encoding="utf-8")


if __name__ == "__main__":
    main()
