"""Say which source of a document is current, and record the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import URIRef

from kg.cut import symbol_of_file_name
from kg.iri import display_name, source_graph, source_iri
from kg.model import Draft, SourceText
from kg.ntriples import joined, lines_in
from kg.store import Snapshot
from kg.store.engine import graph_of
from kg.vocab import MG

__all__ = ["Origin", "origin_of", "source_draft", "standing_origin"]

_TEXT: Final = f" <{MG.text}> "
_FORMAT, _FILE, _SHA = (str(p) for p in (MG["format"], MG.fileName, MG.sha256))
_RANKS: Final = (("pdf", 0), ("wordprocessing", 0), ("html", 1), ("json", 1))


@dataclass(frozen=True, slots=True)
class Origin:
    """The source that a document's graph rests on, and what decides between two of them.

    A PDF or DOCX, as issued, stands before other formats; a file that is named after the document
    before one that holds it beside others; then the file's name decides. ``wordless`` are the
    facts that ship without their document's words.
    """

    work: URIRef
    format: str
    file: str
    sha256: str
    wordless: bool = False

    def replaces(self, standing: Origin) -> bool:
        """Whether this source takes the place of one that stands: a file does that of itself."""
        if standing.wordless or self.file == standing.file:
            return True
        return self._order() < standing._order()

    def comes_before(self, other: Origin) -> bool:
        """Whether this source is taken where a run has both: the order of reading has no part."""
        return (*self._order(), self.sha256) < (*other._order(), other.sha256)

    def _order(self) -> tuple[int, bool, str]:
        rank = next((rank for part, rank in _RANKS if part in self.format), 2)
        named = symbol_of_file_name(self.file) or ""
        return rank, _bare(named) != _bare(display_name(self.work)), self.file


def origin_of(source: SourceText, work: URIRef) -> Origin:
    """The origin of a document that was read from a source."""
    return Origin(work, source.format, source.file, source.sha256)


def standing_origin(view: Snapshot, graph: str, work: URIRef) -> Origin | None:
    """The origin of a document's graph that stands in a store; None where there is none."""
    for quad in view.matching(ox.NamedNode(str(work)), str(MG.readFrom)):
        if graph_of(quad) == graph and isinstance(quad.object, ox.NamedNode):
            said = {
                q.predicate.value: q.object.value
                for q in view.matching(quad.object)
                if graph_of(q) == graph and isinstance(q.object, ox.Literal)
            }
            wordless = not any(_TEXT in line for line in view.lines(graph))
            form, file, sha256 = (said.get(p, "") for p in (_FORMAT, _FILE, _SHA))
            return Origin(work, form, file, sha256, wordless)
    return None


def source_draft(triples: bytes, origin: Origin) -> Draft:
    """The graph that records a source of a document of which another one is current."""
    source = f"<{source_iri(origin.sha256)}>"
    kept = [f"<{origin.work}> <{MG.readFrom}> {source} ."]
    kept += [line for line in lines_in(triples) if line.startswith(f"{source} ")]
    return Draft(source_graph(origin.work, origin.sha256), joined(kept))


def _bare(symbol: str) -> str:
    return re.sub(r"[\W_]", "", symbol).lower()
