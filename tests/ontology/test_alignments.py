"""Each alignment maps our terms with a reason, apart from the core and without contradicting it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef

from kg.authority import load_authority
from kg.lift import authority_graph
from kg.reason import Consistency, consistency, read_ontology
from kg.validate.hygiene import hygiene
from kg.vocab import ID, MG

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
FILES = sorted((ONTOLOGY / "alignments").glob("*.ttl"))
SSSOM = Namespace("https://w3id.org/sssom/")
MAPPINGS = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.relatedMatch,
)
PARTS = (SSSOM.subject_id, SSSOM.predicate_id, SSSOM.object_id)


@pytest.fixture(scope="module")
def things() -> set[object]:
    """What the lists name, which an alignment may map to another's names."""
    return set(authority_graph(load_authority()).subjects())


def test_the_first_vocabularies_have_an_alignment_each() -> None:
    names = {path.stem for path in FILES}

    assert names >= {"prov", "org", "eli", "undo", "dcterms", "skos", "unms", "unbis"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_mapping_starts_at_a_term_or_thing_of_ours_and_bears_one_reason(
    path: Path, ontology: Graph, things: set[object]
) -> None:
    aligned = Graph().parse(path)
    mapped = {(s, p, o) for p in MAPPINGS for s, o in aligned.subject_objects(p)}
    reasons = [
        tuple(aligned.value(note, part) for part in PARTS)
        for note in aligned.subjects(RDF.type, SSSOM.Mapping)
        if len(list(aligned.objects(note, DCTERMS.description))) == 1
    ]

    assert mapped
    assert sorted(reasons) == sorted(mapped)
    assert [s for s, *_ in mapped if str(s).startswith(ID) and s not in things] == []
    terms = [s for s, *_ in mapped if not str(s).startswith(ID)]
    assert [s for s in terms if not str(s).startswith(MG)] == []
    assert [s for s in terms if (s, RDF.type, None) not in ontology] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_mapped_to_is_declared_and_not_described(path: Path) -> None:
    aligned = Graph().parse(path)
    targets = {
        o for p in MAPPINGS for s, o in aligned.subject_objects(p) if not str(s).startswith(ID)
    }

    assert {target: set(aligned.predicates(target)) for target in targets} == {
        target: {RDF.type} for target in targets
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_note_is_named_in_its_alignment_and_nothing_is_without_a_name(path: Path) -> None:
    aligned = Graph().parse(path)
    base = f"https://w3id.org/mandategraph/ontology/alignments/{path.stem}"

    assert [n for triple in aligned for n in triple if isinstance(n, BNode)] == []
    assert (URIRef(base), RDF.type, OWL.Ontology) in aligned
    notes = list(aligned.subjects(RDF.type, SSSOM.Mapping))
    assert [n for n in notes if not str(n).startswith(f"{base}#")] == []


def test_nothing_in_the_core_imports_an_alignment(ontology: Graph) -> None:
    imported = {str(o) for o in ontology.objects(None, OWL.imports)}

    assert [iri for iri in imported if "/alignments" in iri] == []


@pytest.fixture(scope="module")
def aligned(told: Graph) -> Graph:
    return told + read_ontology([ONTOLOGY / "alignments"])


def test_the_alignments_are_free_of_faults(aligned: Graph) -> None:
    assert hygiene(aligned) == ()


def test_a_mapping_without_its_reason_is_found(aligned: Graph) -> None:
    note = URIRef("https://w3id.org/mandategraph/ontology/alignments/org#role-role")
    mutant = Graph() + aligned
    mutant.remove((note, DCTERMS.description, None))

    (fault,) = hygiene(mutant)

    assert (fault.check, fault.term) == ("mapping-without-reason", MG.role)


def test_each_two_classes_that_stand_for_one_of_a_view_are_disjoint(ontology: Graph) -> None:
    disjoint = [set(ontology.items(members)) for members in ontology.objects(None, OWL.members)]
    for path in FILES:
        aligned = Graph().parse(path)
        asked = [p for p in MAPPINGS if p != SKOS.relatedMatch]
        classes = {
            (o, s)
            for p in asked
            for s, o in aligned.subject_objects(p)
            if (o, RDF.type, OWL.Class) in aligned
        }
        pairs = [(a, b) for x, a in classes for y, b in classes if x == y and str(a) < str(b)]

        assert [p for p in pairs if not any(set(p) <= group for group in disjoint)] == []


@pytest.mark.java
@pytest.mark.usefixtures("java")
def test_the_core_with_all_alignments_is_consistent(told: Graph) -> None:
    found = consistency(told + read_ontology(FILES))

    assert found == Consistency(consistent=True, unsatisfiable=())
