from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import selector
from segur_lint.errors import NotationError
from segur_lint.selector import Step, parse, unparse
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import plain
from tests.corpora import corpora

if TYPE_CHECKING:
    from pathlib import Path


def refusal(text: str) -> NotationError:
    with pytest.raises(NotationError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("$", ()),
        ("$.reference", (("name", "reference"),)),
        ("$._a1", (("name", "_a1"),)),
        ("$['reference']", (("name", "reference"),)),
        ('$["reference"]', (("name", "reference"),)),
        ("$.commande[*].reference", (("name", "commande"), ("each", None), ("name", "reference"))),
        ("$[*]", (("each", None),)),
        ("$[*][*]", (("each", None), ("each", None))),
        ("$[0]", (("index", 0),)),
        ("$.a[12].b", (("name", "a"), ("index", 12), ("name", "b"))),
        ("$[999999999]", (("index", 999_999_999),)),
        ("$..reference", (("deep", "reference"),)),
        ("$..a.b", (("deep", "a"), ("name", "b"))),
        ("$..a..b", (("deep", "a"), ("deep", "b"))),
        ("$.a..b.c[*]", (("name", "a"), ("deep", "b"), ("name", "c"), ("each", None))),
        (
            "$..a[*]..b[0].c",
            (("deep", "a"), ("each", None), ("deep", "b"), ("index", 0), ("name", "c")),
        ),
        ("$..['with space']", (("deep", "with space"),)),
        ("$['prénom']", (("name", "prénom"),)),
        ("$['*']", (("name", "*"),)),
        ("$['0']", (("name", "0"),)),
        ("$['']", (("name", ""),)),
        ("$['a.b[*]']", (("name", "a.b[*]"),)),
        (
            "$['where'].wherever.where_",
            (("name", "where"), ("name", "wherever"), ("name", "where_")),
        ),
        (r"$['l\'été']", (("name", "l'été"),)),
        ('$["l\'été"]', (("name", "l'été"),)),
        (r'$["a\"b\\c"]', (("name", 'a"b\\c'),)),
        ("$" + ".a" * 249, (("name", "a"),) * 249),
    ],
)
def test_the_admitted_paths_become_steps(text: str, steps: tuple[Step, ...]) -> None:
    assert parse(text) == steps
    assert parse(unparse(steps)) == steps


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ((), "$"),
        ((("name", "commande"), ("each", None), ("name", "reference")), "$.commande[*].reference"),
        ((("name", "with space"),), "$['with space']"),
        ((("deep", "name"), ("index", 3)), "$..name[3]"),
        ((("deep", "prénom"),), "$..['prénom']"),
        ((("name", "where"),), "$['where']"),
        ((("name", "l'a\\"),), r"$['l\'a\\']"),
    ],
)
def test_steps_are_written_in_one_way(steps: tuple[Step, ...], text: str) -> None:
    assert unparse(steps) == text


@pytest.mark.parametrize(
    ("text", "start", "end", "fragment"),
    [
        ("", 0, 1, "commence par « $ »"),
        ("commande", 0, 1, "commence par « $ »"),
        (" $.a", 0, 1, "commence par « $ »"),
        ("@.a", 0, 1, "commence par « $ »"),
        ("($.a)", 0, 1, "commence par « $ »"),
        ("$.", 1, 2, "il manque un nom"),
        ("$..", 1, 2, "il manque un nom"),
        ("$.a.", 3, 4, "il manque un nom"),
        ("$...a", 1, 2, "il manque un nom"),
        ("$.[0]", 1, 2, "il manque un nom"),
        ("$.a$.b", 3, 4, "inattendu"),
        ("$a", 1, 2, "inattendu"),
        ("$['a']b", 6, 7, "inattendu"),
        ("$.a b", 3, 4, "espace"),
        ("$. a", 1, 2, "il manque un nom"),
        ("$.a\n", 3, 4, "espace"),
        ("$.a\u00a0", 3, 4, "espace"),
        ("$.*", 1, 3, "écrivez [*]"),
        ("$..*", 1, 4, "écrivez [*]"),
        ("$..[*]", 1, 6, "écrivez [*]"),
        ("$*", 1, 2, "écrivez [*]"),
        ("$.a * 1000", 3, 4, "espace"),
        ("$.a[1:3]", 3, 8, "tranches"),
        ("$[:]", 1, 4, "tranches"),
        ("$[::-1]", 1, 7, "tranches"),
        ("$.a[-1]", 3, 7, "depuis le début"),
        ("$[0,1]", 1, 6, "une seule clé"),
        ("$['a','b']", 1, 10, "une seule clé"),
        ('$["a" , "b"]', 1, 12, "une seule clé"),
        ("$.a[?(@.b == 1)]", 3, 16, "filtres"),
        ("$[(@.length-1)]", 1, 15, "filtres"),
        ("$.a(b)", 3, 6, "filtres"),
        ("$.a.`parent`", 3, 12, "fonctions"),
        ("$`this`", 1, 7, "fonctions"),
        ("$.a|$.b", 3, 7, "opérateurs"),
        ("$.a&b", 3, 5, "opérateurs"),
        ("$.a where b", 3, 4, "espace"),
        ("$.where", 1, 7, "['where']"),
        ("$..wherenot", 1, 11, "..['wherenot']"),
        ("$.prénom", 1, 8, "['prénom']"),
        ("$..prénom.a", 1, 9, "..['prénom']"),
        ("$.a.b-c", 3, 7, "['b-c']"),
        ("$.1", 1, 3, "['1']"),
        ("$.a@b", 1, 5, "['a@b']"),
        ("$[", 1, 2, "entre crochets se mettent"),
        ("$[]", 1, 3, "entre crochets se mettent"),
        ("$[a]", 1, 4, "entre crochets se mettent"),
        ("$[ 0 ]", 1, 6, "entre crochets se mettent"),
        ("$[²]", 1, 4, "entre crochets se mettent"),
        ("$[٣]", 1, 4, "entre crochets se mettent"),
        ("$[01]", 1, 5, "sans zéro devant"),
        ("$[1000000000]", 1, 13, "9 chiffres"),
        ("$['a", 1, 4, "mal écrit"),
        ("$['a'", 1, 5, "mal écrit"),
        ("$['a\"]", 1, 6, "mal écrit"),
        (r"$['\n']", 1, 7, "mal écrit"),
        (r"$['\u00e9']", 1, 11, "mal écrit"),
        (r"$['\"']", 1, 7, "mal écrit"),
        ("$['a\tb']", 1, 8, "mal écrit"),
        ("$." + "a" * 499, 500, 501, "500 caractères"),
    ],
)
def test_other_paths_are_refused_at_their_place(
    text: str, start: int, end: int, fragment: str
) -> None:
    error = refusal(text)
    assert fragment in error.message.fr
    assert (error.start, error.end) == (start, end)
    assert error.message.en != error.message.fr


@pytest.mark.parametrize("fault", [Exception("bare"), RecursionError(), ValueError(), KeyError()])
def test_whatever_the_parser_raises_is_a_fault_of_the_path(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    class Broken:
        def parse(self, _text: str) -> None:
            raise fault

    monkeypatch.setattr(selector, "_parser", Broken)
    error = refusal("$.a")
    assert (error.start, error.end) == (0, 3)
    assert "incompris" in error.message.fr


@pytest.mark.parametrize(
    "text",
    ["$.a where b", "$.a[1:3]", "$.a,b", "$[0:]", "$[0,1]", "$..[*]", "$.a.`parent`", "$..[0]"],
)
def test_a_node_outside_the_subset_is_refused_even_if_its_shape_went_through(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(selector, "_STEP", re.compile(r".+"))
    monkeypatch.setattr(selector, "_WORD", re.compile(r"(?!)"))
    assert "incompris" in refusal(text).message.fr


def test_the_compliance_suite_has_no_invalid_path_that_is_accepted() -> None:
    tests = json.loads((corpora("jsonpath-cts") / "cts-part.json").read_text("utf-8"))["tests"]
    accepted = []
    for test in tests:
        try:
            steps = parse(test["selector"])
        except NotationError:
            continue
        assert not test.get("invalid_selector"), test["selector"]
        assert parse(unparse(steps)) == steps
        if "result_paths" in test and not any(kind in ("each", "deep") for kind, _ in steps):
            # A path without choice names its only result, in normal form.
            assert all(_normal(steps) == path for path in test["result_paths"])
        accepted.append(test["selector"])
    assert len(accepted) >= 20


def _normal(steps: tuple[Step, ...]) -> str:
    parts = (
        f"[{value}]" if kind == "index" else "[" + _quoted(str(value)) + "]"
        for kind, value in steps
    )
    return "$" + "".join(parts)


def _quoted(name: str) -> str:
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"


def test_hostile_paths_are_refused_quickly() -> None:
    paths = sorted(corpora("yaml-hostile").glob("jsonpath_*.yaml"))
    assert paths
    for path in paths:
        refusal(_path_in(path))


def _path_in(file: Path) -> str:
    rules = plain(load(Source(file.name, file.read_bytes())))
    assert isinstance(rules, dict)
    (rule,) = list(rules["regles"])
    assert isinstance(rule, dict)
    text = rule["chemin"]
    assert isinstance(text, str)
    return text


def _check_span(error: NotationError) -> None:
    assert 0 <= error.start < error.end


BROKEN = [
    "$",
    ".",
    "..",
    "*",
    "[",
    "]",
    "'",
    '"',
    "\\",
    ",",
    ":",
    " ",
    "\n",
    "|",
    "(",
    ")",
    "?",
    "@",
]
WHOLE = ["[*]", "[0]", "a", "é", "where", "`parent`", "-1", "0", "['a']", "\ud800", "😀", "漢"]
PIECES = st.sampled_from([*BROKEN, *WHOLE])


@given(st.text() | st.lists(PIECES, max_size=20).map(lambda parts: "$" + "".join(parts)))
def test_whatever_the_text_only_a_notation_error_leaves(text: str) -> None:
    try:
        steps = parse(text)
    except NotationError as error:
        _check_span(error)
        return
    assert parse(unparse(steps)) == steps


# No path can write a control character, and the length is bounded.
NAMES = st.text(st.characters(min_codepoint=0x20), max_size=12)
STEPS = st.one_of(
    st.tuples(
        st.sampled_from(["name", "deep"]), NAMES | st.sampled_from(["where", "*", "a_b", "A1"])
    ),
    st.just(("each", None)),
    st.tuples(st.just("index"), st.integers(0, 999_999_999)),
)


@given(st.lists(STEPS, max_size=12).map(tuple))
def test_what_is_written_is_read_back_the_same(steps: tuple[Step, ...]) -> None:
    assert parse(unparse(steps)) == steps
