"""What a value may be, by its formats: which literals, which lengths, and all of them listed."""

from __future__ import annotations

from typing import Any

from segur_lint import formats
from segur_lint.evaluate import literal
from segur_lint.functions import FUNCTIONS
from segur_lint.jsonvalue import Number

Code = list[Any]
#: The codes of null, true and false.
WORDS: list[Code] = [["lit", word, word] for word in ("null", "true", "false")]


def admits(plain: Code, value: Code) -> bool:
    """Whether a format lets the value of a literal reach the other rules."""
    if value[0] != "lit":
        return True
    found = literal(*value[1:3])
    if value[1] in ("number", "size"):
        found = Number(str(value[2]))
    if plain[0] == "integer" and len(plain) > 3:  # what is counted has no other values
        return type(found) is Number and found.value >= plain[1] and _within(plain, found)
    wrong = formats.whole(plain)(found)
    return wrong is None or wrong.usable


def _within(plain: Code, found: Number) -> bool:
    return plain[2] is None or found.value <= plain[2]


def counted(least: int, most: int | None = None) -> Code:
    """The format of a number that we count: nothing else can stand there."""
    return ["integer", least, most, True]


def length(plain: Code) -> Code | None:
    """The lengths that a format of texts lets."""
    if plain[0] in ("type", "format"):
        return counted(len(plain[1]), len(plain[1]))
    if plain[0] != "varchar" or plain[1] is None:
        return None
    sign, size = plain[1:]
    least = {"=": size, ">": size + 1, ">=": size}.get(sign, 1)
    return counted(least, {"=": size, "<": size - 1, "<=": size}.get(sign))


def listed(plain: Code) -> list[Code] | None:
    """All the values that a format admits, where they can be listed."""
    if plain[0] == "or_null":
        inner = listed(plain[1])
        return None if inner is None else [*inner, WORDS[0]]
    if plain[0] == "boolean":
        return WORDS[1:]
    if plain[0] == "constant":
        word = "null" if plain[1] is None else str(plain[1]).lower()
        return [["lit", "text", plain[1]] if type(plain[1]) is str else ["lit", word, word]]
    if plain[0] == "oneof" and not plain[2]:
        return [["lit", "text", value] for value in plain[1]]
    return None


def never_gives(left: Code, value: Code) -> bool:
    """Whether what a function makes of a text is never the text of a literal: « lower » and « A ».

    Each of these functions leaves what it gives as it is.
    """
    if left[0] != "call" or left[1] not in _CASES or value[:2] != ["lit", "text"]:
        return False
    # A fourth element: a parameter, to which an heir may give another value.
    return len(value) == 3 and FUNCTIONS[left[1]].call(value[2]) != value[2]


_CASES = ("lower", "upper", "fold")

#: What is counted, and what is said of a whole list.
COUNTED = {
    "count": [counted(0)],
    "position": [counted(1)],
    "any": [["boolean"]],
    "all": [["boolean"]],
}


def own(code: Any) -> Any:
    """`code` with the row's own value as a balise of its scope, outside of lists."""
    if not isinstance(code, list) or code[:1] in (["count"], ["any"], ["all"]):
        return code
    if code[:1] == ["row"]:
        return ["slot", 0, code[1]]
    return [own(part) for part in code]
