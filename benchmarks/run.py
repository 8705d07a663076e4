"""Time segur-lint beside what a user would take instead, and print the tables of the page.

    python benchmarks/run.py --write docs/performance.md   # all, and keep the tables there
    python benchmarks/run.py --only 200 froid              # some works
    python benchmarks/run.py --rounds 1 --files 2          # a look

Each work runs whole processes on the same files, in turn; ratios are medians over paired rounds.
Needs segur-lint and its `bench` extra installed in the Python that runs it; node and npm for the
peers of npm. A peer that is not there is left out, and the page says so.
"""

from __future__ import annotations

import argparse
import datetime
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

if __name__ == "__main__":  # a script sees its own folder only
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import detection, peers, tables
from benchmarks.lines import HUGE, Bench
from benchmarks.measure import compare, environment, machine
from benchmarks.works import WORKS

#: The work that times nothing: which kinds of fault each tool finds.
FAULTS = "fautes"
PROFILED = Path(__file__).with_name("profiled.py")
START, END = "<!-- mesures : début -->\n", "<!-- mesures : fin -->\n"


def heading(arguments: list[str], there: list[peers.Peer], missing: list[str]) -> list[str]:
    """When, where, with what, and how to do it again."""
    versions = [f"segur-lint {version('segur-lint')}", *(peer.versions for peer in there)]
    if any(peer.name in (peers.AJV, peers.SPECTRAL) for peer in there):
        node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
        versions.append(f"node {node.stdout.strip().removeprefix('v')}")
    command = " ".join(["python benchmarks/run.py", *arguments])
    return [
        f"Mesuré le {datetime.date.today():%d/%m/%Y} sur : {machine()}.",
        f"Versions : {', '.join(versions)}.",
        *(f"Absent : {line}." for line in missing),
        f"Commande : `{command}`",
        "",
    ]


def around(scratch: Path, names: list[str]) -> tuple[list[peers.Peer], list[str]]:
    """The peers of these names that are there, and why the others are not."""
    there, missing = [], []
    for name in names:
        try:
            there.append(peers.ready(name, scratch))
        except peers.MissingError as error:
            missing.append(f"{name}, {error}")
    return there, missing


def measured(asked: argparse.Namespace, arguments: list[str]) -> str:
    """The tables of the works that are asked for, as Markdown."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        there, missing = around(scratch, asked.peers)
        bench = Bench(scratch, asked.files, asked.rounds, there, asked.huge)
        env = environment(scratch)
        done: list[tables.Measured] = []
        lines: list[str] = []
        for each in asked.only:
            print(each, file=sys.stderr)
            if each == FAULTS:
                continue
            work = WORKS[each](bench)
            runs = {name: line.run for name, line in work.lines.items()}
            done.append((work, compare(runs, work.rounds, env)))
            lines += tables.times(*done[-1])
            if work.profile:
                command = [sys.executable, str(PROFILED), *map(str, work.profile)]
                said = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
                lines += [said.stdout.strip(), ""]
        if FAULTS in asked.only:
            lines += [detection.table(scratch / FAULTS, detection.finders(there)), ""]
        return "\n".join([*heading(arguments, there, missing), *tables.aims(done), *lines])


def rewritten(text: str, tables: str) -> str:
    """`text` with `tables` between its two marks; ValueError where they are not there once."""
    marked = re.compile(re.escape(START) + ".*?" + re.escape(END), re.DOTALL)
    if len(marked.findall(text)) != 1:
        raise ValueError(f"no place for the tables: {START.strip()} … {END.strip()}")
    return marked.sub(lambda _: START + tables + END, text)


def main(argv: list[str] | None = None) -> None:
    """Measure and print; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=11, help="of each work (11)")
    parser.add_argument("--files", type=int, default=100, help="of the works on many (100)")
    parser.add_argument("--huge", type=int, default=HUGE, help=f"demandes of one file ({HUGE})")
    works = [*WORKS, FAULTS]
    parser.add_argument("--only", nargs="+", choices=works, default=works, help="these works")
    parser.add_argument("--peers", nargs="*", choices=peers.ALL, default=list(peers.ALL))
    parser.add_argument("--write", type=Path, metavar="FILE", help="rewrite its tables")
    arguments = list(sys.argv[1:] if argv is None else argv)
    asked = parser.parse_args(arguments)
    if asked.write is not None:  # before the work: a file without marks wastes none
        rewritten(asked.write.read_text(encoding="utf-8"), "")
    tables_made = measured(asked, arguments)
    print(tables_made)
    if asked.write is not None:
        text = asked.write.read_text(encoding="utf-8")
        asked.write.write_text(rewritten(text, tables_made), encoding="utf-8")


if __name__ == "__main__":
    main()
