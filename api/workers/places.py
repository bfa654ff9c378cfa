"""Keep account of who is in which lane, and say who may be in the slow one."""

from __future__ import annotations

from typing import Final

from api.problems import Refusal
from api.workers.budget import Budget
from api.workers.lanes import Lanes
from api.workers.member import Member
from api.workers.refusals import busy, spent
from api.workers.running import Running

__all__ = ["Places"]

_MOST_SUSPECTS: Final = 1_000


class Places:
    """The workers that are at a job, by lane; the budgets of clients, and queries under suspicion.

    A worker begins in the quick lane. It *yields* where its job takes long, so that others go
    before it, and goes on to the slow lane where there is a place for it.
    """

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._budget = Budget(lanes.budget)
        self._suspects: dict[int, None] = {}
        self.quick: dict[Member, None] = {}  # in the order in which they began
        self.yielding: set[Member] = set()
        self.slow: set[Member] = set()

    def members(self) -> list[Member]:
        """All of them."""
        return [*self.quick, *self.yielding, *self.slow]

    def enter(self, member: Member) -> None:
        """Put one that begins its job into the quick lane."""
        self.quick[member] = None

    def give_way(self, member: Member) -> bool:
        """Let others go before one of the quick lane; whether there was a place for it."""
        if member not in self.quick or len(self.yielding) >= self._lanes.yielding:
            return False
        del self.quick[member]
        self.yielding.add(member)
        member.give_way()
        return True

    def slow_down(self, member: Member) -> None:
        """Put one into the slow lane."""
        self.leave(member)
        self.slow.add(member)

    def leave(self, member: Member) -> None:
        """Take one out, wherever it is."""
        self.quick.pop(member, None)
        self.yielding.discard(member)
        self.slow.discard(member)

    def turned_away(self, running: Running) -> Refusal | None:
        """Why a job that is not quick cannot go on, if so."""
        wait = self._budget.wait(running.client, now=running.loop.time())
        if wait > 0:
            return spent(wait)
        own = sum(m.job is not None and m.job.client == running.client for m in self.slow)
        if own >= self._lanes.slow_each:
            return busy("This client runs as many slow queries as one client may.")
        if len(self.slow) >= self._lanes.slow:
            return busy("As many slow queries run as may at a time.")
        return None

    def charge(self, running: Running) -> None:
        """Note what a job took of its client's budget."""
        if running.demoted is not None:
            now = running.loop.time()
            self._budget.charge(running.client, now - running.demoted, now=now)
            running.demoted = None

    def suspect(self, running: Running) -> None:
        """Remember a query that turned out slow: asked again, it yields from the start."""
        self._suspects[running.key] = None
        if len(self._suspects) > _MOST_SUSPECTS:
            self._suspects.pop(next(iter(self._suspects)))

    def is_suspect(self, running: Running) -> bool:
        """Whether the query of a job turned out slow before."""
        return running.key in self._suspects
