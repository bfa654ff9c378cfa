"""Answer searches in the texts: hits with their words, and counts by body, session, year, kind."""

from __future__ import annotations

import csv
import io
import re
from typing import Annotated, Final, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from api.addresses import document_path
from api.answers import Link, chosen, not_modified, respond
from api.formats import CSV, HTML, JSON, Format
from api.models import ProblemModel, SearchFacetModel, SearchHitModel, SearchModel
from api.negotiate import Choice
from api.searching import Searched, Searches, too_hard
from api.service import base_url, service_of, view_of
from api.views import View
from kg.errors import SearchError
from kg.search import Filters, Hit, class_name, read_words
from kg.vocab import ID

__all__ = ["SearchQuery", "router", "searches_of"]

router: Final = APIRouter(tags=["search"])
_OFFERED: Final = (JSON, HTML, CSV)
_OPENSEARCH: Final = Format("xml", "OpenSearch", ("application/opensearchdescription+xml",))
_MOST: Final = 100
_YEARS: Final = r"^(\d{4}(-\d{4})?)?$"
_DEEPEST: Final = 10_000
_COLUMNS: Final = (
    *("iri", "kind", "label", "symbol", "title", "paragraph", "body", "session", "year"),
    *("score", "snippet"),
)


class SearchQuery(BaseModel):
    """What is searched for, and among what."""

    q: str = Field(
        "",
        max_length=500,
        description='Words, "phrases", beginnings*, OR, -not; or a symbol in any spelling.',
        examples=["cybercrime expert group"],
    )
    kind: str = Field(
        "", max_length=200, description="A class: Paragraph, Mandate …, with those below it."
    )
    body: str = Field("", max_length=200, description="The id of a body: ga, ccpcj.")
    session: str = Field(
        "", max_length=200, description="A session of a body (ga/65), or a number alone (65)."
    )
    year: str = Field("", pattern=_YEARS, description="A year, or the first and the last: 2010-13.")
    page: int = Field(1, ge=1, le=_DEEPEST, description="Which page.")
    size: int = Field(20, ge=1, le=_MOST, description="How many hits a page has.")
    format: str | None = Field(None, description="json, html or csv, over Accept.")

    def filters(self) -> Filters:
        """The filters, with ids in the place of IRIs."""
        first, _, last = self.year.partition("-")
        return Filters(
            kind=class_name(self.kind) or None,
            body=self.body.removeprefix(ID).removeprefix("body/") or None,
            session=self.session.removeprefix(ID).removeprefix("body/").replace("/session/", "/")
            or None,
            years=(int(first), int(last or first)) if first else None,
        )

    def address(self, **changed: object) -> str:
        """The address of this search, with some of its parameters changed; empty ones go."""
        values = {**self.model_dump(), "format": None, **changed}
        asked = {k: v for k, v in values.items() if v not in ("", None)}
        defaults = {"page": 1, "size": 20}
        kept = {k: v for k, v in asked.items() if defaults.get(k) != v}
        return f"/search?{urlencode(kept)}"


def searches_of(request: Request) -> Searches:
    """The searches of the service that a request came to."""
    return cast(Searches, request.app.state.searches)


@router.get(
    "/search",
    summary="Search the texts",
    responses={
        200: {
            "model": SearchModel,
            "content": {f.media[0]: {} for f in _OFFERED if f is not JSON},
        },
        400: {"model": ProblemModel, "description": "There is nothing to look for."},
        406: {"model": ProblemModel, "description": "None of the formats is acceptable."},
        503: {"model": ProblemModel, "description": "It takes too long, or is not ready yet."},
    },
)
def get_search(request: Request, asked: Annotated[SearchQuery, Query()]) -> Response:
    """Things whose names or texts match, the best first; a symbol finds its document first."""
    view = view_of(request)
    choice = chosen(request, _OFFERED)
    searches = searches_of(request)
    if not asked.q.strip() and choice.format is HTML:
        return respond(_page(request, view, asked, None), choice, view.stamp)
    unchanged = not_modified(request, view.stamp, choice) if searches.is_fresh(view) else None
    if unchanged:
        return unchanged
    try:
        done = searches.search(
            view,
            read_words(asked.q),
            asked.filters(),
            first=(asked.page - 1) * asked.size,
            most=asked.size,
            facets=choice.format is not CSV,
        )
    except SearchError as error:
        raise too_hard(error) from error
    return _answer(request, view, asked, done, choice)


@router.get("/opensearch.xml", include_in_schema=False)
def get_description(request: Request) -> Response:
    """How a browser searches here (OpenSearch 1.1)."""
    base = base_url(request)
    page = service_of(request).pages.render("opensearch.xml", base=base)
    choice = Choice(_OPENSEARCH, _OPENSEARCH.media[0])
    return respond(page, choice, view_of(request).stamp)


def _answer(
    request: Request, view: View, asked: SearchQuery, done: Searched, choice: Choice
) -> Response:
    more = asked.page * asked.size < done.found.total
    following = asked.address(page=asked.page + 1) if more else None
    if choice.format is HTML:
        body = _page(request, view, asked, done)
    elif choice.format is CSV:
        body = _csv(done.found.hits)
    else:
        body = _model(view, asked, done, following).model_dump_json(indent=2)
    links = [Link(following, "next")] if following else []
    extra = {"X-Total-Count": str(done.found.total)}
    response = respond(body, choice, view.stamp, links=links, extra=extra)
    if done.stale:  # the same generation will have another answer
        del response.headers["ETag"]
        if "Last-Modified" in response.headers:
            del response.headers["Last-Modified"]
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Search-Stale"] = "true"
    return response


def _page(request: Request, view: View, asked: SearchQuery, done: Searched | None) -> str:
    pages = -(-done.found.total // asked.size) if done else 0
    return service_of(request).pages.render(
        "search.html", view=view, asked=asked, done=done, pages=pages
    )


def _model(view: View, asked: SearchQuery, done: Searched, following: str | None) -> SearchModel:
    found = done.found
    return SearchModel(
        query=asked.q,
        generation=view.generation,
        index_generation=found.generation,
        stale=done.stale,
        total=found.total,
        page=asked.page,
        size=asked.size,
        next=following,
        hits=[_hit(hit) for hit in found.hits],
        facets={
            "kind": _facet(done, "kind"),
            "body": _facet(done, "body"),
            "session": _facet(done, "session"),
            "year": _facet(done, "year"),
        },
    )


def _facet(done: Searched, name: str) -> list[SearchFacetModel]:
    return [
        SearchFacetModel(value=f.value, label=f.label, count=f.count)
        for f in done.found.facets[name]
    ]


def _hit(hit: Hit) -> SearchHitModel:
    matches: list[tuple[int, int]] = []
    snippet = ""
    for part in hit.snippet:
        if part.matches:
            matches.append((len(snippet), len(snippet) + len(part.text)))
        snippet += part.text
    return SearchHitModel(
        iri=hit.iri,
        address=document_path(hit.iri),
        kind=hit.kind,
        label=hit.label,
        snippet=snippet,
        matches=matches,
        score=hit.score,
        exact=hit.exact,
        document=hit.document,
        symbol=hit.symbol,
        title=hit.title,
        paragraph=hit.paragraph,
        body=hit.body,
        session=hit.session,
        year=hit.year,
    )


def _csv(hits: tuple[Hit, ...]) -> str:
    """Hits as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for hit in hits:
        cells = (
            *(hit.iri, hit.kind, hit.label, hit.symbol, hit.title, hit.paragraph),
            *(hit.body, hit.session, hit.year, hit.score),
            re.sub(r"\s+", " ", "".join(part.text for part in hit.snippet)),
        )
        writer.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue()
