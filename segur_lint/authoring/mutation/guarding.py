"""Which balises a pack guards: its sample is broken at each of them, and something must react.

A balise is guarded where a rule on values (any but those on the shape and the reading of the file)
reacts to one wrong value at least, and no wrong kind of value, nor its absence, passes unnoticed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from segur_lint.authoring.mutation.trial import first_test
from segur_lint.document import Document, Path, kind, read
from segur_lint.engine import Read, lint
from segur_lint.errors import CrashError
from segur_lint.exampleoptions import moment_of
from segur_lint.formats import whole
from segur_lint.layouts import Shape
from segur_lint.link import Pack
from segur_lint.options import Options
from segur_lint.ruletest import SAMPLE, crashed
from segur_lint.sample import sample
from segur_lint.sampletext import dump
from segur_lint.source import Source
from segur_lint.text import Text

#: Kinds of check that look at the shape of a file, or at its text; no value is their business.
_SHAPE = ("structure", "reading")
#: Values of each kind, as JSON texts, and how they are called.
_KINDS = {
    "null": ("null", Text("null", "null")),
    "text": ('"abc"', Text("un texte", "a text")),
    "empty": ('""', Text("un texte vide", "an empty text")),
    "number": ("7", Text("un nombre", "a number")),
    "true": ("true", Text("true", "true")),
    "false": ("false", Text("false", "false")),
    "list": ("[]", Text("une liste vide", "an empty list")),
    "object": ("{}", Text("un objet", "an object")),
}
_ABSENT = Text("son absence", "its absence")


@dataclass(frozen=True, slots=True)
class Unguarded:
    """A balise, and what passes unnoticed there; nothing where no rule looks at its value.

    Where the sample has no such balise nothing was tried: it is `absent`. `is_list` of others.
    """

    balise: str
    passes: tuple[Text, ...]
    absent: bool = False
    is_list: bool = False


def balises(pack: Pack, value: Any) -> list[tuple[str, int, int, Path]]:
    """The balises that hold a value or a list: name, scope, slot, place of the first in `value`.

    Those that the sound deposit `value` has no place for come with an empty path.
    """
    walked = pack.walker.walk(value)
    found = []
    for number, shape in enumerate(walked.layout.shapes):
        for name, slot in _slots(shape):
            frames = walked.frames[number]
            found.append((name, number, slot, walked.path(frames[0], slot) if frames else ()))
        if pack.walker.holds[number] == "value":
            frames = walked.frames[number]
            element = pack.elements[number]
            found.append((element, number, 0, walked.path(frames[0], 0) if frames else ()))
    return found


def _slots(shape: Shape) -> Iterator[tuple[str, int]]:
    yield from sorted(
        ((name, slot) for name, slot, *_ in (*shape.leaves, *shape.lists)), key=lambda each: each[1]
    )
    for _, _, inner in shape.blocs:
        yield from _slots(inner)


def unguarded(pack: Pack) -> Iterator[tuple[str, Unguarded | None]]:
    """Each balise of the pack's model by its name, and what is wrong with its guard, or None."""
    path, data = sample(pack)
    document = read(Source(path, data))
    if not isinstance(document, Document):
        raise first_test(pack.name, SAMPLE)
    name = os.path.basename(path)
    options = Options(moment_of(pack))
    kind_of = {rule.id: rule.kind for rule in pack.rules}
    # What is said of the sample as it is notices nothing.
    before = _said(pack, Read(Source(name, data), name), options)
    for balise, scope, slot, place in balises(pack, document.value):
        if not _there(document.value, place):
            yield balise, Unguarded(balise, (), absent=True)
            continue
        passes: list[Text] = []
        looked_at = False
        for text, said in _wrong(pack, document.value, scope, slot, place):
            changed = dump(_with(document.value, place, text)).encode()
            found = _said(pack, Read(Source(name, changed), name), options) - before
            kinds = {kind_of[rule] for rule, _ in found}
            looked_at = looked_at or bool(kinds.difference(_SHAPE))
            if not kinds and said is not None:
                passes.append(said)
        is_list = isinstance(_at(document.value, place), list)
        unguarded = Unguarded(balise, tuple(passes), is_list=is_list)
        yield balise, None if looked_at and not passes else unguarded


def _said(pack: Pack, file: Read, options: Options) -> set[tuple[str, Path]]:
    """Which rules react, and where. `CrashError` where a rule of ours fails."""
    report = lint(pack, file, options)
    if report.crashed:
        raise CrashError(crashed(report))
    return {(finding.rule, finding.path) for finding in report.findings}


def _there(value: Any, place: Path) -> bool:
    """Whether a sample has what a path leads to."""
    for step in place:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return bool(place)


def _at(value: Any, place: Path) -> Any:
    """What a path leads to, in a sample that has it."""
    for step in place:
        value = value[step]
    return value


def _wrong(
    pack: Pack, value: Any, scope: int, slot: int, place: Path
) -> Iterator[tuple[str | None, Text | None]]:
    """Wrong values, as JSON texts, None to remove it; and how each is called where it must not
    pass: of the others, such as another text, one that is noticed is enough.
    """
    here = _at(value, place)
    own = _kind_of(here)
    formats = [
        whole(rule.plain["asked"][0])
        for rule in pack.rules
        if rule.kind == "format" and (rule.scope, rule.slot) == (scope, slot)
    ]
    if isinstance(place[-1], str):
        yield None, _ABSENT
    for name, (text, said) in _KINDS.items():
        document = read(Source("", text.encode()))
        assert isinstance(document, Document)  # those above
        # Of the sound kind it may be right; and so it may where a format says that it is.
        may_be = name == own or any(wrong(document.value) is None for wrong in formats)
        yield text, None if may_be else said
    written = dump(here)
    if own == "text":
        yield f'{written[:-1]}x"', None
        yield '"' + "x" * (len(written) - 2) + '"', None
    if own == "number":
        for other in ("-1", "0", "1.5", f"{written}0", f"1{written}"):
            yield other, None
    if own == "list":
        yield f"[{written[1:-1]}, {written[1:-1]}]", None
        yield "[null]", None


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return {"string": "text"}.get(kind(value), kind(value))


def _with(value: Any, place: Path, text: str | None) -> Any:
    """`value` with another JSON text at a place, or without what is there."""
    from segur_lint.sampletext import Raw

    step = place[0]
    if isinstance(value, list):
        inner = Raw(text or "null") if len(place) == 1 else _with(value[int(step)], place[1:], text)
        return [inner if at == step else each for at, each in enumerate(value)]
    made = {}
    for key, each in value.items():
        if key != step:
            made[key] = each
        elif len(place) > 1:
            made[key] = _with(each, place[1:], text)
        elif text is not None:
            made[key] = Raw(text)
    return made
