"""Files of rules laid out: nothing but their layout changes, and once laid out they stay so."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import resources
from segur_lint.authoring.layout.file import laid_out
from segur_lint.authoring.layout.keyorder import ROW_ORDER
from segur_lint.errors import AuthorErrors
from segur_lint.row import ROW_KEYS
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import plain
from tests.corpora import corpora

OURS = sorted(Path(resources.folder("rules")).glob("*.yaml"))


def lay(text: str) -> str:
    return laid_out(Source("regles.yaml", text.encode("utf-8", "surrogatepass")))


def read(text: str) -> Any:
    return plain(load(Source("regles.yaml", text.encode())))


def refusal(text: str) -> str:
    with pytest.raises(AuthorErrors) as caught:
        lay(text)
    assert caught.value.render("en")
    return caught.value.errors[0].message.fr


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_own_files_are_laid_out(path: Path) -> None:
    assert lay(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


def test_every_key_of_a_row_has_its_place() -> None:
    assert sorted(ROW_ORDER) == sorted((*ROW_KEYS, "replace", "drop"))


#: What is written, and how it is laid out.
CASES = [
    pytest.param("rules: []\npack: a\n", "pack: a\n\nrules: []\n", id="the keys of a pack in their order"),
    pytest.param("# tête\ntitle: t\npack: a\n", "# tête\npack: a\ntitle: t\n", id="what heads the file stays its head"),
    pytest.param("# tête\n\npack: a\n", "# tête\n\npack: a\n", id="a blank line under the head is kept"),
    pytest.param("\n\npack: a\n\n\ntitle: t\n\n\n", "pack: a\ntitle: t\n", id="blank lines"),
    pytest.param("pack: a\ntitle: t", "pack: a\ntitle: t\n", id="a line end at the end"),
    pytest.param("pack: a  \r\ntitle: t\r", "pack: a\ntitle: t\n", id="line ends and last spaces"),
    pytest.param("\ufeffpack: a\n", "pack: a\n", id="a byte order mark"),
    pytest.param("---\npack: a\n...\n", "pack: a\n", id="the marks of a document"),
    pytest.param("--- # un\npack: a\n... # deux\n", "# un\npack: a\n# deux\n", id="comments beside marks"),
    pytest.param("pack:   a   # note \n", "pack: a   # note\n", id="a note at the end of a line"),
    pytest.param("pack:\n  a\n", "pack: a\n", id="a value on a line of its own"),
    pytest.param("pack: # pourquoi\n  # et\n  a # note\n", "# pourquoi\n# et\npack: a # note\n", id="comments between a key and its value"),
    pytest.param("pack: a\ntitle:\n", "pack: a\ntitle:\n", id="a key without value"),
    pytest.param("pack: a\nparams:\n    x: 1\n    y: 2\n", "pack: a\n\nparams:\n  x: 1\n  y: 2\n", id="indentation"),
    pytest.param("pack: a\nparams:\n  y: 1\n\n\n  # x\n  x: 2\n", "pack: a\n\nparams:\n  y: 1\n\n  # x\n  x: 2\n", id="parameters keep their order and paragraphs"),
    pytest.param("pack: a\nparams:\n  x: 1\n  # fin\n# jeu\napplies: v\n", "pack: a\n\nparams:\n  x: 1\n  # fin\n\n# jeu\napplies: v\n", id="a comment belongs where it is indented"),
    pytest.param("pack: a\nrules:\n- id: X\n- id: Y\n", "pack: a\n\nrules:\n  - id: X\n\n  - id: Y\n", id="rows are apart"),
    pytest.param("pack: a\nrules:\n- a\n# fin\nstages: {}\n", "pack: a\n\n# fin\nstages: {}\n\nrules:\n  - a\n", id="a comment beside the dashes of a list is for the next key"),
    pytest.param("pack: a\nrules:\n\n  # un\n\n\n  # deux\n  - title: t # ti\n\n    # id\n    id: X\n    # fin\n\n\n  # trois\n  - id: Y", "pack: a\n\nrules:\n  # un\n\n  # deux\n  # id\n  - id: X\n    title: t # ti\n    # fin\n\n  # trois\n  - id: Y\n", id="comments go with their keys"),
    pytest.param("pack: a\nrules:\n  - # note\n    id: X\n  -\n    id: Y\n", "pack: a\n\nrules:\n  # note\n  - id: X\n\n  - id: Y\n", id="a dash alone on its line"),
    pytest.param("pack: a\nrules:\n  - id: X\n    message: {en: e, fr: f}\n    examples:\n      fail: [a]\n      pass:\n      - b\n", "pack: a\n\nrules:\n  - id: X\n    message: {en: e, fr: f}\n    examples:\n      pass:\n        - b\n      fail: [a]\n", id="what is between braces is not touched"),
    pytest.param("pack: a\nrules:\n  - id: X\n    assert: >-\n         a\n          b\n\n         c\n    balise: b\n", "pack: a\n\nrules:\n  - id: X\n    balise: b\n    assert: >-\n      a\n       b\n\n      c\n", id="a block of text moves whole"),
    pytest.param("pack: a\nparams:\n    x: |2\n        a \n      b\n    # c\n    y: z\n", "pack: a\n\nparams:\n  x: |2\n      a \n    b\n  # c\n  y: z\n", id="a block of text that says its indentation"),
    pytest.param("pack: a\nparams:\n  x: |\n      a\n    # c\n  y: z\n", "pack: a\n\nparams:\n  x: |\n    a\n  # c\n  y: z\n", id="a comment under a block of text does not become text"),
    pytest.param('pack: a\nparams:\n      x: "un\n\n   deux  \n  trois" # n\n', 'pack: a\n\nparams:\n  x: "un\n\n    deux\n    trois" # n\n', id="a text over several lines"),
    pytest.param("pack: a\nparams:\n    x: [1,\n       2,   # deux\n  3\n   ]\n", "pack: a\n\nparams:\n  x: [1,\n     2,   # deux\n  3\n  ]\n", id="a list over several lines"),
    pytest.param("pack: a\nrules:\n  - - a\n    -   - b\n  - c: d\n    e:\n    - f\n", "pack: a\n\nrules:\n  - - a\n    - - b\n\n  - c: d\n    e:\n      - f\n", id="lists in lists"),
    pytest.param("pack: a\nparams:\n  x: 1\n     # note\n  y: 2\n", "pack: a\n\nparams:\n  x: 1\n    # note\n  y: 2\n", id="a comment under a value"),
    pytest.param("balises:\n  b:\n    balises: {x: value}\n    list of: c\n  a: value\nmodel: m\n", "model: m\nbalises:\n  b:\n    list of: c\n    balises: {x: value}\n  a: value\n", id="a model: balises keep their order"),
    pytest.param("pack: a\nnames:\n  n:\n    parts: {x: {called: y}}\n    of: z\n", "pack: a\n\nnames:\n  n:\n    of: z\n    parts: {x: {called: y}}\n", id="a notation of names"),
    pytest.param("clauses:\n- clause: c\n  id: '1'\n- id: 2\n\n\n# trois\n- id: 3\nguide: g\n", "guide: g\nclauses:\n  - id: '1'\n    clause: c\n  - id: 2\n\n  # trois\n  - id: 3\n", id="a guide"),
    pytest.param("zut: 1\npack: a\n", "pack: a\nzut: 1\n", id="an unknown key comes last"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_file_is_laid_out(text: str, wanted: str) -> None:
    assert lay(text) == wanted
    assert lay(wanted) == wanted
    assert read(wanted) == read(text.removeprefix("\ufeff"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n", "ni un jeu de règles"),
        ("- a\n", "ni un jeu de règles"),
        ("{pack: a}\n", "entre accolades"),
        ("? pack\n: a\n", "n'est pas mise en forme"),
        ("pack: a\n? b\n: c\n", "n'est pas mise en forme"),
        ("pack: a\npack: b\n", "déjà écrite"),
        ("pack: [\n", "il manque"),
        ("", "vide"),
        ("pack: a\nparams:\n  x: |+\n    a\n\n\n\n  y: b\n", "reste tel quel"),
    ],
)
def test_what_is_not_laid_out_is_refused(text: str, said: str) -> None:
    assert said in refusal(text)


# --- whatever the file ---------------------------------------------------------------------------

COMMENT = re.compile(r"#c[0-9]+")


def same_but_for_layout(text: str) -> bool:
    """Whether `text` is laid out, to the same values and comments, once for all; else refused."""
    try:
        made = lay(text)
    except AuthorErrors as errors:
        return not errors.render("fr")
    assert read(made) == read(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    assert Counter(COMMENT.findall(made)) == Counter(COMMENT.findall(text))
    assert lay(made) == made
    return True


def cases_of_the_suite() -> list[str]:
    return [
        json.loads(line)["yaml"]
        for path in sorted(corpora("yaml-test-suite").glob("*.json*"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


@pytest.mark.parametrize("head", ["", "pack: a\n", "model: a\n", "guide: a\n"])
def test_any_yaml_is_laid_out_or_refused(head: str) -> None:
    texts = cases_of_the_suite()
    done = sum(same_but_for_layout(head + text) for text in texts)
    assert (done > 20) is bool(head)
    for path in sorted(corpora("yaml-hostile").glob("*.yaml")):
        same_but_for_layout(head + path.read_bytes().decode("utf-8", "replace"))


_SCALARS = st.sampled_from(
    ["x", '"a b"', "'it''s'", "[a, {b: c}]", "{fr: a, en: b}", "« C »", "", "-1", "VARCHAR (=6)"]
)


@st.composite
def _blocks(draw: st.DrawFn, depth: int, column: int) -> list[str]:
    """The lines of a block of YAML, in any order and with any layout."""
    is_map = depth == 0 or draw(st.booleans())
    names = ["id", "title", "rules", "message", "fr", "en", "balises", "list of", "names", "why"]
    keys = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    lines: list[str] = []
    margin = " " * column
    for key in ["pack", *keys] if depth == 0 else keys:
        lines += draw(st.lists(st.sampled_from(["", margin + "#c1", margin + "  #c2"]), max_size=2))
        head = margin + (f"{key}:" if is_map else "-")
        note = draw(st.sampled_from(["", "", " #c3"]))
        kind = draw(st.sampled_from(["text", "text", "block", "folded", "long"]))
        if depth and kind == "block" and depth < 4:
            deeper = column + draw(st.sampled_from([1, 2, 4]))
            lines += [head + note, *draw(_blocks(depth + 1, deeper))]
        elif depth == 0 and key == "rules":
            lines += [head + note, *draw(_blocks(1, draw(st.sampled_from([1, 2, 4]))))]
        elif kind == "folded":
            sign = draw(st.sampled_from([">-", "|", ">", "|-", "|+"]))
            lines += [f"{head} {sign}", f"{margin}   a", "", f"{margin}     b ", f"{margin}   c"]
        elif kind == "long":
            lines += [f'{head} "a', "", f"{margin} b  ", f'{margin}    c"{note}']
        else:
            lines.append(f"{head} {draw(_SCALARS)}{note}")
    return lines


@given(_blocks(0, 0), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_layout_of_a_file_becomes_the_one(lines: list[str], end: str, last: bool) -> None:
    same_but_for_layout(end.join(lines) + end * last)


@given(
    st.sampled_from([path.read_text(encoding="utf-8")[:4_000] for path in OURS]),
    st.integers(0, 4_000), st.integers(0, 30),
    st.text(alphabet="[]{}:-'\"&*!|>#%@`,? \n\tabé01", max_size=6),
)  # fmt: skip
def test_a_file_cut_and_altered_anywhere_is_laid_out_or_refused(
    text: str, at: int, length: int, put: str
) -> None:
    same_but_for_layout(text[:at] + put + text[at + length :])
