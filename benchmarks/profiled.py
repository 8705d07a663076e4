"""Where the time of a check goes: ``python profiled.py FILE...`` prints a table in Markdown."""

from __future__ import annotations

import contextlib
import cProfile
import io
import pstats
import re
import sys
from typing import Any

#: What only reads and inflates, whoever asks for it.
READING = re.compile(
    r"zlib|crc32|'(?:read|readinto|seek)' of '_io|posix\.p?read|posix\.open|io\.open"
)
SHOWN = 8


def profiled(arguments: list[str]) -> dict[tuple[str, int, str], float]:
    """The seconds spent in each function itself by a check, done once before it is looked at."""
    from segur_lint.__main__ import main

    sys.argv[1:] = ["check", "--format", "text", "--jobs", "1", *arguments]

    def check() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            main()

    check()
    profile = cProfile.Profile()
    profile.runcall(check)
    stats: Any = pstats.Stats(profile)
    return {function: own for function, (_, _, own, _, _) in stats.stats.items()}


def table(times: dict[tuple[str, int, str], float]) -> str:
    """The share of reading, and the functions that take the most, as Markdown."""
    total = sum(times.values())
    reading = sum(own for (_, _, name), own in times.items() if READING.search(name))
    said = (
        f"Au profil (cProfile, dans un processus déjà lancé), {100 * reading / total:.0f} % du"
        " temps est passé à lire, décompresser et sommer (CRC-32). Ce qui en prend le plus :"
    )
    lines = [
        said,
        "",
        "| fonction | part |",
        "|---|--:|",
    ]
    longest = sorted(times.items(), key=lambda item: -item[1])[:SHOWN]
    for (file, _, name), own in longest:
        where = "" if file == "~" else re.split(r"[\\/]", file)[-1] + " : "
        lines.append(f"| `{where}{name.strip('<>')}` | {100 * own / total:.0f} % |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(profiled(sys.argv[1:])))
