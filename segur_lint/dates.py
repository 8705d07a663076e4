"""Dates written to a pattern such as ``JJ/MM/AAAA``: their shape, and whether they exist.

A date is a tuple ``(year, month, day, hour, minute, second)``: it compares as dates do, and costs
no import at start-up.
"""

from __future__ import annotations

import time

from segur_lint.errors import UsageError
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date as Day  # noqa: N812 - `date` is an argument here

    Date = tuple[int, int, int, int, int, int]

#: How a person writes a day to a command.
DAY = "AAAA-MM-JJ"
DIGITS = "0123456789"
#: The runs of a pattern, each with the place of what it holds in a `Date`.
RUNS = {"AAAA": 0, "MM": 1, "JJ": 2, "hh": 3, "mm": 4, "ss": 5}
#: The patterns met so far, which are those of the packs: their shape, and their runs.
_READ: dict[str, tuple[Callable[[str], bool], list[tuple[int, int, int]]]] = {}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def begins(written: str) -> str:
    """The moment, an ISO date and time, from which a day or a minute of one counts."""
    return written if "T" in written else written + "T00:00"


def ends(written: str) -> str:
    """The last moment of a day or of a minute of one: a day counts whole."""
    return written if "T" in written else written + "T23:59"


def like(signs: Sequence[str]) -> Callable[[str], bool]:
    """What tells whether each sign of a text is among those that may stand at its place."""
    return lambda text: len(text) == len(signs) and all(map(str.__contains__, signs, text))


def runs(pattern: str) -> list[tuple[int, int, int]]:
    """The runs of a pattern: the place of each in a `Date`, and its offsets in the pattern."""
    found, at = [], 0
    while at < len(pattern):
        run = next((run for run in RUNS if pattern.startswith(run, at)), None)
        end = at + (1 if run is None else len(run))
        if run is not None:
            found.append((RUNS[run], at, end))
        at = end
    return found


def shape(pattern: str) -> Callable[[str], bool]:
    """What tells whether a text is written to a pattern, be it a date or not."""
    signs = list(pattern)
    for _, start, end in runs(pattern):
        signs[start:end] = [DIGITS] * (end - start)
    return like(signs)


def parse(text: str, pattern: str) -> Date | bool | None:
    """The date that `text` writes; None where it is not so written, False where no such day is."""
    if pattern not in _READ:
        _READ[pattern] = shape(pattern), runs(pattern)
    is_like, places = _READ[pattern]
    if not is_like(text):
        return None
    parts = [1, 1, 1, 0, 0, 0]
    for place, start, end in places:
        parts[place] = int(text[start:end])
    year, month, day, hour, minute, second = parts
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= days(year, month)):
        return False
    if not (hour < 24 and minute < 60 and second < 60):
        return False
    return (year, month, day, hour, minute, second)


def days(year: int, month: int) -> int:
    """How many days the month has."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap


def day_of(text: str | None) -> Date:
    """The day that an option gives, or today; `UsageError` where it is none."""
    day = parse(time.strftime("%Y-%m-%d") if text is None else text, DAY)
    if not isinstance(day, tuple):
        raise no_date(str(text))
    return day


def no_date(text: str) -> UsageError:
    """The error for a text that should be a day, and is not."""
    shown = printable(text)
    return UsageError(
        Text(
            f"« {shown} » n'est pas une date. Écrivez-la 2024-09-12.",
            f"“{shown}” is not a date. Write it 2024-09-12.",
        )
    )


def iso(text: str) -> Date:
    """The date of an ISO text that is known to be sound: ``2024-09-12`` or ``2024-09-12T14:00``."""
    day, _, time = text.partition("T")
    year, month, number = (int(part) for part in day.split("-"))
    hour, minute = (int(part) for part in (time or "0:0").split(":"))
    return (year, month, number, hour, minute, 0)


def moment(date: str | Day | None) -> str:
    """The ISO date and time of `date`; a day alone counts until its end; now by default."""
    if date is None:
        return time.strftime("%Y-%m-%dT%H:%M", time.localtime())
    import datetime

    if isinstance(date, datetime.date):
        date = date.isoformat()

    # Written anew: a moment is compared as text with the rules' dates, in one way of writing.
    day, hour = date[: len(DAY)], date[len(DAY) :]
    if not isinstance(parse(day, DAY), tuple) or hour[:1] not in ("", "T", " "):
        raise no_date(date)
    if not hour:
        return ends(day)
    try:
        return datetime.datetime.fromisoformat(date).replace(tzinfo=None).isoformat()[:16]
    except ValueError:
        raise no_date(date) from None
