"""Answer traces: where a mandate led, or what it follows from, each step with its evidence."""

from __future__ import annotations

import json
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from api.answers import chosen, not_modified, respond
from api.catalogue import named
from api.formats import CSV, HTML, JSON, TURTLE, Format
from api.models import ProblemModel, TraceModel
from api.problems import Refusal
from api.serialise import trace_csv
from api.service import service_of, view_of
from api.tree import trace_tree
from api.views import View
from kg.trace import (
    Direction,
    Strength,
    Trace,
    as_turtle,
    nothing_found,
    parse_as_of,
    resolve,
    trace,
)
from kg.trace import Request as TraceRequest
from kg.trace.render import trace_values

__all__ = ["TraceQuery", "router"]

router: Final = APIRouter(tags=["trace"])
_OFFERED: Final = (JSON, TURTLE, CSV, HTML)


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
    },
)
def get_trace(request: Request, asked: Annotated[TraceQuery, Query()]) -> Response:
    """From a paragraph, else from each paragraph of a document that gives a mandate."""
    if not asked.start:
        raise Refusal(
            400,
            "The trace has nowhere to begin: 'from' is missing.",
            "name a document, as in /trace?from=A/RES/65/230&paragraph=op9",
        )
    view = view_of(request)
    choice = chosen(request, _OFFERED)
    wanted = _request(view, asked)
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    found = trace(view.snapshot, wanted)
    if choice.format is HTML:
        page = service_of(request).pages.render(
            "trace.html",
            view=view,
            trace=found,
            trees=trace_tree(found),
            asked=asked,
            nothing=nothing_found(found),
        )
        return respond(page, choice, view.stamp)
    return respond(_written(found, choice.format, asked), choice, view.stamp)


def _request(view: View, asked: TraceQuery) -> TraceRequest:
    start = named(view.snapshot, view.catalogue, asked.start)
    return TraceRequest(
        starts=resolve(view.snapshot, start, asked.paragraph or None),
        direction=asked.direction.value,
        goal=named(view.snapshot, view.catalogue, asked.to) if asked.to else None,
        depth=asked.depth,
        strength=asked.strength.value,
        as_of=asked.as_of,
    )


def _written(found: Trace, form: Format, asked: TraceQuery) -> bytes | str:
    if form is TURTLE:
        return as_turtle(found)
    if form is CSV:
        return trace_csv(found)
    values = trace_values(found, list_undecided=asked.undecided or not asked.paragraph)
    note = {} if found.paths else {"note": nothing_found(found)}
    return json.dumps({**values, **note}, ensure_ascii=False, indent=2)
