"""The ids of new rows: those that are free, in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from segur_lint.authoring.importing import leftover
from segur_lint.errors import UsageError
from segur_lint.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.authoring.importing.drafts import Draft
    from segur_lint.authoring.importing.target import Target

_NUMBERS = 999


def number(drafts: Sequence[Draft], target: Target) -> None:
    """Give each new row, then each proposal, the next id that is free."""
    flat, prefix = target.flat, target.asked.prefix
    taken = {row.id for row in flat.rows}
    taken |= {gone.id for gone in flat.dropped}
    if not target.is_new:
        taken |= leftover.proposed(flat.own.source)
    free = (
        made
        for number in range(target.asked.first, _NUMBERS + 1)
        if (made := f"{prefix}-{number:03}") not in taken
    )
    for draft in drafts:
        if not draft.already and not draft.replaces:
            draft.id = next(free, None) or _no_number(prefix)
    for draft in drafts:
        for each in draft.proposals:
            each.id = next(free, None) or _no_number(prefix)


def _no_number(prefix: str) -> str:
    raise UsageError(
        Text(
            f"{prefix} n'a plus de numéro libre jusqu'à {_NUMBERS} : prenez un autre --prefix.",
            f"{prefix} has no number left up to {_NUMBERS}: take another --prefix.",
        )
    )
