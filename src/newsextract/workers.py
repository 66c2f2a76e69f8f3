"""Worker processes that share a list of tasks: results in the order of the tasks, and a dead worker loses none."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar, cast

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[list[Task]], list[Result]]

# Tasks in hand for each worker: one slow task stops the others only then, and results never pile up without bound.
AHEAD = 4


class Worker:
    """A process that does one list of tasks at a time; it ends by itself when its parent does."""

    def __init__(self, work: Work[Any, Any], others: Iterable[Worker] = ()) -> None:
        # A forked worker has the lexicon of its parent already, for neither time nor memory.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        self.connection, theirs = context.Pipe()
        inherited = [self.connection, *(other.connection for other in others)] if sys.platform == "linux" else []
        self.process = context.Process(target=_serve, args=(theirs, work, inherited), daemon=True)
        self.process.start()
        theirs.close()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self.process.terminate()
        self.process.join()


def _serve(connection: Connection, work: Work[Any, Any], inherited: list[Connection]) -> None:
    """The life of a worker: as long as some other process held the parent's ends, it would not see the parent die."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in inherited:
        end.close()
    try:
        while True:
            connection.send(work(connection.recv()))
    except (EOFError, ConnectionError):
        return


def in_order(
    work: Work[Task, Result], chunks: Iterable[list[Task]], count: int, died: Callable[[Task], Result]
) -> Iterator[list[Result]]:
    """Hand `chunks` to `count` processes that do `work`; yield the results in the order of the chunks.

    The tasks of a worker that dies are done again one by one; `died` makes the result of one that kills its worker
    each time.
    """
    source = enumerate(chunks)
    idle: list[Worker] = []
    for _ in range(count):
        idle.append(Worker(work, idle))
    busy: dict[Connection, tuple[Worker, int, list[Task]]] = {}
    finished: dict[int, list[Result]] = {}
    following, more = 0, True
    try:
        while more or busy:
            while more and idle and len(busy) + len(finished) < count * AHEAD:
                try:
                    number, chunk = next(source)
                except StopIteration:
                    more = False
                    break
                worker = idle.pop()
                busy[worker.connection] = worker, number, chunk
                _send(worker, chunk)
            for ready in wait(list(busy)) if busy else ():
                worker, number, chunk = busy.pop(cast("Connection", ready))
                try:
                    finished[number] = worker.connection.recv()
                except (EOFError, ConnectionError):
                    worker.stop()
                    others = [*idle, *(other for other, _, _ in busy.values())]
                    finished[number] = _one_by_one(work, chunk, died, others)
                    worker = Worker(work, others)
                idle.append(worker)
            while following in finished:
                yield finished.pop(following)
                following += 1
    finally:
        for worker in [*idle, *(worker for worker, _, _ in busy.values())]:
            worker.stop()


def _send(worker: Worker, chunk: list[Any]) -> None:
    with suppress(ConnectionError):  # where the worker has died, receiving from it will tell
        worker.connection.send(chunk)


def _one_by_one(
    work: Work[Task, Result], chunk: list[Task], died: Callable[[Task], Result], others: list[Worker]
) -> list[Result]:
    results: list[Result] = []
    worker = Worker(work, others)
    for task in chunk:
        _send(worker, [task])
        try:
            results += worker.connection.recv()
        except (EOFError, ConnectionError):
            worker.stop()
            worker = Worker(work, others)
            results.append(died(task))
    worker.stop()
    return results
