"""Take SPARQL updates of user graphs by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.forms import decoded, pairs
from api.problems import Refusal
from api.receiving.answering import BEARER, WRITE_RESPONSES, written
from api.receiving.bodies import read_body, read_media
from api.receiving.guard import require_writer
from api.service import base_url, service_of
from api.writing.orders import Order

__all__ = ["router"]

router: Final = APIRouter(tags=["SPARQL"], default_response_class=Response)
_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-update"
_USING: Final = ("using-graph-uri", "using-named-graph-uri")
_FIELDS: Final = {
    name: {"type": "array", "items": {"type": "string", "format": "iri"}} for name in _USING
}


@router.post(
    "/update",
    summary="Change user graphs by SPARQL Update",
    status_code=204,
    responses=WRITE_RESPONSES,
    dependencies=[BEARER],
    openapi_extra={
        "parameters": [
            {
                "name": name,
                "in": "query",
                "description": "The IRI of a graph that patterns are matched in; repeatable.",
                "schema": schema,
            }
            for name, schema in _FIELDS.items()
        ],
        "requestBody": {
            "required": True,
            "content": {
                _DIRECT: {"schema": {"type": "string"}},
                _FORM: {
                    "schema": {
                        "type": "object",
                        "required": ["update"],
                        "properties": {"update": {"type": "string"}, **_FIELDS},
                    }
                },
            },
        },
    },
)
async def post_update(request: Request) -> Response:
    """Make an update whole or not at all; answered when queries see it.

    Its unnamed graph is the user graph ``/graphs/default``. Graphs of documents are read only.
    """
    require_writer(request)
    order = await _order(request)
    return written(request, await service_of(request).writer.write(order))


@router.get("/update", include_in_schema=False)
async def refuse_get(request: Request) -> Response:
    """Refuse (2.2: an update is posted); else this would be an alias of a document."""
    raise Refusal(405, "Updates are posted.", "use POST")


async def _order(request: Request) -> Order:
    """The update of a request, in a form or as the body (2.2.1, 2.2.2), and its dataset (2.2.3).

    Raises:
        Refusal: 400 there is no update, or two, or a query; 408, 413, 415 of the body.
    """
    limit = service_of(request).settings.update_limit
    found = pairs(request.scope["query_string"])
    if read_media(request, (_DIRECT, _FORM)).name == _FORM:
        # Each byte may be percent-encoded.
        found += pairs(await read_body(request, most=3 * limit))
    else:
        found.append(("update", decoded(await read_body(request))))
    updates = [value for name, value in found if name == "update"]
    if any(name == "query" for name, _ in found):
        raise Refusal(400, "This address takes no queries.", "send an update as 'update'")
    if len(updates) != 1:
        said = "no update" if not updates else f"{len(updates)} updates"
        raise Refusal(400, f"The request holds {said}.", "send exactly one, as 'update'")
    content = updates[0].encode()
    if len(content) > limit:
        why = f"The update is longer than {limit:,} bytes."
        raise Refusal(413, why, "send it in parts", limit=limit)
    using, named = (tuple(value for name, value in found if name == wanted) for wanted in _USING)
    default = f"{base_url(request)}/graphs/default"
    return Order("update", default, content, using, named)
