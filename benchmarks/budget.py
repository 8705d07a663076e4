"""Count what a check costs, in steps and bytes rather than seconds, against a recorded budget.

    python benchmarks/budget.py           # fails where a work costs a tenth more than recorded
    python benchmarks/budget.py --write   # records what it costs now, in benchmarks/budget.json

The steps are the instructions of Python's own code, the bytes the most that a work holds at
once: both are the same on a busy machine as on a quiet one, and change with the version of Python.
The files are invented, always the same. A work is done once before it is counted.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

if __name__ == "__main__":  # a script sees its own folder only
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fixtures.generator import Filed, deposit, name
from fixtures.mutations import ON_DEMANDE

RECORDED = Path(__file__).with_name("budget.json")
#: How much more than recorded a work may cost.
MORE = 1.10
VERSION = "{}.{}".format(*sys.version_info[:2])


def files(folder: Path) -> dict[str, list[str]]:
    """What is checked: a sound file of 200 units, several of 20 together, one with faults."""
    rng = random.Random(1)
    found: dict[str, list[str]] = {"sound": [], "together": [], "faulty": []}
    for work, count, units in (("sound", 1, 200), ("together", 5, 20), ("faulty", 1, 20)):
        for number in range(1, count + 1):
            plain = deposit(rng, units, first=1 + 1000 * number)
            filed = Filed(name(plain, number=number), plain)
            if work == "faulty":
                change, _ = ON_DEMANDE["numLigne manque"]
                change(plain["lignesImport"][7], rng)
            path = folder / work / filed.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(filed.data())
            found[work].append(str(path))
    return found


def steps(work: Callable[[], object]) -> int:
    """How many instructions of Python's own code a work takes."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def peak(work: Callable[[], object]) -> int:
    """The most bytes that a work holds at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def counted() -> dict[str, dict[str, int]]:
    """What each work costs: in a process of its own, whose texts hash always the same."""
    code = "from benchmarks.budget import measure; measure()"
    with tempfile.TemporaryDirectory() as cache:
        env = {
            **os.environ,
            "PYTHONHASHSEED": "0",
            "XDG_CACHE_HOME": cache,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        env.pop("GITHUB_ACTIONS", None)
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
    found: dict[str, dict[str, int]] = json.loads(done.stdout)
    return found


def measure() -> None:
    """Do the works and print what they cost, in JSON; in a process of its own."""
    from segur_lint import quick
    from segur_lint.cli import main
    from segur_lint.quick import store

    vars(store)["_TICK"] = 0  # the files of a clone may be seconds old
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for what, paths in files(Path(folder)).items():
            arguments = ["check", "--jobs", "1", *paths]
            quick.prepare(arguments)

            def work(arguments: list[str] = arguments, what: str = what) -> None:
                with contextlib.redirect_stdout(io.StringIO()):
                    code = quick.check(arguments)
                    code = main(arguments) if code is None and what == "faulty" else code
                if code != (1 if what == "faulty" else 0):
                    raise AssertionError(f"{what}: exit code {code}")

            work()
            found[what] = {"steps": steps(work), "bytes": peak(work)}
    print(json.dumps(found))


def over(recorded: dict[str, dict[str, int]], now: dict[str, dict[str, int]]) -> list[str]:
    """A line for each cost that is more than its budget, or that has none."""
    lines = []
    for work, costs in now.items():
        for what, cost in costs.items():
            budget = recorded.get(work, {}).get(what)
            if budget is None or cost > budget * MORE:
                lines.append(f"{work}: {cost} {what}, over the {budget} recorded")
    return lines


def main(argv: list[str] | None = None) -> int:
    """Count, and compare or record; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="record what works cost now")
    asked = parser.parse_args(argv)
    recorded = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    if not asked.write and VERSION not in recorded:
        print(f"no budget is recorded for Python {VERSION}")
        return 0
    now = counted()
    for work, costs in now.items():
        print(f"{work}: " + ", ".join(f"{cost:,} {what}" for what, cost in costs.items()))
    if asked.write:
        recorded[VERSION] = now
        RECORDED.write_text(json.dumps(recorded, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    lines = over(recorded[VERSION], now)
    print("\n".join(lines or ["Nothing costs more than its budget."]))
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
