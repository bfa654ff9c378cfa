"""Keep workers ready, give each job to one, and end what runs past its bounds."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from api.problems import Refusal
from api.views import Views
from api.workers.crew import Crew
from api.workers.figures import Counts, PoolFigures
from api.workers.inline import Inline
from api.workers.jobs import Job, Reply, asking, doing
from api.workers.lanes import Lanes
from api.workers.member import Member
from api.workers.places import Places
from api.workers.refusals import broken, busy, cancelled, late
from api.workers.running import Running
from kg.errors import StoreError

__all__ = ["Pool"]

_STARVING: Final = 5  # times the lenience, for what had no more of the processor than a look-up


class Pool:
    """Workers over the newest generation of a store, and the jobs that they are at.

    A job gets an idle worker, else it waits its turn. One that is not done after
    ``lanes.patience`` yields the processor if others wait; after ``lanes.grace`` it needs a place
    in the slow lane, and its worker serves no other. At its deadline its worker is killed.
    Without ``isolated``, queries are answered in the server itself: nothing bounds them.

    All methods belong to the event loop that ``start`` ran in.
    """

    def __init__(
        self,
        store: Path,
        views: Views,
        *,
        seconds: float,
        isolated: bool = True,
        lanes: Lanes | None = None,
    ) -> None:
        self.lanes = lanes or Lanes()
        self._views = views
        self._seconds = seconds
        self._inline = None if isolated else Inline(views)
        self._crew = Crew(
            store,
            self.lanes.memory,
            self.lanes.quick,
            lacking=self._lacking,
            newest=views.newest,
            on_ready=self._ready,
            on_free=self._freed,
            on_gone=self._gone,
            on_hopeless=self._give_up,
        )
        self._places = Places(self.lanes)
        self._counts = Counts()
        self._waiting: deque[Running] = deque()
        self._known: dict[str, Running] = {}
        self._started = False
        self._later: asyncio.TimerHandle | None = None

    @property
    def inline(self) -> Inline | None:
        """What answers in the server itself; None where workers do."""
        return self._inline

    async def start(self) -> None:
        """Start the nursery; workers come as soon as it is up."""
        if self._inline is None and not self._started:
            self._started = True
            self._crew.start()
            with contextlib.suppress(StoreError):  # then the first job finds out, and says so
                self._crew.look_at(self._views.newest())

    async def stop(self) -> None:
        """End every job, worker and the nursery; return when they are gone."""
        self._started = False
        for running in list(self._known.values()):
            self._end(running, cancelled("The service is stopping."))
        if self._later is not None:
            self._later.cancel()
        await self._crew.stop()

    async def ask(
        self,
        job: Job,
        *,
        client: str,
        query_id: str | None = None,
        seconds: float | None = None,
        on_slow: Callable[[], None] | None = None,
        generation: int | None = None,
    ) -> Reply:
        """The answer to a query, whole if it is small and quick, else as it comes.

        ``client`` is whom the budget of the slow lane is kept for. ``on_slow`` is called once if
        there is no answer after ``lanes.buffering`` seconds. ``generation`` is the newest, if
        the caller has just looked.

        Raises:
            Refusal: 400 the query is malformed; 406 no format is acceptable; 429 the client's
                budget is spent; 503 the deadline, a bound or the worker's end.
        """
        if generation is None:
            generation = self._views.newest()
        if self._inline is not None:
            return self._inline.ask(job, generation)
        whole = job.most_rows is not None
        self._crew.look_at(generation)
        return await self._answer(
            asking(job), client, query_id, seconds, on_slow, key=hash(job.query), whole=whole
        )

    async def run(
        self, task: str, payload: bytes, *, client: str, seconds: float | None = None
    ) -> bytes:
        """The result of a task of ``api.workers.tasks``, done in a worker.

        Raises:
            Refusal: what the task says, or 429 and 503 as for a query.
        """
        if self._inline is not None:
            return self._inline.run(task, payload)

        self._crew.look_at(self._views.newest())
        reply = await self._answer(
            doing(task, payload), client, None, seconds, None, key=hash(task), whole=True
        )
        return reply.body or b""

    def cancel(self, query_id: str) -> bool:
        """End a query; whether there was one of this id."""
        running = self._known.get(query_id)
        if running is None:
            return False
        self._counts.cancelled += 1
        self._end(running, cancelled("The query was cancelled."))
        return True

    def figures(self) -> PoolFigures:
        """The pool at this moment."""
        places = self._places
        self._counts.spawned = self._crew.spawned
        return PoolFigures(
            idle=len(self._crew.idle),
            quick=len(places.quick) + len(places.yielding),
            slow=len(places.slow),
            waiting=len(self._waiting),
            network=self._crew.nursery.network,
            counts=self._counts,
        )

    def busy(self) -> list[int]:
        """The process ids of the workers that are at a job."""
        return [member.pid for member in self._places.members() if member.pid is not None]

    def held(self) -> int:
        """Bytes of answers that wait here for their clients."""
        return sum(running.held for running in self._known.values())

    async def _answer(
        self,
        payload: Callable[[float], bytes],
        client: str,
        query_id: str | None,
        seconds: float | None,
        on_slow: Callable[[], None] | None,
        *,
        key: int,
        whole: bool,
    ) -> Reply:
        if not self._started:
            raise Refusal(503, "The service is not running.", "ask again in a while")
        query_id = query_id or secrets.token_hex(8)
        if query_id in self._known:
            raise Refusal(409, f"A query {query_id} is running.", "choose another X-Query-Id")
        running = Running(
            payload,
            client,
            query_id,
            seconds or self._seconds,
            on_slow,
            key=key,
            buffer=None if whole else self.lanes.buffer,
        )
        self._admit(running)
        try:
            await running.ready
        except asyncio.CancelledError:
            self._abandon(running)
            raise
        return running.reply(self._abandon)

    def _admit(self, running: Running) -> None:
        if not self._crew.idle and len(self._waiting) >= self.lanes.waiting:
            self._counts.refused += 1
            raise busy("Too many queries wait for their turn.")
        self._known[running.query_id] = running
        if self._places.is_suspect(running):
            refusal = self._places.turned_away(running)
            if refusal is not None:
                self._put_off(running, refusal)
                return
        if self._crew.idle:
            self._assign(self._crew.idle.pop(), running)
            return
        self._waiting.append(running)
        running.timer = running.loop.call_later(running.left(), self._expire, running)
        self._relieve()
        self._crew.refill()

    def _assign(self, member: Member, running: Running) -> None:
        running.taken = running.loop.time()
        running.generation = member.generation
        self._places.enter(member)
        if running.timer is not None:
            running.timer.cancel()
        wait = min(self.lanes.patience, running.left())
        running.timer = running.loop.call_later(wait, self._ease, running, member)
        running.spent = member.processor_time()
        if self._places.is_suspect(running):
            self._yield(member)
        member.send(running, running.payload(running.left()))
        if self._waiting:
            self._relieve()

    def _ease(self, running: Running, member: Member) -> None:
        """After the patience: no look-up takes so long, so let others go before it."""
        self._let_others_pass(running, member)
        wait = min(self.lanes.buffering - self.lanes.patience, running.left())
        running.timer = running.loop.call_later(wait, self._look, running)

    def _let_others_pass(self, running: Running, member: Member) -> None:
        if len(self._known) > 1 and self._had_its_turn(running, member):
            self._yield(member)

    def _had_its_turn(self, running: Running, member: Member) -> bool:
        """Whether a job had the processor as long as a look-up takes, and longer."""
        had = member.processor_time()
        return had == 0 or had - running.spent >= self.lanes.patience / 2

    def _yield(self, member: Member) -> None:
        if self._places.give_way(member):
            self._crew.refill()

    def _look(self, running: Running) -> None:
        """After the time that answers are held back: let begin what has come."""
        running.release()
        self._let_others_pass(running, running.worker())
        if running.on_slow is not None:
            running.on_slow()
        wait = min(self.lanes.grace - self.lanes.buffering, running.left())
        running.timer = running.loop.call_later(wait, self._judge, running)

    def _judge(self, running: Running) -> None:
        """After the grace: a place in the slow lane, or the end."""
        if running.left() <= 0:
            self._expire(running)
            return
        member = running.worker()
        if self._is_starved(running, member):
            self._let_others_pass(running, member)
            wait = min(self.lanes.grace, running.left())
            running.timer = running.loop.call_later(wait, self._judge, running)
            return
        refusal = self._places.turned_away(running)
        if refusal is not None:
            self._put_off(running, refusal)
            return
        running.demoted = running.loop.time()
        self._counts.demoted += 1
        self._places.slow_down(member)
        if running.kind is None:
            member.give_way()
        running.timer = running.loop.call_later(running.left(), self._expire, running)
        self._crew.refill()

    def _is_starved(self, running: Running, member: Member) -> bool:
        """Whether it is late only because others had the processor."""
        waited = running.loop.time() - running.taken
        if not self._had_its_turn(running, member):
            return waited < _STARVING * self.lanes.lenience
        spent = member.processor_time() - running.spent
        return spent < self.lanes.grace / 2 and waited < self.lanes.lenience

    def _put_off(self, running: Running, refusal: Refusal) -> None:
        """End a job, but say so a little later: who asks again at once would cost a worker each."""
        self._counts.refused += 1
        self._places.suspect(running)
        member, running.member = running.member, None
        if member is not None:
            self._drop(member)
            member.kill()
            self._crew.refill()
        if running.timer is not None:
            running.timer.cancel()
        wait = min(self.lanes.penalty, running.left())
        running.timer = running.loop.call_later(wait, self._end, running, refusal)

    def _relieve(self) -> None:
        """Have jobs that take long yield, so that those who wait get a worker in their place."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if not self._waiting or self._crew.idle:
            return
        for member in list(self._places.quick):
            if member.job is None:
                return
            left = member.job.taken + self.lanes.patience - member.job.loop.time()
            if left > 0:
                self._later = member.job.loop.call_later(left, self._relieve)
                return
            if self._had_its_turn(member.job, member):
                self._yield(member)

    def _expire(self, running: Running) -> None:
        self._counts.expired += 1
        if running.member is not None and running.kind is None:
            self._places.suspect(running)
        self._end(running, late(running.seconds))

    def _abandon(self, running: Running) -> None:
        """Nobody waits for it any more."""
        if not running.ended:
            self._counts.cancelled += 1
            self._end(running, cancelled("The client went away."))

    def _end(self, running: Running, refusal: Refusal) -> None:
        """End a job before it is done, and its worker with it."""
        member = running.member
        self._forget(running)
        if member is None:
            with contextlib.suppress(ValueError):
                self._waiting.remove(running)
        else:
            self._drop(member)
            member.kill()
        running.fail(refusal)
        self._crew.refill()

    def _freed(self, member: Member) -> None:
        """A worker did its job."""
        running, member.job = member.job, None
        if running is not None:
            self._counts.answered += running.failure is None
            self._forget(running)
        self._drop(member)
        self._crew.back(member)

    def _forget(self, running: Running) -> None:
        self._known.pop(running.query_id, None)
        if running.timer is not None:
            running.timer.cancel()
            running.timer = None
        self._places.charge(running)
        running.member = None

    def _drop(self, member: Member) -> None:
        member.job = None
        self._places.leave(member)

    def _ready(self, member: Member) -> None:
        if self._waiting:
            self._assign(member, self._waiting.popleft())
        else:
            self._crew.idle.append(member)

    def _gone(self, member: Member) -> None:
        """A worker ended by itself: out of memory, or the engine broke."""
        running = member.job
        self._drop(member)
        if running is not None:
            self._counts.crashed += 1
            self._places.suspect(running)
            self._forget(running)
            running.fail(broken())

    def _give_up(self) -> None:
        """No worker can be born: let nobody wait for one in vain."""
        for running in list(self._waiting):
            self._end(running, busy("No worker can open the store."))

    def _lacking(self) -> int:
        """How many workers there are too few."""
        crew = self._crew
        return self.lanes.quick - len(crew.idle) - len(crew.young) - len(self._places.quick)
