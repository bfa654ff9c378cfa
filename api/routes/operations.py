"""Say whether the process lives, and whether it has data to answer from."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request

from api.models import HealthModel, ProblemModel, ReadyModel
from api.service import view_of

__all__ = ["router"]

router: Final = APIRouter(tags=["operations"])


@router.get("/healthz", summary="Is the process alive?")
def get_health() -> HealthModel:
    """The process answers."""
    return HealthModel()


@router.get(
    "/readyz",
    summary="Is there data to answer from?",
    responses={503: {"model": ProblemModel, "description": "Nothing has been published yet."}},
)
def get_readiness(request: Request) -> ReadyModel:
    """The generation that is served."""
    return ReadyModel(generation=view_of(request).generation)
