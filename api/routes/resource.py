"""Answer for things: 303 from their IRIs, descriptions in each format, and human aliases."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.addresses import document_path
from api.answers import Link, chosen, not_modified, respond, see
from api.catalogue import find, named, suggestions
from api.describe import describe
from api.entity import entity_page
from api.formats import GRAPHS, HTML, Format
from api.models import ProblemModel
from api.negotiate import Choice
from api.problems import NotKnown
from api.serialise import graph_bytes
from api.service import service_of, view_of
from api.views import View
from kg.iri import symbol_key
from kg.vocab import GRAPH, ID

__all__ = ["aliases", "router"]

router: Final = APIRouter(tags=["things"], default_response_class=Response)
aliases: Final = APIRouter(include_in_schema=False)
_OFFERED: Final[tuple[Format, ...]] = (*GRAPHS, HTML)
_SUFFIXES: Final = {f.name: f for f in _OFFERED}
_NOT_FOUND: Final[dict[int | str, dict[str, object]]] = {
    404: {"model": ProblemModel, "description": "Nothing of this name; near ones are suggested."}
}


@router.get(
    "/id/{path:path}",
    summary="Find what describes a thing",
    status_code=303,
    responses={308: {"description": "The thing is spelt otherwise."}, **_NOT_FOUND},
)
def get_thing(request: Request, path: str) -> Response:
    """See the description of ``https://w3id.org/mandategraph/id/{path}`` at ``/doc/{path}``."""
    plain, suffix = _split(path)
    iri = _found(view_of(request), plain)
    own = f"/id/{document_path(iri).removeprefix('/doc/')}"
    if _asked_path(request) != own + _ending(suffix):
        return see(own + _ending(suffix), 308)
    return see(document_path(iri, suffix))


@router.get("/doc/{path:path}", summary="Describe a thing", responses=_NOT_FOUND)
def get_description(request: Request, path: str) -> Response:
    """What is known of a thing; ``.ttl .jsonld .nt .rdf .nq .trig .html`` choose the format."""
    plain, suffix = _split(path)
    view = view_of(request)
    iri = _found(view, plain)
    address = document_path(iri, suffix)
    if _asked_path(request) != address:
        return see(address, 308)
    form = _SUFFIXES[suffix] if suffix else None
    choice = Choice(form, form.media[0]) if form else chosen(request, _OFFERED)
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    description = describe(view, iri)
    if choice.format is HTML:
        body: bytes | str = service_of(request).pages.render(
            "entity.html", view=view, entity=entity_page(view, description), formats=GRAPHS
        )
    else:
        body = graph_bytes(description.triples, choice.format)
    links = _links(iri, choice.format)
    place = {"Content-Location": document_path(iri, choice.format.name)}
    return respond(body, choice, view.stamp, links=links, extra=place)


@aliases.get("/{path:path}")
def get_alias(request: Request, path: str) -> Response:
    """Find what a symbol as the whole path names: ``/A/RES/65/230``, ``/A/RES/65/230/op9``."""
    plain, suffix = _split(path)
    view = view_of(request)
    return see(document_path(named(view.snapshot, view.catalogue, plain), suffix))


def _found(view: View, path: str) -> str:
    if f"{ID}{path}".startswith(GRAPH) and f"{ID}{path}" in view.snapshot.graph_names():
        return f"{ID}{path}"
    iri = find(view.snapshot, view.catalogue, path)
    if iri is None:
        raise NotKnown(f"{ID}{symbol_key(path)}", suggestions(view.catalogue, path))
    return iri


def _split(path: str) -> tuple[str, str]:
    """A path without the slash at its end and the suffix that names a format, and that suffix."""
    path = path.rstrip("/")
    plain, dot, suffix = path.rpartition(".")
    return (plain, suffix) if dot and suffix in _SUFFIXES else (path, "")


def _ending(suffix: str) -> str:
    return f".{suffix}" if suffix else ""


def _asked_path(request: Request) -> str:
    """The path as it was sent: Starlette's own is decoded, so that spellings look alike."""
    raw = request.scope.get("raw_path")
    sent = raw.decode("latin-1") if isinstance(raw, bytes) else quote(request.scope["path"])
    return sent.partition("?")[0]


def _links(iri: str, form: Format) -> list[Link]:
    links = [Link(iri, "canonical")]
    if form is HTML:
        links.append(Link(document_path(iri, "ttl"), "describedby", "text/turtle"))
    links += [
        Link(document_path(iri, f.name), "alternate", f.media[0]) for f in _OFFERED if f is not form
    ]
    return links
