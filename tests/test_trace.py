"""Clauses, controls and examples: their table in each form, whatever authors write in it."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from segur_lint import markup
from segur_lint.authoring.tracing import clauses, output, page
from segur_lint.authoring.tracing.trace import OPEN, Trace, trace
from segur_lint.markup import markdown, sheet
from segur_lint.text import printable


@pytest.fixture(scope="module")
def ours() -> Trace:
    held, unused = clauses.read()
    assert not unused
    return next(trace(each) for each in held if each.pack.name == "bio-loinc-va1-solde")


def test_no_clause_of_our_guide_is_open_and_no_control_stands_alone(ours: Trace) -> None:
    assert ours.of_state(OPEN) == []
    assert ours.alone == []
    assert ours.usage == []
    assert [rule.id for rule in ours.idle] == ["FIC-005", "FIC-006"]


def test_own_and_inherited_rules_are_apart_and_all_are_told() -> None:
    held, _ = clauses.read()
    heir = next(trace(each) for each in held if each.pack.name == "bio-loinc-va2-solde")
    both = heir.own, heir.inherited
    assert [rule.id for rule in heir.own] == ["PJ-003", "FAC-005"]
    origins = {rule.plain["origin"] for rule in heir.inherited}
    assert origins == {"commun", "couloir", "bio", "bio-loinc"}
    assert sorted(rule.id for found in both for rule in found) == sorted(heir.pack.ids)
    short = output.as_text([heir], [], "fr", inherited=False)
    whole = output.as_text([heir], [], "fr")
    titles = [
        "Des contrôles aux clauses",
        "  PJ-003",
        "Des contrôles hérités aux clauses",
        "  FIC-001",
    ]
    start = short.index(titles[0])
    places = [short.index(each, start) for each in titles]
    assert places == sorted(places)
    assert "  FIC-005 Les octets" in whole
    assert "  FIC-005 Les octets" not in short
    assert "  Sans clause : 2 contrôles hérités. Pour en voir la liste : --inherited.\n" in short


def test_both_ways_say_the_same(ours: Trace) -> None:
    forth = {(answer.clause.id, rule.id) for answer in ours.answers for rule in answer.rules}
    back = {(clause.id, rule) for rule, found in ours.clauses.items() for clause in found}
    assert forth == back
    assert len(forth) > 100


def test_no_two_clauses_say_the_same(ours: Trace) -> None:
    texts = [answer.clause.text for answer in ours.answers]
    assert len(set(texts)) == len(texts)


# --- a spreadsheet -------------------------------------------------------------------------------


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_spreadsheet_has_a_row_a_pair_and_nothing_is_left_out(ours: Trace, lang: str) -> None:
    text = output.as_csv([ours], [], lang)
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    head, *body = rows(text)
    assert {len(row) for row in [head, *body]} == {14}
    pairs = sum(max(1, len(answer.rules)) for answer in ours.answers)
    assert len(body) == pairs + len(ours.idle)
    assert {row[2] for row in body} == {"", *(f"§{each.clause.id}" for each in ours.answers)}
    assert {row[6] for row in body} == {"", *(rule.id for rule in ours.pack.rules)}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\\u0009=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("a-b", "a-b"),
        ("'=1", "'=1"),
        ("", ""),
        ("a\x1b[1m", "a\\u001B[1m"),
    ],
)
def test_a_cell_that_would_be_computed_is_a_text(text: str, cell: str) -> None:
    assert sheet.cell(text) == cell


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=3), min_size=1, max_size=3))
def test_cells_are_read_back_and_none_is_a_formula(cells: list[list[str]]) -> None:
    text = sheet.as_csv(cells)
    read = rows(text)
    assert read == [[sheet.cell(cell) for cell in row] for row in cells]
    assert not any(
        cell.lstrip(" ")[:1] in tuple("=+-@\t\r") and cell
        for row in read
        for cell in row
        if cell.strip(" ")
    )
    text.encode("utf-8")


# --- Markdown ------------------------------------------------------------------------------------

_RENDERER = MarkdownIt("commonmark").enable("table")


def shown(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(st.text(alphabet="a1 *_`[]()<>!|~#+-=.&;:/\\\"'\n{}é", max_size=20))
def test_a_text_stays_a_text_in_markdown(text: str) -> None:
    line = printable(" ".join(text.split()))
    html = _RENDERER.render(markdown.escape(text))
    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>"}
    assert shown(html).strip() == line


@given(st.text(alphabet="a *`|\\<é", min_size=1, max_size=12).filter(lambda text: text.strip()))
def test_code_stays_code_in_a_table_of_markdown(text: str) -> None:
    made = markdown.table(["x"], [[markdown.code(text, cell=True)]])
    html = _RENDERER.render("\n".join(made))
    (cell,) = re.findall(r"<td>(.*)</td>", html)
    assert re.fullmatch("<code>[^<]*</code>", cell)
    assert shown(cell).strip() == text.strip()


# --- HTML ----------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """What a page holds: its elements, its texts, its ids and the targets of its links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in ("src", "style", "srcset")
            self.ids += [value or ""] if name == "id" else []
            self.links += [value or ""] if name == "href" else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def is_sound(html: str) -> Reader:
    """Elements are closed, ids are once, links lead within the page, nothing is loaded."""
    reader = Reader(html)
    assert reader.open == []
    assert len(set(reader.ids)) == len(reader.ids)
    assert {link[:1] for link in reader.links} <= {"#"}
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    assert reader.tags.count("script") == reader.tags.count("style") == 1
    assert "default-src 'none'" in html
    return reader


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_is_whole_and_holds_every_example(ours: Trace, lang: str) -> None:
    html = page.as_html([ours], [], lang)
    reader = is_sound(html)
    count = sum(len(found) for rule in ours.pack.rules for found in rule.plain["examples"].values())
    assert reader.tags.count("code") == count > 300


@given(st.text(alphabet="<>&\"'/=a é\u202e\x00\n{}`", max_size=30))
def test_a_text_stays_a_text_in_a_page(text: str) -> None:
    html = markup.text(text)
    assert not set(html) & set("<>\"'")
    assert unescape(html) == printable(text)
