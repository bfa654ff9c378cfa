"""Name a paragraph that no text at hand states: its document, number and kind, from its IRI."""

from __future__ import annotations

import re
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kg.iri import display_name, paragraph_id
from kg.vocab import MG

__all__ = ["add_named_paragraph"]

_CLASSES: Final = {
    "pp": MG.PreambularParagraph,
    "op": MG.OperativeParagraph,
    "para": MG.ReportParagraph,
    "fn": MG.Footnote,
}
_KIND: Final = re.compile(r"(pp|op|para|fn)(?=/)")


def add_named_paragraph(graph: Graph, paragraph: URIRef) -> None:
    """Add type, document, number and label of a paragraph, where the graph does not have them."""
    document, name = paragraph_id(paragraph)
    kinds = _KIND.findall(paragraph.removeprefix(document))
    unplaced = "unplaced" in name
    graph.add((paragraph, RDF.type, _CLASSES[kinds[-1]] if kinds else MG.Paragraph))
    graph.add((paragraph, MG.paragraphOf, document))
    if unplaced:
        graph.add((paragraph, RDF.type, MG.UnplacedParagraph))
    elif (paragraph, MG.number, None) not in graph:
        graph.add((paragraph, MG.number, Literal(re.sub(r"^(.*\.)?(op|pp|fn)", "", name))))
    if (paragraph, RDFS.label, None) not in graph:
        where = "a paragraph whose number is not known" if unplaced else name
        label = f"{display_name(document)}, {where}"
        graph.add((paragraph, RDFS.label, Literal(label, lang="en")))
