"""Clients that ask what has one right answer, and know it."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.store import Snapshot
from kg.store.reader import snapshot_path
from kg.trace import Request, as_json, resolve, trace
from tests.soak.record import Record
from tests.soak.served import TOKEN
from tests.soak.wire import Said, Wire

__all__ = ["GOOD", "Knowledge", "update", "written"]

_JSON = {"Accept": "application/sparql-results+json"}
_START = ("A/RES/65/230", "op9")
_DOCUMENT = "/doc/document/A/RES/65/230"
_TRACE = (
    "PREFIX mg: <https://w3id.org/mandategraph/ontology#>"
    " SELECT DISTINCT ?to { <https://w3id.org/mandategraph/id/document/A/RES/65/230/op/9>"
    " mg:leadsTo+ ?to }"
)
_ROWS = 5_000
_WORDS = "cybercrime"
_GRAPH = "urn:soak:graph"

Solutions = list[list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the right answers are, by the engine and the trace of this process."""

    lookups: Sequence[tuple[str, Solutions]]
    reached: Solutions
    steps: object
    triples: frozenset[str]
    rows: int
    hits: Sequence[str]

    @classmethod
    async def gather(cls, store: Path, wire: Wire) -> Knowledge:
        """From the store itself; triples of a thing and hits of a search from the quiet server."""
        view = Snapshot.open(store)
        engine = ox.Store.read_only(str(snapshot_path(store, view.generation)))
        found = engine.query("SELECT DISTINCT ?s { ?s ?p ?o FILTER(ISIRI(?s)) } ORDER BY ?s")
        assert isinstance(found, ox.QuerySolutions)
        things = [str(each["s"]) for each in found]
        chosen = random.Random(4).sample(things, min(200, len(things)))  # noqa: S311 - no secrets
        texts = [f"SELECT ?p ?o {{ {thing} ?p ?o }}" for thing in chosen]
        traced = trace(view, Request(resolve(view, *_START)))
        about = await _until_answered(wire, _DOCUMENT, {"Accept": "application/n-triples"})
        everywhere = ox.DefaultGraph()
        hits = await _until_answered(wire, f"/search?q={_WORDS}", {"Accept": "application/json"})
        return cls(
            [(text, _solved(engine, text)) for text in texts],
            _solved(engine, _TRACE),
            json.loads(as_json(traced))["steps"],
            frozenset(about.body.decode().splitlines()),
            sum(1 for _ in islice(engine.quads_for_pattern(None, None, None, everywhere), _ROWS)),
            _iris(hits.body),
        )


async def look_up(wire: Wire, known: Knowledge, record: Record, chance: random.Random) -> None:
    """What is said of a thing."""
    text, wanted = chance.choice(known.lookups)
    answer = await wire.ask("GET", f"/sparql?query={quote(text, safe='')}", _JSON)
    record.judge("look-up", answer, _is(answer, wanted))


async def reach(wire: Wire, known: Knowledge, record: Record, _: random.Random) -> None:
    """A trace by SPARQL."""
    answer = await wire.ask("POST", "/sparql", _query_headers(), _TRACE.encode())
    record.judge("trace by SPARQL", answer, _is(answer, known.reached))


async def follow(wire: Wire, known: Knowledge, record: Record, _: random.Random) -> None:
    """A trace."""
    target = "/trace?from={}&paragraph={}".format(*_START)
    answer = await wire.ask("GET", target, {"Accept": "application/json"})
    record.judge("trace", answer, _values(answer).get("steps") == known.steps)


async def page(wire: Wire, _: Knowledge, record: Record, __: random.Random) -> None:
    """The page of a document."""
    answer = await wire.ask("GET", _DOCUMENT, {"Accept": "text/html"})
    text = answer.body.decode("utf-8", "replace").rstrip()
    record.judge("page", answer, "A/RES/65/230" in text and text.endswith("</html>"))


async def describe(wire: Wire, known: Knowledge, record: Record, _: random.Random) -> None:
    """The triples of a document."""
    answer = await wire.ask("GET", _DOCUMENT, {"Accept": "application/n-triples"})
    lines = frozenset(answer.body.decode("utf-8", "replace").splitlines())
    record.judge("triples of a thing", answer, lines == known.triples)


async def search(wire: Wire, known: Knowledge, record: Record, _: random.Random) -> None:
    """A search."""
    answer = await wire.ask("GET", f"/search?q={_WORDS}", {"Accept": "application/json"})
    record.judge("search", answer, answer.status == 200 and _iris(answer.body) == known.hits)


async def stream(wire: Wire, known: Knowledge, record: Record, _: random.Random) -> None:
    """Rows enough to be streamed."""
    query = quote(f"SELECT * {{ ?s ?p ?o }} LIMIT {_ROWS}", safe="")
    answer = await wire.ask(
        "GET", f"/sparql?query={query}", {"Accept": "text/tab-separated-values"}
    )
    record.judge("stream", answer, answer.body.count(b"\n") == known.rows + 1)


GOOD: Sequence[Callable[[Wire, Knowledge, Record, random.Random], Coroutine[None, None, None]]] = (
    look_up,
    look_up,
    reach,
    follow,
    page,
    describe,
    search,
    stream,
)


async def update(wire: Wire, record: Record, number: int) -> None:
    """Write a triple; where that is acknowledged, read it at once."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
    triple = f"<urn:soak:n{number}> <urn:soak:is> {number}"
    text = f"INSERT DATA {{ GRAPH <{_GRAPH}> {{ {triple} }} }}"
    answer = await wire.ask("POST", "/update", headers, text.encode())
    record.expect("update", answer, 204)
    if answer.status != 204:
        return
    record.acknowledged.add(number)
    query = f"SELECT ?o {{ GRAPH <{_GRAPH}> {{ <urn:soak:n{number}> <urn:soak:is> ?o }} }}"
    answer = await wire.ask("POST", "/sparql", _query_headers(), query.encode())
    record.judge("read of an update", answer, _is(answer, [[("o", str(number))]]))


def written(store: Path) -> set[int]:
    """The numbers that stand in a store."""
    found = Snapshot.open(store).query(f"SELECT ?o {{ GRAPH <{_GRAPH}> {{ ?s ?p ?o }} }}").result
    assert isinstance(found, ox.QuerySolutions)
    return {int(str(each["o"].value)) for each in found}


def _query_headers() -> dict[str, str]:
    return {**_JSON, "Content-Type": "application/sparql-query"}


async def _until_answered(wire: Wire, target: str, headers: dict[str, str]) -> Said:
    for _ in range(100):
        answer = await wire.ask("GET", target, headers)
        if answer.status == 200:
            return answer
        await asyncio.sleep(0.2)
    raise AssertionError(f"{target} is not answered: {answer.status} {answer.body[:300]!r}")


def _solved(engine: ox.Store, text: str) -> Solutions:
    found = engine.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return _bindings(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def _is(answer: Said, wanted: Solutions) -> bool:
    return answer.status != 200 or not answer.complete or _bindings(answer.body) == wanted


def _bindings(body: bytes) -> Solutions:
    """Solutions in no order, each as variables and values."""
    solutions = json.loads(body)["results"]["bindings"]
    return sorted(sorted((name, term["value"]) for name, term in s.items()) for s in solutions)


def _values(answer: Said) -> dict[str, object]:
    if answer.status != 200 or not answer.complete:
        return {}
    values: dict[str, object] = json.loads(answer.body)
    return values


def _iris(body: bytes) -> list[str]:
    return [str(hit["iri"]) for hit in json.loads(body)["hits"]]
