"""Answer traces: where a mandate led, or what it follows from, each step with its evidence."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Final, TypeVar, cast

import anyio
import anyio.to_thread
from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from api.answers import chosen, not_modified, respond
from api.catalogue import named
from api.formats import CSV, GRAPHS, HTML, JSON, TURTLE, Format
from api.models import ProblemModel, TraceModel
from api.pages import Pages
from api.problems import Refusal
from api.serialise import graph_bytes, trace_csv
from api.service import Service, service_of
from api.tree import trace_tree
from api.views import View
from kg.trace import (
    Direction,
    Strength,
    Trace,
    as_json,
    as_turtle,
    nothing_found,
    parse_as_of,
    parse_effects,
    parse_kinds,
    parse_window,
    resolve,
    trace,
    trace_triples,
)
from kg.trace import Request as TraceRequest

__all__ = ["Desk", "TraceQuery", "Written", "router", "traces_of"]

_T = TypeVar("_T")
# Measured: the most steps that are read and written within a second whatever the store holds, so
# that a trace needs no worker, which would forget what it has read when it ends.
_MOST_STEPS: Final = 2_000
_MOST_LINES: Final = 40_000  # of a page, which may show each step under each start
_FEWEST_STEPS: Final = 500
_AT_ONCE: Final = 2  # threads share one interpreter: more would only hold up the others
_KEPT_BYTES: Final = 8_000_000
_OVERHEAD: Final = 1_000
router: Final = APIRouter(tags=["trace"])
_OFFERED: Final = (
    JSON,
    TURTLE,
    CSV,
    HTML,
    *(f for f in GRAPHS if f.name in ("jsonld", "nt", "rdf")),
)


class TraceQuery(BaseModel):
    """What a trace is asked for."""

    start: str = Field(
        "", alias="from", description="A symbol, key or IRI.", examples=["A/RES/65/230"]
    )
    paragraph: str = Field("", description="The paragraph: op9, pp3, 12.", examples=["op9"])
    direction: Direction = Field(Direction.forward, description="Which way.")
    to: str = Field("", description="Give every path to this document.")
    depth: int | None = Field(None, ge=1, le=1000, description="At most so many steps.")
    strength: Strength = Field(Strength.any, description="Which steps.")
    as_of: Annotated[str, AfterValidator(parse_as_of)] | None = Field(
        None, alias="asOf", description="Leave out what came after this date."
    )
    since: str = Field(
        "", description="Give what is of this date or later, and the way to it.", examples=["2019"]
    )
    until: str = Field("", description="Give what is of this date or earlier, and the way to it.")
    kind: list[str] = Field(
        [],
        description="Give what is of these classes, or stands in a document that is, and the way"
        " to it.",
        examples=[["Meeting"]],
    )
    effect: list[str] = Field(
        [], description="Take steps of these effects alone.", examples=[["renews", "gives"]]
    )
    undecided: bool = Field(False, description="List the citations that name no paragraph.")
    format: str | None = Field(None, description="json, ttl, csv or html, over Accept.")


@router.get(
    "/trace",
    summary="Trace a mandate",
    responses={
        200: {
            "model": TraceModel,
            "content": {f.media[0]: {} for f in _OFFERED if f is not JSON},
        },
        400: {"model": ProblemModel, "description": "A parameter is missing or malformed."},
        404: {"model": ProblemModel, "description": "No such document, or no such paragraph."},
        406: {"model": ProblemModel, "description": "None of the formats is acceptable."},
        503: {"model": ProblemModel, "description": "Too many traces are asked for at once."},
    },
)
async def get_trace(request: Request, asked: Annotated[TraceQuery, Query()]) -> Response:
    """From a paragraph, else from each paragraph of a document that gives a mandate.

    Of a trace with very many steps the nearest are given; ``paths_cut``, a note and the header
    ``X-Trace-Truncated`` say so.
    """
    if not asked.start:
        raise Refusal(
            400,
            "The trace has nowhere to begin: 'from' is missing.",
            "name a document, as in /trace?from=A/RES/65/230&paragraph=op9",
        )
    desk, service, choice = traces_of(request), service_of(request), chosen(request, _OFFERED)
    view = await desk.do(service, service.views.current)
    key = (view.generation, asked.model_dump_json(exclude={"format"}), choice.format.name)
    answer = desk.answers.get(key)
    if answer is None:
        wanted = await desk.do(service, partial(_wanted, view, asked))
        unchanged = not_modified(request, view.stamp, choice)
        if unchanged:
            return unchanged
        make = partial(_made, view, asked, wanted, choice.format, service.pages)
        answer = await desk.do(service, make)
        desk.keep(key, answer)
    return not_modified(request, view.stamp, choice) or respond(
        answer.body, choice, view.stamp, extra=answer.headers
    )


_Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """A trace as it was written, with the headers that go with it."""

    body: bytes
    headers: Mapping[str, str]


class Desk:
    """The answers of the newest generation that are kept, and a bound on traces at one time.

    Only the event loop comes here.
    """

    def __init__(self) -> None:
        self.answers: OrderedDict[_Key, Written] = OrderedDict()
        self._size = 0
        self._turns = anyio.CapacityLimiter(_AT_ONCE)

    async def do(self, service: Service, work: Callable[[], _T]) -> _T:
        """What some work gives, done in a thread when its turn comes.

        Raises:
            Refusal: 503, its turn does not come within the deadline of queries.
        """
        try:
            with anyio.fail_after(service.settings.query_timeout):
                return await anyio.to_thread.run_sync(work, limiter=self._turns)
        except TimeoutError as error:
            refusal = Refusal(503, "Too many traces are asked for.", "ask again in a moment")
            refusal.problem = replace(refusal.problem, headers={"Retry-After": "5"})
            raise refusal from error

    def keep(self, key: _Key, answer: Written) -> None:
        """Keep an answer, and drop those of other generations and the oldest above the bound."""
        stale = [k for k in self.answers if k[0] != key[0]]
        if key in self.answers or len(answer.body) > _KEPT_BYTES // 8:
            return
        self.answers[key] = answer
        self._size += len(answer.body) + _OVERHEAD
        for old in stale:
            self._size -= len(self.answers.pop(old).body) + _OVERHEAD
        while self._size > _KEPT_BYTES:
            self._size -= len(self.answers.popitem(last=False)[1].body) + _OVERHEAD


def traces_of(request: Request) -> Desk:
    """Where the turns of traces and accounts are given out."""
    state = request.app.state
    if not hasattr(state, "traces"):
        state.traces = Desk()
    return cast(Desk, state.traces)


def _wanted(view: View, asked: TraceQuery) -> TraceRequest:
    start = named(view.snapshot, view.catalogue, asked.start)
    starts = resolve(view.snapshot, start, asked.paragraph or None)
    try:
        since, until = parse_window(asked.since, asked.until)
        kinds = parse_kinds(view.snapshot, _several(asked.kind))
        effects = parse_effects(view.snapshot, _several(asked.effect))
    except ValueError as error:
        why = str(error)
        raise Refusal(400, f"{why[0].upper()}{why[1:]}.", "see /openapi.json") from error
    return TraceRequest(
        starts=starts,
        direction=asked.direction.value,
        goal=named(view.snapshot, view.catalogue, asked.to) if asked.to else None,
        depth=asked.depth,
        strength=asked.strength.value,
        as_of=asked.as_of,
        most=max(_FEWEST_STEPS, min(_MOST_STEPS, _MOST_LINES // len(starts))),
        since=since,
        until=until,
        kinds=kinds,
        effects=effects,
    )


def _several(words: Sequence[str]) -> list[str]:
    """The words of a parameter that may be repeated, or hold several between commas."""
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _made(
    view: View, asked: TraceQuery, wanted: TraceRequest, form: Format, pages: Pages
) -> Written:
    found = trace(view.snapshot, wanted)
    headers = {"X-Trace-Truncated": "true"} if found.cut else {}
    if form is HTML:
        text = pages.render(
            "trace.html",
            view=view,
            trace=found,
            trees=trace_tree(found),
            asked=asked,
            nothing=nothing_found(found),
        )
    else:
        return Written(_written(found, form, asked), headers)
    return Written(text.encode(), headers)


def _written(found: Trace, form: Format, asked: TraceQuery) -> bytes:
    if form is TURTLE:
        return as_turtle(found).encode()
    if form.graph:
        return graph_bytes(trace_triples(found), form)
    if form is CSV:
        return trace_csv(found).encode()
    text = as_json(found, list_undecided=asked.undecided or not asked.paragraph, noted=True)
    return text.encode()
