"""Whole processes, timed: what the kernel says of each, and medians of pairs."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Sample:
    """One process: user and system time with its children's, time by the clock (both in seconds),
    and the most memory that one of its processes held (in MB).
    """

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Run:
    """A command and the exit code that it must answer.

    `before` is done before each of its processes, and not timed; `env` stands over the variables
    of all. A command that is long has `few` rounds, and no run that is not counted.
    """

    command: Command
    expected: int
    before: Callable[[], object] | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    few: int | None = None


class VerdictError(Exception):
    """A command answered another exit code than the work calls for: its time means nothing."""


def environment(scratch: Path) -> dict[str, str]:
    """Variables alike for all: none of Python's own, caches of the run's own, warmed before it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {
        **kept,
        "PYTHONPYCACHEPREFIX": str(scratch / "pyc"),
        "XDG_CACHE_HOME": str(scratch / "cache"),
    }


def once(command: Command, env: Mapping[str, str], expected: int) -> Sample:
    """Run a command to its end; `VerdictError` where its exit code is not `expected`."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        # wait4 took what Popen would wait for.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != expected:
            said.seek(0)
            last = said.read()[-500:].decode(errors="replace")
            raise VerdictError(f"{command[:6]}: {process.returncode}, not {expected}\n{last}")
    # ru_maxrss is in kB, but on macOS, where it is in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Sample(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit)


def sample(run: Run, env: Mapping[str, str]) -> Sample:
    """One process of a run."""
    if run.before is not None:
        run.before()
    return once(run.command, {**env, **run.env}, run.expected)


def compare(
    runs: Mapping[str, Run], rounds: int, env: Mapping[str, str]
) -> dict[str, list[Sample]]:
    """The samples of each run, a round running all of them in turn, each round from another.

    Two processes of each are not counted: they fill the caches, segur-lint's own at the second run
    of all. Those of few rounds have none.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in runs}
    for run in runs.values():
        for _ in range(0 if run.few is not None else 2):
            sample(run, env)
    order = list(runs)
    for number in range(rounds):
        for name in order:
            few = runs[name].few
            if few is None or number < few:
                samples[name].append(sample(runs[name], env))
        order.append(order.pop(0))
    return samples


def ratio(own: list[Sample], base: list[Sample], scale: float = 1) -> float:
    """The median, over the rounds that both have, of how many times the base's time by the clock
    the other takes; `scale` is how many times more it has to do.
    """
    return median(ours.wall / theirs.wall / scale for ours, theirs in zip(own, base, strict=False))


def machine() -> str:
    """The processor, its cores, the system and the Python of this run."""
    name = platform.processor() or platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    return (
        f"{name}, {os.cpu_count()} cœurs, {platform.system()}, Python {platform.python_version()}"
    )
