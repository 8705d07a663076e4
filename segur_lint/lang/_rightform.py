"""How a format that was not understood is most likely written: ``VARCHAR (5)``, ``MAX 50``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from segur_lint.lang._formats import RUNS, rewritten, wrong_runs
from segur_lint.text import Text

_SPACES = re.compile(r"\s+")
_QUOTES = re.compile(r"[“”„‟]([^“”„‟\"«»]+)[“”„‟]|[‘’']([^‘’'«»]+)[‘’']|\"([^\"«»]+)\"")
_WHOLE = re.compile(r"« ([^«»]+) »")
_PREFIX = re.compile(r"(?:liste|tableau|list|array) (?:de |d['’]|of )", re.IGNORECASE)
_SUFFIX = re.compile(r"[ ,]*\(?(?: ou|/| or) ?(?:la valeur )?null ?\)?$", re.IGNORECASE)
_KIND = re.compile(
    r"(?P<text>varchar2?|char|string|texte?|cha[iî]ne)|(?P<whole>integer|int|entier)"
    r"|(?P<real>float|d[eé]cimal|double|r[eé]el|montant)",
    re.IGNORECASE,
)
_UNIT = r"(?: ?(?:caract[eè]res?|car\.?|lettres?|chiffres?|positions?))?"
_MOST = r"(?:max(?:imum|i)?\.?|au plus|<=|=<|≤|jusqu'à)"
_LEAST = r"(?:min(?:imum|i)?\.?|au moins|>=|=>|≥)"


def _read(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NUMBER = _read(rf"(=? ?)([0-9]{{1,9}}){_UNIT}")
_BOUNDS = [
    (_read(rf"{word} ?[:=]? ?(-?[0-9]{{1,9}}){_UNIT}|(-?[0-9]{{1,9}}){_UNIT} ?{word}"), sign, name)
    for word, sign, name in ((_MOST, "<=", "MAX"), (_LEAST, ">=", "MIN"))
]
_RANGE = _read(
    rf"(?:de |entre |{_LEAST})? ?(-?[0-9]{{1,9}}) ?(?:à|et|-|\.\.|,)? ?{_MOST}? ?(-?[0-9]{{1,9}})"
)
_DECIMALS = _read(
    r"(?:[0-9]+ ?, ?)?([0-9]{1,2}) ?(?:chiffres?|d[eé]cimales?|d[eé]c\.?)?[^0-9]{0,30}"
)
#: Thousands apart, as numbers are written in French.
_THOUSANDS = re.compile(r"(?<![0-9.,])([0-9]{1,3})((?: [0-9]{3})+)(?![0-9])")
_AMOUNT = r"(-?[0-9]{1,12})(?:[.,]([0-9]{1,9}))?(?: ?(?:€|euros?|eur))?"
_LIMIT = _read(
    rf"(?:(?P<most>{_MOST})|(?P<least>{_LEAST})) ?[:=]? ?{_AMOUNT}"
    rf"|{_AMOUNT} ?(?:(?P<most_after>{_MOST})|(?P<least_after>{_LEAST}))"
)
_DIGITS_AFTER = _read(r"([0-9]{1,2}) ?(?:chiffres?|d[eé]cimales?|d[eé]c\.?)(?: après[^0-9(),;]*)?")
_NAMED = _read(r"(?:au |de la )?(?:format|type|forme) ?:? ?")
_DATED = re.compile(r"[A-Za-z]{1,4}(?:[/.:T -]{1,3}[A-Za-z]{1,4}){0,5}")
#: A date without anything between its parts.
_CLOSE = re.compile("(?:JJ|MM|AAAA|hh|mm|ss){2,6}")
#: Its parts, which are no values though a bar is between them.
_PARTS = re.compile("(?:J{1,2}|M{1,2}|A{1,6})(?:[/ ]+|$)")
_LENGTH = _read(r"varchar ?\( ?(=|<=|<|>=|>|≤|≥) ?([0-9]{1,9}) ?\)")
_OR = _read(r" (?:ou|or) | ?/ ?")
_DIGITS = re.compile(r"[A-Za-z0-9_-]*X[A-Za-z0-9_-]*")
_WORDS = re.compile(r"[A-Z0-9_]{1,20}(?: ?(?:,|;|/| ou | or ) ?[A-Z0-9_]{1,20})+")
_BETWEEN = re.compile(r" ?(?:,|;|/|\bou\b|\bor\b) ?")
_ALWAYS = _read(r"toujours.{0,20}\b(null|true|false)")


def right_forms(text: str) -> Iterator[str]:
    """What `text` may have been meant to be; the caller reads each, none is sure to be right."""
    core = _SPACES.sub(" ", text).strip()
    core = _QUOTES.sub(lambda found: f"« {next(filter(None, found.groups())).strip()} »", core)
    if found := _WHOLE.fullmatch(core):
        yield found[1]  # a cell copied with its quotes
    before = after = ""
    if _PREFIX.match(core):
        before, core = "Liste de ", _PREFIX.sub("", core, count=1)
    if found := _SUFFIX.search(core):
        after, core = " ou null", core[: found.start()]
    yield f"{before}{core}{after}"
    for form in _forms(core):
        yield f"{before}{form}{after}"


def limits(text: str) -> list[str]:
    """What is asked of `value` where `text` gives a number with decimals its bounds.

    Its format can have none: the bounds are conditions, which a rule has to hold.
    """
    found = _limited(_SUFFIX.sub("", _SPACES.sub(" ", text).strip()))
    return found[1] if found else []


def lengths(text: str) -> Text | None:
    """What is said where `text` gives several lengths: the format of all, and what a rule asks."""
    core = _SPACES.sub(" ", text).strip()
    found = _SUFFIX.search(core)
    read = _OR.split(core[: found.start()] if found else core)
    asked = ["value == null"] if found else []
    for each in read:
        said = _LENGTH.fullmatch(each)
        if said is None or len(read) == 1:
            return None
        sign = {"=": "==", "≤": "<=", "≥": ">="}.get(said[1], said[1])
        asked.append(f"length(value) {sign} {said[2]}")
    whole, rule = "VARCHAR ou null" if found else "VARCHAR", " or ".join(asked)
    return Text(
        f"un format n'a qu'une longueur. Écrivez : {whole}. Puis ajoutez une règle, "
        f"« assert: {rule} »",
        f"a format has one length. Write: {whole}. Then add a rule, “assert: {rule}”",
    )


def _limited(core: str) -> tuple[str, list[str]] | None:
    """The decimals of a number that has bounds, empty for any, and the bounds as conditions."""
    kind = _KIND.match(core)
    if kind is None or not kind["real"]:
        return None
    rest = _joined(core[kind.end() :].strip(" ()[]:"))
    counted = _DIGITS_AFTER.search(rest)
    if counted:
        rest = f"{rest[: counted.start()]}{rest[counted.end() :]}".strip(" ,;()")
    asked, decimals = [], counted[1] if counted else ""
    while rest:
        found = _LIMIT.match(rest)
        if found is None:
            return None
        whole, part = found[3] or found[5], found[4] or found[6]
        sign = "<=" if found["most"] or found["most_after"] else ">="
        asked.append(f"value {sign} {whole}.{part}" if part else f"value {sign} {whole}")
        decimals = decimals or (str(len(part)) if part else "")
        rest = re.sub(r"^ ?(?:[,;]|et\b|and\b)? ?", "", rest[found.end() :])
    return (decimals, asked) if asked else None


def _joined(text: str) -> str:
    """`text` with the thousands of its numbers not apart."""
    return _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), text)


def _forms(core: str) -> Iterator[str]:
    kind = _KIND.match(core)
    if kind is None:
        texts = list(_texts(core.strip(" ()[]:")))
        yield from texts or _values(core)
        return
    rest = core[kind.end() :].strip(" ()[]:")
    if kind["text"]:
        yield from _texts(rest)
    elif kind["whole"]:
        yield from _wholes(rest)
    elif limited := _limited(core):
        decimals = limited[0]
        yield f"FLOAT ({decimals} chiffres après le point)" if decimals else "FLOAT"
    elif found := _DECIMALS.fullmatch(rest):
        yield f"FLOAT ({found[1]} chiffres après le point)"


def _values(core: str) -> Iterator[str]:
    if found := _ALWAYS.fullmatch(core):
        yield f"Toujours la valeur : {found[1].lower()}"
    quoted = re.findall(r"«[^«»]*»", core)
    if len(quoted) > 1 and not re.sub(r"«[^«»]*»|\bou\b|\bor\b|[ ,;/]", "", core):
        yield ", ".join(quoted)
    elif _WORDS.fullmatch(core) and _PARTS.sub("", core):
        yield ", ".join(f"« {word} »" for word in _BETWEEN.split(core))


def _texts(rest: str) -> Iterator[str]:
    if found := _NUMBER.fullmatch(rest):
        yield f"VARCHAR (={found[2]})"
        if not found[1].strip():
            yield f"VARCHAR (<={found[2]})"
    yield from (f"VARCHAR ({sign}{bound})" for sign, _, bound in _bounds(rest))
    pattern = _NAMED.sub("", rest, count=1).strip(" «»")
    better = rewritten(pattern)
    is_dated = _DATED.fullmatch(better) or _CLOSE.fullmatch(better)
    if is_dated and not wrong_runs(better) and sum(r in better for r in RUNS) > 1:
        yield f"VARCHAR (format « {better} »)"
    elif _DIGITS.fullmatch(pattern):
        yield f"VARCHAR (type « {pattern} »)"


def _wholes(rest: str) -> Iterator[str]:
    alone, rest = rest, _joined(rest)
    yield from (f"INTEGER ({name} {bound})" for _, name, bound in _bounds(rest))
    found = _RANGE.fullmatch(rest)
    if found and rest[found.end(1) : found.start(2)].strip():
        yield f"INTEGER (MIN {found[1]}, MAX {found[2]})"
    if found := _NUMBER.fullmatch(alone):
        yield f"INTEGER (MAX {found[2]})"


def _bounds(rest: str) -> Iterator[tuple[str, str, str]]:
    for pattern, sign, name in _BOUNDS:
        if found := pattern.fullmatch(rest):
            yield sign, name, found[1] or found[2]
