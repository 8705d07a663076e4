from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benchmarks import budget, detection, measure, peers, run, tables, works
from benchmarks.lines import DEMANDES, FLOOR, Aim, Bench, Line, Work
from benchmarks.measure import Run, Sample, VerdictError
from fixtures.generator import Plain, deposit, document, dumps
from fixtures.mutations import MUTATIONS
from tests import npm

SCHEMA = json.loads(peers.SCHEMA.read_text(encoding="utf-8"))
needs_peer = pytest.mark.skipif(
    importlib.util.find_spec("check_jsonschema") is None, reason="check-jsonschema not installed"
)
needs_jsonschema_rs = pytest.mark.skipif(
    importlib.util.find_spec("jsonschema_rs") is None, reason="jsonschema-rs not installed"
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


def noted(log: Path, word: str, **given: Any) -> Run:
    return Run(python(f"open({str(log)!r}, 'a').write({word!r})"), 0, **given)


@needs_wait4
def test_commands_run_in_turn_after_two_runs_that_do_not_count(tmp_path: Path) -> None:
    log = tmp_path / "log"
    runs = {name: noted(log, name) for name in ("a", "b")}

    samples = measure.compare(runs, 2, measure.environment(tmp_path))

    assert log.read_text() == "aabb" + "ab" + "ba"
    assert {name: len(each) for name, each in samples.items()} == {"a": 2, "b": 2}


@needs_wait4
def test_a_long_command_has_few_rounds_and_none_that_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "log"
    runs = {"a": noted(log, "a"), "b": noted(log, "b", few=1)}

    samples = measure.compare(runs, 2, measure.environment(tmp_path))

    assert log.read_text() == "aa" + "ab" + "a"
    assert {name: len(each) for name, each in samples.items()} == {"a": 2, "b": 1}


@needs_wait4
def test_what_comes_before_a_command_comes_before_each_and_its_variables_are_its_own(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"
    write = python(f"import os; open({str(log)!r}, 'a').write(os.environ.get('WORD', '-'))")

    def before() -> None:
        log.write_text((log.read_text() if log.exists() else "") + "(")

    runs = {"a": Run(write, 0, before, {"WORD": "a"}), "b": Run(write, 0)}
    measure.compare(runs, 1, measure.environment(tmp_path))

    assert log.read_text() == "(a(a--" + "(a-"


def samples(*walls: float, memory: float = 1) -> list[Sample]:
    return [Sample(wall, wall, memory) for wall in walls]


def test_a_ratio_is_the_median_of_the_pairs() -> None:
    assert measure.ratio(samples(3, 4, 40), samples(1, 2, 4)) == 3
    assert measure.ratio(samples(3), samples(1, 2, 4)) == 3
    assert measure.ratio(samples(3, 4, 40), samples(1, 2, 4), scale=2) == 1.5


def test_the_machine_is_told() -> None:
    assert "Python 3" in measure.machine()


def test_the_tables_of_a_text_are_replaced() -> None:
    text = f"avant\n{run.START}ancien \\1\n{run.END}après\n"

    assert run.rewritten(text, "neuf \\1\n") == f"avant\n{run.START}neuf \\1\n{run.END}après\n"


@pytest.mark.parametrize("text", ["", run.START, 2 * (run.START + run.END)])
def test_a_text_without_one_place_for_the_tables_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        run.rewritten(text, "")


def line(size: int = 100, base: str | None = FLOOR, **given: Any) -> Line:
    return Line(Run([], 0), size, base, **given)


@pytest.mark.parametrize(
    ("own", "aim", "expected"),
    [
        pytest.param(2, Aim(2), "| 2,00 | 2,00 | oui |", id="met, just"),
        pytest.param(2.1, Aim(2), "| 2,10 | 2,00 | **non** |", id="not met"),
        pytest.param(0.3, Aim(250, milliseconds=True), "| 0,30 | 250 ms | **non** |", id="time"),
        pytest.param(2, None, "| 2,00 |  |  |", id="no aim"),
    ],
)
def test_a_line_says_its_ratio_first_then_its_aim_and_whether_it_is_met(
    own: float, aim: Aim | None, expected: str
) -> None:
    work = Work("un", {"nous": line(aim=aim), FLOOR: line(ours=False)}, 1)

    lines = tables.times(work, {"nous": samples(own), FLOOR: samples(1)})

    assert lines[4].startswith(f"| nous {expected} ")
    assert len(tables.aims([(work, {"nous": samples(own), FLOOR: samples(1)})])) == 4 + bool(aim)


@pytest.mark.parametrize(
    ("ours", "memory", "expected"),
    [(True, 25, "| 25,0 Mo |"), (True, 25.1, "| **25,1 Mo** |"), (False, 26, "| 26,0 Mo |")],
)
def test_a_process_of_ours_that_holds_too_much_is_in_bold(
    ours: bool, memory: float, expected: str
) -> None:
    work = Work("un", {"nous": line(base=None, ours=ours)}, 1)

    assert tables.times(work, {"nous": samples(1, memory=memory)})[4].endswith(expected)


def test_growth_is_told_by_byte_and_memory_with_it() -> None:
    lines = {
        "peu": line(100, None),
        "autre": line(100, "peu"),
        "tout": line(1000, "peu", aim=Aim(1.1, flat=True), beside="autre"),
    }
    work = Work("croissance", lines, 3)
    found = {"peu": samples(1), "autre": samples(2), "tout": samples(10, memory=1.2)}

    (told,) = (each for each in tables.times(work, found) if each.startswith("| tout"))
    wanted = tables.aims([(work, found)])

    assert told.startswith("| tout (1 tour) | 1,00 (peu)<br>0,50 (autre) | 1,10 | oui |")
    assert wanted[2] == "| croissance : tout | 1,10 | 1,00 | oui |"
    assert wanted[3] == "| croissance : tout, la mémoire | 1,10 | 1,20 | **non** |"
    assert wanted[4].endswith("(croissance : tout) | 25,0 Mo | 1,2 Mo | oui |")


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a run whose caches several tests fill together."""
    return measure.environment(tmp_path_factory.mktemp("caches"))


def written(tmp_path: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    document = tmp_path / "performance.md"
    document.write_text(run.START + run.END, encoding="utf-8")
    run.main(["--rounds", "1", "--files", "1", *arguments, "--write", str(document)])
    printed = capsys.readouterr().out
    assert document.read_text(encoding="utf-8") == run.START + printed.removesuffix("\n") + run.END
    return printed


@needs_wait4
@needs_jsonschema_rs
def test_the_run_gives_its_tables(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    warm: dict[str, str],
) -> None:
    monkeypatch.setattr(run, "environment", lambda _: warm)
    # A few kinds of fault are enough to see the tables made.
    monkeypatch.setattr(detection, "MUTATIONS", dict(list(MUTATIONS.items())[:6]))

    printed = written(tmp_path, capsys, "--only", "1", "fautes", "--peers", peers.JSONSCHEMA_RS)

    assert printed.count("\n| segur-lint |") == 1
    assert printed.count("\n| jsonschema-rs |") == 1
    assert "\n| **en tout** | **6** | **6** | **6** |" in printed


@needs_wait4
def test_the_run_shows_where_the_time_goes_with_archives(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    warm: dict[str, str],
) -> None:
    monkeypatch.setattr(run, "environment", lambda _: warm)
    printed = written(tmp_path, capsys, "--peers", "--only", "archives")

    assert "| segur-lint | " in printed
    assert "Au profil (un regard par milliseconde" in printed


@needs_wait4
@pytest.mark.parametrize("work", ["froid", "croissance"])
def test_the_lines_of_ours_alone_answer_what_they_must(
    tmp_path: Path, work: str, warm: dict[str, str]
) -> None:
    bench = Bench(tmp_path, 1, 1, [], huge=DEMANDES + 2)

    for each in works.WORKS[work](bench).lines.values():
        assert measure.sample(each.run, warm).wall > 0


@needs_wait4
def test_files_that_are_more_than_numbers_go_have_another_day(tmp_path: Path) -> None:
    found = Bench(tmp_path, 1, 1, []).deposits(1000, demandes=1)

    assert len(found) == 1000
    assert found[-1].name == "JSON-1234567890-20240116-001.json"


@needs_wait4
def test_a_rule_is_edited_before_each_run_of_the_cold_work(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 1, 1, [])
    edited = works.cold(bench).lines["segur-lint, une règle vient de changer"].run
    pack = tmp_path / "regles" / "mes-regles.yaml"
    assert edited.before is not None
    seen = []
    for _ in range(2):
        edited.before()
        seen.append(pack.read_bytes())

    assert seen[0] != seen[1]


def test_a_tool_that_refuses_a_sound_file_is_not_compared(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="strict refuses a sound file"):
        detection.table(tmp_path, {"strict": lambda paths: {str(path) for path in paths}})


def test_a_peer_that_is_not_there_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    there, missing = run.around(tmp_path, [peers.AJV, peers.SPECTRAL])

    assert there == []
    assert missing == [
        f"{name}, node et npm ne sont pas sur cette machine" for name in ("ajv", "Spectral")
    ]
    assert f"Absent : {missing[0]}." in run.heading([], there, missing)


#: What the peers make of some kinds of fault: found by all, by Spectral alone, by none.
KINDS = {
    "montant nul": set(peers.ALL),
    "une balise deux fois": {peers.SPECTRAL},
    "numéro éditeur du nom autre que celui de la demande": {peers.SPECTRAL},
    "SIRET à clé fausse": {peers.SPECTRAL},
    "SIRET de La Poste à somme fausse": {peers.SPECTRAL},
    "un FINESS à clé fausse": {peers.SPECTRAL},
    "montant sans décimale": set(),
}


def held_to_kinds(peer: peers.Peer, folder: Path) -> None:
    files, clean = detection.write(folder / "fautes"), detection.sound(folder)
    found = detection.found_by(peer, [clean, *(files[kind] for kind in KINDS)])
    expected = {str(files[kind]) for kind, finders in KINDS.items() if peer.name in finders}
    assert found == expected


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(peers.CHECK_JSONSCHEMA, marks=needs_peer),
        pytest.param(peers.JSONSCHEMA_RS, marks=needs_jsonschema_rs),
    ],
)
def test_a_validator_of_python_finds_what_a_schema_says(tmp_path: Path, name: str) -> None:
    held_to_kinds(peers.ready(name, tmp_path), tmp_path)


def test_ajv_finds_what_a_schema_says(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    modules = npm.installed("../benchmarks/npm/ajv", request.config.cache.mkdir("ajv"))

    held_to_kinds(peers.ready(peers.AJV, tmp_path, modules), tmp_path)


def test_spectral_finds_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if not peers.home("spectral").is_dir():
        # 200 packages: too long to install for a test.
        pytest.skip("Spectral is not installed: python benchmarks/run.py --only 1 does")

    held_to_kinds(peers.ready(peers.SPECTRAL, tmp_path), tmp_path)


@pytest.mark.parametrize("folder", ["ajv", "spectral"])
def test_what_is_installed_is_pinned(folder: str) -> None:
    lock = json.loads((peers.NPM / folder / "package-lock.json").read_text(encoding="utf-8"))
    ((name, number),) = peers.pinned(folder).items()
    assert lock["packages"][f"node_modules/{name}"]["version"] == number
    assert all("integrity" in each for key, each in lock["packages"].items() if key)


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
