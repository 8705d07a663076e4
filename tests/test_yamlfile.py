from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from segur_lint import yamlreader
from segur_lint.errors import AuthorErrors
from segur_lint.source import Source, Span
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import Plain, YList, YMap, YText, plain, text_span
from tests.corpora import corpora

LOADERS = [pytest.param(yaml.SafeLoader, id="python")]
if hasattr(yaml, "CSafeLoader"):
    LOADERS.append(pytest.param(yaml.CSafeLoader, id="libyaml"))


@pytest.fixture(params=LOADERS)
def _each_scanner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlreader, "_LOADER", request.param)


both_scanners = pytest.mark.usefixtures("_each_scanner")


def source(text: str | bytes) -> Source:
    return Source("r.yaml", text if isinstance(text, bytes) else text.encode())


def value(text: str | bytes) -> Plain:
    return plain(load(source(text)))


def faults(text: str | bytes) -> list[tuple[int, int, str, str]]:
    """Line, column, French and English sentences of each fault."""
    with pytest.raises(AuthorErrors) as caught:
        load(source(text))
    caught.value.render("fr")  # a fault must be drawable wherever it stands
    found = []
    for error in caught.value.errors:
        place = error.source.place(error.span.start)
        found.append((place.line, place.column, error.message.fr, error.message.en))
    return found


def deep(depth: int) -> str:
    return "[" * depth + "]" * depth


@both_scanners
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 010000024", {"a": "010000024"}),
        ("a: no", {"a": "no"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 2917.00", {"a": "2917.00"}),
        ("a: null", {"a": "null"}),
        ("a: ~", {"a": "~"}),
        ("a: 2024-09-12", {"a": "2024-09-12"}),
        ("a: 1.10", {"a": "1.10"}),
        ("a: =", {"a": "="}),
        ("a:", {"a": ""}),
        ("a: ''", {"a": ""}),
        ('""', ""),
        ("''", ""),
        ("a: 'l''été'", {"a": "l'été"}),
        ("1: a\ntrue: b\nnull: c", {"1": "a", "true": "b", "null": "c"}),
        ("- a\n- [b, c]\n- {d: e}", ["a", ["b", "c"], {"d": "e"}]),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("a: >-\n  x\n  y\n", {"a": "x y"}),
        ("--- a", "a"),
        ("a\n...\n", "a"),
        ("\ufeffa: b", {"a": "b"}),
        ("a: é\r\nb: 😀\r\n", {"a": "é", "b": "😀"}),
        ("{}", {}),
        ("[]", []),
        ("? a\n: b", {"a": "b"}),
    ],
)
def test_a_scalar_stays_the_text_that_was_written(text: str, expected: Plain) -> None:
    assert value(text) == expected


@both_scanners
@pytest.mark.parametrize(
    "text",
    [
        "'&a': '*b'",
        '"<<": x',
        '"!!str": "%YAML"',
        '"": x',
        "a: b & c * d ! e",
        "a: b<<c",
        "a: x\nb: {a: x}",  # the same key in two mappings
        "a: x\nA: x",
        deep(50),
        "k" * 200 + ": x",
        "a: |\n  x\n  \ty\n",  # tabs that are content
        'a: "x\n  \ty"',
        "a: 'x\n\ty'",
        'a: "\\u00e9 \\x07 \\ud7ff"',
        "# " + "x" * 255_990 + "\na: b",
    ],
)
def test_what_only_resembles_a_fault_is_accepted(text: str) -> None:
    load(source(text))


@both_scanners
@pytest.mark.parametrize(
    ("text", "line", "column", "fragment"),
    [
        ("", 1, 1, "vide"),
        ("# rien\n", 1, 1, "vide"),
        ("---\n", 1, 1, "vide"),
        ("\ufeff", 1, 1, "vide"),
        ("a: *b", 1, 4, "alias"),
        ("a: *.json", 1, 4, "« * » au début d'une valeur renvoie à une autre : mettez la valeur"),
        ("a: [*.json, b]", 1, 5, 'entre guillemets droits, "*.json"'),
        ("a: **/*.json", 1, 4, '"**/*.json"'),
        ("a: *2024*.json", 1, 4, '"*2024*.json"'),
        ("a: &.b c", 1, 4, "« & » au début"),
        ("x: é\na: &b c", 2, 4, "ancres"),
        ("a: &b [c]", 1, 4, "ancres"),
        ("a: !x b", 1, 4, "étiquettes"),
        ("a: !!str b", 1, 4, "étiquettes"),
        ("a: !!python/name:os.system", 1, 4, "étiquettes"),
        ("a: ! b", 1, 4, "étiquettes"),
        ("a: !!set {b}", 1, 4, "étiquettes"),
        ("a:\n  <<: {b: c}", 2, 3, "fusion"),
        ("a: b\n---\nc: d", 2, 1, "second document"),
        ("a\n...\n---\nb", 3, 1, "second document"),
        ("%YAML 1.1\n---\na: b", 1, 1, "directives"),
        ("%TAG ! !x\n---\na: b", 1, 1, "directives"),
        ("a: 1\nb: 2\na: 3", 3, 1, "déjà écrite à la ligne 1"),
        ("{a: 1, 'a': 2}", 1, 8, "déjà écrite à la ligne 1"),
        ("- a: 1\n  b: 2\n  a: 3\n  b: 4", 3, 3, "il manque son tiret : « - a: … »"),
        ("- a: 1\n  b: 2\n  b: 3", 3, 3, "déjà écrite à la ligne 2 : n'en gardez qu'une"),
        ("[{a: 1, a: 2}]", 1, 9, "déjà écrite à la ligne 1 : n'en gardez qu'une"),
        ("c:\n  a: 1\n  a: 2", 3, 3, "déjà écrite à la ligne 2 : n'en gardez qu'une"),
        ("? [a]\n: b", 1, 3, "une clé doit être un texte"),
        ("{{a: b}: c}", 1, 2, "une clé doit être un texte"),
        ("?\n: b", 1, 2, "il manque une clé"),
        ("k" * 201 + ": x", 1, 1, "plus de 200 caractères"),
        ("a:\n\tb: c", 2, 1, "tabulation"),
        ("a: [\n\tb]", 2, 1, "tabulation"),
        ("a: b\n \tc", 2, 2, "tabulation"),
        ("a: 'x'\nb: c\n\td", 3, 1, "tabulation"),
        (deep(51), 1, 51, "50 niveaux"),
        ("[" * 50_000, 1, 51, "50 niveaux"),
        ("- " * 51, 1, 101, "50 niveaux"),
        (b"a" * 256_001, 1, 1, "256\u00a0000 octets"),
        (b"a: b\nc: \xe9t\xe9", 2, 4, "UTF-8"),
        ("a: é".encode("utf-16"), 1, 1, "UTF-16"),
        ("a: b".encode("utf-16-le"), 1, 2, "U+0000"),
        ("a: b\x00c", 1, 5, "U+0000"),
        ("a: \x1b[31m", 1, 4, "U+001B"),
        ("é: \x85", 1, 4, "U+0085"),
        ("a: \u2028", 1, 4, "U+2028"),
        ("a: \ufeffb", 1, 4, "U+FEFF"),
        ("a: \ufffe", 1, 4, "U+FFFE"),
        ("a: b: c", 1, 5, "« : » n'est pas attendu"),
        ("a: @b", 1, 4, "ne peut pas commencer"),
        ("a: `b`", 1, 4, "ne peut pas commencer"),
        ("- a\nb", 2, 1, "il manque « : »"),
        ('é: "b', 1, 4, "jamais refermé"),
        ("a: 'b\n---\n", 1, 4, "jamais refermé"),
        ("a: [b", 1, 4, "« [ »"),
        ("a: {b", 1, 4, "« { »"),
        ("a: [b c: d: e]", 1, 11, "« [ »"),
        ("a: - b", 1, 4, "« - » n'est pas attendu"),
        ("a: b\n  - c: d", 2, 6, "« : » n'est pas attendu"),
        ("  a: b\n c: d", 2, 2, "en trop"),
        ("a:\n  - b\n  c: d", 3, 3, "retrait inattendu"),
        ('a: "\\q"', 1, None, "n'est pas connu"),
        ('a: "\\xZZ"', 1, 7, "n'est pas connu"),
        ("a: [,]", 1, 5, "il manque une valeur"),
        ("[a]\nb", 2, 1, "en trop"),
        ("a: |x\n  b", 1, 5, "la syntaxe YAML"),
        ("a: 'l'en-tête'", 1, 6, "doublez-la (l''en-tête)"),
        ("- 'l'en-tête'", 1, 5, "doublez-la (l''en-tête)"),
        ("a: {fr: 'vu de l'été', en: x}", 1, 17, "doublez-la (l''été)"),
        ("a: ['x', 'd'un']", 1, 12, "doublez-la (d''un)"),
        ("a: 'l''an d'été'", 1, 12, "doublez-la (d''été)"),
        ("a: 'l'an: b'", 1, 6, "doublez-la (l''an)"),
        ("a: x\n'l'an': b", 2, 3, "doublez-la (l''an)"),
        ("a: \"- 'l'an\" b", 1, 14, "retrait inattendu"),
        ("a: 'l'' b", 1, 4, "jamais refermé"),
        ("a: 'x' y", 1, 8, "retrait inattendu"),
        ("a: l'an: b", 1, 8, "« : » n'est pas attendu"),
        ("a:\n  - b:c\n    d: e", 3, 6, "il manque un espace après « b: »"),
        ("a:\n  - d: e\n    b:c", 3, 5, "il manque un espace après « b: »"),
        ("a:b\nc: d", 2, 2, "il manque un espace après « a: »"),
        ("a: b\nhttp://c", 2, 1, "il manque « : » après la clé"),
        ('a:\n  fr: "l\'an\n  en: "def"\n', 2, 7, "ouvert ligne 2 n'est pas fermé"),
        ('a:\n  fr: "x \\"y\n  en: "def : x"\n', 2, 7, "ouvert ligne 2 n'est pas fermé"),
        ("a:\n  fr: 'abc\n  en: 'def'\n", 2, 7, "ouvert ligne 2 n'est pas fermé"),
        ('a: {fr: "abc\r\n  en: "def"}\r\n', 1, 9, "ouvert ligne 1 n'est pas fermé"),
        ('- "abc\n- "def"\n', 1, 3, "ouvert ligne 1 n'est pas fermé"),
        ('- id: 1\n  a: "Une\n  b: c\n  m:\n    fr: "x"\n', 2, 6, "ouvert ligne 2 n'est pas fermé"),
        ('a: "b\n  c: d"\ne: "x" "y"', 3, 8, "se suivent"),
        ('a: "b\n  c: d"\n e: f', 3, 2, "retrait inattendu"),
        ('f: "FA", "VA", "AT"\nb: c', 1, 8, "écrivez « FA », « VA », « AT », ou"),
        ("r:\n  - f: 'FA', 'VA'\n    x: y", 2, 12, "écrivez « FA », « VA », ou"),
        ('- "A" "B"', 1, 7, "écrivez « A », « B », ou"),
        ('a: "x" # "y", "z"\n b: c', 2, 2, "retrait inattendu"),
    ],
)
def test_a_fault_is_told_in_french_at_its_place(
    text: str | bytes, line: int, column: int | None, fragment: str
) -> None:
    first = faults(text)[0]
    # The two scanners do not stop on the same character of a bad escape: no column there.
    assert first[:2] == (line, column or first[1]), first
    assert fragment in first[2], first
    assert first[3] != first[2]


@both_scanners
@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (f"a: {'Un long mot, ' * 15}enfin : oui.", f'"{"Un long mot, " * 15}enfin : oui."'),
        ("- {id: 3, clause: Le montant : jamais zéro., of: [A]}", '"Le montant : jamais zéro."'),
        ("- {id: 3, clause: C'est ceci, jamais cela., of: x}", '"C\'est ceci, jamais cela."'),
        ("- {clause: Ceci, cela, le reste., of: x}", '"Ceci, cela, le reste."'),
        ('- {clause: "AB" puis 6 chiffres., of: x}', "'\"AB\" puis 6 chiffres.'"),
        ("- {clause: 'PDF' ou PNG}", "\"'PDF' ou PNG\""),
        ("- {clause: [PDF] ou PNG, of: x}", '"[PDF] ou PNG"'),
        ("- {clause: Une liste [PDF, PNG]., of: x}", '"Une liste [PDF, PNG]."'),
        ("m: {fr: {balise} a une faute, en: x}", '"{balise} a une faute"'),
        ("m:\n  fr: {balise} a une faute\n  en: x", '"{balise} a une faute"'),
        ("a: 1\nclause: Le montant : jamais zéro.", '"Le montant : jamais zéro."'),
        ('clause: "AB" et l\'autre\nb: 1', "'\"AB\" et l''autre'"),
        ("clause: [PDF] ou PNG", '"[PDF] ou PNG"'),
        ("clause: * obligatoire", '"* obligatoire"'),
        ("clause: > 18 ans", '"> 18 ans"'),
        ("clause: %age du montant", '"%age du montant"'),
    ],
)
@both_scanners
def test_a_sentence_that_yaml_reads_otherwise_is_told_with_its_quotes(
    text: str, mended: str
) -> None:
    line, _, fr, en = faults(text)[-1]
    assert fr.endswith(f"mettez-la entre guillemets : {mended}")
    assert en.endswith(f"put it in quotes: {mended}")
    assert ("clause" in text.split("\n")[line - 1]) is ("clause" in text)
    assert value(f"a: {mended}")  # mended as it says, it is read


@pytest.mark.parametrize(
    "text",
    [
        "a: [1, 2",
        "a:\n  b: un texte\n c: d",
        "titre: un texte\n   autre: x",
        "a: |x",
        "- a\nb: un texte",
        "a: un\u200b texte : caché",  # copied, it would be another text
    ],
)
@both_scanners
def test_what_is_no_sentence_is_not_told_to_be_quoted(text: str) -> None:
    assert not any("phrase" in fr for _, _, fr, _ in faults(text))


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("a:\n  - b: c\n    d: e\n\n   - b: c\n     d: e\n", True),
        ("a:\n  # - b: c\n   - b: c\n     d: e\n  - b: c\n", True),
        ("a: x\n b: y\n", True),
        ("a: x\n# c\n b: y\n", True),
        ("a:\n  - b: c\n    d: e\n\n    - b: c\n", False),
        ("a:\n  b: x\n    c: y\n", False),
        ("a:\n  - b\n  c: d", False),
        ("a: {b: c,\n   d: [e}", False),
    ],
)
@both_scanners
def test_a_row_that_kept_the_space_of_its_comment_is_told(text: str, is_told: bool) -> None:
    _, _, fr, en = faults(text)[0]
    assert fr.endswith("ôtez aussi l'espace qui le suivait") is is_told, fr
    assert en.endswith("take away the space that followed it too") is is_told, en


@pytest.mark.parametrize("text", ["{a: 1, b: }", "{}", "{a: x,\n b: y}", "{a}", "{a: x, b : y}"])
@both_scanners
def test_keys_without_a_value_are_no_part_of_a_sentence(text: str) -> None:
    assert isinstance(load(source(text)), YMap)


@pytest.mark.parametrize(
    "text",
    [
        'a: "\\ud800"',
        'a: "\\ud83d\\ude00"',
        'a: "\\UFFFFFFFF"',
        'a: "\\U00110000"',
        f"%YAML {'9' * 5000}.1\n---\na",
        "%YAML 9.9\n---\na",
        "%FOO x\n---\na",
        "!<%FF> a",
        "a: !u!x b",
        "a: & b",
    ],
)
def test_what_makes_a_scanner_stumble_is_a_fault_of_the_author(text: str) -> None:
    assert faults(text)


def test_several_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = "a: &x 1\nb: *x\nc: !t 2\na: 3\n'<<': 4\n? *x\n: 5\n"
    assert [fault[:2] for fault in faults(text)] == [(1, 4), (2, 4), (3, 4), (4, 1), (6, 3)]


def test_faults_before_a_syntax_fault_are_told_with_it() -> None:
    assert [fault[0] for fault in faults("a: *x\nb: @c")] == [1, 2]


def test_only_the_first_hundred_faults_are_told() -> None:
    assert len(faults("- *a\n" * 1000)) == 100


@both_scanners
def test_spans_are_offsets_in_code_points() -> None:
    text = "é😀: 'à'\r\nliste:\r\n  - {b: c}\r\n\r\n# fin\r\nbloc: |\r\n  x\r\n\r\nfin: x\r\n"
    node = load(source(text))
    assert isinstance(node, YMap)

    def piece(span: Span) -> str:
        return text[span.start : span.end]

    first, second, block, last = node.items
    assert piece(first[0].span) == "é😀"
    assert piece(first[1].span) == "'à'"
    assert piece(second[1].span) == "- {b: c}"
    assert piece(block[1].span) == "|\r\n  x"
    assert piece(last[0].span) == "fin"
    assert piece(node.span) == text.rstrip()
    assert isinstance(second[1], YList)
    assert piece(second[1].items[0].span) == "{b: c}"


def test_a_byte_order_mark_does_not_shift_spans() -> None:
    node = load(source("\ufeffa: b"))
    assert isinstance(node, YMap)
    assert node.items[0][1].span == Span(3, 4)


def test_a_mapping_gives_values_keys_and_names() -> None:
    node = load(source("a: b\n'c': d"))
    assert isinstance(node, YMap)
    assert node.get("a") == YText(Span(3, 4), "b", False)
    assert node.key("c") == YText(Span(5, 8), "c", True)
    assert node.keys() == ("a", "c")
    assert node.get("z") is None
    assert node.key("z") is None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("null", False), ("'null'", True), ('"null"', True), ("|\n  null", True), ("", False)],
)
def test_quotes_and_blocks_are_told_from_plain_text(text: str, quoted: bool) -> None:
    node = load(source(f"a: {text}"))
    assert isinstance(node, YMap)
    found = node.get("a")
    assert isinstance(found, YText)
    assert found.quoted is quoted


@both_scanners
@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("é: abcdef", 1, 3, "bc"),
        ("é: 'abcdef'", 1, 3, "bc"),
        ('é: "a😀cdef"', 1, 3, "😀c"),
        ("é: abcdef  # c", 5, 9, "f"),
        ("é: abc", 3, 4, ""),
        ("é: abc", -1, 1, "a"),
        ("é: 'a''bc'", 1, 3, "'a''bc'"),
        ('é: "a\\tbc"', 1, 3, '"a\\tbc"'),
        ("é: ab\n  cd", 1, 3, "ab\n  cd"),
        ("é: |\n  ab\n", 1, 2, "|\n  ab"),
        ("é: >\n  ab\n\n\n", 1, 2, ">\n  ab"),
    ],
)
def test_offsets_in_a_value_become_offsets_in_the_file(
    text: str, start: int, end: int, expected: str
) -> None:
    origin = source(text)
    node = load(origin)
    assert isinstance(node, YMap)
    found = node.get("é")
    assert isinstance(found, YText)
    span = text_span(found, start, end, origin)
    assert text[span.start : span.end] == expected


#: Files of the corpus whose fault is one of YAML. The other rejections are the business of those
#: who read the text: a key is text (`1: a`), a number of 5,000 digits is text.
REFUSED = {
    "bomb_merge_keys.yaml": "ancres",
    "tag_bool_maybe.yaml": "étiquettes",
    "tag_python_name.yaml": "étiquettes",
    "tag_custom.yaml": "étiquettes",
    "dup_key.yaml": "déjà écrite",
    "merge_key.yaml": "ancres",
    "key_list.yaml": "une clé doit être un texte",
    "multi_doc.yaml": "second document",
    "empty.yaml": "vide",
    "comment_only.yaml": "vide",
    "utf16.yaml": "UTF-16",
    "latin1.yaml": "UTF-8",
    "nul.yaml": "U+0000",
    "surrogate.yaml": "moitié de caractère",
    "long_key.yaml": "",
}


@both_scanners
def test_hostile_files_end_quickly_in_a_value_or_in_faults() -> None:
    folder = corpora("yaml-hostile")
    for name in json.loads((folder / "index.json").read_text("utf-8")):
        data = (folder / name).read_bytes()
        if name in REFUSED:
            assert REFUSED[name] in faults(data)[0][2], name
        else:
            load(source(data))


@both_scanners
def test_the_yaml_test_suite_ends_in_a_value_or_in_faults() -> None:
    path = corpora("yaml-test-suite") / "cases-part.jsonl"
    read = 0
    for line in path.read_text("utf-8").splitlines():
        try:
            load(source(json.loads(line)["yaml"]))
            read += 1
        except AuthorErrors as error:
            error.render("fr")
    assert read > 50


MARKS = [
    ": ",
    "- ",
    "? ",
    "#",
    "%",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    ">",
    "|",
    "&a ",
    "*a",
    "!t ",
]
OTHERS = [
    "a",
    "é",
    "😀",
    "\n",
    "\r\n",
    "  ",
    "\t",
    "---\n",
    "...\n",
    "<<",
    "\\ud800",
    "\\",
    "@",
    "\x00",
]
PIECES = st.sampled_from([*MARKS, *OTHERS])


@given(st.lists(PIECES, max_size=40).map("".join) | st.text() | st.binary())
@example('a: "\\ud800"')
def test_whatever_the_file_holds_only_author_errors_leave(text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yamlreader, "_LOADER", loader)
            try:
                load(source(data))
            except AuthorErrors as error:
                error.render("fr")
                error.render("en")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NESTED: st.SearchStrategy[Any] = st.recursive(
    TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=15
)


@given(NESTED)
def test_texts_written_between_quotes_are_read_back_the_same(data: Any) -> None:
    text = yaml.dump(data, default_style='"', allow_unicode=True)
    assert value(text) == data
