"""Full-text search: an index of each store, what people type, and searches inside SPARQL."""

from kg.search.asking import Facet, Filters, Found, Hit, Part, class_name, search
from kg.search.keeping import Refreshed, changes, refresh
from kg.search.magic import Expanded, expand, may_search
from kg.search.places import index_files
from kg.search.words import Wanted, read_words
from kg.search.writing import content_of

__all__ = [
    "Expanded",
    "Facet",
    "Filters",
    "Found",
    "Hit",
    "Part",
    "Refreshed",
    "Wanted",
    "changes",
    "class_name",
    "content_of",
    "expand",
    "index_files",
    "may_search",
    "read_words",
    "refresh",
    "search",
]
