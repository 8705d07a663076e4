"""A deposit of three demandes, answers to it, and the deposit that follows one of them."""

from __future__ import annotations

import random
from functools import cache

from fixtures.generator import Lexeme, deposit, dumps
from segur_lint import Linter
from segur_lint.answer import Simulation, simulate
from segur_lint.units import Units, units_of

NAME = "JSON-1234567890-20240115-001.json"
NAMES = ("trois", "reponse", "acceptée", "suite", "contradictoire", "tout", "rejetée")


@cache
def content(name: str) -> bytes:
    """``trois``, the sound deposit; ``reponse``, where the second demande is rejected, and
    ``suite``, what is filed after it; ``acceptée``, where none is; ``contradictoire``, where the
    second is, with the code of an accepted one; ``tout``, a deposit that is wholly rejected, and
    ``rejetée``, the answer to it.
    """
    plain = deposit(random.Random(1), 3)
    if name in ("reponse", "suite", "contradictoire"):
        plain["lignesImport"][1]["facture"]["montantSegurHTFacture"] = Lexeme("12.5")
    if name in ("tout", "rejetée"):
        plain["SIRET"] = "123"
    data = dumps(plain).encode()
    if name in ("trois", "tout"):
        return data
    linter = Linter("bio-loinc-va1-solde", cache=False)
    found = simulate(linter, NAME, data)
    assert isinstance(found, Simulation)
    if name == "contradictoire":
        return found.data.replace(b'"FAC-003"', b'"0000"')
    if name != "suite":
        return found.data
    units = units_of(linter, NAME, found.data)
    assert isinstance(units, Units)
    return units.take([1], empty=True)
