"""The units that have to wait: those that a register does not know, or does not call paid."""

from __future__ import annotations

from segur_lint.errors import UsageError
from segur_lint.functions import one_of
from segur_lint.registers import open_register
from segur_lint.text import Text, caseless, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from segur_lint.units import Units


def waiting(units: Units, path: str, known: Mapping[str, str]) -> dict[int, Text]:
    """Position -> why it waits, for the units that the register at `path` does not call paid.

    Which register, column and words these are is the pack's to say (``deposits: paid``). An empty
    `path` stands for that of the register's name in `known`. `UsageError` where there is no
    register to read, `RegisterErrors` where it has faults.
    """
    paid = units.deposits["paid"]
    if paid is None:
        name = units.pack.name
        raise UsageError(
            Text(
                f"Le jeu de règles {name} ne nomme pas le registre de ce qui est versé (« paid »).",
                f"The pack {name} does not say which register tells what is paid (“paid”).",
            )
        )
    declared = units.pack.program["registers"][paid["register"]]
    path = path or known.get(declared["name"], "")
    if not path:
        raise UsageError(
            Text(
                f"Nommez {declared['fr']} : --unpaid FICHIER, ou dans la configuration.",
                f"Name {declared['en']}: --unpaid FILE, or in the configuration.",
            )
        )
    by_key = open_register(declared, path).by_key
    words = caseless(paid["values"])
    found = {}
    for position in range(len(units.paths)):
        row = by_key.get(units.text(position, paid["balise"]))
        status = None if row is None else row.values.get(paid["column"])
        if row is None:
            found[position] = Text("absente du registre", "not in the register")
        elif not isinstance(status, str):
            column = paid["column"]
            found[position] = Text(f"{column} inconnu", f"{column} unknown")
        elif not one_of(caseless(status), words):
            found[position] = Text(
                f"{paid['column']} « {shorten(status)} »", f"{paid['column']} “{shorten(status)}”"
            )
    return found
