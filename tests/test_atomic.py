"""A file is written whole or not at all: on full disks, in closed folders, by several at once."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from segur_lint import atomic
from segur_lint.allornone import FolderError, make_folder, write_all
from segur_lint.atomic import WriteError, may_write, write
from segur_lint.errors import UsageError

ROOT = Path(__file__).parent.parent
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and limits of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def refused(path: Path | str, *, force: bool = False) -> WriteError:
    with pytest.raises(WriteError) as caught:
        write(str(path), b"new", force=force)
    return caught.value


# --- what is written ------------------------------------------------------------------------------


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("data", [b"", b"{}\r\n", b"\xff\x00" * 3_000_000])
def test_a_new_file_has_the_bytes_and_nothing_stands_beside_it(
    tmp_path: Path, data: bytes, force: bool
) -> None:
    write(str(tmp_path / "a.json"), data, force=force)
    assert (tmp_path / "a.json").read_bytes() == data
    assert names(tmp_path) == ["a.json"]


def test_a_file_is_replaced_when_it_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"a longer text")
    write(str(file), b"short", force=True)
    assert file.read_bytes() == b"short"
    assert names(tmp_path) == ["a.json"]


def test_a_file_is_not_replaced_unless_it_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"old")
    error = refused(file)
    assert isinstance(error, UsageError)
    assert error.render("fr") == (
        f"Le fichier « {file} » ne peut pas être écrit : il existe déjà ; --force le remplace."
    )
    assert error.render("en") == (
        f"The file “{file}” cannot be written: it is there already; --force replaces it."
    )
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.json"])


@pytest.mark.parametrize("name", ["é\U0001f600 \n.json", "n" * 250 + ".json", "-", ".a"])
def test_any_name_that_a_file_can_have_is_written(tmp_path: Path, name: str) -> None:
    write(str(tmp_path / name), b"new")
    assert names(tmp_path) == [name]


def test_a_name_alone_is_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.json", b"new")
    assert names(tmp_path) == ["a.json"]


# --- modes and links ------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"old")
    file.chmod(mode)
    write(str(file), b"new", force=True)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    write(str(tmp_path / "a.json"), b"new")
    (tmp_path / "b.json").write_bytes(b"new")
    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "b.json").stat().st_mode


@pytest.mark.skipif(not IS_ROOT, reason="only root gives files away")
def test_a_file_that_root_replaces_keeps_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"old")
    os.chown(file, 12345, 23456)
    file.chmod(0o2640)
    write(str(file), b"new", force=True)
    found = file.stat()
    assert (found.st_uid, found.st_gid) == (12345, 23456)
    assert stat.S_IMODE(found.st_mode) == 0o2640


@posix
def test_a_symbolic_link_stays_one_and_its_target_changes(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "a.json"
    target.write_bytes(b"old")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to(Path("far") / "a.json")
    assert "existe déjà" in refused(tmp_path / "one").render("fr")
    write(str(tmp_path / "one"), b"new", force=True)
    assert target.read_bytes() == b"new"
    assert (tmp_path / "one").is_symlink()
    assert (tmp_path / "two").is_symlink()
    assert names(tmp_path / "far") == ["a.json"]


@posix
def test_a_link_to_nothing_makes_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("a.json")
    write(str(tmp_path / "link"), b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


# --- what is refused ------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("folder", "c'est un dossier"),
        ("folder/", "c'est un dossier"),
        ("nothing/", "c'est un dossier"),
        (".", "c'est un dossier"),
        ("to folder", "c'est un dossier"),
        ("nothing/a.json", "son dossier n'existe pas"),
        ("to nothing", "son dossier n'existe pas"),
        ("file/a.json", "un dossier du chemin n'en est pas un"),
        ("pipe", "ce n'est pas un fichier ordinaire"),
        ("/dev/null", "ce n'est pas un fichier ordinaire"),
        ("/dev/full", "ce n'est pas un fichier ordinaire"),
        ("circle", "ses liens symboliques tournent en rond"),
        ("n" * 256, "son nom est trop long"),
        ("a\0b", "ce nom de fichier est impossible"),
        ("a\ud800", "ce nom de fichier est impossible"),
    ],
)
def test_what_is_no_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, why: str, force: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "to folder").symlink_to("folder")
    (tmp_path / "to nothing").symlink_to("nothing/a.json")
    (tmp_path / "circle").symlink_to("circle")
    os.mkfifo(tmp_path / "pipe")
    before = names(tmp_path)
    error = refused(path, force=force)
    assert error.why.fr == why
    assert (error.exit_code, names(tmp_path), names(tmp_path / "folder")) == (2, before, [])
    assert (tmp_path / "file").read_bytes() == b"old"


@posix
@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_a_closed_folder_or_file_is_not_written(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.json").write_bytes(b"old")
    closed.chmod(0o555)
    assert refused(closed / "b.json").why.fr == "accès refusé"
    assert refused(closed / "a.json", force=True).why.fr == "accès refusé"
    closed.chmod(0o755)
    (closed / "a.json").chmod(0o444)
    assert refused(closed / "a.json", force=True).why.fr == "accès refusé"
    assert (names(closed), (closed / "a.json").read_bytes()) == (["a.json"], b"old")


# --- a process of its own: limits, disks, interruptions -------------------------------------------

WRITE = """
import os, sys
from segur_lint.atomic import write, WriteError
{before}
try:
    write(sys.argv[1], b"new" * {size}, force=sys.argv[2] == "force")
except WriteError as error:
    print(error.render("fr"))
    print(*sorted(os.listdir(os.path.dirname(sys.argv[1]))))
else:
    print("written")
"""


def program(before: str = "", size: int = 1) -> list[str]:
    return [sys.executable, "-c", WRITE.format(before=before, size=size)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}


def said(command: list[str]) -> list[str]:
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment(), check=True
    )
    return done.stdout.splitlines()


@posix
@pytest.mark.parametrize("force", ["force", "no"])
def test_a_file_that_grows_beyond_a_limit_leaves_nothing(tmp_path: Path, force: str) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    file = tmp_path / "a.json"
    if force == "force":
        file.write_bytes(b"old")
    before = names(tmp_path)
    sentence, *_ = said([*program(limit, 1_000), str(file), force])
    assert sentence.startswith(f"Le fichier « {file} » ne peut pas être écrit : ")
    assert names(tmp_path) == before
    assert not file.exists() or file.read_bytes() == b"old"
    assert said([*program(limit, 300), str(file), force]) == ["written"]


def mounts(options: str, folder: Path) -> list[str]:
    """A command that makes `folder` a small disk of its own, for what follows in the command."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare on this machine")
    user = [] if IS_ROOT else ["--user", "--map-root-user"]
    script = f'mount -t tmpfs -o {options} none "$0" && printf old > "$0/a.json" && exec "$@"'
    command = [unshare, *user, "--mount", "sh", "-c", script, str(folder)]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    return command


@posix
@pytest.mark.parametrize(("name", "force"), [("b.json", "no"), ("a.json", "force")])
def test_a_full_disk_is_told_and_left_as_it_was(tmp_path: Path, name: str, force: str) -> None:
    disk = mounts("size=64k", tmp_path)
    file = str(tmp_path / name)
    check = (
        'import atexit; atexit.register(lambda: print(open(sys.argv[1][:-6] + "a.json").read()))'
    )
    assert said([*disk, *program(check, 100_000), file, force]) == [
        f"Le fichier « {file} » ne peut pas être écrit : il n'y a plus de place sur le disque.",
        "a.json",
        "old",
    ]
    assert said([*disk, *program(size=1_000), file, force]) == ["written"]


@posix
def test_a_disk_without_a_free_entry_is_told(tmp_path: Path) -> None:
    disk = mounts("nr_inodes=2", tmp_path)  # its folder, and the file that is there
    file = str(tmp_path / "b.json")
    assert said([*disk, *program(), file, "no"]) == [
        f"Le fichier « {file} » ne peut pas être écrit : il n'y a plus de place sur le disque.",
        "a.json",
    ]


@posix
def test_an_interruption_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"old")
    # The first byte is on the disk when the signal comes.
    before = """
import signal
real = os.write
def slow(handle, data):
    written = real(handle, data[:1])
    print(*sorted(os.listdir(os.path.dirname(sys.argv[1]))), flush=True)
    signal.pause()
    return written
os.write = slow
"""
    process = subprocess.Popen(
        [*program(before), str(file), "force"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment(),
        # A shell makes what it starts in the background deaf to Ctrl-C, and these tests with it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,  # noqa: PLW1509  # no thread is running
    )  # fmt: skip
    assert process.stdout is not None
    assert len(process.stdout.readline().split()) == 2  # the file and its part
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert "KeyboardInterrupt" in errors
    assert (names(tmp_path), file.read_bytes()) == (["a.json"], b"old")


@pytest.mark.parametrize("force", ["force", "no"])
def test_of_several_who_write_one_path_each_is_whole_and_without_force_one_wins(
    tmp_path: Path, force: str
) -> None:
    file = tmp_path / "a.json"
    script = """
import sys
from segur_lint.atomic import write, WriteError
sys.stdin.readline()  # all begin at once
wins = 0
for _ in range(50):
    try:
        write(sys.argv[1], sys.argv[3].encode() * 100_000, force=sys.argv[2] == "force")
        wins += 1
    except WriteError:
        pass
    if wins:
        with open(sys.argv[1], "rb") as file:
            data = file.read()
        assert len(data) == 100_000 and len(set(data)) == 1
print(wins)
"""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(file), force, letter],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=environment(),
        )
        for letter in "abcd"
    ]  # fmt: skip
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    wins = [int(process.communicate()[0]) for process in processes]
    assert sum(wins) == (200 if force == "force" else 1)
    data = file.read_bytes()
    assert data in [letter.encode() * 100_000 for letter in "abcd"]
    if force == "no":
        assert data[:1] == b"abcd"[wins.index(1) : wins.index(1) + 1]
    assert names(tmp_path) == ["a.json"]


# --- a disk without links -------------------------------------------------------------------------


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(_source: str, _target: str) -> None:
        raise PermissionError(1, "Operation not permitted")  # what FAT answers

    monkeypatch.setattr(os, "link", link)


def test_a_disk_without_links_takes_new_files(tmp_path: Path, no_links: None) -> None:
    write(str(tmp_path / "a.json"), b"new")
    assert ((tmp_path / "a.json").read_bytes(), names(tmp_path)) == (b"new", ["a.json"])


def test_a_file_that_came_meanwhile_stays_on_a_disk_without_links(
    tmp_path: Path, no_links: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic._fill

    def fill(part: str, data: bytes, like: os.stat_result | None) -> None:
        real(part, data, like)
        (tmp_path / "a.json").write_bytes(b"theirs")

    monkeypatch.setattr(atomic, "_fill", fill)
    assert "existe déjà" in refused(tmp_path / "a.json").render("fr")
    assert ((tmp_path / "a.json").read_bytes(), names(tmp_path)) == (b"theirs", ["a.json"])


def test_a_name_taken_in_vain_is_given_back(
    tmp_path: Path, no_links: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(_source: str, _target: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", replace)
    assert refused(tmp_path / "a.json").why.fr == "le disque répond par une erreur"
    assert names(tmp_path) == []


# --- several files --------------------------------------------------------------------------------


def several(folder: Path, *names: str) -> list[tuple[str, bytes]]:
    return [(str(folder / name), name.encode()) for name in names]


def test_nothing_that_is_there_is_overwritten_and_nothing_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("old")
    with pytest.raises(WriteError, match="il existe déjà"):
        write_all(several(tmp_path, "a", "b", "c"), folders=[str(tmp_path / "d")])
    assert (names(tmp_path), (tmp_path / "b").read_text()) == (["b"], "old")


def test_nothing_is_replaced_where_one_of_the_files_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").mkdir()
    with pytest.raises(WriteError, match="c'est un dossier"):
        write_all(several(tmp_path, "a", "b"), force=True)
    assert (names(tmp_path), (tmp_path / "a").read_text()) == (["a", "b"], "old")


def test_files_are_replaced_where_it_is_asked_after_all_others_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")

    def fill(path: str, data: bytes, *, force: bool) -> None:
        assert force
        if os.path.basename(path) == "c":
            raise OSError(errno.ENOSPC, "No space left on device")
        Path(path).write_bytes(data)

    with monkeypatch.context() as patched:
        patched.setattr("segur_lint.allornone.write", fill)
        with pytest.raises(OSError, match="No space"):
            write_all(several(tmp_path, "a", "b", "c"), force=True)
    assert (names(tmp_path), (tmp_path / "a").read_text()) == (["a"], "old")
    write_all(several(tmp_path, "a", "b"), force=True, folders=[str(tmp_path / "d")])
    assert (names(tmp_path), (tmp_path / "a").read_text()) == (["a", "b", "d"], "a")


@pytest.mark.parametrize("how", [{"force": True}, {"completed": ["a", "b", "c"]}])
@pytest.mark.parametrize("stops", [KeyboardInterrupt, OSError])
def test_what_was_replaced_before_a_fault_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Any, stops: type[BaseException]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        Path(name).write_text("old")

    def fill(path: str, data: bytes, *, force: bool) -> None:
        assert force or path == "d"
        Path(path).write_bytes(data)
        if data == b"c":
            raise stops

    monkeypatch.setattr("segur_lint.allornone.write", fill)
    with pytest.raises(stops):
        write_all(several(Path(), "a", "b", "c", "d"), **how)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(
        "abc", "old"
    )


def test_a_file_that_cannot_be_read_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segur_lint.allornone._content", lambda _: None)
    (tmp_path / "a").write_text("old")

    def fill(path: str, data: bytes, *, force: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("segur_lint.allornone.write", fill)
    with pytest.raises(KeyboardInterrupt):
        write_all(several(tmp_path, "a"), force=True)
    assert (tmp_path / "a").read_text() == "old"


@pytest.mark.parametrize("path", ["a", "a/", "a/b/c", "a/b/", "a/../b", ".", "./a/."])
def test_a_folder_is_made_with_those_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    make_folder(path)
    assert os.path.isdir(path)
    make_folder(path)


@pytest.mark.parametrize("path", ["", "file", "file/a", "new/file\0", "new/" + "x" * 300])
def test_a_folder_that_cannot_be_made_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    with pytest.raises(FolderError, match="ne peut pas être fait"):
        make_folder(path)
    assert names(tmp_path) == ["file"]


def test_a_file_that_cannot_be_taken_back_keeps_no_other_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = os.remove

    def refuse(path: str) -> None:
        if os.path.basename(path) == "a":
            raise PermissionError(errno.EACCES, "Permission denied")
        remove(path)

    def fill(path: str, data: bytes, *, force: bool) -> None:
        assert not force
        if os.path.basename(path) == "z":
            raise OSError(errno.ENOSPC, "No space left on device")
        Path(path).write_bytes(data)

    monkeypatch.setattr("segur_lint.allornone.write", fill)
    monkeypatch.setattr(os, "remove", refuse)
    with pytest.raises(OSError, match="No space"):
        write_all(
            several(tmp_path, "a", "b", "z"),
            folders=[str(tmp_path / "d"), str(tmp_path / "d" / "e")],
        )
    assert names(tmp_path) == ["a"]


def test_what_may_be_written_is_known_before(tmp_path: Path) -> None:
    file = tmp_path / "a"
    may_write(str(file))
    file.write_text("old")
    may_write(str(file), force=True)
    for path, force in ((file, False), (tmp_path, True), (tmp_path / "non" / "a", False)):
        with pytest.raises(WriteError):
            may_write(str(path), force=force)
    assert names(tmp_path) == ["a"]
