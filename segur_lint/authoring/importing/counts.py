"""What is said of a table that was read: how many rows were made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from segur_lint.report.folding import plural, some
from segur_lint.text import Text

if TYPE_CHECKING:
    from segur_lint.authoring.importing.tableimport import Import


#: Balises that are named.
_NAMED = 60


def already(made: Import) -> Text | None:
    """Which rule controls each balise that one controlled already; None where none did."""
    found = [f"{each.balise} ({each.rule})" for each in made.drafts if each.already]
    if not found:
        return None
    shown = ", ".join(found[:_NAMED]) + ", …" * (len(found) > _NAMED)
    return Text(f"Déjà contrôlées : {shown}.", f"Checked already: {shown}.")


def counted(made: Import) -> Text:
    """How many rows were made of how many balises."""
    already = sum(bool(draft.already) for draft in made.drafts)
    changed = sum(bool(draft.replaces) and draft.is_live for draft in made.drafts)
    new = sum(draft.is_live and not draft.replaces for draft in made.drafts)
    left = len(made.drafts) - already - changed - new
    problems = len(made.problems())
    balises = some(len(made.drafts), "balise", "balise")
    rules = some(new, "règle nouvelle", "new rule")
    fr = en = ""
    if made.removed and not made.target.is_new:
        fr = f", {made.removed} en commentaire retirée{plural(made.removed)}"
        en = f", {made.removed} removed from the comments"
    return Text(
        f"{balises.fr} : {rules.fr}, {changed} changée{plural(changed)}, {already} déjà "
        f"contrôlée{plural(already)}, {left} en commentaire{fr} ; à voir dans le tableau : "
        f"{problems}.",
        f"{balises.en}: {rules.en}, {changed} changed, {already} checked already, {left} as "
        f"comments{en}; to look at in the table: {problems}.",
    )
