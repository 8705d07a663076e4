"""Patterns of paths, as a configuration writes them."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def matches(pattern: str, path: str) -> bool:
    """Whether a path, written with ``/``, is what `pattern` says, or is in such a folder.

    ``*``, ``?`` and ``[a-z]`` stay in one name, ``**`` is any folders; a pattern without ``/`` is a
    name, at any depth. The time is that of the product of both lengths, whatever the pattern.
    """
    from fnmatch import fnmatchcase

    if not (pattern.isascii() and path.isascii()):  # « é » is one character, or two
        from unicodedata import normalize

        pattern, path = normalize("NFC", pattern), normalize("NFC", path)
    wanted = [*pattern.strip("/").split("/"), "**"]
    if "/" not in pattern.rstrip("/"):
        wanted.insert(0, "**")
    reached = _past({0}, wanted)
    for name in path.split("/"):
        after = set()
        for at in reached:
            if at < len(wanted) and wanted[at] == "**":
                after.add(at)
            elif at < len(wanted) and fnmatchcase(name, wanted[at]):
                after.add(at + 1)
        reached = _past(after, wanted)
    return len(wanted) in reached


def is_one_of(path: str, patterns: Sequence[str], folder: str) -> bool:
    """Whether a path is what one of these patterns says, taken from `folder`."""
    if not patterns:
        return False
    try:
        path = os.path.relpath(path, folder or os.curdir)
    except ValueError:  # on another drive
        path = os.path.abspath(path)
    return any(matches(each, path.replace(os.sep, "/")) for each in patterns)


def _past(reached: set[int], wanted: list[str]) -> set[int]:
    """The same places in `wanted`, and those after the ``**`` that stand for no folder."""
    for at, name in enumerate(wanted):
        if at in reached and name == "**":
            reached.add(at + 1)
    return reached
