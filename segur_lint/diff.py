"""What an edit changed, as a unified diff that a terminal only shows."""

from __future__ import annotations

import re

from segur_lint.report.text import inert
from segur_lint.text import Text, printable

#: Lines shown around what changed.
CONTEXT = 3
#: Lines that have to be the same again for both texts to be in step.
_IN_STEP = 3
#: Lines that one change may add or remove before all that follows is told as changed.
_FARTHEST = 200

#: Lines `start` to `end` of the text before became lines `new_start` to `new_end`.
_Change = tuple[int, int, int, int]


def diff(name: str, before: bytes, after: bytes, lang: str) -> str:
    """The unified diff of two contents of the file `name`; empty where they are the same.

    What a terminal could obey or hide is spelt (tabs are kept), as is a byte order mark; line ends
    count, and are not shown. For texts of edits: `difflib` takes seconds on some thousand lines.
    """
    old, new = _lines(before), _lines(after)
    shown = printable(name)
    out = [f"--- {shown}", f"+++ {shown}"]
    for hunk in _hunks(_changes(old, new)):
        start, end = max(0, hunk[0][0] - CONTEXT), min(len(old), hunk[-1][1] + CONTEXT)
        new_start = start + hunk[0][2] - hunk[0][0]
        new_end = end + hunk[-1][3] - hunk[-1][1]
        out.append(f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@")
        for gone, until, come, come_until in hunk:
            out += _marked(" ", old[start:gone], lang)
            out += _marked("-", old[gone:until], lang)
            out += _marked("+", new[come:come_until], lang)
            start = until
        out += _marked(" ", old[start:end], lang)
    return "".join(inert(line) + "\n" for line in out) if len(out) > 2 else ""


_line = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _lines(data: bytes) -> list[str]:
    """The lines with their ends; bad bytes are lone surrogates."""
    return _line.findall(data.decode("utf-8", "surrogateescape"))


def _changes(old: list[str], new: list[str]) -> list[_Change]:
    """What differs, in order: one pass, in step again as soon as some lines are the same."""
    changes: list[_Change] = []
    at, new_at = 0, 0
    while at < len(old) or new_at < len(new):
        if old[at : at + 1] == new[new_at : new_at + 1]:
            at, new_at = at + 1, new_at + 1
            continue
        gone, come = _step(old, at, new, new_at)
        if gone == come:  # lines that stayed between others are told as such
            same = (line for line in range(gone) if old[at + line] == new[new_at + line])
            gone = come = next(same, gone)
        changes.append((at, at + gone, new_at, new_at + come))
        at, new_at = at + gone, new_at + come
    return changes


def _step(old: list[str], at: int, new: list[str], new_at: int) -> tuple[int, int]:
    """How many lines of each text to pass before both are in step, the fewest."""
    left, new_left = len(old) - at, len(new) - new_at
    for most in range(1, min(_FARTHEST, max(left, new_left)) + 1):
        # As many lines of each first: most edits change a line, few add one.
        for gone, come in [
            (most, most),
            *((fewer, most) for fewer in range(most - 1, -1, -1)),
            *((most, fewer) for fewer in range(most - 1, -1, -1)),
        ]:
            if gone > left or come > new_left:
                continue
            here, there = at + gone, new_at + come
            if old[here : here + 1] != new[there : there + 1]:  # most often, and cheap
                continue
            if old[here : here + _IN_STEP] == new[there : there + _IN_STEP]:
                return gone, come
    return left, new_left


def _hunks(changes: list[_Change]) -> list[list[_Change]]:
    """The changes whose context touches, together."""
    hunks: list[list[_Change]] = []
    for change in changes:
        if hunks and change[0] - hunks[-1][-1][1] <= 2 * CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    return hunks


def _range(start: int, end: int) -> str:
    """Lines as a header writes them: from 1; an empty range follows its line."""
    count = end - start
    if count == 1:
        return str(start + 1)
    return f"{start + 1 if count else start},{count}"


_NO_END = Text("\\ Pas de fin de ligne à la fin du fichier", "\\ No newline at end of file")


def _marked(mark: str, lines: list[str], lang: str) -> list[str]:
    out = []
    for line in lines:
        text = line.rstrip("\r\n")
        out.append(mark + "\t".join(map(printable, text.split("\t"))))
        if text == line:
            out.append(_NO_END.get(lang))
    return out
