"""``structure``: the document has the shape of the pack's model.

    each: fichier
    structure: missing      # or: unknown, kind

``missing``: a balise is not there, unless an unknown one of its object is a near miss of it, or it
stands elsewhere in the same element: ``unknown`` says that, and what to write. A whole bloc whose
members stand outside it is one fault. ``kind``: an object, a list or a value stands where the
model has another of the three.
"""

from __future__ import annotations

from segur_lint.finding import Fault
from segur_lint.strays import Strays
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.checks.kind import Check, Matchers, Outcome, Run, Start, Target, Writing
    from segur_lint.frames import Frame, Misfit
    from segur_lint.layouts import Layout


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
    silent = Strays(run.walked).silent
    return [
        Fault(
            (*misfit.path, misfit.name),
            names={"balise": misfit.name, "place": _place(run, misfit)},
        )
        for misfit in run.walked.misfits
        if misfit.what == "missing" and misfit not in silent
    ]


def _unknown(run: Run) -> list[Fault]:
    strays = Strays(run.walked)
    faults = []
    for misfit in run.walked.misfits:
        if misfit.what != "unknown" or misfit in strays.silent:
            continue
        path = (*misfit.path, misfit.name)
        assert run.document is not None  # nothing is walked in a broken text
        names: dict[str, str | Text] = {
            "balise": shorten(misfit.name),
            "place": _place(run, misfit),
            "hint": _hint(run, misfit, strays),
        }
        faults.append(Fault(path, span=run.document.node(path).key, names=names))
    return faults


def _hint(run: Run, misfit: Misfit, strays: Strays) -> Text:
    """What to do about an unknown member."""
    if misfit in strays.near:
        name = strays.near[misfit]
        return Text(f"Écrivez « {name} ».", f"Write “{name}”.")
    if misfit in strays.spilt:
        return _refill(run, *strays.spilt[misfit])
    if misfit in strays.wraps:
        return _unwrap(run, misfit)
    return _home(run, misfit, strays) or Text(
        "Retirez-la, ou vérifiez son nom dans le modèle.",
        "Remove it, or look up its name in the model.",
    )


def _refill(run: Run, missing: Misfit, names: list[str]) -> Text:
    """A bloc or a list is missing, and what it should hold stands where it should."""
    what = _listing([shorten(name) for name in names])
    name = missing.name
    if _is_list(run.walked.layout, missing):
        return Text(
            f"La liste « {name} » manque : mettez-y un objet {{ … }} qui contient {what.fr}.",
            f"The list “{name}” is missing: put in it an object {{ … }} that holds {what.en}.",
        )
    return Text(
        f"L'objet « {name} » manque : mettez-y {what.fr}.",
        f"The object “{name}” is missing: put {what.en} in it.",
    )


def _is_list(layout: Layout, misfit: Misfit) -> bool:
    return any(path[-1] == misfit.name for path in layout.lists[misfit.frame.scope].values())


def _unwrap(run: Run, misfit: Misfit) -> Text:
    """A bloc stands in a file whose blocs are laid open."""
    name = shorten(misfit.name)
    fr, en = f"« {run.elements[misfit.frame.scope]} »", f"“{run.elements[misfit.frame.scope]}”"
    if misfit.frame.parent is None:
        fr, en = "le fichier", "the file"
    return Text(
        f"Ce fichier n'imbrique pas ses balises : sortez de « {name} » celles qui y sont, "
        f"pour les mettre directement dans {fr}.",
        f"This file does not nest its balises: take those in “{name}” out of it, "
        f"and put them directly in {en}.",
    )


def _listing(names: list[str]) -> Text:
    """« a », « b » et 3 autres."""
    shown = names if len(names) <= 3 else names[:2]
    fr, en = [f"« {name} »" for name in shown], [f"“{name}”" for name in shown]
    if len(names) > len(shown):
        fr.append(f"{len(names) - len(shown)} autres")
        en.append(f"{len(names) - len(shown)} others")
    if len(fr) == 1:
        return Text(fr[0], en[0])
    return Text(
        f"{', '.join(fr[:-1])} et {fr[-1]}",
        f"{', '.join(en[:-1])} and {en[-1]}",
    )


def _home(run: Run, misfit: Misfit, strays: Strays) -> Text | None:
    """Where the model has a balise of that name, and how it spells it."""
    home = strays.home(misfit)
    if home is None:
        return None
    scope, path = home
    name, element = str(path[-1]), run.elements[scope]
    if len(path) > 1:
        fr, en = f"dans « {path[-2]} »", f"in “{path[-2]}”"
    elif scope:
        fr, en = f"dans « {element} »", f"in “{element}”"
    else:
        fr, en = "au premier niveau du fichier", "at the top level of the file"
    if misfit.name == name:
        return Text(f"Sa place est {fr}.", f"Its place is {en}.")
    return Text(f"Écrivez « {name} », {fr}.", f"Write “{name}”, {en}.")


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
