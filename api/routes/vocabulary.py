"""Answer for the ontology and the shapes: as graphs, and as lists that people can read."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import Link, chosen, not_modified, respond
from api.formats import GRAPHS, HTML, TURTLE, Format
from api.serialise import graph_bytes
from api.service import service_of, view_of
from api.shapes import read_shapes
from kg.vocab import MG, MGSH, ONTOLOGY, SHAPES

__all__ = ["router"]

router: Final = APIRouter(tags=["vocabulary"], default_response_class=Response)
_OFFERED: Final[tuple[Format, ...]] = (*GRAPHS, HTML)
_RESPONSES: Final[dict[int | str, dict[str, object]]] = {
    200: {"content": {f.media[0]: {} for f in _OFFERED}}
}


@router.get("/ontology", summary="The ontology", responses=_RESPONSES)
def get_ontology(request: Request) -> Response:
    """The classes and properties of the graph, with their definitions and examples."""
    return _answer(request, str(ONTOLOGY), str(MG).rstrip("#"), "ontology.html")


@router.get("/shapes", summary="The shapes", responses=_RESPONSES)
def get_shapes(request: Request) -> Response:
    """What a graph must have to be taken in, as SHACL."""
    return _answer(request, str(SHAPES), str(MGSH).rstrip("#"), "shapes.html")


def _answer(request: Request, graph: str, iri: str, template: str) -> Response:
    view = view_of(request)
    choice = chosen(request, _OFFERED)
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    links = [Link(iri, "canonical")]
    path = request.url.path
    links += [Link(f"{path}?format={f.name}", "alternate", f.media[0]) for f in _OFFERED]
    if choice.format is HTML:
        shapes = read_shapes(view.snapshot) if graph == str(SHAPES) else ()
        body: bytes | str = service_of(request).pages.render(
            template, view=view, shapes=shapes, formats=GRAPHS, iri=iri
        )
        links.append(Link(f"{path}?format={TURTLE.name}", "describedby", TURTLE.media[0]))
    else:
        body = graph_bytes(view.snapshot.triples(graph=graph), choice.format)
    return respond(body, choice, view.stamp, links=links)
