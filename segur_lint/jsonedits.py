"""Edits of a JSON text, made from a `Document`: values, names, members, elements, numbers.

What is written has the layout of its neighbours: white space, line ends, comma first or last. What
is not there raises `KeyError`; what would not leave a JSON text of the same other members,
`ValueError`. Of equal keys, the last is meant, as everywhere; the first then counts if it goes.
"""

from __future__ import annotations

import json
import re

from segur_lint.edits import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.document import Document, Path
    from segur_lint.jsonvalue import JSONValue, Node


def replace_value(document: Document, path: Path, json_text: str) -> Edit:
    """Write `json_text`, which must be JSON, as the value at `path` (the last of equal keys)."""
    span = document.node(path).span
    return Edit(span.start, span.end, json_text)


def rename_key(document: Document, path: Path, new_name: str) -> Edit:
    """Call the member at `path` (the last of equal keys) `new_name`; ValueError if one is."""
    key = document.node(path).key
    if key is None or _has(document, (*path[:-1], new_name)):
        raise ValueError(path)
    return Edit(key.start, key.end, _quote(new_name))


def remove_item(document: Document, path: Path) -> Edit:
    """Remove an element or a member (the last of equal keys), its comma, its line if it is alone.

    What held it alone becomes ``[]`` or ``{}``. ValueError for the root.
    """
    if not path:
        raise ValueError(path)
    text, node = document.source.text, document.node(path)
    start, end = _start(node), node.span.end
    before, after = _back(text, start), _forward(text, end)
    is_first, is_last = text[before - 1] in "[{", text[after] in "]}"
    if is_first and is_last:
        return Edit(before - 1, after + 1, text[before - 1] + text[after])
    following = after if is_last else _forward(text, after + 1)
    shares_line = _breaks(text[before:start]) and not _breaks(text[end:following])
    if is_first or (shares_line and not is_last):
        return Edit(start, following, "")
    return Edit(_back(text, before - 1), end, "")


def insert_member(
    document: Document, path: Path, name: str, json_text: str, after: str | None = None
) -> Edit:
    """Give the object at `path` a member, after the one called `after`, or else the last.

    ValueError where there is no object, or it has that member already; KeyError for `after`.
    """
    text, node = document.source.text, document.node(path)
    opening = node.span.start
    if text[opening] != "{" or _has(document, (*path, name)):
        raise ValueError((*path, name))
    if after is None and text[_forward(text, opening + 1)] == "}":
        return _fill(document, path, name, json_text)
    anchor = document.node((*path, after)) if after is not None else _last(document, path)
    end, start = anchor.span.end, _start(anchor)
    before, next_comma = _back(text, start), _forward(text, end)
    if text[before - 1] == ",":
        gap = text[_back(text, before - 1) : start]
    elif text[next_comma] == ",":
        gap = text[end : _forward(text, next_comma + 1)]
    else:  # it is alone
        lead = _LINE.search(text[before:start])
        gap = "," + (lead[0] if lead else " " if text[anchor.span.start - 1] in _SPACE else "")
    return Edit(end, end, gap + _quote(name) + _colon(text, anchor) + json_text)


def _fill(document: Document, path: Path, name: str, json_text: str) -> Edit:
    """The first member of an empty object: on its own line where the object's owner is."""
    text, node = document.source.text, document.node(path)
    colon = _colon(text, node) if node.key else ": "
    lead = inner = ""
    if path:
        own = _LINE.search(text[_back(text, _start(node)) : _start(node)])
        if own:
            lead = own[0]
            indent, outer = lead.lstrip("\r\n"), _indent(text, document.node(path[:-1]))
            inner = lead + (indent.removeprefix(outer) if indent.startswith(outer) else "")
    member = _quote(name) + colon + json_text
    return Edit(node.span.start, node.span.end, "{" + inner + member + lead + "}")


def renumber(document: Document, path: Path, member: Path, first: int = 1) -> list[Edit]:
    """Number the elements of the list at `path` by their `member`: `first`, and one more each.

    Those that are right stay as they are; objects and lists in that place, and absence, are left.
    """
    document.node(path)  # or KeyError
    elements = _value(document, path)
    if not isinstance(elements, list):
        raise ValueError(path)
    edits = []
    for position, number in enumerate(range(first, first + len(elements))):
        place = (*path, position, *member)
        if _has(document, place):
            raw = document.raw(place)
            if raw[0] not in "[{" and raw != str(number):
                edits.append(replace_value(document, place, str(number)))
    return edits


# --- numbers -------------------------------------------------------------------------------------

_NUMBER = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?")
#: An amount is not written with a larger exponent, and writing it out would fill lines.
_EXPONENT_DIGITS = 2


def decimals(lexeme: str, count: int) -> str | None:
    """The same JSON number with exactly `count` digits after the point, and no exponent.

    None where a digit would be lost (``1.234`` with two), or `lexeme` is no JSON number.
    """
    found = _NUMBER.fullmatch(lexeme)
    if found is None:
        return None
    sign, whole, fraction, exponent = found.groups(default="")
    if len(exponent.lstrip("+-0")) > _EXPONENT_DIGITS:
        return None
    digits, point = whole + fraction, len(whole) + int(exponent or "0")
    if point < 0:
        digits, point = "0" * -point + digits, 0
    digits = digits.ljust(point, "0")
    whole, fraction = digits[:point].lstrip("0") or "0", digits[point:].rstrip("0")
    if len(fraction) > count:
        return None
    return sign + whole + "." * bool(count) + fraction.ljust(count, "0")


# --- the text around -----------------------------------------------------------------------------

_SPACE = " \t\n\r"
_solid = re.compile(r"[^ \t\n\r]").search
#: The last line end of a run of white space, and the indentation that it begins.
_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*\Z")
_indentation = re.compile(r"[ \t]*").match


def _back(text: str, at: int) -> int:
    """The offset after the last character before `at` that is no white space."""
    while at and text[at - 1] in _SPACE:
        at -= 1
    return at


def _forward(text: str, at: int) -> int:
    """The offset of the first character from `at` that is no white space, or the end."""
    found = _solid(text, at)
    return found.start() if found else len(text)


def _breaks(text: str) -> bool:
    return "\n" in text or "\r" in text


def _start(node: Node) -> int:
    """Where a member begins, its key included, or an element."""
    return node.key.start if node.key else node.span.start


def _indent(text: str, node: Node) -> str:
    """The white space that begins the line of `node`."""
    start = _start(node)
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    found = _indentation(text, line)
    return found[0] if found else ""


def _colon(text: str, node: Node) -> str:
    """The colon of a member and the white space around it."""
    assert node.key is not None
    colon = text[node.key.end : node.span.start]
    return ": " if _breaks(colon) else colon


def _quote(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _has(document: Document, path: Path) -> bool:
    try:
        document.node(path)
    except KeyError:
        return False
    return True


def _value(document: Document, path: Path) -> JSONValue:
    value = document.value
    for step in path:
        value = value[step]  # type: ignore[index]  # a node was found there
    return value


def _last(document: Document, path: Path) -> Node:
    """The last member of an object in the text's order (keys given twice are not in theirs)."""
    members = _value(document, path)
    assert isinstance(members, dict)
    return max((document.node((*path, name)) for name in members), key=lambda node: node.span.end)
