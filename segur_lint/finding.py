"""What a check says (`Fault`), and what the engine reports of it (`Finding`)."""

from __future__ import annotations

from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from segur_lint.document import Path
    from segur_lint.source import Place, Span

#: Severities, the worst first.
SEVERITIES = ("error", "warning", "info")
#: What each is called.
CALLED = {
    "error": Text("erreur", "error"),
    "warning": Text("avertissement", "warning"),
    "info": Text("information", "info"),
}


class Fault:
    """A control that does not hold somewhere, before the engine stamps it.

    `path` leads to the value, or to the absent member, that is at fault; `span` is given only
    where the path cannot say the place (a syntax fault, a second key). `phrase` is what the
    check has to say of it: a verb phrase whose subject is the balise, or a sentence, in which
    ``{found}`` stands for what was found. `names` are further words for the rule's message.
    `whole` tells that the file itself is at fault: its name is shown, and no line of it.
    """

    __slots__ = ("expected", "found", "names", "path", "phrase", "span", "whole")

    def __init__(
        self,
        path: Path,
        *,
        phrase: Text | None = None,
        found: str | Text | None = None,
        expected: str | Text | None = None,
        span: Span | None = None,
        names: Mapping[str, str | Text] | None = None,
        whole: bool = False,
    ) -> None:
        self.path = path
        self.phrase = phrase
        self.found = found
        self.expected = expected
        self.span = span
        self.names = names
        self.whole = whole


class Finding:
    """A fault stamped by the engine with its rule, its place and its sentence.

    `start` and `end` are places (line and column from 1, the end excluded); `unit` is the
    number, from 1, of the element that the pack calls its unit, or None outside any.
    `name_span` is where the fault is within the file's name, or all of it where no line shows it.
    `keys` are what the pack knows the elements around it by, by their step in the path; `unit_key`
    is that of the unit. `digest` is the hash of the value at fault: see `marks`.
    """

    __slots__ = (
        "digest",
        "end",
        "expected",
        "found",
        "keys",
        "message",
        "name_span",
        "path",
        "rule",
        "severity",
        "source",
        "span",
        "stage",
        "start",
        "unit",
        "unit_key",
    )

    def __init__(
        self,
        *,
        rule: str,
        severity: str,
        stage: str,
        source: str,
        path: Path,
        span: Span,
        start: Place,
        end: Place,
        message: Text,
        found: Text | None,
        expected: Text | None,
        unit: int | None,
        name_span: Span | None,
        keys: Mapping[int, str] | None = None,
        unit_key: str | None = None,
        digest: str = "",
    ) -> None:
        self.rule = rule
        self.severity = severity
        self.stage = stage
        self.source = source
        self.path = path
        self.span = span
        self.start = start
        self.end = end
        self.message = message
        self.found = found
        self.expected = expected
        self.unit = unit
        self.name_span = name_span
        self.keys = dict(keys or {})
        self.unit_key = unit_key
        self.digest = digest

    @property
    def on_name(self) -> bool:
        """Whether the fault is in the file's name rather than in its text."""
        return self.name_span is not None

    def __repr__(self) -> str:
        return f"Finding({self.rule}, {self.start.line}:{self.start.column}, {self.message.fr!r})"
