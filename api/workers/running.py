"""One job in the server's eyes: what came of it so far, and who waits for it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Final

from api.problems import Refusal
from api.workers.jobs import Cut, Kind, Reply

if TYPE_CHECKING:
    from api.workers.member import Member

__all__ = ["Running"]

_MOST_SENT: Final = 262_144  # in one piece
_MOST_HELD: Final = 524_288  # beyond that the worker is not listened to until the client took some


class Running:
    """A job from its acceptance to its end.

    It is *ready* when its answer is complete, is known to be streamed, or will not come. An answer
    is held back up to ``buffer`` bytes, so that it goes out whole; without that, all of it is.
    """

    __slots__ = (
        "_chunks",
        "_waiter",
        "buffer",
        "client",
        "demoted",
        "failure",
        "finished",
        "format",
        "generation",
        "held",
        "key",
        "kind",
        "loop",
        "member",
        "on_slow",
        "payload",
        "query_id",
        "ready",
        "seconds",
        "spent",
        "start",
        "taken",
        "timer",
        "truncated",
    )

    def __init__(
        self,
        payload: Callable[[float], bytes],
        client: str,
        query_id: str,
        seconds: float,
        on_slow: Callable[[], None] | None,
        *,
        key: int,
        buffer: int | None,
    ) -> None:
        self.loop = asyncio.get_running_loop()
        self.payload, self.client, self.query_id = payload, client, query_id
        self.seconds, self.on_slow = seconds, on_slow
        self.start = self.loop.time()
        self.taken = self.start
        self.ready: asyncio.Future[None] = self.loop.create_future()
        self.member: Member | None = None
        self.generation = 0
        self.timer: asyncio.TimerHandle | None = None
        self.kind: Kind | None = None
        self.format = ""
        self.key, self.buffer = key, buffer
        self.spent = 0.0
        self.truncated = self.finished = False
        self.demoted: float | None = None
        self.failure: Refusal | None = None
        self.held = 0
        self._chunks: deque[bytes] = deque()
        self._waiter: asyncio.Future[None] | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.finished or self.failure is not None

    def worker(self) -> Member:
        """Who is at it."""
        if self.member is None:
            raise RuntimeError("a job that runs has no worker")
        return self.member

    def left(self) -> float:
        """Seconds until its deadline."""
        return self.start + self.seconds - self.loop.time()

    def begin(self, kind: Kind, form: str) -> None:
        """The engine gave content."""
        self.kind, self.format = kind, form

    def take(self, data: bytes) -> None:
        """Keep bytes of the answer until they are asked for."""
        self._chunks.append(data)
        self.held += len(data)
        if self.buffer is None:
            return
        if self.ready.done():
            self._wake()
            if self.held > _MOST_HELD and self.member is not None:
                self.member.pause()
        elif self.held > self.buffer:
            self.release()

    def release(self) -> None:
        """Let the answer begin, if there is any of it."""
        if self.kind is not None and self.buffer is not None and not self.ready.done():
            self.ready.set_result(None)

    def finish(self, *, truncated: bool) -> None:
        """All of the answer is here."""
        self.truncated, self.finished = truncated, True
        self._wake()

    def fail(self, failure: Refusal) -> None:
        """No more comes, and what came is not the whole answer."""
        if not self.ended:
            self.failure = failure
            self._wake()

    def body(self) -> bytes:
        """What came so far, as one piece; it is then no longer held."""
        whole = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()
        self.held = 0
        return whole

    def reply(self, abandon: Callable[[Running], None]) -> Reply:
        """What there is once it is ready; ``abandon`` is as for ``chunks``.

        Raises:
            Refusal: it failed.
        """
        if self.failure is not None:
            raise self.failure
        if self.kind is None:
            raise RuntimeError("a job is ready without an answer")
        body = self.body() if self.finished else None
        chunks = None if self.finished else self.chunks(abandon)
        return Reply(self.kind, self.format, body, chunks, self.generation, self.truncated)

    async def chunks(self, abandon: Callable[[Running], None]) -> AsyncGenerator[bytes, None]:
        """The answer in pieces, as they come; ``abandon`` is called if not all are taken.

        Raises:
            Cut: the answer ends before it is complete.
        """
        try:
            while True:
                while self._chunks:
                    yield self._next()
                if self.failure is not None:
                    raise Cut(str(self.failure))
                if self.finished:
                    return
                self._waiter = self.loop.create_future()
                await self._waiter
        finally:
            if not self.ended:
                abandon(self)

    def _next(self) -> bytes:
        piece = self.body() if self.held <= _MOST_SENT else self._chunks.popleft()
        self.held -= len(piece) if self._chunks else self.held
        if self.member is not None and self.held <= _MOST_SENT:
            self.member.resume()
        return piece

    def _wake(self) -> None:
        if not self.ready.done():
            self.ready.set_result(None)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
