from __future__ import annotations

import json
import os
import pickle
import sys
from decimal import Decimal
from subprocess import run
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segur_lint
from segur_lint import document as document_module
from segur_lint.document import (
    Document,
    Duplicate,
    Limits,
    Node,
    Number,
    SyntaxFault,
    _fast,
    kind,
    pointer,
    read,
)
from segur_lint.jsonsentences import SENTENCES
from segur_lint.scanner import Scan, scan
from segur_lint.source import Source, Span
from segur_lint.text import Text
from tests.corpora import corpora, corpus_files

if TYPE_CHECKING:
    from pathlib import Path


def read_text(text: str, limits: Limits | None = None) -> Document | SyntaxFault:
    return read(Source("deposit.json", text.encode()), limits or Limits())


def good(text: str) -> Document:
    found = read_text(text)
    assert isinstance(found, Document), found
    return found


def bad(text: str, limits: Limits | None = None) -> SyntaxFault:
    found = read_text(text, limits)
    assert isinstance(found, SyntaxFault), found.value
    return found


# Each row: the text, the line and column of the fault, words of the French sentence.
FAULTS = [
    ("", 1, 1, "Le fichier est vide"),
    ("\ufeff", 1, 1, "Le fichier est vide"),
    (" \r\n\t ", 1, 1, "ne contient que des espaces"),
    # A file that stops is perhaps truncated: to add what is missing leads from fault to fault.
    ('{"a": [1, 2', 1, 11, "Le fichier s'arrête avant que « [ » soit refermé, sans doute tronqué"),
    ('{"a": {"b": 1}, ', 1, 15, "s'arrête avant que « { » soit refermé"),
    ('{"a"', 1, 4, "s'arrête avant"),
    ('{"a":', 1, 5, "s'arrête avant"),
    ('{"a":1,\n\n', 1, 7, "s'arrête avant"),
    ('{"a": fal', 1, 9, "s'arrête avant"),
    ('{"a": 2917.\n', 1, 11, "s'arrête avant"),
    ('{"a": -', 1, 7, "s'arrête avant"),
    ("[", 1, 1, "s'arrête avant"),
    (
        '{"a": "bc',
        1,
        9,
        "s'arrête au milieu d'un texte, sans doute tronqué : reprenez-le à la source.",
    ),
    ('{"a": "bc\n', 1, 9, "s'arrête au milieu d'un texte"),
    ('["a\\', 1, 4, "s'arrête au milieu d'un texte"),
    # It may be so too, or one sign is forgotten.
    ('{\n "a": {"b": 1}', 1, 1, "n'est jamais refermé : ajoutez « } » à la fin, ou reprenez"),
    ("[1, 2", 1, 1, "ajoutez « ] » à la fin, ou reprenez le fichier à la source"),
    # These go on after the fault, or are closed.
    ('{"a": "bc,\n "b": 1}', 1, 7, "n'est pas refermé avant la fin de la ligne"),
    ('{"a": "bc}', 1, 7, "n'est pas refermé avant la fin de la ligne"),
    ('{"a": "bc}\n', 1, 7, "n'est pas refermé avant la fin de la ligne"),
    ('{"a": fal}', 1, 7, "Le texte « fal » doit"),
    ('{"a": 2917.}', 1, 7, "Il manque un chiffre après le point"),
    ("nul", 1, 1, "Le texte « nul » doit"),
    ('{"a": falso', 1, 7, "Le texte « falso » doit"),
    ('["a\\"]', 1, 2, "n'est pas refermé"),
    ("]", 1, 1, "« ] » ferme ce qui n'a jamais été ouvert"),
    ("[1]]", 1, 4, "jamais été ouvert"),
    ('{"a":1}}', 1, 8, "« } » ferme"),
    ('{"a":1]', 1, 7, "« ] » ne peut pas fermer « { » : écrivez « } »"),
    ("[1}", 1, 3, "« } » ne peut pas fermer « [ »"),
    ("{]", 1, 2, "ne peut pas fermer"),
    ("[}", 1, 2, "ne peut pas fermer"),
    ('{"a":1,}', 1, 7, "une virgule en trop avant « } »"),
    ("[1,\n ]", 1, 3, "une virgule en trop avant « ] »"),
    ("[1,,2]", 1, 4, "Deux virgules se suivent"),
    ('{"a":1,,"b":2}', 1, 8, "Deux virgules se suivent"),
    ("[,1]", 1, 2, "Il manque une valeur avant « , »"),
    ('{"a":}', 1, 6, "Il manque une valeur avant « } »"),
    ('{"a":,"b":1}', 1, 6, "Il manque une valeur avant « , »"),
    ('{"a":]', 1, 6, "Il manque une valeur avant « ] »"),
    ('{:"b"}', 1, 2, "Il manque un nom entre guillemets droits avant « : »"),
    ('{,"b":1}', 1, 2, "Il manque un nom entre guillemets droits avant « , »"),
    ("{[1]:2}", 1, 2, "Il manque un nom entre guillemets droits avant « [ »"),
    ('{"a":1 "b":2}', 1, 8, 'Il manque une virgule avant « "b" »'),
    ("[1 2]", 1, 4, "Il manque une virgule avant « 2 »"),
    ("[{} {}]", 1, 5, "Il manque une virgule avant « { »"),
    ('["a" true]', 1, 6, "Il manque une virgule avant « true »"),
    ('["la "grande" rue"]', 1, 7, 'avant « grande » : écrivez \\" pour un guillemet dans un texte'),
    ("[1;2]", 1, 3, "« ; » ne sépare rien en JSON : écrivez une virgule"),
    ('{"a" 1}', 1, 6, "Il manque le deux-points"),
    ('{"a","b"}', 1, 5, "Il manque le deux-points"),
    ('{"a"}', 1, 5, "Il manque le deux-points"),
    ('{"a"=1}', 1, 5, "« = » ne sépare pas un nom de sa valeur en JSON : écrivez « : »"),
    ('{"a"::1}', 1, 6, "Retirez ce « : »"),
    ('{"a":1:2}', 1, 7, "Retirez ce « : »"),
    ('["a":1]', 1, 5, "qu'entre un nom et sa valeur, dans « { } »"),
    ("{a: 1}", 1, 2, 'Le nom « a » doit être entre guillemets droits : écrivez "a".'),
    ("{prénom-1: 1}", 1, 2, "Le nom « prénom-1 » doit"),
    ("{1: 1}", 1, 2, "Le nom « 1 » doit"),
    (
        '{"a": bonjour}',
        1,
        7,
        'Le texte « bonjour » doit être entre guillemets droits : écrivez "bonjour".',
    ),
    ('{"a": été}', 1, 7, "Le texte « été » doit"),
    ("[truex]", 1, 2, "Le texte « truex » doit"),
    ("[_a]", 1, 2, "Le texte « _a » doit"),
    ("[True]", 1, 2, "« True » n'est pas un mot de JSON : écrivez true"),
    ("[False]", 1, 2, "écrivez false"),
    ("[None]", 1, 2, "écrivez null"),
    ("[undefined]", 1, 2, "écrivez null"),
    ("[NaN]", 1, 2, "« NaN » n'est pas un nombre en JSON"),
    ("[Infinity]", 1, 2, "« Infinity » n'est pas un nombre en JSON"),
    ("[-Infinity]", 1, 2, "« -Infinity » n'est pas un nombre en JSON"),
    ("[+inf]", 1, 2, "« +inf » n'est pas un nombre en JSON"),
    ("[1, // un\n2]", 1, 5, "pas de commentaires : retirez « // un »"),
    ("{/* un */}", 1, 2, "pas de commentaires : retirez « /* un */ »"),
    ("[1] /* un", 1, 5, "pas de commentaires : retirez « /* un »"),
    ("# un\n{}", 1, 1, "pas de commentaires : retirez « # un »"),
    ("{'a': 1}", 1, 2, "« 'a' » est entre apostrophes : écrivez ce texte"),
    ("['a]", 1, 2, "« 'a] » est entre apostrophes"),
    ("{“a”: 1}", 1, 2, "Le guillemet typographique « “ »"),
    ("[« a »]", 1, 2, "Le guillemet typographique « « »"),
    ("[012]", 1, 2, "Le nombre « 012 » commence par un zéro"),
    ("[-01]", 1, 2, "Le nombre « -01 » commence par un zéro"),
    ("[00.5]", 1, 2, "Le nombre « 00.5 » commence par un zéro"),
    ("[+1]", 1, 2, "ne peut pas commencer par « + »"),
    ("[.5]", 1, 2, "Il manque un chiffre avant le point du nombre « .5 »"),
    ("[-.5]", 1, 2, "Il manque un chiffre avant le point"),
    ("[1.]", 1, 2, "Il manque un chiffre après le point du nombre « 1. »"),
    ("[1.e3]", 1, 2, "Il manque un chiffre après le point"),
    ("[1e]", 1, 2, "Il manque un chiffre à la fin du nombre « 1e »"),
    ("[1.5E+]", 1, 2, "Il manque un chiffre à la fin"),
    ("[0x1F]", 1, 2, "en base dix"),
    ("[-]", 1, 2, "Il manque un nombre après le signe"),
    ("[2024-09-12]", 1, 2, "« 2024-09-12 » n'est pas un nombre"),
    ("[1_000]", 1, 2, "« 1_000 » n'est pas un nombre"),
    ("[1٣]", 1, 2, "n'est pas un nombre"),
    ('{"a": 12,5}', 1, 9, "La virgule décimale n'existe pas en JSON"),
    ('{"a": 2 917.00}', 1, 7, "sans espace : 2917.00 au lieu de « 2 917.00 »"),
    ('{"a": 12 345, "b": 1}', 1, 7, "Un nombre s'écrit sans espace : 12345 au lieu"),
    ('{"a": -1 234 567.5}', 1, 7, "Un nombre s'écrit sans espace : -1234567.5 au lieu"),
    ('{"a": 2 917,00}', 1, 7, "Un nombre s'écrit sans espace : 2917.00 au lieu de « 2 917,00 »"),
    ('{"a": 2\u00a0917.00}', 1, 7, "sans espace : 2917.00 au lieu de « 2\u00a0917.00 »"),
    ("[2 917.00]", 1, 2, "Un nombre s'écrit sans espace : 2917.00 au lieu"),
    ("[2\u00a0917]", 1, 2, "Un nombre s'écrit sans espace : 2917 au lieu"),
    ("[0,2\u202f917,50]", 1, 4, "Un nombre s'écrit sans espace : 2917 au lieu"),
    ("2 917.00", 1, 1, "Un nombre s'écrit sans espace : 2917.00 au lieu"),
    # Near misses: what is not one number in groups of three digits.
    ("[100 200]", 1, 6, "Il manque une virgule avant « 200 »"),
    ("[100 200,300.5]", 1, 6, "Il manque une virgule avant « 200 »"),
    ('{"a": 1 23}', 1, 9, "Il manque une virgule avant « 23 »"),
    ('{"a": 1 2345}', 1, 9, "Il manque une virgule avant « 2345 »"),
    ('{"a": 1234 567}', 1, 12, "Il manque une virgule avant « 567 »"),
    ('{"a": 1.5 234}', 1, 11, "Il manque une virgule avant « 234 »"),
    ('{"a": 1e5 234}', 1, 11, "Il manque une virgule avant « 234 »"),
    ('{"a": 0 234}', 1, 9, "Il manque une virgule avant « 234 »"),
    ('{"a": 1 234 5}', 1, 9, "Il manque une virgule avant « 234 »"),
    ('{"a": 1 234.}', 1, 9, "Il manque une virgule avant « 234 »"),
    ('{"a": 1\n234}', 2, 1, "Il manque une virgule avant « 234 »"),
    ('{"a": "1" 234}', 1, 11, "Il manque une virgule avant « 234 »"),
    ('{"a": 1\u00a0, "b": 234}', 1, 8, "Cette espace (U+00A0) n'est pas permise"),
    ("[1e400]", 1, 2, "Le nombre « 1e400 » est trop grand"),
    ("[-1.5E+9999]", 1, 2, "Le nombre « -1.5E+9999 » est trop grand"),
    ("[" + "9" * 400 + ".5]", 1, 2, "est trop grand"),
    ("[1e-10000]", 1, 2, "L'exposant du nombre « 1e-10000 » est démesuré"),
    ("[0e10000]", 1, 2, "L'exposant du nombre « 0e10000 » est démesuré"),
    ('["a\tb"]', 1, 4, "contient une tabulation : écrivez \\t"),
    ('["a\nb"]', 1, 4, "contient un saut de ligne : écrivez \\n"),
    ('["a\rb", 1]', 1, 4, "contient un retour chariot : écrivez \\r"),
    ('["a\0b"]', 1, 4, "contient un caractère nul"),
    ('["a\x1bb"]', 1, 4, "contient un caractère de contrôle (\\u001b)"),
    ('["C:\\x"]', 1, 5, "« \\x » ne veut rien dire dans un texte : doublez la barre"),
    ('["l\\\'eau"]', 1, 4, "« \\' » ne veut rien dire"),
    ('["\\u12G4"]', 1, 3, "« \\u12G4 » n'est pas un caractère"),
    ('["\\u12"]', 1, 3, "« \\u12 » n'est pas un caractère"),
    ('["\\ud83d"]', 1, 3, "« \\ud83d » n'est que la moitié d'un caractère"),
    ('["\\n\\u00e9\\ud83d\\ude00 \\uDE00"]', 1, 24, "« \\uDE00 » n'est que la moitié"),
    ('["\\ud83d\\u0041"]', 1, 3, "la moitié d'un caractère"),
    ('{"\\udfff":1}', 1, 3, "la moitié d'un caractère"),
    ('{"a":1}{"b":2}', 1, 8, "Un second document commence ici"),
    ('{"a":1}\n{"b":2}', 2, 1, "Un second document commence ici"),
    ("{} fin", 1, 4, "Le document est fini avant « fin »"),
    ("1,2", 1, 2, "Le document est fini avant « ,2 »"),
    ('{"a":1}"b"', 1, 8, 'Le document est fini avant « "b" »'),
    ("[1,\ufeff2]", 1, 4, "marque d'ordre des octets"),
    ("{}\0", 1, 3, "Un caractère nul (U+0000)"),
    ("[1,\u00a02]", 1, 4, "Cette espace (U+00A0) n'est pas permise"),
    ("[\u200b1]", 1, 2, "Cette espace (U+200B)"),
    ("[\f1]", 1, 2, "Cette espace (U+000C)"),
    ("[*]", 1, 2, "Retirez le caractère inattendu « * » (U+002A)"),
    ("{*}", 1, 2, "Retirez le caractère inattendu « * » (U+002A)"),
    ("[1 *]", 1, 4, "Retirez le caractère inattendu « * » (U+002A)"),
    ("[\x1b]", 1, 2, "« \\u001B » (U+001B)"),
    ("[１]", 1, 2, "Retirez le caractère inattendu « １ » (U+FF11)"),
    ("[" * 65 + "]" * 65, 1, 65, "Plus de 64 niveaux"),
    ('{"a":' * 64 + "[]" + "}" * 64, 1, 321, "Plus de 64 niveaux"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), FAULTS)
def test_a_fault_is_placed_and_named(text: str, line: int, column: int, words: str) -> None:
    fault = bad(text)
    source = Source("deposit.json", text.encode())
    place = source.place(fault.span.start)
    assert words in fault.message.fr
    assert (place.line, place.column) == (line, column)
    assert fault.span.start <= fault.span.end <= len(source.text)


def test_every_sentence_is_met_by_a_text_of_the_table() -> None:
    met = {bad(text).message.en for text, *_ in FAULTS} | {
        bad("[1,2]", Limits(members=1)).message.en
    }
    for name, (fr, en) in SENTENCES.items():
        first = max(en.split("{"), key=len).split("}")[-1].strip("“” ")
        assert any(first in sentence for sentence in met), name
        assert fr != en


# Near misses: each looks like a fault of the table above, and is not one.
VALID: list[tuple[str, object]] = [
    (" \t\r\n{}\r\n", {}),
    ("\ufeff[]", []),
    ("null", None),
    ("true", True),
    ('"// #"', "// #"),
    ('["/* a */", "\'", "“a”", "NaN", "12,5", ",]"]', ["/* a */", "'", "“a”", "NaN", "12,5", ",]"]),
    ("[12,5]", [Number("12"), Number("5")]),
    ("[0, -0, 0.5, 10, 1.0, 1E+2, -1e-2]", None),
    ("[2917.00]", [Number("2917.00")]),
    ("[1e-400, 1e308, 0e9999]", [Number("1e-400"), Number("1e308"), Number("0e9999")]),
    ("[" + "9" * 5000 + "]", [Number("9" * 5000)]),
    ("[0." + "1" * 400 + "]", [Number("0." + "1" * 400)]),
    ('["\\ud83d\\ude00", "\\u00e9\\/\\\\"]', ["\U0001f600", "é/\\"]),
    ('["\\\\ud83d"]', ["\\ud83d"]),
    ('["\x7f\u2028\u00a0\u200b\ufeff"]', ["\x7f\u2028\u00a0\u200b\ufeff"]),
    ('{"": {"": 1}}', {"": {"": Number("1")}}),
    ("[" * 64 + "]" * 64, None),
    ("[" + "[]," * 200 + "{}]", None),
    ('["[[{", "' + "[" * 100 + '"]', ["[[{", "[" * 100]),
    ("[null, false, true]", [None, False, True]),
]


@pytest.mark.parametrize(("text", "value"), VALID)
def test_a_near_miss_is_read_by_both_tiers_alike(text: str, value: object) -> None:
    found = good(text)
    judged = scan(found.source.text)
    assert isinstance(judged, Scan)
    assert judged.value == found.value
    assert found.duplicates == []
    if value is not None:
        assert found.value == value


@pytest.mark.parametrize("text", ["[[1],[2],[[[3]]]]", '{"a":[{"b":{}}], "c":{}}'])
def test_depth_and_members_are_bounded_alike_by_both_tiers(text: str) -> None:
    for depth in range(6):
        for members in range(9):
            limits = Limits(depth=depth, members=members)
            fast, judged = _fast(text, limits), scan(text, limits)
            assert (fast is None) == isinstance(judged, SyntaxFault), (depth, members)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 9999 + "]" * 9999])
def test_abysses_are_refused_at_once(text: str) -> None:
    fault = bad(text)
    assert "64 niveaux" in fault.message.fr


@pytest.mark.parametrize(
    "text",
    ['["' + "\\n" * 100_000, "/*" + "*" * 999_999, "[" + "1-" * 300_000, '["' + '\n"x' * 300_000],
    ids=["escapes", "comment", "number", "quotes"],
)
def test_a_long_fault_is_named_in_linear_time(text: str) -> None:
    bad(text)


def test_too_many_members_are_refused_where_they_begin_to_be() -> None:
    fault = bad('{"a":1,"b":[2,3]}', Limits(members=2))
    assert (fault.span, "2 éléments" in fault.message.fr) == (Span(14, 15), True)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("[1,\n ]", 2, 3),
        ('{"a":1 ,  }', 7, 8),
        ('{"a": 12,5}', 8, 9),
        ('{"a": 2 917.00, "b": 1}', 6, 14),
        ('{"a": [2\u00a0917.00 ]}', 7, 15),
    ],
)
def test_a_fault_spans_what_is_wrong_alone(text: str, start: int, end: int) -> None:
    assert bad(text).span == Span(start, end)


@pytest.mark.parametrize(
    ("size", "fr", "en"), [(9, "9 octets", "9 bytes"), (1024 * 1024, "1 Mio", "1 MiB")]
)
def test_a_file_too_large_is_told_the_limit(size: int, fr: str, en: str) -> None:
    text = "[" + "1" * (size - 2) + "]"
    assert isinstance(read_text(text, Limits(size=size)), Document)
    fault = bad(text + " ", Limits(size=size))
    assert fault.span == Span(0, 0)
    assert fault.message == Text(
        f"Le fichier dépasse la limite de {fr}. Répartissez son contenu dans plusieurs fichiers.",
        f"The file exceeds the limit of {en}. Split its content into several files.",
    )


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ('{"a":1,"a":2}', {"a": Number("2")}, [(("a",), (1, 4), (7, 10))]),
        ('{"a":1,"\\u0061":2}', {"a": Number("2")}, [(("a",), (1, 4), (7, 15))]),
        ('{"a":1,"a":2,"a":3}', None, [(("a",), (1, 4), (7, 10)), (("a",), (1, 4), (13, 16))]),
        (
            '{"x":[0,{"b":1,"b":{"c":1,"c":2}}],"x":1}',
            {"x": Number("1")},
            [
                (("x", 1, "b"), (9, 12), (15, 18)),
                (("x", 1, "b", "c"), (20, 23), (26, 29)),
                (("x",), (1, 4), (35, 38)),
            ],
        ),
    ],
)
def test_duplicate_keys_are_told_and_the_last_wins(
    text: str, value: object, found: list[Any]
) -> None:
    document = good(text)
    assert value is None or document.value == value
    assert [
        (twin.path, (twin.first.start, twin.first.end), (twin.span.start, twin.span.end))
        for twin in document.duplicates
    ] == found


@pytest.mark.parametrize("text", ['{"a":1,"A":2}', '[{"a":1},{"a":1}]', '{"é":1,"e\u0301":2}'])
def test_keys_that_only_look_alike_are_no_duplicates(text: str) -> None:
    assert good(text).duplicates == []


def test_a_node_tells_where_a_value_and_its_key_stand() -> None:
    document = good('{"lines" : [ {"ref":"ABC123"} , 2917.00 ], "x": null}')
    assert document.raw(()) == document.source.text
    assert document.raw(("lines",)) == '[ {"ref":"ABC123"} , 2917.00 ]'
    assert document.raw(("lines", 0, "ref")) == '"ABC123"'
    assert document.raw(("lines", 1)) == "2917.00"
    assert document.node(("x",)).key == Span(43, 46)
    assert document.node(("lines",)).key == Span(1, 8)
    assert document.node(("lines", 0)).key is None
    assert document.node(()).key is None
    assert document.node(("x",)).children is None


def test_the_last_of_equal_keys_has_the_node() -> None:
    document = good('{"a":1,"a":[2]}')
    assert document.raw(("a", 0)) == "2"
    assert document.node(("a",)).key == Span(7, 10)


@pytest.mark.parametrize(
    "path", [("b",), (0,), ("a", 2), ("a", -1), ("a", "0"), ("a", 0, 0), ("b", "c"), ("a", 0, "x")]
)
def test_a_node_that_is_absent_is_a_key_error(path: document_module.Path) -> None:
    with pytest.raises(KeyError):
        good('{"a":["x", "y"]}').node(path)


@pytest.mark.parametrize("text", [" [1 ,\t2]\n", '{"a" :{ } , "b":[ ]}', "[" + 300 * "9" + "]"])
def test_a_place_that_is_found_when_asked_is_where_the_judge_has_it(text: str) -> None:
    assert _fast(text) is not None
    judged = scan(text)
    assert isinstance(judged, Scan)
    check_places(good(text), judged.root, ())


def test_a_number_is_its_lexeme() -> None:
    assert Number("2917.00") != Number("2917.0")
    assert Number("1") != "1"
    assert len({Number("1"), Number("1"), Number("1.0")}) == 2
    assert Number("2917.00").value == Decimal("2917")
    assert Number("9007199254740993").value == Decimal("9007199254740993")
    assert Number("9" * 5000).value == Decimal("9" * 5000)
    assert repr(Number("-1e5")) == "Number('-1e5')"
    assert pickle.loads(pickle.dumps(Number("1.50"))) == Number("1.50")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", True), ("-12", True), ("1.0", False), ("1e3", False), ("1E3", False), ("-0", True)],
)
def test_an_integer_has_neither_fraction_nor_exponent(text: str, expected: bool) -> None:
    assert Number(text).is_integer is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, "object"),
        ([], "list"),
        ("1", "string"),
        (Number("1"), "number"),
        (True, "boolean"),
        (None, "null"),
    ],
)
def test_the_kind_of_a_value(value: document_module.JSONValue, expected: str) -> None:
    assert kind(value) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [((), ""), (("a", 0), "/a/0"), (("",), "/"), (("a/b", "m~n", "~1"), "/a~1b/m~0n/~01")],
)
def test_a_pointer_is_escaped(path: document_module.Path, expected: str) -> None:
    assert pointer(path) == expected


def test_faults_and_duplicates_show_themselves() -> None:
    assert repr(bad("]")).startswith("SyntaxFault(Span(0, 1), Text(")
    twin = Duplicate(("a",), Span(1, 4), Span(7, 10))
    assert repr(twin) == "Duplicate(('a',), Span(1, 4), Span(7, 10))"


def test_a_text_with_half_a_character_is_refused_without_a_crash() -> None:
    assert isinstance(scan('["\ud800"]'), SyntaxFault)


def test_reading_a_plain_text_imports_nothing_slow() -> None:
    code = (
        "import sys; from segur_lint.document import read; from segur_lint.source import Source;"
        "read(Source('a', b'[{\"a\": 1.5}]'));"
        "slow = {'typing', 'dataclasses', 'pathlib', 'inspect', 'decimal', 'segur_lint.scanner'};"
        "print(sorted(slow & set(sys.modules)))"
    )
    # Without site: what it imports at start-up is not ours. Where the package is must be said.
    env = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(segur_lint.__file__))}
    command = [sys.executable, "-S", "-c", code]
    done = run(command, capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "[]"


# Foreign corpora


def read_file(path: Path) -> Document | SyntaxFault | None:
    source = Source(path.name, path.read_bytes())
    return None if source.bad_byte is not None else read(source)


@pytest.mark.parametrize(
    "path", corpus_files("JSONTestSuite", "*.json"), ids=lambda path: path.name
)
def test_json_test_suite(path: Path) -> None:
    found = read_file(path)
    if path.name.startswith("y_"):
        assert isinstance(found, Document)
        assert bool(found.duplicates) == ("duplicated" in path.name)
    elif path.name.startswith("n_"):
        assert not isinstance(found, Document)
    if isinstance(found, SyntaxFault):
        source = Source(path.name, path.read_bytes())
        assert source.place(found.span.start).line >= 1


def hostile() -> list[tuple[str, str]]:
    files = corpus_files("json-hostile", "index.json")
    rows = json.loads(files[0].read_text("utf-8")) if files else {}
    return [(name, row["expect"]) for name, row in rows.items()]


@pytest.mark.parametrize(("name", "expect"), hostile())
def test_hostile_files_get_what_their_index_expects(name: str, expect: str) -> None:
    found = read_file(corpora("json-hostile") / name)
    if "profondeur" in expect:
        assert isinstance(found, SyntaxFault)
        assert "64 niveaux" in found.message.fr
    elif "clé en double" in expect:
        assert isinstance(found, Document)
        assert found.duplicates
    elif "encodage" in expect or name == "utf32.json":
        assert found is None
    elif expect in ("reject-with-position", "reject: ligne 3"):
        assert isinstance(found, SyntaxFault)
    else:  # what it says is another room's business: here it is read
        assert isinstance(found, Document)


@pytest.mark.parametrize("name", ["cr_only.json", "u2028.json"])
def test_lines_end_where_they_should(name: str) -> None:
    path = corpora("json-hostile") / name
    found = read_file(path)
    assert isinstance(found, SyntaxFault)
    assert Source(name, path.read_bytes()).place(found.span.start).line == 3


def test_hostile_keys_have_the_right_pointers() -> None:
    found = read_file(corpora("json-hostile") / "proto_keys.json")
    assert isinstance(found, Document)
    assert isinstance(found.value, dict)
    for key, value in found.value.items():
        assert isinstance(value, Number)
        assert found.raw((key,)) == value.text
        assert pointer((key,)) == "/" + key


# Properties

NUMBERS = st.one_of(
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def plain(value: Any) -> Any:
    if isinstance(value, Number):
        return json.loads(value.text)
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    return [plain(held) for held in value] if isinstance(value, list) else value


def check_spans(document: Document, value: Any, path: document_module.Path = ()) -> None:
    assert json.loads(document.raw(path)) == plain(value)
    if isinstance(value, dict):
        for key, held in value.items():
            span = document.node((*path, key)).key
            assert span is not None
            assert json.loads(document.source.text[span.start : span.end]) == key
            check_spans(document, held, (*path, key))
    if isinstance(value, list):
        for at, held in enumerate(value):
            check_spans(document, held, (*path, at))


def check_places(document: Document, judged: Node, path: document_module.Path) -> None:
    node = document.node(path)
    assert (node.span, node.key) == (judged.span, judged.key)
    assert type(node.children) is type(judged.children)
    children = judged.children
    steps = children.items() if isinstance(children, dict) else enumerate(children or ())
    for step, child in steps:
        check_places(document, child, (*path, step))


@given(VALUES, st.none() | st.integers(0, 3) | st.just("\t\r\n"), st.booleans())
def test_what_is_written_is_read_and_placed(
    value: Any, indent: int | str | None, pure: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=pure)
    found = good(text)
    judged = scan(text)
    assert isinstance(judged, Scan)
    assert plain(found.value) == value
    assert judged.value == found.value
    assert "\\ud" in text or value is None or "e" in text or _fast(text) == judged.value
    check_spans(found, found.value)
    check_places(good(text), judged.root, ())


# fmt: off  (a table)
PIECES = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        "\\",
        "0",
        "1",
        "-",
        "+",
        ".",
        "e",
        "E9",
        "true",
        "false",
        "null",
        "NaN",
        "None",
        '"a"',
        '"b":',
        "\\u",
        "d83d",
        "\\ude00",
        "'",
        "“",
        "//",
        "/*",
        "#",
        ";",
        "=",
        "é",
        "_",
        "$",
        "٣",
        "'a'",
        "1e400",
        " ",
        "\n",
        "\t",
        "\u00a0",
        "\ufeff",
        "\0",
        "\x1b",
    ]
)
# fmt: on


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = json.dumps(draw(VALUES), ensure_ascii=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES | st.just("")) + text[at + draw(st.integers(0, 2)) :]
    return text


@given(mutated() | st.text() | st.lists(PIECES).map("".join))
def test_the_tiers_never_disagree_and_never_crash(text: str) -> None:
    fast, judged, whole = _fast(text), scan(text), read_text(text)
    if isinstance(judged, SyntaxFault):
        assert fast is None
        assert 0 <= judged.span.start <= judged.span.end <= len(text)
        assert (
            "{" not in judged.message.fr.replace("« { »", "").replace("« { } »", "") or "{" in text
        )
    elif fast is not None:
        assert fast == judged.value
        assert judged.duplicates == []
    else:  # it only asks when it has cause to doubt
        doubts = ("e", "E", "\\ud", "\\uD")
        assert judged.duplicates or judged.value is None or any(doubt in text for doubt in doubts)
    # What the judge alone decides, Python's own parser must not contradict.
    if isinstance(judged, Scan):
        json.loads(text)
    assert isinstance(whole, SyntaxFault) == (
        isinstance(scan(text.removeprefix("\ufeff")), SyntaxFault)
    )
