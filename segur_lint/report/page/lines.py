"""The lines of a deposit around a finding, the span marked, long lines cut around it."""

from __future__ import annotations

import os

from segur_lint import markup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport
    from segur_lint.source import Source, Span

#: Code points of a line that are shown, and of those how many stand before the span.
WIDTH, BEFORE = 160, 60
#: Lines of a span that are shown.
TALL = 3


def lines(file: FileReport, finding: Finding) -> str:
    """The lines as HTML; nothing where there are none to show."""
    if finding.name_span is not None:
        name, span = os.path.basename(file.file), finding.name_span
        return _box(_row(None, name, 0, len(name), span.start, span.end))
    if file.source is None or not file.source.text:
        return ""
    return _box(*_around(file.source, finding.span))


def _box(*rows: str) -> str:
    return f'<pre class="lines"><code>{"".join(rows)}</code></pre>'


def _around(source: Source, span: Span) -> list[str]:
    """The line before the span, those of the span, the line after."""
    first, last = source.place(span.start).line, source.place(max(span.start, span.end - 1)).line
    last = min(last, first + TALL - 1, source.lines)
    shown = range(max(1, first - 1), min(source.lines, last + 1) + 1)
    bounds = [source.bounds(number) for number in shown]
    margins = [_margin(source.text, start, end) for start, end in bounds if end > start]
    left = min([*margins, span.start - bounds[shown.index(first)][0]])
    return [
        _row(number, source.text, min(start + left, end), end, span.start, span.end)
        for number, (start, end) in zip(shown, bounds, strict=True)
    ]


def _margin(text: str, start: int, end: int) -> int:
    """The white space that a line begins with: what all have in common says nothing."""
    line = text[start : min(end, start + WIDTH)]
    return len(line) - len(line.lstrip(" \t"))


def _row(number: int | None, text: str, start: int, end: int, low: int, high: int) -> str:
    """One line of `text`, from `start` to `end`, where what is from `low` to `high` is marked."""
    is_at_fault = low <= end and (high > start or low == high >= start)
    low, high = min(max(low, start), end), min(max(high, start), end)
    begin = max(start, low - BEFORE) if is_at_fault and low - start > WIDTH - BEFORE else start
    stop = min(end, begin + WIDTH)
    shown = _shown(text[begin:stop])
    if is_at_fault:
        marked = _shown(text[low : min(high, stop)]) or "\u00a0"  # what is absent has a place
        shown = f"{_shown(text[begin:low])}<mark>{marked}</mark>{_shown(text[high:stop])}"
    shown = f"{'…' * (begin > start)}{shown}{'…' * (stop < end)}"
    count = "" if number is None else f'<span class="n" aria-hidden="true">{number}</span>'
    return f'<span class="{"at" if is_at_fault else "by"}">{count}<span>{shown}</span>\n</span>'


def _shown(text: str) -> str:
    """A tab is the space that it stands for; what else would hide is spelt."""
    return markup.text(text.replace("\t", "    "))
