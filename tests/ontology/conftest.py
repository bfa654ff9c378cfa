"""The ontology and its examples, read once for the tests of this folder."""

from __future__ import annotations

import os
import shutil
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


@pytest.fixture
def java() -> None:
    """A Java runtime: under CI its absence is a failure, elsewhere a reason to skip."""
    if shutil.which("java") is None:
        why = "HermiT needs a Java runtime: install one, such as Debian's default-jre-headless"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
