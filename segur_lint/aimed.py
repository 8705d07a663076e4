"""Why a waiver that lets nothing pass is of no use: what it is about is not in the files."""

from __future__ import annotations

import os

from segur_lint.engine import Read, frames
from segur_lint.inputs import read_file
from segur_lint.marks import keys_of
from segur_lint.source import Source
from segur_lint.text import Text, hint, listed, printable
from segur_lint.waivers import ANY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_lint.jsonvalue import JSONValue
    from segur_lint.link import Pack
    from segur_lint.options import Options
    from segur_lint.report.model import FileReport
    from segur_lint.waivers import Waiver

#: Files that are read again for it.
MOST = 200


def missed(
    waiver: Waiver, reports: Sequence[FileReport], packs: Sequence[Pack], options: Options
) -> Text | None:
    """What the waiver speaks of and these files do not have; None where it is there, or unknown."""
    named = {pack.name: pack for pack in packs}
    files = [(each, named[each.pack]) for each in reports if each.pack in named]
    if len(files) > MOST or (waiver.unit is None and waiver.steps is None):
        return None
    keys: dict[str, None] = {}
    labels: dict[tuple[str, str], None] = {}
    there = False
    for report, pack in files:
        file = _read(report)
        if file is None or file.document is None:
            continue  # a document; a text that is broken is no sound one, and stops before
        there = there or _leads(waiver.steps or [], file.document.value)
        for label, key in _units(pack, file, options):
            labels[label] = None
            keys[key] = None
    if labels and waiver.unit is not None and waiver.unit not in keys:
        (element, balise), *_ = labels
        shown = printable(waiver.unit)
        near = hint(waiver.unit, keys, listed(keys)) if options.values else Text("", "")
        return Text(
            f"aucun élément « {element} » de ces fichiers n'a « {shown} » pour {balise}.{near.fr}",
            f"no “{element}” of these files has “{shown}” as {balise}.{near.en}",
        )
    if waiver.pointer is not None and not there and labels:
        shown = printable(waiver.pointer)
        return Text(
            f"rien n'est à « {shown} » dans ces fichiers. Le premier élément d'une liste y a le "
            "numéro 0, et * vaut pour tous.",
            f"nothing is at “{shown}” in these files. The first element of a list is number 0 "
            "there, and * stands for all.",
        )
    return None


def _read(report: FileReport) -> Read | None:
    source = report.source
    if source is None:
        data = read_file(report.file)
        if isinstance(data, Text):
            return None
        source = Source(report.file, data)
    return Read(source, os.path.basename(report.file))


def _units(pack: Pack, file: Read, options: Options) -> Iterator[tuple[tuple[str, str], str]]:
    """Of each unit that has a key: what a unit is called, and the balise of its key; its key."""
    unit, slots = pack.unit, dict(pack.program["keys"])
    if unit is None or unit not in slots or file.document is None:
        return
    walked = frames(pack, file, options)
    path = walked.layout.paths[unit].get(slots[unit])
    if not path:
        return
    for frame in walked.frames[unit]:
        found = keys_of(walked, file.document, frame, slots)
        key = found.get(len(walked.path(frame)) - 1)
        if key is not None:
            yield (pack.elements[unit], str(path[-1])), key


def _leads(steps: Sequence[str], value: JSONValue) -> bool:
    """Whether something stands at these steps."""
    if not steps:
        return True
    step, *rest = steps
    if isinstance(value, dict):
        inner = list(value.values()) if step == ANY else [value[step]] if step in value else []
    elif isinstance(value, list):
        inner = [each for at, each in enumerate(value) if step in (ANY, str(at))]
    else:
        return False
    return any(_leads(rest, each) for each in inner)
