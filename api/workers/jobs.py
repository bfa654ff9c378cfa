"""What a worker is asked, what it answers, and how a job travels to it."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from api.workers.frames import Tag, frame

__all__ = [
    "KINDS",
    "Cut",
    "Job",
    "Kind",
    "Reply",
    "Unanswerable",
    "asking",
    "doing",
    "packed",
    "unpacked",
]

Kind = Literal["solutions", "boolean", "graph", "task"]
KINDS: Final[tuple[Kind, ...]] = ("solutions", "boolean", "graph", "task")


@dataclass(frozen=True, slots=True)
class Job:
    """A query, the dataset it is asked over, and how its answer is written.

    ``substitutions`` bind variables to terms in N-Triples form before the query is evaluated.
    ``results`` and ``graph`` name a format of ``api.formats`` for solutions or a boolean, and for
    triples; None where the client accepts none. ``most_rows`` stops an answer after so many
    solutions (in JSON only) or triples, which ``Reply.truncated`` tells; it then comes whole.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    substitutions: Mapping[str, str] = field(default_factory=dict)
    results: str | None = "json"
    graph: str | None = "ttl"
    most_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: whole in ``body``, or coming in ``chunks``, which must be closed by who reads it.

    ``chunks`` raises ``Cut`` where the answer ends before it is complete.
    """

    kind: Kind
    format: str
    body: bytes | None
    chunks: AsyncGenerator[bytes, None] | None
    generation: int
    truncated: bool


class Cut(Exception):
    """An answer that had begun to stream ended before it was complete: cut the connection."""


class Unanswerable(Exception):
    """What a worker says in the place of an answer; it becomes a ``Refusal`` in the server."""

    def __init__(self, status: int, detail: str, hint: str, **members: object) -> None:
        self.values: dict[str, object] = {"status": status, "detail": detail, "hint": hint}
        self.values |= members
        super().__init__(detail)


def packed(job: Job) -> dict[str, object]:
    """A job as JSON can write it; ``unpacked`` is its inverse."""
    return {
        "q": job.query,
        "d": job.default_graphs,
        "n": job.named_graphs,
        "s": dict(job.substitutions),
        "r": job.results,
        "g": job.graph,
        "m": job.most_rows,
    }


def asking(job: Job) -> Callable[[float], bytes]:
    """Makes the frame that asks a worker, from the seconds that it may take."""
    values = packed(job)

    def framed(left: float) -> bytes:
        return frame(Tag.ASK, json.dumps(values | {"t": left}, ensure_ascii=False).encode())

    return framed


def doing(task: str, payload: bytes) -> Callable[[float], bytes]:
    """The same for a task of ``api.workers.tasks``."""

    def framed(left: float) -> bytes:
        return frame(Tag.RUN, json.dumps([task, left]).encode() + b"\n" + payload)

    return framed


def unpacked(text: bytes) -> tuple[Job, float]:
    """A job, and the seconds that it may take.

    >>> job = Job("ASK {}", most_rows=5)
    >>> unpacked(json.dumps(packed(job) | {"t": 2.0}).encode()) == (job, 2.0)
    True
    """
    values = json.loads(text)
    job = Job(
        query=values["q"],
        default_graphs=tuple(values["d"]),
        named_graphs=tuple(values["n"]),
        substitutions=values["s"],
        results=values["r"],
        graph=values["g"],
        most_rows=values["m"],
    )
    return job, values["t"]
