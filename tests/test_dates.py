"""Dates written to a pattern: their shape, and whether the calendar has them."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_lint import dates
from segur_lint.cli import main
from segur_lint.errors import UsageError

PATTERNS = {
    "JJ/MM/AAAA": "%d/%m/%Y",
    "AAAAMMJJ": "%Y%m%d",
    "AAAA-MM-JJThh:mm:ss": "%Y-%m-%dT%H:%M:%S",
    "JJ.MM.AAAA hh:mm": "%d.%m.%Y %H:%M",
}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("29/02/2024", (2024, 2, 29, 0, 0, 0)),
        ("29/02/2000", (2000, 2, 29, 0, 0, 0)),
        ("31/12/9999", (9999, 12, 31, 0, 0, 0)),
        ("01/01/0001", (1, 1, 1, 0, 0, 0)),
    ],
)
def test_a_day_of_the_calendar_is_read(text: str, date: dates.Date) -> None:
    assert dates.parse(text, "JJ/MM/AAAA") == date


@pytest.mark.parametrize(
    "text",
    [
        "29/02/2023",
        "29/02/1900",
        "31/04/2024",
        "00/01/2024",
        "12/31/2024",
        "01/00/2024",
        "01/01/0000",
        "32/01/2024",
    ],
)
def test_a_day_that_no_calendar_has_is_false(text: str) -> None:
    assert dates.parse(text, "JJ/MM/AAAA") is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1/1/2024",
        "01-01-2024",
        "01/01/24",
        "01/01/2024 ",
        "01/01/2024\n",
        "٠١/٠١/٢٠٢٤",
        "JJ/MM/AAAA",
        "²1/01/2024",
    ],
)
def test_what_is_not_so_written_is_no_date(text: str) -> None:
    assert dates.parse(text, "JJ/MM/AAAA") is None


@pytest.mark.parametrize("text", ["24:00:00", "23:60:00", "23:59:60"])
def test_an_hour_that_no_clock_shows_is_false(text: str) -> None:
    assert dates.parse(text, "hh:mm:ss") is False
    assert dates.parse("23:59:59", "hh:mm:ss") == (1, 1, 1, 23, 59, 59)


def test_signs_of_a_pattern_mean_themselves() -> None:
    assert dates.parse("2024x01", "AAAA.MM") is None
    assert dates.parse("2024.01", "AAAA.MM") == (2024, 1, 1, 0, 0, 0)
    assert dates.shape("(JJ")("(31")


@given(
    st.lists(st.sampled_from([*dates.RUNS, "0", "7", ".", "/", "(", "A", "٣"])).map("".join),
    st.data(),
)
def test_a_shape_is_that_of_the_regular_expression(pattern: str, data: st.DataObject) -> None:
    pieces = re.findall("|".join(dates.RUNS) + "|.", pattern, re.DOTALL)
    source = "".join(
        f"[0-9]{{{len(piece)}}}" if piece in dates.RUNS else re.escape(piece) for piece in pieces
    )
    text = data.draw(st.from_regex(source, fullmatch=True) | st.text("0179./(A٣²\n", max_size=9))
    changed = text.replace("7", "8", 1) + data.draw(st.sampled_from(["", "\n"]))
    for each in (text, changed):
        assert dates.shape(pattern)(each) == bool(re.fullmatch(source, each, re.DOTALL))


@settings(deadline=None)
@given(st.datetimes(datetime.datetime(1000, 1, 1)), st.sampled_from(sorted(PATTERNS)))
def test_every_moment_reads_back_as_datetime_wrote_it(
    moment: datetime.datetime, pattern: str
) -> None:
    text = moment.strftime(PATTERNS[pattern])
    again = datetime.datetime.strptime(text, PATTERNS[pattern])
    expected = (again.year, again.month, again.day, again.hour, again.minute, again.second)
    assert dates.parse(text, pattern) == expected


@settings(deadline=None)
@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_known_exactly_where_datetime_knows_it(year: int, month: int, day: int) -> None:
    try:
        expected: object = (datetime.date(year, month, day).timetuple()[:3], 0, 0, 0)
        expected = (year, month, day, 0, 0, 0)
    except ValueError:
        expected = False
    assert dates.parse(f"{year:04}{month:02}{day:02}", "AAAAMMJJ") == expected


@settings(deadline=None)
@given(st.datetimes(), st.datetimes())
def test_dates_compare_as_datetimes_do(one: datetime.datetime, two: datetime.datetime) -> None:
    first, second = (dates.iso(each.strftime("%Y-%m-%dT%H:%M").zfill(16)) for each in (one, two))
    cut = [each.replace(second=0, microsecond=0) for each in (one, two)]
    assert (first < second) is (cut[0] < cut[1])


@pytest.mark.parametrize(
    ("text", "date"),
    [("2024-09-12", (2024, 9, 12, 0, 0, 0)), ("2024-09-12T14:05", (2024, 9, 12, 14, 5, 0))],
)
def test_an_iso_text_is_a_date(text: str, date: dates.Date) -> None:
    assert dates.iso(text) == date


@settings(deadline=None)
@given(st.text(max_size=12), st.text(st.sampled_from("JMAhms/-. "), max_size=12))
def test_no_text_and_no_pattern_raise(text: str, pattern: str) -> None:
    assert dates.parse(text, pattern) in (None, False) or isinstance(
        dates.parse(text, pattern), tuple
    )


# --- the day that an option gives ------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", "demain", "2024-02-30", "15/01/2024", "2024-1-15", "20240115", "2024-W03-1", "2024-01-15T10:00", "2024-01-15\n", "٢٠٢٤-01-15"],
)  # fmt: skip
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(UsageError, match="n'est pas une date"):
        dates.day_of(text)


def test_the_day_is_the_one_given_or_today() -> None:
    assert dates.day_of("2024-01-15") == (2024, 1, 15, 0, 0, 0)
    assert dates.day_of(None)[0] >= 2024


@pytest.mark.parametrize("command", ["new", "simulate", "resubmit", "split", "fix", "check"])
@pytest.mark.parametrize("text", ["2024-W37-4", "20240912", "2024-02-30", "demain"])
def test_every_command_wants_a_day_written_in_one_way(
    command: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.json"
    file.write_text("{}")
    paths = [] if command == "new" else [str(file)]
    assert main([command, *paths, "--date", text]) == 2
    said = f"« {text} » n'est pas une date. Écrivez-la 2024-09-12.\n"
    assert capsys.readouterr() == ("", said)
