"""Answer the pages that belong to no thing: the home page, the look-up, the list of addresses."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.addresses import document_path
from api.answers import not_modified, respond, see
from api.catalogue import find, named
from api.formats import HTML
from api.negotiate import Choice
from api.operations import operations_of
from api.problems import Refusal
from api.queries import query_text
from api.service import service_of, view_of
from kg.questions import questions

__all__ = ["router"]

router: Final = APIRouter(include_in_schema=False)
_CHOICE: Final = Choice(HTML, HTML.media[0])


@router.get("/")
def get_home(request: Request) -> Response:
    """What the graph answers, and where to begin."""
    view = view_of(request)
    unchanged = not_modified(request, view.stamp, _CHOICE)
    if unchanged:
        return unchanged
    rows = view.snapshot.query(query_text("counts")).solutions()
    counts = {r["class"].value.rpartition("#")[2]: int(r["count"].value) for r in rows}
    page = service_of(request).pages.render(
        "home.html", view=view, counts=counts, questions=questions()
    )
    return respond(page, _CHOICE, view.stamp)


@router.get("/lookup")
def look_up(request: Request, symbol: Annotated[str, Query(max_length=500)] = "") -> Response:
    """See the page of the document with a symbol, however it is typed."""
    typed = symbol.strip()
    if not typed:
        raise Refusal(400, "No symbol was given.", "type one, such as A/RES/65/230")
    view = view_of(request)
    bare = find(view.snapshot, view.catalogue, f"document/A/RES/{typed}")  # "65/230"
    return see(document_path(bare or named(view.snapshot, view.catalogue, typed)))


@router.get("/api")
def get_addresses(request: Request) -> Response:
    """The addresses for programs, from the OpenAPI document."""
    view = view_of(request)
    page = service_of(request).pages.render(
        "api.html", view=view, operations=operations_of(request.app)
    )
    return respond(page, _CHOICE, view.stamp)
