"""Faults become findings: their place, their sentence, and what may be shown of values."""

from __future__ import annotations

import os

from segur_lint.evaluate import build
from segur_lint.finding import Fault, Finding
from segur_lint.frames import up
from segur_lint.marks import digest, keys_of, written
from segur_lint.phrase import HIDDEN, fill
from segur_lint.shown import on_one_line, show
from segur_lint.source import Span
from segur_lint.text import Text, grouped, printable, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.checks.kind import Run
    from segur_lint.document import Document, Node, Path
    from segur_lint.frames import Frame
    from segur_lint.link import Pack, Rule
    from segur_lint.options import Options


class Stamp:
    """Makes findings of faults: their place, their sentence, and what may be shown of values."""

    def __init__(self, run: Run, pack: Pack, options: Options) -> None:
        self.run = run
        self.pack = pack
        self.values = options.values
        self.severities = options.severities
        self.keys: dict[int, int] = dict(pack.program["keys"])

    def finding(self, rule: Rule, frame: Frame, fault: Fault) -> Finding:
        """The finding of one fault."""
        path = fault.path
        if rule.at is not None:
            path = self.run.walked.path(frame, rule.at)
        on_name = rule.on_name or fault.whole
        span = fault.span or (Span(0, 0) if on_name else self.span(path))
        source = self.run.source
        found = self.found(rule, frame, fault, path)
        expected = self.expected(rule, frame, fault)
        inner = self.frame_of(frame, fault)
        unit = self.run.unit_frame(inner)
        number = None if unit is None else unit.index
        document, walked = self.run.document, self.run.walked
        keys = {} if document is None else keys_of(walked, document, inner, self.keys)
        whole = None if unit is None else len(walked.path(unit)) - 1
        message = self.message(rule, frame, fault, found, expected, number)
        return Finding(
            rule=rule.id,
            severity=self.severities.get(rule.id, rule.severity),
            stage=rule.stage,
            source=self.pack.cited(rule),
            path=path,
            span=span,
            start=source.place(span.start),
            end=source.place(span.end),
            message=message,
            found=self.written(rule, frame) or found,
            expected=expected,
            unit=number,
            name_span=self.name_span(rule, frame) if on_name else None,
            keys=keys,
            unit_key=None if whole is None else keys.get(whole),
            digest=digest(self.value(rule, frame, fault, path)),
        )

    def frame_of(self, frame: Frame, fault: Fault) -> Frame:
        """The innermost frame that the fault's path is in: rules on the file look anywhere."""
        walked = self.run.walked
        step = 0
        while step < len(fault.path):
            for index, path in walked.layout.lists[frame.scope].items():
                end = step + len(path)
                if fault.path[step:end] == path and end < len(fault.path):
                    inner = frame.lists[index] if index < len(frame.lists) else []
                    position = fault.path[end]
                    if isinstance(position, int) and position < len(inner):
                        frame, step = inner[position], end + 1
                        break
            else:
                break
        return frame

    def name_span(self, rule: Rule, frame: Frame) -> Span:
        """Within the file's name: the part that the rule shows as found, or the whole name."""
        name = os.path.basename(self.run.source.name)
        code, matchers = rule.plain["found"], self.pack.matchers
        place = None
        if (
            code is not None
            and code[0] == "part"
            and build(code[1], matchers)(frame, frame) == name
        ):
            place = matchers[code[2]].place(name, code[3])
        return place or Span(0, len(name))

    def span(self, path: Path) -> Span:
        """The value at `path`; for an object or a list its key; for what is absent, its object."""
        document = self.run.document
        if document is None:
            return Span(0, 0)
        try:
            node = document.node(path)
        except KeyError:
            return self.around(document, path[:-1])
        if node.children is None:
            return node.span
        return node.key or _opening(node)

    def around(self, document: Document, path: Path) -> Span:
        """The opening of the innermost object at or around `path` that is there."""
        try:
            return _opening(document.node(path))
        except KeyError:
            return self.around(document, path[:-1])

    def found(self, rule: Rule, frame: Frame, fault: Fault, path: Path) -> Text | None:
        """What was found, as the sentence shows it."""
        if rule.found is not None:
            value = show(rule.found(frame, frame))
            if isinstance(value, Text):
                return value
        elif fault.found is not None:
            if not isinstance(fault.found, str):
                return fault.found  # a kind of thing, not a value
            value = fault.found
        elif (
            self.run.document is not None
            and fault.span is None
            and not rule.scope == 0 == len(path)
        ):
            try:
                value = on_one_line(self.run.document.raw(path))
            except KeyError:
                return None
        else:
            return None
        if value is None:
            return None
        if not self.values:
            return HIDDEN
        return Text(*[shorten(value)] * 2)

    def value(self, rule: Rule, frame: Frame, fault: Fault, path: Path) -> str:
        """The whole of what is at fault, to be compared; what is shown of it may be cut or hidden.

        The value as it is written; for what is no value of the text, what the rule says it found.
        """
        if fault.span is not None:
            return self.run.source.text[fault.span.start : fault.span.end]
        text = None
        if self.run.document is not None and not fault.whole:
            text = written(self.run.document, path)
        if text is None:
            found = fault.found if rule.found is None else show(rule.found(frame, frame))
            text = found.fr if isinstance(found, Text) else found or ""
        return text

    def written(self, rule: Rule, frame: Frame) -> Text | None:
        """The balise that the rule shows as found, as the file writes it; None where it is none."""
        code, document = rule.plain["found"], self.run.document
        if code is None or code[0] not in ("row", "slot") or document is None or not self.values:
            return None
        holder, slot = up(frame, code[1]) if code[0] == "slot" else frame, code[-1]
        walked = self.run.walked
        if slot not in walked.layout.paths[holder.scope]:
            return None  # a fact on the file, which its text does not hold
        try:
            value = document.raw(walked.path(holder, slot))
        except KeyError:
            return None
        return Text(*[shorten(on_one_line(value))] * 2)

    def expected(self, rule: Rule, frame: Frame, fault: Fault) -> Text | None:
        """What was expected: whole where it is the pack's own, shortened where it is a value."""
        if rule.expected is None:
            if fault.expected is None or isinstance(fault.expected, Text):
                return fault.expected
            return Text(*[printable(fault.expected)] * 2)
        value = show(rule.expected(frame, frame))
        if value is None:
            return None
        if rule.plain["expected"][0] in ("lit", "position"):
            return Text(*[printable(value)] * 2)
        return Text(*[shorten(value)] * 2) if self.values else HIDDEN

    def message(
        self,
        rule: Rule,
        frame: Frame,
        fault: Fault,
        found: Text | None,
        expected: Text | None,
        unit: int | None,
    ) -> Text:
        """The rule's sentence in both languages, its words filled."""
        words: dict[str, str | Text | None] = {
            "found": found,
            "expected": expected,
            "balise": self.balise(rule),
            "position": str(frame.index),
            **(fault.names or {}),
            "unit": None if unit is None else str(unit),
        }
        if fault.phrase is not None:
            phrase = fault.phrase if self.values else self.masked(fault.phrase, fault.span)
            words["fault"] = Text(
                phrase.fr.replace("{found}", found.fr if found else "…"),
                phrase.en.replace("{found}", found.en if found else "…"),
            )
        for word, closure in (("found", rule.found), ("expected", rule.expected)):
            value = None if closure is None or not self.values else closure(frame, frame)
            if type(value) is int:  # counted by us: a balise keeps its own writing
                words[word] = grouped(value)
        return fill(rule.message, words, frame, self.values)

    def masked(self, phrase: Text, span: Span | None) -> Text:
        """`phrase` without the text at `span`, which a syntax fault quotes; signs may be shown."""
        text = "" if span is None else self.run.source.text[span.start : span.end]
        if not any(map(str.isalnum, text)):
            return phrase
        import re  # slow to import, and seldom needed

        quoted = re.compile(rf"(?<!\w){re.escape(shorten(text))}(?!\w)")
        return Text(
            quoted.sub(lambda _: HIDDEN.fr, phrase.fr), quoted.sub(lambda _: HIDDEN.en, phrase.en)
        )

    def balise(self, rule: Rule) -> str:
        """The name of what the rule looks at."""
        if rule.slot is None:
            return self.run.elements[rule.scope]
        name: str = self.pack.program["model"]["scopes"][rule.scope]["slots"][rule.slot]
        return name


def _opening(node: Node) -> Span:
    return Span(node.span.start, node.span.start + 1)
