"""The controls of a run as SARIF describes them: title, why, help, severity."""

from __future__ import annotations

from segur_lint import words
from segur_lint.markup import markdown
from segur_lint.report.folding import COLON
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.link import Pack, Rule
    from segur_lint.report.controls import Controls
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run

#: Severity -> level, and what GitHub calls the severity of a problem.
LEVELS = {
    "error": ("error", "error"),
    "warning": ("warning", "warning"),
    "info": ("note", "recommendation"),
}
#: Characters that GitHub takes of a description.
LONGEST = 1024


class Descriptors:
    """The list of them, `plain`, and where each control stands in it."""

    def __init__(self, run: Run, controls: Controls) -> None:
        self._run = run
        self._controls = controls
        self._indexes: dict[str, int] = {}
        self.plain: list[dict[str, Any]] = []
        for pack, rule in controls.all():
            self._add(rule.id, _described(run, pack, rule))

    def named(self, file: FileReport, rule: str) -> dict[str, Any]:
        """A control by its id and its place in the list; one that is not there is added to it."""
        if rule not in self._indexes:
            found = self._controls.of(file.pack, rule)
            said = {"text": message(self._controls.title(file, rule))}  # of no pack: a remark
            plain = {"id": rule, "shortDescription": said, "fullDescription": said, "help": said}
            self._add(rule, plain if found is None else _described(self._run, *found))
        return {"id": rule, "index": self._indexes[rule]}

    def _add(self, rule: str, plain: dict[str, Any]) -> None:
        self._indexes[rule] = len(self.plain)
        self.plain.append(plain)


def _described(run: Run, pack: Pack, rule: Rule) -> dict[str, Any]:
    title, why = rule.plain["title"], rule.plain["why"] or rule.plain["title"]
    facts = [
        (Text("Regarde", "Looks at"), words.looks(pack, rule)),
        (Text("Demande", "Asks for"), words.asks(pack, rule)),
        (Text("Réparation", "Mend"), words.mends(rule)),
        (Text("Source", "Source"), Text(pack.cited(rule), pack.cited(rule))),
    ]
    told = [(run.say(label), run.say(said)) for label, said in facts if said is not None]
    colon = run.say(COLON)
    marked = [
        markdown.escape(why),
        "",
        *(f"- **{label}**{colon}{markdown.escape(said)}" for label, said in told),
    ]
    level, problem = LEVELS[rule.severity]
    return {
        "id": rule.id,
        "shortDescription": {"text": message(title)[:LONGEST]},
        "fullDescription": {"text": message(why)[:LONGEST]},
        "help": {
            "text": "\n".join(
                map(message, [why, *(f"{each}{colon}{said}" for each, said in told)])
            ),
            "markdown": "\n".join(marked),
        },
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": [rule.stage, rule.plain["origin"]],
            "precision": "very-high",
            "problem.severity": problem,
        },
    }


def message(said: str) -> str:
    """A sentence as a message, in which ``[words](place)`` would be a link."""
    return printable(said).replace("](", "] (") or "—"
