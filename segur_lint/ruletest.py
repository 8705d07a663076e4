"""The examples written in the packs, run: pytest and the command line use this same code.

An example is a change made to the pack's sound sample: a JSON text put in the place of the rule's
balise, or a mapping of changes (see `_CHANGES`). A rule's ``pass`` examples must not make it fire,
its ``fail`` examples must; what other rules say of them does not matter.
"""

from __future__ import annotations

import json
import os

from segur_lint.document import Document, Number, read
from segur_lint.engine import Options, Read, lint
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from segur_lint.document import Path
    from segur_lint.link import Pack, Rule


class Example:
    """One example of a rule and how it went: `fault` is what is wrong with it, or None."""

    __slots__ = ("fault", "pack", "rule", "text", "wanted")

    def __init__(self, pack: str, rule: str, wanted: str, text: str, fault: Text | None) -> None:
        self.pack = pack
        self.rule = rule
        self.wanted = wanted
        self.text = text
        self.fault = fault


class Raw(str):
    """JSON text that goes into the document as it is."""

    __slots__ = ()


class _Unusable(Exception):
    """The example cannot be made: it names what is not there."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(fr)
        self.message = Text(fr, en)


def run(pack: Pack) -> Iterator[Example]:
    """Every example of the pack's rules; none where it has no sample."""
    if pack.program["sample"] is None:
        return
    for rule in pack.rules:
        for wanted in ("pass", "fail"):
            for example in rule.plain["examples"].get(wanted, ()):
                fault = _fault(pack, rule, wanted, example)
                yield Example(pack.name, rule.id, wanted, text_of(example), fault)


def text_of(example: Any) -> str:
    """An example as a person reads it."""
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)


def _fault(pack: Pack, rule: Rule, wanted: str, example: Any) -> Text | None:
    try:
        name, data = deposit(pack, rule, example)
    except _Unusable as error:
        return error.message
    file = Read(Source(name, data), os.path.basename(name))
    report = lint(pack, file, Options(_moment(rule)))
    if report.crashed:
        reasons = [out.reason for out in report.not_run]
        return Text("; ".join(why.fr for why in reasons), "; ".join(why.en for why in reasons))
    fires = any(finding.rule == rule.id for finding in report.findings)
    if fires == (wanted == "fail"):
        return None
    if fires:
        return Text("la règle réagit", "the rule fires")
    return Text("la règle ne réagit pas", "the rule does not fire")


def _moment(rule: Rule) -> str:
    """A moment at which the rule is in force: its first, else its last, else any."""
    begin, end = rule.plain["from"], rule.plain["until"]
    day: str = begin or end or "2000-01-01"
    if "T" in day:
        return day
    return day + ("T00:00" if begin or not end else "T23:59")  # the day of an end is in force whole


def deposit(pack: Pack, rule: Rule, example: Any) -> tuple[str, bytes]:
    """The name and the bytes of the deposit that an example stands for."""
    path: str = pack.program["sample"]
    with open(path, "rb") as file:
        source = Source(path, file.read())
    document = read(source)
    if not isinstance(document, Document):
        shown = printable(path)
        raise _Unusable(
            f"le dépôt d'exemple {shown} n'est pas du JSON", f"the sample {shown} is not JSON"
        )
    made = _Deposit(pack, document.value, os.path.basename(path))
    if isinstance(example, str):
        made.put(rule.scope, rule.slot, example)
    else:
        for key, value in example.items():
            change = _CHANGES.get(key)
            if change is not None:
                change(made, value)
            else:
                made.put_named(key, value)
    return made.name, made.data if made.data is not None else dump(made.value).encode()


class _Deposit:
    """A deposit being changed. Places are those of the first element of each list."""

    def __init__(self, pack: Pack, value: Any, name: str) -> None:
        self.pack = pack
        self.value = value
        self.name = name
        self.data: bytes | None = None

    def path(self, scope: int, slot: int | None, unit: int = 1) -> Path:
        walked = self.pack.walker.walk(_copy(self.value))
        frames = walked.frames[scope]
        for frame in frames:
            path = walked.path(frame, slot)
            here: Any = frame
            while here is not None and here.scope != self.pack.unit:
                here = here.parent
            if here is None or here.index == unit:
                return path
        raise _Unusable(
            "le dépôt d'exemple n'a pas d'élément où mettre l'exemple",
            "the sample has no element to put the example in",
        )

    def named(self, name: str) -> tuple[int, int]:
        *_, last = name.split(".")
        for number, scope in enumerate(self.pack.program["model"]["scopes"]):
            if last in scope["slots"]:
                return number, scope["slots"].index(last)
        shown = printable(name)
        raise _Unusable(
            f"« {shown} » n'est pas une balise du modèle", f"“{shown}” is no balise of the model"
        )

    def put(self, scope: int, slot: int | None, text: Any, unit: int = 1) -> None:
        if not isinstance(text, str):
            raise _Unusable(
                "la valeur d'une balise s'écrit comme un texte JSON, entre apostrophes",
                "the value of a balise is written as a JSON text, in single quotes",
            )
        *path, last = self.path(scope, slot, unit)
        self.holder(path)[last] = Raw(text)

    def put_named(self, name: str, text: Any, unit: int = 1) -> None:
        self.put(*self.named(name), text, unit)

    def holder(self, path: list[str | int]) -> Any:
        here = self.value
        for step in path:
            here = here[step]
        return here

    def rename(self, names: dict[str, str]) -> None:
        for old, new in names.items():
            *path, last = self.path(*self.named(old))
            holder = self.holder(path)
            renamed = {new if key == last else key: value for key, value in holder.items()}
            holder.clear()
            holder.update(renamed)

    def remove(self, names: list[str]) -> None:
        for name in names:
            *path, last = self.path(*self.named(name))
            del self.holder(path)[last]

    def add(self, entries: dict[str, str]) -> None:
        for name, text in entries.items():
            self.value[name] = Raw(text)

    def units(self, wanted: Any) -> None:
        """``'201'`` copies of the first unit, or one copy a mapping, with its changes."""
        if self.pack.unit is None:
            raise _Unusable("le modèle n'a pas d'unité", "the model has no unit")
        *path, _ = self.path(self.pack.unit, None)
        items = self.holder(path)
        count = int(wanted) if isinstance(wanted, str) else len(wanted)
        first = items[0]
        items[:] = [_copy(first) for _ in range(count)]
        if not isinstance(wanted, str):
            for index, changes in enumerate(wanted):
                for name, text in changes.items():
                    self.put_named(name, text, index + 1)

    def rename_file(self, name: str) -> None:
        self.name = name

    def as_text(self, text: str) -> None:
        self.data = text.encode()

    def as_bytes(self, digits: str) -> None:
        self.data = bytes.fromhex(digits)


#: What a mapping may change besides balises by their names.
_CHANGES: dict[str, Callable[[_Deposit, Any], None]] = {
    "file": _Deposit.rename_file,
    "text": _Deposit.as_text,
    "hex": _Deposit.as_bytes,
    "rename": _Deposit.rename,
    "remove": _Deposit.remove,
    "add": _Deposit.add,
    "units": _Deposit.units,
}


def _copy(value: Any) -> Any:
    """The same containers, new; what is raw text is no value yet."""
    if isinstance(value, Raw):
        return None
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


def dump(value: Any) -> str:
    """JSON text of plain values; numbers keep their text, `Raw` is written as it is."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        pairs = [f"{dump(key)}: {dump(each)}" for key, each in value.items()]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dump, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
