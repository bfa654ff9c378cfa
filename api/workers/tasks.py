"""The bounded tasks beside queries that a worker does, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, cast

from api.workers.jobs import Unanswerable
from kg.store import Snapshot

__all__ = ["TASKS", "Task", "generation", "task"]

Task = Callable[[Snapshot, bytes], bytes]
"""From a snapshot and a payload to a result; it may raise ``Unanswerable``."""

TASKS: Final[Mapping[str, str]] = {
    "generation": "api.workers.tasks:generation",
    "triples": "api.writing.parsing:triples_of_payload",
    "validate": "api.workers.judging:judge_payload",
}
"""Module and function of each task; a module is imported in the worker, at first use."""


def task(name: str) -> Task:
    """The task of a name.

    Raises:
        Unanswerable: 500, there is none.
    """
    if name not in TASKS:
        raise Unanswerable(500, f"There is no task {name!r}.", "name one of api.workers.tasks")
    module, _, function = TASKS[name].partition(":")
    return cast(Task, getattr(import_module(module), function))


def generation(snapshot: Snapshot, payload: bytes) -> bytes:
    """The generation that the worker shows: proof that one answers."""
    return str(snapshot.generation).encode()
