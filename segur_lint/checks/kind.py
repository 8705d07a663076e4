"""What a kind of check is made of, and what it is given.

A kind is a module with two functions. `prepare(writing)` reads what a row asks into a plain
value, reporting the author's faults. `link(asked, target, matchers)` makes, once, what `start`s on
each document: ``start(run) -> check``, and ``check(frame) -> outcome``.
"""

from __future__ import annotations

from segur_lint.frames import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Protocol

    from segur_lint.document import Document, SyntaxFault
    from segur_lint.filenames import NameMatcher
    from segur_lint.finding import Fault
    from segur_lint.frames import Frame, Unknown
    from segur_lint.source import Source
    from segur_lint.walked import Walked

    #: None where the control holds, UNKNOWN where it cannot be decided, or the faults.
    Outcome = list[Fault] | Unknown | None
    Check = Callable[[Frame], Outcome]
    Start = Callable[["Run"], Check]
    Matchers = Sequence[NameMatcher]

    class Writing(Protocol):
        """What a row asks for, as its author wrote it."""

        def choice(self, known: Sequence[str]) -> str:
            """A word among `known`."""

        def notation(self) -> tuple[list[Any], str]:
            """A format: its plain list, and its canonical text."""

        def expression(self) -> list[Any]:
            """The code of an expression that says true or false."""

        def name(self) -> int:
            """The number of one of the pack's file-name notations."""

        def names(self, key: str) -> list[list[Any]]:
            """The codes of the names that another of the row's keys lists, after commas."""

        def element(self, key: str | None = None) -> int | None:
            """The scope that the row, or another of its keys, names; None without that key."""


class Target:
    """Where a rule looks: a scope, and a slot in it (None for the element itself)."""

    __slots__ = ("scope", "slot")

    def __init__(self, scope: int, slot: int | None) -> None:
        self.scope = scope
        self.slot: Any = slot


class Run:
    """One document under check. Where its text is broken, `document` is None."""

    __slots__ = ("broken", "document", "elements", "source", "unit", "walked")

    def __init__(
        self,
        source: Source,
        document: Document | None,
        broken: SyntaxFault | None,
        walked: Walked,
        elements: Sequence[str],
        unit: int | None,
    ) -> None:
        self.source = source
        self.document = document
        self.broken = broken
        self.walked = walked
        self.elements = elements
        self.unit = unit

    def unit_frame(self, frame: Frame) -> Frame | None:
        """The unit that `frame` is, or is in; None outside any."""
        return ancestor(frame, self.unit)

    def circle(self, frame: Frame, within: int | None) -> int:
        """What tells the element of the scope `within` that a frame is in from the others."""
        return id(self.walked.circle(frame, ancestor(frame, within)))


def ancestor(frame: Frame, scope: int | None) -> Frame | None:
    """The frame of `scope` that `frame` is, or is in; None if there is none."""
    here: Frame | None = frame
    while here is not None and here.scope != scope:
        here = here.parent
    return here


def where(run: Run, frame: Frame) -> str:
    """Which unit a frame is in, as a number, and its file where there are several.

    A document, or a row of a register, is in no unit: where it is, then.
    """
    label, unit = run.walked.label(frame), run.unit_frame(frame)
    if unit is None and label and frame.scope:
        return label
    number = str((unit or frame).index)
    return f"{number} ({label})" if label else number


#: The outcome of a check that cannot be decided.
UNDECIDED = UNKNOWN

__all__ = ["UNDECIDED", "UNKNOWN", "Run", "Target", "ancestor", "where"]
