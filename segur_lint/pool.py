"""Many files over several processes, in order, with a word after each."""

from __future__ import annotations

import gc
import os

from segur_lint.errors import SegurLintError
from segur_lint.report.model import NONE, FileReport
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.process import BaseProcess
    from multiprocessing.synchronize import Event

    from segur_lint.api import Linter
    from segur_lint.engine import Door

#: Below these, one process is faster than starting others.
FEWEST_FILES = 8
FEWEST_BYTES = 2_000_000

_linter: Linter | None = None
_keep = NONE
_door: Door | None = None
_left: Event | None = None


class WorkerError(SegurLintError):
    """A process of the pool died: what it was checking is not known."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Un des processus de contrôle s'est arrêté (manque de mémoire, peut-être). Rien "
                "n'est prouvé sur ces dépôts. Relancez avec --jobs 1.",
                "One of the checking processes stopped (out of memory, perhaps). Nothing is "
                "proved about these deposits. Run again with --jobs 1.",
            )
        )


def jobs_for(paths: Sequence[str], asked: int) -> int:
    """How many processes to use; `asked` is 0 to decide here, by the files and the machine."""
    if asked:
        return min(asked, max(1, len(paths)))
    if len(paths) < FEWEST_FILES:
        return 1
    total = 0
    for path in paths:
        try:
            total += os.stat(path).st_size
        except OSError:
            continue
    if total < FEWEST_BYTES:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, len(paths))


def check(
    linter: Linter,
    paths: Sequence[str],
    jobs: int,
    keep: int = NONE,
    opened: Callable[[], Door | None] | None = None,
) -> Iterator[FileReport]:
    """The reports of `paths`, in their order, as they come; `keep` is that of `check_file`.

    `opened` makes the door of each process.
    """
    if jobs <= 1:
        door = opened and opened()
        for path in paths:
            report = linter.check_file(path, keep=keep, door=door)
            if len(paths) > 1:
                _clear(report)
            yield report
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import Event

    left = Event()
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(linter, keep, opened, left))
    try:
        chunk = max(1, min(32, len(paths) // (jobs * 4)))
        with _Undisturbed():  # else processes that have started may wait for work for ever
            reports = pool.map(_one, paths, chunksize=chunk)
        yield from reports
    except BrokenProcessPool:
        raise WorkerError from None
    finally:
        # Interrupted, the files at hand are waited for, and no others: a process that is ended
        # while it answers would leave half an answer, for the rest of which one waits for ever.
        with _Undisturbed():
            left.set()
            pool.shutdown(cancel_futures=True)


class _Undisturbed:
    """Ctrl-C, where it is pressed meanwhile, is heard afterwards."""

    def __enter__(self) -> None:
        import signal
        from threading import current_thread, main_thread

        self._pressed: list[int] = []
        self._is_heard = current_thread() is main_thread()  # no other thread hears it
        if self._is_heard:
            self._usual = signal.signal(signal.SIGINT, lambda sent, _: self._pressed.append(sent))

    def __exit__(self, *_: object) -> None:
        import signal

        if self._is_heard:
            signal.signal(signal.SIGINT, self._usual)
            if self._pressed and callable(self._usual):
                self._usual(signal.SIGINT, None)


def _begin(
    linter: Linter, keep: int, opened: Callable[[], Door | None] | None, left: Event
) -> None:
    """Prepare a process: the linter once, and Ctrl-C left to the parent.

    Once nobody waits for its answers any more, `left` is set.
    """
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    global _linter, _keep, _door, _left
    if (parent := parent_process()) is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _linter, _keep, _door, _left = linter, keep, opened and opened(), left


def _end_with(parent: BaseProcess) -> None:
    """End this process when its parent does, be it by force: nobody would give it work any more."""
    parent.join()
    os._exit(1)


def _one(path: str) -> FileReport:
    assert _linter is not None  # set when the process began
    assert _left is not None
    if _left.is_set():
        return FileReport(path)  # nobody will look at it
    report = _linter.check_file(path, keep=_keep, door=_door)
    _clear(report)
    return report


def _clear(report: FileReport) -> None:
    """Give back the memory that a file took, before the next is read."""
    if report.kept is not None:
        report.kept.source.put_away()
    gc.collect(0)  # what it left in circles
