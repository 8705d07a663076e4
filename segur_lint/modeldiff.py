"""How the balises of a template differ from those of a model: new, gone, moved, of another kind."""

from __future__ import annotations

from segur_lint.balises import ANY, BLOC, BOTH, EMPTY, LIST, NULL, Balise
from segur_lint.text import Text, nearest, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

#: The share of its members that makes a bloc of another name the same bloc.
SAME = 0.5
_KINDS = {
    BLOC: Text("un bloc", "a bloc"),
    LIST: Text("une liste", "a list"),
    EMPTY: Text("une liste", "a list"),
    BOTH: Text("une valeur ou une liste", "a value or a list"),
    ANY: Text("de toute sorte", "of any kind"),
}
_VALUE = Text("une valeur", "a value")


class Difference:
    """A `sentence`; `theirs` is where to look in the template, `ours` in our model, or None."""

    __slots__ = ("ours", "sentence", "sign", "theirs")

    def __init__(
        self, sign: str, sentence: Text, theirs: Balise | None, ours: Balise | None
    ) -> None:
        self.sign = sign
        self.sentence = sentence
        self.theirs = theirs
        self.ours = ours


def pairs(theirs: Balise, ours: Balise) -> dict[Balise, Balise]:
    """For each balise of a template that our model has, ours.

    By their path, then by their name; blocs and lists of another name by what they hold.
    """
    found = {theirs: ours}
    by_path = {each.path(): each for each in ours.every()}
    left = set(by_path.values())

    def pair(one: Balise, other: Balise) -> None:
        found[one] = other
        left.discard(other)

    alone = []
    for each in theirs.every():
        same = by_path.get(each.path())
        if same is None:
            alone.append(each)
        else:
            pair(each, same)
    by_name: dict[str, list[Balise]] = {}
    for each in by_path.values():
        if each in left:
            by_name.setdefault(each.name, []).append(each)
    for each in alone:
        if by_name.get(each.name):
            pair(each, by_name[each.name].pop(0))
    for each in alone:
        names = set(each.members or ())
        if each in found or not names:
            continue
        for other in [other for other in by_path.values() if other in left and other.members]:
            shared = names.intersection(other.members or ())
            if len(shared) >= SAME * max(len(names), len(other.members or ())):
                pair(each, other)
                break
    return found


def differences(theirs: Balise, ours: Balise) -> list[Difference]:
    """All of them: what the template has, in its order, then what it has not."""
    found = pairs(theirs, ours)
    every = ours.every()
    gone = set(every) - set(found.values())
    names = {each.name for each in gone}
    made = []
    for each in theirs.every():
        made += _one(each, found.get(each), found, names)
    shared = set(found.values())
    for each in every:
        # With a bloc that is gone, its balises are too: they are told once.
        if each not in shared and (each.parent in shared or each.parent is None):
            inner = [inner.name for inner in each.every() if inner not in shared]
            held = f" ({_listed(inner)})" if inner else ""
            name, (fr, en) = printable(each.name), _inside(each)
            said = Text(
                f"« {name} » n'y est pas ; notre modèle l'a {fr}{held}",
                f"“{name}” is not there; our model has it {en}{held}",
            )
            made.append(Difference("-", said, None, each))
    return made


def _one(
    each: Balise, same: Balise | None, found: dict[Balise, Balise], gone: Iterable[str]
) -> list[Difference]:
    name, (fr, en) = printable(each.name), _inside(each)
    if same is None:
        near = nearest(each.name, gone)
        hint_fr = f" ; est-ce notre « {near} » ?" if near else ""
        hint_en = f"; is it our “{near}”?" if near else ""
        said = Text(f"« {name} » est nouvelle, {fr}{hint_fr}", f"“{name}” is new, {en}{hint_en}")
        return [Difference("+", said, each, None)]
    made = []
    if same.name != each.name:
        said = Text(
            f"« {name} » est {_kind(each).fr} qui s'appelle « {same.name} » dans notre modèle",
            f"“{name}” is {_kind(each).en} called “{same.name}” in our model",
        )
        made.append(Difference("~", said, each, same))
    if each.parent is not None and found.get(each.parent) is not same.parent:
        ours_fr, ours_en = _inside(same)
        said = Text(
            f"« {name} » est {fr} ; notre modèle l'a {ours_fr}",
            f"“{name}” is {en}; our model has it {ours_en}",
        )
        made.append(Difference("~", said, each, same))
    if _kind(each) != _kind(same) and not (each.kind == NULL and same.members is None):
        said = Text(
            f"« {name} » est {_kind(each).fr} ; dans notre modèle, {_kind(same).fr}",
            f"“{name}” is {_kind(each).en}; in our model, {_kind(same).en}",
        )
        made.append(Difference("~", said, each, same))
    return made


def _kind(each: Balise) -> Text:
    return _KINDS.get(each.kind, _VALUE)


def _inside(each: Balise) -> tuple[str, str]:
    parent = each.parent
    if parent is None or parent.parent is None:
        return "au premier niveau", "at the top"
    name = printable(parent.name)
    return f"dans « {name} »", f"in “{name}”"


def _listed(names: list[str]) -> str:
    shown = ", ".join(map(printable, names[:10]))
    return shown + (", …" if len(names) > 10 else "")
