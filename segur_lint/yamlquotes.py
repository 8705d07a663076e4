"""What a person most likely did where YAML stops: a sentence without quotes, a # taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from segur_lint import yamlfaults
from segur_lint.source import Span
from segur_lint.text import Text, printable, shorten

# A text between apostrophes that goes on after one of its own: 'l'été'.
_APOSTROPHE = re.compile(r"(?:^|[:,\-\[{]) *'(?:[^'\n]|'')*?(?<!\w)(\w+'\w[\w-]*)", re.MULTILINE)
_KEY = re.compile(r"(?:^|[{,]|- ) *\w[\w -]{0,40}: +(?=\S)", re.MULTILINE)
# Where a value ends between braces: at another key, or with its line.
_END = re.compile(r",? *(?:, *\w[\w ]{0,40}: |\}[\s,\]}]*$|$)", re.MULTILINE)
#: A key or an element one space too far: what is left of a line whose # alone was taken away.
_LEFT = re.compile(r" (?:  )*(?:- |\w[\w ]{0,40}:(?: |$))")
#: A key and its value, without the space that tells the one from the other; no address.
_GLUED = re.compile(r" *(?:- )?(\w[\w ]{0,40}):(?=[^\s:/])")
_SENTENCE = re.compile(r"[^\W\d_] +\S|\S +[^\W\d_]")
# A text that begins a value and is not closed on its line, the next line being a key or an item.
_OPEN = re.compile(
    r"""^[ \t]*(?:- +)*(?:\{ *|\w[\w -]{0,40}: +)*(["'])(?:\\.|(?!\1)[^\\\n])*\r?\n"""
    r"""\s*(?:- |\w[\w-]{0,40}:(?:\s|$))""",
    re.MULTILINE,
)
_ONE = r"""("[^"\n]*"|'[^'\n]*')"""
_SEVERAL = re.compile(rf"(?:\w[\w -]{{0,40}}: +|- +)({_ONE}(?: *,? *{_ONE})+) *$", re.MULTILINE)
#: No further than people look: a line may be the whole file.
_BEFORE, _AFTER, _SHOWN, _FAR = 500, 300, 250, 2_000


def cut(text: str, at: int, free: Iterable[Span]) -> re.Match[str] | None:
    """What an apostrophe cut in two, between the start of a line and where YAML stops; `free` are
    the quoted texts.
    """
    line = text.rfind("\n", 0, at) + 1
    for found in _APOSTROPHE.finditer(text, max(line, at - _BEFORE), at + 100):
        held = (span for span in free if text[span.start] == '"')
        if found.start() <= at and not any(s.start < found.start(1) < s.end for s in held):
            return found
    return None


def unclosed(text: str, at: int) -> int | None:
    """Where a text begins that lacks its closing quote, the next quote having closed it."""
    for found in _OPEN.finditer(text, max(0, text.rfind("\n", 0, max(0, at - _FAR))), at):
        mark, start = found[1], found.start(1)
        inside = text[start + 1 : at].replace("\\" + mark, "")
        # The next one opens a value: after a space or a sign, where nothing is closed.
        if inside.count(mark) == 1 and inside[inside.index(mark) - 1] in " [{,":
            return start
    return None


def several(text: str, at: int) -> Text | None:
    """What is said where quoted texts follow each other, as YAML does not let them."""
    line = text.rfind("\n", 0, at) + 1
    if at - line > _BEFORE:
        return None
    found = _SEVERAL.search(text, line, line + _BEFORE)
    if found is None or not found.start(1) < at < found.end(1):
        return None
    each = [match[0][1:-1].strip() for match in re.finditer(_ONE, found[1])]
    shown = printable(shorten(", ".join(f"« {one} »" for one in each), _SHOWN))
    return Text(
        f"plusieurs textes entre guillemets se suivent : écrivez {shown}, ou mettez le tout entre "
        "apostrophes",
        f"several quoted texts follow each other: write {shown}, or put the whole in single quotes",
    )


def quoted(text: str, at: int) -> str | None:
    """The sentence that `at` stands in, as it is to be written; None where it is in none."""
    line = text.rfind("\n", 0, at) + 1
    window = text[max(line, at - _BEFORE) : at + _AFTER].partition("\n")
    before, inside = window[0], at - max(line, at - _BEFORE)
    start = max((key.end() for key in _KEY.finditer(before) if key.end() <= inside), default=None)
    if start is None:
        return None
    end = _END.search(before, max(start + 1, inside)) if "{" in before[:start] else None
    sentence = before[start : end.start() if end else None].rstrip()
    if not _SENTENCE.search(sentence) or printable(sentence) != sentence:
        return None  # what is shown of what nobody sees would be something else
    shown = shorten(sentence, _SHOWN)
    if '"' in shown or "\\" in shown:
        return "'" + shown.replace("'", "''") + "'"
    return f'"{shown}"'


def misaligned(said: Text, text: str, at: int) -> Text:
    """What is said of a line at `at` that is no key, or badly aligned: its own « : », or that of
    the one above, has no space after it; or these were comments.
    """
    start = text.rfind("\n", 0, at) + 1
    here = text[start : at + _AFTER].partition("\n")[0]
    above = text[max(start - _BEFORE, 0) : start].rstrip().rpartition("\n")[2]
    if said.fr in (yamlfaults.NO_COLON, yamlfaults.MISPLACED_COLON) and (
        glued := _GLUED.match(here) or _GLUED.match(above)
    ):
        return Text(
            f"il manque un espace après « {glued[1]}: »", f"a space is missing after “{glued[1]}:”"
        )
    is_about = said.fr in (yamlfaults.ALIGN, yamlfaults.MISPLACED_COLON)
    if not is_about or not (_LEFT.match(here) or _LEFT.match(above)):
        return said
    return Text(
        f"{said.fr}. Si vous avez ôté un « # » devant ces lignes, ôtez aussi l'espace qui le "
        "suivait",
        f"{said.en}. If you took a “#” away from these lines, take away the space that followed it "
        "too",
    )


def mended(said: Text, text: str, at: int) -> Text:
    """What is said of a fault at `at`, with the quotes that mend it where it is in a sentence."""
    follow = several(text, at)
    if follow is not None:
        return follow
    better = quoted(text, at)
    if better is None:
        return said
    return Text(
        f"{said.fr}. Si c'est une phrase, mettez-la entre guillemets : {better}",
        f"{said.en}. If this is a sentence, put it in quotes: {better}",
    )
