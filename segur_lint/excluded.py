"""What a configuration leaves out by a path that is not there, and is nearly that of another."""

from __future__ import annotations

import os

from segur_lint.text import Text, nearest, printable

_GLOB = frozenset("*?[")


def misspelt(pattern: str, folder: str) -> Text | None:
    """What is said of a pattern that is a path from `folder`, and is one letter or so away.

    One that is near nothing may well speak of what is not there yet, a name alone is at any depth,
    and a year that is gone is no other one: nothing is said of them.
    """
    meant = _meant(pattern, folder)
    if meant is None:
        return None
    shown, near = printable(pattern), printable(meant)
    return Text(
        f"« exclude » n'écarte rien : « {shown} » n'existe pas. Vouliez-vous dire « {near} » ?",
        f"“exclude” leaves nothing out: “{shown}” does not exist. Did you mean “{near}”?",
    )


def _meant(pattern: str, folder: str) -> str | None:
    if "/" not in pattern.rstrip("/"):
        return None
    steps = pattern.strip("/").split("/")
    here = folder or os.curdir
    for at, step in enumerate(steps):
        if not _GLOB.isdisjoint(step):
            return None
        path = os.path.join(here, step)
        if not os.path.lexists(path):
            near = nearest(step, _names(here))
            if near is None or _without_digits(near) == _without_digits(step):
                return None
            return "/".join((*steps[:at], near, *steps[at + 1 :]))
        here = path
    return None


def _names(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError:  # a file, or what may not be listed: there is nothing to propose
        return []


def _without_digits(name: str) -> str:
    return "".join(char for char in name if not char.isdigit())
