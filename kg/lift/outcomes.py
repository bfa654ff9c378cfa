"""Lift outcomes: what a meeting concluded, of whom it asks what, and by which mandate."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Literal, URIRef

from kg.iri import outcome_iri
from kg.lift.builder import Builder, date_literal
from kg.lift.meeting import Event, due_event
from kg.lift.names import Parties
from kg.model import Findings, Mandate, Outcome
from kg.vocab import MG

__all__ = ["add_outcomes"]

_Mandates = Sequence[tuple[Mandate, URIRef]]


def add_outcomes(
    build: Builder,
    findings: Findings,
    event: Event | None,
    parties: Parties,
    mandates: _Mandates,
) -> None:
    """Add what the meeting concluded; the paragraph states an outcome of the meeting.

    An outcome that asks somebody entrusts the mandate that the same words give. A report that does
    not say of which meeting it is has no outcomes of one.
    """
    left = list(mandates)
    for finding in findings.findings:
        if isinstance(finding, Outcome) and event:
            iri = _add_outcome(build, finding, event, parties)
            own = next((pair for pair in left if _is_same(finding, pair[0])), None)
            if own:
                left.remove(own)
                build.add(iri, MG.entrusts, own[1])


def _is_same(outcome: Outcome, mandate: Mandate) -> bool:
    """Whether both are one act: the same verb in the same words of one paragraph."""
    return (
        outcome.paragraph == mandate.paragraph
        and outcome.verb == mandate.verb
        and outcome.start < mandate.end
        and mandate.start < outcome.end
    )


def _add_outcome(build: Builder, outcome: Outcome, event: Event, parties: Parties) -> URIRef:
    paragraph = build.paragraph(outcome)
    n = build.ordinal(f"outcome {paragraph}")
    iri = outcome_iri(paragraph, n)
    build.made_by(outcome, iri, MG.Outcome, f"{outcome.verb}: {build.name_of(paragraph)}")
    build.add(iri, MG.action, Literal(outcome.verb))
    build.add_words(iri, MG.deliverable, outcome.object)
    if outcome.addressee:
        build.add(iri, MG.addressee, parties.addressee(outcome.addressee))
    session = due_event(outcome.due) if outcome.due else None
    if session:
        build.add(iri, MG.dueAt, session)
    elif outcome.due:
        build.add(iri, MG.dueBy, date_literal(outcome.due))
    build.add(iri, MG.outcomeOf, event.iri)
    if n == 1:
        build.evidence(outcome, paragraph, MG.statesOutcomeOf, event.iri)
    return iri
