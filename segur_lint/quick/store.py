"""The entry that a run is told by what is sound: in the user's cache folder, or not at all.

It is found by where segur-lint is installed, and used only where nothing it was made from changed:
the files of the rules, of the grammars and of the package have the sizes and the times of change
that they had, to the nanosecond, and their folders too. That is what git goes by; as git does, no
entry is kept of a file so young that it might change again within the same tick of the clock.
"""

from __future__ import annotations

import marshal
import os
import sys

from segur_lint import __version__
from segur_lint.cache import CHECK, checksum, folder, is_ours, write

TYPECHECKING = False
if TYPECHECKING:
    from collections.abc import Sequence
    from types import CodeType
    from typing import Any

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
#: What an entry begins with: what made it, and what reads it.
_HEAD = f"segur-lint {__version__} {sys.implementation.cache_tag} {sys.hexversion}\n".encode()
#: Nanoseconds in which a file may change twice and show one time.
_TICK = 2_000_000_000
#: Entries kept; the oldest go first.
KEPT = 8


def path() -> str:
    """Where the entry of this installation is."""
    status = os.stat(_PACKAGE)
    name = f"sound-{status.st_dev:x}-{status.st_ino:x}-{sys.implementation.cache_tag}.bin"
    return os.path.join(folder(), name)


def was_here() -> bool:
    """Whether this user was here before, which this run leaves a folder to tell.

    Most pipelines run once on a machine that is then thrown away: an entry would serve nobody.
    """
    from contextlib import suppress

    where = folder()
    was_here = os.path.isdir(where)
    with suppress(OSError):
        os.makedirs(where, mode=0o700, exist_ok=True)
    return was_here


def get() -> dict[str, Any] | None:
    """The entry, where it can be trusted and is of what is installed now; else None.

    Its ``blob`` reads the code of functions, which stands after it: see `code`.
    """
    try:
        name = path()
        if not is_ours(os.stat(os.path.dirname(name))):
            return None
        with open(name, "rb") as file:
            if not is_ours(os.fstat(file.fileno())):
                return None
            head, check, long = (file.read(size) for size in (len(_HEAD), CHECK, CHECK))
            body = file.read(int.from_bytes(long, "little"))
            after = file.tell()
        if head != _HEAD or check != checksum(body):
            return None
        entry: dict[str, Any] = marshal.loads(body)  # noqa: S302  # whole, and written by us
        if any(_stamp(each[0]) != each for each in entry["stamps"]):
            return None
        entry["blob"] = lambda start, end: _piece(name, after + start, after + end)
    except Exception:  # whatever was done to it, it is no entry
        return None
    return entry


def code(entry: dict[str, Any], where: tuple[int, int, bytes]) -> CodeType:
    """The code that stands there in the blob of an entry; `ValueError` where it is not whole."""
    start, end, check = where
    data = entry["blob"](start, end)
    if checksum(data) != check:
        raise ValueError("an entry that was changed")
    found: CodeType = marshal.loads(data)  # noqa: S302  # the same
    return found


def _piece(name: str, start: int, end: int) -> bytes:
    with open(name, "rb", buffering=0) as file:
        file.seek(start)
        return file.read(end - start)


def pack(codes: Sequence[CodeType], blob: bytearray) -> list[tuple[int, int, bytes]]:
    """Where codes stand in a blob, to which they are added."""
    found = []
    for each in codes:
        data = marshal.dumps(each)
        found.append((len(blob), len(blob) + len(data), checksum(data)))
        blob += data
    return found


def are_young(stamps: Sequence[tuple[str, int, int]], now: int) -> bool:
    """Whether a file might change again and show the same time; `now` is in nanoseconds."""
    return any(time > now - _TICK for _, _, time in stamps)


def put(entry: dict[str, Any], blob: bytes, stamps: Sequence[tuple[str, int, int]]) -> None:
    """Keep an entry, whole or not at all; never raises."""
    try:
        body = marshal.dumps({**entry, "stamps": list(stamps)})
        long = len(body).to_bytes(CHECK, "little")
        write(path(), _HEAD + checksum(body) + long + body + blob, KEPT)
    except (OSError, ValueError):
        return


def stamps(folders: Sequence[str]) -> list[tuple[str, int, int]]:
    """What tells that files changed: those of the package, and those of folders of data."""
    from segur_lint.resources import package

    found = package()
    for each in folders:
        found.append(each)
        with os.scandir(each) as entries:
            found += sorted(entry.path for entry in entries if entry.is_file())
    return [_stamp(each) for each in found]


def _stamp(name: str) -> tuple[str, int, int]:
    status = os.stat(name)
    return (name, status.st_size, status.st_mtime_ns)
