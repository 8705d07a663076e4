"""Where what is printed goes: the standard output, or a file, and a sentence where that fails."""

from __future__ import annotations

import errno
import io
import os
import sys

from segur_lint.errors import UsageError, reason
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


IS_READ = Text("c'est un des fichiers que l'on lit", "it is one of the files that are read")


def is_among(path: str, files: Iterable[str]) -> bool:
    """Whether the file at `path` is there, and is one of `files`, however it is spelt."""
    return os.path.exists(path) and any(
        os.path.exists(each) and os.path.samefile(path, each) for each in files
    )


#: What is written, as the sentence on what prevents it begins.
_REPORT = Text("Le rapport", "The report")
CERTIFICATE = Text("Le certificat", "The certificate")


def refuse(path: str | None, files: Sequence[str], what: Text = _REPORT) -> None:
    """Say before the work that `what` is to be written cannot go where it is asked."""
    if path is None:
        return
    if path == "-":
        raise UsageError(
            Text(
                "« - » n'est pas un fichier où écrire. Un format sans --output va à la sortie "
                "standard.",
                "“-” is no file to write to. A format without --output goes to the standard "
                "output.",
            )
        )
    if not path:
        raise _output_error(path, Text("il faut un nom de fichier", "a file needs a name"), what)
    if os.path.isdir(path):
        raise _output_error(path, Text("c'est un dossier", "it is a folder"), what)
    if not os.path.isdir(os.path.dirname(path) or os.curdir):
        raise _output_error(
            path, Text("son dossier n'existe pas", "its folder does not exist"), what
        )
    if is_among(path, files):
        raise _output_error(path, IS_READ, what)


def spare(path: str, what: str) -> None:
    """`UsageError` where a file stands at `path` that is no ``"report"`` of ours, or no
    ``"certificate"``, and that would be replaced by one.

    A device or a pipe is written to, and an empty file holds nothing that could be lost.
    """
    if os.path.isfile(path) and os.path.getsize(path):
        from segur_lint.cli.replacing import refuse_other

        refuse_other(path, what)


def write(text: str, path: str | None) -> None:
    """To the standard output, or to a file, whole or not at all."""
    if path is None:
        out(text)
        return
    from segur_lint import atomic

    data = text.encode("utf-8", "backslashreplace")
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe is written to
            with open(path, "wb") as file:
                file.write(data)
        else:
            atomic.write(path, data, force=True)
    except atomic.WriteError as error:
        raise _output_error(path, error.why) from None
    except OSError as error:
        raise _output_error(path, reason(error)) from None


def out(said: str | bytes) -> None:
    """Write to the standard output; `UsageError` where it takes no more."""
    with Writing():
        if isinstance(said, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(said)
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(said)
            sys.stdout.flush()


class Writing:
    """Around what writes to the standard output: `UsageError` where it takes no more."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, *rest: object) -> None:
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            # What is left is not tried again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise _unfit(error) from None


def say(line: str) -> None:
    """Write one line, or lines that belong together, to the standard output."""
    out(line + "\n")


class Closed(io.StringIO):
    """Stands for a standard output that was closed before we were called: it refuses all."""

    encoding = "utf-8"

    @property
    def buffer(self) -> Closed:  # type: ignore[override]  # it refuses bytes as it refuses text
        """As a standard output has one."""
        return self

    def write(self, _: str | bytes) -> int:
        """`UsageError`."""
        raise _unfit(OSError(errno.EBADF, ""))


def _unfit(error: OSError) -> UsageError:
    """What prevents the standard output from being written."""
    if error.errno == errno.EBADF:
        return UsageError(
            Text(
                "La sortie standard est fermée : rien ne peut y être écrit.",
                "The standard output is closed: nothing can be written to it.",
            )
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UsageError(
            Text(
                "La sortie standard est pleine : tout n'y a pas été écrit. Faites de la place, ou "
                "dirigez-la ailleurs.",
                "The standard output is full: not all was written to it. Make room, or send it "
                "elsewhere.",
            )
        )
    why = reason(error)
    return UsageError(
        Text(
            f"La sortie standard ne peut pas être écrite : {why.fr}.",
            f"The standard output cannot be written: {why.en}.",
        )
    )


def unwritten(path: str, error: OSError | ValueError) -> UsageError:
    """The error for a file that the system, or its name, does not let be written."""
    impossible = Text("ce nom de fichier est impossible", "no file can have this name")
    return _output_error(path, reason(error) if isinstance(error, OSError) else impossible)


def _output_error(path: str, why: Text, what: Text = _REPORT) -> UsageError:
    name = printable(path)
    return UsageError(
        Text(
            f"{what.fr} ne peut pas être écrit dans « {name} » : {why.fr}.",
            f"{what.en} cannot be written to “{name}”: {why.en}.",
        )
    )
