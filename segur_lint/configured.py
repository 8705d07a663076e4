"""Which files are under which configuration: the nearest one around each, or the one asked for."""

from __future__ import annotations

import os

from segur_lint.errors import UsageError
from segur_lint.surroundings import MISNAMED, NAME, TOP, find
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.config import Config


def groups(
    files: Sequence[str],
    asked: str | bool | None = None,
    *,
    named: Sequence[str] = (),
    rules: Sequence[str] = (),
    cache: bool = True,
    perhaps: bool = False,
) -> list[tuple[Config | None, list[str]]]:
    """The files of each configuration, and of none, without those that it leaves out.

    `asked` is the path of the one for all files, False for none, None to find that of each file.
    The `named` files are never left out: who names a file wants it checked. `rules` and `cache` are
    as in `load`. `UsageError` where all are left out, unless `perhaps` tells that none may be left,
    and where one that is found is misnamed.
    """
    members: dict[str | None, list[str]] = {}
    known: dict[str, str | None] = {}
    for file in files:
        path = find(file, known) if asked is None else asked if isinstance(asked, str) else None
        members.setdefault(path, []).append(file)
    found: list[tuple[Config | None, list[str]]] = []
    for path, inside in members.items():
        if path is not None and asked is None:
            require_name(path)
        config = None
        if path is not None:
            from segur_lint.config import load

            config = load(path, rules=rules, cache=cache)
        kept = [
            each for each in inside if config is None or each in named or not config.excludes(each)
        ]
        if kept:
            found.append((config, kept))
    if files and not found and not perhaps:
        names = printable(", ".join(path for path in members if path is not None))
        raise UsageError(
            Text(
                f"La configuration ({names}, « exclude ») écarte tous ces fichiers : aucun n'est "
                "contrôlé. Nommez le fichier lui-même, ou ajoutez --no-config.",
                f"The configuration ({names}, “exclude”) leaves all these files out: none is "
                "checked. Name the file itself, or add --no-config.",
            )
        )
    return found


def require_name(found: str) -> None:
    """`UsageError` where a configuration that was found is called otherwise than it must be."""
    if os.path.basename(found) == MISNAMED:
        name = printable(found)
        raise UsageError(
            Text(
                f"« {name} » n'est pas lu : une configuration s'appelle {NAME}. Renommez-le.",
                f"“{name}” is not read: a configuration is called {NAME}. Rename it.",
            )
        )


__all__ = ["NAME", "TOP", "find", "groups", "require_name"]
