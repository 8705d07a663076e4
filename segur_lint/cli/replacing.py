"""What a report, or a certificate, may replace: an earlier one of ours, or an empty file.

Each is known by how it begins, whatever its name and its language; what may be of somebody else is
not replaced.
"""

from __future__ import annotations

import re

from segur_lint.cli import own
from segur_lint.errors import UsageError
from segur_lint.regular import open_regular
from segur_lint.report.model import NOTHING
from segur_lint.report.summary import VERDICTS
from segur_lint.text import Text, printable

#: Characters that tell: what groups findings may stand before the first, and names may be long.
_ENOUGH = 1 << 20

_ID = r"[A-Z][A-Z0-9]+-[0-9]{3}"
_SAID = "|".join(label.get(lang) for label, _ in VERDICTS.values() for lang in ("fr", "en"))
_VERDICT = rf"(?:{_SAID})(?: :|:| \()"
_FINDING = rf"[^\n]*:\d+:\d+ {_ID} (?:erreur|avertissement|information|error|warning|info)(?:\n|\Z)"
_COUNTS = r"(?:Constats par|Findings by) \w+ ?:\n"
_FILES = r"(?:Fichiers non déposables|Files that cannot be deposited)[^\n]*:\n"
_NOTHING = "|".join(re.escape(NOTHING.get(lang)) for lang in ("fr", "en"))
_XML = r"<\?xml[^>]*\?>\s*"
_CHECKSTYLE = (
    rf'{_XML}<checkstyle version="8\.0">\s*(?:<file name="[^"]*">\s*</file>\s*)*'
    r'(?:</checkstyle>|<file name="[^"]*">\s*<error [^>]*source="segur-lint\.|\Z)'
)
_GITLAB = (
    r'\[\s*\{\s*"description"\s*:\s*"(?:[^"\\]|\\.)*",'
    rf'\s*"check_name"\s*:\s*"(?:{_ID}|verdict)"'
)
_SARIF = (
    r'\{\s*"\$schema"\s*:\s*"[^"]*/sarif-(?s:.{0,200}?)'
    r'"driver"\s*:\s*\{\s*"name"\s*:\s*"segur-lint"'
)
#: How the reports begin, format by format.
_REPORTS = (
    rf"(?:{_VERDICT}|{_FINDING}|{_COUNTS}|{_FILES})",  # text
    rf"(?:«|“|{_ID}, )(?s:.*?)\n(?:{_VERDICT}|{_FINDING})",  # text: a group, a remark first
    rf"(?:{_NOTHING})\n",  # text, markdown, github
    r"::(?:error|warning|notice) file=[^\n]*,title=",  # github
    rf"## \S+ (?:{_SAID}|{_NOTHING})\n",  # markdown
    r'\{\s*"version"\s*:\s*"1",\s*"verdict"\s*:\s*"',  # json
    r'\{"type": "(?:finding|error)", "file": ',  # jsonl
    _SARIF,
    rf'{_XML}<testsuites>\s*<testsuite name="[^"]*" package="segur-lint"',  # junit
    _GITLAB,
    r"\[\s*\]\s*\Z",  # gitlab, where nothing was found
    _CHECKSTYLE,
    r"Fichier;Verdict du fichier;Contrôle;|File;Verdict on the file;Control;",  # csv
    r"<!doctype html>(?s:.{0,2000}?)<title>(?:Rapport de contrôle|Report of a check) — ",
)
_KINDS = {
    "report": (Text("un rapport de segur-lint", "a report of segur-lint"), _REPORTS),
    "certificate": (
        Text("un certificat de segur-lint", "a certificate of segur-lint"),
        (own.CERTIFICATE,),
    ),
}


def refuse_other(path: str, kind: str) -> None:
    """`UsageError` where the file at `path` is not of this `kind`: ``report``, ``certificate``."""
    what, beginnings = _KINDS[kind]
    try:
        with open_regular(path) as file:
            start = file.read(_ENOUGH).decode("utf-8", "replace")
    except (OSError, ValueError):  # what cannot be read is somebody else's, for all we know
        start = ""
    if len(start) > _ENOUGH // 4:  # it may be cut: its lines are whole
        start = start[: start.rfind("\n") + 1] or start
    shown = re.sub(r"\x1b\[[\d;]*m", "", start).removeprefix("\ufeff").replace("\r\n", "\n")
    if any(re.match(how, shown) for how in beginnings):
        return
    name = printable(path)
    raise UsageError(
        Text(
            f"« {name} » n'est pas {what.fr} : il n'est pas remplacé. Nommez un autre fichier, ou "
            "supprimez-le.",
            f"“{name}” is not {what.en}: it is not replaced. Name another file, or delete it.",
        )
    )
