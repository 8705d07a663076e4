"""Where the time of a check goes: ``python profiled.py FILE...`` prints a table in Markdown.

By looking, a thousand times a second, at the line that runs: a profiler that counts calls slows
what is written in Python and not what reads, and would make reading look small. Where the system
has no such timer (Windows), a sentence says so.
"""

from __future__ import annotations

import collections
import contextlib
import io
import linecache
import re
import signal
import sys
from pathlib import Path
from types import FrameType

#: What a line of ours holds that reads, inflates or sums.
READING = re.compile(
    r"\bfile\.(?:read|seek)\(|\.decompress\(|\bcrc32\("
    r"|\bos\.(?:open|fdopen|fstat)\(|(?<![.\w])open(?:_regular)?\("
)
#: Seconds between two looks; checks that are looked at; lines shown.
EVERY, CHECKS, SHOWN = 0.001, 20, 8
#: A line of code: its file, its number.
Line = tuple[str, int]


def profiled(arguments: list[str]) -> collections.Counter[Line]:
    """How often each line of ours was the one that ran, or had called what ran."""
    import segur_lint
    from segur_lint.__main__ import main

    sys.argv[1:] = ["check", "--format", "text", "--jobs", "1", *arguments]
    seen: collections.Counter[Line] = collections.Counter()
    # Their own lines, and those that are made of the rules: "<name of a pack>".
    ours = (str(Path(segur_lint.__file__).parent), "<")

    def check() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            main()

    def look(_signal: int, frame: FrameType | None) -> None:
        while frame is not None:
            file = frame.f_code.co_filename
            if file.startswith(ours) and not file.startswith("<frozen "):
                seen[file, frame.f_lineno or 0] += 1
                return
            frame = frame.f_back

    check()  # what is only done once is not looked at
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)
    for _ in range(CHECKS):
        check()
    signal.setitimer(signal.ITIMER_REAL, 0)
    return seen


def table(seen: collections.Counter[Line]) -> str:
    """The share of reading, and the lines that take the most, as Markdown."""
    texts = {line: linecache.getline(*line).strip() for line in seen}
    reading = sum(count for line, count in seen.items() if READING.search(texts[line]))
    total = seen.total()
    said = (
        f"Au profil (un regard par milliseconde, dans un processus déjà lancé), "
        f"{100 * reading / total:.0f} % du temps est passé à lire, décompresser et sommer (CRC-32)."
        " Les lignes qui en prennent le plus :"
    )
    lines = [
        said,
        "",
        "| ligne | part |",
        "|---|--:|",
    ]
    for line, count in seen.most_common(SHOWN):
        where = "/".join(Path(line[0]).parts[-2:])
        lines.append(f"| {where} : `{texts[line]}` | {100 * count / total:.0f} % |")
    return "\n".join(lines)


if __name__ == "__main__":
    if hasattr(signal, "setitimer"):
        print(table(profiled(sys.argv[1:])))
    else:
        print("Pas de profil : ce système n'a pas de minuterie (setitimer).")
