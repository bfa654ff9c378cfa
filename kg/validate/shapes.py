"""Load the shapes, with the class hierarchy that they are read with."""

from __future__ import annotations

from pathlib import Path

from rdflib import RDFS, Graph, URIRef

from kg.errors import ShapesError

__all__ = ["load_shapes"]


def load_shapes(shapes: Path, ontology: Path) -> Graph:
    """The shapes graph: every ``*.ttl`` of a folder, and the subclasses that an ontology declares.

    ``sh:class`` and ``sh:targetClass`` follow ``rdfs:subClassOf`` in the data graph (SHACL 1.1),
    where ours has none. Of the ontology only these triples between named classes are taken:
    they are all that shapes need, and mixing in the whole would be done anew for each draft.

    Raises:
        ShapesError: a folder holds no Turtle file, so nothing would ever be refused.
    """
    loaded = _parse(shapes)
    for subclass, superclass in _parse(ontology).subject_objects(RDFS.subClassOf):
        if isinstance(subclass, URIRef) and isinstance(superclass, URIRef):
            loaded.add((subclass, RDFS.subClassOf, superclass))
    return loaded


def _parse(folder: Path) -> Graph:
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise ShapesError(str(folder), "holds no Turtle file", "name the folder that holds them")
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph
