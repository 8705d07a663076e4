"""The cache of compiled rules: never stale, never trusted, never in the way."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from segur_lint import Linter, cache, library, resources, shipped
from tests.test_author import MODEL, PACK, child, edit
from tests.test_library import write

DEPOSITS = [
    (
        b'{"reference": "ABC123", "depot": null, "commandes": [{"numero": 1, "montant": 10.01,'
        b' "adresse": {"ville": "v", "pays": "p"}, "codes": [], "articles": []}]}'
    ),
    b'{"reference": "ABC12", "commandes": []}',
    b'{"impId": null}',
    b"{",
    b"",
]


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of one's own; its folder, which is not there yet. Nothing is shipped."""
    monkeypatch.setattr(shipped, "read", lambda *_: None)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "segur-lint"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many programs each compilation made."""
    calls: list[int] = []
    real = library._compiled

    def counted(*files: Any) -> list[dict[str, Any]]:
        programs = real(*files)
        calls.append(len(programs))
        return programs

    monkeypatch.setattr(library, "_compiled", counted)
    return calls


def programs(*, cache: bool = True) -> list[dict[str, Any]]:
    return [pack.program for pack in library.load(cache=cache)]


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{cache.KIND}"))


def test_the_second_time_nothing_is_compiled(where: Path, compiled: list[int]) -> None:
    first = programs()
    assert programs() == first
    assert len(compiled) == 1
    assert len(entries(where)) == 1


def test_the_folder_is_for_its_owner_alone(where: Path) -> None:
    library.load()
    assert stat.S_IMODE(where.stat().st_mode) == 0o700


def test_without_cache_nothing_is_read_nor_written(where: Path) -> None:
    library.load(cache=False)
    library.load(cache=False)
    assert not where.exists()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: write(folder, pack=edit(PACK, "10.00", "11.00")), id="a byte"),
        pytest.param(lambda folder: write(folder, enfant=child("enfant", "essai")), id="a file"),
        pytest.param(lambda folder: (folder / "pack.yaml").rename(folder / "p.yaml"), id="a name"),
    ],
)
def test_rules_that_change_are_compiled_again(
    where: Path, compiled: list[int], tmp_path: Path, change: Any
) -> None:
    folder = tmp_path / "r"
    write(folder)
    library.load([str(folder)])
    change(folder)
    library.load([str(folder)])
    ours = len(library.load())
    assert compiled[:2] == [ours, 1]
    assert len(compiled) == 3  # what changed, and nothing else
    assert len(entries(where)) == 3


def test_another_version_compiles_again(
    where: Path, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.load()
    monkeypatch.setattr(library, "__version__", "99")
    library.load()
    assert len(compiled) == 2


def test_a_grammar_that_is_edited_is_never_ignored(
    where: Path, compiled: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grammar = tmp_path / "grammar"
    shutil.copytree(resources.folder("grammar"), grammar)
    real = resources.folder
    monkeypatch.setattr(
        resources, "folder", lambda name: str(grammar) if name == "grammar" else real(name)
    )
    library.load()
    (grammar / "LISEZ-MOI").write_text("no grammar", encoding="utf-8")
    library.load()
    assert len(compiled) == 1
    path = min(grammar.glob("*.lark"))
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"/", b"|", 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # its bytes count, not its date
    library.load()
    assert len(compiled) == 2
    assert len(entries(where)) == 2


def test_files_that_are_joined_otherwise_have_another_key() -> None:
    keys = {
        cache.key([("a", b"bc")], "1"),
        cache.key([("a", b"b"), ("c", b"")], "1"),
        cache.key([("ab", b"c")], "1"),
        cache.key([("a", b"bc")], "2"),
        cache.key([("a", b"bc"), ("a", b"bc")], "1"),
        cache.key([], "1"),
    }
    assert len(keys) == 6


def rubbish(path: Path) -> list[Any]:
    """What may stand in the place of an entry, keyed as it should be where that makes sense."""
    key = path.stem
    whole = path.read_bytes()
    return [
        b"",
        b"{",
        whole[:-40],
        whole[:-1] + bytes([whole[-1] ^ 1]),
        b"\xff\xfe",
        b"[" * 100_000,
        cache.sealed(None),
        cache.sealed([]),
        cache.sealed("x"),
        cache.checksum(b"(((") + b"(((",
        cache.sealed({"key": "other", "programs": []}),
        cache.sealed({"key": key}),
        cache.sealed({"key": key, "programs": {}}),
        cache.sealed({"key": key, "programs": [1]}),
        cache.sealed({"key": key, "programs": [{}]}),
        cache.sealed({"key": key, "programs": [{"names": [], "model": {}}]}),
    ]


@pytest.mark.parametrize("which", range(16))
def test_a_broken_entry_costs_a_compilation_and_nothing_else(
    where: Path, compiled: list[int], which: int
) -> None:
    first = programs()
    (path,) = entries(where)
    path.write_bytes(rubbish(path)[which])
    assert programs() == first
    assert len(compiled) == 2
    assert programs() == first  # and the entry is mended
    assert len(compiled) == 2


def test_an_entry_of_someone_else_is_not_read(
    where: Path, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.load()
    monkeypatch.setattr(os, "getuid", lambda: os.stat(where).st_uid + 1)
    library.load()
    assert len(compiled) == 2


posix = pytest.mark.skipif(os.name != "posix", reason="owners and rights of files")


@posix
@pytest.mark.parametrize(
    ("mode", "kept"),
    [(0o700, True), (0o755, True), (0o770, False), (0o702, False), (0o1777, False)],
)
def test_a_folder_that_others_may_write_to_is_done_without(
    where: Path, compiled: list[int], mode: int, kept: bool
) -> None:
    where.mkdir(parents=True)
    where.chmod(mode)
    first = programs()
    assert programs() == first
    assert len(compiled) == (1 if kept else 2)
    assert len(entries(where)) == (1 if kept else 0)


@posix
@pytest.mark.parametrize("what", ["the folder", "the entry"])
def test_what_others_may_write_to_after_it_was_kept_is_not_read(
    where: Path, compiled: list[int], what: str
) -> None:
    first = programs()
    (path,) = entries(where)
    (where if what == "the folder" else path).chmod(0o777)
    assert programs() == first
    assert len(compiled) == 2


@posix
def test_nothing_is_kept_in_a_folder_of_someone_else(
    where: Path, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    where.mkdir(parents=True, mode=0o700)
    monkeypatch.setattr(os, "getuid", lambda: where.stat().st_uid + 1)
    assert library.load()
    assert list(where.iterdir()) == []


@posix
def test_it_is_the_opened_entry_whose_owner_counts(
    where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put("nom", [{}])
    assert cache.get("nom") == [{}]
    real = os.fstat

    def foreign(handle: int) -> os.stat_result:
        fields = list(real(handle))
        fields[4] += 1  # st_uid
        return os.stat_result(fields)

    monkeypatch.setattr(os, "fstat", foreign)
    assert cache.get("nom") is None


@posix
def test_a_link_laid_where_an_entry_goes_is_not_written_through(where: Path) -> None:
    victim = where.parent.parent / "victim"
    victim.write_text("untouched", encoding="utf-8")
    where.mkdir(parents=True, mode=0o700)
    for name in (f"nom{cache.KIND}", f"nom{cache.KIND}.{os.getpid()}", "nom.part"):
        (where / name).symlink_to(victim)
    cache.put("nom", [{}])
    assert victim.read_text(encoding="utf-8") == "untouched"
    assert cache.get("nom") == [{}]
    assert not (where / f"nom{cache.KIND}").is_symlink()


def test_threads_that_keep_one_entry_at_once_leave_it_whole(where: Path) -> None:
    long = [{"n": number} for number in range(2000)]
    short = [{"n": 1}]

    def put_and_get(number: int) -> list[dict[str, Any]] | None:
        cache.put("nom", (long, short)[number % 2])
        return cache.get("nom")

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(put_and_get, range(80)))
    finally:
        sys.setswitchinterval(interval)
    assert all(kept in (long, short) for kept in found)
    assert [path.name for path in where.iterdir()] == [f"nom{cache.KIND}"]


def test_where_there_are_no_users_an_entry_is_read(
    where: Path, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.load()
    monkeypatch.setattr(cache, "os", _Windows())
    library.load()
    assert len(compiled) == 1


class _Windows:
    """`os`, as on a system that has no owners of files."""

    name = "nt"

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


def test_a_cache_that_cannot_be_made_is_done_without(where: Path, compiled: list[int]) -> None:
    where.parent.write_text("a file stands in its place", encoding="utf-8")
    first = programs()
    assert programs() == first
    assert len(compiled) == 2


@pytest.mark.parametrize("what", ["replace", "makedirs"])
def test_a_disk_that_refuses_leaves_nothing_behind(
    where: Path, compiled: list[int], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, what, refuse)
    assert library.load()
    assert list(where.glob("*")) == []


def test_what_is_no_plain_value_is_not_kept(where: Path) -> None:
    cache.put("nom", [{"sample": object()}])
    assert list(where.glob("*")) == []
    assert cache.get("nom") is None


def test_a_path_that_is_no_utf_8_is_kept_as_it_is(where: Path) -> None:
    cache.put("nom", [{"sample": "\udcff"}])
    assert cache.get("nom") == [{"sample": "\udcff"}]


def test_the_oldest_entries_go_first(where: Path) -> None:
    for number in range(cache.KEPT + 3):
        cache.put(f"{number:02}", [{}])
        os.utime(where / f"{number:02}{cache.KIND}", (number, number))
    cache.put("last", [{}])
    kept = [path.stem for path in entries(where)]
    assert len(kept) == cache.KEPT
    assert kept[0] == "04"
    assert kept[-1] == "last"


def test_the_folder_is_that_of_the_user_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/someone")
    assert cache.folder() == "/home/someone/.cache/segur-lint"


def reports(linter: Linter) -> list[Any]:
    """All that is said of some deposits."""
    said = []
    for number, data in enumerate(DEPOSITS):
        report = linter.check_bytes(f"LOT-2024011{number}.json", data)
        findings = [
            (each.rule, each.severity, each.path, each.start, each.end, each.message, each.unit)
            for each in report.findings
        ]
        skipped = [(each.rule, each.reason) for each in report.not_run]
        said.append((report.pack, report.verdict, findings, skipped, report.stages, report.error))
    return said


def test_stored_rules_give_the_same_reports_as_fresh_ones(where: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "r")
    fresh = reports(Linter(rules=[folder], cache=False))
    assert reports(Linter(rules=[folder])) == fresh
    assert reports(Linter(rules=[folder])) == fresh
    assert any(findings for _, _, findings, *_ in fresh)


def test_the_programs_are_the_same_in_every_process(where: Path) -> None:
    library.load()
    (path,) = entries(where)
    once = repr(cache.get(path.stem))  # a dict that is ordered otherwise is written otherwise
    path.unlink()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(_load, (str(where.parent),))
    assert repr(cache.get(path.stem)) == once


def test_many_threads_and_processes_may_fill_it_at_once(where: Path) -> None:
    wanted = programs(cache=False)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        others = pool.map_async(_load, [str(where.parent)] * 6)
        with ThreadPoolExecutor(6) as threads:
            found = list(threads.map(lambda _: programs(), range(12)))
        assert others.get(60) == [wanted] * 6
    assert found == [wanted] * 12
    assert cache.get(entries(where)[0].stem) == wanted
    assert list(where.iterdir()) == entries(where)


def _load(cache_home: str) -> list[dict[str, Any]]:
    os.environ["XDG_CACHE_HOME"] = cache_home
    shipped.read = lambda *_: None  # as `where` has it in the first process
    return programs()


def test_the_model_of_the_minimal_pack_is_one(tmp_path: Path) -> None:
    assert MODEL in Path(write(tmp_path), "modele.yaml").read_text(encoding="utf-8")


def test_only_the_pack_that_is_used_has_its_rules_linked() -> None:
    linter = Linter()
    path = next(Path(resources.folder("rules")).glob("exemples/bio-loinc-va1*/*.json"))
    assert linter.check_file(str(path)).pack == "bio-loinc-va1-solde"
    linked = [pack.name for pack in linter.packs if pack._linked is not None]
    assert linked == ["bio-loinc-va1-solde"]
    for pack in linter.packs:
        assert pack.ids == [rule.id for rule in pack.rules]
        assert sorted(pack.ids) == sorted(rule.id for rule in pack.running)
