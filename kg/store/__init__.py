"""The embedded store: one writer, immutable snapshots for readers, and a ledger of generations."""

from kg.ntriples import to_rdflib
from kg.store.backup import Backup, back_up, restore
from kg.store.dataset import Answer, ask, dataset_of, query_form
from kg.store.ledger import Entry, Ledger
from kg.store.loading import load_quads
from kg.store.reader import Recount, Snapshot
from kg.store.writer import Change, Store

__all__ = [
    "Answer",
    "Backup",
    "Change",
    "Entry",
    "Ledger",
    "Recount",
    "Snapshot",
    "Store",
    "ask",
    "back_up",
    "dataset_of",
    "load_quads",
    "query_form",
    "restore",
    "to_rdflib",
]
