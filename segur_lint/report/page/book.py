"""What the parts of the page look up: rules by id, the words of verdicts and severities."""

from __future__ import annotations

import re

from segur_lint import markup
from segur_lint.report.model import REFUSED, RESERVED, SOUND, UNDETERMINED
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from segur_lint.link import Pack, Rule

#: The severities: their word, and how many of them there are.
SEVERITIES = {
    "error": Text("erreur", "error"),
    "warning": Text("avertissement", "warning"),
    "info": Text("information", "info"),
}
#: The verdicts: the class of their colours and the name of their sign, and their word.
VERDICTS = {
    SOUND: ("ok", Text("déposable", "can be deposited")),
    RESERVED: ("warning", Text("déposable avec réserves", "can be deposited, with reservations")),
    REFUSED: ("error", Text("non déposable", "cannot be deposited")),
    UNDETERMINED: ("unknown", Text("indéterminé", "undetermined")),
}

_HELD = re.compile(r" (?=[:;?!»])|(?<=«) |(?<=n°) |(?<=\d) (?=[^\W\d_])")


class Book:
    """The rules and the stages of the packs of a run, by pack and id."""

    __slots__ = ("_packs", "_rules")

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs
        self._rules: dict[str, dict[str, Rule]] = {}

    def pack(self, name: str | None) -> Pack | None:
        """The pack of that name."""
        return None if name is None else self._packs.get(name)

    def rule(self, pack: str | None, name: str) -> Rule | None:
        """The rule of that id; None where the pack has none (a finding on a waiver)."""
        found = self.pack(pack)
        if found is None or pack is None:
            return None
        if pack not in self._rules:
            self._rules[pack] = {rule.id: rule for rule in found.rules}
        return self._rules[pack].get(name)

    def title(self, pack: str | None, name: str) -> str:
        """The title of that rule; empty where it is not known."""
        rule = self.rule(pack, name)
        return "" if rule is None else str(rule.plain["title"])

    def stage(self, pack: str | None, name: str) -> Text:
        """What the pack calls a stage."""
        found = self.pack(pack)
        for stage, fr, en in () if found is None else found.program["stages"]:
            if stage == name:
                return Text(fr, en)
        return Text(name, name)


def typeset(sentence: str) -> str:
    """A sentence of ours whose signs do not leave their words at the end of a line."""
    return _HELD.sub("\u00a0", sentence)


def sign(name: str) -> str:
    """The sign of a severity or of a verdict, beside its word."""
    return f'<svg class="sign {name}" aria-hidden="true"><use href="#i-{name}"/></svg>'


def tag(name: str, said: str) -> str:
    """A word with its sign: a severity, a verdict."""
    return f'<span class="tag {name}">{sign(name)}{markup.text(said)}</span>'
