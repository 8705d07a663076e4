"""Deposits made on disk for a test, and what is found in the whole of them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from fixtures.write_cases import example
from fixtures.write_deposits import Files, documents, filed, named
from segur_lint.cli import main
from segur_lint.report.model import Report
from segur_lint.smalldocuments import archive

#: The file of the guide's example, and its two documents.
FILE = filed(example())
(NAME,) = FILE
PIECES = documents(*named(example()))
FACTURE, VA = PIECES
ZIP = archive(PIECES.items())


def put(folder: Path, *several: Files) -> Path:
    """Write files in a folder, by their paths in it."""
    for files in several:
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return folder


def ids(report: Report) -> list[str]:
    """The ids that were found, each once."""
    return sorted({finding.rule for file in report.files for finding in file.findings})


def places(report: Report) -> list[tuple[str, str]]:
    """The ids, and the names of the files, archives and documents they were found in."""
    return [
        (finding.rule, os.path.basename(file.file))
        for file in report.files
        for finding in file.findings
    ]


def not_run(report: Report, file: str = NAME) -> dict[str, str]:
    """What a file's report says of the rules that were not run."""
    (one,) = (each for each in report.files if os.path.basename(each.file) == file)
    return {out.rule: out.reason.fr for out in one.not_run}


def command(capsys: pytest.CaptureFixture[str], *arguments: Any) -> tuple[int, Any]:
    """The exit code of ``check``, and its report in JSON, or else what is on the standard error."""
    code = main(["check", "--format", "json", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, json.loads(out) if out else err


def told(report: Any) -> list[str]:
    """The ids in a report in JSON, each once."""
    return sorted({each["rule"] for file in report["files"] for each in file["findings"]})
