"""Where a file is, as the tools that read a report name it: a path in the repository."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

#: An archive, and the entry of it that a report is about.
_ENTRY = re.compile(r"(.*?\.zip)!/(.*)", re.IGNORECASE | re.DOTALL)


def located(file: str, base: str) -> tuple[str, str | None]:
    """The path of a report's file below `base`, and the entry where the file is in an archive.

    Slashes stand between folders on any system. A path elsewhere begins with ``../``. Without
    `base`, the path is as it was given.
    """
    found = _ENTRY.fullmatch(file)
    path, entry = (found[1], found[2]) if found else (file, None)
    if base and path != "-":
        try:
            path = os.path.relpath(path, base)
        except (OSError, ValueError):  # on another drive; the current folder is gone
            path = os.path.normpath(path)
    return path.replace(os.sep, "/"), entry


def uri(path: str) -> str:
    """A path as a relative URI: what is not plain ASCII is percent-encoded, byte by byte."""
    encoded = quote(os.fsencode(path), safe="/!$&'()*+,;=@~")
    # A colon in the first part would make a scheme of it; quote has encoded it.
    return encoded or "."
