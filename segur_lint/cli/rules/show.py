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
    for pack, rule in found:
        for line in _explained(pack, rule, arguments.lang):
            say(line)
    return 0


def _explained(pack: Pack, rule: Rule, lang: str) -> list[str]:
    from segur_lint import words

    plain = rule.plain
    kind, asked, when = plain["asks"]
    where, name = plain["target"]
    mends = words.mends(rule)
    rows = [
        (Text("Pourquoi", "Why"), plain["why"]),
        (Text("Source", "Source"), f"{rule.source} — {pack.program['source']}"),
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
    lines = [f"{rule.id}  {plain['title']}  [{pack.name}]"]
    for label, value in rows:
        lines += _row(label.get(lang), value) if value else []
    for wanted, label in (("pass", Text("Passe", "Passes")), ("fail", Text("Échoue", "Fails"))):
        for number, example in enumerate(plain["examples"].get(wanted, ())):
            lines += _row("" if number else label.get(lang), text_of(example))
    return [*lines, ""]


def _row(label: str, value: str) -> list[str]:
    """A label and its text, folded to 80 columns."""
    from textwrap import wrap

    first, rest = f"  {label:<11} ", " " * 14
    return wrap(
        printable(value), 80, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
