"""What a pack declares of what comes after a check: the answer to a deposit, and the next one.

Two sections of a pack, ``answer`` and ``deposits``, become plain values, or faults of their author.
"""

from __future__ import annotations

from collections.abc import Sequence

from segur_lint.declared import Declared
from segur_lint.section import Section

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: The keys of the two sections; the two at the end of `DEPOSITS` may be left out.
ANSWER = ("file", "code", "label", "accepted", "simulated", "refuses", "rejects")
DEPOSITS = ("number", "documents", "max", "name", "day", "serial", "fill", "shown", "paid")


def read_answer(declared: Declared, stages: Sequence[Sequence[str]]) -> dict[str, Any] | None:
    """The section ``answer``: slots by number, texts, names of stages; None where there is none."""
    section = Section(declared, "answer", ANSWER)
    if not section.is_whole:
        return None
    names = [name for name, *_ in stages]
    return section.made(
        {
            "file": section.slot("file", 0),
            "code": section.slot("code", declared.model.unit),
            "label": section.slot("label", declared.model.unit),
            "accepted": section.texts("accepted", ("code", "label")),
            "simulated": section.text("simulated"),
            "refuses": section.words("refuses", names),
            "rejects": section.words("rejects", names),
        }
    )


def read_deposits(declared: Declared) -> dict[str, Any] | None:
    """The section ``deposits``, with the parts of the name by their place; None without it."""
    section = Section(declared, "deposits", DEPOSITS, optional=("shown", "paid"))
    if not section.is_whole:
        return None
    unit = declared.model.unit
    name, called = section.name()
    day, serial = (
        section.texts("day", ("part", "form")),
        section.texts("serial", ("part", "first", "last")),
    )
    section.judge(day, serial)
    documents = declared.one_slot(section.entries["documents"])
    parts = {word: at for at, word in enumerate(called)}
    filled = section.fill(parts, (day[0], serial[0]))
    return section.made(
        {
            "number": section.slot("number", unit),
            "shown": section.slot("shown", unit) if "shown" in section.entries else None,
            "documents": None if documents is None else [documents.scope, documents.index],
            "max": section.most(),
            "name": name,
            "day": [section.part("day", day[0], parts), day[1]],
            "serial": [section.part("serial", serial[0], parts), *serial[1:]],
            "fill": filled,
            "paid": section.paid(unit) if "paid" in section.entries else None,
        }
    )
