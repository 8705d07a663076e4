"""Values as a person reads them in a sentence, and as their file writes them."""

from __future__ import annotations

from segur_lint.frames import UNKNOWN
from segur_lint.jsonvalue import Number
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def show(value: Any) -> Any:
    """A value as a sentence shows it, or None where there is none to show; a `Text` is itself."""
    if isinstance(value, Text):
        return value
    if value is UNKNOWN or type(value) in (list, dict):
        return None
    if type(value) is Number:
        return value.text
    if value is None or type(value) is bool:
        return {None: "null", True: "true", False: "false"}[value]
    if type(value) is tuple:
        return "{2:02}/{1:02}/{0:04}".format(*value)
    return str(value)


#: Characters of an object or a list that are looked at: more than is ever shown of it.
_LOOKED_AT = 2_000
#: A string, whose spaces are its own, or white space between the signs of JSON.
_SPACE = r'("(?:[^"\\]|\\.)*")|[ \t\r\n]+'


def on_one_line(lexeme: str) -> str:
    """A value as its file writes it, the white space of an object or a list made one space."""
    if lexeme[:1] not in ("[", "{"):
        return lexeme
    from re import sub  # slow to import, and most values are on one line

    rest = "…" if len(lexeme) > _LOOKED_AT else ""
    return sub(_SPACE, lambda found: found[1] or " ", lexeme[:_LOOKED_AT]) + rest
