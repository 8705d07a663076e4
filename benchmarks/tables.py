"""The tables of the page: a line for each command, and the aims with what was reached."""

from __future__ import annotations

from statistics import median

from benchmarks.lines import MEMORY, Line, Work
from benchmarks.measure import Sample, ratio

Measured = tuple[Work, dict[str, list[Sample]]]


def times(work: Work, samples: dict[str, list[Sample]]) -> list[str]:
    """The table of a work."""
    bases = dict.fromkeys(
        base for line in work.lines.values() for base in (line.base, line.beside) if base
    )
    to = f" à {next(iter(bases))}" if len(bases) == 1 else ""
    lines = [
        f"**{work.title}** ({number(_size(work))} Mo), {work.rounds} tours :",
        "",
        f"| commande | rapport{to} | but | tenu | temps écoulé | processeur | mémoire |",
        "|---|--:|--:|:-:|--:|--:|--:|",
    ]
    for name, line in work.lines.items():
        own = samples[name]
        to_each = [base for base in (line.base, line.beside) if base]
        reached = "<br>".join(
            number(_ratio(work, samples, name, base), places=2)
            + ("" if len(bases) == 1 else f" ({base})")
            for base in to_each
        )
        aim, met = _aim(work, samples, name)
        few = (
            ""
            if len(own) == work.rounds
            else f" ({len(own)} tours)"
            if len(own) > 1
            else " (1 tour)"
        )
        wall, cpu = _wall(own), 1000 * median(each.cpu for each in own)
        memory = f"{number(_memory(own))} Mo"
        if line.ours and _memory(own) > MEMORY:
            memory = f"**{memory}**"
        lines.append(
            f"| {name}{few} | {reached} | {aim} | {met} | {number(wall)} ms | {number(cpu)} ms"
            f" | {memory} |"
        )
    return [*lines, ""]


def aims(measured: list[Measured]) -> list[str]:
    """All aims, with what was reached; the largest process of ours last."""
    lines = ["| travail | but | mesuré | tenu |", "|---|--:|--:|:-:|"]
    held: list[tuple[float, str]] = []
    for work, samples in measured:
        for name, line in work.lines.items():
            what = f"{work.title} : {name}"
            if line.ours:
                held.append((_memory(samples[name]), what))
            if line.aim is not None:
                aim, met = _aim(work, samples, name)
                lines.append(f"| {what} | {aim} | {_reached(work, samples, name)} | {met} |")
                if line.aim.flat and line.base is not None:
                    more = _memory(samples[name]) / _memory(samples[line.base])
                    lines.append(
                        f"| {what}, la mémoire | {aim} | {number(more, places=2)}"
                        f" | {_met(more <= line.aim.most)} |"
                    )
    if held:
        most, what = max(held)
        met = _met(most <= MEMORY)
        lines.append(
            f"| mémoire d'un processus, au plus ({what}) | {number(MEMORY)} Mo"
            f" | {number(most)} Mo | {met} |"
        )
    return [*lines, ""] if len(lines) > 2 else []


def _size(work: Work) -> float:
    """MB, of the largest line."""
    return max(line.size for line in work.lines.values()) / 1e6


def _wall(own: list[Sample]) -> float:
    return 1000 * median(each.wall for each in own)


def _memory(own: list[Sample]) -> float:
    return max(each.memory for each in own)


def _ratio(
    work: Work, samples: dict[str, list[Sample]], name: str, base: str | None = None
) -> float:
    line = work.lines[name]
    base = line.base if base is None else base
    if base is None:
        raise ValueError(f"{name} is a ratio to nothing")
    return ratio(samples[name], samples[base], line.size / work.lines[base].size)


def _reached(work: Work, samples: dict[str, list[Sample]], name: str) -> str:
    if _in_milliseconds(work.lines[name]):
        return f"{number(_wall(samples[name]))} ms"
    return number(_ratio(work, samples, name), places=2)


def _aim(work: Work, samples: dict[str, list[Sample]], name: str) -> tuple[str, str]:
    """The aim of a line, and whether it is met; both empty where it has none."""
    aim = work.lines[name].aim
    if aim is None:
        return "", ""
    if aim.milliseconds:
        return f"{number(aim.most)} ms", _met(_wall(samples[name]) <= aim.most)
    return number(aim.most, places=2), _met(_ratio(work, samples, name) <= aim.most)


def _in_milliseconds(line: Line) -> bool:
    return line.aim is not None and line.aim.milliseconds


def _met(yes: bool) -> str:
    return "oui" if yes else "**non**"


def number(value: float, places: int = 1) -> str:
    """Three figures or so, as French writes them."""
    text = f"{value:.{places}f}" if value < 100 else f"{value:,.0f}"
    return text.replace(",", "\u202f").replace(".", ",")
