"""`.segur-lint.yaml`: where it is found, what it says, all that can be wrong with it."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import itertools
import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.write_cases import HERE as FIXTURES
from segur_lint import Linter, cache
from segur_lint.cli import main
from segur_lint.config import Config, load
from segur_lint.configfile import KEYS, LINE_KEYS, ConfigErrors, Reader
from segur_lint.configured import NAME, find, groups
from segur_lint.errors import UsageError
from segur_lint.patterns import matches
from segur_lint.source import Source
from segur_lint.yamlfile import load as load_yaml
from segur_lint.yamlnodes import plain
from tests.console import blocks
from tests.project import ROOT

SCHEMA = json.loads((ROOT / "docs" / "configuration.schema.json").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
PACK = "bio-loinc-va1-solde"
SAMPLE = FIXTURES / "FAC-005" / "JSON-1234567890-20240115-001.json"


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


def write(folder: Path, text: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_bytes(text.encode())
    return str(folder / NAME)


def faults(text: str) -> list[str]:
    """Where the shapes of a configuration are at fault, and what is said."""
    try:
        reader = Reader(Source("c", text.encode()))
    except ConfigErrors as errors:
        found = errors
    else:
        reader.plain()
        found = ConfigErrors(reader.faults.errors)
    return [error.render("fr").split("\n")[0].removeprefix("c:") for error in found.errors]


def is_refused(text: str, said: list[str]) -> None:
    """Each fault begins as one of `said`, in order, and the schema refuses the text too."""
    found = faults(text)
    assert len(found) == len(said), found
    assert [
        fault for fault, start in zip(found, said, strict=True) if not fault.startswith(start)
    ] == []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(load_yaml(Source("c", text.encode()))), SCHEMA)


# --- where it is found -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("configs", "tops", "wanted"),
    [
        ([], [], None),
        (["a/b/c"], [], "a/b/c"),
        (["a"], [], "a"),
        (["a", "a/b"], [], "a/b"),
        (["a"], ["a"], "a"),
        (["a"], ["a/b"], None),
        (["a"], ["a/b/c"], None),
        (["a/b"], ["a/b/c", "a"], None),
        (["a/x", "a/b/c/d"], [], None),
    ],
)
def test_the_nearest_configuration_around_a_file_is_found(
    configs: list[str], tops: list[str], wanted: str | None, tmp_path: Path
) -> None:
    (tmp_path / ".git").write_text("gitdir: ailleurs", encoding="utf-8")  # as in a worktree
    for folder in (*configs, *tops, "a/b/c"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for folder in configs:
        write(tmp_path / folder, "ignore: []\n")
    for folder in tops:
        (tmp_path / folder / ".git").mkdir()
    found = find(str(tmp_path / "a" / "b" / "c" / "x.json"))
    assert found == (None if wanted is None else str(tmp_path / wanted / NAME))


def test_what_was_found_from_a_folder_is_remembered_for_those_in_it(tmp_path: Path) -> None:
    for folder in ("a/b", "a/c/d"):
        (tmp_path / folder).mkdir(parents=True)
    config = write(tmp_path / "a", "ignore: []\n")
    known: dict[str, str | None] = {}
    paths = [str(tmp_path / path) for path in ("a/b/x", "a/c/d/y", "a/z", "a/b/x", "x")]
    assert [find(path, known) for path in paths] == [find(path) for path in paths]
    assert [find(path, known) for path in paths][:4] == [config] * 4


def test_a_configuration_is_named_as_a_person_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a", "ignore: []\n")
    (tmp_path / "a" / "b").mkdir()
    monkeypatch.chdir(tmp_path)
    assert find(os.path.join("a", "b", "x.json")) == os.path.join("a", NAME)
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert find("x.json") == str(tmp_path / "a" / NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_a_current_folder_that_is_gone_has_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    (tmp_path / "a").rmdir()
    assert find("x.json") is None


def test_files_go_by_their_configuration(tmp_path: Path) -> None:
    for folder in "abcd":
        (tmp_path / folder).mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path / "a", "exclude: brouillon.json\n")
    write(tmp_path / "b", "exclude: brouillon.json\n")
    files = [
        str(tmp_path / name)
        for name in (
            "a/x",
            "c/y",
            "b/z",
            "a/brouillon.json",
            "b/brouillon.json",
            "d/brouillon.json",
        )
    ]
    found = [
        (config and config.source.name, inside)
        for config, inside in groups(files, named=[files[4]])
    ]
    assert found == [
        (str(tmp_path / "a" / NAME), [files[0]]),
        (None, [files[1], files[5]]),
        (str(tmp_path / "b" / NAME), [files[2], files[4]]),
    ]
    assert groups(files, False) == [(None, files)]
    ((config, inside),) = groups(files, str(tmp_path / "a" / NAME))
    assert config is not None
    assert inside == files[:3]
    with pytest.raises(UsageError, match="--no-config"):
        groups(files[3:4])
    assert groups([]) == []


# --- patterns of paths -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "does", "does_not"),
    [
        ("brouillons", ["brouillons", "brouillons/a", "x/brouillons/y/z"], ["brouillons2", "x/mesbrouillons/a"]),
        ("brouillons/", ["brouillons/a", "x/brouillons/a"], ["brouillon"]),
        ("/brouillons", ["brouillons/a"], ["x/brouillons/a"]),
        ("a/b", ["a/b", "a/b/c"], ["x/a/b", "a", "a/bc"]),
        ("*.json", ["a.json", "x/y/a.json"], ["a.jsonx", "json"]),
        ("a/*.json", ["a/b.json", "a/.json"], ["a/b/c.json", "b.json"]),
        ("a/**/c", ["a/c", "a/b/c", "a/b/b/c/d"], ["c", "x/a/c", "a/b"]),
        ("**/c", ["c", "a/c", "a/b/c"], ["a/b"]),
        ("a/**", ["a", "a/b", "a/b/c"], ["b/a"]),
        ("**", ["a", "a/b"], []),
        ("??-[0-9].json", ["ab-1.json", "x/ab-2.json"], ["abc-1.json", "ab-x.json", "a/-1.json"]),
        ("dépôts/x", ["de\u0301po\u0302ts/x"], ["depots/x"]),
        ("A", ["A"], ["a"]),
        ("*", ["../x", "a"], []),
        ("a/*", ["a/b"], ["../a/b", "a"]),
    ],
)  # fmt: skip
def test_a_pattern_is_of_these_paths_and_not_of_those(
    pattern: str, does: list[str], does_not: list[str]
) -> None:
    assert [path for path in does if not matches(pattern, path)] == []
    assert [path for path in does_not if matches(pattern, path)] == []


@given(
    st.lists(st.sampled_from(["a", "b", "*", "?", "a*", "**"]), min_size=2, max_size=5),
    st.lists(st.sampled_from(["a", "b", "ab", "ba"]), min_size=1, max_size=5),
)
def test_a_pattern_means_what_the_same_regular_expression_does(
    names: list[str], path: list[str]
) -> None:
    one = {"*": "[^/]*", "?": "[^/]", "a*": "a[^/]*"}
    text = "".join("(?:[^/]+/)*" if name == "**" else one.get(name, name) + "/" for name in names)
    expected = re.fullmatch(text + "(?:[^/]+/)*", "/".join(path) + "/") is not None
    assert matches("/".join(names), "/".join(path)) is expected


def test_no_pattern_takes_for_ever() -> None:
    assert not matches("**/a/" * 500 + "b", "a/" * 500 + "c")
    assert not matches("*a" * 40 + "b", "a" * 200)


# --- what is wrong with it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "pack: essai",
        "pack: 12",
        "packs: []",
        "packs: [{pack: a, paths: b}, {pack: a, where: {c: [d, 1]}}, {pack: a, paths: [b], where: {c: d}}]",
        "inputs: {}",
        "inputs: {a: b, c: [d, 12]}",
        "registers: {a: b.csv}",
        "documents: a\nrules: [b, c]\nignore: []\nexclude: []",
        "severities: {ESS-001: error, ESS-002: warning, ESS-003: info}",
        "exclude: [a, 'b/**', ..x]",
    ],
)
def test_a_sound_configuration_has_no_fault_and_is_of_the_schema(text: str) -> None:
    assert faults(text) == []
    jsonschema.validate(plain(load_yaml(Source("c", text.encode()))), SCHEMA)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[pack]", ["1:1: Il faut ici une suite de « clé: valeur », parmi : pack, packs,"]),
        ("pack", ["1:1: Il faut ici une suite de « clé: valeur »"]),
        ("pakc: a", ["1:1: Clé de configuration « pakc » introuvable. Vouliez-vous dire « pack » ?"]),
        ("truc: a", ["1:1: Clé de configuration « truc » introuvable. Noms connus : pack, packs,"]),
        ("pack: [a]", ["1:7: « pack » est un texte"]),
        ("pack:", ["1:6: « pack » est un texte, qui n'est pas vide"]),
        ("pack: '  '", ["1:7: « pack » est un texte, qui n'est pas vide"]),
        ("packs: a", ["1:8: « packs » est une liste"]),
        ("waivers:", ["1:9: « waivers » est une liste : « - {rule: …, files: …, reason: …, owner: …,"]),
        ("packs: {pack: a}", ["1:8: « packs » est une liste"]),
        ("packs: [a]", ["1:9: Il faut ici une suite de « clé: valeur », parmi : pack, paths, where."]),
        ("packs: [{pack: a}]", ["1:9: Une ligne de « packs » a un « pack », et « paths » ou « where »"]),
        ("packs: [{paths: a}]", ["1:9: Une ligne de « packs »"]),
        ("packs: [{pack: a, path: b}]", ["1:19: Clé de « packs » « path » introuvable. Vouliez-vous dire « paths » ?"]),
        ("packs: [{pack: a, paths: []}]", ["1:26: « paths » est un texte, ou une liste de textes"]),
        ("packs: [{pack: a, where: b}]", ["1:26: « where » est une suite de « nom: valeur »"]),
        ("packs: [{pack: a, where: {}}]", ["1:26: « where » est une suite"]),
        ("packs: [{pack: a, where: {b: []}}]", ["1:30: « b » est un texte, ou une liste de textes"]),
        ("packs: [{pack: a, where: {b: {c: d}}}]", ["1:30: « b » est un texte"]),
        ("inputs: [a]", ["1:9: « inputs » est une suite de « nom: valeur »"]),
        ("inputs: {a: }", ["1:13: « a » est un texte"]),
        ("inputs: {a: []}", ["1:13: « a » est un texte, ou une liste de textes, qui ne sont pas vides"]),
        ("inputs: {a: [b, {c: d}]}", ["1:17: « a » est un texte"]),
        ("registers: a.csv", ["1:12: « registers » est une suite de « nom: valeur »"]),
        ("registers: {a: [b]}", ["1:16: « a » est un texte"]),
        ("documents: {a: b}", ["1:12: « documents » est un texte, ou une liste de textes"]),
        ("rules: [[a]]", ["1:9: « rules » est un texte"]),
        ("severities: [ESS-001]", ["1:13: « severities » est une suite"]),
        ("severities: {ESS-001: erreur}", ["1:23: Gravité « erreur » introuvable. Vouliez-vous dire « error » ?"]),
        ("severities: {ESS-001: [error]}", ["1:23: « ESS-001 » est un texte"]),
        ("ignore: ['']", ["1:10: « ignore » est un texte"]),
        (r"exclude: ['a\b']", ["1:11: Un chemin s'écrit ici avec des « / »"]),
        ("exclude: [../a, 'a/..']", ["1:11: Un chemin", "1:17: Un chemin"]),
        ("pack: []\nignore: {}\ntruc: 1", ["1:7: « pack »", "2:9: « ignore »", "3:1: Clé"]),
    ],
)  # fmt: skip
def test_a_faulty_configuration_is_told_at_its_place_and_refused_by_the_schema(
    text: str, said: list[str]
) -> None:
    is_refused(text, said)


_TEXTS = st.sampled_from(["a", "error", "", " ", "1", "../x", "a\\b", "a/b"])
_VALUES = st.recursive(
    _TEXTS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["a", "b", *LINE_KEYS]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*KEYS, "packz"]), _VALUES, max_size=3) | _VALUES)
def test_the_reader_and_the_schema_say_yes_to_the_same_configurations(value: Any) -> None:
    text = json.dumps(value)
    if value == "":  # for YAML, an empty text in quotes is one
        return
    schema = jsonschema.Draft7Validator(SCHEMA)
    assert (faults(text) == []) is schema.is_valid(value)


@given(
    st.text(st.sampled_from("pack:s-[]{}\n\t 'é\"&*!%#|\x00\ud800"), max_size=60)
    | st.text(max_size=40)
)
def test_no_text_does_more_than_be_at_fault(text: str) -> None:
    source = Source("c", text.encode("utf-8", "surrogatepass"))
    found: ConfigErrors | None = None
    try:
        Reader(source).plain()
    except ConfigErrors as errors:
        found = errors
    assert found is None or (found.errors and found.render("fr") and found.render("en"))


def test_the_schema_knows_the_keys_of_the_reader() -> None:
    assert set(SCHEMA["properties"]) == set(KEYS)
    assert set(SCHEMA["properties"]["packs"]["items"]["properties"]) == set(LINE_KEYS)
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"pack: {PACK}e", "1:7: Jeu de règles inconnu"),
        ("pack: bio", "1:7: « bio » est une base pour d'autres jeux"),
        ("pack: commun", "1:7: « commun » est une base pour d'autres jeux"),
        ("packs: [{pack: bio-loin, paths: a}]", "1:16: Jeu de règles inconnu « bio-loin »"),
        (f"packs: [{{pack: {PACK}, where: {{siret: '1'}}}}]", "1:45: Balise de l'en-tête « siret » introuvable. Vouliez-vous dire « SIRET » ?"),
        (f"packs: [{{pack: {PACK}, where: {{lignesImport: '1'}}}}]", "1:45: Balise de l'en-tête « lignesImport » introuvable."),
        (f"packs: [{{pack: {PACK}, where: {{siret_fournisseur: '1'}}}}]", "1:45: Balise de l'en-tête"),
        ("inputs: {siret: '1'}", "1:10: Valeur « siret » introuvable. Vouliez-vous dire « siret_fournisseur » ?"),
        ("registers: {avance: avances.csv}", "1:13: Registre « avance » introuvable. Vouliez-vous dire « avances » ?"),
        ("registers: {avances: absent.csv}", "1:22: Le registre « absent.csv » n'existe pas."),
        ("documents: [avances.csv, absent]", "1:26: Le chemin « absent » n'existe pas."),
        ('documents: "a\\0b"', "1:12: Le chemin « a\\u0000b » n'existe pas."),
        ("rules: avances.csv", "1:8: Le dossier de règles « avances.csv » n'existe pas."),
        ("severities: {FAC-05: error}", "1:14: Règle « FAC-05 » introuvable. Vouliez-vous dire « FAC-005 » ?"),
        ("ignore: fac-005", "1:9: Règle « fac-005 » introuvable. Vouliez-vous dire « FAC-005 » ?"),
    ],
)  # fmt: skip
def test_a_name_that_nothing_has_is_told_at_its_place_cold_and_warm(
    text: str, said: str, tmp_path: Path
) -> None:
    path = write(tmp_path, text)
    (tmp_path / "avances.csv").write_text("numeroASP\n", encoding="utf-8")
    for _ in "cold", "warm":
        with pytest.raises(ConfigErrors) as raised:
            Linter(config=path)
        (error,) = raised.value.errors
        assert error.render("fr").startswith(f"{path}:{said}")
        assert raised.value.render("en").endswith("1 fault in the configuration")


def test_what_is_gone_since_the_last_run_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "registers: {avances: a.csv}\n")
    (tmp_path / "a.csv").write_text("numeroASP\n", encoding="utf-8")
    assert load(path).registers == {"avances": str(tmp_path / "a.csv")}
    (tmp_path / "a.csv").unlink()
    with pytest.raises(ConfigErrors):
        load(path)


def test_rules_that_are_at_fault_do_not_hide_the_faults_of_the_configuration(
    tmp_path: Path,
) -> None:
    (tmp_path / "regles").mkdir()
    (tmp_path / "regles" / "a.yaml").write_text("pack: [", encoding="utf-8")
    path = write(tmp_path, "rules: regles\npackz: a\n")
    with pytest.raises(ConfigErrors):
        Linter(config=path)


@pytest.mark.skipif(sys.platform == "win32", reason="links and rights of POSIX")
@pytest.mark.parametrize("what", ["loop", "dangling", "pipe", "unreadable"])
def test_what_cannot_be_read_is_one_sentence(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / NAME
    if what == "pipe":
        os.mkfifo(path)
    elif what == "unreadable":
        path.write_text("ignore: []", encoding="utf-8")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("root reads all")
    else:
        path.symlink_to(path if what == "loop" else tmp_path / "absent")
    (tmp_path / "a.json").write_bytes(SAMPLE.read_bytes())
    assert main(["check", str(tmp_path / "a.json")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith(f"La configuration « {path} » : ")


def test_a_huge_configuration_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    os.truncate(path, 5_000_000_000)
    with pytest.raises(ConfigErrors, match="1 faute"):
        load(path)


# --- what it does ----------------------------------------------------------------------------------


def check(config: Config | str, **options: Any) -> tuple[str, dict[str, str], dict[str, str]]:
    """The verdict on a sample whose amount is over the ceiling, its findings, what was not run."""
    report = Linter(config=config, **options).check_file(str(SAMPLE))
    return (
        report.verdict,
        {finding.rule: finding.severity for finding in report.findings},
        {out.rule: out.reason.en for out in report.not_run},
    )


@pytest.mark.parametrize(
    ("text", "options", "verdict", "found"),
    [
        ("{}", {}, "deposable_avec_reserves", {"FAC-005": "warning"}),
        ("severities: {FAC-005: error}", {}, "non_deposable", {"FAC-005": "error"}),
        ("severities: {FAC-005: info}", {}, "deposable", {"FAC-005": "info"}),
        ("ignore: FAC-005", {}, "deposable", {}),
        ("ignore: [FAC-005]", {"select": "FAC-005"}, "deposable_avec_reserves", {"FAC-005": "warning"}),
        ("severities: {FAC-005: error}", {"ignore": "FAC-005"}, "deposable", {}),
        ("inputs: {siret_fournisseur: '35600000000048'}", {"ignore": "FAC-005"}, "non_deposable", {"ENT-005": "error"}),
        ("inputs: {siret_fournisseur: '1'}", {"ignore": "FAC-005", "inputs": {"siret_fournisseur": "73282932000074"}}, "deposable", {}),
        ("inputs: {numeros_ans: [A, 1234567890]}", {"ignore": "FAC-005"}, "deposable", {}),
    ],
)  # fmt: skip
def test_what_a_configuration_says_holds_and_the_run_wins(
    text: str, options: dict[str, Any], verdict: str, found: dict[str, str], tmp_path: Path
) -> None:
    assert check(write(tmp_path, text), **options)[:2] == (verdict, found)


def test_the_documents_of_a_configuration_are_looked_at_from_python_too(tmp_path: Path) -> None:
    (tmp_path / "pieces").mkdir()
    linter = Linter(config=write(tmp_path, "documents: pieces"), select="PJ-020")
    assert {each.rule for each in linter.check_paths([str(SAMPLE)]).files[0].findings} == {"PJ-020"}
    again = Linter(config=write(tmp_path, "ignore: []"), select="PJ-020")
    assert again.check_paths([str(SAMPLE)]).files[0].findings == []


def test_what_is_ignored_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, "ignore: FAC-005")
    assert check(path)[2]["FAC-005"] == "ignored by .segur-lint.yaml"
    assert "ENT-005" in check(path)[2]


@pytest.mark.parametrize(
    ("line", "is_chosen"),
    [
        ("where: {numeroAns: '1234567890'}", True),
        ("where: {numeroAns: 1234567890}", True),
        ("where: {numeroAns: ['1', '1234567890']}", True),
        ("where: {numeroAns: '1234567890', SIRET: '73282932000074'}", True),
        ("where: {numeroAns: '1234567890', SIRET: '1'}", False),
        ("where: {numeroAns: '123456789'}", False),
        ("where: {impId: 'null'}", False),
        ("paths: FAC-005", True),
        ("paths: FAC-005, where: {numeroAns: '1'}", False),
        ("paths: FAC-006, where: {numeroAns: '1234567890'}", False),
        ("paths: [a, '*/JSON-*']", True),
    ],
)
@pytest.mark.parametrize("quoted", [True, False])
def test_a_line_of_packs_holds_by_the_header_and_by_the_path(
    line: str, is_chosen: bool, quoted: bool, tmp_path: Path
) -> None:
    """The content alone could not choose: it names no software."""
    path = write(tmp_path, f"packs:\n- {{pack: {PACK}, {line}}}\n")
    data = (
        b'{"numeroAns": "1234567890", "SIRET": "73282932000074", "impId": null, "lignesImport": []}'
    )
    if not quoted:
        data = data.replace(b'"1234567890"', b"1234567890")
    linter = Linter(config=path)
    report = linter.check_bytes(str(tmp_path / "FAC-005" / SAMPLE.name), data)
    assert report.pack == (PACK if is_chosen else None)


def test_the_first_line_that_holds_wins_then_the_pack_for_all(tmp_path: Path) -> None:
    linter = Linter(config=write(tmp_path, f"pack: {PACK}\npacks: [{{pack: {PACK}, paths: x}}]\n"))
    assert linter.check_bytes("-", b"{}", named=False).pack == PACK
    assert linter.check_bytes("-", b"\xff", named=False).pack == PACK


def test_a_linter_with_a_configuration_can_be_sent_to_another_process(tmp_path: Path) -> None:
    linter = Linter(config=write(tmp_path, "severities: {FAC-005: error}\nexclude: a\n"))
    again = pickle.loads(pickle.dumps(linter))
    assert again.check_file(str(SAMPLE)).verdict == "non_deposable"


def test_the_processes_of_a_pool_follow_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, number in itertools.product("ab", range(1, 6)):
        (tmp_path / folder).mkdir(exist_ok=True)
        name = f"JSON-1234567890-20240115-{number:03}.json"
        (tmp_path / folder / name).write_bytes(SAMPLE.read_bytes())
    write(tmp_path / "a", "severities: {FAC-005: error}\n")
    main(["check", "--jobs", "2", "--format", "json", str(tmp_path)])
    report = json.loads(capsys.readouterr().out)
    found = {
        (Path(file["file"]).parent.name, finding["severity"])
        for file in report["files"]
        for finding in file["findings"]
        if finding["rule"] == "FAC-005"
    }
    assert found == {("a", "error"), ("b", "warning")}


# --- a warm run ------------------------------------------------------------------------------------

RUN = """
import sys
from segur_lint.cli import main
code = main(["check", sys.argv[1]])
print(code, *sorted({name.split('.')[0] for name in sys.modules}), sep="\\n", file=sys.stderr)
"""


def run(path: Path, home: Path) -> tuple[str, str, set[str]]:
    """What a fresh process says of a deposit, its exit code, and the modules it loaded."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", RUN, str(path)],
        env={**os.environ, "XDG_CACHE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, *modules = done.stderr.split()
    return done.stdout, code, set(modules)


def test_a_warm_run_under_a_configuration_reads_no_yaml(tmp_path: Path) -> None:
    write(
        tmp_path,
        f"pack: {PACK}\npacks: [{{pack: {PACK}, paths: a}}]\nseverities: {{FAC-005: error}}\nexclude: [b]\n",
    )
    file = tmp_path / SAMPLE.name
    file.write_bytes(SAMPLE.read_bytes())
    cold, code, loaded = run(file, tmp_path / "cache")
    assert "yaml" in loaded
    assert (code, "FAC-005 erreur" in cold) == ("1", True)
    warm, code, loaded = run(file, tmp_path / "cache")
    assert (warm, code) == (cold, "1")
    assert loaded.isdisjoint({"yaml", "lark", "jsonpath_ng", "dataclasses", "pathlib", "typing"})
    write(tmp_path, "severities: {FAC-005: info}\n")
    assert run(file, tmp_path / "cache")[1] == "0"


def test_nothing_of_a_configuration_is_looked_for_in_the_cache_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.json").write_bytes(SAMPLE.read_bytes())
    monkeypatch.setattr(cache, "key", None)
    assert groups([str(tmp_path / "a.json")]) == [(None, [str(tmp_path / "a.json")])]


@pytest.mark.parametrize("kept", [[], [{}], [{"inputs": 1}], [[]], [None]])
def test_whatever_was_done_to_what_was_kept_it_is_read_again(
    kept: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "ignore: FAC-005\n")
    monkeypatch.setattr(cache, "get", lambda _name: kept)
    assert load(path).ignore == ["FAC-005"]


def test_without_the_cache_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = write(tmp_path, "ignore: FAC-005\n")
    assert load(path, cache=False).ignore == ["FAC-005"]
    assert not (tmp_path / "cache").exists()


# --- the guide -------------------------------------------------------------------------------------


def test_the_guide_shows_each_key_with_its_option() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| *(?:`(--[a-z]+)`)? *\|$", GUIDE, re.MULTILINE)
    assert [key for key, _ in rows] == list(KEYS)
    done = subprocess.run(
        [sys.executable, "-m", "segur_lint", "check", "--help"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert [option for _, option in rows if option and option not in done.stdout] == []


@pytest.mark.parametrize("block", blocks(GUIDE, "yaml"))
def test_a_configuration_of_the_guide_is_sound(block: str, tmp_path: Path) -> None:
    (tmp_path / "avances.csv").write_text("numeroASP;statut\n", encoding="utf-8")
    (tmp_path / "pieces").mkdir()
    (tmp_path / "mes-regles").mkdir()
    for name in ("modele.yaml", "essai.yaml"):
        (tmp_path / "mes-regles" / name).write_text(_RULES[name], encoding="utf-8")
    jsonschema.validate(plain(load_yaml(Source("c", block.encode()))), SCHEMA)
    Linter(config=write(tmp_path, block))


_RULES = {
    "modele.yaml": "model: essai\ntitle: Essai\nbalises:\n  reference: value\n",
    "essai.yaml": "pack: essai\ntitle: Essai\nstatus: provisoire\nsource: Essai\nmodel: modele.yaml\nstages: {a: {fr: a, en: a}}\nrules: []\n",
}

_PATTERNS = re.search(r"## Les chemins de.*?\n\n(.*?)\n\n", GUIDE, re.DOTALL)


def test_the_patterns_of_the_guide_mean_what_it_says() -> None:
    assert _PATTERNS is not None
    shown = re.findall(r"^\| `([^`]+)` \|", _PATTERNS[1], re.MULTILINE)
    paths = [
        ("brouillons", "x/brouillons/y/a.json", "mes-brouillons/a.json"),
        ("*-essai.json", "x/un-essai.json", "x/essai.json"),
        ("depots/2023", "depots/2023/x/a.json", "x/depots/2023/a.json"),
        ("/essai.json", "essai.json", "x/essai.json"),
        ("depots/**/essai.json", "depots/x/y/essai.json", "essai.json"),
        ("JSON-??????????-*", "x/JSON-1234567890-20240115-001.json", "JSON-123-20240115-001.json"),
    ]
    assert shown == [pattern for pattern, _, _ in paths]
    for pattern, does, does_not in paths:
        assert matches(pattern, does)
        assert not matches(pattern, does_not)
