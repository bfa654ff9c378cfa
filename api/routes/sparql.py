"""Answer the SPARQL 1.1 Protocol for queries, and describe the service to who asks nothing."""

from __future__ import annotations

from functools import partial
from typing import Final

import anyio.to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import chosen, not_modified, respond
from api.asking import client_of, passed_on, searched, viewed, wanted
from api.desk import desk_of
from api.formats import GRAPHS, HTML, RESULTS, Format
from api.models import ProblemModel
from api.negotiate import accepts
from api.pages import Table
from api.problems import Refusal
from api.protocol import Asked, read_head, read_request
from api.searching import ExpandedQuery
from api.service import base_url, service_of, view_of
from api.workers import Job, Reply
from kg.store import query_form
from kg.views import read_views

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
_VIEW: Final = {
    "name": "view",
    "in": "query",
    "description": "In whose words the query is: names of views, with commas between them.",
    "schema": {"type": "string"},
    "example": "eli",
}
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
            (429, "The client's slow queries took too much time this minute."),
            (503, "The query ran past its deadline or a bound, or there is no data yet."),
        )
    },
}


@router.get(
    "/sparql",
    summary="Ask a SPARQL query",
    responses=_RESPONSES,
    openapi_extra={"parameters": [_QUERY, *_GRAPHS, _VIEW]},
)
async def get_sparql(request: Request) -> Response:
    """Answer ``?query=``, over the graphs that the request names, else over all of them."""
    asked = await _asked(request)
    if asked is None:
        return await anyio.to_thread.run_sync(partial(_description, request))
    return await _page(request, asked)


@router.post(
    "/sparql",
    summary="Ask a SPARQL query that is posted",
    responses=_RESPONSES
    | {
        408: {"model": ProblemModel, "description": "The body came too slowly."},
        415: {"model": ProblemModel, "description": "The body is no query and no form."},
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/sparql-query": {"schema": {"type": "string"}},
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "required": ["query"],
                        "properties": {"query": {"type": "string"}, "view": {"type": "string"}},
                    }
                },
            },
        }
    },
)
async def post_sparql(request: Request) -> Response:
    """Answer a query in a form, or one that is the body itself."""
    asked = await _asked(request)
    if asked is None:
        raise Refusal(400, "The request holds no query.", "post one as the body or as 'query'")
    return await _page(request, asked)


@router.delete(
    "/queries/{query_id}",
    summary="End a query that is running",
    status_code=204,
    responses={404: {"model": ProblemModel, "description": "No query of this id is running."}},
)
async def delete_query(request: Request, query_id: str) -> Response:
    """End the query whose answer bears this ``X-Query-Id``, or that was asked with it."""
    if not service_of(request).pool.cancel(query_id):
        why = f"No query {query_id} is running."
        raise Refusal(404, why, "it may have ended; X-Query-Id names a query while it runs")
    return Response(status_code=204)


async def _asked(request: Request) -> Asked | None:
    settings = service_of(request).settings
    return await read_request(
        request.scope,
        request.receive,
        read_head(request.scope),
        limit=settings.query_limit,
        seconds=settings.body_seconds,
    )


async def _page(request: Request, asked: Asked) -> Response:
    """The answer as a page, the first rows of it; programs are answered by ``api.frontdoor``."""
    service = service_of(request)
    accept = ", ".join(request.headers.getlist("accept")) or None
    want = wanted(accept, request.query_params.get("format"))
    ours = await viewed(asked)
    is_graph = query_form(ours.query) in ("CONSTRUCT", "DESCRIBE")
    choice = want.graph if is_graph else want.results
    as_page = choice is not None and choice.format is HTML
    found = await searched(ours.query, service, request.app.state.searches)
    job = Job(
        found.text,
        ours.default_graphs,
        asked.named_graphs,
        results="json" if as_page else want.results_name,
        graph="nt" if as_page else want.graph_name,
        most_rows=_MOST_ROWS if as_page else None,
    )
    if not as_page:
        return await passed_on(request, service.pool, job, want, found)
    reply = await service.pool.ask(job, client=client_of(request.scope))
    page = await anyio.to_thread.run_sync(partial(_rendered, request, asked, reply, found))
    page.headers.update(found.headers)
    return page


def _rendered(request: Request, asked: Asked, reply: Reply, found: ExpandedQuery) -> Response:
    view = view_of(request)
    choice = chosen(request, (HTML,))
    unchanged = not_modified(request, view.stamp, choice) if found.cacheable else None
    if unchanged:
        return unchanged
    table = Table.of_body(reply.kind, reply.body or b"", truncated=reply.truncated)
    page = service_of(request).pages.render(
        "results.html", view=view, table=table, asked=asked, words=read_views()
    )
    response = respond(page, choice, view.stamp)
    if not found.cacheable:  # the same page may be another before the next generation
        del response.headers["etag"]
        response.headers["cache-control"] = "no-store"
    return response


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
        page = service_of(request).pages.render(
            "sparql.html", view=view, query=None, asked=None, words=read_views()
        )
        return respond(page, choice, view.stamp)
    writing = service_of(request).settings.token is not None
    body = desk_of(request).portraits.service(
        view.snapshot, base_url(request), choice.format, writing=writing
    )
    return respond(body, choice, view.stamp)
