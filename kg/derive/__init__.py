"""Work out what follows from all graphs together: the registry of shared things, and the steps."""

from kg.derive.registry import registry_graph, single_valued
from kg.derive.steps import derived_graph

__all__ = ["derived_graph", "registry_graph", "single_valued"]
