"""Whether a file is no deposit but the answer to one: what the portal filled would be faults."""

from __future__ import annotations

from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.link import Pack
    from segur_lint.walked import Walked

_ADVICE = Text(
    "ce fichier semble être une réponse du portail, et non un dépôt. « segur-lint resubmit » en "
    "fait le dépôt suivant.",
    "this file seems to be an answer of the portal, and no deposit. “segur-lint resubmit” makes "
    "the next deposit of it.",
)
#: What people write for a value that is not there.
_NOTHING = ("", "null", "none")


def advise(pack: Pack, walked: Walked) -> Text | None:
    """What to say of a file where the balises that the pack's ``answer`` names are filled."""
    slots = pack.program["answer"]
    if slots is None or pack.unit is None or not _is_filled(walked.root.values[slots["file"]]):
        return None
    units = walked.frames[pack.unit]
    return _ADVICE if any(_is_filled(unit.values[slots["label"]]) for unit in units) else None


def _is_filled(value: Any) -> bool:
    return type(value) is str and value.strip().lower() not in _NOTHING
