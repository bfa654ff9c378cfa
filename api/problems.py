"""Say what went wrong: every error becomes an RFC 9457 problem, here and nowhere else."""

from __future__ import annotations

import http
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from kg.errors import (
    MandateGraphError,
    QueryError,
    QuestionError,
    StoreError,
    SymbolError,
)

__all__ = [
    "MEDIA_TYPE",
    "NotKnown",
    "Problem",
    "Refusal",
    "malformed",
    "not_acceptable",
    "problem_of",
    "problem_values",
]

MEDIA_TYPE: Final = "application/problem+json"
_RETRY: Final = {"Retry-After": "5"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as RFC 9457 has it; ``members`` are its extensions (line, column, hint …)."""

    status: int
    detail: str
    members: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name of the status."""
        return http.HTTPStatus(self.status).phrase


class Refusal(Exception):
    """A request that is not answered, with the problem to tell."""

    def __init__(self, status: int, detail: str, hint: str, **members: object) -> None:
        self.problem = Problem(status, detail, {"hint": hint, **members})
        super().__init__(detail)


class NotKnown(Refusal):
    """Nothing of this name is in the graph; ``suggestions`` are the nearest that are."""

    def __init__(self, name: str, suggestions: Sequence[str]) -> None:
        otherwise = "check the symbol, or see /api for what this service answers"
        near = f"did you mean {suggestions[0]}?" if suggestions else otherwise
        super().__init__(
            404, f"{name} is not known to this graph.", near, suggestions=list(suggestions)
        )


def not_acceptable(accept: str | None, offered: Sequence[str]) -> Refusal:
    """The refusal of a client that accepts none of the media types on offer."""
    return Refusal(
        406,
        f"This address cannot answer as {accept!r}.",
        "ask for one of the media types in 'offered'",
        offered=list(offered),
    )


def malformed(error: QueryError) -> Refusal:
    """The refusal of a client's query; a QueryError about one of our own is a fault."""
    return Refusal(400, str(error), error.hint, line=error.line, column=error.column)


def problem_of(error: Exception) -> Problem:
    """The problem that an error is for a client."""
    if isinstance(error, Refusal):
        return error.problem
    if isinstance(error, MandateGraphError):
        return _of_graph(error)
    if isinstance(error, RequestValidationError):
        faults = [_fault(e) for e in error.errors()]
        return Problem(400, "; ".join(faults) + ".", {"hint": "see /openapi.json"})
    if isinstance(error, HTTPException):
        return Problem(error.status_code, str(error.detail), headers=error.headers or {})
    return Problem(500, "The service failed on this request; the fault is logged.")


def problem_values(problem: Problem, instance: str) -> dict[str, object]:
    """A problem as RFC 9457 writes it in JSON."""
    values: dict[str, object] = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": instance,
    }
    return values | {k: v for k, v in problem.members.items() if v is not None}


def _of_graph(error: MandateGraphError) -> Problem:
    if isinstance(error, SymbolError):
        return Problem(404, str(error), {"hint": error.remedy})
    if isinstance(error, QuestionError):
        return Problem(400, str(error), {"hint": error.remedy})
    if isinstance(error, StoreError):
        # The path of the store is the operator's: /readyz and the log name the fault.
        why = f"The store {error.why}."
        return Problem(503, why, {"hint": error.remedy}, _RETRY)
    return Problem(500, "The service failed on this request; the fault is logged.")


def _fault(error: Mapping[str, object]) -> str:
    where = error.get("loc")
    name = where[-1] if isinstance(where, tuple | list) and where else "the request"
    return f"{name}: {error.get('msg')}"
