"""The text report: what a person reads, in 80 columns, with a caret under the very place."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_lint import Linter
from segur_lint.cli import main
from segur_lint.errors import cells
from segur_lint.finding import Finding
from segur_lint.report import folding
from segur_lint.report import json as json_reporter
from segur_lint.report import text as text_reporter
from segur_lint.report.folding import COLUMNS, fold
from segur_lint.report.model import FileReport, NotRun, Report, undecided
from segur_lint.report.run import Run
from segur_lint.report.summary import FILES, IDS
from segur_lint.report.text import SHOWN, inert
from segur_lint.source import Place, Source, Span
from segur_lint.text import Text, printable
from tests.test_report_json import NAME, SOUND, hostile_strings, with_hostile

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
LINTER = Linter(date="2024-09-12", cache=False)
HEAD = re.compile(r"(.*):(\d+):(\d+) ([A-Z]+-\d{3}) (error|warning|info)")


def render(report: Report, lang: str, **options: Any) -> str:
    return text_reporter.render(Run(report, lang, **options))


def fixture(folder: str) -> tuple[str, bytes]:
    (path,) = (ROOT / "fixtures" / folder).glob("*.json")
    return path.name, path.read_bytes()


def checked(*files: tuple[str, bytes]) -> Report:
    return Report([LINTER.check_bytes(name, data) for name, data in files])


def width(text: str) -> int:
    """Cells of a terminal, told another way than the report does: what it prints is printable."""
    marks = {"Mn", "Me", "Cf"}
    return sum(
        0 if category(char) in marks else 1 + (east_asian_width(char) in "WF") for char in text
    )


def too_wide(text: str) -> list[str]:
    """The lines of more than 80 cells, but where one word is longer than a line."""
    return [
        line
        for line in text.splitlines()
        if width(line) > 80 and max(width(word) for word in line.split(" ")) <= 78
    ]


# --- the whole -------------------------------------------------------------------------------

CASES = {
    "en-faute": [fixture("script-maison")],
    "sans-faute": [fixture("exemple-guide-imbrique")],
    "illisible": [fixture("STR-001")],
    "pas-utf-8": [fixture("FIC-005")],
    "sans-jeu": [("JSON-1234567890-20240115-001.json", b'{"impId": null}')],
    "plusieurs": [
        ("JSON-1234567890-20240115-001.json", fixture("exemple-guide-plat")[1]),
        ("JSON-1234567890-20240115-002.json", fixture("FAC-005")[1]),
        ("JSON-1234567890-20240115-002.json", b"[]"),
    ],
}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_a_report_is_what_it_was(case: str, lang: str) -> None:
    text = render(checked(*CASES[case]), lang)
    path = GOLDEN / f"{case}.{lang}.txt"
    if os.environ.get("WRITE_GOLDEN"):  # pragma: no cover - by hand, and read before it is kept
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_bytes().decode()
    assert not too_wide(text)


def test_no_golden_file_is_left_without_its_case() -> None:
    names = {path.name for path in GOLDEN.glob("*.txt")}
    assert names == {f"{case}.{lang}.txt" for case in CASES for lang in ("fr", "en")}


@pytest.mark.parametrize("case", CASES)
def test_colour_changes_no_word(case: str) -> None:
    report = checked(*CASES[case])
    painted = render(report, "fr", color=True)
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render(report, "fr")


def test_no_line_of_the_deposit_is_shown_where_no_value_may_be() -> None:
    linter = Linter(date="2024-09-12", cache=False, values=False)
    report = Report([linter.check_bytes(NAME, fixture("script-maison")[1])])
    text = render(report, "fr", values=False)
    assert "numLigne" in text
    assert " | " not in text
    assert "358.3" not in text


def test_a_provisional_pack_is_said_to_be_and_a_published_one_is_not() -> None:
    files = [FileReport("a", pack="b", status="provisoire"), FileReport("c", pack="d")]
    lines = render(Report(files), "fr").splitlines()
    assert "  Jeu de règles : b (provisoire)" in lines
    assert "  Jeu de règles : d" in lines


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "Rien à contrôler : aucun dépôt n'est concerné."),
        ("en", "Nothing to check: no deposit is concerned."),
    ],
)
def test_a_report_of_no_file_says_that_there_was_none_and_no_more(lang: str, said: str) -> None:
    assert render(Report([]), lang) == f"{said}\n"


def test_a_rule_not_run_in_two_files_is_told_once() -> None:
    why = Text("parce que", "because")
    files = [FileReport(name, not_run=[NotRun("A-001", why)]) for name in "ab"]
    assert render(Report(files), "fr").count("A-001") == 1
    assert "  - A-001: because\n" in render(Report(files), "en")


@pytest.mark.parametrize(
    ("lang", "counts", "said"),
    [
        ("fr", (1,), "A-001, A-002 : une valeur nécessaire est absente ou inexploitable (2 éléments indécis)"),
        ("en", (1,), "A-001, A-002: a needed value is absent or unusable (2 elements undecided)"),
        ("fr", (3, 4), "A-001, A-002 : une valeur nécessaire est absente ou inexploitable (14 éléments indécis)"),
    ],
)  # fmt: skip
def test_undecided_rules_have_one_reason_and_one_number_over_rules_and_files(
    lang: str, counts: tuple[int, ...], said: str
) -> None:
    files = [
        FileReport("a", not_run=[undecided(rule, count) for rule in ("A-001", "A-002")])
        for count in counts
    ]
    lines = render(Report(files), lang).replace("\n    ", " ").splitlines()
    assert lines[-1] == f"  - {said}"


@pytest.mark.parametrize(
    ("count", "lang", "said"),
    [
        (IDS, "fr", "A-000, A-001, "),
        (IDS + 1, "fr", f"{IDS + 1} contrôles (A, B) : parce que"),
        (IDS + 1, "en", f"{IDS + 1} controls (A, B): because"),
    ],
)
def test_a_long_list_of_rules_is_counted_by_families(count: int, lang: str, said: str) -> None:
    why = Text("parce que", "because")
    ids = [f"{'AB'[number > 5]}-{number:03}" for number in range(count)]
    text = render(Report([FileReport("a", not_run=[NotRun(each, why) for each in ids])]), lang)
    assert f"  - {said}" in text
    assert ("A-000" in text) is (count == IDS)


# --- several files ---------------------------------------------------------------------------


def found(severity: str) -> Finding:
    here = Place(1, 1)
    return Finding(
        rule="A-001", severity=severity, stage="x", source="§1", path=(), span=Span(0, 0),
        start=here, end=here, message=Text("x", "x"), found=None, expected=None, unit=None,
        name_span=None,
    )  # fmt: skip


BAD = FileReport("d/b é.json", findings=[found("error"), found("error"), found("info")])
UNREAD = FileReport("c.json", error=Text("illisible", "unreadable"))
SOUND_FILE = FileReport("s.json", findings=[found("info")])
RESERVED = FileReport("r.json", findings=[found("warning")])
TITLE = "Fichiers non déposables ou indéterminés :"


def listed(files: list[FileReport], lang: str) -> list[str]:
    """The files that are named before the verdict."""
    lines = render(Report(files), lang).split("\n")
    titles = (TITLE, "Files that cannot be deposited, or undetermined:")
    begin = next((at for at, line in enumerate(lines) if line in titles), None)
    return [] if begin is None else lines[begin + 1 : lines.index("", begin)]


@pytest.mark.parametrize(
    ("files", "lang", "said"),
    [
        ([BAD, UNREAD, SOUND_FILE, RESERVED], "fr", ["  - « d/b é.json » : NON DÉPOSABLE, 2 erreurs, 1 information", "  - « c.json » : INDÉTERMINÉ"]),
        ([SOUND_FILE, BAD], "en", ["  - “d/b é.json”: CANNOT BE DEPOSITED, 2 errors, 1 info"]),
        ([SOUND_FILE, RESERVED], "fr", []),
        ([BAD], "fr", []),  # all that is said is of it
        ([UNREAD] * FILES, "fr", ["  - « c.json » : INDÉTERMINÉ"] * FILES),
        ([UNREAD] * (FILES + 1), "fr", ["  - « c.json » : INDÉTERMINÉ"] * FILES + ["  … et 1 autre"]),
        ([UNREAD] * (FILES + 2), "en", ["  - “c.json”: UNDETERMINED"] * FILES + ["  … and 2 more"]),
    ],
)  # fmt: skip
def test_the_files_to_mend_are_named_where_there_are_several(
    files: list[FileReport], lang: str, said: list[str]
) -> None:
    assert listed(files, lang) == said


# --- a part of the controls ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "select", "ignore", "verdict"),
    [
        (NAME, ["FAC-003"], [], "deposable"),
        (NAME, [], ["FAC-003"], "deposable"),
        (NAME, ["BEN-003"], [], "deposable"),  # which finds something, and only that
        ("json0.json", ["FIC-001"], [], "non_deposable"),
        ("json0.json", ["FIC-002"], [], "indetermine"),  # a name that has no parts
        ("json0.json", ["FIC-002", "FAC-003"], [], "deposable"),
    ],
)
def test_a_check_that_proved_nothing_is_no_pass_and_a_partial_one_says_so(
    name: str, select: list[str], ignore: list[str], verdict: str
) -> None:
    linter = Linter(date="2024-09-12", cache=False, select=select, ignore=ignore)
    report = Report([linter.check_bytes(name, SOUND.encode())])
    assert report.verdict == verdict
    assert report.exit_code("error") == {"deposable": 0, "non_deposable": 1}.get(verdict, 2)
    (pack,) = [pack for pack in linter.packs if pack.name == report.files[0].pack]
    out = len(pack.rules) - len(select) if select else len(ignore)
    many = "s" * (out > 1)
    text = render(report, "fr").replace("\n", " ").replace("   ", " ")
    assert f" (contrôle partiel : {out} contrôle{many} écarté{many}) : " in text
    assert f" (partial check: {out} control{many} left out): " in render(report, "en").replace(
        "\n  ", " "
    )
    assert ("rien n'est prouvé" in text) is (verdict == "indetermine")


def test_a_whole_check_is_not_said_to_be_partial() -> None:
    assert "partiel" not in render(checked((NAME, SOUND.encode())), "fr")


# --- typography ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "held",
    [
        "(demande n° 1)", "(claim no. 12)", "n° 3", "§ 3.2", "2917.00 €", "50 %", "3 Mo",
        "12 octets", "« a", "b »", "oui ;", "non ?", "--set a=1", "2 erreurs",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", range(60, 80))
def test_a_line_is_never_folded_inside(held: str, before: int) -> None:
    lines = fold(f"{'x' * before} {held} fin", "")
    assert sum(held in line for line in lines) == 1
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("text", ["un mot", "n 3", "a1 b", "3 4", "(voir le n° 1)", "12a b"])
def test_a_line_is_folded_inside_all_else(text: str) -> None:
    last = text.rpartition(" ")[0]
    last = last.rpartition(" ")[0] if text.endswith("1)") else last
    lines = fold(f"{'x' * (79 - len(last))} {text}", "")
    assert len(lines) == 2
    assert lines[0].endswith(f" {last}")


_BITS = [
    *" 13a_²٣éz%€§«»[]{}()🙂:;?!=.-\u00a0\u202f宽", "n°", "no.", " n° ", "--", "(a", "(ligne", " ", " ",
    "x" * 19, "x" * 30,
]  # fmt: skip


@given(st.lists(st.sampled_from(_BITS), max_size=40).map("".join))
def test_folding_loses_nothing_and_a_long_line_is_one_word(text: str) -> None:
    lines = fold(text, "")
    assert " ".join(lines).split() == text.split()
    assert all(cells(line) <= COLUMNS or line in folding._words(text) for line in lines)


@pytest.mark.parametrize("kind", ["CT1", "x" * 100])
def test_what_ends_in_an_ellipsis_takes_no_point_after_it(kind: str) -> None:
    data = SOUND.replace('"FACTURE"', json.dumps(kind)).encode()
    for lang in ("fr", "en"):
        assert "…." not in render(checked((NAME, data)), lang)


@pytest.mark.parametrize("columns", [None, "60", "200"])
def test_the_rules_are_listed_in_80_columns_where_there_is_no_terminal(
    columns: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert main(["rules", "list", "--no-cache"]) == 0
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) == 80
    assert "…" not in out.replace("CT2…", "")  # a long word is folded, not cut


# --- the findings ----------------------------------------------------------------------------


def many(count: int) -> bytes:
    """A deposit with `count` findings: a FINESS that is none, in as many demandes."""
    demande = json.loads(SOUND)["lignesImport"][0]
    (one, *_) = re.findall(r"\{\n      \"numLigne.*?\n    \}", SOUND, re.DOTALL)
    assert demande["numLigne"] == 1
    return SOUND.replace(one, ",\n".join(["1"] * count)).encode()


@pytest.mark.parametrize(("over", "lang"), [(0, "fr"), (1, "fr"), (1, "en"), (37, "fr")])
def test_a_hundred_findings_are_drawn_and_the_others_counted(over: int, lang: str) -> None:
    linter = Linter("bio-loinc-va1-solde", date="2024-09-12", cache=False, select=["STR-004"])
    report = Report(
        [
            linter.check_bytes("a.json", many(SHOWN - 10)),
            linter.check_bytes("b.json", many(10 + over)),
            linter.check_bytes("c.json", b"{}"),
        ]
    )
    assert report.count("error") == SHOWN + over
    text = render(report, lang)
    assert text.count("STR-004 ") == SHOWN
    said = {
        ("fr", 1): "… et 1 autre constat ; « --limit 0 » les montre tous.",
        ("en", 1): "… and 1 more finding; “--limit 0” shows them all.",
        ("fr", 37): "… et 37 autres constats ; « --limit 0 » les montre tous.",
    }.get((lang, over))
    assert ("--limit 0" in text) is (said is not None)
    assert said is None or said in text.splitlines()


def drawn(text: str) -> list[tuple[str, int, int, str, list[str]]]:
    """The blocks of a report in English: file, line, column, rule, and the lines of each."""
    found: list[tuple[str, int, int, str, list[str]]] = []
    for line in text.split("\n"):
        head = HEAD.fullmatch(line)
        if head:
            found.append((head[1], int(head[2]), int(head[3]), head[4], []))
        elif found:
            found[-1][4].append(line)
    return found


def under(line: str, carets: str) -> str:
    """What stands in `line` above the carets of the line below it."""
    start, end, at = carets.index("^"), len(carets), 0
    above = ""
    for char in line:
        if start <= at < end and (width(char) or above):
            above += char
        at += width(char)
    return above


def check_blocks(report: Report, data: bytes) -> None:
    """Every block of the text says what the JSON says, and its carets are under the place."""
    text = render(report, "en")
    plain: dict[str, Any] = json.loads(json_reporter.render(Run(report, "en")))
    findings = plain["files"][0]["findings"][:SHOWN]
    blocks = drawn(text)
    assert [block[1:4] for block in blocks] == [
        (each["line"], each["column"], each["rule"]) for each in findings
    ]
    source = Source("", data)
    for finding, (_, number, column, _, lines) in zip(findings, blocks, strict=True):
        at = next(at for at, line in enumerate(lines) if re.match(r" *\d* \| *\^+$", line))
        line, carets = lines[at - 1], lines[at]
        assert (
            " ".join(each.strip() for each in lines[: at - 1])
            == re.sub(" +", " ", inert(printable(finding["message"])))
            or "  " in finding["message"]
        )
        if finding["stage"] == "fichier" and line.startswith("      | "):
            continue  # the carets are under the file's name
        assert int(line.split(" | ")[0]) == number
        end = finding["end_column"] - 1 if finding["end_line"] == number else None
        whole = printable(source.line(source.bounds(number)[0])[column - 1 : end])
        shown = under(line, carets)
        if width(whole) and "##" not in line:
            assert shown, (line, carets)
            assert whole.startswith((shown, shown.rstrip()))
            assert len(shown) == len(whole) or len(line) >= 70 or width(line) >= 70  # cut
        else:
            assert carets.count("^") >= 1
    assert not too_wide(text)


ODD = st.text(
    st.one_of(
        st.sampled_from(
            "\tab 日本👍e\u0301\u0301\u200d\ufe0f\u202e\u3000\u00a0éＡ\u20dd\x85\u2028"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=150,
)


@settings(deadline=None)
@given(ODD, ODD, st.sampled_from([None, 1, "\t", "\t \t"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_carets_are_under_what_the_json_report_places(
    value: str, name: str, indent: int | str | None, end: str
) -> None:
    content = json.loads(SOUND, parse_float=str)
    (demande,) = content["lignesImport"]
    demande["beneficiaires"] += [value, 12, value]
    demande[name] = value
    demande["numeroASP"] = value
    demande["piecesJustificatives"][0]["formatFichier"] = value
    content["SIRET"] = None
    text = json.dumps(content, ensure_ascii=False, indent=indent).replace("\n", end)
    data = text.encode()
    check_blocks(checked(("a.json", data)), data)


@settings(deadline=None)
@given(ODD, ODD)
def test_the_caret_is_under_a_fault_of_syntax(before: str, after: str) -> None:
    quoted = json.dumps(before, ensure_ascii=False)
    data = f"{{{quoted}: [{quoted}, {quoted} {after}".encode()
    check_blocks(checked(("a.json", data)), data)


@pytest.mark.parametrize("before", ["", "x" * 500, "日" * 500, "e" + "\u0301" * 500, "\t" * 200])
@pytest.mark.parametrize("after", ["", "x" * 500, "日" * 500, "👍" * 36])
def test_the_carets_are_right_on_a_very_long_line(before: str, after: str) -> None:
    text = json.dumps({before: 1, "impId": after, "lignesImport": []}, ensure_ascii=False)
    check_blocks(checked(("a.json", text.encode())), text.encode())


def test_the_carets_are_right_past_the_99999th_line() -> None:
    data = b"\n" * 123_456 + b'{"impId": 1, "lignesImport": 2}'
    check_blocks(checked(("a.json", data)), data)


@pytest.mark.parametrize(
    "name",
    [
        "JSON-1234567890-20240231-001.json",
        "a" * 200 + ".json",
        "JSON-1234567890-20240115-" + "9" * 200 + ".json",
        "JSON-" + "1" * 150 + "-20240231-001.json",
        "日" * 60 + ".json",
    ],
)
def test_the_carets_of_a_name_are_under_it_and_do_not_pass_the_columns(name: str) -> None:
    for line in render(checked((name, SOUND.encode())), "en").split("\n"):
        if line.startswith("      | "):
            assert width(line) <= 80
            assert "^" in line or printable(line[8:]) in name


@pytest.mark.parametrize(
    ("name", "rule", "start", "part"),
    [
        ("JSON-1234567890-20240231-001.json", "FIC-003", 16, "20240231"),
        ("JSON-1234567890-20240115-1.json", "FIC-004", 25, "1"),  # the number before has a 1
        ("JSON-20240231-20240231-001.json", "FIC-003", 14, "20240231"),
        ("JSON-20240231-20240231-001.json", "FIC-002", 5, "20240231"),
        ("JSON-JSON-20240115-001.json", "FIC-002", 5, "JSON"),
        ("json0.json", "FIC-001", 0, "json0.json"),
    ],
)
def test_the_part_of_a_name_that_is_at_fault_has_the_carets(
    name: str, rule: str, start: int, part: str
) -> None:
    report = checked((f"dossier/{name}", SOUND.encode()))
    (one,) = [each for each in report.files[0].findings if each.rule == rule]
    assert one.name_span == Span(start, start + len(part))
    (block,) = [lines for _, _, _, of, lines in drawn(render(report, "en")) if of == rule]
    at = block.index(f"      | {name}")
    assert under(block[at], block[at + 1]) == part
    assert block[at + 1].index("^") == len("      | ") + start


# --- what is hostile -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::x", ": :error::x"),
        ("  ::set-output name=x::y", "  : :set-output name=x::y"),
        ("a ##[group]", "a # #[group]"),
        ("##vso[task.x]", "# #vso[task.x]"),
        ("a::b", "a::b"),
        ("## [x]", "## [x]"),
        ("#[x]", "#[x]"),
        ("", ""),
    ],
)
def test_a_line_is_no_command(line: str, shown: str) -> None:
    assert inert(line) == shown


def is_clean(text: str) -> bool:
    spaces = "\n\u00a0\u202f\u2009\u3000"
    return all(char.isprintable() or char in spaces for char in text) and not re.search(
        r"^\s*::|##\w*\[", text, re.MULTILINE
    )


def test_no_hostile_string_acts_on_a_terminal_or_a_runner() -> None:
    for string in hostile_strings()[::6]:  # all of them at once: tests/test_report_hostile.py
        torn = f"{{{string}".encode("utf-8", "replace")
        for name, data in ((f"{string}.json", with_hostile(string)), (NAME, torn)):
            assert is_clean(render(checked((name, data)), "fr"))


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_string_acts_on_a_terminal_or_a_runner(name: str, value: str) -> None:
    assert is_clean(render(checked((name, with_hostile(value))), "fr"))


@pytest.mark.parametrize(
    "folder", ["script-maison", "STR-001", "FAC-003", "PJ-011", "demandes-201"]
)
def test_text_and_json_give_the_same_findings(folder: str) -> None:
    name, data = fixture(folder)
    check_blocks(checked((name, data)), data)
