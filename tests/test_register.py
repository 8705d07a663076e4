# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import csv
import io
import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint.errors import draw
from segur_lint.jsonvalue import Number
from segur_lint.register import Column, Register, read_register
from segur_lint.register.cells import reader
from segur_lint.register.faults import MOST
from segur_lint.source import Source
from tests.corpora import corpus_files

REFERENCE = Column("numeroCommande", also=("Référence",))
STATE = Column("statut", required=False)
AMOUNT = Column("montantCommande", "amount")
DAY = Column("dateCommande", "date", required=False)
COLUMNS = (REFERENCE, STATE, AMOUNT)
HEAD = "numeroCommande;statut;montantCommande\n"


def read(text: str | bytes, name: str = "r.csv", columns: Any = COLUMNS) -> Register:
    data = text if isinstance(text, bytes) else text.encode()
    register = read_register(Source(name, data), columns, "numeroCommande")
    for fault in register.faults:  # a fault must be drawable wherever it stands
        assert 0 <= fault.span.start <= fault.span.end
        draw(register.source, fault.span)
        assert fault.message.fr
        assert fault.message.en
    return register


def values(register: Register) -> list[dict[str, Any]]:
    return [
        {
            name: value.text if isinstance(value, Number) else value
            for name, value in row.values.items()
        }
        for row in register.rows
    ]


def faults(register: Register) -> list[tuple[str, int, int]]:
    """Name, line and column of each fault."""
    found = []
    for fault in register.faults:
        place = register.source.place(fault.span.start)
        found.append((fault.name, place.line, place.column))
    return found


def written(register: Register, row: int, column: str) -> str:
    span = register.rows[row].place(column)
    return register.source.text[span.start : span.end]


ONE = [{"numeroCommande": "ABC123", "statut": "payée", "montantCommande": "2500.00"}]
SAME = [
    ("as Excel writes it", "\ufeffnumeroCommande;statut;montantCommande\r\nABC123;payée;2500,00\r\n"),
    ("commas", 'numeroCommande,statut,montantCommande\nABC123,payée,"2500,00"\n'),
    ("tabs", "numeroCommande\tstatut\tmontantCommande\nABC123\tpayée\t2500.00"),
    ("everything quoted", '"numeroCommande";"statut";"montantCommande"\n"ABC123";"payée";"2500,00"\n'),
    ("headings as people write them", "Numéro commande;STATUT;Montant commandé\nABC123;payée;2500,00"),
    ("headings with underscores", "numero_commande;statut;montant_commande\nABC123;payée;2500,00"),
    ("upper case", "NUMEROCOMMANDE;STATUT;MONTANTCOMMANDE\nABC123;payée;2500,00"),
    ("another heading, in another case", "REFERENCE;statut;montantCommande\nABC123;payée;2500,00"),
    ("a heading with punctuation", "numeroCommande :;« statut »;montant (commande)\nABC123;payée;2500,00"),
    ("another order", "montantCommande;statut;numeroCommande\n2500,00;payée;ABC123"),
    ("lines of a Macintosh", "numeroCommande;statut;montantCommande\rABC123;payée;2500,00\r"),
    ("empty lines", "\n\n" + HEAD + "\nABC123;payée;2500,00\n;;\n\n  \n"),
    ("empty cells after the headings", "numeroCommande;statut;montantCommande;;\nABC123;payée;2500,00;;\n"),
    ("empty cells after the row", HEAD + "ABC123;payée;2500,00;;;\n"),
    ("blanks around", HEAD + " ABC123\u00a0; payée ;\t2500,00 \n"),
    ("blanks around quotes", HEAD + ' "ABC123" ;"payée ";"2500,00"  \n'),
    ("the line that Excel obeys", "sep=;\r\n" + HEAD + "ABC123;payée;2500,00"),
    ("Windows' own encoding", (HEAD + "ABC123;payée;2500,00 €").encode("cp1252")),
    ("Unicode text of Excel", ("\ufeff" + HEAD.replace(";", "\t") + "ABC123\tpayée\t2500,00").encode("utf-16-le")),
    ("big-endian", ("\ufeff" + HEAD + "ABC123;payée;2500,00").encode("utf-16-be")),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in SAME], ids=[name for name, _ in SAME])
def test_one_table_is_read_however_it_is_written(text: str | bytes) -> None:
    register = read(text)
    assert values(register) == ONE
    assert faults(register) == []
    assert written(register, 0, "numeroCommande") == "ABC123"
    assert written(register, 0, "statut") in ("payée", "payée ")


OBJECT = '{"numeroCommande": "ABC123", "statut": "payée", "montantCommande": 2500.00}'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.json", f"[{OBJECT}]"),
        ("r.JSON", f"\ufeff[{OBJECT}]"),
        ("-", f"\n [{OBJECT}]"),
        ("r.json", f'{{"version": 1, "lignes": [{OBJECT}]}}'),
        ("r.json", f'{{"vide": [], "textes": ["a"], "lignes": [{OBJECT}]}}'),
        ("r.json", '[{"Numéro commande": "ABC123", "statut": "payée", "montant_commande": "2 500,00 €"}]'),
        ("r.json", '[{"a": {"numeroCommande": "ABC123"}, "b": {"c": {"statut": "payée"}, "montantCommande": 2500.00}}]'),
        ("r.json", '{"statut": "payée", "l": [{"numeroCommande": "ABC123", "montantCommande": 2500.00}]}'),
        ("r.json", '{"statut": "en cours", "l": [' + OBJECT + "]}"),
        ("r.yaml", "- numeroCommande: ABC123\n  statut: payée\n  montantCommande: 2500.00\n"),
        ("r.yml", "lignes:\n- Numéro commande: 'ABC123'\n  statut: payée\n  montantCommande: 2500,00\n"),
        ("r.yaml", f"[{OBJECT}]"),
    ],
)  # fmt: skip
def test_a_list_of_objects_is_a_table_too(name: str, text: str) -> None:
    register = read(text, name)
    assert values(register) == ONE
    assert [fault for fault in register.faults if fault.severity == "error"] == []
    assert written(register, 0, "numeroCommande").strip("\"'") == "ABC123"
    assert written(register, 0, "montantCommande").strip('"')[:1] == "2"


def test_a_fault_of_the_encoding_leaves_lines_and_columns_as_a_person_sees_them() -> None:
    register = read((HEAD + "ABC123;réglée à temps;x").encode("cp1252"))
    assert faults(register) == [("amount", 2, 23)]


def test_a_register_can_be_sent_to_another_process() -> None:
    register = pickle.loads(pickle.dumps(read(HEAD + "ABC123;payée;2500,00")))
    assert values(register) == ONE
    assert written(register, 0, "statut") == "payée"


def test_an_empty_cell_is_null_and_an_unreadable_one_has_no_value() -> None:
    register = read(HEAD + "ABC123;;deux mille\n")
    assert values(register) == [{"numeroCommande": "ABC123", "statut": None}]
    assert faults(register) == [("amount", 2, 9)]
    assert written(register, 0, "montantCommande") == "deux mille"


def test_a_row_stands_where_its_line_does() -> None:
    register = read(HEAD + 'A1;"x\ny";1,00\nA2;z;2,00\n')
    text = register.source.text
    spans = [row.span for row in register.rows]
    assert [text[span.start : span.end] for span in spans] == ['A1;"x\ny";1,00', "A2;z;2,00"]
    assert register.source.place(register.rows[1].place("statut").start).line == 4
    assert register.by_key["A2"] is register.rows[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2500,00", "2500.00"),
        ("2500.00", "2500.00"),
        ("2500", "2500"),
        ("2 500,00 €", "2500.00"),
        ("2\u00a0500,00\u00a0€", "2500.00"),
        ("2\u202f500,00\u202f€", "2500.00"),
        ("12 345 678,9", "12345678.9"),
        ("2500,00 EUR", "2500.00"),
        ("2500€", "2500"),
        ("-12,50", "-12.50"),
        ("0,125", "0.125"),
        ("0012,10", "12.10"),
        ("0", "0"),
        ("2500,1234", "2500.1234"),
        ("2500,125", "2500.125"),
        ("9" * 40 + ",01", "9" * 40 + ".01"),
    ],
)
def test_an_amount_is_read_to_the_last_digit(text: str, expected: str) -> None:
    found = reader("amount")(text)
    assert isinstance(found, Number)
    assert found.text == expected
    assert found.value == Decimal(expected)


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("amount", "2,500", "amount"),
        ("amount", "2.500", "amount"),
        ("amount", "2.500,00", "amount"),
        ("amount", "2,500.00", "amount"),
        ("amount", "25 00,00", "amount"),
        ("amount", "2500,", "amount"),
        ("amount", ",50", "amount"),
        ("amount", "€ 2500", "amount"),
        ("amount", "2500 $", "amount"),
        ("amount", "2500 euros", "amount"),
        ("amount", "２５００", "amount"),
        ("amount", "-", "amount"),
        ("amount", "1e3", "amount"),
        ("amount", "7,3283E+13", "mangled"),
        ("amount", "########", "mangled"),
        ("amount", "#REF!", "mangled"),
        ("amount", True, "kind"),
        ("amount", ["2500"], "kind"),
        ("text", "7,3283E+13", "mangled"),
        ("text", "7.3283E+13", "mangled"),
        ("text", "7E+13", "mangled"),
        ("text", "#N/A", "mangled"),
        ("text", Number("7.3283e+13"), "mangled"),
        ("text", False, "kind"),
        ("text", [], "kind"),
        ("date", "31/02/2024", "date"),
        ("date", "12/03/24", "date"),
        ("date", "45363", "date"),
        ("date", "03/2024", "date"),
        ("date", "#######", "mangled"),
        ("date", Number("20240312"), "kind"),
    ],
)
def test_what_cannot_be_read_for_sure_is_a_fault(kind: str, text: Any, name: str) -> None:
    assert reader(kind)(text).name == name


@pytest.mark.parametrize(
    "text", ["12E4", "1E5", "7,3283", "E+13", "#12", "#", "-", "73283E+13X", "00123"]
)
def test_a_text_that_resembles_a_mangled_number_is_kept(text: str) -> None:  # fmt: skip
    assert reader("text")(text) == text


def test_a_number_of_json_is_a_text_where_one_is_wanted() -> None:
    assert reader("text")(Number("123456789012345678901")) == "123456789012345678901"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/03/2024", (2024, 3, 12, 0, 0, 0)),
        ("2024-03-12", (2024, 3, 12, 0, 0, 0)),
        ("12.03.2024", (2024, 3, 12, 0, 0, 0)),
        ("12/03/2024 14:05", (2024, 3, 12, 14, 5, 0)),
        ("2024-03-12T14:05:06", (2024, 3, 12, 14, 5, 6)),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_what_expressions_compare(text: str | None, expected: Any) -> None:
    assert reader("date")(text) == expected


FAULTY = [
    ("empty", b"", [("empty", 1, 1)]),
    ("only a mark", b"\xef\xbb\xbf", [("empty", 1, 1)]),
    ("only blanks", b" \r\n\r\n ", [("empty", 1, 1)]),
    ("headings alone", HEAD.encode(), [("no-row", 1, 38)]),
    ("another table", "nom;ville\nA;B", [("not-a-table", 1, 1)]),
    ("a letter", "Madame, Monsieur,\n\nveuillez trouver ci-joint\n", [("not-a-table", 1, 1)]),
    ("a workbook", b"PK\x03\x04\x14\x00\x06\x00", [("not-a-table", 1, 1)]),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [("not-a-table", 1, 1)]),
    ("a NUL", HEAD + "A\0;x;1,00", [("nul", 2, 2)]),
    ("UTF-16 without its mark", HEAD.encode("utf-16-le"), [("nul", 1, 2)]),
    ("half a character of UTF-16", b"\xff\xfea\x00b", [("encoding", 1, 1)]),
    ("a byte of no encoding", HEAD.encode() + b"A;\xe9t\x81;1,00", [("encoding", 2, 5)]),
    ("a bad byte after the mark of UTF-8", b"\xef\xbb\xbf" + HEAD.encode() + b"A;\xe9;1", [("encoding", 2, 3)]),
    ("a column is missing", "numeroCommande;statut\nA1;x", [("missing-column", 1, 1)]),
    ("a heading is misspelt", "numeroComande;statut;montantCommande\nA1;x;1,00", [("missing-column", 1, 1)]),
    ("all headings are misspelt", "numeroComande;satut;montanCommande\nA1;x;1,00",
     [("missing-column", 1, 1), ("unknown-column", 1, 15), ("missing-column", 1, 21)]),
    ("a column is unknown", "numeroCommande;montantCommande;ville\nA1;1,00;x", [("unknown-column", 1, 32)]),
    ("a column twice", "numeroCommande;Référence;montantCommande\nA1;A2;1,00", [("column-twice", 1, 16)]),
    ("too few cells", HEAD + "A1;x\nA2;y;1,00", [("too-few-cells", 2, 1)]),
    ("too many cells", HEAD + "A1;x;1,00;z\nA2;y;1,00", [("too-many-cells", 2, 1)]),
    ("decimals after a comma that separates", HEAD.replace(";", ",") + "A1,x,1,00", [("too-many-cells", 2, 1)]),
    ("no key", HEAD + ";x;1,00", [("no-value", 2, 1)]),
    ("no amount", HEAD + "A1;x;", [("no-value", 2, 6)]),
    ("a key twice", HEAD + "A1;x;1,00\nA2;x;1,00\nA1;x;1,00", [("key-twice", 4, 1)]),
    ("a mangled key", HEAD + "7,3283E+13;x;1,00", [("mangled", 2, 1)]),
    ("a quote that is never closed", HEAD + 'A1;"x;1,00\nA2;y;2,00', [("not-closed", 2, 4)]),
    ("text after a quote", HEAD + 'A1;"x"y;1,00', [("after-quote", 2, 7)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [each[1:] for each in FAULTY], ids=[each[0] for each in FAULTY]
)
def test_a_faulty_table_is_told_at_its_place(
    text: str | bytes, expected: list[tuple[str, int, int]]
) -> None:
    assert faults(read(text)) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("r.json", "", [("empty", 1, 1)]),
        ("r.json", "[]", [("no-row", 1, 3)]),
        ("r.json", '{"l": []}', [("no-row", 1, 10)]),
        ("r.json", "[{}]", [("no-row", 1, 5)]),
        ("r.json", "12", [("not-a-table", 1, 1)]),
        ("r.json", "null", [("not-a-table", 1, 1)]),
        ("r.json", "[1, 2]", [("not-a-table", 1, 1)]),
        ("r.json", OBJECT, [("not-a-table", 1, 1)]),
        ("r.json", f'{{"a": [{OBJECT}], "b": [{OBJECT}]}}', [("not-a-table", 1, 1)]),
        ("r.json", f"[{OBJECT},]", [("syntax", 1, 77)]),
        ("r.json", f"[{OBJECT}, 3]", [("not-an-object", 1, 79)]),
        ("r.json", '[{"nom": "A"}]', [("not-a-table", 1, 3)]),
        ("r.json", '[{"numeroCommande": "A1"}]', [("missing-column", 1, 3)]),
        ("r.json", '[{"numeroCommande": "A1", "montantCommande": null}]', [("no-value", 1, 46)]),
        ("r.json", f'[{OBJECT}, {{"numeroCommande": "A1"}}]', [("no-value", 1, 79)]),
        ("r.json", '[{"numeroCommande": "A1", "montantCommande": true}]', [("kind", 1, 46)]),
        ("r.json", '[{"numeroCommande": "A1", "montantCommande": [1]}]', [("kind", 1, 46)]),
        ("r.json", f"[{OBJECT}, {OBJECT}]", [("key-twice", 1, 98)]),
        ("r.json", '[{"numeroCommande": "A", "montantCommande": 1, "statut": "", "statut": "x"}]', [("name-twice", 1, 62)]),
        ("r.json", '[{"numeroCommande": "A", "montantCommande": 1, "statut": "y", "STATUT": "x"}]', [("name-twice", 1, 63)]),
        ("r.json", '[{"numeroCommande": "A", "montantCommande": 1, "ville": "x"}]', [("unknown-column", 1, 48)]),
        ("r.yaml", "- numeroCommande: A\n  montantCommande: ~\n", [("no-value", 2, 20)]),
        ("r.yaml", "- numeroCommande: A\n  montantCommande: x\n", [("amount", 2, 20)]),
        ("r.yaml", "- a: [\n", [("syntax", 2, 1)]),
    ],
)  # fmt: skip
def test_faulty_objects_are_told_at_their_place(
    name: str, text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert faults(read(text, name)) == expected


def test_a_missing_column_names_the_heading_that_perhaps_means_it() -> None:
    (fault,) = read("numeroComande;statut;montantCommande\nA1;x;1,00").faults
    assert "« numeroCommande »" in fault.message.fr
    assert "« numeroComande »" in fault.message.fr


def test_a_column_that_is_nearly_spelt_is_an_error_that_names_the_one_meant() -> None:
    (fault,) = read("numeroCommande;statuts;montantCommande\nA1;x;1,00").faults
    assert (fault.name, fault.severity) == ("unknown-column", "error")
    assert "« statut »" in fault.message.fr


def test_a_shifted_row_keeps_its_key_alone() -> None:
    register = read(HEAD.replace(";", ",") + "A1,x,1,00\nA2,y,2.00")
    assert values(register)[0] == {"numeroCommande": "A1"}
    assert list(register.by_key) == ["A1", "A2"]
    assert "« , »" in register.faults[0].message.fr


def test_a_row_that_lost_only_what_is_optional_is_a_warning() -> None:
    head = "numeroCommande;montantCommande;statut\n"
    (fault,) = read(head + "A1;1,00").faults
    assert fault.severity == "warning"
    (fault,) = read(head + "A1").faults
    assert fault.severity == "error"
    assert "« statut », « montantCommande »" in fault.message.fr


def test_the_first_of_two_rows_of_one_key_counts() -> None:
    register = read(HEAD + "A1;x;1,00\nA1;y;2,00")
    assert register.by_key["A1"].values["statut"] == "x"
    assert "ligne 2" in register.faults[0].message.fr


def test_the_rows_after_a_quote_that_is_never_closed_are_read() -> None:
    register = read(HEAD + 'A1;"x;1,00\nA2;y;2,00')
    assert list(register.by_key) == ["A1", "A2"]


def test_a_quote_inside_a_plain_cell_is_a_character() -> None:
    register = read(HEAD + 'A1;tube de 12";1,00')
    assert register.faults == []
    assert register.rows[0].values["statut"] == 'tube de 12"'


def test_many_faults_are_counted_and_the_first_are_told() -> None:
    register = read(HEAD + "".join(f"A{number};x;y\n" for number in range(1000)))
    assert len(register.faults) == MOST + 1
    assert "900" in register.faults[-1].message.fr


@pytest.mark.parametrize(
    "text",
    [";" * 20_000, HEAD + ";" * 20_000, HEAD + "A;x;1\n" + 'A;"x";1' + ";" * 20_000, "a\n" * 2_100_000],
    ids=["headings", "row", "quoted row", "lines"],
)  # fmt: skip
def test_what_no_spreadsheet_writes_is_refused(text: str) -> None:
    assert {"too-large", "not-a-table"} & {fault.name for fault in read(text).faults}


def test_a_row_a_file_that_is_too_long_is_said() -> None:
    assert faults(read(HEAD + ";" * 20_000))[0] == ("too-large", 2, 1)
    assert [fault.name for fault in read(b" " * (64 * 1024 * 1024 + 1)).faults] == ["too-large"]


def test_rows_that_all_have_other_columns_take_no_room() -> None:
    text = json.dumps(
        [{f"c{number}": 1, "numeroCommande": str(number)} for number in range(20_000)]
    )
    assert len(read(text, "r.json").rows) == 20_000  # fmt: skip


def test_a_hundred_thousand_rows_are_read() -> None:
    text = HEAD + "".join(f"A{number};payée;2 500,00 €\n" for number in range(100_000))
    register = read(text)
    assert register.faults == []
    assert len(register.by_key) == 100_000
    assert register.source.place(register.by_key["A99999"].place("statut").start).line == 100_001


# --- properties ------------------------------------------------------------------------------------

TEXTS = (Column("numeroCommande", required=False), Column("statut", required=False))
CHARS = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")
ENCODINGS = {
    "utf-8": CHARS,
    "utf-8-sig": CHARS,
    "utf-16": CHARS,
    "cp1252": st.sampled_from("abcXYZ 019éèàçÉ€œ«»\u00a0;,\t\"\r\n'."),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, list[list[str]]]:
    """A table as the csv module writes it in some dialect, and its cells."""
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    cell = st.text(ENCODINGS[encoding], max_size=8) | st.sampled_from(
        ["", 'a"b', "a;b", "x\r\ny", " "]
    )
    rows = draw(st.lists(st.lists(cell, min_size=2, max_size=2), max_size=6))  # fmt: skip
    breaks = any("\r" in each or "\n" in each for row in rows for each in row)
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=draw(st.sampled_from(";,\t")),
        lineterminator=draw(st.sampled_from(["\r\n", "\n", "\r"])),
        # Before Python 3.13 the module leaves a CR unquoted where lines end with LF.
        quoting=csv.QUOTE_ALL if breaks or draw(st.booleans()) else csv.QUOTE_MINIMAL,
    )
    writer.writerow([draw(st.sampled_from(["numeroCommande", "Numéro Commande"])), "STATUT"])
    writer.writerows(rows)
    return out.getvalue().encode(encoding), rows


@given(tables())
def test_what_the_csv_module_writes_is_read_back_and_each_place_points_at_its_text(
    table: tuple[bytes, list[list[str]]],
) -> None:
    data, rows = table
    register = read_register(Source("r.csv", data), TEXTS)
    expected = [[cell.strip() for cell in row] for row in rows]
    expected = [row for row in expected if any(row)]
    assert [fault.name for fault in register.faults] == ([] if expected else ["no-row"])
    assert len(register.rows) == len(expected)
    for row, cells in zip(register.rows, expected, strict=True):
        assert [row.values[column.name] or "" for column in TEXTS] == cells
        for column, cell in zip(TEXTS, cells, strict=True):
            span = row.place(column.name)
            assert row.span.start <= span.start <= span.end <= row.span.end
            text = register.source.text[span.start : span.end]
            assert text in (cell, cell.replace('"', '""'))


@given(st.lists(st.tuples(st.text(CHARS, min_size=1), st.text(CHARS)), max_size=5))
def test_objects_are_read_as_the_json_module_writes_them(rows: list[tuple[str, str]]) -> None:
    names = [column.name for column in TEXTS]
    text = json.dumps([dict(zip(names, row, strict=True)) for row in rows], indent=1)
    register = read_register(Source("r.json", text.encode()), TEXTS)
    for row, cells in zip(register.rows, rows, strict=True):
        for name, cell in zip(names, cells, strict=True):
            assert (row.values[name] or "") == cell.strip()
            span = row.place(name)
            assert json.loads(register.source.text[span.start : span.end]) == cell


PIECES = st.lists(
    st.sampled_from(['"', '""', ";", ",", "\t", "\n", "\r", "a", " ", "1,0", "é", "\ufeff", "sep=;", HEAD, "\u2028"])
).map("".join)  # fmt: skip


@given(PIECES)
def test_every_value_is_what_stands_at_its_place(text: str) -> None:
    register = read_register(Source("r.csv", (HEAD + text).encode()), TEXTS)
    if {fault.name for fault in register.faults} & {"after-quote"}:
        return
    for row in register.rows:
        for column, value in row.values.items():
            span = row.place(column)
            shown = register.source.text[span.start : span.end]
            assert (value or "") in (shown, shown.replace('""', '"'))


NAMES = st.sampled_from(["r.csv", "r.json", "r.yaml", "r"])
BYTES = (
    st.binary()
    | PIECES.map(str.encode)
    | st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.binary().map(lambda data: HEAD.encode() + data)
    | st.sampled_from([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04"]).flatmap(
        lambda mark: st.binary().map(lambda data: mark + data)
    )
)


@given(NAMES, BYTES)
def test_any_bytes_make_a_register_with_rows_or_faults(name: str, data: bytes) -> None:
    register = read(data, name)
    assert register.rows or register.faults
    for row in register.rows:
        assert row.span.end <= len(register.source.text)
        assert all(row.place(column.name).end <= len(register.source.text) for column in COLUMNS)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(CHARS, max_size=4),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["numeroCommande", "statut", "STATUT", "montantCommande", "l", ""]), inner, max_size=4),
)  # fmt: skip


@given(JSON, st.sampled_from(["r.json", "r.yaml"]))
def test_any_value_makes_a_register_with_rows_or_faults(value: Any, name: str) -> None:
    register = read(json.dumps(value), name)
    assert register.rows or register.faults
    for row in register.rows:
        assert all(row.place(column.name) is not None for column in COLUMNS)


FOREIGN = [
    path
    for corpus in ("JSONTestSuite", "json-hostile", "yaml-hostile", "blns", "zip-hostile", "docs-hostile")
    for path in corpus_files(corpus, "**/*")
    if path.is_file()
]  # fmt: skip


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_foreign_data_makes_a_register_with_rows_or_faults(path: Path) -> None:
    with path.open("rb") as file:
        data = file.read(64 * 1024 * 1024 + 1)
    for name in {path.name, "r.csv", "r.json", "r.yaml"}:
        register = read(data, name)
        assert register.rows or register.faults
