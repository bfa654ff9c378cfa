"""Answer a request that wrote: shortly, or with what changed where JSON is asked for."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from fastapi import Depends
from fastapi.security import HTTPBearer
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.formats import JSON
from api.models import ProblemModel
from api.negotiate import accepts
from api.writing.orders import Done

__all__ = ["BEARER", "GENERATION", "WRITE_RESPONSES", "written"]

GENERATION: Final = "X-Generation"
BEARER: Final = Depends(
    HTTPBearer(scheme_name="bearer", description="The token of this service.", auto_error=False)
)
_NAMES: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}
_CHANGED: Final[dict[str, Any]] = {
    "application/json": {
        "schema": {
            "type": "object",
            "properties": {
                "generation": {"type": "integer"},
                **dict.fromkeys(("added", "replaced", "removed"), _NAMES),
            },
        }
    }
}
WRITE_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Done: what changed, where JSON is asked for.", "content": _CHANGED},
    204: {"description": "Done, and shown by the generation in X-Generation."},
    **{
        status: {"model": ProblemModel, "description": words}
        for status, words in (
            (400, "The request or what it holds is malformed: line and column are told."),
            (401, "There is no token, or not this one."),
            (403, "Writing is off, the graph is not the users', or the origin is another."),
            (408, "The body came too slowly."),
            (413, "The body is too long."),
            (415, "The body is of a type that is not taken."),
            (503, "The deadline, a bound, or another process writes; nothing is changed."),
            (507, "The disk is too full; nothing is changed."),
        )
    },
}


def written(
    request: Request, done: Done, *, created: bool = False, location: str | None = None
) -> Response:
    """201 where a graph was created, else 204; 200 where JSON is asked for by its name."""
    headers = {GENERATION: str(done.generation), "Cache-Control": "no-store", "Vary": "Accept"}
    if location is not None:
        headers["Location"] = location
    if not accepts(request.headers.get("accept"), JSON):
        return Response(status_code=201 if created else 204, headers=headers)
    values = asdict(done)
    values.pop("stood")
    return JSONResponse(values, status_code=201 if created else 200, headers=headers)
