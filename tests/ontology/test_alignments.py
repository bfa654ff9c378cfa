"""Each alignment maps our terms with a reason, apart from the core and without contradicting it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph

from kg.reason import Consistency, consistency, read_ontology
from kg.vocab import MG

FILES = sorted((Path(__file__).resolve().parents[2] / "ontology" / "alignments").glob("*.ttl"))
MAPPINGS = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.relatedMatch,
)
PARTS = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)


def test_the_first_vocabularies_have_an_alignment_each() -> None:
    names = {path.stem for path in FILES}

    assert names >= {"prov", "org", "eli", "undo", "dcterms", "skos"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_mapping_starts_at_a_declared_term_of_ours_and_bears_one_reason(
    path: Path, ontology: Graph
) -> None:
    aligned = Graph().parse(path)
    mapped = {(s, p, o) for p in MAPPINGS for s, o in aligned.subject_objects(p)}
    reasons = [
        tuple(aligned.value(axiom, part) for part in PARTS)
        for axiom in aligned.subjects(RDF.type, OWL.Axiom)
        if len(list(aligned.objects(axiom, SKOS.note))) == 1
    ]

    assert mapped
    assert sorted(reasons) == sorted(mapped)
    assert [
        s for s, _, _ in mapped if not str(s).startswith(MG) or (s, RDF.type, None) not in ontology
    ] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_mapped_to_is_declared_and_not_described(path: Path) -> None:
    aligned = Graph().parse(path)
    targets = {o for p in MAPPINGS for o in aligned.objects(None, p)}

    assert {target: set(aligned.predicates(target)) for target in targets} == {
        target: {RDF.type} for target in targets
    }


@pytest.mark.java
@pytest.mark.usefixtures("java")
def test_the_core_with_all_alignments_is_consistent(told: Graph) -> None:
    found = consistency(told + read_ontology(FILES))

    assert found == Consistency(consistent=True, unsatisfiable=())
