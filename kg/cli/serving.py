"""The command that serves the graph over HTTP."""

from __future__ import annotations

import json
import math
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.places import StoreOption, prepare_default
from kg.settings import Settings, user_file
from kg.store import Snapshot

__all__ = ["serve_command"]

_BACKLOG = 1_024


def serve_command(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes one that is free.")
    ] = 8000,
    as_json: Annotated[bool, typer.Option("--json", help="Say where in one JSON object.")] = False,
) -> None:
    """Serve pages, SPARQL, linked data and traces until interrupted.

    SIGTERM and Ctrl-C end it in order: no new requests, those that run may go on to their
    deadline.

    Example: `mandategraph serve --port 8080`
    """
    from kg.cli.server import serve  # here: it takes 0.2 s, which no other command should pay

    path = store if store is not None else prepare_default()
    view = Snapshot.open(path)  # so that a missing or damaged store is said before anything listens
    os.environ["MANDATEGRAPH_STORE"] = str(path)
    settings = Settings.from_environment(os.environ, file=user_file())
    with _listening(host, port) as listener:
        address = f"http://{_written(host)}:{listener.getsockname()[1]}/"
        if as_json:
            values = {"address": address, "store": str(path), "generation": view.generation}
            sys.stdout.write(json.dumps(values) + "\n")
            sys.stdout.flush()
        else:
            sys.stderr.write(f"Serving {path} at {address} (Ctrl-C ends it)\n")
        with _index_made_behind(path):
            serve(
                listener,
                head_seconds=settings.head_seconds,
                connections=settings.connections,
                farewell=math.ceil(settings.query_timeout) + 1,
            )
    sys.stderr.write(f"Stopped serving {path}.\n")


@contextmanager
def _index_made_behind(store: Path) -> Iterator[None]:
    """Have the search index of a store brought up to date meanwhile, so that no search waits.

    Where the server ends sooner, what was made is thrown away.
    """
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "kg.search", str(store)],
        stdin=subprocess.DEVNULL,
        process_group=0,  # Ctrl-C is for the server
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        BadParameter: the address is not ours, or is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)  # who reads the address may connect, and waits for the start
    except OSError as error:
        listener.close()
        why = error.strerror or str(error)
        raise typer.BadParameter(f"{host}:{port} cannot be listened on ({why})") from error
    return listener
