"""The deposits of one day: how they are called, and which of their numbers are free."""

from __future__ import annotations

import os
import re

from segur_lint import dates
from segur_lint.errors import UsageError, reason
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from segur_lint.dates import Date
    from segur_lint.units import Units

    #: The day in a file's name, and its number on that day.
    Filed = tuple[Date, int]

#: Bytes of a name that every file system takes.
_LONGEST = 255
#: What some system does not take in a name, or takes for a folder.
_FOREIGN = re.compile(r'[\\/:*?"<>|]').search


def day_in_name(units: Units) -> Date | None:
    """The day that is in the name of the file of the units; None where there is none."""
    number, (place, form) = units.deposits["name"], units.deposits["day"]
    parts = units.pack.matchers[number].match(os.path.basename(units.path))
    day = None if parts is None else dates.parse(parts[place], form)
    return day if isinstance(day, tuple) else None


class Series:
    """The deposits of one day whose names differ by their number only.

    `units` are those of a file of the series: its content, or else its name, gives the other parts.
    `UsageError` where neither does.
    """

    __slots__ = ("_matcher", "_parts", "_pieces", "_plan")

    def __init__(self, units: Units, day: Date) -> None:
        pack = units.pack
        self._plan: dict[str, Any] = units.deposits
        number = self._plan["name"]
        self._matcher = pack.matchers[number]
        self._pieces = pack.program["names"][number]["pieces"]
        place, form = self._plan["day"]
        written = form
        for run, part in zip(("AAAA", "MM", "JJ"), day, strict=False):
            written = written.replace(run, str(part).zfill(len(run)))
        self._parts: dict[int, str] = {place: written}
        named = self._matcher.match(os.path.basename(units.path))
        for part, slot in self._plan["fill"]:
            value = units.of_file(slot)
            said = value if isinstance(value, str) and value.strip() else named and named[part]
            self._parts[part] = said or ""
        if not self._is_name(self.name(self.first)):
            raise self._no_name(units)

    @property
    def first(self) -> int:
        """The first number of a day."""
        return int(self._plan["serial"][1])

    def name(self, number: int) -> str:
        """The name of the deposit of that number."""
        place, first, _ = self._plan["serial"]
        parts = {**self._parts, place: str(number).zfill(len(first))}
        at = iter(range(len(parts)))
        return "".join(text if kind == "lit" else parts[next(at)] for kind, text in self._pieces)

    def _is_name(self, name: str) -> bool:
        """Whether it is read as it was written, and can be that of a file in a folder."""
        place = self._plan["serial"][0]
        read = self._matcher.match(name)
        is_plain = name.isprintable() and not _FOREIGN(name) and len(name.encode()) <= _LONGEST
        return (
            is_plain
            and read is not None
            and all(read[at] == text for at, text in self._parts.items() if at != place)
        )

    def _no_name(self, units: Units) -> UsageError:
        names = [
            str(units.walked.path(units.walked.root, slot)[-1]) for _, slot in self._plan["fill"]
        ]
        listed, path = ", ".join(names), printable(units.path)
        return UsageError(
            Text(
                f"« {path} » : le nom du prochain dépôt ne peut pas être fait. Vérifiez {listed}.",
                f"“{path}”: the name of the next deposit cannot be made. Check {listed}.",
            )
        )

    def filed(self, name: str) -> Filed | None:
        """The day and the number in the name of a file of the series, whatever the day."""
        place, first, _ = self._plan["serial"]
        at, form = self._plan["day"]
        parts = self._matcher.match(name)
        if parts is None or any(parts[part] != self._parts[part] for part, _ in self._plan["fill"]):
            return None
        day, digits = dates.parse(parts[at], form), parts[place]
        if isinstance(day, tuple) and re.fullmatch(f"[0-9]{{{len(first)}}}", digits):
            return day, int(digits)
        return None

    def free(self, taken: Iterable[int], count: int) -> list[str]:
        """The names of the next `count` deposits, after the highest number that is taken.

        `UsageError` where the day has no more.
        """
        last = int(self._plan["serial"][2])
        begin = max([self.first - 1, *taken]) + 1
        if begin + count - 1 > last:
            day = self.name(self.first)
            raise UsageError(
                Text(
                    f"Il ne reste plus assez de numéros de fichier ce jour-là : {count} à prendre "
                    f"après le {begin - 1}, et le dernier est {last}. Donnez un autre jour avec "
                    f"--date, ou un autre dossier avec --output-dir. (Premier nom : {day})",
                    f"Not enough file numbers are left on that day: {count} to take after "
                    f"{begin - 1}, and the last one is {last}. Give another day with --date, or "
                    f"another folder with --output-dir. (First name: {day})",
                )
            )
        return [self.name(number) for number in range(begin, begin + count)]


def inside(folder: str, *, needed: bool = False) -> list[str]:
    """The names in a folder; none where it is not there, unless it is `needed`. `UsageError` where
    it cannot be read.
    """
    try:
        return os.listdir(folder or os.curdir)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not needed:
            return []
        where, why = printable(folder), reason(error)
        raise UsageError(
            Text(
                f"Le dossier « {where} » ne peut pas être lu : {why.fr}.",
                f"The folder “{where}” cannot be read: {why.en}.",
            )
        ) from None
