"""Answer for the ontology and the shapes: as graphs, and as manuals that people can read.

``/ontology`` is the latest version, ``/ontology/0.1.0`` that one; a module, an alignment and an
example have addresses below it, and a term's leads to where the manual tells of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import pyoxigraph as ox
from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from api.answers import Link, chosen, not_modified, respond, see
from api.diagrams import diagram
from api.formats import GRAPHS, HTML, TURTLE, Format
from api.manual import Manual, Module
from api.models import ProblemModel
from api.problems import Refusal
from api.serialise import graph_bytes
from api.service import service_of, view_of
from api.shapes import read_shapes
from api.views import View
from kg.questions import questions
from kg.resources import folder
from kg.views import VIEW_GRAPH, read_views
from kg.vocab import MG, MGSH, ONTOLOGY, SHAPES

__all__ = ["router"]

router: Final = APIRouter(tags=["vocabulary"], default_response_class=Response)
_OFFERED: Final[tuple[Format, ...]] = (*GRAPHS, HTML)
_RESPONSES: Final[dict[int | str, dict[str, object]]] = {
    200: {"content": {f.media[0]: {} for f in _OFFERED}}
}
_MISSING: Final[dict[int | str, dict[str, object]]] = _RESPONSES | {
    303: {"description": "The name is of a term: see where the manual tells of it."},
    404: {"model": ProblemModel, "description": "There is none; the versions are told."},
}
_ONTOLOGY_IRI, _SHAPES_IRI = str(MG).rstrip("#"), str(MGSH).rstrip("#")
_VERSION: Final = ox.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")


@router.get("/ontology", summary="The ontology", responses=_RESPONSES)
def get_ontology(request: Request) -> Response:
    """The latest version: classes and properties, with definitions, diagrams and examples."""
    return _ontology(request, view_of(request), None)


@router.get("/ontology/alignments/{name}", summary="An alignment", responses=_MISSING)
def get_alignment(request: Request, name: str) -> Response:
    """How our terms stand to those of another vocabulary, each mapping with its reason."""
    alignments = view_of(request).manual.alignments
    if name not in alignments:
        known = ", ".join(alignments)
        raise Refusal(404, f"There is no alignment {name[:80]!r}.", f"see one of {known}")
    view = read_views().get(name)
    asked = view is not None and bool(view.properties or view.classes or view.things)
    return _file(
        request,
        f"alignments/{name}",
        "alignment.html",
        alignment=alignments[name],
        asked=asked,
        view_graph=VIEW_GRAPH,
    )


@router.get("/ontology/examples/{name}", summary="A worked example", responses=_MISSING)
def get_example(request: Request, name: str) -> Response:
    """A story told in the words of the ontology."""
    examples = view_of(request).manual.examples
    if name not in examples:
        known = ", ".join(examples)
        raise Refusal(404, f"There is no example {name[:80]!r}.", f"see one of {known}")
    return _file(request, f"examples/{name}", "example.html", example=examples[name])


@router.get("/ontology/{name}", summary="A version, module or term", responses=_MISSING)
def get_part(request: Request, name: str) -> Response:
    """A version of the ontology, a module of it as a graph, or the way to a term."""
    view = view_of(request)
    manual = view.manual
    if name == manual.version:
        return _ontology(request, view, name)
    if name in manual.names:
        return see(f"/ontology#{name}")
    if (folder("ontology") / f"{name}.ttl") in folder("ontology").glob("*.ttl"):
        if chosen(request, _OFFERED).format is HTML:
            shown = {module.name for module in manual.modules}
            return see(f"/ontology#module-{name}" if name in shown else "/ontology")
        return _file(request, name, "")
    raise _unknown("ontology", name, manual.version)


@router.get("/shapes", summary="The shapes", responses=_RESPONSES)
def get_shapes(request: Request) -> Response:
    """The latest version of what a graph must have to be taken in, as SHACL."""
    view = view_of(request)
    return _shapes(request, view, _version(view, str(SHAPES), _SHAPES_IRI), versioned=False)


@router.get("/shapes/{name}", summary="A version of the shapes, or a shape", responses=_MISSING)
def get_shape(request: Request, name: str) -> Response:
    """A version of the shapes, or the way to one of them."""
    view = view_of(request)
    version = _version(view, str(SHAPES), _SHAPES_IRI)
    if name == version:
        return _shapes(request, view, version, versioned=True)
    if any(shape.name == name for shape in read_shapes(view.snapshot)):
        return see(f"/shapes#{name}")
    raise _unknown("shapes", name, version)


def _ontology(request: Request, view: View, version: str | None) -> Response:
    return _whole(
        request,
        view,
        str(ONTOLOGY),
        _ONTOLOGY_IRI,
        "ontology.html",
        versioned=version is not None,
        manual=view.manual,
        questions=questions(),
        view_graph=VIEW_GRAPH,
        diagram=partial(_drawn, view.manual),
    )


def _shapes(request: Request, view: View, version: str, *, versioned: bool) -> Response:
    return _whole(
        request,
        view,
        str(SHAPES),
        _SHAPES_IRI,
        "shapes.html",
        versioned=versioned,
        version=version,
        shapes=read_shapes(view.snapshot),
    )


def _whole(
    request: Request,
    view: View,
    graph: str,
    iri: str,
    template: str,
    **values: object,
) -> Response:
    """A vocabulary as a graph or a page, with where its other forms and versions are."""
    choice = chosen(request, _OFFERED)
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    path = request.url.path
    latest = f"/{iri.rpartition('/')[2]}"
    links = [Link(iri, "canonical"), Link(latest, "latest-version"), *_alternates(path)]
    if choice.format is HTML:
        links.append(Link(f"{path}?format={TURTLE.name}", "describedby", TURTLE.media[0]))
        body: bytes | str = service_of(request).pages.render(
            template, view=view, formats=GRAPHS, iri=iri, **values
        )
    else:
        body = graph_bytes(view.snapshot.triples(graph=graph), choice.format)
    return respond(body, choice, view.stamp, links=links)


def _file(request: Request, name: str, template: str, **values: object) -> Response:
    """A file of the ontology as a graph or, where it has a template, as a page."""
    view = view_of(request)
    choice = chosen(request, _OFFERED)
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    text = (folder("ontology") / f"{name}.ttl").read_bytes()
    iri = f"{_ONTOLOGY_IRI}/{name}"
    if choice.format is HTML:
        body: bytes | str = service_of(request).pages.render(
            template, view=view, formats=GRAPHS, iri=iri, **values
        )
    elif choice.format is TURTLE:
        body = text  # as it was written, with its order and its comments
    else:
        triples = (q.triple for q in ox.parse(text, format=ox.RdfFormat.TURTLE))
        body = graph_bytes(triples, choice.format)
    links = [Link(iri, "canonical"), *_alternates(request.url.path)]
    return respond(body, choice, view.stamp, links=links)


def _alternates(path: str) -> Sequence[Link]:
    return [Link(f"{path}?format={f.name}", "alternate", f.media[0]) for f in _OFFERED]


def _drawn(manual: Manual, module: Module) -> Markup:
    """The drawing of a module; every word in it was escaped where it was drawn."""
    known = {
        term.iri: term.name for m in manual.modules for terms in m.terms.values() for term in terms
    }
    return Markup(diagram(module, lambda iri: known.get(iri) or _short(iri)))  # noqa: S704


def _short(iri: str) -> str:
    return iri.rpartition("#")[2] or iri.rpartition("/")[2]


def _version(view: View, graph: str, iri: str) -> str:
    """The version that a graph says it is of; empty where it says none."""
    found = view.snapshot.triples(ox.NamedNode(iri), _VERSION, graph=graph)
    return next((str(getattr(t.object, "value", "")) for t in found), "")


def _unknown(kind: str, name: str, version: str) -> Refusal:
    why = f"There is no version, part or term {name[:80]!r} of the {kind}."
    return Refusal(
        404,
        why,
        f"see /{kind}/{version}, the only version there is, or /{kind} for the latest",
        versions=[version],
    )
