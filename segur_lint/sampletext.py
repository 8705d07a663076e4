"""The values of a sample, some of them JSON text that an example gives, and their JSON text."""

from __future__ import annotations

import json
from functools import lru_cache

from segur_lint.document import Number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Raw(str):
    """JSON text that goes into the document as it is."""

    __slots__ = ()


def copied(value: Any) -> Any:
    """The same containers, new."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value


def walkable(value: Any) -> Any:
    """The same; what is raw text is no value yet."""
    if isinstance(value, Raw):
        return None
    if isinstance(value, dict):
        return {key: walkable(each) for key, each in value.items()}
    return [walkable(each) for each in value] if isinstance(value, list) else value


def dump(value: Any) -> str:
    """JSON text of plain values; numbers keep their text, `Raw` is written as it is."""
    if isinstance(value, str):
        return str(value) if isinstance(value, Raw) else _quoted(value)
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        pairs = [f"{dump(key)}: {dump(each)}" for key, each in value.items()]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dump, value)) + "]"
    return json.dumps(value)  # null, true, false


#: Examples have the texts of one sample, but for a few.
@lru_cache(maxsize=4_096)
def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
