"""Worker processes that share a list of tasks: results in the order of the tasks, and a dead worker loses none."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar, cast

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[list[Task]], list[Result]]

# Tasks in hand for each worker: one slow task stops the others only then, and results never pile up without bound.
AHEAD = 4
# What sending and receiving raise when the other process is gone; in the middle of a message that is an `OSError`.
LOST = (EOFError, OSError)


class Worker:
    """A process that does one list of tasks at a time; it ends by itself when its parent does."""

    def __init__(self, work: Work[Any, Any], others: Iterable[Worker] = ()) -> None:
        # A forked worker has the lexicon of its parent already, for neither time nor memory.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self.connection, theirs = context.Pipe()
        inherited = [self.connection, *(other.connection for other in others)] if sys.platform == "linux" else []
        self.process = context.Process(target=_serve, args=(theirs, work, inherited), daemon=True)
        with _ctrl_c_held_back():
            self.process.start()
        theirs.close()

    def send(self, tasks: list[Any]) -> None:
        """Give it something to do."""
        with suppress(ConnectionError):  # where the worker has died, receiving from it will tell
            self.connection.send(tasks)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self.process.terminate()
        self.process.join()


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Keep Ctrl-C, which reaches all processes at once, from a new one until it ignores it; we get it afterwards."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, work: Work[Any, Any], inherited: list[Connection]) -> None:
    """The life of a worker: as long as some other process held the parent's ends, it would not see the parent die."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in inherited:
        end.close()
    while True:
        try:
            tasks = connection.recv()
        except LOST:
            return
        results = work(tasks)
        try:
            connection.send(results)
        except LOST:
            return


def in_order(
    work: Work[Task, Result], chunks: Iterable[list[Task]], count: int, died: Callable[[Task], Result]
) -> Iterator[list[Result]]:
    """Hand `chunks` to `count` processes that do `work`; yield the results in the order of the chunks.

    The tasks of a worker that dies are done again one by one; `died` makes the result of one that kills its worker
    each time.
    """
    team = Team(work, count, died)
    source, finished, following = enumerate(chunks), dict[int, list[Result]](), 0
    try:
        team.hand_out(source, finished)
        while team.busy or finished:
            finished.update(team.collect())
            ready = []
            while following in finished:
                ready.append(finished.pop(following))
                following += 1
            team.hand_out(source, finished)  # before anyone takes what we yield: no worker waits for that
            yield from ready
    finally:
        team.stop()


class Team(Generic[Task, Result]):
    """Workers, and the numbered chunk that each of those `busy` has in hand."""

    def __init__(self, work: Work[Task, Result], count: int, died: Callable[[Task], Result]) -> None:
        self._work, self._died, self._most = work, died, count * AHEAD
        self._idle: list[Worker] = []
        self.busy: dict[Connection, tuple[Worker, int, list[Task]]] = {}
        for _ in range(count):
            self._idle.append(self._hire())

    def hand_out(self, source: Iterator[tuple[int, list[Task]]], finished: dict[int, list[Result]]) -> None:
        """Give every idle worker a chunk, unless too much is `finished` before its turn; an empty one is done."""
        while self._idle and len(self.busy) + len(finished) < self._most and (given := next(source, None)):
            number, chunk = given
            if chunk:
                worker = self._idle.pop()
                self.busy[worker.connection] = worker, number, chunk
                worker.send(chunk)
            else:
                finished[number] = []

    def collect(self) -> Iterator[tuple[int, list[Result]]]:
        """The results of the workers that have some, once one has."""
        for ready in wait(list(self.busy)) if self.busy else ():
            worker, number, chunk = self.busy.pop(cast("Connection", ready))
            try:
                results = worker.connection.recv()
            except LOST:
                worker.stop()
                results, worker = self._one_by_one(chunk), self._hire()
            self._idle.append(worker)
            yield number, results

    def stop(self) -> None:
        """End all workers."""
        for worker in self._members():
            worker.stop()

    def _hire(self) -> Worker:
        return Worker(self._work, self._members())

    def _members(self) -> list[Worker]:
        return [*self._idle, *(worker for worker, _, _ in self.busy.values())]

    def _one_by_one(self, chunk: list[Task]) -> list[Result]:
        results: list[Result] = []
        worker = self._hire()
        for task in chunk:
            worker.send([task])
            try:
                results += worker.connection.recv()
            except LOST:
                worker.stop()
                worker = self._hire()
                results.append(self._died(task))
        worker.stop()
        return results
