"""What makes a class of plain slots equal by what it holds.

`dataclasses` writes such methods for each class, and compiles them anew in each process: of a run
after an edit, that was a fifth. Here all classes of the readers of rules share them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self


class ByValue:
    """Equal to another of its class that holds the same under the names `told`.

    One that is hashed never changes.
    """

    __slots__ = ()
    told: ClassVar[tuple[str, ...]] = ()

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._held() == other._held()

    def __hash__(self) -> int:
        return hash(self._held())

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.told)
        return f"{type(self).__name__}({shown})"

    def _held(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.told])

    def but(self, **changes: Any) -> Self:
        """The same with other values under some names."""
        from copy import copy

        made = copy(self)
        for name, value in changes.items():
            setattr(made, name, value)
        return made
