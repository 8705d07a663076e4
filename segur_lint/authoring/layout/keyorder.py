"""The order of keys in files of rules, as they read best; elsewhere it is the author's."""

from __future__ import annotations

from segur_lint import guide, modelfile
from segur_lint.declared import NAME_KEYS
from segur_lint.pack import APPLIES, PACK_KEYS, SECTIONS
from segur_lint.row import KINDS, TARGETS

#: The keys that tell the kinds of files apart. A pack names its model and its guide: it is first.
FILES = ("pack", "model", "guide")
#: The keys of a row: what it is, where, what it asks, what it says.
ROW_ORDER = (
    "id", "replace", "drop", "after", "stage", "severity", "title", *TARGETS, "at", "when", *KINDS,
    "together with", "paired with", "counted once per", "yields to", "found", "expected", "fix",
    "from", "until", "source", "why", "message", "examples",
)  # fmt: skip
#: Keys of a pack that a blank line stands before.
APART = (*SECTIONS, "answer", "deposits", "applies", APPLIES, "rules")
#: What holds others comes last, where it is long.
_MEMBER = ("list of", "open", "balises")
_INNER = {"message": ("fr", "en"), "examples": ("pass", "fail")}


def order(kind: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The order of the keys at `path` in a file of that kind; empty where it is the author's.

    A path is names of keys from the top of the file; what is in a list is ``-``.
    """
    if kind == "model":
        is_member = path[:1] == ("balises",) and len(path) % 2 == 0
        return modelfile.KEYS if not path else _MEMBER if is_member else ()
    if kind == "guide":
        return {(): guide.KEYS, ("clauses", "-"): guide.CLAUSE_KEYS}.get(path, ())
    if path[:2] == ("rules", "-") and len(path) < 4:
        return ROW_ORDER if len(path) == 2 else _INNER.get(path[2], ())
    if path[:1] == ("names",) and len(path) == 2:
        return NAME_KEYS
    return () if path else PACK_KEYS
