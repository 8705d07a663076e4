"""Sentences without quotes that hold « # »: YAML takes the rest of them for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from segur_lint.authoring.checking.remark import Remark
from segur_lint.source import Source, Span
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YList, YMap, YNode, YText
from segur_lint.yamlquotes import quoted

#: The keys whose values are sentences; those of ``retired`` are too.
_PROSE = ("fr", "en", "title", "why", "document", "clause", "hors champ", "description")
#: One space: who means a comment writes two, or ends the sentence before it.
_CUT = re.compile(r"(?<![.!?…:;] )(?<=\S )#.*|(?<=[.!?…:;] )#\S.*")
_LIKELY = re.compile(r"^[^#\n]*\S #", re.MULTILINE)


def remarks(files: list[tuple[str, bytes]]) -> Iterator[Remark]:
    """The remarks on the sentences of files of rules (path, bytes) that YAML reads."""
    for path, data in files:
        source = Source(path, data)
        if _LIKELY.search(source.text):
            yield from _in(source, load(source), False)


def _in(source: Source, node: YNode, prose: bool) -> Iterator[Remark]:
    if isinstance(node, YMap):
        for key, value in node.items:
            is_prose = key.value in _PROSE or prose
            yield from _in(source, value, is_prose or key.value == "retired")
    elif isinstance(node, YList):
        for item in node.items:
            yield from _in(source, item, False)
    elif prose and not node.quoted and " " in node.value:
        yield from _cut(source, node)


def _cut(source: Source, node: YText) -> Iterator[Remark]:
    at = node.span.end + 1
    found = _CUT.match(source.text, at)
    if found is None:
        return
    better = quoted(source.text, at)
    fr = f"écrivez {better}" if better else "mettez la phrase entière entre guillemets"
    en = f"write {better}" if better else "put the whole sentence in quotes"
    yield Remark(
        "coupé",
        source,
        Span(*found.span()),
        f"Pour YAML, ceci est un commentaire, et la phrase s'arrête avant. Si c'en est la suite, "
        f"{fr} ; si c'est un commentaire, mettez deux espaces devant « # ».",
        f"To YAML this is a comment, and the sentence ends before it. If this is the rest of it, "
        f"{en}; if it is a comment, put two spaces before “#”.",
    )
