"""The packs beside the guides whose clauses they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segur_lint import author, library
from segur_lint.guide import Clause, Guide
from segur_lint.link import Pack


@dataclass(frozen=True)
class Held:
    """A pack, and the guide that it is held to, its own or inherited; None where it names none."""

    pack: Pack
    guide: Guide | None

    def clauses(self, rule: str) -> tuple[Clause, ...]:
        """The clauses that a rule answers, in the order of the guide."""
        return tuple(
            clause
            for clause in (self.guide.clauses if self.guide is not None else ())
            if any(node.value == rule for node in clause.controls)
        )


def read(folders: Sequence[str] = ()) -> tuple[list[Held], list[Guide]]:
    """The packs of our rules and of `folders`, in the order of names; the guides of no pack.

    Programs are made anew: what is stored of them holds no clause. Errors as for `library.load`.
    """
    rules = author.read_all(library.files(folders))
    guides = {flat.own.name: guide for flat, _, guide in rules.guided}
    packs = sorted((Pack(program) for _, program in rules.compiled), key=lambda pack: pack.name)
    used = {id(guide) for guide in guides.values()}
    unused = [guide for guide in rules.guides.values() if guide and id(guide) not in used]
    return [Held(pack, guides.get(pack.name)) for pack in packs], unused
