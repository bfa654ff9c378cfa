"""Take in records that are data already; what they state is lifted, not recognised."""

from kg.importers.curated import read_curated
from kg.importers.rdf import is_rdf, read_rdf

__all__ = ["is_rdf", "read_curated", "read_rdf"]
