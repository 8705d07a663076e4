from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benchmarks import budget, detection, measure, run
from benchmarks.measure import Sample, VerdictError
from fixtures.generator import Plain, deposit, document, dumps
from fixtures.mutations import MUTATIONS

SCHEMA = json.loads(detection.SCHEMA.read_text(encoding="utf-8"))
needs_peer = pytest.mark.skipif(
    importlib.util.find_spec("check_jsonschema") is None, reason="check-jsonschema not installed"
)
needs_wait4 = pytest.mark.skipif(sys.platform == "win32", reason="no wait4 there")


def sound(demandes: int) -> Any:
    return json.loads(dumps(deposit(random.Random(7), demandes)))


def faults(plain: Any) -> int:
    return len(list(Draft202012Validator(SCHEMA).iter_errors(plain)))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("demandes", [1, 2, 200])
def test_the_schema_accepts_a_sound_deposit(demandes: int) -> None:
    assert faults(sound(demandes)) == 0


def renumbered(plain: Plain) -> None:
    plain["lignesImport"][1]["numLigne"] = 3


def two_of_a_type(plain: Plain, *types: str) -> None:
    demande = plain["lignesImport"][0]
    demande["piecesJustificatives"] = [
        document(kind, demande["numeroEditeur"], form)
        for kind, form in zip(("FACTURE", "VA", *types), ("PDF", "PDF", "JPG", "PNG"), strict=True)
    ]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        pytest.param(renumbered, True, id="a number that is not the position"),
        pytest.param(lambda p: two_of_a_type(p, "CT1", "CT1"), True, id="two CT1"),
        pytest.param(lambda p: two_of_a_type(p, "CTX", "CT1"), True, id="a CTX beside a CT1"),
        pytest.param(lambda p: two_of_a_type(p, "CT1", "CT2"), False, id="a CT1 and a CT2"),
        pytest.param(lambda p: two_of_a_type(p, "VA", "CTX"), False, id="two VA and a CTX"),
    ],
)
def test_the_schema_says_what_a_schema_can(change: Any, refused: bool) -> None:
    plain = sound(2)

    change(plain)

    assert (faults(plain) > 0) is refused


def test_the_schema_has_the_limit_of_the_guide() -> None:
    plain = sound(200)
    plain["lignesImport"].append({**plain["lignesImport"][0]})

    assert faults(plain) > 0


@pytest.mark.parametrize("kind", MUTATIONS)
def test_each_kind_of_fault_has_a_theme(kind: str) -> None:
    assert detection.theme(MUTATIONS[kind][1])


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ({"FAC-001"}, "la facture"),
        ({"FAC-003"}, "l'écriture d'un montant"),
        ({"STR-003", "STR-002"}, "la structure du JSON"),
    ],
)
def test_a_theme_is_that_of_the_longest_start_of_the_first_id(ids: set[str], expected: str) -> None:
    assert detection.theme(ids) == expected


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@needs_wait4
def test_a_command_is_measured(tmp_path: Path) -> None:
    sample = measure.once(python("print('é')"), measure.environment(tmp_path), 0)

    assert sample.wall > 0
    assert sample.memory > 0


@needs_wait4
@pytest.mark.parametrize(("code", "expected"), [("raise SystemExit(1)", 0), ("pass", 1)])
def test_a_command_with_another_verdict_is_not_measured(
    tmp_path: Path, code: str, expected: int
) -> None:
    with pytest.raises(VerdictError):
        measure.once(python(code), measure.environment(tmp_path), expected)


def test_no_variable_of_python_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("HOME", "/home/someone")

    env = measure.environment(tmp_path)

    assert "PYTHONDONTWRITEBYTECODE" not in env
    assert env["HOME"] == "/home/someone"


@needs_wait4
def test_commands_run_in_turn_after_one_run_that_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands: dict[str, tuple[measure.Command, int]] = {
        name: (python(f"open({str(log)!r}, 'a').write({name!r})"), 0) for name in ("a", "b")
    }

    samples = measure.compare(commands, 2, measure.environment(tmp_path))

    assert log.read_text() == "ab" + "ab" + "ba"
    assert {name: len(each) for name, each in samples.items()} == {"a": 2, "b": 2}


def test_how_many_times_faster_is_the_median_of_the_pairs() -> None:
    own = [Sample(1, 1, 1), Sample(2, 1, 1), Sample(4, 1, 1)]
    peer = [Sample(3, 9, 1), Sample(4, 9, 1), Sample(40, 9, 1)]

    assert measure.times_faster(own, peer, "cpu") == 3
    assert measure.times_faster(own, peer, "wall") == 9


def test_the_machine_is_told() -> None:
    assert "Python 3" in measure.machine()


def test_the_tables_of_a_text_are_replaced() -> None:
    text = f"avant\n{run.START}ancien \\1\n{run.END}après\n"

    assert run.rewritten(text, "neuf \\1\n") == f"avant\n{run.START}neuf \\1\n{run.END}après\n"


@pytest.mark.parametrize("text", ["", run.START, 2 * (run.START + run.END)])
def test_a_text_without_one_place_for_the_tables_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        run.rewritten(text, "")


@needs_wait4
@needs_peer
def test_the_whole_run_gives_its_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A dozen kinds of fault are enough to see the tables made.
    monkeypatch.setattr(detection, "MUTATIONS", dict(list(MUTATIONS.items())[:12]))
    document = tmp_path / "performance.md"
    document.write_text(run.START + run.END, encoding="utf-8")

    run.main(["--rounds", "1", "--files", "2", "--write", str(document)])

    printed = capsys.readouterr().out
    assert document.read_text(encoding="utf-8") == run.START + printed.removesuffix("\n") + run.END
    assert printed.count("\n| segur-lint |") == 5
    assert printed.count("\n| check-jsonschema |") == 5
    assert "segur-lint laisse passer 0 sortes" in printed


@needs_peer
def test_a_tool_that_refuses_a_sound_file_is_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finders = {"strict": lambda paths: {str(path) for path in paths}}
    monkeypatch.setattr(detection, "FINDERS", finders)

    with pytest.raises(AssertionError, match="strict refuses a sound file"):
        detection.table(tmp_path)


BUDGET = {"sound": {"steps": 1000, "bytes": 10}}


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        pytest.param({"sound": {"steps": 1100, "bytes": 11}}, 0, id="a tenth more"),
        pytest.param({"sound": {"steps": 1, "bytes": 1}}, 0, id="less"),
        pytest.param({"sound": {"steps": 1101, "bytes": 1}}, 1, id="more steps"),
        pytest.param({"sound": {"steps": 1101, "bytes": 12}}, 2, id="more of both"),
        pytest.param({"other": {"steps": 1}}, 1, id="a work without a budget"),
    ],
)
def test_a_jump_in_what_a_work_costs_is_told(now: dict[str, dict[str, int]], lines: int) -> None:
    assert len(budget.over(BUDGET, now)) == lines


def test_what_a_work_costs_is_counted_the_same_each_time() -> None:
    first, second = budget.counted(), budget.counted()
    assert {work: each["steps"] for work, each in first.items()} == {
        work: each["steps"] for work, each in second.items()
    }
