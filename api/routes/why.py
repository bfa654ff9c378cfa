"""Answer why the graph says something: rule, finding, paragraph, words, source and its digest."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from api.answers import chosen, not_modified, respond
from api.catalogue import named
from api.formats import GRAPHS, HTML, JSON, TEXT, Format
from api.models import AccountModel, ProblemModel
from api.pages import Pages
from api.problems import NotKnown, Refusal
from api.routes.trace import traces_of
from api.serialise import graph_bytes
from api.service import service_of
from api.views import View
from kg.errors import SymbolError
from kg.why import (
    Account,
    account_json,
    account_tree,
    object_term,
    predicate_iri,
    thing_in_words,
    why,
    why_triple,
)

__all__ = ["WhyQuery", "router"]

router: Final = APIRouter(tags=["trace"])
_OFFERED: Final[tuple[Format, ...]] = (JSON, HTML, TEXT, *GRAPHS)
_LONGEST: Final = 2_000  # characters of a term: none of ours comes near it


class WhyQuery(BaseModel):
    """A thing, or the three terms of a triple."""

    of: str = Field(
        "",
        max_length=_LONGEST,
        description="A thing: its IRI, its path below /id/, its symbol, or that and a paragraph.",
        examples=["A/RES/65/230 op9"],
    )
    subject: str = Field("", max_length=_LONGEST, description="The subject of a triple, as 'of'.")
    predicate: str = Field(
        "",
        max_length=_LONGEST,
        description="Its predicate: leadsTo, dcterms:title, an IRI.",
        examples=["leadsTo"],
    )
    object: str = Field(
        "", max_length=_LONGEST, description="Its object: a thing, or a literal's words."
    )
    format: str | None = Field(
        None, description="json, html, txt, ttl, jsonld, nt or rdf, over Accept."
    )


@router.get(
    "/why",
    summary="Say why the graph says something",
    responses={
        200: {
            "model": AccountModel,
            "content": {f.media[0]: {} for f in _OFFERED if f is not JSON},
        },
        400: {"model": ProblemModel, "description": "Neither a thing nor a whole triple is named."},
        404: {"model": ProblemModel, "description": "The graph says nothing of the kind."},
        406: {"model": ProblemModel, "description": "None of the formats is acceptable."},
        503: {"model": ProblemModel, "description": "Too many are asked for at once."},
    },
)
async def get_why(request: Request, asked: Annotated[WhyQuery, Query()]) -> Response:
    """Of a thing its findings, of a step its rule too; of a triple what it rests on.

    As RDF: the triples that the account rests on.
    """
    _check(asked)
    traces, service, choice = traces_of(request), service_of(request), chosen(request, _OFFERED)
    view = await traces.do(service, service.views.current)
    found = await traces.do(service, partial(_account, view, asked))
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    body = await traces.do(service, partial(_written, view, found, choice.format, service.pages))
    return respond(body, choice, view.stamp)


def _check(asked: WhyQuery) -> None:
    """Refuse what names neither one thing nor one triple."""
    terms = [bool(t.strip()) for t in (asked.subject, asked.predicate, asked.object)]
    if bool(asked.of.strip()) == any(terms) or (any(terms) and not all(terms)):
        raise Refusal(
            400,
            "Name one thing with 'of', or a triple with 'subject', 'predicate' and 'object'.",
            "as in /why?of=A/RES/65/230+op9",
        )


def _account(view: View, asked: WhyQuery) -> Account:
    subject = _thing(view, asked.of or asked.subject)
    if asked.of:
        return why(view.snapshot, subject)
    predicate = predicate_iri(asked.predicate)
    obj = object_term(view.snapshot, subject, predicate, asked.object)
    return why_triple(view.snapshot, subject, predicate, obj)


def _thing(view: View, words: str) -> str:
    """The thing that is meant; where there is none, the nearest are named."""
    try:
        return thing_in_words(view.snapshot, words)
    except SymbolError as error:
        try:
            return named(view.snapshot, view.catalogue, words)
        except NotKnown as unknown:
            raise unknown from error


def _written(view: View, found: Account, form: Format, pages: Pages) -> bytes:
    if form is HTML:
        return pages.render("why.html", view=view, account=found).encode()
    if form is TEXT:
        return f"{account_tree(found)}\n".encode()
    if form.graph:
        return graph_bytes(found.triples, form)
    return account_json(found).encode()
