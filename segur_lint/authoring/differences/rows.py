"""How a rule differs between two packs, key by key, and whether it is tighter or looser."""

from __future__ import annotations

from typing import Any

from segur_lint.authoring.differences.difference import Difference, same_text, turned
from segur_lint.authoring.tightness.rows import Side, order_of
from segur_lint.row import KINDS, TARGETS
from segur_lint.text import Text
from segur_lint.words import SEVERITIES

#: What the keys of a row are called, in the order in which their changes are told.
LABELS = {
    "title": Text("le titre", "the title"),
    "stage": Text("l'étape", "the stage"),
    "severity": Text("la gravité", "the severity"),
    "from": Text("la date de début", "the first date"),
    "until": Text("la date de fin", "the last date"),
    "when": Text("la condition (when)", "the condition (when)"),
    "format": Text("le format", "the format"),
    "assert": Text("l'exigence (assert)", "the demand (assert)"),
    "filename": Text("la nomenclature (filename)", "the name's notation (filename)"),
    "unique in": Text("l'unicité (unique in)", "the uniqueness (unique in)"),
    "structure": Text("ce qui est lu (structure)", "what is read (structure)"),
    "reading": Text("ce qui est lu (reading)", "what is read (reading)"),
    "at": Text("la balise montrée (at)", "the balise shown (at)"),
    "found": Text("ce qui est montré comme trouvé", "what is shown as found"),
    "expected": Text("ce qui est montré comme attendu", "what is shown as expected"),
    "yields to": Text("les règles devant lesquelles elle se tait", "the rules that it yields to"),
    "fix": Text("la réparation (fix)", "the repair (fix)"),
    "source": Text("la source", "the source"),
    "why": Text("le pourquoi", "the reason why"),
}
_MESSAGES = {
    "fr": Text("le message", "the message in French"),
    "en": Text("le message anglais", "the message in English"),
}
_EXPRESSIONS = ("when", "assert", "found", "expected")
#: Where a new rule stands among the others: told of the pack, by the order of its rules.
_PLACE = "after"


def rows(old: Side, new: Side) -> list[Difference]:
    """All that changes in a rule, in the order of `LABELS`, its message and examples last."""
    rule = new.row.id
    told: list[Difference] = []
    moved = old.only(TARGETS) != new.only(TARGETS) or old.only(KINDS)[0] != new.only(KINDS)[0]
    if moved:
        told.append(Difference("changed", rule, "target", _moved(old, new)))
    for key in dict.fromkeys((*LABELS, *KINDS)):
        one, other = old.get(key), new.get(key)
        if _read_the_same(key, old, new) or (moved and key in KINDS):
            continue
        label = LABELS.get(key, Text(f"« {key} »", f"“{key}”"))
        said = _graver(label, one, other) if key == "severity" else turned(label, one, other)
        # Elsewhere, or another thing asked: no order between the two can be told.
        order, more = ("changed", None) if moved else order_of(key, old, new)
        if more is not None:
            said = Text(f"{said.fr} ; {more.fr}", f"{said.en}; {more.en}")
        told.append(Difference(order, rule, key, said))
    for key in sorted(set(old.row.fields) | set(new.row.fields)):
        known = (*LABELS, *KINDS, *TARGETS, "message", "examples", _PLACE)
        if key not in known and not _same(old.get(key), new.get(key)):
            said = turned(Text(f"« {key} »", f"“{key}”"), old.get(key), new.get(key))
            told.append(Difference("changed", rule, key, said))
    return told + _message(old, new) + _examples(old, new)


def _read_the_same(key: str, old: Side, new: Side) -> bool:
    """Whether a key says the same; in a text but an expression, spaces do not count at all."""
    one, other = old.get(key), new.get(key)
    if key in _EXPRESSIONS and isinstance(one, str) and isinstance(other, str):
        return same_text(one, other)
    return _same(one, other)


def _graver(label: Text, one: str | None, other: str | None) -> Text:
    """What becomes of a severity, in words."""
    before, after = (None if each is None else SEVERITIES[each] for each in (one, other))
    said = [
        turned(label, before and before.get(lang), after and after.get(lang))
        for lang in ("fr", "en")
    ]
    return Text(said[0].fr, said[1].en)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return bool(one == other)


def _moved(old: Side, new: Side) -> Text:
    """A rule that looks elsewhere, or asks for another thing."""
    (before, where), (after, there) = old.only(TARGETS), new.only(TARGETS)
    (kind, asked_), (other, demanded) = old.only(KINDS), new.only(KINDS)
    said = []
    if (before, where) != (after, there):
        said.append(
            turned(
                Text("ce qu'elle regarde", "what it looks at"),
                f"{before}: {where}",
                f"{after}: {there}",
            )
        )
    if (kind, asked_) != (other, demanded):
        said.append(
            turned(
                Text("ce qu'elle demande", "what it asks"),
                f"{kind}: {asked_}",
                f"{other}: {demanded}",
            )
        )
    return Text(" ; ".join(each.fr for each in said), "; ".join(each.en for each in said))


# --- what is said and shown -----------------------------------------------------------------------


def _message(old: Side, new: Side) -> list[Difference]:
    rule, before, after = new.row.id, old.get("message"), new.get("message")
    return [
        Difference("changed", rule, f"message.{lang}", turned(label, before[lang], after[lang]))
        for lang, label in _MESSAGES.items()
        if not _same(before[lang], after[lang])
    ]


def _examples(old: Side, new: Side) -> list[Difference]:
    before, after = old.get("examples"), new.get("examples")
    if before == after:
        return []
    numbers = [len(each[key]) for each in (before, after) for key in ("pass", "fail")]
    one, two, three, four = numbers
    said = Text(
        f"les exemples : {one} qui passent et {two} qui échouent deviennent {three} et {four}",
        f"the examples: {one} that pass and {two} that fail become {three} and {four}",
    )
    if (one, two) == (three, four):
        said = Text(
            f"les exemples : d'autres, en même nombre ({one} et {two})",
            f"the examples: others, as many ({one} and {two})",
        )
    return [Difference("changed", new.row.id, "examples", said)]
