"""Answer the SPARQL 1.1 Protocol for queries, and describe the service to who asks nothing."""

from __future__ import annotations

from functools import partial
from typing import Final

import anyio
import anyio.to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import chosen, not_modified, respond
from api.asking import answer_to
from api.description import service_triples
from api.formats import GRAPHS, HTML, RESULTS, Format
from api.models import ProblemModel
from api.negotiate import accepts
from api.pages import Table
from api.problems import Refusal, malformed
from api.protocol import Asked, read_request
from api.serialise import formats_of, graph_bytes
from api.service import base_url, service_of, view_of
from api.views import View
from kg.errors import QueryError
from kg.store import Answer

__all__ = ["router"]

router: Final = APIRouter(tags=["SPARQL"], default_response_class=Response)
_MOST_ROWS: Final = 1_000
_QUERY: Final = {
    "name": "query",
    "in": "query",
    "description": "A SPARQL 1.1 query; without one, the service description is given.",
    "schema": {"type": "string"},
    "example": "SELECT * { ?meeting a <https://w3id.org/mandategraph/ontology#Meeting> }",
}
_GRAPHS: Final = [
    {
        "name": name,
        "in": "query",
        "description": "The IRI of a graph; may be repeated.",
        "schema": {"type": "array", "items": {"type": "string", "format": "iri"}},
    }
    for name in ("default-graph-uri", "named-graph-uri")
]
_RESPONSES: Final[dict[int | str, dict[str, object]]] = {
    200: {
        "description": "Solutions, a boolean, triples, or the service description.",
        "content": {m: {} for f in (*RESULTS, *GRAPHS, HTML) for m in f.media[:1]},
    },
    **{
        status: {"model": ProblemModel, "description": words}
        for status, words in (
            (400, "The query is malformed, missing, or there are two."),
            (406, "None of the formats is acceptable."),
            (413, "The query is too long."),
            (503, "The query ran past its deadline, or there is no data yet."),
        )
    },
}


@router.get(
    "/sparql",
    summary="Ask a SPARQL query",
    responses=_RESPONSES,
    openapi_extra={"parameters": [_QUERY, *_GRAPHS]},
)
async def get_sparql(request: Request) -> Response:
    """Answer ``?query=``, over the graphs that the request names, else over all of them."""
    asked = await read_request(request, service_of(request).settings.query_limit)
    if asked is None:
        return await anyio.to_thread.run_sync(partial(_description, request))
    return await _answered(request, asked)


@router.post(
    "/sparql",
    summary="Ask a SPARQL query that is posted",
    responses=_RESPONSES
    | {415: {"model": ProblemModel, "description": "The body is no query and no form."}},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/sparql-query": {"schema": {"type": "string"}},
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "required": ["query"],
                        "properties": {"query": {"type": "string"}},
                    }
                },
            },
        }
    },
)
async def post_sparql(request: Request) -> Response:
    """Answer a query in a form, or one that is the body itself."""
    asked = await read_request(request, service_of(request).settings.query_limit)
    if asked is None:
        raise Refusal(400, "The request holds no query.", "post one as the body or as 'query'")
    return await _answered(request, asked)


async def _answered(request: Request, asked: Asked) -> Response:
    """The answer within the deadline; the thread of a query that ran past it is left alone."""
    seconds = service_of(request).settings.query_timeout
    try:
        with anyio.fail_after(seconds):
            return await anyio.to_thread.run_sync(
                partial(_answer, request, asked), abandon_on_cancel=True
            )
    except TimeoutError as error:
        raise Refusal(
            503, f"The query ran longer than {seconds:g} seconds.", "ask for less, or add a LIMIT"
        ) from error


def _answer(request: Request, asked: Asked) -> Response:
    view = view_of(request)

    def page(answer: Answer) -> str:
        table = Table.of(answer, _MOST_ROWS)
        return service_of(request).pages.render(
            "results.html", view=view, table=table, asked=asked, formats=formats_of(answer)
        )

    return answer_to(request, view, partial(_ask, view, asked), page)


def _ask(view: View, asked: Asked) -> Answer:
    try:
        return view.snapshot.query(
            asked.query, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs
        )
    except QueryError as error:
        raise malformed(error) from error


def _description(request: Request) -> Response:
    accept = request.headers.get("accept")
    wants_results = any(accepts(accept, f) for f in RESULTS)
    offered: tuple[Format, ...] = (*GRAPHS, HTML)
    if wants_results and not any(accepts(accept, f) for f in offered):
        raise Refusal(400, "The request holds no query.", "give one as the parameter 'query'")
    view = view_of(request)
    choice = chosen(request, offered)
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    if choice.format is HTML:
        page = service_of(request).pages.render("sparql.html", view=view, query=None)
        return respond(page, choice, view.stamp)
    triples = service_triples(view.snapshot, base_url(request))
    return respond(graph_bytes(triples, choice.format), choice, view.stamp)
