"""Answer the competency questions, each at an address of its own with typed parameters."""

from __future__ import annotations

import datetime
import inspect
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Final
from urllib.parse import urlencode

import anyio.to_thread
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.answers import Link, chosen, not_modified, respond
from api.asking import client_of, passed_on, wanted
from api.catalogue import named
from api.formats import HTML, JSON, RESULTS
from api.models import ProblemModel, QuestionModel, VariableModel
from api.pages import Table
from api.problems import Refusal, not_acceptable
from api.service import service_of, view_of
from api.views import View
from api.workers import Job, Reply
from kg.errors import QuestionError
from kg.questions import Given, Question, bound_terms, page_query, question, questions

__all__ = ["questions_router"]

_MOST_ROWS: Final = 1_000
_TYPES: Final[Mapping[str, type]] = {
    "integer": int,
    "boolean": bool,
    "date": datetime.date,
    "decimal": float,
}
_FORMAT: Final = "format"
_LIMIT: Final = Query(ge=1, le=10_000, description="At most so many solutions: a page of them.")
_OFFSET: Final = Query(ge=0, le=1_000_000_000, description="Leave out the first so many solutions.")
_LINK: Final = {
    "description": "The pages beside this one: next (where there is one), prev, first.",
    "schema": {"type": "string"},
}
_GIVEN: Final = "given_"  # before a name that may be a Python keyword, such as "from"


def questions_router() -> APIRouter:
    """The addresses of the questions: a list, and one for each question on file."""
    router = APIRouter(tags=["questions"])
    router.get(
        "/questions",
        summary="List the questions",
        responses={200: {"model": list[QuestionModel], "content": {"text/html": {}}}},
    )(get_questions)
    for asked in questions():
        router.get(
            f"/questions/{asked.name}",
            name=asked.name,
            operation_id=f"ask-{asked.name}",
            summary=asked.question,
            description=f"For: {asked.asked_by}",
            response_class=Response,
            responses={
                200: {
                    "description": "The solutions.",
                    "content": {f.media[0]: {} for f in (*RESULTS, HTML)},
                    "headers": {"Link": _LINK},
                },
                400: {"model": ProblemModel, "description": "A value is malformed."},
                404: {"model": ProblemModel, "description": "A thing is not known."},
            },
        )(_endpoint(asked))
    router.get("/questions/{name}", include_in_schema=False)(get_unknown)
    return router


def get_questions(request: Request) -> Response:
    """List the questions on file, each with its address and what it is given."""
    view = view_of(request)
    choice = chosen(request, (JSON, HTML))
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    listed = questions()
    if choice.format is HTML:
        page = service_of(request).pages.render("questions.html", view=view, questions=listed)
        return respond(page, choice, view.stamp)
    body = json.dumps([_model(q).model_dump() for q in listed], ensure_ascii=False)
    return respond(body, choice, view.stamp)


def get_unknown(name: str) -> Response:
    """Say that there is no such question, and which is nearest."""
    try:
        question(name)
    except QuestionError as error:
        raise Refusal(404, str(error), error.remedy) from error
    raise Refusal(404, f"Question {name!r} came after this service.", "start it again")


def _endpoint(asked: Question) -> Callable[..., Awaitable[Response]]:
    """An endpoint whose signature has a typed parameter for each variable of a question."""

    async def ask(request: Request, limit: int | None, offset: int, **values: object) -> Response:
        bound = {k.removeprefix(_GIVEN): v for k, v in values.items() if k.startswith(_GIVEN)}
        given = {k: _words(v) for k, v in bound.items() if v not in (None, "")}
        return await _answer(request, asked, given, limit, offset)

    parameters = [
        inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    ]
    parameters += [
        inspect.Parameter(
            _GIVEN + g.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_type(g)
        )
        for g in asked.given
    ]
    parameters.append(
        inspect.Parameter(
            _FORMAT,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, Query(description="json, xml, csv, tsv or html.")],
        )
    )
    pages = (("limit", Annotated[int | None, _LIMIT], None), ("offset", Annotated[int, _OFFSET], 0))
    for name, annotation, default in pages:
        parameters.append(
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
            )
        )
    ask.__signature__ = inspect.Signature(parameters, return_annotation=Response)  # type: ignore[attr-defined]
    return ask


def _type(given: Given) -> object:
    """The annotation of a variable's parameter; an IRI may be given as a symbol too."""
    datatype = (given.example or "").rpartition("#")[2].rstrip(">")
    kind = str if given.is_iri else _TYPES.get(datatype, str)
    words = "An IRI, or a symbol." if given.is_iri else "A literal."
    if given.example_value is not None:
        words += f" Without it: {given.example_value}"
    return Annotated[
        kind | None, Query(alias=given.name, description=words, examples=[given.example_value])
    ]


def _words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


async def _answer(
    request: Request, asked: Question, given: Mapping[str, str], limit: int | None, offset: int
) -> Response:
    service = service_of(request)
    accept = ", ".join(request.headers.getlist("accept")) or None
    want = wanted(accept, request.query_params.get("format"))
    if want.results is None:
        raise not_acceptable(accept, [m for f in (*RESULTS, HTML) for m in f.media])
    as_page = want.results.format is HTML
    if as_page:
        limit = min(limit or _MOST_ROWS, _MOST_ROWS)
    terms = await anyio.to_thread.run_sync(partial(_terms, request, asked, given))
    links = await _links(request, asked, terms, limit, offset)
    job = Job(
        asked.query if limit is None and not offset else page_query(asked, limit, offset),
        substitutions=terms,
        results="json" if as_page else want.results.format.name,
        most_rows=_MOST_ROWS if as_page else None,
    )
    if as_page:
        reply = await service.pool.ask(job, client=client_of(request.scope))
        show = partial(_page, request, asked, given, reply, links)
        response = await anyio.to_thread.run_sync(show)
    else:
        response = await passed_on(request, service.pool, job, want)
    if links:
        response.headers["Link"] = ", ".join(map(str, links))
    return response


async def _links(
    request: Request, asked: Question, terms: Mapping[str, str], limit: int | None, offset: int
) -> list[Link]:
    """The links to the pages beside this one; to the next only where it has a solution."""
    links: list[Link] = []
    if limit is not None:
        after = Job(page_query(asked, 1, offset + limit), substitutions=terms, most_rows=1)
        pool = service_of(request).pool
        reply = await pool.ask(after, client=client_of(request.scope))
        if json.loads(reply.body or b"")["results"]["bindings"]:
            links.append(_link(request, "next", limit, offset + limit))
    if offset:
        links.append(_link(request, "prev", limit, max(0, offset - (limit or offset))))
        links.append(_link(request, "first", limit, 0))
    return links


def _link(request: Request, relation: str, limit: int | None, offset: int) -> Link:
    turned = {"limit": limit, "offset": offset or None}
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k not in turned]
    pairs += [(k, str(v)) for k, v in turned.items() if v is not None]
    return Link(f"{request.url.path}?{urlencode(pairs)}", relation)


def _page(
    request: Request,
    asked: Question,
    given: Mapping[str, str],
    reply: Reply,
    links: Sequence[Link],
) -> Response:
    view = view_of(request)
    choice = chosen(request, (*RESULTS, HTML))
    unchanged = not_modified(request, view.stamp, choice)
    if unchanged:
        return unchanged
    without = [g.name for g in asked.given]
    body = reply.body or b""
    page = service_of(request).pages.render(
        "question.html",
        view=view,
        question=asked,
        table=Table.of_body(reply.kind, body, truncated=reply.truncated, without=without),
        values={g.name: given.get(g.name, g.example_value) for g in asked.given},
        formats=RESULTS,
        links={link.relation: link.target for link in links},
    )
    return respond(page, choice, view.stamp)


def _terms(request: Request, asked: Question, given: Mapping[str, str]) -> dict[str, str]:
    values = _resolved(view_of(request), asked, given)
    return {name: str(value) for name, value in bound_terms(asked, values).items()}


def _resolved(view: View, asked: Question, given: Mapping[str, str]) -> dict[str, str]:
    """The values with symbols in the place of IRIs looked up."""
    known = (view.snapshot, view.catalogue)
    iris = {g.name for g in asked.given if g.is_iri}
    return {
        name: value if name not in iris or ":" in value else named(*known, value)
        for name, value in given.items()
    }


def _model(asked: Question) -> QuestionModel:
    return QuestionModel(
        name=asked.name,
        question=asked.question,
        asked_by=asked.asked_by,
        given=[
            VariableModel(
                name=g.name, kind="IRI" if g.is_iri else "literal", example=g.example_value
            )
            for g in asked.given
        ],
        address=f"/questions/{asked.name}",
    )
