"""Answer for the data set as a whole: its description, the examples, and its dumps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final
from urllib.parse import urlencode

import anyio
import anyio.to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from api.answers import Link, chosen, not_modified, respond, see
from api.desk import DumpStamp, desk_of
from api.dumping import DumpsModel, dumps_model
from api.formats import GRAPHS, HTML, JSON, Format
from api.models import ProblemModel
from api.portrait import dump_triples, example_triples
from api.problems import Refusal
from api.serialise import graph_bytes
from api.service import service_of, view_of
from api.stamp import Stamp
from kg.dumps import dump_name
from kg.portrait import example_query
from kg.questions import Question, questions

__all__ = ["answer", "page", "router"]

router: Final = APIRouter(tags=["data set"], default_response_class=Response)
_DESCRIBED: Final[tuple[Format, ...]] = (*GRAPHS, HTML)
_LISTED: Final[tuple[Format, ...]] = (JSON, HTML, *GRAPHS)
_DUMP: Final = re.compile(r"(\d{1,15})\.nq\.zst", re.ASCII)
_RESPONSES: Final[dict[int | str, dict[str, object]]] = {
    200: {"content": {f.media[0]: {} for f in _DESCRIBED}}
}
_FILES: Final[dict[int | str, dict[str, object]]] = {
    200: {"content": {"application/zstd": {}}},
    404: {"model": ProblemModel, "description": "No such dump; those that are there are told."},
    503: {"model": ProblemModel, "description": "It is still being made, or cannot be."},
}


@router.get("/void", summary="Describe the data set and its endpoint", responses=_RESPONSES)
def get_void(request: Request) -> Response:
    """What the data set holds and how to reach it: VoID, DCAT and the examples, or a page."""
    desk, view = desk_of(request), view_of(request)
    place = desk.place(request)
    return answer(
        request,
        _DESCRIBED,
        DumpStamp.above(view.stamp, place),
        {
            HTML: lambda form: page(
                request, "void.html", place=place, overview=desk.portraits.overview(view.snapshot)
            ),
            None: lambda form: desk.portraits.body(view.snapshot, place, form),
        },
    )


@router.get("/.well-known/void", include_in_schema=False)
def get_well_known(request: Request) -> Response:
    """The same, where clients of VoID look for it (VoID, 7.2)."""
    return get_void(request)


@router.get("/examples", summary="List queries to run", responses=_RESPONSES)
def get_examples(request: Request) -> Response:
    """The competency questions as queries that run as they are (sh:SPARQLExecutable)."""
    desk, view = desk_of(request), view_of(request)
    base = desk.place(request).base
    stored = desk.portraits.stored(view.snapshot)
    return answer(
        request,
        _DESCRIBED,
        view.stamp,
        {
            HTML: lambda form: page(request, "examples.html", examples=_examples()),
            None: lambda form: graph_bytes(example_triples(stored, base), form),
        },
    )


@router.get(
    "/dump",
    summary="List the dumps",
    responses={200: {"model": DumpsModel, "content": {f.media[0]: {} for f in _LISTED}}},
)
def get_dumps(request: Request) -> Response:
    """The generations that can be fetched as a file, with size and hash where one was made."""
    view, place = view_of(request), desk_of(request).place(request)
    listed = dumps_model(view.generation, place.entries, place.dumps)
    return answer(
        request,
        _LISTED,
        DumpStamp.above(view.stamp, place),
        {
            JSON: lambda form: listed.model_dump_json(),
            HTML: lambda form: page(request, "dumps.html", listed=listed),
            None: lambda form: graph_bytes(dump_triples(place), form),
        },
    )


@router.get("/dump/latest", summary="Find the newest dump", status_code=302)
def get_latest(request: Request) -> Response:
    """See the dump of the newest generation."""
    return see(f"/dump/{dump_name(view_of(request).generation)}", 302)


@router.get("/dump/{name}", summary="Fetch a dump", responses=_FILES)
async def get_dump(request: Request, name: str) -> Response:
    """All named graphs of a generation: N-Quads, compressed by zstd; made once, then kept."""
    found = _DUMP.fullmatch(name)
    if not found:
        raise Refusal(404, f"{name} is not the name of a dump.", "see /dump for those there are")
    desk, seconds = desk_of(request), service_of(request).settings.query_timeout
    make = partial(desk.dumps.made, int(found[1]))
    try:
        with anyio.fail_after(seconds):
            dump = await anyio.to_thread.run_sync(make, abandon_on_cancel=True, limiter=desk.making)
    except TimeoutError as error:
        refusal = Refusal(503, f"The dump {name} is still being made.", "ask again in a minute")
        refusal.problem = replace(refusal.problem, headers={"Retry-After": "60"})
        raise refusal from error
    headers = {"ETag": f'"{dump.sha256}"', "Cache-Control": "no-cache"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        dump.path, media_type="application/zstd", filename=f"mandategraph-{name}", headers=headers
    )


def answer(
    request: Request,
    offered: Sequence[Format],
    stamp: Stamp,
    bodies: Mapping[Format | None, Callable[[Format], bytes | str]],
    *,
    links: Sequence[Link] = (),
) -> Response:
    """The answer in the chosen format; the body under None is for those not named."""
    choice = chosen(request, offered)
    unchanged = not_modified(request, stamp, choice)
    if unchanged:
        return unchanged
    path = request.url.path
    named = [Link(f"{path}?format={f.name}", "alternate", f.media[0]) for f in offered]
    write = bodies.get(choice.format) or bodies[None]
    return respond(write(choice.format), choice, stamp, links=[*named, *links])


def page(request: Request, template: str, **values: object) -> str:
    """A page about the data set."""
    return service_of(request).pages.render(
        template, view=view_of(request), formats=GRAPHS, **values
    )


def _examples() -> list[tuple[Question, str]]:
    return [(q, f"/sparql?{urlencode({'query': example_query(q)})}") for q in questions()]
