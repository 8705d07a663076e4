"""What a user would take instead: how each is started, and what it needs to be there.

Those of npm are pinned in the folders of ``npm`` and installed in the user's cache, once; they are
no part of segur-lint. All have the same schema; Spectral, whose rules can say more, has more.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
NPM = HERE / "npm"
SCHEMA = HERE / "bio-loinc-va1-solde.schema.json"
CHECK_JSONSCHEMA, JSONSCHEMA_RS = "check-jsonschema", "jsonschema-rs"
AJV, SPECTRAL = "ajv", "Spectral"
ALL = (CHECK_JSONSCHEMA, JSONSCHEMA_RS, AJV, SPECTRAL)
#: The most documents of a demande that a rule of Spectral looks at: it has no loop.
_DOCUMENTS = 12
_FAULT = {"message": "{{path}}: {{error}}", "severity": "error"}


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: what its command line begins with (the files follow), with which versions; `slow`
    where a hundred files take it many times what they take the others.
    """

    name: str
    command: Sequence[str]
    versions: str
    slow: bool = False


class MissingError(Exception):
    """A peer cannot be had on this machine: why, in French."""


def ready(name: str, scratch: Path, modules: Path | None = None) -> Peer:
    """A peer of `ALL`, what it needs written in `scratch`; MissingError where it is not there.

    `modules` is the ``node_modules`` of a peer of npm; it is installed in the user's cache where
    none is given.
    """
    if name == CHECK_JSONSCHEMA:
        versions = _of_python("check_jsonschema", name, "jsonschema", "regress")
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA)]
        return Peer(name, command, versions, slow=True)
    if name == JSONSCHEMA_RS:
        versions = _of_python("jsonschema_rs", name)
        return Peer(
            name, [sys.executable, str(HERE / "peer_jsonschema_rs.py"), str(SCHEMA)], versions
        )
    modules = installed(name.lower()) if modules is None else modules
    node = str(shutil.which("node"))
    if name == AJV:
        generated = scratch / "ajv" / "generated.cjs"
        generated.parent.mkdir()
        # Node looks for what a file requires beside it.
        (generated.parent / "node_modules").symlink_to(modules)
        command = [node, str(NPM / "generate.cjs"), str(SCHEMA), str(generated)]
        subprocess.run(command, check=True)
        return Peer(name, [node, str(NPM / "check.cjs"), str(generated)], _of_npm(name.lower()))
    rules = scratch / "spectral.json"
    rules.write_text(json.dumps(ruleset()), encoding="utf-8")
    spectral = str((modules / ".bin" / "spectral").resolve())
    command = [node, spectral, "lint", "--quiet", "--ruleset", str(rules)]
    return Peer(name, command, _of_npm(name.lower()), slow=True)


def _of_python(module: str, *names: str) -> str:
    if find_spec(module) is None:
        raise MissingError(f"{names[0]} n'est pas installé (pip install 'segur-lint[bench]')")
    return ", ".join(f"{name} {version(name)}" for name in names)


def _of_npm(folder: str) -> str:
    ((name, number),) = pinned(folder).items()
    return f"{name} {number}"


def pinned(folder: str) -> dict[str, str]:
    """The package of a folder of ``npm``, and its version."""
    package = json.loads((NPM / folder / "package.json").read_text(encoding="utf-8"))
    wanted: dict[str, str] = package["dependencies"]
    return wanted


def home(folder: str) -> Path:
    """Where a folder of ``npm`` is installed, in the user's cache."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    called = re.sub(r"\W+", "-", _of_npm(folder)).strip("-")
    return caches / "segur-lint-benchmarks" / called


def installed(folder: str) -> Path:
    """The ``node_modules`` of a folder of ``npm``, installed in the user's cache the first time."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise MissingError("node et npm ne sont pas sur cette machine")
    place = home(folder)
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as made:
            for each in ("package.json", "package-lock.json"):
                shutil.copy(NPM / folder / each, made)
            command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
            try:
                subprocess.run(command, cwd=made, check=True, capture_output=True, timeout=300)
            except (OSError, subprocess.SubprocessError) as error:
                raise MissingError(f"npm ne l'installe pas ({error})") from error
            if not place.exists():  # two runs at once: the first one's stays
                Path(made).rename(place)
                Path(made).mkdir()
    return place / "node_modules"


def ruleset() -> dict[str, object]:
    """The rules of Spectral: the schema, and what only its paths can say, whose conditions can
    compute, but have no loop.

    A key written twice is one of its own faults. Functions of one's own, in JavaScript, could say
    the rest: they would be a program, not rules.
    """
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    by_schema = {"function": "schema", "functionOptions": {"schema": schema, "allErrors": True}}
    siret = "@property === 'SIRET' && @ && @.length === 14"
    poste = "@.indexOf('356000000')"
    nine, finess = "@ && @.length === 9 && @.replace", "@.replace('A', '1').replace('B', '2')"
    never = {
        "numero-editeur": [_named_otherwise(number) for number in range(_DOCUMENTS)],
        "siret": [f"$[?({siret} && {poste} !== 0 && ({_luhn('@', 14)}) % 10 !== 0)]"],
        "poste": [f"$[?({siret} && {poste} === 0 && ({_digits('@', 14)}) % 5 !== 0)]"],
        "finess": [
            f"$.lignesImport[*].beneficiaires[?({nine} && ({_luhn(finess, 9)}) % 10 !== 0)]"
        ],
    }
    return {
        "rules": {
            "schema": {**_FAULT, "given": "$", "then": by_schema},
            **{
                name: {**_FAULT, "given": given, "then": {"function": "falsy"}}
                for name, given in never.items()
            },
        }
    }


def _named_otherwise(number: int) -> str:
    """The demandes whose document of that number is not named after them."""
    document = f"@.piecesJustificatives[{number}]"
    name = f"{document}.nomFichier"
    there = f"@ && @.numeroEditeur && @.piecesJustificatives && {document} && {name}"
    return (
        f"$.lignesImport[?({there} && {name}.indexOf"
        f" && {name}.indexOf('-' + @.numeroEditeur + '.') < 0)]"
    )


def _digits(text: str, size: int) -> str:
    return " + ".join(f"(+{text}.charAt({place}))" for place in range(size))


def _luhn(text: str, size: int) -> str:
    """The sum that Luhn's key makes a multiple of 10: every other digit, doubled, is looked up."""
    terms = (
        f"(+'0246813579'.charAt(+{text}.charAt({place})))"
        if (size - place) % 2 == 0
        else f"(+{text}.charAt({place}))"
        for place in range(size)
    )
    return " + ".join(terms)
