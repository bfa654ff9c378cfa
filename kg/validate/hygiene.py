"""Find the faults of the ontology that its hygiene checks look for.

``python -m kg.validate.hygiene`` runs them over the ontology, its examples and its alignments,
writes each fault as a sentence and exits with 1 where there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph, URIRef

from kg.errors import ShapesError

__all__ = ["CHECKS", "ONTOLOGY_FOLDER", "HygieneFault", "hygiene", "main"]

ONTOLOGY_FOLDER: Final = Path(__file__).resolve().parents[2] / "ontology"
CHECKS: Final = ONTOLOGY_FOLDER / "hygiene"


@dataclass(frozen=True, slots=True, order=True)
class HygieneFault:
    """A term that a check selects; ``check`` is the name of its query, ``why`` the fault."""

    check: str
    term: URIRef
    why: str

    @property
    def sentence(self) -> str:
        """The fault in words."""
        return f"{self.term} {self.why} [{self.check}]."


def hygiene(ontology: Graph, checks: Path = CHECKS) -> tuple[HygieneFault, ...]:
    """Each fault that a query of the folder ``checks`` selects, sorted.

    ``ontology`` holds all modules and the examples, since a term must be used by one; with the
    alignments, each of their mappings must have its reason.

    Raises:
        ShapesError: the folder holds no query, so nothing would ever be found.
    """
    queries = sorted(checks.glob("*.rq"))
    if not queries:
        raise ShapesError(str(checks), "holds no hygiene check (*.rq)", "name their folder")
    # The engine rather than rdflib: it answers all the queries in the time of one.
    store = ox.Store()
    store.load(ontology.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return tuple(sorted(fault for query in queries for fault in _faults(store, query)))


def _faults(store: ox.Store, query: Path) -> Iterator[HygieneFault]:
    solutions = store.query(query.read_text(encoding="utf-8"))
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(f"{query} is no SELECT query")
    for solution in solutions:
        term, why = solution["term"], solution["why"]
        yield HygieneFault(
            query.stem, URIRef(getattr(term, "value", "")), getattr(why, "value", "")
        )


def main(folder: Path = ONTOLOGY_FOLDER) -> int:
    """Check an ontology folder, its examples and alignments; the number to exit with."""
    ontology = Graph()
    for part in ("*.ttl", "examples/*.ttl", "alignments/*.ttl"):
        for file in sorted(folder.glob(part)):
            ontology.parse(file, format="turtle")
    faults = hygiene(ontology, folder / "hygiene")
    for fault in faults:
        sys.stderr.write(f"{fault.sentence}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
