"""Take changes of user graphs in turn, have them made, and answer when readers see them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

from api.problems import Refusal
from api.settings import Settings
from api.writing.child import Child
from api.writing.figures import WriterCounts, WriterFigures
from api.writing.orders import Done, Order
from api.writing.refusals import broken, busy, ended, stopping, unshown, waited

__all__ = ["Writer"]

_MOST_WAITING: Final = 64
_PATIENCE: Final = 1.0
"""Seconds until a generation that could not be made is asked for again."""
_MOST_FAILURES: Final = 3
_GRACE: Final = 5.0
"""Seconds beside another deadline that what is made may wait for its generation."""
_LOG: Final = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Pending:
    """An order, and who waits for it; ``held``: the engine has it for sure."""

    order: Order
    seconds: float
    answer: asyncio.Future[Done]
    timer: asyncio.TimerHandle | None = None
    held: bool = False
    expired: bool = False
    done: Done = field(default_factory=lambda: Done(0, stood=False))

    def fail(self, refusal: Refusal) -> None:
        if not self.answer.done():
            self.answer.set_exception(refusal)
        self.rest()

    def finish(self, generation: int) -> None:
        if not self.answer.done():
            done = self.done
            names = (done.added, done.replaced, done.removed)
            self.answer.set_result(Done(generation, done.stood, *names))
        self.rest()

    def rest(self) -> None:
        if self.timer is not None:
            self.timer.cancel()


class Writer:
    """The changes that wait, the one that is made, and those that are made and not shown yet.

    One process writes; it gets one order at a time. If it ends, whatever the reason, another is
    started: an order that it was at is refused, unless it had told that the engine holds it, and
    what was made before is shown by the next one. So what is answered with ``Done`` is in the
    store and in the newest generation.

    All methods belong to the event loop that ``start`` ran in.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._counts = WriterCounts()
        self._line: deque[_Pending] = deque()
        self._current: _Pending | None = None
        self._made: list[_Pending] = []
        self._child: Child | None = None
        self._ready = self._open = self._stopping = self._showing = False
        self._failures = self._unshowable = 0
        self._debt = False  # something is made, and not shown, and nobody waits for it any more
        self._why = ""
        self._attendant: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the process where writing is on; the store is opened with the first order."""
        if self._settings.token is not None and self._attendant is None:
            self._stopping = False
            self._attendant = asyncio.get_running_loop().create_task(self._attend())

    async def stop(self) -> None:
        """Have what is made shown, refuse what waits, and return when the process has ended."""
        self._stopping = True
        while self._line:
            self._line.popleft().fail(stopping())
        if self._child is not None:
            self._child.dismiss()
        if self._attendant is not None:
            await self._attendant
            self._attendant = None

    async def write(self, order: Order) -> Done:
        """What came of a change: it is made, and the newest generation shows it.

        Raises:
            Refusal: 400 it is malformed; 403 it would change a graph of ours; 412 a condition is
                not met; 503 the deadline, a bound, or another process that writes; 507 the disk
                is too full.
        """
        if self._attendant is None or self._stopping:
            raise stopping()
        if len(self._line) >= _MOST_WAITING:
            self._counts.refused += 1
            raise busy("As many changes wait as may; nothing of this one is made.")
        loop = asyncio.get_running_loop()
        seconds = self._settings.update_timeout
        pending = _Pending(order, seconds, loop.create_future())
        pending.timer = loop.call_later(seconds, self._expire, pending)
        self._line.append(pending)
        self._send_next()
        return await pending.answer

    def figures(self) -> WriterFigures:
        """The writer as it is now."""
        return WriterFigures(
            state=self._state(),
            waiting=len(self._line),
            unshown=len(self._made),
            open=self._open,
            counts=self._counts,
        )

    def _state(self) -> str:
        if self._settings.token is None:
            return "off: no token is set"
        if self._why:
            return f"on, but the last write failed: {self._why}"
        if not self._ready:
            return "starting"
        return "on: the store is open for writing" if self._open else "on: idle"

    async def _attend(self) -> None:
        """Keep a process that writes, until the service stops."""
        while not self._stopping:
            child = await Child.start(self._settings)
            self._welcome(child)
            async for said in child.said():
                self._heed(said)
            self._child = None
            self._ready = self._open = False
            await child.bury()
            self._mourn()
            if not self._stopping:
                await asyncio.sleep(min(5.0, 0.05 * 4**self._failures) if self._failures else 0)
        for pending in self._made:
            pending.fail(unshown(self._why))
        self._made.clear()

    def _welcome(self, child: Child) -> None:
        self._child = child
        if self._stopping:  # meanwhile
            child.dismiss()

    def _mourn(self) -> None:
        """The process ended: tell what is known of the order that it was at."""
        pending, self._current = self._current, None
        self._showing = False
        if pending is not None and pending.held:
            self._made.append(pending)
        elif pending is not None:
            if pending.expired:
                self._counts.expired += 1
                pending.fail(ended(pending.seconds))
            else:
                self._counts.crashed += 1
                _LOG.error("The writer ended while it made a change.")
                pending.fail(broken())
        elif not self._stopping:
            self._failures += 1
        if self._failures >= _MOST_FAILURES:
            _LOG.error("The writer cannot be started, or cannot show what is made.")
            for waiting in (*self._line, *self._made):
                waiting.fail(unshown("") if waiting in self._made else busy("Nothing can write."))
            self._line.clear()
            self._made.clear()

    def _send_next(self) -> None:
        """Give the process the order whose turn it is, if it has none."""
        if self._child is None or not self._ready or self._current is not None or self._showing:
            return
        if (self._made or self._debt) and not self._open:
            self._showing = True
            self._child.send(Order("publish", ""), len(self._line))
        elif self._line:
            self._current = self._line.popleft()
            self._child.send(self._current.order, len(self._line))

    def _heed(self, said: dict[str, Any]) -> None:
        match said.pop("did"):
            case "start":
                self._ready = True
            case "open":
                self._open = True
                return
            case "close":
                self._open = False
                if (self._made or self._debt) and not self._showing:
                    asyncio.get_running_loop().call_later(_PATIENCE, self._send_next)
                return
            case "hold":
                if self._current is not None:
                    self._current.held = True
                return
            case "commit":
                self._committed(said)
            case "refuse":
                if not self._refused(said):
                    return
            case "show":
                self._shown(int(said["generation"]))
            case "fail":
                self._unshown(str(said["detail"]))
                return
            case "log":
                _LOG.log(int(said["level"]), "%s", said["words"])
                return
        self._send_next()

    def _committed(self, said: dict[str, Any]) -> None:
        pending, self._current = self._current, None
        if pending is None:
            return
        self._failures, self._why = 0, ""
        self._counts.written += 1
        names = (tuple(said[name]) for name in ("added", "replaced", "removed"))
        pending.done = Done(0, bool(said["stood"]), *names)
        if "generation" in said:  # it changed nothing, so there is nothing to be shown
            pending.finish(int(said["generation"]))
        else:
            pending.held = True
            self._made.append(pending)

    def _refused(self, said: dict[str, Any]) -> bool:
        """Refuse an order, or all; False where a generation was asked for, which is tried later."""
        everyone, retry = bool(said.pop("everyone", False)), bool(said.pop("retry", False))
        status, detail, hint = int(said.pop("status")), said.pop("detail"), said.pop("hint")

        def refusal() -> Refusal:
            return busy(detail, hint) if retry else Refusal(status, detail, hint, **said)

        was_showing, self._showing = self._showing, False
        if was_showing:
            self._why = detail
            asyncio.get_running_loop().call_later(_PATIENCE, self._send_next)
        refused = [] if self._current is None else [self._current]
        self._current = None
        if everyone:
            refused += self._line
            self._line.clear()
        for pending in refused:
            self._counts.refused += 1
            pending.fail(refusal())
        return not was_showing

    def _unshown(self, why: str) -> None:
        """No generation can be made now, as on a full disk; those who wait long for it are told."""
        self._showing = False
        if why != self._why:
            _LOG.error("No generation could be made. %s", why)
        self._why = why
        self._unshowable += 1
        if self._unshowable >= _MOST_FAILURES:
            self._debt = True
            for pending in self._made:
                pending.fail(unshown(why))
            self._made.clear()

    def _shown(self, generation: int) -> None:
        self._showing = self._debt = False
        self._why = ""
        self._unshowable = 0
        self._counts.generations += 1
        made, self._made = self._made, []
        for pending in made:
            pending.finish(generation)

    def _expire(self, pending: _Pending) -> None:
        """At the deadline of an order: end it, unless it is made."""
        with contextlib.suppress(ValueError):
            self._line.remove(pending)
            self._counts.expired += 1
            pending.fail(waited(pending.seconds))
            return
        if pending is self._current and not pending.held:
            if self._child is not None:
                self._child.kill()
        elif pending.expired:  # a second time: it is made, and was to be shown long ago
            with contextlib.suppress(ValueError):
                self._made.remove(pending)
            pending.fail(unshown(self._why))
            return
        pending.expired = True
        loop = asyncio.get_running_loop()
        pending.timer = loop.call_later(pending.seconds + _GRACE, self._expire, pending)
