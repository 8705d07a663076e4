"""The ASP's formats in words: a compiled notation -> « un texte de 12 caractères »."""

from __future__ import annotations

from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def describe(plain: list[Any]) -> Text:
    """A noun phrase for a notation: « un texte de 12 caractères »."""
    name = plain[0]
    if name == "varchar":
        return _describe_varchar(plain[1], plain[2])
    if name == "format":
        return Text(f"un texte de la forme {plain[1]}", f"a text of the form {plain[1]}")
    if name == "type":
        return Text(
            f"un texte du type « {plain[1]} », où X est un chiffre",
            f"a text of the type “{plain[1]}”, X being a digit",
        )
    if name == "integer":
        low, high = plain[1], plain[2]
        fr = "un nombre entier" + (f", {low} au moins" if low is not None else "")
        en = "a whole number" + (f", {low} at least" if low is not None else "")
        return Text(
            fr + (f", {high} au plus" if high is not None else ""),
            en + (f", {high} at most" if high is not None else ""),
        )
    if name == "float":
        if plain[1] is None:
            return Text("un nombre", "a number")
        return Text(
            f"un nombre avec {plain[1]} chiffre{'s' * (plain[1] > 1)} après le point",
            f"a number with {plain[1]} digit{'s' * (plain[1] != 1)} after the point",
        )
    if name == "list":
        inner = describe(plain[1])
        return Text(
            f"une liste dont chaque élément est {inner.fr}", f"a list, each item {inner.en}"
        )
    if name == "constant":
        return Text(*[_constant(plain[1])] * 2)
    if name == "oneof":
        return _describe_oneof(plain[1], plain[2])
    if name == "or_null":
        inner = describe(plain[1])
        return Text(f"{inner.fr}, ou null", f"{inner.en}, or null")
    return _SIMPLE[name]


_SIMPLE = {
    "boolean": Text("true ou false", "true or false"),
    "email": Text("une adresse électronique", "an e-mail address"),
    "link": Text("un lien https://…", "a link https://…"),
}
_LENGTHS = {
    "=": Text("un texte de {} caractères", "a text of {} characters"),
    "<": Text("un texte de moins de {} caractères", "a text of fewer than {} characters"),
    "<=": Text("un texte de {} caractères au plus", "a text of at most {} characters"),
    ">": Text("un texte de plus de {} caractères", "a text of more than {} characters"),
    ">=": Text("un texte de {} caractères au moins", "a text of at least {} characters"),
}


def _describe_varchar(sign: str | None, length: int | None) -> Text:
    if sign is None:
        return Text("un texte", "a text")
    phrase = _LENGTHS[sign]
    fr, en = phrase.fr.format(length), phrase.en.format(length)
    if length is not None and length <= 1:
        fr = fr.replace("caractères", "caractère")
        en = en.replace("characters", "character") if length else en
    return Text(fr, en)


def _describe_oneof(values: list[str], is_open: bool) -> Text:
    if is_open:
        listed = ", ".join(f"« {value} »" for value in values)
        return Text(listed + "…", listed + "…")
    if len(values) == 1:
        return Text(f"« {values[0]} »", f"“{values[0]}”")
    fr = ", ".join(f"« {value} »" for value in values[:-1]) + f" ou « {values[-1]} »"
    en = ", ".join(f"“{value}”" for value in values[:-1]) + f" or “{values[-1]}”"
    return Text(fr, en)


def _constant(value: object) -> str:
    return {None: "null", True: "true", False: "false"}.get(value) or f"« {value} »"  # type: ignore[call-overload]  # any JSON scalar
