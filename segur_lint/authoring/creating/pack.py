"""A new pack, its model and its sample deposit, from answers and from the texts of a template."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING, Any

from segur_lint.author import Rules, read_all
from segur_lint.authoring.creating import sample
from segur_lint.authoring.importing.target import Target, flat_pack
from segur_lint.authoring.writing.planned import Planned
from segur_lint.authoring.writing.templates import fill
from segur_lint.errors import UsageError
from segur_lint.knownmodels import Known, known_models
from segur_lint.text import Text, hint, listed, printable
from segur_lint.yamlnodes import YMap, YText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from segur_lint.flat import FlatPack

_ID = re.compile("[A-Z][A-Z0-9]{1,9}")
#: What ids begin with where no answer gives it.
_PREFIX = "REG"
_MODEL_NAME = re.compile("^model:.*", re.MULTILINE)


class NewPack:
    """A pack to write: its `name`, and the `files`, in `folder`, all proved but for the sample."""

    def __init__(
        self,
        settings: Mapping[str, Any],
        answers: Mapping[str, str],
        files: list[tuple[str, bytes]],
        rules: Rules,
        *,
        folder: str,
        extends: str | None = None,
        model: str | None = None,
        prefix: str | None = None,
        name: str | None = None,
    ) -> None:
        self.settings = settings
        self.answers = dict(answers)
        self.given = files
        self.rules = rules
        self.folder = folder
        self.known = known_models(files)
        self.parent = _parent(rules, extends)
        self.copied = self._copied(model)
        own = Target.path_of_model(self.parent)
        shared = Target.path_of_model(flat_pack(rules, None))
        self.is_skeleton = self.copied is None and own == shared
        self.base = self.copied or next(
            each for each in self.known if os.path.realpath(each.source.name) == own
        )
        self.words = self._words(prefix, name)
        self.name = self.words["pack"]
        if self.name in rules.packs:
            where = printable(rules.packs[self.name].source.name)
            raise UsageError(
                Text(
                    f"Le jeu « {self.name} » existe déjà : {where}.",
                    f"The pack “{self.name}” exists already: {where}.",
                )
            )
        self.files = self._files()

    def _copied(self, name: str | None) -> Known | None:
        if name is None:
            return None
        for each in self.known:
            if each.name == name:
                return each
        near = hint(name, [each.name for each in self.known], listed(e.name for e in self.known))
        shown = printable(name)
        raise UsageError(
            Text(f"Modèle inconnu « {shown} ».{near.fr}", f"Unknown model “{shown}”.{near.en}")
        )

    def _words(self, prefix: str | None, name: str | None) -> dict[str, str]:
        """What fills the templates: the answers, what each of them brings, and names."""
        words = dict(self.answers)
        for asked, said in self.settings["questions"].items():
            words.update(said.get("gives", {}).get(words[asked], {}))
        words["pack"] = name or fill(self.settings["pack"], words)
        words["extends"] = self.parent.own.name
        taken = {
            row.id.partition("-")[0] for pack in self.rules.packs.values() for row in pack.rows
        }
        words["prefix"] = prefix or _prefix(self.answers.values(), taken)
        params = self.parent.merged("params")
        own = [
            f"{key}: {words[key]}"
            for key in self.settings["names"]["called"]
            if key not in params or params[key].text != words[key]
        ]
        for key, asked in self.settings["without"].items():
            listed_there = re.split(" *, *", params[key].text) if key in params else []
            others = [each for each in listed_there if each != words[asked]]
            if others and others != listed_there:
                own.append(f"{key}: {', '.join(others)}")
        words["params"] = "\n  ".join(own)
        words["copied"] = self.copied.name if self.copied is not None else ""
        # What an answer brings may hold other words.
        return {word: fill(text, words) for word, text in words.items()}

    # --- the files --------------------------------------------------------------------------------

    def _files(self) -> list[Planned]:
        said = self.settings["files"]
        paths = {kind: fill(each["path"], self.words) for kind, each in said.items()}
        texts: dict[str, bytes] = {}
        if self.is_skeleton:
            texts["model"] = fill(said["model"]["text"], self.words).encode()
            texts["sample"] = fill(said["sample"]["text"], self.words).encode()
        else:
            if self.copied is not None:
                texts["model"] = self._copy(said["model"], paths["model"])
            parts = {key: self.answers[key] for key in self.settings["names"]["called"]}
            texts["sample"] = sample.made(self.rules, self.parent, self.base, parts)
        here = posixpath.dirname(paths["pack"]) or posixpath.curdir
        self.words["model"], self.words["sample"] = (
            posixpath.relpath(paths[kind], here) for kind in ("model", "sample")
        )
        holds = self._conditions()
        self._prove(paths, texts, holds)
        texts["pack"] = self._pack({*holds, "sample"}).encode()
        return [
            Planned(self._path(paths[kind]), texts[kind], Text(said[kind]["fr"], said[kind]["en"]))
            for kind in ("model", "sample", "pack")
            if kind in texts
        ]

    def _path(self, path: str) -> str:
        return os.path.join(self.folder, *path.split("/"))

    def _copy(self, said: Mapping[str, str], path: str) -> bytes:
        """The model that is copied, under a name of its own."""
        assert self.copied is not None
        name = re.sub("^modele-", "", posixpath.splitext(posixpath.basename(path))[0])
        text = self.copied.source.text.replace("\r\n", "\n")
        return (
            fill(said["copied"], self.words) + _MODEL_NAME.sub(f"model: {name}", text, 1)
        ).encode()

    def _conditions(self) -> set[str]:
        """What holds of this pack: the words after which parts of its text are chosen."""
        names = self.settings["names"]
        everything = self.base.layouts["nested"].every()
        has = {each.name for each in everything}
        is_named = _is_named(self.parent, names["called"])
        fits = self.is_skeleton or {names["list"], names["of"]} <= has
        holds = {"skeleton" if self.is_skeleton else "given"}
        holds |= {"model"} if self.is_skeleton or self.copied is not None else set()
        holds |= {"params"} if self.words["params"] else set()
        holds |= {"names"} if fits and not is_named else set()
        holds.add("known" if fits or is_named else "unknown")
        return holds

    def _pack(self, holds: set[str]) -> str:
        parts = self.settings["files"]["pack"]["parts"]
        chosen = (part["text"] for part in parts if holds.issuperset(part.get("when", ())))
        return fill("".join(chosen), self.words)

    def _prove(self, paths: Mapping[str, str], texts: Mapping[str, bytes], holds: set[str]) -> None:
        """Have all rules read with the new ones; the sample is not there yet. `AuthorErrors`."""
        new = {paths["pack"]: self._pack(holds).encode()}
        if "model" in texts:
            new[paths["model"]] = texts["model"]
        placed = {os.path.realpath(self._path(path)): data for path, data in new.items()}
        kept = [each for each in self.given if os.path.realpath(each[0]) not in placed]
        read_all([*kept, *placed.items()])


def _is_named(flat: FlatPack, called: Sequence[str]) -> bool:
    """Whether a pack knows, by its own notations or inherited ones, these parts of names."""
    for field in flat.merged("names").values():
        parts = field.node.get("parts") if isinstance(field.node, YMap) else None
        found = {
            said.value
            for _, part in (parts.items if isinstance(parts, YMap) else ())
            if isinstance(part, YMap) and isinstance(said := part.get("called"), YText)
        }
        if found.issuperset(called):
            return True
    return False


def _parent(rules: Rules, name: str | None) -> FlatPack:
    """The pack to extend: the one of that name, else the one of what all share."""
    if name is not None and name not in rules.packs:
        near = hint(name, rules.packs, listed(rules.packs))
        shown = printable(name)
        raise UsageError(
            Text(
                f"--extends : jeu de règles inconnu « {shown} ».{near.fr}",
                f"--extends: unknown pack “{shown}”.{near.en}",
            )
        )
    return flat_pack(rules, name)


def _prefix(answers: Any, taken: set[str]) -> str:
    """The first answer that can begin ids, a letter more where others begin so."""
    found = next((each for each in answers if _ID.fullmatch(each)), _PREFIX)
    while found in taken and len(found) < len("ABCDEFGHIJ"):
        found += "X"
    return found


def nearest_parent(rules: Rules, answers: Mapping[str, str]) -> str:
    """The pack whose parameters say most of the answers and deny none; else what all share."""
    best, found = 0, flat_pack(rules, None).own.name
    for name in sorted(rules.packs):
        params = {key: field.text for key, field in flat_pack(rules, name).merged("params").items()}
        told = [params[key] == value for key, value in answers.items() if key in params]
        if all(told) and len(told) > best:
            best, found = len(told), name
    return found
