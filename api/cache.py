"""Keep small answers of the newest generation, so that the same question costs no worker."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from api.ready import Ready
from api.workers import Job, Reply

__all__ = ["Answers", "Key", "Spelling"]

_OVERHEAD: Final = 600  # bytes that an entry takes beside its texts, about
_HEAD: Final = 2_000  # of an answer with its headers, about
_SPELLINGS: Final = 4
_LONGEST_SPELLING: Final = 8_192
_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)

Key = tuple[int, str, tuple[str, ...], tuple[str, ...], str | None, str | None]
Spelling = tuple[bytes, bytes | None]
"""A request as it came: what stands behind the question mark, and its ``Accept``."""


@dataclass(slots=True)
class _Entry:
    reply: Reply
    size: int
    spellings: list[Spelling] = field(default_factory=list)


class Answers:
    """Answers by generation and question, the ones not asked for the longest dropped first.

    A question can be found by the bytes of a request too, with the headers of its answer. Answers
    of an older generation drop out by themselves: nobody can ask for them.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[Key, _Entry] = OrderedDict()
        self._spelled: dict[Spelling, tuple[Key, Ready]] = {}
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
        entry = self._kept.get(key)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end(key)
        return entry.reply

    def keep(self, key: Key, reply: Reply) -> None:
        """Keep a whole answer; not one that may be another each time (SPARQL 1.1, 17.4)."""
        if reply.body is None or reply.generation != key[0]:
            return
        # Four bytes a character: what Python takes at most.
        graphs = sum(map(len, key[2])) + sum(map(len, key[3]))
        size = _OVERHEAD + 4 * (len(key[1]) + graphs) + len(reply.body)
        if size > self._most // 8 or key in self._kept:
            return
        if "(" in key[1] and _CHANGING.search(key[1]):
            return
        self._kept[key] = _Entry(reply, size)
        self._grow(size)

    def spell(self, spelling: Spelling, key: Key, ready: Ready) -> None:
        """Remember what a request was answered by, if that answer is kept."""
        entry = self._kept.get(key)
        size = len(spelling[0]) + len(spelling[1] or b"")
        if entry is None or len(entry.spellings) >= _SPELLINGS or size > _LONGEST_SPELLING:
            return
        entry.spellings.append(spelling)
        self._spelled[spelling] = (key, ready)
        entry.size += size + _HEAD
        self._grow(size + _HEAD)

    def spelled(self, spelling: Spelling, generation: int) -> Ready | None:
        """What the same request was answered by in this generation, if that is kept."""
        found = self._spelled.get(spelling)
        if found is None or found[0][0] != generation:
            return None
        self.hits += 1
        self._kept.move_to_end(found[0])
        return found[1]

    def _grow(self, size: int) -> None:
        self.size += size
        while self.size > self._most:
            key, entry = self._kept.popitem(last=False)
            self.size -= entry.size
            for spelling in entry.spellings:
                found = self._spelled.get(spelling)
                if found is not None and found[0] == key:  # not again, in a newer generation
                    del self._spelled[spelling]
