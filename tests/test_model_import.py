"""`segur-lint model import`: a template becomes a model that its own shape fits."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_lint import library, modelimport
from segur_lint.api import Linter
from segur_lint.document import Document, read
from segur_lint.errors import AuthorError, SegurLintError, UsageError
from segur_lint.knownmodels import Known, known_models
from segur_lint.model import Model
from segur_lint.modelfile import read_model
from segur_lint.modelimport import Imported
from segur_lint.source import Source
from segur_lint.walk import Walker
from segur_lint.yamlfile import load

KNOWN = known_models(library.files())
OURS = """\
model: nous
title: Un modèle à nous
layouts: [nested, flat]
unit: commande
balises:
  emetteur: value
  commandes:
    list of: commande
    balises:
      reference: value
      facture:
        balises:
          date: value
          montant: value
      clients:
        list of: client
      options: value or list
"""
TEMPLATE = {
    "emetteur": "VARCHAR (=5)",
    "commandes": [
        {
            "reference": None,
            "facture": {"date": "JJ/MM/AAAA", "montant": 0.0},
            "clients": ["VARCHAR(=9)"],
            "options": None,
        }
    ],
}


def ours() -> list[Known]:
    return known_models([("ours.yaml", OURS.encode())])


def imported(template: Any, known: list[Known] | None = None, **named: Any) -> Imported:
    text = template if isinstance(template, str) else json.dumps(template, ensure_ascii=False)
    document = modelimport.read_template("dossier/m.json", text.encode())
    return modelimport.make(document, ours() if known is None else known, **named)


def model_of(text: str) -> Model:
    source = Source("m.yaml", text.encode())
    errors: list[AuthorError] = []
    model = read_model(source, load(source), errors)
    assert errors == []
    assert model is not None
    return model


def misfits(text: str, template: Any) -> list[tuple[str, str]]:
    document = read(Source("m.json", json.dumps(template).encode()))
    assert isinstance(document, Document)
    walked = Walker(model_of(text).plain()).walk(document.value)
    return [(misfit.what, misfit.name) for misfit in walked.misfits]


def changed(**changes: Any) -> dict[str, Any]:
    """The template with changes in its element; None takes a balise away."""
    element = {**TEMPLATE["commandes"][0], **changes}  # type: ignore[dict-item]  # one object
    return {**TEMPLATE, "commandes": [{k: v for k, v in element.items() if v != "-"}]}


def said(made: Imported, lang: str = "fr") -> list[str]:
    return [f"{each.sign} {each.sentence.get(lang)}" for each in made.differences]


# --- the model that is written --------------------------------------------------------------------


def test_the_model_is_laid_out_as_ours_are() -> None:
    made = imported(TEMPLATE)
    expected = OURS.replace("model: nous", "model: nous-officiel")
    expected = expected.replace("Un modèle à nous", '"Modèle importé de m.json"')
    assert made.text == expected.replace("layouts: [nested, flat]\n", "")
    assert (made.notes, made.differences, made.layout) == ([], [], "nested")


def test_the_flat_layout_of_ours_is_known() -> None:
    made = imported(changed(facture="-", date="", montant=1))
    assert (made.differences, made.layout) == ([], "flat")


@pytest.mark.parametrize(
    ("balise", "value", "lines"),
    [
        ("x", None, ["x: value"]),
        ("x", {"a": 1}, ["x:", "  balises:", "    a: value"]),
        ("x", {}, ["x:", "  open: true", "  balises: {}"]),
        ("x", [], ["x: any"]),
        ("x", [1, {"a": 1}], ["x: any"]),
        ("x", [{"a": 1}, {"b": {}}, {"b": {"c": 1}}],
         ["x:", "  list of: xElement", "  balises:", "    a: value", "    b:", "      balises:", "        c: value"]),
        ("x", [{"a": 1}, {"a": [2]}], ["x:", "  list of: xElement", "  balises:", "    a: value or list"]),
        ("x", [{"a": 1}, {"a": {"b": 1}}], ["x:", "  list of: xElement", "  balises:", "    a: any"]),
        ("x", "Liste de VARCHAR (=9)", ["x:", "  list of: xElement"]),
        ("x", "liste des pièces", ["x: value"]),
        ("adresses", [""], ["adresses:", "  list of: adresse"]),
        ("lignesDeCommande", [{"a": 1}], ["lignesDeCommande:", "  list of: ligne", "  balises:", "    a: value"]),
        ("documents", [""], ["documents:", "  list of: documentElement"]),
        ("adresse", [""], ["adresse:", "  list of: adresseElement"]),
        ("clients", [], ["clients:", "  list of: client"]),
        ("clients", [{"a": 1}], ["clients:", "  list of: client", "  balises:", "    a: value"]),
        ("clients", "-", []),
        ("options", ["a"], ["options: value or list"]),
        ("options", [], ["options: value or list"]),
        ("facture", {}, ["facture:", "  balises:", "    date: value", "    montant: value"]),
    ],
)  # fmt: skip
def test_a_balise_is_written_by_what_the_template_shows(
    balise: str, value: Any, lines: list[str]
) -> None:
    text = imported(changed(**{balise: value})).text
    names = [line.strip() for line in text.splitlines()]
    here = [line.removeprefix(" " * 6) for line in text.splitlines()]
    if not lines:
        assert f"{balise}:" not in names
        return
    at = here.index(lines[0])
    assert here[at : at + len(lines)] == lines


def test_two_lists_never_share_the_name_of_their_elements() -> None:
    model = model_of(imported({"a": {"pieces": [1]}, "b": {"pieces": [2]}, "piece": 1}).text)
    names = [scope.element for scope in model.scopes]
    assert len(set(names)) == len(names) == 3


@pytest.mark.parametrize("name", ["a b", "a: b", "- a", "#a", "", "true", "\"'", "é\u00a0", "[a]", "😀", "<<", "a\nb"])  # fmt: skip
def test_any_name_of_a_balise_is_written_as_it_is(name: str) -> None:
    model = model_of(imported({name: 1, "liste " + name: [{name: 1}]}).text)
    assert [slot.name for slot in model.scopes[0].slots] == [name, "liste " + name]


def test_what_the_template_does_not_tell_is_said() -> None:
    made = imported(changed(clients=[], retours=[], suite={}))
    assert [note.fr.partition(" : ")[0] for note in made.notes] == [
        "« clients » est une liste vide",
        "« retours » est une liste vide",
        "« suite » est un objet vide",
    ]
    assert "ceux de notre modèle « nous »" in made.notes[0].fr
    assert "any" in made.notes[1].en


# --- how it differs -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "differences"),
    [
        (changed(signature=""), ["+ « signature » est nouvelle, dans « commandes »"]),
        (changed(references="", reference="-"), [
            "+ « references » est nouvelle, dans « commandes » ; est-ce notre « reference » ?",
            "- « reference » n'y est pas ; notre modèle l'a dans « commandes »"]),
        (changed(clients="-"), ["- « clients » n'y est pas ; notre modèle l'a dans « commandes »"]),
        (changed(facture="-"), ["- « facture » n'y est pas ; notre modèle l'a dans « commandes » (date, montant)"]),
        (changed(achat={"date": "", "montant": 1}, facture="-"),
         ["~ « achat » est un bloc qui s'appelle « facture » dans notre modèle"]),
        (changed(facture={"date": "", "montant": 1, "options": 1}, options="-"),
         ["~ « options » est dans « facture » ; notre modèle l'a dans « commandes »"]),
        (changed(clients=""), ["~ « clients » est une valeur ; dans notre modèle, une liste"]),
        (changed(reference=["a"]), ["~ « reference » est une liste ; dans notre modèle, une valeur"]),
        (changed(suite={"a": 1}), ["+ « suite » est nouvelle, dans « commandes »", "+ « a » est nouvelle, dans « suite »"]),
    ],
)  # fmt: skip
def test_a_difference_is_told_once(template: Any, differences: list[str]) -> None:
    made = imported(template)
    assert said(made) == differences
    assert [line[0] for line in said(made, "en")] == [line[0] for line in differences]


def test_a_difference_has_its_places() -> None:
    made = imported('{"emetteur": "",\n "commandes": [{"facture": {"options": 1}}]}')
    moved = next(each for each in made.differences if each.sign == "~")
    assert moved.theirs is not None
    assert moved.ours is not None
    assert made.source.text[moved.theirs.offset :].startswith('"options"')
    assert OURS[moved.ours.offset :].startswith("options")


def test_the_nearest_model_is_taken_and_another_where_it_is_named() -> None:
    made = imported({"impId": None, "lignesImport": [{"numLigne": 1, "dateFacture": ""}]}, KNOWN)
    assert made.against is not None
    assert made.against.name == "bio"
    other = imported({"impId": None}, KNOWN, against="commun")
    assert other.against is not None
    assert other.against.name == "commun"
    with pytest.raises(UsageError, match="Vouliez-vous dire « bio »"):
        imported({"impId": None}, KNOWN, against="bioo")


def test_a_template_like_none_of_ours_is_compared_with_none() -> None:
    made = imported({"a": [{"b": 1}]})
    assert (made.against, made.differences) == (None, [])
    assert made.text.startswith("model: officiel\n")


# --- with our rules -------------------------------------------------------------------------------


def test_a_pack_checks_with_the_imported_model(tmp_path: Path) -> None:
    sample = next(Path(library.files()[0][0]).parent.glob("exemples/bio*/*.json"))
    template = json.loads(sample.read_text(encoding="utf-8"))
    template["lignesImport"][0]["signature"] = None
    made = imported(template, KNOWN, name="officiel")
    (tmp_path / "officiel.yaml").write_text(made.text, encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(
        "pack: essai\ntitle: Avec le modèle officiel\nextends: bio-loinc-va1-solde\n"
        "status: provisoire\nmodel: officiel.yaml\nrules: []\n",
        encoding="utf-8",
    )
    linter = Linter("essai", rules=str(tmp_path), cache=False)
    name = sample.name

    def rules(value: Any) -> set[str]:
        text = json.dumps(value).replace("2917.0", "2917.00")
        return {each.rule for each in linter.check_bytes(name, text.encode()).findings}

    assert rules(template) == set()
    del template["lignesImport"][0]["signature"]
    assert rules(template) == {"STR-002"}


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "m.json:1:1: "),
        ("[]", "m.json:1:1: Un modèle de fichier est un objet JSON"),
        ("null", "m.json:1:1: Un modèle"),
        ("{}", "m.json:1:1: Cet objet n'a aucune balise."),
        ('{"a": 1} {"a": 1}', "m.json:1:10: "),
        ('{"a": 1, "a": 1}', "m.json:1:10: Cette balise est déjà"),
        ('{"a": [1, [2]]}', "m.json:1:7: Cette liste contient une liste"),
        ('{"a": NaN}', "m.json:1:7: "),
        ('{"a": ' * 100_000, "m.json:1:"),
        ("[" * 100_000, "m.json:1:"),
        ('{"a": ' * 40 + "1" + "}" * 40, "Aucun modèle ne peut être fait de ce fichier."),
        ('{"' + "a" * 300 + '": 1}', "Aucun modèle ne peut être fait de ce fichier."),
        ('{"\\ud800": 1}', ""),
        ("{" + ", ".join(f'"a{n}": 1' for n in range(2_001)) + "}", "plus de 2000 balises"),
        (" " * 64 * 1024 * 1024 + '{"a": 1}', "m.json:1:1: "),
    ],
    ids=lambda each: each[:20],
)  # fmt: skip
def test_what_is_no_template_is_said(text: str, said: str) -> None:
    with pytest.raises(SegurLintError) as caught:
        imported(text)
    assert said in caught.value.render("fr")
    assert len(caught.value.render("en")) < 1_000


def test_a_template_that_is_not_utf_8_is_said() -> None:
    with pytest.raises(AuthorError) as caught:
        modelimport.read_template("m.json", b'{"a": "\xe9"}')
    assert "m.json:1:8: Ce n'est pas de l'UTF-8." in caught.value.render("fr")


def test_a_byte_order_mark_is_no_fault_of_a_template() -> None:
    assert modelimport.read_template("m.json", b'\xef\xbb\xbf{"a": 1}')


def test_a_deposit_of_many_elements_is_a_template_too() -> None:
    template = {**TEMPLATE, "commandes": TEMPLATE["commandes"] * 5_000}  # type: ignore[operator]  # a list
    assert imported(template).differences == []


def test_rules_at_fault_are_no_known_models() -> None:
    broken = [("a.yaml", b"model: [a"), ("b.yaml", b"pack: a\nmodel: m.yaml\n"), ("c.yaml", b"- a")]
    half = ("d.yaml", b"model: d\ntitle: D\nbalises: {a: valeur}\n")
    assert known_models([*broken, half]) == []


# --- properties -----------------------------------------------------------------------------------

NAMES = st.sampled_from(
    ["emetteur", "commandes", "facture", "date", "clients", "options", "pieces", "a b", "é", "X"]
) | st.text(min_size=0, max_size=6)
SCALARS = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "VARCHAR(=10)", "x"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_any_object_gives_a_model_or_a_sentence(template: dict[str, Any]) -> None:
    with contextlib.suppress(SegurLintError):
        model_of(imported(template).text)


SHAPES = st.recursive(
    SCALARS | st.lists(st.text(max_size=3), min_size=1, max_size=2),
    lambda inner: (
        st.dictionaries(NAMES, inner, min_size=1, max_size=4)
        | st.dictionaries(NAMES, inner, min_size=1, max_size=4).map(lambda each: [each])
    ),
    max_leaves=20,
)


@given(st.dictionaries(NAMES, SHAPES, min_size=1, max_size=6))
def test_a_template_fits_the_model_made_of_it(template: dict[str, Any]) -> None:
    try:
        made = imported(template)
    except UsageError:  # a name that YAML cannot hold
        return
    assert misfits(made.text, template) == []


@given(st.dictionaries(NAMES, SHAPES, min_size=1, max_size=6))
def test_a_model_does_not_differ_from_its_own_template(template: dict[str, Any]) -> None:
    try:
        made = imported(template, [])
    except UsageError:
        return
    own = known_models([("own.yaml", made.text.encode())])
    assert imported(template, own, against="officiel").differences == []
