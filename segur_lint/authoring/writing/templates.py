"""The folder ``rules/gabarits``: what commands ask, how they read, and what they write, as data.

A text to fill holds words in double braces: ``{{word}}``, ``{{word:lower}}``.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from segur_lint import resources
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What marks what a person has to complete, in the files that are written.
TO_FILL = "À REMPLIR"
_WORD = re.compile(r"\{\{(\w+)(?::(lower|upper))?\}\}")
#: Characters that YAML, or a person's eye, would take for something else at a text's beginning.
_PLAIN = re.compile(r"[^\W\d_][\w .,;'()/+<>=§…’«»-]*|§[\w .()-]+")
_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off"))
_SAID_LINE = 100
#: What no line may end between.
_TOGETHER = (("« ", "«\u00a0"), (" »", "\u00a0»"), (" :", "\u00a0:"), (" ?", "\u00a0?"))


def settings(name: str) -> dict[str, Any]:
    """The file ``rules/gabarits/NAME.yaml``, as plain values; every scalar is a text."""
    path = os.path.join(resources.folder("rules"), "gabarits", f"{name}.yaml")
    with open(path, "rb") as file:
        value = plain(load(Source(path, file.read())))
    assert isinstance(value, dict)
    return value


def fill(text: str, words: Mapping[str, str]) -> str:
    """`text` with each ``{{word}}`` replaced; `KeyError` for a word that is not given."""

    def word(match: re.Match[str]) -> str:
        value = words[match[1]]
        return {"lower": value.lower(), "upper": value.upper()}.get(match[2], value)

    return _WORD.sub(word, text)


def scalar(text: str) -> str:
    """`text` as one YAML scalar on one line: plain where nobody can misread it, else in quotes."""
    is_plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and " #" not in text
    if is_plain and text.lower() not in _WORDS_OF_YAML:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def single(text: str) -> str:
    """`text`, which is printable and on one line, between apostrophes."""
    return "'" + text.replace("'", "''") + "'"


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable() or char in "\u00a0\u202f\u2009":
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def comment(text: str, margin: str) -> list[str]:
    """`text` as lines of comment, folded, nothing in it that could end one."""
    from textwrap import wrap

    from segur_lint.text import printable

    said = printable(" ".join(text.split()))
    for spaced, whole in _TOGETHER:
        said = said.replace(spaced, whole)
    lines = wrap(
        said,
        _SAID_LINE,
        initial_indent=f"{margin}# ",
        subsequent_indent=f"{margin}# ",
        break_on_hyphens=False,
    )
    return [line.replace("\u00a0", " ") for line in lines]
