"""Texts in Markdown: what an author wrote stays a text, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from segur_lint.text import printable

#: What Markdown could read as more than text, wherever it stands; `<` and `&` would be HTML.
_SIGNS = re.compile(r"([\\`*_\[\]<>|~#])")
_LEADING = re.compile(r"^([0-9]*)([-+=.)])(?=\s|$|[-=])")


def escape(text: str) -> str:
    """`text` on one line, as Markdown shows it to the letter."""
    line = printable(" ".join(text.split()))
    line = _SIGNS.sub(r"\\\1", line.replace("&", "&amp;"))
    return _LEADING.sub(r"\1\\\2", line)


#: What a forge makes a link of, or calls a person by, wherever it stands: @name, #12, !12, %12.
_NAMED = re.compile(r"(@|\\#|!|%|\$|&amp;|\\~)(?=\w)")
#: What makes an address of its own: www.…, https://…; and :word:, an image.
_ADDRESS = re.compile(r"([.:])(?=[\w/])")


def posted(text: str) -> str:
    """`escape` for a merge request, where no person is called, nothing linked, no image shown."""
    return _NAMED.sub(r"\1<!-- -->", _ADDRESS.sub(r"\\\1", escape(text)))


def code(text: str, *, cell: bool = False) -> str:
    """`text` as code, in a fence longer than any run of backticks in it; in a `cell` of a table."""
    line = printable(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line[:1] in ("`", "", " ") or line[-1:] in ("`", " ") else ""
    shown = f"{fence}{pad}{line}{pad}{fence}"
    return shown.replace("|", "\\|") if cell else shown


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table whose cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]
