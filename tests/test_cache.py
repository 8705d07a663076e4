"""The cache of compiled rules: never stale, never trusted, never in the way."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from segur_lint import Linter, author, cache, library
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
    """An empty cache of one's own; its folder, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "segur-lint"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files each compilation had."""
    calls: list[int] = []
    real = author.compile_all

    def counted(files: list[tuple[str, bytes]]) -> list[dict[str, Any]]:
        calls.append(len(files))
        return real(files)

    monkeypatch.setattr(author, "compile_all", counted)
    return calls


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def test_the_second_time_nothing_is_compiled(where: Path, compiled: list[int]) -> None:
    first = library.plain(library.load())
    assert library.plain(library.load()) == first
    assert len(compiled) == 1
    assert len(entries(where)) == 1


def test_the_folder_is_for_its_owner_alone(where: Path) -> None:
    library.load()
    assert stat.S_IMODE(where.stat().st_mode) == 0o700


def test_without_cache_nothing_is_read_nor_written(where: Path, compiled: list[int]) -> None:
    library.load(cache=False)
    library.load(cache=False)
    assert len(compiled) == 2
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
    assert len(compiled) == 2
    assert len(entries(where)) == 2


def test_another_version_compiles_again(
    where: Path, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.load()
    monkeypatch.setattr(library, "__version__", "99")
    library.load()
    assert len(compiled) == 2


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
    return [
        b"",
        b"{",
        path.read_bytes()[:-40],
        b"\xff\xfe",
        b"[" * 100_000,
        b"null",
        b"[]",
        b'"x"',
        json.dumps({"key": "other", "programs": []}).encode(),
        json.dumps({"key": key}).encode(),
        json.dumps({"key": key, "programs": {}}).encode(),
        json.dumps({"key": key, "programs": [1]}).encode(),
        json.dumps({"key": key, "programs": [{}]}).encode(),
        json.dumps({"key": key, "programs": [{"names": [], "model": {}}]}).encode(),
    ]


@pytest.mark.parametrize("which", range(14))
def test_a_broken_entry_costs_a_compilation_and_nothing_else(
    where: Path, compiled: list[int], which: int
) -> None:
    first = library.plain(library.load())
    (path,) = entries(where)
    path.write_bytes(rubbish(path)[which])
    assert library.plain(library.load()) == first
    assert len(compiled) == 2
    assert library.plain(library.load()) == first  # and the entry is mended
    assert len(compiled) == 2


def test_an_entry_of_someone_else_is_not_read(
    where: Path, compiled: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.load()
    monkeypatch.setattr(os, "getuid", lambda: os.stat(where).st_uid + 1)
    library.load()
    assert len(compiled) == 2


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
    first = library.plain(library.load())
    assert library.plain(library.load()) == first
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


def test_a_program_that_cannot_be_written_as_text_is_not_kept(where: Path) -> None:
    cache.put("nom", [{"sample": "\udcff"}])
    assert list(where.glob("*")) == []
    assert cache.get("nom") is None


def test_the_oldest_entries_go_first(where: Path) -> None:
    for number in range(cache.KEPT + 3):
        cache.put(f"{number:02}", [{}])
        os.utime(where / f"{number:02}.json", (number, number))
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
    once = path.read_bytes()
    path.unlink()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(_load, (str(where.parent),))
    assert path.read_bytes() == once


def test_many_threads_and_processes_may_fill_it_at_once(where: Path) -> None:
    wanted = library.plain(library.load(cache=False))
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        others = pool.map_async(_load, [str(where.parent)] * 6)
        with ThreadPoolExecutor(6) as threads:
            found = list(threads.map(lambda _: library.plain(library.load()), range(12)))
        assert others.get(60) == [wanted] * 6
    assert found == [wanted] * 12
    assert cache.get(entries(where)[0].stem) == wanted
    assert list(where.glob("*.json.*")) == []


def _load(cache_home: str) -> list[dict[str, Any]]:
    os.environ["XDG_CACHE_HOME"] = cache_home
    return library.plain(library.load())


def test_the_model_of_the_minimal_pack_is_one(tmp_path: Path) -> None:
    assert MODEL in Path(write(tmp_path), "modele.yaml").read_text(encoding="utf-8")
