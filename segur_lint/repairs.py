"""Findings become repairs: the edits that their rules' ``fix`` ask for, where these are possible.

A repair is only a proposal, that `fix` has to prove. What would need a guess gives none: an amount
that would lose a digit, a value that the rule's own format would refuse, a name that is taken.
"""

from __future__ import annotations

import json
import os

from segur_lint import formats
from segur_lint.edits import remove_bom
from segur_lint.engine import Read, frames
from segur_lint.evaluate import raw
from segur_lint.jsonedits import (
    decimals,
    insert_member,
    remove_item,
    rename_key,
    renumber,
    replace_value,
)
from segur_lint.jsonvalue import Number
from segur_lint.onlyvalue import OnlyValues, json_text
from segur_lint.strays import Strays
from segur_lint.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from segur_lint.document import Path
    from segur_lint.edits import Edit
    from segur_lint.finding import Finding
    from segur_lint.frames import Closure, Frame
    from segur_lint.link import Pack, Rule
    from segur_lint.options import Options
    from segur_lint.walked import Walked

#: Bytes of a file's name that all systems take.
LONGEST_NAME = 255


class Repair:
    """What would mend `findings`: edits of the text, or a new `name` of the file."""

    __slots__ = ("edits", "findings", "name", "unsafe")

    def __init__(
        self, findings: list[Finding], edits: Sequence[Edit], name: str | None, unsafe: bool
    ) -> None:
        self.findings = findings
        self.edits = edits
        self.name = name
        self.unsafe = unsafe


def repairs(pack: Pack, file: Read, findings: Sequence[Finding], options: Options) -> list[Repair]:
    """The repairs of `findings`, in their order; one that mends several is there once."""
    return _Repairer(pack, file, options).all(findings)


class _Repairer:
    def __init__(self, pack: Pack, file: Read, options: Options) -> None:
        assert file.document is not None  # what could not be read is left as it is
        self.pack = pack
        self.file = file
        self.document = file.document
        self.options = options
        self.rules = {rule.id: rule for rule in pack.rules}
        #: Walked anew: the values that formats refused are still there.
        self.walked: Walked = frames(pack, file, options)
        self._values: dict[str, Closure] = {}
        self._meant: dict[Path, str] | None = None
        self.only = OnlyValues(pack, options)

    def all(self, findings: Sequence[Finding]) -> list[Repair]:
        made: dict[object, Repair] = {}
        for finding in findings:
            rule = self.rules.get(finding.rule)
            if rule is None or rule.plain["fix"] is None:
                continue
            unsafe, action, argument = rule.plain["fix"]
            same = self._list_of(finding, rule) if action == "number" else id(finding)
            if same in made:
                made[same].findings.append(finding)
                continue
            try:
                edits = _ACTIONS[action](self, finding, rule, argument)
            except (KeyError, ValueError):  # not there, or not to be written there
                continue
            name = edits if isinstance(edits, str) else None
            if edits:
                made[same] = Repair([finding], () if name else edits, name, unsafe)  # type: ignore[arg-type]  # a name is told apart
        return list(made.values())

    # --- one action each: edits, a new name of the file, or nothing -------------------------------

    def set(self, finding: Finding, rule: Rule, code: Any) -> Sequence[Edit]:
        """Write a value that is determined, if the rule's own format has nothing against it."""
        frame = self._frame(finding.path, rule.scope)
        path = self.walked.path(frame, rule.slot)
        text = json_text(self._value(rule, code, frame))
        if text is None or path != finding.path or text == self.document.raw(path):
            return ()
        if rule.kind == "format":
            value = json.loads(text, parse_int=Number, parse_float=Number)
            if formats.predicate(rule.plain["asked"][0])(value) is not None:
                return ()
        return [replace_value(self.document, path, text)]

    def number(self, finding: Finding, rule: Rule, first: int) -> Sequence[Edit]:
        """Number all elements of the list: a fault of numbering is said where it begins only."""
        where, member = self._list_of(finding, rule)
        return renumber(self.document, where, member, first)

    def decimals(self, finding: Finding, _rule: Rule, count: int) -> Sequence[Edit]:
        """Write an amount with so many digits, quotes taken away, if no digit is lost."""
        lexeme = self.document.raw(finding.path)
        if lexeme.startswith('"'):
            lexeme = json.loads(lexeme)
        text = decimals(lexeme, count)
        return [] if text is None else [replace_value(self.document, finding.path, text)]

    def remove(self, finding: Finding, _rule: Rule, what: str) -> Sequence[Edit]:
        """Take away what is there once too often."""
        if what == "item":
            return [remove_item(self.document, finding.path)]
        return [remove_bom(self.file.source)]

    def insert(self, finding: Finding, _rule: Rule, _argument: Any) -> Sequence[Edit]:
        """Add a missing member, where the rules on its value allow a single one."""
        *inside, name = finding.path
        frame = self._frame(finding.path)
        shape = self.walked.layout.shapes[frame.scope]
        for bloc in inside[len(self.walked.path(frame)) :]:
            shape = next(inner for own, _, inner in shape.blocs if own == bloc)
        text = self.only.text(shape, frame.scope, str(name))
        if text is None:
            return ()
        before = shape.names[: shape.names.index(str(name))]
        there = [each for each in before if self._is_there((*inside, each))]
        after = there[-1] if there else None
        return [insert_member(self.document, tuple(inside), str(name), text, after)]

    def rename(self, finding: Finding, _rule: Rule, _argument: Any) -> Sequence[Edit]:
        """Spell a member as the model does, where it is a near miss of one that is missing."""
        if self._meant is None:
            near = Strays(self.walked).near
            self._meant = {(*stray.path, stray.name): name for stray, name in near.items()}
        return [rename_key(self.document, finding.path, self._meant[finding.path])]

    def rename_file(self, finding: Finding, rule: Rule, code: Any) -> str | None:
        """The file's name with another value of the part that the rule shows as found."""
        name, span = self.file.name, finding.name_span
        value = self._value(rule, code, self._frame(finding.path, rule.scope))
        if name is None or span is None or type(value) is not str:
            return None
        new = name[: span.start] + value + name[span.end :]
        is_name = os.path.basename(new) == new and "\\" not in new and printable(new) == new
        return new if is_name and new != name and len(new.encode()) <= LONGEST_NAME else None

    # --- what they need ---------------------------------------------------------------------------

    def _frame(self, path: Path, scope: int | None = None) -> Frame:
        """The innermost frame that `path` is in, or the one of `scope` around it."""
        frame, step = self.walked.root, 0
        while (found := self._inner(frame, path, step)) is not None:
            frame, step = found
        while scope is not None and frame.scope != scope:
            if frame.parent is None:
                raise KeyError(path)
            frame = frame.parent
        return frame

    def _inner(self, frame: Frame, path: Path, step: int) -> tuple[Frame, int] | None:
        for index, inside in self.walked.layout.lists[frame.scope].items():
            end = step + len(inside)
            position = path[end] if path[step:end] == inside and end < len(path) else None
            if isinstance(position, int) and position < len(frame.lists[index]):
                return frame.lists[index][position], end + 1
        return None

    def _list_of(self, finding: Finding, rule: Rule) -> tuple[Path, Path]:
        """The list that holds the element at fault, and where its elements have the balise."""
        assert rule.slot is not None  # such a rule looks at a balise
        frame = self._frame(finding.path, rule.scope)
        return self.walked.path(frame)[:-1], self.walked.layout.paths[rule.scope][rule.slot]

    def _value(self, rule: Rule, code: Any, frame: Frame) -> Any:
        if rule.id not in self._values:
            self._values[rule.id] = raw(code, self.pack.matchers)
        return self._values[rule.id](frame, frame)

    def _is_there(self, path: Path) -> bool:
        try:
            self.document.node(path)
        except KeyError:
            return False
        return True


_ACTIONS: dict[str, Callable[[_Repairer, Finding, Rule, Any], Sequence[Edit] | str | None]] = {
    "set": _Repairer.set,
    "number": _Repairer.number,
    "decimals": _Repairer.decimals,
    "remove": _Repairer.remove,
    "insert": _Repairer.insert,
    "rename": _Repairer.rename,
    "file name": _Repairer.rename_file,
}
