"""An editor helps with rules: a real language server for YAML is asked, as VS Code asks it.

What it answers is kept in docs/images/editeur.json, from which docs/images/editor.py draws the
pictures of docs/editeur.md. ``python -m tests.test_editor`` writes it anew.
"""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import itertools
import json
import re
import runpy
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from segur_lint import resources
from segur_lint.authoring.schema import FILES, written
from tests.console import blocks
from tests.languageserver import LanguageServer, installed
from tests.project import ROOT

DOCS = ROOT / "docs"
GUIDE = DOCS / "editeur.md"
ANSWERS = DOCS / "images" / "editeur.json"
DRAWN = runpy.run_path(str(DOCS / "images" / "editor.py"))
RULES = Path(resources.folder("rules"))
HEAD = "pack: essai\ntitle: Un essai\nstatus: provisoire\nrules:\n"
ROW = HEAD + "  - id: ABC-001\n    stage: demande\n    title: Un titre\n"


@pytest.fixture(scope="module")
def command(request: pytest.FixtureRequest) -> list[str]:
    return installed(request.config.cache.mkdir("editor"))


@pytest.fixture(scope="module")
def server(command: list[str]) -> Iterator[LanguageServer]:
    with LanguageServer(command, ROOT) as started:
        yield started


def told(server: LanguageServer, kind: str, text: str) -> list[tuple[str, str]]:
    """What is underlined, as ``line:column-column``, from 1, and what is said."""
    path, whole = _file(kind, text)
    found = []
    for each in server.diagnostics(path, whole):
        start, end = each["range"]["start"], each["range"]["end"]
        assert start["line"] == end["line"]
        # The line that names the schema is none of the text's.
        place = f"{start['line']}:{start['character'] + 1}-{end['character']}"
        found.append((place, each["message"]))
    return sorted(found)


#: Each text is a file of its own: no answer is late for another.
NUMBERS = itertools.count()


def _file(kind: str, text: str) -> tuple[Path, str]:
    """A file beside the schemas, which is not on the disk, and its text."""
    name = FILES[kind][0]
    return DOCS / f"essai-{next(NUMBERS)}.yaml", f"# yaml-language-server: $schema={name}\n{text}"


def asked(server: LanguageServer, method: str, kind: str, text: str) -> Any:
    """The answer at the place of `text` that is marked with ``|``."""
    path, whole = _file(kind, text)
    at = whole.index("|")
    server.open(path, whole[:at] + whole[at + 1 :])
    line = whole.count("\n", 0, at)
    return server.at(method, path, line, at - whole.rfind("\n", 0, at) - 1)


def offered(server: LanguageServer, kind: str, text: str) -> dict[str, str]:
    """What is offered there, and what it would write."""
    items = asked(server, "completion", kind, text)["items"]
    return {each["label"]: each["textEdit"]["newText"] for each in items}


def hovered(server: LanguageServer, kind: str, text: str) -> str:
    """The Markdown of a hover."""
    return str(asked(server, "hover", kind, text)["contents"]["value"])


# --- a format is completed --------------------------------------------------------------------------


def test_a_format_is_completed_in_the_notation_of_the_guide(server: LanguageServer) -> None:
    for typed in ("", "VAR"):
        found = offered(server, "pack", f"{ROW}    format: {typed}|\n")
        assert found["VARCHAR (=10)"] == "VARCHAR (=${1:10})"
        assert found["VARCHAR (format « JJ/MM/AAAA »)"] == "VARCHAR (format « ${1:JJ/MM/AAAA} »)"
        assert found["Toujours la valeur : null"] == '"Toujours la valeur : null"'
        assert found["false"] == "false"
        assert next(iter(found)) == "VARCHAR (=10)"


@pytest.mark.parametrize(
    ("kind", "text", "label", "writes"),
    [
        ("pack", ROW + "    severity: |\n", "warning", "warning"),
        ("pack", ROW + "    structure: |\n", "missing", "missing"),
        ("pack", ROW + "    assert: |\n", "value <= 200", "value <= ${1:200}"),
        ("pack", ROW + "    when: |\n", "luhn(value)", "luhn(value)"),
        ("pack", ROW + "    source: |\n", "§3.2", "§${1:3.2}"),
        ("pack", ROW + "    fix: |\n", "{set: null}", "{set: null}"),
        ("pack", ROW + "    |\n", "format", "format: "),
        ("pack", ROW + "    message:\n      |\n", "fr", 'fr: "« ${1:balise} » {fault}. ${2:Dites quoi faire.}"'),
        ("pack", "pack: essai\nstatus: |\n", "provisoire", "provisoire"),
        ("pack", "pack: essai\nabstract: |\n", "true", "true"),
        ("model", "model: essai\nbalises:\n  a: |\n", "value or list", "value or list"),
        ("guide", "guide: essai\nclauses:\n  - id: 1-1\n    |\n", "hors champ", "hors champ: ${1:Rien ne le montre dans un fichier.}"),
        ("config", "severities:\n  ABC-001: |\n", "info", "info"),
    ],
)  # fmt: skip
def test_what_can_be_written_is_offered(
    kind: str, text: str, label: str, writes: str, server: LanguageServer
) -> None:
    found = offered(server, kind, text)
    assert found[label] == writes


@pytest.mark.parametrize("key", ["title", "why", "balise", "found", "expected"])
def test_no_boolean_is_offered_for_a_text(key: str, server: LanguageServer) -> None:
    assert not {"true", "false", "null"} & set(offered(server, "pack", f"{ROW}    {key}: |\n"))


def test_a_new_row_is_offered_after_a_dash(server: LanguageServer) -> None:
    found = offered(server, "pack", HEAD + "  - |\n")
    assert found["règle : un format"].startswith("id: ${1:ABC-001}\n  stage: ${2:demande}\n")


# --- a hover is in French ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("pack", ROW + "    for|mat: VARCHAR\n", "#### Format\n\nLa case « Format » du tableau du guide, recopiée."),
        ("pack", ROW + "    format: VAR|CHAR\n", "| `VARCHAR (=10)` | un texte d'exactement 10 caractères |"),
        ("pack", ROW + "    ass|ert: value > 0\n", "| `value` | la valeur que la règle regarde |"),
        ("pack", ROW + "    severity: wa|rning\n", "* `warning`: un avertissement : il est déposable avec réserves"),
        ("pack", ROW + "    mess|age: {fr: a, en: b}\n", "| `{fault}` | ce qui ne va pas, dit par le contrôle |"),
        ("pack", "sta|ges: {}\n", "#### Étapes\n\nLes étapes, dans l'ordre du portail"),
        ("model", "uni|t: a\n", "#### Unité\n\nL'élément que les rapports comptent"),
        ("guide", "clau|ses: []\n", "#### Clauses\n\nUne par ligne du tableau du guide"),
        ("config", "ign|ore: []\n", "#### Contrôles à ne pas faire"),
    ],
)  # fmt: skip
def test_a_hover_tells_in_french_what_a_key_is_for(
    kind: str, text: str, said: str, server: LanguageServer
) -> None:
    assert said in hovered(server, kind, text)


# --- an error is underlined where it is -------------------------------------------------------------

SOUND = ROW + "    balise: reference\n    format: VARCHAR (=6)\n    source: §1\n    message: {fr: a, en: b}\n    examples: {pass: ['1'], fail: [2, null]}\n"  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "old", "new", "found"),
    [
        ("pack", "", "", []),
        ("pack", "format: VARCHAR (=6)", "format: false", []),
        ("pack", "source: §1", "source: §1\n    until: 2024-09-12", []),
        ("pack", "stage: demande", "stage: demande\n    severity: erreur", [("7:15-20", "La gravité est une de : error, warning, info.")]),
        ("pack", "source: §1", "source: page 3", [("10:13-18", "La source est « §3.2 », « déduit » ou « usage »")]),
        ("pack", "format: VARCHAR (=6)", "format: [VARCHAR]", [("9:13-21", "Il faut ici un format, comme VARCHAR (=10).")]),
        ("pack", "source: §1", "source: §1\n    fron: 2024-09-12", [("11:5-8", "Clé inconnue. Clés connues ici : id, replace, drop, stage,")]),
        ("pack", "source: §1", "source: §1\n    assert: value > 0", [("11:5-10", "Une règle demande une chose et une seule : ")]),
        ("pack", "id: ABC-001", "id: abc-1", [("5:9-13", "Un identifiant : des majuscules, un trait d'union, trois chiffres, comme ABC-001.")]),
        ("pack", "    source: §1\n", "", [("5:5-5", "Il manque « source ».")]),
        ("pack", "{fr: a, en: b}", "{fr: a}", [("11:5-11", "Il manque « en ».")]),
        ("pack", "{fr: a, en: b}", "[a, b]", [("11:14-19", "Il faut ici une suite de « clé: valeur ».")]),
        ("pack", "fail: [2, null]", "fail: []", [("12:35-36", "Il faut ici une liste d'un exemple au moins")]),
        ("pack", "status: provisoire", "status: brouillon", [("3:9-17", "Le statut est un de : publié, provisoire.")]),
        ("model", "a: value", "a: valeur", [("4:6-11", "Une balise est : value, value or list, any, ou une suite")]),
        ("model", "a: value", "a: {list: b}", [("4:3-3", "Il faut « list of » (une liste) ou « balises » (un bloc)."), ("4:7-10", "Clé inconnue. Clés connues ici : list of, balises, open.")]),
        ("config", "ignore: [ABC-001]", "ignorer: [ABC-001]", [("1:1-7", "Clé inconnue. Clés connues ici : pack, packs,")]),
    ],
)  # fmt: skip
def test_an_error_is_underlined_where_it_is(
    kind: str, old: str, new: str, found: list[tuple[str, str]], server: LanguageServer
) -> None:
    sound = {
        "pack": SOUND,
        "model": "model: essai\ntitle: Un essai\nbalises:\n  a: value\n",
        "config": "ignore: [ABC-001]\n",
    }
    assert old in sound[kind]
    answer = told(server, kind, sound[kind].replace(old, new, 1))
    assert [place for place, _ in answer] == [place for place, _ in found], answer
    for (_, message), (_, start) in zip(answer, found, strict=True):
        assert message.startswith(start)


# --- our own files, and what the guide says ---------------------------------------------------------

MODELINE = re.compile(r"# yaml-language-server: \$schema=\.\./docs/([a-z.]+)\n")


@pytest.mark.parametrize("path", sorted(RULES.glob("*.yaml")), ids=lambda path: path.stem)
def test_our_rules_name_their_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = MODELINE.match(text)
    assert named is not None, "its first line: # yaml-language-server: $schema=../docs/…"
    kinds = re.findall("^(pack|model|guide):", text, re.MULTILINE)
    assert named[1] == FILES["pack" if "pack" in kinds else kinds[0]][0]


def test_our_rules_have_no_fault_in_an_editor(server: LanguageServer) -> None:
    for path in sorted(RULES.glob("*.yaml")):
        # As it would be opened in a clone, where docs/ stands beside.
        text = path.read_text(encoding="utf-8")
        assert server.diagnostics(ROOT / "rules" / path.name, text) == [], path.name


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("mes-regles/opt-va1-solde.yaml", "pack, title"),
        ("mes-regles/modele-opt.yaml", "model, title"),
        ("mes-regles/guide-opt.yaml", "guide, title"),
        (".segur-lint.yaml", "pack, packs"),
    ],
)
def test_the_settings_of_the_guide_choose_a_schema_by_the_path(
    name: str, keys: str, settled: tuple[LanguageServer, Path]
) -> None:
    server, folder = settled
    messages = [each["message"] for each in server.diagnostics(folder / name, "titre: a\n")]
    assert any(f"Clés connues ici : {keys}" in message for message in messages), messages
    assert len({each.split(" : ")[-1] for each in messages if "Clés" in each}) == 1


@pytest.fixture(scope="module")
def settled(
    command: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[LanguageServer, Path]]:
    """A server in a folder of its own, with the schemas and the settings that the guide tells."""
    folder = tmp_path_factory.mktemp("settled")
    (folder / "mes-regles").mkdir()
    for kind, (name, _) in FILES.items():
        (folder / "mes-regles" / name).write_bytes(written(kind))
    (block,) = blocks(GUIDE.read_text(encoding="utf-8"), "json")
    with LanguageServer(command, folder, json.loads(block)) as started:
        yield started, folder


def answers(server: LanguageServer) -> dict[str, Any]:
    """What the server answers to the scenes of the pictures."""
    return {scene.name: _answer(server, scene) for scene in DRAWN["SCENES"]}


def _answer(server: LanguageServer, scene: Any) -> Any:
    path = DOCS / f"{scene.name}.yaml"
    if scene.method == "diagnostics":
        found = server.diagnostics(path, scene.text)
        return [{"range": each["range"], "message": each["message"]} for each in found]
    server.open(path, scene.text)
    answer = server.at(scene.method, path, scene.line, scene.column)
    if scene.method == "hover":
        # Where this very folder is says nothing to a reader.
        text = re.sub(r"\(file:[^)]*/", "(", answer["contents"]["value"])
        return {"range": answer["range"], "value": text}
    return [
        {"label": each["label"], "documentation": each.get("documentation", "")}
        for each in answer["items"]
    ]


def test_the_pictures_show_what_the_server_answers(server: LanguageServer) -> None:
    """Where not: ``python -m tests.test_editor``, then ``python docs/images/editor.py``."""
    assert answers(server) == json.loads(ANSWERS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("scene", DRAWN["SCENES"], ids=lambda scene: scene.name)
def test_a_picture_is_drawn_from_the_answers(scene: Any) -> None:
    given = json.loads(ANSWERS.read_text(encoding="utf-8"))[scene.name]
    path = DOCS / "images" / f"editeur-{scene.name}.svg"
    assert path.read_text(encoding="utf-8") == DRAWN["svg"](scene, given)
    assert f"](images/{path.name})" in GUIDE.read_text(encoding="utf-8")


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as home,
        LanguageServer(installed(Path(home)), ROOT) as started,
    ):
        ANSWERS.write_text(
            json.dumps(answers(started), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
