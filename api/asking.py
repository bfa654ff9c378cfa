"""Ask a query and write its answer, all in one thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.answers import chosen, not_modified, respond
from api.formats import HTML
from api.problems import Refusal
from api.serialise import formats_of, serialised
from api.views import View
from kg.store import Answer

__all__ = ["answer_to"]

_log: Final = logging.getLogger(__name__)


def answer_to(
    request: Request, view: View, ask: Callable[[], Answer], page: Callable[[Answer], str]
) -> Response:
    """The response to a query, in the format that the client accepts; ``page`` writes HTML.

    Raises:
        Refusal: no format is acceptable, or the engine failed while it answered.
    """
    outcome = _outcome(request, view, ask, page)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def _outcome(
    request: Request, view: View, ask: Callable[[], Answer], page: Callable[[Answer], str]
) -> Response | Refusal:
    """The response, or a refusal without its traceback.

    The engine's answers must be dropped in the thread that made them (pyoxigraph calls them
    unsendable), and a traceback would carry one to another thread.
    """
    answer = ask()
    try:
        choice = chosen(request, [*formats_of(answer), HTML])
        unchanged = not_modified(request, view.stamp, choice)
        if unchanged:
            return unchanged
        html = choice.format is HTML
        body = page(answer) if html else serialised(answer, choice.format)
    except Refusal as refusal:
        return refusal.with_traceback(None)
    except (OSError, RuntimeError, ValueError) as error:
        _log.exception("%s", request.url.path)
        why = f"The engine failed while it answered: {error}."
        return Refusal(500, why, "ask for less, or otherwise")
    return respond(body, choice, view.stamp)
