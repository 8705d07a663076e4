"""What differs between packs as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from segur_lint.authoring.differences.difference import KINDS, Difference
from segur_lint.markup.markdown import posted
from segur_lint.report.folding import COLON, fold
from segur_lint.report.text import inert
from segur_lint.text import Text, printable

VERSION = "1"


@dataclass(frozen=True)
class Group:
    """Changes that several packs share: of `packs`, in this order."""

    packs: tuple[str, ...]
    changes: list[Difference]


@dataclass(frozen=True)
class Told:
    """What is compared, as a person names it (`old`, `new`), what differs, and what to know."""

    old: Text
    new: Text
    groups: list[Group]
    notes: list[Text]

    @property
    def count(self) -> int:
        """How many changes there are."""
        return sum(len(group.changes) for group in self.groups)


def shared(by_pack: Mapping[str, Iterable[Difference]]) -> list[Group]:
    """The changes with the packs that have them: what packs inherit is told once."""
    packs: dict[Difference, list[str]] = {}
    for name, changes in by_pack.items():
        for change in changes:
            packs.setdefault(change, []).append(name)
    groups: dict[tuple[str, ...], list[Difference]] = {}
    for change, names in packs.items():
        groups.setdefault(tuple(names), []).append(change)
    order = list(KINDS)
    return [
        Group(names, sorted(changes, key=lambda change: order.index(change.kind)))
        for names, changes in sorted(groups.items(), key=lambda item: (-len(item[0]), item[0]))
    ]


def text(told: Told, lang: str) -> str:
    """Headings and folded sentences, for a terminal."""
    out = fold(f"{told.old.get(lang)} → {told.new.get(lang)}", "")
    for group in told.groups:
        if group.packs:
            out += ["", *fold(", ".join(map(printable, group.packs)), "")]
        for kind, heading in KINDS.items():
            changes = [each for each in group.changes if each.kind == kind]
            if changes:
                out += ["", f"{heading.get(lang)} ({len(changes)})"]
            for each in changes:
                out += fold(f"{_subject(each, lang)}{each.said.get(lang)}.", "  ", "    ")
    out += ["", *(line for note in told.notes for line in fold(note.get(lang), ""))]
    out += fold(_summary(told, lang), "")
    return "".join(inert(line) + "\n" for line in out)


def markdown(told: Told, lang: str) -> str:
    """The same for a merge request; all data escaped."""
    title = Text("Ce qui change dans les règles", "What changes in the rules").get(lang)
    named = f"{posted(told.old.get(lang))} → {posted(told.new.get(lang))}"
    out = [f"### {title}", "", named]
    for group in told.groups:
        if group.packs:
            out += ["", f"#### {posted(', '.join(group.packs))}"]
        for kind, heading in KINDS.items():
            changes = [each for each in group.changes if each.kind == kind]
            if changes:
                out += ["", f"**{heading.get(lang)} ({len(changes)})**", ""]
            for each in changes:
                rule = f"**{posted(each.rule)}**{COLON.get(lang)}" if each.rule else ""
                out.append(f"- {rule}{posted(each.said.get(lang))}.")
    out += ["", *(f"> {posted(note.get(lang))}\n" for note in told.notes)]
    out.append(posted(_summary(told, lang)))
    return "".join(inert(line) + "\n" for line in out)


def plain(told: Told, lang: str) -> dict[str, Any]:
    """The same as a value for JSON."""
    return {
        "version": VERSION,
        "old": told.old.get(lang),
        "new": told.new.get(lang),
        "notes": [note.get(lang) for note in told.notes],
        "groups": [
            {
                "packs": list(group.packs),
                "changes": [
                    {
                        "kind": each.kind,
                        "rule": each.rule or None,
                        "key": each.key,
                        "sentence": each.said.get(lang),
                    }
                    for each in group.changes
                ],
            }
            for group in told.groups
        ],
        "summary": {kind: _count(told, kind) for kind in KINDS},
    }


def _count(told: Told, kind: str) -> int:
    return sum(each.kind == kind for group in told.groups for each in group.changes)


def _subject(change: Difference, lang: str) -> str:
    return f"{change.rule}{COLON.get(lang)}" if change.rule else ""


def _summary(told: Told, lang: str) -> str:
    if not told.count:
        return Text("Aucune différence.", "No difference.").get(lang)
    many = "s" * (told.count > 1)
    head = Text(f"{told.count} différence{many} : ", f"{told.count} difference{many}: ").get(lang)
    counts = {kind: _count(told, kind) for kind in KINDS}
    said = [f"{KINDS[kind].get(lang).lower()} {count}" for kind, count in counts.items() if count]
    return head + ", ".join(said) + "."
