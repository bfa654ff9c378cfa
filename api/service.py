"""What every route needs, made once by ``create_app``: settings, the newest view, the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from api.cache import Answers
from api.pages import Pages
from api.settings import Settings
from api.views import View, Views
from api.workers import Pool
from api.writing import Writer

__all__ = ["Service", "base_url", "service_of", "view_of"]


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running service."""

    settings: Settings
    views: Views
    pages: Pages
    pool: Pool
    answers: Answers
    writer: Writer


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    return cast(Service, request.app.state.service)


def view_of(request: Request) -> View:
    """The newest view.

    Raises:
        StoreError: there is nothing to see yet.
    """
    return service_of(request).views.current()


def base_url(request: Request) -> str:
    """The public address of the service, without a slash at its end."""
    return service_of(request).settings.base_url or str(request.base_url).rstrip("/")
