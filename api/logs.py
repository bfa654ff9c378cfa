"""Write the log: one line of JSON, or of text, for each request and each event."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted
from typing import Final

from api.settings import Settings

__all__ = ["LineFormatter", "RequestLog", "configure_logging", "instant", "shortened"]

_EVERY: Final = 0.25
_MOST_WAITING: Final = 20_000
_LONGEST_QUERY: Final = 500
_LOGGERS: Final = ("api", "kg", "uvicorn")


def shortened(query: str) -> tuple[str, str]:
    """A query on one line, cut after 500 characters, and what names the whole: its SHA-256.

    >>> shortened("ASK {\\n  ?s ?p ?o }")[0]
    'ASK { ?s ?p ?o }'
    """
    line = " ".join(query[: 4 * _LONGEST_QUERY].split())
    digest = hashlib.sha256(query.encode("utf-8", "replace")).hexdigest()[:16]
    return (line if len(line) <= _LONGEST_QUERY else line[:_LONGEST_QUERY] + "…"), digest


@lru_cache(maxsize=4)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def instant(seconds: float) -> str:
    """A moment as RFC 3339 writes it, to the millisecond, in UTC.

    >>> instant(1.5)
    '1970-01-01T00:00:01.500Z'
    """
    whole = int(seconds)
    return f"{_second(whole)}.{int((seconds - whole) * 1_000):03d}Z"


class LineFormatter(logging.Formatter):
    """A record of the standard library's log as one line; a traceback stands in it escaped."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._is_json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        values: dict[str, object] = {
            "at": instant(record.created),
            "level": record.levelname.lower(),
            "event": "message",
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            values["traceback"] = self.formatException(record.exc_info)
        if self._is_json:
            return json.dumps(values)
        return " ".join(str(v) for k, v in values.items() if k != "event")


class _StandardError(logging.Handler):
    """Writes to what standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            _to_standard_error(self.format(record) + "\n")
        except (OSError, ValueError):  # it has gone, or was closed
            self.handleError(record)


def configure_logging(settings: Settings) -> None:
    """Send what this process logs to standard error; called by who owns the process, once."""
    handler = _StandardError()
    handler.setFormatter(LineFormatter(settings.log_format))
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(settings.log_level.upper())
    # The log of requests says more than the server's own.
    server = logging.getLogger("uvicorn")
    server.setLevel(max(server.level, logging.WARNING))
    logging.getLogger("uvicorn.access").disabled = True


class RequestLog:
    """The lines on requests, gathered for a quarter of a second and written at once, elsewhere.

    A reader of standard error that stalls holds up no answer: beyond 20,000 waiting lines, new
    ones are ``dropped`` and counted.
    """

    def __init__(self, settings: Settings, write: Callable[[str], object] | None = None) -> None:
        self.dropped = 0
        self.slow = 0
        self._write = write or _to_standard_error
        self._is_json = settings.log_format == "json"
        self._all = settings.log_level in ("debug", "info")
        self._warnings = settings.log_level != "error"
        self._slow_ms = settings.slow_query_seconds * 1_000
        self._lines: list[str] = []
        self._waiting: asyncio.TimerHandle | None = None

    def request(
        self, identity: str, method: str, path: str, status: int, ms: float, size: int, client: str
    ) -> None:
        """Log one request; a server's fault is always logged, any other if the level is info."""
        if not self._all and status < 500:
            return
        level = "error" if status == 500 else "warning" if status > 500 else "info"
        if self._is_json:
            self._add(
                f'{{"at": "{instant(time.time())}", "level": "{level}", "event": "request", '
                f'"id": {quoted(identity)}, "method": {quoted(method)}, "path": {quoted(path)}, '
                f'"status": {status}, "ms": {ms:.2f}, "bytes": {size}, '
                f'"client": {quoted(client)}}}'
            )
        else:
            self._add(
                f"{instant(time.time())} {level} {identity} {client} {quoted(method)[1:-1]} "
                f"{quoted(path)[1:-1]} {status} {ms:.2f} ms {size} bytes"
            )

    def is_slow(self, ms: float) -> bool:
        """Whether a query that took so long is logged with its text."""
        return ms >= self._slow_ms

    def query(self, identity: str, query: str | None, status: int, ms: float, client: str) -> None:
        """Log a slow query: shortened, with the digest of the whole text."""
        self.slow += 1
        if not self._warnings:
            return
        text, digest = shortened(query) if query is not None else ("", "")
        values = {
            "at": instant(time.time()),
            "level": "warning",
            "event": "slow query",
            "id": identity,
            "status": status,
            "ms": round(ms, 2),
            "client": client,
            "sha256": digest,
            "query": text,
        }
        line = json.dumps(values) if self._is_json else " ".join(map(str, values.values()))
        self._add(line)

    def flush(self) -> None:
        """Write what is waiting, here and now."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        lines, self._lines = self._lines, []
        if lines:
            self._put(lines)

    def _add(self, line: str) -> None:
        if len(self._lines) >= _MOST_WAITING:
            self.dropped += 1
            return
        self._lines.append(line)
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(_EVERY, self._hand_over)

    def _hand_over(self) -> None:
        lines, self._lines = self._lines, []
        loop = asyncio.get_running_loop()
        written = loop.run_in_executor(None, self._put, lines)
        written.add_done_callback(self._written)

    def _written(self, _: object) -> None:
        self._waiting = None
        if self._lines:
            self._waiting = asyncio.get_running_loop().call_later(_EVERY, self._hand_over)

    def _put(self, lines: list[str]) -> None:
        try:
            self._write("\n".join(lines) + "\n")
        except (OSError, ValueError):  # standard error has gone, or was closed
            self.dropped += len(lines)


def _to_standard_error(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
