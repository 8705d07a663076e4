"""The functions of expressions that the generated code has in few words: see `functions`."""

from __future__ import annotations

from segur_lint.dates import iso
from segur_lint.quick import names, notations
from segur_lint.quick.place import Value
from segur_lint.quick.plan import UnfitError
from segur_lint.quick.truths import NOT_SAID, UNKNOWN, Truth, digits, guarded, settled, whole
from segur_lint.quick.truths import literal as settled_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from segur_lint.link import Pack
    from segur_lint.quick.helpers import Helpers
    from segur_lint.quick.place import Place

    Code = list[Any]
    Given = Sequence[Value]


def listed(texts: Iterable[str]) -> str:
    """A set of texts, which Python makes once."""
    return "{" + ", ".join(map(repr, sorted(set(texts)))) + "}"


def matcher(helpers: Helpers, pack: Pack, number: int) -> str:
    """The function that takes a name apart along one notation of the pack."""
    return names.helper(helpers, pack.program["names"][number])


def literal(kind: str, value: Any) -> Value:
    """The value of a literal: see `evaluate.literal`."""
    if kind == "text":
        return Value(repr(value), "text")
    if kind == "size":
        return Value(str(int(value)), "int")
    if kind == "number":
        before, _, after = value.partition(".")
        if not (before.removeprefix("-") + after).isdigit():
            raise UnfitError("a literal with an exponent")
        return Value(str(int(before + after)), f"num{len(after)}" if after else "int")
    if kind in ("date", "datetime"):
        year, month, day, *time = iso(value)
        written = f"{year:04}{month:02}{day:02}" + "".join(f"{each:02}" for each in time)
        return Value(repr(written), "time")
    if kind == "null":
        return Value("None", "null")
    if kind in ("true", "false"):
        return Value(kind.capitalize(), "bool")
    raise UnfitError(f"no twin of a literal {kind}")


def _texts(given: Given, count: int) -> Truth | None:
    """UNKNOWN, or not said, where the first values are no texts."""
    kinds = [value.kind for value in given[:count]]
    if any(kind not in ("text", "any") for kind in kinds):
        return UNKNOWN  # a function that gets another kind is not called
    return None if set(kinds) == {"text"} else NOT_SAID


def _asked(form: str) -> Callable[[Helpers, Given, Sequence[Code]], Truth]:
    """A question about two texts, as a method of the first."""

    def ask(_helpers: Helpers, given: Given, _codes: Sequence[Code]) -> Truth:
        said = form.format(*(value.code for value in given))
        return _texts(given, len(given)) or guarded(said, f"not {said}", *given)

    return ask


def _one_of(_helpers: Helpers, given: Given, codes: Sequence[Code]) -> Truth:
    if codes[1][:2] != ["lit", "text"]:
        return NOT_SAID
    texts = [each.strip() for each in codes[1][2].split(",")]
    if (text := settled_text(given[0])) is not None:
        return settled(text in texts)
    known, code = listed(texts), given[0].code
    return _texts(given, 1) or guarded(f"{code} in {known}", f"{code} not in {known}", given[0])


def _luhn(_helpers: Helpers, given: Given, _codes: Sequence[Code]) -> Truth:
    said = f"luhn({given[0].code})"
    return _texts(given, 1) or guarded(said, f"not {said}", given[0])


def _multiple_of(_helpers: Helpers, given: Given, codes: Sequence[Code]) -> Truth:
    if codes[1][:2] != ["lit", "number"] or digits(given[1]) != 0 or given[1].code == "0":
        return NOT_SAID
    own = digits(given[0])
    if own is None:
        return NOT_SAID if given[0].kind == "any" else UNKNOWN
    said = f"{whole(given[0], own)} % {int(given[1].code) * 10**own}"
    return guarded(f"{said} == 0", f"{said} != 0", given[0])


def _is_date(helpers: Helpers, given: Given, codes: Sequence[Code]) -> Truth:
    if (said := _texts(given, 1)) is not None:
        return said
    return guarded(f"bool({_digits(helpers, given[0], codes[1][2])[0]})", "False", given[0])


def _digits(helpers: Helpers, value: Value, pattern: str) -> tuple[str, tuple[str, Place] | None]:
    """The digits of a date, and their column; where there is none, the generated code doubts."""
    reader = notations.date_reader(helpers, pattern)
    if value.source is None:
        return f"{reader}([{value.code}])[0]", None
    column, place = value.source
    if place.scope == 0:
        once = place.plan.once(f"{reader}([{value.code}])[0]")
        return once, (once, place)
    dated = place.plan.dated(reader, column)
    return place.at(dated), (dated, place)


def _conforms(helpers: Helpers, given: Given, codes: Sequence[Code]) -> Truth:
    plain = codes[1][1]
    value = given[0]
    if value.kind == "unknown":
        return UNKNOWN
    if value.kind == "int" and plain == ["integer", None, None]:
        return guarded("True", "False", value)
    said = None
    if value.kind in ("text", "any"):
        said = notations.one(helpers, plain, value.code, is_text=value.kind == "text")
    return NOT_SAID if said is None else guarded(said, f"not {said}", value)


TRUTHS: dict[str, Callable[[Helpers, Given, Sequence[Code]], Truth]] = {
    "starts_with": _asked("{}.startswith({})"),
    "ends_with": _asked("{}.endswith({})"),
    "contains": _asked("({1} in {0})"),
    "one_of": _one_of,
    "luhn": _luhn,
    "multiple_of": _multiple_of,
    "is_date": _is_date,
    "conforms": _conforms,
}


def _text(method: str) -> Callable[[Helpers, Given, Sequence[Code]], Value]:
    """A text made of a text."""

    def make(_helpers: Helpers, given: Given, _codes: Sequence[Code]) -> Value:
        _require_texts(given)
        (value,) = given
        if (text := settled_text(value)) is not None:
            return Value(repr(getattr(text, method)()), "text")
        return Value(f"{value.code}.{method}()", "text", value.known)

    return make


def _replace_start(_helpers: Helpers, given: Given, codes: Sequence[Code]) -> Value:
    _require_texts(given)
    if any(code[:2] != ["lit", "text"] for code in codes[1:]):
        raise UnfitError("another beginning, which may change")
    old, new, text = codes[1][2], codes[2][2], given[0].code
    own = f"w{text.count(':=')}"  # it may be within another
    changed = (
        f"({new!r} + {own}[{len(old)}:] if ({own} := {text})[:{len(old)}] == {old!r} else {own})"
    )
    return Value(changed, "text", given[0].known)


def _require_texts(given: Given) -> None:
    if any(value.kind != "text" for value in given):
        raise UnfitError("a function of texts, of what may be none")


def _measured(form: str, known: str) -> Callable[[Helpers, Given, Sequence[Code]], Value]:
    """A number made of a text, where it is `known`."""

    def make(_helpers: Helpers, given: Given, _codes: Sequence[Code]) -> Value:
        _require_texts(given)
        (value,) = given
        conditions = [f"({each})" for each in (value.known, known.format(value.code)) if each]
        return Value(form.format(value.code), "int", " and ".join(conditions) or None)

    return make


def _date(helpers: Helpers, given: Given, codes: Sequence[Code]) -> Value:
    _require_texts(given[:1])
    kind = "time" if any(run in codes[1][2] for run in ("hh", "mm", "ss")) else "day"
    code, source = _digits(helpers, given[0], codes[1][2])
    return Value(code, kind, given[0].known, source)


VALUES: dict[str, Callable[[Helpers, Given, Sequence[Code]], Value]] = {
    "length": _measured("len({0})", ""),
    "number": _measured("int({0})", "is_digits({0}) and len({0}) <= 18"),
    "digit_sum": _measured("digit_sum({0})", "is_digits({0})"),
    "lower": _text("lower"),
    "upper": _text("upper"),
    "replace_start": _replace_start,
    "date": _date,
}
