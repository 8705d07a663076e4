"""The names of one pack that its rows may write, for an editor to offer."""

from __future__ import annotations

from typing import NamedTuple

from segur_lint.authoring.schema.parts import Snippet
from segur_lint.link import Pack


class Known(NamedTuple):
    """Names, each with what is known of it; all empty where no pack was named."""

    rules: tuple[Snippet, ...] = ()
    stages: tuple[Snippet, ...] = ()
    balises: tuple[Snippet, ...] = ()
    elements: tuple[Snippet, ...] = ()


def known_in(pack: Pack) -> Known:
    """The names of a pack, with those that it inherits."""
    program = pack.program
    given = {name for name, *_ in program["inputs"]}
    balises = {
        slot: scope["element"]
        for scope in reversed(program["model"]["scopes"])  # the file's own name it last
        for slot in scope["slots"]
        if slot not in given and "." not in slot
    }
    return Known(
        rules=tuple(Snippet(rule.id, rule.plain["title"]) for rule in pack.rules),
        stages=tuple(Snippet(name, fr) for name, fr, _ in program["stages"]),
        balises=tuple(
            Snippet(name, f"une balise de « {of} »") for name, of in reversed(balises.items())
        ),
        elements=tuple(Snippet(name, "chacun, ou le fichier lui-même") for name in pack.elements),
    )
