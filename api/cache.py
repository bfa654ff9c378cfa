"""Keep small answers of the newest generation, so that the same question costs no worker."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Final

from api.workers import Job, Reply

__all__ = ["Answers"]

_OVERHEAD: Final = 600  # bytes that an entry takes beside its texts, about
_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)

Key = tuple[int, str, tuple[str, ...], tuple[str, ...], str | None, str | None]


class Answers:
    """Answers by generation and question, the ones not asked for the longest dropped first.

    Answers of an older generation drop out by themselves: nobody can ask for them.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[Key, Reply] = OrderedDict()
        self.size = 0
        self.hits = 0
        self.misses = 0

    @staticmethod
    def key(generation: int, job: Job) -> Key:
        """What an answer depends on."""
        return (
            generation,
            job.query,
            job.default_graphs,
            job.named_graphs,
            job.results,
            job.graph,
        )

    def get(self, key: Key) -> Reply | None:
        """The answer that is kept for a question, if any."""
        reply = self._kept.get(key)
        if reply is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end(key)
        return reply

    def keep(self, key: Key, reply: Reply) -> None:
        """Keep a whole answer; not one that may be another each time (SPARQL 1.1, 17.4)."""
        if reply.body is None or reply.generation != key[0]:
            return
        size = _weight(key, reply)
        if size > self._most // 8 or key in self._kept or _CHANGING.search(key[1]):
            return
        self._kept[key] = reply
        self.size += size
        while self.size > self._most:
            old, dropped = self._kept.popitem(last=False)
            self.size -= _weight(old, dropped)


def _weight(key: Key, reply: Reply) -> int:
    # Four bytes a character: what Python takes at most.
    graphs = sum(map(len, key[2])) + sum(map(len, key[3]))
    return _OVERHEAD + 4 * (len(key[1]) + graphs) + len(reply.body or b"")
