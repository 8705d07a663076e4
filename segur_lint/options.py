"""How a run is made."""

from __future__ import annotations

from segur_lint.errors import UsageError
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from segur_lint.link import Pack
    from segur_lint.waivers import Waiver


class Options:
    """How a run is made: `moment` is the ISO date and time that rules' dates are read at.

    `select` and `ignore` are rule ids; `values` is False where no value of a deposit may be shown.
    `inputs` are the values given to the run for the packs' ``inputs``, by name. `silenced` are
    ids that a configuration ignores, `severities` those that it gives a severity, `waivers` those
    that it declares.
    """

    __slots__ = (
        "ignore", "inputs", "moment", "select", "severities", "silenced", "values", "waivers",
    )  # fmt: skip

    def __init__(
        self,
        moment: str,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        values: bool = True,
        inputs: Mapping[str, str] | None = None,
        silenced: Sequence[str] = (),
        severities: Mapping[str, str] | None = None,
        waivers: Sequence[Waiver] = (),
    ) -> None:
        self.waivers = list(waivers)
        self.inputs = dict(inputs or {})
        self.moment = moment
        self.select = frozenset(select)
        self.ignore = frozenset(ignore)
        self.values = values
        # What is asked for by its name is wanted: the run wins over the configuration.
        self.silenced = frozenset(silenced) - self.select
        self.severities = dict(severities or {})

    @property
    def in_force(self) -> list[Waiver]:
        """The waivers that hold at `moment`."""
        return [each for each in self.waivers if each.in_force(self.moment)]

    def leaves_out(self, rule: str) -> bool:
        """Whether the rule of that id is not asked for."""
        if rule in self.ignore or rule in self.silenced:
            return True
        return bool(self.select) and rule not in self.select


def require_formats(packs: Iterable[Pack], inputs: Mapping[str, str]) -> None:
    """Raise a `UsageError` for a value given to a run that is not written as its pack asks."""
    for pack in packs:
        for name, fr, en, asked in pack.head["inputs"]:
            if asked is None or name not in inputs:
                continue
            from segur_lint.formats import predicate

            wrong = predicate(asked)(inputs[name])
            if wrong is None:
                continue
            close = predicate(asked)("".join(inputs[name].split())) is None
            spaces = Text(" Écrivez-la sans espaces.", " Write it without spaces.")
            end = spaces if close else Text("", "")
            raise UsageError(
                Text(
                    f"La valeur donnée pour {name} ({fr}) {wrong.phrase.fr}.{end.fr}",
                    f"The value given for {name} ({en}) {wrong.phrase.en}.{end.en}",
                )
            )
