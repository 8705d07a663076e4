"""Of many files little is kept, and what is said of them together is the same."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
from array import array
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.generator import Filed, deposit, name
from fixtures.mutations import ON_DEMANDE
from segur_lint import filesource
from segur_lint.alike import are_apart, shared
from segur_lint.deposit import gather
from segur_lint.filesource import ChangedError, FileSource
from segur_lint.pool import check
from segur_lint.report import text
from segur_lint.report.model import ALL, SAID, FileReport, Report
from segur_lint.report.run import Run
from tests.tampered import Both, plain

UNITS = 24
#: What rules on files together compare.
COMPARED = ("numeroASP", "numeroEditeur", "beneficiaires")


@pytest.fixture(scope="module")
def both() -> Both:
    return Both()


def written(folder: Path, made: dict[str, Any], number: int = 1) -> str:
    called = name(made, number=number)
    path = folder / called
    path.write_bytes(Filed(called, made).data())
    return str(path)


def several(folder: Path, rng: random.Random) -> list[str]:
    """Files that may say the same things, some of whose units have faults."""
    files: list[dict[str, Any]] = []
    for number in range(rng.choice((2, 3))):
        made = deposit(rng, rng.choice((1, 5, UNITS)), layout=rng.choice(("nested", "flat")))
        for unit in rng.sample(made["lignesImport"], min(len(made["lignesImport"]), 2)):
            ON_DEMANDE[rng.choice(list(ON_DEMANDE))][0](unit, rng)
        for other in files:
            for key in rng.choices(COMPARED, k=rng.randrange(3)):
                one, two = (rng.choice(each["lignesImport"]) for each in (other, made))
                if key in one:
                    two[key] = one[key]
        if files and rng.random() < 0.8:
            made.update({key: files[0][key] for key in ("numeroAns", "SIRET")})
        files.append(made)
        written(folder, made, number + rng.choice((1, 1, 2)))
    return sorted(str(path) for path in folder.iterdir())


def reports(both: Both, paths: list[str], keep: int, *, sent: bool) -> list[FileReport]:
    """Those of a run: by the door and with little kept, or without and with all."""
    door = both.accepting if keep == SAID else None
    found = [both.linter.check_file(path, keep=keep, door=door) for path in paths]
    if sent:
        found = [pickle.loads(pickle.dumps(each)) for each in found]
    return both.linter.whole(gather(paths), found).files


@pytest.mark.parametrize("seed", range(60))
def test_what_is_said_of_files_together_is_the_same_with_little_kept(
    both: Both, seed: int, tmp_path: Path
) -> None:
    paths = several(tmp_path, random.Random(seed))
    whole = reports(both, paths, ALL, sent=False)
    little = reports(both, paths, SAID, sent=bool(seed % 2))
    assert [plain(each) for each in little] == [plain(each) for each in whole]
    drawn = [text.render(Run(Report(found))) for found in (whole, little)]
    assert drawn[0] == drawn[1]


def test_some_of_these_files_have_faults_together(both: Both, tmp_path: Path) -> None:
    """Else what is above would compare nothing."""
    said: Counter[str] = Counter()
    for seed in range(20):
        folder = tmp_path / str(seed)
        folder.mkdir()
        for report in reports(both, several(folder, random.Random(seed)), SAID, sent=False):
            said.update(each.rule for each in report.findings)
    assert {"LOT-002", "LOT-003", "LOT-004", "LOT-006"} <= {*said}


def faulty(rng: random.Random, at: int) -> dict[str, Any]:
    made = deposit(rng, UNITS)
    made["lignesImport"][at]["typeAction"] = "X"
    return made


def test_only_the_units_that_may_have_something_to_say_are_kept(both: Both, tmp_path: Path) -> None:
    path = written(tmp_path, faulty(random.Random(1), 4))
    report = both.linter.check_file(path, keep=SAID, door=both.accepting)
    kept = report.kept
    assert kept is not None
    assert [unit.index for unit in kept.units or ()] == [5]
    assert kept.root.lists[0] == []
    assert len(pickle.dumps(report)) < os.stat(path).st_size
    whole = both.linter.check_file(path, keep=ALL, door=both.accepting).kept
    assert whole is not None
    assert (whole.units, len(whole.root.lists[0])) == (None, UNITS)


ANOTHER = """
import pickle, sys
from segur_lint.report.model import SAID
from tests.tampered import Both
both = Both()
reports = [both.linter.check_file(path, keep=SAID, door=both.accepting) for path in sys.argv[1:]]
sys.stdout.buffer.write(pickle.dumps(reports))
"""


def test_what_processes_that_hash_otherwise_keep_is_compared(both: Both, tmp_path: Path) -> None:
    rng = random.Random(8)
    one, two = faulty(rng, 3), faulty(rng, 5)
    two["lignesImport"][9]["numeroASP"] = one["lignesImport"][7]["numeroASP"]
    two["lignesImport"][5]["numeroEditeur"] = one["lignesImport"][11]["numeroEditeur"]
    paths = [written(tmp_path, one), written(tmp_path, two, 2)]
    found: list[FileReport] = []
    for seed, path in enumerate(paths, 1):
        env = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", ANOTHER, path]
        found += pickle.loads(subprocess.run(command, env=env, stdout=-1, check=True).stdout)
    told = both.linter.whole(gather(paths), found).files
    assert [plain(each) for each in told] == [
        plain(each) for each in reports(both, paths, ALL, sent=False)
    ]
    rules = {each.rule for each in told[1].findings}
    assert {"LOT-003", "LOT-004"} <= rules


# --- the text of a file of many -------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"{}\n", "\ufeffé\r\n".encode(), b"a\xff"])
def test_a_text_that_was_put_away_is_read_again(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    source = FileSource(str(path), data)
    said = source.text, source.data, source.bom, source.bad_byte, source.lines
    source.put_away()
    source.put_away()
    again = pickle.loads(pickle.dumps(source))
    for each in (source, again):
        assert (each.text, each.data, each.bom, each.bad_byte, each.lines) == said


@pytest.mark.parametrize("change", ["written", "longer", "gone", "a folder"])
def test_a_file_that_changed_meanwhile_is_told(change: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{}")
    source = FileSource(str(path), b"{}")
    source.put_away()
    path.unlink()
    if change == "a folder":
        path.mkdir()
    elif change != "gone":
        path.write_text("[]" if change == "written" else "{}\n")
    with pytest.raises(ChangedError, match="a changé pendant le contrôle") as caught:
        _ = source.text
    assert caught.value.exit_code == 2


def test_of_files_that_were_put_away_one_is_held_at_a_time(tmp_path: Path) -> None:
    sources = []
    for number in range(3):
        (tmp_path / str(number)).write_text("{}")
        sources.append(FileSource(str(tmp_path / str(number)), b"{}"))
        sources[-1].put_away()
    for source in sources:
        assert source.text == "{}"
        assert [each._held for each in sources] == [each is source for each in sources]
    assert filesource._back == [sources[-1]]


def test_a_file_that_changes_before_files_are_compared_stops_the_run(
    both: Both, tmp_path: Path
) -> None:
    rng = random.Random(3)
    one, two = deposit(rng, UNITS), faulty(rng, 2)
    two["lignesImport"][9]["numeroASP"] = one["lignesImport"][9]["numeroASP"]
    paths = [written(tmp_path, one), written(tmp_path, two, 2)]
    found = list(check(both.linter, paths, 1, SAID, lambda: both.accepting))
    Path(paths[0]).write_bytes(b"{}")
    with pytest.raises(ChangedError):
        both.linter.whole(gather(paths), found)


def test_the_reports_of_the_api_are_drawn_when_the_files_are_gone(
    both: Both, tmp_path: Path
) -> None:
    paths = [written(tmp_path, faulty(random.Random(3), 2), number) for number in (1, 2)]
    report = both.linter.check_paths(paths)
    for path in paths:
        Path(path).unlink()
    assert "typeAction" in text.render(Run(report))


# --- numbers in two arrays ------------------------------------------------------------------------


@given(st.lists(st.sets(st.integers(-(1 << 63), (1 << 63) - 1) | st.integers(-9, 9))))
@pytest.mark.parametrize("at_once", [3, 50_000])
def test_the_numbers_in_two_arrays(at_once: int, given: list[set[int]]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("segur_lint.alike._AT_ONCE", at_once)
        patched.setattr("segur_lint.alike._RANGE", at_once)
        counts = Counter(each for numbers in given for each in numbers)
        twice = {each for each, count in counts.items() if count > 1}
        assert shared([array("q", each) for each in given]) == twice
        assert are_apart([array("q", each) for each in given]) is (not twice)
