"""Build the graph that ships: ontology, shapes, authority lists and curated facts, when changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from rdflib import URIRef

from kg import derive
from kg.errors import CuratedError
from kg.importers import read_curated
from kg.iri import document_graph, record_graph
from kg.judging import Room, judge
from kg.model import Draft
from kg.portrait import keep_portrait
from kg.resources import folder
from kg.store import Change, Store
from kg.store.engine import is_curated
from kg.vocab import GRAPH, MG, ONTOLOGY, SHAPES

__all__ = ["build_shipped", "settle", "shipped_digest", "shipped_drafts"]

_PARAGRAPH_OF: Final = re.compile(rf"<{MG.paragraphOf}> <([^>]+)> \.".encode())
_NOT_MAKING = frozenset(("cli", "cut", "read", "recognise", "search", "settings", "trace", "views"))


def build_shipped(store: Store, room: Room, digest: str) -> tuple[str, ...]:
    """Put everything that ships into a store and publish it; what was ingested stays.

    A document that ships is left alone where the store holds its text already. Returns the
    warnings of the drafts.

    Raises:
        Refused: something that ships does not conform, which a test forbids.
    """
    shipped = shipped_drafts(room)
    judged = judge(shipped, room)  # among themselves: what a user read has no part in it
    accepted = [v.accepted() for v in judged if not _is_read(store, v.draft)]
    names = {str(d.name) for d in shipped}
    store.keep({ONTOLOGY: room.ontology, SHAPES: room.shapes})
    store.remove([n for n in store.digests() if _is_curated_file(n) and n not in names])
    store.commit(accepted)
    settle(store, room)
    keep_portrait(store)
    store.publish(shipped=digest)
    return tuple(w for a in accepted for w in a.warnings)


def settle(store: Store, room: Room, change: Change | None = None) -> frozenset[str] | None:
    """Work out registry and derived graph: what a change touches, or everything that stands.

    Returns the lines that the change and its settling took or put, None for everything.
    """
    return derive.settle(store, room.steps, room.single, change)


def shipped_drafts(room: Room) -> list[Draft]:
    """The drafts of the authority lists, the curated files and the documents that ship.

    Raises:
        CuratedError: a curated file is malformed.
    """
    drafts = [room.authority_draft]
    drafts += [read_curated(path, room.effects) for path in sorted(_data().glob("*.trig"))]
    for path in sorted((_data() / "documents").glob("*.nt")):
        lines = path.read_bytes()
        works = _PARAGRAPH_OF.search(lines)
        if not works:
            raise CuratedError(path.name, "–", "no document was read from a source in it")
        drafts.append(Draft(document_graph(URIRef(works[1].decode())), lines))
    return drafts


def shipped_digest() -> str:
    """The SHA-256 of everything the shipped graph is made from, the making included."""
    hasher = hashlib.sha256()
    for name, data in sorted(_inputs()):
        hasher.update(f"{name} {hashlib.sha256(data).hexdigest()}\n".encode())
    return hasher.hexdigest()


def _is_read(store: Store, draft: Draft) -> bool:
    """Whether the store holds this document as a user read it, with its words."""
    if not draft.name.startswith(f"{GRAPH}document/"):
        return False
    return any(
        t.predicate.value == str(MG.text) for t in store.view().triples(graph=str(draft.name))
    )


def _is_curated_file(graph: str) -> bool:
    """Whether a graph is of a curated file, which ships; a library's record is the user's."""
    return is_curated(graph) and not graph.startswith(record_graph(""))


def _data() -> Path:
    return Path(str(files("kg") / "data"))


def _inputs() -> Iterator[tuple[str, bytes]]:
    for kind in ("ontology", "shapes"):
        for file in sorted(folder(kind).glob("*.ttl")):
            yield f"{kind}/{file.name}", file.read_bytes()
    for entry in _walk(files("kg")):
        yield f"kg/{entry.name}", entry.read_bytes()


def _walk(place: Traversable) -> Iterator[Traversable]:
    for entry in place.iterdir():
        if entry.is_dir() and entry.name not in _NOT_MAKING | {"__pycache__"}:
            yield from _walk(entry)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            yield entry
