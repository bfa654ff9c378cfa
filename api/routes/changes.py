"""Answer what changed from generation to generation."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.answers import Link, chosen
from api.desk import desk_of
from api.formats import GRAPHS, HTML, JSON, Format
from api.history import (
    ChangesModel,
    Leaf,
    atom,
    change_triples,
    changes_model,
    leaf_after,
    newest_leaf,
)
from api.models import ProblemModel
from api.problems import Refusal
from api.routes.dataset import answer, page
from api.serialise import graph_bytes
from api.service import base_url, view_of

__all__ = ["router"]

router: Final = APIRouter(tags=["data set"], default_response_class=Response)
_LINES: Final = Format("jsonl", "JSON lines", ("application/x-ndjson", "application/jsonl"))
_ATOM: Final = Format("atom", "Atom", ("application/atom+xml",))
_OFFERED: Final[tuple[Format, ...]] = (JSON, _LINES, HTML, _ATOM, *GRAPHS)
_RESPONSES: Final[dict[int | str, dict[str, object]]] = {
    200: {"model": ChangesModel, "content": {f.media[0]: {} for f in _OFFERED}},
    404: {"model": ProblemModel, "description": "There is no such generation yet."},
}


@router.get("/changes", summary="Tell what changed", responses=_RESPONSES)
def get_changes(
    request: Request,
    since: Annotated[int | None, Query(ge=0, description="Only generations after this.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="The most on a page.")] = 100,
) -> Response:
    """The graphs that each generation added, replaced and removed, oldest first.

    Without ``since`` JSON and RDF begin with the first generation, pages and feeds show the newest.
    """
    history, view, base = desk_of(request).history, view_of(request), base_url(request)
    if since is not None and since > view.generation:
        why = f"There is no generation {since} yet; the newest is {view.generation}."
        raise Refusal(404, why, "if the store was made anew, read it all: leave 'since' out")
    if since is None and chosen(request, _OFFERED).format in (HTML, _ATOM):
        leaf = newest_leaf(history, limit)
    else:
        leaf = leaf_after(history, since or 0, limit)
    next_page = _next_page(request, leaf, limit)
    model = changes_model(view.generation, leaf, next_page)
    return answer(
        request,
        _OFFERED,
        view.stamp,
        {
            JSON: lambda form: model.model_dump_json(),
            _LINES: lambda form: "".join(f"{c.model_dump_json()}\n" for c in model.changes),
            HTML: lambda form: page(request, "changes.html", listed=model),
            _ATOM: lambda form: atom(leaf, base, next_page),
            None: lambda form: graph_bytes(change_triples(leaf, base), form),
        },
        links=[Link(next_page, "next")] if next_page else [],
    )


def _next_page(request: Request, leaf: Leaf, limit: int) -> str | None:
    if not leaf.has_more:
        return None
    query = {"since": str(leaf.entries[-1].generation), "limit": str(limit)}
    form = request.query_params.get("format")
    return f"/changes?{urlencode(query | ({'format': form} if form else {}))}"
