"""The sample deposit of a new pack: that of a pack with the same model, its documents renamed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from segur_lint.authoring.importing.target import Target
from segur_lint.authoring.writing import samplefill
from segur_lint.document import Document, read
from segur_lint.link import Pack
from segur_lint.newdeposit import laid_out
from segur_lint.sample import sample
from segur_lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from segur_lint.author import Rules
    from segur_lint.flat import FlatPack
    from segur_lint.knownmodels import Known


def made(rules: Rules, parent: FlatPack, model: Known, parts: Mapping[str, str]) -> bytes:
    """A deposit of that model, for an heir of `parent`; `parts` go into the names of documents.

    Where no pack has that model, every balise is null but those that all deposits share.
    """
    donors = [
        Pack(program)
        for flat, program in rules.compiled
        if program["sample"] is not None
        and Target.path_of_model(flat) == os.path.realpath(model.source.name)
    ]
    heirs = [each for each in donors if parent.own.name in each.program["chain"]]
    if not donors:
        shared = next(
            str(program["sample"]) for flat, program in rules.compiled if flat.own.flag("fallback")
        )
        with open(shared, "rb") as file:
            return samplefill.completed(shared, file.read(), model.layouts["nested"], {})
    donor = (heirs or donors)[0]
    document = read(Source(*sample(donor)))
    assert isinstance(document, Document)  # the pack was compiled
    _rename(donor, document.value, parts)
    return (laid_out(document.value) + "\n").encode()


def _rename(pack: Pack, value: Any, parts: Mapping[str, str]) -> None:
    """Put `parts` in the names of documents."""
    walked = pack.walker.walk(value)
    for number, plain in enumerate(pack.program["names"]):
        if plain["of"] is None:
            continue
        scope, slot = plain["of"]
        for frame in walked.frames[scope]:
            name = frame.values[slot]
            for index, called in enumerate(plain["called"]):
                place = pack.matchers[number].place(name, index) if isinstance(name, str) else None
                if place is not None and called in parts:
                    name = name[: place.start] + parts[called] + name[place.end :]
            if isinstance(name, str):
                *above, last = walked.path(frame, slot)
                here = value
                for step in above:
                    here = here[step]
                here[last] = name
