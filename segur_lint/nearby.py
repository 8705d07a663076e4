"""The pack that nearly takes a file for its own, and what of its ``applies`` does not hold.

Only asked where no pack was chosen. Each comparison with a text is a piece of evidence, between 0
and 1: how alike what is expected and what is read are. A condition that says what a file may not
be proves nothing by holding, and is a fault where it does not.
"""

from __future__ import annotations

import json

from segur_lint.engine import frames
from segur_lint.evaluate import build
from segur_lint.frames import UNKNOWN, Frame, up
from segur_lint.quantify import members
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.engine import Read
    from segur_lint.link import Pack
    from segur_lint.options import Options

    Code = list[Any]
    #: How much a condition is held, None where it proves nothing, and what of it is not.
    Held = tuple[float | None, list[Text]]

#: What makes a pack worth naming; members that one list is looked at for, those of lists in it
#: counted; reasons that are told.
_NEAR, _MOST, _TOLD = 0.5, 1_000, 3
#: What a condition that proves nothing by holding is worth where it does not hold.
_UNHELD = 0.4
#: Characters of a condition that is shown.
_LONGEST = 200


def nearest(packs: Sequence[Pack], file: Read, options: Options) -> Text:
    """« Le plus proche, … : … attendu, … lu. », with a space before; empty where none is near."""
    found: list[tuple[float, Pack, list[Text]]] = []
    for pack in packs:
        walked = file.walked.get(pack) or frames(pack, file, options)
        score, misses = _Reader(pack, options.values).held(pack.program["applies"], walked.root)
        if score is not None and score >= _NEAR and misses:
            found.append((score, pack, misses))
    if not found:
        return Text("", "")
    _, pack, misses = max(found, key=lambda each: each[0])
    told = list(dict.fromkeys(misses))[:_TOLD]
    return Text(
        f" Le plus proche, {pack.name} : {' ; '.join(each.fr for each in told)}.",
        f" The nearest, {pack.name}: {'; '.join(each.en for each in told)}.",
    )


class _Reader:
    """Reads the condition of one pack."""

    def __init__(self, pack: Pack, shows: bool) -> None:
        self.pack = pack
        self.shows = shows
        self.scopes: list[dict[str, Any]] = pack.program["model"]["scopes"]

    def value(self, code: Code, frame: Frame) -> Any:
        return build(code, self.pack.matchers)(frame, _top(frame))

    def held(self, code: Code, frame: Frame, most: int = _MOST) -> Held:
        """How much a condition is held; it looks at `most` members that do not meet one."""
        kind = code[0]
        if kind == "and":
            parts = [self.held(term, frame, most) for term in code[1]]
            scores = [score for score, _ in parts if score is not None]
            misses = [miss for _, found in parts for miss in found]
            return (sum(scores) / len(scores) if scores else None), misses
        if kind == "or":
            return _best([self.held(term, frame, most) for term in code[1]])
        if kind == "any" and code[3] is not None:
            inner = [each for each in self.members(code, frame) if each is not None]
            met = self.met(code, frame)
            if met is not None:
                return self.held(code[3], met, most)
            # The lists of all of them together, so that a long one in a long one is soon read.
            share = max(1, most // max(1, len(inner)))
            parts = [self.held(code[3], each, share) for each in inner[:most]]
            return _best(parts) if parts else (0.0, [self.unheld(code, frame.scope)])
        if kind == "in" and not code[3] and all(map(_is_fixed, code[2])) and not _is_fixed(code[1]):
            return _best([self.compared(expected, code[1], frame) for expected in code[2]])
        if kind == "cmp" and code[1] == "==":
            for expected, found in ((code[3], code[2]), (code[2], code[3])):
                if _is_fixed(expected) and not _is_fixed(found):
                    return self.compared(expected, found, frame)
        if self.value(code, frame) is True:
            return None, []
        if kind == "not" and self.value(code[1], frame) is True:
            return _UNHELD, self.against(code[1], frame)
        return _UNHELD, [self.unheld(code, frame.scope)]

    def members(self, code: Code, frame: Frame) -> list[Any]:
        """What a condition on a list looks at; None stands for a list that is not there."""
        return members(up(frame, code[1]), code[2])

    def met(self, code: Code, frame: Frame) -> Frame | None:
        """The first element of a list that what is asked of it holds for."""
        asked, top = build(code[3], self.pack.matchers), _top(frame)
        found = (each for each in self.members(code, frame) if each is not None)
        return next((each for each in found if asked(each, top) is True), None)

    def against(self, code: Code, frame: Frame) -> list[Text]:
        """What makes a condition true that should not be."""
        if code[:2] == ["call", "sure"]:
            return self.against(code[2][0], frame)
        if code[0] == "or":
            return next(
                self.against(each, frame) for each in code[1] if self.value(each, frame) is True
            )
        if code[0] == "any" and code[3] is not None:
            met = self.met(code, frame)
            if met is not None:
                return self.against(code[3], met)
        if code[:2] == ["cmp", "!="]:
            for expected, found in ((code[3], code[2]), (code[2], code[3])):
                if _is_fixed(expected) and not _is_fixed(found):
                    return self.compared(expected, found, frame)[1]
        said = shorten(self.text(code, frame.scope), _LONGEST)
        return [Text(f"« {said} » ne doit pas être vrai", f"“{said}” must not be true")]

    def compared(self, expected: Code, found: Code, frame: Frame) -> Held:
        """What a comparison proves: `expected` is the pack's own, `found` is read in the file."""
        wanted, read = self.value(expected, frame), self.value(found, frame)
        shown, name = (self.text(_bare(code), frame.scope) for code in (expected, found))
        if read is UNKNOWN and type(wanted) is str:
            return 0.0, [
                Text(
                    f"{name} : {shown} attendu, rien de lisible",
                    f"{name}: {shown} expected, nothing that can be read",
                )
            ]
        if not (isinstance(wanted, str) and isinstance(read, str)):
            held = self.value(["cmp", "==", expected, found], frame) is True
            return (1.0, []) if held else (0.0, [self.unheld(expected, frame.scope, name)])
        if read == wanted:
            return 1.0, []
        from difflib import SequenceMatcher

        alike = SequenceMatcher(None, wanted, read[: len(wanted) * 2]).ratio()
        other = shorten(str(self.value(_bare(found), frame)))
        other = f'"{other}"' if self.shows else "…"
        return min(alike, 0.9), [
            Text(f"{name} : {shown} attendu, {other} lu", f"{name}: {shown} expected, {other} read")
        ]

    def unheld(self, code: Code, scope: int, name: str = "") -> Text:
        said = f"{name} == " * bool(name) + self.text(code, scope)
        said = shorten(said, _LONGEST)
        return Text(f"« {said} » n'est pas vrai", f"“{said}” is not true")

    # --- a condition as its author would write it -------------------------------------------------

    def text(self, code: Code, scope: int) -> str:
        """The expression of a code that is read in a scope."""
        kind = code[0]
        if kind == "lit":
            if code[1] == "text":
                return json.dumps(code[2], ensure_ascii=False)
            return str(code[1] if code[1] in _WORDS else code[2])
        if kind == "slot":
            for _ in range(code[1]):
                scope = self.scopes[scope]["parent"]
            return str(self.scopes[scope]["slots"][code[2]])
        if kind == "outer":
            return f"row.{self.text(code[1], 0)}"
        if kind == "position":
            return "position"
        if kind == "part":
            called = self.pack.program["names"][code[2]]["called"][code[3]]
            return f"{self.text(code[1], scope)}.{called}"
        if kind == "not":
            return f"not {self.term(code[1], scope)}"
        if kind in ("and", "or"):
            return f" {kind} ".join(self.term(term, scope) for term in code[1])
        if kind == "cmp":
            return f"{self.text(code[2], scope)} {code[1]} {self.text(code[3], scope)}"
        if kind == "in":
            items = ", ".join(self.text(each, scope) for each in code[2])
            return f"{self.text(code[1], scope)} {'not ' * code[3]}in ({items})"
        if kind in _SIGNS:
            return f" {kind} ".join(self.operand(each, scope) for each in code[1:])
        if kind == "call":
            return f"{code[1]}({', '.join(self.text(each, scope) for each in code[2])})"
        if kind in ("any", "all", "count"):
            return f"{kind}({self.over(code, scope)})"
        return "…"

    def term(self, code: Code, scope: int) -> str:
        said = self.text(code, scope)
        return f"({said})" if code[0] in ("and", "or") else said

    def operand(self, code: Code, scope: int) -> str:
        said = self.text(code, scope)
        return f"({said})" if code[0] in _SIGNS else said

    def over(self, code: Code, scope: int) -> str:
        """A list and what is asked of its elements."""
        name = ""
        for _ in range(code[1]):
            scope = self.scopes[scope]["parent"]
        for which, slot in code[2]:
            name = self.scopes[scope]["slots"][slot]
            scope = next(
                number
                for number, each in enumerate(self.scopes)
                if each["parent"] == scope and each["list"] == which
            )
        where = "" if code[3] is None else f" where {self.text(code[3], scope)}"
        return name + where


_WORDS = ("true", "false", "null")
_SIGNS = ("+", "-", "*")


def _top(frame: Frame) -> Frame:
    """The frame of the whole file, which the condition of a pack is about."""
    while frame.parent is not None:
        frame = frame.parent
    return frame


def _best(parts: Sequence[Held]) -> Held:
    """What holds, or is the nearest to it."""
    return max(parts, key=lambda part: (not part[1], part[0] or 0.0))


def _bare(code: Code) -> Code:
    """A code without what only makes two spellings of it alike."""
    while code[0] == "call" and code[1] in ("upper", "lower", "fold"):
        code = code[2][0]
    return code


def _is_fixed(code: Any) -> bool:
    """Whether a code says the same of every file."""
    if code[0] == "call":
        return all(map(_is_fixed, code[2]))
    return bool(code[0] == "lit")
