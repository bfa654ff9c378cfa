"""Find a thing by its address or symbol, however it is spelt, and name the nearest if it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox
from rdflib import URIRef

from api.near import Symbols
from api.problems import NotKnown, Refusal
from api.queries import query_text
from kg.iri import display_name, document_iri, document_of, paragraph_iri, symbol_key
from kg.store import Snapshot
from kg.vocab import ID, PREFIXES

__all__ = ["Catalogue", "exactly", "find", "named", "not_known", "read_catalogue", "suggestions"]

_DOCUMENT: Final = "document/"
_BELOW: Final = ("mandate/", "vote/")
_LONGEST: Final = 1000  # characters of a path: nothing that we name comes near it
_NAMED: Final = ("body", "meeting", "state")
_MOST_ALIKE: Final = 5
_LIKENESS: Final = 0.8
_MOST_SHOWN: Final = 200
_MOST_HOPS: Final = 32
_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_REPLACED: Final = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")


@dataclass(frozen=True)
class Catalogue:
    """The keys of all documents, as they stand in IRIs, by their folded spelling.

    ``names`` are the paths of States, bodies, sessions and meetings below ``…/id/``.
    """

    keys: Mapping[str, str]
    names: Sequence[str] = ()

    def key(self, spelling: str) -> str | None:
        """The key of the document that is spelt so, in any case."""
        return self.keys.get(_folded(spelling))

    def nearest(self, spelling: str) -> list[str]:
        """The display names of the documents that may have been meant, the nearest first."""
        near = self._symbols.near(_folded(spelling))
        return [display_name(URIRef(f"{ID}{_DOCUMENT}{self.keys[n]}")) for n in near]

    def alike(self, path: str) -> list[str]:
        """The names that look like a path, the most alike first."""
        kind, _, _ = path.casefold().partition("/")
        known = {name.casefold(): name for name in self.names if name.startswith(f"{kind}/")}
        found = get_close_matches(path.casefold(), known, n=_MOST_ALIKE, cutoff=_LIKENESS)
        return [known[name] for name in found]

    @cached_property
    def _symbols(self) -> Symbols:
        return Symbols(self.keys)


def read_catalogue(snapshot: Snapshot) -> Catalogue:
    """Read the keys of all documents under ``…/id/document/``."""
    start = f"{ID}{_DOCUMENT}"
    rows = snapshot.query(query_text("documents")).solutions()
    keys = sorted(row["document"].value.removeprefix(start) for row in rows)
    named = snapshot.query(query_text("named")).solutions()
    names = sorted(row["thing"].value.removeprefix(ID) for row in named)
    return Catalogue({unquote(key).casefold(): key for key in keys}, names)


def exactly(snapshot: Snapshot, path: str) -> str | None:
    """The IRI of the thing whose own path below ``…/id/`` this is, escapes and all, or None.

    A thing that was reconciled with another is answered with the other.

    Raises:
        Refusal: 410, the thing was reconciled with several others.
    """
    return _known(snapshot, f"{ID}{path}") if 0 < len(path) <= _LONGEST else None


def find(snapshot: Snapshot, catalogue: Catalogue, path: str) -> str | None:
    """The IRI of the thing that a path below ``…/id/`` names, or None.

    ``path`` is decoded. It may be spelt with spaces, in lower case, with or without escapes;
    a thing that was reconciled with another is answered with the other.

    Raises:
        Refusal: 410, the thing was reconciled with several others.
    """
    if not path or len(path) > _LONGEST:
        return None
    for candidate in (f"{ID}{path}", *_candidates(catalogue, path)):
        found = _known(snapshot, candidate)
        if found:
            return found
    return None


def named(snapshot: Snapshot, catalogue: Catalogue, words: str) -> str:
    """The IRI of the thing that a symbol, key, path or IRI of ours names, however it is spelt.

    Raises:
        NotKnown: the graph has no such thing.
    """
    path = words.strip().removeprefix(ID).strip("/")
    for candidate in (f"{_DOCUMENT}{path}", path, f"instrument/{path}"):
        found = find(snapshot, catalogue, candidate) if path else None
        if found:
            return found
    symbol = path.removeprefix(_DOCUMENT)
    shown = display_name(document_iri(symbol)) if "/" in symbol else words
    raise not_known(shown, catalogue, symbol)


def not_known(name: str, catalogue: Catalogue, path: str) -> NotKnown:
    """The refusal of a name that the graph does not have, written as ``path``."""
    shown = name if len(name) <= _MOST_SHOWN else f"{name[:_MOST_SHOWN]}…"
    return NotKnown(shown, suggestions(catalogue, path))


def suggestions(catalogue: Catalogue, path: str) -> list[str]:
    """The symbols or names that whoever wrote a path may have meant, the nearest first."""
    if len(path) > _LONGEST:
        return []
    if path.partition("/")[0].casefold() in _NAMED:
        return catalogue.alike(path)
    below = path.removeprefix(_DOCUMENT)
    document = document_of(document_iri(below))
    return catalogue.nearest(document.removeprefix(f"{ID}{_DOCUMENT}"))


def _folded(spelling: str) -> str:
    return unquote(symbol_key(spelling)).casefold()


def _candidates(catalogue: Catalogue, path: str) -> Iterator[str]:
    yield f"{ID}{symbol_key(path)}"
    kind, _, rest = path.partition("/")
    if kind == "state":
        yield f"{ID}{kind}/{rest.upper()}"
    if not path.startswith((_DOCUMENT, *_BELOW)):
        yield f"{ID}{symbol_key(path).lower()}"
        return
    parts = rest.split("/")
    for cut in range(len(parts), 0, -1):
        key = catalogue.key("/".join(parts[:cut]))
        if key:
            below = parts[cut:]
            for spelling in (below, [p.lower() for p in below]):
                yield "/".join([f"{ID}{kind}", key, *spelling])
            yield from _by_paragraph_id(f"{ID}{kind}/{key}", below)
            return


def _by_paragraph_id(document: str, below: Sequence[str]) -> Iterator[str]:
    """A paragraph by its id (``op9``, ``VII.op4(a)``), which is one part of a path."""
    if len(below) == 1 and not below[0].isdigit():  # a symbol may go on with a number
        for name in (below[0], below[0].lower()):
            yield str(paragraph_iri(URIRef(document), name))


def _known(snapshot: Snapshot, iri: str) -> str | None:
    """The IRI, or that of what replaces it at last; None where the graph has neither.

    Where things are said to replace each other in a circle, each stays what it is.
    """
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return None
    at, seen = node, {node}
    for _ in range(_MOST_HOPS):
        after = _replacing(snapshot, at)
        if not after:
            break
        if len(after) > 1:
            raise _gone(at, after)
        at = after[0]
        if at in seen:
            return iri
        seen.add(at)
    return at.value if at != node or _is_mentioned(snapshot, node) else None


def _is_mentioned(snapshot: Snapshot, node: ox.NamedNode) -> bool:
    if snapshot.triples(node, _LABEL):
        return True
    answer = snapshot.query(query_text("mentioned"), substitutions={"thing": node})
    return any(True for _ in answer.solutions())


def _replacing(snapshot: Snapshot, node: ox.NamedNode) -> list[ox.NamedNode]:
    """Those of our things that a thing was replaced by."""
    objects = {t.object for t in snapshot.triples(node, _REPLACED)}
    ours = [o for o in objects if isinstance(o, ox.NamedNode) and o.value.startswith(ID)]
    return sorted(ours, key=str)


def _gone(node: ox.NamedNode, after: Sequence[ox.NamedNode]) -> Refusal:
    names = [n.value.removeprefix(ID) for n in after]
    why = f"{node.value} was reconciled with several things."
    return Refusal(410, why, "see those in 'suggestions'", suggestions=names)
