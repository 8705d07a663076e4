"""What a person is asked before files are written: questions as data, answers that are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from segur_lint import formats
from segur_lint.errors import UsageError
from segur_lint.lang import notation
from segur_lint.text import Text, fold, hint, printable, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    #: Shows a prompt, gives the line that was typed; `EOFError` where there is none.
    Read = Callable[[str], str]
    Say = Callable[[str], None]

#: Characters of an answer.
_LONGEST = 200


class Question:
    """A question: its `name` is that of an option too; `wanted` says what is asked.

    `format` is a notation; `case` is ``upper`` or ``lower`` where answers are put so; `chars` are
    the characters that an answer may hold, `first` those that it may begin with (empty: any);
    `before` stands before a number that is answered alone, or after the same in another case.
    """

    __slots__ = ("before", "case", "chars", "default", "first", "format", "name", "wanted")

    def __init__(self, name: str, said: Mapping[str, str]) -> None:
        self.name = name
        self.wanted = Text(said["fr"], said["en"])
        self.default = said.get("default", "")
        self.case = said.get("case", "")
        self.before = said.get("before", "")
        self.chars = said.get("chars", "")
        self.first = said.get("first", "")
        self.format: list[Any] = notation.parse(said["format"]).plain()

    def answer(self, text: str) -> str | Text:
        """The answer that `text` gives, or what is wrong with it."""
        text = " ".join(text.split())
        text = {"upper": text.upper(), "lower": text.lower()}.get(self.case, text)
        number = text[len(self.before) :] if fold(text).startswith(fold(self.before)) else text
        if self.before and number.strip().isascii() and number.strip().isdigit():
            text = self.before + (number.strip().lstrip("0") or "0")
        if len(text) > _LONGEST:
            return Text("C'est trop long.", "It is too long.")
        wrong = formats.predicate(self.format)(text)
        if wrong is not None:
            shown = f"« {shorten(text)} »"
            fr, en = (
                phrase.replace("{found}", shown) for phrase in (wrong.phrase.fr, wrong.phrase.en)
            )
            values = self.format[1] if self.format[0] == "oneof" else []
            near = hint(text, values)
            en = en.replace("« ", "“").replace(" »", "”")
            fr, en = (each + "." * (not each.endswith("…")) for each in (fr, en))
            return Text(f"La réponse {fr}{near.fr}", f"The answer {en}{near.en}")
        odd = [char for char in text if self.chars and char not in self.chars]
        if odd or (self.first and text[0] not in self.first):
            shown = printable(odd[0] if odd else text[0])
            fr, en = f"« {shown} »", f"“{shown}”"
            if shown.isspace():
                fr, en = "Une espace", "A space"
            return Text(
                f"{fr} ne va pas ici : des lettres sans accent et des chiffres, une lettre "
                "d'abord.",
                f"{en} does not fit here: letters without accents and digits, a letter first.",
            )
        return text


def read_questions(settings: Mapping[str, Any]) -> list[Question]:
    """The questions of a file of ``rules/gabarits``, in their order."""
    return [Question(name, said) for name, said in settings["questions"].items()]


def given(questions: Sequence[Question], texts: Mapping[str, str | None]) -> dict[str, str]:
    """The answers that options gave; `UsageError` for the first that does not fit."""
    found = {}
    for question in questions:
        text = texts.get(question.name)
        if text is None:
            continue
        answer = question.answer(text)
        if isinstance(answer, Text):
            raise UsageError(
                Text(f"--{question.name} : {answer.fr}", f"--{question.name}: {answer.en}")
            )
        found[question.name] = answer
    return found


def ask(question: Question, read: Read, say: Say, lang: str) -> str:
    """Ask until the answer fits. `UsageError` where nobody answers any more."""
    wanted = question.wanted.get(lang)
    end = Text(" : ", ": ").get(lang)
    prompt = wanted[:1].upper() + wanted[1:] + f" [{question.default}]" * bool(question.default)
    while True:
        try:
            text = read(prompt + end)
        except EOFError:
            raise UsageError(
                Text("Sans réponse, rien n'est écrit.", "Without an answer, nothing is written.")
            ) from None
        answer = question.answer(text.strip() or question.default)
        if not isinstance(answer, Text):
            return answer
        say("  " + answer.get(lang))


def default(question: Question) -> str:
    """The answer where nobody can be asked; `UsageError` where there is none."""
    if question.default:
        return question.default
    wanted = question.wanted
    raise UsageError(
        Text(
            f"Il manque --{question.name} : {wanted.fr}. Sur un terminal, la question est posée.",
            f"--{question.name} is missing: {wanted.en}. On a terminal, it is asked.",
        )
    )
