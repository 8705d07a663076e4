"""The linters of a command that is about files: one for each configuration around them."""

from __future__ import annotations

from segur_lint.api import Linter
from segur_lint.configured import groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence


def linters(
    arguments: Namespace,
    paths: Sequence[str],
    *,
    date: str | None = None,
    inputs: Mapping[str, str] | None = None,
) -> dict[str, Linter]:
    """The linter of each path, as the options and the configuration around it have it.

    What a configuration leaves out has none, unless the command line names it.
    """
    named = getattr(arguments, "paths", paths)
    rules, cache = arguments.rules, arguments.cache
    found: dict[str, Linter] = {}
    for config, inside in groups(paths, arguments.config, named=named, rules=rules, cache=cache):
        linter = Linter(
            arguments.pack, rules=rules, date=date, cache=cache, inputs=inputs, config=config
        )
        found.update(dict.fromkeys(inside, linter))
    return found
