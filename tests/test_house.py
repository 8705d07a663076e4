"""How the house is kept: the code knows no pack, imports go one way, a warm run loads little."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import segur_lint
from segur_lint import resources, shipped
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YList, YMap, YNode, YText

PACKAGE = Path(segur_lint.__file__).parent
RULES = Path(resources.folder("rules"))
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

# --- the words of the packs stand in the packs only ------------------------------------------------

# Words of the packs that are also words of every day, or of segur-lint's own language.
SHARED = {
    "fichier": "what a deposit is",
    "format": "a kind of check",
    "extension": "English",
    "date": "a function of expressions",
    "type": "Python",
    "demande": "French for what a sentence of ours does: « le modèle demande »",
    "JSON": "what we read",
    "json": "the same",
    "null": "JSON",
    "true": "JSON",
    "false": "JSON",
    "AAAAMMJJ": "a form of dates, of the notation",
    "VARCHAR": "the notation",
    "INTEGER": "the same",
    "JJ": "the notation",
    "commun": "French",
    "autre": "the same",
    "structure": "a kind of check",
    "commande": "French for a command, and what our examples are about",
    "dossier": "French for a folder",
    "PDF": "a format that is recognised by its content",
    "PNG": "the same",
    "JPG": "the same",
}
WORD = re.compile(r"[^\W_][\w]*")
# What a row compares or asks for, to the letter: "X" in an expression, « X » in a notation.
CODE = re.compile(r"[\"«]\s*([A-Z][\w-]*|[0-9]{4,})\s*[\"»]")


def words_of_model(node: YNode) -> set[str]:
    """Balises and elements, at any depth."""
    found: set[str] = set()
    for key, value in node.items if isinstance(node, YMap) else ():
        if key.value == "balises" and isinstance(value, YMap):
            for name, inner in value.items:
                found |= {name.value} | words_of_model(inner)
        elif key.value == "list of" and isinstance(value, YText):
            found.add(value.value)
    return found


def texts(node: YNode) -> list[str]:
    """Every scalar under a node."""
    if isinstance(node, YText):
        return [node.value]
    inner = node.items if isinstance(node, YList) else [value for _, value in node.items]
    return [text for each in inner for text in texts(each)]


def words_of_pack(root: YMap) -> set[str]:
    """The pack's name, its parameters, its names of files, the codes in its rows."""
    found = set(WORD.findall(" ".join(texts(root.get("params") or YList(root.span, ())))))
    params = root.get("params")
    found |= set(params.keys()) if isinstance(params, YMap) else set()
    found.add(str(texts(root.get("pack") or root)[0]))
    names = root.get("names")
    for _, name in names.items if isinstance(names, YMap) else ():
        notation, parts = (
            (name.get("notation"), name.get("parts")) if isinstance(name, YMap) else (None, None)
        )
        if notation is not None:
            found |= set(WORD.findall(" ".join(texts(notation))))
        for word, part in parts.items if isinstance(parts, YMap) else ():
            called = part.get("called") if isinstance(part, YMap) else None
            found |= {word.value, *(texts(called) if called is not None else ())}
    rules = root.get("rules")
    for row in rules.items if isinstance(rules, YList) else ():
        for key in ("assert", "when", "format"):
            value = row.get(key) if isinstance(row, YMap) else None
            if value is not None:
                found |= set(CODE.findall(" ".join(texts(value))))
    applies = root.get("applies")
    return found | (set(CODE.findall(" ".join(texts(applies)))) if applies is not None else set())


def words() -> list[str]:
    found: set[str] = set()
    for path in sorted(RULES.glob("*.yaml")):
        root = load(Source(path.name, path.read_bytes()))
        assert isinstance(root, YMap)
        if root.get("pack") is not None:
            found |= words_of_pack(root)
        elif root.get("model") is not None:
            found |= words_of_model(root)
        else:  # a guide's clauses are sentences: its name, and the balises that they are about
            clauses = root.get("clauses")
            found |= {texts(node)[0] for node in (root.get("guide"),) if node is not None}
            for clause in clauses.items if isinstance(clauses, YList) else ():
                balise = clause.get("balise") if isinstance(clause, YMap) else None
                found |= set(texts(balise)) if balise is not None else set()
    found |= {found_part for word in found for found_part in re.split(r"[-.]", word)}
    return sorted(word for word in found if len(word) >= 3 + word.isdigit() and word not in SHARED)


@pytest.mark.parametrize(
    "word",
    ["numeroAns", "montantSegurHTFacture", "piecesJustificatives", "FINESS", "LOINC", "FINBIO", "FINBIOXXXXXX", "Va1", "FACTURE", "CTX", "2917", "CodeCouloir", "couloir", "plafond", "356000000"],
)  # fmt: skip
def test_the_words_that_are_looked_for_are_read_from_the_packs(word: str) -> None:
    assert word in words()


@pytest.mark.parametrize("module", MODULES)
def test_no_word_of_a_pack_stands_in_the_code(module: str) -> None:
    text = (PACKAGE / module).read_text(encoding="utf-8")
    alternatives = "|".join(map(re.escape, words()))
    found = re.findall(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])", text)
    assert found == []


# --- imports go one way ----------------------------------------------------------------------------

#: The rooms, from the ground up: each may import only those before it.
LADDER = [
    "__init__", "byvalue", "text", "source", "edits", "errors", "regular", "surroundings", "atomic", "allornone", "archive", "content", "finding",
    "resources", "cache", "trees", "cparser", "jsonvalue", "alike", "known", "jsonsentences", "jsonfaults", "scanner", "document", "jsonedits",
    "dates", "describe", "formats", "filenames", "selector", "lang", "frenchkeys", "yamlnodes", "yamlfaults",
    "yamlquotes", "yamlreader", "yamlfile", "register", "frames", "layouts", "walked", "walk", "strays", "functions", "quantify", "quantified", "logic", "calls",
    "evaluate", "shown", "phrase", "checks", "faults", "rowparts", "row", "pack", "flat", "inherit", "recognised", "model", "modelfile",
    "references", "readas", "naming", "resolve", "select", "around", "exampleparams", "declared", "template", "exampled",
    "section", "keyed", "exchange", "asked", "causes", "remedy", "applying", "compile", "guide", "author", "heirs", "link",
    "options", "shipped", "library", "inputs", "filesource", "deposit", "inventory", "marks", "patterns", "waivers", "words", "markup", "report", "diff", "kept", "stages", "replied", "stamp", "reasons", "engine", "lot", "judge", "registers", "aimed", "excluded", "upkeep", "together", "onlyvalue", "repairs", "sampletext", "sample", "samplelot",
    "exampleform", "examplejson", "exampleoptions", "examplewhy", "ruletest", "waiverfile", "configfile", "config", "confignames", "configured", "nearby", "api", "units", "waiting", "answer", "series", "redeposit", "smalldocuments", "arrange", "newdeposit", "balises", "knownmodels", "modeldiff", "modelwrite", "modelimport", "baseline", "hashed", "certificate", "certified", "certificatediff",
    "pool", "quick", "proof", "fix", "authoring", "cli", "__main__",
]  # fmt: skip


def imported(module: str) -> list[str]:
    """What a module imports of the package when it is imported itself, as dotted paths."""
    found: list[str] = []
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.append(whole if exists(whole) else node.module)
    return [name for name in found if name.split(".")[0] == PACKAGE.name]


def exists(dotted: str) -> bool:
    path = PACKAGE.parent.joinpath(*dotted.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def room(dotted: str) -> str:
    """`segur_lint.checks.kind` is in the room `checks`."""
    return [*dotted.split("."), "__init__"][1]


def dotted_name(module: str) -> str:
    return ".".join((PACKAGE.name, *Path(module).with_suffix("").parts))


def test_every_module_has_its_place_on_the_ladder() -> None:
    assert {room(dotted_name(module)) for module in MODULES} == set(LADDER)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_is_below_it(module: str) -> None:
    own = LADDER.index(room(dotted_name(module)))
    above = [
        name for name in imported(module)
        if LADDER.index(room(name)) > own
        or (LADDER.index(room(name)) == own and "/" not in module)
    ]  # fmt: skip
    assert above == []


#: The rooms of `authoring`, from the ground up: no module stands beside them, and each may import
#: only those before it.
AUTHORING = [
    "__init__", "tightness", "revisions", "layout", "schema", "mutation", "tracing", "catalogue",
    "writing", "checking", "differences", "impact", "importing", "creating",
]  # fmt: skip


@pytest.mark.parametrize("module", [each for each in MODULES if each.startswith("authoring/")])
def test_a_room_of_authoring_imports_only_those_below_it(module: str) -> None:
    def place(dotted: str) -> int:
        return AUTHORING.index([*dotted.split("."), "__init__"][2])

    own = place(dotted_name(module))
    inner = [each for each in imported(module) if room(each) == "authoring"]
    assert [each for each in inner if place(each) > own] == []


def test_every_room_of_authoring_has_its_place() -> None:
    inside = [each.split("/")[1] for each in MODULES if each.startswith("authoring/")]
    assert {Path(each).stem for each in inside} == set(AUTHORING)


#: What the files of a room may share; all else in a room knows no sibling.
ROOMS = {
    "lang": ["_*.py"],
    "checks": ["kind.py"],
    "report": [
        "model.py",
        "folding.py",
        "summary.py",
        "groups.py",
        "explaining.py",
        "run.py",
        "formats.py",
        "json.py",
        "text.py",
        "places.py",
        "attested.py",
        "controls.py",
        "fingerprints.py",
        "descriptors.py",
    ],
    "cli": [
        "arguments.py",
        "attesting.py",
        "checking.py",
        "knowing.py",
        "linting.py",
        "output.py",
        "own.py",
        "parser.py",
        "replacing.py",
        "reporting.py",
        "said.py",
        "showing.py",
        "suggested.py",
        "touching.py",
    ],
    "cli/rules": ["common.py"],
    "report/page": ["*.py"],
    "markup": ["*.py"],
    # One reader each, in several files: its door is __init__.
    "archive": ["*.py"],
    "content": ["*.py"],
    "register": ["*.py"],
    "quick": ["*.py"],
    **{f"authoring/{each}": ["*.py"] for each in AUTHORING[1:]},
}


def is_shared(folder: str, name: str) -> bool:
    return any(Path(name).match(pattern) for pattern in ROOMS[folder])


@pytest.mark.parametrize(
    "module", [each for each in MODULES if "/" in each and not each.endswith("/__init__.py")]
)
def test_a_file_of_a_room_knows_no_sibling(module: str) -> None:
    folder, _, name = module.rpartition("/")
    if is_shared(folder, name):
        return
    dotted = f"{PACKAGE.name}.{folder.replace('/', '.')}"
    siblings = [
        each for each in imported(module)
        if each.rpartition(".")[0] == dotted
        and not is_shared(folder, f"{each.rpartition('.')[2]}.py")
    ]  # fmt: skip
    assert siblings == []


def test_a_circle_of_imports_would_be_seen() -> None:
    assert imported("engine.py")
    assert LADDER.index("engine") > LADDER.index("walk")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short_enough_to_be_read(module: str) -> None:
    assert len((PACKAGE / module).read_text(encoding="utf-8").splitlines()) <= 250


# --- a warm run loads little -----------------------------------------------------------------------

CHECK = """
import sys
from segur_lint import Linter
report = Linter().check_file(sys.argv[1])
print(report.pack, report.verdict)
print(*sorted({name.split('.')[0] for name in sys.modules}))
"""


def run(sample: Path, home: Path) -> tuple[str, set[str]]:
    """What a fresh process says of a deposit, and the modules it loaded."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", CHECK, str(sample)],
        env={**os.environ, "XDG_CACHE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    said, modules = done.stdout.splitlines()
    return said, set(modules.split())


# One pack of each model is enough: how rules are read does not depend on them.
SAMPLES = sorted(RULES.glob("exemples/[cm][od]*/*.json")) + sorted(
    RULES.glob("exemples/bio-loinc-va1*/*.json")
)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_a_warm_check_loads_no_reader_of_rules(sample: Path, tmp_path: Path) -> None:
    cold, loaded = run(sample, tmp_path)
    if not (Path(resources.folder("rules")).parent / shipped.FILE).exists():
        assert {"yaml", "lark"} <= loaded
    warm, loaded = run(sample, tmp_path)
    assert warm == cold
    assert loaded.isdisjoint(
        {"yaml", "lark", "jsonpath_ng", "ply", "rich", "dataclasses", "pathlib"}
    )


DOOR = """
import sys
from segur_lint import quick
from segur_lint.quick import store
store._TICK = 0  # the files of a clone may be seconds old
quick.prepare(sys.argv[1:])
"""
QUICK = """
import sys
from segur_lint.__main__ import main
code = main()
print(code, *sorted(sys.modules))
"""
#: All of ours that a sound file needs.
ON_THE_WAY = {
    "segur_lint", "segur_lint.__main__", "segur_lint.cache", "segur_lint.surroundings",
    "segur_lint.quick", "segur_lint.quick.accept", "segur_lint.quick.runtime",
    "segur_lint.quick.store", "segur_lint.regular",
}  # fmt: skip


#: All of ours that a fault needs to be told in text: each costs a run a fifth of a millisecond.
TO_TELL_A_FAULT = """
api calls checks checks.assertion checks.filename checks.format checks.kind checks.paired
checks.reading checks.structure checks.unique cli cli.arguments cli.attesting cli.check cli.checking
cli.knowing cli.output cli.own cli.reporting cli.showing cli.touching configured cparser dates
deposit describe document engine errors evaluate filenames finding formats frames functions inputs
jsonvalue known layouts library link logic marks options phrase pool quantified quantify quick.closer reasons
registers replied report report.folding report.formats report.model report.run report.summary
report.text resources shipped shown source stages stamp strays text walk walked
"""


def by_the_door(sample: Path, tmp_path: Path, *, spoilt: bool) -> tuple[str, set[str]]:
    """What a fresh process says of a deposit, or of one with a fault, and the modules it loaded."""
    (tmp_path / "depot").mkdir()
    file = tmp_path / "depot" / sample.name
    data = sample.read_bytes()
    file.write_bytes(data.replace(b'"numLigne": 1,', b'"numLigne": 7,') if spoilt else data)
    env = {
        **{name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"},
        "XDG_CACHE_HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    for code in (DOOR, QUICK, QUICK):  # by then all that is kept is kept
        done = subprocess.run(
            [sys.executable, "-S", "-c", code, "check", str(file)],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
    code, *modules = done.stdout.splitlines()[-1].split()
    return code, set(modules)


def test_a_faulty_file_told_in_text_needs_no_module_that_is_slow(tmp_path: Path) -> None:
    sample = next(path for path in SAMPLES if path.parent.name == "bio-loinc-va1-solde")
    code, loaded = by_the_door(sample, tmp_path, spoilt=True)
    assert code == "1"
    slow = {
        "re", "json", "argparse", "typing", "enum", "contextlib", "functools", "tempfile",
        "importlib", "hashlib", "types", "yaml", "lark", "dataclasses", "pathlib", "decimal",
        "collections", "operator", "bisect", "unicodedata", "datetime", "warnings",
    }  # fmt: skip
    assert loaded & slow == set()
    ours = {name for name in loaded if name.startswith("segur_lint")}
    assert ours - ON_THE_WAY == {f"segur_lint.{name}" for name in TO_TELL_A_FAULT.split()}


def test_a_sound_file_needs_few_modules_and_none_that_is_slow(tmp_path: Path) -> None:
    sample = next(path for path in SAMPLES if path.parent.name == "bio-loinc-va1-solde")
    code, loaded = by_the_door(sample, tmp_path, spoilt=False)
    assert code == "0"
    assert {name for name in loaded if name.startswith("segur_lint")} == ON_THE_WAY
    assert loaded.isdisjoint(
        {"re", "json", "argparse", "typing", "enum", "collections", "tempfile"}
    )
