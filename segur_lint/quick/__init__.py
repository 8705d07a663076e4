"""The door before all others: ``check PATH…`` of sound files, answered in a few milliseconds.

Most files are sound, and a sound one needs one word. From the rules, functions are generated that
only accept: see `writing`. Where they accept all the files of a plain ``check``, and nothing but
the files is to be looked at (no configuration, no documents), the report is told here. For all
else, and at the least doubt, `check` answers None, and the run goes the ordinary way.
"""

from __future__ import annotations

import gc
import os
import sys

from segur_lint.quick import store
from segur_lint.surroundings import find, is_alone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.quick.accept import Accepting

LANGS = ("fr", "en")
#: Objects made before Python looks for cycles: its default, 700, costs a tenth of a run.
BETWEEN_COLLECTIONS = 200_000


class Asked:
    """A plain ``check``: its paths, its language, how many processes (0: by the machine)."""

    __slots__ = ("jobs", "lang", "paths")

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.lang = "fr"
        self.jobs = 0


def read(arguments: Sequence[str]) -> Asked | None:
    """What is asked, where it is a plain ``check``; None where it is anything else."""
    if not arguments or arguments[0] != "check":
        return None
    asked = Asked()
    chosen = os.environ.get("GITHUB_ACTIONS") != "true"  # which has a format of its own
    words = iter(arguments[1:])
    for word in words:
        if not word.startswith("-"):
            asked.paths.append(word)
            continue
        option, sign, value = word.partition("=")
        if not sign:
            value = next(words, "")
        if option == "--lang" and value in LANGS:
            asked.lang = value
        elif option == "--jobs" and value.isascii() and value.isdigit() and len(value) < len("100"):
            asked.jobs = int(value)
        elif option == "--format" and value == "text":
            chosen = True
        else:
            return None
    return asked if chosen and asked.paths and all(asked.paths) else None


def check(arguments: Sequence[str]) -> int | None:
    """The exit code of a run whose files are all sound, once its report is told; else None."""
    asked = read(arguments)
    if asked is None or sys.stdout is None or sys.stdout.isatty():
        return None
    entry = store.get()
    if entry is None:
        return None
    gc.disable()  # nothing here makes cycles, and looking for them is a tenth of a run
    try:
        text = _report(entry, asked)
        if text is None:
            return None
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        sys.stdout.write(text)
        sys.stdout.flush()
    except Exception:  # told by the ordinary way, which meets it again
        if os.environ.get("SEGUR_LINT_DEBUG"):
            raise
        return None
    finally:
        gc.enable()
    return 0


def opened() -> Accepting | None:
    """The door for one file after the other, where they are not all sound, or not alone."""
    from segur_lint.quick.accept import Accepting

    entry = store.get()
    return None if entry is None else Accepting(entry)


def _report(entry: dict[str, Any], asked: Asked) -> str | None:
    """The report on files that are all sound; None where they may not be."""
    files = _files(asked.paths)
    if files is None or not _is_now(entry["valid"]):
        return None
    if len(files) == 1:
        from segur_lint.quick.accept import Accepting

        found = Accepting(entry).file(files[0])
        text: str | None = None if found is None else entry["packs"][found[0]]["text"][asked.lang]
        return text
    from segur_lint.quick.several import report

    return report(entry, files, asked.jobs, asked.lang)


def _files(paths: Sequence[str]) -> list[str] | None:
    """The files to check, where nothing stands around them that has a say."""
    files = list(paths) if len(paths) == 1 and is_alone(paths[0]) else _gathered(paths)
    known: dict[str, str | None] = {}
    if files is None or any(find(file, known) is not None for file in files):
        return None
    return files


def _gathered(paths: Sequence[str]) -> list[str] | None:
    from segur_lint.deposit import gather
    from segur_lint.errors import UsageError

    try:
        deposits = gather(paths)
    except UsageError:  # told by the ordinary way
        return None
    if any(each.beside or each.given for each in deposits):
        return None
    return [file for each in deposits for file in each.files]


def _is_now(valid: tuple[str, str]) -> bool:
    """Whether the rules in force are those that the entry was made of."""
    if valid == ("", "~"):
        return True
    from time import localtime, strftime

    return valid[0] <= strftime("%Y-%m-%dT%H:%M", localtime()) < valid[1]


def prepare(arguments: Sequence[str], *, first: bool = True) -> None:
    """Make the entry for the next runs, where this one had none and could have used one.

    It is called once the report is told; never raises. Not `first`: nor on the first run of all.
    """
    if arguments[:1] != ["check"] or "--no-cache" in arguments or store.get() is not None:
        return
    if not (store.was_here() or first):
        return
    from segur_lint.quick.make import entry

    try:
        entry()
    except Exception:  # the report is told: a fault of ours here costs time, and nothing else
        if os.environ.get("SEGUR_LINT_DEBUG"):
            raise


__all__ = ["check", "opened", "prepare"]
