"""``structure``: the document has the shape of the pack's model.

    each: fichier
    structure: missing      # or: unknown, kind

``missing``: a balise is not there, unless an unknown one of its object is a near miss of it, or it
stands elsewhere in the same element: ``unknown`` says that, and what to write. ``kind``: an
object, a list or a value stands where the model has another of the three.
"""

from __future__ import annotations

from segur_lint.finding import Fault
from segur_lint.text import Text, nearest, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.checks.kind import Check, Matchers, Outcome, Run, Start, Target, Writing
    from segur_lint.frames import Frame, Misfit


def prepare(writing: Writing) -> Any:
    """Which of the three."""
    return writing.choice(tuple(_MISFITS))


def link(asked: Any, _target: Target, _matchers: Matchers) -> Start:
    """What starts on each document."""
    say = _MISFITS[asked]

    def start(run: Run) -> Check:
        def check(_frame: Frame) -> Outcome:
            return say(run) if run.walked.misfits else None

        return check

    return start


_KINDS = {
    "object": Text("un objet { … }", "an object { … }"),
    "list": Text("une liste [ … ]", "a list [ … ]"),
    "value": Text("une valeur", "a value"),
    "string": Text("un texte", "a text"),
    "number": Text("un nombre", "a number"),
    "boolean": Text("un booléen", "a boolean"),
    "null": Text("null", "null"),
}


def _kind(run: Run) -> list[Fault]:
    faults = []
    for misfit in run.walked.misfits:
        if misfit.what == "kind":
            wanted = [_KINDS[kind] for kind in misfit.expected]
            expected = Text(
                " ou ".join(kind.fr for kind in wanted), " or ".join(kind.en for kind in wanted)
            )
            names = {"balise": _label(run, misfit), "place": _place(run, misfit)}
            found = _KINDS[misfit.found]
            faults.append(Fault(misfit.path, found=found, expected=expected, names=names))
    return faults


def _label(run: Run, misfit: Misfit) -> str | Text:
    if misfit.name:
        return misfit.name
    if misfit.frame.parent is None:
        return Text("le fichier", "the file")
    element = run.elements[misfit.frame.scope]
    number = misfit.frame.index
    return Text(f"{element} n° {number}", f"{element} no. {number}")


def _missing(run: Run) -> list[Fault]:
    meant, strays = set(_meant(run).values()), _strays(run)
    return [
        Fault(
            (*misfit.path, misfit.name),
            names={"balise": misfit.name, "place": _place(run, misfit)},
        )
        for misfit in run.walked.misfits
        if misfit.what == "missing"
        and (misfit.path, misfit.name) not in meant
        and not _is_elsewhere(run, misfit, strays.get(misfit.frame, set()))
    ]


def _unknown(run: Run) -> list[Fault]:
    meant = _meant(run)
    faults = []
    for misfit in run.walked.misfits:
        if misfit.what != "unknown":
            continue
        path = (*misfit.path, misfit.name)
        assert run.document is not None  # nothing is walked in a broken text
        names: dict[str, str | Text] = {
            "balise": shorten(misfit.name),
            "place": _place(run, misfit),
            "hint": _hint(run, misfit, meant.get((misfit.path, misfit.name))),
        }
        faults.append(Fault(path, span=run.document.node(path).key, names=names))
    return faults


def _hint(run: Run, misfit: Misfit, meant: tuple[Any, str] | None) -> Text:
    if meant is not None:
        return Text(f"Écrivez « {meant[1]} ».", f"Write “{meant[1]}”.")
    home = _home(run, misfit.name)
    if home is not None:
        return home
    return Text(
        "Retirez-la, ou vérifiez son nom dans le modèle.",
        "Remove it, or look up its name in the model.",
    )


def _home(run: Run, name: str) -> Text | None:
    """Where the model has a balise of that very name, as a sentence."""
    layout = run.walked.layout
    for scope, paths in enumerate(layout.paths):
        for path in paths.values():
            if path and path[-1] == name:
                holder = str(path[-2]) if len(path) > 1 else run.elements[scope]
                return Text(f"Sa place est dans « {holder} ».", f"Its place is in “{holder}”.")
    return None


def _meant(run: Run) -> dict[tuple[Any, str], tuple[Any, str]]:
    """Each unknown member with the missing one of the same object that it is a near miss of.

    A name that the model has elsewhere is out of place, and no near miss of another.
    """
    known = {path[-1] for paths in run.walked.layout.paths for path in paths.values() if path}
    missing: dict[Any, list[str]] = {}
    for misfit in run.walked.misfits:
        if misfit.what == "missing":
            missing.setdefault(misfit.path, []).append(misfit.name)
    found = {}
    for misfit in sorted(run.walked.misfits, key=lambda misfit: misfit.name):
        if misfit.what == "unknown" and misfit.name not in known and missing.get(misfit.path):
            near = _near(misfit.name, tuple(sorted(missing[misfit.path])))
            if near is not None:
                missing[misfit.path].remove(near)
                found[misfit.path, misfit.name] = (misfit.path, near)
    return found


_REMEMBERED = 4_096
_nears: dict[tuple[str, tuple[str, ...]], str | None] = {}


def _near(name: str, missing: tuple[str, ...]) -> str | None:
    """`nearest`, remembered: a generator writes the same wrong name in every element."""
    key = (name, missing)
    try:
        return _nears[key]
    except KeyError:
        pass
    if len(_nears) >= _REMEMBERED:
        _nears.clear()
    near = _nears[key] = nearest(name, missing)  # another thread may clear the table meanwhile
    return near


def _strays(run: Run) -> dict[Frame, set[str]]:
    """The unknown names of each element."""
    strays: dict[Frame, set[str]] = {}
    for misfit in run.walked.misfits:
        if misfit.what == "unknown":
            strays.setdefault(misfit.frame, set()).add(misfit.name)
    return strays


def _is_elsewhere(run: Run, misfit: Misfit, strays: set[str]) -> bool:
    """Whether a missing balise, or what a missing bloc holds, is a stray of its element."""
    if not strays:
        return False
    wanted = {misfit.name}
    for shape in run.walked.layout.shapes:
        for name, _, inner in shape.blocs:
            if name == misfit.name:
                wanted |= inner.inner_names()
    return not strays.isdisjoint(wanted)


def _place(run: Run, misfit: Misfit) -> Text:
    """« dans « adresse » (demande n° 3) », as far as there is something to say."""
    fr = en = ""
    inside = misfit.path[:-1] if misfit.what == "kind" else misfit.path
    bloc = inside[-1] if inside and isinstance(inside[-1], str) else None
    if bloc is not None and not isinstance(bloc, int):
        fr, en = f" dans « {bloc} »", f" in “{bloc}”"
    unit = run.unit_frame(misfit.frame)
    if unit is not None and not (
        misfit.what == "kind" and not misfit.name and unit is misfit.frame
    ):
        element = run.elements[unit.scope]
        fr += f" ({element} n° {unit.index})"
        en += f" ({element} no. {unit.index})"
    return Text(fr, en)


_MISFITS: dict[str, Callable[[Run], list[Fault]]] = {
    "missing": _missing,
    "unknown": _unknown,
    "kind": _kind,
}
