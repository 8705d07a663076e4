"""The next deposits: their names, their numbers, their bytes, and that nothing is lost."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import os
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.generator import deposit, dumps
from segur_lint import Linter
from segur_lint.allornone import write_all
from segur_lint.cli.split import runs
from segur_lint.errors import UsageError
from segur_lint.redeposit import chunks, plan
from segur_lint.series import Series, day_in_name
from segur_lint.units import Units, units_of

if TYPE_CHECKING:
    from pathlib import Path

    from segur_lint.dates import Date

LINTER = Linter("bio-loinc-va1-solde")
DAY: Date = (2024, 1, 15, 0, 0, 0)
NAME = "JSON-1234567890-20240115-{}.json"


def units(path: str = "a.json", demandes: int = 3, **header: Any) -> Units:
    plain = deposit(random.Random(1), demandes)
    plain.update(header)
    found = units_of(LINTER, path, dumps(plain).encode())
    assert isinstance(found, Units), found
    return found


def put(folder: Path, *numbers: str) -> None:
    for number in numbers:
        (folder / NAME.format(number)).write_text("x")


def named(folder: Path, count: int = 1, **options: Any) -> list[str]:
    """The numbers that the next deposits in a folder have."""
    groups = [([0], str(folder))] * count
    path = options.pop("path", str(folder / "reponse.json"))
    parts = plan(units(path), groups, DAY, **options)
    assert [os.path.dirname(part.path) for part in parts] == [str(folder)] * count
    return [os.path.basename(part.path)[-8:-5] for part in parts]


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "numbers"),
    [
        ([], ["001", "002"]),
        (["001"], ["002", "003"]),
        (["002"], ["003", "004"]),
        (["001", "003"], ["004", "005"]),
        (["997"], ["998", "999"]),
        (["1000", "7", "00A", "0012", "²²²"], ["001", "002"]),  # no numbers of three digits
    ],
)
def test_the_next_numbers_follow_the_highest_of_the_day(
    tmp_path: Path, there: list[str], numbers: list[str]
) -> None:
    put(tmp_path, *there)
    assert named(tmp_path, 2) == numbers


@pytest.mark.parametrize(
    "name",
    ["JSON-1234567890-20240116-005.json", "JSON-1234567891-20240115-005.json", "json-1234567890-20240115-005.json", "JSON-1234567890-20240115-005.json.bak", "JSON-1234567890-20240115-005 (1).json"],
)  # fmt: skip
def test_files_of_another_day_number_or_name_do_not_count(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    assert named(tmp_path) == ["001"]


def test_what_is_beside_the_answer_counts_and_the_answer_itself(tmp_path: Path) -> None:
    beside = tmp_path / "réponses"
    beside.mkdir()
    put(beside, "002")
    assert named(tmp_path, path=str(beside / NAME.format("004"))) == ["005"]
    assert named(tmp_path, path=str(beside / "x.json")) == ["003"]


def test_a_file_that_is_replaced_gives_its_name_to_the_first(tmp_path: Path) -> None:
    put(tmp_path, "001", "002")
    own = str(tmp_path / NAME.format("001"))
    assert named(tmp_path, 3, path=own, replace=True) == ["001", "003", "004"]
    assert named(tmp_path, 2, path=own) == ["003", "004"]
    other = tmp_path / "autre"
    other.mkdir()
    assert named(other, 2, path=own, replace=True) == ["001", "003"]
    put(other, "001")
    assert named(other, 2, path=own, replace=True) == ["003", "004"]


@pytest.mark.parametrize(("there", "count"), [("999", 1), ("998", 2), ("000", 1000)])
def test_where_no_number_is_left_in_the_day_it_is_said_and_nothing_planned(
    tmp_path: Path, there: str, count: int
) -> None:
    put(tmp_path, there)
    with pytest.raises(UsageError, match="Il ne reste plus assez de numéros de fichier ce jour-là"):
        named(tmp_path, count)


@pytest.mark.parametrize(
    "reference",
    ["", "   ", None, 1234567890, "../../etc/x", "a/b", "a\\b", "12-34", "a\0b", "a\nb", "x" * 300, "\u202e", "a:b", "é" * 200],
)  # fmt: skip
def test_no_name_is_made_of_what_cannot_stand_in_one(reference: Any) -> None:
    with pytest.raises(UsageError, match="le nom du prochain dépôt ne peut pas être fait"):
        Series(units(numeroAns=reference), DAY)


def test_the_name_of_the_file_gives_what_its_content_lacks() -> None:
    found = units(f"dossier/{NAME.format('004')}", numeroAns=None)
    assert Series(found, DAY).name(12) == NAME.format("012")


@pytest.mark.parametrize(
    ("name", "day"),
    [(NAME.format("001"), DAY), ("JSON-1-20240230-001.json", None), ("JSON-1-2024011-001.json", None), ("a.json", None)],
)  # fmt: skip
def test_the_day_in_a_name_is_one_of_the_calendar(name: str, day: Date | None) -> None:
    assert day_in_name(units(name)) == day


# --- what is planned ------------------------------------------------------------------------------


def test_a_deposit_that_is_there_to_the_byte_is_not_written_twice(tmp_path: Path) -> None:
    found = units(str(tmp_path / "r.json"))
    groups = [([0, 2], str(tmp_path)), ([1], str(tmp_path))]
    first = plan(found, groups, DAY)
    write_all([part.file for part in first])
    again = plan(found, groups, DAY)
    assert [(part.path, part.is_there) for part in again] == [(part.path, True) for part in first]
    (tmp_path / NAME.format("002")).write_bytes(first[1].data + b"\n")
    again = plan(found, groups, DAY)
    assert [os.path.basename(part.path)[-8:-5] for part in again] == ["003", "004"]
    assert not any(part.is_there for part in again)


def again(path: Path, *, to: Path | None = None, day: Date = DAY, **options: Any) -> str:
    """The deposit after an answer that rejects all, written: its number, with + where it was there."""
    found = units(str(path))
    where = path.parent if to is None else to
    (part,) = plan(found, [([0, 1, 2], str(where))], day, empty=True, **options)
    if not part.is_there:
        write_all([part.file])
    return os.path.basename(part.path)[-8:-5] + "+" * part.is_there


def file_deposit(folder: Path, number: str, day: str = "20240115") -> None:
    """The deposit that such an answer is about, to the byte."""
    name = NAME.format(number).replace("20240115", day)
    (folder / name).write_bytes(units().take([0, 1, 2], empty=True))


def test_what_was_rejected_is_never_the_next_deposit(tmp_path: Path) -> None:
    file_deposit(tmp_path, "001")
    answer = tmp_path / "réponse.json"
    assert again(answer) == "002"
    assert again(answer) == "002+"


def test_of_files_that_are_the_same_the_first_was_answered(tmp_path: Path) -> None:
    for number in ("004", "002", "003"):
        file_deposit(tmp_path, number)
    assert again(tmp_path / "réponse.json") in ("003+", "004+")


def test_a_file_of_the_day_before_was_answered_and_the_first_of_the_day_is_next(
    tmp_path: Path,
) -> None:
    file_deposit(tmp_path, "007")
    day: Date = (2024, 1, 16, 0, 0, 0)
    assert again(tmp_path / "réponse.json", day=day) == "001"
    assert again(tmp_path / "réponse.json", day=day) == "001+"


def test_the_name_of_the_answer_tells_which_deposit_it_is_about(tmp_path: Path) -> None:
    answers, filed = tmp_path / "réponses", tmp_path / "depot"
    answers.mkdir()
    filed.mkdir()
    file_deposit(filed, "001")
    file_deposit(filed, "002")
    assert again(answers / NAME.format("002"), to=filed) == "003"
    assert again(answers / NAME.format("002"), to=filed) == "003+"
    assert again(answers / NAME.format("001"), to=filed) in ("002+", "003+")


def test_the_deposits_of_a_folder_that_is_named_count(tmp_path: Path) -> None:
    filed, to = tmp_path / "depot", tmp_path / "suite"
    filed.mkdir()
    to.mkdir()
    file_deposit(filed, "001")
    answer = tmp_path / "réponse.json"
    assert again(answer, to=to, beside=[str(filed)]) == "002"
    assert again(answer, to=to, beside=[str(filed)]) == "002+"
    put(filed, "008")
    (to / NAME.format("002")).unlink()
    assert again(answer, to=to, beside=[str(to), str(filed)]) == "009"
    for name in ("absent", "réponse.json"):
        (tmp_path / "réponse.json").write_text("x")
        with pytest.raises(UsageError, match="ne peut pas être lu"):
            again(answer, to=to, beside=[str(tmp_path / name)])


def test_a_folder_may_be_written_with_a_slash(tmp_path: Path) -> None:
    found = units(str(tmp_path / "r.json"))
    groups = [([1], str(tmp_path) + os.sep)]
    for is_there in (False, True):
        (part,) = plan(found, groups, DAY, empty=True)
        assert part.is_there is is_there
        if not is_there:
            write_all([part.file])


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        (NAME.format("007"), (DAY, 7)),
        ("JSON-1234567890-20231231-999.json", ((2023, 12, 31, 0, 0, 0), 999)),
        ("JSON-1234567890-20230229-001.json", None),
        ("JSON-1234567891-20240115-001.json", None),
        (NAME.format("1"), None),
        (NAME.format("٠٠١"), None),
        ("réponse.json", None),
    ],
)
def test_a_name_tells_a_day_and_a_number_or_nothing(name: str, filed: Any) -> None:
    assert Series(units(), DAY).filed(name) == filed


def test_the_documents_of_a_part_are_those_of_its_demandes() -> None:
    found = units(demandes=3)
    every = found.documents([0, 1, 2])
    assert [each for each in every if "-00002." in each] == found.documents([1])
    assert found.documents([]) == []


@given(st.integers(0, 60), st.integers(1, 20))
def test_chunks_hold_each_position_once_in_order(count: int, most: int) -> None:
    found = chunks(range(count), most)
    assert [each for chunk in found for each in chunk] == list(range(count))
    assert all(1 <= len(chunk) <= most for chunk in found)
    assert all(len(chunk) == most for chunk in found[:-1])


@pytest.mark.parametrize(
    ("positions", "said"),
    [
        ([], ""),
        ([0], "1"),
        ([0, 1, 2], "1-3"),
        ([0, 2, 3, 7], "1, 3-4, 8"),
        ([198, 199], "199-200"),
    ],
)
def test_runs_of_numbers_are_told_short(positions: list[int], said: str) -> None:
    assert runs(positions) == said


def test_each_part_is_a_sound_deposit(tmp_path: Path) -> None:
    found = units(str(tmp_path / "x.json"), demandes=7)
    made = plan(found, [(each, str(tmp_path)) for each in chunks(range(7), 3)], DAY)
    assert [len(json.loads(part.data)["lignesImport"]) for part in made] == [3, 3, 1]
    for part in made:
        assert LINTER.check_bytes(part.path, part.data).verdict == "deposable"
