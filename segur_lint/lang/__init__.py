"""The notations that people write in rules: text becomes a tree, and gives the text back."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    #: What `plain()` returns: fit for JSON, without floats or objects.
    Plain: TypeAlias = str | int | bool | list["Plain"] | None
