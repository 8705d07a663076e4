"""By what a finding is known again in another run: the keys of the elements it is in, its value.

The number of an element in its list says little: another one is put before it, and it is no more
the same. A pack names (``keys``) the balise by which a person knows it.
"""

from __future__ import annotations

from segur_lint.jsonvalue import Number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from segur_lint.document import Document
    from segur_lint.finding import Finding
    from segur_lint.frames import Frame
    from segur_lint.jsonvalue import Path
    from segur_lint.walked import Walked


def keys_of(
    walked: Walked, document: Document, frame: Frame, slots: Mapping[int, int]
) -> dict[int, str]:
    """The keys of the elements that `frame` is in: the step of the path that each one is, its key.

    `slots` are those of the keys, by scope. An element that has no key, or one that is no text nor
    number, is not there. Read from the text: a rule may have made the value unusable.
    """
    found: dict[int, str] = {}
    here: Frame | None = frame
    while here is not None and here.scope != 0:
        slot = slots.get(here.scope)
        inner = None if slot is None else walked.layout.paths[here.scope].get(slot)
        if inner is not None:
            path = walked.path(here)
            key = _text(document, (*path, *inner))
            if key is not None:
                found[len(path) - 1] = key
        here = here.parent
    return found


def _text(document: Document, path: Path) -> str | None:
    """The text or the number at `path`; None where there is nothing that names anything."""
    try:
        value = document.part(path)
    except KeyError:
        return None
    if isinstance(value, Number):
        return value.text
    return value if isinstance(value, str) and value.strip() else None


def written(document: Document, path: Path) -> str | None:
    """What the text has at `path`: a value as it is written; None for an object or a list.

    Empty for what is absent.
    """
    try:
        node = document.node(path)
    except KeyError:
        return ""
    if node.children is not None:
        return None
    return document.source.text[node.span.start : node.span.end]


def digest(text: str) -> str:
    """The hash of a value, so that it can be compared and not read."""
    try:
        # hashlib loads all of OpenSSL.
        from _sha256 import sha256  # type: ignore[import-not-found]  # typeshed has none
    except ImportError:
        from hashlib import sha256
    made: str = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return made


def fingerprint(file: str, finding: Finding) -> str:
    """32 hexadecimal digits: the same in every run where the fault is, whatever moved around it.

    Made of the file (its path, as the caller writes it), the rule, the place and the value; in the
    place, an element that has a key stands by it and not by its number.
    """
    import json  # slow to import, and a report in text needs none

    steps: list[object] = [
        ["key", finding.keys[at]] if at in finding.keys else step
        for at, step in enumerate(finding.path)
    ]
    if steps and isinstance(steps[-1], int):  # a value of a list: it is known by itself
        steps[-1] = None
    return digest(json.dumps([file, finding.rule, steps, finding.digest]))[:32]
