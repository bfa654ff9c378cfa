"""Put the service together: lifespan, routes, error handler, and nothing else."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Final

import anyio.to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from api.cache import Answers
from api.desk import Desk
from api.exposition import Exposition
from api.faults import answer_problem
from api.frontdoor import Frontdoor
from api.logs import RequestLog, configure_logging
from api.methods import AnswerOptions
from api.metrics import Measured, Meter
from api.middleware import HeadAsGet, SafeHeaders
from api.models import ProblemModel
from api.openapi import Application
from api.pages import Pages
from api.problems import Refusal
from api.ready import EXPOSED
from api.routes import (
    changes,
    dataset,
    graphs,
    home,
    operations,
    resource,
    search,
    sparql,
    trace,
    update,
    validate,
    vocabulary,
    why,
)
from api.routes.questions import questions_router
from api.searching import Searches
from api.service import Service
from api.settings import Settings, user_file
from api.shortcut import Shortcut
from api.stamp import program_digest
from api.views import Views
from api.workers import Cut, Lanes, Pool
from api.writing import Writer
from api.writing.origins import Origins
from kg.errors import MandateGraphError, SettingsError, StoreError

__all__ = ["create_app", "from_environment"]

_ABOUT: Final = (
    "What a United Nations resolution led to, who was asked to do what, and where that is written."
)
_log: Final = logging.getLogger(__name__)


def create_app(settings: Settings) -> FastAPI:
    """The service over the store that the settings name; it starts without one and waits for it."""
    program = program_digest([files("api"), files("kg")])
    views = Views(settings.store, program)
    pool = Pool(
        settings.store,
        views,
        seconds=settings.query_timeout,
        isolated=settings.is_isolated,
        lanes=Lanes.of(settings),
    )
    writer = Writer(settings)
    service = Service(settings, views, Pages(), pool, Answers(settings.cache_bytes), writer)
    searches = Searches(settings.store)
    meter, log = Meter(), RequestLog(settings)
    shortcut = Shortcut(service, meter, log)
    desk = Desk.of(settings.store)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, object]]:
        try:
            view = await anyio.to_thread.run_sync(service.views.current)
            await anyio.to_thread.run_sync(desk.portraits.overview, view.snapshot)
        except StoreError as error:
            _log.warning("%s", error)
        await pool.start()
        await writer.start()
        try:
            yield {"shortcut": shortcut}  # which the server's protocol may ask before the rest
        finally:
            await writer.stop()
            await pool.stop()
            searches.close()
            log.flush()

    app = Application(
        title="mandategraph",
        description=_ABOUT,
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        # The framework's own would send figures to wherever the environment says.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        lifespan=lifespan,
        responses={"4XX": {"model": ProblemModel, "description": "What was wrong, and a hint."}},
    )
    app.state.service = service
    app.state.desk = desk
    app.state.searches = searches
    app.state.exposition = Exposition(service, meter, log)
    for error in (MandateGraphError, Refusal, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(error, answer_problem)
    app.add_middleware(AnswerOptions)  # within the next, which answers preflights
    app.add_middleware(Origins, expose_headers=list(EXPOSED))
    app.add_middleware(SafeHeaders)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Frontdoor, service=service, searches=searches)
    # Around all others.
    app.add_middleware(Measured, meter=meter, log=log, shortcut=shortcut)
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")))
    for module in (
        sparql,
        search,
        validate,
        resource,
        trace,
        why,
        vocabulary,
        operations,
        dataset,
        changes,
        update,
        graphs,
        home,
    ):
        app.include_router(module.router)
    app.include_router(questions_router())
    app.include_router(resource.aliases)  # last: it takes every path that nothing else has
    meter.know(app.routes)
    return app


def from_environment() -> FastAPI:
    """The service that the environment describes, for a server that starts it by name."""
    try:
        settings = Settings.from_environment(os.environ, file=user_file())
    except SettingsError as error:
        raise SystemExit(str(error)) from error
    configure_logging(settings)
    # An answer that is cut ends in an error on purpose; api.faults has said it in a line.
    logging.getLogger("uvicorn.error").addFilter(_is_no_cut)
    return create_app(settings)


def _is_no_cut(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], Cut))
