"""Answer for things: 303 from their IRIs, descriptions in each format, and human aliases."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.addresses import document_path
from api.answers import Link, chosen, not_modified, respond, see
from api.catalogue import exactly, find, named, not_known
from api.describe import Description, describe, late
from api.entity import entity_page
from api.formats import GRAPHS, HTML, JSONLD, TURTLE, Format
from api.jsonld import jsonld_bytes
from api.models import ProblemModel
from api.negotiate import Choice
from api.paging import Turning, turning
from api.serialise import graph_bytes
from api.service import base_url, service_of, view_of
from api.spelling import Asked, asked
from api.views import View
from kg.iri import symbol_key
from kg.vocab import GRAPH, ID, LEDGER

__all__ = ["aliases", "router"]

router: Final = APIRouter(tags=["things"], default_response_class=Response)
aliases: Final = APIRouter(include_in_schema=False)
_OFFERED: Final[tuple[Format, ...]] = (*GRAPHS, HTML)
_SUFFIXES: Final = {f.name: f for f in _OFFERED}
_PLACES: Final = ("id/", "doc/")
_NOT_FOUND: Final[dict[int | str, dict[str, object]]] = {
    404: {"model": ProblemModel, "description": "Nothing of this name; near ones are suggested."},
    410: {"model": ProblemModel, "description": "The thing turned out to be several."},
}


@router.get(
    "/id/{path:path}",
    summary="Find what describes a thing",
    status_code=303,
    responses={308: {"description": "The thing is spelt otherwise."}, **_NOT_FOUND},
)
def get_thing(request: Request, path: str) -> Response:
    """See the description of ``https://w3id.org/mandategraph/id/{path}`` at ``/doc/{path}``."""
    wanted = asked(request, path, _SUFFIXES)
    iri = _found(view_of(request), wanted)
    place = document_path(iri, wanted.suffix)
    own = f"/id/{place.removeprefix('/doc/')}"
    if wanted.sent != own:
        return see(own, 308, query=wanted.query)
    links = [Link(place, "describedby", anchor=iri)]
    return see(place, query=wanted.query, links=links)


@router.get("/doc/{path:path}", summary="Describe a thing", responses=_NOT_FOUND)
def get_description(request: Request, path: str, page: str = "1") -> Response:
    """What is known of a thing; ``.ttl .jsonld .nt .rdf .nq .trig .html`` choose the format.

    A long description has pages, each of which links to the others.
    """
    wanted = asked(request, path, _SUFFIXES)
    view = view_of(request)
    iri = _found(view, wanted)
    address = document_path(iri, wanted.suffix)
    if wanted.sent != address:
        return see(address, 308, query=wanted.query)
    form = _SUFFIXES.get(wanted.suffix)
    choice = Choice(form, form.media[0]) if form else chosen(request, _OFFERED)
    outline = view.outlines.of(iri)
    shown = outline.without(late(view, outline)) if choice.format is HTML else outline
    turn = turning(request, address, outline, shown.pages)
    place = {"Content-Location": _place(iri, choice.format, turn)}
    unchanged = not_modified(request, view.stamp, choice, extra=place)
    if unchanged:
        return unchanged
    body = _written(request, view, describe(view, iri, turn.number), choice.format, turn)
    return respond(body, choice, view.stamp, links=_links(iri, choice.format, turn), extra=place)


@aliases.get("/{path:path}")
def get_alias(request: Request, path: str) -> Response:
    """Find what a symbol as the whole path names: ``/A/RES/65/230``, ``/A/RES/65/230/op9``."""
    wanted = asked(request, path, _SUFFIXES)
    view = view_of(request)
    if wanted.name.startswith(_PLACES):  # it was written with too many slashes
        return see(f"/{quote(wanted.name)}{wanted.ending}", 308, query=wanted.query)
    iri = named(view.snapshot, view.catalogue, wanted.name)
    return see(document_path(iri, wanted.suffix), query=wanted.query)


def _found(view: View, wanted: Asked) -> str:
    graph = f"{ID}{wanted.exact}"
    if graph.startswith(GRAPH) and _is_graph(view, graph):
        return graph
    iri = exactly(view.snapshot, wanted.exact)
    if iri is None:  # only now, since each generation's catalogue has to be read first
        iri = find(view.snapshot, view.catalogue, wanted.name)
    if iri is None:
        raise not_known(f"{ID}{symbol_key(wanted.name)}", view.catalogue, wanted.name)
    return iri


def _is_graph(view: View, name: str) -> bool:
    """Whether the store keeps notes of a graph of this name."""
    try:
        notes = view.snapshot.matching(ox.NamedNode(name), graph=str(LEDGER))
    except ValueError:
        return False
    return next(notes, None) is not None


def _written(
    request: Request, view: View, description: Description, form: Format, turn: Turning
) -> bytes | str:
    """A page of a description in a format."""
    if form is HTML:
        return service_of(request).pages.render(
            "entity.html",
            view=view,
            entity=entity_page(view, description),
            formats=GRAPHS,
            turning=turn,
        )
    whole = Turning(document_path(description.iri), turn.number, turn.last)
    turned = whole.triples(base_url(request), description.iri, description.outline)
    triples = dict.fromkeys([*description.triples, *turned])
    return jsonld_bytes(triples) if form is JSONLD else graph_bytes(triples, form)


def _place(iri: str, form: Format, turn: Turning) -> str:
    """The address of a page in one format, whatever a client accepts."""
    return Turning(document_path(iri, form.name), turn.number, turn.last).at(turn.number)


def _links(iri: str, form: Format, turn: Turning) -> list[Link]:
    links = [Link(iri, "canonical")]
    described = None if form is HTML else iri
    links.append(Link(_place(iri, TURTLE, turn), "describedby", TURTLE.media[0], described))
    links += [
        Link(_place(iri, f, turn), "alternate", f.media[0]) for f in _OFFERED if f is not form
    ]
    return links + turn.links
