"""Answer at once what needs no waiting: what is kept, and, without isolation, every look-up.

A task, a scope and messages cost more than such an answer, so the server's protocol asks here
first (``api.wire``), and after it the outermost middleware, for servers with another protocol.
"""

from __future__ import annotations

from binascii import a2b_qp
from collections.abc import Iterable
from time import perf_counter
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from api.asking import wanted
from api.cache import Answers, Spelling
from api.logs import RequestLog
from api.metrics import Meter
from api.problems import Refusal
from api.ready import Headers, Ready, head_of, ready
from api.service import Service
from api.workers import Job
from api.workers.inline import Inline
from kg.errors import MandateGraphError
from kg.search import may_search
from kg.views import may_view

__all__ = ["Shortcut"]

_PATH: Final = "/sparql"
_QUERY: Final = b"query="
_UNBOUND: Final[dict[str, str]] = {}
# With any of these a request is more than a look-up.
_MORE: Final = frozenset(
    (b"content-length", b"transfer-encoding", b"expect", b"if-none-match", b"x-query-id")
)


class Shortcut:
    """Answers some requests for ``/sparql``, and counts and logs those that it answers.

    What it does not answer, and whatever is wrong, is left to ``api.frontdoor``.
    """

    def __init__(self, service: Service, meter: Meter, log: RequestLog) -> None:
        self._service, self._answers = service, service.answers
        self._views, self._inline = service.views, service.pool.inline
        self._meter, self._log = meter, log
        self._limit = service.settings.query_limit

    def __call__(self, scope: Scope) -> tuple[Ready, Headers] | None:
        """The answer to a request to ``/sparql``, and the headers that are its own, if any."""
        if scope["method"] != "GET":
            return None
        client = scope["client"][0] if scope.get("client") else ""
        return self.answer(scope["query_string"], scope["headers"], client)

    def answer(
        self, query: bytes, headers: Iterable[tuple[bytes, bytes]], client: str
    ) -> tuple[Ready, Headers] | None:
        """The same for a GET, of which that is known which stands here."""
        accept = None
        for name, value in headers:
            if name == b"accept":
                if accept is not None:
                    return None
                accept = value
            elif name in _MORE:
                return None
        started = perf_counter()
        try:
            generation = self._views.newest()
            spelling = (query, accept)
            found = self._answers.spelled(spelling, generation)
            if found is None and self._inline is not None:
                found = self._asked(self._inline, spelling, generation)
        except (Refusal, MandateGraphError):
            return None
        return None if found is None else (found, self._noted(found, query, client, started))

    def _asked(self, inline: Inline, spelling: Spelling, generation: int) -> Ready | None:
        encoded, accept = spelling
        if not encoded.startswith(_QUERY) or b"&" in encoded or len(encoded) > self._limit:
            return None
        want = wanted(None if accept is None else accept.decode("latin-1"), None)
        if want.has_page:
            return None
        query = _unquoted(encoded[len(_QUERY) :])
        if query is None or may_search(query) or may_view(query):
            return None
        job = Job(query, (), (), _UNBOUND, want.results_name, want.graph_name)
        key = Answers.key(generation, job)
        reply = self._answers.get(key)
        if reply is None:
            reply = inline.ask(job, generation)
            self._answers.keep(key, reply)
        choice = want.of(reply.kind)
        found = ready(head_of(reply.generation, choice), reply.body or b"")
        self._answers.spell(spelling, key, found)
        return found

    def _noted(self, found: Ready, query: bytes, client: str, started: float) -> Headers:
        seconds = perf_counter() - started
        ms = seconds * 1_000
        size = len(found.body)
        identity = self._meter.identity()
        self._meter.add(_PATH, "GET", 200, seconds, size, cut=False)
        self._log.request(identity, "GET", _PATH, 200, ms, size, client)
        if self._log.is_slow(ms):
            text = unquote_to_bytes(query.replace(b"+", b" ")).decode("utf-8", "replace")
            self._log.query(identity, text.removeprefix("query="), 200, ms, client)
        own = identity.encode()
        return [
            (b"x-query-id", own),
            (b"x-request-id", own),
            (b"server-timing", b"total;dur=%.2f" % ms),
        ]


def _unquoted(encoded: bytes) -> str | None:
    """A percent-encoded text; None where it is no UTF-8, or a percent sign encodes nothing.

    ``a2b_qp`` (RFC 2045, 6.7) does for ``=`` what is to be done for ``%``, and in C.

    >>> _unquoted(b"ASK+%7B%7D+%23%3D%C3%A9"), _unquoted(b"100%"), _unquoted(b"%FF")
    ('ASK {} #=é', None, None)
    """
    marked = encoded.replace(b"=", b"=3D").replace(b"+", b" ")
    signs = marked.count(b"=") + marked.count(b"%")
    decoded = a2b_qp(marked.replace(b"%", b"="))
    if len(marked) - len(decoded) != 2 * signs:
        return None
    try:
        return decoded.decode()
    except UnicodeDecodeError:
        return None
