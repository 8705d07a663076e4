"""Folders of rules: what is found in them, what cannot be, and the pack that is named."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import copy
import json
import os
import pickle
from pathlib import Path
from typing import Any

import pytest

from segur_lint import Linter, library, resources
from segur_lint.errors import AuthorErrors, UsageError
from segur_lint.link import Pack
from tests.test_author import MODEL, PACK, child, edit

#: The packs that come with segur-lint and are no base for others alone.
OURS = sorted(
    text.split("pack: ", 1)[1].split("\n", 1)[0]
    for path in Path(resources.folder("rules")).glob("*.yaml")
    if "\npack: " in (text := path.read_text(encoding="utf-8")) and "\nabstract: true" not in text
)


def write(folder: Path, **texts: str) -> str:
    """A folder of rules with these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"modele": MODEL, "pack": PACK, **texts}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def names(*folders: str) -> list[str]:
    return [pack.name for pack in library.load(folders, cache=False)]


def test_our_packs_are_there_without_any_folder() -> None:
    assert {"bio-loinc-va1-solde", "commun"} <= set(OURS)
    assert names() == OURS


def test_the_packs_of_a_folder_come_beside_ours_in_the_order_of_names(tmp_path: Path) -> None:
    assert names(write(tmp_path)) == sorted([*OURS, "essai"])


def test_a_pack_of_a_folder_may_extend_one_of_ours(tmp_path: Path) -> None:
    folder = write(tmp_path, enfant=child("enfant", "bio-loinc-va1-solde"))
    made = {pack.name: pack for pack in library.load([folder], cache=False)}
    assert len(made["enfant"].rules) == len(made["bio-loinc-va1-solde"].rules)


def test_a_folder_given_twice_or_spelt_in_two_ways_counts_once(tmp_path: Path) -> None:
    folder = write(tmp_path / "r")
    link = tmp_path / "lien"
    link.symlink_to(folder)
    spelt = [folder, f"{folder}/.", f"{tmp_path}/r/../r", str(link), resources.folder("rules")]
    assert names(*spelt) == sorted([*OURS, "essai"])


def test_two_folders_may_not_have_one_pack(tmp_path: Path) -> None:
    with pytest.raises(AuthorErrors) as caught:
        names(write(tmp_path / "a"), write(tmp_path / "b"))
    (error,) = caught.value.errors
    assert error.message.fr.endswith(f"est déjà dans {tmp_path / 'a' / 'pack.yaml'}.")


def test_only_yaml_files_directly_in_the_folder_are_read(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (tmp_path / "notes.txt").write_text("a: [", encoding="utf-8")
    (tmp_path / "pack.yaml~").write_text("a: [", encoding="utf-8")
    (tmp_path / "dossier.yaml").mkdir()
    (tmp_path / "plus").mkdir()
    (tmp_path / "plus" / "x.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "autre.yml").write_text(child("autre", "essai"), encoding="utf-8")
    assert names(folder) == sorted(["autre", *OURS, "essai"])


@pytest.mark.parametrize(
    ("make", "fr", "en"),
    [
        (os.fspath, "ne peut pas être lu", "cannot be read"),
        (
            lambda path: path.write_text("x"),
            "est un fichier ; donnez le dossier",
            "is a file; give the folder",
        ),
        (lambda path: path.mkdir(), "aucun fichier de règles", "no file of rules"),
    ],
    ids=["absent", "a file", "without yaml"],
)
def test_a_folder_that_gives_no_rules_is_said(
    tmp_path: Path, make: object, fr: str, en: str
) -> None:
    assert callable(make)
    make(tmp_path / "règles")
    with pytest.raises(UsageError) as caught:
        names(str(tmp_path / "règles"))
    assert fr in caught.value.message.fr
    assert en in caught.value.message.en
    assert "règles" in caught.value.message.fr
    assert caught.value.exit_code == 2


def test_a_file_of_rules_is_answered_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path)
    with pytest.raises(UsageError) as caught:
        names(f"{folder}/pack.yaml")
    assert f"le dossier qui le contient : « {folder} »" in caught.value.message.fr
    assert f"the folder that holds it: “{folder}”" in caught.value.message.en
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError) as caught:
        names("pack.yaml")
    assert caught.value.message.fr.endswith("« . ».")


def test_a_file_that_cannot_be_opened_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path)
    real = open

    def refuse(path: object, *args: object) -> object:
        if str(path).endswith("pack.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *args)  # type: ignore[call-overload]  # handed on as it came

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(UsageError) as caught:
        names(folder)
    assert "pack.yaml" in caught.value.message.fr
    assert "accès refusé" in caught.value.message.fr


def test_a_file_over_the_limit_is_a_fault_of_its_author(tmp_path: Path) -> None:
    with pytest.raises(AuthorErrors) as caught:
        names(write(tmp_path, gros="# " + "x" * 300_000))
    assert "256" in caught.value.errors[0].message.fr


def test_a_sample_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = edit(PACK, "pack: essai", "pack: essai\nsample: exemples/bon.json")
    write(tmp_path / "r", pack=sample)
    (tmp_path / "r" / "exemples").mkdir()
    (tmp_path / "r" / "exemples" / "bon.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = {pack.name: pack for pack in library.load(["r"], cache=False)}["essai"]
    assert found.program["sample"] == str(tmp_path / "r" / "exemples" / "bon.json")


def test_a_pack_is_chosen_by_its_name() -> None:
    packs = library.load(cache=False)
    assert library.choose(packs, "commun").name == "commun"


@pytest.mark.parametrize(
    ("name", "fr", "en"),
    [
        ("comun", "« commun »", "“commun”"),
        ("BIO_LOINC_VA1_SOLDE", "« bio-loinc-va1-solde »", "“bio-loinc-va1-solde”"),
        (
            "bio",
            "est une base pour d'autres jeux de règles, il ne s'emploie pas seul. Ceux qui l'étendent : bio-loinc-va1-solde",
            "is a base for other packs, it is not used alone. Those that extend it: bio-loinc-va1-solde",
        ),
        (
            "zzzz",
            "Noms connus : bio-loinc-va1-solde, ",
            "Known names: bio-loinc-va1-solde, ",
        ),
        ("zzz\x1b[2J", "zzz\\u001B[2J", "zzz\\u001B[2J"),
    ],
)
def test_an_unknown_pack_is_said_with_the_nearest(name: str, fr: str, en: str) -> None:
    with pytest.raises(UsageError) as caught:
        library.choose(library.load(cache=False), name)
    assert fr in caught.value.message.fr
    assert en in caught.value.message.en


def test_programs_are_plain_json(tmp_path: Path) -> None:
    programs = [pack.program for pack in library.load([write(tmp_path)], cache=False)]
    assert json.loads(json.dumps(programs)) == programs


def test_the_rules_of_a_pack_are_read_when_they_are_asked_for_and_once() -> None:
    whole = library.load(cache=False)[0].program
    asked: list[str] = []

    def read() -> list[dict[str, Any]]:
        asked.append("rules")
        return list(whole["rules"])

    pack = Pack({**whole, "rules": None}, read)
    assert pack.applies
    assert pack.walker
    assert pack.name == whole["pack"]
    assert asked == []
    assert pack.ids == [rule["id"] for rule in whole["rules"]]
    assert [rule.id for rule in pack.rules] == pack.ids
    assert json.dumps(pack.program) == json.dumps(whole)
    assert pickle.loads(pickle.dumps(pack)).program == whole
    assert asked == ["rules"]


def test_an_unreadable_folder_among_the_rules_is_said_by_the_linter(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Linter(rules=[os.fspath(tmp_path / "rien")], cache=False)


def test_a_rule_of_which_nothing_is_linked_yet_may_be_copied() -> None:
    rule = library.load()[0].rules[0]
    made = copy.copy(rule)
    assert (made.id, made.message) == (rule.id, rule.message)
    with pytest.raises(AttributeError, match="unheard"):
        made.unheard  # type: ignore[attr-defined]  # noqa: B018  # asked for, no more
