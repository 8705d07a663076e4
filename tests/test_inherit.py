"""What a pack takes from those it extends: rows, parameters, names, stages, in which order."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import copy
from typing import Any

import pytest

from segur_lint.errors import AuthorErrors
from segur_lint.faults import Faults
from segur_lint.inherit import chains, flatten
from segur_lint.link import Pack
from segur_lint.pack import read_pack
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap
from tests.test_author import A_ROW, PACK, child, edit, programs

BASE = ["LOT-001", "CMD-001", "CMD-002"]


def row(rule: str, *lines: str) -> str:
    """A sound row of that id, with further lines."""
    return (
        "\n"
        + A_ROW.replace("CMD-009", rule).rstrip("\n")
        + "".join(f"\n    {line}" for line in lines)
    )


def rules(program: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule for rule in program["rules"]}


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        pytest.param(" []", BASE, id="nothing of its own"),
        pytest.param(row("NEW-001"), [*BASE, "NEW-001"], id="a new row comes last"),
        pytest.param(row("NEW-002") + row("NEW-001"), [*BASE, "NEW-002", "NEW-001"], id="new rows keep the order of the file"),
        pytest.param(row("NEW-001", "after: LOT-001"), ["LOT-001", "NEW-001", "CMD-001", "CMD-002"], id="after an inherited row"),
        pytest.param(row("NEW-001", "after: CMD-002"), [*BASE, "NEW-001"], id="after the last row"),
        pytest.param(row("NEW-001", "after: LOT-001") + row("NEW-002"), ["LOT-001", "NEW-001", "NEW-002", "CMD-001", "CMD-002"], id="the next new row follows the one before it"),
        pytest.param(row("NEW-001") + row("NEW-002", "after: NEW-001"), [*BASE, "NEW-001", "NEW-002"], id="after a row of its own"),
        pytest.param(row("NEW-001", "after: LOT-001") + row("NEW-002", "after: CMD-001") + row("NEW-003"), ["LOT-001", "NEW-001", "CMD-001", "NEW-002", "NEW-003", "CMD-002"], id="two places"),
        pytest.param("\n  - {drop: CMD-001, why: vu}", ["LOT-001", "CMD-002"], id="a dropped row is gone"),
        pytest.param("\n  - {replace: LOT-001, severity: info}", BASE, id="a replaced row keeps its place"),
    ],
)  # fmt: skip
def test_rows_stand_in_this_order(rows: str, order: list[str]) -> None:
    program = programs(enfant=child("enfant", "essai", rows))["enfant"]
    assert [rule["id"] for rule in program["rules"]] == order


def test_a_row_knows_who_added_it_and_who_changed_it() -> None:
    made = programs(
        a=child("a", "essai", "\n  - {replace: CMD-001, severity: warning}"),
        b=child("b", "a", row("NEW-001") + "\n  - {replace: CMD-001, title: Autre}"),
    )
    found = rules(made["b"])
    assert (found["CMD-001"]["origin"], found["CMD-001"]["changed"]) == ("essai", ["a", "b"])
    assert (found["CMD-001"]["severity"], found["CMD-001"]["title"]) == ("warning", "Autre")
    assert (found["NEW-001"]["origin"], found["NEW-001"]["changed"]) == ("b", [])
    assert (found["LOT-001"]["origin"], found["LOT-001"]["changed"]) == ("essai", [])
    assert made["b"]["chain"] == ["essai", "a", "b"]


def test_what_a_child_changes_is_not_changed_in_its_parent() -> None:
    alone = programs()["essai"]
    beside = programs(
        a=child("a", "essai", "\n  - {replace: CMD-001, severity: info}\n  - {drop: LOT-001, why: vu}" + row("NEW-001")),
    )  # fmt: skip
    assert beside["essai"] == alone


def test_a_dropped_row_is_remembered_with_its_reason() -> None:
    made = programs(
        a=child("a", "essai", "\n  - {drop: CMD-001, why: Sans objet ici.}"), b=child("b", "a")
    )
    assert made["a"]["dropped"] == [["CMD-001", "a", "Sans objet ici."]]
    assert made["b"]["dropped"] == [["CMD-001", "a", "Sans objet ici."]]
    assert made["essai"]["dropped"] == []


def test_a_dropped_row_can_be_written_anew_by_a_grandchild() -> None:
    made = programs(
        a=child("a", "essai", "\n  - {drop: CMD-001, why: vu}"),
        b=child("b", "a", row("CMD-001")),
    )
    assert rules(made["b"])["CMD-001"]["origin"] == "b"


@pytest.mark.parametrize(
    ("changes", "key", "value"),
    [
        pytest.param("format: FLOAT", "asks", ["format", "FLOAT", ""], id="another kind takes the place of the first"),
        pytest.param("format: FLOAT", "found", None, id="what was shown of the first kind goes with it"),
        pytest.param("format: FLOAT", "expected", None, id="and what was expected"),
        pytest.param("severity: info", "asks", ["assert", "value <= maximum", ""], id="a severity leaves the kind"),
        pytest.param("severity: info", "target", ["balise", "montant"], id="and the place"),
        pytest.param("balise: numero", "target", ["balise", "numero"], id="another balise"),
        pytest.param("selector: '$.commandes[*].numero'", "target", ["selector", "$.commandes[*].numero"], id="another way to say the place"),
        pytest.param("when: numero > 1", "asks", ["assert", "value <= maximum", "numero > 1"], id="a condition is added"),
    ],
)  # fmt: skip
def test_a_replacement_changes_these_keys_only(changes: str, key: str, value: Any) -> None:
    rows = "\n  - {replace: CMD-001, " + changes + "}"
    found = rules(programs(enfant=child("enfant", "essai", rows))["enfant"])["CMD-001"]
    assert found[key] == value


def test_the_condition_of_a_row_goes_with_its_kind() -> None:
    found = rules(
        programs(enfant=child("enfant", "essai", "\n  - {replace: CMD-002, assert: count(codes) > 0}"))["enfant"]
    )["CMD-002"]  # fmt: skip
    assert found["when"] is None
    assert found["at"] is not None


def test_parameters_are_merged_and_the_child_has_the_last_word() -> None:
    pack = child("enfant", "essai").replace(
        "rules: []", "params: {maximum: 20.00, autre: x}\nrules: []"
    )
    made = programs(enfant=pack)
    # The parent's other parameter is still there: without it the text would be refused.
    assert rules(made["enfant"])["CMD-001"]["expected"] == ["lit", "number", "20.00"]
    assert rules(made["essai"])["CMD-001"]["expected"] == ["lit", "number", "10.00"]


def test_stages_are_merged_a_new_one_comes_last_and_a_label_may_change() -> None:
    pack = child("enfant", "essai").replace(
        "rules: []", "stages:\n  avis: {fr: avis, en: advice}\n  fichier: {fr: a, en: b}\nrules: []"
    )
    assert programs(enfant=pack)["enfant"]["stages"] == [
        ["fichier", "a", "b"],
        ["commande", "les commandes", "the orders"],
        ["avis", "avis", "advice"],
    ]


def test_names_are_merged_and_the_child_may_write_one_anew() -> None:
    pack = child("enfant", "essai").replace(
        "rules: []",
        "names:\n  article: {of: nom, notation: rang+CODE, parts: {rang: {}, CODE: {called: code}}}\n"
        "  lieu: {of: ville, notation: <x>-FR, parts: {x: {}}}\nrules: []",
    )
    names = programs(enfant=pack)["enfant"]["names"]
    assert [name["notation"] for name in names] == ["LOT-jour.json", "rang+CODE", "<x>-FR"]
    assert names[1]["called"] == ["rang", "code"]


@pytest.mark.parametrize("key", ["applies", "sample", "fallback", "abstract", "title", "status"])
def test_what_says_which_pack_it_is_is_not_inherited(key: str) -> None:
    base = edit(PACK, "pack: essai", "pack: essai\nfallback: true")
    made = programs(base, enfant=child("enfant", "essai"))
    assert made["enfant"].get(key) in (None, False, "t", "publié")
    assert made["essai"]["applies"] is not None


_BASE = edit(
    edit(PACK, "pack: essai", "pack: essai\nabstract: true"),
    "prefixe: ABC",
    "prefixe: ABC\n  lettre: A\n  autre: B",
)


def test_what_an_abstract_pack_is_known_by_is_that_of_each_heir_by_its_own_values() -> None:
    either = (
        "lettre == autre and starts_with(reference, lettre)"
        " or lettre != autre and ends_with(reference, lettre)\n"
        "applies examples: {pass: [{nom: '{lettre:lower}{autre}'}], fail: [{nom: '{x:lower}'}]}"
    )
    own = "applies examples: {pass: [{nom: x}], fail: [{nom: y}]}\nrules: []"
    other = "applies: contains(reference, lettre)\nrules: []"
    made = programs(
        edit(_BASE, "starts_with(reference, prefixe)", either),
        un=edit(child("un", "essai"), "rules: []", "params: {lettre: B}\nrules: []"),
        deux=edit(child("deux", "essai"), "rules: []", own),
        trois=child("trois", "un"),
        quatre=edit(child("quatre", "essai"), "rules: []", other),
    )
    called = {name: program["applies"] for name, program in made.items()}
    # What only compares parameters is decided.
    assert called["un"][:2] == ["call", "starts_with"]
    assert called["un"][2][1] == ["lit", "text", "B"]
    assert called["deux"][:2] == ["call", "ends_with"]
    assert called["deux"][2][1] == ["lit", "text", "A"]
    assert called["quatre"][:2] == ["call", "contains"]
    assert called["trois"] is None  # its parent is a pack that files are of
    examples = {name: program["applies examples"] for name, program in made.items()}
    assert examples["un"] == {"pass": [{"nom": "bB"}], "fail": [{"nom": "{x:lower}"}]}
    assert examples["deux"] == {
        "pass": [{"nom": "aB"}, {"nom": "x"}],
        "fail": [{"nom": "{x:lower}"}, {"nom": "y"}],
    }
    assert examples["trois"] == examples["quatre"] == {"pass": [], "fail": []}


def test_an_heir_that_adds_half_of_the_examples_is_told() -> None:
    half = "applies examples: {pass: [{nom: x}]}\nrules: []"
    with pytest.raises(AuthorErrors) as caught:
        programs(_BASE, un=edit(child("un", "essai"), "rules: []", half))
    assert len(caught.value.errors) == 1
    assert "« applies examples » donne" in caught.value.errors[0].message.fr


@pytest.mark.parametrize(
    ("source", "document"),
    [
        ("source: Guide d'essai", "Guide d'essai"),
        ("source: {document: Autre guide, date: 2024-01-15}", "Autre guide"),
    ],
)
def test_the_document_of_a_pack_is_that_of_its_nearest_parent(source: str, document: str) -> None:
    made = programs(edit(PACK, "source: Guide d'essai", source), enfant=child("enfant", "essai"))
    assert made["enfant"]["source"] == document


def test_a_pack_without_document_has_none() -> None:
    assert programs(edit(PACK, "source: Guide d'essai\n", ""))["essai"]["source"] == ""


@pytest.mark.parametrize(
    ("dates", "moment", "holds"),
    [
        ("", "2024-09-12T14:00", True),
        ("from: 2024-09-12T14:00", "2024-09-12T13:59", False),
        ("from: 2024-09-12T14:00", "2024-09-12T14:00", True),
        ("from: 2024-09-12", "2024-09-11T23:59", False),
        ("from: 2024-09-12", "2024-09-12T00:00", True),
        ("until: 2024-09-12", "2024-09-12T23:59", True),
        ("until: 2024-09-12", "2024-09-13T00:00", False),
        ("until: 2024-09-12T14:00", "2024-09-12T14:00", True),
        ("until: 2024-09-12T14:00", "2024-09-12T14:01", False),
        ("from: 2024-01-01, until: 2024-12-31", "2024-06-01T12:00", True),
    ],
)
def test_a_rule_is_in_force_between_its_dates_both_included(
    dates: str, moment: str, holds: bool
) -> None:
    rows = f"\n  - {{replace: CMD-001, severity: info, {dates}}}"
    pack = Pack(programs(enfant=child("enfant", "essai", rows))["enfant"])
    (rule,) = (rule for rule in pack.rules if rule.id == "CMD-001")
    assert rule.in_force(moment) is holds


def test_a_chain_is_read_from_its_root_and_flattening_changes_nothing_of_it() -> None:
    faults = Faults()
    packs = {}
    for name, text in {"essai": PACK, "a": child("a", "essai", row("NEW-001"))}.items():
        root = load(Source(f"{name}.yaml", text.encode()))
        assert isinstance(root, YMap)
        packs[name] = read_pack(Source(f"{name}.yaml", text.encode()), root, faults)
    chain = chains(packs, faults)["a"]
    before = copy.deepcopy([[each.id for each in pack.rows] for pack in chain])
    flat = flatten(chain, faults)
    assert (flat.own.name, [pack.name for pack in flat.chain]) == ("a", ["essai", "a"])
    assert flat.field("model") is not None
    assert flat.field("sample") is None
    assert before == [[each.id for each in pack.rows] for pack in chain]
    assert faults.errors == []
