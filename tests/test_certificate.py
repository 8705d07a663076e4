"""Certificates: what they say, and what « verify » says of them after something changed."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from segur_lint.certificate import number, written
from segur_lint.certified import load
from segur_lint.cli import main
from segur_lint.errors import UsageError
from segur_lint.report.attested import facts
from tests.deposits import FILE, PIECES, put
from tests.project import ROOT

SCHEMA = json.loads((ROOT / "docs" / "certificat.schema.json").read_text(encoding="utf-8"))
(NAME,) = FILE
#: A document of the deposit.
DOCUMENT = sorted(PIECES)[0]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put(tmp_path / "depot", FILE, PIECES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def certify(*arguments: str) -> tuple[int, Any]:
    """The exit code, and the certificate, which its schema takes; None where there is none."""
    code = main(["check", "depot", "--certificate", "c.json", *arguments])
    if not os.path.exists("c.json"):
        return code, None
    plain = json.loads(Path("c.json").read_text(encoding="utf-8"))
    jsonschema.validate(plain, SCHEMA)
    return code, plain


def verify(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """What « verify » says, in one line."""
    capsys.readouterr()
    code = main(["verify", "c.json", *(arguments or ["depot"])])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, " ".join((out + err).split())


def test_a_certificate_says_what_was_checked_and_how(here: Path) -> None:
    code, plain = certify("--date", "2024-02-01", "--set", "siret_fournisseur=73282932000074")
    assert code == 0
    assert plain["verdict"] == "deposable"
    assert plain["day"] == "2024-02-01T23:59"
    assert [each["pack"] for each in plain["packs"]] == ["bio-loinc-va1-solde"]
    assert {each["file"]: each["sha256"] for each in plain["files"]} == {
        f"depot/{name}": hashlib.sha256(data).hexdigest()
        for name, data in {**FILE, **PIECES}.items()
    }
    (report,) = plain["reports"]
    assert "PJ-020" in report["held"]
    assert "ENT-005" in report["held"]
    out = {each["rule"]: each["reason"]["fr"] for each in report["not_run"]}
    assert out["ENT-006"].startswith("à donner : vos numéros ANS")
    assert set(plain["controls"]) == {*report["held"], *out}
    assert [report[key] for key in ("failed", "waived", "known")] == [[], [], []]
    assert "73282932000074" not in json.dumps(plain)
    rules = {each["file"]: each["sha256"] for each in plain["rules"]["files"]}
    path = ROOT / "rules" / "bio.yaml"
    if path.exists():
        assert rules["segur-lint/bio.yaml"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_its_number_is_that_of_its_content(here: Path) -> None:
    _, plain = certify()
    assert re.fullmatch(r"SL-\d{8}-[0-9A-F]{16}", plain["number"])
    assert plain["number"] == number(plain)
    assert number({**plain, "verdict": "x"}) != plain["number"]
    assert number(json.loads(written(plain))) == plain["number"]


def test_a_refusal_is_certified_too(here: Path) -> None:
    (here / "depot" / DOCUMENT).unlink()
    code, plain = certify()
    assert (code, plain["verdict"]) == (1, "non_deposable")
    assert {"rule": "PJ-020", "severity": "error", "count": 1} in plain["reports"][0]["failed"]


def test_what_could_not_be_judged_has_no_certificate(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, plain = certify("--select", "AVA-001")
    assert (code, plain) == (2, None)
    assert (
        f"Aucun certificat n'est écrit : « depot/{NAME} » n'a pas pu être jugé."
        in capsys.readouterr().err
    )


def test_waivers_in_force_are_told_with_what_they_held_for(here: Path) -> None:
    (here / "depot" / DOCUMENT).unlink()
    row = "{rule: %s, files: depot, reason: a, owner: Jeanne, until: %s}"
    rows = [
        row % ("PJ-020", "2024-12-31"),
        row % ("FAC-003", "2024-12-31"),
        row % ("FAC-004", "2024-01-01"),
    ]
    (here / ".segur-lint.yaml").write_text("waivers:\n- " + "\n- ".join(rows), encoding="utf-8")
    code, plain = certify("--date", "2024-02-01")
    assert code == 0
    assert [(each["rule"], each["findings"]) for each in plain["waivers"]] == [
        ("PJ-020", 1),
        ("FAC-003", 0),
    ]
    assert plain["reports"][0]["waived"] == [{"rule": "PJ-020", "severity": "error", "count": 1}]
    assert [each["file"] for each in plain["asked"]["configurations"]] == [".segur-lint.yaml"]


def test_what_it_shows_is_labels_and_values(here: Path) -> None:
    _, plain = certify()
    told = {label.fr: value.fr for label, value in facts(plain)}
    assert told["Certificat"] == plain["number"]
    assert (told["Verdict"], told["Fichiers"]) == ("déposable", "3 fichiers")
    assert told["Contrôles conformes"] == str(len(plain["reports"][0]["held"]))
    assert "n'engage personne" in told["Portée"]


def test_the_page_shows_it(here: Path) -> None:
    _, plain = certify("--format", "html", "--output", "r.html")
    page = (here / "r.html").read_text(encoding="utf-8")
    assert plain["number"] in page
    assert "Certificat de ce contrôle" in page
    main(["check", "depot", "--format", "html", "--output", "r.html"])
    assert 'id="certificat"' not in (here / "r.html").read_text(encoding="utf-8")


# --- verify ------------------------------------------------------------------------------------------


def test_a_certificate_holds_while_nothing_changes(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, plain = certify()
    assert verify(capsys) == (0, f"Le certificat {plain['number']} vaut toujours.")
    assert verify(capsys, ".")[0] == 0  # it is no deposit of its own folder
    assert verify(capsys, "depot", "--lang", "en")[1] == f"The certificate {plain['number']} holds."


def test_the_day_alone_changes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    certify("--date", "2024-02-01")
    code, said = verify(capsys, "depot", "--date", "2024-02-03")
    assert code == 0
    assert said.startswith(
        "Le contrôle valait au 2024-02-01 ; il vient d'être refait au 2024-02-03."
    )


def test_another_version_is_told_and_changes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    certify()
    monkeypatch.setattr("segur_lint.certificate.__version__", "9.9")
    code, said = verify(capsys)
    assert code == 0
    assert "est maintenant de la 9.9." in said


def test_of_one_byte_of_one_document_it_says_which(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certify()
    path = here / "depot" / DOCUMENT
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    code, said = verify(capsys)
    assert code == 1
    assert f"« depot/{DOCUMENT} » a changé." in said
    assert "ne vaut plus." in said
    assert said.count("a changé") == 1


def test_files_that_are_gone_or_new_are_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certify()
    (here / "depot" / DOCUMENT).rename(here / "depot" / "autre.pdf")
    code, said = verify(capsys)
    assert code == 1
    assert f"« depot/{DOCUMENT} » n'y est plus." in said
    assert "« depot/autre.pdf » n'y était pas." in said
    assert f"« depot/{NAME} », PJ-020 : conforme → en faute." in said
    assert "Le verdict était « déposable », il est « non déposable »." in said


def test_a_deposit_that_was_moved_is_the_same(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certify()
    (here / "ailleurs").mkdir()
    shutil.move(here / "depot", here / "ailleurs" / "bis")
    assert verify(capsys, "ailleurs")[0] == 0
    shutil.move(here / "c.json", here / "ailleurs" / "c.json")
    assert main(["verify", "ailleurs/c.json", "ailleurs/bis"]) == 0


def test_what_was_asked_then_is_asked_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, plain = certify(
        "--select", "FAC-003,FAC-005", "--ignore", "FAC-005", "--pack", "bio-loinc-va1-solde"
    )
    assert plain["asked"]["select"] == ["FAC-003", "FAC-005"]
    assert verify(capsys)[0] == 0
    code, said = verify(capsys, "depot", "--select", "FAC-004")
    assert code == 1
    assert "Ce n'est plus le même choix : les contrôles choisis (--select)." in said


def test_values_rules_and_configurations_that_are_others_are_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value = "siret_fournisseur=73282932000074"
    certify("--set", value)
    assert verify(capsys, "depot", "--set", value)[0] == 0
    code, said = verify(capsys)
    assert code == 1
    assert (
        "Une valeur avait été donnée pour siret_fournisseur : redonnez-la, "
        "--set siret_fournisseur=…" in said
    )
    assert f"« depot/{NAME} », ENT-005 : conforme → non fait." in said
    code, said = verify(capsys, "depot", "--set", "siret_fournisseur=73282932000082")
    assert "La valeur donnée pour siret_fournisseur (--set) n'est pas la même." in said
    (here / "regles").mkdir()
    (here / "regles" / "m.yaml").write_text(
        "model: m\ntitle: M\nbalises:\n  a: value\n", encoding="utf-8"
    )
    code, said = verify(capsys, "depot", "--set", value, "--rules", "regles")
    assert (code, "Règles : « regles/m.yaml » n'y était pas." in said) == (1, True)
    (here / ".segur-lint.yaml").write_text("ignore: []\n", encoding="utf-8")
    code, said = verify(capsys, "depot", "--set", value)
    assert (code, "Configuration : « .segur-lint.yaml » n'y était pas." in said) == (1, True)


def test_the_files_that_were_named_then_are_named_again(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("regles", "papiers", "tables"):
        (here / folder).mkdir()
    (here / "regles" / "m.yaml").write_text(
        "model: m\ntitle: M\nbalises:\n  a: value\n", encoding="utf-8"
    )
    (here / "depot" / DOCUMENT).rename(here / "papiers" / DOCUMENT)
    for other in sorted(PIECES)[1:]:
        (here / "depot" / other).rename(here / "papiers" / other)
    (here / "tables" / "t.csv").write_text("numeroASP;statut\n", encoding="utf-8")
    (here / "tables" / "c.yaml").write_text("ignore: [LOT-001]\n", encoding="utf-8")
    _, plain = certify(
        "--rules", "regles", "--documents", "papiers", "--register", "avances=tables/t.csv",
        "--config", "tables/c.yaml",
    )  # fmt: skip
    asked = plain["asked"]
    assert [asked[key] for key in ("rules", "documents", "config")] == [
        ["regles"], ["papiers"], "tables/c.yaml",
    ]  # fmt: skip
    assert [(each["name"], each["file"]) for each in asked["registers"]] == [
        ("avances", "tables/t.csv")
    ]
    assert verify(capsys) == (0, f"Le certificat {plain['number']} vaut toujours.")
    (here / "tables" / "t.csv").rename(here / "t.csv")
    code, said = verify(capsys)
    assert code == 1
    assert (
        "Le registre avances (« tables/t.csv ») n'y est plus : redonnez-le, --register avances=…"
        in said
    )
    assert verify(capsys, "depot", "--register", "avances=t.csv")[0] == 0
    (here / "t.csv").write_text("numeroASP;statut\nX;Y\n", encoding="utf-8")
    code, said = verify(capsys, "depot", "--register", "avances=t.csv")
    assert (code, "Le registre avances a changé." in said) == (1, True)


def test_rules_that_are_not_where_they_were_are_asked_for(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "regles").mkdir()
    (here / "regles" / "m.yaml").write_text(
        "model: m\ntitle: M\nbalises:\n  a: value\n", encoding="utf-8"
    )
    certify("--rules", "regles", "--pack", "bio-loinc-va1-solde")
    assert verify(capsys)[0] == 0
    (here / "regles").rename(here / "ailleurs")
    code, said = verify(capsys)
    assert code == 2
    assert "avec des règles à vous (« regles »), qui ne sont pas là : redonnez leur" in said
    assert verify(capsys, "depot", "--rules", "ailleurs")[0] != 2
    assert verify(capsys, "depot", "--pack", "bio-loinc-va1-solde")[0] == 1


def test_no_configuration_is_followed_where_none_was(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / ".segur-lint.yaml").write_text("ignore: [LOT-001]\n", encoding="utf-8")
    _, plain = certify("--no-config")
    assert plain["asked"]["config"] == ""
    assert verify(capsys)[0] == 0


def test_rules_that_changed_and_found_the_same_are_told_to_have(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certify()
    (here / "regles").mkdir()
    (here / "regles" / "m.yaml").write_text(
        "model: m\ntitle: M\nbalises:\n  a: value\n", encoding="utf-8"
    )
    code, said = verify(capsys, "depot", "--rules", "regles")
    assert code == 1
    assert "Règles : « regles/m.yaml » n'y était pas." in said
    assert "Le verdict et ce qui est venu de chaque contrôle sont pourtant les mêmes." in said


def test_what_was_known_then_is_known_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "depot" / DOCUMENT).unlink()
    main(["baseline", "depot", "--output", "base"])
    code, plain = certify("--baseline", "base")
    assert (code, [each["rule"] for each in plain["reports"][0]["known"]]) == (0, ["PJ-020"])
    assert verify(capsys)[0] == 0
    (here / "base").unlink()
    code, said = verify(capsys)
    assert (code, "Base : « base » n'y est plus." in said) == (1, True)


def test_what_can_no_more_be_judged_is_not_known(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certify()
    (here / "depot" / "b.json").symlink_to("nulle-part")
    code, said = verify(capsys)
    assert code == 2
    assert "Aucun certificat n'est fait : « depot/b.json » ne peut pas être lu" in said
    (here / "depot" / "b.json").unlink()
    code, said = verify(capsys, "depot", "--select", "AVA-001")
    assert code == 2
    assert "Le verdict était « déposable », il est « indéterminé »." in said


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
def test_a_name_is_never_a_command(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    certify()
    for name in ("##vso[task.setvariable]x.pdf", "::error::x.pdf", "a\x1b[31m\nb.pdf"):
        (here / "depot" / name).write_bytes(b"x")
    code = main(["verify", "c.json", "depot"])
    lines = capsys.readouterr().out.split("\n")
    assert (code, len(lines) > 4) == (1, True)
    assert not any(line.lstrip().startswith("::") or "##vso[" in line for line in lines)
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ce n'est pas un certificat"),
        ("[]", "ce n'est pas un certificat"),
        ("{}", "ce n'est pas un certificat"),
        ('{"certificate": 1}', "ce n'est pas un certificat"),
        ('{"certificate": "1"}', "ce n'est pas un certificat"),
        ('{"certificate": "2"}', "d'une autre version"),
        ('{"baseline": "1", "findings": []}', "ce n'est pas un certificat"),
        ('{"certificate": "1", "day": %s}' % ("9" * 5_000), "ce n'est pas un certificat"),
        ("[" * 5000, "ce n'est pas un certificat"),
        (b"\xff", "ce n'est pas un certificat"),
    ],
)
def test_what_is_no_certificate_is_one_sentence(
    text: str | bytes, said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "c.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    code, told = verify(capsys)
    assert code == 2
    assert told.startswith("« c.json » ne peut pas être vérifié : ")
    assert said in told


def test_one_that_was_changed_by_hand_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certify()
    text = (here / "c.json").read_text(encoding="utf-8")
    (here / "c.json").write_text(
        text.replace('"deposable"', '"non_deposable"', 1), encoding="utf-8"
    )
    code, said = verify(capsys)
    assert code == 2
    assert "il a été modifié depuis qu'il a été fait" in said


@pytest.mark.parametrize(
    "change",
    [
        {"files": [1]}, {"files": [{"file": "a"}]}, {"reports": [{}]}, {"reports": {}}, {"day": 1},
        {"tool": {}}, {"tool": {"version": 1}}, {"rules": {"files": {}}}, {"rules": []},
        {"asked": {}}, {"asked": {"registers": [1]}}, {"asked": {"config": 1}},
        {"asked": {"select": "x"}}, {"asked": {"baseline": [{"file": 1, "sha256": ""}]}},
    ],
)  # fmt: skip
def test_one_that_is_whole_and_of_another_shape_is_none(
    change: dict[str, Any], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, plain = certify("--select", "FAC-003")
    for key, value in change.items():
        plain[key] = {**plain[key], **value} if key == "asked" and value else value
    plain["number"] = number(plain)
    (here / "c.json").write_bytes(written(plain))
    code, said = verify(capsys)
    assert (code, "ce n'est pas un certificat de segur-lint" in said) == (2, True)


def test_a_fault_of_ours_is_not_taken_for_one_of_the_certificate(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    certify("--select", "FAC-003")
    monkeypatch.setattr("segur_lint.cli.verify.checked", lambda *_: None)
    code, said = verify(capsys)
    assert (code, "Erreur interne de segur-lint" in said) == (3, True)


# --- where it goes -----------------------------------------------------------------------------------


def test_it_never_goes_over_what_is_read(here: Path) -> None:
    for path in (f"depot/{NAME}", f"depot/{DOCUMENT}"):
        before = Path(path).read_bytes()
        assert main(["check", "depot", "--certificate", path]) == 2
        assert Path(path).read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["depot", "--certificate", "depot"],
        ["depot", "--certificate", "absent/c.json"],
        ["depot", "--certificate", "r", "--output", "r"],
        ["-", "--certificate", "c.json"],
    ],
)
def test_where_it_cannot_go_is_said_before_the_check(
    arguments: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)


def test_one_among_the_deposits_is_none_of_them(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in "first", "again":
        assert main(["check", ".", "--certificate", "depot/c.json"]) == 0
    assert main(["verify", "depot/c.json", "."]) == 0


def test_a_file_that_changes_during_the_check_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from segur_lint.cli.checking import checked as real

    def meanwhile(*arguments: Any) -> Any:
        found = real(*arguments)
        (here / "depot" / DOCUMENT).write_bytes(b"autre")
        return found

    monkeypatch.setattr("segur_lint.cli.check.checked", meanwhile)
    assert main(["check", "depot", "--certificate", "c.json"]) == 2
    assert f"« depot/{DOCUMENT} » a changé pendant le contrôle." in capsys.readouterr().err
    assert not (here / "c.json").exists()


def test_a_certificate_that_cannot_be_read_is_one_sentence(here: Path) -> None:
    with pytest.raises(UsageError, match="ce n'est pas un fichier ordinaire"):
        load("depot")
