"""A file is read by the C parser alone and given to the functions of the packs, until one accepts.

What the C parser takes and the reader of `document` would refuse, or read in another way, is a
doubt: see `runtime`.
"""

from __future__ import annotations

import os
from _json import make_scanner

from segur_lint.quick import runtime
from segur_lint.quick.store import code
from segur_lint.regular import open_regular

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Function = Callable[[Any, str, int], tuple[int, Any]]

#: Longer texts may have more members than a document may; nor are they sound.
LONGEST = 4_000_000
_SPACE = " \t\n\r"


class _Reading:
    """How the C parser is to read: see `json.decoder.JSONDecoder`, which is slow to import."""

    strict = True
    object_hook = None
    object_pairs_hook: Callable[[list[tuple[str, Any]]], dict[str, Any]] | None = None
    parse_float = str.encode  # bytes are the lexeme of a number with a point, and nothing else is
    parse_int = int

    @staticmethod
    def parse_constant(_: str) -> None:
        """NaN and the infinities are no JSON."""
        raise runtime.DoubtError


def _unlike(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise runtime.DoubtError
    return value


class _Pairing(_Reading):
    """The same, equal keys being a doubt."""

    object_pairs_hook = staticmethod(_unlike)


def _scanner(how: type[_Reading]) -> Any:
    """The parser itself, which answers a value and where it ends."""
    return make_scanner(how)  # type: ignore[arg-type]  # any object with these attributes will do


class Accepting:
    """The functions of the packs, each made when it is first called."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self._entry = entry
        self._functions: dict[tuple[str, int, int], Function] = {}
        self._orders = {
            kind: [
                (kind, number, layout)
                for number, pack in enumerate(entry["packs"])
                for layout in range(len(pack[kind]))
            ]
            for kind in ("accept", "held")
        }
        self._scan = _scanner(_Reading)

    def file(self, path: str) -> tuple[int, Any] | None:
        """The number of the pack that accepts a file, and what its lot is told; None: a doubt."""
        try:
            with open_regular(path) as file:
                if os.fstat(file.fileno()).st_size > LONGEST:
                    return None
                data = file.read()
        except (OSError, ValueError):
            return None
        return self.data(os.path.basename(path), data)

    def data(self, name: str, data: bytes) -> tuple[int, Any] | None:
        """The same for a file of that name that holds these bytes."""
        return self._ask("accept", name, data)

    def held(self, name: str, data: bytes, moment: str) -> tuple[str, frozenset[str]] | None:
        """The pack of such a file, and the ids of rules that hold in it at a moment; None: a doubt.

        See `engine.Door`.
        """
        first, last = self._entry["valid"]
        found = self._ask("held", name, data) if first <= moment < last else None
        if found is None:
            return None
        number, doubts = found
        pack = self._entry["packs"][number]
        doubted = {each for doubt in doubts for each in (doubt, *pack["followers"][doubt])}
        ids = [name for number, name in enumerate(pack["rules"]) if number not in doubted]
        return pack["alone"]["pack"], frozenset(ids)

    def _ask(self, kind: str, name: str, data: bytes) -> tuple[int, Any] | None:
        """The pack of the first function that answers, and its answer; None: none does."""
        if len(data) > LONGEST:
            return None
        try:
            text = data.decode()
            if "\\" in text and ("\\ud" in text or "\\uD" in text):  # perhaps half of a pair
                return None
            start = len(text) - len(text.lstrip(_SPACE))
            value, end = self._scan(text, start)
            if text[end:].strip(_SPACE):
                return None
        except Exception:  # SystemError too: what it raises is of a module that is not imported
            return None
        order = self._orders[kind]
        for place, which in enumerate(order):
            try:
                keys, answer = self._function(which)(value, name, len(data))
                # A colon a key, and none more: then no key was there twice.
                if text.count(":") != keys:
                    _scanner(_Pairing)(text, start)
            except Exception:  # noqa: S112  # whatever is not as it should be is a doubt
                continue
            if place:  # most files of a run are alike
                order.insert(0, order.pop(place))
            return which[1], answer
        return None

    def _function(self, which: tuple[str, int, int]) -> Function:
        if which not in self._functions:
            kind, pack, layout = which
            space = dict(vars(runtime))
            exec(code(self._entry, self._entry["packs"][pack][kind][layout]), space)  # noqa: S102  # ours
            self._functions[which] = space[kind]
        return self._functions[which]
