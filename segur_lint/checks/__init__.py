"""The kinds of check. Reading this table is reading what a row of rules can ask for."""

from __future__ import annotations

from segur_lint.checks import assertion, filename, format, paired, reading, structure, unique  # noqa: A004 - named after the row's key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

#: The key of a row and the kind that answers it, in the order in which kinds run on a document:
#: shape and formats first, since what they find wrong is unknown to the others.
CHECKS: dict[str, ModuleType] = {
    "reading": reading,
    "structure": structure,
    "format": format,
    "filename": filename,
    "assert": assertion,
    "unique in": unique,
    "paired in": paired,
}
