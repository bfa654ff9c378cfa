"""Answer with a problem: JSON to programs, a page to people."""

from __future__ import annotations

import json
import logging
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from api.formats import HTML, Format
from api.methods import allowed
from api.middleware import SAFE
from api.negotiate import choose
from api.problems import MEDIA_TYPE, Problem, problem_of, problem_values
from api.service import service_of
from api.workers import Cut

__all__ = ["answer_problem"]

_PROBLEM: Final = Format("problem", "problem", (MEDIA_TYPE, "application/json"))
_log: Final = logging.getLogger(__name__)


def answer_problem(request: Request, error: Exception) -> Response:
    """The response to a request that ended in an error."""
    if isinstance(error, Cut):
        _log.warning("%s: an answer was cut. %s", request.url.path, error)
        return Response(status_code=500)  # never sent: the answer has begun
    problem = problem_of(error)
    if problem.status == 405:
        problem = _of_method(request)
    if problem.status >= 500 and problem.status != 501:
        cause = error if problem.status == 500 else None
        _log.error("%s %s: %s", request.method, request.url.path, error, exc_info=cause)
    values = problem_values(problem, quote(request.url.path, safe="/()"))
    choice = choose(request.headers.get("accept"), [_PROBLEM, HTML])
    headers = SAFE | dict(problem.headers) | {"Vary": "Accept", "Cache-Control": "no-store"}
    if choice and choice.format is HTML:
        page = service_of(request).pages.render("problem.html", problem=problem, view=None)
        headers["Content-Type"] = HTML.content_type("text/html")
        return Response(page, problem.status, headers)
    headers["Content-Type"] = MEDIA_TYPE
    return Response(json.dumps(values, ensure_ascii=False), problem.status, headers)


def _of_method(request: Request) -> Problem:
    methods = allowed(request.scope)
    why = f"{request.url.path} does not answer {request.method}."
    return Problem(405, why, {"hint": f"use one of {methods}"}, {"Allow": methods})
