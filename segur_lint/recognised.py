"""Whose ``applies`` says which files are of a pack: its own, or that of an abstract parent."""

from __future__ import annotations

from segur_lint.flat import FlatPack
from segur_lint.pack import PackFile
from segur_lint.row import Field


def recognising(flat: FlatPack) -> tuple[PackFile, ...]:
    """The pack that has the ``applies`` of `flat`, then those down to it; none where none has.

    No file is of an abstract pack: what it says is its heirs', as far as the first that is not
    abstract. What that one is known by tells it from its own heirs.
    """
    for start in range(len(flat.chain) - 1, -1, -1):
        pack = flat.chain[start]
        if pack is not flat.own and not pack.flag("abstract"):
            break
        if "applies" in pack.fields:
            return flat.chain[start:]
    return ()


def known_by(flat: FlatPack) -> Field | None:
    """The ``applies`` of a pack; None where it has none."""
    return next((pack.fields["applies"] for pack in recognising(flat)[:1]), None)
