"""Several files in one run: each is accepted, in one process or more, then all of them together."""

from __future__ import annotations

import marshal
import os

from segur_lint.pool import jobs_for
from segur_lint.quick.accept import LONGEST, Accepting
from segur_lint.quick.between import agree, kept
from segur_lint.quick.said import report_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.quick.between import Said
    from segur_lint.report.model import FileReport

    #: The number of the pack that accepted a file, and what the file says to its lot.
    Accepted = tuple[int, Said]


def report(entry: dict[str, Any], files: list[str], jobs: int, lang: str) -> str | None:
    """The report on files that are all sound, alone and together; None where they may not be."""
    found, packs = _accept(entry, files, jobs_for(files, jobs)), entry["packs"]
    if found is None:
        return None
    lots: dict[int, list[Said]] = {}
    for number, said in found:
        lots.setdefault(number, []).append(said)
    said_of: dict[int, FileReport] = {}
    for number, lot in lots.items():
        together = len(lot) > 1
        if together and not (packs[number]["lot"] and agree(lot)):
            return None
        said_of[number] = report_of("", packs[number]["together" if together else "alone"])
    from segur_lint.report.model import Report
    from segur_lint.report.run import Run
    from segur_lint.report.text import render

    return render(Run(Report([said_of[number] for number, _ in found]), lang))  # it names no file


def _accept(entry: dict[str, Any], files: list[str], jobs: int) -> list[Accepted] | None:
    """What is accepted of each file, in their order; None where one is not."""
    if jobs <= 1 or not hasattr(os, "fork"):
        return _stripe(entry, files)
    pipes = [_fork(entry, files[number::jobs]) for number in range(1, jobs)]
    stripes = [_stripe(entry, files[::jobs])]
    for child, pipe in pipes:
        with pipe:
            data = pipe.read()
        _, status = os.waitpid(child, 0)
        stripes.append(marshal.loads(data) if data and status == 0 else None)  # noqa: S302
    found: list[Any] = [None] * len(files)
    for number, stripe in enumerate(stripes):
        if stripe is None:
            return None
        found[number::jobs] = stripe
    return found


def _stripe(entry: dict[str, Any], files: Sequence[str]) -> list[Accepted] | None:
    # A large block, once freed, tells glibc to keep what one file was read in for the next.
    bytes(min(LONGEST, 4 * os.stat(files[0]).st_size))
    accepting = Accepting(entry)
    found = []
    for file in files:
        accepted = accepting.file(file)
        if accepted is None:
            return None
        number, facts = accepted
        found.append((number, kept(facts)))
    return found


def _fork(entry: dict[str, Any], files: Sequence[str]) -> tuple[int, Any]:
    """A process for some of the files: its number, and the pipe that its answer comes from."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, os.fdopen(out, "rb")
    code = 1
    try:
        os.close(out)
        with os.fdopen(into, "wb") as pipe:
            pipe.write(marshal.dumps(_stripe(entry, files)))
        code = 0
    finally:
        os._exit(code)  # neither what the parent has open nor its handlers are this process's
