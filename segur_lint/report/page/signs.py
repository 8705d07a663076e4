"""What the parts of the page share: verdicts, signs, typography."""

from __future__ import annotations

import re

from segur_lint import markup
from segur_lint.report.model import REFUSED, RESERVED, SOUND, UNDETERMINED, WORDS

#: The verdicts: the class of their colours and the name of their sign, and their word.
VERDICTS = {
    SOUND: ("ok", WORDS[SOUND]),
    RESERVED: ("warning", WORDS[RESERVED]),
    REFUSED: ("error", WORDS[REFUSED]),
    UNDETERMINED: ("unknown", WORDS[UNDETERMINED]),
}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.report.controls import Controls
    from segur_lint.report.model import FileReport

_HELD = re.compile(r" (?=[:;?!»])|(?<=«) |(?<=n°) |(?<=\d) (?=[^\W\d_])")


def titled(known: Controls, file: FileReport, rule: str) -> str:
    """The title of a control; empty where none is known."""
    title = known.title(file, rule)
    return "" if title == rule else title


def typeset(sentence: str) -> str:
    """A sentence of ours whose signs do not leave their words at the end of a line."""
    return _HELD.sub("\u00a0", sentence)


def sign(name: str) -> str:
    """The sign of a severity or of a verdict, beside its word."""
    return f'<svg class="sign {name}" aria-hidden="true"><use href="#i-{name}"/></svg>'


def tag(name: str, said: str) -> str:
    """A word with its sign: a severity, a verdict."""
    return f'<span class="tag {name}">{sign(name)}{markup.text(said)}</span>'
