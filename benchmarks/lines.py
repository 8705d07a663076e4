"""What a work is made of: lines that run on files, with what they may cost, beside the peers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import Run
from benchmarks.peers import Peer

GENERATOR = Path(__file__).parent.parent / "fixtures" / "generator.py"
DEMANDES = 200
FLOOR = "python : json.load"
#: What is over the limit of the guide, to see how time grows in one file.
HUGE = 20_000
#: A process of ours may hold that many MB.
MEMORY = 25.0
_LOAD = """import json, sys
for path in sys.argv[1:]:
    if path.endswith(".zip"):
        import zipfile
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                archive.read(name)
    else:
        with open(path, "rb") as file:
            json.load(file)
"""


@dataclass(frozen=True, slots=True)
class Aim:
    """The most that a line may have: of its ratio, or of its median time in ms; of the ratio of its
    memory to that of its base too, where it must stay `flat`.
    """

    most: float
    milliseconds: bool = False
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what runs, on how many bytes, and the line it is a ratio to, per byte;
    `beside` is another such line, of which no aim speaks.
    """

    run: Run
    size: int
    base: str | None = FLOOR
    aim: Aim | None = None
    ours: bool = True
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A table: its lines by name; `profile` where its last word is to see where the time goes."""

    title: str
    lines: dict[str, Line]
    rounds: int
    profile: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the files are made, how many, how many rounds, and who is there beside us."""

    scratch: Path
    files: int
    rounds: int
    peers: list[Peer]
    huge: int = HUGE

    def deposits(self, files: int, faulty: int = 0, demandes: int = DEMANDES) -> list[Path]:
        """Invented deposits, `faulty` per cent of whose demandes have a fault; always the same."""
        place = self.scratch / f"{files}-{demandes}-{faulty}"
        if not place.exists():
            wanted = {"--seed": 1, "--demandes": demandes, "--files": files, "--faulty": faulty}
            options = [str(word) for pair in wanted.items() for word in pair]
            # In a process of its own: to the kernel, a process begins with its parent's memory.
            subprocess.run([sys.executable, str(GENERATOR), *options, str(place)], check=True)
            for path in place.glob("*-1000.json"):  # numbers have three figures: the day after's
                path.rename(place / path.name.replace("0115-1000", "0116-001"))
        return sorted(place.iterdir())

    def beside(
        self, title: str, files: list[Path], sound: bool, ours: Mapping[str, tuple[str, Aim | None]]
    ) -> Work:
        """Ours, with the options of each, beside all peers and a bare reading of the files."""
        refused, few = 0 if sound else 1, 1 if len(files) > 1 else None
        lines = {
            name: line(files, refused, options.split(), aim=aim)
            for name, (options, aim) in ours.items()
        }
        for peer in self.peers:
            run = Run([*peer.command, *_texts(files)], refused, few=few if peer.slow else None)
            lines[peer.name] = Line(run, size(files), ours=False)
        lines[FLOOR] = bare(files)
        return Work(title, lines, self.rounds)


def command() -> str:
    """The installed command: beside the Python that runs this."""
    found = shutil.which("segur-lint", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("segur-lint is not installed in this Python")
    return found


def _texts(files: list[Path]) -> list[str]:
    return [str(path) for path in files]


def size(files: list[Path]) -> int:
    """The bytes of all."""
    return sum(path.stat().st_size for path in files)


def line(
    files: list[Path], refused: int, options: list[str], *, few: int | None = None,
    base: str | None = FLOOR, aim: Aim | None = None, before: Callable[[], object] | None = None,
    env: dict[str, str] | None = None,
) -> Line:  # fmt: skip
    """A line of ours."""
    words = [command(), "check", "--format", "text", *options, *_texts(files)]
    return Line(Run(words, refused, before, env or {}, few), size(files), base, aim)


def bare(files: list[Path]) -> Line:
    """The least that any program in Python does: it reads the files, and refuses nothing."""
    words = [sys.executable, "-c", _LOAD, *_texts(files)]
    return Line(Run(words, 0), size(files), ours=False)
