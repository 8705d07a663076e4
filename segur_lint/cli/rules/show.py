"""``segur-lint rules show``: one rule explained."""

from __future__ import annotations

from segur_lint.cli.output import say
from segur_lint.cli.rules.common import shown_packs
from segur_lint.errors import no_rule
from segur_lint.ruletest import text_of
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option
    from segur_lint.link import Pack, Rule

SAID = Text("une règle expliquée", "one rule explained")
#: The status of a pack whose guide is not published.
PROVISIONAL = "provisoire"
OPTIONS: tuple[Option, ...] = (
    (("id",), {"metavar": "ID"}, "l'identifiant, comme DEM-004", "the id, such as DEM-004"),
)


def run(arguments: Namespace) -> int:
    """All that the packs say of one rule."""
    packs = shown_packs(arguments)
    wanted = arguments.id.upper()
    found = [(pack, rule) for pack in packs for rule in pack.rules if rule.id == wanted]
    if not found:
        known = sorted({rule.id for pack in packs for rule in pack.rules})
        raise no_rule(arguments.id, known)
    found.sort(key=lambda pair: pair[0].program["status"] == PROVISIONAL)
    lang = arguments.lang
    alike: dict[tuple[str, ...], list[tuple[Pack, Rule]]] = {}
    for pack, rule in found:
        alike.setdefault(tuple(_said(pack, rule, lang)), []).append((pack, rule))
    for (pack, rule), *others in alike.values():
        lines = [f"{rule.id}  {rule.plain['title']}  [{pack.name}]"]
        lines += _said(pack, rule, lang)
        lines += _examples(rule, lang)
        if others:
            lines += ["", *_same([each.name for each, _ in others], lang)]
        for line in [*lines, ""]:
            say(line)
    return 0


def _same(names: list[str], lang: str) -> list[str]:
    """That other packs say the same, to the letter, but for their examples."""
    count, shown = len(names), ", ".join(names)
    fr, en = ("jeux", "packs") if count > 1 else ("jeu", "pack")
    said = Text(
        f"dans {count} {fr}, aux exemples près (--pack les montre) : {shown}",
        f"in {count} {en}, but for the examples (--pack shows them): {shown}",
    )
    return _row(Text("Pareil", "The same").get(lang), said.get(lang))


def _said(pack: Pack, rule: Rule, lang: str) -> list[str]:
    """What a pack says of a rule, but for its title and its examples."""
    from segur_lint import words

    plain = rule.plain
    kind, asked, when = plain["asks"]
    where, name = plain["target"]
    mends = words.mends(rule)
    rows = [
        (Text("Pourquoi", "Why"), plain["why"]),
        (Text("Source", "Source"), words.source(rule)),
        (Text("Étape", "Stage"), f"{rule.stage}, {words.stage(pack, rule).get(lang)}"),
        (Text("Gravité", "Severity"), words.SEVERITIES[rule.severity].get(lang)),
        (Text("Origine", "Origin"), words.origin(rule)),
        (Text("Porte sur", "Looks at"), f"{where}: {name}"),
        (Text("Quand", "When"), when),
        (Text("Demande", "Asks"), f"{kind}: {asked}"),
        (Text("", ""), words.asks(pack, rule).get(lang) if kind != "assert" else ""),
        (Text("Répare", "Mends"), mends.get(lang) if mends is not None else ""),
        (Text("En vigueur", "In force"), words.dates(rule)),
        (Text("Message", "Message"), words.message(rule, lang)),
    ]
    return [line for label, value in rows if value for line in _row(label.get(lang), value)]


def _examples(rule: Rule, lang: str) -> list[str]:
    lines = []
    examples = rule.plain["examples"]
    for wanted, label in (("pass", Text("Passe", "Passes")), ("fail", Text("Échoue", "Fails"))):
        for number, example in enumerate(examples.get(wanted, ())):
            lines += _row("" if number else label.get(lang), text_of(example))
    return lines


def _row(label: str, value: str) -> list[str]:
    """A label and its text, folded to 80 columns."""
    from textwrap import wrap

    first, rest = f"  {label:<11} ", " " * 14
    return wrap(
        printable(value), 80, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
