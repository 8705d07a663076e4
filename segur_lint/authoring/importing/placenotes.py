"""What is told of a balise that a table and its model place, or spell, otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from segur_lint.text import Text, fold, shorten, unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from segur_lint.balises import Balise

#: Balises that are named.
_NAMED = 6
#: Letters of the shortest names of which one may be the other misspelt.
_SHORTEST = 6


def elsewhere(names: Sequence[str], bloc: str, found: Balise) -> Text:
    """What the model says of balises that are there goes before what the table says.

    `found` is where it has the first of them, and the others beside it.
    """
    fr, en = _place(found)
    shown = ", ".join(names[:_NAMED]) + ", …" * (len(names) > _NAMED)
    if len(names) == 1:
        return Text(
            f"Le tableau met « {names[0]} » dans « {shorten(bloc)} », le modèle l'a {fr} : elle "
            "y reste. Si le tableau a raison, changez le modèle, puis le dépôt d'exemple.",
            f"The table puts “{names[0]}” in “{shorten(bloc)}”, the model has it {en}: it stays "
            "there. If the table is right, change the model, then the sample.",
        )
    return Text(
        f"Le tableau met {shown} dans « {shorten(bloc)} », le modèle les a {fr} : elles y "
        "restent. Si le tableau a raison, changez le modèle, puis le dépôt d'exemple.",
        f"The table puts {shown} in “{shorten(bloc)}”, the model has them {en}: they stay there. "
        "If the table is right, change the model, then the sample.",
    )


def renamed(name: str, bloc: str, called: str, found: Balise) -> Text | None:
    """The same of a bloc that the table names in words, `called` so in the JSON; once a bloc.

    None where the model's name is made of the same words: a longer name, or a shorter.
    """
    assert found.parent is not None
    here, there = fold(called), fold(found.parent.name)
    if here in there or there in here:
        return None
    fr, en = _place(found)
    return Text(
        f"Le bloc « {shorten(bloc)} » du tableau serait l'objet « {called} » ; le modèle a "
        f"« {name} » {fr} : elle y reste. Si le tableau a raison, renommez l'objet dans le modèle "
        "et dans le dépôt d'exemple.",
        f"The bloc “{shorten(bloc)}” of the table would be the object “{called}”; the model has "
        f"“{name}” {en}: it stays there. If the table is right, rename the object in the model "
        "and in the sample.",
    )


def _place(found: Balise) -> tuple[str, str]:
    path = ".".join(found.path()[:-1])
    return (f"dans « {path} »", f"in “{path}”") if path else ("en haut", "at the top")


def misspelt(found: Balise, named: Iterable[str]) -> Text | None:
    """What is told of a balise that has a sibling spelt nearly so, which the table does not have.

    `named` are the balises of the table.
    """
    assert found.parent is not None
    for name in sorted((found.parent.members or {}).keys() - set(named)):
        if _is_slip(fold(found.name), fold(name)):
            return Text(
                f"Le modèle a aussi « {name} », dans le même bloc, et le tableau ne l'a pas. Si "
                f"c'est « {found.name} » mal écrite, retirez-la du modèle, de ses règles et du "
                "dépôt d'exemple.",
                f"The model has “{name}” too, in the same bloc, and the table has it not. If it is "
                f"“{found.name}” misspelt, remove it from the model, from its rules and from the "
                "sample.",
            )
    return None


def odd(name: str) -> Text | None:
    """What is told of a new balise that has letters, or signs, that names in JSON do without."""
    if name.isascii() and name.isalnum():
        return None
    words = [word for word in re.split("[^A-Za-z0-9]+", unaccented(name)) if word]
    plain = "".join(words[:1] + [word[0].upper() + word[1:] for word in words[1:]])
    fr, en = (f" : {plain} ?", f": {plain}?") if plain[:1].isalpha() else (".", ".")
    return Text(
        f"« {shorten(name)} » : le nom d'une balise n'a, presque toujours, que des lettres sans "
        f"accent et des chiffres. Vérifiez-le sur le modèle JSON de l'ASP{fr}",
        f"“{shorten(name)}”: the name of a balise has, nearly always, letters without accents "
        f"and digits only. See the ASP's JSON model{en}",
    )


def _is_slip(one: str, other: str) -> bool:
    """Whether names differ by letters in another order, or by one letter more inside.

    Another letter, or one at the end, tells names apart on purpose: line1, line2.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or short == long:
        return False
    if len(short) == len(long):
        return sorted(short) == sorted(long)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long) - 1))
