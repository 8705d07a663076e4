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

    from segur_lint.known import Known

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


class Read:
    """A file as the C parser reads it: its name, its size in bytes, its text, where that starts,
    and its value.
    """

    __slots__ = ("name", "size", "start", "text", "value")

    def __init__(self, name: str, size: int, text: str, start: int, value: Any) -> None:
        self.name = name
        self.size = size
        self.text = text
        self.start = start
        self.value = value

    def accepted(self, space: dict[str, Any]) -> Any:
        """What the lot is told of a file that is accepted; raises where it is not."""
        keys, answer = space["accept"](self.value, self.name, self.size)
        self.require_unlike(keys)
        return answer

    def require_unlike(self, keys: int) -> None:
        """Require that no object has a key twice; `keys` are all that the value has."""
        # A colon a key, and none more: then no key was there twice.
        if self.text.count(":") != keys:
            _scanner(_Pairing)(self.text, self.start)


class Accepting:
    """The functions of the packs, each made when it is first called."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self._entry = entry
        self._spaces: dict[tuple[str, int, int], dict[str, Any]] = {}
        self._orders = {
            kind: [
                (kind, number, layout)
                for number, pack in enumerate(entry["packs"])
                for layout in range(len(pack[kind]))
            ]
            for kind in ("accept", "held", "apart")
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
        read = self._read(name, data)
        return None if read is None else self.first("accept", read.accepted)

    def known(self, name: str, data: bytes, moment: str) -> Known | None:
        """What is known of such a file at a moment; None: nothing. See `engine.Door`."""
        from segur_lint.quick.closer import known

        first, last = self._entry["valid"]
        read = self._read(name, data) if first <= moment < last else None
        return None if read is None else known(self, read)

    def pack(self, number: int) -> dict[str, Any]:
        """What the entry says of a pack."""
        found: dict[str, Any] = self._entry["packs"][number]
        return found

    def _read(self, name: str, data: bytes) -> Read | None:
        """A file whose text is plainly right; None elsewhere."""
        if len(data) > LONGEST:
            return None
        try:
            text = data.decode()
            if "\\" in text and ("\\ud" in text or "\\uD" in text):  # perhaps half of a pair
                return None
            start = len(text) - len(text.lstrip(_SPACE))
            value, end = self._scan(text, start)
        except Exception:  # SystemError too: what it raises is of a module that is not imported
            return None
        return None if text[end:].strip(_SPACE) else Read(name, len(data), text, start, value)

    def first(self, kind: str, ask: Callable[[dict[str, Any]], Any]) -> tuple[int, Any] | None:
        """The number of the first pack of whose module something answers, and what; None: none.

        `kind` is that of the module; its names are given to `ask`.
        """
        order = self._orders[kind]
        for place, which in enumerate(order):
            try:
                answer = ask(self._space(which))
            except Exception:  # noqa: S112  # whatever is not as it should be is a doubt
                continue
            if answer is not None:
                if place:  # most files of a run are alike
                    order.insert(0, order.pop(place))
                return which[1], answer
        return None

    def _space(self, which: tuple[str, int, int]) -> dict[str, Any]:
        """What a module of the generated code holds."""
        if which not in self._spaces:
            kind, pack, layout = which
            space = dict(vars(runtime))
            exec(code(self._entry, self._entry["packs"][pack][kind][layout]), space)  # noqa: S102  # ours
            self._spaces[which] = space
        return self._spaces[which]
