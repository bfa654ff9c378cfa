"""Namespaces, prefixes and the fixed names of graphs."""

from __future__ import annotations

from typing import Final

from rdflib import Namespace, URIRef

__all__ = [
    "AUTHORITY",
    "DERIVED",
    "GRAPH",
    "ID",
    "LEDGER",
    "MG",
    "MGS",
    "MGSH",
    "ONTOLOGY",
    "PREFIXES",
    "PROV",
    "REGISTRY",
    "SCHEMA",
    "SHAPES",
    "VOID",
]

MG: Final = Namespace("https://w3id.org/mandategraph/ontology#")
MGS: Final = Namespace("https://w3id.org/mandategraph/search#")
MGSH: Final = Namespace("https://w3id.org/mandategraph/shapes#")
ID: Final = Namespace("https://w3id.org/mandategraph/id/")
GRAPH: Final = Namespace("https://w3id.org/mandategraph/id/graph/")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
SCHEMA: Final = Namespace("https://schema.org/")

AUTHORITY: Final = URIRef(GRAPH + "authority")
REGISTRY: Final = URIRef(GRAPH + "registry")
DERIVED: Final = URIRef(GRAPH + "derived")
ONTOLOGY: Final = URIRef(GRAPH + "ontology")
SHAPES: Final = URIRef(GRAPH + "shapes")
VOID: Final = URIRef(GRAPH + "void")
LEDGER: Final = URIRef(GRAPH + "ledger")

PREFIXES: Final[dict[str, str]] = {
    "mg": str(MG),
    "mgid": str(ID),
    "mgs": str(MGS),
    "mgsh": str(MGSH),
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": str(PROV),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": str(SCHEMA),
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
