"""Judge RDF that is posted, by the shapes of this graph and no others."""

from __future__ import annotations

import json
from typing import Final

import anyio
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import chosen
from api.formats import GRAPHS, HTML, JSON, TURTLE, Format
from api.models import ProblemModel, ReportModel
from api.problems import Refusal
from api.service import Service, service_of
from api.workers.judging import Order

__all__ = ["router"]

router: Final = APIRouter(tags=["SHACL"], default_response_class=Response)
_OFFERED: Final = (TURTLE, JSON, HTML, *(f for f in GRAPHS if f is not TURTLE))
# What names a format beyond doubt: text/xml and application/json are said of much else.
_TAKEN: Final = {f.media[0]: f for f in GRAPHS} | {"application/x-turtle": TURTLE}
_PARTS: Final = ("shapes", "shapes-graph", "shapesGraph", "shapes-graph-uri")
_LOCAL: Final = ("utf-8", "utf8", "us-ascii")


@router.get("/validate", include_in_schema=False)
async def get_validate() -> Response:
    """Refuse to judge nothing (RFC 9110, 15.5.6)."""
    raise Refusal(405, "A graph to judge is posted.", "use POST")


@router.post(
    "/validate",
    summary="Validate a graph",
    responses={
        200: {
            "model": ReportModel,
            "description": "The SHACL validation report, whether the graph conforms or not.",
            "content": {f.media[0]: {} for f in _OFFERED if f is not JSON},
        },
        **{
            status: {"model": ProblemModel, "description": words}
            for status, words in (
                (400, "The RDF is malformed: line and column are told."),
                (406, "None of the formats of a report is acceptable."),
                (408, "The body did not come in time."),
                (413, "There is more than is judged in one go: the limit is told."),
                (415, "The body is no RDF of a known format in UTF-8."),
                (503, "Judging took longer than the deadline, or all workers are busy."),
            )
        },
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {media: {"schema": {"type": "string"}} for media in _TAKEN},
        }
    },
)
async def post_validate(request: Request) -> Response:
    """Judge the posted default graph by our shapes; shapes within it judge nothing.

    Nothing is fetched and nothing is kept. The answer is 200 whatever the verdict: read
    ``conforms``.
    """
    service = service_of(request)
    form = _form(request)
    choice = chosen(request, _OFFERED)
    body = await _body(request, service)
    answer = "json" if choice.format in (JSON, HTML) else choice.format.name
    order = Order(form.name, answer, service.settings.validate_triples)
    report = await _judged(service, order.packed(body), _client(request))
    headers = {
        "Content-Type": choice.content_type,
        "Vary": "Accept",
        "Cache-Control": "no-store",
        "X-Limit-Bytes": str(service.settings.validate_limit),
        "X-Limit-Triples": str(service.settings.validate_triples),
    }
    if choice.format is HTML:
        page = service.pages.render("validation.html", view=None, report=json.loads(report))
        return Response(page, headers=headers)
    return Response(report, headers=headers)


async def _judged(service: Service, payload: bytes, client: str) -> bytes:
    """The report, from a worker that is bounded and ended at the deadline."""
    return await service.pool.run("validate", payload, client=client)


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _form(request: Request) -> Format:
    if any(part in request.query_params for part in _PARTS):
        raise Refusal(
            400,
            "Shapes cannot be chosen: this address judges by the shapes of this graph alone.",
            "see them at /shapes, and leave the parameter out",
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(415, "A compressed body is not taken.", "send it as it is")
    said = request.headers.get("content-type", "")
    media, *parameters = (part.strip() for part in said.split(";"))
    charset = next(
        (p.partition("=")[2].strip('" ') for p in parameters if p.lower().startswith("charset")),
        "utf-8",
    )
    form = _TAKEN.get(media.lower())
    if form is None or charset.lower() not in _LOCAL:
        raise Refusal(
            415,
            f"A graph cannot be posted as {said!r}.",
            "send one of the media types in 'offered' as Content-Type, in UTF-8",
            offered=list(_TAKEN),
        )
    return form


async def _body(request: Request, service: Service) -> bytes:
    """The body, read no further than its limit and no longer than a body may take."""
    limit = service.settings.validate_limit
    try:
        if int(request.headers.get("content-length", "0")) > limit:
            raise _too_large(limit)
    except ValueError as error:
        raise Refusal(400, "The Content-Length is no number.", "send a number") from error
    body = bytearray()
    try:
        with anyio.fail_after(service.settings.body_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise _too_large(limit)
    except TimeoutError as error:
        raise Refusal(408, "The body did not come in time.", "send it faster") from error
    return bytes(body)


def _too_large(limit: int) -> Refusal:
    return Refusal(
        413, f"The body is longer than {limit:,} bytes.", "send it in parts", limit=limit
    )
