"""Take in records that are data already; what they state is lifted, not recognised."""

from kg.importers.curated import read_curated
from kg.importers.decisions import is_decision, read_decision
from kg.importers.marcxml import MarcRecord, is_record, read_marc
from kg.importers.rdf import is_rdf, read_rdf
from kg.importers.records import record_draft

__all__ = [
    "MarcRecord",
    "is_decision",
    "is_rdf",
    "is_record",
    "read_curated",
    "read_decision",
    "read_marc",
    "read_rdf",
    "record_draft",
]
