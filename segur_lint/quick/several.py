"""Several files in one run: each is accepted, in one process or more, then all of them together."""

from __future__ import annotations

import marshal
import os

from segur_lint.pool import jobs_for
from segur_lint.quick.accept import LONGEST, Accepting
from segur_lint.quick.between import agree, kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from segur_lint.quick.between import Said
    from segur_lint.report.model import FileReport

    #: The number of the pack that accepted a file, and what the file says to its lot.
    Accepted = tuple[int, Said]

#: Bytes of one turn: see `_turns`.
_TURN = 4


def report(entry: dict[str, Any], files: list[str], jobs: int, lang: str) -> str | None:
    """The report on files that are all sound, alone and together; None where they may not be."""
    found, packs = _accept(entry, files, jobs_for(files, jobs)), entry["packs"]
    if found is None:
        return None
    from segur_lint.quick.said import report_of
    from segur_lint.report.model import Report
    from segur_lint.report.run import Run
    from segur_lint.report.text import render

    lots: dict[int, list[Said]] = {}
    for number, said in found:
        lots.setdefault(number, []).append(said)
    said_of: dict[int, FileReport] = {}
    for number, lot in lots.items():
        together = len(lot) > 1
        if together and not (packs[number]["lot"] and agree(lot)):
            return None
        said_of[number] = report_of("", packs[number]["together" if together else "alone"])
    return render(Run(Report([said_of[number] for number, _ in found]), lang))  # it names no file


def _accept(entry: dict[str, Any], files: list[str], jobs: int) -> list[Accepted] | None:
    """What is accepted of each file, in their order; None where one is not."""
    found: list[Any] = [None] * len(files)
    if jobs <= 1 or not hasattr(os, "fork"):
        stripes = [_stripe(entry, files, range(len(files)))]
    else:
        turns = _turns(len(files))
        children = [_fork(entry, files, turns) for _ in range(1, jobs)]
        import segur_lint.report.text  # while the others have begun  # noqa: F401

        stripes = [_stripe(entry, files, _taken(turns, len(files)))]
        os.close(turns)
        for child, pipe in children:
            with pipe:
                data = pipe.read()
            _, status = os.waitpid(child, 0)
            stripes.append(marshal.loads(data) if data and status == 0 else None)  # noqa: S302
    for stripe in stripes:
        if stripe is None:
            return None
        for at, accepted in stripe:
            found[at] = accepted
    return None if None in found else found


def _stripe(
    entry: dict[str, Any], files: Sequence[str], places: Iterable[int]
) -> list[tuple[int, Accepted]] | None:
    """What is accepted of the files in these places; None where one is not."""
    # A large block, once freed, tells glibc to keep what one file was read in for the next.
    bytes(min(LONGEST, 4 * _size(files[0])))
    accepting, places = Accepting(entry), iter(places)
    found = []
    for at in places:
        accepted = accepting.file(files[at])
        if accepted is None:
            for _ in places:  # what is left is nobody's: the other processes need not go on
                pass
            return None
        number, facts = accepted
        found.append((at, (number, kept(facts))))
    return found


def _size(path: str) -> int:
    """How large a file is; 0 where it is there no more, which is told when it is read."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _turns(count: int) -> int:
    """A pipe that the processes take their turns from, so that none waits long for another."""
    turns, into = os.pipe()
    with os.fdopen(into, "wb") as pipe:
        pipe.writelines(at.to_bytes(_TURN, "little") for at in range(0, count, _step(count)))
    return turns


def _taken(turns: int, count: int) -> Iterator[int]:
    """The places of the files whose turn it is, one after the other."""
    while turn := os.read(turns, _TURN):
        at = int.from_bytes(turn, "little")
        yield from range(at, min(at + _step(count), count))


def _step(count: int) -> int:
    """Files of one turn: no more turns than a pipe holds while none reads them.

    That is one page, where a user has many pipes: see pipe(7), pipe-user-pages-soft.
    """
    return count // 1_000 + 1


def _fork(entry: dict[str, Any], files: Sequence[str], turns: int) -> tuple[int, Any]:
    """A process that takes turns: its number, and the pipe that its answer comes from."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, os.fdopen(out, "rb")
    code = 1
    try:
        os.close(out)
        with os.fdopen(into, "wb") as pipe:
            pipe.write(marshal.dumps(_stripe(entry, files, _taken(turns, len(files)))))
        code = 0
    finally:
        os._exit(code)  # neither what the parent has open nor its handlers are this process's
