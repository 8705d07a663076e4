"""What texts of rules were parsed to, kept: after an edit, nearly all texts are those of before.

Importing a parser and making its tables costs more than all the rest of a run. What one makes of a
text depends on that text and the grammars alone, and is a plain value: those of our own rules are
carried by the wheel, the others are kept in the user's cache folder, with the tables. None is used
with other grammars; what is not whole is as if it were not there.
"""

from __future__ import annotations

import os
from functools import cache as once

from segur_lint import __version__, cache, resources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: The file in the wheel, beside the folders of data; setup.py says it too.
FILE = "rules.trees"
#: How the entries in the cache folder end; how many are kept, one for each version.
KIND, KEPT = ".trees", 4
#: Texts in an entry; the oldest go first.
MOST = 2_000
#: What begins the key of the tables of a grammar, which are not the same each time they are made:
#: a wheel has none.
TABLES = "tables"

#: What is known besides what the wheel holds, by grammar and text; what of it is stored.
_known: dict[str, Any] = {}
_stored: set[str] = set()


def get(grammar: str, text: str) -> Any:
    """What `text` was parsed to; None where that is not known."""
    key = f"{grammar} {text}"
    return _shipped().get(key) or _known.get(key)


def keep(grammar: str, text: str, tree: Any) -> None:
    """Know from now on what `text` is parsed to: a plain value, never empty."""
    if len(_known) < 2 * MOST:
        _known[f"{grammar} {text}"] = tree


def recall(version: str) -> None:
    """Know what this version of segur-lint remembered in the user's cache folder."""
    try:
        found = cache.read(_path(version))
        _known.update(found)
        _stored.update(found)
    except (OSError, ValueError, EOFError, TypeError):
        return


def remember(version: str) -> None:
    """Keep what is new in the user's cache folder; never raises."""
    if _stored.issuperset(_known):
        return
    try:
        kept = dict(list(_known.items())[-MOST:])
        cache.write(_path(version), cache.sealed(kept), KEPT)
    except (OSError, ValueError):
        return
    _stored.update(_known)


def write(path: str) -> None:
    """Write what is known at `path`, for a wheel, in the same order each time."""
    kept = {key: _known[key] for key in sorted(_known) if not key.startswith(TABLES)}
    made = {"of": _of(), "trees": kept}
    with open(path, "wb") as file:
        file.write(cache.sealed(made, cache.REPEATABLE))


@once
def _shipped() -> dict[str, Any]:
    try:
        with open(os.path.join(os.path.dirname(resources.folder("rules")), FILE), "rb") as file:
            made = cache.unsealed(file.read())
        trees: dict[str, Any] = made["trees"] if made["of"] == _of() else {}
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return {}
    return trees


def _path(version: str) -> str:
    name = cache.fingerprint([], f"{version} {_of()}")
    return os.path.join(cache.folder(), name + KIND)


def _of() -> str:
    """What tells the grammars from others, wherever they are installed."""
    named = [(os.path.basename(path), data) for path, data in resources.grammars()]
    return cache.fingerprint(named, __version__)
