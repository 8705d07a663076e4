"""Two versions of a pack in sentences: what was written, what is, and what is said of it."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from segur_lint import resources
from segur_lint.author import compile_all
from segur_lint.authoring.differences.difference import KINDS, Difference
from segur_lint.authoring.differences.packs import compare
from segur_lint.authoring.revisions import versions
from segur_lint.errors import AuthorErrors
from segur_lint.library import files
from segur_lint.markup.markdown import posted
from tests.repository import HEIR, MODEL, PACK, SAMPLE

OLD = MODEL, PACK


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the sample is; the files of rules are never written."""
    made = tmp_path_factory.mktemp("regles")
    (made / "exemples").mkdir()
    (made / "exemples" / "exemple.json").write_text(SAMPLE, encoding="utf-8")
    return str(made)


def version(folder: str, model: str, *packs: str) -> versions.Version:
    found = [(f"{folder}/modele.yaml", model.encode())]
    found += [(f"{folder}/{number}.yaml", pack.encode()) for number, pack in enumerate(packs)]
    compile_all(found)  # a case that is at fault proves nothing
    return versions.read("", found, [])


def told(folder: str, *replaced: tuple[str, str]) -> list[Difference]:
    model, pack = OLD
    for old, new in replaced:
        assert old in model + pack
        model, pack = model.replace(old, new), pack.replace(old, new)
    before, after = version(folder, *OLD), version(folder, model, pack)
    return compare(before, "essai", after, "essai")


ROW = """  - id: ESS-004
    stage: commande
    title: Le bloc a une note
    balise: note
    format: VARCHAR
    source: §1
    message: {fr: "Rien.", en: "Nothing."}
    examples: {pass: ['"x"'], fail: ['null']}
"""
SECOND = PACK[PACK.index("  - id: ESS-002") : PACK.index("  - id: ESS-003")]
THIRD = PACK[PACK.index("  - id: ESS-003") :]

CASES = [
    ([("VARCHAR (<50)", "VARCHAR (<=50)")], [("loosened", "ESS-001", "le format : « VARCHAR (<50) » devient « VARCHAR (<=50) » ; un texte de 50 caractères est maintenant admis")]),
    ([("VARCHAR (<50)", "VARCHAR (=4)")], [("tightened", "ESS-001", "le format : « VARCHAR (<50) » devient « VARCHAR (=4) » ; un texte de 1 à 3 caractères n'est plus admis ; un texte de 5 à 49 caractères n'est plus admis")]),
    ([("VARCHAR (<50)", "varchar ( <= 49 )")], [("changed", "ESS-001", "le format : « VARCHAR (<50) » devient « varchar ( <= 49 ) » ; écrit autrement, sans effet")]),
    ([("VARCHAR (<50)", "« A123 », « B1 »")], [("tightened", "ESS-001", "le format : « VARCHAR (<50) » devient « « A123 », « B1 » »")]),
    ([("value <= limite", "value < limite")], [("tightened", "ESS-002", "l'exigence (assert) : « value <= limite » devient « value < limite »")]),
    ([("value <= limite", "value <= 100")], [("changed", "ESS-002", "l'exigence (assert) : « value <= limite » devient « value <= 100 » ; écrit autrement, sans effet")]),
    ([("value <= limite", "value <= limite or reference == null")], [("loosened", "ESS-002", "l'exigence (assert) : « value <= limite » devient « value <= limite or reference == null »")]),
    ([("value <= limite", "multiple_of(value, 3)")], [("changed", "ESS-002", "l'exigence (assert) : « value <= limite » devient « multiple_of(value, 3) »")]),
    ([("montant > 10", "montant > 15")], [("loosened", "ESS-003", "la condition (when) : « montant > 10 » devient « montant > 15 » ; elle vaut dans moins de cas")]),
    ([("    when: montant > 10\n", "")], [("tightened", "ESS-003", "la condition (when) : plus rien, c'était « montant > 10 » ; elle vaut dans plus de cas")]),
    ([("    assert: value <= limite\n", "    assert: value <= limite\n    when: reference != null\n")], [("loosened", "ESS-002", "la condition (when) : maintenant « reference != null » ; elle vaut dans moins de cas")]),
    ([("severity: warning", "severity: error")], [("tightened", "ESS-003", "la gravité : « avertissement » devient « erreur »")]),
    ([("    severity: warning\n", "")], [("tightened", "ESS-003", "la gravité : plus rien, c'était « avertissement »")]),
    ([("severity: warning", "severity: info")], [("loosened", "ESS-003", "la gravité : « avertissement » devient « information »")]),
    ([("from: 2024-09-12", "from: 2024-10-01")], [("loosened", "ESS-003", "la date de début : « 2024-09-12 » devient « 2024-10-01 » ; elle vaut moins longtemps")]),
    ([("from: 2024-09-12", "from: 2024-09-12T00:00")], [("changed", "ESS-003", "la date de début : « 2024-09-12 » devient « 2024-09-12T00:00 » ; écrit autrement, sans effet")]),
    ([("    from: 2024-09-12\n", "")], [("tightened", "ESS-003", "la date de début : plus rien, c'était « 2024-09-12 » ; elle vaut plus longtemps")]),
    ([("from: 2024-09-12", "from: 2024-09-12\n    until: 2025-01-01")], [("loosened", "ESS-003", "la date de fin : maintenant « 2025-01-01 » ; elle vaut moins longtemps")]),
    ([("from: 2024-09-12", "from: 2024-09-12\n    yields to: [ESS-001]")], [("loosened", "ESS-003", "les règles devant lesquelles elle se tait : maintenant « [ESS-001] »")]),
    ([("limite: 100", "limite: 200")], [
        ("loosened", "ESS-002", "le paramètre limite : « 100 » devient « 200 »"),
        ("changed", "", "le paramètre limite : « 100 » devient « 200 » ; règles qui s'en servent : ESS-002"),
    ]),
    ([("forme: AXXX", "forme: A1XX")], [
        ("tightened", "ESS-003", "le paramètre forme : « AXXX » devient « A1XX »"),
        ("changed", "", "le paramètre forme : « AXXX » devient « A1XX » ; règles qui s'en servent : ESS-003"),
    ]),
    ([("limite: 100", "limite: 100.00")], [("changed", "", "le paramètre limite : « 100 » devient « 100.00 » ; règles qui s'en servent : ESS-002")]),
    ([("limite: 100", "limite: 100\n  autre: 3")], [("added", "", "le paramètre autre : maintenant « 3 » ; aucune règle ne s'en sert")]),
    ([("balise: montant\n    assert: value <= limite", "balise: reference\n    assert: length(value) <= limite")], [("changed", "ESS-002", "ce qu'elle regarde : « balise: montant » devient « balise: reference » ; ce qu'elle demande : « assert: value <= limite » devient « assert: length(value) <= limite »")]),
    ([("assert: value <= limite", "format: INTEGER (MAX 100)"), ("Le montant est trop grand", "« montant » {fault}")], [
        ("changed", "ESS-002", "ce qu'elle demande : « assert: value <= limite » devient « format: INTEGER (MAX 100) »"),
        ("changed", "ESS-002", "le message : « Le montant est trop grand. » devient « « montant » {fault}. »"),
    ]),
    ([('en: "The amount is too big."', 'en: "The amount is too high."')], [("changed", "ESS-002", "le message anglais : « The amount is too big. » devient « The amount is too high. »")]),
    ([("pass: ['100'], fail: ['101']", "pass: ['100', '99'], fail: ['101']")], [("changed", "ESS-002", "les exemples : 1 qui passent et 1 qui échouent deviennent 2 et 1")]),
    ([("fail: ['101']", "fail: ['102']")], [("changed", "ESS-002", "les exemples : d'autres, en même nombre (1 et 1)")]),
    ([("title: Le montant est petit", "title: Le montant est modeste")], [("changed", "ESS-002", "le titre : « Le montant est petit » devient « Le montant est modeste »")]),
    ([(SECOND, SECOND.replace("source: §1", "source: §2"))], [("changed", "ESS-002", "la source : « §1 » devient « §2 »")]),
    ([(SECOND, "")], [("removed", "ESS-002", "règle retirée : « Le montant est petit »")]),
    ([(THIRD, THIRD + ROW)], [("added", "ESS-004", "règle nouvelle : « Le bloc a une note » (erreur, étape commande)")]),
    ([(SECOND + THIRD, THIRD + SECOND)], [("changed", "", "l'ordre des règles change : ESS-003")]),
    ([("  montant: value", "  montant: value\n  devise: value")], [("added", "", "le modèle a une balise de plus : devise (value)")]),
    ([("    balises:\n      note: value", "    balises:\n      note: value or list")], [("changed", "", "la balise bloc.note du modèle : « value » devient « value or list »")]),
    ([("  bloc:\n    balises:\n      note: value\n", "")], [
        ("removed", "", "le modèle n'a plus la balise bloc (balises)"),
        ("removed", "", "le modèle n'a plus la balise bloc.note (value)"),
    ]),
    ([("title: Un jeu d'essai", "title: Un jeu"), ("status: provisoire", "status: publié")], [
        ("changed", "", "le titre du jeu : « Un jeu d'essai » devient « Un jeu »"),
        ("changed", "", "le statut du jeu : « provisoire » devient « publié »"),
    ]),
    ([("les commandes", "les ordres")], [("changed", "", "l'étape commande : « {fr: les commandes, en: the orders} » devient « {fr: les ordres, en: the orders} »")]),
    ([("balises:\n  reference", "layouts: [flat]\nbalises:\n  reference")], [("changed", "", "les dispositions du modèle (layouts) : maintenant « [flat] »")]),
    # What is no difference: spaces, quotes, comments, another way of folding a line.
    ([("value <= limite", "value   <=\n      limite")], []),
    ([("title: Le montant est petit", 'title: "Le montant est petit"  # ici')], []),
]  # fmt: skip


@pytest.mark.parametrize(("replaced", "said"), CASES)
def test_a_change_is_told_in_a_sentence(replaced: list[tuple[str, str]], said: list[tuple[str, str, str]], folder: str) -> None:  # fmt: skip
    assert [(each.kind, each.rule, each.said.fr) for each in told(folder, *replaced)] == said


@pytest.mark.parametrize("replaced", [replaced for replaced, said in CASES if said])
def test_each_sentence_has_its_english_twin(replaced: list[tuple[str, str]], folder: str) -> None:
    for each in told(folder, *replaced):
        assert each.said.en != each.said.fr
        assert not set("éèàê") & set(each.said.en.partition("“")[0])


SPACES = [
    ("value <= limite", 'value <= limite or reference == "A B"', "or reference", "assert"),
    ("montant > 10", 'reference != "A B"', "!=", "when"),
    ('starts_with(reference, "A")', 'reference == "A B" or reference != null', "or reference", "applies"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "changed", "folded", "key"), SPACES)
def test_spaces_count_in_quotes_and_nowhere_else(written: str, changed: str, folded: str, key: str, folder: str) -> None:  # fmt: skip
    once = PACK.replace(written, f"'{changed}'")
    assert once != PACK
    twice = once.replace("A B", "A  B")
    elsewhere = once.replace(folded, f"  {folded}")
    before, after, same = (version(folder, MODEL, each) for each in (once, twice, elsewhere))
    (change,) = compare(before, "essai", after, "essai")
    assert change.key == key
    assert "A B" in change.said.fr
    assert "A  B" in change.said.fr
    assert compare(before, "essai", same, "essai") == []


def test_a_number_that_becomes_a_text_is_another_value(folder: str) -> None:
    number = PACK.replace("value <= limite", "value != limite")
    text = number.replace("limite: 100", 'limite: "100"')
    before, after = version(folder, MODEL, number), version(folder, MODEL, text)
    said = [each.said.fr for each in compare(before, "essai", after, "essai")]
    assert said == [
        'le paramètre limite : « 100 » devient « "100" » ; règles qui s\'en servent : ESS-002'
    ]
    quoted = PACK.replace("forme: AXXX", 'forme: "AXXX"')  # a text already
    assert compare(version(folder, *OLD), "essai", version(folder, MODEL, quoted), "essai") == []  # fmt: skip


def test_the_unit_of_a_model_is_told(folder: str) -> None:
    model = MODEL + "  lignes:\n    list of: ligne\n    balises: {article: value}\n"
    units = model.replace("balises:", "unit: ligne\nbalises:", 1)
    before, after = version(folder, model, PACK), version(folder, units, PACK)
    (change,) = compare(before, "essai", after, "essai")
    assert change.said.fr == "l'unité du modèle (unit) : maintenant « ligne »"
    (change,) = compare(after, "essai", before, "essai")
    assert change.said.en == "the model's unit (unit): nothing any more, it was “ligne”"


def test_a_rule_that_an_heir_drops_is_told_with_its_reason(folder: str) -> None:
    dropping = HEIR.replace("rules: []", "rules:\n  - drop: ESS-002\n    why: Sans objet ici.")
    old, new = version(folder, *OLD, HEIR), version(folder, *OLD, dropping)
    (change,) = compare(old, "essai-bis", new, "essai-bis")
    assert change.kind == "removed"
    assert change.said.fr == "règle retirée : « Le montant est petit ». Pourquoi : Sans objet ici"


def test_two_packs_of_one_version_are_told_apart(folder: str) -> None:
    replacing = HEIR.replace("rules: []", "rules:\n  - replace: ESS-001\n    format: VARCHAR (<20)")
    both = version(folder, *OLD, replacing)
    changes = compare(both, "essai", both, "essai-bis")
    assert [(each.kind, each.rule) for each in changes if each.rule] == [("tightened", "ESS-001")]
    back = compare(both, "essai-bis", both, "essai")
    assert [(each.kind, each.rule) for each in back if each.rule] == [("loosened", "ESS-001")]


def test_rows_that_nobody_compiled_are_compared_all_the_same(folder: str) -> None:
    abstract = PACK.replace("status:", "abstract: true\nstatus:").replace("<= limite", "<= (limite")
    one = version(folder, MODEL, abstract)
    other = version(
        folder, MODEL, abstract.replace("(limite", "((limite").replace("limite: 1", "limite: 2")
    )
    changes = compare(one, "essai", other, "essai")
    assert [(each.kind, each.rule) for each in changes] == [("changed", ""), ("changed", "ESS-002")]


def test_a_balise_that_hides_a_parameter_is_not_taken_for_it(folder: str) -> None:
    hidden = ("limite: 100", "montant: 100"), ("value <= limite", "value <= montant")
    changed = ("limite: 100", "montant: 200"), ("value <= limite", "value <= montant")
    packs = []
    for replaced in (hidden, changed):
        pack = PACK
        for old, new in replaced:
            pack = pack.replace(old, new)
        packs.append(version(folder, MODEL, pack))
    (change,) = compare(packs[0], "essai", packs[1], "essai")
    assert change.kind == "changed"


@settings(max_examples=50)
@given(st.permutations(range(len(CASES))).map(lambda order: order[:4]))
def test_a_pack_differs_in_nothing_from_itself_and_turns_back_as_it_turned(folder: str, chosen: list[int]) -> None:  # fmt: skip
    model, pack = OLD
    for number in chosen:
        replaced, _ = CASES[number]
        if all(old in model + pack for old, _ in replaced):
            for old, new in replaced:
                model, pack = model.replace(old, new), pack.replace(old, new)
    try:
        one, other = versions_of(folder, model, pack)
    except AuthorErrors:  # two changes that write one key twice
        reject()
    assert compare(other, "essai", other, "essai") == []
    there = compare(one, "essai", other, "essai")
    back = compare(other, "essai", one, "essai")
    turned = {
        "added": "removed",
        "removed": "added",
        "tightened": "loosened",
        "loosened": "tightened",
    }
    assert {(turned.get(each.kind, each.kind), each.rule, each.key) for each in there if each.key != "order"} == {
        (each.kind, each.rule, each.key) for each in back if each.key != "order"
    }  # fmt: skip


def versions_of(folder: str, model: str, pack: str) -> tuple[versions.Version, versions.Version]:
    """Read only: a mix of changes may have a fault, and is a pack all the same."""
    made = []
    for each in (OLD, (model, pack)):
        found = [
            (f"{folder}/modele.yaml", each[0].encode()),
            (f"{folder}/0.yaml", each[1].encode()),
        ]
        made.append(versions.read("", found, []))
    return made[0], made[1]


def test_our_packs_differ_in_nothing_from_themselves() -> None:
    now = versions.read("", files(), [])
    for name in now.flats:
        assert compare(now, name, now, name) == []
    assert now.flats
    assert resources.folder("rules") in now.flats["commun"].own.source.name


def test_every_kind_of_change_is_in_the_table() -> None:
    assert {kind for _, said in CASES for kind, *_ in said} == set(KINDS)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("[x](https://a.fr)", "\\[x\\](https\\://a\\.fr)"),
        ("a | b * c _ d ` e", "a \\| b \\* c \\_ d \\` e"),
        ("@equipe #12 !3", "@<!-- -->equipe \\#<!-- -->12 !<!-- -->3"),
        ("a\n\n# titre", "a \\# titre"),
        ("a\x1b[31mb\u202ec", "a\\\\u001B\\[31mb\\\\u202Ec"),
        ("&amp; www.a.fr", "&amp;<!-- -->amp; www\\.a\\.fr"),
    ],
)
def test_data_in_markdown_is_only_shown(data: str, shown: str) -> None:
    assert posted(data) == shown
