"""A pack's file with more rows: nothing that is there changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from segur_lint.authoring.writing.templates import TO_FILL, fill, scalar
from segur_lint.edits import Edit, apply
from segur_lint.errors import UsageError
from segur_lint.source import Source
from segur_lint.text import Text, printable
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YList, YMap

if TYPE_CHECKING:
    from collections.abc import Callable

    #: The lines of the rows under a margin, and the key of the row that each belongs to.
    Rows = Callable[[str], list[str]]


#: What the last line of a row in comments begins with.
PROPOSED_END = "#   examples: "


def made(settings: dict[str, Any], words: dict[str, str], rows: Rows) -> tuple[str, int]:
    """A pack of those rows alone, and the number of its first line (from 1) that is of them.

    `words` fill the template: ``pack``, ``extends`` and ``file``; ``model`` and ``sample`` are
    paths, or empty.
    """
    said = {
        **words,
        "title": scalar(fill(settings["title"], words)),
        "document": scalar(fill(settings["document"], words)),
    }
    for key in ("model", "sample"):
        said[key] = f"{key}: {scalar(words[key])}" if words[key] else ""
    empty = {f"{{{{{key}}}}}\n" for key, text in said.items() if not text}
    template = settings["text"].splitlines(keepends=True)
    text = fill("".join(line for line in template if line not in empty), said)
    lines = rows("  ")
    is_empty = _is_empty(lines)
    head = f"{text}\nrules:{' []' * is_empty}\n"
    return head + "\n".join(lines) + "\n", head.count("\n") + 1


def completed(source: Source, rows: Rows) -> tuple[str, int]:
    """The text of a pack's file with rows after its last one, and the line where they begin."""
    root = load(source)
    found = root.get("rules") if isinstance(root, YMap) else None
    text = source.text
    end = "\r\n" if "\r\n" in text else "\n"
    is_flow = isinstance(found, YList) and text[found.span.start] == "["
    if not isinstance(found, YList) or (is_flow and found.items):
        shown = printable(source.name)
        raise UsageError(
            Text(
                f"« {shown} » n'a pas de « rules » où écrire à la suite : mettez-y une règle par "
                "tiret, sans crochets.",
                f"“{shown}” has no “rules” to write after: put one rule a dash there, without "
                "brackets.",
            )
        )
    margin = "  "
    if found.items:
        at = found.items[0].span.start
        first = source.line(at - source.place(at).column + 1)
        margin = first[: len(first) - len(first.lstrip(" "))]
    lines = rows(margin)
    if not lines:
        return text, 1
    if is_flow:
        is_empty = _is_empty(lines)
        start = found.span.start if is_empty else len(text[: found.span.start].rstrip(" "))
        said = end.join(["[]" * is_empty, *lines])
        return apply(text, [Edit(start, found.span.end, said)]), source.place(start).line + 1
    at = _after_proposals(text, len(text[: found.span.end].rstrip()))
    return apply(text, [Edit(at, at, end + end + end.join(lines))]), source.place(at).line + 2


def _is_empty(lines: list[str]) -> bool:
    """Whether none of the lines is one of a row."""
    return all(line.lstrip()[:1] in ("", "#") for line in lines)


def _after_proposals(text: str, start: int) -> int:
    """The end of the line at `start`, and of the rows proposed as comments that follow it."""
    first, *rest = text[start:].split("\n")
    at = start + len(first)
    end, said = at, ""
    for line in rest:
        is_comment = line.lstrip(" ").startswith("#")
        if line.strip() and not is_comment:
            break
        end += 1 + len(line)
        said += line
        if is_comment and PROPOSED_END in line:
            if f"{TO_FILL} :" in said:
                break
            at, said = end, ""
    return at - (text[at - 1] == "\r")
