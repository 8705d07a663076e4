"""What stands around a file and has a say; on the way of every run, it imports nothing."""

from __future__ import annotations

import os

NAME = ".segur-lint.yaml"
#: A name that is taken for it, and is not it: to pass over it in silence would change a verdict.
MISNAMED = ".segur-lint.yml"
#: Names that are archives whatever they hold.
ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz")
#: What a document may be called: the rest of a folder is none of ours.
DOCUMENTS = (
    *ARCHIVES, ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic",
    ".doc", ".docx", ".odt",
)  # fmt: skip
#: What stands in the folder where the search upwards ends.
TOP = ".git"


def find(path: str, known: dict[str, str | None] | None = None) -> str | None:
    """The configuration of a file: in its folder or in one around it, up to the top; or None.

    It may be `MISNAMED`, for whoever reads it to refuse.

    `known` remembers, between calls, what was found from each folder.
    """
    known = {} if known is None else known
    try:
        folder = os.path.dirname(os.path.abspath(path))
        current = os.path.join(os.getcwd(), "")
    except OSError:  # the current folder is gone
        return None
    passed: list[str] = []
    found: str | None = None
    while folder not in known:
        passed.append(folder)
        name = next((each for each in (NAME, MISNAMED) if _is_there(folder, each)), None)
        if name is not None:
            # Named as a person would, where the current folder holds it.
            found = os.path.join(folder, name).removeprefix(current)
            break
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, TOP)):
            break
        folder = above
    else:
        found = known[folder]
    known.update(dict.fromkeys(passed, found))
    return found


def _is_there(folder: str, name: str) -> bool:
    return os.path.lexists(os.path.join(folder, name))


def is_alone(path: str) -> bool:
    """Whether a path is that of a file, and no link, beside which no document can stand.

    False where that would have to be looked at closer: in the folders of its folder.
    """
    if os.path.islink(path) or not os.path.isfile(path) or path.lower().endswith(DOCUMENTS):
        return False
    try:
        with os.scandir(os.path.dirname(path) or os.curdir) as entries:
            return not any(
                entry.name.lower().endswith(DOCUMENTS) or not entry.is_file()
                for entry in entries
                if not entry.name.startswith(".")
            )
    except OSError:
        return False
