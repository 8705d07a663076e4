"""`segur-lint rules import-table`: the ASP's table becomes rows, a model and a sample that hold."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_lint import formats, library, ruletest
from segur_lint.api import Linter
from segur_lint.author import Rules, compile_all, read_all
from segur_lint.authoring.importing import controlled, counts, leftover
from segur_lint.authoring.importing.cells import Cell
from segur_lint.authoring.importing.table import MOST, Table, read_table
from segur_lint.authoring.importing.tableimport import Import
from segur_lint.authoring.importing.target import Asked
from segur_lint.authoring.layout.file import laid_out
from segur_lint.authoring.writing import examplevalues, packfill
from segur_lint.authoring.writing.templates import comment, fill, scalar
from segur_lint.authoring.writing.templates import settings as settings_of
from segur_lint.cli import main
from segur_lint.errors import NotationError, SegurLintError
from segur_lint.lang import notation
from segur_lint.source import Source, Span
from segur_lint.text import Text
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YText

HEAD = "Bloc;Nom de la balise;Description;Format;Obligatoire ?\n"
FILE, UNIT = "Entête fichier JSON", "Entête demande"
SAMPLE = "JSON-1234567890-20240115-001.json"


@cache
def ours() -> tuple[list[tuple[str, bytes]], Rules]:
    files = library.files()
    return files, read_all(files)


@cache
def shared() -> tuple[list[tuple[str, bytes]], Rules]:
    """What all packs share, alone: quick to compile many times."""
    files = [(path, data) for path, data in library.files() if "commun" in os.path.basename(path)]
    return files, read_all(files)


def table(text: str | bytes) -> Table:
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(Source("t.csv", data), settings_of("tableau"))


def imported(
    text: str | bytes,
    among: Callable[[], tuple[list[tuple[str, bytes]], Rules]] = ours,
    **asked: Any,
) -> Import:
    files, rules = among()
    data = text if isinstance(text, bytes) else text.encode()
    asked = {"prefix": "OPT", "output": "opt.yaml", "pack": "opt", "model": "m.yaml", **asked}
    return Import(Asked(Source("t.csv", data), **asked), files, rules, settings_of("tableau"))


def noted(made: Import) -> list[Text]:
    """What is supposed of a table, but for a column that these tables leave empty."""
    said = [each.message for each in made.table.notes]
    return [each for each in said if "obligatoire est vide" not in each.fr]


def cells(text: str | bytes) -> list[dict[str, str]]:
    return [
        {
            name: cell.word if name == "balise" else cell.line
            for name, cell in line.cells.items()
            if cell
        }
        for line in table(text).lines
    ]


ROW = {
    "bloc": "B",
    "balise": "reference",
    "description": "D",
    "format": "VARCHAR (=10)",
    "required": "Oui",
}

# --- reading a table as it was pasted --------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "B;reference;D;VARCHAR (=10);Oui\n",
        (HEAD + "B;reference;D;VARCHAR (=10);Oui\n").replace(";", "\t"),
        (HEAD + "B;reference;D;VARCHAR (=10);Oui\n").replace(";", ","),
        "sep=;\n" + HEAD + "B;reference;D;VARCHAR (=10);Oui\n",
        "\ufeff" + HEAD + "B;reference;D;VARCHAR (=10);Oui\n",
        (HEAD + "B;reference;D;VARCHAR (=10);Oui\n").replace("\n", "\r\n"),
        (HEAD + "B;reference;D;VARCHAR (=10);Oui\n").encode("cp1252"),
        (HEAD + "B;reference;D;VARCHAR (=10);Oui\n").encode("utf-16"),
        HEAD + '"B";"reference";"D";"VARCHAR\n(=10)";"Oui"\n',
        HEAD + '"B";"refe\nrence";"D";"VARCHAR (=10)";"Oui"\n',
        HEAD + "B;reference;D;VARCHAR;Oui\n;;;(=10);\n",
        "Tableau des formats;;;;\n;;;;\n" + HEAD + "B;reference;D;VARCHAR (=10);Oui\n",
        HEAD + "B;;;;\n;reference;D;VARCHAR (=10);Oui\n",
        HEAD + HEAD + "B;reference;D;VARCHAR (=10);Oui\n" + HEAD,
        "Format;Obligatoire ?;Bloc;Description;Nom de la balise\nVARCHAR (=10);Oui;B;D;reference\n",
        "BLOC;Nom de  la\u00a0balise;DESCRIPTION;format;obligatoire\nB;reference;D;VARCHAR (=10);Oui\n",
        "n°;Bloc;Nom de la balise;Exemple;Description;Format;Obligatoire ?\n1;B;reference;x;D;VARCHAR (=10);Oui\n",
        "Blocs;Nom de la ballise;Descripton;Formats;Obligatoires ?\nB;reference;D;VARCHAR (=10);Oui\n",
        HEAD + "B;reference;D;VARCHAR (=10);Oui;;;\n",
        HEAD + "B;\u200breference;D;VARCHAR (=10);Oui\n",
    ],
)  # fmt: skip
def test_a_table_is_read_however_it_was_pasted(text: str | bytes) -> None:
    assert [{**each, "format": " ".join(each["format"].split())} for each in cells(text)] == [ROW]
    assert table(text).problems == []


def test_a_cell_that_was_merged_is_that_of_the_line_above() -> None:
    found = cells(HEAD + "A;un;;VARCHAR;\n;deux;;VARCHAR;\nB;trois;;VARCHAR;\n")
    assert [each["bloc"] for each in found] == ["A", "A", "B"]


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("", "Le tableau est vide"),
        (" \n ", "Le tableau est vide"),
        ("PK\x03\x04", "classeur"),
        (HEAD, "aucune ligne sous ses titres"),
        ("a;b;c\n1;2;3\n", "ligne de titres : il manque « Nom de la balise », « Format »"),
        ("Nom de la balise;x\na;b\n", "il manque « Format »"),
        (HEAD + "B;reference;D,VARCHAR (=10);Oui;x;y\n", "plus de cases que de titres"),
        (HEAD + ";;;(=10);\n", "ne nomme aucune balise"),
        (HEAD + "B,a,D,VARCHAR,Oui\nB,b,D,VARCHAR,Oui\n", "par « ; », les lignes par « , »"),
        (HEAD + "B\ta\tD\tVARCHAR\tOui\n", "par « ; », les lignes par une tabulation"),
        (HEAD.replace(";", ",") + "B;a;D;VARCHAR;\n", "par « , », les lignes par « ; »"),
        ("Nom de la balise;Format\na,VARCHAR\nb,LIEN\n", "par « ; », les lignes par « , »"),
        (HEAD + 'B;reference;D;"VARCHAR (=10);Oui\n', "jamais refermé"),
        (HEAD + "B;r;D;\0;Oui\n", "octet nul"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said(text: str, fragment: str) -> None:
    assert any(fragment in each.message.fr for each in table(text).problems)
    assert all(each.render("fr") and each.render("en") for each in table(text).problems)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["A;un;;LIEN;", "A;deux;;LIEN;"], [2, 3]),
        (['A;un;"x', 'y', 'z";LIEN;', "A;deux;;LIEN;", '"A', '";trois;;LIEN;'], [2, 3, 4]),
        (['A;un;"x;""', '"";""y""";LIEN;', "", "A;deux;;LIEN;"], [2, 4]),
        # Near misses: quotes that open no cell.
        (['A;un;x "y" z;LIEN;', 'A;deux;5" et;LIEN;', "A;trois;;LIEN;"], [2, 3, 4]),
    ],
)  # fmt: skip
def test_lines_have_the_numbers_that_a_spreadsheet_shows(
    end: str, lines: list[str], rows: list[int]
) -> None:
    text = HEAD.replace("\n", end) + end.join(lines) + end
    found = table(text)
    assert [found.number(line) for line in found.lines] == rows
    announced = table(f"sep=;{end}{text}")
    assert [announced.number(line) for line in announced.lines] == rows


def test_a_remark_has_the_row_of_the_spreadsheet_where_lines_are_others(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = f'{UNIT};un;"en\ntrois\nlignes";POURCENT;\n;deux;;POURCENT;\n'
    (here / "t.csv").write_text(HEAD + lines, encoding="utf-8")
    assert run("t.csv", "--prefix", "OPT") == 1
    rows, told = capsys.readouterr()
    assert "t.csv:4:9: (ligne 2 du tableur) Format : lu « POURCENT »" in told
    assert "t.csv:5:8: (ligne 3 du tableur) Format : lu « POURCENT »" in told
    assert re.findall(r"t.csv, ligne (\d)", rows) == ["2", "3"]


def test_what_separates_cells_is_told_by_the_headings_wherever_they_stand() -> None:
    line = "B;reference;D;VARCHAR (=10);Oui\n"
    for char in ",\t|":
        for above in ("Tableau 3.2\n\n", "sep=;\n", ""):
            assert cells(above + (HEAD + line).replace(";", char)) == cells(HEAD + line)


def test_lines_that_hold_the_separator_are_told_once() -> None:
    text = f"{HEAD}{UNIT};un;;VARCHAR;\n".replace(";", ",")
    text += "".join(f"{UNIT},b{n},un, deux,VARCHAR,Oui\n" for n in range(9))
    made = imported(text)
    (told,) = [each.message.fr for each in made.problems()]
    assert "plus de cases que de titres (3, 4, 5, 6, 7 et 4 de plus)" in told
    assert "« , »" in told
    assert sum(each.is_live for each in made.drafts) == 1


@pytest.mark.parametrize("rest", ["Oui", "", "Oui,,"])
@pytest.mark.parametrize(
    "asked", ["INTEGER (MIN 0, MAX 30)", "« A », « B », « C »", "VARCHAR (=2)"]
)
def test_a_format_that_holds_the_separator_is_read_whole(asked: str, rest: str) -> None:
    text = HEAD.replace(";", ",") + f"{UNIT},code,D,{asked},{rest}\n"
    (found,) = cells(text)
    assert (found["format"], found.get("required", "")) == (asked, rest.strip(","))
    made = imported(text)
    assert made.problems() == []
    assert made.drafts[0].is_live


def test_a_title_of_commas_above_is_no_heading() -> None:
    assert cells("a,b,c,d\n" + HEAD + "B;reference;D;VARCHAR;\n")


def test_a_heading_that_is_nearly_spelt_is_noted() -> None:
    notes = [each.message.fr for each in table("Bloc;Nom de la balise;Formatt\nB;a;LIEN\n").notes]
    assert "La column" not in notes[0]
    assert notes == [
        "Il n'y a pas de colonne « Description ».",
        "La colonne « Formatt » est lue comme « Format ».",
        "Il n'y a pas de colonne « Obligatoire ? ».",
    ]


@given(st.lists(st.text('ab "“é\n\u200b', max_size=6), min_size=1, max_size=4))
def test_each_character_of_a_cell_knows_where_it_stands(row: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(["Format", *(f"Balise {n}" for n in range(len(row)))])
    csv.writer(out, delimiter=";").writerow(["x", *row])
    source = Source("t.csv", out.getvalue().encode())
    from segur_lint.register.csv import CsvTable
    from segur_lint.register.faults import Faults

    read = CsvTable(source.text, lambda _: True, Faults())
    ((at, held),) = read.records(Faults())
    for place, value in enumerate(held):
        span = read.cell(at, place)
        assert span is not None
        assert isinstance(value, str)
        cell = Cell.read(source.text[span.start : span.end], span, value)
        plain = {"“": '"'}
        said = [plain.get(source.text[offset], source.text[offset]) for offset in cell.at]
        assert "".join(said) == cell.text


# --- what the rows are -----------------------------------------------------------------------------


def rows_of(made: Import) -> dict[str, str]:
    """The format of each live row, by its balise."""
    return {draft.balise: str(draft.entry.notation) for draft in made.drafts if draft.is_live}


@pytest.mark.parametrize(
    ("cell", "required", "expected"),
    [
        ("VARCHAR (=10)", "Oui", "VARCHAR (=10)"),
        ("varchar(\u00a0=10\u202f)", "obligatoire", "VARCHAR (=10)"),
        ("VARCHAR (=10)", "Non", "VARCHAR (=10) ou null"),
        ("VARCHAR (=10) ou null", "Non", "VARCHAR (=10) ou null"),
        ("Toujours la valeur : null", "Non", "Toujours la valeur : null"),
        ("Liste de VARCHAR (=9)", "facultatif", "Liste de VARCHAR (=9) ou null"),
        ("VARCHAR (format “JJ/MM/AAAA”)", "", "VARCHAR (format « JJ/MM/AAAA »)"),
        ('"VARCHAR (type ""AB-XX"")"', "", "VARCHAR (type « AB-XX »)"),
        ('"« PDF »,\n« PNG »\n« JPG »"', "", "« PDF », « PNG », « JPG »"),
        ("“C”", "", "« C »"),
        ("", "Toujours la valeur : null", "Toujours la valeur : null"),
        # No fix writes so many digits: the row has none.
        ("FLOAT (50 chiffres après le point)", "", "FLOAT (50 chiffres après le point)"),
    ],
)  # fmt: skip
def test_a_format_is_read_from_its_cell(cell: str, required: str, expected: str) -> None:
    made = imported(f"{HEAD}{UNIT};code;;{cell};{required}\n")
    assert rows_of(made) == {"code": expected}
    assert made.problems() == []


@pytest.mark.parametrize(
    ("cell", "expected", "read"),
    [
        ("VARCHAR (type « FINIMG\nXXXXXX »)", "VARCHAR (type « FINIMGXXXXXX »)", "« FINIMGXXXXXX »"),
        ("VARCHAR (type « FINIMG \r\n XXXXXX »)", "VARCHAR (type « FINIMGXXXXXX »)", "« FINIMGXXXXXX »"),
        ("VARCHAR (format\n“JJ/MM/\nAAAA”)", "VARCHAR (format « JJ/MM/AAAA »)", '"JJ/MM/AAAA"'),
        ("« BON DE\nCOMMANDE », « VA »", "« BON DE COMMANDE », « VA »", "« BON DE COMMANDE »"),
        ("“Toujours la valeur : null”", "Toujours la valeur : null", "« Toujours la valeur : null »"),
        ("« null »", "null", "« null »"),
        ("Toujours la valeur : « null »", "Toujours la valeur : null", "« Toujours la valeur : null »"),
        ("« VARCHAR (=4) »", "VARCHAR (=4)", "« VARCHAR (=4) »"),
        # Near misses.
        ("VARCHAR (type\n«\nFINIMGXXXXXX\n»)", "VARCHAR (type « FINIMGXXXXXX »)", ""),
        ("« PDF »,\n« PNG »", "« PDF », « PNG »", ""),
        ("« LIEN »", "« LIEN »", ""),
        ("Toujours la valeur : « C »", "Toujours la valeur : « C »", ""),
        ("« null », « C »", "« null », « C »", ""),
    ],
)  # fmt: skip
def test_what_quotes_and_line_ends_did_to_a_format_is_mended_and_told(
    cell: str, expected: str, read: str
) -> None:
    quoted = cell.replace('"', '""')
    made = imported(f'{HEAD}{UNIT};code;;"{quoted}";\n')
    assert rows_of(made) == {"code": expected}
    said = [each.fr for each in noted(made)]
    assert [read in each for each in said] == [True] * bool(read)
    assert all(each.render("fr") and each.render("en") for each in made.table.notes)
    assert made.problems() == []


@pytest.mark.parametrize(
    ("line", "fragment", "marked"),
    [
        (f"{UNIT};code;;VARCHAX (=10);Oui", "vouliez-vous dire « VARCHAR »", "VARCHAX"),
        (f"{UNIT};code;;VARCHAR 10;Oui", "Format : lu « 10 »", "10"),
        (f'{UNIT};code;;"VARCHAR\n(10)";Oui', "Format : lu « 10 »", "10"),
        (f'{UNIT};code;;"« A », ""B"" C";Oui', "Format : lu « C »", "C"),
        (f"{UNIT};code;;;Oui", "n'a pas de format", ""),
        (f"{UNIT};code 2 !;;VARCHAR;Oui", "n'est pas un nom de balise", "code 2 !"),
        (f"{UNIT};code;;VARCHAR (=0);Oui", "Aucune valeur courte", "VARCHAR (=0)"),
        (f"{UNIT};code;;VARCHAR (=99999);Oui", "Aucune valeur courte", "VARCHAR (=99999)"),
        (f"{UNIT};code;;FLOAT (99999999999 chiffres après le point);Oui", "attendu : 100 au plus", "99999999999"),
        (f"{UNIT};code;;VARCHAR (type « X{{sigle}} »);Oui", "sigle", "code"),
        (f"{'Mot ' * 2_000};code;;VARCHAR;Oui", "Écrivez, dans la case « Bloc »", ""),
        ("3 bis;code;;VARCHAR;Oui", "Écrivez, dans la case « Bloc »", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_kept_as_a_comment(
    line: str, fragment: str, marked: str
) -> None:
    made = imported(f"{HEAD}{line}\n{UNIT};suivante;;VARCHAR;Oui\n")
    (problem,) = made.problems()
    assert fragment in problem.message.fr
    span = problem.span
    assert not marked or problem.source.text[span.start : span.end] == marked
    assert rows_of(made) == {"suivante": "VARCHAR"}
    assert "  # À REMPLIR : " in made.pack
    assert "\n  # - id: OPT-001\n" in made.pack
    assert "\n  - id: OPT-002\n" in made.pack


def test_a_condition_is_no_yes_and_no_no() -> None:
    made = imported(f"{HEAD}{UNIT};code;;VARCHAR (=3);Oui si avance\n")
    assert [each.message.fr[:17] for each in made.problems()] == ["« Oui si avance »"]
    assert rows_of(made) == {"code": "VARCHAR (=3) ou null"}
    assert "« Oui si avance »" in made.pack
    assert "  #   when: À REMPLIR\n  #   assert: value != null\n" in made.pack


@pytest.mark.parametrize(
    ("lines", "expected", "problems", "notes"),
    [
        # Below another, empty or saying nothing: what is supposed is told.
        (["A;a;Non", ";b;", ";c;"], "a? b? c?", ["Case vide (b, c) : elle est lue comme celle du dessus"], []),
        (["A;a;Oui", ";b;", ";c;Oui"], "a b c", ["Case vide (b) : obligatoire, suppose-t-on"], []),
        (["A;a;Non", "B;b;", ";c;Oui"], "a? b c", ["Case vide (b) : obligatoire, suppose-t-on"], []),
        (["A;a;Oui", ";b;", ";c;Non", ";d;"], "a b c? d?", ["Case vide (b)", "Case vide (d)"], []),
        (["A;a;N/A", ";b;-", ";c;N/A", ";d;Oui"], "a? b? c? d", ["« N/A » ne dit ni oui ni non (a, c)", "« - » ne dit"], []),
        (["A;a;Oui", ";b;Peut-être"], "a b?", ["n'est ni oui ni non"], []),
        # Merged as the blocs are: sure, and told.
        (["A;a;Non", ";b;", "B;c;Oui", ";d;"], "a? b? c d", [], ["Lues facultatives : b.", "Lues obligatoires : d."]),
        # Words that are no case.
        (["A;a;Oui (1)", ";b;facultatif (2)", ";c;Oui*", ";d;Recommandé"], "a b? c d?", [],
         ["« Oui (1) » : la note", "« facultatif (2) »", "« Oui* »", "« Recommandé » est lu comme « Non »"]),
        (["A;a;", ";b;"], "a b", [], ["est vide : elles le sont toutes"]),
        # Near misses: all filled; a format that says it.
        (["A;a;Oui", ";b;Facultative"], "a b?", [], []),
        (["A;a;Oui", ";b;Non", ";null;"], "a b?", [], []),
    ],
)  # fmt: skip
def test_a_cell_that_does_not_say_whether_a_balise_is_required_is_told(
    lines: list[str], expected: str, problems: list[str], notes: list[str]
) -> None:
    cut = [line.split(";") for line in lines]
    rows = [
        f"{'' if bloc == '' else 'Bloc ' + bloc * 3};{'vide' if name == 'null' else name};;"
        f"{'Toujours la valeur : null' if name == 'null' else 'VARCHAR (=3)'};{said}\n"
        for bloc, name, said in cut
    ]
    made = imported(HEAD + "".join(rows), shared)
    found = {name.split(".")[-1]: asked for name, asked in rows_of(made).items() if name != "vide"}
    assert (
        " ".join(name + "?" * asked.endswith("null") for name, asked in found.items()) == expected
    )
    told = [each.message.fr for each in made.problems()]
    assert [words in each for words, each in zip(problems, told, strict=True)] == [True] * len(told)
    told = [each.message.fr for each in made.table.notes if "Le bloc" not in each.message.fr]
    assert [words in each for words, each in zip(notes, told, strict=True)] == [True] * len(told)


@pytest.mark.parametrize(
    ("old", "new", "is_told"),
    [
        ("", "", True),
        ("  # - id: OPT-013", "  - id: OPT-013", False),
        ("(=3) ou null\n", "(=3)\n    when: numeroASP != null\n", False),
        # Near misses: another balise, no condition, what asks for nothing.
        ("{proposed}", "", True),
        ("rules:\n", "rules:\n{row}    balise: numeroASP\n    assert: value != null\n    when: code != null\n", True),
        ("rules:\n", "rules:\n{row}    balise: code\n    assert: value != null\n", True),
        ("    format: VARCHAR (=3) ou null", "    when: numeroASP != null\n    format: VARCHAR (=3) ou null", True),
    ],
)  # fmt: skip
def test_a_condition_is_told_until_a_rule_asks_for_it(
    here: Path, old: str, new: str, is_told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*made_pack(here, f"{UNIT};code;;VARCHAR (=3);Oui si avance\n"), "--write"]
    assert run(*arguments) == 1
    path = here / "r" / "opt-abc-va1-solde.yaml"
    text = path.read_text(encoding="utf-8")
    row = "  - id: OPT-500\n    stage: demande\n    title: T\n    source: §1\n    message: {fr: F., en: E.}\n    examples: {pass: [{}], fail: ['null']}\n"
    if old == "{proposed}":
        old = re.findall("\n  # code est obligatoire dans(?:\n  #.*|.)*\n", text)[0]
    assert old in text
    changed = text.replace(old, new.replace("{row}", row), 1) if old else text
    if old.startswith("  # - id"):
        at = changed.index("  - id: OPT-013")
        before, rest = changed[:at], changed[at:].split("\n\n", 1)
        bare = re.sub("(?m)^  # ", "  ", rest[0]).replace("À REMPLIR", "numeroASP != null")
        changed = before + bare + "\n\n" + rest[1]
    path.write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert run(*arguments) == is_told
    told = capsys.readouterr().out
    assert ("n'est ni oui ni non" in told) is is_told
    # Where the rule proposed is gone, nothing says that it is there.
    assert ("proposée en commentaire" in told) is (is_told and "#   when: À REMPLIR" in changed)


def test_a_row_that_the_pack_has_already_is_not_written_again_and_another_replaces_it() -> None:
    made = imported(f"{HEAD}{FILE};numeroAns;;VARCHAR (=10);\n{FILE};SIRET;;VARCHAR (=15);\n")
    assert "numeroAns — déjà contrôlée par ENT-002 (commun)" in made.pack
    told = counts.already(made)
    assert told is not None
    assert told.fr == "Déjà contrôlées : numeroAns (ENT-002)."
    assert counts.already(imported(f"{HEAD}{UNIT};code;;LIEN;Oui\n")) is None
    assert "- replace: ENT-003" in made.pack
    assert "- id:" not in made.pack


def test_a_format_that_another_rule_asks_for_is_told_without_quotes_in_quotes(here: Path) -> None:
    arguments = made_pack(here, f"{UNIT};typeFichier;;« VA », « DEVIS »;\n")
    files = library.files(["r"])
    asked = Asked(Source("t.csv", (here / "t.csv").read_bytes()), pack=arguments[-1], prefix="OPT")
    (problem,) = Import(asked, files, read_all(files), settings_of("tableau")).problems()
    assert problem.message.fr == (
        "OPT-008 demande déjà « VARCHAR (<=20) » pour cette balise, le tableau « VA », « DEVIS » : "
        "gardez celui des deux qui est juste."
    )
    assert "the table for « VA », « DEVIS »: keep" in problem.message.en


def test_the_format_of_the_table_comes_with_its_examples_where_a_rule_asks_for_another(
    here: Path,
) -> None:
    arguments = [*made_pack(here, f"{UNIT};typeFichier;;« VA », « DEVIS »;Oui\n"), "--write"]
    assert run(*arguments) == 1
    path = here / "r" / "opt-abc-va1-solde.yaml"
    text = path.read_text(encoding="utf-8")
    assert "\n  # Si le tableau a raison, écrivez dans OPT-008 le format et les exemples" in text
    (asked,) = re.findall("\n  #   (format: .*« DEVIS ».*)", text)
    (proof,) = re.findall("\n  #   (examples: .*)  # À REMPLIR\n", text)
    assert run(*arguments) == 1
    assert path.read_text(encoding="utf-8") == text
    # Written where it belongs, it is proved, and the comment goes.
    row = re.search("  - id: OPT-008\n(?:    .*\n)*", text)
    assert row is not None
    mended = re.sub("format: .*", asked, row[0])
    mended = re.sub("examples: .*", lambda _: proof, mended)
    path.write_text(text.replace(row[0], mended), encoding="utf-8")
    assert run(*arguments) == 0
    assert "  # À REMPLIR\n" not in path.read_text(encoding="utf-8")


def test_a_balise_that_rules_cannot_tell_apart_is_said() -> None:
    made = imported(f"{HEAD}{UNIT};code;;VARCHAR;Oui\nEnvoi;code;;LIEN;Oui\n;a;;LIEN;Oui\n")
    (problem,) = made.problems()
    assert problem.message.fr.startswith("Aucune règle n'est faite de « code »")
    assert rows_of(made) == {"envoi.code": "LIEN", "a": "LIEN"}


def test_a_balise_twice_in_a_bloc_is_said() -> None:
    made = imported(f"{HEAD}A;code;;VARCHAR;\nA;code;;LIEN;\n")
    assert [each.message.fr for each in made.problems()] == [
        "« code » est déjà à la ligne 2, dans le même bloc."
    ]


# --- the model -------------------------------------------------------------------------------------


def paths(made: Import) -> list[str]:
    return [
        ".".join(each.path()) + ("[]" if each.kind == "list" else "")
        for each in made.target.top.every()
    ][4:]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f"{UNIT};code;;LIEN;", ["lignesImport.numLigne", "lignesImport.code"]),
        (f"{FILE};code;;LIEN;", ["lignesImport.numLigne", "code"]),
        ("Commande;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.commande", "lignesImport.commande.code"]),
        ("Informations sur la commande;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.commande", "lignesImport.commande.code"]),
        ("Adresse de l'envoi;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.adresseEnvoi", "lignesImport.adresseEnvoi.code"]),
        ("Code;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.code"]),
        ("Pièces;pieces;;N/A;N/A\nPièces;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.pieces[]", "lignesImport.pieces.code"]),
        ("Clients;clients;;Liste de LIEN;", ["lignesImport.numLigne", "lignesImport.clients[]"]),
        ("Clients;clients;;Liste de LIEN;Non", ["lignesImport.numLigne", "lignesImport.clients"]),
        ("identFacture;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.identFacture", "lignesImport.identFacture.code"]),
        ("Bloc identFacture;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.identFacture", "lignesImport.identFacture.code"]),
        ("lignesImport;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.code"]),
        *((f"{words};code;;LIEN;\n;nom;;LIEN;", ["lignesImport.numLigne", "lignesImport.clients[]", "lignesImport.clients.code", "lignesImport.clients.nom"])
          for words in ("Clients (1 à n)", "CLIENTS (0 À N)", "Clients (1..n)", "Clients (liste)", "Clients []", "clients[]", "Liste de clients", "Liste des clients", "liste des clients (1 à n)",
                        "Clients (1 à 20)", "Clients [1-n]", "Clients (0..n)", "Clients [0..*]", "Clients (1–20)", "Clients (1, n)", "Clients (10 à 20)", "Clients (0:N)")),
        *((f"{words};code;;LIEN;\n;nom;;LIEN;", ["lignesImport.numLigne", "lignesImport.clients", "lignesImport.clients.code", "lignesImport.clients.nom"])
          for words in ("Clients (0 à 1)", "Clients (1..1)", "Clients [0-1]", "Clients")),
        # A bloc in another, which has lines of its own or has not, before or after.
        *((f"Commande;numero;;LIEN;\n{words};code;;LIEN;\n;nom;;LIEN;", ["lignesImport.numLigne", "lignesImport.commande", "lignesImport.commande.numero", "lignesImport.commande.lots[]", "lignesImport.commande.lots.code", "lignesImport.commande.lots.nom"])
          for words in ("commande.lots[]", "Commande > Lots (1 à n)", "Commande / Lots (1 à n)", "Commande → liste des lots", "lignesImport.commande.lots[]", "Sous-bloc : Lots (1 à n)", "Commande › Lots [1-n]")),
        ("commande.lots[];code;;LIEN;\nCommande;numero;;LIEN;", ["lignesImport.numLigne", "lignesImport.commande", "lignesImport.commande.lots[]", "lignesImport.commande.lots.code", "lignesImport.commande.numero"]),
        ("Envois (1 à n) > Colis (1 à n);code;;LIEN;\nEnvois;numero;;LIEN;", ["lignesImport.numLigne", "lignesImport.envois[]", "lignesImport.envois.colis[]", "lignesImport.envois.colis.code", "lignesImport.envois.numero"]),
        ("Commande;numero;;LIEN;\nCommande > Lots;lots;;N/A;N/A\n;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.commande", "lignesImport.commande.numero", "lignesImport.commande.lots[]", "lignesImport.commande.lots.code"]),
        ("Commande > Lots;lots;;Liste de LIEN;", ["lignesImport.numLigne", "lignesImport.commande", "lignesImport.commande.lots[]"]),
        # Near misses.
        ("Facture / avoir;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.factureAvoir", "lignesImport.factureAvoir.code"]),
        ("Réf. commande;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.refCommande", "lignesImport.refCommande.code"]),
        ("> Lots;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.lots", "lignesImport.lots.code"]),
        ("Clients (2);code;;LIEN;", ["lignesImport.numLigne", "lignesImport.clients2", "lignesImport.clients2.code"]),
        ("Liste;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.liste", "lignesImport.liste.code"]),
        ("Liste des clients;clients;;Liste de LIEN;", ["lignesImport.numLigne", "lignesImport.clients[]"]),
        ("Pièces (1 à n);pieces;;N/A;N/A\n;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.pieces[]", "lignesImport.pieces.code"]),
        ("Lignes import;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.code"]),
        ("INFOS;code;;LIEN;", ["lignesImport.numLigne", "lignesImport.infos", "lignesImport.infos.code"]),
        # The model has this balise: no object is made for its bloc.
        ("Entreprise;SIRET;;VARCHAR (=14);", ["lignesImport.numLigne"]),
        *((f"{words};SIRET;;VARCHAR (=14);\n{words};numLigne;;INTEGER;\n{words};code;;LIEN;", ["lignesImport.numLigne", "code"])
          for words in ("Entête", "En-tête", "Entête JSON", "EN-TÊTE DU FICHIER", "Entête du fichier JSON")),
        ("A;code;;LIEN;\nA;x;;LIEN;\nB;code;;LIEN;\nB;y;;LIEN;", ["lignesImport.numLigne", "lignesImport.a", "lignesImport.a.code", "lignesImport.a.x", "lignesImport.b", "lignesImport.b.code", "lignesImport.b.y"]),
    ],
)  # fmt: skip
def test_a_bloc_has_its_place_in_the_model(lines: str, expected: list[str]) -> None:
    made = imported(HEAD + lines + "\n")
    assert paths(made) == expected
    assert made.problems() == []


@pytest.mark.parametrize(
    ("bloc", "said"),
    [
        ("ligneImport", " Vouliez-vous dire « lignesImport » ?"),
        ("identFacture", "« identFacture » devient un objet de ce nom : vérifiez ce nom sur le modèle JSON de l'ASP."),
        ("Lots (1 à 20)", "Le nombre d'éléments, 1 à 20, n'est pas contrôlé : écrivez-en une règle, avec count(lots)."),
        ("Lots (1 à 10)", "Le nombre d'éléments, 1 à 10, n'est pas contrôlé : écrivez-en une règle, avec count(lots)."),
        ("Lots (1 à n)", "« Lots » devient la liste « lots » : vérifiez ce nom sur le modèle JSON de l'ASP."),
        ("Lots (max 20)", "S'il vient plusieurs fois, écrivez (1 à n) après ce nom ; sinon, ôtez-en les chiffres et les crochets."),
        ("Facture", "« Facture » devient l'objet « facture » : vérifiez ce nom sur le modèle JSON de l'ASP."),
    ],
)  # fmt: skip
def test_a_bloc_near_one_of_the_model_proposes_it(bloc: str, said: str) -> None:
    (note,) = noted(imported(f"{HEAD}{bloc};code;;LIEN;\n"))
    assert note.fr.endswith(said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{FILE};numeroAnz;;LIEN;", "Le modèle n'a pas de « numeroAnz ». Vouliez-vous dire « numeroAns » ? Si oui,"),
        (f"{FILE};Siret;;LIEN;", "Vouliez-vous dire « SIRET » ?"),
        (f"{UNIT};SIRET;;VARCHAR (=14);", "Le tableau met « SIRET » dans « Entête demande », le modèle l'a en haut : elle y reste."),
        (f"{FILE};numLigne;;LIEN;", "le modèle l'a dans « lignesImport » : elle y reste."),
        ("identSociete;SIRET;;VARCHAR (=14);", "dans « identSociete », le modèle l'a en haut"),
        # Near misses: in its place, in a bloc that only words name, near one that the table has too.
        (f"{FILE};SIRET;;VARCHAR (=14);", ""),
        ("Entreprise;SIRET;;VARCHAR (=14);", ""),
        (f"{UNIT};code;;LIEN;", ""),
        (f"{FILE};numeroAns;;VARCHAR (=10);\n;numeroAnz;;LIEN;", ""),
    ],
)  # fmt: skip
def test_a_balise_that_the_model_spells_or_places_otherwise_is_told(line: str, said: str) -> None:
    notes = [each.fr for each in noted(imported(f"{HEAD}{line}\n"))]
    assert [said in each for each in notes] == [True] * bool(said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("libelléCode", "« libelléCode » : le nom d'une balise n'a, presque toujours, que des lettres sans accent et des chiffres. Vérifiez-le sur le modèle JSON de l'ASP : libelleCode ?"),
        ("libelle_code", "modèle JSON de l'ASP : libelleCode ?"),
        ("_", "modèle JSON de l'ASP."),
        ("_1", "modèle JSON de l'ASP."),
        # Near misses: letters and digits; near one of the model, which is told instead.
        ("libelleCode2", ""),
        ("numeroÀns", "Vouliez-vous dire « numeroAns »"),
    ],
)  # fmt: skip
def test_a_name_that_json_seldom_has_is_told(name: str, said: str) -> None:
    notes = [each.fr for each in noted(imported(f"{HEAD}{UNIT};{name};;VARCHAR (=3);\n"))]
    assert [each.endswith(said) or said in each for each in notes] == [True] * bool(said)


@pytest.mark.parametrize(
    ("line", "is_note"),
    [
        (";(2) voir annexe;;;", True),
        ("[12] voir annexe;;;;", True),
        (";* voir annexe;;;", True),
        (";(2);voir annexe;;", True),
        # Near misses: no words, a format, a bloc of that name, a balise.
        (";(2);;;", False),
        (";*code;;VARCHAR (=3);Oui", False),
        ("(2) Entreprise;code;;VARCHAR (=3);Oui", False),
        (";code*;;;", False),
        (";*code;Ce code;;", False),
    ],
)
def test_a_footnote_is_told_and_makes_no_row(line: str, is_note: bool) -> None:
    found = table(f"{HEAD}{UNIT};un;;VARCHAR;\n{line}\n;suivante;;VARCHAR;\n")
    said = [each.message.fr for each in found.notes if "note de bas" in each.message.fr]
    assert bool(said) is is_note
    names = [each["balise"].word for each in found.lines]
    assert (names == ["un", "suivante"]) is is_note
    if is_note:
        assert found.lines[1]["bloc"].line == UNIT
        assert found.lines[0]["description"].line == ""


def test_balises_of_one_name_are_told_apart_by_their_bloc() -> None:
    made = imported(
        f"{HEAD}Commande;date;;LIEN;\n;a;;LIEN;\nFacture;date;;LIEN;\n;b;;LIEN;\nPièces;pieces;;N/A;\n;date;;LIEN;\n"
    )
    assert [draft.balise for draft in made.drafts] == [
        "commande.date",
        "a",
        "facture.date",
        "b",
        "piece.date",
    ]


MODEL = """\
model: opt
title: Le mien   # à moi
unit: demande
balises:
  impId: value
  numeroAns: value
  SIRET: value
  lignesImport:
    list of: demande
    balises:
      numLigne: value
      # de quoi payer
      facture: {balises: {numero: value}}   # court
      pieces:
        list of: pièce
        balises:
          nom: value   # le nom

# la fin
"""


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        # The bloc was named in words, written, and then corrected in the table.
        ("Paiement;numero;;LIEN;\n", ["Le bloc « Paiement » du tableau serait l'objet « paiement » ; le modèle a « numero » dans « lignesImport.facture »"]),
        ("Paiement;numero;;LIEN;\n;adresse2;;LIEN;\n", ["Le bloc « Paiement »"]),
        ("paiement;numero;;LIEN;\n;adresse2;;LIEN;\n", ["Le tableau met numero, adresse2 dans « paiement », le modèle les a dans « lignesImport.facture »"]),
        # A name that was misspelt, written, and then corrected.
        ("Facture;nomPraticien;;LIEN;\n", ["Le modèle a aussi « nomPraticein », dans le même bloc, et le tableau ne l'a pas."]),
        ("Facture;siretClient;;LIEN;\n", ["Le modèle a aussi « sirretClient »"]),
        # Near misses: the same words, the same balises, other letters or one more at the end.
        ("Facture du client;numero;;LIEN;\n", []),
        ("Facture;nomPraticien;;LIEN;\n;nomPraticein;;LIEN;\n", []),
        ("Facture;adresse1;;LIEN;\n", []),
        (f"{UNIT};numLigne;;LIEN;\n", []),
        ("Autre chose;numLigne;;LIEN;\n", []),
    ],
)  # fmt: skip
def test_what_an_earlier_table_left_in_the_model_is_told(
    tmp_path: Path, lines: str, said: list[str]
) -> None:
    names = "numero nomPraticien nomPraticein siretClient sirretClient adresse1 adresse2 adresse1s"
    members = ", ".join(f"{name}: value" for name in names.split())
    path = tmp_path / "modele-opt.yaml"
    text = MODEL.replace("numero: value", members)
    files = [*ours()[0], (str(path), text.encode())]
    asked = Asked(Source("t.csv", (HEAD + lines).encode()), prefix="OPT", model=str(path))
    made = Import(asked, files, read_all(files), settings_of("tableau"))
    notes = noted(made)
    assert [words in note.fr for words, note in zip(said, notes, strict=True)] == [True] * len(said)
    assert all(note.en for note in notes)


def test_a_model_is_completed_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "modele-opt.yaml"
    path.write_text(MODEL, encoding="utf-8")
    files = [*ours()[0], (str(path), MODEL.encode())]
    text = f"{HEAD}Facture;numero;;VARCHAR;\n;total;;FLOAT;\nPièces;nom;;VARCHAR;\n;octets;;INTEGER;\n{FILE};fin;;LIEN;\nEnvoi;jour;;LIEN;\n;lieux;;Liste de VARCHAR;\n"
    asked = Asked(Source("t.csv", text.encode()), prefix="OPT", model=str(path))
    made = Import(asked, files, read_all(files), settings_of("tableau"))
    new = made.target.model_text.splitlines()
    assert [line for line in MODEL.splitlines() if line not in new] == [
        "      facture: {balises: {numero: value}}   # court"
    ]
    assert "      facture: {balises: {numero: value, total: value}}   # court" in new
    at = new.index("          nom: value   # le nom")
    assert new[at + 1 : at + 8] == [
        "          octets: value",
        "      envoi:",
        "        balises:",
        "          jour: value",
        "          lieux:",
        "            list of: lieu",
        "  fin: value",
    ]


def test_a_balise_that_the_model_of_a_pack_does_not_have_is_said() -> None:
    made = imported(
        f"{HEAD}{UNIT};inconnue;;LIEN;\n", pack="bio-loinc-va1-solde", model=None, output=None
    )
    assert ["n'est pas dans le modèle « bio »" in each.message.fr for each in made.problems()] == [
        True
    ]
    assert "# - id: OPT-001" in made.rows


# --- the guide's own table -------------------------------------------------------------------------

#: §3.2 of the guide, the descriptions left out; cells as a copy from the PDF gives them.
GUIDE = """\
Bloc;Nom de la balise;Description;Format;Obligatoire ?
"Entête fichier
JSON";impId;Reste vide;Toujours la valeur : null;
"Entête fichier
JSON";numeroAns;Donné par l'ANS;"VARCHAR
(=10)";Obligatoire
"Entête fichier
JSON";SIRET;Le fournisseur;"VARCHAR
(=14)";Obligatoire
"Entête fichier
JSON";lignesImport;Les demandes;N/A;N/A
Entête demande;numLigne;De 1 en 1;INTEGER (MAX 200);Obligatoire
Entête demande;typeAction;Création;« C »;Obligatoire
Entête demande;numeroASP;Celui de l'avance;VARCHAR (=12);Obligatoire
Entête demande;numeroEditeur;Relie aux pièces;VARCHAR (=5);Obligatoire
Facture;dateFacture;Sur la facture;"VARCHAR (format
« JJ/MM/AAAA »)";Obligatoire
Facture;montantSegurHTFacture;Hors taxe;"FLOAT (2 chiffres
après le point)";Obligatoire
Bénéficiaires;beneficiaires;Les établissements;Liste de VARCHAR (=9);Obligatoire
"Pièces
justificatives";piecesJustificatives;Les pièces;N/A;N/A
"Pièces
justificatives";nomFichier;Voir 3.3;"VARCHAR
(<50)";Obligatoire
"Pièces
justificatives";formatFichier;Son format;"« PDF », « PNG »,
« JPG »";Obligatoire
"Pièces
justificatives";typeFichier;Son type;"« FACTURE », « VA »
« CTX »";Obligatoire
lienCompteRendu;lienCompteRendu;Sans objet ici;Toujours la valeur : null;
"Scénario
d’installation";isDirectToDMP;Sans objet ici;false;Obligatoire
"Scénario
d’installation";identDMP;Sans objet ici;Toujours la valeur : null;
"Scénario
d’installation";isDirectToMSSPro;Sans objet ici;false;Obligatoire
"Scénario
d’installation";adresseBoiteMSSPro;Sans objet ici;Toujours la valeur : null;
"Scénario
d’installation";isDirectToMSSCitoyen;Sans objet ici;false;Obligatoire
"Scénario
d’installation";adresseBoiteMSSCitoyen;Sans objet ici;Toujours la valeur : null;
"Informations
traitement de la
demande";codeTraitement;À l'ASP;Toujours la valeur : null;
"Informations
traitement de la
demande";libelleTraitement;À l'ASP;Toujours la valeur : null;
"""


def test_the_guide_s_own_table_gives_the_formats_of_our_pack() -> None:
    made = imported(GUIDE)
    assert made.problems() == []
    _, rules = ours()
    (flat,) = [flat for flat, _ in rules.compiled if flat.own.name == "bio-loinc-va1-solde"]
    theirs = {
        row.fields["balise"].text: controlled.meaning(notation.parse(row.fields["format"].text))
        for row in flat.rows
        if "format" in row.fields
    }
    read = {
        draft.balise: controlled.meaning(draft.entry.notation)
        for draft in made.drafts
        if draft.entry.notation is not None
    }
    assert set(read) == set(theirs)
    # The guide's prose says more of the types: CT1, CT2… where several catalogues are told apart.
    assert [name for name in read if read[name] != theirs[name]] == ["typeFichier"]


def test_the_guide_s_own_table_gives_the_shape_of_our_model() -> None:
    made = imported(GUIDE)
    (bio,) = [each for each in made.target.known if each.name == "bio"]
    ours_ = {each.path(): each.kind for each in bio.layouts["nested"].every()}
    read = {each.path(): each.kind for each in made.target.top.every()}
    assert list(read) == list(ours_)
    # A list there in other software of the couloir.
    assert [path[-1] for path in read if read[path] != ours_[path]] == ["identDMP"]
    assert made.table.notes != []  # the names of objects are to be checked


def test_the_guide_s_own_table_has_nothing_to_add_to_our_pack() -> None:
    made = imported(
        GUIDE.replace("« VA »\n« CTX »", "« VA », « CTX », « CT1 », « CT2 »…"),
        pack="bio-loinc-va1-solde",
        model=None,
        output=None,
    )
    assert [(draft.balise, draft.already) for draft in made.drafts if not draft.already] == []
    assert made.rows == "rules:\n"


# --- what is written holds -------------------------------------------------------------------------

#: What stands in cells: formats, halves of formats, words of the table, anything.
WORDS = st.sampled_from(
    [
        "VARCHAR",
        "VARCHAR (=10)",
        "VARCHAR (<3)",
        "(=4)",
        "« A », « B »",
        "“A”",
        "Liste de VARCHAR (=9)",
        "Liste de LIEN ou null",
        "INTEGER (MAX 3)",
        "FLOAT (2 chiffres après le point)",
        "FLOAT (0 chiffres après le point)",
        "BOOLEAN",
        "false",
        "N/A",
        "Toujours la valeur : null",
        "Toujours la valeur : « {x} »",
        "VARCHAR (type « X{y} »)",
        "VARCHAR (format « JJ/MM/AAAA »)",
        "« CT1 »…",
        '« é"# »',
        "LIEN",
        "Oui",
        "Non",
        "",
        "numLigne",
        "lignesImport",
        "impId",
        "value",
        "demande",
        "fichier",
        "code",
        "null",
        FILE,
        UNIT,
        "Commande",
        "lot",
        "nom",
        "position",
    ]
)
CELLS = st.one_of(
    WORDS, WORDS, WORDS, st.text(max_size=8), st.text("XAB«»\"“(=<1: #'{}…\n", max_size=12)
)
LINES = st.lists(st.lists(CELLS, min_size=5, max_size=6), max_size=7)


@settings(max_examples=40)
@given(
    LINES,
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.booleans(),
)
def test_any_table_gives_rows_that_compile_or_a_sentence(
    lines: list[list[str]], delimiter: str, encoding: str, quoted: bool
) -> None:
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    writer.writerow(["Bloc", "Nom de la balise", "Description", "Format", "Obligatoire ?"])
    writer.writerows(lines)
    try:
        made = imported(out.getvalue().encode(encoding, "replace"), shared)
    except SegurLintError as refused:
        said = {refused.render("fr"), refused.render("en")}
        assert len(said) == 2  # a sentence is one of the two good answers
        return
    for error in [*made.problems(), *made.table.notes]:
        assert error.render("fr")
        assert error.render("en")
    files = [
        *shared()[0],
        ("m.yaml", made.target.model_text.encode()),
        ("opt.yaml", made.pack.encode()),
    ]
    (program,) = [each for each in compile_all(files) if each["pack"] == "opt"]
    live = [draft for draft in made.drafts if draft.is_live and not draft.replaces]
    assert [rule["id"] for rule in program["rules"] if rule["id"].startswith("OPT")] == [
        draft.id for draft in live
    ]
    left = [draft for draft in made.drafts if not draft.is_live and not draft.already]
    assert all(f"# - id: {draft.id}" in made.pack for draft in left)
    assert all(draft.entry.problems for draft in left)


@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_a_sentence(data: bytes) -> None:
    with contextlib.suppress(SegurLintError):
        assert imported(HEAD.encode() + data, shared).pack


NOTATIONS = [
    "VARCHAR", "VARCHAR (=1)", "VARCHAR (=10)", "VARCHAR (<50)", "VARCHAR (<=2)", "VARCHAR (>3)", "VARCHAR (>=2)", "VARCHAR (format « JJ/MM/AAAA »)",
    "VARCHAR (format « AAAA-MM-JJ »)", "VARCHAR (format « hh:mm »)", "VARCHAR (type « X »)", "VARCHAR (type « AB-XXX »)", "INTEGER", "INTEGER (MAX 200)", "INTEGER (MIN 5, MAX 7)",
    "INTEGER (MAX -3)", "FLOAT", "FLOAT (1 chiffre après le point)", "FLOAT (0 chiffres après le point)", "BOOLEAN", "Liste de VARCHAR (=9)", "Liste de INTEGER", "Toujours la valeur : null", "false",
    "« C »", "« é\" »", "« A », « B »", "« 1 »", "« CT1 »…", "ADRESSE ÉLECTRONIQUE", "LIEN", "VARCHAR (=3) ou null", "Liste de BOOLEAN ou null",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTATIONS)
def test_a_format_has_examples_that_its_predicate_takes_and_others(text: str) -> None:
    plain = notation.parse(text).plain()
    good, bad = examplevalues.examples(plain)
    assert good
    assert len(bad) >= 2
    wrong = formats.whole(plain)
    assert [wrong(examplevalues.value(each)) for each in good] == [None] * len(good)
    assert None not in [wrong(examplevalues.value(each)) for each in bad]


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("INTEGER (MIN 0, MAX 30) ou null", [], ["-1", "31"]),
        ("INTEGER (MIN 0)", ["0"], ["-1"]),
        ("INTEGER (MAX 0)", ["0"], ["1"]),
        ("« A », « B », « C », « D » ou null", ['"A"', "null", '"B"', '"C"', '"D"'], []),
        ("« CT1 »", ['"CT1"'], ['"CT2"']),
        ("« CT1 »…", ['"CT1"', '"CT2"'], []),
        ("VARCHAR (format « hh:mm »)", ['"10:30"'], ['"10_30"']),
        ("VARCHAR (format « AAAA »)", ['"2024"'], ['"ABCD"']),
    ],
)  # fmt: skip
def test_examples_are_those_that_prove_a_format(text: str, good: list[str], bad: list[str]) -> None:
    passing, failing = examplevalues.examples(notation.parse(text).plain())
    assert set(good) <= set(passing)
    assert set(bad) <= set(failing)
    assert passing[0] != "null"


@given(st.text('VARCHINTEGLIST de(=<>1209)« »"XJM/A:null…,', max_size=30))
def test_whatever_format_is_read_examples_are_what_they_say(text: str) -> None:
    try:
        plain = notation.parse(text).plain()
    except NotationError:
        return
    good, bad = examplevalues.examples(plain)
    with contextlib.suppress(OverflowError):
        wrong = formats.whole(plain)
        assert all(wrong(examplevalues.value(each)) is None for each in good)
        assert all(wrong(examplevalues.value(each)) for each in bad)


@given(st.text())
def test_a_text_written_as_yaml_is_read_as_it_was(text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        return
    root = load(
        Source("x.yaml", f"key: {scalar(text)}\n{chr(10).join(comment(text, '  '))}\n".encode())
    )
    found = root.get("key")  # type: ignore[union-attr]  # a map
    assert isinstance(found, YText)
    assert found.value == text


def test_a_template_is_filled_with_its_words() -> None:
    assert fill("{{nom}}-{{nom:lower}} {x}", {"nom": "AB"}) == "AB-ab {x}"
    assert Cell("ab", [4, 5], 6).span(2) == Span(6, 7)


# --- the command -----------------------------------------------------------------------------------


def run(*arguments: str) -> int:
    return main(["rules", "import-table", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guide.csv").write_text(GUIDE, encoding="utf-8")
    return tmp_path


ALL = [
    "--output",
    "r/opt-va1.yaml",
    "--pack",
    "opt-va1",
    "--model",
    "r/modele-opt.yaml",
    "--sample",
    f"r/exemples/{SAMPLE}",
]


def test_a_table_makes_a_pack_whose_examples_hold_and_again_changes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("guide.csv", *ALL) == 0
    assert "24 balises" not in capsys.readouterr().err
    (pack,) = [each for each in library.load(["r"], cache=False) if each.name == "opt-va1"]
    assert [(each.rule, each.text, each.fault) for each in ruletest.run(pack) if each.fault] == []
    report = Linter("opt-va1", rules=["r"], cache=False).check_file(f"r/exemples/{SAMPLE}")
    assert [each.rule for each in report.findings if each.severity == "error"] == []
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert run("guide.csv", "--rules", "r", *ALL) == 0
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_a_new_line_of_the_table_is_added_to_all_three_files(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("guide.csv", *ALL) == 0
    (here / "guide.csv").write_text(
        GUIDE + "Facture;numeroFacture;;VARCHAR (<=20);Non\n", encoding="utf-8"
    )
    old = (here / "r" / "opt-va1.yaml").read_text(encoding="utf-8")
    assert run("guide.csv", "--rules", "r", *ALL) == 0
    assert "1 règle nouvelle" in capsys.readouterr().out
    new = (here / "r" / "opt-va1.yaml").read_text(encoding="utf-8")
    assert new.startswith(old.rstrip("\n"))
    assert "balise: numeroFacture" in new
    (pack,) = [each for each in library.load(["r"], cache=False) if each.name == "opt-va1"]
    assert [each.fault for each in ruletest.run(pack) if each.fault] == []


def test_rows_alone_go_to_the_output_and_what_is_told_beside(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("guide.csv", "--prefix", "OPT", "--first", "7", "--source", "§3.2") == 0
    out, err = capsys.readouterr()
    load(Source("rows.yaml", out.encode()))
    assert "- id: OPT-007" in out
    assert "source: §3.2\n" in out
    assert "nouvelle" in err
    assert sorted(os.listdir(here)) == ["guide.csv"]


def test_nothing_is_left_where_one_file_cannot_be_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "r" / "exemples" / SAMPLE).mkdir(parents=True)
    assert run("guide.csv", *ALL) == 2
    assert f"{SAMPLE} »" in capsys.readouterr().err
    assert list(here.rglob("*.yaml")) == []


def test_a_new_pack_is_completed_in_its_own_files(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "new", "--couloir", "OPT", "--logiciel", "ABC", "--output", "r"]) == 0
    text = GUIDE.replace("Facture;", "Commande;") + "Commande;remise;;POURCENT;Non\n"
    (here / "guide.csv").write_text(text, encoding="utf-8")
    assert run("guide.csv", "--rules", "r", "--pack", "opt-abc-va1-solde", "--write") == 1
    out = capsys.readouterr().out
    assert out.count("Complété : ") == 3
    assert ":18: (ligne 26 du tableur) Format : lu « POURCENT »" in out
    (pack,) = [
        each for each in library.load(["r"], cache=False) if each.name == "opt-abc-va1-solde"
    ]
    assert [each.fault for each in ruletest.run(pack) if each.fault] == []
    assert main(["rules", "check", "--rules", "r", "--pack", "opt-abc-va1-solde"]) == 0
    for path in here.glob("r/*.yaml"):
        assert laid_out(Source(str(path), path.read_bytes())) == path.read_text(encoding="utf-8")


def made_pack(here: Path, table: str) -> list[str]:
    """A new pack, a table beside it, and how that one is added to this."""
    assert main(["rules", "new", "--couloir", "OPT", "--logiciel", "ABC", "--output", "r"]) == 0
    (here / "t.csv").write_text(HEAD + table, encoding="utf-8")
    return ["t.csv", "--rules", "r", "--pack", "opt-abc-va1-solde"]


OLD = "Lot;un;;VARCHAR (=3);Oui\n;deux;;VARCHAR (=4);Oui\nEnvoi;un;;VARCHAR (=5);Oui\n;trois;;VARCHAR (=6);Oui\n"


@pytest.mark.parametrize(
    ("file", "new", "source", "gone"),
    [
        ("t.csv", OLD.replace(";deux;;VARCHAR (=4);Oui\n", ""), "", ["« deux »"]),
        ("v2.csv", OLD.replace(";deux;;VARCHAR (=4);Oui\n", ""), "", ["« deux »"]),
        ("t.csv", OLD.replace("Envoi;un;;VARCHAR (=5);Oui\n", "Envoi"), "", ["« un »"]),
        ("t.csv", f"{UNIT};autre;;LIEN;Oui\n", "", ["« un »", "« deux »", "« un »", "« trois »"]),
        # A row that a person gave the table's source.
        ("t.csv", OLD, "§1", ["« numeroASP »"]),
        # Near misses: all there, in another bloc, unreadable, in a table of other balises.
        ("t.csv", OLD, "", []),
        ("t.csv", OLD, "§2", []),
        ("t.csv", OLD.replace(";trois;", "Colis;trois;"), "", []),
        ("t.csv", OLD.replace("VARCHAR (=6)", "POURCENT"), "", []),
        ("autres.csv", f"{UNIT};autre;;LIEN;Oui\n", "", []),
    ],
)  # fmt: skip
def test_a_balise_that_the_table_has_no_more_is_told(
    here: Path,
    file: str,
    new: str,
    source: str,
    gone: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = made_pack(here, OLD)
    assert run(*arguments, "--write") == 0
    pack = here / "r" / "opt-abc-va1-solde.yaml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("supposé (guide BIO-LOINC, §3.2)", "§1", 1), encoding="utf-8")
    (here / file).write_text(HEAD + new, encoding="utf-8")
    capsys.readouterr()
    status = run(file, *arguments[1:], *(["--source", source] if source else []))
    told = capsys.readouterr().err
    found = re.findall("r/opt-abc-va1-solde.yaml:.*: (« .* ») n'est plus dans le tableau", told)
    assert found == gone
    assert status == bool(gone or "POURCENT" in new)
    assert f"à voir dans le tableau : {len(gone) + ('POURCENT' in new)}." in told


def test_a_list_in_a_bloc_is_in_all_three_files_and_its_examples_hold(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        "Commande;numero;;VARCHAR (=6);Oui\nCommande > Lots (1 à n);code;;VARCHAR (=3);Oui\n"
        ";nombre;;INTEGER (MIN 1);Non\n"
    )
    arguments = [*made_pack(here, lines), "--write"]
    assert run(*arguments) == 0
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    (sample,) = here.rglob(SAMPLE)
    (demande,) = json.loads(sample.read_text(encoding="utf-8"))["lignesImport"]
    assert [sorted(each) for each in demande["commande"]["lots"]] == [["code", "nombre"]]
    capsys.readouterr()
    assert main(["rules", "test", "--rules", "r", "--pack", "opt-abc-va1-solde"]) == 0
    assert run(*arguments) == 0
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before
    # Another place of the same list is told.
    (here / "t.csv").write_text(
        HEAD + lines.replace("Commande > Lots", "envoi.lots"), encoding="utf-8"
    )
    capsys.readouterr()
    assert run(*arguments) == 0
    told = capsys.readouterr().out
    assert (
        "met code, nombre dans « envoi.lots (1 à n) », le modèle les a dans « lignesImport.commande.lots »"
        in told
    )


def test_what_would_be_done_is_what_is_done(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = made_pack(here, f"{UNIT};code;;VARCHAR;\nFacture;remise;;POURCENT;Non\n")
    capsys.readouterr()
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert run(*arguments) == 1
    rows, tried = capsys.readouterr()
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before
    assert run(*arguments, "--write") == 1
    done, _ = capsys.readouterr()
    tried, end = tried.rsplit("\n", 2)[0], tried.splitlines()[-1]
    assert end == "Rien n'est écrit : --write le fait."
    assert tried.replace("Serait complété", "Complété") == done.rstrip("\n")
    assert done.count("Complété : ") == 3
    pack = (here / "r" / "opt-abc-va1-solde.yaml").read_text(encoding="utf-8")
    assert rows.removeprefix("rules:\n") in pack


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_in_comments_is_gone_once_its_cell_is_mended(
    here: Path, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = f"{UNIT};code;;VARCHAX;\n{UNIT};taux;;POURCENT;\n{UNIT};total;;FLOAT;\n"
    arguments = [*made_pack(here, lines), "--write"]
    path = here / "r" / "opt-abc-va1-solde.yaml"
    fresh = path.read_text(encoding="utf-8")
    path.write_bytes(fresh.replace("\n", end).encode())
    assert run(*arguments) == 1
    first = path.read_bytes().decode()
    assert "#   balise: code" in first
    (here / "t.csv").write_text(HEAD + lines.replace("VARCHAX", "VARCHAR"), encoding="utf-8")
    capsys.readouterr()
    assert run(*arguments) == 1
    assert "1 en commentaire retirée ;" in capsys.readouterr().out
    second = path.read_bytes().decode()
    assert "#   balise: code" not in second
    assert second.count("balise: code" + end) == 1
    assert second.count("#   balise: taux") == 1
    assert run(*arguments) == 1
    assert path.read_bytes().decode() == second
    (here / "t.csv").write_text(HEAD + "\n" + lines.replace("VARCHAX", "VARCHAR"), encoding="utf-8")
    assert run(*arguments) == 1
    third = path.read_bytes().decode()
    assert third.count("#   balise: taux") == 1  # on another line of the table now
    (here / "t.csv").write_text(
        HEAD + lines.replace("VARCHAX", "VARCHAR").replace("POURCENT", "BOOLEAN"), encoding="utf-8"
    )
    assert run(*arguments) == 0
    last = path.read_bytes().decode()
    assert "#   balise: taux" not in last
    asked = "# À REMPLIR : une règle par ligne du tableau du guide."
    assert last.count(asked) == fresh.count(asked)  # other comments stay
    if end == "\n":
        assert laid_out(Source(str(path), last.encode())) == last


def test_rows_in_comments_are_found_line_by_line_whatever_ends_lines() -> None:
    live = "pack: p\r\nrules:\n  # t.csv, ligne 3 — x\n  - id: A-001\n    balise: a\n"
    left = "  # t.csv, ligne 4 — x\r\n  #   balise: b\n  #   examples: {pass: [À REMPLIR]}\r\n"
    other = "  #   balise: c\r\n  #   examples: {pass: [À REMPLIR]}\r\n"
    source, removed = leftover.without(
        Source("p.yaml", (live + "\r\n" + left + other).encode()), lambda *_: True
    )
    assert removed == 1
    assert source.text == live + "\r\n" + other
    # A new row comes after the last one, not after what another line end would make of its line.
    text = "rules:\r\n- id: A-001\ntitle: T\nstatus: x\r\n"
    made, line = packfill.completed(Source("p.yaml", text.encode()), lambda _: ["- id: A-002"])
    assert made.splitlines()[line - 1] == "- id: A-002"
    assert made.index("A-002") < made.index("title")
    assert load(Source("p.yaml", made.encode()))


def test_what_a_table_does_not_say_is_proposed_and_holds_once_the_marks_are_taken_away(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        f"{UNIT};jour;;VARCHAR (format « JJ/MM/AAAA »);Oui\n;heure;;VARCHAR (format « hh:mm »);Oui\n"
        ";moment;;VARCHAR (format « AAAA-MM-JJ hh:mm »);Non\n;code;;VARCHAR (=3);Oui\n"
        ";total;;FLOAT (2 chiffres après le point);Oui\n;part;;FLOAT;Non\n"
    )
    arguments = [*made_pack(here, lines), "--write"]
    path = here / "r" / "opt-abc-va1-solde.yaml"
    fresh = path.read_text(encoding="utf-8")
    assert run(*arguments) == 0
    first = path.read_text(encoding="utf-8")
    asked = {'jour is_date(value, "JJ/MM/AAAA")', 'moment is_date(value, "AAAA-MM-JJ hh:mm")'}
    assert set(re.findall("  #   balise: (.*)\n  #   assert: (.*)", first)) == {
        *(tuple(each.split(" ", 1)) for each in asked),
        ("total", "value >= 0"),
        ("part", "value >= 0"),
    }
    assert laid_out(Source(str(path), first.encode())) == first
    assert run(*arguments) == 0
    assert path.read_text(encoding="utf-8") == first
    # A row more comes after what is proposed of the last one, under a number of its own.
    (here / "t.csv").write_text(HEAD + lines + ";autre;;FLOAT;Oui\n", encoding="utf-8")
    assert run(*arguments) == 0
    text = path.read_text(encoding="utf-8")
    marks = [
        text.index(each) for each in ("balise: part\n  #   assert", "balise: autre\n    format")
    ]
    assert marks == sorted(marks)
    left = text[text.index("  # À REMPLIR : une règle par ligne") :]
    assert left == fresh[fresh.index("  # À REMPLIR : une règle par ligne") :]
    bare = re.sub("(?m)^  # ((?:- id|  )[^\n]*)$", r"  \1", text.removesuffix(left))
    path.write_text(bare, encoding="utf-8")
    capsys.readouterr()
    assert main(["rules", "test", "--rules", "r", "--pack", "opt-abc-va1-solde"]) == 0
    assert main(["rules", "check", "--rules", "r", "--pack", "opt-abc-va1-solde"]) == 0
    ids = re.findall("  - id: (OPT-...)", bare)
    assert len(set(ids)) == len(ids) == 11 + 7 + 5
    assert run(*arguments) == 0
    assert path.read_text(encoding="utf-8") == bare


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("a;;INTEGER;\n;b;;INTEGER (MAX 40);Non\n;c;;INTEGER (MIN 0);\n;d;;INTEGER (MAX -3);", "(a, b)"),
        ("a;;INTEGER (MIN 1, MAX 3);\n;b;;VARCHAR;\n;d;;INTEGER (MAX 0);", ""),
    ],
)  # fmt: skip
def test_whole_numbers_that_may_be_negative_are_told(lines: str, names: str) -> None:
    made = imported(f"{HEAD}{UNIT};{lines}\n")
    told = [each.message.fr for each in made.table.notes if "négatif" in each.message.fr]
    assert [names in each for each in told] == [True] * bool(names)


@pytest.mark.parametrize(
    ("arguments", "fragment"),
    [
        (["absent.csv"], "« absent.csv » : le fichier ne peut pas être lu (il n'existe pas)."),
        (["."], "ce n'est pas un fichier ordinaire"),
        (["guide.csv"], "Il manque --prefix"),
        (["guide.csv", "--prefix", "opt"], "--prefix : « opt »"),
        (["guide.csv", "--prefix", "OPT", "--first", "0"], "--first : « 0 »"),
        (["guide.csv", "--prefix", "OPT", "--first", "٣"], "--first : « ٣ »"),
        (["guide.csv", "--prefix", "OPT", "--source", "guide"], "--source : « guide »"),
        (["guide.csv", "--prefix", "OPT", "--pack", "opt"], "Le jeu « opt » n'existe pas."),
        (["guide.csv", "--prefix", "OPT", "--pack", "bio-loinc-va1-sold"], "Vouliez-vous dire « bio-loinc-va1-solde »"),
        (["guide.csv", "--pack", "Mon Jeu", "--output", "x.yaml"], "--pack : « Mon Jeu »"),
        (["guide.csv", "--pack", "bio-loinc-va1-solde", "--output", "x.yaml"], "est déjà dans"),
        (["guide.csv", "--pack", "bio-loinc-va1-solde", "--write"], "est de segur-lint"),
        (["guide.csv", "--write"], "n'existe pas"),
        (["guide.csv", "--output", "opt.yaml", "--model", "guide.csv"], "c'est un des fichiers que l'on lit"),
        (["guide.csv", "--output", "guide.csv", "--prefix", "OPT"], "« guide.csv » ne peut pas être écrit : c'est un des fichiers que l'on lit"),
        (["guide.csv", "--output", "opt.yaml", "--sample", "guide.csv"], "c'est un des fichiers que l'on lit"),
        (["guide.csv", "--prefix", "OPT", "--first", "990"], "OPT n'a plus de numéro libre"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_and_nothing_is_written(
    here: Path, arguments: list[str], fragment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert fragment in capsys.readouterr().err
    assert sorted(os.listdir(here)) == ["guide.csv"]


def test_a_table_too_long_for_a_pack_is_refused_at_once() -> None:
    lines = [f"{UNIT};balise{n};d;VARCHAR (=4);Oui\n" for n in range(MOST)]
    assert len(table(HEAD + "".join(lines)).lines) == MOST
    found = table(HEAD + "".join(lines) + lines[0].replace("balise0", "autre"))
    (problem,) = found.problems
    assert (found.lines, "plus de 400 balises" in problem.message.fr) == ([], True)


def test_a_file_that_is_no_table_says_so_and_writes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "guide.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    assert run("guide.csv", *ALL) == 1
    assert "guide.csv:1:1: Le tableau a besoin d'une ligne de titres" in capsys.readouterr().out
    assert sorted(os.listdir(here)) == ["guide.csv"]


# --- the clauses of the guide ----------------------------------------------------------------------

CLAUSED = f"""\
{HEAD}{UNIT};libelle;"Le nom : « a », #1.";VARCHAR (<=5);Oui
;remise;;VARCHAX;Non
"""
_GUIDED = ("--output", "opt.yaml", "--pack", "opt", "--model", "m.yaml", "--prefix", "OPT", "--source", "§3.2", "--guide", "guide-opt.yaml")  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_clauses_are_proposed_once_for_each_balise_and_a_guide_only_grows(
    here: Path, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    guide, pack = here / "guide-opt.yaml", here / "opt.yaml"
    (here / "t.csv").write_text(CLAUSED, encoding="utf-8")
    run("t.csv", *_GUIDED)
    assert (
        "guide-opt.yaml (le guide ; le jeu le nomme par « guide: guide-opt.yaml »)"
        in capsys.readouterr().out
    )
    first = guide.read_text(encoding="utf-8")
    assert first.split("clauses:\n")[1].splitlines() == [
        "  - id: 3.2-01",
        "    source: §3.2",
        "    balise: libelle",
        '    clause: "Le nom : « a », #1 : un texte de 5 caractères au plus."',
        "    controls: [OPT-001]",
        "  - id: 3.2-02",
        "    source: §3.2",
        "    balise: remise",
        "    clause: À REMPLIR",
    ]
    assert laid_out(Source("guide-opt.yaml", first.encode())) == first
    mine = first.replace("Le nom", "Mon mot").replace("\n", end) + f"  # une note{end}"
    guide.write_bytes(mine.encode())
    own = "\n  - {id: OPT-050, stage: demande, title: t, balise: ville, assert: length(value) > 1, source: §3.2, message: {fr: ville, en: ville}, examples: {pass: ['\"AB\"'], fail: ['\"A\"']}}\n"
    (here / "t.csv").write_text(f"{CLAUSED};ville;;VARCHAR;Oui\n", encoding="utf-8")
    run("t.csv", *_GUIDED[:-2])
    pack.write_text(pack.read_text(encoding="utf-8") + own, encoding="utf-8")
    run("t.csv", *_GUIDED)
    grown = guide.read_bytes().decode()
    assert all(line in grown.split(end) for line in mine.split(end))
    added = [line for line in grown.split(end) if line not in mine.split(end)]
    assert added[:2] == ["  - id: 3.2-03", "    balise: ville"]
    assert re.fullmatch(r"    controls: \[OPT-00\d, OPT-050\]", added[-1])
    run("t.csv", *_GUIDED)
    assert guide.read_bytes().decode() == grown
    # A rule that asks for another format answers nothing.
    (here / "t.csv").write_text(CLAUSED.replace("<=5", "<=6"), encoding="utf-8")
    run("t.csv", *_GUIDED[:-1], "autre.yaml")
    assert "controls:" not in (here / "autre.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "there", "said"),
    [
        ((*_GUIDED[:8], "--guide", "g.yaml"), None, "--guide a besoin de --source"),
        ((*_GUIDED[:8], "--guide", "g.yaml", "--source", "usage"), None, "--guide a besoin de --source"),
        (("--prefix", "OPT", "--source", "§3.2", "--guide", "g.yaml"), None, "--guide a besoin d'un jeu"),
        ((*_GUIDED[:-1], "opt.yaml"), None, "« opt.yaml » n'est pas un guide"),
        ((*_GUIDED[:-1], "m.yaml"), None, "« m.yaml » n'est pas un guide"),
        ((*_GUIDED[:-1], "g.yaml"), "guide: g\ntitle: t\ndocument: d\nclauses: [{id: a, source: §1, clause: c}]\n", "ont une ligne chacune"),
        ((*_GUIDED[:-1], "g.yaml"), "guide: g\n", "« title » est attendu"),
        ((*_GUIDED[:-1], "g.yaml"), "", "g.yaml"),
        ((*_GUIDED[:-1], "t.csv"), None, "t.csv"),
    ],
)  # fmt: skip
def test_clauses_that_would_have_no_place_are_refused_and_nothing_is_written(
    here: Path,
    arguments: tuple[str, ...],
    there: str | None,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (here / "t.csv").write_text(CLAUSED, encoding="utf-8")
    if there is not None:
        (here / "g.yaml").write_text(there, encoding="utf-8")
    before = {path: path.read_bytes() for path in here.iterdir()}
    assert main(["rules", "import-table", "t.csv", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in here.iterdir()} == before
