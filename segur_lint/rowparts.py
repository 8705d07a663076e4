"""What is wrong with the parts of a row that are maps: its message and its examples."""

from __future__ import annotations

from segur_lint.faults import Faults
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YText, respelt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.row import Field


def check_message(name: str, message: Field, faults: Faults) -> None:
    """Tell what is wrong with the ``message`` of the rule called `name`."""
    node = message.node
    items = respelt(node, ("fr", "en")).items if isinstance(node, YMap) else ()
    texts = {key.value: value for key, value in items}
    for lang, called in (("fr", "français"), ("en", "anglais")):
        text = texts.get(lang)
        if not isinstance(text, YText) or not text.value.strip():
            faults.add(
                message.source,
                node,
                f"Le message de {name} n'a pas de texte {called} (« {lang} »).",
                f"The message of {name} has no text in “{lang}”.",
            )
    for key, _ in node.items if isinstance(node, YMap) else ():
        if key.value not in ("fr", "en"):
            faults.add(
                message.source,
                key,
                f"Un message a deux langues, fr et en ; pas « {key.value} ».",
                f"A message has two languages, fr and en; not “{key.value}”.",
            )


def check_examples(name: str, examples: Field, faults: Faults) -> None:
    """Tell what is wrong with the ``examples`` of the rule called `name`."""
    node = examples.node
    items = respelt(node, ("pass", "fail")).items if isinstance(node, YMap) else ()
    for word, _ in node.items if isinstance(node, YMap) else ():
        if word.value not in ("pass", "fail"):
            what = Text("Clé d'exemples", "key of examples")
            faults.unknown(examples.source, word, what, ("pass", "fail"))
    lists = {key.value: value for key, value in items}
    for key in ("pass", "fail"):
        found = lists.get(key)
        if isinstance(found, YMap) or (isinstance(found, YText) and found.value.strip()):
            shown = examples.source.text[found.span.start : found.span.end].strip()
            written = f" : [{shown}]" if "\n" not in shown else ""
            faults.add(
                examples.source,
                found,
                f"« {key} » est une liste d'exemples, même s'il n'y en a qu'un : mettez-le entre "
                f"crochets{written}.",
                f"“{key}” is a list of examples, even of a single one: put it in "
                f"brackets{written.replace(' :', ':')}.",
            )
        elif not isinstance(found, YList) or not found.items:
            faults.add(
                examples.source,
                node,
                f"{name} a besoin d'au moins un exemple dans « {key} ».",
                f"{name} needs at least one example in “{key}”.",
            )
