"""What our rules suggest to a shell, for options whose values are not a closed list."""

from __future__ import annotations


def values() -> dict[str, list[str]]:
    """The values of an option, by its flag: packs, ids of controls, what findings are put by."""
    from segur_lint import library
    from segur_lint.report.explaining import ALL
    from segur_lint.report.groups import FILE, RULE

    packs = library.load()
    ids = sorted({each for pack in packs for each in pack.ids})
    units = {pack.elements[pack.unit] for pack in packs if pack.unit is not None}
    return {
        "--group-by": [RULE, FILE, *sorted(units)],
        "--explain": [ALL, *ids],
        "--select": ids,
        "--ignore": ids,
        "--pack": [pack.name for pack in packs],
    }
