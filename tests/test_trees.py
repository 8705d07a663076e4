"""What texts of rules were parsed to is kept, and never instead of what is written now."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import lark
import pytest

from segur_lint import cache, trees, yamlfile, yamlreader
from segur_lint.errors import NotationError
from segur_lint.lang import _lark, expression, filename, notation
from segur_lint.source import Source
from tests.test_author import PACK, edit
from tests.test_library import write

#: Loads the rules of a folder, says what a rule asks, and which modules it took.
LOAD = """
import json, sys
from segur_lint import library
(pack,) = [pack for pack in library.load([sys.argv[1]]) if pack.name == "essai"]
asked = [rule["asked"] for rule in pack.program["rules"]]
print(json.dumps([asked, "lark" in sys.modules, "jsonpath_ng" in sys.modules]))
print(*sys.modules)
"""
SELECTED = edit(PACK, "balise: montant", "selector: $.commandes[*].montant")


def said(folder: Path, home: Path) -> list[str]:
    """The lines that a fresh process prints of a folder, the second the modules that it took."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", LOAD, str(folder)],
        env={**os.environ, "XDG_CACHE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def load(folder: Path, home: Path) -> tuple[list[Any], bool, bool]:
    """What a fresh process makes of a folder: its rules, whether Lark and jsonpath-ng were used."""
    asked, lark, jsonpath = json.loads(said(folder, home)[0])
    return asked, lark, jsonpath


def test_nothing_is_loaded_after_an_edit_that_costs_more_than_the_reading(tmp_path: Path) -> None:
    for more in ("", "# a comment\n"):
        write(tmp_path / "r", pack=SELECTED + more)
        loaded = said(tmp_path / "r", tmp_path / "cache")[1].split()
    assert "segur_lint.yamlreader" in loaded
    slow = {"dataclasses", "typing", "tempfile", "copy", "fractions", "lark", "jsonpath_ng"}
    ours = {f"segur_lint.{name}" for name in ("guide", "yamlquotes", "lang._rightform")}
    assert {*slow, *ours}.isdisjoint(loaded)


def test_what_is_edited_is_parsed_and_nothing_else(tmp_path: Path) -> None:
    home, folder = tmp_path / "cache", tmp_path / "r"
    write(folder, pack=SELECTED)
    first = load(folder, home)
    assert first[1:] == (True, True)
    write(folder, pack=SELECTED + "# a comment\n")
    assert load(folder, home) == (first[0], False, False)
    write(folder, pack=edit(SELECTED, "value <= maximum", "value < maximum"))
    asked, *used = load(folder, home)
    assert used == [True, False]
    assert json.dumps(asked) == json.dumps(first[0]).replace('"<="', '"<"')
    (entry,) = (home / "segur-lint").glob(f"*{trees.KIND}")
    for spoilt in (b"", entry.read_bytes()[:-9], cache.sealed([1]), cache.sealed(None)):
        entry.write_bytes(spoilt)
        write(folder, pack=SELECTED + f"# {len(spoilt)}\n")
        assert load(folder, home)[0] == first[0]


@pytest.fixture
def forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is known, nor stored; the cache folder, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(trees, "_known", {})
    monkeypatch.setattr(trees, "_stored", set())
    return tmp_path / "segur-lint"


@pytest.mark.parametrize(
    "tree", [1, [1], "abc", {}, ("x",), ("none", 0, 1, ()), ("compare", 0, 1, 5), ("or", 0, 1, ())]
)
def test_what_is_no_tree_is_parsed_anew(forgotten: Path, tree: object) -> None:
    text = "7 == 8"
    expression.parse.cache_clear()
    trees.keep("expression", text, tree)
    if tree != ("or", 0, 1, ()):  # which is one, of no text
        assert str(expression.parse(text)) == text


FILE = Source("f.yaml", b"a: [b, 'c d']  # e\nf: {g: h}\ni: |\n j\n")


TEXTS = {
    expression: ["a == 1", "a ==", "(a", "a ou b", "count(l where a > 2 Mo) < 3", "a = 1", "a b"],
    notation: ["VARCHAR (=10)", "VARCHAR (=", "INTEGER MAX 5", "Liste de FLOAT", "« a », « b"],
    filename: ["a-<b>.json", "a-<b", "a/b"],
}


def told(room: Any, text: str) -> object:
    try:
        return _lark.parse(room._GRAMMAR, text)
    except NotationError as error:
        return error.start, error.end, error.message


@pytest.mark.parametrize("room", TEXTS)
def test_the_tables_of_a_grammar_are_kept_and_read_as_those_that_are_made(
    forgotten: Path, monkeypatch: pytest.MonkeyPatch, room: Any
) -> None:
    _lark._lark.cache_clear()
    first = [told(room, text) for text in TEXTS[room]]
    (key,) = (key for key in trees._known if key.startswith(trees.TABLES))
    trees.remember("1")
    trees.write(str(forgotten / "wheel"))
    assert cache.read(str(forgotten / "wheel"))["trees"] == {}
    monkeypatch.setattr(trees, "_known", {})
    trees.recall("1")
    assert key in trees._known
    _lark._lark.cache_clear()
    monkeypatch.setattr(_lark, "_made", None)  # none is made again
    assert [told(room, text) for text in TEXTS[room]] == first
    _lark._lark.cache_clear()


@pytest.mark.parametrize(
    "made", [None, 1, b"", marshal.dumps(1), marshal.dumps({}), marshal.dumps({"data": {}})]
)
def test_what_is_no_table_is_made_anew(forgotten: Path, made: object) -> None:
    trees.keep(f"{trees.TABLES} {lark.__version__}", "expression", made)
    _lark._lark.cache_clear()
    assert told(expression, "a")
    _lark._lark.cache_clear()


def test_the_nodes_of_a_file_are_kept_with_their_places(
    forgotten: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = yamlreader.read(FILE)
    yamlfile.keep(FILE)
    monkeypatch.setattr(yamlfile, "_read", {})
    monkeypatch.setattr(yamlreader, "read", None)  # it is not asked
    assert yamlfile.load(FILE) == read


NO_NODES: list[Any] = [
    *(1, (), (0, 1), (0, 1, 2, 3, 4), ([0], [1], [], [], []), ([0], [1], [], [], [(None, [])] * 2)),
    ([0, 0], [1, 1], ["a"], [True], [(None, [5])]),
]


@pytest.mark.parametrize(
    "made",
    [None, 1, "abc", b"", b"abc"] + [marshal.dumps(made) for made in NO_NODES],
)
def test_what_is_no_node_is_read_anew(
    forgotten: Path, monkeypatch: pytest.MonkeyPatch, made: object
) -> None:
    monkeypatch.setattr(yamlfile, "_read", {})
    trees.keep("yaml", yamlfile._name(FILE.data), made)
    assert yamlfile.load(FILE) == yamlreader.read(FILE)


def test_what_is_no_expression_is_told_again_each_time(forgotten: Path) -> None:
    for _ in range(2):
        with pytest.raises(NotationError):
            expression.parse("7 ==")
    assert trees.get("expression", "7 ==") is None


def test_two_grammars_may_have_one_text(forgotten: Path) -> None:
    expression.parse.cache_clear()
    notation.parse.cache_clear()
    assert [str(room.parse("null")) for room in (expression, notation)] == ["null", "null"]
    assert trees.get("expression", "null") != trees.get("notation", "null")


def test_an_entry_is_bounded_and_the_oldest_texts_go(
    forgotten: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, "MOST", 3)
    for number in range(5):
        trees.keep("expression", str(number), ("number", 0, 1))
    trees.remember("1")
    (entry,) = forgotten.iterdir()
    assert list(cache.read(str(entry))) == [f"expression {number}" for number in (2, 3, 4)]


def test_versions_have_each_their_entry_and_what_is_known_is_not_written_again(
    forgotten: Path,
) -> None:
    trees.remember("1")
    assert not forgotten.exists()
    trees.keep("expression", "1", ("number", 0, 1))
    trees.remember("1")
    (entry,) = forgotten.iterdir()
    entry.unlink()
    trees.remember("1")
    assert not entry.exists()
    trees.recall("2")
    trees.keep("expression", "2", ("number", 0, 1))
    trees.remember("2")
    assert [path.name for path in forgotten.iterdir()] != [entry.name]
