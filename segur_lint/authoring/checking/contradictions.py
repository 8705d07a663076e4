"""Two controls of one place that no value follows both: what one asks, the other refuses.

Only what is certain is told. The demands are tried on every value that could tell them apart, and
where one is not asked wherever the other is, an example must show a deposit, sound but for the
two, that is asked both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from segur_lint import ruletest
from segur_lint.authoring.checking.domain import WORDS, Code, own
from segur_lint.authoring.checking.remark import Remark
from segur_lint.authoring.checking.repeatedrows import canonical, overlap
from segur_lint.authoring.checking.truth import variables
from segur_lint.engine import lint
from segur_lint.errors import CrashError
from segur_lint.evaluate import build, literal
from segur_lint.flat import FlatPack
from segur_lint.frames import Frame
from segur_lint.link import Pack, Rule
from segur_lint.sample import Unusable
from segur_lint.samplelot import KEYS
from segur_lint.text import Text

_NOWHERE = Frame(0, None, 0, 0)
_OTHER: Code = ["lit", "text", "\x00 any other text"]
_TRIED = ("text", "number", "size", "true", "false", "null")
#: Signs of which only one holds, whatever two values that can be compared are.
_APART = {frozenset(pair) for pair in (("==", "!="), ("<", ">="), ("<", ">"), ("<=", ">"))}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def remarks(flat: FlatPack, program: dict[str, Any]) -> Iterator[Remark]:
    """Pairs of errors that contradict each other, told at the second, which an heir may write."""
    depths = {pack.name: depth for depth, pack in enumerate(flat.chain)}
    rows = {row.id: row for row in sorted(flat.rows, key=lambda row: depths[row.origin])}
    rules = {rule["id"]: rule for rule in program["rules"] if rule["asks"][0] == "assert"}
    asked: dict[str, list[tuple[str, Code]]] = {}
    for id_ in rows:
        rule = rules.get(id_)
        if rule is not None and rule["severity"] == "error":
            for demand in _conjuncts(own(rule["asked"])):
                for term in _terms(demand):
                    asked.setdefault(json.dumps([rule["scope"], term]), []).append((id_, demand))
    told: set[tuple[str, str]] = set()
    for key, demands in asked.items():
        about: Code = json.loads(key)[1]
        for (one, wanted), (other, refused) in combinations(demands, 2):
            if one == other or (one, other) in told or not overlap(rules[one], rules[other]):
                continue
            if _are_apart(wanted, refused, about) and _asked_both(
                program, rules[one], rules[other]
            ):
                told.add((one, other))
                yield _remark(flat, rows[one], rows[other])


def _remark(flat: FlatPack, one: Any, other: Any) -> Remark:
    where = other.fields["assert"]
    line = one.head.source.place(one.head.node.span.start).line
    beside = Text(f"ligne {line}", f"line {line}")
    if one.head.source is not other.head.source:
        beside = Text(*[f"{one.head.source.name}:{line}"] * 2)
    fr, en = (f" (dans « {flat.own.name} »)", f" (in “{flat.own.name}”)")
    if where.source is flat.own.source:
        fr = en = ""
    return Remark(
        "contradiction",
        where.source,
        where.node.span,
        f"{other.id} et {one.id} ({beside.fr}) se contredisent{fr} : là où les deux s'appliquent, "
        "rien ne peut suivre l'une sans être en faute pour l'autre. Corrigez l'une des deux, ou le "
        "« when » qui dit où elle vaut.",
        f"{other.id} and {one.id} ({beside.en}) contradict each other{en}: where both apply, "
        "nothing can follow one without being at fault for the other. Mend one, or the “when” that "
        "says where it holds.",
    )


# --- what two demands leave ---------------------------------------------------------------------


def _conjuncts(code: Code | None) -> list[Code]:
    if code is None:
        return []
    return [each for part in code[1] for each in _conjuncts(part)] if code[0] == "and" else [code]


def _terms(code: Code) -> list[Code]:
    """What a demand is about, where it is one value, or two that it compares; else nothing."""
    if code[0] == "cmp" and not any(side[0] == "lit" for side in code[2:]):
        return [sorted(code[2:], key=json.dumps)]
    found = list(_compared(code))
    alike = found and None not in found and all(each == found[0] for each in found)
    return found[:1] if alike else []  # type: ignore[return-value]  # None is not in it


def _compared(code: Code) -> Iterator[Code | None]:
    """What is compared with literals in a demand; None for what is not understood."""
    if code[0] in ("and", "or", "not"):
        for part in code[1] if code[0] != "not" else code[1:]:
            yield from _compared(part)
        return
    sides = [code[2], code[3]] if code[0] == "cmp" else [code]
    if code[0] == "in":
        sides = [code[1], *code[2]]
    literals = [side for side in sides if side[0] == "lit"]
    term = next((side for side in sides if side[0] != "lit"), None)
    is_plain = term is not None and any(variables(term)) and len(literals) == len(sides) - 1
    yield term if is_plain and all(each[1] in _TRIED for each in literals) else None


def _are_apart(one: Code, other: Code, term: Code) -> bool:
    """Whether no value of `term` follows one demand without being a fault for the other."""
    if one[0] == other[0] == "cmp" and not any(each[0] == "lit" for each in one[2:]):
        sign = other[1] if one[2] == other[2] else _TURNED.get(other[1], other[1])
        return frozenset((one[1], sign)) in _APART
    answers = [(_truth(one, term, each), _truth(other, term, each)) for each in _values(one, other)]
    held = [sum(answer[at] is True for answer in answers) for at in (0, 1)]
    return all(held) and all(
        False in (first, second) or True not in (first, second) for first, second in answers
    )


def _truth(demand: Code, term: Code, value: Code) -> Any:
    return build(_put(demand, term, value), ())(_NOWHERE, _NOWHERE)


def _put(code: Any, term: Code, value: Code) -> Any:
    if not isinstance(code, list):
        return code
    return value if code == term else [_put(part, term, value) for part in code]


def _values(*demands: Code) -> list[Code]:
    """A value for each way in which comparisons with literals can turn out."""
    given = [each for demand in demands for each in _literals(demand)]
    numbers = sorted({literal(*each[1:3]) for each in given if each[1] in ("number", "size")})
    tried = {value for number in numbers for value in (number - 1, number, number + 1)}
    tried |= {(Decimal(one) + two) / 2 for one, two in pairwise(numbers)}
    made = [["lit", "number", format(Decimal(value), "f")] for value in tried]
    return [*given, *made, *WORDS, _OTHER]


def _literals(code: Any) -> Iterator[Code]:
    if isinstance(code, list) and code[:1] == ["lit"]:
        yield code
    elif isinstance(code, list):
        for part in code:
            yield from _literals(part)


# --- where both are asked -----------------------------------------------------------------------


def _asked_both(program: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a deposit, sound but for the two, is surely asked both at one place."""
    first, second = (_conjuncts(canonical(own(rule["when"]))) for rule in (one, other))
    if all(each in second for each in first) or all(each in first for each in second):
        return True
    if program["sample"] is None:
        return False
    pack = Pack(program)
    whens = [own(rule["when"]) for rule in (one, other)]
    always = ["lit", "false", "false"]
    probe = Rule({**one, "when": ["and", whens], "asked": always, "yields": []}, pack.matchers)
    probing = pack.with_rules({one["id"]: probe})
    ids = one["id"], other["id"]
    return any(
        _shows(pack, probing, rule, example, ids)
        for rule in pack.rules
        if rule.id in ids
        for _, example in ruletest.listed(rule.plain["examples"])
    )


def _shows(pack: Pack, probing: Pack, rule: Rule, example: Any, ids: tuple[str, str]) -> bool:
    """Whether an example is asked both, which the first of them, in `probing`, tells by a fault."""
    if isinstance(example, dict) and any(key in KEYS for key in example):
        return False
    try:
        made = ruletest.prepare(pack, rule, "pass", example)
    except (Unusable, CrashError):
        return False
    if not lint(probing, made.file, made.options, only=ids[:1]).findings:
        return False
    found = lint(pack, made.file, made.options).findings
    return all(each.rule in ids for each in found if each.severity == "error")
