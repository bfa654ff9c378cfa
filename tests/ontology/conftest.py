"""The ontology and its examples, read once for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.reason import read_ontology

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return read_ontology([ONTOLOGY])


@pytest.fixture(scope="session")
def told(ontology: Graph) -> Graph:
    """The ontology with its examples: what is said of terms, and their use."""
    return ontology + read_ontology([ONTOLOGY / "examples"])
