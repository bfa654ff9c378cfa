"""A bare Starlette route on the engine: what is left to gain by doing nothing else."""

from __future__ import annotations

import os

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_JSON, _CSV = ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.CSV


def make() -> Starlette:
    """An application that answers ``/sparql?query=`` in JSON or CSV."""
    store = ox.Store.read_only(os.environ["BENCHMARK_STORE"])

    async def sparql(request: Request) -> Response:
        form = _CSV if "csv" in request.headers["accept"] else _JSON
        found = store.query(request.query_params["query"])
        assert isinstance(found, ox.QuerySolutions)
        return Response(found.serialize(format=form), media_type=form.media_type)

    return Starlette(routes=[Route("/sparql", sparql)])
