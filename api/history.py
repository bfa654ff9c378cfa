"""Tell what changed from generation to generation, page by page, as the ledger has it."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import pyoxigraph as ox
from pydantic import BaseModel, Field

from kg.store import Entry, Ledger
from kg.vocab import PREFIXES

__all__ = [
    "ChangeModel",
    "ChangesModel",
    "History",
    "Leaf",
    "atom",
    "change_triples",
    "changes_model",
    "leaf_after",
    "newest_leaf",
]

_MOST_NAMES: Final = 20_000
"""A page that names so many graphs ends, unless it is of one generation alone."""
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")


class ChangeModel(BaseModel):
    """What one generation changed, by the names of graphs; ``quads`` it holds in all."""

    generation: int
    time: str
    quads: int
    digest: str
    added: list[str]
    replaced: list[str]
    removed: list[str]


class ChangesModel(BaseModel):
    """Generations after ``since``, oldest first; ``next`` is the address of the next page.

    It is null where the newest generation stands on this page: ask again later with ``since`` set
    to ``latest``.
    """

    latest: int
    since: int
    changes: list[ChangeModel]
    next: str | None = Field(description="The next page; null where there is none.")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the history: its entries, oldest first, and whether later ones follow."""

    since: int
    entries: tuple[Entry, ...]
    has_more: bool


class History:
    """The entries of a ledger, read again where the file changed."""

    def __init__(self, store: Path) -> None:
        self._path = store / "ledger.jsonl"
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._entries: Sequence[Entry] = ()

    def entries(self) -> Sequence[Entry]:
        """All entries, oldest first; none where nothing was published.

        Raises:
            StoreDamaged: a line is no entry.
        """
        with self._lock:
            stat = self._path.stat() if self._path.exists() else None
            stamp = (stat.st_mtime_ns, stat.st_size) if stat else None
            if stamp != self._stamp:
                self._entries = Ledger(self._path).entries()
                self._stamp = stamp
            return self._entries

    def after(self, since: int) -> Sequence[Entry]:
        """The entries of the generations after one, oldest first."""
        entries = self.entries()
        return entries[bisect_right(entries, since, key=lambda e: e.generation) :]


def leaf_after(history: History, since: int, limit: int) -> Leaf:
    """The first generations after one; fewer than ``limit`` where they name very many graphs."""
    later = history.after(since)
    some = later[:limit]
    named = accumulate(len(e.added) + len(e.replaced) + len(e.removed) for e in some)
    fitting = sum(1 for count in named if count <= _MOST_NAMES)
    kept = some[: max(fitting, 1)]
    return Leaf(since, tuple(kept), len(kept) < len(later))


def newest_leaf(history: History, limit: int) -> Leaf:
    """The newest generations, which none follow."""
    entries = history.entries()
    since = entries[-limit - 1].generation if len(entries) > limit else 0
    return Leaf(since, tuple(entries[-limit:]), has_more=False)


def changes_model(latest: int, leaf: Leaf, next_page: str | None) -> ChangesModel:
    """A page as JSON has it; ``latest`` is the newest generation that readers see."""
    changes = [
        ChangeModel(
            generation=e.generation,
            time=e.time,
            quads=e.quads,
            digest=e.digest,
            added=list(e.added),
            replaced=list(e.replaced),
            removed=list(e.removed),
        )
        for e in leaf.entries
    ]
    newest = max([latest, *(c.generation for c in changes)])
    return ChangesModel(latest=newest, since=leaf.since, changes=changes, next=next_page)


def change_triples(leaf: Leaf, base: str) -> Iterator[ox.Triple]:
    """Each generation as an activity that generated and invalidated graphs (PROV-O)."""
    for entry in leaf.entries:
        node = ox.NamedNode(f"{base}/changes#generation-{entry.generation}")
        yield ox.Triple(node, _TYPE, _prov("Activity"))
        version = ox.NamedNode(f"{PREFIXES['owl']}versionInfo")
        yield ox.Triple(node, version, ox.Literal(str(entry.generation)))
        time = ox.Literal(entry.time, datatype=ox.NamedNode(f"{PREFIXES['xsd']}dateTime"))
        yield ox.Triple(node, _prov("endedAtTime"), time)
        for name in (*entry.added, *entry.replaced):
            yield ox.Triple(node, _prov("generated"), ox.NamedNode(name))
        for name in entry.removed:
            yield ox.Triple(node, _prov("invalidated"), ox.NamedNode(name))


def atom(leaf: Leaf, base: str, next_page: str | None) -> str:
    """A page as an Atom feed (RFC 4287), newest first; a file has no author but the service."""
    updated = leaf.entries[-1].time if leaf.entries else "1970-01-01T00:00:00+00:00"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<title>Changes of the graph</title>",
        f"<id>{escape(base)}/changes</id>",
        f"<updated>{updated}</updated>",
        "<author><name>mandategraph</name></author>",
    ]
    if next_page:
        address = escape(base + next_page, {'"': "&quot;"})
        lines.append(f'<link rel="next" href="{address}"/>')
    for entry in reversed(leaf.entries):
        address = f"{escape(base)}/changes#generation-{entry.generation}"
        words = ", ".join(
            f"{len(names):,} {what}"
            for what, names in (
                ("added", entry.added),
                ("replaced", entry.replaced),
                ("removed", entry.removed),
            )
        )
        lines += [
            "<entry>",
            f"<title>Generation {entry.generation}</title>",
            f"<id>{address}</id>",
            f"<updated>{entry.time}</updated>",
            f"<summary>Graphs: {words}.</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _prov(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["prov"] + name)
