"""Examples whose texts are not JSON: no deposit could be made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from segur_lint.authoring.checking.remark import Remark
from segur_lint.examplejson import json_texts, misread
from segur_lint.flat import FlatPack
from segur_lint.pack import APPLIES
from segur_lint.row import Field
from segur_lint.source import Source, Span
from segur_lint.yamlnodes import YList, YMap, YNode


def remarks(flat: FlatPack, program: dict[str, Any]) -> Iterator[Remark]:
    """The remarks on the examples of a pack's rows, inherited ones too, and of its ``applies``."""
    rules = {rule["id"]: rule for rule in program["rules"]}
    for row in flat.rows:
        # What is about the reading of a file may well break it, by a change.
        broken = rules[row.id]["asks"][0] == "reading"
        yield from _of(row.fields.get("examples"), rules[row.id]["examples"], broken)
    yield from _of(flat.own.fields.get(APPLIES), program[APPLIES], False)


def _of(where: Field | None, examples: dict[str, list[Any]], broken: bool) -> Iterator[Remark]:
    lists = where.node.items if where is not None and isinstance(where.node, YMap) else ()
    for key, items in lists:
        nodes = items.items if isinstance(items, YList) else ()
        for node, example in zip(nodes, examples.get(key.value, ()), strict=False):
            for place, text in json_texts(example):
                if where is None or (place and broken) or (said := misread(text)) is None:
                    continue
                span, whole = _cut_number(_at(node, place).span, text, where.source)
                said = misread(whole) or said
                yield Remark("exemple", where.source, span, f"{said.fr}.", f"{said.en}.")


#: A number of a list of examples whose decimals, after its comma, YAML takes for another example.
_WHOLE = re.compile(r"(?<=[\[ ,])-?[0-9]{1,12},$", re.ASCII)


def _cut_number(span: Span, text: str, source: Source) -> tuple[Span, str]:
    """A text and its span, with the whole number where it is the decimals of one: « 1850,01 »."""
    before = source.text[max(0, span.start - 15) : span.start]
    whole = _WHOLE.search(before)
    if whole is None or not re.fullmatch("0[0-9]", text):
        return span, text
    return Span(span.start - len(whole[0]), span.end), whole[0] + text


def _at(node: YNode, place: Sequence[str | int]) -> YNode:
    """What stands at a place of an example."""
    for step in place:
        if isinstance(node, YList) and isinstance(step, int):
            node = node.items[step]
        elif isinstance(node, YMap):
            node = node.get(str(step)) or node
    return node
