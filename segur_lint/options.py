"""How a run is made."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Options:
    """How a run is made: `moment` is the ISO date and time that rules' dates are read at.

    `select` and `ignore` are rule ids; `values` is False where no value of a deposit may be shown.
    `inputs` are the values given to the run for the packs' ``inputs``, by name.
    """

    __slots__ = ("ignore", "inputs", "moment", "select", "values")

    def __init__(
        self,
        moment: str,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        values: bool = True,
        inputs: Mapping[str, str] | None = None,
    ) -> None:
        self.inputs = dict(inputs or {})
        self.moment = moment
        self.select = frozenset(select)
        self.ignore = frozenset(ignore)
        self.values = values

    def leaves_out(self, rule: str) -> bool:
        """Whether the rule of that id is not asked for."""
        return rule in self.ignore or (bool(self.select) and rule not in self.select)
