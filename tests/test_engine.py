"""The engine: order, places, what is not run and why, crashes, what may be shown."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segur_lint import Linter, resources
from segur_lint.author import compile_all
from segur_lint.document import Document, read
from segur_lint.engine import Read, applies, lint
from segur_lint.finding import SEVERITIES
from segur_lint.link import Pack
from segur_lint.options import Options
from segur_lint.phrase import HIDDEN
from segur_lint.report.model import FileReport, Report
from segur_lint.source import Source
from segur_lint.text import Text

if TYPE_CHECKING:
    from segur_lint.document import Path
    from segur_lint.finding import Finding

#: A busy machine is slow, and no test is about time.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PACK = "bio-loinc-va1-solde"
FILE = "JSON-1234567890-20240115-001.json"
LINTER = Linter(PACK, cache=False)
BLIND = Linter(PACK, cache=False, values=False)
with open(f"{resources.folder('rules')}/exemples/{PACK}/{FILE}", encoding="utf-8") as opened:
    SAMPLE = opened.read()


def report(
    text: str | bytes, name: str = FILE, linter: Linter = LINTER, **options: Any
) -> FileReport:
    return linter.check_bytes(name, text.encode() if isinstance(text, str) else text, **options)


def rules(text: str | bytes, name: str = FILE) -> list[str]:
    return [finding.rule for finding in report(text, name).findings]


def sample(*pairs: tuple[str, str]) -> str:
    text = SAMPLE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


# --- a pack of one's own ----------------------------------------------------------------------

MODEL = """\
model: mini
title: Mini
unit: ligne
balises:
  a: value
  autres: {list of: autre}
  lignes:
    list of: ligne
    balises:
      n: value
      t: value
      bloc: {balises: {x: value}}
      codes: {list of: code}
"""
HEAD = """\
pack: mini
title: Mini
status: publié
model: mini-model.yaml
stages: {un: {fr: premier, en: first}, deux: {fr: second, en: second}, vide: {fr: vide, en: empty}}
params: {plafond: 10}
rules:
"""


def mini(*rows: dict[str, Any], head: str = HEAD) -> Pack:
    made = []
    for number, row in enumerate(rows, 1):
        given = {
            "id": f"ESS-{number:03}",
            "stage": "un",
            "title": "Essai",
            "source": "usage",
            "message": {"fr": "dit", "en": "said"},
            "examples": {"pass": [{}], "fail": [{}]},
            **row,
        }
        made.append("  - " + json.dumps(given, ensure_ascii=False))
    return Pack(
        compile_all(
            [("mini-model.yaml", MODEL.encode()), ("mini.yaml", (head + "\n".join(made)).encode())]
        )[0]
    )


def run(
    pack: Pack,
    document: str | bytes,
    name: str | None = "f.json",
    moment: str = "2024-09-12T14:00",
    **options: Any,
) -> FileReport:
    data = document.encode() if isinstance(document, str) else document
    return lint(pack, Read(Source("f.json", data), name), Options(moment, **options))


LINES = '{"a": 1, "autres": [], "lignes": [{"n": 1, "t": "x"}, {"n": 2, "t": "y"}]}'
N_IS_SMALL = {"balise": "n", "assert": "value < 1"}
T_IS_Z = {"balise": "t", "assert": 'value == "z"'}


def test_findings_come_in_the_order_of_the_text_then_of_the_pack() -> None:
    found = run(mini(T_IS_Z, N_IS_SMALL, {**N_IS_SMALL, "balise": "n"}), LINES).findings
    assert [(finding.rule, finding.unit) for finding in found] == [
        ("ESS-002", 1),
        ("ESS-003", 1),
        ("ESS-001", 1),
        ("ESS-002", 2),
        ("ESS-003", 2),
        ("ESS-001", 2),
    ]


def test_a_rule_yields_to_another_that_already_says_it_of_the_same_unit() -> None:
    yields = {**T_IS_Z, "yields to": ["ESS-001"]}
    first = {"balise": "n", "assert": "value > 1"}
    assert [(f.rule, f.unit) for f in run(mini(first, yields), LINES).findings] == [
        ("ESS-001", 1),
        ("ESS-002", 2),
    ]


def test_a_rule_yields_in_the_element_alone_where_both_look_at_elements_of_one_list() -> None:
    document = '{"a": 1, "autres": [], "lignes": [{"codes": ["u", "v", "w"]}, {"codes": ["u"]}]}'
    first = {"each": "code", "assert": 'value != "u"'}
    second = {"each": "code", "assert": 'value == "w"', "yields to": ["ESS-001"]}
    found = run(mini(first, second), document).findings
    assert [(f.rule, f.path[-1]) for f in found] == [("ESS-001", 0), ("ESS-002", 1), ("ESS-001", 0)]


def test_a_rule_that_yields_to_one_that_is_left_out_is_heard_noop() -> None:
    yields = {**T_IS_Z, "yields to": ["ESS-001"]}
    first = {"balise": "n", "assert": "value > 1"}
    found = run(mini(first, yields), LINES, ignore=["ESS-001"]).findings
    assert [(f.rule, f.unit) for f in found] == [("ESS-002", 1), ("ESS-002", 2)]


# --- crashes ----------------------------------------------------------------------------------


class OddError(Exception):
    pass


def crash(*_: Any) -> Any:
    raise OddError("secret\x1b")


def crashing(where: str) -> Pack:
    pack = mini(T_IS_Z, {**N_IS_SMALL, "found": "value"}, {**T_IS_Z, "balise": "t"})
    broken = next(rule for rule in pack.rules if rule.id == "ESS-002")
    if where == "start":
        broken.start = crash
    elif where == "check":
        broken.start = lambda _: crash
    elif where == "when":
        broken.when = crash
    else:
        broken.found = crash
    return pack


@pytest.mark.parametrize("where", ["start", "check", "when", "found"])
def test_a_crash_in_one_rule_hides_no_other_and_makes_no_verdict(where: str) -> None:
    made = run(crashing(where), LINES)
    assert (made.crashed, made.verdict) == (True, "indetermine")
    assert [finding.rule for finding in made.findings] == ["ESS-001", "ESS-003"] * 2
    assert [each.rule for each in made.not_run] == ["ESS-002"]
    assert "erreur interne de segur-lint (OddError: secret\\u001B)" in made.not_run[0].reason.fr
    assert "internal error" in made.not_run[0].reason.en
    assert Report([made]).exit_code("error") == 3
    assert Report([FileReport("g"), made]).verdict == "indetermine"


def test_a_crash_shows_no_value_where_values_are_hidden() -> None:
    made = run(crashing("check"), LINES, values=False)
    assert "secret" not in made.not_run[0].reason.fr + made.not_run[0].reason.en


def test_without_a_crash_the_same_pack_judges_noop() -> None:
    made = run(mini(T_IS_Z), LINES)
    assert (made.crashed, made.verdict, Report([made]).exit_code("error")) == (
        False,
        "non_deposable",
        1,
    )


# --- what is not run, and why -----------------------------------------------------------------


def reasons(made: FileReport) -> dict[str, str]:
    assert all(each.reason.fr and each.reason.en for each in made.not_run)
    return {each.rule: each.reason.fr for each in made.not_run}


def test_a_broken_text_leaves_the_rules_on_the_name_and_says_what_is_not_run() -> None:
    made = report("{", name="autre.json")
    assert {finding.rule for finding in made.findings} == {"FIC-001", "STR-001"}
    said = reasons(made)
    for rule in (
        "STR-002",
        "STR-003",
        "STR-004",
        "STR-005",
        "STR-006",
        "ENT-001",
        "DEM-001",
        "BEN-001",
    ):
        assert "n'a pas pu être lu" in said[rule]
    assert "FIC-006" not in said


def test_bytes_that_are_not_utf8_leave_the_syntax_undecided() -> None:
    made = report(SAMPLE.encode().replace(b'"C"', b'"\xe9"'))
    assert {finding.rule for finding in made.findings} == {"FIC-005"}
    said = reasons(made)
    assert "UTF-8" in said["STR-001"]
    assert "n'a pas pu être lu" in said["STR-005"]


def test_a_stream_has_no_name_and_the_rules_on_names_are_undecided() -> None:
    made = report(SAMPLE, name="-", named=False)
    assert made.findings == []
    said = reasons(made)
    for rule in ("FIC-001", "FIC-002", "FIC-003", "FIC-004"):
        assert said[rule] == "le nom du fichier n'est pas donné"
    assert "indécise" in said["FAC-006"]
    assert made.verdict == "deposable"


GIVEN = HEAD.replace("params:", "inputs: {cle: {fr: la clé, en: the key}}\nparams:")
WORD = {"fr": "il faut {cle}", "en": "{cle} is needed"}


@pytest.mark.parametrize(
    ("row", "inputs", "found", "not_run"),
    [
        ({"balise": "t", "assert": "value == cle"}, {}, [], "à donner : la clé (--set cle=…)"),
        ({"balise": "t", "assert": "value == cle"}, {"cle": "x"}, [2], None),
        ({"balise": "t", "assert": "one_of(value, cle)"}, {"cle": "x, y"}, [], None),
        ({"balise": "t", "when": "cle == value", "assert": "false"}, {"cle": "y"}, [2], None),
        ({"balise": "t", "when": "cle == value", "assert": "false"}, {}, [], "à donner : la clé"),
        # Not even where only what the row says asks for it.
        ({**T_IS_Z, "message": WORD}, {}, [], "à donner : la clé"),
        ({**T_IS_Z, "expected": "cle"}, {}, [], "à donner : la clé"),
        ({**T_IS_Z, "message": WORD}, {"cle": "z"}, [1, 2], None),
        (T_IS_Z, {}, [1, 2], None),
    ],
)
def test_a_rule_that_asks_for_a_value_is_run_where_the_value_is_given(
    row: Any, inputs: dict[str, str], found: list[int], not_run: str | None
) -> None:
    made = run(mini(row, head=GIVEN), LINES, inputs=inputs)
    assert [finding.unit for finding in made.findings] == found
    said = reasons(made).get("ESS-001")
    assert said is None if not_run is None else said is not None and said.startswith(not_run)


def test_a_given_value_is_hidden_where_values_are() -> None:
    row = {**T_IS_Z, "message": WORD, "expected": "cle"}
    pack = mini(row, head=GIVEN)
    shown = run(pack, LINES, inputs={"cle": "s3cret"}).findings[0]
    assert shown.message.fr == "il faut s3cret"
    hidden = run(pack, LINES, inputs={"cle": "s3cret"}, values=False).findings[0]
    assert "s3cret" not in repr(hidden)
    assert "s3cret" not in hidden.message.fr


def test_a_list_that_is_empty_leaves_its_rules_without_an_element() -> None:
    made = report(sample(('["999999998"]', "[]")))
    assert [finding.rule for finding in made.findings] == ["BEN-001"]
    assert reasons(made)["BEN-002"] == "aucun élément « FINESS » à contrôler"


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({"ignore": ["ESS-001"]}, {"ESS-001"}),
        ({"select": ["ESS-001"]}, {"ESS-002"}),
        ({"select": ["ESS-001", "ESS-002"], "ignore": ["ESS-002"]}, {"ESS-002"}),
        ({}, set()),
    ],
)
def test_rules_left_out_by_the_options_are_named(options: Any, left: set[str]) -> None:
    made = run(mini(T_IS_Z, N_IS_SMALL), LINES, **options)
    assert set(reasons(made)) == left
    assert {finding.rule for finding in made.findings} == {"ESS-001", "ESS-002"} - left


@pytest.mark.parametrize(
    ("dates", "moment", "runs"),
    [
        ({"from": "2024-09-12"}, "2024-09-12T00:00", True),
        ({"from": "2024-09-12"}, "2024-09-11T23:59", False),
        ({"from": "2024-09-12T14:00"}, "2024-09-12T14:00", True),
        ({"from": "2024-09-12T14:00"}, "2024-09-12T13:59", False),
        ({"until": "2024-09-12"}, "2024-09-12T23:59", True),
        ({"until": "2024-09-12"}, "2024-09-13T00:00", False),
        ({"until": "2024-09-12T14:00"}, "2024-09-12T14:00", True),
        ({"until": "2024-09-12T14:00"}, "2024-09-12T14:01", False),
        ({"from": "2024-01-01", "until": "2024-12-31"}, "2024-06-01T12:00", True),
        ({"from": "2024-01-01", "until": "2024-12-31"}, "2025-01-01T00:00", False),
    ],
)
def test_a_rule_is_run_only_between_its_dates(dates: Any, moment: str, runs: bool) -> None:
    made = run(mini({**T_IS_Z, **dates}), LINES, moment=moment)
    assert bool(made.findings) is runs
    assert reasons(made) == ({} if runs else {"ESS-001": "n'est pas en vigueur à cette date"})


@pytest.mark.parametrize(
    ("document", "said"),
    [('{"lignes": [{}]}', "1 élément :"), ('{"lignes": [{}, {}]}', "2 éléments :")],
)
def test_what_is_undecided_is_counted(document: str, said: str) -> None:
    assert said in reasons(run(mini(T_IS_Z), document))["ESS-001"]


def test_an_undecided_when_counts_and_a_false_one_does_not() -> None:
    row = {**N_IS_SMALL, "when": 't == "x"'}
    made = run(mini(row), '{"lignes": [{"n": 1, "t": "x"}, {"n": 1, "t": "y"}, {"n": 1}]}')
    assert [finding.unit for finding in made.findings] == [1]
    assert "1 élément :" in reasons(made)["ESS-001"]


def test_each_stage_counts_what_passed_failed_and_was_not_run() -> None:
    pack = mini(
        T_IS_Z,
        {**T_IS_Z, "assert": "value != null"},
        {**T_IS_Z, "stage": "deux", "balise": "x"},
        {**N_IS_SMALL, "stage": "deux", "assert": "value > 0"},
    )
    assert run(pack, LINES).stages == [
        (Text("premier", "first"), 1, 1, 0),
        (Text("second", "second"), 1, 0, 1),
    ]


def test_a_rule_that_failed_here_and_was_undecided_there_has_failed() -> None:
    made = run(mini(T_IS_Z), '{"lignes": [{"t": "x"}, {}]}')
    assert made.stages == [(Text("premier", "first"), 0, 1, 0)]
    assert [each.rule for each in made.not_run] == ["ESS-001"]


# --- places -----------------------------------------------------------------------------------


def places(made: FileReport) -> list[tuple[int, int, int, int]]:
    return [(f.start.line, f.start.column, f.end.line, f.end.column) for f in made.findings]


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (b'{"lignes": [{"t": "x"}]}', (1, 19, 1, 22)),
        ('{"é😀": 1, "lignes": [{"t": "é😀x"}]}', (1, 28, 1, 33)),
        ('{"lignes": [{"t":\t"\\u00e9"}]}', (1, 19, 1, 27)),
        ('{\n"lignes":\n[{\n\t"t": "x"}]}', (4, 7, 4, 10)),
        ('{\r\n"lignes":\r\n[{"t": "x"}]}', (3, 8, 3, 11)),
        ('{\r"lignes":\r[{"t": "x"}]}', (3, 8, 3, 11)),
        (b'\xef\xbb\xbf{"lignes": [{"t": "x"}]}', (1, 19, 1, 22)),
        ('{"lignes": [{"t": "a\u2028b"}]}', (1, 19, 1, 24)),
        (
            '{"lignes": [{"t": "x", "t": "y"}]}',
            (1, 29, 1, 32),
        ),  # the last of two is the one that counts
    ],
)
def test_a_finding_has_its_line_and_column_in_code_points(
    document: str | bytes, place: Any
) -> None:
    assert places(run(mini(T_IS_Z), document)) == [place]


@pytest.mark.parametrize(
    ("row", "document", "place"),
    [
        # an object or a list is shown by its key; what is absent by the object it should be in
        (
            {"each": "ligne", "at": "codes", "assert": "n == 9"},
            '{"lignes": [{"n": 1, "codes": []}]}',
            (1, 22, 1, 29),
        ),
        (
            {"each": "ligne", "at": "codes", "assert": "n == 9"},
            '{"lignes": [{"n": 1}]}',
            (1, 13, 1, 14),
        ),
        (
            {"each": "ligne", "at": "x", "assert": "n == 9"},
            '{"lignes": [{"n": 1}]}',
            (1, 13, 1, 14),
        ),
        (
            {"each": "ligne", "at": "x", "assert": "n == 9"},
            '{"lignes": [{"n": 1, "bloc": {}}]}',
            (1, 30, 1, 31),
        ),
        (
            {"each": "ligne", "at": "x", "assert": "n == 9"},
            '{"lignes": [{"n": 1, "bloc": []}]}',
            (1, 30, 1, 31),
        ),
        ({"each": "ligne", "assert": "n == 9"}, '{"lignes": [ {"n": 1}]}', (1, 14, 1, 15)),
        (
            {"balise": "lignes", "assert": "count(lignes) > 1"},
            '{"a": 1, "lignes": [{}]}',
            (1, 10, 1, 18),
        ),
    ],
)
def test_what_has_no_text_of_its_own_is_placed_at_its_key_or_its_object(
    row: Any, document: str, place: Any
) -> None:
    assert places(run(mini(row), document)) == [place]


def test_a_finding_knows_its_unit_wherever_the_rule_looks() -> None:
    pack = mini(
        {"each": "code", "assert": 'value == "z"'},
        {
            "each": "fichier",
            "structure": "unknown",
            "message": {"fr": "unité {unit}", "en": "unit {unit}"},
        },
        {"each": "autre", "assert": 'value == "z"'},
        {"balise": "a", "assert": "value == 9"},
    )
    found = run(
        pack, '{"a": 1, "autres": ["q"], "lignes": [{}, {"codes": ["u"], "zz": 1}]}'
    ).findings
    assert [(f.rule, f.unit) for f in found] == [
        ("ESS-004", None),
        ("ESS-003", None),
        ("ESS-001", 2),
        ("ESS-002", 2),
    ]
    assert found[-1].message == Text("unité 2", "unit 2")


def at(made: FileReport, finding: Finding) -> str:
    assert made.source is not None
    return made.source.text[finding.span.start : finding.span.end]


def test_spans_and_places_agree_in_a_report() -> None:
    text = sample(("2917.00", "3000"), ('"C"', '"c"'))
    made = report(text)
    assert [at(made, finding) for finding in made.findings] == ['"c"', "3000", "3000"]


def test_a_file_without_findings_keeps_no_text() -> None:
    assert report(SAMPLE).source is None
    assert report("[]").source is not None


# --- sentences --------------------------------------------------------------------------------

SENTENCE = {
    "fr": "{found}|{expected}|{balise}|{position}|{unit}|{plafond}|{t}",
    "en": "{found}|{t}",
}


def test_the_words_of_a_message_are_filled() -> None:
    row = {**N_IS_SMALL, "found": "value", "expected": "plafond", "message": SENTENCE}
    found = run(mini(row), LINES).findings
    assert [finding.message.fr for finding in found] == ["1|10|n|1|1|10|x", "2|10|n|2|2|10|y"]
    assert found[0].message.en == "1|x"
    assert (found[0].found, found[0].expected) == (Text("1", "1"), Text("10", "10"))


def test_what_is_between_double_brackets_is_said_where_all_it_names_is_known() -> None:
    said = "vu[[ : {t}]][[, {first(t in lignes where n > value)} ensuite]]."
    row = {**N_IS_SMALL, "message": {"fr": said, "en": said}}
    found = run(
        mini(row), '{"lignes": [{"n": 1}, {"n": 2, "t": "y"}, {"n": 3, "t": "z"}]}'
    ).findings
    assert [finding.message.fr for finding in found] == [
        "vu, y ensuite.",
        "vu : y, z ensuite.",
        "vu : z.",
    ]
    hidden = run(mini(row), LINES, values=False).findings[0]
    assert hidden.message.fr == f"vu : {HIDDEN.fr}, {HIDDEN.fr} ensuite."


def test_what_we_count_is_grouped_and_what_is_written_in_the_file_is_not() -> None:
    row = {
        "each": "fichier", "assert": "fichier.taille < 5", "found": "fichier.taille",
        "message": {"fr": "{found}, {a}", "en": "{found}, {a}"},
    }  # fmt: skip
    (finding,) = run(mini(row), '{"a": 20000' + " " * 12_000 + "}").findings
    assert finding.message == Text("12\u00a0012, 20000", "12,012, 20000")
    assert finding.found == Text("12012", "12012")


def test_values_are_hidden_and_the_words_of_the_pack_are_not() -> None:
    row = {**N_IS_SMALL, "found": "value", "expected": "plafond", "message": SENTENCE}
    found = run(mini(row), LINES, values=False).findings[0]
    assert found.message.fr == f"{HIDDEN.fr}|10|n|1|1|10|{HIDDEN.fr}"
    assert found.message.en == f"{HIDDEN.en}|{HIDDEN.en}"
    assert (found.found, found.expected) == (HIDDEN, Text("10", "10"))


def test_what_was_expected_is_hidden_where_it_comes_from_the_deposit() -> None:
    row = {**N_IS_SMALL, "expected": "t"}
    assert run(mini(row), LINES, values=False).findings[0].expected == HIDDEN
    assert run(mini(row), LINES).findings[0].expected == Text("x", "x")
    assert run(mini(row), '{"lignes": [{"n": 1}]}').findings[0].expected is None


def test_what_has_no_value_to_show_shows_none() -> None:
    row = {"each": "ligne", "assert": "n < 1", "found": "t", "expected": "1"}
    absent: dict[str, Any] = {**row, "message": SENTENCE}
    found = run(mini(absent), '{"lignes": [{"n": 1}]}').findings[0]
    assert (found.found, found.message.fr.split("|")[0]) == (None, "…")
    placed = {"each": "ligne", "at": "x", "assert": "n < 1"}
    assert run(mini(placed), '{"lignes": [{"n": 1}]}').findings[0].found is None
    whole = {"each": "fichier", "assert": "a < 1"}
    assert run(mini(whole), '{"a": 1}').findings[0].found is None


def test_a_long_value_is_shortened_and_a_strange_one_is_spelt_out() -> None:
    row = {**T_IS_Z, "message": {"fr": "{found}", "en": "{found}"}}
    assert (
        run(mini(row), json.dumps({"lignes": [{"t": "x" * 100}]})).findings[0].message.fr
        == '"' + "x" * 58 + "…"
    )
    assert (
        "\\u202E"
        in run(mini({**row, "found": "value"}), '{"lignes": [{"t": "\u202e"}]}')
        .findings[0]
        .message.fr
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "SECRET",
        "SECRET,",
        '"SECRET',
        "1SECRET",
        "SECRET 2",
        "'SECRET'",
        '"a" "SECRET"',
        '"a"SECRET',
        "+99887766",
        "099887766",
        "// SECRET",
        '"\\SECRET"',
    ],
)
def test_a_fault_of_syntax_shows_no_value_where_values_are_hidden(wrong: str) -> None:
    text = sample(("2917.00", wrong))
    shown, hidden = report(text), report(text, linter=BLIND)
    assert [f.rule for f in shown.findings] == [f.rule for f in hidden.findings] == ["STR-001"]
    for word in ("SECRET", "99887766"):
        assert word not in repr(hidden.findings[0].message)
    assert hidden.findings[0].message.fr


def test_signs_may_be_shown_in_a_fault_of_syntax() -> None:
    text = sample(("2917.00", "2917.00,"))
    assert report(text, linter=BLIND).findings[0].message == report(text).findings[0].message


# --- the shape of any report, over mutated deposits -------------------------------------------

WORTHLESS: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**400,
    "",
    " ",
    "x",
    "\x1b[2J\u202e\n",
    "é😀",
    [],
    {},
    [[]],
    [None, 1, "a"],
    {"a": {"b": 1}},
    "FINBIO99",
    "31/02/2024",
]


def leaves(value: Any, path: Path = ()) -> list[Path]:
    """The paths of every value, the innermost ones last."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(each for key, item in inside for each in leaves(item, (*path, key)))]


PATHS = leaves(json.loads(SAMPLE))[1:]


def put(value: Any, path: Path, new: Any) -> None:
    for step in path[:-1]:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return  # another change took it away
    if path[-1] in keys(value):
        value[path[-1]] = new


def keys(value: Any) -> Any:
    return (
        range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
    )


@st.composite
def deposits(draw: st.DrawFn) -> Any:
    """The sample with up to four values replaced, removed or renamed."""
    value = json.loads(SAMPLE)
    if draw(st.booleans()):
        value["lignesImport"].append(json.loads(json.dumps(value["lignesImport"][0])))
    for path in draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=4)):
        put(value, path, copy.deepcopy(draw(st.sampled_from(WORTHLESS))))
        if draw(st.booleans()) and isinstance(value, dict):
            name = draw(st.sampled_from(["siret", "zz", "\x1b[31m", "facture", "dateFacture"]))
            value[name] = copy.deepcopy(draw(st.sampled_from(WORTHLESS)))
    return value


@UNHURRIED
@given(deposits())
def test_every_finding_has_a_place_two_languages_and_nothing_left_to_fill(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    made = report(text)
    assert not made.crashed
    document = read(Source("f", text.encode()))
    assert isinstance(document, Document)
    order = [
        (finding.span.start, [rule.id for rule in LINTER.packs[0].rules].index(finding.rule))
        for finding in made.findings
    ]
    assert order == sorted(order)
    for finding in made.findings:
        assert finding.severity in SEVERITIES
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert (finding.start.line, finding.start.column) == (1, finding.span.start + 1)
        for said in (finding.message.fr, finding.message.en):
            assert said
            assert all(char.isprintable() or char in "\u00a0\u202f" for char in said), finding
            assert "{found}" not in said
            assert "{fault}" not in said
            assert not said.startswith("…")
            assert "« … »" not in said.replace("« \\u", "")
    assert {each.rule for each in made.not_run} <= {rule.id for rule in LINTER.packs[0].rules}
    total = sum(passed + failed + out for _, passed, failed, out in made.stages)
    assert total == len(LINTER.packs[0].rules)


@UNHURRIED
@given(deposits())
def test_the_same_deposit_gives_the_same_report(value: Any) -> None:
    text = json.dumps(value)
    one, two = report(text), report(text)
    assert [repr(finding) for finding in one.findings] == [
        repr(finding) for finding in two.findings
    ]


def marked(value: Any, counter: list[int]) -> Any:
    """`value` with every scalar replaced by a marker of its own, in text or in digits."""
    if isinstance(value, dict):
        return {key: marked(item, counter) for key, item in value.items()}
    if isinstance(value, list):
        return [marked(item, counter) for item in value]
    counter[0] += 1
    return f"Qz{counter[0]:03}Qz"


@UNHURRIED
@given(st.data())
def test_where_values_are_hidden_no_report_holds_one(data: st.DataObject) -> None:
    value = json.loads(SAMPLE)
    kept = data.draw(st.sets(st.sampled_from(PATHS), max_size=10))
    every = marked(value, [0])
    for path in sorted(kept, key=len):
        put(
            every,
            path,
            original(path),
        )
    number = data.draw(st.sampled_from(PATHS))
    put(every, number, 77310001 + 0.25)
    text = json.dumps(every)
    name = data.draw(st.sampled_from([FILE, "Qz999Qz.json", "JSON-Qz99899Qz-20240115-001.json"]))
    made = report(text, name=name, linter=BLIND)
    assert not made.crashed
    said = [
        part for f in made.findings for part in (f.message, f.found, f.expected) if part is not None
    ]
    said += [each.reason for each in made.not_run]
    for each in said:
        for word in (each.fr, each.en):
            assert "Qz" not in word, word
            assert "77310001" not in word, word


def original(path: Path) -> Any:
    found: Any = json.loads(SAMPLE)
    for step in path:
        found = found[step]
    return found


def test_the_same_marked_deposit_does_show_its_values_otherwise_noop() -> None:
    made = report(json.dumps(marked(json.loads(SAMPLE), [0])), name="Qz999Qz.json")
    assert any("Qz" in finding.message.fr for finding in made.findings)


# --- numbers at the edge ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "9" * 4301,
        "-" + "9" * 4301,
        "9" * 4301 + ".00",
        "1e300",
        "-0",
        "-0.00",
        "0.00",
        "1e-9999",
        "1E9999",
        "1e99999999999",
        "0." + "0" * 5000 + "1",
    ],
    ids=lambda each: each[:12],
)
def test_a_number_of_any_size_anywhere_is_no_crash(number: str) -> None:
    for old in (
        "2917.00",
        '"numLigne": 1',
        '"73282932000074"',
        '["999999998"]',
        '"15/12/2023"',
        '"C"',
    ):
        new = f'"numLigne": {number}' if old.startswith('"num') else number
        for linter in (LINTER, BLIND):
            assert not report(sample((old, new)), linter=linter).crashed


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("2917.00", []),
        ("2917.01", ["FAC-005"]),
        ("2917.0", ["FAC-003"]),
        ("2917", ["FAC-003"]),
        ("0.00", ["FAC-004"]),
        ("-0.00", ["FAC-004"]),
        ("1e-9999", ["FAC-003"]),
        ("9" * 300 + ".00", ["FAC-005"]),
    ],
    ids=lambda each: str(each)[:12],
)
def test_an_amount_is_judged_by_its_exact_value_and_by_its_text(
    amount: str, expected: list[str]
) -> None:
    assert rules(sample(("2917.00", amount))) == expected


# --- whether a pack applies -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("applies_if", "document", "truth"),
    [
        ("a == 1", '{"a": 1}', True),
        ("a == 1", '{"a": 2}', False),
        ("a == 1", '{"a": "1"}', False),
        ("a == 1", "{}", False),
        ("a == 1", "[]", False),
        ("a == 1", "{", False),
        ("a == 1", b"\xff", False),
        (None, '{"a": 1}', False),
    ],
)
def test_a_pack_applies_only_where_it_surely_does(
    applies_if: str | None, document: str | bytes, truth: bool
) -> None:
    head = HEAD if applies_if is None else HEAD.replace("rules:", f"applies: {applies_if}\nrules:")
    data = document.encode() if isinstance(document, str) else document
    assert applies(mini(T_IS_Z, head=head), Read(Source("f", data), None), Options("2024")) is truth
