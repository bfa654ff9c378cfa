"""HermiT finds the ontology and its examples consistent, and each mutant inconsistent."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph

from kg.errors import ReasonerError
from kg.reason import Consistency, consistency
from kg.store import Snapshot
from kg.vocab import MG

MUTANTS = sorted(Path(__file__).with_name("inconsistent").glob("*.ttl"))


def test_there_are_at_least_ten_mutants_and_each_names_its_fault() -> None:
    heads = [path.read_text(encoding="utf-8").splitlines()[0] for path in MUTANTS]

    assert len(MUTANTS) >= 10
    assert [head for head in heads if not head.startswith("# Fault: ")] == []


@pytest.mark.java
@pytest.mark.usefixtures("java")
def test_the_ontology_with_its_examples_is_consistent_and_each_class_can_have_members(
    told: Graph,
) -> None:
    found = consistency(told)

    assert found == Consistency(consistent=True, unsatisfiable=())


@pytest.mark.java
@pytest.mark.usefixtures("java")
def test_the_graph_that_ships_is_consistent(ontology: Graph, shipped_view: Snapshot) -> None:
    lines = [f"{t.subject} {t.predicate} {t.object} ." for t in shipped_view.triples()]
    merge = Graph().parse(data="\n".join(lines), format="nt")

    assert consistency(ontology + merge) == Consistency(consistent=True, unsatisfiable=())


@pytest.mark.java
@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda path: path.stem)
def test_each_mutant_is_inconsistent(mutant: Path, told: Graph) -> None:
    found = consistency(told + Graph().parse(mutant))

    assert found.consistent is False


@pytest.mark.java
@pytest.mark.usefixtures("java")
def test_a_class_under_two_disjoint_ones_is_named_as_unsatisfiable(ontology: Graph) -> None:
    mutant = Graph() + ontology
    mutant.add((MG.TreatyBody, RDF.type, OWL.Class))
    mutant.add((MG.TreatyBody, RDFS.subClassOf, MG.Treaty))
    mutant.add((MG.TreatyBody, RDFS.subClassOf, MG.Body))

    found = consistency(mutant)

    assert found == Consistency(consistent=True, unsatisfiable=(MG.TreatyBody,))


@pytest.mark.java
@pytest.mark.usefixtures("java")
def test_an_inconsistent_graph_leaves_no_file_behind(
    told: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    consistency(told + Graph().parse(MUTANTS[0]))

    assert list(tmp_path.iterdir()) == []


def test_without_java_the_error_says_what_to_install(
    ontology: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(ReasonerError, match="install a Java runtime"):
        consistency(ontology)
