"""Values as a person reads them in a sentence."""

from __future__ import annotations

from segur_lint.frames import UNKNOWN
from segur_lint.jsonvalue import Number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def show(value: Any) -> str | None:
    """A value as a sentence shows it, or None where there is none to show."""
    if value is UNKNOWN or type(value) in (list, dict):
        return None
    if type(value) is Number:
        return value.text
    if value is None or type(value) is bool:
        return {None: "null", True: "true", False: "false"}[value]
    if type(value) is tuple:
        return "{2:02}/{1:02}/{0:04}".format(*value)
    return str(value)
