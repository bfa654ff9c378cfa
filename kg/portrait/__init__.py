"""Describe the data set in its own terms: VoID, DCAT, examples to run and prefixes."""

from kg.portrait.change import changed
from kg.portrait.counts import Counts, Place, counted
from kg.portrait.examples import example_iri, example_query
from kg.portrait.graph import counts_in, counts_of
from kg.portrait.keeping import keep_portrait, sizes_of

__all__ = [
    "Counts",
    "Place",
    "changed",
    "counted",
    "counts_in",
    "counts_of",
    "example_iri",
    "example_query",
    "keep_portrait",
    "sizes_of",
]
