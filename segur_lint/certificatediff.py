"""Two certificates compared: whether the first still holds, and what changed since."""

from __future__ import annotations

import os

from segur_lint.report.model import WORDS
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    Plain = dict[str, Any]

#: What became of a control in a file, by the list that its id is in.
_STATES = {
    "held": Text("conforme", "held"),
    "failed": Text("en faute", "failed"),
    "waived": Text("en faute, sous dérogation", "failed, under a waiver"),
    "known": Text("en faute, déjà connu", "failed, known already"),
    "not_run": Text("non fait", "not run"),
}
_ABSENT = Text("absent", "absent")
#: What is told where only what the result was made of is another.
_SAME_RESULT = Text(
    "Le verdict et ce qui est venu de chaque contrôle sont pourtant les mêmes.",
    "The verdict and what came of each control are the same nevertheless.",
)


def changes(old: Plain, new: Plain) -> list[Text]:
    """All that makes a certificate hold no more; `new` is that of the same files, checked again."""
    told = [
        *_compared(old["files"], new["files"], Text("", "")),
        *_rules(old, new),
        *_asked(old["asked"], new["asked"]),
    ]
    found = [*_verdict(old, new), *_reports(old["reports"], new["reports"])]
    if told and not found:
        return [*told, _SAME_RESULT]
    return told + found


def remarks(old: Plain, new: Plain) -> list[Text]:
    """What is another, and changes nothing by itself: the day, the version of segur-lint."""
    told = []
    before, after = (printable(str(each["tool"].get("version"))) for each in (old, new))
    if before != after:
        told.append(
            Text(
                f"segur-lint était alors de la version {before}, et est maintenant de la {after}.",
                f"segur-lint was then of the version {before}, and is now of the {after}.",
            )
        )
    days = [printable(each["day"][:10]) for each in (old, new)]
    if days[0] != days[1]:
        told.append(
            Text(
                f"Le contrôle valait au {days[0]} ; il vient d'être refait au {days[1]}.",
                f"The check was of {days[0]}; it was done again as of {days[1]}.",
            )
        )
    return told


def _same(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """For new paths, the old one each is: of the same name, or alone of its name elsewhere."""
    names = {path: path for path in new if path in old}
    left = [path for path in old if path not in names]
    for path in new:
        alike = [each for each in left if os.path.basename(each) == os.path.basename(path)]
        if path not in names and len(alike) == 1:
            names[path] = alike[0]
            left.remove(alike[0])
    return names


def _compared(old: Sequence[Plain], new: Sequence[Plain], what: Text) -> Iterator[Text]:
    """Files that changed, that are no more, that are new."""
    names = _same([each["file"] for each in old], [each["file"] for each in new])
    before = {each["file"]: each["sha256"] for each in old}
    for each in new:
        shown, then = printable(each["file"]), names.get(each["file"])
        fr, en = f"{what.fr}« {shown} »", f"{what.en}“{shown}”"
        if then is None:
            yield Text(f"{fr} n'y était pas.", f"{en} was not there.")
        elif before[then] != each["sha256"]:
            yield Text(f"{fr} a changé.", f"{en} has changed.")
    for name in before:
        if name not in names.values():
            shown = printable(name)
            yield Text(f"{what.fr}« {shown} » n'y est plus.", f"{what.en}“{shown}” is gone.")


def _rules(old: Plain, new: Plain) -> Iterator[Text]:
    yield from _compared(old["rules"]["files"], new["rules"]["files"], Text("Règles : ", "Rules: "))


def _asked(old: Plain, new: Plain) -> Iterator[Text]:
    """What was asked for: packs, controls, values, registers, configurations, a baseline."""
    for key, fr, en in (
        ("pack", "le jeu de règles (--pack)", "the pack (--pack)"),
        ("select", "les contrôles choisis (--select)", "the controls selected (--select)"),
        ("ignore", "les contrôles écartés (--ignore)", "the controls left out (--ignore)"),
    ):
        if old.get(key) != new.get(key):
            yield Text(f"Ce n'est plus le même choix : {fr}.", f"Another choice: {en}.")
    inputs = [each.get("inputs") or {} for each in (old, new)]
    for name in sorted({*inputs[0], *inputs[1]}):
        if inputs[0].get(name) != inputs[1].get(name):
            shown = printable(name)
            yield _given(shown, name in inputs[0], name in inputs[1])
    yield from _registers(old.get("registers") or [], new["registers"])
    for key, what in (
        ("configurations", Text("Configuration : ", "Configuration: ")),
        ("baseline", Text("Base : ", "Baseline: ")),
    ):
        yield from _compared(old.get(key) or [], new.get(key) or [], what)


def _given(name: str, before: bool, now: bool) -> Text:
    """A value is told, never shown: the certificate has its hash only."""
    if not now:
        return Text(
            f"Une valeur avait été donnée pour {name} : redonnez-la, --set {name}=…",
            f"A value was given for {name}: give it again, --set {name}=…",
        )
    if not before:
        return Text(
            f"Aucune valeur n'avait été donnée pour {name} (--set).",
            f"No value was given for {name} (--set).",
        )
    return Text(
        f"La valeur donnée pour {name} (--set) n'est pas la même.",
        f"The value given for {name} (--set) is not the same.",
    )


def _registers(old: Sequence[Plain], new: Sequence[Plain]) -> Iterator[Text]:
    """Registers are known by their names: another file may hold the same."""
    before, now = ({each["name"]: each for each in several} for several in (old, new))
    for name in sorted({*before, *now}):
        shown = printable(name)
        if name not in now:
            file = printable(before[name]["file"])
            yield Text(
                f"Le registre {shown} (« {file} ») n'y est plus : redonnez-le, "
                f"--register {shown}=…",
                f"The register {shown} (“{file}”) is gone: give it again, --register {shown}=…",
            )
        elif name not in before:
            yield Text(
                f"Le registre {shown} (--register) n'avait pas été donné.",
                f"The register {shown} (--register) was not given.",
            )
        elif before[name]["sha256"] != now[name]["sha256"]:
            yield Text(f"Le registre {shown} a changé.", f"The register {shown} has changed.")


def _verdict(old: Plain, new: Plain) -> Iterator[Text]:
    if old["verdict"] != new["verdict"]:
        before, after = (WORDS.get(each["verdict"], _ABSENT) for each in (old, new))
        yield Text(
            f"Le verdict était « {before.fr} », il est « {after.fr} ».",
            f"The verdict was “{before.en}”, it is “{after.en}”.",
        )


def _reports(old: Sequence[Plain], new: Sequence[Plain]) -> Iterator[Text]:
    """Of each file, the controls of which something else came."""
    names = _same([each["file"] for each in old], [each["file"] for each in new])
    before = {each["file"]: _states(each) for each in old}
    for each in new:
        then, now = before.get(names.get(each["file"], ""), {}), _states(each)
        file = printable(each["file"])
        for rule in sorted({*then, *now}):
            one, other = then.get(rule, (_ABSENT, 0)), now.get(rule, (_ABSENT, 0))
            if one != other:
                shown = printable(rule)
                fr, en = (f"{_state(one, lang)} → {_state(other, lang)}" for lang in ("fr", "en"))
                yield Text(f"« {file} », {shown} : {fr}.", f"“{file}”, {shown}: {en}.")


def _states(report: Plain) -> dict[str, tuple[Text, int]]:
    """What came of each control in a file, and how many times."""
    found: dict[str, tuple[Text, int]] = dict.fromkeys(report["held"], (_STATES["held"], 0))
    for key in ("not_run", "known", "waived", "failed"):  # the last one that is there is told
        for row in report[key]:
            found[row["rule"]] = _STATES[key], row.get("count", 0)
    return found


def _state(state: tuple[Text, int], lang: str) -> str:
    said, count = state
    return f"{said.get(lang)} ({count})" if count > 1 else said.get(lang)
