"""Answer 501 at the addresses that are promised and not served yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.problems import Refusal

__all__ = ["PLANNED", "Planned", "planned_router"]


@dataclass(frozen=True, slots=True)
class Planned:
    """An address to come: what will be there, and by which methods besides GET."""

    path: str
    what: str
    methods: tuple[str, ...] = ()


PLANNED: Final = (
    Planned("/graphs", "the Graph Store Protocol", ("POST", "PUT", "DELETE")),
    Planned("/graphs/{path:path}", "the Graph Store Protocol", ("POST", "PUT", "DELETE")),
    Planned("/update", "SPARQL Update", ("POST",)),
)


def planned_router() -> APIRouter:
    """The addresses to come; each refuses with what will be there."""
    router = APIRouter(include_in_schema=False)
    for planned in PLANNED:
        router.api_route(planned.path, methods=["GET", *planned.methods])(_endpoint(planned))
    return router


def _endpoint(planned: Planned) -> Callable[[Request], Response]:
    def refuse(request: Request) -> Response:
        path = request.url.path
        raise Refusal(
            501,
            f"{path} ({planned.what}) is not served yet by this version.",
            "see /api for what is served",
        )

    return refuse
