"""The notation of file names, and the expression that tells the parts of a real name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import segur_lint
from segur_lint.errors import NotationError
from segur_lint.filenames import LONGEST, NameMatcher, cutter
from segur_lint.lang.filename import FileName, Literal, Part, parse
from segur_lint.source import Span

JSON = ("numeroX", "AAAAMMJJ", "numéroFichier")


@pytest.mark.parametrize(
    ("text", "parts", "canonical"),
    [
        # The guide's own two, §3.3, with neutral words for the first part.
        (
            "JSON-numeroX-AAAAMMJJ-numéroFichier.json",
            JSON,
            "JSON-<numeroX>-<AAAAMMJJ>-<numéroFichier>.json",
        ),
        (
            "CodeCouloir-Logiciel-Va1-CodeType-Numero.format",
            ("CodeCouloir", "Logiciel", "CodeType", "Numero", "format"),
            "<CodeCouloir>-<Logiciel>-Va1-<CodeType>-<Numero>.<format>",
        ),
        ("<a>b<c>", ("a", "c"), "<a>b<c>"),
        ("a_b-<a>", ("a",), "a_b-<a>"),  # a part is a whole word
        ("A-a", ("a",), "A-<a>"),  # and has its case
        ("commande.json", (), "commande.json"),
        ("v1.0 (bis)-a", ("a",), "v1.0 (bis)-<a>"),
    ],
)
def test_declared_words_are_parts_and_the_rest_is_literal(
    text: str, parts: tuple[str, ...], canonical: str
) -> None:
    read = parse(text, parts)
    assert str(read) == canonical
    assert parse(canonical, parts) == read


def test_a_decomposed_accent_is_the_same_word() -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "<numéro>-été")
        read = parse(text, ["numéro"])
        assert read.pieces[0] == Part("numéro")


def test_the_plain_form_is_what_compiled_rules_store() -> None:
    assert parse("JSON-numeroX.json", ["numeroX"]).plain() == [
        ["lit", "JSON-"],
        ["part", "numeroX"],
        ["lit", ".json"],
    ]


def test_parts_remember_where_they_stand() -> None:
    text = "JSON-numeroX-<AAAAMMJJ>"
    read = parse(text, JSON[:2])
    spans = [text[part.start : part.end] for part in read.pieces if isinstance(part, Part)]
    assert spans == ["numeroX", "<AAAAMMJJ>"]


@pytest.mark.parametrize(
    ("text", "parts", "span", "fr", "en"),
    [
        ("", (), (0, 1), "la fin du texte", "end of the text"),
        ("<numerox>-a", ("numeroX",), (0, 9), "vouliez-vous dire <numeroX>", "you mean <numeroX>"),
        ("<zzz>", ("numeroX",), (0, 5), "une partie déclarée (<numeroX>)", "a declared part"),
        ("a", ("numeroX",), (0, 1), "<numeroX> n'est nulle part", "<numeroX> is nowhere"),
        ("a-numerX-b", ("numeroX",), (2, 8), "faute de frappe", "a slip"),
        ("n-n", ("n",), (2, 3), "écrite deux fois", "written twice"),
        ("n-<n>", ("n",), (2, 5), "écrite deux fois", "written twice"),
        ("<a><b>", ("a", "b"), (3, 6), "rien ne sépare <a> de <b>", "nothing stands between"),
        ("a<b>", ("a", "b"), (1, 4), "rien ne sépare", "nothing stands between"),
        ("x/y", (), (1, 2), "un caractère permis", "a file name may hold"),
        ("x\\y", (), (1, 2), "un caractère permis", "a file name may hold"),
        ("x\ny", (), (1, 2), "lu « \\u000A »", "\\u000A"),
        ("x\n", (), (1, 2), "lu « \\u000A »", "\\u000A"),
        ("x\x00", (), (1, 2), "lu « \\u0000 »", "\\u0000"),
        ("x-<n", ("n",), (4, 5), "attendu : « > »", 'expected: ">"'),
        ("x-<n-y", ("n",), (4, 5), "attendu : « > »", 'expected: ">"'),
        ("x-<n/y>", ("n",), (4, 5), "attendu : « > »", 'expected: ">"'),
        ("x-n>", ("n",), (3, 4), "lu « > »", 'read ">"'),
        ("<>", (), (1, 2), "attendu : un nom", "expected: a name"),
        ("x" * 201, (), (200, 201), "200 au plus", "at most 200"),
    ],
)
def test_a_fault_tells_what_was_read_and_what_was_expected(
    text: str, parts: tuple[str, ...], span: tuple[int, int], fr: str, en: str
) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text, parts)
    assert (caught.value.start, caught.value.end) == span
    assert fr in caught.value.message.fr
    assert en in caught.value.message.en


def parts_of(notation: FileName, name: str) -> tuple[str, ...] | None:
    found = cutter(notation.plain())(name)  # type: ignore[arg-type]  # pieces
    return None if found is None else tuple(name[start:end] for start, end in found)


def match(notation: str, value: str) -> tuple[str, ...] | None:
    words = re.findall("<(.*?)>", notation)
    return parts_of(parse(notation, words), value)


@pytest.mark.parametrize(
    ("notation", "value", "parts"),
    [
        ("<A>-<B>-Va1-<E>.<format>", "X-Y-Va1-1.pdf", ("X", "Y", "1", "pdf")),
        ("<A>-<B>-Va1-<E>.<format>", "X-Y-Va1-1.2-3.pdf", ("X", "Y", "1.2-3", "pdf")),
        ("<A>-<B>-Va1-<E>.<format>", "X-Y-Va1-1", None),
        ("<A>-<B>-Va1-<E>.<format>", "X-Y-Va1-1.", None),
        ("<A>-<B>-Va1-<E>.<format>", "X-Y-Z-Va1-1.pdf", None),
        ("<A>-<B>-Va1-<E>.<format>", "X--Va1-1.pdf", None),
        ("<A>-<B>.json", "1-2\n.json", ("1", "2\n")),
        ("<A>-<B>.json", "1-2.json\n", None),
        ("<A>-<B>.json", "1-2.JSON", None),
        ("<A>-<B>.json", "1-2xjson", None),
        ("<A>-<B>", "1-2-3.x", ("1", "2-3.x")),
        ("a+b", "a+b", ()),
        ("a+b", "aab", None),
        ("<A>]<B>^<C>", "1]2^3", ("1", "2", "3")),
        ("<A>.<B>.<C>", "1.2.3", ("1", "2", "3")),
        ("<A>.<B>.<C>", "1.2.3.4", ("1", "2.3", "4")),
        ("<A>.<B>-<C>", "1.2.3-4", ("1.2", "3", "4")),
    ],
)
def test_a_real_name_gives_its_parts_or_nothing(
    notation: str, value: str, parts: tuple[str, ...] | None
) -> None:
    assert match(notation, value) == parts


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        ("1-1.pdf", [(0, 1), (2, 3), (4, 7)]),
        ("a-a.a.a", [(0, 1), (2, 5), (6, 7)]),
        ("é😀-x.y", [(0, 2), (3, 4), (5, 6)]),
        ("1.pdf", None),
        ("1-1.PDF" + "x" * LONGEST, None),
        ("1-1.", None),
        ("1-1.toolong", None),  # its form is not the one declared
    ],
)
def test_the_place_of_a_part_is_where_it_stands_and_not_where_it_is_found_first(
    name: str, spans: list[tuple[int, int]] | None
) -> None:
    notation = parse("<A>-<B>.<c>", ["A", "B", "c"])
    matcher = NameMatcher(
        {
            "notation": str(notation),
            "pieces": notation.plain(),
            "called": ["A", "B", "c"],
            "formats": [[2, ["varchar", "<=", 3]]],
        }
    )
    for index in range(3):
        wanted = None if spans is None else Span(*spans[index])
        assert matcher.place(name, index) == wanted


@pytest.mark.parametrize(
    ("notation", "unit"),
    [
        ("<A>-<B>-x-<C>.<d>", "-x"),
        ("<A>.<B>.<C>.<d>", ".x"),
        ("<A>.<B>-v1.<C>", ".-v1"),
        ("<A>.json", ".json-"),
        ("<A>.a-<B>", ".a"),
    ],
)
def test_matching_takes_linear_time(notation: str, unit: str) -> None:
    match(notation, unit * 100_000)
    match(notation, "a" + unit * 100_000 + "\n.")


def test_names_are_matched_without_lark() -> None:
    code = (
        "import sys; before = set(sys.modules); import segur_lint.filenames, segur_lint.resources;"
        "new = set(sys.modules) - before;"
        "assert not new & {'lark', 'yaml', 'typing', 'dataclasses', 'pathlib'}, new"
    )
    root = os.path.dirname(os.path.dirname(segur_lint.__file__))
    environment = os.environ | {"PYTHONPATH": root}
    subprocess.run([sys.executable, "-S", "-c", code], check=True, env=environment)


part = st.from_regex(r"[A-Za-zé][A-Za-z0-9é]{0,5}", fullmatch=True)
literal = st.from_regex(r"[-_. +()\[\]^0-9a-z]{1,4}", fullmatch=True)


@st.composite
def notations(draw: st.DrawFn) -> tuple[FileName, list[str]]:
    words = draw(st.lists(part, max_size=4, unique=True))
    pieces: list[Literal | Part] = []
    for word in words:
        text = draw(literal) if pieces else draw(literal | st.just(""))
        pieces += [Literal(text)] * bool(text) + [Part(word)]
    end = draw(literal) if not words else draw(literal | st.just(""))
    pieces += [Literal(end)] * bool(end)
    bare = re.findall(r"\w+", " ".join(str(p) for p in pieces if isinstance(p, Literal)))
    assume(not set(bare) & set(words))
    return FileName(tuple(pieces)), words


@given(notations())
def test_what_is_printed_is_read_back(case: tuple[FileName, list[str]]) -> None:
    notation, words = case
    assert parse(str(notation), words) == notation


@given(notations(), st.data())
def test_a_name_made_from_its_parts_is_matched(
    case: tuple[FileName, list[str]], data: st.DataObject
) -> None:
    notation, words = case
    values = {word: data.draw(st.text("ABCÉ", min_size=1, max_size=5)) for word in words}
    name = "".join(
        values[piece.word] if isinstance(piece, Part) else piece.text for piece in notation.pieces
    )
    assert parts_of(notation, name) == tuple(values[word] for word in words)


def expression(notation: FileName) -> str:
    """What a notation promises, as a regular expression: `([^-]+)-(.+)\\.([^.]+)`."""
    literals = [each.text if isinstance(each, Literal) else "" for each in notation.pieces]
    points = [at for at, text in enumerate(literals) if at and text.startswith(".")]
    stem = points[-1] - 1 if points else len(literals) - 1
    made = ""
    for at, text in enumerate(literals):
        barred = "".join(literals[at + 1 : at + 2])[:1] + "." * (at > stem)
        others = "." if at == stem or not barred else f"[^{re.escape(barred)}]"
        made += re.escape(text) or f"({others}+)"
    return made


@given(notations(), st.data())
def test_a_name_is_cut_as_a_regular_expression_cuts_it(
    case: tuple[FileName, list[str]], data: st.DataObject
) -> None:
    notation, _ = case
    signs = "".join(piece.text for piece in notation.pieces if isinstance(piece, Literal))
    bits = st.sampled_from([*signs, ".", "-", "a", "É", "\n", *re.split("(?<=.)", signs)])
    texts = [
        piece.text if isinstance(piece, Literal) else data.draw(st.lists(bits, max_size=3))
        for piece in notation.pieces
    ]
    name = "".join("".join(text) for text in texts) + data.draw(st.sampled_from(["", "\n", "."]))
    found = re.fullmatch(expression(notation), name, re.DOTALL)
    assert parts_of(notation, name) == (found.groups() if found else None)


def outcome(text: str) -> FileName | NotationError:
    try:
        return parse(text, ["a", "b"])
    except NotationError as error:
        return error


@given(st.text() | st.lists(st.sampled_from(["<", ">", "a", "b", "-", ".", "/"])).map("".join))
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    read = outcome(text)
    if isinstance(read, NotationError):
        assert 0 <= read.start <= len(text)
        assert read.start < read.end <= len(text) + 1
        assert "attendu : " in read.message.fr
        assert "expected: " in read.message.en
    else:
        assert parse(str(read), ["a", "b"]) == read
