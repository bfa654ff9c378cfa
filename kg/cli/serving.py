"""The command that serves the graph over HTTP."""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated

import typer

from kg.cli.places import StoreOption, prepare_default
from kg.store import Snapshot

__all__ = ["serve_command"]


def serve_command(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port.")] = 8000,
    as_json: Annotated[bool, typer.Option("--json", help="Say where in one JSON object.")] = False,
) -> None:
    """Serve pages, SPARQL, linked data and traces until interrupted.

    Example: `mandategraph serve --port 8080`
    """
    import uvicorn  # here: it takes 0.2 s, which no other command should pay

    path = store if store is not None else prepare_default()
    view = Snapshot.open(path)  # so that a missing or damaged store is said before anything listens
    os.environ["MANDATEGRAPH_STORE"] = str(path)
    address = f"http://{host}:{port}/"
    if as_json:
        values = {"address": address, "store": str(path), "generation": view.generation}
        sys.stdout.write(json.dumps(values) + "\n")
        sys.stdout.flush()
    else:
        sys.stderr.write(f"Serving {path} at {address} (Ctrl-C ends it)\n")
    # By name: this package never imports the web.
    uvicorn.run("api.app:from_environment", factory=True, host=host, port=port, log_level="warning")
