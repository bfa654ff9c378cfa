"""The vocabulary is whole: what was agreed is declared, and what is used is declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.iri import evidence_iri, step_iri
from kg.reason import read_ontology
from kg.vocab import MG

ROOT = Path(__file__).resolve().parents[2]
KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
)
AGREED = Path(__file__).with_name("vocabulary.txt")
USERS = ("shapes/*.ttl", "kg/**/*.rq", "kg/**/*.py", "kg/data/*.trig", "api/**/*.py")
TERM = re.compile(r"\bmg:([A-Za-z]\w*)|\bMG\.([A-Za-z]\w*)|\bMG\[\"([A-Za-z]\w*)\"\]")


def declared(ontology: Graph) -> set[URIRef]:
    subjects = {s for kind in KINDS for s in ontology.subjects(RDF.type, kind)}
    return {s for s in subjects if isinstance(s, URIRef) and s in MG}


def agreed() -> Iterator[tuple[URIRef, URIRef]]:
    kind = OWL.Class
    for line in AGREED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = OWL[line.strip("[]")]
        elif line and not line.startswith("#"):
            yield from ((MG[name], kind) for name in line.split())


def uses() -> Iterator[tuple[Path, str]]:
    for pattern in USERS:
        for path in ROOT.glob(pattern):
            for found in TERM.finditer(path.read_text(encoding="utf-8")):
                yield path, found[1] or found[2] or found[3]


def test_each_agreed_term_is_declared_as_its_kind(ontology: Graph) -> None:
    terms = list(agreed())

    assert len(terms) > 150
    assert [term for term, kind in terms if (term, RDF.type, kind) not in ontology] == []


def test_no_term_is_declared_that_was_not_agreed(ontology: Graph) -> None:
    assert declared(ontology) - {term for term, _ in agreed()} == set()


def test_each_term_used_in_shapes_queries_data_and_python_is_declared(ontology: Graph) -> None:
    names = {term.removeprefix(str(MG)) for term in declared(ontology)}
    found = list(uses())
    unknown = {f"{path.relative_to(ROOT)}: mg:{name}" for path, name in found if name not in names}

    assert found
    assert unknown == set()


@pytest.mark.parametrize(
    ("individual", "label"),
    [
        (MG.byText, "text"),
        (MG.byCuration, "curated"),
        (MG.byRule, "rule"),
        (MG.fromText, "from text"),
        (MG.secondSource, "second source"),
        (MG.unverified, "unverified"),
        (MG.strong, "strong"),
        (MG.weak, "weak"),
        (MG.establishBody, "establish body"),
        (MG.conveneMeeting, "convene meeting"),
        (MG.report, "report"),
        (MG.study, "study"),
        (MG.technicalAssistance, "technical assistance"),
        (MG.renewMandate, "renew"),
        (MG.agendaInclusion, "agenda inclusion"),
        (MG.finance, "finance"),
        (MG.actionByStates, "action by States"),
        (MG.otherAction, "other"),
    ],
)
def test_the_enumerations_are_called_as_the_contract_says(
    individual: URIRef, label: str, ontology: Graph
) -> None:
    assert [str(name) for name in ontology.objects(individual, RDFS.label)] == [label]


def test_steps_and_evidence_of_the_examples_bear_the_iris_that_are_minted() -> None:
    told = read_ontology([ROOT / "ontology" / "examples"])

    steps = set(told.subjects(RDF.type, MG.Step))
    evidence = set(told.subjects(RDF.type, MG.Evidence))

    assert steps == {minted_step(told, URIRef(str(step))) for step in steps}
    assert evidence == {minted_evidence(told, URIRef(str(node))) for node in evidence}


def minted_step(told: Graph, step: URIRef) -> URIRef:
    names = (MG.stepFrom, MG.stepTo, MG.effect, MG.rule, MG.statedIn)
    start, end, effect, rule, passage = (URIRef(str(told.value(step, name))) for name in names)
    return step_iri(start, end, effect, rule.rsplit("/", 1)[1], passage)


def minted_evidence(told: Graph, node: URIRef) -> URIRef:
    names = (MG.supportsSubject, MG.supportsPredicate)
    subject, predicate = (URIRef(str(told.value(node, name))) for name in names)
    supported = told.value(node, MG.supportsObject)
    assert supported is not None
    return evidence_iri(subject, predicate, supported.n3(), str(told.value(node, MG.statedIn)))
