"""Work out what follows from all graphs together: the registry of shared things, and the steps."""

from kg.derive.registry import all_things, registry_entries, registry_graph, single_valued
from kg.derive.settle import settle
from kg.derive.steps import Steps, derived_graph

__all__ = [
    "Steps",
    "all_things",
    "derived_graph",
    "registry_entries",
    "registry_graph",
    "settle",
    "single_valued",
]
