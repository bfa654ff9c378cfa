"""Keep workers ready: born before they are asked for, of the newest generation alone."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from api.workers.hatching import Nursery
from api.workers.member import Member
from kg.errors import StoreError

__all__ = ["Crew"]

_MOST_JOBS: Final = 20_000  # of one worker, so that no leak of the engine's grows for ever
_HOPELESS: Final = 2.0  # seconds in which every birth fails: one that was killed says nothing
_log: Final = logging.getLogger(__name__)


class Crew:
    """The workers that are idle, ``most`` of them, or being born.

    ``lacking`` says how many more there should be, ``newest`` which generation is served,
    ``on_ready`` takes one that can do a job, ``on_free`` and ``on_gone`` are told of those at a
    job, and ``on_hopeless`` is called where none could be born for a while.
    """

    def __init__(
        self,
        store: Path,
        memory: int,
        most: int,
        *,
        lacking: Callable[[], int],
        newest: Callable[[], int],
        on_ready: Callable[[Member], None],
        on_free: Callable[[Member], None],
        on_gone: Callable[[Member], None],
        on_hopeless: Callable[[], None],
    ) -> None:
        self.idle: list[Member] = []
        self.young: set[Member] = set()
        self.spawned = 0
        self.nursery = Nursery(self.refill, self._restart)
        self._store, self._memory, self._most = store, memory, most
        self._lacking, self._newest, self._on_ready = lacking, newest, on_ready
        self._on_free, self._on_gone, self._on_hopeless = on_free, on_gone, on_hopeless
        self._generation: int | None = None
        self._failures = 0
        self._failing_since = 0.0
        self._running = False

    def start(self) -> None:
        """Start the nursery; workers come as soon as it is up and the generation is known."""
        self._running = True
        self.nursery.start()

    async def stop(self) -> None:
        """End all of them, and the nursery."""
        self._running = False
        self._let_go()
        await self.nursery.stop()

    def look_at(self, generation: int) -> None:
        """Let workers of other generations go, and have some of this one."""
        if generation != self._generation:
            self._generation = generation
            self._failures = 0
            self._let_go()
            self.refill()

    def back(self, member: Member) -> None:
        """Take a worker that did its job, or let it go where it is not fit for another."""
        self._failures = 0
        is_fit = member.generation == self._generation and member.served < _MOST_JOBS
        if not is_fit or len(self.idle) >= self._most or not member.recover():
            member.close()
            self.refill()
        else:
            self._on_ready(member)

    def refill(self) -> None:
        """Have as many as there should be; one after the other, while some are idle.

        A birth takes 20 ms of a processor, which those who are asked should have.
        """
        if not self._running or self._generation is None or not self.nursery.up:
            return
        lacking = self._lacking()
        if self.idle:
            lacking = min(lacking, 1 - len(self.young))
        for _ in itertools.repeat(None, max(0, lacking)):
            connection = self.nursery.fork(self._store, self._generation, self._memory)
            if connection is None:
                return
            self.spawned += 1
            self.young.add(
                Member(connection, self._generation, self._born, self._on_free, self._gone)
            )

    def _let_go(self) -> None:
        for member in [*self.idle, *self.young]:
            member.close()
        self.idle.clear()
        self.young.clear()

    def _born(self, member: Member) -> None:
        self.young.discard(member)
        self.back(member)
        self.refill()

    def _gone(self, member: Member) -> None:
        if member in self.young:
            self._stillborn(member)
            return
        if member in self.idle:
            self.idle.remove(member)
        self._on_gone(member)
        self.refill()

    def _stillborn(self, member: Member) -> None:
        self.young.discard(member)
        loop = asyncio.get_running_loop()
        if self._failures == 0:
            self._failing_since = loop.time()
        self._failures += 1
        if loop.time() - self._failing_since >= _HOPELESS:
            _log.error("Workers cannot open generation %s of the store.", member.generation)
            self._on_hopeless()
        loop.call_later(min(5.0, 0.05 * 2 ** min(self._failures, 8)), self._try_again)

    def _try_again(self) -> None:
        """Have others born, of the newest generation: the last may be gone by now."""
        with contextlib.suppress(StoreError):  # then it stays at what it knows
            self.look_at(self._newest())
        self.refill()

    def _restart(self) -> None:
        """The nursery ended, and every worker with it."""
        if self._running:
            asyncio.get_running_loop().call_later(0.2, self._revive)

    def _revive(self) -> None:
        if self._running:
            self.nursery.start()
