"""Clients that hang, bomb, crash, stall, stop half way and talk nonsense."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from tests.soak.record import Record
from tests.soak.wire import Said, Wire, everything, head, said

__all__ = ["BAD", "Bounds"]

_NUMBERS = " ".join(map(str, range(300)))
_ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_DOUBLINGS = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
_HANGING = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (<urn:p>|!<urn:p>)* ?b . ?c (<urn:p>|!<urn:p>)* ?d }",
    f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {_NUMBERS} }} VALUES ?b {{ {_NUMBERS} }} "
    f"VALUES ?c {{ {_NUMBERS} }} VALUES ?d {{ {_NUMBERS} }} }}",
)
_BOMBS = (
    f"SELECT ?x40 {{ BIND('aaaaaaaaaaaaaaaa' AS ?x0) {_DOUBLINGS} }}",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?n) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    f"{_ROWS} ORDER BY ?c ?f ?i",
)
_CRASHING = (
    "ASK { " + "FILTER EXISTS { ?s ?p ?o " * 800 + "}" * 800 + "}",
    "ASK { " + "{" * 2_000 + "?s ?p ?o" + "}" * 2_000 + "}",
    "SELECT ?s { ?s ?p ?o FILTER(" + "(" * 4_500 + "1" + ")" * 4_500 + ") }",
    "ASK { ?s " + "/".join(["<urn:p>"] * 1_000) + " ?o }",
    "SELECT ?s { ?s ?p ?o FILTER(" + "!" * 20_000 + "true) }",
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the server was told, in seconds, and how late it may be on this machine."""

    deadline: float
    head: float
    body: float
    margin: float


Client = Callable[[Wire, Bounds, Record, random.Random], Coroutine[None, None, None]]


async def hang(wire: Wire, bounds: Bounds, record: Record, chance: random.Random) -> None:
    """A query without an end."""
    answer = await _ask(wire, f"{chance.choice(_HANGING)} # {chance.random()}")
    record.note("hanging query", answer)
    _refused(record, "hanging query", answer)
    record.late("hanging query", answer.seconds, bounds.deadline, bounds.margin)


async def bomb(wire: Wire, bounds: Bounds, record: Record, chance: random.Random) -> None:
    """A query that takes all memory."""
    answer = await _ask(wire, f"{chance.choice(_BOMBS)} # {chance.random()}")
    record.note("memory bomb", answer)
    _refused(record, "memory bomb", answer)
    record.late("memory bomb", answer.seconds, bounds.deadline, bounds.margin)


async def crash(wire: Wire, bounds: Bounds, record: Record, chance: random.Random) -> None:
    """A query that would break the engine."""
    answer = await _ask(wire, chance.choice(_CRASHING))
    record.expect("crashing query", answer, 200, 400)
    record.late("crashing query", answer.seconds, bounds.deadline, bounds.margin)


async def stop_half_way(wire: Wire, _: Bounds, record: Record, chance: random.Random) -> None:
    """Read a little of a long answer and go away."""
    async with asyncio.timeout(wire.patience), wire.connection() as (reader, writer):
        sent = {"Accept": "text/csv", "Connection": "close"}
        writer.write(head("GET", _target(_ROWS), sent))
        left = chance.randrange(1, 1 << 20)
        while left > 0 and (piece := await reader.read(1 << 16)):
            left -= len(piece)
    record.answers["stopped half way"] += 1


async def read_slowly(wire: Wire, bounds: Bounds, record: Record, _: random.Random) -> None:
    """Read a long answer byte by byte: it is cut at the deadline and never ended."""
    began = time.monotonic()
    answer = b""
    async with asyncio.timeout(wire.patience), wire.connection(limit=1 << 12) as (reader, writer):
        writer.write(head("GET", _target(_ROWS), {"Accept": "text/csv", "Connection": "close"}))
        while time.monotonic() < began + bounds.deadline + bounds.margin:
            try:
                piece = await asyncio.wait_for(reader.read(1_000), 0.2)
            except (TimeoutError, ConnectionError):
                break
            if not piece:
                break
            answer += piece
            await asyncio.sleep(0.02)
        answer += await everything(reader)
    found = said(answer)
    record.note("slow reader", found)
    _refused(record, "slow reader", found)


async def send_head_slowly(wire: Wire, bounds: Bounds, record: Record, _: random.Random) -> None:
    """A head that never ends: the connection is dropped."""
    await _send_slowly(wire, b"GET /sparql HTTP/1.1\r\nX-Long: ", bounds.head, bounds, record)


async def send_body_slowly(wire: Wire, bounds: Bounds, record: Record, _: random.Random) -> None:
    """A body that never ends: 408, or the connection is dropped."""
    sent = {"Content-Type": "application/sparql-query", "Content-Length": "100000"}
    await _send_slowly(wire, head("POST", "/sparql", sent), bounds.body, bounds, record)


async def cancel(wire: Wire, bounds: Bounds, record: Record, _: random.Random) -> None:
    """A query without an end, cancelled by its id."""
    identity = f"soak-{secrets.token_hex(8)}"
    headers = {"X-Query-Id": identity}
    asked = asyncio.ensure_future(wire.ask("GET", _target(_HANGING[0]), headers))
    await asyncio.sleep(0.3)
    answer = await wire.ask("DELETE", f"/queries/{identity}")
    record.expect("cancelled query", answer, 204, 404)  # 404: it was refused already
    found = await asked
    record.note("cancelled query", found)
    _refused(record, "cancelled query", found)


async def talk_nonsense(wire: Wire, _: Bounds, record: Record, chance: random.Random) -> None:
    """Requests that are wrong, each with the statuses that say so."""
    method, target, headers, body, *statuses = chance.choice(_NONSENSE)
    record.expect("nonsense", await wire.ask(method, target, headers, body), *statuses)


async def babble(wire: Wire, _: Bounds, record: Record, chance: random.Random) -> None:
    """Bytes that are no request."""
    async with asyncio.timeout(wire.patience), wire.connection() as (reader, writer):
        writer.write(chance.randbytes(chance.randrange(1, 5_000)) + b"\r\n\r\n")
        answer = said(await everything(reader))
    record.note("noise", answer)
    record.answers["noise"] += 1
    if answer.status not in (0, 400):
        record.fault(f"noise: status {answer.status}")


def _target(query: str) -> str:
    return f"/sparql?query={quote(query, safe='')}"


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_DIRECT = {"Content-Type": "application/sparql-query"}
_UPDATE = {"Content-Type": "application/sparql-update"}
_NONSENSE: Sequence[tuple[str, str, dict[str, str], bytes, *tuple[int, ...]]] = (
    ("GET", _target("SELECT"), {}, b"", 400),
    ("GET", _target("SELECT * { ?s ?p "), {}, b"", 400),
    ("GET", _target("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), {}, b"", 400),
    ("GET", _target("SELECT * { SERVIC\\u0045 <http://127.0.0.1:1/> { } }"), {}, b"", 400),
    ("GET", _target("ASK {}"), {"Accept": "image/png"}, b"", 406),
    ("GET", "/sparql?query=%FF%FE", {}, b"", 400),
    ("GET", "/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", {}, b"", 400),
    ("PUT", "/sparql", _DIRECT, b"ASK {}", 405),
    ("POST", "/sparql", {"Content-Type": "text/plain"}, b"ASK {}", 415),
    ("POST", "/sparql", _FORM, b"nothing=1", 400),
    ("POST", "/sparql", _DIRECT, b"\xff\xfe ASK {}", 400),
    ("POST", "/sparql", _DIRECT, b"ASK {} #" + b"x" * (2 << 20), 0, 413),
    ("POST", "/update", _UPDATE, b"CLEAR ALL", 401, 403),
    ("POST", "/update", {**_UPDATE, "Authorization": "Bearer wrong"}, b"CLEAR ALL", 401, 403),
    ("GET", "/trace?from=Z/NO/SUCH/1", {"Accept": "application/json"}, b"", 404),
    ("GET", "/doc/no/such/thing", {"Accept": "application/json"}, b"", 404),
    ("GET", "/trace?from=A/RES/65/230&depth=-1", {"Accept": "application/json"}, b"", 400, 422),
)


async def _ask(wire: Wire, query: str) -> Said:
    return await wire.ask("POST", "/sparql", _DIRECT, query.encode())


def _refused(record: Record, client: str, answer: Said) -> None:
    """Count an answer that may only be a refusal, or the loss of the connection."""
    if answer.status == 200 and answer.complete:
        record.fault(f"{client}: it was answered: {answer.body[:200]!r}")
    elif answer.status not in (0, 200, 400, 429, 503):
        record.fault(f"{client}: status {answer.status}")
    else:
        record.refusals[client] += 1


async def _send_slowly(
    wire: Wire, start: bytes, seconds: float, bounds: Bounds, record: Record
) -> None:
    began = time.monotonic()
    async with asyncio.timeout(wire.patience), wire.connection() as (reader, writer):
        writer.write(start)
        reading = asyncio.ensure_future(everything(reader))
        while not reading.done() and not writer.is_closing():
            writer.write(b"x")
            await asyncio.sleep(0.1)
        answer = said(await reading)
    record.expect("slow sender", answer, 0, 408)
    taken = time.monotonic() - began
    if taken > seconds + bounds.margin + 0.5:
        record.fault(f"slow sender: kept for {taken:.1f} s where {seconds:g} s are allowed")


BAD: Sequence[Client] = (
    hang,
    hang,
    bomb,
    crash,
    stop_half_way,
    read_slowly,
    send_head_slowly,
    send_body_slowly,
    cancel,
    talk_nonsense,
    babble,
)
