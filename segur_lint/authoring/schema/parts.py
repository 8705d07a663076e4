"""What the schemas are made of: plain dicts, ready for JSON, in the words of draft-07.

An editor reads more than the standard has: ``markdownDescription`` is what a hover shows,
``defaultSnippets`` what a completion writes, ``errorMessage`` what is said of a fault. Others pass
over them. They stand inline: beside a ``$ref``, language servers drop them.

An editor takes ``2.50`` for a number and ``false`` for a boolean where our reader takes every
scalar as text: what is a text for us is here whatever is neither a list nor a mapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Schema = dict[str, Any]

_SOMETHING = r"\S"
_PLACEHOLDER = re.compile(r"\$\{[0-9]+:([^}]*)\}")


class Word(NamedTuple):
    """What a hover says of a key: a title, a sentence or two, and more in Markdown."""

    title: str
    text: str
    more: str = ""

    def plain(self) -> Schema:
        """The annotations of a schema."""
        said = {"title": self.title, "description": self.text}
        if self.more:
            said["markdownDescription"] = f"{self.text}\n\n{self.more}"
        return said


class Snippet(NamedTuple):
    """What a completion writes: `body` may hold places to fill, ``${1:10}``."""

    body: str
    text: str

    @property
    def label(self) -> str:
        """The body as it reads before anything is filled."""
        return _PLACEHOLDER.sub(r"\1", self.body)


def snippets(given: Iterable[Snippet]) -> list[Schema]:
    """The same, as an editor reads them; it would sort them by their label, so they are counted."""
    return [
        {
            "label": each.label[1:-1] if each.body.startswith('"') else each.label,
            "description": each.text,
            "sortText": f"{number:03}",
            # Without the mark, an editor puts in quotes what looks like a boolean.
            "body": f"^{each.body}" if each.body in ("true", "false") else each.body,
        }
        for number, each in enumerate(given)
    ]


def text(
    word: Word,
    *suggested: Snippet | str,
    pattern: str = _SOMETHING,
    wrong: str = "Il faut ici un texte, qui n'est pas vide.",
) -> Schema:
    """A scalar, of any kind; what is suggested is not all that can be written."""
    made = word.plain()
    given = [each for each in suggested if isinstance(each, Snippet)]
    if given:
        made["defaultSnippets"] = snippets(given)
    if len(given) < len(suggested):
        made["examples"] = [each for each in suggested if isinstance(each, str)]
    # Not « type », for which an editor would offer true, false and null everywhere.
    made |= {"if": {"type": ["array", "object"]}, "then": {"type": "string", "errorMessage": wrong}}
    return {**made, "pattern": pattern, "errorMessage": wrong} if pattern else made


def choice(word: Word, known: Mapping[str, str], wrong: str) -> Schema:
    """One of a few words, each with what it says."""
    return {
        **word.plain(),
        "enum": list(known),
        "markdownEnumDescriptions": list(known.values()),
        "errorMessage": wrong,
    }


def flag(word: Word) -> Schema:
    """True or false; in quotes it is the same to us."""
    wrong = "Écrivez true ou false."
    return {
        **word.plain(),
        "examples": [True, False],
        "if": {"type": "string"},
        "then": {"pattern": "^(true|false)$", "errorMessage": wrong},
        # A branch, for the reason that `text` gives.
        "else": {"type": "boolean", "errorMessage": wrong},
    }


def mapping(
    word: Word,
    properties: Mapping[str, Schema],
    *asked: Schema,
    others: Schema | bool = False,
    required: Sequence[str] = (),
) -> Schema:
    """A mapping with these keys, and no others unless it is said which; `asked` is of it whole."""
    kind: Schema = {"type": "object", "errorMessage": "Il faut ici une suite de « clé: valeur »."}
    made = word.plain()
    whole = [*(missing(key) for key in required), *asked]
    if properties:
        # An editor has one message for a schema, and it is for the keys: the kind has its own.
        whole.insert(0, kind)
        made["properties"] = dict(properties)
    else:
        made |= kind
    made["additionalProperties"] = others
    if others is False:
        made["errorMessage"] = f"Clé inconnue. Clés connues ici : {', '.join(properties)}."
    return {**made, "allOf": whole} if whole else made


def sequence(word: Word, item: Schema, wrong: str, *, least: int = 1) -> Schema:
    """A list; its items say what they are."""
    made: Schema = {**word.plain(), "type": "array", "items": item, "errorMessage": wrong}
    # What contains anything is not empty; of « minItems », an editor speaks in its own words.
    return {**made, "contains": {}} if least else made


def not_empty(wrong: str) -> Schema:
    """A mapping that has a key."""
    empty = {"type": "object", "maxProperties": 0}
    return {"if": empty, "then": {"type": "null", "errorMessage": wrong}}


def missing(key: str, why: str = "") -> Schema:
    """That key must be there."""
    return {"required": [key], "errorMessage": f"Il manque « {key} »{why}."}


def exactly_one(keys: Sequence[str], wrong: str) -> list[Schema]:
    """One of these keys is there, and no other of them; a second one is what is underlined."""
    return [
        {"anyOf": [{"required": [key], "errorMessage": wrong} for key in keys]},
        *at_most_one(keys, wrong),
    ]


def at_most_one(keys: Sequence[str], wrong: str) -> list[Schema]:
    """No two of these keys are there."""
    return [
        {
            "if": {"required": [key]},
            "then": {"properties": dict.fromkeys(keys[at + 1 :], False), "errorMessage": wrong},
        }
        for at, key in enumerate(keys[:-1])
    ]


def whole(title: str, said: str, schema: Schema) -> Schema:
    """A schema that stands alone in its file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **schema,
        "title": title,
        "description": said,
    }
