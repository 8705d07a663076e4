"""The catalogue of controls: what each is, in words, pack by pack; as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segur_lint import words
from segur_lint.authoring.tracing.clauses import Held
from segur_lint.authoring.tracing.trace import examples
from segur_lint.link import Pack, Rule
from segur_lint.markup import markdown
from segur_lint.report.folding import COLON
from segur_lint.text import Text

TITLE = Text("Catalogue des contrôles", "Catalogue of controls")
STATUSES = {"publié": Text("publié", "published"), "provisoire": Text("provisoire", "provisional")}
HEAD = (
    Text("Contrôle", "Control"), Text("Titre", "Title"), Text("Étape", "Stage"),
    Text("Gravité", "Severity"), Text("Source", "Source"),
)  # fmt: skip
PASSES, FAILS = Text("Passe", "Passes"), Text("Échoue", "Fails")
_WRITTEN = Text(
    "Cette page est écrite par « segur-lint rules docs » à partir des jeux de règles : c'est là "
    "qu'elle se corrige. Entre accolades, dans un message, ce que le contrôle remplit.",
    "This page is written by “segur-lint rules docs” from the packs of rules: mend it there. In "
    "braces, in a message, what the control fills in.",
)


@dataclass(frozen=True)
class Control:
    """A rule as the catalogue tells it; two rules that say the same of all things are equal.

    `lines` are labels, texts, and whether the text is code; messages are in both languages.
    """

    id: str
    title: str
    stage: str
    severity: str
    source: str
    document: str
    lines: tuple[tuple[str, str, bool], ...]
    passes: tuple[str, ...]
    fails: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """The controls of a pack.

    `told` names, by id, the pack before this one that has the same control; `clauses` are what
    controls answer, under the name of each guide.
    """

    name: str
    title: str
    about: str
    document: str
    controls: tuple[Control, ...]
    told: dict[str, str]
    clauses: dict[Control, tuple[tuple[str, str], ...]]

    def lines(self, control: Control) -> list[tuple[str, str, bool]]:
        """What is said of a control, and the clauses of each guide that it answers."""
        said = [(label, ids, False) for label, ids in self.clauses.get(control, ())]
        return [*control.lines, *said]

    def cited(self, control: Control) -> str:
        """The source of a control, with its document where it is not the one of the chapter."""
        own = control.document in ("", self.document)
        return control.source if own else f"{control.source} — {control.document}"

    @property
    def own(self) -> list[Control]:
        """The controls that no chapter before this one tells."""
        return [each for each in self.controls if each.id not in self.told]

    def anchor(self, control: Control) -> str:
        """Where a control is told: the id of an element of the page."""
        return f"{self.told.get(control.id, self.name)}-{control.id}".lower()


def chapters(packs: Sequence[Held], lang: str) -> list[Chapter]:
    """The packs in their order, each control told once, in the first pack that has it so."""
    of_pack = [[_control(held.pack, rule, lang) for rule in held.pack.rules] for held in packs]
    clauses: dict[Control, dict[str, str]] = {}
    for held, controls in zip(packs, of_pack, strict=True):
        for control in controls:
            ids = ", ".join(clause.id for clause in held.clauses(control.id))
            if held.guide is not None and ids:
                label = Text(f"Clauses de {held.guide.name}", f"Clauses of {held.guide.name}")
                clauses.setdefault(control, {})[label.get(lang)] = ids
    answered = {control: tuple(found.items()) for control, found in clauses.items()}
    made: list[Chapter] = []
    told: dict[Control, str] = {}
    for held, controls in zip(packs, of_pack, strict=True):
        program, name = held.pack.program, held.pack.name
        before = {each.id: told[each] for each in controls if each in told}
        about = (STATUSES[program["status"]].get(lang), program["source"])
        shown = " — ".join(each for each in about if each)
        made.append(
            Chapter(
                name, program["title"], shown, program["source"], tuple(controls), before, answered
            )
        )
        for each in controls:
            told.setdefault(each, name)
    return made


def _control(pack: Pack, rule: Rule, lang: str) -> Control:
    plain = rule.plain
    kind, asked, when = plain["asks"]
    mends = words.mends(rule)
    is_condition = kind == "assert"
    lines = (
        (Text("Pourquoi", "Why"), plain["why"], False),
        (Text("Étape", "Stage"), _stage(pack, rule, lang), False),
        (Text("Gravité", "Severity"), words.SEVERITIES[rule.severity].get(lang), False),
        (Text("Source", "Source"), words.source(rule), False),
        (Text("Regarde", "Looks at"), words.looks(pack, rule).get(lang), False),
        (Text("Seulement quand", "Only when"), when, True),
        (Text("Demande", "Asks for"), asked if is_condition else words.asks(pack, rule).get(lang),
         is_condition),
        (Text("Dans la règle", "In the rule"), "" if is_condition else f"{kind}: {asked}", True),
        (Text("Message", "Message"), words.message(rule, "fr"), False),
        (Text("En anglais", "In English"), words.message(rule, "en"), False),
        (Text("Répare", "Mends"), mends.get(lang) if mends is not None else "", False),
        (Text("En vigueur", "In force"), words.dates(rule), False),
        (Text("Origine", "Origin"), words.origin(rule), False),
    )  # fmt: skip
    return Control(
        rule.id,
        plain["title"],
        rule.stage,
        words.SEVERITIES[rule.severity].get(lang),
        rule.source,
        plain["document"],
        tuple((label.get(lang), said, is_code) for label, said, is_code in lines if said),
        tuple(examples(rule, "pass")),
        tuple(examples(rule, "fail")),
    )


def _stage(pack: Pack, rule: Rule, lang: str) -> str:
    return f"{rule.stage}, {words.stage(pack, rule).get(lang)}"


def again(chapter: Chapter, lang: str) -> str:
    """How many controls of a chapter are told elsewhere; empty where none is."""
    count = len(chapter.told)
    others = ", ".join(dict.fromkeys(chapter.told.values()))
    said = Text(
        f"{len(chapter.controls)} contrôles, dont {count} sont ceux de {others} et n'y sont dits "
        "qu'une fois.",
        f"{len(chapter.controls)} controls, of which {count} are those of {others}, told there "
        "only.",
    )
    whole = Text(f"{len(chapter.controls)} contrôles.", f"{len(chapter.controls)} controls.")
    return (said if count else whole).get(lang)


def introduction(lang: str) -> str:
    """Where the page comes from."""
    return _WRITTEN.get(lang)


def as_markdown(made: Sequence[Chapter], lang: str) -> str:
    """A title a pack, its table, then a title a control."""
    escape = markdown.escape
    lines = [f"# {TITLE.get(lang)}", "", escape(introduction(lang)), ""]
    lines += [f"- [{each.name}](#{each.name}) {escape(each.title)}" for each in made]
    for chapter in made:
        name = chapter.name
        lines += ["", f'## <a id="{name}"></a>{escape(name)}', "", escape(chapter.title), ""]
        lines += [escape(chapter.about), "", escape(again(chapter, lang)), ""]
        rows = [
            [f"[{each.id}](#{chapter.anchor(each)})", escape(each.title), escape(each.stage),
             escape(each.severity), escape(chapter.cited(each))]
            for each in chapter.controls
        ]  # fmt: skip
        lines += markdown.table([label.get(lang) for label in HEAD], rows)
        for control in chapter.own:
            lines += _told(chapter, control, lang)
    return "\n".join(lines) + "\n"


def _told(chapter: Chapter, control: Control, lang: str) -> list[str]:
    colon = COLON.get(lang)
    title = markdown.escape(control.title)
    lines = ["", f'### <a id="{chapter.anchor(control)}"></a>{control.id} {title}', ""]
    for label, said, is_code in chapter.lines(control):
        shown = markdown.code(said) if is_code else markdown.escape(said)
        lines.append(f"- **{label}**{colon}{shown}")
    for label, found in ((PASSES.get(lang), control.passes), (FAILS.get(lang), control.fails)):
        lines.append(f"- **{label}**{colon}" + ", ".join(map(markdown.code, found)))
    return lines
