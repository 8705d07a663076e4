"""What waits for its advance: `split --unpaid` and the control AVA-002 read a register alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from segur_lint import Linter
from segur_lint.units import Units, units_of
from segur_lint.waiting import waiting
from tests.deposits import FILE, NAME

LINTER = Linter("bio-loinc-va1-solde")
(DATA,) = FILE.values()


@pytest.mark.parametrize(
    ("status", "is_paid"),
    [
        ("payée", True),
        ("paye\u0301e", True),
        ("PAYE\u0301", True),
        ("PAYEE", True),
        ("Payé", True),
        ("pa yée", False),
        ("non payée", False),
        ("payée, payé", False),
        ("en cours", False),
    ],
)
def test_the_control_and_the_command_call_the_same_advances_paid(
    status: str, is_paid: bool, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(DATA)
    units = units_of(LINTER, NAME, DATA)
    assert isinstance(units, Units)
    reference = units.text(0, units.deposits["shown"])
    register = tmp_path / "avances.json"
    register.write_text(json.dumps([{"numeroASP": reference, "statut": status}]))
    assert (waiting(units, str(register), {}) == {}) is is_paid
    linter = Linter("bio-loinc-va1-solde", registers={"avances": str(register)})
    report = linter.check_paths([str(tmp_path / NAME)])
    found = {each.rule for file in report.files for each in file.findings}
    assert ("AVA-002" not in found) is is_paid
