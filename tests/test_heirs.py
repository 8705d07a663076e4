"""Packs beside ours are compiled alone, to the same programs as with ours, or not at all."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import pytest

from segur_lint import library
from segur_lint.author import compile_all
from segur_lint.heirs import compile_heirs
from tests.test_author import MODEL, PACK, child, edit

OURS = library.files()
#: An abstract pack of ours and one that is not, by what is written in their files.
ABSTRACT, READY = "bio-loinc", "bio-loinc-va1-solde"
HEIR = child("heritier", READY)


def beside(**texts: str) -> list[tuple[str, bytes]]:
    return [(f"chez-moi/{name}.yaml", text.encode()) for name, text in texts.items()]


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        pytest.param({"a": HEIR}, ["heritier"], id="an heir of a pack that is ready, and its guide"),
        pytest.param({"a": child("heritier", ABSTRACT) + "params: {vague: Va1}\n"}, ["heritier"], id="of an abstract one"),
        pytest.param({"a": HEIR, "b": child("petit", "heritier")}, ["heritier", "petit"], id="an heir of an heir"),
        pytest.param({"b": HEIR, "a": child("petit", "heritier")}, ["heritier", "petit"], id="in another order"),
        pytest.param({"a": HEIR + "abstract: true\n"}, [], id="an heir that is abstract"),
        pytest.param({"modele": MODEL, "pack": PACK}, ["essai"], id="a pack and a model of one's own"),
        pytest.param({"modele": MODEL, "pack": PACK, "a": HEIR}, ["essai", "heritier"], id="both"),
        pytest.param({"modele": MODEL}, [], id="a model alone"),
        pytest.param({}, [], id="nothing"),
    ],
)  # fmt: skip
def test_the_programs_are_those_of_all_the_files_together(
    texts: dict[str, str], names: list[str]
) -> None:
    theirs = beside(**texts)
    made = compile_heirs(theirs, OURS)
    assert made is not None
    assert [program["pack"] for program in made] == names
    if texts:
        known = {pack.name: pack.program for pack in library.load()}
        whole = compile_all([*OURS, *theirs], known)
        assert made == [program for program in whole if program["pack"] in names]


GUIDE = "guide: mien\ntitle: Un guide\ndocument: un site\nclauses:\n  - {id: 1-01, source: §1, clause: Une chose.}\n"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param({"a": "- 1\n"}, id="no pack"),
        pytest.param({"a": "pack: ["}, id="no YAML"),
        pytest.param({"a": child(READY, ABSTRACT)}, id="a name that is taken"),
        pytest.param({"a": child("heritier", "inconnu")}, id="a parent that nobody knows"),
        pytest.param({"a": child("heritier", "heritier")}, id="its own parent"),
        pytest.param({"a": HEIR + "fallback: true\n"}, id="a second fallback"),
        pytest.param({"a": HEIR + "model: inconnu.yaml\n"}, id="a model that is not there"),
        pytest.param({"a": HEIR, "guide": GUIDE}, id="a guide"),
        pytest.param({"a": HEIR + "guide: inconnu.yaml\n"}, id="a guide that is not there"),
        pytest.param({"modele": MODEL, "pack": edit(PACK, "value <= maximum", "value <= maximun")}, id="a fault in a rule"),
    ],
)  # fmt: skip
def test_what_is_faulty_or_has_a_say_in_ours_is_left_to_the_reading_of_all(
    texts: dict[str, str],
) -> None:
    assert compile_heirs(beside(**texts), OURS) is None
