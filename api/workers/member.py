"""A worker in the server's eyes: its socket, what it says, and how it is ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Final

from api.problems import Refusal
from api.workers.frames import Decoder, Tag
from api.workers.jobs import KINDS
from api.workers.limits import take_back, yield_to_others
from api.workers.running import Running

__all__ = ["Member"]

_WHOLE_PROCESS: Final = 2  # CPUCLOCK_SCHED: clock_getcpuclockid(3) makes ids in this way
_READ: Final = 262_144


class Member:
    """A worker: being born, idle, at a job, or gone.

    ``on_hello`` is called when it can take jobs, ``on_free`` when its job ended and
    ``on_gone`` when it ended itself, whatever the reason.
    """

    def __init__(
        self,
        connection: socket.socket,
        generation: int,
        on_hello: Callable[[Member], None],
        on_free: Callable[[Member], None],
        on_gone: Callable[[Member], None],
    ) -> None:
        self.generation = generation
        self.job: Running | None = None
        self.served = 0
        self.yielding = False
        self._may_recover = False
        self.pid: int | None = None
        self._pidfd: int | None = None
        self._on_hello, self._on_free, self._on_gone = on_hello, on_free, on_gone
        self._connection = connection
        self._loop = asyncio.get_running_loop()
        self._decoder = Decoder()
        self._unsent = b""
        self._paused = self._closed = False
        self._loop.add_reader(connection.fileno(), self._read)

    @property
    def born(self) -> bool:
        """Whether it opened its snapshot and said so."""
        return self.pid is not None

    def send(self, job: Running, data: bytes) -> None:
        """Give it a job."""
        self.job, job.member = job, self
        self.served += 1
        self._unsent = data
        self._write()

    def processor_time(self) -> float:
        """Seconds of the processor that it had until now; 0 where the system does not tell."""
        if self.pid is None or sys.platform != "linux":
            return 0.0
        try:
            return time.clock_gettime((~self.pid << 3) | _WHOLE_PROCESS)
        except OSError:
            return 0.0

    def pause(self) -> None:
        """Stop listening, so that the worker stops when the socket is full."""
        if not self._paused and not self._closed:
            self._paused = True
            self._loop.remove_reader(self._connection.fileno())

    def resume(self) -> None:
        """Listen again."""
        if self._paused and not self._closed:
            self._paused = False
            self._loop.add_reader(self._connection.fileno(), self._read)

    def give_way(self) -> None:
        """From now on let it run only where nothing else wants to."""
        if self.pid is not None and not self.yielding:
            self.yielding = True
            self._may_recover = yield_to_others(self.pid)

    def recover(self) -> bool:
        """Let it run as others do again; False where that cannot be, so that it does no more."""
        if self.yielding and self._may_recover and self.pid is not None:
            self.yielding = not take_back(self.pid)
        return not self.yielding

    def kill(self) -> None:
        """End it at once. It is gone then: nothing is called."""
        if self._pidfd is not None:  # a process id may be another's by now, this cannot
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        elif self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Let go of it: an idle worker ends when its socket closes."""
        if self._closed:
            return
        self._closed = True
        self._loop.remove_reader(self._connection.fileno())
        self._loop.remove_writer(self._connection.fileno())
        self._connection.close()
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None

    def _write(self) -> None:
        try:
            sent = self._connection.send(self._unsent)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # it is gone, which reading tells
        self._unsent = self._unsent[sent:]
        if self._unsent:
            self._loop.add_writer(self._connection.fileno(), self._write)
        elif sent:
            self._loop.remove_writer(self._connection.fileno())

    def _read(self) -> None:
        try:
            data = self._connection.recv(_READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._end()
            return
        try:
            for tag, payload in self._decoder.feed(data):
                self._heed(tag, payload)
        except (ValueError, KeyError, IndexError):
            self.kill()  # what it says is no frame of ours
            self._end()

    def _end(self) -> None:
        self.close()
        self._on_gone(self)

    def _heed(self, tag: int, payload: bytes) -> None:
        job = self.job
        if tag == Tag.HELLO:
            self._greet(int(json.loads(payload)["pid"]))
        elif job is None:
            if tag == Tag.REFUSED:
                self._end()
        elif tag == Tag.WHOLE:
            end = 3 + payload[2]
            job.begin(KINDS[payload[1]], payload[3:end].decode())
            job.take(payload[end:])
            self._free(job, truncated=payload[:1] == b"1")
        elif tag == Tag.BEGIN:
            job.begin(KINDS[payload[0]], payload[2 : 2 + payload[1]].decode())
        elif tag == Tag.DATA:
            job.take(payload)
        elif tag == Tag.END:
            self._free(job, truncated=payload == b"1")
        elif tag == Tag.REFUSED:
            values = json.loads(payload)
            job.fail(
                Refusal(values.pop("status"), values.pop("detail"), values.pop("hint"), **values)
            )
            self._on_free(self)

    def _free(self, job: Running, *, truncated: bool) -> None:
        job.finish(truncated=truncated)
        self._on_free(self)

    def _greet(self, pid: int) -> None:
        self.pid = pid
        if hasattr(os, "pidfd_open"):
            with contextlib.suppress(OSError):
                self._pidfd = os.pidfd_open(pid)
        self._on_hello(self)
