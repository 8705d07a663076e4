"""The findings: what is at fault everywhere in the same way is one group."""

from __future__ import annotations

from segur_lint import markup, words
from segur_lint.document import pointer
from segur_lint.finding import SEVERITIES
from segur_lint.report.folding import COLON
from segur_lint.report.page.lines import lines
from segur_lint.report.page.signs import tag, titled, typeset
from segur_lint.text import Text, grouped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_lint.finding import Finding
    from segur_lint.report.controls import Controls
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

#: Findings whose lines are shown: the page of a hundred thousand opens too.
DRAWN = 2_000
#: Findings of the groups, the first ones, that are open when the page is; of one that is alone.
OPEN = (12, 50)

_WHY = Text("Pourquoi", "Why")
_SOURCE = Text("Source", "Source")
_MEND = Text("Réparation", "Mending")
_EXPLAIN = Text("Contrôle", "Control")
_LINE = Text("ligne {}, colonne {}", "line {}, column {}")
_NAME = Text("nom du fichier", "file name")
_FOUND = Text("Trouvé", "Found")
_EXPECTED = Text("Attendu", "Expected")
_BY_FIX = Text("« segur-lint fix » {}", "“segur-lint fix” {}")


class Group:
    """Findings of one rule, each with the number of its file in the run."""

    __slots__ = ("first", "found", "number", "pack", "title")

    def __init__(self, number: int, first: Finding, pack: str | None, title: str) -> None:
        self.number = number
        self.first = first
        self.pack = pack
        self.title = title
        self.found: list[tuple[int, FileReport, Finding]] = []

    @property
    def anchor(self) -> str:
        """The id of the group in the page."""
        return f"g{self.number}"


def grouped_by_rule(run: Run, known: Controls) -> list[Group]:
    """The groups, the worst first, then in the order in which they are met."""
    made: dict[tuple[str, str, str], Group] = {}
    for number, file in enumerate(run.report.files):
        for finding in file.findings:
            title = titled(known, file, finding.rule)
            key = (finding.rule, finding.severity, title)
            if key not in made:
                made[key] = Group(len(made), finding, file.pack, title)
            made[key].found.append((number, file, finding))
    return sorted(made.values(), key=lambda each: SEVERITIES.index(each.first.severity))


def findings(run: Run, known: Controls, groups: Sequence[Group]) -> str:
    """All the groups."""
    left, drawn, made = OPEN[len(groups) == 1], DRAWN, []
    for group in groups:
        is_open = len(group.found) <= left
        left = left - len(group.found) if is_open else 0  # none is open below one that is not
        made.append("".join(_group(run, known, group, is_open=is_open, drawn=drawn)))
        drawn -= len(group.found)
    return "\n".join(made)


def _group(run: Run, known: Controls, group: Group, *, is_open: bool, drawn: int) -> Iterator[str]:
    lang, first = run.lang, group.first
    messages = {finding.message.get(lang) for _, _, finding in group.found}
    shared = len(group.found) > 1 and len(messages) == 1
    yield (
        f'<details class="group {first.severity}" {markup.GROUP}{" open" * is_open}>'
        f'<summary data-head id="{group.anchor}"><h3><code>{markup.text(first.rule)}</code> '
        f"{markup.text(group.title)}</h3>"
        f'<span class="about">{tag(first.severity, words.SEVERITIES[first.severity].get(lang))}'
        f'<span class="count"><b data-count>{grouped(len(group.found)).get(lang)}</b> '
        f"{_spread(group, lang)}</span></span></summary>\n"
    )
    if shared:
        message = markup.text(first.message.get(lang))
        yield f'<p class="message" data-head>{message}</p>\n'
    yield _about(known, group, lang)
    yield '<ol class="items">\n'
    several = len(run.report.files) > 1
    for position, (number, file, finding) in enumerate(group.found):
        attributes = (
            f'{markup.ITEM} data-severity="{finding.severity}" data-file="{number}" '
            f'data-stage="{markup.text(finding.stage)}" data-rule="{markup.text(finding.rule)}"'
        )
        if finding.unit is not None:
            attributes += f' data-unit="{finding.unit}"'
        yield f"<li {attributes}>{place(run, file, finding, several=several)}"
        if not shared:
            yield f'<p class="message">{markup.text(finding.message.get(lang))}</p>'
        if run.values and position < drawn:
            yield lines(file, finding)
        yield _compared(finding, lang) + "</li>\n"
    yield "</ol></details>"


def _spread(group: Group, lang: str) -> str:
    """« fois, dans 12 demandes » is told by the picture: here, how often, and in how many files."""
    count, files = len(group.found), len({number for number, _, _ in group.found})
    fr, en = "fois", "times" if count > 1 else "time"
    if files > 1:
        fr, en = f"{fr}, dans {files} fichiers", f"{en}, in {files} files"
    return markup.text(Text(fr, en).get(lang))


def _about(known: Controls, group: Group, lang: str) -> str:
    """Why the rule is there, where it comes from, and what mends its fault."""
    told = []
    source, found = group.first.source, known.of(group.pack, group.first.rule)
    if found is not None:
        rule = found[1]
        if rule.plain["why"]:
            told.append((_WHY, rule.plain["why"]))
        source = words.source(rule)
    if source:
        told.append((_SOURCE, source))
    mends = None if found is None else words.mends(found[1])
    if mends is not None:
        said = Text(_BY_FIX.fr.format(mends.fr), _BY_FIX.en.format(mends.en))
        told.append((_MEND, said.get(lang)))
    if not told:
        return ""
    rows = (
        f"<div><dt>{label.get(lang)}</dt><dd>{markup.text(said)}</dd></div>" for label, said in told
    )
    return f'<dl class="rule">{"".join(rows)}</dl>\n'


def place(run: Run, file: FileReport, finding: Finding, *, several: bool) -> str:
    """Where: the line or the name, the unit, the balise, the file where there are several."""
    lang, start = run.lang, finding.start
    where = _NAME.get(lang)
    if not finding.on_name:
        where = _LINE.get(lang).format(start.line, start.column)
    said = [f"<strong>{where}</strong>"]
    if finding.unit is not None:
        pack = run.packs.get(file.pack or "")
        unit = None if pack is None or pack.unit is None else pack.elements[pack.unit]
        said.append(markup.text(numbered(unit or "", finding.unit, lang)))
    if several:
        said.append(f'<span class="file">{markup.text(file.file)}</span>')
    if finding.path:
        path = markup.text(pointer(finding.path)).replace("/", "/<wbr>")
        said.append(f'<code class="path">{path}</code>')
    return f'<p class="place">{" ".join(f"<span>{each}</span>" for each in said)}</p>'


def numbered(unit: str, number: int, lang: str) -> str:
    """« demande n° 3 »."""
    return typeset(Text(f"{unit} n° {number}", f"{unit} no. {number}").get(lang).strip())


def _compared(finding: Finding, lang: str) -> str:
    """What was found beside what was expected, where a rule says both."""
    if finding.found is None or finding.expected is None:
        return ""
    colon = markup.text(typeset(COLON.get(lang)))
    return (
        f'<p class="compared"><span>{_FOUND.get(lang)}{colon}'
        f"{markup.code(finding.found.get(lang))}</span> <span>{_EXPECTED.get(lang)}{colon}"
        f"{markup.code(finding.expected.get(lang))}</span></p>"
    )
