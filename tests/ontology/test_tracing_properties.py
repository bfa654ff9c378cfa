"""The tracing properties are read from the ontology as the trace needs them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rdflib import OWL, Graph

from kg.errors import ReasonerError
from kg.reason import TracingProperty, tracing_properties
from kg.vocab import MG

with Path(__file__).with_name("effects.csv").open(encoding="utf-8", newline="") as table:
    EFFECTS = list(csv.DictReader(table))


@pytest.fixture(scope="module")
def properties(ontology: Graph) -> tuple[TracingProperty, ...]:
    return tracing_properties(ontology)


def test_there_is_a_property_for_each_direction_of_each_effect_and_no_other(
    properties: tuple[TracingProperty, ...],
) -> None:
    names = {row[side] for row in EFFECTS for side in ("follows", "leads_to")}

    assert len(names) == 52
    assert [p.iri for p in properties] == sorted(MG[name] for name in names)


@pytest.mark.parametrize("row", EFFECTS, ids=lambda row: row["active"])
def test_each_effect_is_read_in_both_directions(
    row: dict[str, str], properties: tuple[TracingProperty, ...]
) -> None:
    known = {p.iri: p for p in properties}

    back, forth = known[MG[row["follows"]]], known[MG[row["leads_to"]]]

    assert (back.forward, forth.forward) == (False, True)
    assert (back.inverse, forth.inverse) == (forth.iri, back.iri)
    assert back.strength == forth.strength == (row["strength"] or None)
    assert back.active == forth.active == MG[row["active"]]


def test_a_kind_of_citation_is_also_a_citation_and_a_weak_following(
    properties: tuple[TracingProperty, ...],
) -> None:
    recalls = next(p for p in properties if p.iri == MG.recalls)

    assert recalls == TracingProperty(
        iri=MG.recalls,
        inverse=MG.isRecalledBy,
        forward=False,
        supers=(MG.cites, MG.follows, MG.followsWeakly),
        strength="weak",
        active=MG.recalls,
    )


def test_a_pair_without_inverse_is_refused(ontology: Graph) -> None:
    mutant = Graph() + ontology
    mutant.remove((MG.renews, OWL.inverseOf, None))
    mutant.remove((None, OWL.inverseOf, MG.renews))

    with pytest.raises(ReasonerError, match="isRenewedBy has not exactly one owl:inverseOf"):
        tracing_properties(mutant)


def test_a_pair_without_active_voice_is_refused(ontology: Graph) -> None:
    mutant = Graph() + ontology
    mutant.remove((MG.renews, MG.activeVoice, None))

    with pytest.raises(ReasonerError, match="not exactly one has mg:activeVoice"):
        tracing_properties(mutant)
