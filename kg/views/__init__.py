"""Ask in the words of another vocabulary: ELI, PROV-O, ORG, DCTERMS, SKOS, UNDO, UN States.

A view is read from its alignment (``ontology/alignments``) and stored nowhere. A query in its
words is written anew in ours, by its tokens, before the engine sees it; so it is right after each
change, and costs no room. ``rules`` gives the same view as CONSTRUCT queries, for whoever wants
the triples.
"""

from __future__ import annotations

from kg.views.reading import View, read_views, rules
from kg.views.rewriting import VIEW_GRAPH, may_view, rewrite, split_graphs

__all__ = [
    "VIEW_GRAPH",
    "View",
    "may_view",
    "read_views",
    "rewrite",
    "rules",
    "split_graphs",
]
