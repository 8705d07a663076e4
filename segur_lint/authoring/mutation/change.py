"""A change of what an author wrote: the unit of `rules mutate`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from segur_lint.text import Text

T = TypeVar("T")

#: What is advised where nothing more precise is known.
TELL_APART = Text(
    "Ajoutez un exemple où l'un et l'autre ne disent pas la même chose.",
    "Add an example on which the two do not say the same.",
)


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """What was written becomes `made`; `before` and `after` show the part that differs.

    `advice` says which example would notice.
    """

    made: T
    before: str
    after: str
    advice: Text = TELL_APART


def other_text(text: str) -> str:
    """A text that is not `text`, as near to it as may be: its last letter or digit is another."""
    last = text[-1:]
    if not (last.isascii() and last.isalnum()):
        return text + "x"
    return text[:-1] + {"9": "8", "z": "y", "Z": "Y"}.get(last, chr(ord(last) + 1))
