"""Take files on several processes: what one of them breaks is that file's loss alone."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from kg.errors import printable
from kg.judging import Room, load_room
from kg.pipeline.work import Taken, take

__all__ = ["chunks_of", "take_all"]

_CHUNK: Final = 256 * 1024
"""So many bytes of documents are judged together: more would cost memory, fewer time."""
_AHEAD: Final = 3
"""So many chunks for each process are under way, which bounds memory."""

Chunk = tuple[Path, ...]
_Take = Callable[[Chunk], list[Taken]]
_rooms: dict[str, Room] = {}  # what one worker process has loaded; empty in any other process


def chunks_of(paths: Sequence[Path]) -> list[Chunk]:
    """The files in their order, in chunks of about one size."""
    chunks: list[list[Path]] = []
    size = _CHUNK
    for path in paths:
        weight = path.stat().st_size if path.exists() else 0
        if size + weight > _CHUNK or not chunks:
            chunks.append([])
            size = 0
        chunks[-1].append(path)
        size += weight
    return [tuple(chunk) for chunk in chunks]


def take_all(chunks: Sequence[Chunk], symbol: str | None, jobs: int) -> Iterator[list[Taken]]:
    """What the files of each chunk gave, as soon as a chunk is done.

    Where a process ends or the program fails on a chunk, its files are taken one by one, each in
    a process that may fail: a file on which it fails again is refused and stops no other.
    """
    doubtful: list[Path] = []
    remaining = deque(chunks)
    while remaining:
        done: set[Chunk] = set()
        for chunk, future in _under_way(list(remaining), symbol, jobs):
            error = future.exception()
            if isinstance(error, BrokenProcessPool):
                break
            done.add(chunk)
            if error is None:
                yield future.result()
            else:
                doubtful.extend(chunk)
        broken = [chunk for chunk in remaining if chunk not in done]
        if broken and not done:  # which of those under way broke it is not known
            doubtful.extend(path for chunk in broken[: jobs * _AHEAD] for path in chunk)
            broken = broken[jobs * _AHEAD :]
        remaining = deque(broken)
    for path in doubtful:
        yield [_alone(path, symbol)]


def _under_way(
    chunks: Sequence[Chunk], symbol: str | None, jobs: int
) -> Iterator[tuple[Chunk, Future[list[Taken]]]]:
    waiting = iter(chunks)
    context = multiprocessing.get_context("spawn")  # a fork would copy the engine's threads
    with ProcessPoolExecutor(jobs, context, _begin) as pool:
        running = {
            pool.submit(_take_chunk, chunk, symbol): chunk
            for chunk in islice(waiting, jobs * _AHEAD)
        }
        while running:
            finished, _ = wait(running, return_when="FIRST_COMPLETED")
            for future in finished:
                yield running.pop(future), future
                with suppress(BrokenProcessPool):  # those under way will tell
                    for chunk in islice(waiting, 1):
                        running[pool.submit(_take_chunk, chunk, symbol)] = chunk


def _alone(path: Path, symbol: str | None) -> Taken:
    ((_, future),) = _under_way([(path,)], symbol, 1)
    error = future.exception()
    if error is None:
        return future.result()[0]
    how = "the process that read it ended" if isinstance(error, BrokenProcessPool) else repr(error)
    name = printable(str(path))
    return Taken(name, refusal=f"{name}: the program failed on it ({how}); please report it")


def _begin() -> None:
    _rooms["room"] = load_room()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the parent process ends, however it does: nobody else would tell us."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _take_chunk(chunk: Chunk, symbol: str | None) -> list[Taken]:
    return take(chunk, _rooms["room"], symbol)
