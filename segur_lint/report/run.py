"""`Run`: all that a format needs to know of a run, its report first."""

from __future__ import annotations

from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from segur_lint.link import Pack
    from segur_lint.report.model import Report

#: What ``--show`` may ask for besides what a report always says.
SHOWN = ("passed", "waived")


class Run:
    """One run: its `report`, and how it is to be told.

    `lang` is ``fr`` or ``en``. With `values` False no value nor line of a deposit is shown. `color`
    and `ascii_only` are what the output takes: a terminal's colours, no character beyond ASCII.
    `packs` are the linked packs by name, `moment` the ISO date and time that rules' dates were
    read at. `show` holds names of `SHOWN`; `group_by` (one of `groups.GROUPS`), `limit`, `explain`
    (ids, or ``all``) and `statistics` are what a person asked for; `waivers` those in force.
    `certificate` is that of this run, a plain value (`attested.facts` tells it).
    `fail_on` is the severity that fails, `base` the folder that paths are told from where a tool
    reads them: the top of the repository; empty: as given.
    """

    __slots__ = (
        "ascii_only", "base", "certificate", "color", "explain", "fail_on", "group_by", "lang",
        "limit", "moment", "packs", "report", "show", "statistics", "values", "waivers",
    )  # fmt: skip

    def __init__(
        self,
        report: Report,
        lang: str = "fr",
        *,
        values: bool = True,
        color: bool = False,
        ascii_only: bool = False,
        packs: Mapping[str, Pack] | None = None,
        moment: str = "",
        show: frozenset[str] = frozenset(),
        group_by: str | None = None,
        limit: int | None = None,
        waivers: Sequence[Any] = (),
        fail_on: str = "error",
        base: str = "",
        certificate: dict[str, Any] | None = None,
        explain: frozenset[str] = frozenset(),
        statistics: bool = False,
    ) -> None:
        self.certificate = certificate
        self.report = report
        self.lang = lang
        self.values = values
        self.color = color
        self.ascii_only = ascii_only
        self.packs = {} if packs is None else packs
        self.moment = moment
        self.show = show
        self.group_by = group_by
        self.limit = limit
        self.waivers = waivers
        self.fail_on = fail_on
        self.base = base
        self.explain = explain
        self.statistics = statistics

    @property
    def day(self) -> date:
        """The day of `moment`; today where none was given."""
        from datetime import date

        return date.fromisoformat(self.moment[:10]) if self.moment else date.today()

    def told(self, *, color: bool, ascii_only: bool) -> Run:
        """The same run for another output."""
        made = Run.__new__(Run)
        for name in Run.__slots__:
            setattr(made, name, getattr(self, name))
        made.color, made.ascii_only = color, ascii_only
        return made

    def say(self, text: Text) -> str:
        """The sentence in the language of the run."""
        return text.get(self.lang)
