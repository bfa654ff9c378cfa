"""Read and write whole graphs by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import anyio.to_thread
import pyoxigraph as ox
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import chosen
from api.asking import Wanted, client_of, passed_on
from api.conditions import judge
from api.formats import GRAPHS, TURTLE, Format
from api.forms import pairs
from api.models import ProblemModel
from api.negotiate import Choice
from api.problems import Refusal
from api.queries import query_text
from api.receiving.answering import BEARER, WRITE_RESPONSES, written
from api.receiving.bodies import parts, read_body, read_media
from api.receiving.guard import require_writer
from api.service import base_url, service_of, view_of
from api.views import View
from api.workers import Job
from api.writing.marks import state_of, tag
from api.writing.orders import Done, Kind, Order
from api.writing.parsing import Reading
from kg.errors import GraphRefused, QueryError
from kg.store.rewriting import check_user_graph

__all__ = ["router"]

router: Final = APIRouter(tags=["graphs"], default_response_class=Response)
_MULTIPART: Final = "multipart/form-data"
# What names a format beyond doubt: text/xml and application/json are said of much else.
_TAKEN: Final[dict[str, Format]] = {f.media[0]: f for f in GRAPHS} | {
    "application/x-turtle": TURTLE
}
_GROWTH: Final = 4
"""How many times its own size a body may have as N-Triples; prefixes make it grow."""
_NOTHING: Final = "nothing"

_PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": "graph",
        "in": "query",
        "description": "The IRI of the graph (indirect identification, 4.2).",
        "schema": {"type": "string", "format": "iri"},
    },
    {
        "name": "default",
        "in": "query",
        "allowEmptyValue": True,
        "description": "The default graph for users, /graphs/default.",
        "schema": {"type": "string", "maxLength": 0},
    },
]
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {media: {"schema": {"type": "string"}} for media in _TAKEN},
    }
}
_INDIRECT: Final = {"parameters": _PARAMETERS}
_READ: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The graph.", "content": {m: {} for f in GRAPHS for m in f.media[:1]}},
    404: {"model": ProblemModel, "description": "There is no such graph."},
    406: {"model": ProblemModel, "description": "None of the formats is acceptable."},
}
_UNMET: Final[dict[int | str, dict[str, Any]]] = {
    412: {"model": ProblemModel, "description": "The graph is not as the conditions say."}
}
_CREATED: Final[dict[int | str, dict[str, Any]]] = {201: {"description": "The graph is new."}}
_GONE: Final[dict[int | str, dict[str, Any]]] = {404: _READ[404]}
_WRITE: Final = WRITE_RESPONSES | _UNMET | _CREATED


@dataclass(frozen=True, slots=True)
class _Named:
    """The graph that a request is about; the default one is always there (Update, 3.1)."""

    iri: str
    is_default: bool


@router.get("/graphs", summary="Read a graph by its IRI", responses=_READ, openapi_extra=_INDIRECT)
async def get_indirect(request: Request) -> Response:
    """The graph of ``?graph=`` or ``?default`` (5.2), ours as well as those of users."""
    return await _read(request, _required(request))


@router.get("/graphs/{path:path}", summary="Read a graph", responses=_READ)
async def get_direct(request: Request, path: str) -> Response:
    """The graph whose IRI is this address (5.2)."""
    return await _read(request, _required(request))


@router.put(
    "/graphs",
    summary="Put a graph by its IRI",
    status_code=204,
    openapi_extra=_INDIRECT | _BODY,
    responses=_WRITE,
    dependencies=[BEARER],
)
async def put_indirect(request: Request) -> Response:
    """Put a graph in the place of the one of ``?graph=`` or ``?default`` (5.3)."""
    return await _write(request, "put")


@router.put(
    "/graphs/{path:path}",
    summary="Put a graph",
    status_code=204,
    openapi_extra=_BODY,
    responses=_WRITE,
    dependencies=[BEARER],
)
async def put_direct(request: Request, path: str) -> Response:
    """Put a graph in the place of the one whose IRI is this address (5.3)."""
    return await _write(request, "put")


@router.post(
    "/graphs",
    summary="Add to a graph by its IRI, or make a new one",
    status_code=204,
    openapi_extra=_INDIRECT | _BODY,
    responses=_WRITE,
    dependencies=[BEARER],
)
async def post_indirect(request: Request) -> Response:
    """Merge into the graph of ``?graph=`` or ``?default``; without either make a new one (5.5)."""
    return await _write(request, "merge")


@router.post(
    "/graphs/{path:path}",
    summary="Add to a graph",
    status_code=204,
    openapi_extra=_BODY,
    responses=_WRITE,
    dependencies=[BEARER],
)
async def post_direct(request: Request, path: str) -> Response:
    """Merge what is sent into the graph whose IRI is this address (5.5)."""
    return await _write(request, "merge")


@router.delete(
    "/graphs",
    summary="Delete a graph by its IRI",
    status_code=204,
    responses=WRITE_RESPONSES | _UNMET | _GONE,
    openapi_extra=_INDIRECT,
    dependencies=[BEARER],
)
async def delete_indirect(request: Request) -> Response:
    """Delete the graph of ``?graph=``, or empty that of ``?default`` (5.4)."""
    return await _delete(request)


@router.delete(
    "/graphs/{path:path}",
    summary="Delete a graph",
    status_code=204,
    responses=WRITE_RESPONSES | _UNMET | _GONE,
    dependencies=[BEARER],
)
async def delete_direct(request: Request, path: str) -> Response:
    """Delete the graph whose IRI is this address (5.4)."""
    return await _delete(request)


async def _read(request: Request, named: _Named) -> Response:
    view = await anyio.to_thread.run_sync(partial(view_of, request))
    state = _state(view, named)
    choice = chosen(request, GRAPHS)
    etag = tag(state, choice.format.name)
    headers = {"ETag": etag, "Vary": "Accept", "Cache-Control": "no-cache"}
    conditions = {k: ", ".join(request.headers.getlist(k)) for k in request.headers}
    verdict = judge(conditions, etag, None)
    if verdict == 304:
        return Response(status_code=304, headers=headers)
    if verdict == 412:
        why = "The graph is not the one that If-Match names."
        raise Refusal(412, why, "ask without this condition", etag=etag)
    job = Job(query_text("whole-graph"), (named.iri,), graph=choice.format.name)
    response = await passed_on(request, service_of(request).pool, job, Wanted(None, choice))
    if response.status_code == 200:
        await _stamp(request, response, named, choice, view)
    return response


async def _stamp(
    request: Request, response: Response, named: _Named, choice: Choice, view: View
) -> None:
    """Give an answer the tag of the graph in the generation that it was made from."""
    form = choice.format.name
    made_from = response.headers["etag"]
    del response.headers["etag"]
    if made_from != f'"{view.generation}-{form}"':  # a newer one came in between
        view = await anyio.to_thread.run_sync(partial(view_of, request))
    if made_from == f'"{view.generation}-{form}"':
        response.headers["ETag"] = tag(_state(view, named), form)


def _state(view: View, named: _Named) -> str:
    """What a graph holds, by a name that changes with it.

    Raises:
        Refusal: 404, it is not there.
    """
    state = state_of(view.snapshot, named.iri)
    if state is None and not named.is_default:
        raise _missing(named)
    return state or _NOTHING


async def _write(request: Request, kind: Kind) -> Response:
    require_writer(request)
    named = _named(request)
    if named is None and kind == "put":
        raise _nameless()
    place = f"{base_url(request)}/graphs/{secrets.token_hex(8)}" if named is None else None
    iri = _changeable(named.iri if named else str(place))
    content = await _sent(request, iri, may_have_parts=kind == "merge")
    done = await _ordered(request, kind, iri, content)
    return written(request, done, created=not done.stood, location=place)


async def _delete(request: Request) -> Response:
    require_writer(request)
    named = _required(request)
    done = await _ordered(request, "delete", _changeable(named.iri), b"")
    if not done.stood and not named.is_default:
        raise _missing(named)
    return written(request, done)


async def _ordered(request: Request, kind: Kind, iri: str, content: bytes) -> Done:
    tags = [", ".join(request.headers.getlist(n)) for n in ("if-match", "if-none-match")]
    order = Order(kind, iri, content, if_match=tags[0] or None, if_none_match=tags[1] or None)
    return await service_of(request).writer.write(order)


async def _sent(request: Request, iri: str, *, may_have_parts: bool) -> bytes:
    """The graph that was sent, as N-Triples; read in a worker, which is bounded.

    Raises:
        Refusal: 400 it is malformed; 408, 413, 415 of the body; 429, 503 of the worker.
    """
    media = read_media(request, (*_TAKEN, _MULTIPART) if may_have_parts else _TAKEN)
    body = await read_body(request)
    bodies = [(media, body)]
    if media.name == _MULTIPART:  # 5.5
        bodies = list(parts(body, media.boundary, _TAKEN))
    service = service_of(request)
    most = _GROWTH * service.settings.update_limit
    found = []
    for part, content in bodies:
        reading = Reading(_TAKEN[part.name].name, iri, most)
        payload = reading.packed(content)
        triples = await service.pool.run("triples", payload, client=client_of(request.scope))
        most -= len(triples)
        found.append(triples)
    return b"".join(found)


def _named(request: Request) -> _Named | None:
    """The graph that the address or its parameters name (4.1, 4.2); None: they name none.

    Raises:
        Refusal: 400, they name it in two ways, or by no absolute IRI.
    """
    own = f"{base_url(request)}/graphs/"
    # As it was sent: %2F and / are two IRIs, which the decoded path no longer tells apart.
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    path = raw.partition(b"?")[0].decode("latin-1").partition("/graphs")[2].removeprefix("/")
    found = pairs(request.scope["query_string"])
    graphs = [value for name, value in found if name == "graph"]
    ways = [f"{own}{path}"] * bool(path) + graphs
    ways += [f"{own}default"] * any(name == "default" for name, _ in found)
    if len(ways) > 1:
        raise Refusal(400, "The request names its graph in two ways.", "name it once")
    if not ways:
        return None
    try:
        iri = ox.NamedNode(ways[0]).value
    except ValueError as error:
        why = f"<{ways[0][:200]}> is not an absolute IRI."
        raise Refusal(400, why, "give an absolute IRI as graph") from error
    return _Named(iri, iri == f"{own}default")


def _required(request: Request) -> _Named:
    named = _named(request)
    if named is None:
        raise _nameless()
    return named


def _changeable(iri: str) -> str:
    try:
        return check_user_graph(iri)
    except GraphRefused as error:
        raise Refusal(403, str(error), error.remedy) from error
    except QueryError as error:
        raise Refusal(400, str(error), error.hint) from error


def _nameless() -> Refusal:
    return Refusal(
        400,
        "The request names no graph.",
        "give ?graph=<IRI> or ?default, or a path below /graphs/",
    )


def _missing(named: _Named) -> Refusal:
    return Refusal(404, f"There is no graph <{named.iri}>.", "PUT or POST makes one")
