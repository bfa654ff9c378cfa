"""Say whether the process lives, whether it can answer, and what it has counted."""

from __future__ import annotations

from typing import Final, cast

import anyio.to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.exposition import Exposition
from api.models import HealthModel, ProblemModel, ReadyModel
from api.service import Service, service_of
from api.settings import Settings

__all__ = ["router"]

_PATIENCE: Final = (
    5.0  # seconds: the first worker of a service that has just started is there in less
)
router: Final = APIRouter(tags=["operations"])


@router.get("/healthz", summary="Is the process alive?")
async def get_health() -> HealthModel:
    """The process answers; nothing else is looked at."""
    return HealthModel()


@router.get(
    "/readyz",
    summary="Is there data to answer from?",
    responses={503: {"model": ProblemModel, "description": "There are no data, or no workers."}},
)
async def get_readiness(request: Request) -> ReadyModel:
    """The generation that is served, and the state of workers and writer."""
    service = service_of(request)
    limiter = _limiter(request)
    view = await anyio.to_thread.run_sync(service.views.current, limiter=limiter)
    pool = _said(service, "pool")
    if not any(pool.get(lane) for lane in ("idle", "quick", "slow")):
        await service.pool.run("generation", b"", client="readyz", seconds=_PATIENCE)
        pool = _said(service, "pool")
    settings = service.settings
    return ReadyModel(
        generation=view.generation,
        isolation=_isolation(settings, pool),
        workers={name: n for name, n in pool.items() if type(n) is int},
        writing=_writing(settings, _said(service, "writer")),
    )


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}, "application/openmetrics-text": {}}}},
)
async def get_metrics(request: Request) -> Response:
    """Requests, durations, workers, cache, generation and writes, as they are now."""
    exposition = cast(Exposition, request.app.state.exposition)
    accept = request.headers.get("accept", "")
    body, media = await anyio.to_thread.run_sync(exposition.text, accept, limiter=_limiter(request))
    return Response(body, headers={"Content-Type": media, "Cache-Control": "no-store"})


def _limiter(request: Request) -> anyio.CapacityLimiter:
    """Threads of their own: those that answer requests may all be busy."""
    state = request.app.state
    if not hasattr(state, "operators"):
        state.operators = anyio.CapacityLimiter(2)
    return cast(anyio.CapacityLimiter, state.operators)


def _said(service: Service, part: str) -> dict[str, object]:
    ask = getattr(getattr(service, part, None), "figures", None)
    said = ask() if callable(ask) else None
    return {} if said is None else {n: getattr(said, n) for n in said.__dataclass_fields__}


def _isolation(settings: Settings, pool: dict[str, object]) -> str:
    if not settings.is_isolated or not pool:
        return "none: queries run in the server"
    match pool.get("network"):
        case None:
            return "processes; whether with a way to the network is not known yet"
        case False:
            return "processes without a way to the network"
        case _:
            return "processes with a way to the network, which this system does not let them leave"


def _writing(settings: Settings, writer: dict[str, object]) -> str:
    if settings.token is None:
        return "off: no token is set"
    return str(writer.get("state", "on"))
