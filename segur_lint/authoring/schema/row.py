"""The schema of a row of rules, made from the reader's own table of keys."""

from __future__ import annotations

from segur_lint.authoring.schema.names import Known
from segur_lint.authoring.schema.parts import (
    Schema,
    Word,
    at_most_one,
    exactly_one,
    mapping,
    missing,
)
from segur_lint.authoring.schema.rowkeys import shapes
from segur_lint.row import KINDS, ROW_KEYS, TARGETS

_MESSAGE = {
    "fr": '"« ${5:balise} » {fault}. ${6:Dites quoi faire.}"',
    "en": '"“${5:balise}” {fault}. ${7:Say what to do.}"',
}
_EXAMPLES = {"pass": "['${8:\"ABC123\"}']", "fail": "['${9:\"ABC\"}', 'null']"}
#: New rows: what an editor offers after a dash.
_NEW = (
    (
        "règle : un format",
        "une règle nouvelle sur une balise, avec son format",
        {
            "id": "${1:ABC-001}",
            "stage": "${2:demande}",
            "title": "${3:Ce qui est contrôlé}",
            "balise": "${5:balise}",
            "format": "${4:VARCHAR (=10)}",
            "source": "§${10:3.2}",
            "message": _MESSAGE,
            "examples": _EXAMPLES,
        },
    ),
    (
        "règle : une expression",
        "une règle nouvelle sur une balise, avec une expression vraie",
        {
            "id": "${1:ABC-001}",
            "stage": "${2:demande}",
            "title": "${3:Ce qui est contrôlé}",
            "balise": "${5:balise}",
            "assert": "${4:value <= 200}",
            "found": "value",
            "source": "§${10:3.2}",
            "message": {
                "fr": '"« ${5:balise} » vaut {found}. ${6:Dites quoi faire.}"',
                "en": '"“${5:balise}” is {found}. ${7:Say what to do.}"',
            },
            "examples": _EXAMPLES,
        },
    ),
    (
        "règle : changer une règle héritée",
        "change les clés données, garde les autres",
        {"replace": "${1:ABC-001}", "title": "${2:Ce qui est contrôlé}"},
    ),
    (
        "règle : retirer une règle héritée",
        "la retire, et dit pourquoi",
        {"drop": "${1:ABC-001}", "why": "${2:Dites pourquoi.}"},
    ),
)


def row(known: Known) -> Schema:
    """The schema of a row; `known` are the names that it may write."""
    found = shapes(known)
    properties = {key: found[key] for key in ("id", "replace", "drop", *ROW_KEYS)}
    made = mapping(
        Word("Règle", "Un contrôle : ce qui est regardé, ce qui est demandé, ce qui est dit."),
        properties,
        *exactly_one(
            ("id", "replace", "drop"),
            "Une règle commence par l'un de : id (nouvelle), replace (change une règle héritée), "
            "drop (la retire).",
        ),
        {
            "if": {"required": ["drop"]},
            "then": {"allOf": [missing("why", " : dites pourquoi la règle est retirée"), _alone()]},
            "else": {"allOf": _asked()},
        },
    )
    made["defaultSnippets"] = [
        {"label": label, "description": said, "body": body} for label, said, body in _NEW
    ]
    return made


def _alone() -> Schema:
    """What a row that takes a rule away cannot have."""
    others = [key for key in ROW_KEYS if key != "why"]
    wrong = "Une règle retirée n'a que « drop » et « why »."
    return {"properties": dict.fromkeys(others, False), "errorMessage": wrong}


def _asked() -> list[Schema]:
    """What a row that adds or changes a rule must have."""
    kinds = f"Une règle demande une chose et une seule : {', '.join(KINDS)}."
    targets = f"Une règle regarde un endroit et un seul : {', '.join(TARGETS)}."
    new = [
        *exactly_one(KINDS, kinds),
        *exactly_one(TARGETS, targets),
        *(missing(key) for key in ("stage", "title", "source", "message", "examples")),
    ]
    changed = [*at_most_one(KINDS, kinds), *at_most_one(TARGETS, targets)]
    return [{"if": {"required": ["replace"]}, "then": {"allOf": changed}, "else": {"allOf": new}}]
