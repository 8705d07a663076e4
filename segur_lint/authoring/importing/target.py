"""What a table is added to: a pack, by default the one of what all share, and its model."""

from __future__ import annotations

import os
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from segur_lint import modelwrite
from segur_lint.authoring.importing.places import place_all
from segur_lint.authoring.writing import modelfill
from segur_lint.authoring.writing.templates import fill
from segur_lint.errors import AuthorError, UsageError
from segur_lint.faults import Faults
from segur_lint.flat import FlatPack
from segur_lint.inherit import chains, flatten
from segur_lint.knownmodels import Known, known_models
from segur_lint.source import Source
from segur_lint.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.author import Rules
    from segur_lint.authoring.importing.entries import Entry
    from segur_lint.authoring.importing.table import Table
    from segur_lint.balises import Balise


class Asked:
    """What is asked: the table's `source`, and the options of the command as they are given."""

    def __init__(
        self,
        source: Source,
        *,
        pack: str | None = None,
        output: str | None = None,
        model: str | None = None,
        sample: str | None = None,
        prefix: str = "",
        first: int = 1,
        origin: str = "",
    ) -> None:
        self.source = source
        self.pack = pack
        self.output = output
        self.model = model
        self.sample = sample
        self.prefix = prefix
        self.first = first
        self.origin = origin

    @property
    def file(self) -> str:
        """The table's name, as it is shown."""
        return printable(os.path.basename(self.source.name))


class Target:
    """The pack to add to, flat, and its model with what a table added to it.

    `is_new` says that the pack is to be made; `flat` is then the one it extends. `top` is the
    model's tree, `model` what was read of its text, `model_text`, which belongs at `model_path`.
    """

    def __init__(self, asked: Asked, files: list[tuple[str, bytes]], rules: Rules) -> None:
        self.asked = asked
        self.files = {os.path.realpath(path): (path, data) for path, data in files}
        self.rules = rules
        self.flat = flat_pack(rules, asked.pack)
        self.is_new = asked.pack not in rules.packs
        self.known = known_models(files)
        self.top: Balise

    def place(self, entries: Sequence[Entry], table: Table, settings: dict[str, Any]) -> None:
        """Give each entry its place in the model, and write what the model lacks."""
        asked, known = self.asked, self._known_model()
        base = known or self._fallback_model()
        self.top = deepcopy(base.layouts["nested"])
        if known is None:
            for each in self.top.every():
                each.open = False  # the table says what there is
        added = place_all(entries, self.top, base.unit, table, settings)
        if known is not None and asked.model is None:
            _refuse(entries, added, known, table)
            added = []
        modelfill.adopt_elements(self.top, self.known)
        if known is None:
            self.model_path = asked.model or "modele.yaml"
            title = fill(settings["model"]["title"], {"file": asked.file})
            name = _model_name(self.model_path)
            self.model_text = modelwrite.written(name, asked.file, base.unit, self.top, title)
        else:
            self.model_path, self.model_text = known.source.name, known.source.text
            if added:
                modelwrite.name_elements(self.top, base.unit)
                self.model_text = modelfill.completed(known.source, self.top, added)
        self.model = modelfill.checked(self.model_path, self.model_text)

    def _known_model(self) -> Known | None:
        """The model to complete, or that of the pack to add to; None where one is to be made."""
        if self.asked.model is not None:
            path = os.path.realpath(self.asked.model)
            if path not in self.files:
                return None
        elif self.is_new:
            return None
        else:
            path = self.path_of_model(self.flat)
        for each in self.known:
            if os.path.realpath(each.source.name) == path:
                return each
        shown = printable(path)
        raise UsageError(Text(f"« {shown} » n'est pas un modèle.", f"“{shown}” is no model."))

    def _fallback_model(self) -> Known:
        path = self.path_of_model(flat_pack(self.rules, None))
        return next(each for each in self.known if os.path.realpath(each.source.name) == path)

    @staticmethod
    def path_of_model(flat: FlatPack) -> str:
        """The real path of the model that a pack names."""
        where = flat.field("model")
        if where is None:
            name = flat.own.name
            raise UsageError(
                Text(f"Le jeu « {name} » n'a pas de modèle.", f"The pack “{name}” has no model.")
            )
        return os.path.realpath(os.path.join(os.path.dirname(where.source.name), where.text))


def _refuse(entries: Sequence[Entry], added: Sequence[Balise], known: Known, table: Table) -> None:
    """Tell the balises that a model which is not to be changed does not have."""
    strangers = {id(each) for each in added}
    for entry in entries:
        if entry.place is not None and id(entry.place) in strangers:
            entry.place = None
            why = Text(
                f"« {entry.name} » n'est pas dans le modèle « {known.name} » : ajoutez-la, ou "
                "donnez --model.",
                f"“{entry.name}” is not in the model “{known.name}”: add it, or give --model.",
            )
            entry.problems.append(AuthorError(table.source, entry.line["balise"].span(), why))


def flat_pack(rules: Rules, name: str | None) -> FlatPack:
    """The pack of that name where there is one, else the one of what all share."""
    found = rules.packs.get(name or "")
    faults = Faults()
    for chain in chains(rules.packs, faults).values():
        if chain[-1] is found or (found is None and chain[-1].flag("fallback")):
            return flatten(chain, faults)
    raise UsageError(Text("Aucun jeu de règles n'est « fallback ».", "No pack is “fallback”."))


def _model_name(path: str) -> str:
    """What the model of that file is called."""
    stem = os.path.splitext(os.path.basename(path))[0].lower()
    words = re.findall("[a-z0-9]+", stem)
    return "-".join(words[1:] if words[:1] == ["modele"] and len(words) > 1 else words) or "tableau"
