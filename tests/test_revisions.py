"""``rules diff`` and ``rules impact`` on a real repository: what was, what is, what is unreadable."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from segur_lint import resources
from segur_lint.authoring.revisions import revision, versions
from segur_lint.cli import main
from segur_lint.errors import UsageError
from tests.repository import HEIR, Repository

LOOSER = ("VARCHAR (<50)", "VARCHAR (<=50)")
BIGGER = ("limite: 100", "limite: 200")


@pytest.fixture(autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of these tests' own, and no git of whoever runs them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp()))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    # Ours take a second to read anew, for each version; here they are nobody's.
    ours, folder = tmp_path_factory.mktemp("rules"), resources.folder
    (ours / "rien.yaml").write_text("model: rien\ntitle: Rien\nbalises: {rien: value}\n", "utf-8")
    monkeypatch.setattr(
        resources, "folder", lambda name: str(ours) if name == "rules" else folder(name)
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A work tree with one version, `v1`, which is where the command is run."""
    made = Repository(tmp_path / "depot")
    monkeypatch.chdir(made.folder)
    return made


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["rules", *arguments, "--rules", "regles"])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert "segur-lint-" not in out + err  # the temporary folder is nobody's business
    return code, " ".join(out.split()), " ".join(err.split())


# --- rules diff -------------------------------------------------------------------------------------


def test_a_pack_at_a_revision_is_told_apart_from_the_working_copy(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(LOOSER, BIGGER)
    code, out, err = answer(capsys, "diff", "v1:essai", "essai")
    assert (code, err) == (1, "")
    assert out.startswith("v1:essai → essai Assoupli (2) ESS-002 : le paramètre limite")
    assert "ESS-001 : le format : « VARCHAR (<50) » devient « VARCHAR (<=50) »" in out
    assert out.endswith("3 différences : assoupli 2, changé autrement 1.")


def test_two_revisions_are_told_apart_without_the_working_copy(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(LOOSER)
    repository.commit("v2")
    repository.change(BIGGER)
    for one, other, heading in (("v1", "v2", "Loosened (1)"), ("v2", "v1", "Tightened (1)")):
        code, out, _ = answer(capsys, "diff", f"{one}:essai", f"{other}:essai", "--lang", "en")
        assert code == 1
        assert out.startswith(f"{one}:essai → {other}:essai {heading} ESS-001: the format: “")
        assert "ESS-002" not in out
    assert answer(capsys, "diff", "v1:essai", "HEAD~1:essai")[0] == 0


def test_all_packs_are_compared_with_a_base_and_what_they_share_is_told_once(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "diff", "--base", "v1")[:2] == (
        0,
        "v1 → la copie de travail Aucune différence.",
    )
    (repository.rules / "bis.yaml").write_text(HEIR, encoding="utf-8")
    repository.commit("v2")
    repository.change(LOOSER)
    repository.change(("rules: []", "rules:\n  - {drop: ESS-002, why: ici}"), file="bis.yaml")
    code, out, _ = answer(capsys, "diff", "--base", "v2")
    assert code == 1
    assert out.count("le format") == 1
    assert "essai, essai-bis Assoupli (1)" in out
    assert "essai-bis Retiré (1) ESS-002 : règle retirée" in out
    code, out, _ = answer(capsys, "diff", "--base", "v2", "--pack", "essai-bis")
    assert out.endswith("2 différences : retiré 1, assoupli 1.")
    code, out, _ = answer(capsys, "diff", "--base", "v1")
    assert "essai-bis Ajouté (1) jeu de règles nouveau." in out
    code, out, _ = answer(capsys, "diff", "v2:essai", "essai-bis", "--format", "json")
    plain = json.loads(out)
    assert plain["summary"]["removed"] == 1
    assert plain["old"] == "v2:essai"
    (group,) = plain["groups"]
    assert ("removed", "ESS-002") in [(each["kind"], each["rule"]) for each in group["changes"]]


def test_markdown_escapes_what_authors_write(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(("Le montant est petit", "Un <b>petit</b> @montant | [ici](https://a.fr)"))
    code, out, _ = answer(capsys, "diff", "--base", "v1", "--format", "markdown")
    assert code == 1
    assert "**ESS-002** : le titre : « Le montant est petit » devient" in out
    assert "\\<b\\>petit\\</b\\> @<!-- -->montant \\| \\[ici\\](https\\://a\\.fr)" in out


def test_the_result_goes_to_a_file(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(LOOSER)
    code, out, _ = answer(capsys, "diff", "--base", "v1", "--output", "diff.txt")
    assert (code, out) == (1, "")
    assert "ESS-001" in (repository.folder / "diff.txt").read_text(encoding="utf-8")
    assert answer(capsys, "diff", "--base", "v1", "--output", "non/d.txt")[0] == 2


@pytest.mark.parametrize(
    "name",
    ["--upload-pack=touch x", "-x", "--output=x", "", "v9", "v1 v1", "v1..HEAD", "^v1", "v1\nv1",
     "v1^{tree}", "a" * 5000, "v1\x00", "--all", "HEAD:regles", "\udcff"],
)  # fmt: skip
def test_what_is_no_revision_is_told_and_is_never_an_option(
    name: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(repository.folder.iterdir())
    code, out, err = answer(capsys, "diff", f"--base={name}")
    assert (code, out) == (2, "")
    assert "n'est pas une révision de" in err
    assert "fetch-depth" in err
    code, _, err = answer(capsys, "diff", "--lang", "en", f"--base={name}")
    assert "is no revision of" in err
    assert sorted(repository.folder.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff"], "Nommez deux jeux"),
        (["diff", "essai"], "Nommez deux jeux"),
        (["diff", "essai", "essai", "essai"], "Nommez deux jeux"),
        (["diff", "essai", "essai", "--base", "v1"], "Nommez deux jeux"),
        (["diff", "essai", "essai", "--pack", "essai"], "Nommez deux jeux"),
        (["diff", "v1:esai", "essai"], "Jeu de règles inconnu à la révision v1 : « esai ». Vouliez-vous dire « essai » ?"),
        (["diff", "essai", "esai"], "Jeu de règles inconnu : « esai ». Vouliez-vous dire « essai » ?"),
        (["diff", ":essai", "essai"], "« » n'est pas une révision"),
        (["impact", "."], "il manque : --base"),
        (["impact", "--base", "v1"], "il manque : CHEMIN"),
        (["impact", "--base", "v1", "absent"], "« absent » n'existe pas"),
        (["impact", "--base", "v1", ".", "--pack", "esai"], "Jeu de règles inconnu"),
        (["impact", "--base", "v1", "regles/exemples", "--set", "rien=1"], "Aucune règle ne demande"),
        (["impact", "--base", "v1", "regles/exemples", "--date", "hier"], "n'est pas une date"),
    ],
)  # fmt: skip
def test_a_wrong_use_is_one_sentence(
    arguments: list[str], said: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = answer(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_without_git_or_a_repository_there_is_a_sentence(
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    away = tmp_path / "ailleurs"
    shutil.copytree(repository.rules, away / "regles")
    monkeypatch.chdir(away)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    code, _, err = answer(capsys, "diff", "--base", "v1")
    assert code == 2
    assert "« regles » n'est pas dans un dépôt git (git dit : fatal: not a git repository" in err
    # Without a revision, none is needed.
    assert answer(capsys, "diff", "essai", "essai")[0] == 0
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, err = answer(capsys, "diff", "--base", "v1")
    assert code == 2
    assert "git n'est pas installé" in err


def test_our_own_rules_have_versions_only_where_they_are_in_a_work_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setattr("segur_lint.resources.folder", lambda _: str(tmp_path))
    with pytest.raises(UsageError) as told:
        versions.revision("HEAD", [])
    assert "--rules DOSSIER" in told.value.message.fr


def test_a_folder_that_was_not_there_or_had_no_rules_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.git("mv", "regles", "anciennes")
    repository.commit("v2")
    (repository.folder / "regles").mkdir()
    (repository.folder / "regles" / "lisez-moi.txt").write_text("rien", encoding="utf-8")
    repository.commit("v3")
    shutil.rmtree(repository.folder / "regles")
    shutil.copytree(repository.folder / "anciennes", repository.folder / "regles")
    for base in ("v2", "v3"):
        code, out, err = answer(capsys, "diff", "--base", base)
        assert (code, out) == (2, "")
        assert f"À la révision {base}, le dossier « regles » n'existe pas, ou n'a aucun" in err
    assert answer(capsys, "diff", "--base", "v1")[0] == 0


def test_rules_that_had_faults_are_told_at_their_revision(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(
        ("balise: montant", "balise: montan"), ("sample: exemples/", "sample: ailleurs/")
    )
    repository.commit("v2")
    repository.git("checkout", "-q", "v1", "--", "regles")
    code, out, err = answer(capsys, "diff", "--base", "v2")
    assert (code, out) == (2, "")
    assert "v2:regles/essai.yaml:25:13: Balise « montan » introuvable." in err
    assert "v2:regles/essai.yaml:6:9: Le dépôt d'exemple" in err
    assert "2 fautes dans les règles" in err


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_among_the_rules_of_a_revision_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.rules / "lien.yaml").symlink_to("/etc/passwd")
    repository.commit("v2")
    (repository.rules / "lien.yaml").unlink()
    code, _, err = answer(capsys, "diff", "--base", "v2")
    assert code == 2
    assert "« regles/lien.yaml » est un lien symbolique" in err


def test_a_sample_is_exported_wherever_the_repository_holds_it(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.folder / "depots").mkdir()
    shutil.move(repository.rules / "exemples" / "exemple.json", repository.folder / "depots")
    repository.change(("sample: exemples/", "sample: ../depots/"))
    repository.commit("v2")
    assert answer(capsys, "diff", "--base", "v2")[0] == 0


def test_rules_at_the_top_of_the_work_tree_and_odd_names_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Repository(tmp_path / "dépôt à « nous »")
    shutil.move(made.rules, made.folder / "règles d'ici")
    made.commit("v2")
    monkeypatch.chdir(made.folder / "règles d'ici")
    assert main(["rules", "diff", "--base", "v2", "--rules", "."]) == 0
    for path in (made.folder / "règles d'ici").iterdir():
        shutil.move(path, made.folder)
    made.commit("v3")
    monkeypatch.chdir(made.folder)
    assert main(["rules", "diff", "--base", "v3", "--rules", "."]) == 0
    capsys.readouterr()


def test_a_folder_of_another_repository_is_taken_as_it_is_and_that_is_told(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "autres"
    other.mkdir()
    (other / "bis.yaml").write_text(
        HEIR.replace("exemples/", "../depot/regles/exemples/"), encoding="utf-8"
    )
    repository.change(LOOSER)
    code = main(["rules", "diff", "--base", "v1", "--rules", "regles", "--rules", str(other)])
    out = " ".join(capsys.readouterr().out.split())
    assert code == 1
    assert "autres » n'est pas dans ce dépôt git : ses règles sont prises telles" in out
    assert "essai, essai-bis Assoupli (1)" in out


def test_our_rules_installed_in_a_work_tree_of_theirs_are_taken_as_they_are(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = resources.folder
    inside = repository.folder / ".venv" / "rules"
    shutil.copytree(folder("rules"), inside)
    monkeypatch.setattr(
        resources, "folder", lambda name: str(inside) if name == "rules" else folder(name)
    )
    repository.change(LOOSER)
    assert answer(capsys, "diff", "--base", "v1")[0] == 1
    assert main(["rules", "diff", "--base", "v1"]) == 2
    assert "n'existe pas, ou n'a aucun" in " ".join(capsys.readouterr().err.split())


def test_the_environment_of_a_hook_does_not_lead_to_another_repository(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "autre")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    found = revision.resolve("regles", "v1")
    assert found.top == str(repository.folder.resolve())


# --- rules impact -----------------------------------------------------------------------------------


def deposits(repository: Repository, **texts: str) -> None:
    folder = repository.folder / "lots"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


BIG = '{"reference": "A123",\n "montant": 150, "bloc": {"note": "x"}}'
LONG = '{"reference": "A%s",\n "montant": 5, "bloc": {"note": "x"}}' % ("1" * 59)


def test_the_findings_that_appear_and_vanish_are_told_with_the_verdicts(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, grand=BIG, long=LONG)
    repository.change(BIGGER, ("VARCHAR (<50)", "VARCHAR"))
    code, out, err = answer(capsys, "impact", "--base", "v1", "lots")
    assert (code, err) == (1, "")
    assert "Constats qui disparaissent ESS-001 : 1 constat lots/long.json:1 : « reference »" in out
    assert "ESS-002 : 1 constat lots/grand.json:2 : Le montant est trop grand." in out
    assert "Verdicts qui changent lots/grand.json : non déposable → déposable lots/long" in out
    assert "0 constat apparu ; 2 constats disparus ; 2 verdicts changés ; 2 fichiers jugés" in out
    repository.commit("v2")
    repository.git("checkout", "-q", "v1", "--", "regles")
    code, out, _ = answer(capsys, "impact", "--base", "v2", "lots", "--lang", "en")
    assert code == 1
    assert "Findings that appear ESS-001: 1 finding lots/long.json:1: “reference”" in out
    assert "lots/grand.json: can be deposited → cannot be deposited" in out


def test_the_impact_as_json_and_as_markdown(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, **{"gr|and_<b>": BIG})
    repository.change(BIGGER)
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots", "--format", "json")
    plain = json.loads(out)
    assert code == 1
    assert plain["summary"] == {
        "files": 1,
        "appear": 0,
        "vanish": 1,
        "verdicts": 1,
        "not_judged": 0,
    }
    (gone,) = plain["vanish"]
    assert (gone["rule"], gone["line"], gone["pointer"]) == ("ESS-002", 2, "/montant")
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots", "--format", "markdown")
    assert "- **ESS-002** : 1 constat - **lots/gr\\|and\\_\\<b\\>.json:2**" in out.replace(
        "\\.json", ".json"
    ).replace("\\:2", ":2")


def test_no_effect_is_said_where_there_is_none(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, grand=BIG)
    repository.change(("Le montant est petit", "Le montant est modeste"))
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots")
    assert code == 0
    assert "Aucun effet sur ces fichiers ; 1 fichier jugé par les deux versions." in out


def test_a_change_of_severity_or_words_is_no_other_finding(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, grand=BIG)
    repository.change(
        ("    title: Le montant", "    severity: warning\n    title: Le montant"),
        ("Le montant est trop grand", "Le montant dépasse"),
    )
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots")
    assert code == 1
    assert "changent de gravité lots/grand.json:2 : ESS-002, erreur devient avertissement" in out
    assert "non déposable → déposable avec réserves" in out
    assert "0 constat apparu ; 0 constat disparu ; 1 gravité changée ; 1 verdict changé" in out
    repository.git("checkout", "-q", "v1", "--", "regles")
    repository.change(("Le montant est trop grand", "Le montant dépasse"))
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots")
    assert code == 1
    assert "0 constat apparu ; 0 constat disparu ; 1 message reformulé" in out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "aucun jeu de règles n'a pu être choisi"),
        ("{}", "aucun jeu de règles n'a pu être choisi"),
    ],
)
def test_no_effect_is_never_said_of_what_was_not_judged(
    text: str, why: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, autre=text)
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots")
    assert code == 2
    assert f"Fichiers non jugés, ou pas entièrement lots/autre.json : {why}" in out
    assert "Aucun effet" not in out
    assert "Rien n'a été comparé ; 0 fichier jugé" in out
    deposits(repository, grand=BIG)
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots")
    assert code == 2
    assert "Rien ne change dans ce qui a été jugé ; 1 fichier jugé" in out
    assert out.endswith("1 ne l'est pas, ou pas entièrement.")


def test_a_file_that_another_pack_judges_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, grand=BIG)
    repository.change(('starts_with(reference, "A")', 'starts_with(reference, "B")'))
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots")
    assert code == 2
    assert "Fichiers jugés par un autre jeu lots/grand.json : essai → aucun" in out
    assert "lots/grand.json : maintenant, aucun jeu de règles n'a pu être choisi" in out


def test_an_input_that_only_one_version_asks_for_is_given_to_that_one(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, grand=BIG)
    inputs = "inputs:\n  attendu: {fr: la référence, en: the reference}\nparams:"
    row = "value <= limite and reference == attendu"
    repository.change(("params:", inputs), ("value <= limite", row))
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots", "--set", "attendu=A123")
    assert code == 0
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots")
    assert "ESS-002 : à donner : la référence" in out


def test_no_value_of_a_deposit_is_shown_where_none_may_be(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, autre=BIG.replace("A123", "ASECRET"))
    repository.change(("VARCHAR (<50)", "VARCHAR (type « AXXX »)"))
    shown = answer(capsys, "impact", "--base", "v1", "lots", "--pack", "essai")[1]
    hidden = answer(capsys, "impact", "--base", "v1", "lots", "--pack", "essai", "--no-values")[1]
    assert "ESS-001" in shown
    assert "ESS-001" in hidden
    assert "SECRET" not in hidden


def test_a_configuration_around_the_deposits_is_told_not_to_be_heeded(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, grand=BIG)
    (repository.folder / "lots" / ".segur-lint.yaml").write_text("ignore: [ESS-002]\n", "utf-8")
    code, out, _ = answer(capsys, "impact", "--base", "v1", "lots")
    assert code == 0
    assert "sans la configuration (lots/.segur-lint.yaml)" in out


def test_many_findings_of_a_rule_are_counted_and_json_has_them_all(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    deposits(repository, **{f"d{number:02}": BIG for number in range(25)})
    repository.change(BIGGER)
    out = answer(capsys, "impact", "--base", "v1", "lots")[1]
    assert "ESS-002 : 25 constats" in out
    assert "… : et 5 de plus ; « --format json » les donne tous" in out
    out = answer(capsys, "impact", "--base", "v1", "lots", "--format", "json")[1]
    assert len(json.loads(out)["vanish"]) == 25


@pytest.mark.parametrize("read", ["lots/grand.json", "regles/essai.yaml", "registre.csv"])
def test_an_impact_is_not_written_over_what_is_read(
    repository: Repository, capsys: pytest.CaptureFixture[str], read: str
) -> None:
    deposits(repository, grand="{}")
    Path("registre.csv").write_text("a\n", encoding="utf-8")
    before = Path(read).read_bytes()
    arguments = ["impact", "--base", "HEAD", "lots", "--output", read]
    code, _, err = answer(capsys, *arguments, "--register", "avances=registre.csv")
    assert (code, Path(read).read_bytes()) == (2, before)
    assert "c'est un des fichiers que l'on lit" in err
