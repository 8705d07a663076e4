"""Files of rules as nodes: read once in a process; those of ours, as the wheel carries them.

Reading YAML with its places costs more than all else that is done with it: what our own files were
read to is kept when the wheel is built, by the bytes of each file.
"""

from __future__ import annotations

import marshal
from contextlib import suppress

from segur_lint import cache, trees
from segur_lint.source import Source
from segur_lint.yamlnodes import YNode, packed, unpacked

#: How `trees` calls what is kept here.
_GRAMMAR = "yaml"
#: The last texts without fault, and their nodes: many commands read the same rules several times.
_read: dict[bytes, YNode] = {}


def load(source: Source) -> YNode:
    """Read the one document of `source`. Raises `AuthorErrors`: all faults that can be read."""
    node = _read.get(source.data)
    if node is None:
        node = _kept(source.data)
        if node is None:
            from segur_lint.yamlreader import read

            node = read(source)
        if len(_read) >= 64:
            _read.clear()
        _read[source.data] = node
    return node


def keep(source: Source) -> None:
    """Have `trees` know the nodes of `source`, for a wheel."""
    made = marshal.dumps(packed(load(source)), cache.REPEATABLE)
    trees.keep(_GRAMMAR, _name(source.data), made)


def _kept(data: bytes) -> YNode | None:
    made = trees.get(_GRAMMAR, _name(data))
    with suppress(ValueError, EOFError, TypeError, LookupError):  # none, or not ours
        return unpacked(marshal.loads(made))  # noqa: S302  # whole: `trees` looked
    return None


def _name(data: bytes) -> str:
    return cache.fingerprint([("", data)], "")
