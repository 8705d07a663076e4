"""Deposits with small changes, sound ones among them: what accepts is held to what explains.

``python -m tests.tampered 1000000`` tries a million of them, in as many seconds as there are
thousands; ``tests/test_quick.py`` tries a few hundred.
"""

from __future__ import annotations

import os
import random
import re
import sys
from pathlib import Path
from typing import Any

from fixtures.generator import Filed, deposit, name
from fixtures.mutations import MUTATIONS
from segur_lint import Linter, resources
from segur_lint.engine import Read
from segur_lint.finding import Finding
from segur_lint.quick import make
from segur_lint.quick.accept import Accepting
from segur_lint.report.model import FileReport
from segur_lint.source import Source

SAMPLES = sorted(Path(resources.folder("rules")).glob("exemples/*/*.json"))
#: A key, or a value that is no object nor list, with its quotes.
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null')
OTHERS = [
    b'""', b'" "', b"null", b"true", b"false", b"0", b"1", b"-1", b"-0", b"200", b"201", b"1.0",
    b"2917.00", b"2917.01", b"0.00", b"-0.01", b"1e2", b"1.00e0", b"NaN", b"1" * 30, b"[]", b"{}",
    b'"29/02/2023"', b'"29/02/2024"', b'"31/04/2023"', b'"00/01/2023"', b'"01/13/2023"', b"[null]",
    b'"01/01/0000"', b'"1/1/2023"', b'"\xd9\xa3"', b'"C"', b'"FACTURE"', b'"VA"', b'"CTX"',
    b'"CT1"', b'"CT01"', b'"CT9"', b'"PDF"', b'"pdf"', b'"a@b.fr"', b'"https://a.fr"', b'"\\ud800"',
    b'"2A0000001"', b'"a:b"',
    b'"\\u0041"', b'"x-y.z"', b"[1]", b'["010000024"]', b'"99999"', b"1e999",
]  # fmt: skip
NAMES = [
    "JSON-1234567890-20240115-002.json", "JSON-1234567890-20240230-001.json", "x.json", "-", "",
    "JSON-1234567890-20240115-000.json", "JSON-1234567890-20240115-1.json",
    "JSON--20240115-001.json",
    "json-1234567890-20240115-001.json", "JSON-1234567891-20240115-001.json",
    "JSON-1234567890-20240115-001.json.json", "JSON-1234567890-20010101-001.json",
]  # fmt: skip


def sound(rng: random.Random) -> tuple[str, bytes]:
    """A sound deposit: invented, or the sample of a pack."""
    if rng.random() < 0.2:
        path = rng.choice(SAMPLES)
        return path.name, path.read_bytes()
    # Among many units, those that need a look are told from the others.
    units = rng.choice((3, 4, 5, 24))
    plain = deposit(rng, units, layout=rng.choice(("nested", "flat")))
    if rng.random() < 0.3:
        filed = Filed(name(plain), plain)
        MUTATIONS[rng.choice(list(MUTATIONS))][0](filed, rng)
        return filed.name, filed.data()
    return name(plain), Filed(name(plain), plain).data()


def change(rng: random.Random, data: bytes) -> bytes:
    """One small change of a text."""
    tokens = list(TOKEN.finditer(data))
    if not tokens:
        return data + b" "
    one, two = rng.choice(tokens), rng.choice(tokens)
    kind = rng.randrange(8)
    if kind <= 1:
        new = rng.choice(OTHERS)
    elif kind == 2:  # what stands elsewhere
        new = two[0]
    elif kind == 3:  # one character
        at = rng.randrange(len(data))
        return (
            data[:at]
            + bytes([rng.choice(b' 0:9-."Aa,{}[]\n\xc3')])
            + data[at + rng.randint(0, 1) :]
        )
    elif kind == 4:  # a piece twice, or left out
        start, end = sorted((one.start(), two.start()))
        return data[:end] + data[start:end] * rng.randint(0, 1) + data[end:]
    elif kind == 5:
        start, end = sorted((one.start(), two.start()))
        return data[:start] + data[end:]
    elif kind == 6:  # a key more
        return data[: one.start()] + rng.choice(OTHERS) + b": 1, " + data[one.start() :]
    else:
        new = one[0][: rng.randint(0, 2)] + one[0][1:]
    return data[: one.start()] + new + data[one.end() :]


def tampered(seed: int) -> tuple[str, bytes]:
    """The name and the bytes of one, always the same for a seed."""
    rng = random.Random(seed)
    called, data = sound(rng)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3, 4))):
        data = change(rng, data)
    if rng.random() < 0.1:
        called = rng.choice(NAMES)
    return called, data


class Both:
    """The two ways of judging a file."""

    def __init__(self) -> None:
        self.linter = Linter()
        entry, blob = make.of_packs(self.linter.packs, self.linter.options)
        self.entry = {**entry, "blob": lambda start, end: blob[start:end]}
        self.accepting = Accepting(self.entry)

    def accepts(self, called: str, data: bytes) -> bool:
        """Whether the file is accepted; what explains must then say the same of it.

        Of any file, it must say the same with what is known of its rules one by one.
        """
        report = self.linter.check_bytes(called, data)
        file = Read(Source(called, data), os.path.basename(called))
        assert plain(self.linter._check(file, door=self.accepting)) == plain(report)
        found = self.accepting.data(called, data)
        if found is None:
            return False
        said: dict[str, Any] = self.entry["packs"][found[0]]["alone"]
        assert (report.findings, report.error, report.pack) == ([], None, said["pack"])
        assert [(out.rule, out.reason.fr, out.reason.en) for out in report.not_run] == said[
            "not_run"
        ]
        assert report.passed == said["passed"]
        assert [(label.fr, label.en, *counts) for label, *counts in report.stages] == said["stages"]
        return True


def plain(report: FileReport) -> dict[str, Any]:
    """All that a report says, and its verdict, to be compared."""
    skipped = ("findings", "kept", "not_run", "source")  # the last and `kept` are what it is of
    said = {name: getattr(report, name) for name in FileReport.__slots__ if name not in skipped}
    said["verdict"] = report.verdict
    said["not_run"] = [
        (out.rule, out.reason, out.count, out.waits, out.cause) for out in report.not_run
    ]
    said["findings"] = [
        {name: getattr(each, name) for name in Finding.__slots__} for each in report.findings
    ]
    return said


def main() -> None:
    """Try as many as the command line says, from the seed after it."""
    count, first = (int(word) for word in (*sys.argv[1:], "0")[:2])
    both = Both()
    accepted = 0
    for seed in range(first, first + count):
        try:
            accepted += both.accepts(*tampered(seed))
        except AssertionError:
            print(f"seed {seed}", flush=True)  # noqa: T201  # a script's only word
            raise
    print(f"{count}: {accepted} accepted, and sound")  # noqa: T201


if __name__ == "__main__":
    main()
