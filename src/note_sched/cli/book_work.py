"""Who plays the documents of a book: this process, others on this machine, or a cluster of dask.

Whoever it is gets bytes and gives rows, a handful at a time, in whatever order; so the book has the same bytes.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from note_sched import __version__
from note_sched.cli.book_documents import Found
from note_sched.faults import Refusal
from note_sched.intake.beside import Beside
from note_sched.intake.files_beside import Carried
from note_sched.reports.portfolio.row import DEFECT, BookQuestion, answer, packed, without_figures

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

E = TypeVar("E", bound="Executor")

AT_ONCE = 16
"""Documents that travel together to another process: the way costs as much as playing a small one."""

AT_ONCE_FAR = 64
"""Likewise to another machine, where the way costs ten times as much."""

WORTH_PROCESSES = 200
"""Documents from which other processes pay: starting them takes as long as playing a hundred."""

_AHEAD = 4
"""Handfuls that each worker has before it, so that none ever waits and memory stays flat."""


class PlayedDocument(NamedTuple):
    """A document by its content, its row as a line, and whether that is a defect, which is not kept."""

    content: str
    line: str
    is_defect: bool


Handful = Sequence[Found]
"""Documents, with the files that they name."""


def play(documents: Handful, question: BookQuestion) -> list[PlayedDocument]:
    """The rows of some documents.

    Raises:
        Refusal: another version asks; or an override that no document takes.
    """
    if question.version != __version__:
        raise Refusal(f"a worker has note-sched {__version__}, and {question.version} asks", "install the same on all")
    found = [_play(document, question) for document in documents]
    if not gc.isenabled():
        gc.collect()
    return found


def _play(document: Found, question: BookQuestion) -> PlayedDocument:
    beside = Beside(Carried(document.files))
    try:
        return PlayedDocument(document.content, packed(answer(document.raw, question, beside)), is_defect=False)
    except Exception as defect:  # noqa: BLE001 (one document must not take ten thousand with it)
        return failed(document.content, f"a defect of the program: {type(defect).__name__}: {defect}")


def failed(content: str, why: str) -> PlayedDocument:
    """The row of a document that could not be played, which is nothing that it says."""
    return PlayedDocument(content, packed(without_figures(DEFECT, why)), is_defect=True)


def handfuls(documents: Iterable[Found], size: int) -> Iterator[Handful]:
    """The documents, as many at a time as travel together."""
    some: list[Found] = []
    for document in documents:
        some.append(document)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


Players = Callable[[Iterable[Found], BookQuestion], Iterator[list[PlayedDocument]]]


def here(documents: Iterable[Found], question: BookQuestion) -> Iterator[list[PlayedDocument]]:
    """Play in this process; what was imported so far is no garbage, and is looked through no more."""
    gc.freeze()
    for some in handfuls(documents, AT_ONCE):
        yield play(some, question)


@contextmanager
def on_this_machine(jobs: int) -> Iterator[Players]:
    """Play in so many processes of this machine; they end with this one, however it ends."""
    if jobs == 1:
        yield here
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (many documents alone need it)
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from functools import partial  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    def pool() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)

    executors = _Executors(pool, BrokenProcessPool)
    try:
        yield partial(_spread, executors, jobs, AT_ONCE)
    except BaseException:  # who interrupts does not wait for what is under way
        for process in (executors.now._processes or {}).values():  # noqa: SLF001 (before 3.14 there is no other way)
            process.terminate()
        raise
    finally:
        executors.close()


@contextmanager
def on_cluster(address: str) -> Iterator[Players]:
    """Play on the workers of a dask scheduler; what a worker had that died, another gets.

    Raises:
        Refusal: dask is not installed, there is no scheduler, it has no workers, or they have another version.
    """
    from concurrent.futures import CancelledError  # noqa: PLC0415 (a cluster alone needs it)
    from functools import partial  # noqa: PLC0415

    try:
        from distributed import Client  # noqa: PLC0415 (as above)
        from distributed.comm import CommClosedError  # noqa: PLC0415
        from distributed.scheduler import KilledWorker  # noqa: PLC0415
    except ImportError:
        raise Refusal("--scheduler needs dask, which is not installed", "pip install 'note-sched[dask]'") from None
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise Refusal(f"no dask scheduler answers at {address}: {error}", "such as tcp://127.0.0.1:8786") from None
    with client:
        versions = client.run(installed)
        if not versions:
            raise Refusal(f"the scheduler at {address} has no workers", f"start some: dask worker {address}")
        for worker, version in versions.items():
            if version != __version__:
                raise Refusal(f"the worker {worker} has note-sched {version}, this is {__version__}", "install one")
        workers = sum(client.nthreads().values())
        try:
            executors = _Executors(lambda: client.get_executor(pure=False), KilledWorker)
            yield partial(_spread, executors, workers, AT_ONCE_FAR)
        except (CancelledError, CommClosedError):
            raise Refusal(f"the dask scheduler at {address} has gone", "start it, and give the command again") from None


_PATIENCE = 10  # seconds


def installed() -> str:
    """The version of the program, where this is asked."""
    return __version__


def _begin() -> None:
    """What a process of ours does first: leave the keyboard to its parent, and end when that has gone."""
    import signal  # noqa: PLC0415 (a process of ours alone needs it)
    from multiprocessing import parent_process  # noqa: PLC0415
    from multiprocessing.connection import wait  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
        os._exit(0)

    Thread(target=watch, daemon=True).start()
    gc.disable()
    gc.freeze()


class _Executors(Generic[E]):
    """An executor, and another where that broke: a process that dies takes all with it that it shared a pool with."""

    def __init__(self, make: Callable[[], E], *lost: type[Exception]) -> None:
        """``lost``: what it raises where whoever had a handful died."""
        self._make = make
        self.lost = lost
        self.now = make()

    def renew(self) -> None:
        """Begin again with others."""
        self.now.shutdown(wait=False, cancel_futures=True)
        self.now = self._make()

    def close(self) -> None:
        """End it, and leave nothing of it behind in the system, though this process will end without ado."""
        self.now.shutdown(cancel_futures=True)
        del self.now
        gc.collect()


def _spread(
    executors: "_Executors[E]", workers: int, size: int, documents: Iterable[Found], question: BookQuestion
) -> Iterator[list[PlayedDocument]]:
    """Hand out handfuls, and take them back as they are done."""
    from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 (as above)

    out: dict[Future[list[PlayedDocument]], Handful] = {}
    left = handfuls(documents, size)
    while True:
        lost: list[Handful] = []
        while len(out) < workers * _AHEAD and (some := next(left, None)) is not None:
            try:
                out[executors.now.submit(play, some, question)] = some
            except executors.lost:
                lost.append(some)
                break
        if not out and not lost:
            return
        for future in () if lost else wait(out, return_when=FIRST_COMPLETED).done:
            some = out.pop(future)
            try:
                yield future.result()
            except executors.lost:
                lost.append(some)
        if lost:
            lost += out.values()
            out = {}
            yield from _one_by_one(executors, lost, question)


def _one_by_one(
    executors: "_Executors[E]", lost: Iterable[Handful], question: BookQuestion
) -> Iterator[list[PlayedDocument]]:
    """What was on its way when a process died, each document alone: one with which a process dies again is told."""
    executors.renew()
    for document in (each for some in lost for each in some):
        try:
            yield executors.now.submit(play, [document], question).result()
        except executors.lost:
            executors.renew()
            yield [failed(document.content, "the process that played it died: out of memory, or killed")]
