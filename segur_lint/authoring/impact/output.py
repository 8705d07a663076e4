"""The impact of a change of the rules, as text or Markdown."""

from __future__ import annotations

from itertools import groupby

from segur_lint.authoring.impact.impact import Altered, Impact, Judged, Moved, Unjudged
from segur_lint.finding import Finding
from segur_lint.markup.markdown import posted
from segur_lint.report.folding import COLON, fold, some
from segur_lint.report.model import REFUSED, RESERVED, SOUND, UNDETERMINED
from segur_lint.report.text import inert
from segur_lint.text import Text, printable
from segur_lint.words import SEVERITIES

#: Findings of one rule that are told one by one; JSON gives them all.
SHOWN = 20
_VERDICTS = {
    SOUND: Text("déposable", "can be deposited"),
    RESERVED: Text("déposable avec réserves", "can be deposited, with reservations"),
    REFUSED: Text("non déposable", "cannot be deposited"),
    UNDETERMINED: Text("indéterminé", "undetermined"),
}


class Item:
    """A line under a heading: a rule or a file, and what is said of it; `deeper` under another."""

    __slots__ = ("deeper", "mark", "said")

    def __init__(self, mark: str, said: Text, deeper: bool = False) -> None:
        self.mark = mark
        self.said = said
        self.deeper = deeper


Section = tuple[Text, list[Item]]


def sections(impact: Impact) -> list[Section]:
    """Headings with what is under them, in order; those with nothing are left out."""
    graver = [each for each in impact.altered if each.graver]
    made: list[Section] = [
        (_APPEAR, _moved(impact.appear)),
        (_VANISH, _moved(impact.vanish)),
        (_GRAVER, _cut([_graver(each) for each in graver])),
        (_JUDGED, [_verdict(each) for each in impact.verdicts]),
        (_PACKS, [_pack(each) for each in impact.packs]),
        (_UNJUDGED, [_unjudged(each) for each in impact.unjudged]),
        (_NOT_RUN, [Item(", ".join(ids), why) for why, ids in impact.not_run]),
    ]
    return [(heading, items) for heading, items in made if items]


_APPEAR = Text("Constats qui apparaissent", "Findings that appear")
_VANISH = Text("Constats qui disparaissent", "Findings that vanish")
_GRAVER = Text("Constats qui changent de gravité", "Findings of another severity")
_JUDGED = Text("Verdicts qui changent", "Verdicts that change")
_PACKS = Text("Fichiers jugés par un autre jeu", "Files judged by another pack")
_UNJUDGED = Text("Fichiers non jugés, ou pas entièrement", "Files not judged, or not wholly")
_NOT_RUN = Text(
    "Contrôles non faits sur certains fichiers : leur effet n'y est pas vu",
    "Controls not run on some files: their effect is not seen there",
)


def _moved(found: list[Moved]) -> list[Item]:
    items: list[Item] = []
    for rule, group in groupby(found, key=lambda each: each.finding.rule):
        of_rule = list(group)
        items.append(Item(rule, some(len(of_rule), "constat", "finding")))
        items += _cut(
            [
                Item(_place(each.file, each.finding), each.finding.message, deeper=True)
                for each in of_rule
            ]
        )
    return items


def _graver(each: Altered) -> Item:
    before, after = SEVERITIES[each.before.severity], SEVERITIES[each.after.severity]
    rule = each.after.rule
    said = Text(
        f"{rule}, {before.fr} devient {after.fr}", f"{rule}, {before.en} becomes {after.en}"
    )
    return Item(_place(each.file, each.after), said)


def _cut(items: list[Item]) -> list[Item]:
    more = len(items) - SHOWN
    if more <= 0:
        return items
    said = Text(
        f"et {more} de plus ; « --format json » les donne tous",
        f"and {more} more; “--format json” gives them all",
    )
    return [*items[:SHOWN], Item("…", said, deeper=items[0].deeper)]


def _place(file: str, finding: Finding) -> str:
    return f"{printable(file)}:{finding.start.line}"


def _verdict(each: Judged) -> Item:
    before, after = _VERDICTS[each.before.verdict], _VERDICTS[each.after.verdict]
    said = Text(f"{before.fr} → {after.fr}", f"{before.en} → {after.en}")
    return Item(printable(each.file), said)


def _pack(each: Judged) -> Item:
    before, after = each.before.pack, each.after.pack
    said = Text(
        f"{before or 'aucun'} → {after or 'aucun'}", f"{before or 'none'} → {after or 'none'}"
    )
    return Item(printable(each.file), said)


def _unjudged(each: Unjudged) -> Item:
    why = each.why
    if not (each.before and each.after):
        fr, en = ("avant", "before") if each.before else ("maintenant", "now")
        why = Text(f"{fr}, {why.fr}", f"{en}, {why.en}")
    return Item(printable(each.file), why)


def summary(impact: Impact, lang: str) -> str:
    """The last sentence; it never says « none » of what was not judged."""
    words = sum(not each.graver for each in impact.altered)
    judged = some(impact.files, "fichier jugé", "file", " judged")
    said = [Text("rien n'a été comparé", "nothing was compared")]
    if not impact.is_none:
        said = [
            some(len(impact.appear), "constat apparu", "finding", " more"),
            some(len(impact.vanish), "constat disparu", "finding", " fewer"),
            some(len(impact.altered) - words, "gravité changée", "severity", " changed"),
            some(len(impact.verdicts), "verdict changé", "verdict", " changed"),
        ]
        said = [said[0], said[1], *(each for each in said[2:] if not each.fr.startswith("0 "))]
    elif impact.files:
        said = [Text("aucun effet sur ces fichiers", "no effect on these files")]
        if impact.unjudged:
            said = [
                Text("rien ne change dans ce qui a été jugé", "nothing changes in what was judged")
            ]
    said += [some(words, "message reformulé", "message", " reworded")] if words else []
    said.append(Text(f"{judged.fr} par les deux versions", f"{judged.en} by both versions"))
    if impact.unjudged:
        count = len(impact.unjudged)
        are = "le sont" if count > 1 else "l'est"
        fr = f"{count} ne {are} pas, ou pas entièrement"
        said.append(Text(fr, f"{count} not, or not wholly"))
    line = Text(" ; ", "; ").get(lang).join(each.get(lang) for each in said)
    return f"{line[0].upper()}{line[1:]}."


def text(impact: Impact, title: Text, notes: list[Text], lang: str) -> str:
    """Headings and folded sentences, for a terminal."""
    out = fold(title.get(lang), "")
    for heading, items in sections(impact):
        out += ["", *fold(heading.get(lang), "")]
        for item in items:
            margin = "    " if item.deeper else "  "
            line = f"{item.mark}{COLON.get(lang)}{printable(item.said.get(lang))}"
            out += fold(line, margin, margin + "  ")
    out += ["", *(line for note in notes for line in fold(note.get(lang), ""))]
    out += fold(summary(impact, lang), "")
    return "".join(inert(line) + "\n" for line in out)


def markdown(impact: Impact, title: Text, notes: list[Text], lang: str) -> str:
    """The same for a merge request; all data escaped."""
    out = [f"### {posted(title.get(lang))}", "", posted(summary(impact, lang))]
    for heading, items in sections(impact):
        out += ["", f"**{posted(heading.get(lang))}**", ""]
        for item in items:
            margin = "  " * item.deeper
            out.append(
                f"{margin}- **{posted(item.mark)}**{COLON.get(lang)}{posted(item.said.get(lang))}"
            )
    out += ["", *(f"> {posted(note.get(lang))}\n" for note in notes)]
    return "".join(inert(line) + "\n" for line in out)
