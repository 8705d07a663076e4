"""Compiled programs, kept in the user's cache folder: plain values of our own, never pickle.

An entry is named by the bytes it was made from, so that it is never stale. A broken or foreign
entry, or a folder that cannot be written or that others may write to, costs a compilation and
nothing else.
"""

from __future__ import annotations

import marshal
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Entries kept; the oldest go first.
KEPT = 16
#: How its files end.
KIND = ".rules"
#: A version of marshal that writes equal values alike: a wheel is the same each time it is made.
REPEATABLE = 2
#: Bytes of a checksum; a prime for it.
CHECK, _PRIME = 4, 2**30 - 35


def folder() -> str:
    """The folder of entries: ``$XDG_CACHE_HOME/segur-lint``, ``~/.cache/segur-lint`` by default."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "segur-lint")


def key(files: list[tuple[str, bytes]], version: str) -> str:
    """The name of the entry for these files (path, bytes) and this version."""
    return fingerprint([(os.path.abspath(path), data) for path, data in files], version)


def fingerprint(files: list[tuple[str, bytes]], version: str) -> str:
    """What these files (name, bytes) and this version have, and no others."""
    try:
        from _blake2 import blake2b  # hashlib loads all of OpenSSL, which costs more than the rest
    except ImportError:
        from hashlib import blake2b
    digest = blake2b(version.encode(), digest_size=32)
    for path, data in files:
        name = path.encode("utf-8", "surrogateescape")
        digest.update(b"%d %d " % (len(name), len(data)) + name + data)
    return digest.hexdigest()


def get(name: str) -> list[dict[str, Any]] | None:
    """The programs of an entry, or None."""
    try:
        entry = read(os.path.join(folder(), name + KIND))
    except (OSError, ValueError, EOFError, TypeError):
        return None
    if (
        isinstance(entry, dict)
        and entry.get("key") == name
        and isinstance(entry.get("programs"), list)
    ):
        programs: list[dict[str, Any]] = entry["programs"]
        return programs
    return None


def read(path: str) -> Any:
    """The value of an entry; the errors of `unsealed`, or `OSError`, where none can be trusted."""
    with open(path, "rb") as file:
        # Of the file that is open: the one of that name may be another by now.
        if not (is_ours(os.stat(os.path.dirname(path))) and is_ours(os.fstat(file.fileno()))):
            raise PermissionError(path)
        return unsealed(file.read())


def put(name: str, programs: list[dict[str, Any]]) -> None:
    """Keep the programs under that name, whole or not at all; never raises."""
    try:
        write(
            os.path.join(folder(), name + KIND), sealed({"key": name, "programs": programs}), KEPT
        )
    except (OSError, ValueError):  # ValueError: what is no plain value
        return


def sealed(value: Any, form: int = marshal.version) -> bytes:
    """A plain value as bytes that tell whether they are whole; `form` is the version of marshal."""
    body = marshal.dumps(value, form)
    return checksum(body) + body


def unsealed(data: bytes) -> Any:
    """The value of such bytes. `ValueError`, `EOFError` or `TypeError` where they are not whole."""
    if data[:CHECK] != checksum(data[CHECK:]):
        raise ValueError("not whole")
    return marshal.loads(data[CHECK:])  # noqa: S302  # whole, and written by us


def checksum(body: bytes | memoryview) -> bytes:
    """What tells whether an entry is whole: what is left of it divided by a prime."""
    return (int.from_bytes(body, "little") % _PRIME).to_bytes(CHECK, "little")


def write(path: str, data: bytes, kept: int) -> None:
    """Write an entry at `path`; of those of its kind, `kept` in all, the oldest go. `OSError`."""
    from contextlib import suppress

    where = os.path.dirname(path)
    os.makedirs(where, mode=0o700, exist_ok=True)
    if not is_ours(os.stat(where)):
        return
    # A new file of a name that nobody can foresee: no link is followed, no thread shares it.
    part = os.path.join(where, f"{os.urandom(8).hex()}.part")
    try:
        with open(part, "xb", opener=_private) as file:
            file.write(data)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            os.remove(part)
        raise
    kind = os.path.splitext(path)[1]
    paths = [os.path.join(where, each) for each in os.listdir(where) if each.endswith(kind)]
    for each in sorted(paths, key=os.path.getmtime)[:-kept]:
        os.remove(each)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def is_ours(status: os.stat_result) -> bool:
    """Whether a file or folder is of this user, who alone may write to it."""
    return os.name != "posix" or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
