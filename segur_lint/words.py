"""What a control is, in words: where it looks, what it asks, what mends its fault."""

from __future__ import annotations

from segur_lint.describe import describe
from segur_lint.finding import CALLED
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.link import Pack, Rule

SEVERITIES = CALLED
#: What rows of these kinds ask for, by the word that they write.
ASKED = {
    ("structure", "missing"): Text("toutes les balises du modèle", "every balise of the model"),
    ("structure", "unknown"): Text(
        "aucune balise que le modèle n'a pas", "no balise that the model does not have"
    ),
    ("structure", "kind"): Text(
        "un objet, une liste ou une valeur là où le modèle en met",
        "an object, a list or a value where the model has one",
    ),
    ("reading", "syntax"): Text("du JSON, à la lettre", "JSON, to the letter"),
    ("reading", "encoding"): Text("des octets en UTF-8", "bytes in UTF-8"),
    ("reading", "byte order mark"): Text(
        "aucun indicateur d'ordre des octets au début", "no byte order mark at the start"
    ),
    ("reading", "duplicate keys"): Text(
        "aucune clé deux fois dans un objet", "no key twice in one object"
    ),
}
_MENDED = {
    "remove item": Text("retire l'élément répété", "removes the repeated element"),
    "remove byte order mark": Text(
        "retire l'indicateur d'ordre des octets", "removes the byte order mark"
    ),
    "insert only value": Text(
        "ajoute la balise absente, si elle n'admet qu'une valeur",
        "adds the missing balise, where it allows one value only",
    ),
    "rename meant": Text(
        "donne à la balise le nom qu'elle écrit presque",
        "gives the balise the name that it nearly spells",
    ),
}


def stage(pack: Pack, rule: Rule) -> Text:
    """The stage of a rule, as its pack names it."""
    return next(Text(fr, en) for name, fr, en in pack.program["stages"] if name == rule.stage)


def source(rule: Rule) -> str:
    """Where a rule comes from: the § that it cites, and of which document."""
    return " — ".join(each for each in (rule.source, rule.plain["document"]) if each)


def looks(pack: Pack, rule: Rule) -> Text:
    """Where a rule looks."""
    key, name = rule.plain["target"]
    if key == "balise":
        return Text(f"la balise « {name} »", f"the balise “{name}”")
    if key == "selector":
        return Text(f"ce que désigne « {name} »", f"what “{name}” selects")
    if name == pack.elements[0]:
        return Text("le fichier", "the file")
    return Text(f"chaque « {name} »", f"each “{name}”")


def asks(pack: Pack, rule: Rule) -> Text:
    """What a rule asks for."""
    kind, text, _ = rule.plain["asks"]
    asked, beside = rule.plain["asked"], rule.plain["written"]
    if kind == "format":
        return describe(asked[0])
    if kind == "filename":
        form = pack.matchers[asked].notation
        return Text(f"un nom de la forme {form}", f"a name of the form {form}")
    if kind == "unique in":
        said = _within(text, beside)
        return Text(
            f"une valeur qui n'est qu'une fois {said.fr}", f"a value that is there once {said.en}"
        )
    if kind == "paired in":
        other, said = beside["paired with"], _within(text, beside)
        return Text(
            f"une valeur qui va avec un seul « {other} », et lui avec elle seule, {said.fr}",
            f"a value that goes with one “{other}”, and it with this value alone, {said.en}",
        )
    if kind == "assert":
        return Text(f"que soit vrai : {text}", f"that this be true: {text}")
    return ASKED[kind, text]


def _within(element: str, beside: dict[str, Any]) -> Text:
    """Where values are compared: in what, together with what, and what is not counted."""
    fr, en = f"dans « {element} »", f"in “{element}”"
    other, per = beside.get("together with"), beside.get("counted once per")
    if other:
        fr, en = f"{fr} avec le même « {other} »", f"{en} with the same “{other}”"
    if per:
        fr += f" ; ce qui se répète dans un même « {per} » ne compte pas"
        en += f"; what is repeated in one “{per}” does not count"
    return Text(fr, en)


def mends(rule: Rule) -> Text | None:
    """What mends the fault of a rule; None where nothing does, but a person."""
    if rule.plain["fix"] is None:
        return None
    unsafe, action, argument = rule.plain["fix"]
    text = rule.plain["written"]["fix"][action]
    said = _MENDED.get(f"{action} {argument}")
    if action == "set":
        literal = argument[0] == "lit"
        fr, en = ("écrit {}", "writes {}") if literal else ("écrit « {} »", "writes “{}”")
        said = Text(fr.format(text), en.format(text))
    elif action == "number":
        said = Text(
            f"renumérote toute la liste à partir de {argument}",
            f"numbers the whole list again from {argument}",
        )
    elif action == "decimals":
        many = "s" * (argument not in ("0", "1", 0, 1))
        said = Text(
            f"récrit le nombre avec {argument} chiffre{many} après le point",
            f"writes the number again with {argument} digit{many} after the point",
        )
    elif action == "file name":
        said = Text(
            f"renomme le fichier, « {text} » à la place de ce qui est en cause",
            f"renames the file, “{text}” in the place of what is at fault",
        )
    assert said is not None  # the table above has all that `remedy` lets a row say
    if not unsafe:
        return Text(f"{said.fr} (réparation sûre)", f"{said.en} (safe fix)")
    return Text(f"{said.fr} (avec --unsafe)", f"{said.en} (with --unsafe)")


def message(rule: Rule, lang: str) -> str:
    """The sentence of a rule; in braces, what a finding fills. Values of the pack are filled."""
    return "".join(_piece(piece) for piece in rule.plain["message"][lang])


def _piece(piece: Any) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, dict):  # said only where all that it names is known
        return f"[{''.join(_piece(each) for each in piece['known'])}]"
    if len(piece) > 1 and piece[1][0] == "lit":
        return str(piece[1][2])
    return f"{{{piece[0]}}}"


def dates(rule: Rule) -> str:
    """Since when, and until when, a rule is in force; empty where always."""
    begin, end = rule.plain["from"], rule.plain["until"]
    return f"{begin or '…'} → {end or '…'}" if begin or end else ""


def origin(rule: Rule) -> str:
    """The pack that added a rule, then those that changed it."""
    return " → ".join([rule.plain["origin"], *rule.plain["changed"]])
