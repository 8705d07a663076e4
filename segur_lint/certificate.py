"""A certificate: what was checked, by which rules, on which day, and what came of it.

A plain value, written as JSON (docs/certificat.schema.json). Its number is the hash of all the
rest, so that one that was changed by hand is seen; it is no signature, and binds nobody.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256

from segur_lint import __version__, library, resources
from segur_lint.baseline import place
from segur_lint.hashed import hashed
from segur_lint.marks import digest
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from segur_lint.api import Linter
    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport, Report

    Plain = dict[str, Any]

#: The version of the shape, not of segur-lint.
VERSION = "1"
STATEMENT = Text(
    "Ce certificat n'engage personne, ni ses auteurs ni l'ASP : il dit ce que segur-lint a "
    "contrôlé, avec quelles règles, quel jour, et ce qu'il a trouvé. Le portail décide seul.",
    "This certificate binds nobody, neither its authors nor the portal: it says what segur-lint "
    "checked, by which rules, on which day, and what it found. The portal alone decides.",
)


class Asked:
    """What a run was asked besides its files: `pack`, ids to `select` and to `ignore`.

    `inputs` are values by name, `registers` paths by name, `configurations` paths, `folders` those
    of rules; `rules` and `documents` are the paths of these options. `config` is the configuration
    that was named, None where the files' own were looked for, empty where none was to be.
    """

    __slots__ = (
        "baseline", "config", "configurations", "documents", "folders", "ignore", "inputs", "pack",
        "registers", "rules", "select",
    )  # fmt: skip

    def __init__(
        self,
        linters: Sequence[Linter],
        *,
        pack: str | None,
        select: Iterable[str],
        ignore: Iterable[str],
        rules: Sequence[str],
        documents: Sequence[str] = (),
        config: str | None = None,
        baseline: str | None = None,
    ) -> None:
        configs = [linter.config for linter in linters if linter.config is not None]
        self.pack = pack
        self.select = sorted(set(select))
        self.ignore = sorted(set(ignore))
        self.inputs = {k: v for each in linters for k, v in each.options.inputs.items()}
        self.registers = {k: v for each in linters for k, v in each.registers.paths.items()}
        self.configurations = [each.source.name for each in configs]
        self.folders = list(dict.fromkeys([*(p for c in configs for p in c.rules), *rules]))
        self.rules = list(rules)
        self.documents = list(documents)
        self.config = config
        self.baseline = baseline


def made(
    report: Report,
    linters: Sequence[Linter],
    asked: Asked,
    files: Mapping[str, tuple[str, int]],
    folder: str,
    now: str,
) -> Plain:
    """The certificate of a run whose files have these hashes, to stand in `folder`.

    `now` is the ISO date and time, with its zone. What it says of paths is taken from the folder.
    """
    packs = {each.name: each for linter in linters for each in linter.packs}
    used = sorted({file.pack for file in report.files if file.pack in packs} - {None}, key=str)
    rules = _rules(asked.folders, folder)
    titles = {
        rule["id"]: rule["title"] for name in used for rule in packs[str(name)].program["rules"]
    }
    plain: Plain = {
        "certificate": VERSION,
        "number": "",
        "made": now,
        "day": linters[0].options.moment,
        "statement": _both(STATEMENT),
        "tool": {"name": "segur-lint", "version": __version__},
        "verdict": report.verdict,
        "packs": [
            {
                "pack": name,
                "title": packs[str(name)].program["title"],
                "status": packs[str(name)].program["status"],
                "source": packs[str(name)].program["source"],
            }
            for name in used
        ],
        "rules": {"sha256": digest(json.dumps(rules)), "files": rules},
        "asked": {
            "pack": asked.pack,
            "select": asked.select,
            "ignore": asked.ignore,
            "inputs": {name: digest(asked.inputs[name]) for name in sorted(asked.inputs)},
            "registers": [
                {"name": name, **_hashed(asked.registers[name], folder)}
                for name in sorted(asked.registers)
            ],
            "rules": [place(path, folder) for path in asked.rules],
            "documents": [place(path, folder) for path in asked.documents],
            "config": asked.config and place(asked.config, folder),
            "configurations": _listed(asked.configurations, folder),
            "baseline": _listed([asked.baseline] if asked.baseline else [], folder),
        },
        "files": [
            {"file": place(path, folder), "sha256": found, "size": size}
            for path, (found, size) in files.items()
        ],
        "reports": [_report(file, folder) for file in report.files],
        "waivers": _waivers(report, linters, folder),
        "controls": titles,
    }
    plain["number"] = number(plain)
    return plain


def number(plain: Plain) -> str:
    """The number that a certificate must have: its day, and the hash of all the rest."""
    rest = {key: value for key, value in plain.items() if key != "number"}
    found = digest(json.dumps(rest, sort_keys=True, separators=(",", ":")))
    return f"SL-{str(plain.get('made'))[:10].replace('-', '')}-{found[:16].upper()}"


def written(plain: Plain) -> bytes:
    """The file of a certificate."""
    return (json.dumps(plain, ensure_ascii=True, indent=2) + "\n").encode()


def _both(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


def _rules(folders: Sequence[str], folder: str) -> list[dict[str, str]]:
    """The files of rules with their hashes; ours are named alike on all machines."""
    own = resources.folder("rules")
    found = {
        f"segur-lint/{os.path.basename(path)}"
        if os.path.dirname(path) == own
        else place(path, folder): sha256(data).hexdigest()
        for path, data in library.files(folders)
    }
    return [{"file": name, "sha256": found[name]} for name in sorted(found)]


def _listed(paths: Iterable[str], folder: str) -> list[dict[str, str]]:
    return [_hashed(path, folder) for path in dict.fromkeys(paths)]


def _hashed(path: str, folder: str) -> dict[str, str]:
    return {"file": place(path, folder), "sha256": hashed(path)[0]}


def _report(file: FileReport, folder: str) -> Plain:
    """What is said of one file: the controls that were performed, and those that were not."""
    return {
        "file": place(file.file, folder),
        "pack": file.pack,
        "verdict": file.verdict,
        "stages": [
            {**_both(label), "held": held, "failed": failed, "not_run": out}
            for label, held, failed, out in file.stages
        ],
        "held": list(file.passed),
        "failed": _counted(file.findings),
        "waived": _counted([finding for finding, _ in file.waived]),
        "known": _counted(file.known),
        "not_run": [{"rule": out.rule, "reason": _both(out.reason)} for out in file.not_run],
    }


def _counted(findings: Iterable[Finding]) -> list[Plain]:
    """Findings by rule: how many, and how grave. No place and no value: the report has them."""
    found: dict[str, Plain] = {}
    for each in findings:
        row = {"rule": each.rule, "severity": each.severity, "count": 0}
        found.setdefault(each.rule, row)["count"] += 1
    return [found[rule] for rule in sorted(found)]


def _waivers(report: Report, linters: Sequence[Linter], folder: str) -> list[Plain]:
    """Those in force, and how many findings each holds for."""
    held: dict[tuple[str, int], int] = {}
    for file in report.files:
        for _, waiver in file.waived:
            held[waiver.key] = held.get(waiver.key, 0) + 1
    return [
        {
            "configuration": place(each.config, folder),
            "rule": each.rule,
            "files": each.files,
            "pointer": each.pointer,
            "unit": each.unit,
            "reason": each.reason,
            "owner": each.owner,
            "until": each.until,
            "findings": held.get(each.key, 0),
        }
        for linter in linters
        for each in linter.options.in_force
    ]
