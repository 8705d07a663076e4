"""The quick door: it accepts nothing that the ordinary way finds anything in, and says the same."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fixtures.generator import Filed, Plain, deposit, name
from fixtures.mutations import MUTATIONS
from segur_lint import Linter, alike, pool, quick
from segur_lint.cli import main
from segur_lint.deposit import gather
from segur_lint.quick import between, runtime, several, store
from segur_lint.report.formats import render
from segur_lint.report.run import Run
from tests.corpora import corpus_files
from tests.tampered import SAMPLES, Both, tampered

#: More of them are tried at night: see `tests.tampered`.
TRIED = 500
CORPORA = [
    *corpus_files("JSONTestSuite", "**/*.json"), *corpus_files("json-hostile", "**/*.json"),
]  # fmt: skip
#: Packs whose shape is open, or that are none, are looked at closer, always.
OPEN = {"commun", "hop-dpi-va1-solde", "rad-ris-va1-solde"}


@pytest.fixture(scope="module")
def both() -> Both:
    return Both()


def filed(seed: int, demandes: int = 3, number: int = 1, **given: Any) -> Filed:
    plain = deposit(random.Random(seed), demandes, **given)
    return Filed(name(plain, number=number), plain)


# --- what is accepted is sound --------------------------------------------------------------------


def test_what_is_accepted_is_sound(both: Both) -> None:
    accepted = sum(both.accepts(*tampered(seed)) for seed in range(TRIED))
    assert accepted > TRIED // 20, "the test would prove little"


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_no_fault_is_accepted(both: Both, mutation: str) -> None:
    for seed, layout in enumerate(("nested", "flat")):
        file = filed(seed, layout=layout)
        MUTATIONS[mutation][0](file, random.Random(seed))
        assert not both.accepts(file.name, file.data())


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.name)
def test_no_hostile_text_is_accepted(both: Both, path: Path) -> None:
    assert not both.accepts("JSON-1234567890-20240115-001.json", path.read_bytes())


def test_a_sound_file_is_not_looked_at_closer(both: Both) -> None:
    for seed in range(20):
        file = filed(seed, seed % 5 + 1, layout=("nested", "flat")[seed % 2])
        assert both.accepts(file.name, file.data()), seed


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_the_sample_of_a_pack_is_accepted(both: Both, sample: Path) -> None:
    assert both.accepts(sample.name, sample.read_bytes()) is (sample.parent.name not in OPEN)


SPACES: list[tuple[Callable[[bytes], bytes], bool]] = [
    (lambda data: b" \n" + data + b"\r\n\t ", True),
    (lambda data: data.replace(b"C", b"\\u0043"), True),
    (lambda data: data + b"x", False),
    (lambda data: data + b"\xc2\xa0", False),
    (lambda data: b"\xef\xbb\xbf" + data, False),
    (lambda data: data.decode().encode("utf-16"), False),
    (lambda data: data.rstrip()[:-1], False),
    (lambda data: data.replace(b'"impId": null', b'"impId": null, "impId": null'), False),
    (lambda data: data.replace(b'"impId": null', b'"imp\\u0049d": null, "impId": null'), False),
    (lambda data: data.replace(b'"numLigne": 1,', b'"numLigne": true,'), False),
    (lambda data: data.replace(b'"numLigne": 1,', b'"numLigne": 1.0,'), False),
    (lambda data: data.replace(b'"isDirectToDMP": false', b'"isDirectToDMP": 0'), False),
    (lambda _: b"[" * 100_000, False),
    (lambda _: b"", False),
]


@pytest.mark.parametrize(("change", "accepted"), SPACES)
def test_what_the_c_parser_reads_otherwise_is_a_doubt(
    both: Both, change: Callable[[bytes], bytes], accepted: bool
) -> None:
    file = filed(1)
    assert both.accepts(file.name, change(file.data())) is accepted


# --- several files --------------------------------------------------------------------------------


def same_number(files: list[Filed]) -> None:
    files[1].content["lignesImport"][0]["numeroASP"] = files[0].content["lignesImport"][0][
        "numeroASP"
    ]


def other_pair(files: list[Filed]) -> None:
    editor = files[0].content["lignesImport"][0]["numeroEditeur"]
    old = files[1].content["lignesImport"][0]["numeroEditeur"]
    files[1].content["lignesImport"][0]["numeroEditeur"] = editor
    for each in files[1].content["lignesImport"][0]["piecesJustificatives"]:
        each["nomFichier"] = each["nomFichier"].replace(old, editor)


def a_gap(files: list[Filed]) -> None:
    files[2].name = files[2].name.replace("003", "004")


def shared(files: list[Filed]) -> None:
    lines = [file.content["lignesImport"][0] for file in files]
    lines[2]["beneficiaires"] = list(lines[0]["beneficiaires"])


def as_they_are(_: list[Filed]) -> None:
    pass


def of_another_pack(files: list[Filed]) -> None:
    sample = next(path for path in SAMPLES if path.parent.name == "mdv-lgc-va1-avance")
    files[2] = Filed(sample.name, {}, lambda _: sample.read_bytes())


LOTS = {
    as_they_are: True, of_another_pack: True,
    same_number: False, other_pair: False, a_gap: False, shared: False,
}  # fmt: skip


def lot(change: Callable[[list[Filed]], None], folder: Path) -> list[str]:
    plains = three()
    files = [Filed(name(plain, number=at), plain) for at, plain in enumerate(plains, 1)]
    change(files)
    paths = [folder / str(at) / file.name for at, file in enumerate(files)]
    for path, file in zip(paths, files, strict=True):
        path.parent.mkdir()
        path.write_bytes(file.data())
    return [str(path) for path in paths]


def three() -> Iterator[Plain]:
    """Deposits of one maker, in which no claim comes again."""
    rng = random.Random(7)
    siret = deposit(rng, 1)["SIRET"]
    for first in (1, 11, 21):
        plain = deposit(rng, 2, first=first)
        plain["SIRET"] = siret
        yield plain


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("change", LOTS)
def test_files_together_are_told_as_the_ordinary_way_tells_them(
    both: Both, change: Callable[[list[Filed]], None], jobs: int, lang: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    files = lot(change, tmp_path)
    said = several.report(both.entry, files, jobs, lang)
    assert (said is not None) is LOTS[change]
    code = main(["check", "--lang", lang, *files])
    told = capsys.readouterr().out
    assert said is None or (said, 0) == (told, code)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_is_gone_before_it_is_read_is_a_doubt(
    both: Both, jobs: int, tmp_path: Path
) -> None:
    files = lot(as_they_are, tmp_path)
    os.unlink(files[0])
    assert several.report(both.entry, files, jobs, "fr") is None


ASKED: list[dict[str, Any]] = [
    {},
    {"inputs": {"siret_fournisseur": "73282932000074"}},  # not that of the deposits: a fault
    {"select": ["LOT-003", "DEM-004"]},
    {"ignore": ["LOT-001"]},
    {"pack": "bio-loinc-va1-solde"},
    {"pack": "bio-sgl-va1-solde"},  # not theirs: what holds in the one proves nothing in the other
    {"date": "2020-01-01"},
    {"values": False},
]


@pytest.mark.parametrize("given", ASKED, ids=str)
def test_files_of_which_some_are_sound_are_told_the_same_with_the_door_and_without(
    both: Both, given: dict[str, Any], tmp_path: Path
) -> None:
    files = lot(same_number, tmp_path)
    for number, seed in enumerate(range(40), 10):
        called, data = tampered(seed)
        (tmp_path / str(number)).mkdir()
        files.append(str(tmp_path / str(number) / (called or "vide.json")))
        Path(files[-1]).write_bytes(data)
    linter = Linter(**given)
    deposits = gather(files)
    told = []
    for jobs, opened in ((1, None), (1, lambda: both.accepting), (2, lambda: both.accepting)):
        reports = list(pool.check(linter, files, jobs, True, opened))
        run = Run(
            linter.whole(deposits, reports), "fr", packs={each.name: each for each in linter.packs}
        )
        told.append(render("json", run))
    assert told[0] == told[1] == told[2]


# --- the door -------------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one's own, empty; its folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(store, "_TICK", 0)  # the files of a clone may be seconds old
    return tmp_path / "cache" / "segur-lint"


@pytest.fixture
def sample(tmp_path: Path) -> str:
    file = filed(1)
    (tmp_path / "depot").mkdir()
    path = tmp_path / "depot" / file.name
    path.write_bytes(file.data())
    return str(path)


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.bin"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sound_file_is_told_to_the_byte_as_the_ordinary_way_tells_it(
    cache: Path, sample: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", "--lang", lang, sample]
    assert quick.check(arguments) is None
    assert main(arguments) == 0
    ordinary = capsys.readouterr()
    quick.prepare(arguments)
    assert quick.check(arguments) == 0
    assert capsys.readouterr() == ordinary


OTHERWISE = [
    [], ["--version"], ["rules", "list"], ["check"], ["check", "-"], ["check", "--format", "json"],
    ["check", "--select", "X", "FILE"], ["check", "--jobs", "x", "FILE"],
    ["check", "FILE", "--lang"],
    ["check", "--lang", "de", "FILE"], ["check", "--no-cache", "FILE"], ["check", "FILE", "absent"],
    ["check", "--date", "2024-01-01", "FILE"], ["check", "--", "FILE"], ["check", ""],
]  # fmt: skip


@pytest.mark.parametrize("arguments", OTHERWISE)
def test_anything_but_a_plain_check_goes_the_ordinary_way(
    cache: Path, sample: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    quick.prepare(["check", sample])
    assert entries(cache)
    assert quick.check([sample if word == "FILE" else word for word in arguments]) is None
    assert capsys.readouterr() == ("", "")


BESIDE = [
    (".segur-lint.yaml", "pack: bio-loinc-va1-solde\n"), ("facture.pdf", ""), ("PIECES.ZIP", ""),
]  # fmt: skip


@pytest.mark.parametrize(("beside", "text"), BESIDE)
@pytest.mark.parametrize("inside", ["", "pieces"])
def test_what_stands_beside_a_file_is_left_to_the_ordinary_way(
    cache: Path, sample: str, beside: str, text: str, inside: str
) -> None:
    quick.prepare(["check", sample])
    folder = Path(sample).parent
    if inside and beside.startswith("."):
        folder = folder.parent
    elif inside:
        folder /= inside
        folder.mkdir()
    (folder / beside).write_text(text, encoding="utf-8")
    assert quick.check(["check", sample]) is None


BROKEN = [
    b"{", b'{"a"', b'{"a": 1', b'{"a": 1,', b'{"a": "', b"{'a': 1}", b'{"a" "b"}', b'{"a": "\\x"}',
    b'{"a": 2 917,00}', b"[1,", b"nul", b"-", b"[1 2]", b'"', b"\xff", b'["\x00"]', b"",
]  # fmt: skip
_ALL = """
import os, sys
from segur_lint import quick
found = [quick.check(["check", path]) for path in sys.stdin.read().splitlines()]
assert found.pop() == 0 and set(found) == {None}, found  # the last one is sound
assert "json.decoder" not in sys.modules  # else the C parser would raise what it does here
"""


def test_what_is_no_json_is_a_doubt_in_a_process_that_imported_little(
    cache: Path, sample: str, tmp_path: Path
) -> None:
    quick.prepare(["check", sample])
    paths = []
    whole = Path(sample).read_bytes()
    cut = [whole[:at] for at in range(1, len(whole) - 1, len(whole) // 100)]
    for number, data in enumerate((*BROKEN, *cut, *(path.read_bytes() for path in CORPORA))):
        paths.append(tmp_path / str(number) / Path(sample).name)
        paths[-1].parent.mkdir()
        paths[-1].write_bytes(data)
    subprocess.run(
        [sys.executable, "-c", _ALL],
        input="\n".join([*map(str, paths), sample]),
        text=True,
        check=True,
    )


def test_a_folder_is_its_files(cache: Path, sample: str) -> None:
    quick.prepare(["check", sample])
    assert quick.check(["check", str(Path(sample).parent)]) == 0
    (Path(sample).parent / "autre.json").write_text("{", encoding="utf-8")
    assert quick.check(["check", str(Path(sample).parent)]) is None


def spoilt(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


SPOILT: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "of another version": lambda path: spoilt(path, 12),
    "changed": lambda path: spoilt(path, 500),
    "changed at its end": lambda path: spoilt(path, -500),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:2000]),
    "written to by others": lambda path: path.chmod(0o666),
    "in a folder of others": lambda path: path.parent.chmod(0o777),
    "a folder": lambda path: [each(path) for each in (os.remove, os.mkdir)],
}


@pytest.mark.skipif(sys.platform == "win32", reason="who may write is told otherwise there")
@pytest.mark.parametrize("how", SPOILT)
def test_a_broken_or_foreign_entry_is_none(cache: Path, how: str, tmp_path: Path) -> None:
    # The last part of an entry is the code of the last pack, and of its last layout.
    path = next(path for path in SAMPLES if path.parent.name == "mdv-lgc-va1-avance")
    (tmp_path / "seul").mkdir()
    sample = str(shutil.copy(path, tmp_path / "seul"))
    quick.prepare(["check", sample])
    assert quick.check(["check", sample]) == 0
    SPOILT[how](entries(cache)[0])
    assert quick.check(["check", sample]) is None


def test_rules_that_were_edited_are_never_missed(
    cache: Path, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from segur_lint import resources

    real = resources.folder
    shutil.copytree(real("rules"), tmp_path / "rules")
    monkeypatch.setattr(
        resources, "folder", lambda name: str(tmp_path / name) if name == "rules" else real(name)
    )
    quick.prepare(["check", sample])
    assert quick.check(["check", sample]) == 0
    pack = tmp_path / "rules" / "bio.yaml"
    text = pack.read_text(encoding="utf-8")
    status = pack.stat()
    pack.write_text(text.replace("demande", "DEMANDE", 1), encoding="utf-8")  # as long as it was
    os.utime(pack, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert quick.check(["check", sample]) is None
    pack.write_text(text, encoding="utf-8")
    os.utime(pack, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert quick.check(["check", sample]) == 0
    (tmp_path / "rules" / "autre.yaml").write_text(text, encoding="utf-8")
    assert quick.check(["check", sample]) is None


def test_no_entry_is_kept_of_files_so_young_that_they_may_change_again(
    cache: Path, sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_TICK", 10**19)
    quick.prepare(["check", sample])
    assert entries(cache) == []


@pytest.mark.skipif(sys.platform == "win32", reason="who may write is told otherwise there")
def test_an_entry_is_for_its_owner_alone_and_one_that_cannot_be_kept_is_no_fault(
    cache: Path, sample: str
) -> None:
    quick.prepare(["check", sample])
    assert stat.S_IMODE(entries(cache)[0].stat().st_mode) == 0o600
    shutil.rmtree(cache)
    cache.write_text("", encoding="utf-8")  # no folder can be there
    quick.prepare(["check", sample])
    assert quick.check(["check", sample]) is None


# --- what the generated code calls ----------------------------------------------------------------


def test_keys_of_many_are_those_of_each() -> None:
    from segur_lint.functions import luhn

    rng = random.Random(0)
    for _ in range(300):
        texts = ["".join(rng.choices("0123456789", k=9)) for _ in range(rng.randint(1, 3))]
        assert runtime.luhns(texts) is all(map(luhn, texts))
        assert [runtime.luhn(text) for text in texts] == [luhn(text) for text in texts]
    for odd in ("", "12a", "٣", " 1", "0", "18"):
        assert runtime.luhn(odd) is luhn(odd)
        assert runtime.luhns([odd]) is luhn(odd)


@pytest.mark.parametrize(
    ("dates", "are"),
    [
        (["20240229"], True), (["20230229"], False), (["20000229", "20230131"], True),
        (["19000229"], False), (["20230431"], False), (["20231231"], True), (["20230230"], False),
    ],
)  # fmt: skip
def test_the_ends_of_months(dates: list[str], are: bool) -> None:
    assert runtime.are_days(dates) is are


# --- what files say to each other -----------------------------------------------------------------


@pytest.mark.parametrize("at_once", [1, 7, 50_000])
def test_a_value_in_two_files_is_seen_whichever_it_is(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "_AT_ONCE", at_once)
    monkeypatch.setattr(alike, "_RANGE", at_once)
    files = [[f"{file}-{line}" for line in range(9)] for file in range(5)]
    for one, two in ((0, 1), (3, 4), (0, 4), (2, 2)):
        for line in range(9):
            changed = [[*each] for each in files]
            changed[two].append(changed[one][line])
            said = [between.kept(([each], [])) for each in changed]
            assert between.agree(said) is (one == two)  # in one file it may be there again
    assert between.agree([between.kept(([each, [0]], [])) for each in files]) is False
    assert between.agree([between.kept(([], [(True, 2, 1)])), between.kept(([], [(False, 5, 2)]))])
    assert not between.agree([between.kept(([], [(True, 2, 1)]))] * 2)


@pytest.mark.parametrize(
    ("ones", "twos", "are"),
    [
        ("abc", "xyz", True), ("aab", "xxy", True), ("aab", "xyz", False), ("abc", "xxy", False),
        ("aba", "xyx", True), ("aba", "xyy", False),
    ],
)  # fmt: skip
def test_pairs_are_of_two_and_no_third(ones: str, twos: str, are: bool) -> None:
    assert runtime.paired([*ones], [*twos]) is are


@pytest.mark.parametrize("count", [1, 2, 999, 1_000, 1_001, 1_999, 2_000, 9_999])
def test_each_file_is_the_turn_of_one_process(count: int) -> None:
    turns = several._turns(count)
    one, two = several._taken(turns, count), several._taken(turns, count)
    taken = [next(one), *two, *one]
    os.close(turns)
    assert sorted(taken) == list(range(count))
    # More would wait, for a process that is not there yet, where a pipe is as small as it may be.
    assert len(range(0, count, several._step(count))) * several._TURN <= 4_096
