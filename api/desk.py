"""Hold what the addresses of the data set share: its history, its dumps, its description."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, cast

import anyio
from starlette.requests import Request

from api.dumping import Dumps
from api.formats import Format
from api.history import History
from api.portrait import Place, Portraits
from api.service import base_url
from api.stamp import Stamp

__all__ = ["Desk", "DumpStamp", "desk_of"]

_AT_ONCE: Final = 4
"""So many requests at once may wait for a dump to be made; more wait for their turn."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a service keeps of the data set in a store; ``making`` bounds the dumps' threads."""

    history: History
    dumps: Dumps
    portraits: Portraits
    making: anyio.CapacityLimiter

    @classmethod
    def of(cls, store: Path) -> Self:
        """The desk of a store directory, which need not be there yet."""
        history = History(store)
        limiter = anyio.CapacityLimiter(_AT_ONCE)
        return cls(history, Dumps(store, history), Portraits(), limiter)

    def place(self, request: Request) -> Place:
        """Where a request came to, and the dumps that there are."""
        entries = self.dumps.kept()
        ready = [self.dumps.ready(e.generation) for e in entries]
        return Place(base_url(request), tuple(entries), tuple(d for d in ready if d))


@dataclass(frozen=True, slots=True)
class DumpStamp(Stamp):
    """The stamp of an answer that also tells which dumps have been made."""

    made: int = 0

    @classmethod
    def above(cls, stamp: Stamp, place: Place) -> Self:
        """The stamp of an answer that tells of the dumps of a place."""
        made = sum(1 << n for n, e in enumerate(place.entries) if e.generation in place.made)
        return cls(stamp.generation, stamp.program, stamp.published, stamp.started, made)

    def tag(self, form: Format) -> str:
        """The entity tag, another one for each set of dumps.

        >>> from api.formats import TURTLE
        >>> DumpStamp(3, "1f0c", made=2).tag(TURTLE)
        '"3-ttl-2"'
        """
        return f'{Stamp.tag(self, form)[:-1]}-{self.made}"'


def desk_of(request: Request) -> Desk:
    """The desk of the service that a request came to."""
    return cast(Desk, request.app.state.desk)
