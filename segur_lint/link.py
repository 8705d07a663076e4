"""A program, the plain value that `compile` makes or that was stored, becomes a living `Pack`.

Closures cannot be stored or sent to another process; programs can. A `Pack` pickles as its
program and is linked again on arrival.
"""

from __future__ import annotations

from segur_lint.checks import CHECKS
from segur_lint.checks.kind import Target
from segur_lint.dates import begins, ends
from segur_lint.evaluate import build, raw
from segur_lint.filenames import matcher
from segur_lint.frames import FILES
from segur_lint.text import Text
from segur_lint.walk import Walker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from segur_lint.checks.kind import Matchers, Start
    from segur_lint.filenames import NameMatcher
    from segur_lint.frames import Closure

_ORDER = {kind: number for number, kind in enumerate(CHECKS)}
#: What of a rule is linked when it is first asked for.
_LATER = ("start", "when", "message", "found", "expected")


class Rule:
    """A control, ready to run. `plain` is all that the pack says of it.

    What looks at frames is linked when it is first asked for, and what tells of a fault too: most
    rules hold, and of many that is known.
    """

    __slots__ = (
        "_matchers", "at", "expected", "found", "id", "inputs", "kind", "message", "needed",
        "needs", "on_name", "plain", "scope", "severity", "slot", "source", "stage", "start",
        "when", "yields",
    )  # fmt: skip
    when: Closure | None
    start: Start
    found: Closure | None
    expected: Closure | None
    message: dict[str, list[Any]]

    def __init__(
        self, plain: dict[str, Any], matchers: Matchers, registers: Sequence[dict[str, Any]] = ()
    ) -> None:
        self.plain = plain
        self.id: str = plain["id"]
        self.kind: str = plain["asks"][0]
        self.stage: str = plain["stage"]
        self.severity: str = plain["severity"]
        self.source: str = plain["source"]
        self.scope: int = plain["scope"]
        self.slot: int | None = plain["slot"]
        self.at: int | None = plain["at"]
        self.inputs: list[str] = plain["inputs"]
        #: What of the lists around the file the rule is about, and what is said without them.
        self.needs: frozenset[str] = frozenset(plain["needs"])
        self.needed = _needed(self.needs, registers) if self.needs else None
        self.on_name: bool = plain["on_name"]
        self.yields: frozenset[str] = frozenset(plain["yields"])
        self._matchers = matchers

    if not TYPE_CHECKING:  # mypy knows the names

        def __getattr__(self, name: str) -> Any:
            """What is not linked yet."""
            if name not in _LATER:  # nothing of the rule is there while it is copied
                raise AttributeError(name)
            plain, matchers = self.plain, self._matchers
            if name == "start":
                target = Target(self.scope, self.slot)
                self.start = CHECKS[self.kind].link(plain["asked"], target, matchers)
            elif name == "when":
                self.when = None if plain["when"] is None else build(plain["when"], matchers)
            elif name == "message":
                self.message = {
                    lang: _pieces(pieces, matchers) for lang, pieces in plain["message"].items()
                }
            else:
                code = plain[name]
                setattr(self, name, None if code is None else raw(code, matchers))
            return getattr(self, name)

    def in_force(self, moment: str) -> bool:
        """Whether the rule's dates hold at `moment`, an ISO date and time."""
        begin, end = self.plain["from"], self.plain["until"]
        if begin is not None and moment < begins(begin):
            return False
        return end is None or moment <= ends(end)


def _needed(needs: frozenset[str], registers: Sequence[dict[str, Any]]) -> Text:
    for each in registers:
        if each["name"] in needs:
            name = each["name"]
            return Text(
                f"à donner : {each['fr']} (--register {name}=…)",
                f"to be given: {each['en']} (--register {name}=…)",
            )
    if needs == {FILES}:
        return Text("un seul fichier est contrôlé", "a single file is checked")
    return Text("aucun document n'est donné (--documents)", "no document is given (--documents)")


def _pieces(pieces: list[Any], matchers: Matchers) -> list[Any]:
    """Texts stay texts; a word to fill is a list; code becomes a closure.

    With the closure goes whether its value is the pack's own, and no value of a deposit.
    """
    return [
        {"known": _pieces(piece["known"], matchers)}
        if isinstance(piece, dict)
        else piece
        if isinstance(piece, str) or len(piece) == 1
        else (raw(piece[1], matchers), piece[1][0] in ("lit", "position"))
        for piece in pieces
    ]


class Pack:
    """A pack, ready to run; immutable to those who use it, safe in threads, and picklable.

    Its parts are linked, and its rules read, when they are first asked for: of all the packs that
    a run knows, most only say that a file is not theirs, or not even that. `head` is what
    `program` is but for its rules, which `read` gives; without `read`, the whole.
    """

    __slots__ = ("_linked", "_read", "applies", "head", "matchers", "program", "walker")
    program: dict[str, Any]
    matchers: list[NameMatcher]
    walker: Walker
    applies: Closure | None

    def __init__(
        self, head: dict[str, Any], read: Callable[[], list[dict[str, Any]]] | None = None
    ) -> None:
        self.head = head
        self._read = read
        # One value, so that a thread sees both lists or none; two threads make equal ones.
        self._linked: tuple[list[Rule], list[Rule]] | None = None

    if not TYPE_CHECKING:  # mypy knows the names

        def __getattr__(self, name: str) -> Any:
            """What was not asked for yet."""
            head = self.head
            if name == "program":
                self.program = head if self._read is None else {**head, "rules": self._read()}
            elif name == "matchers":
                self.matchers = [matcher(plain) for plain in head["names"]]
            elif name == "walker":
                self.walker = Walker(head["model"])
            elif name == "applies":
                code = head["applies"]
                self.applies = None if code is None else build(code, self.matchers)
            else:
                raise AttributeError(name)
            return getattr(self, name)

    @property
    def rules(self) -> list[Rule]:
        """The rules, in the order of the pack."""
        return self._link()[0]

    @property
    def running(self) -> list[Rule]:
        """The order in which rules run: what finds values unusable comes first."""
        return self._link()[1]

    @property
    def ids(self) -> list[str]:
        """The ids of the rules, in their order; nothing is linked for it."""
        return [plain["id"] for plain in self.program["rules"]]

    def _link(self) -> tuple[list[Rule], list[Rule]]:
        linked = self._linked
        if linked is None:
            registers = self.head["registers"]
            rules = [Rule(plain, self.matchers, registers) for plain in self.program["rules"]]
            running = sorted(rules, key=lambda rule: _ORDER[rule.kind])
            linked = self._linked = rules, running
        return linked

    def __reduce__(self) -> tuple[type[Pack], tuple[dict[str, Any]]]:
        return Pack, (self.program,)

    def with_rules(self, changed: Mapping[str, Rule | None]) -> Pack:
        """The same pack with other rules under the ids of some, or without them.

        What is left is not linked again; `program` stays that of the whole pack.
        """
        made = Pack.__new__(Pack)
        for name in Pack.__slots__:
            setattr(made, name, getattr(self, name))
        rules, running = self._link()
        made._linked = (
            [new for rule in rules if (new := changed.get(rule.id, rule))],
            [new for rule in running if (new := changed.get(rule.id, rule))],
        )
        return made

    @property
    def name(self) -> str:
        """The pack's name."""
        return str(self.head["pack"])

    def cited(self, rule: Rule) -> str:
        """The source of a rule, with its document where it is not the one that the pack reads."""
        document = rule.plain["document"]
        if not document or document == self.head["source"]:
            return rule.source
        return f"{rule.source} — {document}"

    @property
    def elements(self) -> list[str]:
        """What the elements of each scope are called."""
        return [scope["element"] for scope in self.head["model"]["scopes"]]

    @property
    def unit(self) -> int | None:
        """The scope of the unit."""
        number: int | None = self.head["model"]["unit"]
        return number
